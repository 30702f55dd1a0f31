"""WeasyPrint: how the press drives it, and what the press corrects in it.

| module      | holds                                                                             |
|-------------|-----------------------------------------------------------------------------------|
| `modules`   | the modules of WeasyPrint, which no other module imports (half a second)          |
| `protocols` | the types of what the press uses of its objects: boxes, lines, pages, the context |
| `session`   | all corrections, and the environment, while a page is set                         |
| `fetcher`   | what WeasyPrint may fetch                                                         |
| `messages`  | what WeasyPrint logs while it sets a book, as findings                            |
| `effort`    | the steps of the layout of a page, counted, and a limit for them                  |
| `mends`     | corrections of what WeasyPrint writes wrong                                       |
| `caches`    | faster versions of what WeasyPrint does hundreds of thousands of times            |
| `faces`     | the widths of glyphs, and fonts of which only the files are known                 |
| `vectors`   | vector pictures, drawn in a time that grows with their size                       |
| `formulas`  | formulas, drawn as outlines                                                       |
"""
