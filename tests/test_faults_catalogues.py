"""`adopt`, `import-po`, `merge-po` and an update of chapters, stopped at any file operation, lose nothing."""

import errno
import os
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import BuiltinFunctionType

import pytest

from kolofon.catalogue.po import read_po, write_po
from kolofon.commands.adopt import Translation, adopt
from kolofon.commands.import_po import Catalogues, import_catalogues
from kolofon.commands.merge_po import merge_files
from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.edition.project import open_project
from kolofon.model.error import PipelineError
from tests.faults import at_each_operation, before, die, telling
from tests.foreign import MDBOOK, START, USE, WORKS
from tests.press import EPOCH, edition_toml, put
from tests.versions import TEXT, begun, brought, say

ENVIRONMENT = {"SOURCE_DATE_EPOCH": EPOCH}
CHAPTERS = "locale/sq/LC_MESSAGES/manual"

Command = Callable[[Path], object]


class Trial:
    """An edition, a command on it, and what that makes of its catalogues where nothing goes wrong."""

    def __init__(self, root: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.command = root, command
        self.old = self.locale()
        command(root)  # the first in a process also reads what comes with the press
        self.restore()
        self.states = {name: {content} for name, content in self.old.items()}
        self.names: list[str] = []
        with monkeypatch.context() as patched:
            patched.setattr(files, "write_bytes", self.noting(files.write_bytes))
            command(root)
        self.new = self.locale()
        self.restore()
        sys.setprofile(at_each_operation(lambda called: self.names.append(called.__name__)))
        command(root)
        sys.setprofile(None)

    def noting(self, write: Callable[..., bool]) -> Callable[..., bool]:
        """Writes a file, and notes what it is meant to hold."""

        def noted(path: Path, content: bytes, *rest: object, **more: object) -> bool:
            self.states.setdefault(path.relative_to(self.root).as_posix(), set()).add(content)
            return write(path, content, *rest, **more)

        return noted

    def locale(self) -> dict[str, bytes]:
        """The catalogues by their paths; what is aside does not count."""
        paths = (path for path in (self.root / "locale").rglob("*") if path.is_file() and path.name[0] != ".")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def restore(self) -> None:
        for name in self.locale():
            (self.root / name).unlink()
        put(self.root, self.old)

    def check(self, where: str) -> None:
        """Each catalogue is as it was, or as it was meant to be at some time; and what was typed is in one of them."""
        found = self.locale()
        torn = [name for name, content in found.items() if content not in self.states[name]]
        assert not torn, f"{where}: {torn}"
        assert words(self.old) <= words(found), where


def words(catalogues: dict[str, bytes]) -> set[str]:
    """Every translation in some catalogues."""
    return {
        text for content in catalogues.values() for text in re.findall(r'(?m)^(?:#~ )?msgstr "(.+)"$', content.decode())
    }


def manual(root: Path, settings: str = "") -> None:
    put(root, {"source/edition.toml": edition_toml(WORKS, settings), "source/start.md": START, "source/use.md": USE})


def update(root: Path) -> None:
    update_catalogues(open_project(root), UpdateOptions(("sq",)), ENVIRONMENT, lambda _: None)


def chapters(root: Path) -> Command:
    """Two chapters with a catalogue each, all translated, that have handed a paragraph to each other."""
    manual(root, 'catalogue = "chapter"\n')
    update(root)
    for path in (root / CHAPTERS).iterdir():
        catalogue, _ = read_po(path.read_bytes(), path.name)
        entries = tuple(replace(entry, msgstrs=(f"sq {entry.msgid}",)) for entry in catalogue.entries)
        path.write_bytes(write_po(replace(catalogue, entries=entries)))
    here, there = START.split("\n\n"), USE.split("\n\n")
    here[1], there[1] = there[1], here[1]
    put(root, {"source/start.md": "\n\n".join(here), "source/use.md": "\n\n".join(there)})
    return update


def adopting(root: Path) -> Command:
    manual(root)
    put(root, {"german/start.md": START.replace("Does it work?", "Läuft es?"), "german/use.md": USE})
    return lambda root: adopt(open_project(root), Translation("de", root / "german"), ENVIRONMENT, lambda _: None)


def importing(root: Path) -> Command:
    manual(root)
    put(root, {"mdbook.po": MDBOOK})
    asked = Catalogues("sq", (root / "mdbook.po",))
    return lambda root: import_catalogues(open_project(root), asked, ENVIRONMENT, lambda _: None)


def merging(root: Path) -> Command:
    base = begun(TEXT)
    sides = {
        "base": base,
        "ours": say(base, 0, "Tirana u çlirua."),
        "theirs": brought(say(base, 1, "Zgjati."), TEXT[1:]),
    }
    put(root, {f"locale/{name}.po": write_po(side) for name, side in sides.items()})
    base_po, ours_po, theirs_po = (root / f"locale/{name}.po" for name in sides)
    return lambda _: merge_files(base_po, ours_po, theirs_po, "sq.po")


@pytest.fixture(params=[chapters, adopting, importing, merging])
def trial(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    return Trial(tmp_path, request.param(tmp_path), monkeypatch)


@pytest.mark.slow
def test_killed_at_any_operation_it_leaves_whole_files_and_the_next_run_finishes(trial: Trial) -> None:
    assert trial.old != trial.new
    left: set[frozenset[tuple[str, bytes]]] = set()
    trial.restore()
    for number, name in telling(trial.root, lambda: trial.command(trial.root)):
        trial.restore()
        child = os.fork()
        if not child:
            try:
                sys.setprofile(before(number, die))
                trial.command(trial.root)
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        trial.check(f"killed before operation {number}, {name}")
        state = frozenset(trial.locale().items())
        if state not in left:
            left.add(state)
            trial.command(trial.root)
            assert trial.locale() == trial.new
    assert len(left) > sum(trial.old.get(name) != content for name, content in trial.new.items())


@pytest.mark.slow
def test_an_error_at_any_operation_leaves_whole_files_and_is_told(trial: Trial) -> None:
    said = os.strerror(errno.ENOSPC)

    def fail(_called: BuiltinFunctionType) -> None:
        raise OSError(errno.ENOSPC, said)

    told: list[PipelineError] = []
    for number, name in enumerate(trial.names):
        if name in {"close", "__exit__"}:
            continue
        trial.restore()
        sys.setprofile(before(number, fail))
        try:
            trial.command(trial.root)
        except PipelineError as error:
            told.append(error)
        finally:
            sys.setprofile(None)
        trial.check(f"failed at operation {number}, {name}")
        assert not [*(trial.root / "locale").rglob(".*")]
    assert told
    # A digest that cannot be taken is taken for that of another file.
    odd = [error for error in told if said not in error.message and not isinstance(error, files.ChangedError)]
    assert odd == []
    assert all(error.hint for error in told)
    trial.command(trial.root)
    assert trial.locale() == trial.new
