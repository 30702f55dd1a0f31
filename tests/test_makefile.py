"""`make`: what it hands to the program, and what it keeps from it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.machine import ROOT, needs

GROUPS = ("run", "serve", "test", "lint", "fuzz", "lock")

STAND_IN = """\
#!/bin/sh
printf 'argument %s\\n' "$@"
env
"""

RECORDS = """\
echo "setup $1" >> calls
touch ".venv/$1.stamp"
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder with our Makefile, in which everything is installed and stand-ins take the programs' place."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    scripts = {".venv/bin/kolofon": STAND_IN, ".venv/bin/python": "#!/bin/sh\n", ".ci/setup": RECORDS}
    maven = ["tests/maven/pom.xml", "tests/maven/jars.sha256"]
    own = [".ci/setup.py", "pyproject.toml", "tests/npm/package-lock.json", *maven]
    inputs = [*own, *(f".lock/{group}.txt" for group in GROUPS)]
    cfg = f"command = /usr/bin/python3.11 -m venv --clear {tmp_path}/.venv\n"
    for name, text in {**scripts, **dict.fromkeys(inputs, ""), ".venv/pyvenv.cfg": cfg}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1, 1))
    for name in scripts:
        (tmp_path / name).chmod(0o755)
    for now, group in enumerate(GROUPS, start=2):
        (tmp_path / f".venv/{group}.stamp").touch()
        os.utime(tmp_path / f".venv/{group}.stamp", (now, now))
    return tmp_path


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a clean shell: not as the make that may run these tests."""
    clean = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [needs("make"), *arguments], cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )


def arguments(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the stand-in was told."""
    assert done.returncode == 0, done.stderr
    return re.findall(r"^argument (.*)$", done.stdout, re.MULTILINE)


