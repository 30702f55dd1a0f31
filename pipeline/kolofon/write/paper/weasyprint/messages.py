"""What WeasyPrint logs while it sets a book, as findings."""

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import unquote

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import missing_picture
from kolofon.write import css
from kolofon.write.paper.weasyprint.formulas import UNDRAWN
from kolofon.write.themes.sheets import every, place_of

__all__ = ["BASE", "NOT_THERE", "REFUSED", "collected", "message_findings", "missing", "written_by"]

BASE = "https://kolofon.invalid/"
"""The root of every address that can be fetched.  `.invalid` is no host (RFC 2606): a request that slipped past the
fetcher would still reach nothing."""

NOT_THERE, REFUSED = "is not within the edition", "is refused"
"""How messages about a refused address end: the fetcher does not have it, or there is another finding that says why."""

_NO_FONT = re.compile(r"Font-face '(.*)' cannot be loaded")
_NO_PICTURE = re.compile(rf"Failed to load image at '{re.escape(BASE)}source/([^']+)': (.*)", re.DOTALL)
_NOT_DRAWN = re.compile(rf"Failed to render SVG image {re.escape(BASE)}source/(.+)")
_IN_STYLE = re.compile(r",? at (\d+):\d+")
_NO_SELECTOR = re.compile(r"Invalid or unsupported selector, '(.*)'(?:, .*)?", re.DOTALL)
_NO_TARGET = "Content discarded: target points to undefined anchor"
_TARGET = re.compile(r"target-(?:counters?|text)\(")

_HELD = "Failed to load image at 'data:"
_NO_GLYPH = re.compile(r"\.notdef .*\(U\+([0-9A-F]+)\)", re.DOTALL)


@contextmanager
def collected() -> Iterator[list[str]]:
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
            # WeasyPrint leaves it to Python to close its profile of sRGB.
            warnings.simplefilter("ignore", ResourceWarning)
            yield collected
        collected += [str(warning.message) for warning in warned]
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def message_findings(messages: Sequence[str], place: Place, page: str) -> Iterator[Finding]:
    """A finding for each message that is not about a character that no font has."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    for message in messages:
        if font := _NO_FONT.fullmatch(message):
            said = f"a picture names the font {font[1]}, which is not in it; its words are set in another"
            yield Finding("picture-font", Severity.WARNING, place, said, "save the picture with its words as outlines")
        elif picture := _NO_PICTURE.fullmatch(message):
            path = unquote(picture[1])
            if picture[2].endswith(NOT_THERE):
                yield missing_picture(path, place)
            elif not picture[2].endswith(REFUSED):
                yield _broken_picture(f"the picture source/{path} cannot be read", place)
        elif picture := _NOT_DRAWN.fullmatch(message):
            yield _broken_picture(f"the picture source/{unquote(picture[1])} cannot be drawn", place)
        elif message.startswith(_HELD):
            yield _broken_picture("a picture that is in another one, or in a style, cannot be read", place)
        elif message.startswith(UNDRAWN):
            said = f"this formula cannot be drawn, and is printed as it is written: {message.removeprefix(UNDRAWN)}"
            yield Finding("undrawn-formula", Severity.WARNING, place, said, "write it in a simpler way")
        elif (at := _IN_STYLE.search(message)) and (line := place_of(style, int(at[1]))):
            said = f"the typesetter of the PDF passes this over: {_IN_STYLE.sub('', message)}"
            yield Finding("ignored-style", Severity.WARNING, line, said, "docs/themes.md says what a style may have")
        elif (selector := _NO_SELECTOR.fullmatch(message)) and (line := _selecting(selector[1], style)):
            said = f"the typesetter of the PDF passes this over: it cannot select {selector[1]}"
            yield Finding("ignored-style", Severity.WARNING, line, said, "docs/themes.md says what a style may have")
        elif not _NO_GLYPH.fullmatch(message):
            asking = _target(style) if message.startswith(_NO_TARGET) else None
            yield Finding("typesetter-message", Severity.ERROR, asking or place, message)


def _selecting(selector: str, style: str) -> Place | None:
    """Where a theme has a rule with a selector."""
    rules = (rule for rule in every(css.rules(style)) if rule.type == "qualified-rule")
    places = (place_of(style, rule.source_line) for rule in rules if css.written(rule.prelude) == selector.strip())
    return next(filter(None, places), None)


def written_by(letter: str, page: str) -> Place | None:
    """Where a theme's style writes a letter, as by `content`; None if it does not."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    nodes = (node for node in every(css.rules(style)) if node.type == "declaration")
    lines = (node.source_line for node in nodes if any(letter in _string(part) for part in css.parts(node)))
    return next(filter(None, (place_of(style, line) for line in lines)), None)


def _string(part: css.Node) -> str:
    return part.value if part.type == "string" else ""


def _target(style: str) -> Place | None:
    """Where a theme first uses `target-counter` or the like; links of the press's own sheets always have targets."""
    places = (place_of(style, style.count("\n", 0, found.start()) + 1) for found in _TARGET.finditer(style))
    return next(filter(None, places), None)


def _broken_picture(said: str, place: Place) -> Finding:
    hint = "look at it in another program, and save it anew"
    return Finding("broken-picture", Severity.ERROR, place, said, hint)


def missing(messages: Sequence[str]) -> tuple[str, ...]:
    """The characters that no font has, in their order."""
    return tuple(dict.fromkeys(chr(int(found[1], 16)) for found in map(_NO_GLYPH.fullmatch, messages) if found))
