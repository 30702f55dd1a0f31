"""XHTML, and the HTML that stands in texts of other formats.

| module   | holds                                         |
|----------|-----------------------------------------------|
| `reader` | `XhtmlFile`: a page, such as the press writes |
| `tree`   | elements, each with its place                 |
| `blocks` | blocks                                        |
| `inline` | what stands in a line                         |
| `index`  | the index of a page that the press wrote      |
"""
