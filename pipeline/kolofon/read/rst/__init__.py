"""Documents from reStructuredText: docutils' markup, and Sphinx's.  Only these modules use docutils.

| module          | holds                                                                    |
|-----------------|--------------------------------------------------------------------------|
| `reader`        | `RstFile`: a file, parsed and read                                       |
| `toctree`       | the chapters of a Sphinx project; it needs no docutils                   |
| `configuration` | what a `conf.py` says; it is never run                                   |
| `source`        | the lines that are parsed: those of a file, and what the project adds    |
| `parser`        | docutils' tree of these lines                                            |
| `registry`      | the names of directives and roles, for one parse                         |
| `inliner`       | docutils' inline parser, with lines, and in linear time                  |
| `directives`    | the classes that docutils calls for directives                           |
| `included`      | the files that a text includes                                           |
| `nodes`         | the nodes that the press adds to docutils' tree                          |
| `naming`        | the names of places in a file                                            |
| `names`         | where a reference by a name leads                                        |
| `places`        | where nodes are: file, line and column                                   |
| `context`       | what the modules share while a file is read                              |
| `blocks`        | paragraphs, lists and other blocks                                       |
| `tables`        | tables                                                                   |
| `definitions`   | lists of definitions                                                     |
| `directed`      | blocks from directives                                                   |
| `conditions`    | content that is for some outputs                                         |
| `objects`       | descriptions of functions, classes, options                              |
| `code`          | listings                                                                 |
| `inline`        | inline content                                                           |
| `roles`         | what roles print, for this reader and for import-po; it needs no docutils |
| `index`         | marks of the index                                                       |
| `messages`      | what docutils says, as findings                                          |
| `typography`    | quotation marks and dashes as Sphinx prints them                         |
| `unprinted`     | the words of a file that are nowhere in the document                     |
"""
