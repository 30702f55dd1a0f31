"""Documents from the plain text of Project Gutenberg.

| module     | holds                                                                |
|------------|----------------------------------------------------------------------|
| `reader`   | `GutenbergFile`: a file, parsed and read                             |
| `envelope` | the header above the text, and the licence below it                  |
| `chunks`   | the text in chunks, between which there are empty lines              |
| `headings` | the chunks that are headings, and the level of each                  |
| `contents` | the list of contents in the text                                     |
| `notes`    | footnotes                                                            |
| `inline`   | inline content: emphasis, strong text, calls of notes                |
"""
