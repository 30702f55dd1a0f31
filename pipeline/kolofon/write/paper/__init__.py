"""A page of XHTML as a PDF, for the archive and for the press.

| module        | holds                                                                         |
|---------------|-------------------------------------------------------------------------------|
| `pdf`         | `typeset`: XHTML → PDF                                                        |
| `quire`       | a book as quires: chapters are set one by one, and bound                      |
| `typesetter`  | WeasyPrint, which no other module imports (half a second)                     |
| `kinds`       | the kinds of PDF                                                              |
| `conditions`  | what holds while a page is set: corrections, the environment                  |
| `shelf`       | what WeasyPrint may fetch                                                     |
| `messages`    | what WeasyPrint logs while it sets a book, as findings                        |
| `writers`     | the formats on paper: PDF, printer's file, proof, both languages side by side |
| `press`       | `impose`: the same for a printer, as PDF/X-4                                  |
| `cover`       | the cover for print: back, spine and front on one sheet                       |
| `mends`       | corrections of what WeasyPrint writes wrong                                   |
| `floats`      | figures that leave their place, tables that turn, the ends of chapters        |
| `footnotes`   | notes at the feet of pages                                                    |
| `lines`       | how lines are broken and filled where WeasyPrint does it otherwise            |
| `faces`       | the widths of glyphs, and fonts of which only the files are known             |
| `quick`       | what is done hundreds of thousands of times for a book, done sooner            |
| `vectors`     | vector pictures, drawn in a time that grows with their size                   |
| `formulas`    | formulas, drawn as outlines                                                   |
| `effort`      | how much is done to lay out a page, counted                                   |
| `tags`        | the structure tree of a PDF, for screen readers                               |
| `metadata`    | what a PDF says of itself: XMP, with the Dublin Core                          |
| `attachments` | files within a PDF                                                            |
| `colour`      | colours as inks; pictures for the archive and for the press                   |
| `separations` | pictures in inks, every pixel as it was                                       |
| `pieces`      | what is on the pages of a book that is laid out                               |
| `audit`       | a finished file compared with its page                                        |
| `wording`     | the words of a PDF: what is copied from it, searched in it and read aloud      |
| `pagination`  | where the pages begin                                                         |
| `folios`      | the folios of a book: roman before its text, arabic from page 1 on            |
| `locators`    | the places of the index as pages, once these are known                        |
| `entries`     | what is printed of the entries of a bibliography                              |
| `glyphs`      | characters that no face has                                                   |
| `file`        | the types that pydyf lacks                                                    |
"""
