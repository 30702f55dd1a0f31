"""Inline content from the nodes in a line of wikitext."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.language.mediawiki import wiki_words
from kolofon.model.document import Code, Emphasis, Foreign, Inline, Link, NoteRef, Strong, Text
from kolofon.read.formulas import tex_formula
from kolofon.read.html import inline as html_inline
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import link
from kolofon.read.missing_words import missing_words
from kolofon.read.reading import Reading, printable
from kolofon.read.wikitext.citation import cite
from kolofon.read.wikitext.links import LinkReader
from kolofon.read.wikitext.nodes import At, Parameter, Source, attributes, inside, name_of, parameters, tag_name
from kolofon.read.wikitext.pictures import PictureReader, is_picture
from kolofon.read.wikitext.templates import (
    CALLS,
    CITATIONS,
    NOTES,
    REFERENCES,
    SHORT_NOTES,
    UNPRINTED,
    harvard,
    template_text,
)
from kolofon.read.wikitext.unprinted import UNPRINTED as UNPRINTED_TAGS
from kolofon.read.wikitext.unprinted import unprinted_tag
from kolofon.text.notation import normal, plain

__all__ = ["InlineReader", "Note"]

_TRAIL = re.compile(r"(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af])[^\W\d_])+")
"""Letters, without those of scripts in which a word may begin anywhere: Thai to Khmer, Japanese, Chinese, Korean."""
_STRAY = re.compile(r"\{\{|\}\}|\[\[|\]\]|^\{\||^\|\}", re.MULTILINE)
"""What the parser leaves in a text where it finds no end, or no beginning, of a template, a link or a table."""
_SWITCHES = frozenset({"df", "mf", "abbr", "adj", "lk", "sp", "disp"})
_LISTINGS = frozenset({"syntaxhighlight", "source"})
_CODE = _LISTINGS | {"nowiki", "pre"}
_FORMULAS = frozenset({"math", "chem", "ce"})


@dataclass(frozen=True, slots=True)
class Note:
    """The definition of a note: its nodes, or the content that a template makes."""

    nodes: tuple[At, ...]
    inlines: tuple[Inline, ...] = ()

    @property
    def written(self) -> str:
        """The note as it is written."""
        return "".join(str(at.node) for at in self.nodes).strip() or plain(self.inlines)


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
                return self._template(at, at.node)
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
        for mark in _STRAY.finditer(text):
            message = f"{mark[0]} has no partner, and will be printed as it stands"
            place = self._source.place(offset + mark.start())
            self._reading.warn(
                "stray-markup", place, message, "close what it opens, or write <nowiki> around it", subject=mark[0]
            )
        return (Text(printable(self.words.switches.sub("", text))),)

    # --- templates ----------------------------------------------------------------------------------------------------

    def _template(self, at: At, node: Template) -> tuple[Inline, ...]:
        name = name_of(node)
        given = tuple(parameters(at))
        before = len(self._reading.findings)
        if name in NOTES or name == "#tag:ref":
            return self._note_template(at, given)
        if name in REFERENCES:
            self._list(at, given)
            return ()
        if name in CALLS:
            return self._calls(at, given)
        if UNPRINTED.fullmatch(name) or name.partition(":")[0] in self.words.silent:
            self._note("unprinted-template", at, "not printed: {}", str(node))
            return ()
        arguments = {parameter.name: self._value(parameter) for parameter in given}
        if name in SHORT_NOTES:
            text = harvard(arguments)
            found: tuple[Inline, ...] | None = (self._call(plain(text), at, Note((), text)),)
            shown = text
        elif CITATIONS.fullmatch(name):
            citation = cite(arguments)
            if citation.unread:
                self._note("unread-parameter", at, "not printed of this citation: {}", ", ".join(citation.unread))
            return citation.inlines
        else:
            found = template_text(name, arguments)
            if found is not None:
                found = tuple(part for inline in found for part in self._in_a_language(inline, at))
            shown = found or ()
        if found is None:
            hint = "write what it stands for in its place"
            self._warn("unknown-template", at, f"not printed: {node}", hint, str(node))
            return ()
        told = [finding.subject for finding in self._reading.findings[before:]]
        values = " ".join(parameter.text for parameter in given if parameter.name not in _SWITCHES)
        if words := missing_words(_without_markup(values), shown, told):
            unread = ", ".join(words)
            place = self._source.place(at.offset)
            self._reading.note("unread-parameter", place, f"not printed of {node}: {unread}", unread)
        return found

    def _in_a_language(self, inline: Inline, at: At) -> tuple[Inline, ...]:
        """A piece of a template's content, without its language if the language tag is wrong."""
        if not isinstance(inline, Foreign) or self._reading.language(inline.language, self._source.place(at.offset)):
            return (inline,)
        return inline.children

    def _value(self, parameter: Parameter) -> tuple[Inline, ...]:
        """The value of a parameter; if that has a name, without white space around it, as in the wiki."""
        value = self.inlines(parameter.value)
        return value if parameter.name.isdigit() else collapsed(value)

    def _list(self, at: At, given: Sequence[Parameter]) -> None:
        """Read a list of references, which may define some."""
        for parameter in given:
            for inner in parameter.value:
                if isinstance(inner.node, Tag) and tag_name(inner) == "ref":
                    self.define(inner, inner.node)
                elif parameter.name == "refs" and (words := plain(self.inlines([inner])).strip()):
                    self._note("stray-text", inner, "not printed among the references: {}", words)
            if parameter.name != "refs" and any(character.isalpha() for character in parameter.text):
                self._note("unread-parameter", at, "not printed: {}", f"{parameter.name} = {parameter.text}")

    def _note_template(self, at: At, given: Sequence[Parameter]) -> tuple[Inline, ...]:
        named = {parameter.name: parameter for parameter in given}
        name = named["name"].text.strip() if "name" in named else ""
        words = named.get("1", named.get("text"))
        for parameter in given:
            if parameter is not words and parameter.name not in ("name", "group"):
                self._note("unread-parameter", at, "not printed: {}", f"{parameter.name}={parameter.text}")
        return (self._call(name, at, Note(words.value) if words else None),)

    def _calls(self, at: At, given: Sequence[Parameter]) -> tuple[Inline, ...]:
        """The calls of notes whose words are elsewhere."""
        for parameter in given:
            if not parameter.name.isdigit():
                self._note("unread-parameter", at, "not printed: {}", f"{parameter.name}={parameter.text}")
        return tuple(self._call(parameter.text, at, None) for parameter in given if parameter.name.isdigit())

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
        if name in UNPRINTED_TAGS:
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

        One that follows another (`follow=`) is no call: its content goes on with the other's.
        """
        told = attributes(node)
        contents = None if node.self_closing else Note(inside(at))
        if details := told.get("details"):
            self._reading.unread("unread-attribute", self._source.place(at.offset), f"details=“{details}”")
        if follow := told.get("follow"):
            name = _called(told.get("group", ""), follow)
            first = self.defined.get(name)
            if first is not None and contents is not None:
                self.defined[name] = Note((*first.nodes, At(" ", at.offset), *contents.nodes), first.inlines)
                return ()
        return (self._call(_called(told.get("group", ""), told.get("name", "")), at, contents),)

    def define(self, at: At, node: Tag) -> None:
        """Keep the content of a `<ref>` in a list of references, where it is not called."""
        told = attributes(node)
        name = _called(told.get("group", ""), told.get("name", ""))
        self._keep(name or f"at {at.offset}", at, Note(inside(at)))

    def _call(self, name: str, at: At, contents: Note | None) -> NoteRef:
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
    """The name of a note: a group may have one of the same name as another; without a name it has none."""
    return " ".join(part for part in (group, name) if part) if name else ""


def _opening_tag(node: Tag) -> str:
    return str(node).partition(">")[0] + ">"


_MARKUP = re.compile(
    r"\[\[(?:[^\[\]|]*\|)?|\{\{[^{}|]*|</?[A-Za-z][^<>]*>|<!--.*?-->|https?://\S+|&\w+;|\w+\s*=", re.DOTALL
)


def _without_markup(text: str) -> str:
    """The words of some wikitext, roughly: without targets, names of templates and parameters, and tags."""
    return _MARKUP.sub(" ", text)
