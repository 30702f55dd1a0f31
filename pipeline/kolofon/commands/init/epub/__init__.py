"""An EPUB, as a file or unpacked in a folder → the manuscript of a new edition.

| module           | holds                                                                 |
|------------------|-----------------------------------------------------------------------|
| `manuscript`     | the manuscript: a work, its files, and findings for what is left out  |
| `container`      | the files of an EPUB, in a zip or in a folder                         |
| `xml`            | its XML files as trees                                                |
| `package`        | its package document: its files, and the order of reading             |
| `metadata`       | the metadata in the package document                                  |
| `navigation`     | its table of contents                                                 |
| `pages`          | each page: its kind, its title, its pictures and links                |
| `chapters`       | the pages as chapters, parts, front and back matter of a work         |
| `uncalled_notes` | notes that no page calls                                              |
"""
