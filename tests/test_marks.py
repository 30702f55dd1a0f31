"""Tests are held to their marks, and collecting them is light."""

import sys
from collections import Counter
from collections.abc import Iterable
from types import ModuleType

import pytest

from tests import marks
from tests.later import pikepdf
from tests.machine import needs
from tests.marks import IMPORTED, MARKS, Watch

MANY = 40
"""Small cases that may each be a test."""


def test_collecting_imports_nothing_that_sets_a_page_or_drives_a_browser(request: pytest.FixtureRequest) -> None:
    """Of the tests that were chosen, that is; a run of all of them collects all."""
    modules = request.config.stash[IMPORTED]
    assert {"hypothesis", "kolofon"} <= modules
    slow = {"choppa", "citeproc", "jsonschema", "pybtex", "xmlschema", *MARKS["pdf"], *MARKS["browser"]}
    assert slow & modules == set()


def test_a_table_of_many_small_cases_is_one_test(request: pytest.FixtureRequest) -> None:
    """To pytest a test costs some milliseconds: `tests.table` has all rows in one, unless they ask for a fixture."""
    cases: Counter[str] = Counter()
    for item in request.session.items:
        if isinstance(item, pytest.Function) and set(item.fixturenames) == {"request", *_parameters(item)}:
            cases[item.nodeid.partition("[")[0]] += 1
    assert {test: number for test, number in cases.items() if number > MANY} == {}


def _parameters(item: pytest.Function) -> Iterable[str]:
    return item.callspec.params if hasattr(item, "callspec") else ()


@pytest.mark.pdf
def test_what_is_used_without_its_mark_is_told() -> None:
    watch = Watch()
    assert pikepdf.Name("/A") == "/A"
    assert watch.without_mark([]) == {"pdf": ["pikepdf"]}
    assert watch.without_mark(["slow", "pdf"]) == {}


def test_a_program_is_used_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    watch = Watch()
    needs("chromium")
    assert watch.without_mark(["pdf"]) == {"browser": ["chromium"]}
    Watch()  # this test has done nothing else


def test_a_page_that_is_set_is_told_though_the_setter_was_imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    class Page:
        def render(self) -> str:
            return "laid out"

    module = ModuleType("weasyprint")
    monkeypatch.setattr(module, "HTML", Page, raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", module)
    assert Watch().without_mark([]) == {}
    watch = Watch()
    assert watch.without_mark([]) == {}
    assert Page().render() == "laid out"
    assert watch.without_mark([]) == {"pdf": ["weasyprint"]}
    marks.use("nothing that has a mark")
    Watch()
