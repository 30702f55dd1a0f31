"""Links as every reader makes them."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.document import Emphasis, Foreign, Inline, Link, NoteRef, Strong, Subscript, Superscript

__all__ = ["link"]


def link(children: Iterable[Inline], target: str, title: str = "") -> tuple[Inline, ...]:
    """A link, and behind it the calls of notes that stood in it: no link may hold another, and a call is one."""
    calls: list[Inline] = []
    kept = tuple(_flat(children, calls))
    return (Link(kept, target, title), *calls)


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
