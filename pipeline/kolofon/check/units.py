"""A source text and a catalogue → the translations to check."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from kolofon.check.families.bibliography import bibliography_entries
from kolofon.check.translation_unit import Book, Unit
from kolofon.language import language
from kolofon.model.document import Document
from kolofon.model.message import Catalogue, CatalogueEntry, Key
from kolofon.text.notation import MERGED
from kolofon.text.parts import segments

__all__ = ["Original", "book_of", "merged_neighbours", "message_order", "published", "units"]


@dataclass(frozen=True, slots=True)
class Original:
    """What the checks need of a source text: its language, its messages, the entries of its bibliography.

    `message_order` returns the messages in the order of the text, as often as they are in it; few catalogues need it.
    """

    language: str
    messages: Container[Key] = ()
    bibliography: tuple[str, ...] = ()
    message_order: Callable[[], Sequence[Key]] = tuple

    @classmethod
    def of(cls, document: Document) -> "Original":
        """The original of a segmented text."""
        keys = message_order(document)
        return cls(document.language, frozenset(keys), bibliography_entries(document), lambda: keys)


def message_order(document: Document) -> tuple[Key, ...]:
    """The messages of a segmented text in the order of the text, as often as they are in it."""
    return tuple([segment.key for segment in segments(document) if segment.key])


def units(original: Original, catalogue: Catalogue) -> tuple[Unit, ...]:
    """The translations of a catalogue that are published: one unit for each msgstr."""
    entries = published(catalogue)
    here = book_of(original, catalogue.language, entries)
    merged = merged_neighbours(original, entries)
    return tuple(
        [
            Unit(here, entry, form, entry.key in original.messages, tuple(merged.get(entry.key, ())))
            for entry in entries
            for form, msgstr in enumerate(entry.msgstrs)
            if msgstr != MERGED
        ]
    )


def published(catalogue: Catalogue) -> list[CatalogueEntry]:
    """The entries of a catalogue that are published: neither untranslated nor fuzzy nor obsolete."""
    return [entry for entry in catalogue.entries if entry.translated and entry.msgid]


def book_of(original: Original, tag: str, entries: Iterable[CatalogueEntry]) -> Book:
    """What the translations into a language (a tag) have in common."""
    target = language(tag)
    characters: set[str] = set().union(*(entry.msgid for entry in entries))
    letters = frozenset(character for character in characters - target.letters if character.isalpha())
    return Book(language(original.language), target, letters, original.bibliography)


def merged_neighbours(original: Original, entries: Iterable[CatalogueEntry]) -> dict[Key, list[str]]:
    """For each message, its neighbours on either side whose whole translation is `<merged/>`."""
    gone = {entry.key: entry.msgid for entry in entries if entry.msgstr == MERGED}
    found: dict[Key, list[str]] = {}
    keys = original.message_order() if gone else ()
    for walk in (keys, keys[::-1]):
        near: list[str] = []
        for key in walk:
            if key in gone:
                near.append(gone[key])
            else:
                found.setdefault(key, []).extend(near)
                near = []
    return found
