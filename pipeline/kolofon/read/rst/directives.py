"""From the nodes of directives, the blocks of a document."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from docutils import nodes

from kolofon.model.document import (
    Aside,
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    IndexMark,
    Link,
    ListItem,
    Paragraph,
    Preformatted,
    Sentence,
    Text,
)
from kolofon.read.elements.asides import aside_named
from kolofon.read.elements.formulas import tex_formula
from kolofon.read.reading import printable
from kolofon.read.rst.context import Context
from kolofon.read.rst.definitions import definition_list
from kolofon.read.rst.inline import InlineReader
from kolofon.read.rst.listings import Listings
from kolofon.read.rst.names import label_name
from kolofon.read.rst.sphinx.conditions import holds
from kolofon.read.rst.sphinx.index import listed
from kolofon.read.rst.sphinx.objects import description
from kolofon.read.rst.tree.directive_classes import ADMONITIONS, CODE, DRAWN, OBJECTS, QUOTATIONS, VERSIONS
from kolofon.read.rst.tree.nodes import DirectiveNode, options_of, value, values

__all__ = ["DirectiveReader"]

Blocks = Callable[[Iterable[nodes.Node]], tuple[Block, ...]]

_ASIDES = ADMONITIONS | {"admonition", "sidebar", "topic"}
_HEADED = frozenset({"card", "details", "dropdown", "grid-item-card", "rubric", "tab", "tab-item"})
_CONTENT = frozenset({"acks", "compound", "container", "div", "grid", "hlist", "tab-set", "tabs"})
_LISTINGS = CODE | DRAWN | {"literalinclude"}
_UNPRINTED = frozenset(
    {
        *("codeauthor", "contents", "currentmodule", "date", "default-domain", "footer", "header", "include", "meta"),
        *("module", "moduleauthor", "program", "section-numbering", "sectionauthor", "sectnum", "tabularcolumns"),
        *(
            "target-notes",
            "testcleanup",
            "testsetup",
            "title",
            "cssclass",
            "namespace",
            "namespace-push",
            "namespace-pop",
        ),
        *("refcounts", "todolist", "toctree"),
    }
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


class DirectiveReader:
    """Reads directives; `blocks` reads their content."""

    def __init__(self, context: Context, inline: InlineReader, listings: Listings, blocks: Blocks) -> None:

        self._reading = context.reading
        self._places = context.places
        self._inline = inline
        self._listings = listings
        self._read = blocks

    def marks(self, node: nodes.Element) -> Iterator[IndexMark]:
        """The marks of an `index` directive."""
        yield from listed("\n".join([value(node, "argument"), value(node, "text")]))

    def blocks(self, node: nodes.Element) -> Iterator[Block]:
        """The blocks of a directive; a directive that the press does not print is in a finding."""
        kind = value(node, "directive")
        if not isinstance(node, DirectiveNode):
            return
        if kind in _ASIDES:
            yield self._aside(kind, node)
        elif kind in VERSIONS:
            yield from self._version(kind, node)
        elif kind in _LISTINGS:
            yield from self._listings.directed(node)
        elif kind in OBJECTS:
            yield from description(node, self._inline, self._places, self._read)
        elif kind in _HEADED:
            yield from self._headed(node)
        elif kind in _CONTENT | QUOTATIONS:
            yield from self._read(child for child in node.children)
        elif kind in _UNPRINTED:
            self._unprinted(kind, node)
        else:
            yield from self._other(kind, node)

    def _other(self, kind: str, node: DirectiveNode) -> Iterator[Block]:
        match kind:
            case "index":
                if marks := tuple(self.marks(node)):
                    yield Paragraph((Sentence(marks, self._places.of(node)),))
            case "centered":
                yield from (Paragraph((self._inline.sentence(child),)) for child in node.children if _is_title(child))
            case "figure":
                yield from self._figure(node)
            case "math":
                yield from self._math(node)
            case "glossary":
                yield from self._glossary(node)
            case "productionlist" | "production-list":
                text = "\n".join(filter(None, [value(node, "argument"), value(node, "text")])).replace("`", "")
                yield Preformatted(printable(text))
            case "only" | "ifconfig":
                yield from self._conditional(node)
            case "highlight":
                self._listings.highlighted = value(node, "argument").strip()
            case "raw" | "comment":
                text = f"{value(node, 'argument')} {value(node, 'text')}"
                self._reading.note("raw-text", self._places.of(node), f"this is not printed: {text}", text)
            case _:
                yield from self._unknown(kind, node)

    def _unprinted(self, kind: str, node: DirectiveNode) -> None:
        """Report a directive that is for a program, or whose work the press does by itself."""
        if kind == "toctree" and self._reading.work.summary:
            return
        # The finding has the whole directive, with its options and its content.
        written = " ".join(node.rawsource.split())
        self._reading.unread("unprinted-directive", self._places.of(node), written)

    def _aside(self, kind: str, node: DirectiveNode) -> Aside:
        named = aside_named(kind if kind not in ("topic", "sidebar") else "aside")
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        title = self._inline.sentence(titles[0]) if titles else None
        if kind == "admonition" and (option := options_of(node).get("class")):
            named = aside_named(option.split()[0]) if aside_named(option.split()[0]).known else named
        if title is None and named.title:
            title = Sentence((Text(named.title),), self._places.of(node))
        for name, option in options_of(node).items():
            if name not in ("class", "name") or (name == "class" and kind != "admonition"):
                self._reading.unread("unread-attribute", self._places.of(node), f":{name}: {option}")
        return Aside(named.kind, title, self._read(child for child in node.children if child not in titles))

    def _version(self, kind: str, node: DirectiveNode) -> Iterator[Block]:
        """The text about a version, below the words that Sphinx prints before it."""
        words = f"{VERSIONS[kind]} {value(node, 'argument')}"
        if removed := value(node, "removed"):
            words += f", will be removed in version {removed}"
        term = Sentence((Emphasis((Text(printable(words)),)),), self._places.of(node))
        blocks = self._read(node.children)
        yield from definition_list([Definition((term,), (ListItem(blocks),) if blocks else ())])

    def _headed(self, node: DirectiveNode) -> Iterator[Block]:
        for child in node.children:
            if isinstance(child, nodes.title):
                yield Bridgehead(self._inline.sentence(child))
            else:
                yield from self._read([child])

    def _math(self, node: DirectiveNode) -> Iterator[Block]:
        place, options = self._places.of(node), options_of(node)
        whole = "\n\n".join(filter(None, [value(node, "argument"), value(node, "text")]))
        name = label_name(options.get("label", "") or options.get("name", ""))
        for text in filter(str.strip, _EMPTY_LINE.split(whole)):
            formula = text if "\\\\" not in text or "\\begin" in text else f"\\begin{{aligned}}{text}\\end{{aligned}}"
            found = tex_formula(printable(formula), self._reading, place, display=True, name=name)
            if found:
                yield Paragraph((Sentence(found, place),))
            name = ""

    def _glossary(self, node: DirectiveNode) -> Iterator[Block]:
        for block in self._read(node.children):
            yield replace(block, glossary=True) if isinstance(block, DefinitionList) else block

    def _conditional(self, node: DirectiveNode) -> Iterator[Block]:
        """Content for some outputs: that for printed books is printed, and any other is in a finding."""
        expression = value(node, "argument")
        if value(node, "directive") == "only" and not holds(expression):
            written = " ".join(node.rawsource.split())
            self._reading.note("raw-text", self._places.of(node), f"this is not for print: {written}", written)
            return
        self._reading.unread("unprinted-directive", self._places.of(node), f"{value(node, 'directive')} {expression}")
        yield from self._read(node.children)

    def _unknown(self, kind: str, node: DirectiveNode) -> Iterator[Block]:
        """A directive of an extension that the press does not know; its content is printed."""
        written = node.rawsource.partition("\n\n")[0]
        self._reading.unread(
            "unknown-directive", self._places.of(node), f".. {kind}:: {' '.join(_behind(written).split())}"
        )
        titles = [child for child in node.children if isinstance(child, nodes.title | nodes.caption)]
        argument = value(node, "argument")
        if not titles and " " in argument.strip() and not value(node, "text"):
            sentence = self._listings.words(node, " ".join(argument.split()))
            yield Paragraph((sentence,))
        yield from (Paragraph((self._inline.sentence(title),)) for title in titles)
        yield from self._read(node.children)

    # --- pictures -----------------------------------------------------------------------------------------------------

    def lone_picture(self, node: nodes.image) -> Iterator[Block]:
        """A picture that is a block."""
        image = self._inline.image(node)
        target = options_of(node).get("target", "")
        if target:
            resolved = self._inline.target_of(target, node)
            sentence = Sentence((Link((image,), resolved) if resolved else image,), self._places.of(node))
            yield Paragraph((sentence,))
        elif self._reading.reaches(value(node, "uri")) or value(node, "uri").startswith("/"):
            name = label_name(values(node, "names")[0]) if values(node, "names") else ""
            yield Figure(image, (), self._places.of(node), name)
        else:
            yield Paragraph((Sentence((image,), self._places.of(node)),))

    def _figure(self, node: DirectiveNode) -> Iterator[Block]:
        pictures = [child for child in node.children if isinstance(child, nodes.image)]
        rest = [child for child in node.children if child not in pictures and not isinstance(child, nodes.target)]
        caption: tuple[Sentence, ...] = ()
        if rest and isinstance(rest[0], nodes.paragraph):
            caption = (self._inline.sentence(rest[0]),)
            rest = rest[1:]
        elif rest and isinstance(rest[0], nodes.comment) and not rest[0].astext().strip():
            rest = rest[1:]
        if target := options_of(node).get("target", ""):
            self._reading.unread("unread-attribute", self._places.of(node), f":target: {target}")
        name = label_name(values(node, "names")[0]) if values(node, "names") else ""
        for picture in pictures:
            yield Figure(self._inline.image(picture), caption, self._places.of(node), name)
        yield from self._read(rest)


def _is_title(node: nodes.Node) -> TypeGuard[nodes.title]:
    return isinstance(node, nodes.title)


def _behind(written: str) -> str:
    """What is behind the name of a directive."""
    return written.partition("::")[2]
