"""How a line ends: with the mark of the source, or what means the same in the language's script."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.marks import end_mark
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["END_MARKS"]

_NAMES = {
    "stop": ("end-stop", "a full stop"),
    "question": ("end-question", "a question mark"),
    "exclamation": ("end-exclamation", "an exclamation mark"),
    "colon": ("end-colon", "a colon"),
    "ellipsis": ("end-ellipsis", "an ellipsis"),
    "semicolon": ("end-semicolon", "a semicolon"),
}
_CHECKS = tuple(
    Check(code, Severity.WARNING, f"Only one of source and translation ends with {name}.", also=("endpunc",))
    for code, name in _NAMES.values()
)

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:\w{1,3}\.)+\w{1,3}|[^\W\d_]"
    r"|etc|etj|usw|bzw|ff|jr|sr|inc|ltd|co|corp|vs|no|nr|st|dr|chr|jh|ca)\.\Z",
    re.IGNORECASE,
)
_ASKED, _CALLED = frozenset("?？؟;;"), frozenset("!！")
_ORDINAL = re.compile(r"[\d\ufffc]\.\Z")
_AND_SO_ON = re.compile(
    r"(?:\b(?:etc|etj|usw|ecc|itd|atd|tzn|m\.fl|osv|enz|dll|dst|vs|vb|и\s?т\.\s?д|і\s?т\.\s?[дп]|κ\.?\s?λ\.?\s?π)\.?"
    r"|など|等|등|v\.v\.?|وغيرها|إلخ|غیره|וכו['׳’]?|आदि|ฯลฯ)\s*[.。।)）]*\Z"
)
"""Words for “and so on” where the source only has dots."""

_SENTENCE = 7
"""Spaces from which the “etc.” at the end of a line also ends a sentence."""


def _end_marks(unit: Unit) -> Iterator[Flaw]:
    book = unit.book
    source, target = unit.source.own, unit.target.own
    expected, expected_at, expected_end = end_mark(source, book.source)
    actual, start, end = end_mark(target, book.target)
    if expected == actual or not source.strip() or not target.strip() or unit.target.raw == unit.source.raw:
        return
    if _together(source[:expected_end], target[:end]) or _put_within(unit, expected, actual):
        return
    if _customary(unit, expected, actual, target[:end]):
        return
    # A full stop is another mark in Armenian, and still that of an abbreviation.
    stopped = {expected, actual} == {"stop", ""} or (not expected and target[start:end] == ".")
    if stopped and _optional(unit, source[:expected_end] if expected else target[:end], bool(actual)):
        return
    name = expected or actual
    code, called = _NAMES[name]
    mark = book.target.marks[name]
    if expected and mark in book.target.marks_within:
        message, hint = f"the source ends with {called}, and the translation has none", f"put “{mark}” on the word"
    elif expected:
        message, hint = f"the source ends with {called}, and the translation does not", f"end with “{mark}”"
    else:
        message, hint = (
            f"the translation ends with {called}, and the source does not",
            f"take out “{target[start:end]}”",
        )
    yield Flaw(
        code,
        message,
        hint,
        (unit.target.span(start if actual else max(end - 1, 0), end),),
        (unit.source.span(expected_at, expected_end),) if expected else (),
    )


def _together(source: str, target: str) -> bool:
    """Whether both end with a question mark and an exclamation mark, in either order: ?! and ！？."""
    return all(
        (not run.isdisjoint(_ASKED) and not run.isdisjoint(_CALLED)) or not run.isdisjoint("⁈⁉‽")
        for run in (set(text[-2:]) for text in (source, target))
    )


def _put_within(unit: Unit, expected: str, actual: str) -> bool:
    """Whether the mark of a question or an exclamation is on a word, as in Ո՞ւր գնացին։ of Armenian."""
    language = unit.book.target
    mark = language.marks.get(expected, "")
    return bool(mark) and actual in {"stop", ""} and mark in language.marks_within and mark in unit.target.own


def _customary(unit: Unit, expected: str, actual: str, ended: str) -> bool:
    """Whether the language uses another mark than English here, and both mean the same."""
    language, custom = unit.book.target, unit.book.target.words
    if expected == "colon" and (
        (custom.stop_outside and actual == "stop") or (not language.stopped and actual != "question")
    ):
        return True
    if custom.stop_before_list and (expected, actual) in {("colon", "stop"), ("exclamation", "stop")}:
        return True
    if expected == "question" and actual in {"stop", ""} and custom.question:
        return bool(re.search(custom.question, ended))
    if expected == "stop" and not actual and custom.stop_outside:
        return unit.source.own.rstrip().endswith(".)") and unit.target.own.rstrip().endswith(("）", ")"))
    return expected == "ellipsis" and bool(_AND_SO_ON.search(ended))


def _optional(unit: Unit, stopped: str, added: bool) -> bool:  # noqa: FBT001  the question has two sides
    """Whether a full stop in only one of the two lines may be right: `stopped` is the line that has it."""
    language = unit.book.target
    return (
        not language.stopped
        or " " not in unit.source.own.strip()  # one word may be an abbreviation in one language and not in the other
        or bool(_ABBREVIATION.search(stopped) and (added or stopped.count(" ") < _SENTENCE))
        or (added and language.numbers.ordinal_stop and bool(_ORDINAL.search(stopped)))
    )


END_MARKS = Family("punctuation", _CHECKS, each=_end_marks)
