"""A document and a catalogue → the document in the language of the catalogue.

| module     | holds                                                       |
|------------|-------------------------------------------------------------|
| `localize` | dates, numbers, spaces and the alphabet of the new language |
"""

from dataclasses import replace

from kolofon.model.document import Document, IndexMark, Place, Sentence
from kolofon.model.error import CatalogueError
from kolofon.model.limits import TITLE
from kolofon.model.message import Catalogue, Key
from kolofon.text.notation import MERGED, parse
from kolofon.text.parts import Kind, Part, Sentences, rewrite, segments

__all__ = ["translate"]

_TITLES = frozenset({Kind.INDEX, Kind.TITLE})


def translate(document: Document, catalogue: Catalogue) -> Document:
    """The document with each sentence in the language of the catalogue.

    A sentence without a translation, or with a fuzzy one, keeps its words and has their language.  A sentence of
    running text whose whole translation is `<merged/>` is left out; a heading, a label or a fact, which cannot be
    merged into a neighbour, keeps its words.  Bibliographies remain as they are.  The index leads to the same places.

    Raises `CatalogueError` for a title, a heading or an entry of the index that is longer than one may be.
    """
    lines = {entry.key: entry.line for entry in catalogue.entries}
    translations = {entry.key: entry.msgstr for entry in catalogue.entries if entry.translated}
    keys = iter([segment.key for segment in segments(document)])

    def turn(sentence: Sentence, key: Key | None, part: Part) -> Sentence:
        if key is None:
            return sentence
        msgstr = translations.get(key, MERGED)
        if msgstr == MERGED:
            return replace(sentence, language=document.language)
        if part.kind in _TITLES and len(msgstr) > TITLE:
            message = f"the translation of a title has {len(msgstr):,} characters; the most is {TITLE:,}"
            raise CatalogueError(message, place=Place(catalogue.path, lines[key]), hint="write it shorter")
        return replace(sentence, inlines=parse(msgstr, sentence.inlines))

    def change(sentences: Sentences, part: Part) -> Sentences:
        asked = [(sentence, next(keys)) for sentence in sentences]
        merged = part.running and any(translations.get(key) != MERGED for _, key in asked if key)
        told: list[Sentence] = []
        waiting: tuple[IndexMark, ...] = ()
        for sentence, key in asked:
            if not (merged and key and translations.get(key) == MERGED):
                turned = turn(sentence, key, part)
                told.append(replace(turned, index=(*waiting, *turned.index)) if waiting else turned)
                waiting = ()
            elif told and sentence.index:
                told[-1] = replace(told[-1], index=(*told[-1].index, *sentence.index))
            else:
                waiting += sentence.index
        return tuple(told)

    return replace(rewrite(document, change), language=catalogue.language)
