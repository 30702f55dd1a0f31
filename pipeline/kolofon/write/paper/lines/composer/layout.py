"""Replacements for two functions of WeasyPrint: the next line of a paragraph, and its lines on a page.

For the version that `mends` names.  What is not plain (`paragraph`) is left to WeasyPrint.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil, inf
from operator import attrgetter
from types import ModuleType
from weakref import WeakKeyDictionary

from kolofon.language.breaks import line_breaks
from kolofon.write.paper.lines.breaks import HANGUL
from kolofon.write.paper.lines.composer.boxes import Planned, Setter
from kolofon.write.paper.lines.composer.breakpoints import Place, Places
from kolofon.write.paper.lines.composer.hyphens import Words
from kolofon.write.paper.lines.composer.paragraph import Paragraph, paragraph
from kolofon.write.paper.lines.composer.plan import Measured, best
from kolofon.write.paper.lines.composer.tracking import drawn_tracked
from kolofon.write.paper.lines.composer.widths import Measures
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box, Context, Line, Skip

__all__ = ["composed"]

_HANGUL = re.compile(HANGUL)

_FIRST, _SECOND = 1.2, 3.0
"""How many times its stretch a space is stretched without hyphens in a paragraph, and with them; if need be, more."""
_LEAST = 3.0
"""How many ems the last line of a paragraph has at least, or as many as the first is indented."""
_TRACKING = 0.023
"""By what part of its width the text of a line may be widened: a letter of two fifths of an em by 1 % of an em."""
_TRIES = 4
"""How often the lines of a page are made again at most, so that the last of them ends in no hyphen."""

_AHEAD = 200
"""How many lines are planned at once, of which the first half is set: the next lines do not change with the last."""
_BESIDE = 40
"""How many lines beside something that floats are planned with those below it."""
_SAME = 1e-6

Edges = tuple[tuple[float, float], ...]
"""Where lines begin and how long they are, in pixels: the next ones, and, as the last of these, all others."""
Laid = tuple[bool, bool, Skip, float, list[object], int | None]
"""What WeasyPrint returns of the lines of a block on a page.

