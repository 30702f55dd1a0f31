"""Functions that replace WeasyPrint's in its layout of pages, so that notes are at the feet."""

import copy
from collections.abc import Callable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast
from xml.etree.ElementTree import Element

from kolofon.write.paper.footnotes.boxes import Call, bottom_of, calls_on, notes_in
from kolofon.write.paper.footnotes.flow import FAR, NOTHING, Flow, Frame, Laid, lay
from kolofon.write.paper.footnotes.height import Needs, room_for
from kolofon.write.paper.footnotes.place import CALL, FEET, RULE
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.modules import boxes, building, documents, layout, page
from kolofon.write.paper.weasyprint.protocols import Area, Box, Context

__all__ = ["noted_at_feet"]

_TRIES = 12
"""How often a page is laid out at most, until its notes fit."""

_LEAST = 3
"""Lines of text that are on a page with notes that go on from an earlier one, unless these need all of it."""

_SLACK = 0.01

_REQUESTS = ("content_changed", "pages_wanted")
"""The requests that WeasyPrint makes once, when it has laid out a page, and does not repeat when it does so again."""


_Counters = tuple[MutableSequence[object] | MutableMapping[str, object], ...]
"""The state of a page's counters, as WeasyPrint has it."""


_Made = tuple[object, object, Mapping[str, object]]
"""A page, where the next one continues, and what that is: as WeasyPrint returns it."""


@dataclass
class _Page:
    """A page that is laid out: the notes that go on on it, and the height that its text leaves; None if not known.

    `root` is its text, between `top` and `bottom`; without text it is `bare`.  `calls` are those on it, each with the
    number of its notes and of those before it in `flow`; `full` is the foot that has room for all, `laid` the one that
    it has.
    """

    number: int
    carried: Flow
    reserved: float | None = None
    top: float = 0.0
    bottom: float = 0.0
    line: float = 0.0
    bare: bool = False
    root: Box | None = None
    calls: Sequence[Call] = ()
    counts: Sequence[tuple[int, int]] = ()
    flow: Flow = NOTHING
    full: Laid | None = None
    laid: Laid | None = None

    def begun(self) -> bool:
        """Whether each note that is called on the page begins there."""
        return self.laid is not None and self.laid.begun == len(self.flow.notes)

    def wanted(self, *, ends: bool) -> float:
        """The height that its notes want; `ends` says that the text ends on it."""
        if self.full is None or not self.calls:
            return self.reserved or 0.0
        full = self.full
        before = len(self.carried.notes)
        without = full.ends[before - 1] if before else 0.0
        needs = Needs(
            whole=[full.ends[last - 1] if last else 0.0 for _, last in self.counts],
            begun=[full.starts[first] if first < last else full.ends[last - 1] for first, last in self.counts],
            without=without,
        )
        return room_for(self.calls, needs, self.top, self.bottom, ends=ends)


@dataclass
class _State:
    """The notes of the book that is laid out.

    `frame` is around them; `carried` are those that go on on a page, by its number; `begun` are those that begin on a
    page, by its number, and `begins` are the numbers of these pages.
    """

    frame: Frame = field(default_factory=Frame)
    noted: bool = False
    carried: dict[int, Flow] = field(default_factory=dict)
    begun: dict[int, list[Element]] = field(default_factory=dict)
    begins: dict[Element, int] = field(default_factory=dict)
    page: _Page | None = None


class _Earlier:
    """The notes that begin on pages before one."""

    def __init__(self, begins: Mapping[Element, int], number: int) -> None:
        self._begins, self._number = begins, number

    def __contains__(self, note: object) -> bool:
        return self._begins.get(cast("Element", note), self._number) < self._number


@contextmanager
def noted_at_feet() -> Iterator[None]:
    """Lay out notes at the feet of pages: those of `place`, and those that a style sheet floats there."""
    feet = _Feet()
    with ExitStack() as stack:
        stack.enter_context(replaced(documents, build_formatting_structure=feet.build_formatting_structure))
        stack.enter_context(
            replaced(
                page,
                make_page=feet.make_page,
                remake_page=feet.remake_page,
                block_level_layout=feet.block_level_layout,
            )
        )
        stack.enter_context(replaced(layout, make_all_pages=feet.make_all_pages))
        # What is laid out once more takes its notes with it: they are counted when a page is done.
        stack.enter_context(replaced(layout.LayoutContext, unlayout_footnote=lambda *_: None))
        yield


