"""From the markup of a passage, the kind of its quotation: a letter, a poem, a page of a diary.

<blockquote epub:type="z3998:letter"><p>My dear Sir,</p></blockquote>

The words are those of `kolofon.read.html.semantics`.  Of several, the most specific counts, as a song is a poem too.
"""

from collections.abc import Iterator

from kolofon.model.document import Block, Quotation, QuotationKind, Verse
from kolofon.read.html.semantics import meanings, words
from kolofon.read.html.tree import Element

__all__ = ["KIND", "as_quotation", "kind_of", "unread_types"]

KIND = "data-kind"
"""The attribute for the kind in pages of the press."""

_CONTAINERS = frozenset({"article", "div", "footer", "header", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _CONTAINERS | {"aside", "blockquote", "dl", "figure", "ol", "p", "table", "ul"}
_ORDER = (
    QuotationKind.TELEGRAM,
    QuotationKind.DIARY_ENTRY,
    QuotationKind.DIARY,
    QuotationKind.LETTER,
    QuotationKind.NOTICE,
    QuotationKind.HYMN,
    QuotationKind.SONG,
    QuotationKind.POEM,
    QuotationKind.VERSE,
    QuotationKind.DRAMA,
    QuotationKind.DEDICATION,
    QuotationKind.EPIGRAPH,
)
_OTHER_WORDS = {"poetry": QuotationKind.POEM, "lyrics": QuotationKind.SONG}
_VERSE = frozenset({QuotationKind.POEM, QuotationKind.VERSE})
_Z3998 = "z3998:"
_ELSEWHERE = frozenset({"fiction", "non-fiction", "stanza"})
"""Words that are no kind of a passage, or that are read with verse."""


def kind_of(element: Element) -> QuotationKind:
    """The kind of quotation of an element; other than a `blockquote`, a short one needs more than a class for it."""
    kind = _kind(words(element) | {element.attributes.get(KIND, "")})
    if not kind or element.name == "blockquote":
        return kind
    if element.name not in _CONTAINERS or any(inner.name in _HEADINGS for inner in element.walk()):
        return QuotationKind.QUOTATION
    paragraphs = sum(inner.name == "p" for inner in element.walk())
    return kind if paragraphs > 1 else _kind(meanings(element))


def as_quotation(blocks: tuple[Block, ...], kind: QuotationKind) -> tuple[Block, ...]:
    """The blocks of an element that is not a `blockquote`, as a quotation of a kind.

    If they are one quotation without a kind, it gets this one.  Verse needs no quotation around it.
    """
    match blocks:
        case ():
            return ()
        case (Quotation(inner, QuotationKind.QUOTATION),):
            return (Quotation(inner, kind),)
        case _ if kind in _VERSE and all(isinstance(block, Verse) for block in blocks):
            return blocks
        case _:
            return (Quotation(blocks, kind),)


def unread_types(element: Element, kind: QuotationKind) -> Iterator[str]:
    """The words of Z39.98 in the type of a passage for which a document has nothing."""
    if element.name not in _BLOCKS:
        return
    for word in dict.fromkeys(element.attributes.get("epub:type", "").split()):
        bare = word.removeprefix(_Z3998)
        said = _kind(frozenset({bare}))
        if word != bare and bare not in _ELSEWHERE and said not in _VERSE and not (said and said is kind):
            yield f"epub:type=“{word}”"


def _kind(given: frozenset[str]) -> QuotationKind:
    found = {_OTHER_WORDS.get(word, word) for word in given}
    return next((kind for kind in _ORDER if kind in found), QuotationKind.QUOTATION)
