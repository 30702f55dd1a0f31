"""From the links of a wiki and the addresses in its text, links of the document."""

import re
from collections.abc import Callable, Iterable

from mwparserfromhell.nodes import ExternalLink, Template, Wikilink

from kolofon.language.mediawiki import WikiWords
from kolofon.model.document import Inline, Link, Text
from kolofon.read.links import link
from kolofon.read.reading import Reading, printable
from kolofon.read.wikitext.nodes import At, Source, inside, name_of, parsed, placed
from kolofon.read.wikitext.titles import Kind, Title, address, report_other_wiki, title_of
from kolofon.text.notation import normal

__all__ = ["LinkReader"]

_WIKI = re.compile(r"(https?://[^/\s]+/wiki/)")
_END = re.compile(r"\{\{|&(?:nbsp|lt|gt|#0*(?:160|60|62)|#x0*(?:a0|3c|3e));", re.IGNORECASE)
"""The end of an address: a template that nothing closes, and, as in MediaWiki, a space or a bracket as an entity."""
_LITERAL = {"=": "=", "!": "|"}
"""Templates that stand for one character of an address."""


class LinkReader:
    """Reads the links of one file.  `inlines` reads their words."""

    def __init__(
        self,
        reading: Reading,
        source: Source,
        words: WikiWords,
        inlines: Callable[[Iterable[At]], tuple[Inline, ...]],
    ) -> None:
        self._reading = reading
        self._source = source
        self._words = words
        self._inlines = inlines
        found = _WIKI.match((reading.work.rights or reading.edition.rights).source_url)
        self._wiki = found[1] if found else ""

    def wikilink(self, at: At, node: Wikilink) -> tuple[Inline, ...]:
        """A link `[[…]]` that is no picture."""
        written = str(node.title)
        title = title_of(written.partition("#")[0], self._words)
        if title.kind in (Kind.CATEGORY, Kind.LANGUAGE) and not title.colon:
            report_other_wiki(title, self._reading, self._source.place(at.offset))
            kind = "categories" if title.kind is Kind.CATEGORY else "languages"
            self._reading.unprinted(kind, self._source.place(at.offset), str(node))
            return ()
        children, target = self._inlines(inside(at)), self._target(title, written, at)
        if not children and not (target.startswith("#") and ":" in target):  # a reference to a figure has no words
            children = (Text(printable(written.strip().lstrip(":").replace("_", " "))),)
        return link(children, target) if target else children

    def _target(self, title: Title, written: str, at: At) -> str:
        fragment = written.partition("#")[2].strip()
        place = self._source.place(at.offset)
        within = f"#{fragment.replace(' ', '_')}" if fragment else ""
        if not title.written:
            return self._reading.target(within or "#", place)
        if title.kind is not Kind.PAGE:
            return address(title, within, self._wiki, self._words)
        known = self._reading.targets.titled(title.written)
        if known is not None:
            return self._reading.target(f"/{known}{within}", place)
        return address(title, within, self._wiki, self._words) or written

    def external(self, at: At, node: ExternalLink) -> tuple[Inline, ...]:
        """An address, with words or without; a template in it ends it, since its text is not known here."""
        nodes = placed(node.url, at.offset + (1 if node.brackets else 0))
        written = ""
        rest: tuple[At, ...] = ()
        for index, part in enumerate(nodes):
            if isinstance(part.node, Template) and name_of(part.node) not in _LITERAL:
                rest = nodes[index:]
                break
            if not isinstance(part.node, Template) and (end := _END.search(str(part.node))):
                written += str(part.node)[: end.start()]
                rest = (*parsed(str(part.node)[end.start() :], part.offset + end.start()), *nodes[index + 1 :])
                break
            written += _LITERAL[name_of(part.node)] if isinstance(part.node, Template) else str(part.node)
        behind = self._inlines(rest)
        target = f"https:{written}" if written.startswith("//") else written
        if not node.brackets:
            return normal((Link((Text(printable(written)),), self._resolved(target, at)), *behind))
        children = self._inlines(inside(at)) or (Text(printable(written)),)
        return normal((*link(children, self._resolved(target, at)), *behind))

    def _resolved(self, target: str, at: At) -> str:
        return self._reading.target(target, self._source.place(at.offset))
