"""From the nodes in a line of wikitext, inline content."""

import re
from collections.abc import Iterable
from html import unescape

from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.language.mediawiki import wiki_words
from kolofon.model.document import Code, Emphasis, Inline, Link, NoteRef, Strong, Text
from kolofon.read.elements.formulas import tex_formula
from kolofon.read.html import inline as html_inline
from kolofon.read.links import link
from kolofon.read.reading import Reading, printable
from kolofon.read.wikitext.links import LinkReader
from kolofon.read.wikitext.nodes import At, Note, Source, attributes, inside
from kolofon.read.wikitext.pictures import PictureReader, is_picture
from kolofon.read.wikitext.preparation.tags import stray_marks
from kolofon.read.wikitext.template_content.inline import TemplateReader
from kolofon.read.wikitext.unprinted import UNPRINTED, unprinted_tag
from kolofon.text.notation import normal

__all__ = ["InlineReader"]

_TRAIL = re.compile(r"(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af])[^\W\d_])+")
"""Letters, without those of scripts in which a word may begin anywhere: Thai to Khmer, Japanese, Chinese, Korean."""
_LISTINGS = frozenset({"syntaxhighlight", "source"})
_CODE = _LISTINGS | {"nowiki", "pre"}
_FORMULAS = frozenset({"math", "chem", "ce"})


class InlineReader:
    """Reads inline content, and keeps the notes that are called and defined.

    `called` has the calls, and `order` their names in the order of the first of each; both grow while it reads.
    """

    def __init__(self, reading: Reading, source: Source) -> None:
        self._reading = reading
        self._source = source
        self.words = wiki_words(reading.edition.source_language)
        self.pictures = PictureReader(reading, source, self.words, self.inlines)
        self._links = LinkReader(reading, source, self.words, self.inlines)
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
                if is_picture(at.node, self.words):
                    image, caption = self.pictures.picture(at)
                    return (image, *caption)
                return self._links.wikilink(at, at.node)
            case ExternalLink():
                return self._links.external(at, at.node)
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
        for word in self.words.switches.finditer(text):
            self._reading.unprinted("switches", self._source.place(offset + word.start()), word[0])
        self._stray(text, offset)
        return (Text(printable(self.words.switches.sub("", text))),)

    def _stray(self, text: str, offset: int) -> None:
        """Report the marks in a text that the parser took for text."""
        hint = "close what it opens, or write <nowiki> around it"
        for begin, mark in stray_marks(text):
            message = f"{mark} has no partner, and will be printed as it is"
            self._reading.warn("stray-markup", self._source.place(offset + begin), message, hint, subject=mark)

    # --- tags ---------------------------------------------------------------------------------------------------------

    def _tag(self, at: At, node: Tag) -> tuple[Inline, ...]:
        name = str(node.tag).strip().lower()
        if node.wiki_markup in ("''", "'''", "'''''"):
            kind = Strong if name == "b" else Emphasis
            children = self.inlines(inside(at))
            return (kind(children),) if children else ()
        if name == "ref":
            return self.reference(at, node)
        if name in _CODE:
            written = printable(str(node.contents or ""))
            if name == "nowiki":
                return (Text(printable(unescape(written))),)
            return (Code(written if name in _LISTINGS else printable(unescape(written))),)
        if name in UNPRINTED:
            unprinted_tag(at, node, self._reading, self._source)
            return ()
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

    def reference(self, at: At, node: Tag) -> tuple[Inline, ...]:
        """The call of a `<ref>`; its content is kept for the notes.

        One that follows another (`follow=`) is no call: its content is added to that of the other.
        """
        options = attributes(node)
        contents = None if node.self_closing else Note(inside(at))
        if details := options.get("details"):
            self._reading.unread("unread-attribute", self._source.place(at.offset), f"details=“{details}”")
        if follow := options.get("follow"):
            name = _called(options.get("group", ""), follow)
            first = self.defined.get(name)
            if first is not None and contents is not None:
                nodes = (*first.nodes, At(" ", at.offset), *contents.nodes)
                self.defined[name] = Note(nodes, first.text, first.inlines)
                return ()
        return (self.call(_called(options.get("group", ""), options.get("name", "")), at, contents),)

    def define(self, at: At, node: Tag) -> None:
        """Keep the content of a `<ref>` in a list of references, where it is not called."""
        options = attributes(node)
        name = _called(options.get("group", ""), options.get("name", ""))
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


def _called(group: str, name: str) -> str:
    """The name of a note with its group, since two groups may have notes of one name; empty without a name."""
    return " ".join(part for part in (group, name) if part) if name else ""


def _opening_tag(node: Tag) -> str:
    return str(node).partition(">")[0] + ">"
