"""The messages of a new text → the old entries that each comes from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kolofon.catalogue.neighbours import neighbours
from kolofon.catalogue.pairs import Pairs, basis
from kolofon.catalogue.typography import fold
from kolofon.model.message import CatalogueEntry, Key, Message

__all__ = ["Kind", "Match", "match"]


class Kind(Enum):
    """What a message and the old entry have in common."""

    SAME = auto()
    """Context and msgid."""
    RETURNED = auto()
    """The words that the translation of a fuzzy entry was once made for are those of the message."""
    MOVED = auto()
    """The msgid, but not the context."""
    RETOUCHED = auto()
    """Everything but typography."""
    SIMILAR = auto()
    """Most words; also where the message is a part of the old one, or two old ones joined."""


Tier = dict[Key, CatalogueEntry]
"""Old entries of one kind that no message has yet, in the order of the catalogue."""


@dataclass(frozen=True, slots=True)
class Match:
    """The old entries that a message comes from; several where they were joined."""

    kind: Kind
    sources: tuple[CatalogueEntry, ...]


def match(entries: Sequence[CatalogueEntry], messages: Sequence[Message]) -> Sequence[Match | None]:
    """For each message, the old entries that it comes from; None for a new message.

    In this order: the same context and msgid; the same but for typography; and, fuzzy, the words that a fuzzy
    translation was made for, the same msgid in another context, or the most similar msgid that is not in the text any
    more.  An entry that leaves the text is preferred to an obsolete one, and that to one that remains.  Where several
    are possible, and neither their number, their translation nor their position distinguishes them, none is taken.
    """
    old = {entry.key: entry for entry in entries}
    keys = [message.key for message in messages]
    matching = _Matching(messages, [Match(Kind.SAME, (old[key],)) if key in old else None for key in keys])
    leaving, shelved, staying = _tiers(old, set(keys))
    for kind, label in (
        (Kind.RETOUCHED, lambda words: None if _fuzzy(words) else _folded(words)),
        (Kind.RETURNED, _basis_key),
        (Kind.MOVED, lambda words: words.msgid),
        (Kind.RETOUCHED, _folded),
    ):
        for tier in (leaving, shelved, staying):
            matching.pair(tier, kind, label)
    # A translation that goes back to the words that it was made for has no more to give.
    home = Pairs(old[key] for key in keys if key in old and old[key].obsolete)
    leaving = {key: entry for key, entry in leaving.items() if not (entry.fuzzy and home.translation(entry))}
    matching.guess(entries, leaving, shelved)
    return matching.found


def _tiers(old: Mapping[Key, CatalogueEntry], asked: set[Key]) -> tuple[Tier, Tier, Tier]:
    # What has neither a translation nor a comment has nothing to give.
    leaving: dict[Key, CatalogueEntry] = {}
    shelved: dict[Key, CatalogueEntry] = {}
    staying: dict[Key, CatalogueEntry] = {}
    for key, entry in old.items():
        if key in asked:
            if any(entry.msgstrs):
                staying[key] = entry
        elif any(entry.msgstrs) or entry.comments:
            (shelved if entry.obsolete else leaving)[key] = entry
    return leaving, shelved, staying


def _folded(words: Message | CatalogueEntry) -> Hashable:
    return words.context, fold(words.msgid)


def _fuzzy(words: Message | CatalogueEntry) -> bool:
    return isinstance(words, CatalogueEntry) and words.fuzzy


def _basis_key(words: Message | CatalogueEntry) -> Hashable:
    if isinstance(words, Message):
        return words.key
    previous = basis(words)
    return Key(previous.context, previous.msgid or "") if words.fuzzy else None


@dataclass(frozen=True, slots=True)
class _Matching:
    """The messages, and what was found for each so far.  An old entry that was found is removed from its tier."""

    messages: Sequence[Message]
    found: list[Match | None]

    def open(self) -> Iterator[tuple[int, Message]]:
        return ((index, message) for index, message in enumerate(self.messages) if self.found[index] is None)

    def pair(self, tier: Tier, kind: Kind, label: Callable[[Message | CatalogueEntry], Hashable]) -> None:
        """Match messages with the old entries that have the same label: in order where both are as many."""
        asking: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, message in self.open():
            asking[label(message)].append(index)
        offers: defaultdict[Hashable, list[tuple[Key, CatalogueEntry]]] = defaultdict(list)
        for key, entry in tier.items() if asking else ():
            if (name := label(entry)) in asking:
                offers[name].append((key, entry))
        for name, offer in offers.items():
            indexes = asking[name]
            if len(offer) == len(indexes):
                pairs = zip(indexes, offer, strict=True)
            elif len({entry.msgstrs for _, entry in offer}) == 1:
                pairs = zip(indexes, offer[:1] * len(indexes), strict=True)
            else:
                continue
            for index, (key, entry) in pairs:
                self.found[index] = Match(kind, (entry,))
                tier.pop(key, None)

    def guess(self, entries: Sequence[CatalogueEntry], leaving: Tier, shelved: Tier) -> None:
        """Match the messages that are left with the most similar old entries."""
        if not any(self.open()) or not (leaving or shelved):
            return
        # Where each message stood in the old text, as far as it is known.
        order = {entry.key: place for place, entry in enumerate(entry for entry in entries if not entry.obsolete)}
        places = [order.get(match.sources[0].key, -1) if match else None for match in self.found]
        texts = [message.msgid for message in self.messages]
        left = [(order[key], entry) for key, entry in leaving.items()]
        for index, sources in neighbours(texts, places, left, list(shelved.values())):
            self.found[index] = Match(Kind.SIMILAR, sources)
