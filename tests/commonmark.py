"""The examples of the CommonMark specification, and a form in which two renderings of one text are equal."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markupsafe import Markup

from kolofon.model.document import Document
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.views import Layouts, Section
from kolofon.write.xhtml.blocks import BlockWriter
from tests.machine import ROOT

__all__ = ["EXAMPLES", "Example", "has_raw_html", "normal_form", "rendered"]

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile("h[1-6]")
_INLINE = frozenset({"em", "strong", "code", "sup", "sub", "a", "span", "time"})

Tree = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its number in the specification, the Markdown, and the HTML that it must give."""

    number: int
    markdown: str
    html: str


def _examples() -> Iterator[Example]:
    text = (ROOT / "tests/data/commonmark/spec.txt").read_text("utf-8")
    for number, found in enumerate(_EXAMPLE.finditer(text), 1):
        yield Example(number, found[1].replace("→", "\t"), found[2].replace("→", "\t"))


EXAMPLES = tuple(_examples())
_PARSER = MarkdownIt("commonmark")


@cache
def has_raw_html(markdown: str) -> bool:
    """Whether a CommonMark text holds HTML."""
    if "<" not in markdown:
        return False
    tokens = _PARSER.parse(markdown)
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    return any(token.type in ("html_block", "html_inline") for token in every)


def rendered(document: Document, *, titled: bool) -> str:
    """The text of a document as the press sets it, with each heading as `<heading depth="…">`; the title's is 0."""
    book = set_document(document, Words({}, document.language))
    writer = BlockWriter(document.language, Layouts(lambda *_: Markup(""), lambda *_: Markup("")))
    title = _heading(0, writer.inline.heading(book.title).markup) if titled else ""
    lead = writer.blocks(book.lead)
    sections = "".join(_sections(writer.sections(book.sections), 1))
    return f"{title}{lead}{sections}"


def _sections(sections: Iterable[Section], depth: int) -> Iterator[str]:
    for section in sections:
        yield _heading(depth, section.heading.markup)
        yield section.blocks
        yield from _sections(section.sections, depth + 1)


def _heading(depth: int, content: str) -> str:
    return f'<heading depth="{depth}">{content}</heading>'


def normal_form(html: str) -> Tree:
    """A rendering as a tree that is equal for two renderings of the same text.

    Ids, classes but those of code, our spans, white space between blocks and runs of it in a line do not count.  Of the
    level of a heading counts how deep it is in the outline; a heading within a block is one without a level.
    """
    # The press ends no listing with a line end.
    html = html.replace("\n</code></pre>", "</code></pre>")
    root = ET.fromstring(f"<root>{html}</root>")  # noqa: S314  the specification's, or written by us
    _number_headings(root)
    return tuple(_blocks(root))


def _number_headings(root: ET.Element) -> None:
    """Write the depth of each heading of the outermost level, as the outline has it."""
    levels: list[int] = []
    for index, element in enumerate(root):
        if not _HEADING.fullmatch(element.tag):
            continue
        level = int(element.tag[1])
        if index == 0 and level == 1 and "".join(element.itertext()).strip():
            depth = 0
        else:
            levels = [*(above for above in levels if above < level), level]
            depth = len(levels)
        element.tag = "heading"
        element.set("depth", str(depth))


def _blocks(element: ET.Element) -> Iterator[object]:
    """The content of a block: blocks, and the inline content between them."""
    line: list[object] = _inlines(element.text)
    for child in element:
        if child.tag in _INLINE or child.tag in ("img", "br"):
            line += _inline(child)
        else:
            yield from _line(line)
            yield _block(child)
            line = []
        line += _inlines(child.tail)
    yield from _line(line)


def _block(element: ET.Element) -> Tree:
    if element.tag == "heading":
        return "heading", element.get("depth"), tuple(_blocks(element))
    if _HEADING.fullmatch(element.tag) or element.get("class") == "bridgehead":
        return "bridgehead", tuple(_blocks(element))
    if element.tag == "pre":
        code = element.find("code")
        return "pre", "" if code is None else code.get("class", ""), "".join(element.itertext())
    start = element.get("start", "1") if element.tag == "ol" else ""
    return element.tag, start, tuple(_blocks(element))


def _inlines(text: str | None) -> list[object]:
    return [text] if text else []


def _inline(element: ET.Element) -> list[object]:
    content = [*_inlines(element.text)]
    for child in element:
        content += [*_inline(child), *_inlines(child.tail)]
    if element.tag == "span" and element.get("lang") is None:
        return content
    if element.tag == "img":
        src, alt = unquote(element.get("src", "")), " ".join(element.get("alt", "").split())
        return [("img", src, alt, " ".join(element.get("title", "").split()))]
    attributes = element.get("href", ""), " ".join(element.get("title", "").split())
    return [(element.tag, *attributes, tuple(_around_breaks(list(_joined(content)))))]


def _line(content: Iterable[object]) -> Iterator[object]:
    """A run of inline content without the white space at its ends and around line breaks."""
    joined = list(_joined(content))
    if joined and isinstance(first := joined[0], str):
        joined[0] = first.lstrip(" ")
    if joined and isinstance(last := joined[-1], str):
        joined[-1] = last.rstrip(" ")
    return _around_breaks(joined)


def _around_breaks(joined: list[object]) -> Iterator[object]:
    for index, item in enumerate(joined):
        if not isinstance(item, str):
            yield item
            continue
        text = item.lstrip(" ") if index and _is_break(joined[index - 1]) else item
        text = text.rstrip(" ") if joined[index + 1 :] and _is_break(joined[index + 1]) else text
        if text:
            yield text


def _is_break(item: object) -> bool:
    return isinstance(item, tuple) and item[0] == "br"


def _joined(content: Iterable[object]) -> Iterator[object]:
    text = ""
    for item in content:
        if isinstance(item, str):
            text += item
        else:
            if text:
                yield re.sub("[ \t\n]+", " ", text)
            text = ""
            yield item
    if text:
        yield re.sub("[ \t\n]+", " ", text)
