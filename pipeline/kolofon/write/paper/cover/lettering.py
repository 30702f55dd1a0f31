"""Words at their places on a cover, as markup."""

from collections.abc import Sequence

from markupsafe import Markup

from kolofon.write.fonts import Family
from kolofon.write.markup.elements import element
from kolofon.write.markup.languages import language_attributes
from kolofon.write.paper.cover.fit import Fitted, Room, family_for, fitted
from kolofon.write.paper.cover.texts import Phrase
from kolofon.write.paper.cover.wrap import Box, Wrap

__all__ = ["at", "in_room", "line", "lines", "scale_of"]

_USUAL = 420.0
"""The width of a side, in points, for which the sizes of small type are: A5."""


def scale_of(wrap: Wrap) -> float:
    """By how much small type is larger than on a cover of A5."""
    return float(min(max((wrap.width / _USUAL) ** 0.5, 0.85), 1.25))


def at(box: Box) -> str:
    """A place, as CSS has it."""
    return f"left:{box.left:.3f}pt;top:{box.top:.3f}pt;width:{box.width:.3f}pt;height:{box.height:.3f}pt;"


def line(name: str, phrase: Phrase, box: Box, within: str) -> Markup:
    """A line of words in a class of the style sheet, on a cover in the language `within`."""
    own = {"class": name, "style": f"{at(box)}line-height:{box.height:.3f}pt;"}
    return element("div", own | language_attributes(phrase.language, within), phrase.words)


def in_room(phrase: Phrase, own: Sequence[Family], room: Room, sizes: Sequence[float]) -> Fitted:
    """Words in the largest of some sizes in which they go into a room."""
    family = family_for(phrase.words, phrase.language, own)
    return fitted(phrase.words, phrase.language, family, room, sizes)


def lines(name: str, phrase: Phrase, fit: Fitted, box: Box, within: str) -> Markup:
    """Words in lines of their own, the title as a heading; the rest is as in `line`."""
    more = f"font-size:{fit.size:.2f}pt;line-height:{fit.leading:.2f}pt;"
    written = Markup(" ").join(element("span", {"class": "line"}, one) for one in fit.lines)
    own = {"class": name, "style": at(box) + more} | language_attributes(phrase.language, within)
    return element("h1" if name == "title" else "div", own, written)
