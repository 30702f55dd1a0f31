"""A language is a file: all that differs from one language to another, as one value for each BCP 47 tag.

`language("sr-Latn")` makes the value once.  The CLDR's data on a language come from Babel, ICU and
`cldr/languages.json`; the rest is in `data`, in a file for each language (`sq.toml`) and each script (`und-Arab.toml`,
the tag of an undetermined language in that script).  A new language needs no more than a file there.

| module    | holds                                                                         |
|-----------|-------------------------------------------------------------------------------|
| `facts`   | the keys of those files, with types, units and defaults                       |
| `hyphens` | the keys on hyphenation                                                       |
| `forms`   | the keys on how words vary                                                    |
| `data`    | those files, read, and put together for one tag                               |
| `cldr`    | what the CLDR has: locale, script, digits, letters, plural forms              |
| `tags`    | the parts of a tag, the tags of the files, and those of the pseudo-languages  |
| `names`   | tags as gettext writes them                                                   |
| `validity` | what is wrong with a tag that a person wrote                                 |
| `formats` | numbers, sizes, lists and the day of a publication in a language, by its tag  |
| `folios`  | the folios of the pages before a text                                         |
| `dates`   | dates and ranges of dates in a language                                       |
| `date_patterns` | patterns of dates that an edition has of its own                        |
| `breaks`  | where a line of text may end                                                 |
| `letters` | letters of any language                                                       |
| `scripts` | scripts: which have faces of their own, which alphabets an index knows        |
| `extras`  | which languages are set in a face that is an extra of the press               |
| `mediawiki` | the words that wikis in a language take as syntax                           |
| `factory` | a tag → its `Language`, from the CLDR's data and the files                    |
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kolofon.language.facts import Dates, Inflection, Numbers, Sentences, Words, Writing
from kolofon.language.hyphens import Hyphenation
from kolofon.language.tags import DATA, base_of

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Dates", "Hyphenation", "Inflection", "Language", "Numbers", "Sentences", "Words", "Writing", "language"]

_EUROPEAN = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language(Writing):
    """One language: how it is written (the fields of `Writing` in `facts`), its words, numbers, dates and inflection.

    There is one value for each tag, so two values are equal only if they are the same object.
    """

    tag: str
    """The BCP 47 tag, as the caller wrote it."""

    base: str
    """The language without script and region (ISO 639): `sr` of `sr-Latn-ME`."""

    script: str
    """The script (ISO 15924): the one that the tag names, or else the CLDR's likely one; `Latn` if nothing is known."""

    locale: "Locale | None"
    """The CLDR's data on the language; None where it has none (Gothic), and checks that need it are skipped."""

    conventions: "Locale"
    """The locale for dates and numbers: `locale`; for a pseudo-language what all languages share (`root`); otherwise
    English, since no language of a text may stop an edition."""

    own_name: str
    """The name of a language that the CLDR does not name, such as a pseudo-language; `name` works for all."""

    digits: str
    """The ten digits, from zero to nine, of the language's default numbering system (CLDR, `numbers`)."""

    letters: frozenset[str]
    """The letters in both cases (CLDR exemplars, main and auxiliary); empty where the CLDR says nothing."""

    pairs: frozenset[tuple[str, str]]
    """All pairs of quotation marks that are right: those of the CLDR, and `quotes`."""

    number_words: tuple[frozenset[str], ...]
    """The words for 0 to 20 (CLDR, RBNF); empty where the CLDR says nothing."""

    segmentation: str
    """The code (ISO 639) of the rules (SRX) for the ends of sentences; "" for the rules that are for no language."""

    collation: str
    """The tag for alphabetical order (CLDR tailorings, by ICU)."""

    sentences: Sentences
    """Where its sentences end."""

    words: Words
    """Words and customs for the checks and the readers."""

    numbers: Numbers
    """How the language counts."""

    dates: Dates
    """How it writes dates, where that is not as the CLDR says."""

    hyphenation: Hyphenation
    """Where its words break at the end of a line."""

    inflection: Inflection
    """How its words vary."""

    @property
    def name(self) -> str:
        """The language's name for itself ("Shqip"); its tag, where that is not known.

        The CLDR names some whole tags (简体中文, Vlaams); of others it names the language, with the rest in brackets.
        """
        if self.own_name or self.locale is None:
            return self.own_name or self.tag
        whole = self.locale.languages.get(str(self.locale)) or self.locale.get_display_name(self.locale)
        name: str = whole or self.tag
        if self.wide:
            name = name.replace(" (", "（").replace(")", "）")
        return name[:1].title() + name[1:]  # Georgian has capitals for whole words alone

    @property
    def date_pattern(self) -> str:
        """How a date is written in full (CLDR, long date format; UTS #35, Part 4): `d MMMM y`."""
        return str(self.conventions.date_formats["long"].pattern)

    @property
    def decimal(self) -> str:
        """The sign before the decimals of a number (CLDR, `numbers/symbols`)."""
        return self._symbol("decimal", ".")

    @property
    def grouping(self) -> str:
        """The sign between the thousands of a number (CLDR, `numbers/symbols`)."""
        return self._symbol("group", ",")

    @property
    def knows_all_quotes(self) -> bool:
        """Whether `pairs` has all right quotation marks; if not, any marks that make pairs are right."""
        return self.quotes is not None

    def in_digits(self, text: str) -> str:
        """The text with the language's digits in the place of European ones."""
        return text if self.digits == _EUROPEAN else text.translate(str.maketrans(_EUROPEAN, self.digits))

    def same_language(self, other: str) -> bool:
        """Whether another tag names the same language, whatever its script and region."""
        return self.base == base_of(other)

    def _symbol(self, name: str, default: str) -> str:
        symbols = self.conventions.number_symbols
        return str(symbols.get(self.conventions.default_numbering_system, {}).get(name, default))


@cache
def language(tag: str, folder: Path = DATA) -> Language:
    """The language of a BCP 47 tag.  Never fails: of a text that is no tag, nothing is known.

    `folder` has the files; tests use another one.
    """
    from kolofon.language.factory import build_language  # noqa: PLC0415  it loads Babel, and the command line must start fast

    return build_language(tag, folder)
