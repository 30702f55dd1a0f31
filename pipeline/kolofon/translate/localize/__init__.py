"""A translated document → the document with dates, numbers, spaces and order as its language has them.

| module      | holds                                                       |
|-------------|-------------------------------------------------------------|
| `alphabet`  | the index and the glossaries in the order of the alphabet   |
| `collation` | that order, and the letters; the only module that knows ICU |
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kolofon.language import language
from kolofon.language.date_patterns import USUAL, Patterns
from kolofon.language.dates import date, date_range
from kolofon.language.formats import quantity
from kolofon.model.document import (
    Date,
    DateRange,
    Document,
    Inline,
    Number,
    Sentence,
    Superscript,
    Text,
)
from kolofon.text.notation import normal
from kolofon.text.parts import Part, Sentences, rewrite
from kolofon.translate.localize.alphabet import in_alphabet

__all__ = ["in_alphabet", "localize"]


def localize(document: Document, own: Patterns = USUAL) -> Document:
    """The document with its dates and numbers as text in its own language, and the right space between sentences.

    Dates and numbers are only where a reader made them.  Between two sentences of a language that parts them by a
    space, it remains as it is; between two sentences of another (Chinese, Japanese) there is none.  The entries of the
    index and of glossaries have their ranks in the alphabet of the language.  `own` are patterns of the edition.
    """

    def change(sentences: Sentences, _: Part) -> Sentences:
        localized = tuple(replace(item, inlines=_localized(item, document.language, own)) for item in sentences)
        joined = tuple(_joined(here, there, document.language) for here, there in pairwise(localized))
        return (*joined, *localized[-1:])

    return in_alphabet(rewrite(document, change))


def _joined(here: Sentence, there: Sentence, tag: str) -> Sentence:
    spaced = any(language(item.language or tag).sentence_space for item in (here, there))
    return replace(here, after="" if not spaced else here.after or " ")


def _localized(sentence: Sentence, language: str, own: Patterns) -> tuple[Inline, ...]:
    tag = sentence.language or language
    own = own if tag == language else USUAL
    return normal(piece for inline in sentence.inlines for piece in _text(inline, tag, own))


def _text(inline: Inline, tag: str, own: Patterns) -> Iterator[Inline]:
    match inline:
        case Date():
            yield from _raised(date(inline, tag, own), tag)
        case DateRange():
            yield from _raised(date_range(inline, tag, own), tag)
        case Number(value):
            yield Text(quantity(value, tag))
        case _:
            yield inline


def _raised(text: str, tag: str) -> Iterator[Inline]:
    """A date with what is raised in print, such as the er of 1er."""
    at = 0
    for found in re.finditer(language(tag).dates.raised or r"(?!)", text):
        yield from (Text(text[at : found.start()]), Superscript((Text(found[0]),)))
        at = found.end()
    yield Text(text[at:])
