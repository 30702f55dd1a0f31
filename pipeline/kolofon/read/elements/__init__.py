"""What is in a text, in whichever format it is written.

| module           | holds                                                            |
|------------------|------------------------------------------------------------------|
| `asides`         | the kinds of asides by the words for them                        |
| `cite`           | citations by a style in CSL, and works in BibTeX                 |
| `formulas`       | formulas in TeX and MathML                                       |
| `index`          | marks of the index                                               |
| `infobox`        | the infobox of an article                                        |
| `inline_content` | blocks as one line, for the cell of a table                      |
| `listing`        | the comments of a listing                                        |
| `values`         | dates and numbers                                                |
"""
