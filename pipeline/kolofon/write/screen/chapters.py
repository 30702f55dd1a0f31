"""A finished page, cut into the chapters of a book for the screen.

Ids stay as they are, so a place has the same name in every edition and every language; only the file before it is added
(`s2.xhtml#s2-p3`).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kolofon.write.paper.pagination import PageStart
from kolofon.write.screen.page import Run, parsed, runs, words
from kolofon.write.views import About

__all__ = ["Book", "Chapter", "chapter_title", "cut"]

_KINDS = {"title-page": "titlepage", "contents": "toc", "colophon": "colophon", "notes": "endnotes"}
"""The names in the EPUB Structural Semantics Vocabulary for parts of a book besides its text, by their ids."""

_CODE = frozenset({"code", "pre"})
_PICTURES = frozenset({"img", "svg"})
_TEXT = "bodymatter"
_LEAD = "lead"
_PARTS = frozenset({"doc-chapter", "doc-colophon", "doc-endnotes", "doc-index", "doc-part", "doc-toc"})
"""Roles of pieces of a page."""

_FILE_NAME = re.compile("[A-Za-z][A-Za-z0-9._-]*")
_OTHER_FILES = frozenset({"cover", "nav"})
"""Names of pages that are no chapters."""

_FOR_PAPER = ("data-original", "data-target", "data-title")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the book, one element.

    `id` names its file; `kind` is `bodymatter` for text, for other pieces the name in SSV, or its `matter` where that
    is not known; `title` is its heading; `matter` is the part of the book that it is in, as SSV names it.
    """

    id: str
    kind: str
    title: str
    element: ET.Element
    matter: str


@dataclass(frozen=True, slots=True)
class Book:
    """All of a finished page, in reading order.

    `title` is in `title_language`, which is that of the original where the title is not translated; `folios` are the
    printed pages that are marked in the chapters, each by the id `page-<folio>`.
    """

    language: str
    direction: str
    title: str
    title_language: str
    chapters: tuple[Chapter, ...]
    folios: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        """What the templates see of the book."""
        return About(self.language, self.direction, self.title, self.title_language, self.folios)

    def code(self) -> frozenset[str]:
        """The characters of the listings, and of the code in lines of text."""
        code = (element for element in self.elements() if element.tag in _CODE and element.get("class") != "digest")
        return frozenset(character for element in code for text in element.itertext() for character in text)

    def elements(self) -> Iterator[ET.Element]:
        """Every element of every chapter."""
        for chapter in self.chapters:
            yield from chapter.element.iter()


def cut(xhtml: bytes, starts: Sequence[PageStart] = ()) -> Book:
    """The chapters of what `kolofon.write.xhtml.render` made, with a mark where each page of the print begins.

    All of the page is in exactly one chapter: joined, the chapters' text is the page's text.
    """
    root = parsed(xhtml)
    body = next(root.iter("body"))
    folios = _mark(body, starts)
    heading = next(body.iter("h1"), None)
    language = root.attrib["lang"]
    chapters = _chapters(_cut(body), heading)
    for chapter in chapters:
        for element in chapter.element.iter():
            for name in _FOR_PAPER:
                element.attrib.pop(name, None)
    return Book(
        language=language,
        direction=root.attrib["dir"],
        title=words(next(root.iter("title"))),
        title_language=language if heading is None else _language_within(heading, language),
        chapters=chapters,
        folios=folios,
    )


@dataclass(slots=True)
class _Piece:
    """A piece of a page: the id that names it, or nothing, where it has none; and whether it is of the text."""

    name: str
    element: ET.Element
    text: bool


def _cut(body: ET.Element) -> list[_Piece]:
    """The pieces of a page.

    A theme may leave out ids, and write outside of the usual elements.  In the text, what has no id stays with what is
    before it; elsewhere, neighbours without an id are one piece.
    """
    pieces: list[_Piece] = []
    for piece in _parts(body, text=next(body.iter("main"), None) is None):
        last = pieces[-1] if pieces else None
        if piece.name or last is None or last.text is not piece.text or (last.name and not piece.text):
            pieces.append(piece if piece.name else replace(piece, element=ET.Element("div")))
        if not piece.name:
            pieces[-1].element.append(piece.element)
    return pieces


def _parts(holder: ET.Element, *, text: bool) -> Iterator[_Piece]:
    """Every piece by itself.  An element that only holds pieces is none, but the words directly in it are one."""
    yield from _words_of(holder.text, text=text)
    spread = None
    for element in list(holder):
        behind, element.tail = element.tail, None
        if "pair" in element.get("class", "").split() or element.get("class") == "both":
            # In a bilingual page nothing is around a chapter; one begins with a heading of the highest level.
            heading = element.find("h2[@id]")
            if spread is None or heading is not None:
                spread = ET.Element("div", {"class": "spread"})
                yield _Piece(_LEAD if heading is None else heading.attrib["id"], spread, text)
            spread.append(element)
        elif _only_holds(element):
            yield from _parts(element, text=text or element.tag == "main")
        else:
            sections = element.findall("section") if element.get("role") == "doc-part" else []
            for section in sections:
                element.remove(section)
            yield from (_Piece(piece.get("id", ""), piece, text) for piece in (element, *sections))
        yield from _words_of(behind, text=text)


