"""Marks of the index, as Sphinx writes them.

single: a; b      an entry, or one below another
pair: a; b        both: b below a, and a below b
triple: a; b; c   b c below a, c, a below b, and a b below c
see: a; b         an entry that sends a reader to another; seealso: to another too
a, b              several entries; ! before one says that its place is the main one
"""

from collections.abc import Iterator

from kolofon.model.document import IndexMark

__all__ = ["entries", "listed"]

_MODULES = frozenset({"module", "keyword", "operator", "object", "exception", "statement", "builtin"})
_TRIPLE = 3


def listed(argument: str) -> Iterator[IndexMark]:
    """The marks of a directive, which has one kind of entry on each of its lines."""
    for line in argument.split("\n"):
        if line.strip():
            yield from entries(line)


def entries(written: str) -> Iterator[IndexMark]:
    """The marks that a line names; none for an empty one."""
    kind, colon, rest = written.strip().lstrip("!").strip().partition(":")
    kind, rest = kind.strip().lower(), rest.strip().lstrip("!").strip()
    steps = _steps(rest)
    if not colon or kind not in {"single", "pair", "triple", "see", "seealso", *_MODULES}:
        names = [name.strip().lstrip("!").strip() for name in written.split(",")]
        yield from (IndexMark(_steps(name)) for name in names if _steps(name))
    elif not steps:
        return
    elif kind == "pair" and len(steps) > 1:
        yield from (IndexMark((steps[0], steps[1])), IndexMark((steps[1], steps[0])))
    elif kind == "triple" and len(steps) >= _TRIPLE:
        first, second, third = steps[:_TRIPLE]
        yield IndexMark((first, f"{second} {third}"))
        yield IndexMark((second, f"{third}, {first}"))
        yield IndexMark((third, f"{first} {second}"))
    elif kind in ("see", "seealso") and len(steps) > 1:
        yield IndexMark((steps[0],), see=(steps[1],), also=kind == "seealso")
    elif kind in _MODULES:
        yield from (IndexMark((kind, steps[0])), IndexMark((steps[0], kind)))
    else:
        yield IndexMark(steps)


def _steps(written: str) -> tuple[str, ...]:
    return tuple(step for piece in written.split(";") if (step := " ".join(piece.split())))
