"""The numbers in a line of text, however they are written.

| module         | holds                                                             |
|----------------|-------------------------------------------------------------------|
| `quantities`   | the values that the figures in a line can have                    |
| `multipliers`  | words that multiply a figure: 15 thousand, 1만 5천                 |
| `number_words` | whether a line has a number in words                              |
| `roman`        | Roman numerals and their values                                   |
| `months`       | the months in a line, and flaws where a translation has another   |
| `calendars`    | years of other calendars, as years of the common era              |
"""
