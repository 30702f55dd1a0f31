"""Lines of text, as formats without markup have them: put one below the other, and indented."""

from collections.abc import Iterable

__all__ = ["Lines", "indented", "parted"]

Lines = list[str]


def parted(pieces: Iterable[Lines], *, tight: bool = False) -> Lines:
    """Pieces that are not empty, with an empty line between any two of them, unless they are `tight`."""
    lines: Lines = []
    for piece in pieces:
        if piece:
            lines += [*([""] if lines and not tight else []), *piece]
    return lines


def indented(lines: Iterable[str], first: str, rest: str) -> Lines:
    """Lines behind a mark; those that follow the first are below its words, empty ones remain empty."""
    return [f"{rest if number else first}{line}".rstrip(" ") for number, line in enumerate(lines)]
