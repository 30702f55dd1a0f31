"""The scripts of the page of `kolofon serve`: the types that their comments say, and the plan of their folders."""

import graphlib
import posixpath
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.machine import ROOT, needs, npm_package
from tests.press import put

WEB = ROOT / "pipeline/kolofon/commands/serve/web"
OPTIONS = (
    "--ignoreConfig --noEmit --allowJs --checkJs --strict --noUnusedLocals --noUnusedParameters --noImplicitReturns "
    "--target es2023 --module es2022 --moduleResolution bundler --lib es2023,dom,dom.iterable"
)

IMPORTED = re.compile(r'(?:^import |^import .* from |^\} from )"(\.[^"]+)"', re.MULTILINE)
TYPES = re.compile(r'\bimport\("(\.[^"]+)"\)')
MOST = 16
"""How many entries a folder has at most."""


def checked(*scripts: str) -> str:
    """What TypeScript says of scripts, by their paths; nothing where all is well."""
    compiler = npm_package("typescript") / "bin/tsc"
    command = [needs("node"), str(compiler), *OPTIONS.split(), *scripts]
    return subprocess.run(command, cwd=WEB, capture_output=True, encoding="utf-8", check=False).stdout


@pytest.mark.browser
def test_the_types_of_all_scripts_are_right() -> None:
    scripts = sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js"))
    assert {"main.js", "shared/words.js"} <= set(scripts)
    assert not checked(*scripts)


@pytest.mark.browser
def test_a_wrong_type_is_found() -> None:
    wrong = ROOT / ".cache" / "wrong.js"
    wrong.parent.mkdir(exist_ok=True)
    wrong.write_text(
        'import { number } from "../pipeline/kolofon/commands/serve/web/shared/words.js";\nnumber("one");\n', "utf-8"
    )
    assert "TS2345" in checked(str(wrong))


# --- the folders ------------------------------------------------------------------------------------------------------


def imports(web: Path, *patterns: re.Pattern[str]) -> dict[str, set[str]]:
    """What each script imports in the ways that are asked for, by the paths of both from the folder of the page."""
    scripts = {path.relative_to(web).as_posix(): path for path in web.rglob("*.js")}
    found = {}
    for name, path in scripts.items():
        asked = [each for pattern in patterns for each in pattern.findall(path.read_text("utf-8"))]
        found[name] = {posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in asked}
        assert found[name] <= scripts.keys(), f"{name} imports what is not there"
    return found


def room(script: str) -> str:
    """The folder of a script; one that is in none is a room of its own."""
    return script.rpartition("/")[0] or script


def upward(web: Path) -> list[str]:
    """The imports that do not lead down the rooms, from the one above to the one below, as the docstring has them."""
    plan = (web / "__init__.py").read_text("utf-8").partition("below it here:\n\n")[2].partition("\n\n")[0]
    depths = {name: depth for depth, line in enumerate(plan.splitlines()) for name in line.strip().split(", ")}
    pairs = [(here, there) for here, those in imports(web, IMPORTED, TYPES).items() for there in sorted(those)]
    between = [(here, there) for here, there in pairs if room(here) != room(there)]
    return sorted(f"{here} imports {there}" for here, there in between if depths[room(here)] >= depths[room(there)])


def crowded(web: Path) -> dict[str, int]:
    """The folders of the page that have more entries than a person reads at a glance."""
    folders = [web, *(path for path in web.rglob("*") if path.is_dir() and path.name != "__pycache__")]
    counts = {path.name: len([each for each in path.iterdir() if each.name != "__pycache__"]) for path in folders}
    return {name: count for name, count in counts.items() if count > MOST}


def unlisted(web: Path) -> set[str]:
    """What is in the folder of the page and not in the table of its docstring, or the reverse."""
    table = re.findall(r"^\| `([\w.]+)` ", (web / "__init__.py").read_text("utf-8"), re.MULTILINE)
    there = {path.name.removesuffix(".py") for path in web.iterdir()} - {"__init__", "__pycache__"}
    return there ^ set(table)


def test_each_folder_of_the_page_is_small_and_in_the_table() -> None:
    assert crowded(WEB) == {}
    assert unlisted(WEB) == set()


def test_imports_lead_down_from_folder_to_folder() -> None:
    assert upward(WEB) == []


def test_no_import_goes_round() -> None:
    graphlib.TopologicalSorter(imports(WEB, IMPORTED)).prepare()


def test_what_breaks_the_plan_of_the_folders_is_seen(tmp_path: Path) -> None:
    web = tmp_path / "web"
    shutil.copytree(WEB, web)
    with (web / "shared/dom.js").open("a", encoding="utf-8") as file:
        file.write('/** @typedef {import("../frame/panes.js").Pane} Pane */\n')
    with (web / "message/saves.js").open("a", encoding="utf-8") as file:
        file.write('import {\n  move,\n} from "../list/list.js";\n')
    assert upward(web) == ["message/saves.js imports list/list.js", "shared/dom.js imports frame/panes.js"]
    with pytest.raises(graphlib.CycleError):
        graphlib.TopologicalSorter(imports(web, IMPORTED)).prepare()
    (web / "panels").mkdir()
    assert unlisted(web) == {"panels"}
    put(web / "panels", {f"{number}.js": "" for number in range(MOST + 1)})
    assert crowded(web) == {"panels": MOST + 1}
