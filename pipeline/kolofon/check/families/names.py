"""Names: a proper noun of the source is in the translation, up to its endings.

Only where both languages are written in Latin letters: elsewhere a name is transliterated, and the glossary says how.

A capital letter alone does not make a word a name: November, Corps and Nazi have one in English, and are translated.
A word that is not English (Hoxha) is a name if the catalogue keeps such words.  Any word with a capital letter is one
if the translation keeps it everywhere else (Tirana).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA, Prefix

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity
from kolofon.text.glossary.inflection import Inflection, Word, each_word, folded, inflection, words
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary

__all__ = ["names_family"]

_NAME = Check("names", Severity.WARNING, "A proper noun of the source is misspelt, or is not there.")

_SHORTEST = 3
_LONG = 8
_SPELLABLE = 4
"""Letters of a stem below which every word looks like its misspelling."""
_KEPT, _FOREIGN_KEPT, _HABIT = 3, 8, 0.9
"""How often an English word must be kept, how often all other names together, and in what share of the cases, to be
a habit."""
_ENDS = ".!?:\n"


class _Word(NamedTuple):
    """A word with a capital letter, and where it is.

    `first`: it begins a sentence that goes on in small letters, so its capital may mean nothing.
    """

    text: str
    start: int
    end: int
    first: bool


class _Note(NamedTuple):
    """The words of a message in small letters, with a space between them, and those that may be names, each once."""

    small: str
    names: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of one message that may be a name, and whether the translation keeps it."""

    unit: Unit
    word: _Word
    kept: bool

    @property
    def name(self) -> str:
        return folded(self.word.text)


def names_family(glossary: Glossary) -> Family:
    """The check of names, without those in terms of the glossary, which that family checks."""
    matcher = Matcher(glossary)

    def note(unit: Unit) -> _Note | None:
        return _note(unit, matcher) if _alike(unit.book.source, unit.book.target) else None

    return Family("names", (_NAME,), whole=Comparison(_Note, note, _names, counts=_NoteCounts))


def _alike(source: Language, target: Language) -> bool:
    """Whether names are written the same in both languages."""
    return source.script == target.script and target.keeps_names


