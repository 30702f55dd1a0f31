"""Works of one file and of many.

| module     | holds                                                                  |
|------------|------------------------------------------------------------------------|
| `chapters` | the document that many files make                                      |
| `contents` | which files these are, and in which parts                              |
| `summary`  | the files that a `SUMMARY.md` lists                                    |
| `opening`  | the first pages of a work, as edition.toml has them                    |
| `whole`    | a file that no link leads into                                         |
"""
