"""Documents from reStructuredText: docutils' markup, and Sphinx's.  Only these modules use docutils.

| module        | holds                                                                      |
|---------------|----------------------------------------------------------------------------|
| `reader`      | `RstFile`: a file, parsed and read                                         |
| `tree`        | docutils' tree of a text: directives and roles as nodes, their places      |
| `sphinx`      | what Sphinx adds: `conf.py`, toctrees, descriptions of objects, the index  |
| `context`     | what the modules share while a file is read                                |
| `anchors`     | the names in a file that links lead to                                     |
| `names`       | where a reference by a name leads                                          |
| `blocks`      | paragraphs, lists and other blocks                                         |
| `directives`  | blocks from directives                                                     |
| `listings`    | listings                                                                   |
| `tables`      | tables                                                                     |
| `definitions` | lists of definitions                                                       |
| `inline`      | inline content                                                             |
| `roles`       | what roles print, for this reader and for import-po; it needs no docutils  |
| `unprinted`   | findings for words of a file that are nowhere in the document              |
"""
