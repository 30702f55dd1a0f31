"""`.ci/setup`: what a fresh machine is told, and when the environment counts as ready."""

import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

import pytest

from kolofon.language import extras
from tests.machine import ROOT, needs


class Setup(Protocol):
    """What the tests use of .ci/setup.py."""

    ROOT: Path
    VENV: Path
    NPM: Path
    MAVEN: Path
    SetupError: type[Exception]

    def main(self, group: str, *names: str) -> None: ...
    def languages(self) -> list[str]: ...
    def loads(self, library: str) -> bool: ...
    def missing(self, group: str) -> dict[str, str]: ...
    def provide(self, lacking: dict[str, str]) -> None: ...


JARS = ("one.jar", "two.jar")


def brought(folder: Path) -> None:
    """What Maven leaves in a folder: each file has its own name in it."""
    folder.mkdir()
    for name in JARS:
        (folder / name).write_text(name)


@pytest.fixture
def script() -> Setup:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("setup_script", ROOT / ".ci/setup.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Setup", module)


@pytest.fixture
def setup(script: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    """The script for a project in `tmp_path` on a machine that lacks nothing; pip and venv stand aside."""
    module = script
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "NPM", tmp_path / "npm")
    monkeypatch.setattr(module, "MAVEN", tmp_path / "maven")
    monkeypatch.setattr(module, "missing", lambda _: {})
    calls = tmp_path / "calls"

    def run(command: list[str], env: object = None) -> None:
        del env
        with calls.open("a") as file:
            file.write(" ".join(command) + "\n")
        if "venv" in command:
            shutil.rmtree(tmp_path / ".venv", ignore_errors=True)
            (tmp_path / ".venv/bin").mkdir(parents=True)
            (tmp_path / ".venv/bin/python").touch()
            (tmp_path / ".venv/pyvenv.cfg").write_text(f"command = {' '.join(command)}\n")
        if "mvn" in command:
            brought(Path(command[-1].partition("=")[2]))

    def asked(question: str, *names: str) -> list[str]:
        if question == "languages_with_extras":
            return ["ja", "zh"]
        return sorted({"ja": "ja", "zh_TW": "zh-Hant"}.keys() & {*names})

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "asked", asked)
    for folder in (".lock", "npm", "maven"):
        (tmp_path / folder).mkdir()
    told = "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in JARS)
    (tmp_path / "maven/jars.sha256").write_text(told)
    locks = (".lock/ja.txt", ".lock/run.txt", ".lock/test.txt", "npm/package.json", "npm/package-lock.json")
    (tmp_path / "maven/pom.xml").write_text("maven/pom.xml")
    for name in (*locks, "pyproject.toml"):
        (tmp_path / name).write_text(name)
    return module


def test_what_is_asked_of_the_press_is_there() -> None:
    names = re.findall(r'asked\("(\w+)"', (ROOT / ".ci/setup.py").read_text("utf-8"))
    assert len(names) == 2
    assert set(names) <= {*extras.__all__}


@pytest.fixture
def done(tmp_path: Path) -> Callable[[], list[str]]:
    """The commands run since it was last asked, in a word each."""

    def ask() -> list[str]:
        lines = (tmp_path / "calls").read_text().splitlines() if (tmp_path / "calls").exists() else []
        (tmp_path / "calls").write_text("")
        return ["venv" if " venv " in line else line.split()[-1] for line in lines]

    return ask


