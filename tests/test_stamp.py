"""A stamp holds while all is as it was, and no longer: every kind of change, one by one."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kolofon.edition.stamp import facts, machine
from kolofon.edition.stamp.run import FOLDER, INPUTS, Run, begin, find, finish
from tests.press import put
from tests.stamps import (
    DIGESTS,
    INPUT,
    LINES,
    MANIFEST,
    SAID,
    TEXT,
    commit,
    lay_out,
    on_small_machine,
    stamped,
    the_run,
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    on_small_machine(monkeypatch)
    return lay_out(tmp_path)


def rewritten(path: Path, content: bytes) -> None:
    """Other bytes in the same file, as if at the same time."""
    seen = path.stat()
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


# --- what makes it void -----------------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda root: put(root, {TEXT: "# Letters.\n"}),
    "a letter of a text, and its time set back": lambda root: rewritten(root / TEXT, b"# Ledgers\n"),
    "edition.toml": lambda root: put(root, {"source/edition.toml": "#"}),
    "a picture": lambda root: put(root, {"source/a.png": b"\x88"}),
    "a catalogue": lambda root: put(root, {"locale/sq/LC_MESSAGES/letters.po": 'msgid "a"\n'}),
    "a style sheet": lambda root: put(root, {"theme/book.css": "p { color: white }\n"}),
    "a new text": lambda root: put(root, {"source/b.md": ""}),
    "a new hidden file": lambda root: put(root, {"source/.b.md": ""}),
    "a new catalogue": lambda root: put(root, {"locale/de/LC_MESSAGES/letters.po": ""}),
    "a new folder": lambda root: (root / "locale/de").mkdir(),
    "a new template": lambda root: put(root, {"theme/page.xhtml.jinja": ""}),
    "a text that is gone": lambda root: (root / TEXT).unlink(),
    "a folder that is gone": lambda root: shutil.rmtree(root / "theme"),
    "a text with another name": lambda root: (root / TEXT).rename(root / "source/Letters.md"),
    "a text that is now a link": lambda root: linked(root / TEXT, root / "other.md"),
    "a folder that is now a link": lambda root: linked(root / "locale/sq", root / "other"),
    "a text that may not be read": lambda root: (root / TEXT).chmod(0o200),
    "a folder that may be read by others": lambda root: (root / "source").chmod(0o711),
    "a finished file": lambda root: put(root / "output", {"sq/letters.txt": b"MADE"}),
    "a finished file, with its time set back": lambda root: rewritten(root / "output/sq/letters.txt", b"MADE"),
    "a finished file that is gone": lambda root: (root / "output/site/index.html").unlink(),
    "a finished file that is now a link": lambda root: linked(root / "output/sq/letters.txt", root / "output/x"),
    "a finished folder that is now a link": lambda root: linked(root / "output/sq", root / "output/x"),
    "output that is gone": lambda root: shutil.rmtree(root / "output"),
    "a manifest that is gone": lambda root: (root / MANIFEST).unlink(),
    "a manifest that does not know a file": lambda root: put(root, {MANIFEST: LINES["sq/letters.txt"]}),
    "a manifest that knows another file of the site": lambda root: put(
        root, {MANIFEST: "".join(LINES.values()) + f"{'0' * 64}  site/b.html\n"}
    ),
}


def linked(path: Path, elsewhere: Path) -> None:
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_it_void(root: Path, change: Callable[[Path], object]) -> None:
    run = stamped(root)
    change(root)
    assert find(run) is None


def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a clock with a single tick, which is now."""
    whole = facts.stat_facts
    never = [7 * 10**18] * 2

    def at_once(seen: os.stat_result) -> facts.Facts:
        found = whole(seen)
        return [*found[:3], *never, *found[5:]] if found[0] == "file" else found

    monkeypatch.setattr(facts, "stat_facts", at_once)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_it_void_where_the_clock_is_coarse(
    root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes within a tick of the clock has the facts that it had."""
    coarse(monkeypatch)
    run = stamped(root, dated=False)
    change(root)
    assert find(run) is None


OTHERS: dict[str, Callable[[Run], Run]] = {
    "the options": lambda run: run._replace(arguments=("build", "--draft")),
    "SOURCE_DATE_EPOCH": lambda run: run._replace(environment={**run.environment, "SOURCE_DATE_EPOCH": "1"}),
    "LANG": lambda run: run._replace(environment={**run.environment, "LANG": "sq"}),
    "NO_COLOR": lambda run: run._replace(environment={**run.environment, "NO_COLOR": ""}),
    "KOLOFON_CACHE": lambda run: run._replace(environment={**run.environment, "KOLOFON_CACHE": "/shared"}),
    "a terminal": lambda run: run._replace(streams=[True, "utf-8"]),
    "an encoding": lambda run: run._replace(streams=[False, "ascii"]),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_run_has_a_stamp_of_its_own(root: Path, other: Callable[[Run], Run]) -> None:
    run = stamped(root)
    assert find(other(run)) is None
    assert find(run._replace(environment={**run.environment, "EDITOR": "ed"})) == (SAID, 0)


def test_another_working_directory_is_another_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = stamped(root)
    monkeypatch.chdir(root / "source")
    assert find(run) is None


# --- the machine ------------------------------------------------------------------------------------------------------


def test_the_press_and_what_it_runs_on_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the press, a module, a library, a package, a dictionary."""
    root = lay_out(tmp_path / "edition")
    assert machine.as_was(json.loads(json.dumps(machine.used()))), "all that is here"
    press, site, words = (tmp_path / name for name in ("press", "site", "words"))
    put(press, {"a/b.py": "", "__pycache__/b.pyc": ""})
    put(site, {"x-1.0.dist-info/RECORD": "", "x.py": "X = 1\n"})
    put(words, {"sq.dic": ""})
    monkeypatch.setattr(machine, "_PRESS", str(press))
    monkeypatch.setattr(machine, "_DICTIONARIES", (str(words), str(tmp_path / "none")))
    monkeypatch.syspath_prepend(str(site))
    library = site / "x.so"
    library.write_text("")
    monkeypatch.setattr(machine, "_loaded", lambda: {str(library)})
    used = machine.used()
    assert isinstance(used["files"], dict)
    assert used["files"].keys() >= {str(library), json.__file__}
    assert machine.as_was(json.loads(json.dumps(used)))
    put(press, {"__pycache__/b.pyc": "changed"})
    assert machine.as_was(used)
    for change in (
        {press / "a/b.py": "x"},
        {press / "c.css": ""},
        {site / "y-2.0.dist-info": ""},
        {words / "de.dic": ""},
        {library: "changed"},
    ):
        before = machine.used()
        for path, content in change.items():
            path.write_text(content)
        assert not machine.as_was(before), change
    run = stamped(root)
    (press / "c.css").unlink()
    assert find(run) is None


def test_another_python_is_another_machine(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = stamped(root)
    monkeypatch.setattr(sys, "version", "4.0")
    assert find(run) is None


# --- what does not ----------------------------------------------------------------------------------------------------


def test_what_is_touched_and_equal_is_unchanged(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet", root], check=True)
    commit(root)
    run = stamped(root)
    (root / TEXT).touch()
    put(root, {"theme/aside": INPUT["theme/book.css"]})
    (root / "theme/aside").replace(root / "theme/book.css")
    (root / "output/sq/letters.txt").touch()
    put(root, {"docs/x.md": "", "output/en/other.txt": ""})
    put(root, {MANIFEST: "".join(LINES.values()) + f"{'0' * 64}  sq/letters.pdf\n"})
    assert find(run) == (SAID, 0)


def test_what_is_as_it_was_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = stamped(root)
    read: list[str] = []
    digest = facts.digest

    def counted(path: str) -> str:
        read.append(path)
        return digest(path)

    monkeypatch.setattr(facts, "digest", counted)
    monkeypatch.setattr(facts, "_TICK", -(10**18))  # all changed long ago
    assert find(run) == (SAID, 0)
    assert read == []
    (root / TEXT).touch()
    assert find(the_run(root)) is None, "outside of git, the date is that of the newest file"
    os.utime(root / TEXT, (10**9, 10**9))
    assert find(run) == (SAID, 0)
    assert set(read) == {f"{root}/{TEXT}"}, "its inode was changed"
    read.clear()
    assert find(run) == (SAID, 0)
    assert read == [], "the stamp has its new facts"


def test_a_link_within_the_edition_counts_with_what_it_leads_to(root: Path) -> None:
    put(root, {"shared/b.md": "b", "shared/sq/x.po": "x"})
    (root / "source/b.md").symlink_to("../shared/b.md")
    (root / "locale/shared").symlink_to("../shared")
    (root / "shared/again").symlink_to(".")
    (root / "shared/nowhere").symlink_to("nothing")
    run = stamped(root)
    put(root, {"shared/sq/x.po": "y"})
    assert find(run) is None
    run = stamped(root)
    put(root, {"shared/nothing": ""})
    assert find(run) is None


@pytest.mark.parametrize("target", ["..", "/usr/share", "../..", "../../elsewhere"])
def test_of_what_leads_out_of_the_edition_there_is_no_stamp(root: Path, target: str) -> None:
    put(root.parent, {"elsewhere/x": ""})
    (root / "source/out").symlink_to(target)
    assert begin(the_run(root), dated=False) is None


# --- while it runs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda root: put(root, {TEXT: "# Ledgers\n"}),
        lambda root: rewritten(root / TEXT, b"# Ledgers\n"),
        lambda root: put(root, {"theme/new.css": ""}),
        lambda root: put(root / "output", {"sq/letters.txt": b"of another run"}),
        lambda root: put(root, {MANIFEST: LINES["site/index.html"]}),
        lambda root: shutil.rmtree(root / "output"),
    ],
)
def test_what_changes_while_it_runs_leaves_no_stamp(root: Path, change: Callable[[Path], object]) -> None:
    run = the_run(root)
    begun = begin(run, dated=True)
    assert begun
    change(root)
    assert not finish(run, begun, SAID, 0, DIGESTS)
    assert find(run) is None


def test_a_new_file_that_changes_within_a_tick_while_it_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse(monkeypatch)
    run = the_run(root)
    begun = begin(run, dated=False)
    assert begun
    with (root / TEXT).open("r+") as file:
        file.write("# Ledgers\n")
    assert facts.scan(str(root), INPUTS) == begun.inputs, "nothing shows it but its digest"
    assert not finish(run, begun, SAID, 0, DIGESTS)


def test_where_it_cannot_be_written_there_is_none(root: Path) -> None:
    shutil.rmtree(root / "output")
    put(root, {"output": ""})
    run = the_run(root)
    begun = begin(run, dated=False)
    assert begun
    assert not finish(run, begun, SAID, 0, {})
    assert find(run) is None


@pytest.mark.parametrize("step", ["output", "output/.kolofon", FOLDER])
def test_nothing_is_written_behind_a_link(root: Path, step: str) -> None:
    shutil.rmtree(root / "output")
    (root / step).parent.mkdir(parents=True, exist_ok=True)
    put(root, {"elsewhere/x": ""})
    (root / step).symlink_to(root / "elsewhere")
    run = the_run(root)
    begun = begin(run, dated=False)
    assert begun
    assert not finish(run, begun, SAID, 0, {})
    assert [path.name for path in (root / "elsewhere").iterdir()] == ["x"]


# --- the file ---------------------------------------------------------------------------------------------------------


def the_stamp(root: Path) -> Path:
    (path,) = (root / FOLDER).iterdir()
    return path


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda content: content[:-1], lambda content: content.replace(b"not nice", b"so nice")],
)
def test_one_that_is_damaged_is_none(root: Path, damage: Callable[[bytes], bytes]) -> None:
    run = stamped(root)
    path = the_stamp(root)
    path.write_bytes(damage(path.read_bytes()))
    assert find(run) is None


