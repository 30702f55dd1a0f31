"""Messages with new words → for each the most similar old entry, by its words and its position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kolofon.catalogue.update.similarity import Index, similarity
from kolofon.model.message import CatalogueEntry

__all__ = ["neighbours"]

_CANDIDATES = 8
"""How many old texts a message is compared with, besides those in its position."""
_NEAR = 0.1
"""What a position between the same neighbours adds to the similarity."""
_CROWD = 16
"""Where more entries than these left the text in one position, the position says nothing: it was rewritten."""
_SHELVED = -0.05
"""What is subtracted for an obsolete entry: one that leaves the text just now is the later wording."""
_MARGIN = 0.02
"""Two similarities that differ by less are equal."""
_WHOLE = 0.85
"""How similar to the old text two parts together must be, or to the new text two old ones together."""
_GAIN = 0.05
"""How much more similar they must be together than the better one alone."""


_CUTOFFS = ((24, (0.6, 0.4, 0.3)), (8, (0.8, 0.6, 0.4)), (0, (1.0, 0.75, 0.6)))
"""The least similarity of texts with so many characters or more: anywhere, in one position, and alone there.

Short texts are similar by chance ("1 killed", "2 killed"); in the same position they may be so by design.
"""


class _Nearness(IntEnum):
    """How near an old entry was to the position of a message; an index into the cutoffs."""

    ANYWHERE = 0
    IN_PLACE = 1
    ALONE_IN_PLACE = 2


def _needed(length: int, nearness: _Nearness) -> float:
    return next(cutoffs[nearness] for least, cutoffs in _CUTOFFS if length >= least)


def neighbours(
    texts: Sequence[str],
    places: Sequence[int | None],
    leaving: Sequence[tuple[int, CatalogueEntry]],
    shelved: Sequence[CatalogueEntry],
) -> Sequence[tuple[int, tuple[CatalogueEntry, ...]]]:
    """Messages by their index, and the old entries that each is most similar to.

    `texts` are the msgids of the new text in document order.  `places` has the position of each in the old text: None
    if it is to be found, -1 if it was not there.  `leaving` are the entries that left the text, with their positions in
    it; `shelved` are the obsolete ones.

    A message has two entries where they were joined.  An entry has two messages where it was split, and otherwise one.
    """
    search = _Search(texts, places, leaving, shelved)
    proposals = sorted(search.proposals(), key=lambda proposal: (-proposal.score, proposal.messages, proposal.entries))
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
            search.tie(proposal, rival) and not used.intersection(rival.entries)
            for rival in rivals.get(proposal.messages[0], ())
        ):
            continue
        used.update(proposal.entries)
        sources = tuple(search.entries[number] for number in proposal.entries)
        guesses += [(index, sources) for index in proposal.messages]
    return guesses


@dataclass(frozen=True, slots=True)
class _Proposal:
    """Messages (by index) that would have the translation of entries (by number)."""

    messages: tuple[int, ...]
    entries: tuple[int, ...]
    score: float


class _Search:
    """The messages and the old entries to compare.  Entries are numbered, the obsolete ones behind the others."""

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

    def proposals(self) -> Iterator[_Proposal]:
        index = Index.of(tuple(entry.msgid for entry in self.entries))
        for run, near in self.runs():
            alone = len(run) == len(near) == 1
            in_place = _Nearness.ALONE_IN_PLACE if alone else _Nearness.IN_PLACE
            for message in run:
                numbers = index.nearest(self.texts[message], _CANDIDATES)
                for number in dict.fromkeys([*numbers, *sorted(near)]):
                    nearness = in_place if number in near else _Nearness.ANYWHERE
                    yield from self.single(message, number, nearness)
                    if message + 1 in run:
                        yield from self.split(message, number, nearness)
                    if self.followed(number):
                        yield from self.joined(message, number, nearness)

    def runs(self) -> Iterator[tuple[range, set[int]]]:
        """The open messages in runs without a gap, and the leaving entries between each run's known neighbours."""
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
            yield range(start, end), near if len(near) <= _CROWD else set()
            start = end

    def followed(self, number: int) -> bool:
        """Whether the next leaving entry was right behind this one."""
        places = self.old_places
        return number + 1 < len(places) and places[number + 1] == places[number] + 1

    def single(self, message: int, number: int, nearness: _Nearness) -> Iterator[_Proposal]:
        text, old = self.texts[message], self.entries[number].msgid
        likeness = similarity(text, old)
        if likeness >= _needed(min(len(text), len(old)), nearness):
            yield self.propose((message,), (number,), likeness, nearness)

    def split(self, message: int, number: int, nearness: _Nearness) -> Iterator[_Proposal]:
        first, second = self.texts[message], self.texts[message + 1]
        whole = self.whole(first, second, self.entries[number].msgid)
        if whole:
            yield self.propose((message, message + 1), (number,), whole, nearness)

    def joined(self, message: int, number: int, nearness: _Nearness) -> Iterator[_Proposal]:
        first, second = self.entries[number], self.entries[number + 1]
        if any(first.msgstrs) and any(second.msgstrs):
            whole = self.whole(first.msgid, second.msgid, self.texts[message])
            if whole:
                yield self.propose((message,), (number, number + 1), whole, nearness)

    def whole(self, first: str, second: str, text: str) -> float:
        """How similar two texts together are to one; 0 where that is too little, or one alone is as similar."""
        together = f"{first} {second}"
        # Lengths are compared first: that is cheap, and rules out most pairs.
        if min(len(together), len(text)) < _WHOLE * max(len(together), len(text)):
            return 0
        likeness = similarity(together, text)
        alone = max(similarity(first, text), similarity(second, text))
        return likeness if likeness >= max(_WHOLE, alone + _GAIN) else 0

    def propose(
        self, messages: tuple[int, ...], entries: tuple[int, ...], likeness: float, nearness: _Nearness
    ) -> _Proposal:
        score = likeness + (_NEAR if nearness else 0) + (_SHELVED if entries[0] >= len(self.old_places) else 0)
        return _Proposal(messages, entries, score)

    def tie(self, taken: _Proposal, rival: _Proposal) -> bool:
        """Whether another entry, with another translation, is as similar to the message."""
        return (
            len(taken.messages) == len(taken.entries) == 1
            and rival.entries != taken.entries
            and taken.score - rival.score <= _MARGIN
            and self.entries[rival.entries[0]].msgstrs != self.entries[taken.entries[0]].msgstrs
        )
