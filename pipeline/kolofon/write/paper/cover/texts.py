"""The words of a cover, each with its language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kolofon.language.formats import list_comma
from kolofon.model.document import Document, Sentence
from kolofon.model.edition import Imprint
from kolofon.text.notation import plain

__all__ = ["Phrase", "Texts", "texts_of"]


class Phrase(NamedTuple):
    """Words, and the language that they are in (a BCP 47 tag)."""

    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a cover in a language.

    `blurb` are paragraphs, in pieces of one language; `authors` are names; `series` is in the language of the original;
    `draft` is the word that says that it is one, "" if it is none.
    """

    language: str
    original: str
    title: Phrase
    publisher: str
    description: Phrase | None = None
    blurb: tuple[tuple[Phrase, ...], ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""
    draft: str = ""

    @property
    def names(self) -> Phrase:
        """The authors in one line."""
        return Phrase(list_comma(self.language).join(self.authors), self.language)


def texts_of(document: Document, imprint: Imprint, authors: tuple[str, ...] = (), draft: str = "") -> Texts:
    """The words of the cover of a book; `draft` is the word for a draft, in its language."""

    def phrase(sentence: Sentence, after: str = "") -> Phrase:
        return Phrase(plain(sentence.inlines) + after, sentence.language or document.language)

    def paragraph(sentences: tuple[Sentence, ...]) -> Iterator[Phrase]:
        # Neighbours in one language are one piece: in a draft from right to left they are then in their order.
        phrases = (phrase(sentence, sentence.after) for sentence in sentences)
        pieces = [Phrase("".join(one.words for one in some), tag) for tag, some in groupby(phrases, itemgetter(1))]
        yield from pieces[:-1]
        yield from (Phrase(last.words.rstrip(), last.language) for last in pieces[-1:])

    series = f"{imprint.series} · {imprint.number}" if imprint.number else imprint.series
    return Texts(
        language=document.language,
        original=imprint.source_language,
        title=phrase(document.title),
        publisher=imprint.publisher,
        description=phrase(document.description) if document.description else None,
        blurb=tuple(tuple(paragraph(each.sentences)) for each in document.blurb),
        authors=authors,
        series=series,
        draft=draft if imprint.draft else "",
    )
