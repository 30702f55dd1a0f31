"""Brackets, commas and stops of Chinese and Japanese that meet: half an em of what is empty between them is taken out.

Each of them is as wide as a character, one half of which is empty; where two meet, “」（” would have a gap of an em
(Requirements for Japanese Text Layout, 3.1.4, "Positioning of Consecutive Opening Brackets, Closing Brackets, Commas,
Full Stops and Middle Dots"; Requirements for Chinese Text Layout, 3.1.6).  The fonts have them half as wide (OpenType,
`halt`), which the press switches on for these characters in Pango.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from types import ModuleType
from typing import Protocol

from kolofon.write.paper.weasyprint.mends import replaced

__all__ = ["halved", "set_close"]

_OPENING = "「『（〔［｛〈《【〖〘｟"
_CLOSING = "」』）〕］｝〉》】〗〙｠"
_STOPS = "、。，．"
_FIRST = f"[{_CLOSING}{_STOPS}](?=[{_CLOSING}{_STOPS}])"
_SECOND = f"(?<=[{_OPENING}{_CLOSING}{_STOPS}])[{_OPENING}]"
_HALVED = re.compile(f"{_FIRST}|{_SECOND}")
_FEATURE = b"halt 1"
_CALLS = "PangoAttrList * pango_attr_list_copy (PangoAttrList *list);"
"""The declaration of a function of Pango's that WeasyPrint does not use."""


class _Layout(Protocol):
    """Text as Pango sets it, `layout` is Pango's; `whole` is that and what it knew before characters were halved."""

    text: str
    layout: object


def halved(text: str) -> Iterator[int]:
    """The characters of a text that are to be half as wide.

    Of two that close, the first loses what is empty behind it; one that opens behind another mark loses what is empty
    before it.
    """
    for found in _HALVED.finditer(text):
        yield found.start()


def set_close(texts: ModuleType, libraries: ModuleType) -> AbstractContextManager[None]:
    """Set marks that meet close.  The modules are `weasyprint.text.line_break` and `weasyprint.text.ffi`."""
    stock: Callable[..., None] = texts.Layout.set_text

    def set_text(self: _Layout, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  as WeasyPrint has it
        meets = not text.isascii() and _HALVED.search(text) is not None
        if meets or "whole" in vars(self):
            _begin(self, _Attributes(libraries))
        stock(self, text, justify)
        if meets:
            _halve(self, _Attributes(libraries))

    return replaced(texts.Layout, set_text=set_text)


@cache
def _pango(libraries: ModuleType) -> ModuleType:
    libraries.ffi.cdef(_CALLS)
    library: ModuleType = libraries.pango
    return library


class _Attributes:
    """The attributes (PangoAttrList) of the texts of layouts."""

    def __init__(self, libraries: ModuleType) -> None:
        self._ffi, self._pango = libraries.ffi, _pango(libraries)

    def of(self, layout: _Layout) -> object:
        """A copy of the attributes of a layout."""
        return self.copied(self._pango.pango_layout_get_attributes(layout.layout))

    def copied(self, attributes: object) -> object:
        """A copy, which is given back to Pango when it is no longer used."""
        empty = attributes == self._ffi.NULL
        made = self._pango.pango_attr_list_new() if empty else self._pango.pango_attr_list_copy(attributes)
        return self._ffi.gc(made, self._pango.pango_attr_list_unref)

    def give(self, layout: _Layout, attributes: object) -> None:
        """Give a layout these attributes, and no others."""
        self._pango.pango_layout_set_attributes(layout.layout, attributes)

    def halve(self, attributes: object, begin: int, end: int) -> None:
        """Add that a character is half as wide; it begins and ends at these bytes."""
        attribute = self._pango.pango_attr_font_features_new(_FEATURE)
        attribute.start_index, attribute.end_index = begin, end
        self._pango.pango_attr_list_insert(attributes, attribute)


def _begin(layout: _Layout, attributes: _Attributes) -> None:
    """Take back the attributes of an earlier text of a layout, and keep those that it has without this one."""
    known = vars(layout)
    of, whole = known.get("whole", (None, None))
    if of is not layout.layout:
        whole = attributes.of(layout)
    attributes.give(layout, attributes.copied(whole))
    known["whole"] = layout.layout, whole


def _halve(layout: _Layout, attributes: _Attributes) -> None:
    listed, text = attributes.of(layout), layout.text
    for at in halved(text):
        begin = len(text[:at].encode())
        attributes.halve(listed, begin, begin + len(text[at].encode()))
    attributes.give(layout, listed)
