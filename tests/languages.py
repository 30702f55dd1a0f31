"""The examples in the files of the languages: how each is tried.

| `of`           | an example passes if …                                                             |
|----------------|------------------------------------------------------------------------------------|
| code of a check| the check finds nothing in it, as a translation of `source`                        |
| `date`         | that is how the language writes 17 November 1944                                   |
| `first day`    | that is how it writes 1 January 1944                                               |
| `month`        | that is how it writes November 1944 (`year`: 1944 alone)                           |
| `range within a month` | that is how it writes 1 to 17 November 1944                                |
| `range within a year`  | that is how it writes 28 October to 17 November 1944                       |
| `range over years`     | that is how it writes 28 October 1944 to 2 January 1945                    |
| `months`, `years`      | that is how it writes October to November 1944, and 1943 to 1944           |
| `number`       | that is how it writes 15000 or 1500                                                |
| `value`        | the readers know it for a number, as a whole cell of a table                       |
| `list`         | that is a list of a and b                                                          |
| `sentences`    | `one + two = both`: two sentences are put together so                              |
| `segments`     | `one | two`: a text in the language is split into these sentences                  |
| `order`        | its words are in alphabetical order                                                |
| `letter`       | `word = letter`: in an English index, the word is below that letter                |
| `own letter`   | the same in an index of the language itself                                        |
| `line breaks`  | a line may end at each `|`, and nowhere else                                       |
| `hyphens`      | the word breaks there, and nowhere else                                            |
| `forms`        | the second word is a form of the first, as in a glossary                           |
| `term`         | `term: translation`: the term of a glossary is in the translation                  |
| `number words` | `words = figures`: the words say this number                                       |
| `characters`   | the same of numbers in Chinese characters, or in Korean syllables                  |
| `word count`   | `text = count`: the text has so many words                                         |
| `dash`         | it has a dash, and that is the language's                                          |
| `end`          | `text = name`: the mark at its end means that                                      |
| `mark`         | `name = mark`: the language has this mark for that                                 |
| `direction`, `face`, `name` | the language has that value                                           |
| `script`       | a tag whose script is the one that the file is for                                 |
| `fact`         | `field = value`: the language has that value in a field, as Python writes it       |
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from unittest import mock

import pyphen

from kolofon.catalogue.words import words
from kolofon.check import FAMILIES, check
from kolofon.check.marks import end_mark
from kolofon.check.numerals.number_words import character_numbers, says_in_words
from kolofon.language import data, language, scripts
from kolofon.language.breaks import line_breaks
from kolofon.language.dates import date, date_range
from kolofon.language.facts import Example
from kolofon.language.folios import front_folio
from kolofon.language.formats import long_date, whole_number
from kolofon.language.tags import DATA, tags_in
from kolofon.model.document import Date, DateRange, Document, Number, Paragraph, Place, Sentence, Text
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.read.elements.values import counted
from kolofon.segment import segment
from kolofon.segment.language_rules import breaks_in
from kolofon.text.glossary.inflection import inflection
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary, Term
from kolofon.text.notation import plain
from kolofon.translate.localize import localize
from kolofon.translate.localize.collation import letter, sort_key
from kolofon.write.paper.lines.hyphenation import register

CODES = {item.code for family in FAMILIES for item in family.checks}
HERE = Place("source/x.txt", 1)


def verdict(tag: str, example: Example, text: str) -> bool:
    """Whether a text passes, as an example of a language."""
    if example.of in CODES:
        entry = CatalogueEntry(context=None, msgid=example.source, msgstrs=(text,))
        found = check(None, Catalogue(tag, (), (entry,), path="x.po"))
        return example.of not in {finding.code for finding in found}
    return QUESTIONS[example.of](tag, text)


def two(text: str, sign: str = " = ") -> tuple[str, str]:
    left, found, right = text.partition(sign)
    assert found, f"there is no{sign}in {text!r}"
    return left, right


def sentences(tag: str, text: str) -> bool:
    apart, together = two(text)
    block = Paragraph(tuple(Sentence((Text(each),), HERE, after=" ") for each in two(apart, " + ")))
    put = localize(Document(tag, Sentence((), HERE), (block,), ())).lead[0]
    assert isinstance(put, Paragraph)
    return "".join(plain(each.inlines) + each.after for each in put.sentences).rstrip(" ") == together


def segments(tag: str, text: str) -> bool:
    told = text.split(" | ")
    run = Paragraph((Sentence((Text((" " if language(tag).sentence_space else "").join(told)),), HERE),))
    cut = segment(Document(tag, Sentence((), HERE), (run,), ())).lead[0]
    assert isinstance(cut, Paragraph)
    return [plain(each.inlines) for each in cut.sentences] == told


def broken(tag: str, text: str) -> bool:
    whole = text.replace("|", "")
    places = [0, *line_breaks(whole, tag), len(whole)]
    return "|".join(whole[begin:end] for begin, end in pairwise(places)) == text


def hyphens(tag: str, text: str) -> bool:
    return hyphenated(tag, text.replace("-", "")) == text


def hyphenated(tag: str, word: str) -> str:
    """The word with a hyphen wherever a book in the language may break it."""
    least, left, right = language(tag).hyphenation.limits
    with mock.patch.dict(pyphen.LANGUAGES), mock.patch.dict(pyphen.LANGUAGES_LOWERCASE):
        # What a test before this one has registered is not known without its file.
        pyphen.LANGUAGES.pop(tag.replace("-", "_"), None)
        pyphen.LANGUAGES_LOWERCASE.pop(tag.replace("-", "_").lower(), None)
        register([tag])
        name = pyphen.language_fallback(tag)
        if name is None or len(word) < least:
            return word
        return str(pyphen.Pyphen(lang=name, left=left, right=right).inserted(word))


def term(tag: str, text: str) -> bool:
    target, translation = two(text, ": ")
    wanted = Term("term", (target,))
    return Matcher(Glossary("en", tag, (wanted,))).rendered(wanted, translation)


def value(tag: str, text: str) -> bool:
    (cell,) = counted((Sentence((Text(text),), HERE),), tag)
    return isinstance(cell.inlines[0], Number)


def folio(tag: str, text: str) -> bool:
    number, letters = two(text)
    return front_folio(int(number), language(tag).front_folios) == letters


def span(*ends: tuple[int, int, int]) -> Callable[[str, str], bool]:
    """Whether that is how the language writes the range between two dates."""
    first, last = (Date(year, month, day, "") for year, month, day in ends)
    return lambda tag, text: text == date_range(DateRange(first, last, ""), tag)


QUESTIONS: dict[str, Callable[[str, str], bool]] = {
    "date": lambda tag, text: text == long_date(datetime(1944, 11, 17, tzinfo=UTC), tag),
    "first day": lambda tag, text: text == date(Date(1944, 1, 1, ""), tag),
    "month": lambda tag, text: text == date(Date(1944, 11, 0, ""), tag),
    "year": lambda tag, text: text == date(Date(1944, 0, 0, ""), tag),
    "range within a month": span((1944, 11, 1), (1944, 11, 17)),
    "range within a year": span((1944, 10, 28), (1944, 11, 17)),
    "range over years": span((1944, 10, 28), (1945, 1, 2)),
    "months": span((1944, 10, 0), (1944, 11, 0)),
    "years": span((1943, 0, 0), (1944, 0, 0)),
    "folio before the text": lambda tag, text: (
        front_folio(int(two(text)[0]), language(tag).front_folios) == two(text)[1]
    ),
    "number": lambda tag, text: text in {whole_number(15000, tag), whole_number(1500, tag)},
    "value": value,
    "list": lambda tag, text: text == language(tag).list_comma.join("ab"),
    "list of lists": lambda tag, text: text == language(tag).list_semicolon.join("ab"),
    "sentences": sentences,
    "segments": segments,
    "order": lambda tag, text: text.split() == sorted(text.split(), key=sort_key(tag)),
    "letter": lambda _, text: letter("en")(two(text)[0]) == two(text)[1],
    "own letter": lambda tag, text: letter(tag)(two(text)[0]) == two(text)[1],
    "line breaks": broken,
    "hyphens": hyphens,
    "forms": lambda tag, text: inflection(tag).same(*two(text, " ")),
    "term": term,
    "number words": lambda tag, text: says_in_words(two(text)[0], int(two(text)[1]), language(tag)),
    "characters": lambda tag, text: two(text)[1] in character_numbers(two(text)[0], language(tag)),
    "word count": lambda _, text: words(two(text)[0]) == int(two(text)[1]),
    "dash": lambda tag, text: language(tag).dash in text,
    "end": lambda tag, text: end_mark(two(text)[0], language(tag))[0] == two(text)[1],
    "mark": lambda tag, text: language(tag).marks[two(text)[0]] == two(text)[1],
    "direction": lambda tag, text: language(tag).direction == text,
    "face": lambda tag, text: language(tag).face == text,
    "name": lambda tag, text: language(tag).name == text,
    "script": lambda tag, text: language(text).script == tag.removeprefix("und-"),
    "fact": lambda tag, text: repr(getattr(language(tag), two(text)[0])) == two(text)[1],
}


@contextmanager
def without(tag: str) -> Iterator[None]:
    """The press as it is where a language has no file."""
    forget()
    with mock.patch.object(data, "tags_in", lambda folder: tags_in(folder) - {tag}):
        yield
    forget()


def forget() -> None:
    """Make every language anew when it is asked for."""
    for cached in (
        language,
        data.file_facts,
        scripts.dictionary_scripts,
        scripts.script_faces,
        scripts.latin_like_scripts,
        scripts.alphabets,
        scripts.script_files,
        sort_key,
        letter,
        breaks_in,
    ):
        cached.cache_clear()


TAGS = sorted(tags_in(DATA))
