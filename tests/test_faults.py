"""An update that is stopped at any file operation leaves the old file or the new one, and the next one finishes it."""

import errno
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import BuiltinFunctionType

import pytest

from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition.project import open_project
from kolofon.model.error import PipelineError
from tests.faults import at_each_operation, before, die, telling
from tests.machine import ROOT
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"


def update(root: Path) -> None:
    update_catalogues(open_project(root), UpdateOptions(("sq", "de")), os.environ, lambda _: None)


class Edition:
    """An edition whose English was edited, before and after an update; German is begun by it."""

    def __init__(self, press: Press) -> None:
        self.root = press.root
        self.locale = partial(press.everything, "locale")
        self.old = self.locale()
        press.replace(TXT, "The fighting continued very harsh", "The fighting continued very fierce")
        update(self.root)  # the first in a process also reads what comes with the press
        self.restore()
        self.names: list[str] = []
        sys.setprofile(at_each_operation(lambda called: self.names.append(called.__name__)))
        update(self.root)
        sys.setprofile(None)
        self.new = self.locale()

    def restore(self) -> None:
        for name in self.locale():
            if name not in self.old:
                (self.root / name).unlink()
        for name, content in self.old.items():
            (self.root / name).write_bytes(content)

    def is_old_or_new(self) -> bool:
        """Whether each catalogue is one or the other; what is aside does not count."""
        found = {name: content for name, content in self.locale().items() if "/." not in name}
        assert self.old.keys() <= found.keys() <= self.new.keys()
        return all(content in {self.old.get(name), self.new[name]} for name, content in found.items())


@pytest.fixture
def edition(press: Press) -> Edition:
    return Edition(press)


def test_what_is_counted_is_what_a_file_is_written_with(edition: Edition) -> None:
    written = sum(content != edition.old.get(name) for name, content in edition.new.items())
    assert written == 3  # the template, and the catalogues of two languages
    for name in ("write", "fsync", "replace", "fchmod"):
        assert edition.names.count(name) == written
    assert {"open", "mkdir", "flock", "close"} <= set(edition.names)


@pytest.mark.slow
def test_killed_at_any_operation_it_leaves_whole_files_and_the_next_update_finishes(edition: Edition) -> None:
    left: set[frozenset[tuple[str, bytes]]] = set()
    edition.restore()
    for number, name in telling(edition.root, lambda: update(edition.root)):
        edition.restore()
        child = os.fork()
        if not child:
            try:
                sys.setprofile(before(number, die))
                update(edition.root)
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert edition.is_old_or_new(), f"killed before operation {number}, {name}"
        state = frozenset((re.sub(r"\w+\.kolofon$", "", path), content) for path, content in edition.locale().items())
        if state not in left:
            left.add(state)
            update(edition.root)
            assert edition.locale() == edition.new
    # None, one, two or all are written, and between two of these one is aside: locked, half written, whole.
    assert len(left) >= 4 + 3 * 3


@pytest.mark.slow
def test_an_error_at_any_operation_leaves_whole_files_and_is_told(edition: Edition) -> None:
    said = os.strerror(errno.ENOSPC)

    def fail(_called: BuiltinFunctionType) -> None:
        raise OSError(errno.ENOSPC, said)

    told: list[PipelineError] = []
    for number, name in enumerate(edition.names):
        if name in {"close", "__exit__"}:
            continue
        edition.restore()
        sys.setprofile(before(number, fail))
        try:
            update(edition.root)
        except PipelineError as error:
            told.append(error)
        finally:
            sys.setprofile(None)
        assert edition.is_old_or_new(), f"failed at operation {number}, {name}"
        assert not [name for name in edition.locale() if "/." in name]
    assert told
    assert all(said in error.message and error.hint for error in told)
    update(edition.root)
    assert edition.locale() == edition.new


def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_the_old_ones(edition: Edition) -> None:
    edition.restore()
    program = (
        "import resource, sys; from kolofon.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); sys.exit(main())"
    )
    command = [sys.executable, "-B", "-c", program, "--edition", str(edition.root), "update", "sq", "de"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 6
    assert done.stderr.startswith("kolofon: locale/liberation-of-tirana.pot: cannot be written: File too large (")
    assert edition.locale() == edition.old
