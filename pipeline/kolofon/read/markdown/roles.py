"""From the marks of `kolofon.read.markdown.dialects.inline_marks`, inline content: roles, links of a wiki, raw text.

| role                                            | becomes                                                    |
|-------------------------------------------------|------------------------------------------------------------|
| `ref`, `numref`, `eq`, `doc`, `any`             | a link, with its words or those of the place               |
| `term`, `abbr`, `index`, `span` and the like    | their text                                                 |
| `math`                                          | a formula                                                  |
| `sub`, `sup`, `strong`, `emphasis`, `del`, `u`  | text in that style                                         |
| `code`, `kbd`, `file`, `command`, `py:func`     | code                                                       |
| any other                                       | its text, with a finding                                   |
"""

import posixpath
import re
from collections.abc import Callable

from kolofon.model.document import (
    Code,
    Emphasis,
    Image,
    Inline,
    Link,
    Place,
    Reference,
    Shows,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
    Underlined,
)
from kolofon.read.elements.formulas import tex_formula
from kolofon.read.html.blocks import HtmlReader
from kolofon.read.html.tree import parse_html
from kolofon.read.reading import Reading, printable
from kolofon.read.targets import Leads, slugs

__all__ = ["raw_inline", "role", "wiki_link"]

_TARGETED = re.compile(r"(?P<words>.*?)[ \t]*<(?P<target>[^<>]+)>", re.DOTALL)
_STYLED: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {
    **dict.fromkeys(("sub", "subscript"), Subscript),
    **dict.fromkeys(("sup", "superscript"), Superscript),
    **dict.fromkeys(("strong",), Strong),
    **dict.fromkeys(("emphasis", "title-reference", "dfn"), Emphasis),
    **dict.fromkeys(("del", "strike"), Struck),
    **dict.fromkeys(("u", "underline"), Underlined),
}
_CODE = frozenset(
    (
        *("code", "kbd", "file", "command", "samp", "program", "envvar", "option", "literal", "keyword", "token"),
        *("makevar", "regexp", "mimetype", "newsgroup", "mailheader", "manpage", "eval"),
    )
)
_WORDS = frozenset(("term", "abbr", "span", "guilabel", "menuselection", "smallcaps", "sc", "abbreviation", "acronym"))
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff"))
_SIZE = re.compile(r"\d+(?:x\d+)?")
_PLACEHOLDER = re.compile(r"%s|\{number\}|\{name\}")
_FIRST_OF = ("", "attachments", "assets", "images", "img", "media", "files")
"""The folders in which Obsidian's writers keep pictures, from that of the note."""


def role(name: str, content: str, reading: Reading, place: Place) -> tuple[Inline, ...]:
    """The inline content of a role with some text."""
    kind = name.lower()
    text = printable(content)
    if kind in _STYLED:
        return (_STYLED[kind]((Text(text),)),) if text else ()
    if kind == "math":
        return tex_formula(text, reading, place, display=False)
    if kind in _CODE or (":" in kind and not kind.startswith("prf:")):
        targeted = _TARGETED.fullmatch(text)
        return (Code((targeted["words"] if targeted and targeted["words"] else text).lstrip("!~")),) if text else ()
    if kind in {"ref", "numref", "any", "eq", "doc", "download", "prf:ref", "hoverxref"}:
        return _referring(kind, text, reading, place)
    if kind == "index":
        targeted = _TARGETED.fullmatch(text)
        words = (Text(targeted["words"] if targeted else text),)
        return (*reading.index_marks({"index": targeted["target"] if targeted else ""}, words, place), *words)
    if kind not in _WORDS:
        reading.unread("unknown-role", place, f"{{{name}}}`{content}`")
    targeted = _TARGETED.fullmatch(text)
    return (Text(targeted["words"] if targeted and targeted["words"] and kind == "term" else text),) if text else ()


