"""The best old neighbour of a message whose words are new."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.merge.similar import Index, similarity
from pipeline.model.message import CatalogueEntry

__all__ = ["guess"]

_CANDIDATES = 8
"""Old texts that a message is compared with, besides those in its place."""
_NEAR = 0.1
"""What standing between the same neighbours is worth."""
_SHELVED = -0.05
"""An obsolete entry comes behind one that leaves the text just now, which is the later wording."""
_MARGIN = 0.02
"""Two that are no further apart than this tie."""
_WHOLE = 0.85
"""How like the old text two parts together, or the new one two old ones together, must be."""
_GAIN = 0.05
"""How much more like it they must be together than the better of them alone."""


_CUTOFFS = ((24, 0.4, 0.6), (8, 0.6, 0.8), (0, 0.75, 1.0))
"""How like each other texts of so many characters or more must be in the same place, and elsewhere.

Short ones are alike by chance ("1 killed", "2 killed"); in the same place they may be so by design.
"""


def _needed(length: int, *, near: bool) -> float:
    return next((here if near else there) for least, here, there in _CUTOFFS if length >= least)


def guess(
    texts: Sequence[str],
    places: Sequence[int | None],
    leaving: Sequence[tuple[int, CatalogueEntry]],
    shelved: Sequence[CatalogueEntry],
) -> Sequence[tuple[int, tuple[CatalogueEntry, ...], float]]:
    """Messages (their index), the old entries that each is most like, and how like.

    `texts` are the msgids of the new text in document order, `places` where each stood in the old one: None if that is
    to be guessed, -1 if it did not stand there.  `leaving` are the entries that left the text, with their places in
    it; `shelved` the obsolete ones.

    A message has two entries where they were joined; an entry goes to two messages where it was split, and otherwise
    to one.
    """
    board = _Board(texts, places, leaving, shelved)
    proposals = sorted(board.proposals(), key=lambda proposal: (-proposal.score, proposal.messages, proposal.entries))
    rivals: dict[int, list[_Proposal]] = {}
    for proposal in proposals:
        if len(proposal.messages) == len(proposal.entries) == 1:
            rivals.setdefault(proposal.messages[0], []).append(proposal)
    done: set[int] = set()
    used: set[int] = set()
    guesses = []
    for proposal in proposals:
        if done.intersection(proposal.messages) or used.intersection(proposal.entries):
            continue
        done.update(proposal.messages)
        if any(
            board.tie(proposal, rival) and not used.intersection(rival.entries)
            for rival in rivals.get(proposal.messages[0], ())
        ):
            continue
        used.update(proposal.entries)
        sources = tuple(board.entries[number] for number in proposal.entries)
        guesses += [(index, sources, proposal.likeness) for index in proposal.messages]
    return guesses


@dataclass(frozen=True, slots=True)
class _Proposal:
    """Messages (by index) that would take the translation of entries (by number)."""

    messages: tuple[int, ...]
    entries: tuple[int, ...]
    likeness: float
    score: float


class _Board:
    """All that a guess looks at: the open messages in their runs, the free entries, the leaving ones first."""

    def __init__(
        self,
        texts: Sequence[str],
        places: Sequence[int | None],
        leaving: Sequence[tuple[int, CatalogueEntry]],
        shelved: Sequence[CatalogueEntry],
    ) -> None:
        self.texts = texts
        self.places = places
        self.old_places = [place for place, _ in leaving]
        self.entries = [*(entry for _, entry in leaving), *shelved]
        self.likeness = cache(similarity)

    def proposals(self) -> Iterator[_Proposal]:
        index = Index([entry.msgid for entry in self.entries])
        for run, near in self.runs():
            for message in run:
                numbers = index.nearest(self.texts[message], _CANDIDATES)
                # In a text that is new throughout, everything is near everything.
                in_place = sorted(near) if len(near) <= _CANDIDATES else ()
                for number in dict.fromkeys([*numbers, *in_place]):
                    near_it = number in near
                    yield from self.single(message, number, near=near_it)
                    if message + 1 in run:
                        yield from self.split(message, number, near=near_it)
                    if self.followed(number):
                        yield from self.joined(message, number, near=near_it)

    def runs(self) -> Iterator[tuple[range, set[int]]]:
        """The open messages by runs without a gap, and the leaving entries between each one's known neighbours."""
        settled = {place for place in self.places if place is not None}
        number_at = {place: number for number, place in enumerate(self.old_places)}
        last = max([*self.old_places, *settled], default=-1)
        start = 0
        while start < len(self.places):
            if self.places[start] is not None:
                start += 1
                continue
            end = start
            while end < len(self.places) and self.places[end] is None:
                end += 1
            before = next((place for place in reversed(self.places[:start]) if place is not None and place >= 0), -1)
            after = next((place for place in self.places[end:] if place is not None and place >= 0), last + 1)
            near: set[int] = set()
            for place, step in ((before + 1, 1), (after - 1, -1)):
                here = place
                while 0 <= here <= last and here not in settled:
                    near.update([number_at[here]] if here in number_at else [])
                    here += step
            yield range(start, end), near
            start = end

    def followed(self, number: int) -> bool:
        """Whether the next leaving entry stood right behind this one."""
        places = self.old_places
        return number + 1 < len(places) and places[number + 1] == places[number] + 1

    def single(self, message: int, number: int, *, near: bool) -> Iterator[_Proposal]:
        text, old = self.texts[message], self.entries[number].msgid
        likeness = self.likeness(text, old)
        if likeness >= _needed(min(len(text), len(old)), near=near):
            yield self.propose((message,), (number,), likeness, near=near)

    def split(self, message: int, number: int, *, near: bool) -> Iterator[_Proposal]:
        first, second = self.texts[message], self.texts[message + 1]
        old = self.entries[number].msgid
        alone = max(self.likeness(first, old), self.likeness(second, old))
        whole = self.whole(f"{first} {second}", old, alone)
        if whole:
            yield self.propose((message, message + 1), (number,), whole, near=near)

    def joined(self, message: int, number: int, *, near: bool) -> Iterator[_Proposal]:
        text = self.texts[message]
        first, second = self.entries[number], self.entries[number + 1]
        if any(first.msgstrs) and any(second.msgstrs):
            alone = max(self.likeness(text, first.msgid), self.likeness(text, second.msgid))
            whole = self.whole(f"{first.msgid} {second.msgid}", text, alone)
            if whole:
                yield self.propose((message,), (number, number + 1), whole, near=near)

    def whole(self, together: str, text: str, alone: float) -> float:
        # Lengths first: they tell most strangers apart for nothing.
        if min(len(together), len(text)) < _WHOLE * max(len(together), len(text)):
            return 0
        likeness = self.likeness(together, text)
        return likeness if likeness >= max(_WHOLE, alone + _GAIN) else 0

    def propose(self, messages: tuple[int, ...], entries: tuple[int, ...], likeness: float, *, near: bool) -> _Proposal:
        score = likeness + (_NEAR if near else 0) + (_SHELVED if entries[0] >= len(self.old_places) else 0)
        return _Proposal(messages, entries, likeness, score)

    def tie(self, taken: _Proposal, rival: _Proposal) -> bool:
        """Whether another entry, with another translation, would do for the same message just as well."""
        return (
            len(taken.messages) == len(taken.entries) == 1
            and rival.entries != taken.entries
            and taken.score - rival.score <= _MARGIN
            and self.entries[rival.entries[0]].msgstrs != self.entries[taken.entries[0]].msgstrs
        )
