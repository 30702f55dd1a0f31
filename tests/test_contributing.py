"""`CONTRIBUTING.md` is true: each file that it names is there, and each of its recipes has been followed."""

import re
from pathlib import PurePosixPath

import pytest

from kolofon.check.families import FAMILIES
from kolofon.model.edition import SourceFormat
from tests.machine import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
# What is made here, and is in no clone.
MADE = tuple(line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.startswith("/"))
TOP = {path.name for path in ROOT.iterdir()}
RECIPES = {
    "A reader": {"pipeline/kolofon/read/table.py", "tests/cases/read/<format>/", "docs/markdown.md"},
    "A writer": {"pipeline/kolofon/write/table.py", "tests/test_write_text.py", "Makefile"},
    "A check": {"pipeline/kolofon/check/families/__init__.py", "tests/checks/<code>.toml", "docs/checks.md"},
    "A language": {"pipeline/kolofon/language/data/<tag>.toml", "tests/test_languages.py"},
}


def paths(text: str) -> set[str]:
    """What a text names that is a path from the root: its first step is there, and it has a folder or an ending."""
    quoted = re.findall(r"`([^`\s]+)`", text)
    there = (name for name in quoted if name.split("/")[0] in TOP and re.search(r"[/.]|^Makefile$", name))
    return {name for name in there if not name.startswith(MADE)}


def found(name: str) -> list[str]:
    """The files that a path or a pattern with `<…>` stands for, by their names from the root."""
    if name.endswith("/") and "<" not in name:
        return [name] if (ROOT / name).is_dir() else []
    matched = ROOT.glob(re.sub("<[a-z]+>", "*", name.removesuffix("/")))
    return [path.relative_to(ROOT).as_posix() for path in matched if path.is_dir() == name.endswith("/")]


def recipes() -> dict[str, str]:
    """The sections that begin with "A", by the words before the colon."""
    parts = re.split(r"^## (.*)$", TEXT, flags=re.MULTILINE)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return {title.split(":")[0]: text for title, text in sections.items() if title.startswith("A ")}


def test_every_path_is_there() -> None:
    named = paths(TEXT)
    assert len(named) > 40
    assert {name for name in named if not found(name)} == set()


def test_what_is_not_there_is_seen() -> None:
    assert paths("`tests/absent.py`, `make pdf`, `reader.py`, `docs/` and `README.md`") == {
        "tests/absent.py",
        "docs/",
        "README.md",
    }
    assert found("tests/absent.py") == found("tests/<format>.py/") == found("absent/") == []
    assert found("docs/") == ["docs/"]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_names_the_files_that_it_is_about_in_numbered_steps(recipe: str) -> None:
    text = recipes()[recipe]
    assert paths(text) >= RECIPES[recipe]
    steps = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)] != []


def test_what_is_there_was_added_by_the_recipes() -> None:
    assert set(recipes()) == set(RECIPES)
    folders = {PurePosixPath(name).name for name in found("tests/cases/read/<format>/")} - {"book"}
    assert folders == {str(kind) for kind in SourceFormat}
    codes = {PurePosixPath(name).stem for name in found("tests/checks/<code>.toml")}
    assert codes >= {check.code for family in FAMILIES for check in family.checks}
