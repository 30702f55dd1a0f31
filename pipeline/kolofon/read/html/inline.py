"""From the HTML in a line of text, inline content.

| element                                        | becomes                                        |
|------------------------------------------------|------------------------------------------------|
| em i cite dfn var, strong b, sup, sub          | emphasis, strong text, raised and lowered text |
| s del strike, ins, u, mark, small              | struck, inserted, underlined, marked, small    |
| math                                           | a formula                                      |
| code kbd samp tt                               | code                                           |
| ruby with rb, rt, rtc, rp                      | characters with their readings                 |
| br, img, a with href                           | a line's end, a picture, a link                |
| span bdi bdo abbr time, a without href         | their text, in the language of their lang      |
| wbr                                            | nothing                                        |

Any element may have `lang` and `translate`.  Of any other element the text is kept and the tags are reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from kolofon.language.letters import unwrapped
from kolofon.model.document import (
    Code,
    Emphasis,
    Highlighted,
    Image,
    Inline,
    Inserted,
    LineBreak,
    Place,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Underlined,
)
from kolofon.model.inline import Styled
from kolofon.read.elements.index import marks_in
from kolofon.read.html.ruby import RUBY, resolved_ruby, ruby_element
from kolofon.read.links import link
from kolofon.read.reading import Reading, printable
from kolofon.text.notation import normal, plain

__all__ = ["CODE", "VOID", "Tag", "inline_element", "read_tag", "tag_attributes"]

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""The elements without content (WHATWG HTML, "Void elements")."""

_MARKED: dict[str, type[Styled]] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    "sup": Superscript,
    "sub": Subscript,
    **dict.fromkeys(("s", "del", "strike"), Struck),
    "ins": Inserted,
    "u": Underlined,
    "mark": Highlighted,
    "small": Small,
}
CODE = frozenset({"code", "kbd", "samp", "tt"})
"""The elements whose text is literal."""

_PLAIN = frozenset({"span", "bdi", "bdo", "abbr", "time", "a"})
_ALSO = {"a": frozenset({"href", "title"}), "img": frozenset({"src", "alt", "title", "data-source"})}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written: it `opens` an element, or `closes` one; if neither, it is a whole element."""

    name: str
    attributes: Mapping[str, str]
    written: str
    opens: bool = False
    closes: bool = False


class _Parser(HTMLParser):
    """Parses one tag."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self._written = written
        self.found: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = Tag(tag, tag_attributes(attrs), self._written, opens=tag not in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = Tag(tag, tag_attributes(attrs), self._written)

    def handle_endtag(self, tag: str) -> None:
        self.found = Tag(tag, {}, self._written, closes=True)


def tag_attributes(written: list[tuple[str, str | None]]) -> dict[str, str]:
    """The attributes of a tag, from those of `html.parser`."""
    return {name: printable(value or "") for name, value in written}


@lru_cache(maxsize=4096)  # tags are read twice to find partners, and most are alike
def read_tag(written: str) -> Tag | None:
    """The tag that is the whole of a text; None for a comment, a declaration and an instruction."""
    if written.startswith(("<!", "<?")):
        return None
    parser = _Parser(written)
    parser.feed(written)
    return parser.found


def inline_element(tag: Tag, children: tuple[Inline, ...], reading: Reading, place: Place) -> tuple[Inline, ...]:
    """An element with its content, as inline content.

    Findings: `raw-html` for an element that is not in the table, and those of `Reading`.
    """
    if tag.name in RUBY - {"ruby"}:
        return ruby_element(tag.name, normal(children), reading, place)
    marks = reading.marks(tag.attributes, place, _ALSO.get(tag.name, frozenset()))
    language = reading.edition.source_language
    if tag.name == "ruby":
        return marks.foreign(ruby_element(tag.name, normal(children), reading, place), language)
    return marks.foreign(_element(tag, resolved_ruby(normal(children)), reading, place), language)


def _element(tag: Tag, children: tuple[Inline, ...], reading: Reading, place: Place) -> tuple[Inline, ...]:
    name, attributes = tag.name, tag.attributes
    if kind := _MARKED.get(name):
        return (kind(children),)
    if name in CODE:
        return (*marks_in(children), Code(unwrapped(plain(children))))
    if name == "a" and "href" in attributes:
        page = attributes.get("class") == "page" and attributes["href"].startswith("#")
        return link(children, reading.target(attributes["href"], place), _words(attributes, "title"), page=page)
    if name == "img":
        # A page of this press includes its pictures, and names their files.
        address = attributes.get("data-source", attributes.get("src", ""))
        source = reading.picture(address, place, described="alt" in attributes)
        return (Image(source, _words(attributes, "alt"), _words(attributes, "title")),)
    if name == "br":
        return (LineBreak(),)
    if name not in _PLAIN and name != "wbr":
        hint = "write it in Markdown, or take it out" if reading.path.endswith(".md") else "take it out"
        written = " ".join(tag.written.split())
        reading.warn("raw-html", place, f"{written} is not printed, but its content is", hint, subject=written)
    return children


def _words(attributes: Mapping[str, str], name: str) -> str:
    return " ".join(attributes.get(name, "").split())
