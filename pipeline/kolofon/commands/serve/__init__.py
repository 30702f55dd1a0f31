"""`kolofon serve`: an edition beside its messages, in a browser: click a sentence, translate it, see it on the page.

| module      | holds                                                                              |
|-------------|------------------------------------------------------------------------------------|
| `server`    | the server on this machine, and which requests it answers                          |
| `api`       | the addresses of the edition as data: its parts and messages, search, languages    |
| `jobs`      | the jobs that make files to download, in a process of their own                    |
| `paper`     | the pages of the PDF as pictures, with the rectangles of their sentences           |
| `workspace` | the edition as it was last read, and saving into it                                |
| `book`      | the parts of a book as XHTML, in which each sentence is annotated with its message |
| `web`       | the page in the browser: its scripts and its style                                 |
| `words`     | the words of that page, in many languages                                          |

The PO files hold all that is saved.  It is read, locked and written by the same functions as in every other command.
"""
