"""What fills pages: figures that leave their place, tables that turn; for the WeasyPrint that `mends` names.

WeasyPrint has no page floats (CSS Page Floats 3): a figure for which a page has no room goes to the next one with all
that follows, and leaves white paper.

| module     | holds                                                                               |
|------------|-------------------------------------------------------------------------------------|
| `waiting`  | the figures that wait for a page, page by page                                      |
| `figures`  | `floating`: a figure without room waits, while the page is filled with what follows |
| `sheets`   | a page with what waits for it                                                       |
| `ends`     | the last page of a chapter                                                          |
| `tables`   | tables that are too wide: set smaller, or turned                                    |
"""
