"""Notes that a page calls in another file that is not a chapter: the endnotes of an EPUB."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import unquote

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.read.beside import path_from
from kolofon.read.html.notes import NotePage, is_call, note_page, without_backlinks
from kolofon.read.html.semantics import linked
from kolofon.read.html.tree import Element, Node, heading_groups_joined, parse_html
from kolofon.read.html.wellformed import check
from kolofon.read.reading import Reading
from kolofon.read.targets import Leads
from kolofon.read.text import decode

__all__ = ["CalledNote", "Endnotes", "parsed_page"]

_HTML = (".html", ".htm")
_DECLARES = re.compile(r"<!ENTITY|\A\s*\Z")
_PAGES = (".xhtml", ".html", ".htm", ".xml")


@dataclass(slots=True)
class CalledNote:
    """A note in another file, the path of that file below `source/`, and the ids of its calls."""

    note: Element
    path: str
    ids: set[str] = field(default_factory=set)


class Endnotes:
    """The notes in other files that one page calls, by their names, in the order of their first calls."""

    def __init__(self, reading: Reading, calls: Mapping[int, set[str]]) -> None:
        self._reading = reading
        self._calls = calls
        self.called: dict[str, CalledNote] = {}

    def call(self, element: Element, base: str) -> str | None:
        """The name of the note in another file that a link in the file `base` calls; None for any other link."""
        address, fragment = linked(element)
        name = unquote(fragment)
        own = not address and base != self._reading.base  # a note calls another
        if not name or not (own or address.lower().endswith(_PAGES)) or ":" in address:
            return None
        _, leads = self._reading.targets.resolve(element.attributes["href"], base)
        path = base if own else path_from(base, unquote(address)) if leads is Leads.NOWHERE else None
        content = self._reading.beside.content(path) if path else None
        if path is None or content is None:
            return None
        try:
            page = _notes_in(content, f"{_folder(self._reading)}{path}")
        except SourceError:
            if is_call(element):
                raise
            return None
        if name not in page.elements or not (is_call(element) or page.is_note(name)):
            return None
        note = page.elements[name]
        key = next((key for key, one in self.called.items() if one.note is note), f"{path}#{name}")
        self.called.setdefault(key, CalledNote(note, path)).ids.update(self._calls.get(id(element), ()))
        return key

    def content(self, called: CalledNote) -> tuple[Sequence[Node], tuple[Element, ...], Reading]:
        """The content of a note, the links back in it that have words, and the reading of its file."""
        back = posixpath.relpath(self._reading.base, posixpath.dirname(called.path) or ".")
        nodes, links_back = without_backlinks(called.note, called.ids, {"", back})
        reading = replace(self._reading, path=f"{_folder(self._reading)}{called.path}", base=called.path)
        return nodes, links_back, reading


def _folder(reading: Reading) -> str:
    """The folder that a person types before paths below `source/`."""
    return reading.path.removesuffix(reading.base) if reading.path.endswith(reading.base) else ""


def parsed_page(text: str, path: str) -> tuple[Element, SourceError | None]:
    """The tree of a page, and, for a page of HTML that is read although it is not well-formed XML, the error in it.

    Raises SourceError for XHTML that is not well-formed, and for a page that defines entities.
    """
    fault: SourceError | None = None
    try:
        check(text, path)
    except SourceError as wrong:
        if not path.lower().endswith(_HTML) or _DECLARES.search(text):
            raise
        fault = wrong
    root = Element("", {}, "", Place(path, 1, 1), list(parse_html(text, Place(path, 1, 1))))
    heading_groups_joined(root)
    return root, fault


@lru_cache(maxsize=4)  # every chapter of a book reads the same file
def _notes_in(content: bytes, path: str) -> NotePage:
    text = "\n".join(line.text for line in decode(content, path, SourceError))
    return note_page(parsed_page(text, path)[0])
