"""The web site of an edition.

| module       | holds                                       |
|--------------|---------------------------------------------|
| `website`    | `site`: a web site for all languages        |
| `edition`    | what a site is given of an edition          |
| `divisions`  | which sections are pages of a site          |
| `chapters`   | the pages of a work, one for each chapter   |
| `addresses`  | the names of these pages                    |
| `navigation` | what a page shows of the others of its book |
| `passages`   | a chapter → its passages, to be searched    |
| `search`     | the passages of a book as a script          |
"""
