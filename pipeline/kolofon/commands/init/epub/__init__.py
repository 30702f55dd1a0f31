"""A new edition from an EPUB, or from its folder.

| module       | holds                                                                     |
|--------------|---------------------------------------------------------------------------|
| `container`  | the files of an EPUB, in a zip or in a folder                             |
| `xml`        | its XML files as trees                                                    |
| `package`    | its package document: what it has, and in which order it is read          |
| `metadata`   | what that says of the book                                                |
| `navigation` | its table of contents                                                     |
| `pages`      | each page: its kind, its title, what it shows and leads to                |
| `uncalled`   | notes that no page calls                                                  |
| `arranging`  | the pages as chapters, parts, front and back matter of a work             |
| `bringing`   | the work, its files, and what is not brought                              |
"""
