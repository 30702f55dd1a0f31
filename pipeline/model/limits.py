"""How much the press takes.  A table of these is in docs/limits.md.

They are far above what books have, and far below where a machine gives up: what is beyond one of them is a slip, or
made to do harm, and is refused with its place.
"""

__all__ = ["CHARACTERS", "COLUMNS", "DEEPEST", "ITEMS", "TITLE"]

DEEPEST = 30
"""How deep blocks (lists, quotations, tables in cells) nest in each other, and marks (emphasis, links) in a line."""

CHARACTERS = 1_000_000
"""The characters of one paragraph, cell or listing, and of a msgid or a msgstr."""

TITLE = 1_000
"""The characters of a title, a heading or the words of a link to one."""

COLUMNS = 100
"""The columns of a table, or the cells side by side in a row."""

ITEMS = 100_000
"""How many there are of anything in one place: items of a list, rows of a table, sections, notes."""
