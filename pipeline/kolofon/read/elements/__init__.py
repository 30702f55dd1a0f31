"""Parts of texts that several formats have.

| module           | holds                                                            |
|------------------|------------------------------------------------------------------|
| `asides`         | from a word of a source, the kind of an aside                    |
| `cite`           | citations by a style in CSL, and works in BibTeX                 |
| `formulas`       | formulas in TeX and MathML                                       |
| `index`          | marks of the index                                               |
| `infobox`        | the infobox of an article                                        |
| `inline_content` | from blocks, one line for the cell of a table                    |
| `listing`        | the comments and strings of a listing                            |
| `values`         | dates and numbers                                                |
"""