def test_a_fresh_clone_gets_everything_once(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    assert done() == ["venv", ".lock/run.txt", "."]
    setup.main("test")
    assert done() == [".lock/test.txt", str(setup.VENV / "npm"), f"-DoutputDirectory={setup.VENV}/maven"]
    assert (setup.VENV / "npm/package-lock.json").read_text() == "npm/package-lock.json"
    setup.main("run")
    setup.main("test")
    assert done() == []


def test_a_file_that_was_only_touched_costs_nothing(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    done()
    stamp = setup.VENV / "run.stamp"
    os.utime(stamp, (1, 1))
    setup.main("run")
    assert done() == []
    assert stamp.stat().st_mtime > 1


def test_another_lock_means_another_environment(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    done()
    (setup.ROOT / ".lock/run.txt").write_text("changed")
    setup.main("run")
    assert done() == ["venv", ".lock/run.txt", "."]


def test_another_pyproject_installs_the_project_alone(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    done()
    (setup.ROOT / "pyproject.toml").write_text("changed")
    setup.main("run")
    assert done() == ["."]


@pytest.mark.parametrize("name", ["npm/package-lock.json", "maven/pom.xml"])
def test_another_lock_of_npm_or_maven_concerns_the_tests_alone(
    name: str, setup: Setup, done: Callable[[], list[str]]
) -> None:
    setup.main("run")
    setup.main("test")
    done()
    (setup.ROOT / name).write_text("changed")
    setup.main("run")
    assert done() == []
    setup.main("test")
    assert done() == [".lock/test.txt", str(setup.VENV / "npm"), f"-DoutputDirectory={setup.VENV}/maven"]


@pytest.mark.parametrize("client", ["npm", "mvn"])
def test_where_npm_or_maven_cannot_be_reached_the_tests_run_without_it_but_not_in_ci(
    client: str, setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: list[str], env: object = None) -> None:
        del env
        if Path(command[0]).name == client:
            raise setup.SetupError("no way there")
        if "mvn" in command:
            brought(setup.VENV / "maven")

    setup.main("run")
    monkeypatch.setattr(setup, "run", run)
    monkeypatch.setenv("CI", "")
    setup.main("test")
    assert "no way there" in capsys.readouterr().err
    assert not (setup.VENV / "test.stamp").exists()
    assert not (setup.VENV / {"npm": "npm", "mvn": "maven"}[client]).exists()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(setup.SetupError, match="no way there"):
        setup.main("test")


def test_what_maven_brings_is_what_was_named(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "")
    setup.main("run")
    (setup.MAVEN / "jars.sha256").write_text(f"{'0' * 64}  one.jar\n")
    setup.main("test")
    assert "not what tests/maven/jars.sha256 names" in capsys.readouterr().err
    assert not (setup.VENV / "maven").exists()
    assert not (setup.VENV / "test.stamp").exists()


def test_an_interrupted_run_leaves_no_stamp(
    setup: Setup, done: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.main("run")
    (setup.ROOT / "pyproject.toml").write_text("changed")

    def stopped(*_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(setup, "pip", stopped)
        with pytest.raises(KeyboardInterrupt):
            setup.main("run")
    assert not (setup.VENV / "run.stamp").exists()
    done()
    (setup.ROOT / "pyproject.toml").write_text("pyproject.toml")
    setup.main("run")
    assert done() == ["venv", ".lock/run.txt", "."]


def test_a_folder_that_was_moved_is_made_anew(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    done()
    (setup.VENV / "pyvenv.cfg").write_text("command = python3 -m venv --clear /elsewhere/.venv\n")
    setup.main("run")
    assert done()[0] == "venv"


# --- the fonts of languages -------------------------------------------------------------------------------------------


def test_a_font_is_installed_once_from_its_own_lock(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    assert (setup.VENV / "faces").read_text() == "ja zh"
    done()
    setup.main("languages", "sq", "ja")
    assert done() == [".lock/ja.txt"]
    setup.main("faces", "ja")
    setup.main("languages", "sq")
    assert done() == []
    (setup.ROOT / ".lock/ja.txt").write_text("changed")
    setup.main("languages", "ja")
    assert done() == [".lock/ja.txt"]


def test_another_lock_of_the_press_installs_its_fonts_anew(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    setup.main("languages", "ja")
    (setup.ROOT / ".lock/run.txt").write_text("changed")
    setup.main("run")
    done()
    setup.main("languages", "ja")
    assert done() == [".lock/ja.txt"]


def test_a_language_without_such_a_font_is_told_where_it_was_asked_for(setup: Setup) -> None:
    setup.main("run")
    with pytest.raises(setup.SetupError, match="all fonts that it knows for sq"):
        setup.main("faces", "sq")
    setup.main("languages", "sq")


def test_the_languages_of_the_edition_are_those_that_it_names(setup: Setup, done: Callable[[], list[str]]) -> None:
    setup.main("run")
    assert setup.languages() == []
    (setup.ROOT / "locale/zh_TW/LC_MESSAGES").mkdir(parents=True)
    (setup.ROOT / "locale/work.pot").touch()
    (setup.ROOT / "source").mkdir()
    (setup.ROOT / "source/edition.toml").write_text('source_language = "en"\nlanguages = ["ja", 1]')
    assert setup.languages() == ["zh_TW", "en", "ja"]
    for broken in (b"languages = [", b"languages = 5", b"# \xff"):
        (setup.ROOT / "source/edition.toml").write_bytes(broken)
        assert setup.languages() == ["zh_TW"]
    (setup.ROOT / "locale/zh_TW").rename(setup.ROOT / "locale/ja")
    done()
    setup.main("languages")
    assert done() == [".lock/ja.txt"]


# --- what the machine lacks -------------------------------------------------------------------------------------------


def on_path(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """Make `programs`, shell scripts by name, the whole PATH."""
    for name, script in programs.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


LACKING = {"libpango-1.0.so.0": "libpango-1.0-0", "libgobject-2.0.so.0": "libpango-1.0-0", "qpdf": "qpdf"}


def test_what_the_tests_need_and_a_bare_debian_lacks_is_named_with_its_package(
    script: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "loads", lambda _: False)
    on_path(tmp_path, monkeypatch, git="exit 0")
    lacking = script.missing("test")
    # The Node.js within Playwright loads it; without it no browser can be driven.
    assert lacking["libatomic.so.1"] == "libatomic1"
    assert lacking["chromium"] == "chromium"
    assert "git" not in lacking
    assert "libatomic.so.1" not in script.missing("run")
    assert script.missing("lint") == {}


def test_who_has_no_apt_get_need_not_have_maven(script: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path(tmp_path, monkeypatch)
    assert "mvn" not in script.missing("test")
    on_path(tmp_path, monkeypatch, apt_get="exit 0")
    assert script.missing("test")["mvn"] == "maven"


def test_a_library_is_missing_where_the_loader_does_not_find_it(script: Setup) -> None:
    assert script.loads("libc.so.6")
    assert not script.loads("libkolofon-of-nowhere.so.1")


def test_elsewhere_than_on_debian_what_is_missing_is_named(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(tmp_path, monkeypatch)
    with pytest.raises(setup.SetupError, match=r"lacks libpango-1\.0\.so\.0, libgobject-2\.0\.so\.0, qpdf\."):
        setup.provide(LACKING)


@pytest.mark.parametrize("sudo", [True, False])
def test_who_may_not_install_is_told_what_to_type(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sudo: bool
) -> None:
    on_path(tmp_path, monkeypatch, apt_get="exit 1", **({"sudo": "exit 1"} if sudo else {}))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    line = "'apt-get update && apt-get install --yes --no-install-recommends libpango-1.0-0 qpdf'"
    with pytest.raises(setup.SetupError) as error:
        setup.provide(LACKING)
    assert f"\n    {'sudo sh' if sudo else 'su'} -c {line}\n" in str(error.value)


def test_sudo_without_a_password_installs(setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path(tmp_path, monkeypatch, apt_get="exit 0", sudo="exit 0")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    setup.provide(LACKING)
    update, install = (tmp_path / "calls").read_text().splitlines()
    assert update.startswith("sudo -n apt-get ")
    assert update.endswith(" update")
    assert install.startswith("sudo -n apt-get ")
    assert install.endswith(" install --yes --no-install-recommends libpango-1.0-0 qpdf")


# --- which Python -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [None, "Python 3.9.2"])
def test_without_a_python_that_will_do_it_says_what_to_type(tmp_path: Path, version: str | None) -> None:
    for name in ("sh", "cat"):
        (tmp_path / name).symlink_to(needs(name))
    if version:
        (tmp_path / "python3").write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo {version}\n')
        (tmp_path / "python3").chmod(0o755)
    said = subprocess.run(
        ["sh", ROOT / ".ci/setup", "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 1
    assert f"Kolofon needs Python 3.11 or newer; here is {version or 'no Python'}." in said.stderr
    assert "sudo apt-get install python3" in said.stderr
