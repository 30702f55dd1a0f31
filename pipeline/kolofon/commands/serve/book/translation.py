"""A text and a catalogue → the translated text; only the passages whose translations changed are translated again.

Law: `IncrementalTranslation(document, patterns).update(catalogue).document` is equal to
`localize(translate(document, catalogue), patterns)`, whatever catalogues came before, where that raises no error.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import is_
from typing import NamedTuple

from kolofon.commands.serve.book.annotations import Annotation, annotations_of
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document, Index, Opening, Section, Sentence
from kolofon.model.error import CatalogueError
from kolofon.model.message import Catalogue, Key
from kolofon.model.walk import nodes
from kolofon.text.notation import MERGED, parse, plain
from kolofon.text.parts import Run, runs, segments
from kolofon.translate import Translator
from kolofon.translate.localize import localize

__all__ = [
    "BLURB",
    "INDEX",
    "LEAD",
    "NOTE",
    "TITLE",
    "IncrementalTranslation",
    "Passage",
    "TranslatedPassage",
    "TranslatedText",
]

TITLE, FRONTISPIECE, DEDICATION, EPIGRAPH, LEAD = (
    *("title-page", "frontispiece-page", "dedication-page", "epigraph-page", "lead"),
)
NOTE, INDEX, BLURB = "n", "index", "blurb"
"""The names of passages: before the sections they are those of their parts of the book, sections have their ids
(`s2-1`), and so have notes (`n1`); then come the index, and the back of the cover.
"""


class TranslatedPassage(NamedTuple):
    """A translated passage.

    `annotations` are those of its sentences, by their identity; `picture_messages` has the messages of the words of its
    pictures, by these words; `translations` are those that it was made from.
    """

    document: Document
    annotations: Mapping[int, Annotation]
    picture_messages: Mapping[str, Key]
    translations: tuple[str | None, ...]


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
class TranslatedText:
    """A translated text, and its passages by their names; `retranslated` are those that were translated this time.

    `annotations` are those of all its sentences, by their identity.  `faults` are the errors of passages that cannot be
    printed: such a passage is as it was before, or not translated.
    """

    document: Document
    passages: Mapping[str, TranslatedPassage]
    annotations: Mapping[int, Annotation]
    retranslated: tuple[str, ...]
    faults: tuple[CatalogueError, ...] = ()


class IncrementalTranslation:
    """A text that is translated by one catalogue after another; `patterns` are those of the dates of the edition."""

    def __init__(self, document: Document, patterns: Patterns) -> None:
        self._source = document
        self._patterns = patterns
        keys = iter([segment.key for segment in segments(document)])
        self.passages = tuple(_passage(name, piece, keys) for name, piece in _pieces(document))
        self._passages: dict[str, TranslatedPassage] = {}
        self._sections: dict[str, tuple[tuple[Section, ...], Section]] = {}

    def update(self, catalogue: Catalogue) -> TranslatedText:
        """The text translated by a catalogue."""
        translator = Translator(catalogue)
        retranslated: list[str] = []
        faults: list[CatalogueError] = []
        for passage in self.passages:
            translations = tuple([translator.translations.get(key) if key else None for key in passage.keys])
            before = self._passages.get(passage.name)
            if before is None or translations != before.translations:
                try:
                    self._passages[passage.name] = self._translate(passage, translator, translations)
                except CatalogueError as fault:
                    faults.append(fault)
                    if before is None:
                        nothing = Translator(replace(catalogue, entries=()))
                        self._passages[passage.name] = self._translate(passage, nothing, ())
                retranslated.append(passage.name)
        passages = dict(self._passages)
        annotations: dict[int, Annotation] = {}
        for each in passages.values():
            annotations |= each.annotations
        return TranslatedText(
            self._whole(passages, catalogue.language), passages, annotations, tuple(retranslated), tuple(faults)
        )

    def _translate(
        self, passage: Passage, translator: Translator, translations: tuple[str | None, ...]
    ) -> TranslatedPassage:
        document = localize(translator.document(passage.source, passage.keys), self._patterns)
        annotations = annotations_of(passage.runs, passage.keys, document, translator)
        return TranslatedPassage(document, annotations, _picture_messages(passage, translator), translations)

    def _whole(self, passages: Mapping[str, TranslatedPassage], language: str) -> Document:
        """The text of all passages; a section in which nothing changed is the same object as before."""
        source = self._source
        opening = {name: passages[name].document.opening for name in (FRONTISPIECE, DEDICATION, EPIGRAPH)}
        return replace(
            passages[TITLE].document,
            language=language,
            opening=Opening(
                opening[FRONTISPIECE].frontispiece,
                opening[DEDICATION].dedication,
                opening[EPIGRAPH].epigraph,
                opening[EPIGRAPH].attribution,
            ),
            lead=passages[LEAD].document.lead,
            sections=tuple(self._section(passages, f"s{number}") for number in range(1, len(source.sections) + 1)),
            notes=tuple(passages[f"{NOTE}{number}"].document.notes[0] for number in range(1, len(source.notes) + 1)),
            index=passages[INDEX].document.index,
            blurb=passages[BLURB].document.blurb,
        )

    def _section(self, passages: Mapping[str, TranslatedPassage], name: str) -> Section:
        """A section with those in it; the same object as before if each of them is."""
        (own,) = passages[name].document.sections
        inner: list[Section] = []
        while f"{name}-{len(inner) + 1}" in passages:
            inner.append(self._section(passages, f"{name}-{len(inner) + 1}"))
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


def _picture_messages(passage: Passage, translator: Translator) -> Mapping[str, Key]:
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
