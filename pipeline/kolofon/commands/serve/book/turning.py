"""A text in translation, of which only the passages are made anew whose translations changed.

Law: `Turning(document, patterns).turned(catalogue).document` is equal to
`localize(translate(document, catalogue), patterns)`, whatever it was asked before, where that raises no error.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import is_
from typing import NamedTuple

from kolofon.commands.serve.book.marks import Mark, marks_of
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document, Index, Opening, Section, Sentence
from kolofon.model.error import CatalogueError
from kolofon.model.message import Catalogue, Key
from kolofon.model.walk import nodes
from kolofon.text.notation import MERGED, parse, plain
from kolofon.text.parts import Run, runs, segments
from kolofon.translate import Translator
from kolofon.translate.localize import localize

__all__ = ["BLURB", "INDEX", "LEAD", "NOTE", "TITLE", "Made", "Passage", "Turned", "Turning"]

TITLE, FRONTISPIECE, DEDICATION, EPIGRAPH, LEAD = (
    *("title-page", "frontispiece-page", "dedication-page", "epigraph-page", "lead"),
)
NOTE, INDEX, BLURB = "n", "index", "blurb"
"""The names of passages: before the sections they are those of their parts of the book, sections have their ids
(`s2-1`), and so have notes (`n1`); then come the index, and the back of the cover.
"""


class Made(NamedTuple):
    """A passage in translation.

    `marks` are the messages of its sentences, by their identity, `pictured` those of the words of its pictures, by
    these words; `known` are the translations that it was made by.
    """

    document: Document
    marks: Mapping[int, Mark]
    pictured: Mapping[str, Key]
    known: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text that is translated by itself: its name, its runs, and the messages of their sentences.

    `indexed` is whether the index has its place in it.
    """

    name: str
    source: Document
    runs: tuple[Run, ...]
    keys: tuple[Key | None, ...]
    indexed: bool

    @property
    def messages(self) -> tuple[Key, ...]:
        """Its messages in their order."""
        return tuple(filter(None, self.keys))


@dataclass(frozen=True, slots=True)
class Turned:
    """A text in translation, and its passages by their names; `anew` are those that were not made before.

    `marks` are the messages of all of its sentences, by their identity.  `faults` say what cannot be printed: such a
    passage is as it was before, or not translated.
    """

    document: Document
    made: Mapping[str, Made]
    marks: Mapping[int, Mark]
    anew: tuple[str, ...]
    faults: tuple[CatalogueError, ...] = ()


