"""Faster versions of what WeasyPrint does hundreds of thousands of times for a book, with the same results."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Protocol

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.modules import fonts, percent, styles

__all__ = ["instanced_quickly", "looked_up_quickly"]

_APART = frozenset({"display", "float", "page", "position"})
"""Properties of which a style has to know more than their value."""
_DECORATION = "text_decoration_"


_TRUETYPE = b"\x00\x01\x00\x00"
"""How a font begins whose outlines are TrueType's (OpenType, "Organization of an OpenType Font")."""


class _Axis(Protocol):
    axisTag: str  # noqa: N815  fontTools names it so


class _Axes(Protocol):
    axes: Sequence[_Axis]


class _Content(Protocol):
    def getvalue(self) -> bytes: ...


class _Reader(Protocol):
    file: _Content


class _Variable(Protocol):
    """A font that was read from memory by fontTools, and has axes."""

    reader: _Reader

    def __getitem__(self, table: str) -> _Axes: ...


class _Style(Protocol):
    cascaded: Mapping[str, object]
    parent_style: Mapping[str, object] | None

    def __getitem__(self, key: str) -> object: ...
    def __setitem__(self, key: str, value: object) -> None: ...


class _Box(Protocol):
    style: Mapping[str, object]


@cache
def _logical(key: str, direction: str) -> str:
    """The logical property that is another word for a physical one (CSS Logical Properties 1), if there is one."""
    named: Callable[..., str] | None = styles.PHYSICAL_FUNCTIONS.get(key)
    return named(block="ttb", inline=direction) if named else key


@contextmanager
def looked_up_quickly() -> Iterator[None]:
    """Take the value of a property that no rule sets from the style around it, or from the specification, at once.

    A length in pixels is no percentage of anything.
    """
    stock = styles.ComputedStyle.__missing__
    plain = (key for key in styles.INITIAL_VALUES if key not in _APART and not key.startswith(_DECORATION))
    handed_down, initial = set[str](), dict[str, object]()
    for key in plain:
        if key in styles.INHERITED:
            handed_down.add(key)
        elif key not in styles.INITIAL_NOT_COMPUTED:
            initial[key] = styles.INITIAL_VALUES[key]
    two_names = frozenset(styles.PHYSICAL_FUNCTIONS)

    def missing(self: _Style, key: str) -> object:
        cascaded = self.cascaded
        if key not in cascaded and not (key in two_names and _logical(key, str(self["direction"])) in cascaded):
            if key in initial:
                value = self[key] = initial[key]
                return value
            if key in handed_down and self.parent_style is not None:
                value = self[key] = self.parent_style[key]
                return value
        return stock(self, key)

    resolve = percent.resolve_one_percentage

    def resolve_one_percentage(box: _Box, name: str, refer_to: object) -> None:
        value = box.style[name]
        if getattr(value, "unit", None) == "px":
            setattr(box, name, value.value)  # type: ignore[attr-defined]  # a length, as it has a unit
        else:
            resolve(box, name, refer_to)

    with (
        replaced(styles.ComputedStyle, __missing__=missing),
        replaced(percent, resolve_one_percentage=resolve_one_percentage),
    ):
        yield


def instanced_quickly() -> AbstractContextManager[None]:
    """Make a font of one weight of a variable font by HarfBuzz, in a hundredth of the time that fontTools takes.

    fontTools goes through all glyphs, those that the font has lost as well.  The outlines are the same but for the
    rounding of a unit; where the outlines are not TrueType's, or an axis is unknown, fontTools makes the font.
    """
    stock = fonts.instantiateVariableFont

    def instantiate(font: _Variable, places: Mapping[str, float], **more: object) -> object:
        content = font.reader.file.getvalue()
        axes = {axis.axisTag for axis in font["fvar"].axes}
        if not content.startswith(_TRUETYPE) or not axes.issuperset(places):
            return stock(font, places, **more)
        face, wanted = harfbuzz.Face(content), harfbuzz.SubsetInput()
        wanted.keep_everything()
        wanted.flags |= harfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
        wanted.pin_all_axes_to_default(face)
        for axis, place in places.items():
            wanted.pin_axis_location(face, axis, place)
        return TTFont(io.BytesIO(wanted.subset(face).blob.data))

    return replaced(fonts, instantiateVariableFont=instantiate)
