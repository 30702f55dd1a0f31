"""Suggestions for a message: translations of similar messages (translation memory), and terms of the glossary in it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.catalogue.update.similarity import Index, similarity
from kolofon.commands.serve.server.requests import book_of, message_id_of
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.workspace.data import Diff
from kolofon.commands.serve.workspace.editable_book import EditableBook
from kolofon.commands.serve.workspace.messages import message_id
from kolofon.commands.serve.workspace.states import State, state_of
from kolofon.commands.serve.workspace.workspace import workspace_of
from kolofon.model.error import PipelineError
from kolofon.model.message import CatalogueEntry, Message
from kolofon.text.differences import differences
from kolofon.text.glossary.match import Matcher
from kolofon.text.notation import MERGED

__all__ = ["SimilarMessage", "TermInText", "routes", "similar_messages", "terms"]

_MOST = 5
"""How many similar messages are shown."""
_CANDIDATES = 40
"""How many messages are compared: those that have most rare words in common."""
_LEAST = 0.5
"""How similar they are at least."""
_LONGEST = 1 << 26
"""How many pairs of characters two messages may have that are compared."""


class SimilarMessage(msgspec.Struct, frozen=True):
    """A message that is similar to another, with its translation; `likeness` is from 0 to 100.

    `diff` is from its words to those of the other.
    """

    msgid: str
    msgstr: str
    likeness: int
    diff: Diff
    state: State
    id: str


class TermInText(msgspec.Struct, frozen=True):
    """A term of the glossary in a message: its translations, the note on it, and its places in characters."""

    term: str
    translations: Sequence[str]
    note: str
    spans: Sequence[tuple[int, int]]


def similar_messages(message: Message, entries: Iterable[CatalogueEntry]) -> list[SimilarMessage]:
    """The translated entries that are most like a message, the most alike first, each translation once.

    Of those that are alike to the same degree, one that is done comes before a fuzzy one, and that before an obsolete.
    """
    there = [entry for entry in entries if entry.msgstr and entry.msgstr != MERGED and entry.key != message.key]
    texts = tuple(dict.fromkeys(entry.msgid for entry in there))
    nearest = {texts[number] for number in Index.of(texts).nearest(message.msgid, _CANDIDATES)}
    compared = [text for text in nearest if len(text) * len(message.msgid) <= _LONGEST]
    likeness = {text: similarity(text, message.msgid) for text in compared}
    found = [entry for entry in there if likeness.get(entry.msgid, 0) >= _LEAST]
    found.sort(key=lambda entry: (-likeness[entry.msgid], entry.obsolete, entry.fuzzy))
    unique = {(entry.msgid, entry.msgstr): entry for entry in reversed(found)}
    best = [entry for entry in found if unique[entry.msgid, entry.msgstr] is entry][:_MOST]
    return [
        SimilarMessage(
            msgid=entry.msgid,
            msgstr=entry.msgstr,
            likeness=int(100 * likeness[entry.msgid]),
            diff=differences(entry.msgid, message.msgid),
            state=State.FUZZY if entry.obsolete else state_of(entry, whole=False),
            id=message_id(entry.key),
        )
        for entry in best
    ]


def terms(matcher: Matcher, msgid: str) -> list[TermInText]:
    """The terms of a glossary in a msgid, in its order, each once."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = {occurrence.term.source: occurrence.term for occurrence in matcher.occurrences(msgid)}
    for occurrence in matcher.occurrences(msgid):
        spans.setdefault(occurrence.term.source, []).append(occurrence.span)
    return [TermInText(name, term.wanted, "\n".join(term.notes), spans[name]) for name, term in found.items()]


def _entries(book: EditableBook) -> list[CatalogueEntry]:
    """The entries of all works in the language of a book, its own first."""
    found = list(book.catalogue.entries)
    for work in book.workspace.project.edition.works:
        if work.name != book.work:
            with suppress(PipelineError):  # the error is shown where that work is open
                found += book.workspace.catalogue(book.language, work).entries
    return found


def _help(request: Request) -> Response:
    with workspace_of(request).lock:
        book = book_of(request)
        message = book.messages[message_id_of(request, book)]
        entries, matcher = _entries(book), book.workspace.terms(book.language)
    return json_response({"memory": similar_messages(message, entries), "terms": terms(matcher, message.msgid)})


routes: list[BaseRoute] = [Route("/api/{language}/{work}/messages/{id}/help", _help)]
