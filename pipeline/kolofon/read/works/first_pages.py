"""The first pages of a work from its keys in `edition.toml`."""

from itertools import chain

from kolofon.model.document import Figure, Image, Inline, LineBreak, Opening, Paragraph, Place, Sentence, Text
from kolofon.model.edition import EDITION, Work

__all__ = ["work_opening"]

_KEYS = Place(str(EDITION))


def work_opening(work: Work) -> Opening:
    """What a work has on its first pages, by its keys in edition.toml; a line end in one is kept."""
    picture = Figure(Image(work.frontispiece, work.frontispiece_words), (), _KEYS)
    return Opening(
        frontispiece=(picture,) if work.frontispiece else (),
        dedication=_lines(work.dedication),
        epigraph=_lines(work.epigraph),
        attribution=_lines(work.epigraph_source),
    )


def _lines(text: str) -> tuple[Paragraph, ...]:
    """A text of several lines as a paragraph; none, if it is empty."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    inlines: tuple[Inline, ...] = tuple(chain.from_iterable((LineBreak(), Text(line)) for line in lines))
    return (Paragraph((Sentence(inlines[1:], _KEYS),)),) if lines else ()
