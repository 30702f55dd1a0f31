"""Tests are held to their marks, and collecting them is light."""

import json
import subprocess
import sys
from types import ModuleType

import pytest

from tests import marks
from tests.later import pikepdf
from tests.machine import ROOT, needs
from tests.marks import MARKS, Watch

LISTED = """
import json, sys
import pytest
code = pytest.main(["--collect-only", "-q", "-q"])
print(json.dumps([int(code), sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_collecting_imports_nothing_that_sets_a_page_or_drives_a_browser() -> None:
    done = subprocess.run([sys.executable, "-c", LISTED], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stdout[-2000:]
    assert {"hypothesis", "kolofon"} <= set(modules)
    slow = {"choppa", "citeproc", "jsonschema", "pybtex", "xmlschema", *MARKS["pdf"], *MARKS["browser"]}
    assert slow & set(modules) == set()


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
