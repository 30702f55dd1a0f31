"""Formulas on paper: ziamath draws each as outlines, on the baseline of its line; WeasyPrint has no layout for MathML.

ziamath is imported when the first formula is drawn.  Its font is STIX Two Math (SIL Open Font Licence 1.1).
"""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.etree.ElementTree import Element, fromstring, tostring

from kolofon.text.formulas.mathml import NAMESPACE, name_of
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box, Style

if TYPE_CHECKING:
    from ziamath.nodes.mrow import Mrow
    from ziamath.zmath import Math

__all__ = ["UNDRAWN", "Drawing", "drawing", "formulas_drawn"]

UNDRAWN = "Failed to draw the formula "
"""How the message about a formula begins that cannot be drawn."""

_LOG = logging.getLogger("weasyprint")
_MATH = f"{{{NAMESPACE}}}math"
_EM = 1000
"""The units of a drawing in an em."""

_MARGIN = 20
"""The room around a drawing, in those units: letters may reach out of their boxes a little."""

_SIZE = 0.93
"""The size of a formula in that of the text: the letters of STIX Two are wider and taller than those of EB Garamond."""

_ABOVE, _BELOW = 0.95, 0.28
"""How far a line of text reaches above and below its baseline, in ems."""

_HANG = 0.2
"""How far a formula may reach out of its line, in ems, before it moves the lines apart."""

_ACCENTS = {"^": "\u02c6", "~": "\u02dc", "\u2015": "\u00af"}
"""Accents as ziamath's font has them, by the signs that MathML has for them."""

_SPACES = {
    **dict.fromkeys("∧∨∩∪∖⊎⊓⊔⊘⊚⊻⊼∗⋆", "mediummathspace"),
    **dict.fromkeys("⊂⊊⊋∊∍∽≊⊢⊧⊨⊩⊪⊫⊬⊭⊮⊯⊰⊱⊶⊷⋈⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋦⋧⋨⋩↩↪⇇⇈⇉⇊⇝⟻⟼⟽⟾", "thickmathspace"),
}
"""The spaces around operators that ziamath has none for (MathML Core, appendix B)."""

_BLACK = "#000001"
"""The ink in a drawing, until the colour of the text takes its place; a colour that no formula has."""


class _Font(Protocol):
    """A font of ziafont's."""

    def glyphindex(self, char: str) -> int: ...


class _Loader(Protocol):
    """WeasyPrint's function that loads pictures, with what it was given beforehand."""

    keywords: Mapping[str, object]


class _Length(NamedTuple):
    """A length as WeasyPrint's styles have it."""

    value: float
    unit: str


class Drawing:
    """A formula as a vector picture: its width, and how far it reaches above and below the baseline, in ems.

    `missing` are the letters that the font of formulas does not have.
    """

    def __init__(self, svg: str, view: Sequence[float], missing: tuple[str, ...]) -> None:
        self._svg = svg
        self.missing = missing
        left, top, width, height = view
        self._view = f"{left:g} {top:g} {width:g} {height:g}"
        self.width, self.height = width / _EM, height / _EM
        self.above, self.below = -top / _EM, (top + height) / _EM

    def picture(self, size: float, colour: str) -> Element:
        """The picture in a size (an em, in pixels) and a colour of CSS."""
        root = fromstring(self._svg.replace(_BLACK, colour))  # noqa: S314  ziamath wrote it
        root.attrib |= {
            "width": f"{self.width * size:.4f}px",
            "height": f"{self.height * size:.4f}px",
            "viewBox": self._view,
        }
        return root


@contextmanager
def formulas_drawn(elements: ModuleType) -> Iterator[None]:
    """Draw the formulas of a page.  `elements` is `weasyprint.html`, which knows what to do with certain elements."""
    handlers: dict[str, Callable[..., list[object]]] = elements.HTML_HANDLERS

    def handle(element: Element, box: Box, load: _Loader, base: str | None) -> list[object]:
        try:
            drawn = drawing(_source(element))
        except Exception:  # noqa: BLE001  what ziamath does not know leads to any error
            text = " ".join((element.get("alttext") or "".join(element.itertext())).split())
            _LOG.warning("%s%s", UNDRAWN, text)
            box.children = [elements.boxes.TextBox.anonymous_from(box, text)]
            return [box]
        for letter in drawn.missing:
            _LOG.warning(".notdef in a formula (U+%04X)", ord(letter))
        size = float(str(box.style["font_size"])) * _SIZE
        picture = drawn.picture(size, _colour(box.style["color"]))
        image = elements.SVGImage(picture, base, load.keywords["url_fetcher"], load.keywords["context"])
        box.style = _placed(box.style, drawn, size, displayed=element.get("display") == "block")
        made = elements.make_replaced_box(element, box, image)
        made.natural_width = drawn.width * size
        return [made]

    handlers[_MATH] = handle
    try:
        yield
    finally:
        del handlers[_MATH]


