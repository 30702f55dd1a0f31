"""Elements and attributes of XHTML, with everything escaped that is not markup already."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

__all__ = ["VOID", "element", "joined", "well_formed"]

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""The elements that HTML has no end tag for (HTML Living Standard, 13.1.2)."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, attributes: Mapping[str, str | None], content: str = "") -> Markup:
    """One element; an attribute that is None is left out.  `content` that is no `Markup` is text, and is escaped."""
    written = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value is not None
    )
    if tag in VOID:
        return Markup("<{}{}/>").format(tag, written)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, content)


def joined(pieces: Iterable[str]) -> Markup:
    """Pieces one after another; those that are no `Markup` are escaped."""
    return Markup("").join(escape(piece) for piece in pieces)


def well_formed(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 (section 2.2) has no place for, such as a form feed."""
    return _ILLEGAL.sub("\ufffd", text)
