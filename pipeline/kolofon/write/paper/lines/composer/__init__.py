"""Paragraphs broken into lines as a whole: Knuth and Plass, "Breaking Paragraphs into Lines", 1981.

WeasyPrint fills one line after the other, and knows nothing of the next.  Here the lines of a justified paragraph are
planned together: a plan is the way of breaking it with the least sum of demerits, and each line is made as planned.

| module        | holds                                                                         |
|---------------|-------------------------------------------------------------------------------|
| `layout`      | replaces two functions of WeasyPrint: the next line, the lines of a page      |
| `widths`      | how wide words are, measured once for each style                              |
| `paragraph`   | a paragraph as one text: what is plain enough for a plan, and its pieces      |
| `breakpoints` | where its lines may end, and what each costs                                  |
| `plan`        | the best of all ways to end them                                              |
| `protrusion`  | marks that hang out of the measure                                            |
| `boxes`       | a planned line as boxes                                                       |
| `tracking`    | letters moved apart or together by a hundredth of an em, when a line is drawn |
| `hyphens`     | where words may be broken by a hyphen                                         |
"""