def _placed(style: Style, drawn: Drawing, size: float, *, displayed: bool) -> Style:
    """The style that puts a drawing on the baseline; one in a line of text does not move it for a little excess.

    One that a style sheet gives a margin, as in a table, keeps that.
    """
    placed = style.copy()
    margin = style["margin_bottom"]
    own = float(margin[0]) if isinstance(margin, tuple) else 0.0
    hang = 0.0 if displayed or own else _HANG
    above, below = (
        min(hang, max(0, reach - usual)) * size for reach, usual in ((drawn.above, _ABOVE), (drawn.below, _BELOW))
    )
    # The bottom of its margin is on the baseline.
    placed["vertical_align"] = below - own - drawn.below * size
    if not own:
        placed["margin_top"], placed["margin_bottom"] = _Length(-above, "px"), _Length(-below, "px")
    return placed


def _colour(colour: object) -> str:
    """A colour of a computed style as CSS has it."""
    to: Callable[[str], Iterable[float]] = colour.to  # type: ignore[attr-defined]  # one of tinycss2, which has no types
    red, green, blue, alpha = to("srgb")
    return f"rgb({red:.2%} {green:.2%} {blue:.2%} / {alpha:g})"


def _source(element: Element) -> str:
    """The markup of a formula, without what is not drawn."""
    bare = Element("math", {"display": element.get("display", "inline")})
    bare.extend(_renamed(child) for child in element)
    for at, side in ((0, "lspace"), (-1, "rspace")):
        outer = bare
        while len(outer) and outer.tag in {"math", "mrow", "mstyle"}:
            outer = outer[at]
        if outer.tag == "mo":
            outer.set(side, "0")  # nothing is beside it that it should keep away from
    return tostring(bare, encoding="unicode")


def _renamed(element: Element) -> Element:
    made = Element(name_of(element), dict(element.attrib))
    made.text = element.text
    if made.tag == "mo" and (element.text or "") in _ACCENTS:
        made.text = _ACCENTS[element.text or ""]
    if made.tag == "mo" and (space := _SPACES.get(element.text or "")):
        made.attrib = {"lspace": space, "rspace": space} | made.attrib
    made.extend(_renamed(child) for child in element)
    return made


@lru_cache(maxsize=1 << 12)
def drawing(markup: str) -> Drawing:
    """The drawing of a formula in MathML without namespaces.

    Raises whatever ziamath raises for what it does not know.
    """
    draw, row = _ziamath()
    with replaced(row, _get_height_nostretch=_measured_once(row)):
        formula = draw(markup, size=_EM, margin=_MARGIN)
        made = formula.svgxml()
    view = [float(part) for part in made.attrib["viewBox"].split()]
    return Drawing(tostring(made, encoding="unicode"), view, tuple(_missing(markup, formula.font)))


def _missing(markup: str, font: _Font) -> Iterator[str]:
    letters = dict.fromkeys("".join(fromstring(markup).itertext()))  # noqa: S314  `_source` wrote it
    yield from (letter for letter in letters if not letter.isspace() and not font.glyphindex(letter))


def _measured_once(row: type) -> Callable[..., tuple[float, float]]:
    """Measures a row without what stretches to its height, for that height; within such a row, none is measured again.

    ziamath alone measures each row in each row around it twice: its time doubles with every fraction in another.
    """
    stock: Callable[..., tuple[float, float]] = vars(row)["_get_height_nostretch"]

    def measure(self: object, line: object, **named: object) -> tuple[float, float]:
        return (0.0, 0.0) if named.get("nostretch") else stock(self, line, **named)

    return measure


@cache
def _ziamath() -> "tuple[type[Math], type[Mrow]]":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how ziamath looks for its font
        from ziamath.config import config  # noqa: PLC0415  only a book with formulas pays for it
        from ziamath.nodes.mrow import Mrow  # noqa: PLC0415  as above
        from ziamath.zmath import Math  # noqa: PLC0415  as above

    config.svg2 = False  # outlines in place, not by reference
    config.precision = 1
    config.math.color = _BLACK
    return Math, Mrow
