"""What is aligned: the sentences of a document, and where in its structure each of them stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kolofon.catalogue.align.features import features
from kolofon.model.document import Bibliography, Document
from kolofon.model.walk import every_block
from kolofon.text.notation import plain
from kolofon.text.parts import Kind, Part, Segment, runs, segments

__all__ = ["LEFT_OVER", "Unit", "lanes", "units", "verbatim"]

_INFOBOX = "infobox, "
_LABEL = "infobox, label"
_WORK = "title of the work"
_INDEX = "index"
_SECTION = re.compile(r"heading of (?:chapter|part|section) (?P<number>[0-9.]+)")
_NOT_ALNUM = re.compile(r"[\W_]+")

LEFT_OVER = "infobox"
"""The lane of the fields of an infobox that only one of the two texts has under this name, and of all such names."""


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence with what tells where it belongs.

    `number` counts the units of its document from 0; those of one `lane` are aligned with one another, and with no
    others; `role` is what it is there (a heading of level 2, an item of a list); neighbours of one `group` may be
    translated as one; `starts` says that it is the first of its paragraph.  `size` is its length in characters.
    """

    number: int
    segment: Segment
    lane: str
    role: str
    group: str
    starts: bool
    size: int
    features: frozenset[str]

    @property
    def title(self) -> bool:
        """Whether it is a title or a heading, which is never aligned with anything else."""
        return self.segment.part.kind is Kind.TITLE

    @property
    def running(self) -> bool:
        """Whether it is of running text, in which a sentence may go into its neighbour."""
        return self.segment.part.running


def units(document: Document) -> tuple[Unit, ...]:
    """The sentences of a segmented document, in document order."""
    found = iter(segments(document))
    return tuple(
        _unit(number, next(found), run, starts=index == 0)
        for number, (run, index) in enumerate(
            (run, index) for run, (sentences, _) in enumerate(runs(document)) for index in range(len(sentences))
        )
    )


def lanes(source: Sequence[Unit], target: Sequence[Unit]) -> Iterator[tuple[str, Sequence[Unit], Sequence[Unit]]]:
    """The lanes of two documents and their units: the title, each field of the infobox, the index, the text (`""`)."""
    common = {unit.lane for unit in source} & {unit.lane for unit in target}

    def lane(unit: Unit) -> str:
        return unit.lane if unit.lane in common or not unit.lane.startswith(_INFOBOX) else LEFT_OVER

    for name in dict.fromkeys(map(lane, source)):
        yield name, [unit for unit in source if lane(unit) == name], [unit for unit in target if lane(unit) == name]


def verbatim(source: Document, target: Iterable[Unit]) -> frozenset[int]:
    """The numbers of the target's units that are entries of the source's bibliography, which no one translates.

    A reader knows a bibliography by its heading, which may be one that it does not know in the other language.
    """
    found = (block.entries for block in every_block(source) if isinstance(block, Bibliography))
    entries = {_letters(entry.text) for entry in chain.from_iterable(found)}
    paragraphs: dict[str, list[Unit]] = {}
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
    infobox = part.where.startswith(_INFOBOX)
    return Unit(
        number=number,
        segment=segment,
        lane=_lane(part),
        role=part.kind.value if infobox else _role(part),
        # The items of one field may be joined or split at a comma; two headings or paragraphs may not.
        group=part.where if part.kind is Kind.FACT and not part.running else str(run),
        starts=starts,
        size=len(text),
        features=features(text),
    )


def _lane(part: Part) -> str:
    if part.where == _LABEL:
        return LEFT_OVER
    if part.kind is Kind.INDEX:
        return _INDEX
    return part.where if part.where == _WORK or part.where.startswith(_INFOBOX) else ""


def _role(part: Part) -> str:
    heading = _SECTION.fullmatch(part.where)
    return f"heading {heading['number'].count('.')}" if heading else part.where.partition(", ")[2]


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", text).casefold()
