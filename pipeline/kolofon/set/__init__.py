"""Documents → set documents: numbers, ids, labels, notes and the index, decided once for every format.

| module          | holds                                                                             |
|-----------------|-----------------------------------------------------------------------------------|
| `values`        | the values: blocks with their ids, numbers and labels; lines; the index           |
| `blocks`        | blocks → set blocks                                                               |
| `inline`        | what is in a line → the same with numbers of notes and targets of links           |
| `numbers`       | the numbers of notes, figures, tables and listings                                |
| `index`         | the entries of the index, sorted and grouped                                      |
| `pages`         | the pages of the print, marked in a set document, and references to them          |
| `chapters`      | a set document in chapters, each with the notes that are called in it             |
| `openings`      | the paragraphs with which chapters begin                                          |
| `shape`         | whether a work begins as an article or as a book                                  |
| `words`         | the press's own words in the language of the edition                              |
| `addresses`     | which links and pictures are safe for a reader                                    |
| `walk`          | every value in a set document: its ids, its sentences, its characters, its digest |
| `chapter_cache` | the set chapters of a document that is set again and again                        |
| `lookups`       | headings and numbers of the rest of the document, as a chapter looks them up      |
| `part_cache`    | values that are computed from the parts of a document, kept by part               |

A writer takes a `SetDocument` and needs nothing else of the text.
"""

from kolofon.model.document import Code, Document, Formula, Preformatted
from kolofon.model.edition import Layout
from kolofon.model.figures import Figures
from kolofon.model.notes import Notes
from kolofon.model.walk import nodes
from kolofon.set.blocks import BlockSetter
from kolofon.set.chapter_cache import ChapterCache
from kolofon.set.index import unplaced_index
from kolofon.set.openings import opened
from kolofon.set.shape import ARTICLE, shape
from kolofon.set.values.document import SetDocument, SetOpening
from kolofon.set.words import Words
from kolofon.text.formulas import settable

__all__ = ["set_document"]


def set_document(  # noqa: PLR0913, PLR0917  each is another thing
    document: Document,
    words: Words,
    layout: Layout = Layout.AUTO,
    figures: Figures | None = None,
    notes: Notes | None = None,
    cache: ChapterCache | None = None,
) -> SetDocument:
    """The set document of a document, which is translated and localized already.

    `words` are the press's own, in the document's language; `layout` is what edition.toml says of how a work begins,
    `figures` and `notes` what it says of these.  `cache` has the chapters of the document that were set
    earlier, and gets those that are set now.
    """
    cache = cache or ChapterCache()
    setter = BlockSetter(document, words, figures or Figures(), notes or Notes(), cache)
    pictured, tabled, listed = setter.lists()
    form = shape(document, layout, cache.parts)
    chapters = form != ARTICLE
    # In the order of the text, which is that of the calls of its notes.
    made = SetDocument(
        language=document.language,
        title=setter.inline.heading(document.title),
        description=setter.inline.heading(document.description) if document.description else None,
        opening=SetOpening(
            frontispiece=setter.blocks(document.opening.frontispiece, "frontispiece"),
            dedication=setter.blocks(document.opening.dedication, "dedication"),
            epigraph=setter.blocks(document.opening.epigraph, "epigraph"),
            attribution=setter.blocks(document.opening.attribution, "attribution"),
        ),
        lead=setter.blocks(document.lead, "lead"),
        lead_notes=setter.notes.taken() if chapters else (),
        sections=setter.sections(document.sections, chapters=chapters),
        notes=setter.notes.rest(),
        groups=setter.notes.groups,
        index=setter.index() if unplaced_index(document) else None,
        shape=form,
        figures=pictured,
        tables=tabled,
        listings=listed,
        code=any(cache.parts.in_document("code", document, _codes)),
        place=setter.place,
    )
    return opened(made, cache.parts)


def _codes(part: object) -> tuple[bool]:
    """Whether there is code in a part."""
    return (any(map(_is_code, nodes(part))),)


def _is_code(part: object) -> bool:
    """Whether a part is code, or a formula that is printed as code."""
    if isinstance(part, Formula):
        return not settable(part.text, part.mathml, display=part.display)
    return isinstance(part, Code | Preformatted)
