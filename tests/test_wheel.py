"""The wheel: what it installs, that it is all there, and that nothing beside an edition stands in its way."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kolofon
from kolofon.model.edition import Format
from tests.machine import ROOT, needs
from tests.press import EPOCH, put

pytestmark = [pytest.mark.slow, pytest.mark.pdf]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this project, built without a network from what git knows of it."""
    tree, folder = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in listed("pyproject.toml", "README.md", "LICENSE", "pipeline"):
        put(tree, {name: (ROOT / name).read_bytes()})
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir", "--quiet"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder), str(tree)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.iterdir()
    assert path.name == f"kolofon-{kolofon.__version__}-py3-none-any.whl"
    return zipfile.ZipFile(path)


def listed(*paths: str) -> list[str]:
    """The files below some paths, by their names from the root, that are in git or could be."""
    command = [needs("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def kolofon_at(home: Path, folder: Path, *arguments: str) -> str:
    """What `python -m kolofon` says in a folder, where Python has it from `home`."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home), "SOURCE_DATE_EPOCH": EPOCH, "HOME": "/nowhere"}
    command = [sys.executable, "-m", "kolofon", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_installs_kolofon_with_all_its_files_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    info = f"kolofon-{kolofon.__version__}.dist-info/"
    names = {name for name in wheel.namelist() if not name.startswith(info)}
    assert names == {name.removeprefix("pipeline/") for name in listed("pipeline")}
    assert {Path(name).suffix for name in names} >= {".css", ".dic", ".icc", ".jinja", ".json", ".po", ".toml", ".ttf"}
    for name in ("LICENSE", "pipeline/kolofon/language/cldr/LICENSE", "pipeline/kolofon/write/fonts/noto/LICENSE"):
        assert wheel.read(f"{info}licenses/{name}") == (ROOT / name).read_bytes()
    assert wheel.read(f"{info}entry_points.txt").decode().split() == [
        "[console_scripts]",
        "kolofon",
        "=",
        "kolofon.cli:main",
    ]
    assert f"\nVersion: {kolofon.__version__}\n" in wheel.read(f"{info}METADATA").decode()


def test_it_prints_the_same_where_another_pipeline_is_beside_the_edition(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    installed, here, there = tmp_path / "installed", tmp_path / "here", tmp_path / "there"
    wheel.extractall(installed)
    decoy = 'raise SystemExit("another pipeline was imported")\n'
    decoys = {"pipeline.py": decoy, "pipeline/__init__.py": decoy, "pipeline/kolofon.py": decoy}
    put(here, decoys)
    assert kolofon_at(installed, here, "--version") == f"kolofon {kolofon.__version__}\n"
    kolofon_at(installed, here, "init", "book", "--language", "sq")
    shutil.copytree(here / "book", there / "book")
    put(here / "book", decoys)
    for build in (["sq", "--format", ",".join(Format)], ["en", "--format", "text,html"]):
        kolofon_at(installed, here / "book", "build", *build)
        kolofon_at(ROOT / "pipeline", there / "book", "build", *build)
    made, expected = (
        {
            path.relative_to(output): path.read_bytes()
            for path in output.rglob("*.*")
            if path.is_file() and ".kolofon" not in path.parts
        }
        for output in (here / "book/output", there / "book/output")
    )
    assert {path.suffix for path in made} >= {".pdf", ".epub", ".xhtml", ".html"}
    assert {path.parts[0] for path in made} >= {"en", "sq"}
    assert made == expected
