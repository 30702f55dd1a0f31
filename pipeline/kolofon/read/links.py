"""Links and the captions of pictures, made the same in every format."""

from collections.abc import Iterable, Iterator

from kolofon.model.document import Image, Inline, Link, NoteRef, Reference, Shows
from kolofon.model.inline import children, with_children
from kolofon.text.notation import plain

__all__ = ["caption_words", "link"]


def link(content: Iterable[Inline], target: str, title: str = "", *, page: bool = False) -> tuple[Inline, ...]:
    """A link, followed by the calls of notes in it: no link may contain another, and a call is one.

    One without words to a figure or a table is a reference, as is one to a `page`.
    """
    calls: list[Inline] = []
    kept = tuple(_flat(content, calls))
    if not kept and target.startswith("#") and (page or ":" in target):
        return (Reference(target, Shows.PAGE if page else Shows.NUMBER), *calls)
    return (Link(kept, target, title), *calls)


def caption_words(caption: Iterable[Inline]) -> str:
    """The alternative text of a picture from its caption: the words, without those of other pictures in it."""
    return plain(_pictureless(caption)).strip()


def _pictureless(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        if not isinstance(inline, Image):
            yield with_children(inline, _pictureless(children(inline)))


def _flat(inlines: Iterable[Inline], calls: list[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case NoteRef():
                calls.append(inline)
            case Link():
                yield from _flat(inline.children, calls)
            case _:
                yield with_children(inline, _flat(children(inline), calls))
