"""Corrections of WeasyPrint for text from right to left, for the version that `mends` names."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Line, TextLayout

__all__ = ["set_leftward"]


@contextmanager
def set_leftward(lines: ModuleType, drawing: ModuleType) -> Iterator[None]:
    """Set text from right to left as it should be.  `lines` is `weasyprint.layout.inline`, `drawing` its `draw`.

    WeasyPrint alone indents the first line of a paragraph at its end, or lets it hang out there.  A line without its
    last space is too far to the left by that space.  What floats beside a line goes to its end too.  Of a line that is
    too long, it shows the end, without an ellipsis.
    """
    indented = _indented(lines.get_next_linebox)
    stripped = _stripped(lines.remove_last_whitespace, lines.create_layout)
    with (
        replaced(
            lines, get_next_linebox=indented, remove_last_whitespace=stripped, text_align=_aligned(lines.text_align)
        ),
        replaced(drawing, draw_text=_drawn(drawing.draw_text)),
    ):
        yield


def _leftward(box: Line) -> bool:
    return box.style["direction"] == "rtl"


def _indented(stock: Callable[..., tuple[Line | None, object]]) -> Callable[..., object]:
    def get_next_linebox(context: object, linebox: Line, *more: object) -> tuple[Line | None, object]:
        line, resume_at = stock(context, linebox, *more)
        if line and linebox.text_indent and _leftward(linebox):
            for child in line.children:
                if child.is_in_normal_flow():
                    child.translate(dx=-linebox.text_indent, ignore_floats=True)
        return line, resume_at

    return get_next_linebox


def _stripped(stock: Callable[[object, Line], None], create_layout: Callable[..., TextLayout]) -> Callable[..., object]:
    def remove_last_whitespace(context: object, line: Line) -> None:
        width = line.width
        stock(context, line)
        gone = width - line.width
        last = list(_last(line))
        if not gone or not last or line.text_overflow == "ellipsis":
            return
        text = last[-1]
        if text.text and text.pango_layout.first_line_direction % 2:
            for box in last:
                box.position_x += gone
            text.pango_layout = create_layout(text.text, text.style, context, None, 0)
            text.pango_layout.deactivate()

    return remove_last_whitespace


def _aligned(stock: Callable[..., float]) -> Callable[..., float]:
    def text_align(context: object, line: Line, *more: object, **named: object) -> float:
        offset = stock(context, line, *more, **named)
        if _leftward(line):
            for box in _floats(line):
                box.translate(dx=offset + line.width)  # by which WeasyPrint moves the line, and all in it, to the left
        return offset

    return text_align


def _floats(box: Line) -> Iterator[Line]:
    """The boxes in a line that float beside it."""
    for child in getattr(box, "children", ()):
        if child.is_floated():
            yield child
        elif child.is_in_normal_flow():
            yield from _floats(child)


def _last(box: Line) -> Iterator[Line]:
    """The last box in a box, the last in that, and so on."""
    while children := getattr(box, "children", ()):
        box = children[-1]
        yield box


def _drawn(stock: Callable[..., object]) -> Callable[..., object]:
    def draw_text(stream: object, text: Line, offset_x: float, text_overflow: str, *more: object) -> None:
        room = text.pango_layout.max_width
        over = text.width - room if room is not None and text_overflow == "ellipsis" and _leftward(text) else 0.0
        text.position_x += max(over, 0.0)
        stock(stream, text, offset_x, text_overflow, *more)
        text.position_x -= max(over, 0.0)

    return draw_text
