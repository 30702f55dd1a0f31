"""A page of XHTML → a PDF, by quires, if its chapters can be set alone."""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from kolofon.write.paper.pages.folios import numbering_of
from kolofon.write.paper.quire.binding import Bound, bind
from kolofon.write.paper.quire.compiler import compile_quire
from kolofon.write.paper.quire.fonts import cut_once
from kolofon.write.paper.quire.gathering import Wanted, gathered
from kolofon.write.paper.quire.job import Job
from kolofon.write.paper.quire.keys import Keys, digest
from kolofon.write.paper.quire.margins import Margins
from kolofon.write.paper.quire.obstacles import obstacle
from kolofon.write.paper.quire.portions import Node, cut, outline, skeleton, unsaid
from kolofon.write.paper.quire.specimen import Specimen
from kolofon.write.paper.quire.values import Quire, decoded, encoded
from kolofon.write.services import Store, one_by_one

__all__ = ["LITTLE", "Portions", "Specimen", "bound", "portions"]

_BOOK = re.compile(r'<body class="book\b')
"""How the press's own pages say that they are books (`kolofon.set.shape`)."""

_BLOCKS = frozenset({("block", "flow"), ("block", "flow-root")})
_FORCED = frozenset({"page", "left", "right", "recto", "verso"})
_PLAIN = {
    "column_count": "auto",
    "column_width": "auto",
    "display": ("block", "flow"),
    "float": "none",
    "height": "auto",
    "opacity": 1,
    "overflow": "visible",
    "transform": (),
}
"""The style of an element around several quires: nothing that needs to know all of its content."""

LITTLE = 60_000
"""The characters of a text, with its markup, that is set sooner than other processes have begun: about ten pages."""

_IN_FLOW = frozenset({"static", "relative"})


class Portions(NamedTuple):
    """The portions of a page, and the page without its text; or why it is set as a whole."""

    pages: Sequence[str]
    specimen: Specimen | None
    reason: str


def portions(page: str, job: Job) -> Portions:
    """Cut a page up, if its style lets its chapters be set alone."""
    reason = obstacle(page) if _BOOK.search(page) else "it is no book"
    if reason:
        return Portions((), None, reason)
    content = unsaid(page.encode())
    body = outline(content)
    nodes = [body, *_below(body)]
    specimen = _specimen(skeleton(content, body).decode(), job)
    specimen.about(job.tree(f"{page.partition('<body')[0]}<body></body></html>"))
    styles = specimen.styles(nodes)
    begins = _beginnings(body, styles) if styles else set()
    found = cut(content, body, begins.__contains__)
    if len(found) == 1:
        return Portions((), None, "no chapter of it begins a page")
    return Portions([portion.decode() for portion in found], specimen, "")


def _specimen(skeleton: str, job: Job) -> Specimen:
    """The page without its text; the one of the last time, if it was the same and its style names no picture."""
    if "url(" in skeleton.partition("<body")[0]:
        return Specimen(skeleton, job)
    key = digest(Keys(job).same, skeleton)
    return job.services.last(f"specimen {job.place.path}", key, lambda: Specimen(skeleton, job))


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _beginnings(body: Node, styles: Mapping[Node | None, Mapping[str, object]]) -> set[Node]:
    """The elements that begin a page, around which there is nothing that needs to know all of its content."""

    def plain(node: Node | None) -> bool:
        style = styles[node]
        same = all(style[name] == value for name, value in _PLAIN.items())
        return same and style["position"] in _IN_FLOW

    def beginning(node: Node) -> Iterator[Node]:
        for child in node.children:
            if styles[child]["break_before"] in _FORCED and styles[child]["display"] in _BLOCKS:
                yield child
            if child.parted and plain(child):
                yield from beginning(child)

    return set(beginning(body)) if plain(None) and plain(body) else set()


