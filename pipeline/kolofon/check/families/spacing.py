"""Spaces: doubled, at either end, of no width, missing, or where the language's typography has none."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["SPACING"]

_DOUBLE = Check("double-space", Severity.WARNING, "Two spaces follow each other.", also=("doublespacing",))
_BEGIN = Check("begin-space", Severity.WARNING, "Only one of the two begins with a space.", also=("startwhitespace",))
_END = Check("end-space", Severity.WARNING, "Only one of the two ends with a space.", also=("endwhitespace",))
_ZERO = Check("zero-width-space", Severity.WARNING, "There is a character that nobody can see.")
_BEFORE = Check(
    "punctuation-spacing", Severity.WARNING, "The space before a mark or within quotation marks is not the language's."
)
_BREAK = Check("no-break-space", Severity.WARNING, "A line can break at the space beside a French mark.")
_AFTER = Check("puncspacing", Severity.WARNING, "A space is missing behind a mark.")

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\u200c\u200d]")
_SPACES = frozenset(" \u00a0\t")
_LONGEST = 120
"""Characters before a mark within which its word is searched for."""

_TWO = re.compile(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)")

_FRENCH = re.compile(
    r"(?<=[\w\ufffc)\]»”’…%])(?P<space>\s?)(?P<mark>[;:!?]+)(?=[\s»”)\]]|\Z)|(?P<open>«)(?P<after>\s?)|(?P<before>\s?)(?P<close>»)"
)
_SPACE_BEFORE = re.compile(
    r"(?<=[^\W_]|[\ufffc)\]»”“’])\s+(?=(?:[,;:!?؟،؛।॥։።፣፤۔]|\.(?!\.))(?:[\s»”“)\]]|\Z))"
    r"|(?<=[^\x00-\x7f\s])\s+(?=[।॥։።፣፤۔])"
    r"|(?<=[^\W\d_])\s(?=[,،][^\W\d_])"
)
_NO_SPACE = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,}[)\]»”“]?)(?P<mark>[.,;:!?؟،؛…])(?P<right>[^\W\d_]{2,})")


_WIDE = re.compile(
    r"(?<=[^\x00-\x7f\s\ufffc])[ \t]+(?=[、。，；：！？」』）])|(?<=[、，；：])[ \t]+(?=[^\x00-\x7f\s\ufffc])"
)
_BRACKETED = re.compile(r"([(\[])[ \u00a0][^()\[\]]*[^()\[\]\s][ \u00a0][)\]]")
_ANY_QUOTE = re.compile("[«»„“”「『]")
_LOOSE = re.compile(r"\s[,;:!?؟،؛.।॥։።፣፤۔]")
_CLOSE = re.compile(r"[.,;:!?؟،؛…][^\W\d_]{2}")


def _spacing(unit: Unit) -> Iterator[Flaw]:
    yield from _edges(unit)
    yield from _inside(unit)
    yield from _within(unit)
    if unit.book.target.spaced_marks:
        yield from _french(unit)
    if not unit.book.target.sentence_space:
        yield from _beside_wide(unit)
    else:
        yield from _before(unit)
    if unit.book.target.spaced:
        yield from _missing(unit)


def _edges(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.raw, unit.target.raw
    ends = (source[:1], source[-1:], target[:1], target[-1:])
    if _SPACES.isdisjoint(ends) or not any(character.isalnum() for character in target):
        return
    # A wide mark includes its own space.
    wide = unit.book.target.wide
    expected, actual = len(source) - len(source.lstrip(" \u00a0\t")), len(target) - len(target.lstrip(" \u00a0\t"))
    if bool(expected) != bool(actual) and not (wide and expected):
        yield Flaw(_BEGIN.code, *_edge("begins", actual), ((0, actual),))
    expected, actual = len(source.rstrip(" \u00a0\t")), len(target.rstrip(" \u00a0\t"))
    if (expected == len(source)) != (actual == len(target)) and not (wide and expected < len(source)):
        yield Flaw(_END.code, *_edge("ends", len(target) - actual), ((actual, len(target)),))


def _edge(verb: str, actual: int) -> tuple[str, str]:
    if actual:
        return f"the translation {verb} with a space, and the source does not", "take the space out"
    return f"the source {verb} with a space, and the translation does not", "put the space there"


def _inside(unit: Unit) -> Iterator[Flaw]:
    target, language = unit.target.own, unit.book.target
    if "  " in target or "\u00a0" in target or "\u202f" in target:
        spans = [found.span() for found in _TWO.finditer(target)]
        if spans and not _TWO.search(unit.source.own):
            yield Flaw(
                _DOUBLE.code,
                "two spaces follow each other",
                "leave one",
                tuple(unit.target.span(*span) for span in spans),
            )
    if target.isascii():
        return
    unseen = [
        found
        for found in _UNSEEN.finditer(target)
        if found[0] not in unit.source.own
        and not (found[0] == "\u200b" and language.break_spaces)
        and not (found[0] in "\u200c\u200d" and language.shaped_by_joiners)
    ]
    if unseen:
        names = ", ".join(dict.fromkeys(f"U+{ord(found[0]):04X}" for found in unseen))
        yield Flaw(
            _ZERO.code,
            f"a character of no width: {names}",
            "take it out: the press hyphenates and breaks lines by itself",
            tuple(unit.target.span(*found.span()) for found in unseen),
        )


def _french(unit: Unit) -> Iterator[Flaw]:
    spaced = frozenset(unit.book.target.spaced_marks)
    for found in _FRENCH.finditer(unit.target.own):
        mark = found["mark"] or found["open"] or found["close"]
        if _space(found) or not spaced.issuperset(mark) or mark == "::":
            continue
        word = unit.target.own[max(0, found.end() - _LONGEST) : found.end()].rsplit(maxsplit=1)[-1]
        if word[0] in "'\"" and word in unit.source.plain:
            continue  # a quoted piece of code
        place = "behind" if mark == "«" else "before"
        yield Flaw(
            _BEFORE.code,
            f"no space {place} “{mark}”",
            f"a narrow no-break space (U+202F) stands {place} “{mark}”",
            (unit.target.span(*found.span()),),
        )


class _Note(NamedTuple):
    """How many spaces beside French marks are no-break spaces, and how many are ordinary."""

    good: int
    ordinary: int


def _note(unit: Unit) -> _Note | None:
    if not unit.book.target.spaced_marks:
        return None
    spaces = [_space(match) for match in _FRENCH.finditer(unit.target.own)]
    return _Note(sum(space in {_NARROW, "\u00a0"} for space in spaces), spaces.count(" ")) if spaces else None


def _breakable(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for the ordinary spaces of a French catalogue; a single one for all where they are its habit."""
    found = [unit for unit, note in notes if note.ordinary]
    habit = sum(note.ordinary for _, note in notes) > sum(note.good for _, note in notes)
    message = f"an ordinary space, at which a line can break, here and in {len(found) - 1} other messages"
    for unit in found[:1] if habit and len(found) > 1 else found:
        text = message if habit and len(found) > 1 else "an ordinary space, at which a line can break"
        matches = _FRENCH.finditer(unit.target.own)
        spans = tuple(unit.target.span(*match.span()) for match in matches if _space(match) == " ")
        yield unit, Flaw(_BREAK.code, text, "put a narrow no-break space (U+202F) in its place", spans)


