"""The floor plan holds: who imports whom, what a room may touch, how long a file may be."""

import ast
import fnmatch
import gc
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.machine import ROOT, needs
from tests.table import each_row

PACKAGE = ROOT / "pipeline/kolofon"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ("read", "segment", "catalogue", "check", "translate", "write", "set", "text", "language")
LONGEST = 400
LONGEST_FUNCTION = 60

# The files that drive a tool, or read and write the package's own data.
DRIVERS = {"write/paper/weasyprint/session.py", "language/data.py", "text/furniture/__main__.py"}

# The files of the rooms, but for those.
OF_ROOMS = [
    path
    for path in FILES
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in ROOMS
    and path.relative_to(PACKAGE).as_posix() not in DRIVERS
]

# What a pure function has no use for: the clock, the environment, processes, the network and files.
IMPURE = {"asyncio", "glob", "os", "random", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "time"}
LOCKED = {"read/rst/tree/registry.py": {"threading"}}
"""docutils keeps its directives and roles in tables of the whole process, which one text after the other may have."""
IMPURE_CALLS = {"input", "open", "print"}
READERS = {"read_bytes", "read_text"}
IMPURE_METHODS = {"now", "today", "utcnow", "write_bytes", "write_text", *READERS}


@dataclass(frozen=True, slots=True)
class Code:
    """What the tests ask of a file of the press; its syntax tree is large and not kept."""

    imports: tuple[str, ...]
    """The modules that it imports, at its top or inside a function."""
    functions: tuple[tuple[str, int], ...]
    """The names of its functions, with the number of lines of each."""


def syntax_tree(path: Path) -> ast.Module:
    gc.disable()  # a tree has no cycles, and looking for some takes longer than all else
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    finally:
        gc.enable()


def statements(top: ast.Module) -> Iterator[ast.AST]:
    """The statements of a file, with those inside of others."""
    waiting: list[ast.AST] = [*top.body]
    while waiting:
        node = waiting.pop()
        yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting += getattr(node, name, ())


@cache
def code(path: Path) -> Code:
    imports: list[str] = []
    functions: list[tuple[str, int]] = []
    for node in statements(syntax_tree(path)):
        if isinstance(node, ast.Import):
            imports += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imports.append("." * node.level + (node.module or ""))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            functions.append((node.name, node.end_lineno - node.lineno + 1))
    return Code(tuple(imports), tuple(functions))


def imported(path: Path) -> tuple[str, ...]:
    """The modules that a file imports."""
    return code(path).imports


def importers(package: str) -> set[Path]:
    """The files of the press that import a package."""
    return {path for path in FILES if any(name.split(".")[0] == package for name in imported(path))}


def impurities(path: Path) -> set[str]:
    """What a file imports or calls that a room may not.  Reading the package's own data is not among it."""
    names = set(imported(path))
    found = {name for name in names if name.split(".")[0] in IMPURE}
    methods = IMPURE_METHODS - (READERS if any(name.startswith("importlib.resources") for name in names) else set())
    if not re.search(rf"\b(?:{'|'.join(IMPURE_CALLS | methods)})\s*\(", path.read_text(encoding="utf-8")):
        return found
    for node in ast.walk(syntax_tree(path)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                found.add(f"{name}()")
            case ast.Call(func=ast.Attribute(attr=name)) if name in methods:
                found.add(f".{name}()")
            case _:
                pass
    return found


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("lint-imports"))
    command = [program, "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, encoding="utf-8", check=False
    )


