"""How lines are broken and filled, where WeasyPrint and Pango do it otherwise than the language needs.

| module          | holds                                                                    |
|-----------------|--------------------------------------------------------------------------|
| `punctuation`   | brackets and stops of Chinese and Japanese that meet                     |
| `baseline`      | one height of lines, whatever fonts are in them                          |
| `breaks`        | where lines break in scripts without spaces between words, and in Korean |
| `cells`         | words of a table that there is no room for                               |
| `composer`      | justified paragraphs broken into lines as a whole                        |
| `drops`         | drop capitals, drawn where they are read                                 |
| `hyphenation`   | where words break: the patterns of each language                         |
| `justification` | how lines without spaces are made as long as their measure               |
| `right_to_left` | where lines from right to left begin and end                             |
| `letterspacing` | words with spaced letters, without a space more behind the last          |
"""