class Turning:
    """A text that is translated again and again; `patterns` are those of the dates of the edition."""

    def __init__(self, document: Document, patterns: Patterns) -> None:
        self._source = document
        self._patterns = patterns
        keys = iter([segment.key for segment in segments(document)])
        self.passages = tuple(_passage(name, piece, keys) for name, piece in _pieces(document))
        self._made: dict[str, Made] = {}
        self._sections: dict[str, tuple[tuple[Section, ...], Section]] = {}

    def turned(self, catalogue: Catalogue) -> Turned:
        """The text by a catalogue."""
        translator = Translator(catalogue)
        anew: list[str] = []
        faults: list[CatalogueError] = []
        for passage in self.passages:
            known = tuple([translator.translations.get(key) if key else None for key in passage.keys])
            before = self._made.get(passage.name)
            if before is None or known != before.known:
                try:
                    self._made[passage.name] = self._turn(passage, translator, known)
                except CatalogueError as fault:
                    faults.append(fault)
                    if before is None:
                        nothing = Translator(replace(catalogue, entries=()))
                        self._made[passage.name] = self._turn(passage, nothing, ())
                anew.append(passage.name)
        made = dict(self._made)
        marks: dict[int, Mark] = {}
        for each in made.values():
            marks |= each.marks
        return Turned(self._whole(made, catalogue.language), made, marks, tuple(anew), tuple(faults))

    def _turn(self, passage: Passage, translator: Translator, known: tuple[str | None, ...]) -> Made:
        document = localize(translator.document(passage.source, passage.keys), self._patterns)
        marks = marks_of(passage.runs, passage.keys, document, translator)
        return Made(document, marks, _pictured(passage, translator), known)

    def _whole(self, made: Mapping[str, Made], language: str) -> Document:
        """The passages, one text again; a section in which nothing changed is the very same."""
        source = self._source
        opening = {name: made[name].document.opening for name in (FRONTISPIECE, DEDICATION, EPIGRAPH)}
        return replace(
            made[TITLE].document,
            language=language,
            opening=Opening(
                opening[FRONTISPIECE].frontispiece,
                opening[DEDICATION].dedication,
                opening[EPIGRAPH].epigraph,
                opening[EPIGRAPH].attribution,
            ),
            lead=made[LEAD].document.lead,
            sections=tuple(self._section(made, f"s{number}") for number in range(1, len(source.sections) + 1)),
            notes=tuple(made[f"{NOTE}{number}"].document.notes[0] for number in range(1, len(source.notes) + 1)),
            index=made[INDEX].document.index,
            blurb=made[BLURB].document.blurb,
        )

    def _section(self, made: Mapping[str, Made], name: str) -> Section:
        """A section with those in it; the very same where each of them is."""
        (own,) = made[name].document.sections
        inner: list[Section] = []
        while f"{name}-{len(inner) + 1}" in made:
            inner.append(self._section(made, f"{name}-{len(inner) + 1}"))
        if not inner:
            return own
        parts = (own, *inner)
        before, whole = self._sections.get(name, ((), own))
        if len(before) != len(parts) or not all(map(is_, before, parts)):
            whole = replace(own, sections=tuple(inner))
            self._sections[name] = parts, whole
        return whole


def _pieces(document: Document) -> Iterator[tuple[str, Document]]:
    """The passages of a text, in the order of its sentences."""
    empty, opening = Document(document.language, Sentence((), document.title.place), (), ()), document.opening
    yield TITLE, replace(empty, title=document.title, description=document.description)
    yield FRONTISPIECE, replace(empty, opening=Opening(frontispiece=opening.frontispiece))
    yield DEDICATION, replace(empty, opening=Opening(dedication=opening.dedication))
    yield EPIGRAPH, replace(empty, opening=Opening(epigraph=opening.epigraph, attribution=opening.attribution))
    yield LEAD, replace(empty, lead=document.lead)
    for name, section in _flat(document.sections, "s"):
        yield name, replace(empty, sections=(section,))
    for number, note in enumerate(document.notes, 1):
        yield f"{NOTE}{number}", replace(empty, notes=(note,))
    yield INDEX, replace(empty, index=document.index)
    yield BLURB, replace(empty, blurb=document.blurb)


def _flat(sections: Iterable[Section], above: str) -> Iterator[tuple[str, Section]]:
    for number, section in enumerate(sections, 1):
        yield f"{above}{number}", replace(section, sections=())
        yield from _flat(section.sections, f"{above}{number}-")


def _passage(name: str, piece: Document, keys: Iterator[Key | None]) -> Passage:
    """A passage; `keys` are the messages from its first sentence on."""
    found = runs(piece)
    many = sum(len(sentences) for sentences, _ in found)
    # But for the first, a piece has no title, and its document an empty one.
    own = islice(keys, many) if name == TITLE else chain([None], islice(keys, many - 1))
    indexed = any(isinstance(node, Index) for node in nodes(piece))
    return Passage(name, piece, found, tuple(own), indexed)


def _pictured(passage: Passage, translator: Translator) -> Mapping[str, Key]:
    """The messages of the words of pictures, by these words as they are printed."""
    found: dict[str, Key] = {}
    at = 0
    for sentences, part in passage.runs:
        for sentence, key in zip(sentences, passage.keys[at:], strict=False):
            if part.picture and key:
                msgstr = translator.translations.get(key, MERGED)
                inlines = sentence.inlines if msgstr == MERGED else parse(msgstr, sentence.inlines)
                found.setdefault(plain(inlines), key)
        at += len(sentences)
    return found
