"""Which targets and pictures a text may name.  A text comes from outside, so only listed kinds are allowed."""

from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity

__all__ = ["missing_picture", "safe_picture", "safe_target"]

_SCHEMES = frozenset({"http", "https", "mailto"})


def safe_target(target: str) -> str | None:
    """The target of a link if a reader may follow it: http, https, mailto, or a place in this document; None if not."""
    # Browsers drop tabs and newlines inside a scheme ("java\tscript:"), so a target that has any is not parsed at all.
    if not target.isprintable() or " " in target:
        return None
    if target.startswith("#"):
        return target if len(target) > 1 else None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not (parts.netloc or (parts.scheme == "mailto" and parts.path)):
        return None
    return target


def safe_picture(source: str) -> str | None:
    """The relative address of a picture below `source/`, percent-encoded; None for a path that leads elsewhere."""
    path = PurePosixPath(source)
    if not source.isprintable() or "\\" in source or ":" in source or path.is_absolute():
        return None
    return quote(str(path)) if path.parts and ".." not in path.parts else None


def missing_picture(path: str, place: Place) -> Finding:
    """The finding for a picture that a text shows and that is not there, by its path; `place` is where it is shown."""
    hint = "put it there, as PNG, JPEG, GIF, WebP or SVG"
    return Finding("missing-picture", Severity.ERROR, place, f"there is no picture source/{path}", hint)
