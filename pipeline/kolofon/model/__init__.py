"""The values that the press works on: frozen dataclasses, built on the standard library alone.

| module          | holds                                                          |
|-----------------|----------------------------------------------------------------|
| `document`      | the text as a tree, before and after translation               |
| `inline`        | inline content, and how it is changed                          |
| `infobox`       | the infobox of an article                                      |
| `kinds`         | the kinds of asides and of quotations                          |
| `part`          | the part that words play in a document                         |
| `message`       | messages, catalogue entries, catalogues                        |
| `contributor`   | those who made a book, and their roles                         |
| `isbn`          | International Standard Book Numbers                            |
| `first_pages`   | what the first pages of a book print                           |
| `edition`       | what `edition.toml` says, and the facts that a colophon prints |
| `typography`    | how a page is set in type, as `edition.toml` says it           |
| `page_sizes`    | lengths and page sizes, in points                              |
| `notes`         | where the notes of a book are, and how they are counted        |
| `figures`       | what `edition.toml` says of figures, tables and listings       |
| `cover`         | what it says of the cover for print                            |
| `finding`       | what is wrong with a text, as a value                          |
| `error`         | what stops an edition, as an exception                         |
| `work_progress` | how much of a work is translated into a language               |
| `limits`        | how much the press takes                                       |
| `walk`          | every value in a part of a document, or every block of it      |
"""