def test_one_of_another_release_is_none(root: Path) -> None:
    run = stamped(root)
    path = the_stamp(root)
    for old in (b"{}", b"[]", json.dumps({"key": run.key, "inode": path.stat().st_ino}).encode()):
        path.write_bytes(hashlib.sha256(old).hexdigest().encode() + b"\n" + old)
        assert find(run) is None


def test_one_from_elsewhere_is_none(root: Path) -> None:
    """Somebody could have written into it what this machine then says."""
    run = stamped(root)
    path = the_stamp(root)
    shutil.copy2(path, root / "copy")
    (root / "copy").replace(path)
    assert find(run) is None


def test_one_under_the_name_of_another_run_is_none(root: Path) -> None:
    stamped(root)
    other = the_run(root, "check")
    begun = begin(other, dated=False)
    ours = the_stamp(root).rename(root / "ours")
    assert begun
    assert finish(other, begun, SAID, 0, {})
    ours.rename(the_stamp(root))
    assert find(other) is None


def test_of_a_finished_file_behind_a_link_there_is_none(root: Path) -> None:
    linked(root / "output/sq/letters.txt", root / "elsewhere.txt")
    run = the_run(root)
    begun = begin(run, dated=False)
    assert begun
    assert not finish(run, begun, SAID, 0, DIGESTS)


@pytest.mark.parametrize("bound", ["_MOST", "_ROOM"])
def test_the_oldest_go_first(bound: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = the_run(root, "check", "0")
    begun = begin(run, dated=False)
    assert begun
    assert finish(run, begun, SAID, 0, {})
    (stamp,) = (root / FOLDER).iterdir()
    most = {"_MOST": 3, "_ROOM": stamp.stat().st_size * 7 // 2}
    monkeypatch.setattr(f"kolofon.edition.stamp.run.{bound}", most[bound])
    for number in range(5):
        run = the_run(root, "check", str(number))
        begun = begin(run, dated=False)
        assert begun
        assert finish(run, begun, SAID, number, {})
        time.sleep(0.01)
    assert [bool(find(the_run(root, "check", str(number)))) for number in range(5)] == [False, False, True, True, True]
