"""What other programs add to Markdown, as rules of the parser: each makes tokens, and reads no file.

| module             | holds                                                                              |
|--------------------|------------------------------------------------------------------------------------|
| `directives`       | blocks between lines of colons or backticks: Pandoc, Quarto, MyST, Docusaurus      |
| `slash_blocks`     | blocks between lines of slashes: PyMdown                                           |
| `opening_line`     | the line that opens a directive, and its options                                   |
| `directive_kinds`  | the names of directives, with what each becomes                                    |
| `directive_tokens` | the tokens of a directive                                                          |
| `source_lines`     | the text of a line, and the lines of a token                                       |
| `table_tokens`     | the tokens of tables that are not written with pipes                               |
| `grid_tables`      | grid tables                                                                        |
| `column_tables`    | simple and multiline tables                                                        |
| `verse`            | line blocks                                                                        |
| `lists`            | lists with letters, roman numbers and examples                                     |
| `inline_marks`     | marks in a line: MyST, Obsidian, Hugo, Liquid                                      |
| `line_marks`       | marks on lines of their own: MyST, Obsidian, kramdown, Hugo, Liquid                |
| `citations`        | citations                                                                          |
| `code_cells`       | cells of code, and text for one format                                             |
| `classes`          | asides from the class of a block; tables of org-mode                               |
| `markdown_in_html` | Markdown in an element of HTML                                                     |
"""
