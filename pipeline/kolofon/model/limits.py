"""The sizes that the press accepts.  A table of these is in docs/limits.md.

They are far above what books have, and far below what a machine can bear.  What is beyond one of them is a slip or an
attack, and is refused with its place.
"""

__all__ = ["ADDRESS", "CHARACTERS", "COLUMNS", "DEEPEST", "ELEMENTS", "INCLUDED", "ITEMS", "NAME", "OPEN", "TITLE"]

DEEPEST = 30
"""How deep blocks (lists, quotations) nest in each other, and marks (emphasis, links) in a line."""

ELEMENTS = 100
"""How deep the elements of HTML nest, most of which are no block and no mark."""

OPEN = 40
"""How many brackets and tags of wikitext may be open at once: its parser reads none that are deeper."""

CHARACTERS = 1_000_000
"""The characters of a paragraph, a cell, a listing; of a msgid or a msgstr."""

TITLE = 1_000
"""The characters of a title or a heading, of a translation of one, of an entry of the index."""

NAME = 100
"""The characters of the name of a work, which is in the names of files."""

ADDRESS = 10_000
"""The characters of the address of a link or a picture."""

COLUMNS = 100
"""The columns of a table."""

ITEMS = 100_000
"""How many items, rows, entries, notes or sections there can be in one place."""

INCLUDED = 200_000
"""How many lines of other files a file can include."""