def environment(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What the stand-in found in its environment."""
    lines = [line for line in done.stdout.splitlines() if not line.startswith("argument ")]
    return dict(line.split("=", 1) for line in lines)


def calls(folder: Path) -> list[str]:
    """The setups that were asked for."""
    path = folder / "calls"
    return path.read_text().split("\n")[:-1] if path.exists() else []


# --- LANG -------------------------------------------------------------------------------------------------------------


def test_a_typed_lang_names_the_language(press: Path) -> None:
    assert arguments(make(press, "pdf", "LANG=sq")) == ["build", "sq", "--format", "pdf"]
    assert arguments(make(press, "html", "LANG=sq", LANG="de_DE.UTF-8")) == ["build", "sq", "--format", "html"]
    assert arguments(make(press, "update", "LANG=sq")) == ["update", "sq"]


def test_a_typed_lang_may_name_two(press: Path) -> None:
    assert arguments(make(press, "pdf", "LANG=sq de")) == ["build", "sq", "de", "--format", "pdf"]


@pytest.mark.parametrize("flags", [(), ("-e",)], ids=["make", "make -e"])
def test_an_inherited_lang_names_none(press: Path, flags: Iterable[str]) -> None:
    done = make(press, *flags, "pdf", LANG="sq", LINGUAS="sq de", LANGUAGE="sq", LC_ALL="sq")
    assert arguments(done) == ["build", "--format", "pdf"]


def test_linguas_may_be_typed_too(press: Path) -> None:
    assert arguments(make(press, "pdf", "LINGUAS=sq de")) == ["build", "sq", "de", "--format", "pdf"]


@pytest.mark.parametrize("typed", [(), ("LANG=sq",), ("LANG=sq", "LC_TIME=sq", "LANGUAGE=sq", "LC_ALL=sq")], ids=str)
def test_the_children_have_no_locale_but_c(press: Path, typed: Iterable[str]) -> None:
    inherited = {"LANG": "sq", "LANGUAGE": "de:sq", "LC_TIME": "sq_AL", "LC_ALL": "sq_AL.UTF-8", "LC_ODD": "x"}
    found = environment(make(press, "pdf", *typed, **inherited))
    locale = {name: value for name, value in found.items() if name.startswith(("LANG", "LC_", "LINGUAS"))}
    assert locale == {"LC_ALL": "C.UTF-8"}
    assert "sq" not in found.get("MAKEFLAGS", "")


def test_the_children_have_what_the_build_reads(press: Path) -> None:
    found = environment(make(press, "pdf", SOURCE_DATE_EPOCH="1", PYTHONPATH="elsewhere", PYTHONHOME="elsewhere"))
    assert found["SOURCE_DATE_EPOCH"] == "1"
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(found)


def test_a_language_that_is_not_there_is_one_line(press: Path) -> None:
    program = f"import sys\nsys.path[0] = {str(ROOT)!r}\nfrom kolofon.cli import main\nsys.exit(main())"
    (press / "kolofon.py").write_text(program)
    done = make(press, "pdf", "LANG=xx", f"KOLOFON='{sys.executable}' kolofon.py --edition '{ROOT}'")
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert done.returncode != 0
    assert len(said) == 1, done.stderr
    assert "xx" in said[0]
    assert "sq" in said[0]
    assert done.stdout == ""


# --- the fonts of languages -------------------------------------------------------------------------------------------


def started(press: Path, *typed: str) -> list[str]:
    """What make starts."""
    shell = press / "shell"
    shell.write_text(f'#!/bin/sh\necho "$2" >> "{press}/started"\nexec sh "$@"\n')
    shell.chmod(0o755)
    (press / "started").unlink(missing_ok=True)
    make(press, *typed, f"SHELL={shell}")
    return (press / "started").read_text().splitlines()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("LANG=ja", " ja"),
        ("LANG=sq zh-Hant-TW", " sq zh-Hant-TW"),
        ("LANG=zh_TW", " zh_TW"),
        ("LANG=sq", None),
        ("LANG=jam", None),
        ("", None),
    ],
)
def test_a_language_that_needs_a_font_of_its_own_is_looked_after_and_no_other(
    press: Path, typed: str, asked: str | None
) -> None:
    (press / ".venv/faces").write_text("ja zh")
    (press / "locale/sq").mkdir(parents=True)
    said = started(press, "pdf", *filter(None, [typed]))
    program = f".venv/bin/kolofon build {typed.removeprefix('LANG=')} --format pdf"
    assert said == [f"sh .ci/setup languages{asked} && {program}" if asked else program]


@pytest.mark.parametrize("place", ["locale/ja", "source"])
def test_without_a_typed_language_those_of_the_edition_are_looked_after(press: Path, place: str) -> None:
    (press / ".venv/faces").write_text("ja zh")
    (press / place).mkdir(parents=True)
    if place == "source":
        (press / "source/edition.toml").write_text('source_language = "en"\nlanguages = ["sq", "ja"] # $(x) \n')
    assert started(press, "pdf") == ["sh .ci/setup languages  && .venv/bin/kolofon build  --format pdf"]
    assert calls(press) == ["setup languages"]


def test_the_fonts_of_languages_are_installed_by_hand(press: Path) -> None:
    assert make(press, "setup", FACES="ja").returncode == 0
    assert calls(press) == []
    assert make(press, "setup", "FACES=ja zh-Hans").returncode == 0
    assert calls(press) == ["setup faces"]


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_is_what_make_alone_says_and_names_every_target(press: Path) -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    said = make(press).stdout
    assert said == make(press, "help").stdout
    assert {name for name in targets if f"  make {name} " not in said} == {"help"}


# --- what is prepared, and when ---------------------------------------------------------------------------------------


def test_what_is_installed_is_left_alone(press: Path) -> None:
    assert make(press, "pdf", "html", "update", "status", "setup", "test").returncode == 0
    assert calls(press) == []


@pytest.mark.parametrize("name", [".lock/run.txt", "pyproject.toml", ".ci/setup.py"])
def test_a_change_of_what_is_installed_is_seen(press: Path, name: str) -> None:
    (press / name).touch()
    assert make(press, "pdf").returncode == 0
    assert calls(press) == ["setup run"]


@pytest.mark.parametrize("name", ["npm/package-lock.json", "maven/pom.xml", "maven/jars.sha256"])
def test_a_change_of_what_comes_from_npm_or_maven_is_seen_by_the_tests_alone(press: Path, name: str) -> None:
    (press / "tests" / name).touch()
    make(press, "pdf", "test")
    assert calls(press) == ["setup test"]


def test_fuzzing_takes_its_minutes_and_an_engine_that_nothing_else_needs(press: Path) -> None:
    (press / ".lock/fuzz.txt").touch()
    (press / ".venv/bin/python").write_text(STAND_IN)
    make(press, "pdf", "test")
    assert calls(press) == []
    assert arguments(make(press, "fuzz", "MINUTES=5", "ARGS=tbx table")) == (
        ["-m", "tests.fuzz", "--minutes", "5", "tbx", "table"]
    )
    assert arguments(make(press, "fuzz")) == ["-m", "tests.fuzz"]
    assert calls(press) == ["setup fuzz"]


def test_a_folder_that_was_moved_is_prepared_anew(press: Path) -> None:
    moved = press.rename(press.with_name(f"{press.name} moved"))
    assert make(moved, "pdf").returncode == 0
    assert calls(moved) == ["setup run"]


def test_a_python_that_went_away_is_seen(press: Path) -> None:
    (press / ".venv/bin/python").unlink()
    (press / ".venv/bin/python").symlink_to("/nowhere/python3.11")
    assert make(press, "pdf").returncode == 0
    assert calls(press) == ["setup run"]


def test_tests_and_linters_come_on_top_of_what_a_book_needs(press: Path) -> None:
    shutil.rmtree(press / ".venv")
    (press / ".venv/bin").mkdir(parents=True)
    make(press, "test")
    assert calls(press) == ["setup run", "setup test"]


def test_make_starts_the_program_and_nothing_else(press: Path) -> None:
    # Another shell than the usual one is asked for everything that make starts, its own $(shell …) included.
    shell = press / "shell"
    shell.write_text(f'#!/bin/sh\necho "$2" >> "{press}/started"\nexec sh "$@"\n')
    shell.chmod(0o755)
    assert arguments(make(press, "pdf", "LANG=sq", f"SHELL={shell}")) == ["build", "sq", "--format", "pdf"]
    assert (press / "started").read_text() == ".venv/bin/kolofon build sq --format pdf\n"


def test_clean_keeps_what_took_long_to_make(press: Path) -> None:
    (press / ".cache").mkdir()
    assert arguments(make(press, "clean")) == ["clean", "--cache"]
    assert not (press / ".cache").exists()
    assert (press / ".venv/run.stamp").exists()


def test_the_tests_of_a_file_are_run_by_one_process(request: pytest.FixtureRequest) -> None:
    """Else each process makes what they share; `make test` has several."""
    spread = getattr(request.config.option, "loadgroup", False) and "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@test_makefile") or not spread
