"""Drop capitals, drawn where they are read.

WeasyPrint draws what floats before all lines of a page, so the first letter of a chapter would come before its heading
in the content of the page, and programs that extract text go by that.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from xml.etree.ElementTree import Element

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box

__all__ = ["drawn_in_place", "is_drop"]

_CLASSES = frozenset({"drop", "drop-mark"})


def is_drop(element: Element | None) -> bool:
    """Whether an element is a drop capital, or the marks before it."""
    return element is not None and not _CLASSES.isdisjoint(element.get("class", "").split())


@contextmanager
def drawn_in_place(stacking: ModuleType, drawing: ModuleType) -> Iterator[None]:
    """Draw drop capitals as parts of their lines.  These are `weasyprint.stacking` and `weasyprint.draw`."""
    dispatch: Callable[..., object] = stacking._dispatch  # noqa: SLF001  it has no public name
    draw: Callable[..., object] = drawing.draw_inline_level
    draw_blocks: Callable[..., object] = drawing.draw_block_level

    def in_line(box: Box, page: object, contexts: object, *more: object) -> object:
        if is_drop(getattr(box, "element", None)) and box.is_floated():
            return stacking.StackingContext.from_box(box, page, contexts)  # as WeasyPrint does with an inline block
        return dispatch(box, page, contexts, *more)

    def draw_inline_level(stream: object, page: object, box: object, *more: object) -> object:
        if isinstance(box, stacking.StackingContext) and box.box.is_floated():
            return drawing.draw_stacking_context(stream, box)
        return draw(stream, page, box, *more)

    def draw_block_level(page: object, stream: object, blocks: Mapping[Box, object]) -> None:
        for block, inner in blocks.items():
            for child in getattr(block, "children", ()):
                if isinstance(child, stacking.StackingContext) and child.box.is_floated():
                    drawing.draw_stacking_context(stream, child)
            draw_blocks(page, stream, {block: inner})

    with (
        replaced(stacking, _dispatch=in_line),
        replaced(drawing, draw_inline_level=draw_inline_level, draw_block_level=draw_block_level),
    ):
        yield
