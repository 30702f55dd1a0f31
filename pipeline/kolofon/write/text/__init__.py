"""A set document as plain text: UTF-8, a line for each paragraph, for search, comparison and reading aloud.

| module     | holds                                            |
|------------|--------------------------------------------------|
| `writer`   | the file: title, headings, text, notes, colophon |
| `blocks`   | set blocks as lines                              |
| `lines`    | lines one below the other, and indented          |
| `table`    | rows of cells in columns of equal width          |
| `colophon` | what a colophon says, as characters              |
"""

from kolofon.write.text.writer import text, write_text

__all__ = ["text", "write_text"]
