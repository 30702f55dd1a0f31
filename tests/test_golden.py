"""Golden files: what differs, is missing or is compared by nobody is found, on one core and on several."""

import subprocess
import sys
from pathlib import Path

import pytest

from kolofon.model.document import Block
from kolofon.model.inline import Inline
from kolofon.model.walk import walk
from tests.golden import CASES, Golden, GoldenFiles
from tests.machine import ROOT
from tests.outline import outline
from tests.press import put
from tests.publishing import everything

SUITE = {
    "pytest.ini": "[pytest]\ntestpaths = tests\n",
    "tests/conftest.py": "from tests.conftest_of_the_project import *\n",
    "tests/test_a.py": "def test_a(golden): golden(CASES / 'a.outline', 'one')\n",
    "tests/test_b.py": "def test_b(golden): golden(CASES / 'b.outline', 'two')\n",
    "tests/cases/a.outline": "one",
    "tests/cases/b.outline": "two",
}


def test_what_is_not_as_it_was_fails(golden: Golden) -> None:
    path = next(CASES.rglob("*.outline"))
    text = path.read_text(encoding="utf-8")
    golden(path, text)
    with pytest.raises(AssertionError, match="another"):
        golden(path, f"{text}another\n")


def test_what_is_missing_or_is_no_golden_file_fails(tmp_path: Path) -> None:
    files = GoldenFiles(tmp_path)
    with pytest.raises(AssertionError, match=r"there is no b\.outline; `pytest --accept` writes it"):
        files.expected(tmp_path / "b.outline", "one\n")
    with pytest.raises(AssertionError, match=r"a\.md has not the name of a golden file"):
        files.expected(tmp_path / "a.md", "one\n")


def test_to_accept_is_to_write(tmp_path: Path) -> None:
    files = GoldenFiles(tmp_path, accept=True)
    assert files.expected(tmp_path / "a.outline", "one\n") == "one\n"
    assert (tmp_path / "a.outline").read_bytes() == b"one\n"


def test_what_nobody_compares_is_an_orphan(tmp_path: Path) -> None:
    put(tmp_path, {"read/a.outline": "", "read/a.md": "", "b.outline": ""})
    files, worker = GoldenFiles(tmp_path), GoldenFiles(tmp_path)
    worker.expected(tmp_path / "read/a.outline", "")
    assert files.orphans() == ["b.outline", "read/a.outline"]
    files.also(worker.told())
    assert files.orphans() == ["b.outline"]


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "orphan"), [("0", True), ("2", True), ("2", False)])
def test_a_run_of_all_tests_finds_orphans(tmp_path: Path, workers: str, orphan: bool) -> None:  # noqa: FBT001  a case
    put(tmp_path, SUITE)
    for name in ("__init__", "golden", "machine", "marks", "press"):
        path = ROOT / f"tests/{name}.py"
        put(tmp_path, {f"tests/{name}.py": path.read_bytes() if path.exists() else b""})
    put(tmp_path, {"tests/conftest_of_the_project.py": (ROOT / "tests/conftest.py").read_bytes()})
    for name in ("a", "b"):
        path = tmp_path / f"tests/test_{name}.py"
        path.write_text(f"from tests.golden import CASES\n{path.read_text()}")
    if orphan:
        put(tmp_path, {"tests/cases/c.outline": ""})
    command = [sys.executable, "-m", "pytest", "--import-mode=importlib", "-q", "-n", workers, "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert ("no test compares c.outline; remove it" in done.stdout) == orphan
    assert done.returncode == int(orphan), done.stdout + done.stderr


def test_an_outline_shows_every_kind_of_node() -> None:
    document = everything()
    kinds = {type(node) for node in walk(document)}
    assert kinds >= {*Block.__args__, *Inline.__args__}
    lines = outline(document).splitlines()
    assert len(lines) > len(kinds)
    assert not [line for line in lines if line != line.rstrip() or "object at" in line]
