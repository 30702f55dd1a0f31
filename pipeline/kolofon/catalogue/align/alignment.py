"""What comes of laying a translation beside its source."""

from dataclasses import dataclass

from kolofon.model.document import Place, Sentence
from kolofon.model.message import Key

__all__ = ["Alignment", "Pair", "Unplaced"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A message and the translation found for it, a line of `kolofon.text.notation`.

    `confidence`, from 0 to 1, is how likely it is, given both texts, that these belong together.  `how` tells how many
    sentences of the source became how many of the translation ("1–1", "2–1"); `moved`, that its order is another there.
    `sentences` are those of the translation that went into it, in every place where the message was so translated;
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

    `rival` is the message that it would translate, had not that message a likelier translation in another place.
    """

    text: str
    sentence: Sentence
    rival: Key | None = None

    @property
    def place(self) -> Place:
        """Where it stands in the translation."""
        return self.sentence.place


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every message of the source and of every sentence of the translation.

    `pairs` and `missing`, the messages without a translation, are in the order of the source; `unplaced` and `settled`
    in that of the translation.  `settled` are sentences that stand where nothing is asked of a translator: entries of
    the bibliography, and dates and numbers that the machine writes.
    """

    pairs: tuple[Pair, ...]
    unplaced: tuple[Unplaced, ...]
    missing: tuple[Key, ...]
    settled: tuple[Sentence, ...]
