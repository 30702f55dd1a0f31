"""The index: the entries of a document, in the order of its language, with the places that they lead to.

On a screen the places of an entry are counted; in print they are pages (`kolofon.write.paper.pages.locators`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kolofon.language.formats import whole_number
from kolofon.model.document import Document, Headword, Index, Inline, Section, Sentence
from kolofon.set.inline import InlineSetter, anchor, unlinked
from kolofon.set.values.index import IndexEntry, IndexGroup, Locator, Referral
from kolofon.set.values.line import Literal, SetSentence
from kolofon.text.notation import plain
from kolofon.text.parts import runs

__all__ = ["groups", "unplaced_index"]

Path = tuple[str, ...]


def unplaced_index(document: Document) -> bool:
    """Whether a document has an index that is in none of its sections."""
    return bool(document.index) and not any(_has_place(section) for section in document.sections)


def groups(document: Document, inline: InlineSetter) -> tuple[IndexGroup, ...]:
    """The index of a document that has the order of its language (`kolofon.translate.localize.alphabet`).

    Entries that read alike in this language are one.  One that leads nowhere is left out.
    """
    listing = _Listing(document, inline)
    return tuple(
        IndexGroup(letter, tuple(listing.entry(node) for node in nodes))
        for letter, nodes in groupby(listing.tops(), lambda node: node.headwords[0].letter)
    )


@dataclass(slots=True)
class _Node:
    """The headwords that read alike at one place of the index, and what is below them."""

    id: str
    headwords: list[Headword] = field(default_factory=list)
    below: dict[tuple[Inline, ...], "_Node"] = field(default_factory=dict)


class _Listing:
    def __init__(self, document: Document, inline: InlineSetter) -> None:
        self._language = document.language
        self._inline = inline
        self._places: dict[Path, dict[str, str]] = {}
        for sentence, heading in _marked(document):
            for mark in sentence.index:
                self._places.setdefault(mark.path, {}).setdefault(anchor(sentence), heading)
        self._tops: dict[tuple[Inline, ...], _Node] = {}
        self._nodes: dict[Path, _Node] = {}
        numbers = {headword.path: number for number, headword in enumerate(document.index, 1)}
        for headword in sorted(document.index, key=lambda headword: (headword.rank, numbers[headword.path])):
            above = self._nodes.get(headword.path[:-1])
            beside = above.below if above else self._tops
            node = beside.setdefault(headword.words.inlines, _Node(f"e{numbers[headword.path]}"))
            node.headwords.append(headword)
            self._nodes[headword.path] = node

    def tops(self) -> Iterator[_Node]:
        """The nodes of the outermost level."""
        return filter(self._leads, self._tops.values())

    def entry(self, node: _Node) -> IndexEntry:
        places = {id_: heading for headword in node.headwords for id_, heading in self._at(headword)}
        return IndexEntry(
            id=node.id,
            terms=tuple([self._inline.sentence(headword.words) for headword in node.headwords]),
            locators=tuple(
                Locator(id_, whole_number(number, self._language), heading)
                for number, (id_, heading) in enumerate(places.items(), 1)
            ),
            see=self._references(path for headword in node.headwords for path in headword.see),
            also=self._references(path for headword in node.headwords for path in headword.also),
            below=tuple(self.entry(inner) for inner in node.below.values() if self._leads(inner)),
        )

    def _at(self, headword: Headword) -> Iterable[tuple[str, str]]:
        return self._places.get(headword.path, {}).items()

    def _leads(self, node: _Node) -> bool:
        return any(self._at(word) or word.see or word.also for word in node.headwords) or any(
            map(self._leads, node.below.values())
        )

    def _references(self, paths: Iterable[Path]) -> tuple[Referral, ...]:
        return tuple(self._reference(path) for path in dict.fromkeys(paths))

    def _reference(self, path: Path) -> Referral:
        node = self._nodes.get(path)
        if node is None or not self._leads(node):
            return Referral("", (SetSentence((Literal(": ".join(path)),)),))
        heads = (self._nodes[path[:depth]].headwords[0].words for depth in range(1, len(path) + 1))
        words = [SetSentence(self._inline.inlines(unlinked(words.inlines)), words.language) for words in heads]
        return Referral(node.id, tuple(words))


def _has_place(section: Section) -> bool:
    return any(isinstance(block, Index) for block in section.blocks) or any(map(_has_place, section.sections))


def _marked(document: Document) -> Iterator[tuple[Sentence, str]]:
    """The sentences that the index leads to, each with the heading that it is below."""
    for passage in _passages(document):
        heading = plain(passage.title.inlines)
        for sentences, _ in runs(passage):
            yield from ((sentence, heading) for sentence in sentences if sentence.index and sentence.inlines)


def _passages(document: Document) -> Iterator[Document]:
    """A document as many, of which each has no sections."""
    yield replace(document, sections=(), notes=(), index=())

    def below(sections: Sequence[Section]) -> Iterator[Document]:
        for section in sections:
            yield Document(document.language, section.heading, section.blocks, ())
            yield from below(section.sections)

    yield from below(document.sections)
    untitled = replace(document.title, inlines=(), index=())
    yield Document(document.language, untitled, (), (), document.notes)