class _Feet:
    """The functions that replace WeasyPrint's, by the same names."""

    def __init__(self) -> None:
        self._state = _State()
        self._build: Callable[..., Box] = documents.build_formatting_structure
        self._make_page: Callable[..., _Made] = page.make_page
        self._remake_page: Callable[..., tuple[object, object]] = page.remake_page
        self._layout: Callable[..., Sequence[Any]] = page.block_level_layout
        self._make_all_pages: Callable[..., Iterator[object]] = page.make_all_pages

    def build_formatting_structure(self, *given: object) -> Box:
        """The boxes of a book, without its notes."""
        root = self._build(*given)
        self._state = state = _State()
        state.frame, noted = _taken(root)
        floating = cast("list[Box]", given[-1])
        state.noted = noted or bool(floating)
        _prepare(root, floating)
        floating.clear()
        return root

    def block_level_layout(self, context: Context, box: Box, *more: object, **named: object) -> Sequence[Any]:
        """The text of a page, with room for notes below it; or its foot."""
        made = self._state.page
        if made is None:
            return self._layout(context, box, *more, **named)
        if isinstance(box, boxes.FootnoteAreaBox):
            foot = self._foot(context, cast("Area", box), made)
            cast("list[object]", named["absolute_boxes"]).extend(foot.positioned)
            return foot.area, None, {}, [], False, None
        if not getattr(box, "is_for_root_element", False):
            return self._layout(context, box, *more, **named)
        made.top, made.bottom, made.line = box.position_y, context.page_bottom, _line(box)
        if made.reserved is None:
            foot = lay(context, context.current_footnote_area, self._state.frame, made.carried, FAR)
            made.reserved = foot.height
            made.bare = foot.height > made.bottom - made.top - _LEAST * made.line
        if made.bare:
            box = box.copy_with_children([])
        context.page_bottom = made.bottom - made.reserved
        result = self._layout(context, box, *more, **named)
        context.page_bottom = made.bottom
        made.root = result[0]
        return result

    def _foot(self, context: Context, area: Area, made: _Page) -> Laid:
        """The foot of a page whose text is laid out."""
        earlier = _Earlier(self._state.begins, made.number)
        made.calls = calls_on(made.root, earlier) if made.root is not None else ()
        notes, counts = list(made.carried.notes), []
        known = {note.element for note in notes}
        for call in made.calls:
            first = len(notes)
            notes += (note for note in notes_in(call.note, earlier) if note.element not in known)
            known |= {note.element for note in notes[first:]}
            counts.append((first, len(notes)))
        made.counts, made.flow = counts, Flow(tuple(notes), made.carried.skip)
        room = made.bottom - (bottom_of(made.root, made.top) if made.root is not None else made.top)
        made.full = lay(context, area, self._state.frame, made.flow, FAR)
        if made.full.height <= room + _SLACK:
            made.laid = made.full
        else:
            made.laid = lay(context, area, self._state.frame, made.flow, room, forced=made.bare)
        return made.laid

    def make_page(  # noqa: PLR0913, PLR0917  as WeasyPrint has it
        self, context: Context, root: Box, page_type: object, resume_at: object, number: int, page_state: _Counters
    ) -> _Made:
        """A page, laid out until its text and its notes have room on it."""
        state = self._state
        carried = state.carried.get(number, NOTHING)
        if not state.noted:
            return self._make_page(context, root, page_type, resume_at, number, page_state)
        for note in state.begun.pop(number, ()):
            del state.begins[note]
        again = _Again(context, number, page_state)
        made = _Page(number, carried)
        state.page = made
        try:
            result = self._make_page(context, root, page_type, resume_at, number, again.begin())
            for _ in range(_TRIES):
                ends = result[1] is None or result[2]["break"] != "any"
                if made.laid is None or not made.laid.rest.notes or made.bare or not made.calls:
                    break
                wanted, reserved = made.wanted(ends=ends), made.reserved or 0.0
                if made.begun() and wanted <= reserved + _SLACK:
                    break
                made.reserved = max(wanted, reserved + made.line / 2)
                result = self._make_page(context, root, page_type, resume_at, number, again.begin())
        finally:
            state.page = None
            again.end()
        self._count(context, made)
        if made.bare:
            return result[0], resume_at, context.page_maker[number - 1][1]
        return result

    def _count(self, context: Context, made: _Page) -> None:
        """Keep in mind which notes begin on a page, and which go on on the next one."""
        state, laid = self._state, made.laid
        printed = [note.element for note in (made.flow.notes[: laid.begun] if laid else ())]
        state.begun[made.number] = [note for note in printed if note is not None and note not in state.begins]
        state.begins |= dict.fromkeys(state.begun[made.number], made.number)
        state.carried[made.number + 1] = laid.rest if laid else NOTHING
        context.reported_footnotes = list(state.carried[made.number + 1].notes)

    def remake_page(self, index: int, context: Context, root: Box, html: object) -> tuple[object, object]:
        """A page; one without text, before a break, for notes that go on there."""
        state = self._state
        if not state.noted:
            return self._remake_page(index, context, root, html)
        item = context.page_maker[index]
        resume_at, following, right, *_ = item
        before = state.carried.get(index + 2)
        alone = state.carried.get(index + 1, NOTHING).notes and index and following["break"] != "any"
        if alone and resume_at is not None:
            # WeasyPrint leaves this page blank, so that the next one is on the side that it must be on.
            context.page_maker[index] = (item[0], {**following, "break": "left" if right else "right"}, *item[2:])
        made = self._remake_page(index, context, root, html)
        if alone and resume_at is not None:
            context.page_maker[index] = item
            after = context.page_maker[index + 1]
            context.page_maker[index + 1] = (after[0], following, *after[2:])
        if made[1] is not None and before is not None and before != state.carried.get(index + 2):
            context.page_maker[index + 1][-1]["content_changed"] = True
        return made

    def make_all_pages(self, context: Context, root: Box, html: object, pages: Sequence[object]) -> Iterator[object]:
        """All pages; the last one of the text is made once more in each round, if notes go on behind it."""
        for index, (item, after) in enumerate(pairwise(context.page_maker)):
            if after[0] is None and self._state.carried.get(index + 2, NOTHING).notes:
                item[-1]["content_changed"] = True
        yield from self._make_all_pages(context, root, html, pages)


