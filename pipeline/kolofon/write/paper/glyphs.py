"""Characters that no font of the press has: which they are, where they are, and what is printed in their place."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from fontTools.ttLib import TTFont

from kolofon.model.document import Document, Place, Preformatted, Sentence
from kolofon.model.finding import Finding, Severity
from kolofon.model.walk import nodes
from kolofon.text.notation import plain
from kolofon.write.fonts import Family, families, languages_in

__all__ = ["STAND_IN", "placed", "told", "with_stand_ins"]

STAND_IN = "\N{WHITE SQUARE}"
"""The character printed for a symbol that no font has: a file for the archive may not hold the empty glyph of a font
(ISO 19005-2, 6.2.11.8)."""

_SYMBOLS = frozenset({"So", "Sk", "Sm", "Sc"})
_NAMES = {"CJK": "Chinese"}
_NAMED = 3
"""How many of the characters of a script that no font has are named."""

_JOINED = "\N{ZERO WIDTH JOINER}"
_LOOKS = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
_SHADES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""The modifiers for skin colour (Unicode Technical Standard 51, 1.4.4): black on white has only one."""

_SHADED = re.compile(f"(.)[{''.join(sorted(_SHADES))}]")


@cache
def _known(chosen: tuple[Family, ...]) -> frozenset[str]:
    faces = (face for family in chosen for face in family.faces())
    codes = (code for face in faces for code in TTFont(io.BytesIO(face.content), lazy=True).getBestCmap())
    return frozenset(map(chr, codes))


def with_stand_ins(xhtml: str) -> tuple[str, tuple[str, ...]]:
    """A page with `STAND_IN` for each symbol that no font has, such as an emoji, and these symbols, in their order.

    Letters are left as they are: without them a book would say something else, so the typesetter has to report them.
    """
    signs = frozenset(xhtml)
    known = _known(families(signs, languages_in(xhtml)))
    missing = frozenset(sign for sign in signs - known - _SHADES if unicodedata.category(sign) in _SYMBOLS)
    if signs & _SHADES:
        xhtml = _SHADED.sub(r"\1", xhtml)
    if not missing:
        return xhtml, ()
    one = f"[{re.escape(''.join(sorted(missing)))}][{_LOOKS}]*"
    shown = re.sub(f"{one}(?:{_JOINED}(?:{one}|.[{_LOOKS}]*))*", STAND_IN, xhtml)
    return shown, tuple(sorted(missing, key=xhtml.index))


def told(
    letters: Iterable[str],
    symbols: Sequence[str],
    place: Place,
    written_by: Callable[[str], Place | None] = lambda _letter: None,
) -> Iterator[Finding]:
    """The findings for characters that no font has.

    Letters are an error, one for all of a script; symbols, for which there is a `STAND_IN`, a warning.  `written_by`
    returns where a theme writes a letter.
    """
    scripts: dict[str, list[str]] = {}
    for letter in letters:
        scripts.setdefault(unicodedata.name(letter, "UNNAMED").split(" ")[0], []).append(letter)
    for script, members in scripts.items():
        named = _named(members, f"the letters of {_NAMES.get(script, script.title())}")
        hint = "write it otherwise, or make what a reader's own fonts show: --format html or epub"
        where = written_by(members[0]) or place
        yield Finding(
            "missing-glyph", Severity.ERROR, where, f"no font of this edition has {named}", hint, subject=members[0]
        )
    if symbols:
        message = f"no font of this edition has {_named(symbols, 'the symbols')}; the PDF shows {STAND_IN} instead"
        hint = "write it in words, or leave it at that"
        yield Finding("missing-symbol", Severity.WARNING, place, message, hint, subject=symbols[0])


def _named(characters: Sequence[str], all_of_them: str) -> str:
    named = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in characters[:_NAMED])
    more = len(characters) - _NAMED
    return f"{all_of_them}: {named} and {more} more" if more > 0 else named


def placed(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """The findings, each with the place in the source of the character or the text that it is about, if it is there."""
    for finding in findings:
        text = finding.subject
        yield replace(finding, place=_first_place(document, text, finding.place)) if text else finding


def _first_place(document: Document, text: str, unknown: Place) -> Place:
    """The first place of a text, or else that of the longest sentence that it begins with.

    A listing has the place of the sentence before it.
    """
    place = document.title.place
    begins, most = unknown, ""
    for part in nodes(document):
        match part:
            case Sentence(inlines):
                place, shown = part.place, plain(inlines)
            case Preformatted(listing):
                shown = listing
            case _:
                continue
        if text in shown:
            return place
        if len(shown) > len(most) and text.startswith(shown):
            begins, most = place, shown
    return begins
