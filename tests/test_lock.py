"""Two at once: updates wait for each other, and what an editor saves while one runs is not overwritten."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from kolofon.commands.update import Updated, UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.edition.project import open_project
from tests.machine import ROOT
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
POT = "locale/liberation-of-tirana.pot"
WAITING = "waiting for another update of this edition"


def rewrite(press: Press) -> None:
    """What an editor does to the English, so that an update has something to write."""
    press.replace(TXT, "The fighting continued very harsh", "The fighting continued very fierce")


def update(press: Press, tell: Callable[[str], None] = lambda _: None) -> tuple[Updated, ...]:
    return update_catalogues(open_project(press.root), UpdateOptions(), os.environ, tell)[0]


def strays(press: Press) -> list[Path]:
    return list(press.root.rglob(".*.kolofon"))


# --- two updates ------------------------------------------------------------------------------------------------------


def test_an_update_waits_for_another(press: Press) -> None:
    rewrite(press)
    before = press.everything("locale")
    waits, told = Event(), list[str]()

    def tell(doing: str) -> None:
        told.append(doing)
        if doing == WAITING:
            waits.set()

    second = Thread(target=update, args=(press, tell))
    with files.locked(press.root, tell):
        second.start()
        assert waits.wait(600)
        assert told == [WAITING]
        assert press.everything("locale") == before
    second.join(600)
    assert not second.is_alive()
    assert "#, fuzzy" in press.read(PO)


def test_a_lock_dies_with_its_holder(press: Press) -> None:
    ready, told = os.pipe(), list[str]()
    child = os.fork()
    if not child:
        with files.locked(press.root, told.append):
            os.write(ready[1], b"x")
            signal.pause()
        os._exit(1)
    assert os.read(ready[0], 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with files.locked(press.root, told.append):
        assert told == []
    for end in ready:
        os.close(end)


def test_a_lock_leaves_nothing_behind(press: Press) -> None:
    before = set(press.root.rglob("*"))
    with files.locked(press.root, lambda _: None):
        assert set(press.root.rglob("*")) == before
    assert set(press.root.rglob("*")) == before


@pytest.mark.slow
def test_four_updates_at_once_are_as_one(press: Press) -> None:
    rewrite(press)
    command = [sys.executable, "-m", "kolofon", "--edition", str(press.root), "update"]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(4)
    ]
    said = [process.communicate(timeout=600) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    ends = sorted(line.split(", ")[-1] for out, _ in said for line in out.splitlines() if line.startswith(f"{PO}: "))
    assert ends == ["as it was"] * 3 + ["written"]
    after = press.everything("locale")
    update(press)
    assert press.everything("locale") == after
    assert strays(press) == []


def test_without_locks_an_update_still_updates(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    rewrite(press)
    update(press)
    assert "#, fuzzy" in press.read(PO)
    assert strays(press) == []


# --- an update beside an editor ---------------------------------------------------------------------------------------


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Has something done just before a file is renamed; it is told the how manieth."""
    sync = os.fsync

    def install(action: Callable[[int], None]) -> None:
        times = iter(range(1000))

        def syncing(descriptor: int) -> None:
            sync(descriptor)
            action(next(times))

        monkeypatch.setattr(os, "fsync", syncing)

    return install


@pytest.mark.parametrize("when", [0, 1], ids=["before the template is written", "before the catalogue is written"])
def test_what_an_editor_saves_during_an_update_stays_and_is_updated(
    press: Press, meanwhile: Callable[[Callable[[int], None]], None], when: int
) -> None:
    rewrite(press)

    def save(times: int) -> None:
        if times == when:
            press.replace(PO, "Përshkrimi", "Rrëfimi")

    meanwhile(save)
    told = list[str]()
    updated = update(press, told.append)
    assert "somebody saved a catalogue; updating it again" in told
    assert 'msgid "Description"\nmsgstr "Rrëfimi"\n' in press.read(PO)
    assert press.read(PO).count("#, fuzzy") == 1
    assert [(str(file.path), file.written) for file in updated] == [(POT, True), (PO, True)]
    after = press.everything("locale")
    assert not any(file.written for file in update(press))
    assert press.everything("locale") == after
    assert strays(press) == []


def test_a_catalogue_that_somebody_else_begins_in_the_meantime_is_theirs(
    press: Press, meanwhile: Callable[[Callable[[int], None]], None]
) -> None:
    de = press.path("locale/de/LC_MESSAGES/liberation-of-tirana.po")
    theirs = press.read(PO).replace('"Language: sq\\n"', '"Language: de\\n"').replace("Përshkrimi", "Beschreibung")

    def begin(times: int) -> None:
        if times == 0:
            de.write_bytes(theirs.encode())

    meanwhile(begin)
    update_catalogues(open_project(press.root), UpdateOptions(("de",)), os.environ, lambda _: None)
    assert 'msgid "Description"\nmsgstr "Beschreibung"\n' in de.read_bytes().decode()


def test_a_file_that_is_saved_again_and_again_is_left_to_the_editor(
    press: Press, meanwhile: Callable[[Callable[[int], None]], None]
) -> None:
    rewrite(press)
    texts = [press.read(PO).replace("Përshkrimi", f"Përshkrimi {number}") for number in range(100)]
    saved = list[str]()

    def save(times: int) -> None:
        saved.append(texts[times])
        press.path(PO).write_bytes(texts[times].encode())

    meanwhile(save)
    said = press("update")
    assert said.code == 6
    assert said.err.startswith(f"kolofon: {PO}: this file was saved elsewhere in the meantime (")
    assert 3 < len(saved) < 20
    assert press.read(PO) == saved[-1]
    assert strays(press) == []


# --- what dead runs left aside ----------------------------------------------------------------------------------------


def test_an_update_takes_away_what_dead_runs_left_and_nothing_else(press: Press) -> None:
    folder = press.path(PO).parent
    dead, live = folder / f".{Path(PO).name}.deadrun1.kolofon", folder / f".{Path(PO).name}.writing1.kolofon"
    others = [folder / f".{Path(PO).name}.swp", folder / "kept.kolofon", press.path("source/.x.kolofon")]
    for path in (dead, live, *others):
        path.write_bytes(b"x")
    with live.open("rb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        update(press)
    assert not dead.exists()
    assert all(path.exists() for path in (live, *others))
    update(press)
    assert not live.exists()


def test_a_file_keeps_its_permissions(press: Press) -> None:
    press.path(PO).chmod(0o640)
    rewrite(press)
    update(press)
    assert press.path(PO).stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o027)
    try:
        files.write_bytes(press.path("locale/new"), b"", "locale/new")
    finally:
        os.umask(mask)
    assert press.path("locale/new").stat().st_mode & 0o777 == 0o640


def test_a_catalogue_behind_a_link_is_replaced_there(press: Press) -> None:
    there = press.path("locale/elsewhere.po")
    press.path(PO).rename(there)
    press.path(PO).symlink_to(there)
    rewrite(press)
    update(press)
    assert press.path(PO).is_symlink()
    assert "#, fuzzy" in there.read_text("utf-8")
    assert strays(press) == []
