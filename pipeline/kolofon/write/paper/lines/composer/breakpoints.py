"""Where the lines of a paragraph may end: at spaces, where Unicode allows it within a word, and at hyphens."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from kolofon.write.paper.lines.composer.hyphens import Words
from kolofon.write.paper.lines.composer.paragraph import Paragraph

__all__ = ["Allowed", "Place", "Places"]

Allowed = Callable[[str, str], Collection[int]]
"""A function from a text and the tag of its language to where its lines may end, in characters from its start."""

_SPECIAL = re.compile(
    r"[^\w\s.,;:!?'\"()\u00a0\u00ad\u2018\u2019\u201c\u201d\u2026]"
    r"|[!?)\u201c\u201d\u2026\u00ad](?=\w)"
    r"|\s[.,;:!?)\u2026]|[(]\s|[\u2018\u2019\u201c\u201d'\"]\s[(]"
)
"""Characters at which a line may end without a space, or may not end with one; other texts break at spaces alone."""

_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]")
"""A hyphen within a word."""
_DASHES = "\u2013\u2014\u2015\u2e3a\u2e3b"
_SPACES = " \u00a0\u202f"
_SOFT = "\N{SOFT HYPHEN}"

_OWN = 50.0
"""How bad it is to end a line in a word without a hyphen of ours: at a hyphen of its own, a dash, a stroke."""
_OF_TWO = 200.0
"""How bad it is to put a hyphen into a part of a compound, which could end its line at a hyphen of its own."""
_COUNTED = 200.0
"""How bad it is to part a number from the word that it counts, or the day from its month."""
_LONGEST = 3
"""How many digits on end such a number has at most: 19, 15 000; a year has more, and goes with no word behind it."""
_TORN = 1000.0
"""How bad it is to end a line within a word where no break is allowed."""


class Place(NamedTuple):
    """A place where a line may end.

    The text of the line ends at `end`, in characters, and that of the next begins at `resume`.  `before` is how wide
    a line from the start of the paragraph would be that ends here, `behind` how wide what is before the next line is,
    and `stretch_before` and `stretch_behind` how much of both is space.  `hyphen` is whether a sign is put there.
    """

    end: int
    resume: int
    before: float
    glue_before: float
    behind: float
    glue_behind: float
    hyphen: bool
    badness: float


class Places:
    """The places of a paragraph where its lines may end, in their order, the end of the paragraph the last."""

    def __init__(self, paragraph: Paragraph, allowed: Allowed, words: Words) -> None:
        self._paragraph, self._words = paragraph, words
        text = paragraph.text
        tag = str(paragraph.root.box.style["lang"] or "")
        self._allowed = set(allowed(text, tag)) if _SPECIAL.search(text) else None
        self.plain = [*self._plain(), self._end()]
        self._hyphened: list[Place] | None = None

    @property
    def hyphened(self) -> Sequence[Place]:
        """With those within words where a hyphen is put."""
        if self._hyphened is None:
            self._hyphened = sorted([*self.plain[:-1], *self._hyphens()], key=lambda place: place.end)
            self._hyphened.append(self.plain[-1])
        return self._hyphened

    def torn(self, measure: float) -> Sequence[Place]:
        """With those within what is too long for a line and has no other place, where it may be broken anywhere."""
        found = list(self.hyphened)
        starts = [(0, *self._paragraph.begins_at(0)), *((place.resume, place.behind, 0.0) for place in self.hyphened)]
        for (start, behind, _), place in zip(starts, self.hyphened, strict=False):
            if place.before - behind > measure:
                found += self._anywhere(start, place.end)
        return sorted(found, key=lambda place: place.end)

    def _plain(self) -> Iterator[Place]:
        paragraph, allowed = self._paragraph, self._allowed
        text, at = paragraph.text, paragraph.at
        last = len(text.rstrip(" "))
        for index, run in enumerate(paragraph.of):
            begin = at[index]
            if text[begin] == " " and 0 < begin < last:
                resume = begin + 1
                while text[resume] == " ":
                    resume += 1
                if text[begin - 1] != " " and run.wraps and self._may(resume):
                    behind = paragraph.begins_at(resume)
                    left, glue = paragraph.left[index] - paragraph.out_at_end(begin), paragraph.glue[index]
                    badness = _COUNTED if _is_counted(text, begin, resume) else 0.0
                    yield Place(begin, resume, left, glue, *behind, hyphen=False, badness=badness)
            elif allowed is not None:
                for end in range(max(begin, 1), at[index + 1]):
                    if end in allowed and text[end - 1] not in f" {_SOFT}" and self._may_within(end):
                        yield self._place(end, badness=_OWN)

    def _may(self, resume: int) -> bool:
        """Whether a line may end at a space: Unicode allows it, and no dash with spaces on both sides begins a line."""
        text = self._paragraph.text
        dash = text[resume] in _DASHES or text[resume] == "-"
        if dash and text[resume + 1 : resume + 2] in tuple(_SPACES):
            return False
        return self._allowed is None or resume in self._allowed

    def _may_within(self, end: int) -> bool:
        """Whether a line may end between two characters where Unicode allows it.

        No dash begins a line, and none that belongs to what is behind it ends one; the call of a note stays with what
        is before it.
        """
        text, paragraph = self._paragraph.text, self._paragraph
        if text[end] in _DASHES or (text[end - 1] in _DASHES and (end == 1 or text[end - 2] in _SPACES)):
            return False
        before, behind = paragraph.run(end - 1), paragraph.run(end)
        if before is behind:
            return before.wraps
        return not behind.raised

    def _hyphens(self) -> Iterator[Place]:
        paragraph = self._paragraph
        text, at = paragraph.text, paragraph.at
        for index, run in enumerate(paragraph.of):
            if run.wraps and at[index + 1] - at[index] > 1:
                piece = text[at[index] : at[index + 1]]
                compound = _COMPOUND.search(piece) is not None and self._allowed is not None
                for place in self._words.hyphens(piece, run.box.style):
                    sign, badness = run.measure.hyphen, _OF_TWO if compound else 0.0
                    yield self._place(at[index] + place, sign, badness, hyphen=True)

    def _anywhere(self, start: int, stop: int) -> Iterator[Place]:
        paragraph = self._paragraph
        for end in range(start + 1, stop):
            run = paragraph.run(end - 1)
            breaks = run.wraps and run.box.style["overflow_wrap"] in {"anywhere", "break-word"}
            if breaks and not unicodedata.combining(paragraph.text[end]):
                yield self._place(end, badness=_TORN)

    def _place(self, end: int, sign: str = "", badness: float = 0.0, *, hyphen: bool = False) -> Place:
        paragraph = self._paragraph
        before, behind = paragraph.ends_at(end, sign), paragraph.begins_at(end)
        return Place(end, end, *before, *behind, hyphen=hyphen, badness=badness)

    def _end(self) -> Place:
        paragraph = self._paragraph
        end = len(paragraph.text.rstrip(" "))
        before = paragraph.ends_at(end)
        return Place(end, len(paragraph.text), *before, *before, hyphen=False, badness=0.0)


def _is_counted(text: str, end: int, resume: int) -> bool:
    """Whether a number is before a space, or an ordinal with its stop, and a word of letters behind it."""
    if not text[resume].isalpha():
        return False
    last = end - 1 if text[end - 1] == "." else end
    first = last
    while first and text[first - 1].isdigit():
        first -= 1
    return 0 < last - first <= _LONGEST
