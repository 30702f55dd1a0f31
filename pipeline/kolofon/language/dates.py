"""Dates and ranges of dates → text in a language, as a book prints them: the month in words, no day with a zero.

Source: CLDR, `dates/calendars/gregorian`: `dateFormats` (long), `availableFormats` and `intervalFormats`; the fields of
a skeleton are widened by UTS #35, Part 4, "Missing Skeleton Fields".  What the CLDR has wrong or does not have is in
`[dates]` of the language's file.  An interval of the CLDR that is not made of the language's own date (another order,
months in figures, a month left out) is not used: the range is then made of the date itself.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from babel.dates import parse_pattern, tokenize_pattern, untokenize_pattern

from kolofon.language import Language, cldr, language
from kolofon.language.date_patterns import USUAL, Patterns
from kolofon.model.document import Date, DateRange

__all__ = ["date", "date_range", "pattern_fault"]

_Tokens = tuple[tuple[str, Any], ...]
"""A pattern in pieces, as Babel has them: `("field", ("d", 1))` and `("chars", " ")`."""

_FULL, _MONTH, _YEAR = "yMMMMd", "yMMMM", "y"
_LARGE = {"d": "yGM", "M": "yG", "y": ""}
"""For the largest field that differs within a range, the larger fields, which are written once."""
_WIDTHS = {"M": {1, 2, 4}, "y": {1, 4}}
"""How wide a month and a year are (UTS #35, Part 4, "Date Field Symbol Table"): no letter alone, no last two digits."""
_UNIT = re.compile(r"\.|[^\W\d_]+")
"""What belongs to a day's number, right behind it: a full stop, an ending, 日."""
_SPACES = re.compile(r"\s+")
_DASH = "–"


def date(value: Date, tag: str, own: Patterns = USUAL) -> str:
    """A date, or a month or year where the source has no more; `own` are patterns of the edition."""
    here = language(tag)
    return _finished(_written(_single(_skeleton(value), here, own), value, here), here)


def date_range(value: DateRange, tag: str, own: Patterns = USUAL) -> str:
    """A range of dates, naming the month and the year once where the language does; `own` as in `date`."""
    first, last = value.first, value.last
    here = language(tag)
    differs = next((letter for letter, one, two in _fields(first, last) if one != two), None)
    if differs is None:
        return date(first, tag, own)
    skeleton = _skeleton(first)
    if skeleton != _skeleton(last):
        return _finished(_joined(date(first, tag, own), date(last, tag, own), here), here)
    one, two, joiner = _interval(skeleton, differs, here, own)
    return _finished(joiner.join((_written(one, first, here), _written(two, last, here))), here)


def _fields(first: Date, last: Date) -> tuple[tuple[str, int, int], ...]:
    return (("y", first.year, last.year), ("M", first.month, last.month), ("d", first.day, last.day))


def _skeleton(value: Date) -> str:
    return _FULL if value.day else _MONTH if value.month else _YEAR


def pattern_fault(pattern: str, *, within: bool = False) -> str:
    """What is wrong with a pattern for a date, or for a range within a month; "" if nothing is."""
    try:
        tokens = _tokens(pattern)
        parse_pattern(pattern)
    except ValueError:
        tokens = ()
    fields = "".join(sorted(map(_kind, tokens)))
    if any(_kind(token) in _WIDTHS and token[1][1] not in _WIDTHS[_kind(token)] for token in tokens):
        fields = "?"
    days = "dd" if within else "d"
    return "" if fields in {f"M{days}y", f"GM{days}y"} else f"it takes {len(days)} × d, and MMMM and y once each"


def _single(skeleton: str, here: Language, own: Patterns) -> _Tokens:
    """The pattern of a date, a month or a year."""
    if own.whole and skeleton == _FULL:
        return _tokens(own.whole)
    if pattern := here.dates.formats.get(skeleton):
        return _tokens(pattern)
    return _tokens(here.date_pattern if skeleton == _FULL else here.conventions.datetime_skeletons[skeleton].pattern)


def _interval(skeleton: str, differs: str, here: Language, own: Patterns) -> tuple[_Tokens, _Tokens, str]:
    """The two patterns of a range, and what is between them."""
    if own.within and (skeleton, differs) == (_FULL, "d"):
        tokens = _tokens(own.within)
        cut = [index for index, token in enumerate(tokens) if _kind(token) == "d"][1]
        return tokens[:cut], tokens[cut:], ""
    interval = here.dates.intervals.get(f"{skeleton}/{differs}", "")
    if interval and not (own.whole and skeleton == _FULL):
        begin, end = interval.split("…")
        return _tokens(begin), _tokens(end), ""
    known = here.conventions.interval_formats
    whole = _single(skeleton, here, own)
    made = tuple(_halves(whole, differs))
    for name in dict.fromkeys((skeleton, skeleton.replace("MMMMd", "MMMd"))):
        halves = [_tokens(str(pattern)) for pattern in known.get(name, {}).get(differs, ())]
        if len(halves) == len(("first", "last")) and (
            skeleton == _YEAR or any(_agree(halves, (one, two)) for one, two in made)
        ):
            return halves[0], halves[1], ""
    one, two = made[0]
    joiner = _joined("", "", here)
    narrow = joiner.strip() == _DASH and differs == "d" and _kind(two[0]) == "d"
    return one, two, _DASH if narrow else joiner


def _halves(whole: _Tokens, differs: str) -> Iterator[tuple[_Tokens, _Tokens]]:
    """The pattern of a date for both ends of a range, with the larger fields in one of them alone; the best first."""
    if not _LARGE[differs]:
        yield whole, whole
        return
    kinds = [_kind(token) for token in whole]
    own = [index for index, kind in enumerate(kinds) if kind and kind not in _LARGE[differs]]
    shared = [index for index, kind in enumerate(kinds) if kind and kind in _LARGE[differs]]
    begin = own[0] if shared and shared[0] < own[0] else 0
    bare = whole[: own[-1] + 1]
    if not shared or shared[-1] < own[-1]:
        yield (whole if differs == "M" else _with_unit(whole, own[-1])), whole[begin:]
    elif differs == "d":
        yield _with_unit(whole, own[-1]), whole[begin:]
    yield bare, whole[begin:]


def _with_unit(whole: _Tokens, last: int) -> _Tokens:
    """A pattern up to a field, with the full stop or the word that belongs to its number."""
    unit = _UNIT.match(whole[last + 1][1]) if last + 1 < len(whole) and not _kind(whole[last + 1]) else None
    return (*whole[: last + 1], *([("chars", unit[0])] if unit else []))


def _agree(interval: Sequence[_Tokens], made: Sequence[_Tokens]) -> bool:
    """Whether an interval is made of these two patterns, whatever is between them."""
    (one, two), (first, last) = (map(_shown, interval), map(_shown, made))
    return two == last and one.startswith(first) and "{" not in one[len(first) :]


def _shown(tokens: _Tokens) -> str:
    """A pattern for comparison: `{d} {MMMM} {y}`."""
    shown = "".join(f"{{{text[0] * text[1]}}}" if kind == "field" else text for kind, text in tokens)
    return _SPACES.sub(" ", shown)


def _tokens(pattern: str) -> _Tokens:
    """A pattern with its month in full, and its day without a zero before it."""
    found: list[tuple[str, Any]] = []
    for kind, text in tokenize_pattern(pattern):
        if kind == "field" and text[0] in "ML" and text[1] == len("MMM"):
            found.append((kind, (text[0], len("MMMM"))))
        elif kind == "field" and text[0] == "d":
            found.append((kind, ("d", 1)))
        elif kind == "chars" and found and found[-1][0] == "chars":
            found[-1] = ("chars", found[-1][1] + text)
        else:
            found.append((kind, text))
    return tuple(found)


def _kind(token: tuple[str, Any]) -> str:
    """The field of a piece of a pattern, one of `dMyG`; "" for words and signs."""
    return "" if token[0] != "field" else "M" if token[1][0] in "ML" else str(token[1][0])


def _written(tokens: _Tokens, value: Date, here: Language) -> str:
    """A date by a pattern."""
    moment = datetime.date(value.year, value.month or 1, value.day or 1)

    def piece(token: tuple[str, Any]) -> str:
        kind = _kind(token)
        if not kind:
            return str(token[1])
        if kind == "d" and value.day == 1 and here.dates.first:
            return here.dates.first
        if kind == "M" and token[1][1] == len("MMMM"):
            context = "stand-alone" if token[1][0] == "L" else "format"
            return (here.dates.months or cldr.months(here.conventions, context, "wide"))[value.month - 1]
        return str(parse_pattern(untokenize_pattern([token])).apply(moment, here.conventions))

    return "".join(map(piece, tokens))


def _joined(first: str, last: str, here: Language) -> str:
    return str(here.conventions.interval_formats[None].format(first, last)).replace(" - ", f" {_DASH} ")


def _finished(text: str, here: Language) -> str:
    # The CLDR parts ranges with thin spaces since its version 42; whoever searches the text types ordinary ones.
    text = text.replace("\N{THIN SPACE}", " ")
    for pattern, instead in here.dates.changes:
        text = re.sub(pattern, instead, text)
    return here.in_digits(text)
