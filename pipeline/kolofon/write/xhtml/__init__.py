"""A set document as XHTML5: one complete page, or part by part.

| module     | holds                                                                |
|------------|----------------------------------------------------------------------|
| `page`     | a whole page: the values of its template, and its bytes              |
| `parts`    | the parts of a book, each to be written alone                        |
| `medium`   | what differs from page to page: where links lead, where pictures are |
| `blocks`   | set blocks as markup                                                 |
| `inline`   | set lines as markup                                                  |
| `formulas` | formulas as MathML                                                   |
| `index`    | the index as its template sees it                                    |
| `cache`    | parts that were written before, and what was found in them           |
"""

from kolofon.write.xhtml.page import Looks, render

__all__ = ["Looks", "render"]
