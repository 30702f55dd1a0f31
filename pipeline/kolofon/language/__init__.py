"""What the checks know of a language: its script, letters, quotation marks, numbers and months.

Source: CLDR, through Babel and, for what Babel leaves out, `cldr/languages.json`.

| module  | holds                                                                     |
|---------|---------------------------------------------------------------------------|
| `names` | the names of a language: BCP 47 ⇄ gettext                                 |
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale, UnknownLocaleError
from babel.core import get_global

__all__ = ["CJK", "LETTER", "UNCASED", "UNSPACED", "Language", "language", "script_of"]

CJK = frozenset({"Hans", "Hant", "Jpan", "Kore", "Hani"})
"""Scripts with wide characters, whose marks are as wide (but for Korean)."""

UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Hani", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that write no space between words."""

UNCASED = UNSPACED | frozenset(
    {"Arab", "Hebr", "Kore", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Ethi"}
)
"""Scripts without capital letters."""

LETTER = (
    "[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5"
    "\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5\u200c\u200d]"
)
"""What finds a letter, or a vowel or mark that is written on one (in India's scripts, these are no \\w)."""

_FURTHER_QUOTES = {
    "ar": (("«", "»"), ("“", "”")),
    "de": (("»", "«"), ("›", "‹")),
    "de-CH": (("«", "»"), ("‹", "›")),
    "en": (),
    "fr": (("“", "”"), ("‹", "›")),
    "sq": (("„", "“"), ("«", "»"), ("‹", "›")),
    "zh": (("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉")),
}
"""Pairs that a language writes besides those that the CLDR names.  In Albanian, „…“ is what its presses set."""


class _Facts(msgspec.Struct):
    letters: str | None = None
    quotes: tuple[str, ...] | None = None
    numbers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """One language.  `tag` is its BCP 47 tag, `base` the first part of it, `script` an ISO 15924 code ("Latn").

    `locale` is None for a language that Babel does not have, such as Latin; `letters` (in both cases) and `numbers`
    (the words for 0 to 20) are empty where the CLDR says nothing: a check that has to know better then stays silent.
    """

    tag: str
    base: str
    script: str
    locale: Locale | None = field(compare=False)
    letters: frozenset[str] = field(default=frozenset(), compare=False)
    quotes: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)
    numbers: tuple[frozenset[str], ...] = field(default=(), compare=False)

    @property
    def spaced(self) -> bool:
        """Whether words are parted by spaces."""
        return self.script not in UNSPACED

    @property
    def cased(self) -> bool:
        """Whether there are capital letters."""
        return self.script not in UNCASED


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag.  Never fails."""
    base = tag.split("-", maxsplit=1)[0].lower()
    likely = get_global("likely_subtags").get(base, "")
    script = next((part for part in likely.split("_") if len(part) == len("Latn")), "Latn")
    try:
        here = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        here = None
    script = (here and here.script) or script
    if script == "Hans" and here and here.territory in {"TW", "HK", "MO"}:
        script = "Hant"
    letters = _fact(tag, script).letters or ""
    marks = _fact(tag, script).quotes or ()
    pairs = {*zip(marks[::2], marks[1::2], strict=False), *_FURTHER_QUOTES.get(tag, _FURTHER_QUOTES.get(base, ()))}
    return Language(
        tag=tag,
        base=base,
        script=script,
        locale=here,
        letters=frozenset(letters + letters.upper() + letters.title()),
        quotes=frozenset(pairs),
        numbers=tuple(frozenset(filter(None, words.split("|"))) for words in _fact(tag, script).numbers or ()),
    )


@cache
def script_of(character: str) -> str:
    """The script of a letter, as its Unicode name begins: LATIN, CYRILLIC, ARABIC, CJK and so on."""
    return unicodedata.name(character, "").split(" ", maxsplit=1)[0]


def _fact(tag: str, script: str) -> _Facts:
    """What is known of a tag, or else of what stands above it."""
    parts = tag.split("-")
    above = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    known = [
        _data()[name] for name in dict.fromkeys([*above[:-1], f"{parts[0]}-{script}", above[-1]]) if name in _data()
    ]
    root = _data()["und"].quotes
    return _Facts(
        letters=next((facts.letters for facts in known if facts.letters is not None), None),
        quotes=next((facts.quotes for facts in known if facts.quotes is not None), root),
        numbers=next((facts.numbers for facts in known if facts.numbers is not None), None),
    )


@cache
def _data() -> dict[str, _Facts]:
    content = files("kolofon.language").joinpath("cldr", "languages.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, _Facts])
