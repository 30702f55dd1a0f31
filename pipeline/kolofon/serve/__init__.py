"""`kolofon serve`: an edition beside its messages, in a browser: click a sentence, translate it, see it on the page.

| module        | holds                                                                            |
|---------------|----------------------------------------------------------------------------------|
| `server`      | the server on this machine: its address, its beginning and its end               |
| `application` | the addresses of the server, and the function that answers each                  |
| `access`      | who may ask, and what a page may do: token, Host, Origin, Content-Security-Policy |
| `asking`      | the body of a request as values, and errors as JSON or as a sentence             |
| `desk`        | the edition as it was last read, and what has changed since                      |
| `messages`    | the messages of a part of a book, as data for the page                           |
| `events`      | what every open page is told: changes, faults, files that are being made         |
| `watcher`     | the files of the edition are watched, and the desk is told what has changed      |
| `book`        | a part of the book as XHTML, in which each sentence knows its message            |
| `paper`       | the pages of the PDF as pictures, with the places of their sentences             |
| `making`      | files to download, made in a process of their own                                |
| `workshop`    | the process beside the server in which books are made                            |
| `worker`      | what is done in that process                                                     |
| `web`         | the page in the browser: its scripts and its style                               |
| `words`       | the words of that page, in many languages                                        |

Nothing is kept but in the PO files.  What is saved goes through the same reading, locking and writing as all else.
"""
