"""Citations and the works that they cite, by a style in CSL.  What is slow to import is imported when a text cites.

| module      | holds                                                            |
|-------------|------------------------------------------------------------------|
| `cited`     | a work in a citation                                             |
| `works`     | the works in a file: CSL in JSON or YAML, BibTeX and BibLaTeX    |
| `bibtex`    | a work of BibTeX as CSL has it                                   |
| `processor` | citations and the list of works, as citeproc-py sets them        |
"""
