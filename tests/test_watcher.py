"""Changes of an edition's files are told while any program makes them, once, and nothing else is."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

from kolofon.edition import files, watcher
from kolofon.edition.snapshot import Snapshot
from kolofon.edition.watcher import FileWatcher
from kolofon.model.error import MachineError
from tests.machine import ROOT
from tests.press import put

PATIENCE = 600
"""Seconds; only against what hangs."""
TEXT = "source/book.md"
PO = "locale/sq/LC_MESSAGES/book.po"
SENTINEL = "source/sentinel.md"
POLLED = {"WATCHFILES_FORCE_POLLING": "1", "WATCHFILES_POLL_DELAY_MS": "20"}


class Told:
    """What is told of an edition, by a thread that listens."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self.warned: list[str] = []
        self.watching = FileWatcher(root, environment, self.warned.append)
        self._stop = threading.Event()
        self._told: queue.Queue[set[str]] = queue.Queue()
        self._sentinels = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        for paths in self.watching.changes(self._stop):
            self._told.put({str(path) for path in paths})

    def told(self) -> set[str]:
        """All that has been told since this was called before: a file is saved, and what is told till then counts.

        Where folders are looked at in turn, a new one may be seen before its file is there, and is told as well: it is
        left out here.
        """
        self._sentinels += 1
        put(self.root, {SENTINEL: str(self._sentinels)})
        found: set[str] = set()
        while SENTINEL not in found:
            found |= self._told.get(timeout=PATIENCE)
        return {path for path in found - {SENTINEL} if not any(other.startswith(f"{path}/") for other in found)}

    def end(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    put(folder, {"source/edition.toml": "", TEXT: "# Letters\n", PO: 'msgid ""\nmsgstr ""\n', SENTINEL: "0"})
    return folder


Listen = Callable[..., Told]


@pytest.fixture(params=["told by the system", "looked for"])
def listen(request: pytest.FixtureRequest, root: Path) -> Iterator[Listen]:
    """Begins to listen, in either way."""
    begun: list[Told] = []

    def begin() -> Told:
        begun.append(Told(root, {} if request.param == "told by the system" else POLLED))
        return begun[-1]

    yield begin
    for each in begun:
        each.end()


def test_a_file_that_is_saved_is_told_by_its_path_from_the_root(listen: Listen, root: Path) -> None:
    (root / "theme").mkdir()
    here = listen()
    put(root, {PO: "changed"})
    assert here.told() == {PO}
    put(root, {"theme/theme.css": "p { color: red }"})
    assert here.told() == {"theme/theme.css"}
    (root / TEXT).unlink()
    assert here.told() == {TEXT}


def test_a_file_that_another_is_renamed_over_is_told(listen: Listen, root: Path) -> None:
    here = listen()
    put(root, {"source/.book.md.new": "# Others\n"})
    (root / "source/.book.md.new").rename(root / TEXT)
    assert here.told() == {TEXT}


def test_a_file_that_is_saved_as_it_was_is_not_told(listen: Listen, root: Path) -> None:
    here = listen()
    put(root, {TEXT: "# Letters\n"})
    os.utime(root / PO, (0, 0))
    put(root, {"source/.book.md.new": "# Letters\n"})
    (root / "source/.book.md.new").rename(root / TEXT)
    assert here.told() == set()


def test_two_saves_of_the_same_length_in_one_second_are_two(listen: Listen, root: Path) -> None:
    here = listen()
    for words in ("# Two\n", "# Six\n", "# Ten\n"):
        put(root, {TEXT: words})
        os.utime(root / TEXT, (1_000_000, 1_000_000))
        assert here.told() == {TEXT}


@pytest.mark.parametrize(
    "name",
    [
        "source/.book.md.swp",
        "source/4913",
        "source/book.md~",
        "source/.#book.md",
        "source/#book.md#",
        "source/.goutputstream-AB12CD",
        "source/.book.md.abcd1234.kolofon",
        "source/book.md___jb_tmp___",
        "source/.git/HEAD",
        "locale/sq/LC_MESSAGES/book.temp.po",
        "locale/sq/LC_MESSAGES/book.mo",
        "output/sq/book.pdf",
        "README.md",
        "pipeline/source/a.md",
    ],
)
def test_what_is_put_aside_and_what_is_none_of_the_editions_is_not_told(root: Path, name: str) -> None:
    seen = Snapshot(root)
    put(root, {name: "x"})
    assert seen.changed() == ()
    put(root, {name: "other", TEXT: "x"})
    assert seen.changed() == (PurePosixPath(TEXT),)


def test_folders_that_come_later_are_watched(listen: Listen, root: Path) -> None:
    here = listen()
    (root / "theme").mkdir()
    (root / "locale/de/LC_MESSAGES").mkdir(parents=True)
    assert here.told() == {"theme", "locale/de/LC_MESSAGES"}
    put(root, {"theme/fonts/house.ttf": "x", "locale/de/LC_MESSAGES/book.po": "x"})
    assert here.told() == {"theme/fonts/house.ttf", "locale/de/LC_MESSAGES/book.po"}
    put(root, {"theme/fonts/house.ttf": "other", "locale/de/LC_MESSAGES/book.po": "other"})
    assert here.told() == {"theme/fonts/house.ttf", "locale/de/LC_MESSAGES/book.po"}


def test_a_folder_that_another_one_replaces_is_watched(listen: Listen, root: Path) -> None:
    here = listen()
    for words in ("x", "y", "z"):
        (root / PO).unlink()
        (root / PO).parent.rmdir()
        (root / PO).parent.mkdir()
        here.told()
        put(root, {PO: words})
        assert here.told() == {PO}


def test_links_are_followed_as_far_as_the_press_follows_them(listen: Listen, root: Path, tmp_path: Path) -> None:
    put(root, {"locale/sq_AL/LC_MESSAGES/more.po": "x", "source/.texts/far.md": "x"})
    put(tmp_path, {"elsewhere/out.md": "x"})
    (root / "locale/tr").symlink_to("sq_AL")
    (root / "locale/sq/back").symlink_to("..")
    (root / "source/far.md").symlink_to(".texts/far.md")
    (root / "source/out").symlink_to(tmp_path / "elsewhere")
    (root / "source/gone.md").symlink_to("nowhere.md")
    here = listen()
    put(root, {"source/.texts/far.md": "other"})
    assert here.told() == {"source/far.md"}
    put(root, {"locale/sq_AL/LC_MESSAGES/more.po": "other"})
    assert {"locale/sq_AL/LC_MESSAGES/more.po", "locale/tr/LC_MESSAGES/more.po"} <= here.told()
    put(tmp_path, {"elsewhere/out.md": "other"})
    assert here.told() == set()
    put(root, {"source/nowhere.md": "here"})
    assert here.told() == {"source/gone.md", "source/nowhere.md"}


def test_a_source_that_is_a_link_is_watched(listen: Listen, root: Path) -> None:
    (root / "source").rename(root / "texts")
    (root / "source").symlink_to("texts")
    here = listen()
    put(root, {"texts/book.md": "other"})
    assert here.told() == {TEXT}


def test_what_cannot_be_read_is_no_hindrance(listen: Listen, root: Path) -> None:
    os.mkfifo(root / "source/pipe.md")
    here = listen()
    put(root, {TEXT: "other"})
    assert here.told() == {TEXT}
    (root / "source/pipe.md").unlink()
    put(root, {"source/pipe.md": "a text"})
    assert here.told() == {"source/pipe.md"}


def test_a_burst_of_changes_is_one_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as each wait finds another, they are told together."""
    written = iter(["locale/sq/one.po", "locale/sq/two.po", "source/three.md"])

    class Burst:
        def __init__(self, folders: Mapping[str, object]) -> None:
            del folders

        def covers(self, folders: Mapping[str, object]) -> bool:
            return bool(folders)

        def wait(self, most: int, stop: threading.Event) -> None:
            del most, stop
            put(root, dict.fromkeys([name for name in [next(written, "")] if name], "x"))

        def close(self) -> None:
            pass

    monkeypatch.setattr(watcher, "_System", Burst)
    told = next(FileWatcher(root, {}, pytest.fail).changes())
    assert [str(path) for path in told] == ["locale/sq/one.po", "locale/sq/two.po", "source/three.md"]


def test_changes_that_do_not_end_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(watcher._Interval):  # noqa: SLF001  how it waits is what is tried
        def wait(self, most: int, stop: threading.Event) -> None:
            del most, stop
            with (root / TEXT).open("a") as file:
                file.write("more\n")

    monkeypatch.setattr(watcher, "_Interval", Endless)
    assert next(FileWatcher(root, POLLED, pytest.fail).changes()) == (PurePosixPath(TEXT),)


def test_what_changes_while_nobody_waits_is_told_next_and_no_thread_is_left(root: Path) -> None:
    def threads() -> int:
        return len([*Path("/proc/self/task").iterdir()])

    before = threads()
    changes = FileWatcher(root, {}, pytest.fail).changes()
    for words in ("x", "y", "z"):
        put(root, {TEXT: words})
        assert next(changes) == (PurePosixPath(TEXT),)
        for _ in range(PATIENCE * 100):
            if threads() == before:
                break
            threading.Event().wait(0.01)
        assert threads() == before


@pytest.mark.parametrize("problem", [OSError("OS file watch limit reached"), RuntimeError("Too many open files")])
def test_where_the_system_watches_no_more_the_files_are_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def full(folders: object) -> None:
        del folders
        raise problem

    monkeypatch.setattr(watcher, "_System", full)
    here = Told(root, {"WATCHFILES_POLL_DELAY_MS": "20"})
    try:
        put(root, {TEXT: "x"})
        assert here.told() == {TEXT}
        put(root, {"theme/theme.css": "x"})
        assert here.told() == {"theme/theme.css"}
    finally:
        here.end()
    assert len(here.warned) == 1, "it is told once"
    assert "looked at every half a second" in here.warned[0]
    assert "fs.inotify.max_user_watches" in here.warned[0]


def test_a_limit_of_the_system_is_seen(root: Path) -> None:
    """It is not if watchfiles is told to ignore what it may not read."""
    program = f"""
from pathlib import Path
from kolofon.edition.watcher import FileWatcher
root = Path({str(root)!r})
changes = FileWatcher(root, {{}}, print).changes()
(root / "source/book.md").write_text("x")
print(*next(changes))
"""
    limited = f'echo 1 > /proc/sys/user/max_inotify_watches; exec "{sys.executable}" -c "$0"'
    if subprocess.run(["unshare", "--user", "--map-root-user", "true"], check=False, capture_output=True).returncode:
        return  # no user may have a limit of his own here
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "sh", "-c", limited, program],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    said = done.stdout.splitlines()
    assert said[-1] == TEXT
    assert said[0].startswith("the system watches no more files")


def _counted(begun: list[str], name: str, kind: Callable[..., object]) -> Callable[..., object]:
    def counted(given: object) -> object:
        begun.append(name)
        return kind(given)

    return counted


@pytest.mark.parametrize(("said", "asked"), [("1", True), ("true", True), ("false", False), ("disabled", False)])
def test_the_variable_of_watchfiles_says_whether_files_are_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch, said: str, *, asked: bool
) -> None:
    begun: list[str] = []
    for name in ("_Interval", "_System"):
        monkeypatch.setattr(watcher, name, _counted(begun, name, getattr(watcher, name)))
    changes = FileWatcher(root, {"WATCHFILES_FORCE_POLLING": said}, pytest.fail).changes()
    put(root, {TEXT: "x"})
    assert next(changes)
    assert set(begun) == ({"_Interval"} if asked else {"_System"})


def test_without_watchfiles_there_is_one_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(MachineError, match="watchfiles") as error:
        FileWatcher(root, {}, pytest.fail)
    assert "python -m pip install 'kolofon[serve]'" in error.value.hint


def test_a_file_is_read_again_only_if_it_was_written_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Snapshot(root)
    read: list[str] = []
    monkeypatch.setattr(files, "digest", _counted(read, "read", files.digest))
    assert seen.changed() == ()
    assert read == []
    put(root, {TEXT: "other"})
    assert seen.changed() == (PurePosixPath(TEXT),)
    assert read == ["read"]
