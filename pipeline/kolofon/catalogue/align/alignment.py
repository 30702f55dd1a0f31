"""The result of an alignment: the pairs, and what is in no pair."""

from dataclasses import dataclass

from kolofon.model.document import Place, Sentence
from kolofon.model.message import Key

__all__ = ["Alignment", "Pair", "Unplaced"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A message and its translation, as a line of `kolofon.text.notation`.

    `confidence` is the probability, from 0 to 1, that they belong together, given both texts.  `how` is the number of
    sentences of the source and of the translation ("1–1", "2–1").  `moved` says that the translation has another order
    there.  `sentences` are the sentences of the translation that the text was made of, from all places of the message;
    none where the text is `<merged/>`.
    """

    key: Key
    text: str
    confidence: float
    how: str
    sentences: tuple[Sentence, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A sentence of the translation that is in no pair, as a line of `kolofon.text.notation`.

    `rival` is the message that it would translate if that message had no likelier translation in another place.
    """

    text: str
    sentence: Sentence
    rival: Key | None = None

    @property
    def place(self) -> Place:
        """The place of the sentence in the translation."""
        return self.sentence.place


@dataclass(frozen=True, slots=True)
class Alignment:
    """The result for every message of the source and every sentence of the translation.

    `pairs` and `missing` (the messages without a translation) are in the order of the source, `unplaced` and `settled`
    in that of the translation.  `settled` are the sentences that translate no message: entries of the bibliography, and
    dates and numbers that the press writes itself.
    """

    pairs: tuple[Pair, ...]
    unplaced: tuple[Unplaced, ...]
    missing: tuple[Key, ...]
    settled: tuple[Sentence, ...]
