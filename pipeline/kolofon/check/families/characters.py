"""Characters: nothing that the language is not written with, and nothing that an encoding has broken."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.language.letters import COMMON, script_of
from kolofon.language.scripts import latin_like_scripts
from kolofon.model.finding import Severity
from kolofon.text.line import Line, Span

__all__ = ["CHARACTERS"]

_VALID = Check("validchars", Severity.WARNING, "A letter is neither the language's nor in the source.")
_MIXED = Check("mixed-script", Severity.ERROR, "A word is written in letters of two scripts.")
_CORRUPT = Check("corrupted-characters", Severity.ERROR, "An encoding has gone wrong on the way.")
_NFC = Check("unnormalized", Severity.WARNING, "A letter and its mark are two characters, where one does (not NFC).")
_CONTROL = Check(
    "control-characters", Severity.ERROR, "There is a control character, or one that no standard gives a meaning."
)

_ALIKE = (
    "aа cс eе iі jј kк oо pр sѕ xх yу hһ AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ"
    " aα iι kκ nη oο pρ uυ vν wω xχ yγ ßβ AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ oօ uս"
)
"""Letters of two scripts that look alike: Latin ones beside Cyrillic, Greek and Armenian ones (after UTS #39)."""
_TWINS = frozenset(_ALIKE.replace(" ", ""))
_FORMS = ("<wide>", "<super>")
"""What the decompositions of Ａ and ª begin with (Unicode's property Decomposition_Type)."""
_SYMBOL = 3
"""Letters up to which a word of Greek and Latin ones is a symbol: Δt, kΩ, μm."""
_LATIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ASCII = re.compile(r"[\x20-\x7e\n\t]*")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\u202d\u202e]"
    r"|[\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    rf"|[{''.join(chr(plane << 16 | last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))}]"
)
"""Controls (Unicode's Cc, Zl, Zp), the two that override the order of all later characters, and code points that are no
characters: private use, noncharacters, tags (Unicode 16.0, chapter 23)."""
_FLAG = re.compile("\N{WAVING BLACK FLAG}[\U000e0020-\U000e007e]+\N{CANCEL TAG}")
_OPENING = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
"""What opens a piece of text with its own direction, and what closes it (Unicode Standard Annex 9, section 2)."""
_TURN = re.compile("[\u202a-\u202c\u2066-\u2069]")
_TWICE = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1\u00d8\u00d9\u00e2\u00e3-\u00e9]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


def _characters(unit: Unit) -> Iterator[Flaw]:
    target = unit.target.own
    if _ASCII.fullmatch(target):
        return
    yield from _corrupt(unit)
    if not unicodedata.is_normalized("NFC", target):
        # Marks in another order, as in Arabic, read and search the same.
        words = [
            found
            for found in re.finditer(r"\S+", target)
            if len(unicodedata.normalize("NFC", found[0])) < len(found[0])
        ]
        spans = tuple(unit.target.span(*found.span()) for found in words)
        if spans:
            yield Flaw(_NFC.code, "letters and their marks are not composed (NFC)", "type the letters anew", spans)
    yield from _foreign_words(unit)


def _corrupt(unit: Unit) -> Iterator[Flaw]:
    target, source = unit.target.own, unit.source.own
    if "\N{REPLACEMENT CHARACTER}" in target and "\N{REPLACEMENT CHARACTER}" not in source:
        broken = re.finditer("\N{REPLACEMENT CHARACTER}+", target)
        spans = tuple(unit.target.span(*found.span()) for found in broken)
        yield Flaw(_CORRUPT.code, "a character is lost (U+FFFD)", "type it anew", spans)
    twice = [
        (found, restored)
        for found in _TWICE.finditer(target)
        if (restored := _restored(found[0])) and not any(_is_unusual(character, unit) for character in restored)
    ]
    for found, restored in twice:
        if found[0] not in source:
            message = f"“{found[0]}” looks like UTF-8 that was read as something else"
            yield Flaw(_CORRUPT.code, message, f"write “{restored}”", (unit.target.span(*found.span()),))
    flags = [found.span() for found in _FLAG.finditer(target)]
    controls = [
        found.start()
        for found in _CONTROLS.finditer(target)
        if found[0] not in source and not any(start < found.start() < end for start, end in flags)
    ]
    if controls and not twice:
        message = f"no character of a text: {_named(target, controls)}"
        yield Flaw(_CONTROL.code, message, "take it out", _spans(unit, controls))
    if unpaired := _unpaired(target, unit.book.target):
        message = f"a change of direction without its counterpart: {_named(target, unpaired)}"
        yield Flaw(_CONTROL.code, message, "take it out, or close it", _spans(unit, unpaired))


def _named(text: str, indices: Sequence[int]) -> str:
    return ", ".join(dict.fromkeys(f"U+{ord(text[index]):04X}" for index in indices))


def _spans(unit: Unit, indices: Sequence[int]) -> tuple[Span, ...]:
    return tuple(unit.target.span(index, index + 1) for index in indices)


