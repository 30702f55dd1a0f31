"""The boxes, styles and layouts of WeasyPrint, as far as they are used here.  Lengths are in pixels."""

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["Box", "Container", "Context", "Layout", "Line", "Skip", "Style"]

Style = Mapping[str, object]
"""A computed style."""

Skip = dict[int, "Skip"] | None
"""Where the layout of a box continues: the index of a child, and where it does in that; in a text, the byte."""


class Layout(Protocol):
    """Text as Pango sets it."""

    text: str
    justification_spacing: float

    def set_text(self, text: str) -> None: ...  # noqa: D102  WeasyPrint's own
    def get_first_line(self) -> tuple[object, int | None]: ...  # noqa: D102  WeasyPrint's own


class Box(Protocol):
    """A box in a line; only text has `text` and a layout, only an element has children."""

    style: Style
    children: Sequence["Box"]
    text: str
    pango_layout: object
    justification_spacing: float
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    baseline: float
    is_leader: bool

    def is_in_normal_flow(self) -> bool: ...  # noqa: D102  WeasyPrint's own
    def is_floated(self) -> bool: ...  # noqa: D102  WeasyPrint's own
    def copy(self) -> "Box": ...  # noqa: D102  WeasyPrint's own
    def copy_with_children(self, children: Sequence["Box"]) -> "Box": ...  # noqa: D102  WeasyPrint's own
    def translate(self, dx: float = 0, dy: float = 0) -> None: ...  # noqa: D102  WeasyPrint's own


class Line(Box, Protocol):
    """All the content of a block that has lines, or one of these lines."""

    text_indent: float
    resume_at: Skip


class Container(Protocol):
    """The block that has the lines."""

    width: float

    def content_box_x(self) -> float: ...  # noqa: D102  WeasyPrint's own


class Shape(Protocol):
    """A box that floats beside lines."""

    position_y: float

    def margin_height(self) -> float: ...


class Context(Protocol):
    """What WeasyPrint knows while it lays out a book."""

    excluded_shapes: Sequence[Shape]

    def unlayout_footnote(self, note: object) -> None: ...  # noqa: D102  WeasyPrint's own
