"""Inline content as XHTML."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from markupsafe import Markup, escape

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Emphasis,
    Foreign,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from kolofon.model.inline import children, with_children
from kolofon.text.notation import plain
from kolofon.write.addresses import safe_picture, safe_target
from kolofon.write.markup import element, joined
from kolofon.write.tongue import code_attributes, language_attributes

__all__ = ["InlineSetter", "Mark", "anchor", "unlinked"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"[IVXLCDM]+")

_ENDING = 8
"""How many characters the last line of a paragraph has at the least."""

_LONGEST = 24
"""How many it may have, so that a word that is longer can be broken."""

_LINE = 40
"""Text up to this many characters is not broken so as to need an ending."""


Mark = Callable[[Sentence, Markup], Markup]
"""From a sentence and its markup to markup with marks of its own, for those who proofread."""


class InlineSetter:
    """Sets inline content of one document.  It counts the calls of each note, so it is used for one rendering only.

    `language` is the document's; `notes` has the number of each note by its name, `headings` the heading of each
    section by its id.  `mark` gets each sentence with its markup, and gives the markup that is to stand there.
    """

    def __init__(
        self, language: str, notes: Mapping[str, int], headings: Mapping[str, Sentence], mark: Mark | None = None
    ) -> None:
        self._language = language
        self._notes = notes
        self._headings = headings
        self._mark = mark
        self._calls: Counter[str] = Counter()

    def sentences(self, sentences: Iterable[Sentence], *, ending: bool = False) -> Markup:
        """Sentences of one run, each parted from the next by its `after`; one that is empty leaves no trace.

        With `ending`, the run is a paragraph, whose last words stay together: no last line is half a word.
        """
        told = [sentence for sentence in sentences if sentence.inlines]
        ending = ending and sum(len(plain(sentence.inlines)) for sentence in told) > _LINE
        pieces: list[str] = []
        for sentence in told[:-1]:
            pieces += self.sentence(sentence), sentence.after
        pieces += (self.sentence(sentence, ending=ending) for sentence in told[-1:])
        return joined(pieces)

    def sentence(self, sentence: Sentence, *, ending: bool = False) -> Markup:
        """One sentence; a `span` says its language where that is not the document's: it is untranslated, or kept.

        One that the index leads to has an id.
        """
        attributes = language_attributes(sentence.language, self._language)
        if attributes and not sentence.kept:
            attributes["class"] = "untranslated"
        if sentence.index:
            attributes["id"] = anchor(sentence)
        language = sentence.language or self._language
        match sentence.inlines:
            case (*before, Text(text)) if ending:
                content = joined([self.inlines(before, language), _with_ending(text)])
            case inlines:
                content = self.inlines(inlines, language)
        content = element("span", attributes, content) if attributes else content
        return self._mark(sentence, content) if self._mark else content

    def inlines(self, inlines: Iterable[Inline], language: str) -> Markup:
        """Content that stands in text of the given language."""
        told: list[Markup] = []
        before: Inline | None = None
        for inline in inlines:
            match before, inline:
                case NoteRef(), NoteRef(name):
                    told.append(self._call(name, beside=True))
                case _:
                    told.append(self._inline(inline, language))
            before = inline
        return joined(told)

    def _inline(self, inline: Inline, language: str) -> Markup:
        match inline:
            case Text(text):
                return _with_capitals(text)
            case Emphasis(content):
                return element("em", {}, self.inlines(content, language))
            case Strong(content):
                return element("strong", {}, self.inlines(content, language))
            case Code(text):
                return element("code", code_attributes(language), text)
            case Superscript(content):
                return element("sup", {}, self.inlines(content, language))
            case Subscript(content):
                return element("sub", {}, self.inlines(content, language))
            case Link(content, target, title):
                address = safe_target(target)
                # A link without words shows the heading that it leads to, or else its address.
                shown = self.inlines(content, language) or self._shown(target) or escape(address or "")
                return self._link(shown, address, title)
            case NoteRef(name):
                return self._call(name)
            case IndexMark():
                return Markup("")
            case Image():
                return self.picture(inline)
            case LineBreak():
                return element("br", {})
            case Foreign(content, foreign, kept):
                attributes = language_attributes(foreign, language) | ({"translate": "no"} if kept else {})
                return element("span", attributes, self.inlines(content, foreign))
            case Date(year, month, day, text):
                return element("time", {"datetime": _iso_date(year, month, day)}, text)
            case DateRange(_, _, text) | Number(_, text):
                return escape(text)
            case _:
                assert_never(inline)

    def picture(self, image: Image) -> Markup:
        """A picture, or the text that stands for it where its file is not below `source/`."""
        address = safe_picture(image.source)
        if address is None:
            return escape(image.alternative)
        attributes = {"src": address, "alt": image.alternative, "title": image.title or None}
        return element("img", attributes | language_attributes(image.language, self._language))

    def _shown(self, target: str) -> Markup:
        """The heading that a link without text leads to."""
        heading = self._headings.get(target.removeprefix("#"))
        return self.inlines(unlinked(heading.inlines), heading.language or self._language) if heading else Markup("")

    def _link(self, content: Markup, target: str | None, title: str) -> Markup:
        return element("a", {"href": target, "title": title or None}, content) if target else content

    def _call(self, name: str, *, beside: bool = False) -> Markup:
        """The call of a note; one `beside` another stands a little apart, or 1 and 2 would be twelve."""
        number = self._notes.get(name)
        if number is None:
            return element("sup", {}, name)
        self._calls[name] += 1
        again = f"-{self._calls[name]}" if self._calls[name] > 1 else ""
        look = "call next" if beside else "call"
        attributes = {"class": look, "id": f"r{number}{again}", "href": f"#n{number}", "role": "doc-noteref"}
        return element("a", attributes, str(number))


def anchor(sentence: Sentence) -> str:
    """The id of a sentence that the index leads to: `x7` where its first mark is the seventh."""
    return f"x{sentence.index[0].number}"


def unlinked(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The content without calls of notes and pictures, and with the text of links in place of them.

    For words that stand a second time, in the contents: a link holds no link, and an id stands once.
    """
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link():
                kept += unlinked(inline.children)
            case NoteRef() | Image() | IndexMark():
                pass
            case LineBreak():
                kept.append(Text(" "))
            case Foreign(content, language):
                kept.append(Foreign(unlinked(content), language))
            case _:
                kept.append(with_children(inline, unlinked(children(inline))))
    return tuple(kept)


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


def _with_ending(text: str) -> Markup:
    """Text with its last word in a span of its own, or its last words where the last one is short.

    Text without spaces, as in Chinese, has no such ending, nor has one whose last word is long, such as an address.
    """
    cut = text.rfind(" ", 0, -_ENDING)
    if cut < 0 or len(text) - cut > _LONGEST:
        return _with_capitals(text)
    ending = element("span", {"class": "ending"}, _with_capitals(text[cut + 1 :]))
    return joined([_with_capitals(text[: cut + 1]), ending])


def _iso_date(year: int, month: int, day: int) -> str | None:
    """The date as HTML's `datetime` wants it (years from 1 on, four digits); None for one that it cannot say."""
    if year < 1:
        return None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])
