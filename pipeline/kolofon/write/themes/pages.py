"""The rules for a text that a template of a theme writes, if it is to be a page.

What a template of the press writes is not parsed again; a template of a theme comes from outside, and may write
anything. It may leave out much.  What it writes must be XML, hold no script and nothing loaded from another host, and
have what every format needs: a title, a language, a body.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import cast
from urllib.parse import unquote
from xml.parsers import expat

from kolofon.set.addresses import safe_picture, safe_target
from kolofon.text.formulas.mathml import ATTRIBUTES as ATTRIBUTES_OF_FORMULAS
from kolofon.text.formulas.mathml import ELEMENTS as OF_FORMULAS
from kolofon.text.formulas.mathml import NAMESPACE as FORMULAS
from kolofon.write import css
from kolofon.write.pictures.vector.names import ATTRIBUTES, PROPERTIES
from kolofon.write.pictures.vector.names import ELEMENTS as SHAPES
from kolofon.write.pictures.vector.sizes import is_view
from kolofon.write.themes.amounts import Amounts, BeyondLimitError
from kolofon.write.themes.sheets import FETCHING, every, stays

__all__ = ["DEEPEST", "DRAWN", "ELEMENTS", "NEVER", "NO_ATTRIBUTES", "SPAN_DIGITS", "Fault", "Kind", "check"]

DEEPEST = 200
"""How deep elements may be in one another."""

ELEMENTS = frozenset(
    [
        *("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "body", "br", "caption", "cite"),
        *("code", "col", "colgroup", "data", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure"),
        *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "img", "ins"),
        *("kbd", "li", "main", "mark", "meta", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
        *("section", "small", "span", "strong", "style", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("time", "title", "tr", "u", "ul", "var", "wbr"),
    ]
)
"""The elements of HTML that a page may have."""

DRAWN = frozenset(SHAPES) - {
    *("clipPath", "feImage", "filter", "image", "linearGradient", "marker", "mask", "pattern", "radialGradient"),
    *("style", "switch", "symbol", "textPath", "use"),
}
"""The elements of SVG that a page may have: shapes, each drawn once."""

NEVER = frozenset(["applet", "base", "embed", "frame", "frameset", "iframe", "object", "script"])
"""The elements that no file of an EPUB may have."""

NO_ATTRIBUTES = frozenset(["action", "background", "formaction", "http-equiv", "ping", "poster", "srcdoc", "srcset"])
_HTML, _SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
_AROUND = f'<div xmlns="{_HTML}" xmlns:epub="http://www.idpf.org/2007/ops">'
_SPANS = frozenset(["colspan", "rowspan", "span"])
SPAN_DIGITS = 3
"""How many digits the number of columns or rows may have that a cell takes."""

_MISMATCH = 7
"""Expat's number of the fault that an end tag is not that of the innermost open element."""

_LINE_END = re.compile(rb"\n")
_FILE = re.compile(r"(\.\./|[A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+\.x?html(#.+)?")
"""A place in another file of a book, of an EPUB or of the site."""

_DATA = "application/ld+json"
"""The type of a `script` that holds data and runs nothing (JSON-LD 1.1, 7)."""

_UNKNOWN_ENTITY = 11
_OUTER = {"html": 0, "head": 1, "body": 1}
"""The elements that a page has once, and how deep they are."""

_PICTURE = "put it below source/ and show it with <img>"


