"""A finished page, cut into the chapters of a book for the screen.

Ids stay as they are, so a place has the same name in every edition and every language; only the file before it is added
(`s2.xhtml#s2-p3`).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.publish.paper.pagination import PageStart
from pipeline.publish.screen.page import Run, parsed, runs, words

__all__ = ["Book", "Chapter", "Cited", "chapter_title", "cut"]

_KINDS = {"title-page": "titlepage", "contents": "toc", "colophon": "colophon", "notes": "endnotes"}
"""What the EPUB Structural Semantics Vocabulary calls the parts of a book besides its text, by their ids."""

_CODE = frozenset({"code", "pre"})
_PICTURES = frozenset({"img", "svg"})
_TEXT = "bodymatter"
_LEAD = "lead"
_ENVELOPES = {"main", "div"}
"""Elements that only hold chapters; a `div` does so if it has no id."""

_FOR_PAPER = ("data-original", "data-target", "data-title")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the book, one element.

    `id` names its file; `kind` is `bodymatter`, or for what is not text what SSV calls it; `title` is its heading;
    `matter` is the part of the book that it stands in, as SSV calls it.
    """

    id: str
    kind: str
    title: str
    element: ET.Element
    matter: str


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of a bibliography: its id, its characters as they stand in every edition, and their language."""

    id: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Book:
    """All of a finished page, in reading order.

    `title` is in `title_language`, which is that of the original where nobody has translated it; `folios` are the
    printed pages that are marked in the chapters, each by the id `page-<folio>`.
    """

    language: str
    direction: str
    title: str
    title_language: str
    chapters: tuple[Chapter, ...]
    folios: tuple[str, ...] = ()

    def cited(self) -> tuple[Cited, ...]:
        """The entries of the bibliographies, in their order."""
        return tuple(
            Cited(entry.attrib["id"], "".join(entry.itertext()), listed.attrib["lang"])
            for listed in self.elements()
            if listed.get("class") == "bibliography"
            for entry in listed
        )

    def code(self) -> frozenset[str]:
        """The characters of the listings, and of the code in lines of text."""
        code = (element for element in self.elements() if element.tag in _CODE and element.get("class") != "digest")
        return frozenset(character for element in code for text in element.itertext() for character in text)

    def elements(self) -> Iterator[ET.Element]:
        """Every element of every chapter."""
        for chapter in self.chapters:
            yield from chapter.element.iter()


def cut(xhtml: bytes, starts: Sequence[PageStart] = ()) -> Book:
    """The chapters of what `pipeline.publish.xhtml.render` made, with a mark where each page of the print begins.

    What stands in the page stands in exactly one chapter: joined, the chapters' text is the page's text.
    """
    root = parsed(xhtml)
    body = next(root.iter("body"))
    folios = _mark(body, starts)
    heading = next(body.iter("h1"))
    language = root.attrib["lang"]
    chapters = _chapters(list(_cut(body)))
    for chapter in chapters:
        for element in chapter.element.iter():
            for name in _FOR_PAPER:
                element.attrib.pop(name, None)
    return Book(
        language=language,
        direction=root.attrib["dir"],
        title=words(next(root.iter("title"))),
        title_language=next((child.attrib["lang"] for child in heading if "lang" in child.attrib), language),
        chapters=chapters,
        folios=folios,
    )


def _cut(holder: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """The pieces of a page, each with the id that names it."""
    spread = None
    for element in list(holder):
        if "pair" in element.get("class", "").split() or element.get("class") == "both":
            # In a bilingual page nothing is around a chapter; one begins with a heading of the highest level.
            heading = element.find("h2[@id]")
            if spread is None or heading is not None:
                spread = ET.Element("div", {"class": "spread"})
                yield (_LEAD if heading is None else heading.attrib["id"]), spread
            spread.append(element)
        elif element.tag in _ENVELOPES and (element.tag == "main" or "id" not in element.attrib):
            yield from _cut(element)
        elif element.get("role") == "doc-part":
            inner = element.findall("section")
            for section in inner:
                element.remove(section)
            yield from ((piece.attrib["id"], piece) for piece in (element, *inner))
        else:
            yield element.attrib["id"], element


def _chapters(pieces: Sequence[tuple[str, ET.Element]]) -> tuple[Chapter, ...]:
    kinds = ["index" if element.get("role") == "doc-index" else _KINDS.get(name, _TEXT) for name, element in pieces]
    matter = "frontmatter"
    chapters = []
    for number, ((name, element), kind) in enumerate(zip(pieces, kinds, strict=True)):
        matter = kind if kind == _TEXT else matter if _TEXT in kinds[number:] else "backmatter"
        element.tail = None
        chapters.append(Chapter(name, kind, chapter_title(element), element, matter))
    return tuple(chapters)


def chapter_title(element: ET.Element) -> str:
    """The heading of a piece of a page, without calls of notes; the empty string, if it has none."""
    headings = [inner for inner in element.iter() if inner.tag in {"h1", "h2", "h3"}]
    own = [heading for heading in headings if "original" not in heading.get("class", "").split()]
    # What stands there for running heads is without calls of notes.
    return own[0].get("data-title") or words(own[0]) if own else ""


def _mark(body: ET.Element, starts: Iterable[PageStart]) -> tuple[str, ...]:
    """Put a mark where each page begins; the folios of those that found their place."""
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
    """Where the word begins that holds a character, with the marks before it: nobody should hear half a word."""
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
