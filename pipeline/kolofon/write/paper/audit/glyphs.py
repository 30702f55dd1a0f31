"""Characters that no font of an edition has: which they are, where they are, and what is printed in their place.

They are looked for before a book is laid out.  Symbols are replaced by a mark always, letters in a draft alone: without
them a book would say something else.  They are looked for, and replaced, in the finished page, and not in the set
document, since templates and style sheets write characters too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

import uharfbuzz as harfbuzz

from kolofon.language.letters import script_of
from kolofon.language.scripts import letters_of, script_name
from kolofon.model.document import Document, Place, Preformatted, Sentence
from kolofon.model.finding import Finding, Severity
from kolofon.model.walk import nodes
from kolofon.set.values.document import SetDocument
from kolofon.set.walk import traverse
from kolofon.text.notation import plain
from kolofon.write.fonts import Family, families, families_in, languages_in
from kolofon.write.fonts.characters import script_for, scripts_in
from kolofon.write.fonts.installation import OF_NONE, UNKNOWN, how_to_have
from kolofon.write.markup.elements import FORMULA, without_formulas

__all__ = ["STAND_IN", "Shown", "faced", "glyph_findings", "placed", "scripts_lacking", "shown"]

STAND_IN = "\N{WHITE SQUARE}"
"""The character printed for one that no font has: a file for the archive may not hold the empty glyph of a font
(ISO 19005-2, 6.2.11.8)."""

_SYMBOLS = frozenset({"So", "Sk", "Sm", "Sc"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""The categories of controls, of format characters and of spaces, which need no glyph."""
_NAMED = 3
"""How many of the characters of a script that no font has are named."""

_JOINED = "\N{ZERO WIDTH JOINER}"
_LOOKS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Selectors of variants of the character before them (Unicode 16.0, 23.4), for a class of characters."""
_IGNORABLE = re.compile(f"[{_LOOKS}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]")
"""Characters that show nothing, though their category is that of letters or marks (Default_Ignorable_Code_Point)."""
_SHADES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""The modifiers for skin colour (Unicode Technical Standard 51, 1.4.4): black on white has only one."""

