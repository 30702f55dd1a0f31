"""What Sphinx adds to reStructuredText: the settings of a project, its list of chapters, and its markup.

| module          | holds                                                                          |
|-----------------|--------------------------------------------------------------------------------|
| `configuration` | the settings in a `conf.py`, which is never run                                |
| `toctree`       | the chapters of a project; it needs no docutils                                |
| `source`        | the lines that are parsed: those of a file, and those that the project adds    |
| `conditions`    | content that is for some outputs                                               |
| `objects`       | descriptions of functions, classes, options                                    |
| `index`         | marks of the index                                                             |
| `typography`    | quotation marks and dashes as Sphinx prints them                               |
"""
