"""The process: closed streams, Ctrl+C at any moment, and exceptions that nobody foresaw."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kolofon.cli import main
from kolofon.model.error import PipelineError
from tests.machine import ROOT
from tests.press import Press, Said, edition_toml


def shell(press: Press, line: str, **environment: str) -> Said:
    """What bash makes of a line, in which `kolofon` is the program at work on an edition."""
    kolofon = f"{sys.executable} -P -m kolofon --edition {press.root}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("kolofon", kolofon)],
        cwd=press.root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


# --- streams ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    toml = edition_toml('name = "note"\ntitle = "A note"\nsource = "note.md"\nformat = "markdown"\n')
    return Press.of({"edition.toml": toml, "note.md": "# A note\n\nShort.\n"}, tmp_path / "small", capsys, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("command", "code"), [("check", 0), ("status --json", 0), ("--help", 0), ("bild", 2)])
def test_a_job_without_streams_ends_with_the_same_code(small: Press, command: str, code: int, closed: str) -> None:
    told, quiet = shell(small, f"kolofon {command}"), shell(small, f"kolofon {command} {closed}")
    assert (told.code, quiet.code) == (code, code)
    assert quiet.out == ("" if ">&-" in closed.split() else told.out)
    assert quiet.err == ("" if "2>&-" in closed else told.err)


@pytest.mark.slow
def test_what_is_made_without_streams_is_what_is_made_with_them(small: Press) -> None:
    shell(small, "kolofon build --format html")
    made = small.everything("output")
    small("clean")
    shell(small, "kolofon build --format html <&- >&- 2>&-")
    assert made
    assert small.everything("output") == made, "a file took the number of a stream"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status", "--help", "check --format json"])
def test_a_result_that_cannot_be_written_is_told(small: Press, command: str) -> None:
    said = shell(small, f"kolofon {command} >/dev/full")
    assert said.code == 6
    assert said.err.startswith("kolofon: what it says cannot be written: No space left on device (")
    assert said.err.count("\n") == 1
    assert shell(small, f"kolofon {command} >/dev/full 2>&1").code == 6
    assert shell(small, f"kolofon {command} | true").code in {0, 141}


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2> >(true)"])
def test_an_error_that_cannot_be_said_has_its_code(small: Press, where: str) -> None:
    small.path("source/edition.toml").write_text("=")
    assert shell(small, f"kolofon status {where}") == Said(3, "", "")


# --- the working directory --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "status", "build", "clean", "init new", "adopt sq text.md", "hooks"])
def test_a_folder_that_is_gone_is_told(small: Press, command: str) -> None:
    said = shell(small, f"mkdir gone; cd gone; rmdir ../gone; kolofon {command}")
    assert (said.code, said.out) == (2, "")
    told = "kolofon: the folder that this is run in cannot be found: No such file or directory"
    assert said.err.splitlines()[-1] == f"{told} (go to another one, with cd)"


def test_help_needs_no_folder(small: Press) -> None:
    assert shell(small, "mkdir gone; cd gone; rmdir ../gone; kolofon --help").code == 0


# --- Ctrl+C -----------------------------------------------------------------------------------------------------------

# A profile function sends SIGINT before the n-th call; it is looked at when Python comes to it, as from a keyboard.
INTERRUPTED = """
import signal, sys
from itertools import count
numbers, at = count(), int(sys.argv.pop(1))
def profile(frame, event, called):
    if next(numbers) == at:
        signal.raise_signal(signal.SIGINT)
sys.setprofile(profile)
from kolofon.cli import main
code = main()
sys.setprofile(None)
if at < 0:
    print(next(numbers), file=sys.stderr)
sys.exit(code)
"""


MOMENTS = 12


def interrupted(press: Press, at: int, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", INTERRUPTED, str(at), "--edition", str(press.root), *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["update"], ["build", "sq", "--draft", "--format", "html"]], ids=lambda words: words[0]
)
def test_ctrl_c_ends_in_one_line_wherever_it_comes(small: Press, command: list[str]) -> None:
    assert small("update", "sq").code == 0
    whole = interrupted(small, -1, *command)
    assert whole.returncode == 0, whole.stderr
    calls = int(whole.stderr.split()[-1])
    small("clean")
    ends: set[int] = set()
    for part in range(1, MOMENTS):
        # Denser at the beginning, where modules are read.
        done = interrupted(small, int(calls * (part / MOMENTS) ** 2), *command)
        said = done.stderr.splitlines()[-1:]
        assert (done.returncode, said) == (130, ["kolofon: stopped; nothing is half written"]) or not done.returncode
        assert "Traceback" not in done.stderr
        assert "ignored" not in done.stderr
        ends.add(done.returncode)
    assert 130 in ends
    assert not list(small.root.rglob(".*.kolofon"))


def test_an_interrupt_where_nothing_can_be_raised_comes_again(press: Press) -> None:
    lines = f"""
