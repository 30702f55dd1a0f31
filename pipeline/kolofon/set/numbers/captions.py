"""The numbers of figures, tables and listings, the labels that these are called by, and the lists of them.

Those that have a caption or a name are counted, in the order of the text, if edition.toml has them numbered.
If it does not, figures are numbered where the text refers to one of them, and so are tables, and listings.  A listing
that has a number in its source keeps it in any case.  Ids are those that `kolofon.set.blocks` gives.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import assert_never

from kolofon.language.formats import whole_number
from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Figure,
    Preformatted,
    Reference,
    Role,
    Section,
    Sentence,
    Table,
)
from kolofon.model.figures import Counting, Figures
from kolofon.model.walk import blocks_in, nodes
from kolofon.set.numbers.equations import Equation, equations
from kolofon.set.part_cache import PartCache
from kolofon.set.values.line import Literal, SetSentence, Style, Styled
from kolofon.set.words import Words

__all__ = ["Numbered", "Numbers", "numbers"]

_LABELS = {"f": "Figure %(number)s", "t": "Table %(number)s", "l": "Listing %(number)s"}
"""The messages of the labels, by the kinds of ids."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure, table or listing with a number: its id, its number as the language writes it, label, caption."""

    id: str
    number: str
    label: SetSentence
    caption: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures, tables and listings of a document that have numbers, by their ids, in the order of the text.

    `places` has the ids of those that have a name, by the targets that lead there; `listed` is whether there are lists
    of them.
    """

    figures: dict[str, Numbered] = field(default_factory=dict)
    tables: dict[str, Numbered] = field(default_factory=dict)
    listings: dict[str, Numbered] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    listed: bool = False
    document: Document | None = None
    _equations: dict[str, Equation] = field(default_factory=dict)

    def equation(self, target: str) -> Equation | None:
        """The formula with a name that a target leads to.  The document is searched on the first call only."""
        if self.document is not None and not self._equations:
            self._equations.update({"": Equation("", ""), **equations(self.document)})
        return self._equations.get(target) if ":" in target else None

    def of(self, id_: str) -> Numbered | None:
        """The figure, table or listing with an id, if it has a number."""
        return self.figures.get(id_) or self.tables.get(id_) or self.listings.get(id_)

    def place(self, target: str) -> str:
        """The target of a link with the id of the figure, table or listing that it leads to, or of the section of this.

        Other targets are as they were.
        """
        if not target.startswith("#") or ":" not in target:
            return target
        if target not in self.places and (equation := self.equation(target)):
            return f"#{equation.id}"
        return f"#{self.places[target]}" if target in self.places else target.partition(":")[0]


def numbers(document: Document, words: Words, settings: Figures, cache: PartCache | None = None) -> Numbers:
    """The numbers of a document's figures, tables and listings; `settings` is what edition.toml says of them.

    `cache` has the values of its parts that were computed earlier.
    """
    cache = cache or PartCache()
    found = list(_counted(document, cache, by_chapter=settings.count is Counting.CHAPTER))
    made = Numbers(
        places={
            f"#{'title' if each.where == 'lead' else each.where}:{each.name}": each.id for each in found if each.name
        },
        listed=settings.lists or settings.numbered,
        document=document,
    )
    made.places.update(_entries(document, cache))
    called = set() if settings.numbered or not found else _called(document, made, cache)
    for kind, those in (("f", made.figures), ("t", made.tables), ("l", made.listings)):
        ours = [each for each in found if each.kind == kind]
        counts = settings.numbered or any(each.id in called for each in ours if not each.own)
        those.update((each.id, _numbered(each, words)) for each in ours if each.own or (counts and each.number))
    return made


def _entries(document: Document, cache: PartCache) -> Iterator[tuple[str, str]]:
    """The targets and the ids of the entries of bibliographies that have a name."""
    for where, _, blocks in _places(document):
        listed = cache.of("entries", where, blocks, lambda blocks: [each.entries for each in _bibliographies(blocks)])
        for number, entry in enumerate(chain.from_iterable(listed), 1):
            if entry.name:
                yield f"#{'title' if where == 'lead' else where}:{entry.name}", f"{where}-b{number}"


def _bibliographies(blocks: Iterable[Block]) -> Iterator[Bibliography]:
    for block in blocks:
        if isinstance(block, Bibliography):
            yield block
        else:
            yield from _bibliographies(blocks_in(block))


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure, table or listing: the id of what it is in, its kind and id, its name and its caption, its number.

    `own` is the number that its source gives it.
    """

    where: str
    kind: str
    id: str
    name: str
    caption: tuple[Sentence, ...]
    number: tuple[int, ...]
    own: str = ""


def _counted(document: Document, cache: PartCache, *, by_chapter: bool) -> Iterator[_Found]:
    counts: Counter[tuple[str, int]] = Counter()
    ids: Counter[str] = Counter()
    for where, chapter, blocks in _places(document):
        for block in cache.of("figures", where, blocks, _figures):
            kind = _kind(block)
            ids[f"{where}-{kind}"] += 1
            number: tuple[int, ...] = ()
            own = block.number if isinstance(block, Preformatted) else ""
            if (block.caption or block.name) and not own:
                before = chapter if by_chapter else 0
                counts[kind, before] += 1
                number = (*([before] if before else []), counts[kind, before])
            id_ = f"{where}-{kind}{ids[f'{where}-{kind}']}"
            yield _Found(where, kind, id_, block.name, block.caption, number, own)


def _kind(block: Figure | Table | Preformatted) -> str:
    match block:
        case Figure():
            return "f"
        case Table():
            return "t"
        case Preformatted():
            return "l"
        case _:
            assert_never(block)


def _numbered(found: _Found, words: Words) -> Numbered:
    number = found.own or ".".join(whole_number(step, words.language) for step in found.number)
    label = Styled(Style.LABEL, (Literal(words.text(_LABELS[found.kind], number=number)),))
    language = words.language_of(_LABELS[found.kind], number=number)
    return Numbered(found.id, number, SetSentence((label,), language, after=" "), found.caption)


def _called(document: Document, made: Numbers, cache: PartCache) -> set[str]:
    """The ids of the figures, tables and listings that the text refers to."""
    return {made.places[target] for target in cache.in_document("targets", document, _targets) if target in made.places}


def _targets(part: object) -> Iterator[str]:
    """What the references in a part of a document lead to."""
    return (node.target for node in nodes(part) if isinstance(node, Reference))


def _places(document: Document) -> Iterator[tuple[str, int, Sequence[Block]]]:
    """The blocks of each section, with its id and the number of its chapter, or 0, in the order of the text."""
    yield "lead", 0, document.lead
    chapters = Counter[str]()

    def below(sections: Iterable[Section], above: str, chapter: int) -> Iterator[tuple[str, int, Sequence[Block]]]:
        for place, section in enumerate(sections, 1):
            own = chapter
            if section.role is Role.CHAPTER or (section.role is Role.SECTION and not chapter and above == "s"):
                chapters["chapter"] += not chapter
                own = chapter or chapters["chapter"]
            yield f"{above}{place}", own, section.blocks
            yield from below(section.sections, f"{above}{place}-", own)

    yield from below(document.sections, "s", 0)
    for place, note in enumerate(document.notes, 1):
        yield f"n{place}", 0, note.blocks


def _figures(blocks: Iterable[Block]) -> Iterator[Figure | Table | Preformatted]:
    for block in blocks:
        if isinstance(block, Figure | Table) or (isinstance(block, Preformatted) and (block.caption or block.name)):
            yield block
        yield from _figures(blocks_in(block))
