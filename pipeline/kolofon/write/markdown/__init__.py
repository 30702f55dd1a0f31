"""A set document as CommonMark with footnotes, tables and attributes, as `docs/markdown.md` has them.

| module   | holds                                       |
|----------|---------------------------------------------|
| `writer` | the file: headings, notes, imprint          |
| `blocks` | set blocks as lines                         |
| `inline` | set lines as Markdown, with what is escaped |

Law: a document that the press has read from Markdown is the same when it is written and read again, but for the marks
of the index and for what is kept out of translation.
"""

from kolofon.write.markdown.writer import markdown, write_markdown

__all__ = ["markdown", "write_markdown"]