import signal, sys, time
from kolofon.commands import status
from kolofon.cli import main
class Late:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        [None for _ in range(100)]
def slow(*_):
    late = Late()
    del late
    for _ in range(600):
        time.sleep(0.1)
status.standings = slow
sys.argv[1:] = ["--edition", {str(press.root)!r}, "status"]
sys.exit(main())
"""
    command = [sys.executable, "-c", lines]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (130, "kolofon: stopped; nothing is half written\n")


def test_an_interrupt_that_became_another_exception_is_one(monkeypatch: pytest.MonkeyPatch, press: Press) -> None:
    def fails(*_: object) -> None:
        # As when a module in C is interrupted while it is imported.
        error = ImportError("cannot import name")
        error.__context__ = KeyboardInterrupt()
        raise error

    monkeypatch.setattr("kolofon.commands.status.standings", fails)
    said = press("status")
    assert (said.code, said.err) == (130, "kolofon: stopped; nothing is half written\n")


# --- the last catch ---------------------------------------------------------------------------------------------------


def fault(message: str) -> Callable[..., None]:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError(message)

    return fails


def test_a_fault_is_one_line_and_a_file(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.commands.status.standings", fault("of \x1b[31m\n0"))
    monkeypatch.chdir(press.root)
    said = press("status")
    file = "output/.kolofon/traceback.txt"
    assert (said.code, said.out) == (70, "")
    told = "kolofon: this is a fault of the press: ZeroDivisionError: of \\x1b[31m 0"
    assert said.err == f"{told} (report it, with the file {file})\n"
    text = press.read(file)
    assert re.match(r"kolofon \S+, Python 3\.", text)
    assert "Traceback (most recent call last):" in text
    assert "test_program.py" in text
    assert "\x1b" not in text
    monkeypatch.chdir(press.path("locale"))
    assert "/output/.kolofon/traceback.txt)\n" in press("status").err
    monkeypatch.undo()
    assert press("clean").code == 0
    assert not press.path("output").exists()


def test_a_fault_is_shown_at_once_if_that_is_asked(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.commands.status.standings", fault("x"))
    for value in ("", "0"):
        monkeypatch.setenv("KOLOFON_TRACEBACK", value)
        assert press("status").err.count("\n") == 1
    monkeypatch.setenv("KOLOFON_TRACEBACK", "1")
    said = press("status")
    assert said.code == 70
    assert "Traceback (most recent call last):\n" in said.err
    assert said.err.splitlines()[-1].startswith("kolofon: this is a fault of the press: ")


@pytest.mark.parametrize("why", ["no edition", "not an edition", "a link", "a file"])
def test_where_no_edition_can_have_it_the_file_is_a_temporary_one(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, why: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kolofon.cli.commands.status", fault("x"))
    monkeypatch.setattr("kolofon.commands.init.begin", fault("x"))
    arguments = ["--edition", str(press.root), "status"]
    match why:
        case "no edition":
            arguments = ["init", "new"]
        case "not an edition":
            arguments[1] = str(tmp_path)
        case "a link":
            press.path("output").symlink_to("..")
        case _:
            press.path("output").write_text("")
    press.capsys.readouterr()
    assert main(arguments) == 70
    (file,) = (tmp_path / "temporary").iterdir()
    assert f"(report it, with the file {file})\n" in press.capsys.readouterr().err
    assert "ZeroDivisionError: x" in file.read_text()


def test_where_nothing_can_be_written_it_says_how_to_see_it(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kolofon.commands.status.standings", fault("x"))
    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(tempfile, "mkstemp", full)
    said = press("status")
    assert (said.code, said.err.count("\n")) == (70, 1)
    assert "run it again with KOLOFON_TRACEBACK=1" in said.err


def test_a_fault_of_every_kind_is_caught(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:  # without parameters: Python 3.13.5 counts no calls of a function that takes `*_`
        down()

    def deep(*_: object) -> None:
        down()

    monkeypatch.setattr("kolofon.commands.status.standings", deep)
    assert press("status").code == 70
    long = "x" * 10_000
    monkeypatch.setattr("kolofon.commands.status.standings", fault(long))
    assert len(press("status").err) < 500 + len(str(press.root))
    assert long in press.read("output/.kolofon/traceback.txt")


def test_the_code_of_a_fault_is_no_other() -> None:
    kinds: list[type[PipelineError]] = [PipelineError, *PipelineError.__subclasses__()]
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert not {70, 130, 141} & set(codes)
