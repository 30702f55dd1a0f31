"""The words of a PDF: what is copied from its pages, searched in them and read aloud is what the page says.

Programs take the text of a page from its glyphs, of which the font says what they stand for (`ToUnicode`), or from
marked content that says what it stands for as a whole (`ActualText`), which some of them do not read.

| module        | holds                                                                          |
|---------------|--------------------------------------------------------------------------------|
| `drawing`     | text as it is drawn: each cluster has one code, which says what it stands for  |
| `clusters`    | a line as Pango has set it: runs of one font and direction, and their clusters |
| `order`       | the order in which a line is drawn: that in which it is read                   |
| `sorts`       | what is drawn as one piece, and what it stands for                             |
| `codes`       | the codes of a font for these                                                  |
| `composites`  | glyphs that are made of other glyphs of a font                                 |
| `operators`   | operators that show text                                                       |
| `whole_words` | words that a line's end breaks, whole                                          |
"""
