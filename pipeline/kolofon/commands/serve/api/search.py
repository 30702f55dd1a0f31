"""Search for messages: by their words in either language, by their states, by changes since a commit."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.catalogue.po import read_po
from kolofon.commands.serve.server.requests import book_of
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.workspace.comments import discussion
from kolofon.commands.serve.workspace.editable_book import EditableBook
from kolofon.commands.serve.workspace.errors import BadRequest
from kolofon.commands.serve.workspace.states import State
from kolofon.commands.serve.workspace.workspace import workspace_of
from kolofon.edition import files
from kolofon.model.error import CatalogueError
from kolofon.model.message import CatalogueEntry, Key

__all__ = ["Filter", "SearchResult", "folded", "routes", "search"]

_COMMIT = 200
"""The most characters of the name of a commit."""


class Filter(StrEnum):
    """The filters of a search."""

    ALL = "all"
    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    FINDINGS = "findings"
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    CHANGED = "changed"
    COMMENTS = "comments"


class SearchResult(msgspec.Struct, frozen=True):
    """A message that was found, in the first part where it is."""

    id: str
    part: str
    state: State
    msgid: str
    msgstr: str
    findings: int


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """A text without capitals, accents and vowel signs, as it is compared (Unicode Standard Annex 15, NFKD)."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def search(book: EditableBook, words: str, which: Filter, since: str = "") -> Iterator[SearchResult]:
    """The messages of a book that have some words in either language and that a filter lets through, in its order.

    `since` is the commit of git after which a message has changed, HEAD if it is empty.  BadRequest if there is none.
    """
    wanted, passes = folded(words.strip()), _filter(book, which, since)
    findings = book.findings.by_message
    seen: set[Key] = set()
    for part in book.view.parts:
        for key in part.keys:
            if key in seen or key not in book.ids:
                continue
            seen.add(key)
            entry = book.entry(book.ids[key])
            msgstr = entry.msgstr if entry else ""
            if wanted and not any(wanted in folded(text) for text in (key.msgid, *(entry.msgstrs if entry else ()))):
                continue
            if passes(key, entry):
                yield SearchResult(
                    book.ids[key], part.id, book.states[key], key.msgid, msgstr, len(findings.get(key, ()))
                )


def _filter(book: EditableBook, which: Filter, since: str) -> Callable[[Key, CatalogueEntry | None], bool]:
    """Whether a filter lets a message through."""
    findings, states = book.findings.by_message, book.states
    match which:
        case Filter.ALL:
            return lambda _key, _entry: True
        case Filter.FINDINGS:
            return lambda key, _: key in findings
        case Filter.COMMENTS:
            return lambda _, entry: entry is not None and bool(discussion(entry.comments).strip())
        case Filter.CHANGED:
            then = _entries_in_commit(book, since)
            return lambda key, entry: _content(entry) != _content(then.get(key))
        case Filter.UNREVIEWED:
            return lambda key, _: states[key] is State.TRANSLATED
        case _:
            wanted = State(str(which))
            return lambda key, _: states[key] is wanted


def _content(entry: CatalogueEntry | None) -> tuple[object, ...]:
    """The translations and comments of a message, which people change."""
    if entry is None or entry.obsolete:
        return ((), False, ())
    return (entry.msgstrs if any(entry.msgstrs) else (), entry.fuzzy, entry.comments)


def _entries_in_commit(book: EditableBook, since: str) -> Mapping[Key, CatalogueEntry]:
    """The entries of a book in a commit of git."""
    root, wanted = book.workspace.root, since.strip() or "HEAD"
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = files.git(root, *verify, f"{wanted}^{{commit}}") if _is_name(wanted) else None
    if not commit:
        raise BadRequest(f"git knows no commit {wanted[:60]!r} here", hint="for example HEAD~3, or a tag")
    name = commit.decode("ascii").strip()
    found: dict[Key, CatalogueEntry] = {}
    for file in book.files.values():
        content = files.git(root, "show", f"{name}:./{file.path}")  # None: it was not there yet
        try:
            catalogue, _ = read_po(content or b"", f"{file.path} ({wanted})")
        except CatalogueError as error:
            raise BadRequest(f"the catalogue cannot be read in that commit: {error.message}") from None
        found |= {entry.key: entry for entry in catalogue.entries}
    return found


def _is_name(commit: str) -> bool:
    return len(commit) <= _COMMIT and commit.isprintable()


def _find(request: Request) -> Response:
    query = request.query_params
    try:
        which, limit = Filter(query.get("filter", "all")), int(query.get("limit", "500"))
    except ValueError:
        raise BadRequest("there is no such filter, or the limit is no number") from None
    with workspace_of(request).lock:
        book = book_of(request)
        found = list(search(book, query.get("q", ""), which, query.get("since", "")))
    return json_response({"total": len(found), "messages": found[: max(0, limit)]})


routes: list[BaseRoute] = [Route("/api/{language}/{work}/find", _find)]
