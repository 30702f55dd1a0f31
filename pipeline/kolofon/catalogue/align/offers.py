"""Links between sentences → one translation for each message."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.catalogue.align.alignment import Pair
from kolofon.catalogue.align.msgstr import msgstr
from kolofon.catalogue.align.sequence import Link
from kolofon.catalogue.align.unit import Unit
from kolofon.model.message import Key
from kolofon.text.notation import MERGED
from kolofon.text.parts import Kind

__all__ = ["Offer", "decide", "groups", "offers"]

_ITEM_JOINER = ", "
"""What joins two items of one field; the reader of an infobox takes this comma away."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A possible translation of a message in one of its places, and the numbers of the target's units in it.

    One that is `<merged/>` has no units, and is chosen or rejected with that of its `neighbour`, which has the words.
    """

    pair: Pair
    units: tuple[int, ...]
    neighbour: Pair | None = None


def groups(links: Iterable[Link]) -> Iterator[Sequence[Link]]:
    """The links in groups: links that share a unit are in one group."""
    of_source: dict[int, list[Link]] = {}
    of_target: dict[int, list[Link]] = {}
    for link in links:
        group = [link]
        for known in (of_source.get(link.source), of_target.get(link.target)):
            if known is not None and known is not group:
                group = [*known, *(other for other in group if other not in known)]
        for other in group:
            of_source[other.source] = of_target[other.target] = group
    yield from {id(group): group for group in of_source.values()}.values()


def offers(group: Sequence[Link], source: Sequence[Unit], target: Sequence[Unit]) -> Iterator[Offer]:
    """The translations that a group of links offers to the messages in it.

    The first message has all the words.  To divide them by guess would put words under a message that does not say
    them, which a reviewer overlooks; to give all of them to each would print them twice.
    """
    here = [source[number] for number in sorted({link.source for link in group})]
    numbers = tuple(sorted({link.target for link in group}))
    confidence = min(link.confidence for link in group)
    moved = any(link.moved for link in group)
    how = f"{len(here)}–{len(numbers)}"
    sentences = tuple(target[number].segment.sentence for number in numbers)
    first: Pair | None = None
    for unit in here:
        key, part = unit.segment.key, unit.segment.part
        if key is None or (first and key == first.key):
            continue
        if first is None:
            item = part.kind is Kind.FACT and not part.running
            text = msgstr(sentences, unit.segment.sentence, joiner=_ITEM_JOINER if item else None)
            if not text:
                return  # a picture or a note's call alone, which the message does not have
            first = Pair(key, text, confidence, how, sentences, moved)
            yield Offer(first, numbers)
        elif part.running:
            yield Offer(Pair(key, MERGED, confidence, how, (), moved), (), first)


def decide(made: Sequence[Offer]) -> tuple[Mapping[Key, Pair], Mapping[int, Key]]:
    """One pair for each message that has an offer, and the units of the rejected offers, each with its message.

    Offers with the same words in several places count together; offers with other words reduce their confidence.
    """
    by_key: defaultdict[Key, defaultdict[str, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for offer in made:
        if offer.neighbour is None:
            by_key[offer.pair.key][offer.pair.text].append(offer)
    pairs: dict[Key, Pair] = {}
    rivals: dict[int, Key] = {}
    for key, texts in by_key.items():
        weights = {text: sum(offer.pair.confidence for offer in same) for text, same in texts.items()}
        winner = max(weights, key=lambda text: weights[text])
        best = max((offer.pair for offer in texts[winner]), key=lambda pair: pair.confidence)
        pairs[key] = replace(
            best,
            confidence=best.confidence * weights[winner] / sum(weights.values()),
            sentences=tuple(sentence for offer in texts[winner] for sentence in offer.pair.sentences),
        )
        rivals |= {
            unit: key for text, same in texts.items() if text != winner for offer in same for unit in offer.units
        }
    for offer in made:
        beside = offer.neighbour
        if beside and pairs[beside.key].text == beside.text:
            pairs.setdefault(offer.pair.key, offer.pair)
    return pairs, rivals
