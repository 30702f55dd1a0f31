"""The cover for print: back, spine and front on one sheet, as PDF/X-4.

| module      | holds                                                                 |
|-------------|-----------------------------------------------------------------------|
| `wrap`      | the sheet: the sizes and the places of its three parts, and the spine |
| `printers`  | what printers on demand require (`printers.toml`)                     |
| `texts`     | the words that are on it                                              |
| `page`      | the sheet as a page of XHTML                                          |
| `front`     | the front                                                             |
| `spine`     | the words on the spine                                                |
| `back`      | the back                                                              |
| `lettering` | words at their places, as markup                                      |
| `fit`       | how large words can be set in a room                                  |
| `barcode`   | the ISBN as EAN-13                                                    |
| `colours`   | its colours as inks                                                   |
| `pdf`       | `printed_cover`: all of it as a PDF, and the findings about it        |
"""