class _Again:
    """What WeasyPrint changes while it lays out a page, as it was before, so that it can be laid out once more."""

    def __init__(self, context: Context, number: int, page_state: _Counters) -> None:
        self._context, self._given = context, page_state
        self._state = copy.deepcopy(page_state)
        self._used = page_state
        self._remake = context.page_maker[number - 1][-1]
        self._kept = copy.deepcopy(self._remake)
        self._broken = context.broken_out_of_flow
        self._asked: set[str] = set()
        self._targets: list[tuple[object, ...]] = []
        # What is on a page that is laid out once more may come to be on the next one.
        context.target_collector.cache_target_page_counters = lambda *target: self._targets.append(target)

    def begin(self) -> object:
        """Restore it, and return the state of the page's counters."""
        self._asked |= {name for name in _REQUESTS if self._remake[name]}
        self._remake.clear()
        self._remake.update(copy.deepcopy(self._kept))
        self._context.broken_out_of_flow = self._broken
        self._context.reported_footnotes = []
        self._used = copy.deepcopy(self._state)
        self._targets.clear()
        return self._used

    def end(self) -> None:
        """Put the state of the last round into the given objects, and register the targets of links on the page."""
        self._remake.update(dict.fromkeys(self._asked, True))
        del self._context.target_collector.cache_target_page_counters
        for target in self._targets:
            self._context.target_collector.cache_target_page_counters(*target)
        for given, used in zip(self._given, self._used, strict=True):
            if isinstance(given, MutableMapping) and isinstance(used, MutableMapping):
                given.clear()
                given.update(used)
            elif isinstance(given, MutableSequence) and isinstance(used, MutableSequence):
                given[:] = used


def _line(root: Box) -> float:
    """The height of a line of the text, or about that."""
    height = root.style["line_height"]
    size = float(str(root.style["font_size"]))
    return float(height[0]) if isinstance(height, tuple) and height[1] == "px" else 1.4 * size


def _taken(root: Box) -> tuple[Frame, bool]:
    """Take the notes for the feet out of the boxes of a book, and give them to their calls."""
    for body in root.children:
        for feet in body.children:
            if feet.element is not None and feet.element.get("class") == FEET and feet.element.tag == "div":
                body.children = [child for child in body.children if child is not feet]
                rule = next((child for child in feet.children if _class(child) == RULE), None)
                notes = {_id(note): note for note in feet.children if note is not rule}
                called: dict[str, Element] = {}
                _give(root, notes, called)
                for note in notes.values():
                    _give(note, notes, {})
                return Frame(feet, rule), bool(notes)
    return Frame(), False


def _give(box: Box, notes: Mapping[str, Box], called: dict[str, Element]) -> None:
    """Give the notes to their first calls in a box."""
    element = box.element
    if element is not None and box.element_tag == "a" and CALL in element.get("class", "").split():
        name = element.get("href", "").removeprefix("#")
        if name in notes and called.setdefault(name, element) is element and box.children:
            box.footnote = notes[name]
    for child in getattr(box, "children", ()):
        _give(child, notes, called)


def _prepare(root: Box, floating: Sequence[Box]) -> None:
    """Prepare notes that a style sheet floats to the foot as WeasyPrint does the text."""
    made: dict[Element | None, Box] = {}
    for note in floating:
        note.process_whitespace()  # type: ignore[attr-defined]  # WeasyPrint's own
        made[note.element] = building.create_anonymous_boxes(note)

    def exchange(box: Box) -> None:
        if box.footnote is not None and box.footnote.element in made:
            box.footnote = made[box.footnote.element]
        for child in getattr(box, "children", ()):
            exchange(child)

    if floating:
        exchange(root)
        for note in made.values():
            exchange(note)


def _class(box: Box) -> str:
    return "" if box.element is None else box.element.get("class", "")


def _id(box: Box) -> str:
    return "" if box.element is None else box.element.get("id", "")
