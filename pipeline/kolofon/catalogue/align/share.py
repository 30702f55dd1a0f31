"""The translation of one paragraph → the translations of the messages in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.features import features
from kolofon.catalogue.align.msgstr import msgstr
from kolofon.catalogue.align.offers import groups, offers
from kolofon.catalogue.align.posterior import Gaps
from kolofon.catalogue.align.sequence import Link, compare
from kolofon.catalogue.align.unit import Region, Unit
from kolofon.model.document import Sentence
from kolofon.model.message import Key
from kolofon.model.part import Part
from kolofon.text.notation import is_translatable, plain, tags, write
from kolofon.text.parts import Segment

__all__ = ["Share", "divide_translation", "units_of_sentences"]

_SURE = 0.95
"""How likely each pair must be in a paragraph that has as many sentences in both languages."""
_GAPS = Gaps(first=0.001, more=0.02)
"""The gaps in a paragraph that is known to be translated, where an untranslated sentence is rare."""
_QUESTION = ("?", "？", "؟", ";", "\N{GREEK QUESTION MARK}", "՞", "፧")
_CLOSING = " )]}»”’\"'"


@dataclass(frozen=True, slots=True)
class Share:
    """The translation of a message, as a line of the notation; `doubt` is the reason why it is not sure, or empty."""

    key: Key
    text: str
    doubt: str = ""


def units_of_sentences(sentences: Sequence[Sentence], part: Part, *, messages: bool = False) -> tuple[Unit, ...]:
    """The units of the sentences of a paragraph that is in no document; with `messages`, each has its message."""
    return tuple(_made(sentence, part, index, messages=messages) for index, sentence in enumerate(sentences))


def divide_translation(source: Sequence[Unit], target: Sequence[Unit], evidence: Evidence) -> tuple[Share, ...]:
    """The translations of the messages in a paragraph; it is known that the target translates the source as a whole.

    A single sentence has all the words.  Of several sentences each has its own, or what `offers` returns where some
    were joined or split; no words of the translation are left out.  A translation is sure if both sides have as many
    sentences, every pair is likely, and each translation has the tags of its message and is a question if the message
    is one.
    """
    if not target or not any(unit.segment.key for unit in source):
        return ()
    if len(source) == 1:
        sentence, key = source[0].segment.sentence, source[0].segment.key
        text = msgstr([unit.segment.sentence for unit in target], sentence)
        return (Share(key, text, _tag_doubt(key, text)),) if key and text else ()
    here = [replace(unit, number=index, group=0, role=None, starts=not index) for index, unit in enumerate(source)]
    there = [replace(unit, number=index, group=0, role=None, starts=not index) for index, unit in enumerate(target)]
    likely = compare(here, there, evidence.within(there), _GAPS).likely
    links = _absorbed(likely, len(here), len(there))
    doubt = _doubt(likely, here, there)
    shares = [
        Share(offer.pair.key, offer.pair.text, doubt and f"{doubt}, {offer.pair.how}")
        for group in groups(links)
        for offer in offers(group, here, there)
    ]
    result = [replace(share, doubt=share.doubt or _tag_doubt(share.key, share.text)) for share in shares]
    if any(_strayed(share) for share in shares):
        result = [replace(share, doubt=share.doubt or "its neighbour is not sure") for share in result]
    return tuple(result)


def _strayed(share: Share) -> bool:
    """Whether a tag may have gone to a neighbour: `msgstr` leaves out what its message has no number for."""
    expected, actual = tags(share.key.msgid), tags(share.text)
    return bool(actual - expected) or any('id="' in tag for tag in expected - actual)


def _made(sentence: Sentence, part: Part, index: int, *, messages: bool) -> Unit:
    text = plain(sentence.inlines)
    key = Key(None, write(sentence.inlines)) if messages and is_translatable(sentence.inlines) else None
    segment = Segment(sentence, part, key)
    return Unit(index, segment, Region.TEXT, None, 0, not index, len(text), features(text))


def _absorbed(likely: Mapping[tuple[int, int], float], height: int, width: int) -> Sequence[Link]:
    """Links that include every sentence of both languages: one without a link goes with the sentence before it."""
    partner = dict(sorted(likely, reverse=True))
    back = {j: i for i, j in sorted(likely, reverse=True)}
    links = dict(likely)
    first = min(likely, default=(0, 0))
    last = first[1]
    for i in range(height):
        last = partner.get(i, last)
        if i not in partner:
            links[i, last] = 0.0
    last = first[0]
    for j in range(width):
        last = back.get(j, last)
        if j not in back:
            links[last, j] = 0.0
    return [Link(i, j, confidence) for (i, j), confidence in sorted(links.items())]


def _doubt(likely: Mapping[tuple[int, int], float], source: Sequence[Unit], target: Sequence[Unit]) -> str:
    if len(source) != len(target):
        return f"a paragraph of {len(source)} sentences has {len(target)} there"
    least = min((likely.get((index, index), 0.0) for index in range(len(source))), default=0.0)
    if least < _SURE or len(likely) != len(source):
        return f"its sentences may be parted otherwise: confidence {least:.2f}"
    for one, other in zip(source, target, strict=True):
        if _asks(one) != _asks(other):
            return "its sentences may be parted otherwise: a question has another place"
    return ""


def _asks(unit: Unit) -> bool:
    # A semicolon ends a question in Greek, and no sentence in any other language.
    return plain(unit.segment.sentence.inlines).rstrip(_CLOSING).endswith(_QUESTION)


def _tag_doubt(key: Key, text: str) -> str:
    expected, actual = tags(key.msgid), tags(text)
    if expected == actual:
        return ""
    missing = " ".join((expected - actual).elements())
    extra = " ".join((actual - expected).elements())
    return ", ".join([*([f"without {missing}"] if missing else []), *([f"with {extra}"] if extra else [])])
