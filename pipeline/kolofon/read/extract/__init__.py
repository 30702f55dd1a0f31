"""Documents from the plain text of wiki articles, as Wikipedia's extracts have it.

| module       | holds                                                  |
|--------------|--------------------------------------------------------|
| `reader`     | from the lines of a file, a chapter                    |
| `scanner`    | from lines, headings and blocks, not yet nested        |
| `headings`   | headings                                               |
| `item_marks` | the marks before items of lists: bullets, numbers      |
| `table_rows` | the rows of tables                                     |
| `formulas`   | the remains of formulas                                |
"""
