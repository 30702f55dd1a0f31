"""Citations and the works that they cite, by a style in CSL.  citeproc-py is imported only for a text with citations.

| module       | holds                                                            |
|--------------|------------------------------------------------------------------|
| `cited_work` | a work in a citation                                             |
| `works`      | the works in a file: CSL in JSON or YAML, BibTeX and BibLaTeX    |
| `bibtex`     | from works of BibTeX, works as CSL has them                      |
| `processor`  | citations and the list of works, as citeproc-py sets them        |
"""
