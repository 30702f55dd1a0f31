"""Figures that leave their place for another page, and tables that are turned.

WeasyPrint has no page floats (CSS Page Floats 3): a figure for which a page has no room goes to the next one with all
that follows, and leaves white paper.

| module       | holds                                                                          |
|--------------|--------------------------------------------------------------------------------|
| `queue`      | the figures that wait for a page, page by page                                 |
| `figures`    | `floating`: a figure without room waits, and the text behind it fills the page |
| `pages`      | a page with what waits for it                                                  |
| `last_pages` | the last page of a chapter                                                     |
| `tables`     | tables that are too wide: set smaller, or turned                               |
"""
