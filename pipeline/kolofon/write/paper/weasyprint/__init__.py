"""WeasyPrint: how the press drives it, and what the press corrects in it.

| module      | holds                                                                             |
|-------------|-----------------------------------------------------------------------------------|
| `modules`   | the modules of WeasyPrint, which no other module imports (half a second)          |
| `protocols` | the types of what the press uses of its objects: boxes, lines, pages, the context |
| `session`   | what holds while a page is set: corrections, the environment                      |
| `fetcher`   | what WeasyPrint may fetch                                                         |
| `messages`  | what WeasyPrint logs while it sets a book, as findings                            |
| `effort`    | how much is done to lay out a page, counted                                       |
| `mends`     | corrections of what WeasyPrint writes wrong                                       |
| `caches`    | what is done hundreds of thousands of times for a book, done sooner               |
| `faces`     | the widths of glyphs, and fonts of which only the files are known                 |
| `vectors`   | vector pictures, drawn in a time that grows with their size                       |
| `formulas`  | formulas, drawn as outlines                                                       |
"""
