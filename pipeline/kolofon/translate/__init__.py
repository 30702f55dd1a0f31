"""A document and a catalogue → the document in the language of the catalogue.

| module     | holds                                                       |
|------------|-------------------------------------------------------------|
| `localize` | dates, numbers, spaces and the alphabet of the new language |
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.model.document import Document, IndexMark, Place, Sentence
from kolofon.model.error import CatalogueError
from kolofon.model.limits import TITLE
from kolofon.model.message import Catalogue, Key
from kolofon.text.notation import MERGED, parse
from kolofon.text.parts import Kind, Part, Sentences, rewrite, segments

__all__ = ["Translator", "translate"]

_TITLES = frozenset({Kind.INDEX, Kind.TITLE})


def translate(document: Document, catalogue: Catalogue) -> Document:
    """The document with each sentence in the language of the catalogue.

    A sentence without a translation, or with a fuzzy one, keeps its words and has their language.  A sentence of
    running text whose whole translation is `<merged/>` is left out; a heading, a label or a fact, which cannot be
    merged into a neighbour, keeps its words.  Bibliographies remain as they are.  The index leads to the same places.

    Raises `CatalogueError` for a title, a heading or an entry of the index that is longer than one may be.
    """
    return Translator(catalogue).document(document, [segment.key for segment in segments(document)])


class Translator:
    """Translates by a catalogue a document, or pieces of one.

    `translations` has the msgstr of each message that is translated.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.translations = {entry.key: entry.msgstr for entry in catalogue.entries if entry.translated}
        self._catalogue = catalogue

    def document(self, document: Document, keys: Iterable[Key | None]) -> Document:
        """A document as `translate` has it; `keys` are the messages of its sentences, as in `segments`."""
        remaining = iter(keys)

        def change(sentences: Sentences, part: Part) -> Sentences:
            return self._run(document.language, sentences, [next(remaining) for _ in sentences], part)

        return replace(rewrite(document, change), language=self._catalogue.language)

    def left_out(self, keys: Sequence[Key | None], part: Part) -> list[bool]:
        """For each sentence of a run, by its message, whether it is left out because it is merged into a neighbour."""
        merged = [key is not None and self.translations.get(key) == MERGED for key in keys]
        if part.running and any(key and not gone for key, gone in zip(keys, merged, strict=True)):
            return merged
        return [False] * len(keys)

    def _run(self, language: str, sentences: Sentences, keys: Sequence[Key | None], part: Part) -> Sentences:
        result: list[Sentence] = []
        waiting: tuple[IndexMark, ...] = ()
        for sentence, key, gone in zip(sentences, keys, self.left_out(keys, part), strict=True):
            if not gone:
                turned = self._sentence(language, sentence, key, part)
                result.append(replace(turned, index=(*waiting, *turned.index)) if waiting else turned)
                waiting = ()
            elif result and sentence.index:
                result[-1] = replace(result[-1], index=(*result[-1].index, *sentence.index))
            else:
                waiting += sentence.index
        return tuple(result)

    def _sentence(self, language: str, sentence: Sentence, key: Key | None, part: Part) -> Sentence:
        if key is None:
            return sentence
        msgstr = self.translations.get(key, MERGED)
        if msgstr == MERGED:
            return replace(sentence, language=language)
        if part.kind in _TITLES and len(msgstr) > TITLE:
            message = f"the translation of a title has {len(msgstr):,} characters; the most is {TITLE:,}"
            raise CatalogueError(message, place=Place(self._catalogue.path, self._line(key)), hint="write it shorter")
        return replace(sentence, inlines=parse(msgstr, sentence.inlines))

    def _line(self, key: Key) -> int:
        return next(entry.line for entry in reversed(self._catalogue.entries) if entry.key == key)
