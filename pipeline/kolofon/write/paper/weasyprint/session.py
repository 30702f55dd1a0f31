"""The contexts in which WeasyPrint sets a page: the corrections, the environment, no garbage collection."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from xml.etree.ElementTree import Element

from kolofon.write.paper.extraction.codes import written_codes
from kolofon.write.paper.extraction.drawing import drawn_by_clusters
from kolofon.write.paper.extraction.whole_words import Broken, marked_whole
from kolofon.write.paper.floats.figures import floating
from kolofon.write.paper.footnotes.pages import noted_at_feet
from kolofon.write.paper.kinds import Kind
from kolofon.write.paper.lines.baseline import on_one_baseline
from kolofon.write.paper.lines.breaks import broken_by_words
from kolofon.write.paper.lines.cells import kept_in_tables
from kolofon.write.paper.lines.composer.layout import composed
from kolofon.write.paper.lines.drops import drawn_in_place
from kolofon.write.paper.lines.justification import evened_by_characters
from kolofon.write.paper.lines.letterspacing import spaced_within
from kolofon.write.paper.lines.punctuation import set_close
from kolofon.write.paper.lines.right_to_left import set_leftward
from kolofon.write.paper.pages.folios import written_as_folios
from kolofon.write.paper.press.separations import kept_exactly
from kolofon.write.paper.weasyprint import mends
from kolofon.write.paper.weasyprint.caches import instanced_quickly, looked_up_quickly
from kolofon.write.paper.weasyprint.faces import even_widths
from kolofon.write.paper.weasyprint.formulas import formulas_drawn
from kolofon.write.paper.weasyprint.modules import (
    CounterStyle,
    block,
    boxes,
    defs,
    documents,
    draw,
    elements,
    fonts,
    images,
    inline,
    lettering,
    libraries,
    line_break,
    page,
    preferred,
    stacking,
    stream,
    svg,
    tables,
    writer,
)
from kolofon.write.paper.weasyprint.vectors import drawn_in_time

__all__ = ["StyleFor", "environment", "is_shown", "mended", "uncollected"]

StyleFor = Callable[[Element], Mapping[str, object] | None]
"""A function from an element to its computed style."""


@contextmanager
def mended(kind: Kind, whole: Mapping[object, Broken]) -> Iterator[Sequence[StyleFor]]:
    """Apply the corrections of WeasyPrint; yields the function that returns the style of an element.

    `whole` are the broken words to mark as whole; they may be filled in when the book is laid out.
    """
    with ExitStack() as stack:
        stack.enter_context(looked_up_quickly())
        stack.enter_context(instanced_quickly())
        stack.enter_context(written_as_folios(CounterStyle))
        stack.enter_context(even_widths())
        stack.enter_context(on_one_baseline(inline))
        stack.enter_context(spaced_within(line_break))
        stack.enter_context(broken_by_words(inline, preferred, line_break))
        stack.enter_context(set_close(line_break, libraries))
        stack.enter_context(evened_by_characters(inline, line_break, libraries))
        stack.enter_context(kept_in_tables(tables))
        stack.enter_context(mends.fit_without_last_space(inline))
        stack.enter_context(mends.links_with_area(boxes))
        stack.enter_context(mends.headed_rows(block))
        stack.enter_context(floating(block, page, preferred, boxes))
        stack.enter_context(noted_at_feet())  # around floating: figures are above the notes
        styles = stack.enter_context(mends.kept_styles(documents))
        stack.enter_context(mends.tagged_by_elements(writer))
        stack.enter_context(mends.characters_for_glyphs(writer))
        stack.enter_context(mends.numbered_by_glyphs(fonts.Font))
        stack.enter_context(written_codes(writer, fonts.Font))
        stack.enter_context(set_leftward(inline, draw))
        stack.enter_context(composed(inline, block, boxes, line_break, libraries))
        stack.enter_context(drawn_in_place(stacking, draw))
        stack.enter_context(drawn_by_clusters(lettering))
        stack.enter_context(marked_whole(draw, whole))
        stack.enter_context(drawn_in_time(svg, defs))
        stack.enter_context(formulas_drawn(elements))
        if kind.colour:
            stack.enter_context(mends.drawn_in_inks(stream.Stream, kind.colour))
            stack.enter_context(kept_exactly(images))
        yield styles


def is_shown(style_for: StyleFor, element: Element) -> bool:
    """Whether the style sheets show an element."""
    style = style_for(element)
    return style is not None and style["display"] != ("none",) and style["visibility"] == "visible"


@contextmanager
def environment() -> Iterator[None]:
    """Set the two variables that the libraries below WeasyPrint read, since it has no options for these.

    A font configuration that is set up under FONTCONFIG_FILE has the fonts that file names, here none.  fontTools
    writes the time into each font that it cuts to size (OpenType, `head.modified`) and takes it from SOURCE_DATE_EPOCH:
    here it is the same for all books, so that a font need not be cut again for each date.
    """
    with as_file(files("kolofon.write.paper.weasyprint").joinpath("fontconfig.xml")) as empty:
        variables = {"FONTCONFIG_FILE": str(empty), "SOURCE_DATE_EPOCH": "0"}
        before = {name: os.environ.get(name) for name in variables}
        os.environ.update(variables)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


@contextmanager
def uncollected() -> Iterator[None]:
    """Turn off garbage collection: a long book is a million objects, all in use, and going through them takes time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
