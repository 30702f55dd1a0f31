"""The characters of a set line."""

from collections.abc import Iterable
from typing import assert_never

from kolofon.model.document import Code, Date, Image, LineBreak, Ruby, Text
from kolofon.set.values.line import (
    Call,
    Literal,
    PageMark,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    Styled,
)

__all__ = ["characters", "only_formulas", "only_pictures"]


def characters(inlines: Iterable[SetInline]) -> str:
    """The characters that a reader sees, the numbers of notes among them.

    A picture, a line break and a reading have none.
    """
    return "".join(map(_characters, inlines))


def _characters(inline: SetInline) -> str:
    match inline:
        case Text(text) | Literal(text) | Code(text) | SetFormula(text) | Ruby(text) | Date(text=text):
            return text
        case Styled(children=children) | SetForeign(children=children) | SetLink(children=children):
            return characters(children)
        case Call(number=number):
            return str(number)
        case Image() | LineBreak() | PageMark():
            return ""
        case _:
            assert_never(inline)


def only_pictures(sentences: Iterable[SetSentence]) -> bool:
    """Whether a run has pictures and no word."""
    inlines = [inline for sentence in sentences for inline in sentence.inlines]
    return any(isinstance(inline, Image) for inline in inlines) and all(
        isinstance(inline, Image | LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
        for inline in inlines
    )


def only_formulas(sentences: Iterable[SetSentence]) -> bool:
    """Whether a run has formulas on lines of their own, and no word."""
    inlines = [inline for sentence in sentences for inline in sentence.inlines]
    displayed = [isinstance(inline, SetFormula) and inline.display for inline in inlines]
    rest = [inline for inline, shown in zip(inlines, displayed, strict=True) if not shown]
    return any(displayed) and all(isinstance(inline, Text) and not inline.text.strip(" .,;:") for inline in rest)
