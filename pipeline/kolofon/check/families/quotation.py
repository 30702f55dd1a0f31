"""Pairs: brackets and quotation marks that belong together, and the language's own quotation marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity
from kolofon.text.line import Span

__all__ = ["QUOTATION"]

_BRACKETS = Check("brackets", Severity.WARNING, "A bracket has no partner.")
_QUOTES = Check("doublequoting", Severity.WARNING, "A quotation mark has no partner, or the source quotes and only it.")
_MARKS = Check("quotation-marks", Severity.WARNING, "The quotation marks are not those of the language.")
_STRAIGHT = Check(
    "straight-quotes",
    Severity.WARNING,
    "Straight quotation marks or apostrophes, where the catalogue has typographic ones.",
)

_PARTNERS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "〕": "〔"}
_BRACKET_CHARACTERS = frozenset(_PARTNERS) | frozenset(_PARTNERS.values())
_BRACKET = re.compile(f"[{re.escape(''.join(sorted(_BRACKET_CHARACTERS)))}]")
_NARROW = {"（": "(", "）": ")", "［": "[", "］": "]"}

_DOUBLE = frozenset("“”„«»‟「」『』《》")
"""Marks that are only quotation marks (‘ and ’ are apostrophes too, and ‹ › are inside others)."""

_QUOTES_AT_ALL = re.compile(f'["{"".join(sorted(_DOUBLE))}]')
_PAIRS = frozenset(
    {("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"), ("「", "」"), ("『", "』"), ("《", "》")}
)
_STRAIGHT_APOSTROPHE = re.compile(r"(?<![^\W_])[^\W_]+(')[^\W\d_]+")
_CURVED_APOSTROPHE = re.compile(r"(?<=[^\W_])’(?=[^\W\d_])")
_FEW = 9
"""Messages with straight marks up to which they are no habit."""
_NUMBERED = re.compile(r"(?:\A|\s)\w{1,2}\Z")
"""What is before the bracket of a list's number: “a)”, “10)”."""


def _quotation(unit: Unit) -> Iterator[Flaw]:
    yield from _brackets(unit)
    yield from _quotes(unit)


def _brackets(unit: Unit) -> Iterator[Flaw]:
    target = unit.target.own
    if not _BRACKET.search(target) or next(_unpaired_brackets(unit.source.own), None) is not None:
        return
    unpaired = tuple(_unpaired_brackets(target))
    if unpaired:
        message = f"“{target[unpaired[0]]}” has no partner"
        spans = tuple(unit.target.span(index, index + 1) for index in unpaired)
        yield Flaw(_BRACKETS.code, message, "open and close every bracket", spans)


def _unpaired_brackets(text: str) -> Iterator[int]:
    """The indices of brackets without a partner; a wide bracket and a narrow one are partners."""
    opened: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character not in _BRACKET_CHARACTERS:
            continue
        mark = _NARROW.get(character, character)
        if mark not in _PARTNERS:
            opened.append((mark, index))
        elif opened and opened[-1][0] == _PARTNERS[mark]:
            opened.pop()
        elif not _NUMBERED.search(text, max(index - 3, 0), index):
            yield index
    yield from (index for _, index in opened)


