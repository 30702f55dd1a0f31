"""A build and a new edition that are stopped at any file operation: whole files, and nothing foreign touched."""

import errno
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import BuiltinFunctionType

import pytest

from kolofon.commands.build import Wanted as Built
from kolofon.commands.build import build
from kolofon.commands.init import Wanted, begin
from kolofon.edition.output import write
from kolofon.edition.project import open_project
from kolofon.model.edition import Artefact, Format
from kolofon.model.error import PipelineError
from tests.faults import at_each_operation, before, die, telling
from tests.press import EPOCH, Press, put

ENVIRONMENT = {"SOURCE_DATE_EPOCH": EPOCH}
FIRST = {"sq/book.xhtml": b"one", "sq/book/part.xhtml": b"part one", "sq/book/gone.xhtml": b"gone", "site/a.html": b"a"}
SECOND = {"sq/book.xhtml": b"two", "sq/book/part.xhtml": b"part one", "sq/book/new.xhtml": b"new"}
FOREIGN = {"output/sq/book/notes.txt": b"somebody's", "output/site/.git/HEAD": b"ref: refs/heads/main"}
GONE = "output/sq/book/gone.xhtml"
MANIFEST = "output/.kolofon/made.sha256"


def put_out(root: Path, files: dict[str, bytes]) -> None:
    write(root, [Artefact(PurePosixPath(path), "text/plain", content) for path, content in files.items()])


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def operations(run: Callable[[], object]) -> list[str]:
    names: list[str] = []
    sys.setprofile(at_each_operation(lambda called: names.append(called.__name__)))
    try:
        run()
    finally:
        sys.setprofile(None)
    return names


def killed(number: int, run: Callable[[], object]) -> None:
    child = os.fork()
    if not child:
        try:
            sys.setprofile(before(number, die))
            run()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def fail(_called: BuiltinFunctionType) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- build ------------------------------------------------------------------------------------------------------------


