"""A page of XHTML as a PDF, for the archive and for the press.

| module       | holds                                                                           |
|--------------|---------------------------------------------------------------------------------|
| `writers`    | the formats on paper: PDF, printer's file, proof, both languages side by side   |
| `pdf`        | `typeset`: XHTML → PDF                                                          |
| `kinds`      | the kinds of PDF                                                                |
| `press`      | `imposition`: the same for a printer, as PDF/X-4; colours as inks               |
| `cover`      | the cover for print: back, spine and front on one sheet                         |
| `weasyprint` | WeasyPrint, which sets the pages: how it is driven, and what is corrected in it |
| `lines`      | how lines are broken and filled where WeasyPrint does it otherwise              |
| `floats`     | figures that leave their place, tables that turn, the ends of chapters          |
| `footnotes`  | notes at the feet of pages                                                      |
| `quire`      | a book as quires: chapters are set one by one, and bound                        |
| `pages`      | the pages of a book that is laid out: where they begin, their folios            |
| `extraction` | the characters of a PDF: what is copied from it, searched in it and read aloud  |
| `tags`       | the structure tree of a PDF, for screen readers                                 |
| `file`       | what is in a PDF beside its pages: metadata, attachments                        |
| `audit`      | checks: letters that no font has, and a finished file compared with its page    |
"""
