"""The messages of a book, as data for the page in the browser."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kolofon.catalogue.merge.clash import clashing_translations, other_translations
from kolofon.catalogue.update.message_index import extracted_comments
from kolofon.commands.serve.workspace.comments import discussion, ignores, reviews
from kolofon.commands.serve.workspace.data import Message, PreviousSource, Review, Tag
from kolofon.commands.serve.workspace.findings import findings_data
from kolofon.model.message import CatalogueEntry, Key
from kolofon.text.differences import differences
from kolofon.text.notation import MERGED, each_tag

if TYPE_CHECKING:
    from kolofon.commands.serve.workspace.editable_book import EditableBook

__all__ = ["as_data", "message_id", "tags_of"]

_BETWEEN = "\x04"
"""What gettext puts between a context and a msgid in a compiled catalogue."""


def message_id(key: Key) -> str:
    """The name of a message in addresses: 16 hexadecimal digits of the SHA-256 of its context and its msgid."""
    text = key.msgid if key.context is None else f"{key.context}{_BETWEEN}{key.msgid}"
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def as_data(book: "EditableBook", name: str) -> Message:
    """A message of a book by its id, which the book has."""
    message = book.messages[name]
    key = message.key
    found = book.entry(name)
    entry = found or CatalogueEntry(message.context, message.msgid, extracted=extracted_comments(message))
    previous = entry.previous.msgid if entry.previous else None
    places = [f"{place.path}:{place.line}" if place.line else place.path for place in message.places]
    file = book.file_of(key) if found else None
    return Message(
        id=name,
        context=message.context,
        msgid=message.msgid,
        msgstrs=entry.msgstrs,
        plural=entry.plural,
        state=book.states[key],
        merged=entry.msgstr == MERGED,
        reviews=[Review(who, day) for who, day in reviews(entry.comments)],
        comment=discussion(entry.comments),
        ignores=ignores(entry.comments),
        clash=clashing_translations(entry.comments),
        others=other_translations(entry.comments),
        extracted=entry.extracted,
        references=list(dict.fromkeys(places)),
        previous=None if previous is None else PreviousSource(previous, differences(previous, message.msgid)),
        findings=findings_data(book.findings.by_message.get(key, ())),
        parts=book.parts_of.get(key, ()),
        tags=list(tags_of(message.msgid)),
        path=file.path if file else "",
        line=entry.line,
        missing=found is None,
    )


def tags_of(msgid: str) -> Iterator[Tag]:
    """The tags of a msgid in its order, those of a pair as one."""
    found = list(each_tag(msgid))
    for number, tag in enumerate(found):
        name = tag.strip("</>").split(" ")[0]
        if tag.startswith("</"):
            continue
        if tag.endswith("/>"):
            yield Tag(tag, None, name)
        elif (close := f"</{name}>") in found[number + 1 :]:
            yield Tag(tag, close, name)
