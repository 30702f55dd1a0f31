"""A set document as one complete page of XHTML5.

| module   | holds                                                              |
|----------|--------------------------------------------------------------------|
| `page`   | the page: the values of its template, and its bytes                |
| `blocks` | set blocks as markup                                               |
| `inline` | set lines as markup                                                |
| `index`  | the index as its template sees it                                  |
"""

from kolofon.write.xhtml.page import render

__all__ = ["render"]
