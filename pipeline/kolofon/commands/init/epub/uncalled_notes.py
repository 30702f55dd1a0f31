"""Notes of an EPUB that no page calls: they are not printed, so each has a finding."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from kolofon.commands.init.epub.chapters import Structure
from kolofon.commands.init.epub.container import Publication
from kolofon.commands.init.epub.xml import utf8
from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.read.html.blocks import text_of
from kolofon.read.html.notes import note_page
from kolofon.read.html.semantics import linked
from kolofon.read.html.tree import Element, parse_html

__all__ = ["uncalled_notes"]

_SHOWN = 200


def uncalled_notes(publication: Publication, made: Structure) -> Iterator[Finding]:
    """A finding for each note in the pages of notes that no other page leads to."""
    if not made.notes:
        return
    led = {target for page in (*made.chosen(), *made.notes) for target in _fragments(publication, page.path)}
    for page in made.notes:
        root = _tree(publication, page.path)
        found = note_page(root)
        called = {id(found.elements[name]) for path, name in led if path == page.path and name in found.elements}
        for element in root.walk():
            if id(element) in found.notes and id(element) not in called:
                words = " ".join(text_of(element).split())
                message = f"this note is never called, and not printed: {words}"
                place = Place(str(publication.file(page.path)), element.place.line, element.place.column)
                hint = "call it, or delete it"
                yield Finding("uncalled-note", Severity.WARNING, place, message, hint, subject=words[:_SHOWN])


def _fragments(publication: Publication, path: str) -> Iterator[tuple[str, str]]:
    """The places in other files that a page leads to, as a path in the EPUB and a name."""
    for element in _tree(publication, path).walk():
        address, fragment = linked(element)
        if element.name == "a" and fragment and address and ":" not in address:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address))), unquote(fragment)


def _tree(publication: Publication, path: str) -> Element:
    text = utf8(publication[path]).decode("utf-8", "replace")
    return Element("", {}, "", Place(path), list(parse_html(text, Place(path, 1, 1))))
