"""A message of another tool's catalogue as a document: its markup in the terms of the press."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import assert_never
from urllib.parse import quote

from kolofon.commands.import_po.restructured_text import Words, rest_inlines
from kolofon.model.document import Document, Inline, NoteRef, Paragraph, Place, Sentence, Text
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.read.html.blocks import collapsed
from kolofon.read.html.inline import Tag, inline_element
from kolofon.read.html.tree import Characters, Node, Remark, parse_html
from kolofon.read.reading import Reading, printable
from kolofon.read.sections.passages import whole_document
from kolofon.read.table import source_file
from kolofon.read.targets import Targets
from kolofon.read.text import decode
from kolofon.text.notation import normal

__all__ = ["Markup", "read_message"]


class Markup(StrEnum):
    """The markup in which the messages of a catalogue are written."""

    MARKDOWN = "markdown"
    REST = "reStructuredText"
    XML = "XML"
    PLAIN = "plain text"


_LONGEST = 20_000
"""Characters of a message beyond which it is read as plain text: it is no paragraph, and would be slow to parse."""
_WORDS = re.compile(r"[^\W\d_]+(?:[,;:]? [^\W\d_]+)*[.!?…]?")
"""Words on one line in which no character can be markup, as in half of all messages: they are their own text."""
_LABEL = r"(?:[^\[\]\\]|\\.)+"
_REFERENCE = re.compile(rf"\[(?P<words>{_LABEL})\]\[(?P<label>{_LABEL})?\]")
_SHORTCUT = re.compile(rf"(?<!\])\[(?!\^)(?P<label>{_LABEL})\](?![\[({{])")
_CALL = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,200})\]")
_NAMED = re.compile(r"(?<=\S)[ \t]*\{[#.][^{}\n]*\}\Z")
"""The name that a heading has behind its words: mdBook and po4a leave it there."""
_DEFINED = re.compile(r"\A\s*\[\^[^\]\s]+\]:\s*")

# What elements of DocBook are in HTML (DocBook 5.2: The Definitive Guide); any other is its words.
_DOCBOOK = {
    **dict.fromkeys(
        ("emphasis", "firstterm", "citetitle", "replaceable", "glossterm", "phrase", "foreignphrase"), "em"
    ),
    **dict.fromkeys(("ulink", "link", "xref", "olink"), "a"),
    "superscript": "sup",
    "subscript": "sub",
    **dict.fromkeys(("imagedata", "graphic", "inlinegraphic"), "img"),
    **dict.fromkeys(("command", "computeroutput", "filename", "keycap", "literal", "markup", "prompt"), "code"),
    **dict.fromkeys(("application", "database", "email", "package", "productname", "systemitem", "uri"), "code"),
    **dict.fromkeys(("classname", "constant", "envar", "errorcode", "function", "methodname", "option"), "code"),
    **dict.fromkeys(("parameter", "property", "sgmltag", "structfield", "structname", "symbol", "tag"), "code"),
    **dict.fromkeys(("arg", "token", "type", "userinput", "varname"), "code"),
}
# An element of HTML's of this name would hold nothing.
_LINK = re.compile(r"<(/?)link(?=[\s>])", re.IGNORECASE)
_TARGETS = ("href", "url", "xlink:href", "linkend")
_FOOTNOTES = frozenset({"footnote", "footnoteref", "placeholder"})


def read_message(text: str, markup: Markup, work: Work, edition: Edition) -> Iterator[Document]:
    """The documents that a message may be, not segmented, the likeliest first; the runs of each are its text.

    A link or a note that is defined elsewhere leads to its label.  A second reading of Markdown has links for what is
    in brackets alone; those of reStructuredText have the `Words` of its roles.  What is too long for a paragraph is
    plain text.  Raises SourceError for what a source of the format may not hold.
    """
    match markup if len(text) <= _LONGEST else Markup.PLAIN:
        case Markup.MARKDOWN if _WORDS.fullmatch(text):
            yield _paragraph((Text(text),), edition)
        case Markup.MARKDOWN:
            yield _markdown(text, (), work, edition)
            if alone := [found["label"] for found in _SHORTCUT.finditer(text)]:
                yield _markdown(text, alone, work, edition)
        case Markup.REST:
            for words in Words if ":" in text and "`" in text else (Words.PRINTED,):
                yield _paragraph(collapsed(rest_inlines(printable(text), words)), edition)
        case Markup.XML:
            place = Place(work.name)
            text = _LINK.sub("<\\1ulink", text)
            reading = Reading(work.name, "", work, edition, Targets({}))
            yield _paragraph(collapsed(normal(_elements(parse_html(printable(text), place), reading))), edition)
        case Markup.PLAIN:
            yield _paragraph((Text(" ".join(printable(text).split())),), edition)
        case _:
            assert_never(markup)


def _markdown(text: str, alone: Sequence[str], work: Work, edition: Edition) -> Document:
    text = _NAMED.sub("", _DEFINED.sub("", text).strip())
    labels = [found["label"] or found["words"] for found in _REFERENCE.finditer(text)]
    links = [f"[{label}]: <{quote(label.lower())}>" for label in dict.fromkeys([*labels, *alone])]
    # What has no word is no message.
    notes = [f"[^{label}]: ." for label in dict.fromkeys(found["label"] for found in _CALL.finditer(text))]
    whole = "\n\n".join([text, *links, *notes])
    bare = _bare(work)
    reading = Reading(work.name, "", bare, edition, Targets({}))
    file = source_file(decode(whole.encode("utf-8", "replace"), work.name, SourceError), reading)
    return whole_document(file.read(), work.name, bare, edition)[0]


@cache
def _bare(work: Work) -> Work:
    return Work("", "", SourceFormat.MARKDOWN, code_comments=work.code_comments, code_strings=work.code_strings)


def _paragraph(inlines: tuple[Inline, ...], edition: Edition) -> Document:
    nowhere = Place("")
    sentence = Sentence(inlines, nowhere)
    return Document(edition.source_language, Sentence((), nowhere), (Paragraph((sentence,)),), ())


def _elements(nodes: Sequence[Node], reading: Reading) -> Iterator[Inline]:
    for node in nodes:
        match node:
            case Characters(text):
                yield Text(text)
            case Remark():
                pass
            case _ if node.name in _FOOTNOTES:
                yield NoteRef(node.attributes.get("id") or node.attributes.get("linkend") or "")
            case _:
                target = next((node.attributes[name] for name in _TARGETS if name in node.attributes), None)
                name = _DOCBOOK.get(node.name, node.name)
                if node.name == "emphasis" and node.attributes.get("role") in ("bold", "strong"):
                    name = "strong"
                source = node.attributes.get("src", node.attributes.get("fileref", ""))
                attributes = {"href": target} if name == "a" and target is not None else {}
                if name == "img":
                    attributes = {"src": source, "alt": node.attributes.get("alt", "")}
                children = tuple(_elements(node.children, reading))
                yield from inline_element(Tag(name, attributes, node.written), children, reading, node.place)
