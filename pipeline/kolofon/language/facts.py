"""The keys of a language's file, `data/<tag>.toml`, each with its type, its unit and its default.

| table          | holds                                                                   |
|----------------|-------------------------------------------------------------------------|
| (none)         | `name`, `cldr`, `like`, `scripts`: how the tag is read                  |
| `[writing]`    | direction, spaces, marks, faces: all that goes with the script          |
| `[sentences]`  | where a sentence does not end                                           |
| `[words]`      | words and customs of the language, whatever script it is written in     |
| `[numbers]`    | how it counts                                                           |
| `[dates]`      | how it writes dates, where the CLDR is wrong or silent; with the script |
| `[hyphenation]` | where its words break (`hyphens`); with the script                     |
| `[inflection]` | how its words vary                                                      |
| `[[examples]]` | at the end: what is right and what is wrong by all of this, for the tests |
"""

from dataclasses import dataclass, field

from kolofon.language.forms import Inflection
from kolofon.language.hyphens import Hyphenation

__all__ = [
    "MARKS",
    "Calendar",
    "Dates",
    "Example",
    "Facts",
    "Inflection",
    "Numbers",
    "Sentences",
    "Words",
    "Writing",
]

MARKS = {
    "stop": ".",
    "question": "?",
    "exclamation": "!",
    "colon": ":",
    "ellipsis": "…",
    "semicolon": ";",
    "comma": ",",
}
"""Marks by their names, as Latin letters have them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Writing:
    """How a language is written.  Most of it goes with the script, and is in the script's file (`und-Arab.toml`)."""

    direction: str = "ltr"
    """`"ltr"` or `"rtl"`: from left to right, or from right to left (Unicode Standard Annex 9)."""

    spaced: bool = True
    """Whether there are spaces between words."""

    sentence_space: bool = True
    """Whether there is a space between sentences; in Thai that is all that parts them."""

    ends: str = ""
    """Marks that end a sentence, besides `.`, `!`, `?` and `…`: a danda."""

    cased: bool = True
    """Whether the script has capital letters that a text uses."""

    wide: bool = False
    """Whether the characters are wide, that is East Asian: marks then include their own space (UAX 11)."""

    dictionary: bool = False
    """Whether only a dictionary can show where a word ends: six letters then count as one word (GMX-V 2.0)."""

    marks: dict[str, str] = field(default_factory=dict)
    """The marks that end a sentence or a line where they are not those of `MARKS`, by their names."""

    meanings: dict[str, str] = field(default_factory=dict)
    """What a mark means where other languages mean something else by it: `";" = "question"` in Greek."""

    stopped: bool = True
    """Whether a sentence needs a mark at its end."""

    quotes: tuple[tuple[str, str], ...] | None = None
    """Pairs of quotation marks besides those of the CLDR.  With this key, even empty, no other marks are right."""

    inner_quotes: tuple[tuple[str, str], ...] = ()
    """Pairs of these that are right within a quotation alone."""

    spaced_marks: str = ""
    """Marks that have a no-break space before them, or within them if they are quotation marks (French)."""

    dash: str = "—"
    """A dash within a sentence, with the spaces about it."""

    list_comma: str = ", "
    """What separates the items of a list that is no sentence, with the space behind it."""

    list_semicolon: str = "; "
    """What separates values in which there may be commas, with the spaces about it."""

    foreign_marks: dict[str, str] = field(default_factory=dict)
    """Marks that are wrong among the letters of this script or language, and what to write instead ("" for nothing)."""

    marks_within: str = ""
    """Marks that are put on a word, and not at the end of the sentence: Armenian ՞."""

    opening_marks: dict[str, str] = field(default_factory=dict)
    """Marks at the end of a sentence that also need one where it begins: `"?" = "¿"`."""

    foreign_letters: dict[str, str] = field(default_factory=dict)
    """Letters of the same script that are wrong in this language, and what to write instead: Arabic ك in Persian."""

    foreign_accents: str = ""
    """Combining marks that its letters never have (NFD): the grave and the breathings in Greek of today.  In a text
    that mostly has them they are right."""

    front_folios: tuple[str, ...] = ()
    """What numbers the pages before the text, in their order: letters.  Where there are none, and behind the last of
    them, these are roman numbers."""

    native_digits: str = ""
    """Digits that a text may have besides the CLDR's, where the script's other languages have others."""

    never: tuple[tuple[str, str], ...] = ()
    """Regular expressions for what is never written so, and what to write instead."""

    letter_scripts: frozenset[str] = frozenset()
    """The scripts of its letters (ISO 15924, Unicode's property Script): Hani, Hira and Kana of Japanese.  Every letter
    of theirs is one of the language's."""

    beyond_exemplars: bool = False
    """Whether right texts have many letters that the CLDR's exemplars do not list (Han, vowel signs)."""

    like_latin: bool = False
    """Whether some letters look like Latin ones, so that a word may mix both unseen."""

    keeps_names: bool = False
    """Whether names from another language in the same script keep their spelling (Latin)."""

    prefixed: bool = False
    """Whether an article or a preposition is written together with its word."""

    accents_vary: bool = False
    """Whether a word with other accents or vowel signs may still be the same word."""

    shaped_by_joiners: bool = True
    """Whether U+200C and U+200D can be needed, to shape letters."""

    break_spaces: bool = False
    """Whether U+200B may say where a line can break."""

    line_break: str = ""
    """How strict the rules are for what may begin or end a line: `strict`, `normal` or `loose` (CSS Text 3,
    `line-break`); "" for ICU's own choice."""

    word_break: str = ""
    """`keep-all` where a line may not break within a word though the script allows it (CSS Text 3, `word-break`)."""

    title_case: bool = False
    """Whether headings have a capital letter on every word but the small ones."""

    months_capital: bool = False
    """Whether a month always has a capital letter; a word in small letters is then no month (may, march)."""

    face: str = ""
    """The font package, or a family of `write/fonts/noto`, that the script is set in; without one, that of Latin, Greek
    and Cyrillic letters."""

    extra: str = ""
    """The press's extra that brings this package, where it is not installed with the press: `ja` of `kolofon[ja]`."""

    leading: float = 1.0
    """How much farther apart the lines are on paper than those of Latin letters: a factor."""

    screen_leading: float = 0.0
    """The distance of lines on a screen, in ems; 0 for that of Latin letters."""

    emphasis: str = "spaced"
    """How emphasis is shown where the face has no italic: `spaced` for letters farther apart, `bold` in a script where
    these would break apart, or have always been set evenly."""

    indent: float = 0.0
    """By how many ems the first line of every paragraph is indented; 0 for the custom of Latin letters, where the first
    paragraph below a heading is not, and a screen decides for itself."""

    small_capitals: bool = True
    """Whether the face of Latin, Greek and Cyrillic letters has small capitals of all letters of the language."""

    alphabet: str = ""
    """The language (a tag) by whose alphabet an index of another script lists words in this one."""

    index_letters: tuple[str, ...] = ()
    """Letters under which an index lists words, besides those of the CLDR (index characters): Đ in Serbian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Where sentences end, besides the SRX rules (`kolofon.segment`)."""

    abbreviations: tuple[str, ...] = ()
    """Abbreviations whose full stop ends no sentence, without that stop: `"p.sh"`.  Capitals do not matter; a space in
    one may be left out."""

    goes_on: str = ""
    """A regular expression for what goes on with the sentence behind a closing quotation mark (Japanese と)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words and customs of a language, for the checks and the readers."""

    twice: frozenset[str] = frozenset()
    """Words that a right sentence can have twice in a row (“vous vous trompez”), in small letters."""

    only_twice: frozenset[str] = frozenset()
    """For languages that often repeat a word on purpose (“adım adım”): the only words that are wrong twice."""

    never_twice_pattern: str = ""
    """A regular expression for what is never right twice in a row, in a script without spaces between words."""

    twice_pattern: str = ""
    """A regular expression for further words that are right twice in a row."""

    small: frozenset[str] = frozenset()
    """Words that have no capital letter within a line, title or not."""

    common: frozenset[str] = frozenset()
    """The commonest words: several in a row were left untranslated, if the text is a translation from this language."""

    lexicon: str = ""
    """A file in `language/data` with the words of the language, to distinguish names from words; "" without one."""

    bibliographies: tuple[str, ...] = ()
    """Headings that open a list of works, besides the English ones.  Capitals do not matter."""

    stop_before_list: bool = False
    """Whether the sentence before a list or a listing ends as any other, and exclamations are rarer."""

    stop_outside: bool = False
    """Whether a sentence in brackets needs no full stop in them, and a colon may be a stop."""

    question: str = ""
    """A regular expression for a question, its full stop included, that is as good without a question mark."""

    endings: bool = True
    """Whether a word, even a month or an address, can have an ending behind it."""

    values: bool = False
    """Whether the readers recognise a date or a number that is a whole cell (`read/values.py`)."""

    spine_ascends: bool = False
    """Whether the title on the spine of a book runs up from its foot, as in most of continental Europe, and not down
    (ISO 6357)."""

    respelled: tuple[tuple[str, str], ...] = ()
    """Letters that are right, and what a dictionary may have in their place (the circumflex of Turkish)."""

    months: dict[str, int] = field(default_factory=dict)
    """Names of months besides those of the CLDR, in small letters, and their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Years that a language may count by its own calendar.

    `years` are the first and the last one; one of them, plus one of `shifts`, is a year of the common era.  Without
    shifts, years are those of the moon, counted from July 622 (the Islamic calendar).
    """

    years: tuple[int, int]
    shifts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How a language counts."""

    words: dict[str, str] = field(default_factory=dict)
    """Where the CLDR does not say: beginnings of ordinals, of oblique cases and of other words that hold a number, by
    number, and those of "hundred".  Without accents and apostrophes, which are taken from a text before it is searched;
    a bar parts alternatives."""

    powers: dict[str, int] = field(default_factory=dict)
    """Words for powers of ten besides the CLDR's thousand, million and so on: `hundred = 2`."""

    grouped_from: int = 4
    """The least number of digits with which a number is grouped: 5 for a language that writes 1500 and 15.000 (CLDR,
    `minimumGroupingDigits`)."""

    ordinal_stop: bool = False
    """Whether an ordinal number is written with a full stop: 17. November."""

    ordinal_raised: str = ""
    """A regular expression for an ordinal in figures whose ending, its first group, is raised in print: 1re, XXe."""

    dual: bool = False
    """Whether the form of a word can say two."""

    counters: bool = False
    """Whether figures count what other languages have in a plural or an article: もう 1 つ."""

    characters: bool = False
    """Whether numbers are written in Chinese characters, or in Korean syllables."""

    slash_is_point: bool = False
    """Whether a slash between figures can be the decimal sign: ۲/۵."""

    calendar: Calendar | None = None
    """The language's own calendar, if texts count years by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How a language writes dates.  Patterns are those of the CLDR (UTS #35, Part 4, "Date Format Patterns").

    As `[writing]`, it holds for the usual scripts of the language alone.
    """

    formats: dict[str, str] = field(default_factory=dict)
    """Patterns by skeleton: `yMMMMd` for a date in full, `yMMMM` for a month, `y` for a year."""

    intervals: dict[str, str] = field(default_factory=dict)
    """Patterns of ranges by skeleton and the largest field that differs, `yMMMMd/M`; the two ends are parted by `…`,
    and what is printed between them is at the end of the first: `"d.–…d. MMMM y"`."""

    first: str = ""
    """How the first day of a month is written, where that is no plain figure: 1er janvier."""

    raised: str = ""
    """A regular expression for what is raised in print: the er of 1er."""

    months: tuple[str, ...] = ()
    """The twelve months within a date, where the CLDR's are wrong."""

    changes: tuple[tuple[str, str], ...] = ()
    """Endings that depend on what is before them: regular expressions and their replacements, in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What is right and what is wrong in the language; the tests try it.

    `of` is the code of a check, and `source` English words whose translations pass it or fail.  Or `of` is a question
    from the list in `tests/languages.py`.  A file has at least one example that passes and one that fails.
    """

    of: str
    source: str = ""
    passes: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the files say of one language: its own, those above it, and that of its script."""

    name: str = ""
    """The language's name for itself, where the CLDR has none."""

    cldr: str = ""
    """The tag of the CLDR's data, where it is another one (`root` for a pseudo-language)."""

    like: str = ""
    """The tag of a file that applies too, wherever this one has no key."""

    scripts: tuple[str, ...] = ()
    """The scripts (ISO 15924) to which `[writing]` applies; without this key, the usual one of the language."""

    writing: Writing = field(default_factory=Writing)
    sentences: Sentences = field(default_factory=Sentences)
    words: Words = field(default_factory=Words)
    numbers: Numbers = field(default_factory=Numbers)
    dates: Dates = field(default_factory=Dates)
    hyphenation: Hyphenation = field(default_factory=Hyphenation)
    inflection: Inflection = field(default_factory=Inflection)
