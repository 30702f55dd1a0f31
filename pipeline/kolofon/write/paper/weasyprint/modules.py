"""The modules of WeasyPrint that the press drives or mends.  Importing this one costs half a second."""

import ctypes.util
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _known_by_soname() -> Iterator[None]:
    """On Linux, have the libraries of C looked for by the linker alone, which knows them by their sonames.

    WeasyPrint tries other names before, for each of which ctypes starts a compiler.
    """
    stock = ctypes.util.find_library

    def nowhere(name: str) -> None:  # noqa: ARG001  as the other one has it
        return None

    if hasattr(ctypes.util, "_findSoname_ldconfig"):  # as it has on Linux
        ctypes.util.find_library = nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = stock


with warnings.catch_warnings(), _known_by_soname():
    # A machine without fonts makes WeasyPrint warn when it is imported; the press has fonts of its own.
    warnings.simplefilter("ignore", UserWarning)
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML, VERSION, anchors, draw, images, layout, stacking, svg
    from weasyprint import css as styles
    from weasyprint import document as documents
    from weasyprint import html as elements
    from weasyprint import pdf as writer
    from weasyprint.css import targets
    from weasyprint.css.counters import CounterStyle
    from weasyprint.draw import text as lettering
    from weasyprint.formatting_structure import boxes
    from weasyprint.formatting_structure import build as building
    from weasyprint.layout import background, block, inline, page, percent, preferred
    from weasyprint.layout import table as tables
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import fonts, stream
    from weasyprint.svg import defs
    from weasyprint.text import ffi as libraries
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "DEFAULT_OPTIONS",
    "HTML",
    "VERSION",
    "CounterStyle",
    "FontConfiguration",
    "Matrix",
    "URLFetcher",
    "URLFetcherResponse",
    "anchors",
    "background",
    "block",
    "boxes",
    "building",
    "defs",
    "documents",
    "draw",
    "elements",
    "fonts",
    "images",
    "inline",
    "layout",
    "lettering",
    "libraries",
    "line_break",
    "page",
    "percent",
    "preferred",
    "stacking",
    "stream",
    "styles",
    "svg",
    "tables",
    "targets",
    "writer",
]
