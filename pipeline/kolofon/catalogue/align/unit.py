"""The sentences of a document, each with its place in the structure, as an alignment sees them."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from kolofon.catalogue.align.features import features
from kolofon.model.document import Bibliography, Document
from kolofon.model.part import InIndex, InInfobox, InSection, Kind, Part, PartRole
from kolofon.model.walk import every_block
from kolofon.text.notation import plain
from kolofon.text.parts import Segment, runs, segments

__all__ = ["Region", "Unit", "regions", "units", "verbatim"]

_NOT_ALNUM = re.compile(r"[\W_]+")


class Region(Enum):
    """The sequences of a document that are aligned independently, besides each field of an infobox.

    `OTHER_FIELDS` are the fields of an infobox whose name only one of the two texts has, and the names themselves.
    """

    TITLE = auto()
    TEXT = auto()
    INDEX = auto()
    OTHER_FIELDS = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence and its place in the structure of its document.

    `number` counts the units of the document from 0.  Units of one `region` are aligned with one another and with no
    others; a region that is a `Part` is a field of an infobox.  Units of one `role` are the same kind of thing, such as
    headings of one level, or items of a list.  Neighbours of one `group` may be translated as one.  `starts` says that
    the unit is the first of its paragraph.  `size` is its length in characters.
    """

    number: int
    segment: Segment
    region: Region | Part
    role: Hashable
    group: Part | int
    starts: bool
    size: int
    features: frozenset[str]

    @property
    def title(self) -> bool:
        """Whether the unit is a title or a heading, which is aligned with nothing else."""
        return self.segment.part.kind is Kind.TITLE

    @property
    def running(self) -> bool:
        """Whether the unit is running text, where a sentence may be merged into its neighbour."""
        return self.segment.part.running


def units(document: Document) -> tuple[Unit, ...]:
    """The sentences of a segmented document as units, in document order."""
    found = iter(segments(document))
    return tuple(
        _unit(number, next(found), run, starts=index == 0)
        for number, (run, index) in enumerate(
            (run, index) for run, (sentences, _) in enumerate(runs(document)) for index in range(len(sentences))
        )
    )


def regions(
    source: Sequence[Unit], target: Sequence[Unit]
) -> Iterator[tuple[Region | Part, Sequence[Unit], Sequence[Unit]]]:
    """The regions of two documents, each with its units of both.

    They are the title, each field of the infobox, the index, and the text.
    """
    common = {unit.region for unit in source} & {unit.region for unit in target}

    def region(unit: Unit) -> Region | Part:
        return Region.OTHER_FIELDS if isinstance(unit.region, Part) and unit.region not in common else unit.region

    for name in dict.fromkeys(map(region, source)):
        yield name, [unit for unit in source if region(unit) == name], [unit for unit in target if region(unit) == name]


def verbatim(source: Document, target: Iterable[Unit]) -> frozenset[int]:
    """The numbers of the target's units that are entries of the source's bibliography, which nobody translates.

    A reader recognises a bibliography by its heading, which it may not know in the other language.
    """
    found = (block.entries for block in every_block(source) if isinstance(block, Bibliography))
    entries = {_letters(entry.text) for entry in chain.from_iterable(found)}
    paragraphs: dict[Part | int, list[Unit]] = {}
    for unit in target:
        paragraphs.setdefault(unit.group, []).append(unit)
    return frozenset(
        unit.number
        for paragraph in paragraphs.values()
        if _letters("".join(plain(unit.segment.sentence.inlines) for unit in paragraph)) in entries
        for unit in paragraph
    )


def _unit(number: int, segment: Segment, run: int, *, starts: bool) -> Unit:
    part = segment.part
    text = plain(segment.sentence.inlines)
    return Unit(
        number=number,
        segment=segment,
        region=_lane(part),
        role=_role(part),
        # The items of one field may be joined or split at a comma; two headings or paragraphs may not.
        group=part if part.kind is Kind.FACT and not part.running else run,
        starts=starts,
        size=len(text),
        features=features(text),
    )


def _lane(part: Part) -> Region | Part:
    if part.picture and not isinstance(part.path, InInfobox | InIndex):
        return Region.TEXT
    if part.role is PartRole.TITLE:
        return Region.TITLE
    if part.role is PartRole.INFOBOX_LABEL:
        return Region.OTHER_FIELDS
    if isinstance(part.path, InIndex):
        return Region.INDEX
    return part if isinstance(part.path, InInfobox) else Region.TEXT


def _role(part: Part) -> Hashable:
    match part.path:
        case InInfobox():
            return part.kind
        case InSection(numbers) if part.role is PartRole.HEADING:
            return part.role, len(numbers), part.picture
        case InIndex(above):
            return part.role, len(above)
        case _:
            return part.role, part.within, part.picture


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", text).casefold()
