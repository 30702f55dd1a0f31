"""XHTML → PDF, by WeasyPrint.  The one module that drives it; importing it costs half a second.

WeasyPrint is kept from the machine: it sees the fonts of the press's packages and no other, and it gets the pictures
that it is handed and no address else.
"""

import hashlib
import logging
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from urllib.parse import quote

from pipeline.model.document import Place
from pipeline.model.edition import Imprint
from pipeline.model.finding import Finding, Severity
from pipeline.publish import hyphenation, mends
from pipeline.publish.fonts import Face, Family, families

with warnings.catch_warnings():
    # A machine without fonts makes WeasyPrint warn when it is imported; the press brings its own.
    warnings.simplefilter("ignore", UserWarning)
    from weasyprint import CSS, HTML, VERSION
    from weasyprint.layout import inline
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = ["shelf", "typeset"]

_SHELF = "https://kolofon.invalid/"
"""The root of every address that can be fetched.  `.invalid` is no host (RFC 2606): a request that slipped past the
shelf would still reach nothing."""

Fetcher = Callable[[str], object]
"""From an address to WeasyPrint's `URLFetcherResponse`, which comes without a type."""


def typeset(xhtml: bytes, imprint: Imprint, images: Mapping[str, bytes]) -> tuple[bytes, tuple[Finding, ...]]:
    """A tagged PDF of what `pipeline.publish.xhtml.render` made, and what there is to say about it.

    `images` are the pictures by their paths below `source/`.  Each message that WeasyPrint logs is a finding, an error
    until it is understood; one is that no face has a certain character, for which a box is printed.  The same values
    give the same bytes.  Raises MachineError for a WeasyPrint that the press was not made for.
    """
    mends.assert_version(VERSION)
    mends.fit_without_last_space(inline)
    place = Place(f"{imprint.language}/{imprint.work}.pdf")
    hyphenation.register()
    fetch = shelf(images)
    with _environment(imprint), _messages() as messages:
        fonts = FontConfiguration()
        book = HTML(string=xhtml, base_url=f"{_SHELF}source/", url_fetcher=fetch, encoding="utf-8")
        faces = CSS(string=_font_faces(), base_url=_SHELF, url_fetcher=fetch, font_config=fonts)
        content: bytes = book.write_pdf(
            stylesheets=[faces],
            font_config=fonts,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(xhtml).hexdigest()[:32].encode(),
            finisher=lambda _, pdf: mends.name_table_headers(pdf.objects),
        )
    return content, tuple(_finding(message, place) for message in dict.fromkeys(messages))


def shelf(images: Mapping[str, bytes]) -> Fetcher:
    """Everything that WeasyPrint may fetch, by its address; any other address is refused (ValueError).

    There is no way from an address to a file: what does not stand on the shelf is not looked for.
    """
    held = {f"{_SHELF}fonts/{quote(face.name)}": face.content for family in families() for face in family.faces()}
    held |= {f"{_SHELF}source/{quote(path)}": content for path, content in images.items()}
    return _Shelf(held)


class _Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def __init__(self, held: Mapping[str, bytes]) -> None:
        super().__init__()
        self._held = held

    def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002  it may be passed
        if url not in self._held:
            raise ValueError(f"{url} is not within the edition")
        return URLFetcherResponse(url, self._held[url])


def _font_faces() -> str:
    return "".join(_font_face(family, face) for family in families() for face in family.faces())


def _font_face(family: Family, face: Face) -> str:
    # No font-weight: for a variable font, WeasyPrint refuses a range, and a single weight spoils the bold outlines.
    address = f"{_SHELF}fonts/{quote(face.name)}"
    return f'@font-face {{ font-family: "{family.name}"; font-style: {face.style}; src: url("{address}"); }}\n'


def _finding(message: str, place: Place) -> Finding:
    if message.startswith(".notdef"):
        return Finding("missing-glyph", Severity.ERROR, place, message, "no font of the press has it: write another")
    return Finding("typesetter-message", Severity.ERROR, place, message)


@contextmanager
def _environment(imprint: Imprint) -> Iterator[None]:
    """The two variables by which the libraries below WeasyPrint are told what it has no option for.

    A font configuration that is set up under FONTCONFIG_FILE has the fonts that file names, here none.  fontTools
    writes the time into each font that it cuts to size (OpenType, `head.modified`) and takes it from SOURCE_DATE_EPOCH.
    """
    with as_file(files("pipeline.publish").joinpath("theme", "fontconfig.xml")) as empty:
        variables = {"FONTCONFIG_FILE": str(empty), "SOURCE_DATE_EPOCH": str(int(imprint.date.timestamp()))}
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
def _messages() -> Iterator[list[str]]:
    """Collect what WeasyPrint and fontTools log at the level of a warning or above, and Python's warnings."""
    collected: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            collected.append(record.getMessage())

    handler = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield collected
        collected += [str(warning.message) for warning in warned]
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
