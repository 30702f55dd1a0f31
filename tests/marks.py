"""The marks of tests for what they use: a test that sets a page or drives a browser without the mark fails.

So `-m "not slow and not browser and not pdf"` is quick.
"""

import sys
from collections.abc import Callable, Iterable

import pytest

__all__ = ["IMPORTED", "MARKS", "Watch", "use"]

IMPORTED = pytest.StashKey[frozenset[str]]()
"""Of a run of pytest: the packages that collecting its tests has imported."""

MARKS = {
    "pdf": frozenset({"weasyprint", "pikepdf", "page", "gs", "pdffonts", "pdfinfo", "pdftotext", "qpdf"}),
    "browser": frozenset({"playwright", "axe_playwright_python", "chromium", "java", "npm"}),
}
"""What a test with a mark may use: modules and programs."""

_USED: set[str] = set()
_WATCHED: list[Callable[..., object]] = []


def use(name: str) -> None:
    """Note that a test uses a module or a program."""
    _USED.add(name)


class Watch:
    """What is used while a test runs, from its setup to its teardown."""

    def __init__(self) -> None:
        _USED.clear()
        self._before = _loaded()

    def without_mark(self, marks: Iterable[str]) -> dict[str, list[str]]:
        """The marks that a test lacks, and what it used of each."""
        _watch_weasyprint()
        used = _USED | (_loaded() - self._before)
        given = set(marks)
        return {mark: sorted(names & used) for mark, names in MARKS.items() if mark not in given and names & used}


def _loaded() -> frozenset[str]:
    return frozenset().union(*MARKS.values()) & sys.modules.keys()


def _watch_weasyprint() -> None:
    """Note each page that WeasyPrint sets; that it is imported shows nothing, since it stays imported."""
    page = getattr(sys.modules.get("weasyprint"), "HTML", None)
    if page is None or page.render in _WATCHED:
        return
    render: Callable[..., object] = page.render

    def watched(*arguments: object, **named: object) -> object:
        use("weasyprint")
        return render(*arguments, **named)

    _WATCHED.append(watched)
    page.render = watched