def _space(found: re.Match[str]) -> str:
    return str(found["space"] or found["after"] or found["before"] or "")


def _before(unit: Unit) -> Iterator[Flaw]:
    if not _LOOSE.search(unit.target.own):
        return
    for found in _SPACE_BEFORE.finditer(unit.target.own):
        mark = unit.target.own[found.end()]
        if mark in unit.book.target.spaced_marks or "\n" in found[0] or _in_source(unit, f" {mark}"):
            continue
        span = unit.target.span(found.start(), found.end() + 1)
        yield Flaw(_BEFORE.code, f"a space before “{mark}”", "take the space out", (span,))


def _within(unit: Unit) -> Iterator[Flaw]:
    """A flaw for spaces within brackets and quotation marks, on both sides of what is in them."""
    target, language = unit.target.own, unit.book.target
    pieces = [(found[1], found.span()) for found in _BRACKETED.finditer(target)]
    for left, right in sorted(language.pairs) if _ANY_QUOTE.search(target) else ():
        # Of marks that are the same on both sides, only two alone are surely a pair.
        sure = left not in language.spaced_marks if left != right else target.count(left) == len((left, right))
        pattern = rf"{left}[ \u00a0\u202f][^{left}{right}]*[ \u00a0\u202f]{right}"
        pieces += [(left, found.span()) for found in (re.finditer(pattern, target) if sure else ())]
    if not pieces or _BRACKETED.search(unit.source.plain):
        return
    for mark, (start, end) in pieces:
        spans = (unit.target.span(start, start + 2), unit.target.span(end - 2, end))
        yield Flaw(_BEFORE.code, f"spaces within “{mark}”", "take them out", spans)


def _beside_wide(unit: Unit) -> Iterator[Flaw]:
    for found in _WIDE.finditer(unit.target.own):
        span = unit.target.span(*found.span())
        yield Flaw(_BEFORE.code, "a space beside a wide mark", "take it out: the mark has its own", (span,))


def _missing(unit: Unit) -> Iterator[Flaw]:
    if not _CLOSE.search(unit.target.own):
        return
    for found in _NO_SPACE.finditer(unit.target.own):
        left, mark, right = found.group("left", "mark", "right")
        # “p.sh.” and “System.out” are single words; a full stop ends a sentence only before a capital letter.
        one_word = mark in ".:…" and not (right[0].isupper() and left[-1].islower() and len(left) > len("Dr"))
        if one_word or re.search(rf"\w{re.escape(mark)}\w", unit.source.plain):
            continue
        yield Flaw(
            _AFTER.code,
            f"no space behind “{mark}”",
            "put a space there",
            (unit.target.span(found.start("mark"), found.start("right") + 1),),
        )


def _in_source(unit: Unit, piece: str) -> bool:
    return piece in unit.source.plain


SPACING = Family(
    "spacing",
    (_DOUBLE, _BEGIN, _END, _ZERO, _BEFORE, _BREAK, _AFTER),
    each=_spacing,
    whole=Comparison(_Note, _note, _breakable),
)
