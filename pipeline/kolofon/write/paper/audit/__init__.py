"""Checks of a PDF, before and after it is made.

| module         | holds                                                                     |
|----------------|---------------------------------------------------------------------------|
| `comparison`   | a finished file compared with its page                                    |
| `bibliography` | the entries of a bibliography as they are printed, compared with the page |
| `glyphs`       | characters that no font has                                               |
"""
