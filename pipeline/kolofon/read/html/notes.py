"""From a page, the notes that it calls, in it or in another file, such as the endnotes of an EPUB.

A note is an element with such a type or class (`epub:type="footnote"`, `class="footnote"`), an item in a section of
notes, or the target of a call (`epub:type="noteref"`).  Where a link leads to a passage that begins with a link back to
it, they are a call and a note as well.  The links back to a call are left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import unquote

from kolofon.model.document import Place
from kolofon.read.html.semantics import has_word, linked
from kolofon.read.html.tree import HEADING, Characters, Element, Node, Remark

__all__ = ["NOTES", "Found", "NotePage", "is_call", "note_page", "says_nothing", "take_notes", "without_backlinks"]

_NOTE = frozenset({"footnote", "endnote", "rearnote"})
NOTES = frozenset({"footnotes", "endnotes", "rearnotes"})
"""The words for a section of notes."""

_CALL = frozenset({"noteref", "fnanchor", "footnote-ref", "footnoteref", "footnote-reference"})
_BACK = frozenset({"backlink", "footnote-back", "back"})
_ITEMS = frozenset({"aside", "dd", "div", "li", "p", "section"})
"""Elements that can be a note."""

_LISTED = frozenset({"aside", "dd", "li", "p"})
"""Elements that are notes in a section of notes."""

_THIN = frozenset({"p", "small", "span", "sup", "b", "strong"})
"""Elements that are removed if they had nothing but a link back."""

_RAISED = _THIN - {"p"}
"""Elements that can be right around a call, with the id that a note leads back to."""

_HOLDERS = frozenset({"aside", "div", "dl", "ol", "section", "ul"})
_SIGNS = re.compile(r"\W*(?:\d{1,4}|[ivxl]{1,6}|[IVXL]{1,6}|[A-Za-z])?\W*")
"""The words of a call or a link back that need not be kept: a number, a sign, an arrow."""


@dataclass(frozen=True, slots=True)
class NotePage:
    """The elements of a page by their ids: each is a note, or becomes one if a call leads to it.

    `notes` are the `id()`s of the elements that are notes by their own words or by their section; `spans` has the
    numbers of the first and the last element in each element, by its `id()`.
    """

    elements: Mapping[str, Element]
    notes: frozenset[int]
    spans: Mapping[int, tuple[int, int]]

    def is_note(self, name: str) -> bool:
        """Whether an id is that of a note, or in one."""
        return name in self.elements and id(self.elements[name]) in self.notes

    def holds(self, element: Element, inner: Element) -> bool:
        """Whether an element is in another, or is it."""
        first, last = self.spans[id(element)]
        return first <= self.spans[id(inner)][0] <= last


@dataclass(slots=True)
class Found:
    """The notes of a page that it calls, and their calls.

    `calls` has the name of the note for each call, by the call's `id()`; `notes` has the notes by their names in the
    order of their first calls; `ids` has the ids of the calls of each note; `headings` are those of sections of notes
    of which nothing else is left.  `outward` has the ids of links to other files, by the links' `id()`.
    """

    calls: dict[int, str] = field(default_factory=dict)
    notes: dict[str, Element] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    headings: list[tuple[Place, str]] = field(default_factory=list)
    outward: dict[int, set[str]] = field(default_factory=dict)


def is_call(element: Element) -> bool:
    """Whether a link has the type or the class of a call."""
    return element.name == "a" and has_word(element, _CALL) and "href" in element.attributes


def note_page(root: Element) -> NotePage:
    """The elements of a page that calls can lead to."""
    pages = _Pages()
    pages.walk(root, None, noted=False, listed=False)
    return NotePage(pages.elements, frozenset(pages.notes), pages.spans)


class _Pages:
    def __init__(self) -> None:
        self.elements: dict[str, Element] = {}
        self.notes: set[int] = set()
        self.spans: dict[int, tuple[int, int]] = {}

    def walk(self, element: Element, item: Element | None, *, noted: bool, listed: bool) -> None:
        first = len(self.spans)
        self.spans[id(element)] = (first, first)
        if element.name in _ITEMS and not noted:
            noted = has_word(element, _NOTE) or (listed and element.name in _LISTED)
            item = element if noted or element.name != "section" else item
        if noted and item is not None:
            self.notes.add(id(item))
        name = element.attributes.get("id")
        if name and item is not None:
            self.elements.setdefault(name, item)
        inside = listed or has_word(element, NOTES)
        for child in element.children:
            if isinstance(child, Element):
                self.walk(child, item, noted=noted, listed=inside)
        self.spans[id(element)] = (first, len(self.spans) - 1)


def take_notes(root: Element, name: str, kept: Iterable[Element]) -> Found:
    """Take the notes that a page calls out of its tree; `name` is that of its file, which links may have.

    Nothing is taken out of the elements `kept`, such as the notes of a page of the press.
    """
    found = Found()
    page = note_page(root)
    excluded = {id(inner) for element in kept for inner in element.walk()}
    parents = {id(inner): element for element in root.walk() for inner in element.children}
    keys: dict[int, str] = {}
    for link in root.walk():
        path, fragment = linked(link)
        if link.name != "a" or not fragment:
            continue
        if unquote(path) not in {"", name} or id(link) in excluded:
            found.outward[id(link)] = _names(link, parents)
            continue
        note = page.elements.get(unquote(fragment))
        if note is None or id(note) in excluded or page.holds(note, link):
            continue
        ids = _names(link, parents)
        known = page.is_note(unquote(fragment)) or _leads_to(note, ids)
        if is_call(link) or (known and says_nothing(link)):
            key = keys.setdefault(id(note), unquote(fragment))
            found.calls[id(link)] = key
            found.notes.setdefault(key, note)
            found.ids.setdefault(key, set()).update(ids)
    if found.notes:
        _prune(root, keys.keys(), found)
    return found


def _names(link: Element, parents: Mapping[int, Element]) -> set[str]:
    """The ids to which a link back to a call may lead: its own, and those of the elements right around it and in it."""
    around = parents.get(id(link))
    near = [link, *islice(link.walk(), 1, None), *([around] if around and around.name in _RAISED else [])]
    return {name for element in near if (name := element.attributes.get("id"))}


def _leads_to(note: Element, ids: set[str]) -> bool:
    """Whether an element begins with a link to one of some ids."""
    for node in note.children:
        match node:
            case Characters(text) if not text.strip():
                continue
            case Element(name="a"):
                if "href" not in node.attributes and not _text(node).strip():
                    continue  # the place of the note
                return unquote(linked(node)[1]) in ids and says_nothing(node)
            case Element(name=name) if name in _THIN:
                return _leads_to(node, ids)
            case _:
                return False
    return False


def says_nothing(element: Element) -> bool:
    """Whether the words of a call or of a link back are only a number, a letter or a sign."""
    return bool(_SIGNS.fullmatch(_text(element)))


def _text(element: Element) -> str:
    return "".join(
        node.text if isinstance(node, Characters) else _text(node)
        for node in element.children
        if not isinstance(node, Remark)
    )


def _prune(element: Element, taken: Collection[int], found: Found) -> bool:
    """Take elements out of another, with lists and sections of notes that this empties; whether there were any."""
    kept: list[Node] = []
    pruned = False
    for node in element.children:
        if isinstance(node, Element):
            if id(node) in taken:
                pruned = True
                continue
            inside = _prune(node, taken, found)
            pruned = pruned or inside
            if inside and _is_empty(node):
                headings = (inner for inner in node.walk() if HEADING.fullmatch(inner.name))
                found.headings += ((inner.place, " ".join(_text(inner).split())) for inner in headings)
                continue
        kept.append(node)
    if pruned:
        element.children[:] = kept
    return pruned


def _is_empty(element: Element) -> bool:
    """Whether nothing is left in a list, or nothing but headings in a section of notes."""
    left = list(_left(element))
    return element.name in _HOLDERS and (not left or (has_word(element, NOTES) and all(map(_goes, left))))


def _left(element: Element) -> Iterator[Node]:
    """The nodes in an element that are printed, outside of elements that only contain others."""
    for node in element.children:
        if isinstance(node, Element) and node.name in _HOLDERS:
            yield from _left(node)
        elif isinstance(node, Element | Remark) or node.text.strip():
            yield node


def _goes(node: Node) -> bool:
    return isinstance(node, Element) and (node.name == "hr" or bool(HEADING.fullmatch(node.name)))


def without_backlinks(
    note: Element, ids: Collection[str], files: Collection[str]
) -> tuple[Sequence[Node], tuple[Element, ...]]:
    """The content of a note without the links back to its calls, and those of these links that have words.

    `ids` are those of the calls, and `files` the names of the file that they are in.
    """
    worded: list[Element] = []

    def cleaned(element: Element) -> Iterator[Node]:
        for node in element.children:
            if not isinstance(node, Element):
                yield node
            elif _leads_back(node, ids, files):
                worded.extend([] if says_nothing(node) else [node])
            else:
                content = list(cleaned(node))
                gone = len(content) < len(node.children) and node.name in _THIN and not any(map(_shows, content))
                yield from [] if gone else [replace(node, children=content)]

    return list(cleaned(note)), tuple(worded)


def _shows(node: Node) -> bool:
    return bool(node.text.strip()) if isinstance(node, Characters) else True


def _leads_back(element: Element, ids: Collection[str], files: Collection[str]) -> bool:
    if element.name == "p" and has_word(element, frozenset({"back"})):
        return True
    if element.name != "a" or "href" not in element.attributes:
        return False
    path, fragment = linked(element)
    return has_word(element, _BACK) or (unquote(fragment) in ids and unquote(path) in files)
