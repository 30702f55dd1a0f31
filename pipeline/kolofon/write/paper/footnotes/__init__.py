"""Notes at the feet of pages.

WeasyPrint gives a note its room while it lays out the line that calls it, and forgets or repeats notes where that line
is laid out once more; it moves a note that is too long as a whole, and prints one that is longer than a page beyond its
edge.  Here a page is laid out, and again with room for the notes that are called on it, until both fit; a note may go
on on the next page.  Law: a note is on one page, or on several that follow one another, and begins on the page with its
first call, unless a single line calls more than a page can hold.

| module   | holds                                                                 |
|----------|-----------------------------------------------------------------------|
| `place`  | a tree of XHTML → the same with the notes that are to be at feet      |
| `boxes`  | boxes of WeasyPrint's: the calls on a page, and how far its text goes |
| `flow`   | notes one after another → as much of them as there is room for        |
| `height` | how much of a page its notes get                                      |
| `pages`  | functions that replace WeasyPrint's in its layout of pages            |
"""
