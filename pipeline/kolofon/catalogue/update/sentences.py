"""One line of the notation → its sentences, and back, with the numbers of links adjusted.

Links, notes, pictures, formulas and others are numbered within a message (`<a id="1">`).  So the first link of the
second sentence of a paragraph has one number in the sentence and another in the paragraph.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kolofon.text.notation import EMPTY, SIMPLE

__all__ = ["Piece", "Sentences", "numbers", "pieces", "renumbered", "within"]

Sentences = Callable[[str], Sequence[str]]
"""Splits plain text of one language into sentences; joined, they are the text without white space at its ends."""

_TAG = re.compile(
    rf'<(?:(?P<close>/)?(?:{"|".join(SIMPLE)}|foreign|keep|a)(?: (?:lang|id)="[^"<>]*")?'
    rf'|(?:{"|".join(EMPTY)}) id="\d+" ?/|br ?/)>'
)
_NUMBERED = re.compile(rf'(?<=<)(a|keep|{"|".join(EMPTY)})( id=")(\d+)(?=")')


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a line, as it is written there, and the white space behind it."""

    text: str
    after: str


@lru_cache(maxsize=1 << 14)
def pieces(line: str, sentences: Sentences) -> tuple[Piece, ...]:
    """The sentences of a line.  Law: their texts, each with the white space behind it, joined are the line.

    A tag has no characters, and a line break is a space.  A boundary inside an element does not split it.  A tag at a
    boundary that opens an element belongs to what follows, and every other to what is before it, as in
    `kolofon.segment`.
    """
    plain, places = _plain(line)
    if not plain.strip():
        return (Piece(line, ""),)
    cuts = [0]
    end = len(plain) - len(plain.lstrip())
    for sentence in sentences(plain)[:-1]:
        end += len(sentence)
        place = places.get(end)
        if place and place > cuts[-1]:
            cuts.append(place)
    return tuple(_piece(line[start:stop]) for start, stop in zip(cuts, [*cuts[1:], len(line)], strict=True))


def numbers(line: str) -> Counter[str]:
    """The number of tags in a line of each kind that is numbered (`a`, `note`, `img`, …)."""
    return Counter(found[1] for found in _NUMBERED.finditer(line))


def renumbered(line: str, by: Counter[str], sign: int = 1) -> str:
    """The line with the counts of `by` added to the numbers in its tags, by kind; subtracted if `sign` is -1."""
    return _NUMBERED.sub(lambda found: f"{found[1]}{found[2]}{int(found[3]) + sign * by[found[1]]}", line)


def within(line: str, offset: Counter[str], count: Counter[str]) -> bool:
    """Whether the numbers in all tags of a line are within the counts behind an offset."""
    return all(
        offset[found[1]] < int(found[3]) <= offset[found[1]] + count[found[1]] for found in _NUMBERED.finditer(line)
    )


def _piece(text: str) -> Piece:
    kept = text.rstrip()
    return Piece(kept, text[len(kept) :])


def _plain(line: str) -> tuple[str, dict[int, int]]:
    """The line without its tags; and for each number of its characters, where the line can be cut behind them."""
    plain = ""
    places: dict[int, int] = {}
    depth = end = 0
    for tag in [*_TAG.finditer(line), None]:
        stop = tag.start() if tag else len(line)
        if depth == 0:
            places.update({len(plain) + offset: end + offset for offset in range(1, stop - end + 1)})
        plain += line[end:stop]
        if tag is None:
            break
        opens = not tag["close"] and not tag[0].endswith("/>")
        depth += 1 if opens else -1 if tag["close"] else 0
        end = tag.end()
        plain += " " if tag[0].startswith("<br") else ""
        if not opens and depth == 0:
            places[len(plain)] = end
    return plain, places