class Kind(Enum):
    """What a template makes: text that is not checked, any XML, a page of a book, or a part of one.

    A chapter is a part that is alone on its page.
    """

    TEXT = "text"
    XML = "XML"
    PAGE = "page"
    PART = "part"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a text, how to mend it, and the byte at which it begins, or None for all of it."""

    message: str
    hint: str
    at: int | None = None


class _FoundError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class _Seen:
    """What a page has had so far."""

    open: list[tuple[str, int]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    title: str = ""
    said: bool = False
    style: list[str] = field(default_factory=list)
    style_at: int = 0


def check(text: str, kind: Kind, language: str = "", direction: str = "", pictures: str = "") -> Fault | None:
    """The fault in the text of a template, None if there is none.

    A page must say its language and direction.  `pictures` is how the addresses of pictures begin; where it is empty,
    they are paths below `source/`.
    """
    before = _AROUND if kind in {Kind.PART, Kind.CHAPTER} else ""
    content = f"{before}{text}{'</div>' if before else ''}".encode()
    try:
        _Reader(kind, len(before), {"lang": language, "dir": direction}, pictures).read(content)
    except _FoundError as found:
        return found.fault
    return None


class _Reader:
    def __init__(self, kind: Kind, before: int, expected: Mapping[str, str], pictures: str) -> None:
        self._kind, self._before = kind, before
        self._expected, self._pictures = expected, pictures
        self._seen = _Seen()
        self._amounts = Amounts()
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def read(self, content: bytes) -> None:
        """Read a text; _FoundError for the first fault."""
        self._content = content
        try:
            self._parser.Parse(content, True)  # noqa: FBT003  as expat has it
        except expat.ExpatError as wrong:
            self._fail_as_xml(wrong)
        try:
            self._amounts.check()
        except BeyondLimitError as error:
            self._fail(str(error), "ask for less", cast("int", error.place))
        if self._kind is Kind.PAGE:
            self._check_whole()
        if self._kind in {Kind.PAGE, Kind.CHAPTER}:
            self._check_links()

    def _fail(self, message: str, hint: str, at: int | None = None) -> None:
        raise _FoundError(Fault(message, hint, None if at is None else max(at - self._before, 0)))

    def _fail_as_xml(self, wrong: expat.ExpatError) -> None:
        said = expat.ErrorString(wrong.code)
        if wrong.code == _MISMATCH and len(self._seen.open) > bool(self._before):
            name, at = self._seen.open[-1]
            self._fail(f"<{name}> is not closed, or closed in the wrong place", f"write </{name}> where it ends", at)
        hint = (
            "write a character itself, or its number, as &#160;" if wrong.code == _UNKNOWN_ENTITY else "mend the markup"
        )
        self._fail(f"this is not well-formed XML: {said}", hint, self._parser.ErrorByteIndex)

    def _check_whole(self) -> None:
        seen = self._seen
        for name in ("html", "head", "title", "body"):
            if name not in seen.names:
                hint = 'build on the press\'s own: {% extends "press/book.xhtml.jinja" %}'
                self._fail(f"the page has no <{name}>", hint)
        if not seen.title.strip():
            self._fail("the page has an empty <title>", "write <title>{{ title.plain }}</title>")
        if not seen.said:
            self._fail("the page has nothing in its <body>", "leave the text in: {% include 'text.xhtml.jinja' %}")

    def _check_links(self) -> None:
        ids = self._seen.ids
        for target, at in self._seen.links:
            if target in ids or unquote(target) in ids:
                continue
            if self._kind is Kind.CHAPTER:
                hint = f"write href=\"{{{{ link('{target}') }}}}\""
                self._fail(f"a link leads to #{target}, which is not in this part of the book", hint, at)
            self._fail(f"a link leads to #{target}, and nothing has that id", "lead to what is there", at)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        space, _, local = name.rpartition(" ")
        if not self._seen.open and self._kind is Kind.PAGE:
            self._check_root(space, local, attributes, at)
        self._seen.open.append((local, at))
        self._seen.names.add(local)
        if len(self._seen.open) > DEEPEST:
            self._fail(f"this is deeper than {DEEPEST} elements in one another", "make it less deep", at)
        if self._kind is not Kind.XML and len(self._seen.open) - 1 != _OUTER.get(local, len(self._seen.open) - 1):
            self._fail(f"<{local}> has no place within the page", "take it out, and leave what is in it", at)
        self._check_element(space, local, attributes.get("type", ""), at)
        for named, value in attributes.items():
            self._check_attribute(space, local, (named.rpartition(" ")[2], value), at)
        if local == "style":
            self._seen.style, self._seen.style_at = [], self._content.index(b">", at) + 1
        if local == "img":
            self._seen.said = True

    def _check_root(self, space: str, local: str, attributes: dict[str, str], at: int) -> None:
        if (space, local) != (_HTML, "html"):
            self._fail("the page does not begin with <html> in its namespace", f'write <html xmlns="{_HTML}" …>', at)
        for name, value in self._expected.items():
            if attributes.get(name) != value:
                what = {"lang": "language", "dir": "direction"}[name]
                self._fail(f"<html> does not say the {what} of the edition", f'write {name}="{{{{ {what} }}}}"', at)

    def _check_element(self, space: str, local: str, kind: str, at: int) -> None:
        if local == "script" and kind == _DATA and self._kind is Kind.PAGE:
            return
        if local.lower() in NEVER:
            self._fail(f"<{local}> has no place in a book", "take it out", at)
        if self._kind is Kind.XML:
            return
        if space == _SVG:
            if local not in DRAWN:
                self._fail(f"<{local}> has no place in a drawing within a page", _PICTURE, at)
        elif space == FORMULAS:
            if local not in OF_FORMULAS:
                self._fail(
                    f"<{local}> has no place in a formula", "docs/themes.md names the elements that have one", at
                )
        elif space != _HTML or local not in ELEMENTS:
            self._fail(f"<{local}> has no place in a page", "docs/themes.md names the elements that have one", at)

    def _check_attribute(self, space: str, local: str, attribute: tuple[str, str], at: int) -> None:
        name, value = attribute
        if name.lower().startswith("on") or name in NO_ATTRIBUTES:
            self._fail(f"`{name}` has no place in a book", "take it out", at)
        if self._kind is Kind.XML:
            return
        if space == _SVG:
            self._check_drawing(local, name, value, at)
        elif space == FORMULAS:
            if name not in ATTRIBUTES_OF_FORMULAS:
                self._fail(f"`{name}` has no place in a formula", "take it out", at)
        elif name == "id":
            if value in self._seen.ids:
                self._fail(f"the id `{value}` is there twice", "write another one, or include a part once", at)
            self._seen.ids.add(value)
        elif name == "href" and self._kind in {Kind.PART, Kind.CHAPTER} and _FILE.fullmatch(value):
            return
        elif name == "href" and safe_target(value) is None:
            self._fail(f"nobody may follow a link to `{value}`", "lead to http:, https:, mailto: or #id", at)
        elif name == "href" and value.startswith("#"):
            self._seen.links.append((value[1:], at))
        elif name == "src" and not (local == "img" and self._is_picture(value)):
            self._fail(f"`{value}` is no picture of the edition", "write src=\"{{ picture('its/path.png') }}\"", at)
        elif name in _SPANS and not re.fullmatch(f"[0-9]{{1,{SPAN_DIGITS}}}", value):
            self._fail(f"`{name}` is {value[:9]}", f"write a number of {SPAN_DIGITS} digits at the most", at)
        elif name == "style":
            self._check_style(value, at)

    def _is_picture(self, address: str) -> bool:
        begins = address.startswith(self._pictures)
        return begins and (self._pictures.startswith("data:") or safe_picture(address) is not None)

    def _check_drawing(self, local: str, name: str, value: str, at: int) -> None:
        if name == "style":
            self._check_style(value, at)
        elif name not in SHAPES[local] | PROPERTIES | ATTRIBUTES and not name.startswith("aria-"):
            self._fail(f"`{name}` has no place in a drawing within a page", _PICTURE, at)
        elif name == "viewBox" and not is_view(value):
            self._fail(f"`{value}` is no viewBox", "write four numbers: x y width height", at)
        elif "url(" in value.lower() or "\\" in value:
            self._fail(f"`{name}` leads elsewhere in a drawing within a page", _PICTURE, at)

    def _check_style(self, value: str, at: int) -> None:
        for node in css.contents(value):
            if node.type != "declaration":
                self._fail(f"`style` is not CSS: {value}", "write declarations, as color: navy", at)
            if any(True for _ in css.addresses(css.parts(node), FETCHING)):
                self._fail(f"`style` asks for something: {value}", "write it in theme.css", at)
            self._count(node, at)

    def _end(self, name: str) -> None:
        self._seen.open.pop()
        if name.rpartition(" ")[2] == "style" and self._kind is not Kind.XML:
            self._check_rules("".join(self._seen.style), self._seen.style_at, self._parser.CurrentByteIndex)

    def _characters(self, text: str) -> None:
        inner = self._seen.open[-1][0] if self._seen.open else ""
        if inner == "title":
            self._seen.title += text
        elif inner == "style":
            self._seen.style.append(text)
        elif "body" in self._seen.names and text.strip():
            self._seen.said = True

    def _check_rules(self, text: str, at: int, end: int) -> None:
        """The style of a page, which is between two bytes of it.

        It is that of the press and of the theme's sheets, and what a template puts beside them.
        """
        lines = [at, *(found.end() for found in _LINE_END.finditer(self._content, at, end))]
        for node in every(css.rules(text)):
            wrong, line = "", lines[min(node.source_line, len(lines)) - 1]  # a line end may be written as `&#10;`
            if node.type == "error":
                wrong = f"is not CSS: {node.message.rstrip('.')}"
            elif node.type == "at-rule" and node.lower_at_keyword == "import":
                wrong = "has `@import`, which has no place in a theme"
            elif node.type == "declaration":
                away = (address for address, _ in css.addresses(css.parts(node), FETCHING) if not stays(address))
                wrong = next((f"asks for `{address}`, which is not in the edition" for address in away), "")
                self._count(node, line)
            if wrong:
                self._fail(f"the style of the page {wrong}", "mend it, or write it in theme.css", line)

    def _count(self, declaration: css.Node, at: int) -> None:
        try:
            self._amounts.add(declaration, at)
        except BeyondLimitError as error:
            self._fail(str(error), "ask for less", at)
