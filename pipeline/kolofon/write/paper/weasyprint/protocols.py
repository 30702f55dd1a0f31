"""What the press uses of WeasyPrint's objects, which have no types: boxes, layouts of text, pages, the context.

Lengths are in pixels of CSS (1/96 in), places from the upper left corner of the page, unless it is said.  Names are
WeasyPrint's and Pango's own, but for four attributes that the press sets itself: `footnote`, `floated`, `sideways` and
`tracking`.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from kolofon.write.paper.file.protocols import Object

__all__ = [
    "POINTS",
    "Area",
    "Box",
    "Context",
    "Geometry",
    "Glyph",
    "GlyphItem",
    "Ground",
    "Line",
    "Page",
    "PageBox",
    "PageState",
    "PageType",
    "PangoLine",
    "Run",
    "Skip",
    "Style",
    "StyleFor",
    "Table",
    "TextLayout",
    "Wrapper",
]

POINTS = 0.75
"""A pixel of CSS in points."""

Style = dict[str, object]
"""A computed style: the values of properties by their names, with underscores for hyphens."""

Skip = Mapping[int, Any] | None
"""Where the layout of a box continues: the index of a child, and in that the same again; None at its beginning."""


class Geometry(Protocol):
    """The width of a glyph and how far it is moved, in Pango's units."""

    width: int
    x_offset: int
    y_offset: int


class Glyph(Protocol):
    """A glyph by its number in the font."""

    glyph: int
    geometry: Geometry


class _Glyphs(Protocol):
    """Glyphs in the order in which they are drawn, and where the cluster of each begins in the item, in bytes."""

    num_glyphs: int
    glyphs: Sequence[Glyph]
    log_clusters: Sequence[int]


class _Analysis(Protocol):
    """The font and the direction of a run, whose level is odd where it is from right to left."""

    font: object
    level: int


class _Item(Protocol):
    """A piece of text: where it begins and how long it is, in bytes of UTF-8."""

    offset: int
    length: int
    analysis: _Analysis


class GlyphItem(Protocol):
    """A piece of text and its glyphs, all of one font."""

    item: _Item
    glyphs: _Glyphs


class Run(Protocol):
    """A member of Pango's list of glyph items, which are from left to right; in C it is the address of the first."""

    data: GlyphItem
    next: "Run"

    def __getitem__(self, at: int) -> "Run": ...


class PangoLine(Protocol):
    """A line that Pango has set."""

    runs: Run


class TextLayout(Protocol):
    """A text as Pango sets it, `layout` in C; `first_line_direction` is odd where it is from right to left."""

    layout: object
    text: str
    max_width: float | None
    justification_spacing: float
    first_line_direction: int

    def set_text(self, text: str) -> None: ...  # noqa: D102  WeasyPrint's own
    def get_first_line(self) -> tuple[PangoLine, int | None]: ...  # noqa: D102  WeasyPrint's own
    def deactivate(self) -> None: ...  # noqa: D102  WeasyPrint's own


class Box(Protocol):
    """A box.  `element_tag` is the name of its element, with `::before` or the like behind it, or that of a margin.

    Only text has `text` and `pango_layout`; text and pictures have no `children`.
    """

    element: Element | None
    element_tag: str | None
    style: Style
    children: Sequence["Box"]
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    baseline: float
    text: str
    pango_layout: TextLayout
    justification_spacing: float
    is_leader: bool
    is_column: bool
    bookmark_label: str | None
    link_annotation: Object | None
    footnote: "Box | None"
    floated: bool
    sideways: float

    def content_box_x(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def content_box_y(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def border_box_y(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def border_height(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def border_width(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def margin_height(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def margin_width(self) -> float: ...  # noqa: D102  WeasyPrint's own
    def is_in_normal_flow(self) -> bool: ...  # noqa: D102  WeasyPrint's own
    def is_floated(self) -> bool: ...  # noqa: D102  WeasyPrint's own
    def copy(self) -> "Box": ...  # noqa: D102  WeasyPrint's own
    def copy_with_children(self, children: Sequence["Box"]) -> "Box": ...  # noqa: D102  WeasyPrint's own
    def translate(self, dx: float = 0, dy: float = 0, *, ignore_floats: bool = False) -> None: ...  # noqa: D102  WeasyPrint's own


class Line(Box, Protocol):
    """All the content of a block that has lines, or one of these lines."""

    text_indent: float
    text_overflow: str
    resume_at: Skip


class Table(Box, Protocol):
    """A table, or the part of it that is on one page."""

    padding_left: float
    padding_right: float
    border_left_width: float
    border_right_width: float


class Wrapper(Box, Protocol):
    """The box around a table and its caption."""

    margin_left: float | str
    margin_right: float | str

    def get_wrapped_table(self) -> Table: ...  # noqa: D102  WeasyPrint's own


class PageType(Protocol):
    """What a selector of `@page` may name; `index` is that of the page, from 0."""

    side: str
    blank: bool
    name: str
    index: int
    groups: tuple[tuple[str, int], ...]

    def _replace(self, **fields: object) -> "PageType": ...


class PageBox(Box, Protocol):
    """The box of a page."""

    page_type: PageType
    bleed: Mapping[str, float]
    background: "Ground | None"
    canvas_background: "Ground | None"


class _Colour(Protocol):
    """A colour; `alpha` is 0 where nothing is seen of it."""

    alpha: float


class _Layer(Protocol):
    """A picture behind a box."""

    image: object


class Ground(Protocol):
    """What is behind a box: a colour, and pictures."""

    color: _Colour
    layers: Sequence[_Layer]
    style: Mapping[str, object]


class Area(Box, Protocol):
    """The foot of a page, where its notes are, and its page."""

    page: Box
    padding_bottom: float
    border_bottom_width: float


class Page(Protocol):
    """A page that is laid out."""

    height: float
    anchors: Mapping[str, tuple[float, ...]]
    _page_box: Box


PageState = tuple[object, dict[str, list[int]], list[set[str]], object]
"""What WeasyPrint knows at the beginning of a page, among it the values of counters."""


class StyleFor(Protocol):
    """The function from an element, or the type of a page, to its computed style."""

    def __call__(self, element: object) -> Mapping[str, object]: ...  # noqa: D102  as WeasyPrint has it
    def get_cascaded_styles(self) -> Mapping[tuple[object, object], Mapping[str, tuple[object, object]]]: ...  # noqa: D102  WeasyPrint's own


class _Collector(Protocol):
    """What links lead to; the function takes the page of each id."""

    cache_target_page_counters: Callable[..., object]


class Context(Protocol):
    """What WeasyPrint knows while it lays out a book.

    `page_bottom` is how far down the text of the page may go; `page_maker` has a value for each page: where it
    continues, what the next one must be, whether it begins on the right, its state, what there is to do again; `tables`
    remembers how wide the columns of tables may be.
    """

    current_page: int
    page_bottom: float
    in_column: bool
    page_maker: list[tuple[object, dict[str, object], bool, PageState, dict[str, Any]]]
    tables: MutableMapping[object, object]
    excluded_shapes: Sequence[Box]
    footnotes: list[Box]
    reported_footnotes: list[Box]
    broken_out_of_flow: object
    current_footnote_area: Area
    target_collector: _Collector
    get_image_from_uri: object
    string_set: Mapping[str, Mapping[int, list[str]]]
    style_for: StyleFor

    def __hash__(self) -> int: ...
    def unlayout_footnote(self, note: object) -> None: ...  # noqa: D102  WeasyPrint's own
