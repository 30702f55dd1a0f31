"""Whatever is broken: one line that says where and how to mend it, an exit code, no traceback, output/ untouched."""

import errno
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kolofon.cli import main
from kolofon.edition import files
from kolofon.edition.files.write import umask
from kolofon.model.error import OutputError, UsageError
from tests.machine import ROOT
from tests.press import EPOCH, Press, first_work, put

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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What `kolofon build` makes of the edition, as HTML, by the paths."""
    root = tmp_path_factory.mktemp("built")
    put(root, first_work())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        assert main(["--edition", str(root), "build", "--format", "html"]) == 0
    made = {path.relative_to(root).as_posix(): path for path in root.joinpath("output").rglob("*") if path.is_file()}
    assert "output/sq/liberation-of-tirana.xhtml" in made
    return {name: path.read_bytes() for name, path in made.items()}


@pytest.mark.parametrize(("mistake", "place", "code"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(
    press: Press, built: dict[str, bytes], mistake: Callable[[Press], None], place: str, code: int
) -> None:
    put(press.root, built)
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
    (tmp_path / "locale").mkdir()
    with pytest.raises(OutputError, match="No space left"):
        files.write_bytes(tmp_path / "locale/fr/LC_MESSAGES/book.po", b"new", "book.po")
    assert not list((tmp_path / "locale").iterdir())  # a folder there would be a language of the edition


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "below" / "book.pdf"
    assert files.write_bytes(path, b"new", "book.pdf")
    inode = path.stat().st_ino
    assert not files.write_bytes(path, b"new", "book.pdf")
    assert path.stat().st_ino == inode
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask()


# --- what stands where a file should ----------------------------------------------------------------------------------


def _link(name: str, target: str) -> Callable[[Press], None]:
    def mistake(press: Press) -> None:
        press.path(name).unlink(missing_ok=True)
        press.path(name).symlink_to(target)

    return mistake


def _folder(name: str) -> Callable[[Press], None]:
    def mistake(press: Press) -> None:
        press.path(name).unlink(missing_ok=True)
        press.path(name).mkdir(parents=True)

    return mistake


def _file(name: str) -> Callable[[Press], None]:
    def mistake(press: Press) -> None:
        shutil.rmtree(press.path(name), ignore_errors=True)
        press.path(name).write_bytes(b"x\n")

    return mistake


IN_THE_WAY = [
    pytest.param(_link(PO, "/nonexistent/x.po"), f"{PO}: cannot be read: it is a link that leads nowhere", 5),
    pytest.param(_link(PO, Path(PO).name), f"{PO}: cannot be read: ", 5),
    pytest.param(_folder(PO), f"{PO}: cannot be read: Is a directory", 5),
    pytest.param(_file("locale"), "locale: cannot be read: Not a directory", 5),
    pytest.param(_folder(TOML), f"{TOML}: cannot be read: Is a directory", 3),
    pytest.param(_folder("locale/pt-BR/LC_MESSAGES"), "locale/pt-BR: this folder is not named as gettext", 5),
    pytest.param(_folder("locale/SQ/LC_MESSAGES"), "locale/SQ: this folder is not named as gettext", 5),
    pytest.param(_folder("locale/sr_Latn/LC_MESSAGES"), "locale/sr_Latn: this folder is not named as gettext", 5),
    pytest.param(_folder("locale/xyz/LC_MESSAGES"), "locale/xyz: ", 5),
    pytest.param(_write(TOML, b"a = 1\nx = " + b"[" * 5000), f"{TOML}:2: this is nested too deeply", 3),
]


@pytest.mark.parametrize(("mistake", "said_first", "code"), IN_THE_WAY)
@pytest.mark.parametrize("command", [["update"], ["build", "--format", "html"], ["check"]], ids=lambda words: words[0])
def test_what_cannot_be_read_is_not_taken_for_what_is_not_there(
    press: Press, mistake: Callable[[Press], None], said_first: str, code: int, command: list[str]
) -> None:
    mistake(press)
    before = press.everything("locale")
    said = press(*command)
    assert (said.code, said.out) == (code, "")
    assert said_first in said.err
    assert said.err.count("\n") == 1
    assert press.everything("locale") == before


def test_an_edition_file_that_is_a_folder_is_named(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(TOML)(press)
    monkeypatch.chdir(press.root)
    assert _bare(press, "status").startswith(f"kolofon: {TOML}: cannot be read: Is a directory")


def test_the_hint_for_a_folder_is_the_name_that_gettext_gives_it(press: Press) -> None:
    _folder("locale/sr_Latn/LC_MESSAGES")(press)
    assert "(rename it to sr@latin)" in press("status").err


def test_output_that_is_a_file_is_named(press: Press) -> None:
    _file("output")(press)
    said = press("build", "sq", "--format", "html")
    assert said.code == 6
    assert said.err.startswith("kolofon: output: this is a file, and must be a folder (")


def test_a_broken_furniture_file_is_told_by_check(press: Press) -> None:
    press.path("locale/sq/LC_MESSAGES/furniture.po").write_bytes(b"msgid oops\n")
    assert press("build", "sq", "--format", "html").code == 5
    said = press("check", "sq")
    assert said.code == 5
    assert said.err.startswith("kolofon: locale/sq/LC_MESSAGES/furniture.po:1")


# --- permissions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        ("source", (TOML, 3)),
        (TXT, (TXT, 4)),
        ("locale", ("locale", 5)),
        ("locale/sq", ("locale/sq/LC_MESSAGES", 5)),
        (PO, (PO, 5)),
    ],
)
@pytest.mark.parametrize("command", ["status", "update", "build", "check"])
def test_what_one_may_not_read_is_told(
    press: Press, monkeypatch: pytest.MonkeyPatch, closed: str, told: tuple[str, int], command: str
) -> None:
    shut = press.path(closed)

    def refuses(path: object, *, itself: bool) -> bool:
        if not isinstance(path, str | os.PathLike):
            return False
        asked = Path(os.fsdecode(path))
        return shut in asked.parents or (itself and asked == shut)

    # Root may read everything, so permissions alone would not do.
    def guarded(call: Callable[..., object], *, itself: bool) -> Callable[..., object]:
        def ask(path: object = ".", *more: object, **options: object) -> object:
            if refuses(path, itself=itself):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return call(path, *more, **options)

        return ask

    monkeypatch.setattr(os, "stat", guarded(os.stat, itself=False))
    monkeypatch.setattr(os, "lstat", guarded(os.lstat, itself=False))
    monkeypatch.setattr(os, "scandir", guarded(os.scandir, itself=True))
    monkeypatch.setattr(io, "open", guarded(io.open, itself=True))
    said = press(command)
    assert said.code == told[1], said
    assert re.search(rf"{told[0]}\S*: cannot be read: Permission denied \(", said.err)
    assert said.err.count("\n") == 1


def test_a_folder_that_one_may_not_write_in_is_told(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, shut = os.stat, press.path("output/sq")

    def stat(path: str | Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if shut in Path(path).parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return ask(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", stat)
    with pytest.raises(OutputError, match="cannot be written: Permission denied"):
        files.write_bytes(shut / "book.pdf", b"new", "output/sq/book.pdf")


# --- the clock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", ["-1", " 5", "5 ", "+5", "٥", "1_0"])
def test_a_clock_is_digits(stated: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        files.now({"SOURCE_DATE_EPOCH": stated})


def test_an_empty_clock_is_none() -> None:
    assert files.now({"SOURCE_DATE_EPOCH": ""}).year > 1970


def test_an_epub_can_be_of_any_year(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    assert press("build", "sq", "--format", "epub").code == 0


# --- where it is said -------------------------------------------------------------------------------------------------


def _piped(press: Press, shell: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kolofon = f"{sys.executable} -m kolofon --edition {press.root}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell.replace("kolofon", kolofon)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_terminal_of_few_letters_is_told_all_the_same(press: Press) -> None:
    press.replace(PO, 'msgstr "300 tanke"', 'msgstr "400 tanke"')
    done = _piped(press, "kolofon check", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "\\u27e6400\\u27e7 tanke" in done.stdout
    assert done.stderr == ""


def test_a_reader_that_goes_away_is_no_fault(press: Press) -> None:
    done = _piped(press, "kolofon status --json | true")
    assert done.stderr == ""
    assert done.returncode in {0, 141}


def test_output_that_cannot_be_written_is_told(press: Press) -> None:
    done = _piped(press, "kolofon status >/dev/full")
    assert done.returncode == 6
    assert done.stderr.startswith("kolofon: what it says cannot be written: No space left on device (")
    assert done.stderr.count("\n") == 1


# --- what no work has any more ----------------------------------------------------------------------------------------


def test_catalogues_of_a_work_that_was_renamed_are_named(press: Press) -> None:
    press.path("locale/sq/LC_MESSAGES/furniture.po").write_bytes(b'msgid ""\nmsgstr "Content-Type: charset=UTF-8\\n"\n')
    assert "orphaned-catalogue" not in press("update").err
    press.replace(TOML, 'name = "liberation-of-tirana"', 'name = "tirana"')
    said = press("update")
    assert said.code == 0
    assert f"{PO}: warning: no work of this edition has the name liberation-of-tirana [orphaned-catalogue]" in said.err
    assert said.err.count("orphaned-catalogue") == 1
    assert press.path(PO).is_file()
