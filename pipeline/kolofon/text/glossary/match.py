"""Where the terms of a glossary occur in a source text, and whether a translation keeps to them.

A right translation may put a term in any case and number, between other words, and in another order.  So each word of a
term is looked for by itself.  A forbidden term is only found where its words are together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.text.glossary.inflection import Inflection, Word, folded, inflection, unmarked, words
from kolofon.text.glossary.terms import Glossary, Term

__all__ = ["Matcher", "Occurrence", "Span"]

Span = tuple[int, int]
"""A piece of a text: the indices of its first character and of the one behind it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a source text, and where."""

    term: Term
    span: Span


class Matcher:
    """Finds the terms of a glossary in texts."""

    def __init__(self, glossary: Glossary) -> None:
        self._source = inflection(glossary.source_language)
        self._target = inflection(glossary.language)
        self._terms: dict[str, list[tuple[Term, tuple[Word, ...]]]] = {}
        for term in glossary.terms:
            found = words(term.source)
            for key in self._source.keys(found[0].text) if found else ():
                self._terms.setdefault(key, []).append((term, found))

    def occurrences(self, source: str) -> tuple[Occurrence, ...]:
        """The terms of a source text in their order; a longer term hides the shorter ones inside it.

        The last word of a term may have an ending (a plural, a possessive).  A term in small letters is found at the
        head of a sentence too; one with capitals ("Partisans") is not found in small letters.  A plural is found where
        the same word is a noun ("a German"), and not where it may be an adjective ("German forces").
        """
        if not self._terms:
            return ()
        found: list[Occurrence] = []
        text = words(source)
        index = 0
        while index < len(text):
            term, length = self._longest(source, text, index)
            if term:
                found.append(Occurrence(term, (text[index].start, text[index + length - 1].end)))
            index += length
        return tuple(found)

    def rendered(self, term: Term, translation: str) -> bool:
        """Whether one of the targets of a term is in a translation, in some form."""
        return any(self._holds(target, translation, self._target) for target in term.wanted)

    def unmarked(self, term: Term, translation: str) -> tuple[Span, ...]:
        """The words of a translation that are a target of the term but for missing accents: "Pergjithshem".

        None if there are no such words.
        """
        text = words(translation)
        for target in term.wanted:
            wanted = self._target.content(words(target))
            bare = {word: unmarked(word.text) for word in wanted}
            marked = [word for word in wanted if bare[word] != word.text]
            if not marked or not all(any(self._bare(word, other) for other in text) for word in wanted):
                continue
            return tuple(
                (other.start, other.end)
                for other in text
                if any(self._bare(word, other) for word in marked)
                and not any(self._target.akin(word.text, other.text) for word in wanted)
            )
        return ()

    def forbidden(self, term: Term, translation: str) -> tuple[tuple[str, Span], ...]:
        """The forbidden terms that a translation has outside the right ones, and where."""
        text = words(translation)
        taken = [span for target in term.wanted for span in self._together(target, translation, text)]
        return tuple(
            (wrong, span)
            for wrong in term.forbidden
            for span in self._together(wrong, translation, text)
            if not any(start <= span[0] and span[1] <= end for start, end in taken)
        )

    def _longest(self, source: str, text: Sequence[Word], index: int) -> tuple[Term | None, int]:
        """The longest term that begins at a word, and how many words it has; of two, the one with the same spelling."""
        found: list[tuple[int, bool, Term]] = []
        for term, wanted in (
            entry for key in self._source.keys(text[index].text) for entry in self._terms.get(key, ())
        ):
            there = text[index : index + len(wanted)]
            pairs = list(zip(wanted, there, strict=False))
            if len(there) == len(wanted) and all(
                _reads(word.text, other.text, self._source if word is wanted[-1] else None) for word, other in pairs
            ):
                if self._attribute(wanted[-1].text, source, text, (index, index + len(wanted) - 1)):
                    continue
                found.append((len(wanted), wanted[-1].text == there[-1].text, term))
        if not found:
            return None, 1
        length, _, term = max(found, key=lambda entry: entry[:2])
        return term, length

    def _attribute(self, word: str, source: str, text: Sequence[Word], run: tuple[int, int]) -> bool:
        """Whether a plural of the glossary is here a word that may be an adjective: the last one of a run of words."""
        (first, last), language = run, self._source
        plural, here = folded(word), text[last]
        if len(plural) <= len(here.text) or not plural.endswith(language.plurals):
            return False
        before, after = text[first - 1 : first], text[last + 1 : last + 2]
        behind = after[0].text.lower() if after and source[here.end : after[0].start] in {" ", "-", "\xa0"} else ""
        if behind and behind not in language.idle:
            return True
        if not word[0].isupper():
            return False
        return behind in language.conjunctions or not (before and before[0].text.lower() in language.determiners)

    def _holds(self, target: str, translation: str, language: Inflection) -> bool:
        if not language.spaced:
            return _close_up(target) in _close_up(translation)
        text = {word.text for word in words(translation)}
        return all(any(language.akin(word.text, other) for other in text) for word in language.content(words(target)))

    def _bare(self, word: Word, other: Word) -> bool:
        return self._target.akin(unmarked(word.text), unmarked(other.text))

    def _together(self, wanted: str, translation: str, text: Sequence[Word]) -> Iterator[Span]:
        """Where the words of a term are together in a translation, apart from optional words."""
        if not self._target.spaced:
            start = folded(translation).find(folded(wanted))
            if start >= 0:
                yield start, start + len(wanted)
            return
        content = self._target.content(words(wanted))
        for index in range(len(text)):
            end = self._run(content, text, index)
            if end:
                yield text[index].start, end

    def _run(self, wanted: Sequence[Word], text: Sequence[Word], index: int) -> int:
        """Where the run of words that begins at `index` ends, 0 if none does."""
        end = 0
        for position, word in enumerate(wanted):
            while position and index < len(text) and text[index].text in self._target.free:
                index += 1
            if index == len(text) or not self._target.same(word.text, text[index].text, strict=True):
                return 0
            end = text[index].end
            index += 1
        return end


def _reads(word: str, other: str, language: Inflection | None) -> bool:
    """Whether a word of the source is a word of a term; with a language it may have an ending."""
    if word[0].isupper() and not other[0].isupper():
        return False
    if language and language.endings:
        return language.same(word, other)
    return folded(word) == folded(other)


def _close_up(text: str) -> str:
    return "".join(folded(text).split())
