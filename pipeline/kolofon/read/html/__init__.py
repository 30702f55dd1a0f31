"""Documents from XHTML, and blocks from the HTML in texts of other formats.

| module       | holds                                                        |
|--------------|--------------------------------------------------------------|
| `reader`     | `XhtmlFile`: a page, such as the press writes                |
| `tree`       | elements, each with its place                                |
| `blocks`     | blocks                                                       |
| `asides`     | the elements that are asides                                 |
| `inline`     | inline content                                               |
| `titles`     | the title of a page, and headings that open its sections     |
| `notes`      | notes that a page calls, in it or in another file            |
| `endnotes`   | notes in a file that is no chapter                           |
| `verse`      | verse                                                        |
| `quotations` | the kinds of quotations: a letter, a song                    |
| `semantics`  | the words in an element's type, role and class               |
| `wellformed` | whether a page is well-formed XML                            |
| `names`      | the names of figures, tables and listings                    |
| `ruby`       | characters with their reading                                |
| `index`      | the index of a page that the press wrote                     |
"""
