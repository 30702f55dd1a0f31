"""Exceptions while pages are set with a theme → errors of the theme."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from kolofon.model.document import Place
from kolofon.model.error import EditionError, PipelineError
from kolofon.write.themes.sheets import SHEET, place_of
from kolofon.write.themes.theme import FOLDER, Theme

__all__ = ["errors_of_theme"]


@contextmanager
def errors_of_theme(theme: Theme, xhtml: Callable[[], bytes] = bytes) -> Iterator[None]:
    """Turn an unexpected exception into an EditionError, if the pages that are being made have a theme.

    The press is tested with its own style, so what fails only with a theme is the theme's fault.  The line is that of
    the declaration that was being processed, if one was, in the style of the page that `xhtml` returns; else the error
    names the file, or all files that may be at fault.
    """
    try:
        yield
    except (PipelineError, ImportError):
        raise
    except Exception as problem:
        names = sorted((name for name, _ in theme.files), key=lambda name: not name.endswith(SHEET))
        if not names:
            raise
        place = _line(problem.__traceback__, xhtml().decode()) or Place(f"{FOLDER}/{names[0]}")
        which = "" if place.line or len(names) == 1 else f" (or by {', '.join(names[1:])})"
        said = " ".join(f"{type(problem).__name__} {problem}".split())
        message = f"the pages cannot be made as this requires{which}: {said}"
        hint = "take out what was written last; what is left is made"
        raise EditionError(message, place=place, hint=hint) from problem


def _line(traceback: TracebackType | None, page: str) -> Place | None:
    """The place of the innermost part of a theme's style that the functions of a traceback were processing."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    found: Place | None = None
    while traceback:
        for value in traceback.tb_frame.f_locals.values():
            nodes = value if isinstance(value, list | tuple) else getattr(value, "tokens", None) or [value]
            line = next((getattr(node, "source_line", None) for node in nodes), None)
            if isinstance(line, int):
                found = place_of(style, line) or found
        traceback = traceback.tb_next
    return found
