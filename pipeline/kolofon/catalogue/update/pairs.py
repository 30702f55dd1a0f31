"""Pairs of source words and the translation that somebody made for them; no update loses one."""

from collections.abc import Iterable

from kolofon.catalogue.progress import without_reviews
from kolofon.catalogue.update.obsolete import undated
from kolofon.model.message import CatalogueEntry, Key, Previous

__all__ = ["Pairs", "basis"]


def basis(entry: CatalogueEntry) -> Previous:
    """The words that the translation of an entry was made for: its own, or those of its `#|` lines if it is fuzzy."""
    if entry.fuzzy and entry.previous and entry.previous.msgid is not None:
        return entry.previous
    return Previous(entry.context, entry.msgid, entry.plural)


class Pairs:
    """The translations of some entries with their comments, by the words that they were made for."""

    def __init__(self, entries: Iterable[CatalogueEntry] = ()) -> None:
        self._comments: dict[tuple[Key, tuple[str, ...]], set[str]] = {}
        self._translations: dict[Key, list[tuple[str, ...]]] = {}
        self._lengths: set[int] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: CatalogueEntry) -> None:
        """Add the pair of an entry."""
        key = _key(entry)
        self._comments.setdefault((key, entry.msgstrs), set()).update(entry.comments)
        self._translations.setdefault(key, []).append(entry.msgstrs)
        self._lengths.add(len(key.msgid))

    def has_translation(self, entry: CatalogueEntry) -> bool:
        """Whether the translation of an entry is here for the same words, or is two of these joined by an update."""
        key = _key(entry)
        return (key, entry.msgstrs) in self._comments or self._joined(key, entry.msgstr)

    def has_entry(self, entry: CatalogueEntry) -> bool:
        """Whether all that somebody typed into an entry, translation and comments, is here for the same words."""
        own = {*without_reviews(undated(entry.comments))}
        known = self._comments.get((_key(entry), entry.msgstrs), set())
        return self.has_translation(entry) and known.issuperset(own)

    def _joined(self, key: Key, msgstr: str) -> bool:
        return any(
            msgstr == f"{first[0]} {second[0]}"
            # At every space, a long message would be copied as often as it has words.
            for middle in self._lengths
            if key.msgid[middle : middle + 1] == " "
            for first in self._translations.get(Key(key.context, key.msgid[:middle]), ())
            for second in self._translations.get(Key(key.context, key.msgid[middle + 1 :]), ())
        )


def _key(entry: CatalogueEntry) -> Key:
    words = basis(entry)
    return Key(words.context, words.msgid or "")