def test_the_layers_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_breach_of_the_layers_is_seen(tmp_path: Path) -> None:
    """A room that imports another, the model something above it, and a package that is on no floor."""
    shutil.copytree(PACKAGE, tmp_path / "kolofon", ignore=shutil.ignore_patterns("__pycache__", "data"))
    breaches = {
        "read/__init__.py": "import kolofon.segment",
        "model/finding.py": "import kolofon.text.notation",
        "annex.py": "",
    }
    for module, line in breaches.items():
        with (tmp_path / "kolofon" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    found = re.findall(r"^- (kolofon\S*(?: -> kolofon\S*)?)", done.stdout, re.MULTILINE)
    assert sorted(found) == [
        "kolofon.annex",
        "kolofon.model.finding -> kolofon.text.notation",
        "kolofon.read -> kolofon.segment",
    ]


def test_no_file_is_two_rooms() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_function_is_long() -> None:
    lengths = {f"{path.relative_to(ROOT)}: {name}": length for path in FILES for name, length in code(path).functions}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_the_top_of_the_package_is_small() -> None:
    assert len([path for path in PACKAGE.iterdir() if path.name != "__pycache__"]) <= 16


def test_one_file_knows_each_outside_tool() -> None:
    assert importers("weasyprint") == {PACKAGE / "write/paper/weasyprint/modules.py"}
    assert importers("choppa") == set()  # its file is read
    assert importers("regex") == {PACKAGE / "segment/breaks.py"}
    assert importers("icu") == {
        PACKAGE / "language" / "breaks.py",
        PACKAGE / "language/letters.py",
        PACKAGE / "translate/localize/collation.py",
    }


def modules(package: Path) -> set[str]:
    """The modules and packages that stand right in a package."""
    inner = {path.parent.name for path in package.glob("*/__init__.py")}
    return inner | {path.stem for path in package.glob("[!_]*.py")}


@each_row("package", [path.parent for path in FILES if path.name == "__init__.py"][1:])
def test_a_package_lists_what_is_in_it(package: Path) -> None:
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    first = " ".join(line.split("|")[1] for line in told.splitlines() if line.startswith("| `"))
    listed = set(re.findall(r"`([\w*]+)`", first))
    there = modules(package) | {path.name for path in package.iterdir() if path.is_dir()}
    assert {each for each in listed if not fnmatch.filter(there, each)} == set()
    # The list of the checks is `families`.
    checks = {path.stem for path in package.glob("*.py") if "kolofon.check.family" in imported(path)}
    unlisted = {name for name in modules(package) if not any(fnmatch.fnmatch(name, each) for each in listed)}
    assert unlisted <= checks


def test_the_map_lists_the_top_level_from_above() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/?` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(modules(PACKAGE))
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = pyproject["tool"]["importlinter"]["contracts"]
    depths = {name: depth for depth, layer in enumerate(contract["layers"]) for name in layer.split(" | ")}
    assert [depths[name] for name in rows] == sorted(depths[name] for name in rows)


def named_modules(text: str) -> set[str]:
    """The paths with a slash that a text names in backquotes, without those that have an ending or a placeholder."""
    return set(re.findall(r"`([a-z_0-9]+(?:/[a-z_0-9]+)+)/?`", text))


def test_the_modules_that_the_documents_name_are_there() -> None:
    for document in ("docs/architecture.md", "docs/speed.md", "CONTRIBUTING.md"):
        named = named_modules((ROOT / document).read_text(encoding="utf-8"))
        there = {name for name in named if (PACKAGE / f"{name}.py").is_file()}
        folders = {name for name in named if (PACKAGE / name).is_dir() or (ROOT / name).is_dir()}
        assert named - there - folders == set(), document
    assert named_modules("`read/table`, `read/absent`, `tests/a.py`, `set`, `data/<tag>`") == {
        "read/table",
        "read/absent",
    }


def test_what_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["cluster"], *extras["serve"]]
    asked = {re.split(r"[ =~<>\[]", requirement)[0] for requirement in wanted}
    used = {name.split(".")[0] for path in FILES for name in imported(path)} - sys.stdlib_module_names - {"kolofon"}
    carriers = packages_distributions()
    assert used
    assert {name for name in used if not asked & {carrier.lower() for carrier in carriers.get(name, [])}} == set()


def test_what_only_a_cluster_needs_is_imported_where_a_cluster_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    cluster = project["project"]["optional-dependencies"]["cluster"]
    tested = {each for each in project["dependency-groups"]["test"] if isinstance(each, str)}
    assert {*cluster} < tested, "the tests try it in the same versions"
    names = {re.split(r"[ =~<>\[]", requirement)[0] for requirement in cluster}
    found = {path.relative_to(PACKAGE).as_posix() for name in names for path in importers(name)}
    assert found == {"edition/cluster/dispatch.py", "edition/cluster/workers.py", "edition/store/remote.py"}


def test_the_model_needs_the_standard_library_alone() -> None:
    names = {name for path in (PACKAGE / "model").glob("*.py") for name in imported(path)}
    outside = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert outside
    assert all(name.startswith("kolofon.model") for name in outside), outside


def test_a_room_is_pure() -> None:
    assert OF_ROOMS
    found = {path.relative_to(PACKAGE).as_posix(): impurities(path) for path in OF_ROOMS}
    assert {path: names for path, names in found.items() if names != LOCKED.get(path, set())} == {}


@pytest.mark.parametrize(
    ("line", "impurity"),
    [
        ("import os.path", "os.path"),
        ("def f():\n    from time import time", "time"),
        ("open('x')", "open()"),
        ("path.read_text()", ".read_text()"),
        ("datetime.now(UTC)", ".now()"),
    ],
)
def test_an_impure_room_is_seen(tmp_path: Path, line: str, impurity: str) -> None:
    (tmp_path / "room.py").write_text(f"import re\n{line}\n")
    assert impurities(tmp_path / "room.py") == {impurity}


def test_the_command_line_starts_light() -> None:
    program = "import json, sys, kolofon.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    loaded = set(json.loads(done.stdout))
    assert "kolofon.cli" in loaded
    assert loaded.isdisjoint({"babel", "choppa", "jinja2", "lxml", "msgspec", "polib", "weasyprint"})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], {"dataclasses", "kolofon.cli.commands", "kolofon.language", "kolofon.model.document"}),
        (["--version"], {"dataclasses", "kolofon.cli.commands", "kolofon.language", "kolofon.model.document"}),
        (
            ["status"],
            {"jinja2", "kolofon.check", "kolofon.set", "kolofon.write.pictures", "PIL", "polib", "weasyprint"},
        ),
        (["update", "--check"], {"jinja2", "kolofon.check", "kolofon.set", "kolofon.write", "PIL", "polib"}),
        (["check"], {"jinja2", "kolofon.set", "kolofon.write.pictures", "PIL", "polib", "weasyprint"}),
    ],
)
def test_a_command_imports_what_it_needs(arguments: list[str], heavy: set[str]) -> None:
    program = (
        "import json, sys, kolofon.cli\n"
        f"try: kolofon.cli.main({arguments})\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "kolofon.cli.parser" in loaded
    assert loaded & heavy == set()


def test_no_file_names_a_registry() -> None:
    # Spelt apart, or this file would be found.
    hosts = re.compile(rb"py[p]i\.org|python[h]osted\.org|registry\.npm[j]s|crates\.[i]o|deb\.debian\.[o]rg")
    listed = subprocess.run(
        [needs("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert Path(__file__) in files
    assert not [path for path in files if path.is_file() and hosts.search(path.read_bytes())]
