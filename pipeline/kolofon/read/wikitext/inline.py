"""Inline content from the nodes in a line of wikitext."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.model.document import Code, Emphasis, Image, Inline, Link, NoteRef, Strong, Text
from kolofon.read.formulas import tex_formula
from kolofon.read.html import inline as html_inline
from kolofon.read.links import caption_words, link
from kolofon.read.reading import Reading, printable
from kolofon.read.wikitext.nodes import At, Note, Source, attributes, inside
from kolofon.read.wikitext.templated import TemplateReader
from kolofon.text.notation import normal, plain

__all__ = ["InlineReader", "file_name", "is_picture"]

_FILE = re.compile(r"\s*:?\s*(?:file|image|media)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_CATEGORY = re.compile(r"\s*category\s*:", re.IGNORECASE)
_TRAIL = re.compile(r"[a-z]+")
_MAGIC = re.compile(r"__[A-Z]+__")
_WIKI = re.compile(r"(https?://[^/\s]+/wiki/)")
_SIZE = re.compile(
    r"(?:\d*x?\d+\s*px|upright.*|left|right|center|centre|none|thumb|thumbnail|frame|framed|frameless|border)"
)
_CODE = frozenset({"syntaxhighlight", "source", "nowiki", "pre"})
_FORMULAS = frozenset({"math", "chem", "ce"})


def file_name(title: str) -> str:
    """The name of a file, with or without `File:` before it."""
    found = _FILE.fullmatch(title)
    return (found[1] if found else title).strip().replace("_", " ")


def is_picture(wikilink: Wikilink) -> bool:
    """Whether a link is a picture outside the running text, with a caption."""
    if not _FILE.fullmatch(str(wikilink.title)):
        return False
    options = str(wikilink.text or "").split("|")
    return any(option.strip() in ("thumb", "thumbnail", "frame", "framed") for option in options)


class InlineReader:
    """Reads inline content, and keeps the notes that are called and defined.

    `called` has the calls, and `order` their names in the order of the first of each; both grow while it reads.
    """

    def __init__(self, reading: Reading, source: Source) -> None:
        self._reading = reading
        self._source = source
        found = _WIKI.match(reading.edition.rights.source_url)
        self._wiki = found[1] if found else ""
        self.called: dict[str, int] = {}
        self.order: list[str] = []
        self._unnamed = 0
        self.defined: dict[str, Note] = {}
        self.templates = TemplateReader(reading, source, self)

    def inlines(self, nodes: Iterable[At]) -> tuple[Inline, ...]:
        """Inline content, with neighbouring texts joined."""
        found: list[Inline] = []
        trailing: int | None = None
        for at in nodes:
            # In “[[bus]]es” the letters after the link belong to it.
            if trailing is not None and isinstance(text := _characters(at), str) and (trail := _TRAIL.match(text)):
                found[trailing:] = _extended(tuple(found[trailing:]), trail[0])
                found.append(Text(printable(text[trail.end() :])))
                trailing = None
                continue
            trailing = len(found) if isinstance(at.node, Wikilink) else None
            found += self._inline(at)
        return normal(found)

    def _inline(self, at: At) -> tuple[Inline, ...]:
        match at.node:
            case str() | WikiText():
                return self._text(_characters(at) or "", at.offset)
            case HTMLEntity():
                return (Text(printable(at.node.normalize())),)
            case Comment():
                self._note("comment", at, "a comment is not printed: {}", str(at.node))
                return ()
            case Wikilink():
                return self._wikilink(at, at.node)
            case ExternalLink():
                address = str(at.node.url)
                children = self.inlines(inside(at)) or (Text(address),)
                return link(children, self._reading.target(address, self._source.place(at.offset)))
            case Template():
                return self.templates.inlines(at)
            case Tag():
                return self._tag(at, at.node)
            case Argument():
                self._warn("unknown-template", at, f"not printed: {at.node}", "write what it stands for", str(at.node))
                return ()
            case Heading():
                return self.inlines(inside(at))
            case _:
                return (Text(printable(str(at.node))),)

    def _text(self, text: str, offset: int) -> tuple[Inline, ...]:
        for word in _MAGIC.finditer(text):
            place = self._source.place(offset + word.start())
            self._reading.note("unprinted-template", place, f"{word[0]} is not for a book", word[0])
        return (Text(printable(_MAGIC.sub("", text))),)

    # --- links and pictures -------------------------------------------------------------------------------------------

    def _wikilink(self, at: At, node: Wikilink) -> tuple[Inline, ...]:
        title = str(node.title)
        if _CATEGORY.match(title):
            self._note("unprinted-template", at, "{} is not for a book", str(node))
            return ()
        if _FILE.fullmatch(title):
            if title.lstrip().startswith(":"):
                return self.inlines(inside(at)) or (Text(title.strip().lstrip(":")),)
            image, caption = self.picture(at, node)
            return (image, *caption)
        children, target = self.inlines(inside(at)), self._target(title, at)
        if not children and not (target.startswith("#") and ":" in target):  # a reference to a figure has no words
            children = (Text(printable(title.strip().lstrip(":").replace("_", " "))),)
        return link(children, target)

    def _target(self, title: str, at: At) -> str:
        page, _, fragment = title.strip().lstrip(":").partition("#")
        place = self._source.place(at.offset)
        within = f"#{fragment.strip().replace(' ', '_')}" if fragment.strip() else ""
        if not page.strip():
            return self._reading.target(within or "#", place)
        known = self._reading.targets.titled(page)
        if known is not None:
            return self._reading.target(f"/{known}{within}", place)
        name = page.strip().replace(" ", "_")
        return f"{self._wiki}{quote(name, safe='/:,()!*')}{quote(within, safe='#:,()!*')}" if self._wiki else title

    def picture(self, at: At, node: Wikilink) -> tuple[Image, tuple[Inline, ...]]:
        """The picture of a `[[File:…]]` and its caption."""
        alternative = ""
        caption: tuple[Inline, ...] = ()
        for option in _split(inside(at)):
            written = "".join(str(part.node) for part in option).strip()
            key, _, value = written.partition("=")
            if key.strip() == "alt":
                alternative = value.strip()
            elif key.strip() in ("link", "lang", "page", "class", "upright"):
                self._reading.unread("unread-attribute", self._source.place(at.offset), written)
            elif written and not _SIZE.fullmatch(written):
                if caption:
                    subject = f"the caption “{plain(caption)}” before the last"
                    self._reading.unread("unread-attribute", self._source.place(at.offset), subject)
                caption = self.inlines(option)
        source = self._reading.picture(file_name(str(node.title)), self._source.place(at.offset))
        return Image(source, alternative or caption_words(caption)), caption

    # --- tags ---------------------------------------------------------------------------------------------------------

    def _tag(self, at: At, node: Tag) -> tuple[Inline, ...]:
        name = str(node.tag).strip().lower()
        if node.wiki_markup in ("''", "'''", "'''''"):
            kind = Strong if name == "b" else Emphasis
            children = self.inlines(inside(at))
            return (kind(children),) if children else ()
        if name == "ref":
            return (self.reference(at, node),)
        if name in _CODE:
            return (Text(str(node.contents)) if name == "nowiki" else Code(printable(str(node.contents))),)
        if name in _FORMULAS:
            return self._formula(at, node, chemical=name != "math")
        if node.wiki_markup:
            return (Text(node.wiki_markup), *self.inlines(inside(at)))
        tag = html_inline.Tag(name, attributes(node), _opening_tag(node))
        return html_inline.inline_element(tag, self.inlines(inside(at)), self._reading, self._source.place(at.offset))

    def _formula(self, at: At, node: Tag, *, chemical: bool) -> tuple[Inline, ...]:
        display = attributes(node).get("display") == "block"
        written = printable(str(node.contents or ""))
        text = rf"\ce{{{written}}}" if chemical else written
        return tex_formula(text, self._reading, self._source.place(at.offset), display=display)

    def reference(self, at: At, node: Tag) -> Inline:
        """The call of a `<ref>`; its content is kept for the notes."""
        told = attributes(node)
        group = told.get("group", "")
        name = " ".join(part for part in (group, told.get("name", "")) if part) if told.get("name") else ""
        contents = None if node.self_closing else Note(inside(at))
        return self.call(name, at, contents)

    def define(self, at: At, node: Tag) -> None:
        """Keep the content of a `<ref>` in a list of references, where it is not called."""
        told = attributes(node)
        name = " ".join(part for part in (told.get("group", ""), told.get("name", "")) if part)
        self._keep(name or f"at {at.offset}", at, Note(inside(at)))

    def call(self, name: str, at: At, contents: Note | None) -> NoteRef:
        """The call of a note, which has its contents here or elsewhere."""
        name = name.strip().strip("\"'") or f"unnamed {self._unnamed + 1}"
        self._unnamed += name.startswith("unnamed ") and name not in self.called
        if contents is not None:
            self._keep(name, at, contents)
        if name not in self.called:
            self.called[name] = at.offset
            self.order.append(name)
        return NoteRef(self._reading.note_name(name))

    def _keep(self, name: str, at: At, contents: Note) -> None:
        first = self.defined.setdefault(name, contents)
        if first.written != contents.written:
            message = f"the note “{name}” was there already with other words; not printed: {contents.written}"
            self._warn("repeated-note", at, message, "give it another name", f"{name} {contents.written}")

    def _warn(self, code: str, at: At, message: str, hint: str, subject: str) -> None:
        self._reading.warn(code, self._source.place(at.offset), " ".join(message.split()), hint, subject=subject)

    def _note(self, code: str, at: At, message: str, subject: str) -> None:
        """Add a finding of severity note; `{}` in its message becomes its subject."""
        self._reading.note(code, self._source.place(at.offset), message.replace("{}", subject), subject)


def _characters(at: At) -> str | None:
    if isinstance(at.node, str):
        return at.node
    return str(at.node) if isinstance(at.node, WikiText) else None


def _extended(inlines: tuple[Inline, ...], trail: str) -> tuple[Inline, ...]:
    match inlines:
        case (Link(children, target), *rest):
            return (*link((*children, Text(trail)), target), *rest)
        case _:
            return (*inlines, Text(trail))


def _split(nodes: Iterable[At]) -> list[list[At]]:
    """The options of a picture, which are between bars."""
    options: list[list[At]] = [[]]
    for at in nodes:
        text = _characters(at)
        if text is None:
            options[-1].append(at)
            continue
        offset = at.offset
        for index, piece in enumerate(text.split("|")):
            if index:
                options.append([])
            options[-1].append(At(piece, offset))
            offset += len(piece) + 1
    return options


def _opening_tag(node: Tag) -> str:
    return str(node).partition(">")[0] + ">"
