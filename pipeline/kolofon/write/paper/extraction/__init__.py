"""The text of a PDF as programs extract it: to copy it, to search in it, to read it aloud.

Programs take the text of a page from its glyphs, of which the font says which characters they are (`ToUnicode`), or
from marked content that has its text as a whole (`ActualText`), which some of them do not read.

| module        | holds                                                                          |
|---------------|--------------------------------------------------------------------------------|
| `drawing`     | text as it is drawn: each cluster has one code, of which the font has the text |
| `clusters`    | a line as Pango has set it: runs of one font and direction, and their clusters |
| `order`       | the order in which a line is drawn: that in which it is read                   |
| `sorts`       | what is drawn as one piece, and its text                                       |
| `codes`       | the codes of a font for these                                                  |
| `composites`  | glyphs that are made of other glyphs of a font                                 |
| `operators`   | operators that show text                                                       |
| `whole_words` | words that are broken at the end of a line, extracted as whole words           |
"""
