"""What other programs add to Markdown, as rules of the parser: each makes tokens, and reads no file.

| module       | holds                                                                              |
|--------------|------------------------------------------------------------------------------------|
| `directives` | blocks between lines of colons or backticks: Pandoc, Quarto, MyST, Docusaurus      |
| `slashes`    | blocks between lines of slashes: PyMdown                                           |
| `opening`    | the line that opens one, and its options                                           |
| `kinds`      | what becomes of a directive by its name                                            |
| `source_lines` | the text of a line, and the lines of a token                                     |
| `shapes`     | its tokens                                                                         |
| `cells`      | tokens of tables that are not written with pipes                                   |
| `grids`      | grid tables                                                                        |
| `columns`    | simple and multiline tables                                                        |
| `verse`      | line blocks                                                                        |
| `inline_marks` | marks in a line: MyST, Obsidian, Hugo, Liquid                                    |
| `lines`      | lines of their own: MyST, Obsidian, kramdown, Hugo, Liquid                         |
| `citations`  | citations                                                                          |
| `code`       | cells of code, and text for one format                                             |
| `classes`    | what a class makes of a block; tables of org-mode                                  |
| `lists`      | lists with letters, roman numbers and examples                                     |
| `islands`    | Markdown in an element of HTML                                                     |
"""
