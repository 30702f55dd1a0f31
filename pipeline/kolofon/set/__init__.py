"""A document as a set document: all that is the same in every format, decided once.

| module       | holds                                                                    |
|--------------|--------------------------------------------------------------------------|
| `document`   | the values: blocks with their ids, numbers and labels                    |
| `line`       | the values: what is in a line                                            |
| `blocks`     | blocks → set blocks                                                      |
| `inline`     | what is in a line → the same with numbers of notes and targets of links  |
| `index`      | the index                                                                |
| `pages`      | the pages of the print, marked in a set document                         |
| `words`      | the press's own words in the language of the edition                     |
| `reading_order` | the set sentences of a block; the bibliographies of a document         |
| `traverse`   | every value in a set document: its ids, its code, its characters         |
| `characters` | the characters of a set line                                             |
| `digest`     | the digest of a part of a set document                                   |
| `addresses`  | which links and pictures a reader may be led to                          |
| `openings`   | the paragraphs with which chapters begin                                 |
| `shape`      | whether a work begins as an article or as a book                         |

A writer takes a `SetDocument` and needs nothing else of the text.
"""

from kolofon.model.document import Code, Document, Preformatted
from kolofon.model.edition import Layout
from kolofon.model.walk import nodes
from kolofon.set.blocks import BlockSetter
from kolofon.set.document import SetDocument
from kolofon.set.index import unplaced_index
from kolofon.set.openings import opened
from kolofon.set.shape import shape
from kolofon.set.words import Words

__all__ = ["set_document"]


def set_document(document: Document, words: Words, layout: Layout = Layout.AUTO) -> SetDocument:
    """The set document of a document, which is translated and localized already.

    `words` are the press's own, in the document's language; `layout` is what edition.toml says of how a work begins.
    """
    setter = BlockSetter(document, words)
    # In the order of the text, which is that of the calls of its notes.
    made = SetDocument(
        language=document.language,
        title=setter.inline.heading(document.title),
        description=setter.inline.heading(document.description) if document.description else None,
        lead=setter.blocks(document.lead, "lead"),
        sections=setter.sections(document.sections),
        notes=setter.notes(document.notes),
        index=setter.index() if unplaced_index(document) else None,
        shape=shape(document, layout),
        code=any(isinstance(part, Code | Preformatted) for part in nodes(document)),
    )
    return opened(made)
