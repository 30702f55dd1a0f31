"""The corpora of the fuzzers, replayed, and what a fuzzer does with what it finds.  No test here needs the engine."""

import subprocess
import sys
from pathlib import Path

import pytest

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from tests.fuzz import __main__ as command
from tests.fuzz import catalogue, laws, targets
from tests.machine import ROOT
from tests.table import each_row

INPUTS = [path for name in targets.NAMES for path in targets.corpus(name)]


def broken(_content: bytes) -> None:
    raise ZeroDivisionError


# --- the corpora ------------------------------------------------------------------------------------------------------


@each_row("path", INPUTS)
def test_what_is_in_a_corpus_is_read_or_refused(path: Path) -> None:
    fault = targets.tried(path.parent.name, path.read_bytes())
    assert fault is None, str(fault)


def test_every_target_is_a_module_with_a_corpus_and_tokens() -> None:
    others = {"laws", "targets", "engine"}
    modules = {path.stem for path in targets.HERE.glob("[!_]*.py")} - others
    assert modules == set(targets.NAMES) == {path.name for path in targets.CORPUS.iterdir()}
    for name in targets.NAMES:
        assert len(targets.corpus(name)) >= 4
        assert len(set(targets.target(name).TOKENS)) > 15


@pytest.mark.parametrize("name", sorted(set(targets.NAMES) - {"notation"}))
def test_most_of_a_corpus_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A corpus of which all is refused would try nothing but the refusal.
    refusals = list[bytes]()
    monkeypatch.setattr(
        targets.target(name), "refused", lambda _error, content: refusals.append(content), raising=False
    )
    monkeypatch.setattr(laws, "refused", lambda _error, content: refusals.append(content))
    for path in targets.corpus(name):
        targets.target(name).check(path.read_bytes())
    assert len(refusals) <= len(targets.corpus(name)) // 2


# --- what counts as a fault -------------------------------------------------------------------------------------------


def test_a_refusal_names_a_line_of_the_file_and_a_mend() -> None:
    laws.refused(CatalogueError("x", place=Place("a.po", 3), hint="y"), b"1\n2\r\n3")
    for error in (
        CatalogueError("x", place=Place("a.po", 4), hint="y"),
        CatalogueError("x", place=Place("a.po", 3)),
        CatalogueError("x", hint="y"),
    ):
        with pytest.raises(AssertionError):
            laws.refused(error, b"1\n2\r\n3")


def test_an_exception_is_told_with_the_line_of_the_press_that_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def parts(_content: bytes, _path: str) -> None:
        int("nowhere")

    monkeypatch.setattr(catalogue, "read_po", parts)
    fault = targets.tried("catalogue", b"")
    assert fault
    assert fault.summary.startswith("ValueError at test_fuzz.py:")
    assert "invalid literal for int()" in fault.told


def test_of_each_fault_the_shortest_input_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(catalogue, "check", broken)
    record = targets.Recorder("catalogue", tmp_path)
    for content in (b"four", b"ab", b"abc"):
        record(content)
    ((path, said),) = targets.faults("catalogue", tmp_path)
    assert path.read_bytes() == b"ab"
    assert said.startswith("ZeroDivisionError at test_fuzz.py:")
    assert "Traceback" in path.with_suffix(".txt").read_text("utf-8")
    assert targets.faults("notation", tmp_path) == []


def test_what_is_read_is_not_kept(tmp_path: Path) -> None:
    targets.Recorder("catalogue", tmp_path)(b'msgid "x"\nmsgstr "y"\n')
    assert targets.faults("catalogue", tmp_path) == []


def test_what_the_engine_itself_writes_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "tbx").mkdir()
    (tmp_path / "tbx/slow-unit-0a1b2c").write_bytes(b"x")
    assert targets.faults("tbx", tmp_path) == [(tmp_path / "tbx/slow-unit-0a1b2c", "slow-unit")]


# --- the command ------------------------------------------------------------------------------------------------------


def test_an_input_is_replayed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "catalogue/one"
    path.parent.mkdir()
    path.write_bytes(b"msgid")
    assert command.main(["--replay", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: nothing is wrong\n"
    monkeypatch.setattr(catalogue, "check", broken)
    assert command.main(["--replay", str(path)]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_an_input_in_a_folder_of_no_target_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one").touch()
    assert command.main(["--replay", str(tmp_path / "one")]) == 2
    assert "put it into a folder that is named as its target" in capsys.readouterr().out


def test_a_target_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["markdwon"])
    assert "there is no target markdwon; there are catalogue, notation" in capsys.readouterr().err


def test_where_there_is_no_engine_it_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert command.main(["tbx"]) == 2
    assert "atheris is made for Linux on x86-64 alone" in capsys.readouterr().out


@pytest.mark.slow
def test_targets_need_no_engine() -> None:
    program = (
        "import sys; sys.modules['atheris'] = None\n"
        "from tests.fuzz import targets\n"
        "print([targets.tried(name, b'x') for name in targets.NAMES])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"{[None] * len(targets.NAMES)}\n"
