"""Documents from the plain text of wiki articles, as Wikipedia's extracts have it.

| module     | holds                                             |
|------------|---------------------------------------------------|
| `reader`   | the file as a chapter                             |
| `lines`    | its lines as headings and blocks, not yet nested  |
| `headings` | headings                                          |
| `marks`    | what begins an item of a list                     |
| `rows`     | the rows of tables                                |
| `formulas` | what is left of formulas                          |
"""
