"""What a translator is asked: the messages of a segmented document, in document order."""

from collections.abc import Sequence

from kolofon.model.document import Document, Place
from kolofon.model.message import Key, Message
from kolofon.text.notation import plain
from kolofon.text.parts import Kind, Segment, segments

__all__ = ["extract"]

SHORT = 40
"""Characters below which a sentence of running text is shown with its neighbours."""


def extract(document: Document) -> tuple[Message, ...]:
    """The messages of a document: one for each context and msgid, with all its places.

    The comments of a message say what its words are (heading of section 2; infobox, strength of side 1), and, where a
    sentence of running text is short, what stands before and after it.  Bibliography entries are never asked.
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
    comments = [segment.part.where]
    if segment.part.kind is Kind.PROSE and len(plain(segment.sentence.inlines)) < SHORT:
        neighbours = [("before", index - 1), ("after", index + 1)]
        comments += [
            f"{side}: {plain(found[other].sentence.inlines)}"
            for side, other in neighbours
            if 0 <= other < len(found) and found[other].part.kind is Kind.PROSE
        ]
    return comments
