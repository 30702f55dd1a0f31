"""`kolofon serve`: an edition beside its messages, in a browser: click a sentence, translate it, see it on the page.

| module   | holds                                                                           |
|----------|---------------------------------------------------------------------------------|
| `server` | the server on this machine, and who may ask it                                  |
| `api`    | the addresses of the edition as data: its parts and messages, search, languages |
| `making` | files to download, made in a process of their own                               |
| `paper`  | the pages of the PDF as pictures, with the places of their sentences            |
| `desk`   | the edition as it was last read, and saving into it                             |
| `book`   | a part of the book as XHTML, in which each sentence knows its message           |
| `web`    | the page in the browser: its scripts and its style                              |
| `words`  | the words of that page, in many languages                                       |

Nothing is kept but in the PO files.  What is saved goes through the same reading, locking and writing as all else.
"""
