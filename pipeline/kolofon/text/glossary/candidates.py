"""Terms that a source text may want: names, other words with capitals, and words that often occur together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kolofon.model.document import Document
from kolofon.text.glossary.inflection import Inflection, Word, inflection, words
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary
from kolofon.text.notation import plain
from kolofon.text.parts import segments

__all__ = ["Candidate", "candidates"]

_LONGEST = 3
"""How many words a phrase in small letters has."""
_LETTERS = 2
_LINKS = frozenset({"of", "de", "von", "van"})
"""Words that join two words with capitals."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term as the source most often has it, how often it occurs, and the first sentence that it is in."""

    term: str
    count: int
    example: str


@dataclass(slots=True)
class _Found:
    """The forms and places of one candidate."""

    forms: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)
    count: int = 0


def candidates(document: Document, glossary: Glossary, minimum: int = 2) -> tuple[Candidate, ...]:
    """The words of a source text that occur at least `minimum` times and may be terms, most frequent first.

    They are runs of words with capitals and what belongs to them ("Brigade I", "House of Officers"), and phrases in
    small letters of two or three words ("machine guns"), which have to occur twice.  Terms of the glossary are left
    out.  A word with a capital at the head of a sentence counts only where it has one elsewhere too.
    """
    reading = _Reading(inflection(document.language))
    matcher = Matcher(glossary)
    for segment in segments(document):
        if segment.key:
            text = plain(segment.sentence.inlines)
            known = [occurrence.span for occurrence in matcher.occurrences(text)]
            for chunk in _chunks(text, known):
                reading.read(chunk, text)
    return reading.found(minimum)


class _Reading:
    """The candidates found in the text read so far."""

    def __init__(self, language: Inflection) -> None:
        self._language = language
        self._names: dict[tuple[str, ...], _Found] = {}
        self._phrases: dict[tuple[str, ...], _Found] = {}
        self._first: list[tuple[Word, str]] = []

    def read(self, chunk: Sequence[Word], text: str) -> None:
        """Take in a run of words with only spaces between them."""
        for run in _runs(chunk, self._language.idle):
            if len(run) == 1 and run[0].start == 0 and not run[0].text.isupper():
                self._first.append((run[0], text))
            else:
                self._take(self._names, run, text)
        for phrase in _phrases(chunk, self._language.idle):
            self._take(self._phrases, phrase, text)

    def found(self, minimum: int) -> tuple[Candidate, ...]:
        """The candidates, once every text is read."""
        for word, text in self._first:
            if self._key((word,)) in self._names:
                self._take(self._names, (word,), text)
        phrases = {key: found for key, found in self._phrases.items() if found.count >= max(minimum, 2)}
        # A phrase that occurs only within a longer one is left out in favour of that.
        parts = {
            part
            for key, found in phrases.items()
            for part in (key[1:], key[:-1])
            if _count(phrases, part) == found.count
        }
        whole = [found for key, found in phrases.items() if key not in parts]
        names = [found for found in self._names.values() if found.count >= minimum]
        listed = [
            Candidate(max(found.forms, key=lambda form: found.forms[form]), found.count, found.examples[0])
            for found in [*names, *whole]
        ]
        return tuple(sorted(listed, key=lambda item: (-item.count, -item.term.count(" "), item.term.casefold())))

    def _take(self, into: dict[tuple[str, ...], _Found], run: Sequence[Word], text: str) -> None:
        found = into.setdefault(self._key(run), _Found())
        form = text[run[0].start : run[-1].end]
        found.forms[form] = found.forms.get(form, 0) + 1
        found.examples.append(text)
        found.count += 1

    def _key(self, run: Sequence[Word]) -> tuple[str, ...]:
        """A key that a term and its plural share."""
        *before, last = (word.text for word in run)
        stems = self._language.keys(last) - {last} if last.islower() else ()
        return (*before, max(stems, key=lambda stem: (len(stem), stem), default=last))


def _chunks(text: str, known: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The runs of words in a text, ended by marks and by terms of the glossary; a hyphen joins two words into one."""
    chunk: list[Word] = []
    for word in words(text):
        between = text[chunk[-1].end : word.start] if chunk else ""
        inside = any(start <= word.start < end for start, end in known)
        if chunk and (inside or between not in {" ", "-"}):
            yield chunk
            chunk = []
        if chunk and between == "-":
            chunk[-1] = Word(f"{chunk[-1].text}-{word.text}", chunk[-1].start, word.end)
        elif not inside:
            chunk.append(word)
    if chunk:
        yield chunk


def _runs(chunk: Sequence[Word], idle: frozenset[str]) -> Iterator[Sequence[Word]]:
    """The runs of words with capitals; a number goes with the word before it, and "of" joins two."""
    run: list[Word] = []
    for word in [*chunk, Word("", 0, 0)]:
        named = word.text[:1].isupper() and (bool(run) or word.text.lower() not in idle)
        if named or (run and (word.text.isdecimal() or word.text in _LINKS)):
            run.append(word)
            continue
        while run and run[-1].text in _LINKS:
            run.pop()
        if run and (len(run) > 1 or len(run[0].text) >= _LETTERS):
            yield run
        run = []


def _phrases(chunk: Sequence[Word], idle: frozenset[str]) -> Iterator[Sequence[Word]]:
    for length in range(2, _LONGEST + 1):
        for start in range(len(chunk) - length + 1):
            phrase = chunk[start : start + length]
            ends = (phrase[0], phrase[-1])
            if (
                all(word.text.islower() for word in phrase)
                and all(len(word.text) > _LETTERS and word.text not in idle | _LINKS for word in ends)
                and all(word.text == "of" or word.text not in idle for word in phrase[1:-1])
            ):
                yield phrase


def _count(phrases: Mapping[tuple[str, ...], _Found], key: tuple[str, ...]) -> int:
    return phrases[key].count if key in phrases else 0
