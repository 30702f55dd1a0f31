"""Elements and attributes of XHTML, with everything escaped that is not markup already."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

__all__ = ["FORMULA", "VOID", "Attributes", "attributes", "element", "joined", "well_formed", "without_formulas"]

Attributes = dict[str, str | None]
"""The attributes of an element by their names; one that is None is left out."""

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""The elements that HTML has no end tag for (HTML Living Standard, 13.1.2)."""

FORMULA = re.compile(r"<math\b[\s\S]*?</math>")
"""A formula, whose characters are not set in a family of the text."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, own: Mapping[str, str | None], content: str = "") -> Markup:
    """One element with its attributes.  `content` that is no `Markup` is text, and is escaped."""
    if tag in VOID:
        return Markup(f"<{tag}{attributes(own)}/>")  # noqa: S704  a tag is the press's own, and the rest is escaped
    return Markup(f"<{tag}{attributes(own)}>{escape(content)}</{tag}>")  # noqa: S704  as above


def attributes(own: Mapping[str, str | None]) -> Markup:
    """Attributes as they are in a tag, each with a space before it."""
    written = [f' {name}="{escape(value)}"' for name, value in own.items() if value is not None]
    return Markup("".join(written))  # noqa: S704  a name is the press's own, and each value is escaped


def joined(pieces: Iterable[str]) -> Markup:
    """Pieces one after another; those that are no `Markup` are escaped."""
    return Markup("".join(map(escape, pieces)))  # noqa: S704  each is escaped


def well_formed(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 (section 2.2) has no place for, such as a form feed."""
    return _ILLEGAL.sub("\ufffd", text)


def without_formulas(markup: str) -> str:
    """Markup without its formulas."""
    return FORMULA.sub("", markup) if "<math" in markup else markup