class Shelf:
    """A folder with the files of one build and foreign ones, and how it is after the next build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: list[str] = []
        self.restore()
        self.old = everything(root)
        self.names = operations(self.run)
        self.new = everything(root)

    def restore(self) -> None:
        shutil.rmtree(self.root / "output", ignore_errors=True)
        put_out(self.root, FIRST)
        put(self.root, FOREIGN)

    def run(self) -> None:
        put_out(self.root, SECOND)

    def check(self, when: str) -> None:
        """Each file is the old one or the new one, or is not there where one of these is not."""
        found = everything(self.root)
        for name in {*self.old, *self.new} - {MANIFEST}:
            assert found.get(name) in {self.old.get(name), self.new.get(name)}, f"{when}: {name}"
        assert FOREIGN.items() <= found.items(), when
        more = found.keys() - {*self.old, *self.new}
        assert all(re.search(r"/\.[^/]+\.kolofon$", name) for name in more), f"{when}: {more}"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_build_writes_nowhere_but_where_faults_are_tried(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Built(("en",), (Format.HTML,))
    monkeypatch.setattr("kolofon.edition.output.write", lambda root, _: write(root, ()))
    build(open_project(press.root), wanted, ENVIRONMENT, lambda _: None)  # what is loaded once
    names = operations(lambda: build(open_project(press.root), wanted, ENVIRONMENT, lambda _: None))
    assert "open" in names
    assert not {"replace", "rename", "unlink", "rmdir", "mkdir", "fsync"} & set(names)


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_finishes(shelf: Shelf) -> None:
    assert {"write", "fsync", "replace", "unlink"} <= set(shelf.names)
    shelf.restore()
    for number, name in telling(shelf.root, shelf.run):
        shelf.restore()
        killed(number, shelf.run)
        shelf.check(f"killed before operation {number}, {name}")
        shelf.run()
        assert everything(shelf.root) == shelf.new, f"after it was killed before operation {number}, {name}"


@pytest.mark.slow
def test_an_error_in_a_build_leaves_whole_files_and_is_told(shelf: Shelf) -> None:
    told = []
    for number, name in enumerate(shelf.names):
        if name in {"close", "__exit__"}:
            continue
        shelf.restore()
        sys.setprofile(before(number, fail))
        try:
            shelf.run()
        except PipelineError as error:
            told.append(error)
        finally:
            sys.setprofile(None)
        shelf.check(f"failed at operation {number}, {name}")
        shelf.run()
        found = everything(shelf.root)
        # What cannot be read may be somebody's, and stays.
        more = {GONE} if name in {"open", "readable"} and GONE in found else set()
        assert found.keys() - more == shelf.new.keys(), f"after operation {number}, {name}, failed"
        assert shelf.new.items() <= found.items(), f"after operation {number}, {name}, failed"
    assert told
    assert all(error.hint for error in told)


# --- init -------------------------------------------------------------------------------------------------------------


class Beginning:
    """An edition that is begun in a folder which is new, or is there and empty."""

    def __init__(self, root: Path, *, there: bool) -> None:
        self.root, self.folder, self.there = root, root / "book", there
        self.run()  # what is loaded once
        self.whole = set(everything(self.folder))
        self.restore()
        self.names = operations(self.run)

    def restore(self) -> None:
        for path in self.root.iterdir():
            shutil.rmtree(path)
        if self.there:
            self.folder.mkdir()

    def run(self) -> None:
        begin(Wanted(self.folder), ENVIRONMENT, lambda _: None)

    def finish(self) -> None:
        """As a person would, who types the command again."""
        if self.folder.exists() and set(everything(self.folder)) == self.whole:
            return
        try:
            self.run()
        except PipelineError as error:
            assert "it is whole now" in error.message, error  # noqa: PT017  only one error may come, and need not

    def is_whole(self, *, tidy: bool) -> bool:
        """Whether each file is there; if it is `tidy`, nothing is left aside."""
        here = {name for name in everything(self.folder) if tidy or ".kolofon/" not in name}
        return here == self.whole and not (tidy and [*self.root.glob(".*"), *self.folder.glob(".*.kolofon")])


@pytest.fixture(params=[False, True], ids=["new", "empty"])
def beginning(request: pytest.FixtureRequest, tmp_path: Path) -> Beginning:
    return Beginning(tmp_path, there=request.param)


@pytest.mark.slow
def test_an_edition_whose_beginning_is_killed_is_whole_or_none_and_can_be_begun_again(beginning: Beginning) -> None:
    assert {"write", "rename"} <= set(beginning.names)
    beginning.restore()
    for number, name in telling(beginning.root, beginning.run):
        beginning.restore()
        killed(number, beginning.run)
        seen = everything(beginning.folder) if beginning.folder.exists() else {}
        if not beginning.there:
            assert set(seen) in (set(), beginning.whole), f"killed before operation {number}, {name}"
        beginning.finish()
        assert set(everything(beginning.folder)) == beginning.whole, f"killed before operation {number}, {name}"


@pytest.mark.slow
def test_an_error_in_a_beginning_leaves_nothing_and_is_told(beginning: Beginning) -> None:
    told = []
    for number, name in enumerate(beginning.names):
        if name in {"close", "__exit__"}:
            continue
        beginning.restore()
        sys.setprofile(before(number, fail))
        try:
            beginning.run()
        except (PipelineError, OSError) as error:  # an OSError, where it reads what comes with the press
            sys.setprofile(None)
            told += [error] if isinstance(error, PipelineError) else []
            seen = everything(beginning.folder) if beginning.folder.exists() else {}
            assert not seen, f"failed at operation {number}, {name}"
        else:
            sys.setprofile(None)
            # The last that it does is to take away what it had aside.
            assert beginning.is_whole(tidy=name not in {"unlink", "rmdir"}), (
                f"passed over an error at operation {number}, {name}"
            )
    assert told
    assert all(error.hint for error in told)