def bound(pages: Sequence[str], specimen: Specimen, job: Job) -> Bound:
    """The PDF of a book in portions.

    What is in the store is taken from there, and what is not is set and put there; both give the same bytes.
    """
    keys, services = Keys(job), job.services
    store = services.store
    kept = _Kept(keys, pages, store)
    collecting = _Collecting()

    def set_quires(wanted: Sequence[Wanted]) -> list[Quire]:
        found = [kept.get(one) for one in wanted]
        missing = [one for one, content in zip(wanted, found, strict=True) if content is None]
        length = sum(len(pages[one.portion].partition("<body")[2]) for one in missing)
        each = services.map if length > LITTLE else one_by_one
        if len(missing) > 1:
            collecting.begin()
        made = each(partial(_made, pages, job, collecting), missing, _named)
        for one, quire in zip(missing, made, strict=True):
            kept.put(one, quire)
        contents = iter(made)
        return [decoded(next(contents).content if content is None else content) for content in found]

    numbering = numbering_of(pages, job.imprint.language)
    with collecting:
        found = gathered(
            [_shows_pages(page) for page in pages], set_quires, leftward=specimen.leftward, numbering=numbering
        )
    head = pages[0].partition("<body")[0]
    pictures = keys.base(pages[0], recto=True) if "url(" in head else ""
    margins = Margins(specimen, head, digest(keys.same, pictures), store, found.numbering)
    with cut_once(store, keys.same):
        made = bind(found, job, specimen, margins)
    margins.keep()
    return made


class _Made(NamedTuple):
    """A quire as bytes, and the ids whose pages it shows."""

    content: bytes
    asked: list[str]


class _Collecting:
    """Gives back the memory of each quire that is set, if there are several.

    A chapter is many objects that refer to one another.  To find those of one takes as long as a page, so what was
    there before is not gone through.
    """

    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        """Begin, if it has not begun."""
        if not self._begun:
            self._begun = True
            gc.collect()
            gc.freeze()

    def collect(self) -> None:
        """Give back what a quire has left."""
        if self._begun:
            gc.collect()

    def __enter__(self) -> None:
        return

    def __exit__(self, *_: object) -> None:
        if self._begun:
            gc.unfreeze()


def _made(pages: Sequence[str], job: Job, collecting: _Collecting, wanted: Wanted) -> _Made:
    quire = compile_quire(pages[wanted.portion], job, wanted.shown, recto=wanted.recto)
    collecting.collect()
    return _Made(encoded(quire), sorted(quire.asked))


class _Kept:
    """The quires of a book that were set before, in this run or in an earlier one.

    What one depends on is known in two steps: the ids whose pages it shows by its portion, and then these pages.
    """

    def __init__(self, keys: Keys, pages: Sequence[str], store: Store) -> None:
        self._keys, self._pages, self._store = keys, pages, store
        self._now: dict[str, bytes] = {}

    def get(self, wanted: Wanted) -> bytes | None:
        base = self._base(wanted)
        asked = self._found(base)
        if asked is None:
            return None
        return self._found(self._keys.full(base, msgspec.msgpack.decode(asked, type=list[str]), wanted.shown))

    def put(self, wanted: Wanted, made: _Made) -> None:
        base = self._base(wanted)
        for key, content in (
            (base, msgspec.msgpack.encode(made.asked)),
            (self._keys.full(base, made.asked, wanted.shown), made.content),
        ):
            self._now[key] = content
            self._store[key] = content

    def _base(self, wanted: Wanted) -> str:
        return self._keys.base(self._pages[wanted.portion], recto=wanted.recto)

    def _found(self, key: str) -> bytes | None:
        return self._now.get(key) or self._store.get(key)


def _named(wanted: Wanted) -> str:
    return f"setting part {wanted.portion + 1} of the book"


def _shows_pages(page: str) -> bool:
    """Whether a portion shows pages, as the contents, the index and endnotes do; of another the quire will say so."""
    body = page.partition("<body")[2]
    return any(shows in body for shows in ("data-target=", "index-locator", "note-pages"))