def _unpaired(text: str, language: Language) -> list[int]:
    """The places where a direction is closed and not opened, or opened and not closed.

    The end of a paragraph closes every direction (Unicode Standard Annex 9, X8).  So in a text that is written from the
    right, one that is opened in its own direction, or before its last words, changes nothing and is no flaw.
    """
    if not _TURN.search(text):
        return []
    opened: list[tuple[int, str]] = []
    unpaired: list[int] = []
    for index, character in enumerate(text):
        if character in _OPENING:
            opened.append((index, _OPENING[character]))
        elif opened and character == opened[-1][1]:
            opened.pop()
        elif character in "\u202c\u2069":
            unpaired.append(index)
    leftward = language.direction == "rtl"
    last = max(
        (index for index, letter in enumerate(text) if unicodedata.bidirectional(letter) in {"R", "AL"}), default=0
    )
    unpaired += [index for index, _ in opened if not leftward or (text[index] not in "\u202b\u2067" and index < last)]
    return sorted(unpaired)


def _restored(text: str) -> str:
    """A text before its UTF-8 was read as Windows-1252 or Latin-1; empty, if that did not happen."""
    for charset in ("cp1252", "latin-1"):
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _foreign_words(unit: Unit) -> Iterator[Flaw]:
    """A flaw for each word with letters that the language does not have."""
    language = unit.book.target
    if not (language.letters or language.letter_scripts):
        return
    unusual = {character for character in set(unit.target.own) - language.letters if _is_unusual(character, unit)}
    latin = language.like_latin
    if not (unusual or latin):
        return
    foreign: dict[str, None] = {}
    spans: list[Span] = []
    for word, start in _words(unit.target):
        letters = unusual.intersection(word)
        if latin and not word.isascii():
            letters |= set(word) & _LATIN_LETTERS
        if not letters or word in unit.source.plain:
            continue
        span = unit.target.span(start, start + len(word))
        allowed = _allowed(word, unit)
        if not allowed and (twins := _twins(word)):
            yield Flaw(
                _MIXED.code,
                f"“{word}” mixes scripts: {', '.join(_with_names(twins))}",
                "type the word anew in one script",
                (span,),
            )
        elif not allowed:
            foreign |= dict.fromkeys(_with_names(letters))
            spans.append(span)
    if spans:
        message = f"the language is not written with {', '.join(foreign)}"
        yield Flaw(_VALID.code, message, "look at the word again", tuple(spans))


def _with_names(letters: Iterable[str]) -> list[str]:
    """Letters in order, each with its name in Unicode."""
    return [f"“{letter}” ({unicodedata.name(letter, '').title()})" for letter in sorted(letters)]


def _words(line: Line) -> Iterator[tuple[str, int]]:
    """The words of a line and where they begin; a tag separates words."""
    seams = iter([*line.seams, len(line.own)])
    seam = next(seams)
    for found in _WORD.finditer(line.own):
        start = found.start()
        while seam < found.end():
            if seam > start:
                yield line.own[start:seam], start
                start = seam
            seam = next(seams)
        yield line.own[start : found.end()], start


def _twins(word: str) -> frozenset[str]:
    """The letters of one script in a word, if they all look like letters of the other script in it."""
    runs: dict[str, list[str]] = {}
    for name, letters in groupby(word, script_of):
        if name in latin_like_scripts():
            runs.setdefault(name, []).append("".join(letters))
    if len(runs) < len(("one", "other")):
        return frozenset()
    alike = [pieces for pieces in runs.values() if _TWINS.issuperset("".join(pieces))]
    return frozenset("".join(min(alike, key=lambda pieces: len("".join(pieces)), default=())))


def _allowed(word: str, unit: Unit) -> bool:
    """Whether foreign letters are right here: in a symbol (α, Δt), or in a name of the source with an ending."""
    scripts = {script_of(letter) for letter in word}
    if "Grek" in scripts and len(word) <= _SYMBOL and scripts <= {"Grek", "Latn", COMMON}:
        return "Grek" not in unit.book.target.letter_scripts
    runs = ["".join(letters) for _, letters in groupby(word, script_of)]
    if len(runs) != len(("name", "ending")):
        return False
    words = {form for name in _WORD.findall(unit.source.plain) for form in (name, name.removesuffix("s"))}
    return any(len(run) > 1 and not run.islower() and run in words for run in runs)


def _is_unusual(character: str, unit: Unit) -> bool:
    return character not in unit.book.letters and _unusual(character, unit.book.target)


@lru_cache(1 << 14)
def _unusual(character: str, language: Language) -> bool:
    """Whether a character is a letter that texts of a language do not have."""
    if not character.isalpha() or character in language.letters:
        return False
    # NFC decomposes some letters of India, and the exemplars of the CLDR have the parts.
    if not language.cased and language.letters.issuperset(unicodedata.normalize("NFD", character)):
        return False
    script = script_of(character)
    if language.beyond_exemplars or not language.letters:
        return script not in language.letter_scripts and character.lower() not in _LATIN_LETTERS
    if character.isascii() or unicodedata.decomposition(character).startswith(_FORMS):
        return False
    return not (unicodedata.category(character) == "Lm" and script in {COMMON, "Latn"})


CHARACTERS = Family("characters", (_VALID, _MIXED, _CORRUPT, _NFC, _CONTROL), each=_characters)
