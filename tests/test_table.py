"""A test of many rows runs all of them, and tells each that fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import ROOT
from tests.table import each_row

TESTS = """
import pytest
from tests.table import each_row

SEEN = []

@each_row("number", [1, 2, 3, 4])
def test_one_column(number):
    SEEN.append(number)
    assert number % 2, "it is even"

@each_row(("text", "size"), [("a", 1), ("bc", 2), ("d", 4)])
def test_two_columns(text, size, tmp_path):
    SEEN.append(text)
    assert tmp_path.is_dir()
    if size == 4:
        pytest.fail("too large")

def test_all_rows_were_run():
    assert SEEN == [1, 2, 3, 4, "a", "bc", "d"]
"""


def test_every_row_is_run_and_each_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "test_rows.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "-rA", str(tmp_path)]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert re.findall(r"^SUBFAILED\[(.*)\] ", done.stdout, re.MULTILINE) == ["2", "4", "('d', 4)"]
    assert re.findall(r"^PASSED .*::(\w+)", done.stdout, re.MULTILINE) == ["test_all_rows_were_run"]
    assert re.findall(r"^FAILED .*::(\w+)", done.stdout, re.MULTILINE) == ["test_one_column", "test_two_columns"]
    assert "assert (4 % 2)" in done.stdout
    assert "too large" in done.stdout


def test_a_table_has_rows_and_its_columns_are_parameters() -> None:
    def test(number: int) -> None:
        raise AssertionError(number)

    with pytest.raises(TypeError, match="has no parameter size"):
        each_row(("number", "size"), [(1, 2)])(test)
    with pytest.raises(AssertionError, match="no rows"):
        each_row("number", [])
