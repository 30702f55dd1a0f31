"""Works of one file and of many.

| module        | holds                                                               |
|---------------|---------------------------------------------------------------------|
| `chapters`    | from the files of a work, one document                              |
| `contents`    | the chapters and parts of a work, as edition.toml lists them        |
| `summary`     | the chapters and parts that a `SUMMARY.md` lists                    |
| `first_pages` | the first pages of a work, as edition.toml has them                 |
| `whole_file`  | a file that no link leads into                                      |
"""
