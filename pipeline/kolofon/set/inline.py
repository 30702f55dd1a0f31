"""A line of a document → a set line: notes are numbered, links resolved, and what may not be shown is words."""

from collections.abc import Iterable
from dataclasses import replace

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Emphasis,
    Foreign,
    Formula,
    Highlighted,
    Image,
    IndexMark,
    Inline,
    Inserted,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Reference,
    Ruby,
    Sentence,
    Shows,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
    Underlined,
)
from kolofon.model.inline import children, with_children
from kolofon.set.addresses import safe_picture, safe_target
from kolofon.set.lookups import Lookups
from kolofon.set.numbers.captions import Numbered
from kolofon.set.numbers.notes import Listed
from kolofon.set.values.document import SetHeading
from kolofon.set.values.line import (
    Literal,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    SetSentences,
    Style,
    Styled,
)
from kolofon.text.formulas import tagged
from kolofon.text.notation import plain

__all__ = ["InlineSetter", "anchor", "unlinked"]


_STYLES: dict[type[Inline], Style] = {
    Emphasis: Style.EMPHASIS,
    Strong: Style.STRONG,
    Superscript: Style.SUPERSCRIPT,
    Subscript: Style.SUBSCRIPT,
    Struck: Style.STRUCK,
    Inserted: Style.INSERTED,
    Underlined: Style.UNDERLINED,
    Highlighted: Style.HIGHLIGHTED,
    Small: Style.SMALL,
}


class InlineSetter:
    """Sets the lines of one document.  Calls of notes are counted, and formulas numbered, so it is used once.

    `language` is the document's; `notes` are its notes; `lookups` has its headings, and the numbers of its
    figures and tables.  `formulas` is how many formulas have had a name so far, and how many a number.
    """

    def __init__(self, language: str, notes: Listed, lookups: Lookups) -> None:
        self._language = language
        self._notes = notes
        self._lookups = lookups
        self.formulas = (0, 0)

    def heading(self, sentence: Sentence) -> SetHeading:
        """A heading or a title."""
        own = self.sentence(sentence)
        contents = SetSentence(self.inlines(unlinked(sentence.inlines)), own.language, source=sentence)
        return SetHeading(own, contents, plain(sentence.inlines))

    def sentences(self, sentences: Iterable[Sentence]) -> SetSentences:
        """Sentences of one run.  One that is empty leaves no trace."""
        return tuple([self.sentence(sentence) for sentence in sentences if sentence.inlines])

    def sentence(self, sentence: Sentence) -> SetSentence:
        """One sentence."""
        language = sentence.language if sentence.language != self._language else ""
        return SetSentence(
            inlines=self.inlines(sentence.inlines),
            language=language,
            untranslated=bool(language) and not sentence.kept,
            id=anchor(sentence) if sentence.index and self._notes.anchored else "",
            after=sentence.after,
            source=sentence,
        )

    def inlines(self, inlines: Iterable[Inline]) -> tuple[SetInline, ...]:
        """The content of a line."""
        found: list[SetInline] = []
        before: Inline | None = None
        for inline in inlines:
            found += self._inline(inline, before)
            before = inline
        return tuple(found)

    def picture(self, image: Image) -> Image | Literal:
        """A picture, or the words for one whose path does not lead below `source/`."""
        return image if safe_picture(image.source) is not None else Literal(image.alternative)

    def _inline(self, inline: Inline, before: Inline | None) -> Iterable[SetInline]:
        match inline:
            case Text() | Code() | Ruby() | LineBreak() | Date():
                yield inline
            case Formula():
                yield self._formula(inline)
            case Foreign(content, language, kept):
                yield SetForeign(self.inlines(content), language, kept)
            case Link(content, target, title):
                yield self._link(content, target, title)
            case Reference(target, shows):
                yield self._reference(target, shows)
            case NoteRef(name):
                yield self._notes.call(name, beside=isinstance(before, NoteRef))
            case Image():
                yield self.picture(inline)
            case DateRange(_, _, text) | Number(_, text):
                yield Literal(text)
            case IndexMark():
                return
            case _:
                yield Styled(_STYLES[type(inline)], self.inlines(inline.children))

    def _formula(self, formula: Formula) -> SetFormula:
        r"""A formula.  One that names its number with \tag has that; one that has a name has the next number."""
        text, number = (formula.text, "") if formula.mathml else tagged(formula.text)
        if not formula.name:
            return SetFormula(text, formula.display, formula.mathml, number if formula.display else "")
        named, numbered = self.formulas
        named, numbered = self.formulas = (named + 1, numbered + (not number))
        # A tag may be any text, and the number of another formula.
        return SetFormula(text, formula.display, formula.mathml, number or str(numbered), formula.name, f"eq-{named}")

    def _link(self, content: tuple[Inline, ...], target: str, title: str) -> SetLink:
        """A link.  One without words shows the number or the heading that it leads to, or else its address."""
        target = self._lookups.place(target)
        address = safe_target(target) or ""
        shown = self.inlines(content)
        if not shown and (numbered := self._lookups.numbered(target.removeprefix("#"))):
            shown = (Literal(numbered.number),)
        if not shown and (heading := self._lookups.heading(target.removeprefix("#"))):
            shown = self.inlines(unlinked(heading.inlines))
        return SetLink(shown or ((Literal(address),) if address else ()), address, title)

    def _reference(self, target: str, shows: Shows) -> SetLink:
        """A reference.  One to a page shows a label or a heading where there are no pages.

        One to a formula shows its number in brackets, as the formula itself has it.
        """
        if equation := self._lookups.equation(target):
            return SetLink((Literal(f"({equation.number})"),), f"#{equation.id}", "", page=shows is Shows.PAGE)
        link = self._link((), target, "")
        numbered = self._lookups.numbered(link.target.removeprefix("#"))
        words = self._label(numbered) if numbered and shows is not Shows.NUMBER else link.children
        return replace(link, children=words, page=shows is Shows.PAGE)

    def _label(self, numbered: Numbered) -> tuple[SetInline, ...]:
        """The label of a figure or table within a line."""
        words = tuple(inner for each in numbered.label.inlines if isinstance(each, Styled) for inner in each.children)
        language = numbered.label.language
        return (SetForeign(words, language, kept=False),) if language else words


def anchor(sentence: Sentence) -> str:
    """The id of a sentence that the index leads to: `x7` where its first mark is the seventh."""
    return f"x{sentence.index[0].number}"


def unlinked(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The content without calls of notes and pictures, and with the text of links in place of them.

    For words that are printed a second time, in the contents: a link holds no link, and an id occurs once.
    """
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link():
                kept += unlinked(inline.children)
            case NoteRef() | Image() | IndexMark() | Reference():
                pass
            case Formula():
                kept.append(replace(inline, display=False, name=""))
            case LineBreak():
                kept.append(Text(" "))
            case _:
                kept.append(with_children(inline, unlinked(children(inline))))
    return tuple(kept)
