"""The messages of a segmented document, in document order, each with comments in English for its translator."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from kolofon.model.document import Document, Place, Role
from kolofon.model.message import Key, Message
from kolofon.model.part import InIndex, InInfobox, InNote, InSection, InWork, Kind, Nesting, Part, PartRole
from kolofon.text.notation import plain
from kolofon.text.parts import Segment, segments

__all__ = ["described", "extract"]

SHORT = 40
"""A sentence of running text with fewer characters is shown with its neighbours."""

_SECTIONS = {Role.SECTION: "section", Role.PART: "part"}
_NESTINGS = {Nesting.LIST: "list", Nesting.QUOTATION: "quotation", Nesting.EXPLANATION: "explanation"}
_ROLES = {
    PartRole.BRIDGEHEAD: "heading within the text",
    PartRole.VERSE: "verse",
    PartRole.TABLE_CAPTION: "caption of a table",
    PartRole.TABLE_HEADING: "heading of a table",
    PartRole.TABLE_CELL: "cell of a table",
    PartRole.FIGURE_CAPTION: "caption of a figure",
    PartRole.COMMENT: "comment in a listing",
    PartRole.TERM: "word that is explained",
    PartRole.INFOBOX_TITLE: "title",
    PartRole.INFOBOX_LABEL: "label",
    PartRole.INFOBOX_HEADING: "heading of a list",
}
_OF_WORK = {PartRole.TITLE: "title of the work", PartRole.DESCRIPTION: "description of the work"}


def extract(document: Document) -> tuple[Message, ...]:
    """The messages of a document: one for each context and msgid, with all its places.

    The comments of a message say what part its words play (heading of section 2; infobox, strength of side 1).  For a
    short sentence of running text they also have the sentences before and after it.  An entry of a bibliography is no
    message.
    """
    # Dictionaries, for they keep their order, and know what is in them however much that is.
    places: dict[Key, dict[Place, None]] = {}
    comments: dict[Key, dict[str, None]] = {}
    found = segments(document)
    for index, segment in enumerate(found):
        if segment.key is None:
            continue
        places.setdefault(segment.key, {})[segment.sentence.place] = None
        comments.setdefault(segment.key, {}).update(dict.fromkeys(_comments(found, index)))
    return tuple(Message(key.context, key.msgid, tuple(places[key]), tuple(comments[key])) for key in places)


def _comments(found: Sequence[Segment], index: int) -> list[str]:
    segment = found[index]
    comments = [described(segment.part)]
    if segment.part.kind is Kind.PROSE and len(plain(segment.sentence.inlines)) < SHORT:
        neighbours = [("before", index - 1), ("after", index + 1)]
        comments += [
            f"{side}: {plain(found[other].sentence.inlines)}"
            for side, other in neighbours
            if 0 <= other < len(found) and found[other].part.kind is Kind.PROSE
        ]
    return comments


def described(part: Part) -> str:
    """A part in English, for the comment of its messages: `section 2.1, list`, `infobox, strength of side 1`."""
    return ", ".join(_description(part))


def _description(part: Part) -> Iterator[str]:
    match part.path:
        case InWork():
            yield _OF_WORK.get(part.role, "before the first heading")
        case InSection(numbers, role):
            name = f"{_SECTIONS.get(role, 'chapter')} {'.'.join(map(str, numbers))}"
            yield f"heading of {name}" if part.role is PartRole.HEADING else name
        case InNote(name):
            yield f"note {name}"
        case InInfobox(label, side):
            yield "infobox"
            if part.role in (PartRole.INFOBOX_FACT, PartRole.INFOBOX_HEADING):
                yield f"{label} of side {side}" if side else label
        case InIndex(above):
            yield "entry of the index"
            if above:
                yield f"below {': '.join(above)}"
        case _:
            assert_never(part.path)
    yield from (_NESTINGS[nesting] for nesting in part.within)
    if part.role in _ROLES:
        yield _ROLES[part.role]
    if part.picture:
        yield "text that stands for a picture"
