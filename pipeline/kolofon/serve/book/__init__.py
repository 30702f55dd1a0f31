"""A work in a language as pages for the browser, in which each sentence knows its message.

| module    | holds                                                                         |
|-----------|-------------------------------------------------------------------------------|
| `view`    | the pages of a work, its messages by its parts, and what is made anew          |
| `turning` | the translated text, of which only the passages that changed are made anew     |
| `marks`   | which sentence of the text has which message, and where that is shown          |
| `leaf`    | a page as a medium: its links, its pictures, its marks                        |
| `looks`   | the style of the pages, and their fonts                                       |
| `routes`  | the addresses                                                                 |
"""