def _words_of(written: str | None, *, text: bool) -> Iterator[_Piece]:
    if written and written.strip():
        element = ET.Element("p")
        element.text = written
        yield _Piece("", element, text)


def _only_holds(element: ET.Element) -> bool:
    """Whether an element only holds pieces of a page, and is no piece itself."""
    return element.tag == "main" or (
        element.tag == "div" and "id" not in element.attrib and any(map(_is_part, element.iter()))
    )


def _is_part(element: ET.Element) -> bool:
    return element.tag == "main" or element.get("id") in _KINDS or element.get("role") in _PARTS


def _chapters(pieces: Sequence[_Piece], heading: ET.Element | None) -> tuple[Chapter, ...]:
    kinds = [_kind(piece, heading) for piece in pieces]
    end = max((number for number, kind in enumerate(kinds) if kind == _TEXT), default=-1)
    matter = "frontmatter"
    chapters = []
    for number, (name, kind, piece) in enumerate(zip(_names(pieces), kinds, pieces, strict=True)):
        matter = kind if kind == _TEXT else matter if number < end else "backmatter"
        chapters.append(Chapter(name, kind or matter, chapter_title(piece.element), piece.element, matter))
    return tuple(chapters)


def _kind(piece: _Piece, heading: ET.Element | None) -> str:
    """The kind of a piece; nothing, where only its place decides that."""
    if piece.element.get("role") == "doc-index":
        return "index"
    if piece.name in _KINDS or piece.text:
        return _KINDS.get(piece.name, _TEXT)
    return "titlepage" if any(element is heading for element in piece.element.iter()) else ""


def _names(pieces: Sequence[_Piece]) -> Iterator[str]:
    """A name for each piece, its id where that can name a file; no two differ in capitals alone."""
    taken = {piece.name.casefold() for piece in pieces} | _OTHER_FILES
    given: set[str] = set()
    numbers = count(1)
    for piece in pieces:
        name, folded = piece.name, piece.name.casefold()
        if not _FILE_NAME.fullmatch(name) or folded in given | _OTHER_FILES:
            name = next(name for number in numbers if (name := f"part-{number}") not in taken)
        given.add(folded)
        yield name


def chapter_title(element: ET.Element) -> str:
    """The heading of a piece of a page, without calls of notes; the empty string, if it has none."""
    headings = [inner for inner in element.iter() if inner.tag in {"h1", "h2", "h3"}]
    own = [heading for heading in headings if "original" not in heading.get("class", "").split()]
    # The text there, for running heads, is without calls of notes.
    return own[0].get("data-title") or words(own[0]) if own else ""


def _mark(body: ET.Element, starts: Iterable[PageStart]) -> tuple[str, ...]:
    """Put a mark where each page begins; returns the folios of those whose place was found."""
    elements = {element.attrib["id"]: element for element in body.iter() if "id" in element.attrib}
    return tuple(start.folio for start in starts if start.id in elements and _insert(elements[start.id], start))


def _insert(element: ET.Element, start: PageStart) -> bool:
    """Put the mark of a page into the element that it begins in; whether its place was found."""
    mark = ET.Element("span", {"id": f"page-{start.folio}", "role": "doc-pagebreak", "aria-label": start.folio})
    if start.picture >= 0:
        holders = [(holder, child) for holder in element.iter() for child in holder if child.tag in _PICTURES]
        for holder, picture in holders[start.picture : start.picture + 1]:
            holder.insert(list(holder).index(picture), mark)
        return start.picture < len(holders)
    passed = 0
    for run in runs(element):
        for at, character in enumerate(run.text):
            if character.isalnum():
                if passed == start.letters:
                    _split(element, run, _word_start(run.text, at), mark)
                    return True
                passed += 1
    return False


def _word_start(text: str, at: int) -> int:
    """Where the word begins that holds a character, with the marks before it: reading aloud must not split a word."""
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _split(element: ET.Element, run: Run, at: int, mark: ET.Element) -> None:
    before, mark.tail = run.text[:at], run.text[at:]
    if run.behind:
        parent = next(parent for parent in element.iter() if run.element in list(parent))
        parent.insert(list(parent).index(run.element) + 1, mark)
        run.element.tail = before
    else:
        run.element.insert(0, mark)
        run.element.text = before


def _language_within(heading: ET.Element, language: str) -> str:
    """The language of a heading's content, if it is another one than the heading's."""
    return next((child.attrib["lang"] for child in heading if "lang" in child.attrib), language)