def _referring(kind: str, text: str, reading: Reading, place: Place) -> tuple[Inline, ...]:
    """A link to a place by its name, or to a file by its path."""
    targeted = _TARGETED.fullmatch(text)
    words, name = (targeted["words"], targeted["target"]) if targeted else ("", text)
    name = name.strip().lstrip("!~")
    if kind in {"doc", "download"}:
        target = reading.target(name, place)
        shown = words or ("" if target.startswith("#") else name)
        return (Link((Text(shown),) if shown else (), target),)
    target = reading.reference(name, place)
    if not target:
        return (Text(words or name),)
    if kind == "numref" and words:
        pieces = _PLACEHOLDER.split(words)
        found: list[Inline] = [Text(pieces[0])]
        for piece in pieces[1:]:
            found += [Reference(target, Shows.NUMBER), Text(piece)]
        return tuple(inline for inline in found if inline != Text(""))
    if words:
        return (Link((Text(words),), target),)
    if kind == "eq":
        return (Reference(target, Shows.NUMBER),)
    return (Reference(target, Shows.LABEL),) if ":" in target else (Link((), target),)


def raw_inline(format_: str, content: str, reading: Reading, place: Place) -> tuple[Inline, ...]:
    """Text for one format: HTML is read, and any other is in a finding."""
    if format_.lower() in {"html", "html5", "html4", "xhtml"}:
        return HtmlReader(reading).inlines(parse_html(content, place))
    hint = "write it in Markdown"
    message = f"this is for {format_}, and not printed: {content}"
    reading.warn("raw-text", place, message, hint, subject=f"{format_} {content}")
    return ()


def wiki_link(content: str, written: str, reading: Reading, place: Place, *, shown: bool) -> tuple[Inline, ...]:
    """A link in double brackets, or with `shown` a picture; one that leads nowhere is printed as it is written."""
    page, _, words = (part.strip() for part in content.partition("|"))
    page, _, part = page.partition("#")
    ending = posixpath.splitext(page)[1].lower()
    if shown and ending in _PICTURES:
        sized = bool(_SIZE.fullmatch(words))
        alternative = "" if sized else words
        if sized:
            reading.unread("unread-attribute", place, f"the size {words}")
        source = reading.picture(_found(page, reading), place, described=bool(alternative))
        return (Image(source, printable(alternative)),)
    target = _target(page.strip(), part.strip(), reading)
    if target is None:
        hint = "write the name of a file of this work, or of a heading in it"
        reading.warn("unfollowed-link", place, f"“{written}” leads to no page of this work", hint, subject=written)
        return (Text(printable(written)),)
    if shown:
        reading.unread("unread-include", place, written)
    named = printable(words or " > ".join(filter(None, (page.strip(), part.strip().lstrip("^")))))
    return (Link((Text(named),), target),)


def _target(page: str, part: str, reading: Reading) -> str | None:
    """The target of a link of a wiki; None, if it leads nowhere."""
    address = ""
    if page:
        known = reading.targets.titled(posixpath.basename(page))
        address = page if known is None else posixpath.relpath(known, posixpath.dirname(reading.base) or ".")
    headings = [piece for piece in part.split("#") if piece.strip()]
    name = headings[-1].strip() if headings else ""
    within = f"#{name}" if name.startswith("^") else f"#{next(slugs([name]))}" if name else ""
    if not address and not within:
        return None
    target, leads = reading.targets.resolve(f"{address}{within}", reading.base)
    if leads is Leads.PAGE and address:
        target, leads = reading.targets.resolve(address, reading.base)
    return target if leads is Leads.SOMEWHERE else None


def _found(name: str, reading: Reading) -> str:
    """The path of a picture from this file: in the folder of the file, or in one where pictures are kept."""
    folder = posixpath.dirname(reading.base)
    for kept in _FIRST_OF:
        path = posixpath.normpath(posixpath.join(folder, kept, name))
        if not path.startswith("../") and reading.beside.digest(path):
            return posixpath.join(kept, name)
    return name
