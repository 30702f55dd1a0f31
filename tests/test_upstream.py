"""`docs/upstream/`: the faults are in the WeasyPrint that is installed, and the patches mend them."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.later import pango
from tests.machine import ROOT, run
from tests.marks import use
from tests.upstream import FAULTS, told

FOLDER = ROOT / "docs/upstream"
WISHES = {"line-breaking.md"}
"""Files on what WeasyPrint could do, and not on what it does wrong."""
FILES = sorted(path for path in FOLDER.glob("*.md") if path.name not in {"README.md", *WISHES})
FONTLESS = ROOT / "pipeline/kolofon/write/paper/weasyprint/fontconfig.xml"
NEWER_PANGO = {"last-spaces"}
"""What Pango 1.56 (Debian 13) breaks right by itself, and Pango 1.50 (Debian 12) does not."""


def found(*paths: Path) -> set[str]:
    """The faults that are there, with the modules of some folders before those that are installed."""
    use("weasyprint")
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTLESS), "PYTHONPATH": os.pathsep.join(map(str, paths))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.upstream", str(FOLDER)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_each_fault_has_a_file_in_the_index() -> None:
    names = [path.stem for path in FILES]
    assert names == sorted(FAULTS)
    index = (FOLDER / "README.md").read_text("utf-8").partition("\n## ")[0]
    assert re.findall(r"^\| \[([^]]*)\]\(([^)]*)\.md\)", index, re.MULTILINE) == [(name, name) for name in names]


def test_each_mend_is_in_the_index() -> None:
    conditions = (ROOT / "pipeline/kolofon/write/paper/weasyprint/session.py").read_text("utf-8")
    mends = set(re.findall(r"enter_context\((?:mends\.)?(\w+)\(", conditions))
    assert len(mends) > 15
    index = (FOLDER / "README.md").read_text("utf-8")
    assert {mend for mend in mends if f"`{mend}`" not in index} == set()


@pytest.mark.pdf
def test_the_faults_are_still_there() -> None:
    """Where this fails, an upgrade has mended something: the press's own mend of it can go, with its file."""
    gone = FAULTS.keys() - found()
    assert gone == set() or (gone == NEWER_PANGO and pango.pango_version() >= 15100)


@pytest.mark.pdf
def test_the_patches_mend_them(tmp_path: Path) -> None:
    package = find_spec("weasyprint")
    assert package
    assert package.origin
    shutil.copytree(Path(package.origin).parent, tmp_path / "weasyprint", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "all.diff").write_text("".join(told(path).patch for path in FILES), encoding="utf-8")
    run("git", "-C", tmp_path, "apply", "all.diff")
    assert found(tmp_path) == set()