def _quotes(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.own, unit.target.own
    expected, actual = _double(source), _double(target)
    if not expected and not actual:
        return
    language = unit.book.target
    straight = [index for index in actual if target[index] == '"']
    curved = [index for index in actual if target[index] != '"']
    unpaired = _unpaired(target, curved, language) if curved else ()
    inner = _inner(target, curved, unit) if curved and not unpaired else ()
    spans = tuple(unit.target.span(index, index + 1) for index in unpaired)
    whole = len([index for index in expected if source[index] == '"']) % 2 == 0 and not _unpaired(
        source, [index for index in expected if source[index] != '"'], unit.book.source
    )
    if unpaired and whole:
        counts = Counter(target[index] for index in curved)
        if language.knows_all_quotes and _foreign(counts):
            marks = "".join(dict.fromkeys(target[index] for index in unpaired))
            yield Flaw(_MARKS.code, f"{marks} are not how the language quotes", f"write {_own(language)}", spans)
        else:
            message = f"“{target[unpaired[0]]}” has no partner"
            yield Flaw(_QUOTES.code, message, "open and close every quotation", spans)
    if inner:
        marks = "".join(dict.fromkeys(target[index] for index in inner))
        spans = tuple(unit.target.span(index, index + 1) for index in inner)
        yield Flaw(_MARKS.code, f"{marks} are marks within a quotation", f"write {_own(language)}", spans)
    if len(straight) % 2 and whole:
        spans = tuple(unit.target.span(index, index + 1) for index in straight)
        yield Flaw(_QUOTES.code, "a straight quotation mark has no partner", "open and close every quotation", spans)


def _own(language: Language) -> str:
    """The language's own quotation marks, outside of others, as a hint has them."""
    outer = sorted(language.pairs - frozenset(language.inner_quotes))
    return " or ".join(f"{left}…{right}" for left, right in outer if left in _DOUBLE)


def _inner(text: str, indices: Sequence[int], unit: Unit) -> tuple[int, ...]:
    """The marks that are right within a quotation alone, and are in none."""
    inside = frozenset(unit.book.target.inner_quotes)
    if not inside or "‘" in unit.source.own:
        return ()  # a sentence may be a part of a longer quotation, and then its source has inner marks too
    found: list[int] = []
    opened: list[int] = []
    for index in indices:
        if opened and (text[opened[-1]], text[index]) in unit.book.target.pairs:
            begin = opened.pop()
            if not opened and (text[begin], text[index]) in inside:
                found += [begin, index]
        else:
            opened.append(index)
    return tuple(found)


def _double(text: str) -> list[int]:
    """The indices of the double quotation marks, without signs for inches and those within a Hebrew word."""
    if not _QUOTES_AT_ALL.search(text):
        return []
    first = text.find('"')
    return [
        index
        for index, character in enumerate(text)
        if character in _DOUBLE
        or (
            character == '"'
            and not (index == first and text[index - 1 : index].isdigit())
            and not ("\u05d0" <= text[index - 1 : index] <= "\u05ea" and text[index + 1 : index + 2].isalpha())
        )
    ]


def _unpaired(text: str, indices: Sequence[int], language: Language) -> tuple[int, ...]:
    """The marks that do not open and close a quotation as the language does."""
    closing = language.pairs if language.knows_all_quotes else language.pairs | _PAIRS
    openers = {left for left, _ in closing}
    opened: list[int] = []
    unpaired: list[int] = []
    for index in indices:
        mark = text[index]
        if opened and (text[opened[-1]], mark) in closing:
            opened.pop()
        elif mark in openers:
            opened.append(index)
        else:
            unpaired.append(index)
    return tuple(sorted((*unpaired, *opened)))


def _foreign(counts: Counter[str]) -> bool:
    """Whether the marks are complete pairs of another language: then none is missing, but all are wrong."""
    return any(
        counts[left] == counts[right] and counts[left] + counts[right] * (left != right) == counts.total()
        for left, right in _PAIRS
        if left != right or counts[left] % 2 == 0
    )


class _Note(NamedTuple):
    """Whether a translation has straight marks, and typographic ones; how many apostrophes it has of each."""

    straight: bool
    curved: bool
    straight_apostrophes: int
    curved_apostrophes: int


def _note(unit: Unit) -> _Note | None:
    target = unit.target.own
    apostrophes = (len(_straight_apostrophes(unit)), len(_CURVED_APOSTROPHE.findall(target)))
    if not (_QUOTES_AT_ALL.search(target) or any(apostrophes)):
        return None
    return _Note(bool(_straight(unit)), not _DOUBLE.isdisjoint(target), *apostrophes)


def _straight(unit: Unit) -> list[int]:
    return [index for index in _double(unit.target.own) if unit.target.own[index] == '"']


def _straight_apostrophes(unit: Unit) -> list[Span]:
    """The straight apostrophes of a translation, without those of words that are the source's (O'Brien)."""
    if "'" not in unit.target.own:
        return []
    found = _STRAIGHT_APOSTROPHE.finditer(unit.target.own)
    return [each.span(1) for each in found if each[0] not in unit.source.plain]


def _habits(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """The flaws of straight quotation marks and apostrophes, where most of the catalogue has typographic ones."""
    yield from _habit(notes)
    straight = sum(note.straight_apostrophes for _, note in notes)
    curved = sum(note.curved_apostrophes for _, note in notes)
    for unit, note in notes if straight < curved else ():
        if note.straight_apostrophes:
            spans = tuple(unit.target.span(*span) for span in _straight_apostrophes(unit))
            yield unit, Flaw(_STRAIGHT.code, "a straight apostrophe among typographic ones", "write ’", spans)


def _habit(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for straight marks, where most of the catalogue's, or the source's, are typographic.

    If most of the catalogue has straight marks, there is one flaw for all of them.  Marks that the translator added are
    left out, if there are others in the place of marks of the source.
    """
    found = [unit for unit, note in notes if note.straight]
    habit = len(found) > sum(note.curved for _, note in notes)
    own = not any('"' in unit.source.own for unit in found)
    if habit:
        expected = [unit for unit in found if '"' not in unit.source.own]
        expected = [unit for unit in expected if own or not _DOUBLE.isdisjoint(unit.source.own)]
        found = expected if len(found) <= _FEW else expected[:1]
    for unit in found:
        if '"' in unit.source.own and _DOUBLE.isdisjoint(unit.source.own):
            continue
        if ('"', '"') in unit.book.target.pairs:
            continue
        pair = next((pair for pair in sorted(unit.book.target.pairs) if pair[0] in _DOUBLE), ("“", "”"))
        spans = tuple(unit.target.span(index, index + 1) for index in _straight(unit))
        yield unit, Flaw(_STRAIGHT.code, "straight quotation marks", f"write {pair[0]}…{pair[1]}", spans)


QUOTATION = Family(
    "quotation", (_BRACKETS, _QUOTES, _MARKS, _STRAIGHT), each=_quotation, whole=Comparison(_Note, _note, _habits)
)
