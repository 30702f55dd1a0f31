r"""What mdBook adds to Markdown: files that a text includes, lines of listings that are hidden, formulas for MathJax.

| module     | holds                                                  |
|------------|--------------------------------------------------------|
| `calls`    | calls such as `{{#include file}}`                      |
| `ranges`   | which lines of a file a call takes: numbers or anchors |
| `includes` | a text with the lines of other files in it             |
| `rows`     | lines in which passages are replaced                   |
| `settings` | what the book's `book.toml` says to readers            |
| `listings` | the lines of a listing that a reader sees              |
| `mathjax`  | formulas between `\\(` and `\\)`                       |
"""
