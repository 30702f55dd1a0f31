"""Which old entry each message of the new text comes from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.merge.guess import guess
from pipeline.merge.retouch import fold
from pipeline.model.message import CatalogueEntry, Key, Message, Previous

__all__ = ["Kind", "Match", "basis", "match"]


class Kind(Enum):
    """What a message and the old entry have in common."""

    SAME = auto()
    """Context and msgid."""
    RETURNED = auto()
    """The message is what the fuzzy entry's translation was once made for."""
    MOVED = auto()
    """The msgid, not the context."""
    RETOUCHED = auto()
    """Everything but typography."""
    SIMILAR = auto()
    """Most words; also for a message that is a part of the old one, or is two of them joined."""


@dataclass(frozen=True, slots=True)
class Match:
    """The old entries that a message comes from (more than one where they were joined), and how like it they are."""

    kind: Kind
    sources: tuple[CatalogueEntry, ...]
    similarity: float = 1.0


def basis(entry: CatalogueEntry) -> Previous:
    """The words that an entry's translation was made for: its own, or where it is fuzzy those of its `#|` lines."""
    if entry.fuzzy and entry.previous and entry.previous.msgid is not None:
        return entry.previous
    return Previous(entry.context, entry.msgid, entry.plural)


def match(entries: Sequence[CatalogueEntry], messages: Sequence[Message]) -> Sequence[Match | None]:
    """For each message the old entries that it comes from; None for a new one.

    The exact context and msgid; else the words that a fuzzy translation was made for; else the same msgid elsewhere;
    else the same but for typography; else the most similar.  An entry that leaves the text goes before an obsolete one,
    and that before one that stays.  Where several would do and neither their number, their translation nor their
    position tells them apart, none is taken.
    """
    by_key = {entry.key: entry for entry in entries}
    found = [Match(Kind.SAME, (by_key[message.key],)) if message.key in by_key else None for message in messages]
    asked = {message.key for message in messages}
    tiers = _tiers(entries, asked)

    _pair(found, messages, tiers, Kind.RETURNED, _basis_key)
    _pair(found, messages, tiers, Kind.MOVED, lambda words: words.msgid)
    _pair(found, messages, tiers[:2], Kind.RETOUCHED, lambda words: (words.context, fold(words.msgid)))
    _guess(found, messages, entries, tiers)
    return found


def _tiers(entries: Iterable[CatalogueEntry], asked: set[Key]) -> Sequence[Sequence[CatalogueEntry]]:
    # What has neither a translation nor a comment has nothing to give.
    leaving: list[CatalogueEntry] = []
    shelved: list[CatalogueEntry] = []
    staying: list[CatalogueEntry] = []
    for entry in entries:
        if entry.key in asked:
            if any(entry.msgstrs):
                staying.append(entry)
        elif any(entry.msgstrs) or entry.comments:
            (shelved if entry.obsolete else leaving).append(entry)
    return leaving, shelved, staying


def _basis_key(words: Message | CatalogueEntry) -> Hashable:
    if isinstance(words, Message):
        return words.key
    previous = basis(words)
    return Key(previous.context, previous.msgid or "") if words.fuzzy else None


def _pair(
    found: list[Match | None],
    messages: Sequence[Message],
    tiers: Sequence[Sequence[CatalogueEntry]],
    kind: Kind,
    label: Callable[[Message | CatalogueEntry], Hashable],
) -> None:
    """Give messages the old entries that have the same label: in order where there are as many of both."""
    for tier in tiers:
        open_: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, message in enumerate(messages):
            if found[index] is None:
                open_[label(message)].append(index)
        if not open_:
            return
        taken = _taken(found)
        offers: defaultdict[Hashable, list[CatalogueEntry]] = defaultdict(list)
        for entry in tier:
            if entry.key not in taken or tier is tiers[-1]:
                offers[label(entry)].append(entry)
        for name, indexes in open_.items():
            offer = offers.get(name, [])
            if len(offer) == len(indexes):
                for index, entry in zip(indexes, offer, strict=True):
                    found[index] = Match(kind, (entry,))
            elif len({entry.msgstrs for entry in offer}) == 1:
                for index in indexes:
                    found[index] = Match(kind, (offer[0],))


def _taken(found: Iterable[Match | None]) -> set[Key]:
    return {source.key for match in found if match for source in match.sources}


def _guess(
    found: list[Match | None],
    messages: Sequence[Message],
    entries: Sequence[CatalogueEntry],
    tiers: Sequence[Sequence[CatalogueEntry]],
) -> None:
    taken = _taken(found)
    leaving, shelved = ([entry for entry in tier if entry.key not in taken] for tier in tiers[:2])
    # Where each message stood in the old text, as far as it is known.
    order = {entry.key: place for place, entry in enumerate(entry for entry in entries if not entry.obsolete)}
    places = [order.get(match.sources[0].key, -1) if match else None for match in found]
    texts = [message.msgid for message in messages]
    for index, sources, likeness in guess(texts, places, [(order[entry.key], entry) for entry in leaving], shelved):
        found[index] = Match(Kind.SIMILAR, sources, likeness)
