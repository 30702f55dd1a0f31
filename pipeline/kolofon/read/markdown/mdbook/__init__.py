r"""What mdBook adds to Markdown: files that a text includes, lines of listings that are hidden, formulas for MathJax.

| module        | holds                                                        |
|---------------|--------------------------------------------------------------|
| `calls`       | calls such as `{{#include file}}`                            |
| `ranges`      | the lines of a file that a call includes: numbers or anchors |
| `includes`    | a text with the lines of other files in it                   |
| `line_editor` | lines in which passages are replaced                         |
| `settings`    | the settings of a `book.toml` that a text depends on         |
| `listings`    | the lines of a listing that are printed                      |
| `mathjax`     | formulas between `\\(` and `\\)`                           |
"""