_SHADED = f"(?P<sign>.)[{''.join(sorted(_SHADES))}]"
_ADDRESS = re.compile(rf'\s(?:href|id|src)="[^"]*"|{FORMULA.pattern}')
"""Attributes that are not printed, and lead somewhere; and formulas, which are drawn in a font of their own."""
_UNPRINTED = re.compile(r"<style\b.*?</style>|<title\b.*?</title>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is printed, the families that it is set in, and its symbols and letters that none of them has."""

    page: str
    families: tuple[Family, ...]
    symbols: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


def shown(xhtml: str, own: Sequence[Family] = (), *, draft: bool = False) -> Shown:
    """A page with `STAND_IN` for each symbol that no font has, such as an emoji, and in a draft for each letter.

    `own` are the families of the edition.  The characters that no font has are in their order.
    """
    chosen = families_in(xhtml, own)
    signs = frozenset(without_formulas(xhtml))
    lost = _of_own_scripts(signs, own)
    known = _known(chosen) - lost
    unknown = [sign for sign in signs - known - _SHADES if unicodedata.category(sign) not in _UNSEEN]
    strange = [sign for sign in unknown if unicodedata.category(sign) in _SYMBOLS]
    printed = _ADDRESS.sub("", xhtml) if strange else ""
    symbols = tuple(sorted(filter(printed.__contains__, strange), key=printed.index))
    rest = frozenset(unknown).difference(strange)
    letters = _letters(rest, unescape(_UNPRINTED.sub("", without_formulas(xhtml))), known, lost) if rest else ()
    page = xhtml
    if signs & _SHADES:
        page = _replaced(_SHADED, r"\g<sign>", page)
    if symbols:
        one = f"[{re.escape(''.join(sorted(symbols)))}][{_LOOKS}]*"
        page = _replaced(f"{one}(?:{_JOINED}(?:{one}|.[{_LOOKS}]*))*", STAND_IN, page)
    if letters and draft:
        marks = "".join(letter for letter in letters if unicodedata.category(letter)[0] == "M")
        page = _replaced(f"[{re.escape(''.join(letters))}][{re.escape(marks)}{_LOOKS}]*", STAND_IN, page)
    return Shown(page, chosen, symbols, letters)


def _replaced(pattern: str, instead: str, page: str) -> str:
    """A page with a template in the place of what a pattern matches, but for addresses."""
    either = re.compile(f"(?P<address>{_ADDRESS.pattern})|{pattern}")
    return either.sub(lambda found: found[0] if found["address"] else found.expand(instead), page)


def _of_own_scripts(signs: frozenset[str], own: Sequence[Family]) -> frozenset[str]:
    """The letters that a family of the edition lacks, of the script that it is for: they are in no other face."""
    lost = frozenset[str]()
    for family in own:
        if family.script:
            letters = {sign for sign in signs if sign.isalpha() and script_of(sign) in letters_of(family.script)}
            lost |= letters - _covered(family)
    return lost


def faced(document: SetDocument, words: Iterable[str], own: Sequence[Family] = ()) -> bool:
    """Whether there is a face for every letter of a document, and of the press's own words in its language."""
    return not _unfaced(document, words, own)


def scripts_lacking(document: SetDocument, words: Iterable[str], own: Sequence[Family] = ()) -> tuple[str, ...]:
    """The scripts (ISO 15924) of the letters, as in `faced`, for which there is no face."""
    letters = _unfaced(document, words, own)
    scripts = scripts_in("".join(letters), traverse.languages_in(document)) if letters else ()
    return tuple(dict.fromkeys(script_for(letter, scripts) or script_of(letter) for letter in letters))


def _unfaced(document: SetDocument, words: Iterable[str], own: Sequence[Family]) -> tuple[str, ...]:
    characters = traverse.characters_in(document).union(*words)
    chosen = families(characters, traverse.languages_in(document), own)
    lost = _of_own_scripts(characters, own)
    known = _known(chosen) - lost
    unknown = (sign for sign in characters - known if unicodedata.category(sign) not in _SYMBOLS | _UNSEEN)
    return _letters(frozenset(unknown), "".join(sorted(characters)), known, lost)


def _letters(unknown: frozenset[str], text: str, known: frozenset[str], own: frozenset[str]) -> tuple[str, ...]:
    """The characters of a text that no font has: not those that HarfBuzz puts together, or takes apart.

    `own` are those that a font of the edition should have; what it lacks, Pango would take from another.
    """
    whole = frozenset(unicodedata.normalize("NFC", text))
    lost = (
        letter
        for letter in unknown.intersection(text)
        if (letter in own or not known.issuperset(unicodedata.normalize("NFD", letter)))
        and (letter in whole or unicodedata.category(letter)[0] != "M")
        and not _IGNORABLE.match(letter)
    )
    return tuple(sorted(lost, key=text.index))


@cache
def _known(chosen: tuple[Family, ...]) -> frozenset[str]:
    return frozenset().union(*(_covered(family) for family in chosen))


@cache
def _covered(family: Family) -> frozenset[str]:
    """The characters that a face of a family has a glyph for."""
    contents = dict.fromkeys(face.content for face in family.faces())
    codes = (code for content in contents for code in harfbuzz.Face(content).unicodes)
    return frozenset(map(chr, codes))


def glyph_findings(
    page: Shown,
    place: Place,
    written_by: Callable[[str], Place | None] = lambda _letter: None,
    *,
    draft: bool = False,
    more: Iterable[str] = (),
) -> Iterator[Finding]:
    """The findings for characters that no font has.

    Letters are an error, in a draft a warning, one for all of a script; symbols are a warning.  `more` are letters that
    only WeasyPrint met, since a theme may write some; `written_by` returns where the theme does.
    """
    scripts = scripts_in("".join((*page.letters, *more)), languages_in(page.page))
    groups: dict[str, dict[str, None]] = {}
    for letter in (*page.letters, *more):
        unknown = unicodedata.category(letter) == "Cn"
        groups.setdefault(UNKNOWN if unknown else script_for(letter, scripts) or script_of(letter), {})[letter] = None
    for script, letters in groups.items():
        members = tuple(letters)
        where = written_by(members[0]) or place
        every = "the characters" if script in OF_NONE else f"the letters of {script_name(script)}"
        message = f"no font of this edition has {_named(members, every)}"
        hint = how_to_have(script)
        finding = Finding("missing-glyph", Severity.ERROR, where, message, hint, subject=members[0])
        if draft and members[0] in page.letters:
            message += f"; in this draft {STAND_IN} is printed for each"
            finding = replace(finding, severity=Severity.WARNING, message=message)
        yield finding
    if page.symbols:
        message = f"no font of this edition has {_named(page.symbols, 'the symbols')}; the PDF shows {STAND_IN} instead"
        hint = "write it in words, or leave it at that"
        yield Finding("missing-symbol", Severity.WARNING, place, message, hint, subject=page.symbols[0])


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
                place, shown_ = part.place, plain(inlines)
            case Preformatted(listing):
                shown_ = listing
            case _:
                continue
        if text in shown_:
            return place
        if len(shown_) > len(most) and text.startswith(shown_):
            begins, most = place, shown_
    return begins
