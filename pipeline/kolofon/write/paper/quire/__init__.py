"""A book as quires: its chapters are set one by one, and what is set is kept and bound into one PDF.

A quire is a value (`values.Quire`), so it can be kept, and be set in another process.  A chapter of which nothing has
changed is not set again, wherever in the book it comes to be: folios, running heads and links are added by binding.

| module      | holds                                                                            |
|-------------|----------------------------------------------------------------------------------|
| `book`      | a page of XHTML → a PDF: the steps below, in their order                         |
| `obstacles` | what in a style keeps chapters from being set alone                              |
| `portions`  | a page → portions of it                                                          |
| `specimen`  | the page without its text, for the styles of its elements and what is in margins |
| `job`       | what all quires of a book share                                                  |
| `keys`      | what a quire depends on, as a key                                                |
| `compiler`  | a portion → a quire                                                              |
| `layouts`   | functions that replace WeasyPrint's while a quire is laid out                    |
| `gathering` | on which page each quire begins, and which pages it shows                        |
| `binding`   | quires → one PDF                                                                 |
| `file`      | a PDF → its bytes                                                                |
| `margins`   | what is in the margins of pages, drawn once                                      |
| `strings`   | what running heads say on each page                                              |
| `tree`      | the structure tree of a quire ⇄ values; the trees of several as one              |
| `fonts`     | the fonts of a quire ⇄ values; those of several as one                           |
| `objects`   | objects of a PDF ⇄ values                                                        |
| `values`    | the values                                                                       |
"""