def _names(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    if not notes:
        return
    book = notes[0][0].book
    language = inflection(book.target.tag)
    small = {word for _, note in notes for word in note.small.split(" ")}
    seen = [found for unit, note in notes for found in _seen(unit, note, small, language)]
    evidence = _Evidence(seen, lexicon=book.source.words.lexicon)
    for found in seen:
        if not evidence.name(found.name):
            continue
        if near := _misspelt(found, language):
            yield found.unit, _misspelling_of(found, near)
        elif not found.kept and evidence.sure(found.name):
            yield found.unit, _missing(found)


def _misspelling_of(found: _Seen, near: Word) -> Flaw:
    where = (found.unit.source.span(found.word.start, found.word.end),)
    hint = f"write “{found.word.text}”, with an ending where the sentence asks for one"
    span = found.unit.target.span(near.start, near.end)
    return Flaw(_NAME.code, f"“{near.text}” is not “{found.word.text}”", hint, (span,), where)


def _missing(found: _Seen) -> Flaw:
    where = (found.unit.source.span(found.word.start, found.word.end),)
    hint = "write it; if it has another name in the language, put that into the glossary"
    return Flaw(_NAME.code, f"the name “{found.word.text}” is not there", hint, (), where)


def _note(unit: Unit, matcher: Matcher) -> _Note:
    source = unit.source.own
    note = _of_source(source)
    if terms := [occurrence.span for occurrence in matcher.occurrences(source)]:
        names = [word for word in note.names if not any(start <= word.start < end for start, end in terms)]
        return note._replace(names=tuple(names))
    return note


@lru_cache(1 << 14)  # the next language has the same sources
def _of_source(source: str) -> _Note:
    """The note on a message, before the terms of the glossary are taken out."""
    small: dict[str, None] = {}
    names: dict[str, _Word] = {}
    for word in each_word(source):
        text = word[0]
        if text.islower():
            small[text] = None
        elif text not in names and _may_be_name(text):
            names[text] = _Word(text, *word.span(), _begins(source, *word.span()))
    return _Note(" ".join(small), tuple(names.values()))


def _begins(source: str, start: int, end: int) -> bool:
    """Whether a word begins a sentence that goes on in small letters."""
    after = source[end : end + 2]
    if after[:1] == " " and after[1:].isupper():
        return False
    before = source[:start].rstrip(" \"'“”‘’«»(")
    return not before or before[-1] in _ENDS


def _seen(unit: Unit, note: _Note, small: set[str], language: Inflection) -> Iterator[_Seen]:
    """The words of a message that may be names and are nowhere in small letters."""
    for word in note.names:
        if word.text.lower() not in small:
            yield _Seen(unit, word, _kept(language, word.text, unit.target.plain))


@lru_cache(1 << 16)  # a catalogue that is edited is checked again after each message
def _kept(language: Inflection, name: str, translation: str) -> bool:
    """Whether a form of a name is in a translation."""
    there = _there(translation)
    return name in there or any(_is_form(language, name, other) for other in there)


@lru_cache(1 << 8)  # the other names of one message
def _there(translation: str) -> frozenset[str]:
    return frozenset([word.text for word in words(translation)])


def _may_be_name(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word.istitle()


class _Evidence:
    """What all words with capitals in a catalogue show about one of them."""

    def __init__(self, seen: Iterable[_Seen], *, lexicon: str) -> None:
        self._kept, self._gone = Counter[str](), Counter[str]()
        self._inside = Counter[str]()
        self._lexicon = lexicon
        self._all_kept = self._all_gone = 0
        for found in seen:
            self.count(found, 1)

    def count(self, found: _Seen, by: int) -> None:
        """Count a word, or count it no more, where `by` is -1."""
        name = found.name
        (self._kept if found.kept else self._gone)[name] += by
        self._inside[name] += by * (not found.word.first)
        if _foreign(self._lexicon, name):
            self._all_kept += by * found.kept
            self._all_gone += by * (not found.kept)

    def name(self, name: str) -> bool:
        """Whether it is a name.  Its own absence does not count against a habit of keeping names."""
        kept, gone = self._kept[name], self._gone[name]
        if kept >= _KEPT and kept >= _HABIT * (kept + gone - 1) and self._inside[name]:
            return True
        loyal, lost = self._all_kept, self._all_gone - gone
        return _foreign(self._lexicon, name) and loyal >= _FOREIGN_KEPT and loyal >= _HABIT * (loyal + lost)

    def sure(self, name: str) -> bool:
        """Whether it is more than the first word of a sentence."""
        return self._inside[name] > 0 or self._kept[name] > 0


@lru_cache(1 << 16)
def _foreign(lexicon: str, name: str) -> bool:
    """Whether a word is none of the language of the source, whose words are known."""
    return bool(lexicon) and not _in(lexicon, name)


_Order = tuple[int, int, int]
"""The place of a translation, and the number of a word in it."""


class _Name:
    """The words of a catalogue that may be one name: those that are kept, those that are not; and its misspellings.

    `new` are those that nobody has looked at for misspellings.
    """

    def __init__(self) -> None:
        self.kept: dict[_Order, _Seen] = {}
        self.gone: dict[_Order, _Seen] = {}
        self.new: dict[_Order, _Seen] = {}
        self.misspelt: dict[_Order, tuple[_Seen, Word]] = {}


class _NoteCounts:
    """The names of a catalogue, counted; a word that is somewhere in small letters counts for nothing."""

    def __init__(self) -> None:
        self._small = Counter[str]()
        self._words: dict[str, dict[_Order, _Seen]] = {}
        self._names: dict[str, _Name] = {}
        self._evidence: _Evidence | None = None
        self._language: Inflection | None = None

    def add(self, place: tuple[int, int], unit: Unit, note: _Note, /) -> None:
        """Count the words of a message."""
        language = self._language = self._language or inflection(unit.book.target.tag)
        self._evidence = self._evidence or _Evidence((), lexicon=unit.book.source.words.lexicon)
        for small in note.small.split(" "):
            self._small[small] += 1
            if self._small[small] == 1:
                for order, found in self._words.get(small, {}).items():
                    self._forget(order, found)
        for number, word in enumerate(note.names):
            low = word.text.lower()
            found = _Seen(unit, word, _kept(language, word.text, unit.target.plain))
            self._words.setdefault(low, {})[*place, number] = found
            if not self._small[low]:
                self._count((*place, number), found)

    def remove(self, place: tuple[int, int], _unit: Unit, note: _Note, /) -> None:
        """Count the words of a message no more."""
        for number, word in enumerate(note.names):
            low, order = word.text.lower(), (*place, number)
            found = self._words[low].pop(order)
            if not self._small[low]:
                self._forget(order, found)
        for small in note.small.split(" "):
            self._small[small] -= 1
            if not self._small[small]:
                for order, found in self._words.get(small, {}).items():
                    self._count(order, found)

    def flaws(self) -> Iterator[tuple[_Order, Unit, Flaw]]:
        """The names that are misspelt, and those that are not there."""
        if self._evidence is None or self._language is None:
            return
        for text, name in self._names.items():
            if not self._evidence.name(text):
                continue
            for order, found in name.new.items():
                if near := _misspelt(found, self._language):
                    name.misspelt[order] = found, near
            name.new.clear()
            for order, (found, near) in name.misspelt.items():
                yield order, found.unit, _misspelling_of(found, near)
            for order, found in name.gone.items() if self._evidence.sure(text) else ():
                if order not in name.misspelt:
                    yield order, found.unit, _missing(found)

    def _count(self, order: _Order, found: _Seen) -> None:
        assert self._evidence is not None  # noqa: S101  `add` has made it
        self._evidence.count(found, 1)
        name = self._names.setdefault(found.name, _Name())
        (name.kept if found.kept else name.gone)[order] = found
        name.new[order] = found

    def _forget(self, order: _Order, found: _Seen) -> None:
        assert self._evidence is not None  # noqa: S101  as above
        self._evidence.count(found, -1)
        name = self._names[found.name]
        for those in (name.kept, name.gone, name.new, name.misspelt):
            those.pop(order, None)
        if not (name.kept or name.gone):
            del self._names[found.name]


@lru_cache(1 << 16)
def _is_form(language: Inflection, name: str, form: str) -> bool:
    """Whether a word is a form of a name; stricter than for other words, so that misspellings are found."""
    if language.same(name, form, strict=True):
        return True
    one, other = folded(name), folded(form)
    common = Prefix.similarity(one, other)
    lost = 1 if len(one) < _LONG else 2
    return not language.endings and common >= max(_SHORTEST, len(one) - lost) and len(other) - common <= language.reach


def _misspelt(found: _Seen, language: Inflection) -> Word | None:
    """The word of the translation that is a misspelling of the name."""
    return _misspelling(found.word.text, found.unit.source.plain, found.unit.target.plain, language)


@lru_cache(1 << 16)  # as `_kept`
def _misspelling(name: str, source_text: str, translation: str, language: Inflection) -> Word | None:
    others = [word for word in words(translation) if _may_be_name(word.text)]
    if not others:
        return None
    source = {word.text for word in words(source_text)}
    for other in others:
        if other.text in source or any(_is_form(language, word, other.text) for word in source):
            continue
        for stem, form in product(language.keys(name), language.keys(other.text)):
            far = 1 if len(stem) < _LONG else 2
            if len(stem) >= _SPELLABLE and OSA.distance(stem, form, score_cutoff=far) <= far:
                return other
    return None


_ENDINGS = {
    "s": "",
    "es": "",
    "ies": "y",
    "d": "",
    "ed": "",
    "ied": "y",
    "ly": "",
    "r": "",
    "rs": "",
    "er": "",
    "ers": "",
}


def _in(lexicon: str, word: str) -> bool:
    known = _words_of(lexicon)
    if word in known or any(
        word.endswith(end) and word.removesuffix(end) + put in known for end, put in _ENDINGS.items()
    ):
        return True
    return word.endswith("ing") and not known.isdisjoint({word.removesuffix("ing"), word.removesuffix("ing") + "e"})


@cache
def _words_of(lexicon: str) -> frozenset[str]:
    text = files("kolofon.language").joinpath("data", lexicon).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
