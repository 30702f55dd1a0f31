"""Letters, whatever language they are of."""

import re
from functools import cache

__all__ = [
    "APART",
    "BLOCKS",
    "COMMON",
    "EAST_ASIAN",
    "EUROPEAN",
    "LATIN",
    "LETTER",
    "UNSPACED",
    "WIDE",
    "WORDS",
    "digraphs",
    "script_of",
    "scripts_of",
    "unwrapped",
]

LETTER = (
    "[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5"
    "\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u109d\u17b4-\u17d3\u200c\u200d]"
)
"""A pattern for a letter, or a vowel or mark written on one (those of Southern Asia are none of `\\w`)."""


COMMON = "Zyyy"
"""The code of what no script has to itself, such as a full stop (ISO 15924)."""

LATIN = "Latn"
"""The code of Latin letters (ISO 15924)."""

BLOCKS = {
    "Grek": ((0x0370, 0x03FF), (0x1F00, 0x1FFF)),
    "Cyrl": ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
}
"""The scripts that the font of Latin letters has, too, and the blocks that are theirs alone, by their first and last
code points (Unicode 17.0, Blocks.txt)."""

EUROPEAN = frozenset({LATIN, *BLOCKS})
"""The scripts of the font of a book in Latin letters."""

APART = frozenset({*EUROPEAN, "Armn", "Copt", "Geor", "Glag", "Goth"})
"""The scripts whose letters are not joined to each other, so that one of them can be a drop capital."""

EAST_ASIAN = ("Hani", "Hira", "Kana", "Hang")
"""The scripts that full-width marks go with."""

WORDS = frozenset({"Hani", "Hira"})
"""The scripts of which each character is a word (Unicode Standard Annex 29, "Word Boundaries")."""

_FIRST_BEYOND_LATIN = "\u0250"
_OF_NO_SCRIPT = frozenset({COMMON, "Zinh", "Zzzz"})
"""The codes of what all scripts have in common, of what has the script of its letter, and of no character."""


@cache
def scripts_of(character: str) -> tuple[str, ...]:
    """The scripts that a character is used in (ISO 15924): Unicode's property Script_Extensions.

    Beng, Deva and others of a danda, Hira and Kana of ー; none of what is used in all, such as a full stop.
    """
    if character < _FIRST_BEYOND_LATIN:
        return ("Latn",) if character.isalpha() and character != "\N{MICRO SIGN}" else ()
    import icu  # noqa: PLC0415  no text in Latin letters needs it

    found = (icu.Script(code).getShortName() for code in icu.Script.getScriptExtensions(character))
    return tuple(script for script in found if script not in _OF_NO_SCRIPT)


@cache
def script_of(character: str) -> str:
    """The script of a letter, as Unicode's property Script has it: Latn, Cyrl, Arab, Hani and so on.

    Of what only some scripts share, the first of them in Unicode's order: Arab of an Arabic digit.  `COMMON` of a
    mark that all scripts have, or that has the script of its letter.
    """
    shared = scripts_of(character)
    if len(shared) < 2 or character < _FIRST_BEYOND_LATIN:  # noqa: PLR2004  several
        return shared[0] if shared else COMMON
    import icu  # noqa: PLC0415  as in scripts_of

    script = str(icu.Script.getScript(character).getShortName())
    return shared[0] if script == COMMON else COMMON if script in _OF_NO_SCRIPT else script


WIDE = (
    "[\u2e80-\u3130\u3190-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f"
    "\U00016fe0-\U0001b2ff\U00020000-\U0003fffd]"
)
"""East Asian characters, without Hangul: those between which no space is made (CSS Text 3, 4.1.3)."""
_NEUTRAL = "[\u2014\u2018\u2019\u201c\u201d\u2025\u2026\u2e3a]"
"""Quotation marks, dashes and ellipses of East Asian and of other texts alike."""
_UNSPACED = (
    "[\u0e01-\u0ef0\u0f00-\u0f0c\u0f18-\u0fff\u1000-\u1049\u104c-\u109f\u1780-\u17d3\u17d7-\u17f9"
    "\u1950-\u1aad\ua9e0-\ua9fe\uaa60-\uaadf]"
)
"""Characters of the scripts of Southeast Asia and Tibet that have no space between words, but for ends of sentences."""
UNSPACED = f"[{WIDE[1:-1]}{_UNSPACED[1:-1]}]"
"""A pattern for a character of a script without spaces between words."""

_SEAM = re.compile(
    f"(?<={WIDE})\n+(?={WIDE}|{_NEUTRAL})|(?<={_NEUTRAL})\n+(?={WIDE})|(?<={_UNSPACED})\n+(?={_UNSPACED})"
)
_LINE_ENDS = re.compile(r"\n+")


def unwrapped(text: str, before: str = "", after: str = "") -> str:
    """A text on one line: a line end becomes a space, or nothing between two letters of scripts without spaces.

    `before` and `after` are the characters on both sides of the text, which are not returned.  The script decides and
    not the language, so that a Chinese quotation in an English book is right too.
    """
    if "\n" not in text:
        return text
    whole = _LINE_ENDS.sub(" ", _SEAM.sub("", f"{before}{text}{after}"))
    return whole[len(before) : len(whole) - len(after)]


@cache
def digraphs(tag: str) -> tuple[str, ...]:
    """The letters of a language that are several characters, the longest first: Albanian dh, Dutch ij.

    By its exemplar characters (Unicode Technical Standard 35, part 2, "Exemplars"); the tag is one that ICU knows.
    """
    import icu  # noqa: PLC0415  as in scripts_of

    letters = icu.LocaleData(icu.Locale.forLanguageTag(tag).getName()).getExemplarSet(0, 0)
    several = {letter for letter in letters if len(letter) > 1 and letter.isalpha()}
    return tuple(sorted(several, key=lambda letter: (-len(letter), letter)))
