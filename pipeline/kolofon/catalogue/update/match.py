"""The messages of a new text → the old entries that each comes from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from kolofon.catalogue.update.message_index import MessageIndex, indexed
from kolofon.catalogue.update.neighbours import neighbours
from kolofon.catalogue.update.pairs import Pairs, basis
from kolofon.catalogue.update.typography import fold
from kolofon.model.message import CatalogueEntry, Key, Message

__all__ = ["Kind", "Match", "match"]


class Kind(Enum):
    """What a message and an old entry have in common, if their context or msgid differs."""

    RETURNED = auto()
    """The message has the words that the translation of a fuzzy entry was made for."""
    MOVED = auto()
    """The msgid, and not the context."""
    RETOUCHED = auto()
    """Everything but typography."""
    SIMILAR = auto()
    """Most words; also where the message is a part of the old one, or two old ones joined."""


Tier = dict[Key, CatalogueEntry]
"""Old entries that are matched with no message yet, in the order of the catalogue."""

Words = Message | CatalogueEntry


@dataclass(frozen=True, slots=True)
class Match:
    """The old entries that a message comes from; several where they were joined."""

    kind: Kind
    sources: tuple[CatalogueEntry, ...]


Found = Match | CatalogueEntry | None
"""The match of a message; where context and msgid are the same, the entry itself."""


def match(entries: Sequence[CatalogueEntry], messages: Sequence[Message]) -> Sequence[Found]:
    """For each message, the old entries that it comes from; None for a new message.

    In this order: the same context and msgid; the same but for typography; and, fuzzy, the words that a fuzzy
    translation was made for, the same msgid in another context, or the most similar msgid that is not in the text any
    more.  An entry that leaves the text is preferred to an obsolete one, and that to one that remains.  Where several
    are possible, and neither their number, their translation nor their position distinguishes them, none is taken.
    """
    new = indexed(messages)
    old = {entry.key: entry for entry in entries}
    matching = _Matching(new, [old.get(key) for key in new.keys])
    if not matching.open:
        return matching.found
    leaving, shelved = _tiers(old, new)
    remaining = _Remaining(old, new)
    for kind, label, candidates in (
        (Kind.RETOUCHED, lambda words: None if _fuzzy(words) else _folded(words), remaining.alike),
        (Kind.RETURNED, _basis_key, remaining.fuzzy),
        (Kind.MOVED, lambda words: words.msgid, remaining.same),
        (Kind.RETOUCHED, _folded, remaining.alike),
    ):
        for tier in (leaving, shelved):
            matching.pair(tier, kind, label)
        matching.pair(candidates(matching.open), kind, label, remaining.taken)
    # A fuzzy translation that returns to the words that it was made for is not offered to other messages.
    returned = Pairs(old[key] for key in new.keys if key in old and old[key].obsolete)
    leaving = {key: entry for key, entry in leaving.items() if not (entry.fuzzy and returned.has_translation(entry))}
    matching.guess(entries, leaving, shelved)
    return matching.found


def _tiers(old: Mapping[Key, CatalogueEntry], new: MessageIndex) -> tuple[Tier, Tier]:
    # An entry without a translation and without a comment has nothing to pass on.
    leaving: dict[Key, CatalogueEntry] = {}
    shelved: dict[Key, CatalogueEntry] = {}
    for key, entry in old.items():
        if key not in new.known and (any(entry.msgstrs) or entry.comments):
            (shelved if entry.obsolete else leaving)[key] = entry
    return leaving, shelved


class _Remaining:
    """The old entries whose messages are still in the text.

    Each method returns only those that some messages may come from, so that few entries are compared.
    """

    def __init__(self, old: Mapping[Key, CatalogueEntry], new: MessageIndex) -> None:
        self._old = old
        self._new = new
        self.taken: set[Key] = set()

    def same(self, messages: Iterable[Message]) -> Tier:
        """The entries with the words of one of the messages."""
        return self._tier({key for message in messages for key in self._new.by_words[message.msgid]})

    def alike(self, messages: Iterable[Message]) -> Tier:
        """The entries with the words of one of the messages, typography apart."""
        return self._tier({key for message in messages for key in self._new.by_typography[fold(message.msgid)]})

    def fuzzy(self, messages: Iterable[Message]) -> Tier:
        """The entries that are fuzzy, whatever the messages are."""
        del messages
        return self._tier({key for key, entry in self._old.items() if entry.fuzzy and key in self._new.known})

    def _tier(self, keys: AbstractSet[Key]) -> Tier:
        found = {key: self._old[key] for key in keys - self.taken if key in self._old and any(self._old[key].msgstrs)}
        if len(found) > 1:
            return {key: found[key] for key in self._old if key in found}
        return found


def _first(found: Match | CatalogueEntry) -> CatalogueEntry:
    return found.sources[0] if isinstance(found, Match) else found


def _folded(words: Words) -> Hashable:
    return words.context, fold(words.msgid)


def _fuzzy(words: Words) -> bool:
    return isinstance(words, CatalogueEntry) and words.fuzzy


def _basis_key(words: Words) -> Hashable:
    if isinstance(words, Message):
        return words.key
    previous = basis(words)
    return Key(previous.context, previous.msgid or "") if words.fuzzy else None


class _Matching:
    """The messages, and the match of each so far.  An old entry that is matched is removed from its tier."""

    def __init__(self, messages: MessageIndex, found: list[Found]) -> None:
        self.messages = messages
        self.found = found
        self._open = [index for index, one in enumerate(found) if one is None]

    @property
    def open(self) -> list[Message]:
        """The messages for which nothing is found yet."""
        return [self.messages[index] for index in self._open]

    def pair(self, tier: Tier, kind: Kind, label: Callable[[Words], Hashable], taken: set[Key] | None = None) -> None:
        """Match messages with the old entries that have the same label: in order where both are as many.

        What was matched is removed from its tier, and added to `taken`.
        """
        wanted: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index in self._open:
            wanted[label(self.messages[index])].append(index)
        offers: defaultdict[Hashable, list[tuple[Key, CatalogueEntry]]] = defaultdict(list)
        for key, entry in tier.items() if wanted else ():
            if (name := label(entry)) in wanted:
                offers[name].append((key, entry))
        for name, offer in offers.items():
            indexes = wanted[name]
            if len(offer) == len(indexes):
                pairs = zip(indexes, offer, strict=True)
            elif len({entry.msgstrs for _, entry in offer}) == 1:
                pairs = zip(indexes, offer[:1] * len(indexes), strict=True)
            else:
                continue
            for index, (key, entry) in pairs:
                self.found[index] = Match(kind, (entry,))
                tier.pop(key, None)
                if taken is not None:
                    taken.add(key)
        self._open = [index for index in self._open if self.found[index] is None]

    def guess(self, entries: Sequence[CatalogueEntry], leaving: Tier, shelved: Tier) -> None:
        """Match the messages that are left with the most similar old entries."""
        if not self._open or not (leaving or shelved):
            return
        # The position of each message in the old text, where it is known.
        order = {entry.key: place for place, entry in enumerate(entry for entry in entries if not entry.obsolete)}
        places = [None if found is None else order.get(_first(found).key, -1) for found in self.found]
        texts = [message.msgid for message in self.messages]
        left = [(order[key], entry) for key, entry in leaving.items()]
        for index, sources in neighbours(texts, places, left, list(shelved.values())):
            self.found[index] = Match(Kind.SIMILAR, sources)