Whether the block goes to the next page; whether the page ends; where the layout continues; where the last line ends;
the notes at the foot; how many lines there may still be.
"""


@contextmanager
def composed(
    lines: ModuleType, blocks: ModuleType, boxes: ModuleType, texts: ModuleType, pango: ModuleType
) -> Iterator[None]:
    """Break justified paragraphs into lines as a whole.

    The modules are `weasyprint.layout.inline`, `weasyprint.layout.block`, `weasyprint.formatting_structure.boxes`,
    `weasyprint.text.line_break` and `weasyprint.text.ffi`.
    """
    composer = _Composer(lines, boxes, texts)
    with (
        replaced(lines, get_next_linebox=_next(composer, lines.get_next_linebox)),
        drawn_tracked(texts, pango),
        replaced(blocks, _linebox_layout=_on_a_page(composer, blocks._linebox_layout)),  # noqa: SLF001  WeasyPrint's
    ):
        yield


def _next(composer: "_Composer", stock: Callable[..., tuple[Line | None, Skip]]) -> Callable[..., object]:
    def get_next_linebox(  # noqa: PLR0913, PLR0917  as WeasyPrint has it
        context: Context,
        linebox: Line,
        position_y: float,
        bottom_space: float,
        skip_stack: Skip,
        containing_block: Box,
        absolute_boxes: object,
        fixed_boxes: object,
        first_letter_style: object,
        first_line_style: object,
    ) -> tuple[Line | None, Skip]:
        if not (first_letter_style or first_line_style):
            edges = composer.edges(context, linebox, position_y, containing_block)
            found = composer.line(linebox, position_y, skip_stack, edges)
            if found:
                return found
        composer.leave(linebox)
        return stock(
            context,
            linebox,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            first_letter_style,
            first_line_style,
        )

    return get_next_linebox


def _on_a_page(composer: "_Composer", stock: Callable[..., Laid]) -> Callable[..., Laid]:
    """The lines of a block on a page, of which the last ends in no hyphen, if that can be."""

    def linebox_layout(
        context: Context, box: object, index: int, child: Line, new_children: list[Line], *more: object
    ) -> Laid:
        before = len(new_children)
        forbidden = set[int]()
        while True:
            composer.begin(child, frozenset(forbidden))
            laid = stock(context, box, index, child, new_children, *more)
            abort, stop, *_, notes, _lines = laid
            end = composer.hyphen(new_children[-1]) if stop and not abort and len(new_children) > before else None
            if end is None or end in forbidden or len(forbidden) == _TRIES:
                return laid
            forbidden.add(end)
            for note in reversed(notes):
                context.unlayout_footnote(note)
            del new_children[before:]

    return linebox_layout


@dataclass(slots=True)
class _Text:
    """A paragraph whose lines are planned: the plan that is in use, its next line, and where that begins.

    `touched` is whether WeasyPrint has set a line of it since its boxes were prepared.
    """

    paragraph: Paragraph
    places: Places
    setter: Setter
    forbidden: frozenset[int] = frozenset()
    plans: dict[tuple[object, ...], Sequence[Planned] | None] = field(default_factory=dict)
    plan: Sequence[Planned] = ()
    next: int = 0
    touched: bool = False
    skip: Skip = None
    edges: Edges = ()

    @property
    def edge(self) -> tuple[float, float]:
        """Where the next line was to begin when it was planned, and how long it was to be."""
        return self.edges[min(self.next, len(self.edges) - 1)]

    @property
    def size(self) -> float:
        """The size of the type, in pixels."""
        return self.paragraph.runs[0].measure.size


class _Composer:
    """The paragraphs of a book."""

    def __init__(self, lines: ModuleType, boxes: ModuleType, texts: ModuleType) -> None:
        self._lines, self._boxes, self._texts = lines, boxes, texts
        self._measures, self._words = Measures(texts), Words()
        self._known: WeakKeyDictionary[Line, _Text | None] = WeakKeyDictionary()

    def begin(self, linebox: Line, forbidden: frozenset[int]) -> None:
        """Forget the plan in use, as a page begins; no line of the next should end in some places."""
        text = self._known.get(linebox)
        if text is None or not text.paragraph.holds:
            self._known.pop(linebox, None)
            text = self._text(linebox)
        if text:
            text.plan, text.forbidden = (), forbidden

    def leave(self, linebox: Line) -> None:
        """Leave the next line of a paragraph to WeasyPrint."""
        text = self._known.get(linebox)
        if text:
            text.touched = True

    def hyphen(self, line: Line) -> int | None:
        """Where in its paragraph a line ends in a hyphen, if it does."""
        planned: Planned | None = getattr(line, "planned", None)
        return planned.end if planned and planned.hyphen else None

    def edges(self, context: Context, linebox: Line, top: float, container: Box) -> Edges:
        """Where the next lines begin and how long they are, as the last all others; none if a float is in their way."""
        found: list[tuple[float, float]] = []
        below = max((shape.position_y + shape.margin_height() for shape in context.excluded_shapes), default=top)
        if below > top:
            height, _ = self._texts.strut(linebox.style)
            probe = linebox.copy()
            probe.width, probe.height = 0.0, height
            for number in range(min(ceil((below - top) / height), _BESIDE) if height else 0):
                probe.position_y = top + number * height
                left, at, width = self._lines.avoid_collisions(context, probe, container, outer=False)
                if abs(at - probe.position_y) > _SAME:
                    return ()
                found.append((left - width if linebox.style["direction"] == "rtl" else left, width))
        return (*found, (container.content_box_x(), container.width))

    def line(self, linebox: Line, top: float, skip: Skip, edges: Edges) -> tuple[Line, Skip] | None:
        """The next line of a paragraph, and where the one behind it begins; None where it is not planned."""
        text = self._text(linebox)
        if text is None or not edges:
            return None
        indent = linebox.text_indent
        if not (text.next < len(text.plan) and text.edge == edges[0] and text.skip == skip):
            plan = self._plan(text, skip, edges, indent)
            if plan is None:
                text.plan = ()
                return None
            if text.touched:
                text.setter.prepare()
            text.touched = False
            text.plan, text.next, text.edges = plan, 0, edges
        planned = text.plan[text.next]
        left, width = edges[0]
        line = text.setter.set(planned, left, top, width, indent)
        vars(line)["planned"] = planned
        text.next += 1
        text.skip = None if planned.last else text.paragraph.skip(planned.resume)
        return line, text.skip

    def _text(self, linebox: Line) -> _Text | None:
        if linebox not in self._known:
            found = paragraph(linebox, self._measures, self._boxes)
            self._known[linebox] = None
            if found:
                places = Places(found, self._allowed, self._words)
                setter = Setter(found, self._texts.strut, self._lines.line_box_verticality)
                self._known[linebox] = _Text(found, places, setter)
        return self._known[linebox]

    def _plan(self, text: _Text, skip: Skip, edges: Edges, indent: float) -> Sequence[Planned] | None:
        place = text.paragraph.place(skip)
        words = text.paragraph.text
        start = place + len(words[place:]) - len(words[place:].lstrip(" "))
        if start >= len(words) or place <= text.paragraph.floats:
            return None
        lengths = tuple(width for _, width in edges)
        lengths = (lengths[0] - indent, *(lengths[1:] or lengths))
        key = start, lengths, text.forbidden
        if key not in text.plans:
            text.plans[key] = self._planned(text, start, lengths, max(indent, _LEAST * text.size))
        return text.plans[key]

    def _planned(self, text: _Text, start: int, lengths: tuple[float, ...], least: float) -> Sequence[Planned] | None:
        places = text.places
        measured = Measured(lengths, least, _TRACKING if text.paragraph.tracks else 0.0)
        behind = text.paragraph.begins_at(start)
        passes: tuple[tuple[float, Callable[[], Sequence[Place]]], ...] = (
            (_FIRST, lambda: places.plain),
            (_SECOND, lambda: places.hyphened),
            (inf, lambda: places.torn(min(lengths))),
        )
        for tolerance, find in passes:
            found = find()
            first = bisect_right(found, start, key=attrgetter("end"))
            far = bisect_right(found, behind[0] + _AHEAD * lengths[-1], key=attrgetter("before"))
            seen = found[first:far]
            ends = best(seen, behind, measured, tolerance, text.forbidden) if seen else None
            if ends is not None:
                lines = _lines([seen[end] for end in ends], start, len(text.paragraph.text))
                return lines if far == len(found) else lines[: _AHEAD // 2]
        return None

    def _allowed(self, text: str, tag: str) -> Collection[int]:
        """Where Unicode allows lines of a text to end, in characters from its start."""
        if _HANGUL.search(text):
            return line_breaks(text, tag)
        attributes = self._texts.get_log_attrs(text, tag)
        return [at for at in range(1, len(text)) if attributes[at].is_line_break]


def _lines(ends: Sequence[Place], start: int, length: int) -> list[Planned]:
    found: list[Planned] = []
    for place in ends:
        found.append(Planned(start, place.end, place.resume, place.hyphen, place.resume == length))
        start = place.resume
    return found
