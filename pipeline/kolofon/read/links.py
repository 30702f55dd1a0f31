"""Links and the captions of pictures as every reader makes them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kolofon.model.document import Emphasis, Foreign, Image, Inline, Link, NoteRef, Strong, Subscript, Superscript
from kolofon.text.notation import plain

__all__ = ["caption_words", "link"]


def link(children: Iterable[Inline], target: str, title: str = "") -> tuple[Inline, ...]:
    """A link, and behind it the calls of notes that stood in it: no link may hold another, and a call is one."""
    calls: list[Inline] = []
    kept = tuple(_flat(children, calls))
    return (Link(kept, target, title), *calls)


def caption_words(caption: Iterable[Inline]) -> str:
    """What stands for a picture that only has a caption: its words, without what stands for other pictures in it."""
    return plain(_pictureless(caption)).strip()


def _pictureless(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Image():
                pass
            case Link() | Emphasis() | Strong() | Superscript() | Subscript() | Foreign():
                yield replace(inline, children=tuple(_pictureless(inline.children)))
            case _:
                yield inline


def _flat(inlines: Iterable[Inline], calls: list[Inline]) -> Iterable[Inline]:
    for inline in inlines:
        match inline:
            case NoteRef():
                calls.append(inline)
            case Link(children):
                yield from _flat(children, calls)
            case Emphasis() | Strong() | Superscript() | Subscript() | Foreign():
                yield replace(inline, children=tuple(_flat(inline.children, calls)))
            case _:
                yield inline
