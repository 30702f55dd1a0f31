"""Set lines as XHTML."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import assert_never

from markupsafe import Markup, escape

from kolofon.language import language
from kolofon.language.formats import in_digits
from kolofon.model.document import Code, Date, Image, LineBreak, Ruby, Text
from kolofon.set.values.document import SetHeading
from kolofon.set.values.line import (
    Call,
    Literal,
    PageMark,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    SetSentences,
    Styled,
)
from kolofon.set.walk.characters import characters
from kolofon.text.ruby import ems
from kolofon.write.markup.elements import element, joined
from kolofon.write.markup.languages import code_attributes, isolated, language_attributes
from kolofon.write.typography.drops import parted
from kolofon.write.views import Heading
from kolofon.write.xhtml.formulas import formula
from kolofon.write.xhtml.medium import PAPER, Medium

__all__ = ["InlineWriter"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"[IVXLCDM]+")


class InlineWriter:
    """Writes the lines of a document in a language, for a medium.

    `prefix` begins each id, as on the side of a bilingual page to which no link leads; with None no id is written.
    """

    def __init__(self, tag: str, prefix: str | None = "", medium: Medium = PAPER) -> None:
        self.medium = medium
        self._language = tag
        self._prefix = prefix
        self._drops = False

    def name(self, id_: str) -> str | None:
        """An id as it is written; None for none."""
        return f"{self._prefix}{id_}" if id_ and self._prefix is not None else None

    def heading(self, heading: SetHeading) -> Heading:
        """A heading or a title."""
        contents = heading.contents
        attributes = self._in(contents.language, self._language)
        inner = self.inlines(contents.inlines, contents.language or self._language)
        return Heading(
            markup=self.sentence(heading.sentence),
            contents=element("span", attributes, inner) if attributes else inner,
            plain=heading.plain,
            head=isolated(heading.plain, contents.language, self._language),
        )

    def paragraph(self, sentences: SetSentences, *, drop: bool = False) -> tuple[Markup, dict[str, str | None]]:
        """Sentences of a paragraph, and the paragraph's attributes.

        With `drop` its first letter is a drop capital, if it begins with one that can be.  Where all of it is in
        one language of the other direction, as in a draft, it has that language and direction as a whole.  A sentence
        without letters goes with the others.
        """
        lettered = [one for one in sentences if one.language or any(map(str.isalpha, characters(one.inlines)))]
        tags = {self._turned(one) for one in lettered}
        within = tags.pop() if len(tags) == 1 else ""
        self._drops = drop
        content = self._run(sentences, within or self._language)
        self._drops = False
        return content, self._in(within, self._language)

    def sentences(self, sentences: SetSentences) -> Markup:
        """Sentences of one run, each separated from the next by its `after`."""
        return self._run(sentences, self._language)

    def _run(self, sentences: SetSentences, within: str) -> Markup:
        """Sentences within text of a language.

        Several in a row that run in the other direction are one `span`: without it, the first would be printed on the
        side on which the last is read (Unicode Standard Annex 9, isolates).
        """
        pieces: list[str] = []
        for tag, run in groupby(sentences, self._turned):
            turned = tuple(run)
            attributes = self._in(tag, within) if len(turned) > 1 else {}
            inner = tag if attributes else within
            written = [self.sentence(one, inner) for one in turned]
            between = [piece for text, one in zip(written, turned, strict=True) for piece in (text, one.after)]
            content = joined(between[:-1])
            pieces += element("span", attributes, content) if attributes else content, between[-1]
        return joined(pieces[:-1])

    def _turned(self, sentence: SetSentence) -> str:
        """The language of a sentence that runs in another direction than the document; "" for any other sentence."""
        tag = sentence.language
        return tag if tag and language(tag).direction != language(self._language).direction else ""

    def sentence(self, sentence: SetSentence, within: str = "") -> Markup:
        """One sentence; a `span` has its language, where that is not the one around it (`within`), or its id.

        Without `within`, the document's language is around it.
        """
        attributes = self._in(sentence.language, within or self._language)
        if sentence.untranslated:
            attributes["class"] = "untranslated"
        if sentence.id:
            attributes["id"] = self.name(sentence.id)
        own = sentence.language or self._language
        content = self.inlines(sentence.inlines, own)
        content = element("span", attributes, content) if attributes else content
        return self.medium.sentence(sentence, content)

    def inlines(self, inlines: Iterable[SetInline], tag: str) -> Markup:
        """The content of a line of text in a language."""
        return joined([self._inline(inline, tag) for inline in inlines])

    def _inline(self, inline: SetInline, tag: str) -> Markup:
        if not isinstance(inline, Text | Styled | SetLink | SetForeign | PageMark):
            self._drops = False  # the paragraph begins with something else than a letter
        match inline:
            case Text(text):
                return self._text(text, tag)
            case Literal(text):
                return escape(text)
            case Styled(style, children):
                return element(style, {}, self.inlines(children, tag))
            case Code(text):
                return element("code", code_attributes(tag), text)
            case SetFormula(id=id_):
                return formula(inline, self.name(id_), code_attributes(tag))
            case Ruby(text, reading):
                return self._ruby(text, reading)
            case SetLink(children, target, page=True):
                return self.medium.reference(target[1:], self.inlines(children, tag))
            case SetLink(children, target, title):
                content = self.inlines(children, tag)
                look = "address" if characters(children) == target else None
                own: dict[str, str | None] = {"class": look, "href": self._address(target), "title": title or None}
                return element("a", own, content) if target else content
            case Call(id_, note, number, beside):
                # A call after another one has some space before it, or 1 and 2 would read as twelve.
                look = "call next" if beside else "call"
                attributes = {"class": look, "id": self.name(id_), "href": self.medium.link(note)}
                role = {"role": "doc-noteref", **self.medium.typed("doc-noteref")}
                return element("a", attributes | role, in_digits(str(number), self._language))
            case Image():
                return self.picture(inline)
            case LineBreak():
                return element("br", {})
            case SetForeign(children, foreign, kept):
                own = self._in(foreign, tag) | ({"translate": "no"} if kept else {})
                return element("span", own, self.inlines(children, foreign))
            case Date(year, month, day, text):
                return element("time", {"datetime": _iso_date(year, month, day)}, text)
            case PageMark():
                return self.medium.page(inline)
            case _:
                assert_never(inline)

    def _text(self, text: str, tag: str) -> Markup:
        """Text in a language, with its first letter as a drop capital where one is wanted."""
        found = parted(text, tag) if self._drops else None
        self._drops = False
        if found is None:
            return _with_capitals(text)
        marks = element("span", {"class": "drop-mark"}, found.marks) if found.marks else ""
        own = {"class": "drop deep" if found.deep else "drop"}
        return joined([element("span", own, joined([marks, found.letter])), _with_capitals(found.rest)])

    def _ruby(self, text: str, reading: str) -> Markup:
        """Characters with their reading, which is in brackets where a program knows no ruby.

        On paper the element has the widths of both, in ems, for the style sheet: WeasyPrint has no layout for ruby.
        """
        width = max(ems(text), ems(reading) / 2)
        own: dict[str, str | None] = {"style": f"--ems: {width:g}"} if self.medium.paper else {}
        base = element("span", {"class": "base"}, text) if self.medium.paper else text
        read = element("rt", {}, reading)
        if self.medium.brackets:
            read = joined([element("rp", {}, "("), read, element("rp", {}, ")")])
        return element("ruby", own, joined([base, read]))

    def _address(self, target: str) -> str | None:
        return self.medium.link(target[1:]) if target.startswith("#") else target

    def _in(self, tag: str, within: str) -> dict[str, str | None]:
        """The attributes of words in a language, within words in another one."""
        return language_attributes(tag, within, xml=self.medium.xml)

    def picture(self, picture: Image | Literal) -> Markup:
        """A picture, or the words that are there instead."""
        if isinstance(picture, Literal):
            return escape(picture.text)
        attributes: dict[str, str | None] = {
            **self.medium.picture(picture.source, picture.alternative),
            "alt": picture.alternative,
            "title": picture.title or None,
        }
        return element("img", attributes | self._in(picture.language, self._language))


def _with_capitals(text: str) -> Markup:
    """Text with each acronym in a span, the ending that a language puts behind it (UNÇSH-së) left out.

    A word of capitals is one, but for a Roman numeral: Brigades I and VIII should look alike.
    """
    pieces: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if word[0].isupper() and not _ROMAN.fullmatch(word[0]):
            pieces += text[end : word.start()], element("span", {"class": "caps"}, word[0])
            end = word.end()
    return joined([*pieces, text[end:]])


def _iso_date(year: int, month: int, day: int) -> str | None:
    """The date as HTML's `datetime` requires (years from 1 on, four digits); None if it cannot be written so."""
    if year < 1:
        return None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])
