"""Whatever is broken: one line that says where and how to mend it, an exit code, no traceback, output/ untouched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import files
from pipeline.cli import main
from pipeline.model.error import OutputError
from tests.machine import ROOT
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"
TOML = "source/edition.toml"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"


def _write(name: str, content: bytes) -> Callable[[Press], None]:
    def mistake(press: Press) -> None:
        press.path(name).write_bytes(content)

    return mistake


def _replace(name: str, old: str, new: str) -> Callable[[Press], None]:
    return lambda press: press.replace(name, old, new)


def _delete(name: str) -> Callable[[Press], None]:
    return lambda press: press.path(name).unlink()


def _at(name: str, text: str) -> str:
    """The place of the one line of this project's own file that holds a text."""
    (number,) = [i for i, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1) if text in line]
    return f"{name}:{number}: "


MISTAKES = [
    pytest.param(_write(TXT, b"No title\n"), f"{TXT}:1:1: ", 4, id="no title"),
    pytest.param(_replace(TXT, "== Description ==", "== Description"), f"{TXT}:22:1: ", 4, id="a heading left open"),
    pytest.param(_write(TXT, b"= T =\n\nab\xffc\n"), f"{TXT}:3:3: ", 4, id="not UTF-8"),
    pytest.param(_delete(TXT), f"{TXT}: ", 4, id="no source"),
    pytest.param(_replace(TOML, 'publisher = "Kolofon"', "publisher = 7"), f"{TOML}:7: ", 3, id="a wrong type"),
    pytest.param(_replace(TOML, 'publisher = "Kolofon"', 'publsher = "K"'), f"{TOML}:7: ", 3, id="a wrong key"),
    pytest.param(_replace(TOML, 'publisher = "Kolofon"', 'publisher = "Kolofon'), f"{TOML}:7", 3, id="bad TOML"),
    pytest.param(_replace(PO, 'msgstr "4 tanke"', 'msgstr 4 tanke"'), _at(PO, '"4 tanke"'), 5, id="a PO syntax error"),
    pytest.param(_replace(PO, "charset=UTF-8", "charset=US-ASCII"), f"{PO}:1: ", 5, id="a wrong charset"),
    pytest.param(_replace(PO, "charset=UTF-8", "charset=klingon"), _at(PO, "charset"), 5, id="no such charset"),
]


@pytest.mark.parametrize(("mistake", "place", "code"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(
    press: Press, mistake: Callable[[Press], None], place: str, code: int
) -> None:
    press("build", "--format", "html")
    before = press.everything("output")
    mistake(press)
    said = press("build")
    assert said.code == code
    assert said.err.startswith(f"kolofon: {place}"), said.err
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert said.out == ""
    assert press.everything("output") == before


@pytest.mark.parametrize(("mistake", "place", "code"), MISTAKES)
def test_an_update_stops_at_the_same_mistakes_and_writes_nothing(
    press: Press, mistake: Callable[[Press], None], place: str, code: int
) -> None:
    mistake(press)
    before = press.everything("locale")
    said = press("update")
    assert (said.code, said.err.startswith(f"kolofon: {place}")) == (code, True)
    assert press.everything("locale") == before


def test_no_edition_anywhere(press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    press.path(TOML).unlink()
    said = press("build")
    assert (said.code, said.err.count("\n")) == (3, 1)
    monkeypatch.chdir(tmp_path)
    assert "there is no edition here" in _bare(press, "build")


def _bare(press: Press, *arguments: str) -> str:
    assert main(list(arguments)) == 3
    return press.capsys.readouterr().err


def test_the_edition_is_the_nearest_folder_upward(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(press.path("locale/sq"))
    assert main(["status"]) == 0


@pytest.mark.parametrize("arguments", [["build", "--format", "docx"], ["bild"], [], ["build", "--frmat", "pdf"]])
def test_a_slip_on_the_command_line_is_one_line(press: Press, arguments: list[str]) -> None:
    said = press(*arguments)
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_a_clock_that_is_no_number(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert press("build").code == 2


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        files.write_bytes(path, b"new", "book.pdf")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["book.pdf"]


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "below" / "book.pdf"
    assert files.write_bytes(path, b"new", "book.pdf")
    inode = path.stat().st_ino
    assert not files.write_bytes(path, b"new", "book.pdf")
    assert path.stat().st_ino == inode
    assert path.stat().st_mode & 0o777 == 0o666 & ~files._umask()  # noqa: SLF001  the one way to ask for the mask
