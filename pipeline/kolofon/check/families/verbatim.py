"""What no language changes: addresses and placeholders."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity
from kolofon.text.addresses import MAIL, is_example, same_address, web_addresses
from kolofon.text.line import PLACEHOLDERS, Line, Span, blanked

__all__ = ["VERBATIM_PIECES"]

_URLS = Check("urls", Severity.ERROR, "An address of the web is missing, or another one is in its place.")
_ADDED = Check("added-urls", Severity.WARNING, "There is an address that the source does not have.", also=("urls",))
_EMAILS = Check("emails", Severity.ERROR, "An e-mail address is not that of the source.")
_PLACEHOLDERS = Check(
    "placeholders", Severity.ERROR, "A placeholder is missing or added.", also=("variables", "printf", "python-format")
)

_EMAIL = re.compile(MAIL)


def _verbatim(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source, unit.target
    if any(sign in line.plain for line in (source, target) for sign in ("://", "www.")):
        expected, actual = _addresses(source), _addresses(target)
        if any(is_example(text) for text, _ in expected):
            expected, actual = (
                [item for item in items if not item[0].startswith("ftp:")] for items in (expected, actual)
            )
        gone, new = _unlike(expected, actual, unit.book.target)
        yield from _compared(_URLS.code if gone else _ADDED.code, "address", gone, new, unit)
    if "@" in source.plain or "@" in target.plain:
        yield from _compared(_EMAILS.code, "e-mail address", _pieces(_EMAIL, source), _pieces(_EMAIL, target), unit)
    for flag in unit.entry.flags:
        # Placeholders alone are a format (“%b %d, %Y”), and each language has its own.
        if flag in PLACEHOLDERS and any(character.isalpha() for character in source.own):
            pattern = PLACEHOLDERS[flag]
            yield from _compared(
                _PLACEHOLDERS.code, "placeholder", _pieces(pattern, source), _pieces(pattern, target), unit
            )


_Piece = tuple[str, Span]
"""A piece of a line, and where it is."""


def _unlike(
    expected: Sequence[_Piece], actual: Sequence[_Piece], language: Language
) -> tuple[list[_Piece], list[_Piece]]:
    """The addresses of both lines without those that lead to the same pages."""
    there, here = {text for text, _ in actual}, {text for text, _ in expected}
    gone = [item for item in expected if item[0] not in there]
    new = [item for item in actual if item[0] not in here]
    gone = [item for item in gone if not any(same_address(item[0], other, language) for other in there - here)]
    new = [item for item in new if not any(same_address(other, item[0], language) for other in here)]
    return gone, new


def _compared(
    code: str, called: str, expected: Sequence[_Piece], actual: Sequence[_Piece], unit: Unit
) -> Iterator[Flaw]:
    counts, there = Counter(text for text, _ in expected), Counter(text for text, _ in actual)
    # A piece with a name may be there more or less often: a language may repeat it, or say “it”.
    missing = {text for text, count in counts.items() if there[text] < (1 if _named(text) else count)}
    extra = {
        text for text, count in there.items() if count > (count if _named(text) and counts[text] else counts[text])
    }
    if unit.entry.plural is not None:
        # A plural form may have its number in a word, or, in languages with several, in figures where English does not.
        missing = missing if len(expected) - len(actual) != 1 else set()
        extra = {text for text in extra if text not in unit.entry.msgid + unit.entry.plural}
    if missing or extra:
        parts = [f"{called} missing: {' '.join(sorted(missing))}"] if missing else []
        parts += [f"{called} not in the source: {' '.join(sorted(extra))}"] if extra else []
        yield Flaw(
            code,
            "; ".join(parts),
            "copy it from the source as it stands",
            tuple(unit.target.span(*span) for text, span in actual if text in extra),
            tuple(unit.source.span(*span) for text, span in expected if text in missing),
        )


def _named(text: str) -> bool:
    return len(text) > len("%s") and text not in {"{}", "%%"}


def _addresses(line: Line) -> list[_Piece]:
    return [(line.plain[start:end], (start, end)) for start, end in web_addresses(line.plain, line.seams)]


def _pieces(pattern: re.Pattern[str], line: Line) -> list[_Piece]:
    text = line.plain
    if pattern is not _EMAIL and "://" in text:
        text = blanked(text, web_addresses(text))
    return [(found[0], found.span()) for found in pattern.finditer(text) if found[0] != "%%"]


VERBATIM_PIECES = Family("verbatim", (_URLS, _ADDED, _EMAILS, _PLACEHOLDERS), each=_verbatim)
