"""Parts of a book as XHTML, and what they hold, in a store, by the digest of everything that they are made of.

The addresses of links and of pictures, and the pages of the print, may change when another part of the book does.  So a
stored part has a record of those that it holds (`Answers`), and is used as long as the medium has the same ones.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

import msgspec
from markupsafe import Markup

from kolofon.set.values.document import SetDocument
from kolofon.set.walk.digest import digest
from kolofon.set.walk.traverse import characters_in, code_in, ids_in, languages_in
from kolofon.write.services import Store
from kolofon.write.xhtml.medium import Answers, Medium

__all__ = ["Content", "PartStore", "content_of"]

_Kind = TypeVar("_Kind", bound=msgspec.Struct)


class Content(msgspec.Struct, frozen=True):
    """What a part of a document holds: its ids, the characters of its code, all its characters, and its languages."""

    ids: tuple[str, ...]
    code: str
    characters: str
    languages: tuple[str, ...] = ()


class _Written(msgspec.Struct, frozen=True):
    markup: str
    answers: Answers


class _Text(msgspec.Struct, frozen=True):
    text: str


class PartStore:
    """Parts of one book in a store, if there is one; `same` is what all of them are made of."""

    def __init__(self, store: Store | None, *same: object) -> None:
        self._store = store
        self._same = _key(*same)

    def keeps(self, medium: Medium) -> bool:
        """Whether what is written for a medium is kept."""
        return self._store is not None and medium.watched() is not None

    def digest(self, document: SetDocument, **more: object) -> str:
        """The digest of a part of the book, and of the other values of its template."""
        return _key(self._same, digest(document), more) if self._store is not None else ""

    def key(self, *values: str) -> str:
        """The digest of what else is made with the book's words and templates, of these values."""
        return _key(self._same, values)

    def content(self, document: SetDocument, key: str) -> Content:
        """What a part holds whose digest is `key`."""
        if self._store is None:
            return content_of(document)
        key = _key("content", key)
        found = self._get(key, Content)
        if found is None:
            found = content_of(document)
            self._put(key, found)
        return found

    def written(self, key: str, medium: Medium, write: Callable[[Medium], Markup]) -> Markup:
        """The part whose digest is `key`, written for a medium, now or earlier."""
        watched = medium.watched() if self._store is not None else None
        if watched is None:
            return write(medium)
        key = _key("written", key, watched.name)
        found = self._get(key, _Written)
        if found is not None and watched.same(found.answers):
            return Markup(found.markup)  # noqa: S704  it was when it was kept
        markup = write(watched.medium)
        self._put(key, _Written(str(markup), watched.answers()))
        return markup

    def text(self, key: str, make: Callable[[], str]) -> str:
        """The text that `make` returns, now or earlier; `key` is the digest of all that it is made of."""
        if self._store is None:
            return make()
        key = _key("text", key)
        found = self._get(key, _Text)
        if found is None:
            found = _Text(make())
            self._put(key, found)
        return found.text

    def _get(self, key: str, kind: type[_Kind]) -> _Kind | None:
        content = self._store.get(key) if self._store is not None else None
        return None if content is None else msgspec.msgpack.decode(content, type=kind)

    def _put(self, key: str, value: msgspec.Struct) -> None:
        if self._store is not None:
            self._store[key] = msgspec.msgpack.encode(value)


def content_of(document: SetDocument) -> Content:
    """What a part holds."""
    notes = (document.lead_notes, document.notes, document.groups)
    ids = ids_in((document.lead, document.sections, notes, document.index))
    code, characters = ("".join(sorted(these(document))) for these in (code_in, characters_in))
    return Content(tuple(ids), code, characters, tuple(languages_in(document)))


def _key(*values: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(values)).hexdigest()
