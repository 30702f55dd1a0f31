"""Documents from XHTML, and blocks from the HTML in texts of other formats.

| module       | holds                                         |
|--------------|-----------------------------------------------|
| `reader`     | `XhtmlFile`: a page, such as the press writes |
| `tree`       | elements, each with its place                 |
| `blocks`     | blocks                                        |
| `asides`     | which elements are asides                     |
| `inline`     | inline content                                |
| `semantics`  | what `epub:type`, `role` and `class` say      |
| `titles`     | the title of a page                           |
| `wellformed` | whether a page is XML                         |
| `notes`      | notes in a page                               |
| `endnotes`   | notes in another file                         |
| `verse`      | verse                                         |
| `names`      | the names of figures, tables and listings     |
| `ruby`       | characters with their reading                 |
| `index`      | the index of a page that the press wrote      |
"""
