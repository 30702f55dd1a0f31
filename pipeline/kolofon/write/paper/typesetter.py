"""The modules of WeasyPrint that the press drives or mends.  Importing this one costs half a second."""

import warnings

with warnings.catch_warnings():
    # A machine without fonts makes WeasyPrint warn when it is imported; the press has fonts of its own.
    warnings.simplefilter("ignore", UserWarning)
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML, VERSION, anchors, draw, layout, svg
    from weasyprint import css as styles
    from weasyprint import document as documents
    from weasyprint import pdf as writer
    from weasyprint.css import targets
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background, block, inline, page, percent, preferred
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import fonts, stream
    from weasyprint.svg import defs
    from weasyprint.text import ffi as libraries
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
    "defs",
    "documents",
    "draw",
    "fonts",
    "inline",
    "layout",
    "libraries",
    "page",
    "percent",
    "preferred",
    "stream",
    "styles",
    "svg",
    "targets",
    "writer",
]
