"""Documents from the plain text of Project Gutenberg.

| module     | holds                                                                |
|------------|----------------------------------------------------------------------|
| `reader`   | `GutenbergFile`: such a text as a document                           |
| `envelope` | what is around the text: its header, its licence                     |
| `chunks`   | the text in chunks, between which there are empty lines              |
| `headings` | which chunks are headings, and the level of each                     |
| `contents` | the list of contents in the text                                     |
| `notes`    | footnotes                                                            |
| `inline`   | what is marked in a line                                             |
"""
