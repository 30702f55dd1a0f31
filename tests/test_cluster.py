"""Pieces of work on the workers of a scheduler: what is sent is whole, what comes back is what is made here."""

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest

from kolofon.commands.build import Wanted, begin
from kolofon.commands.build.artefacts import task_files, tasks_of
from kolofon.commands.build.task import Task
from kolofon.edition.cluster import dispatch, probe, versions, workers
from kolofon.edition.cluster.dispatch import run_task
from kolofon.edition.cluster.versions import difference
from kolofon.edition.cluster.workers import Cluster
from kolofon.edition.project import open_project
from kolofon.model.document import Place
from kolofon.model.edition import Format
from kolofon.model.error import EditionError, MachineError, UsageError
from kolofon.write.table import writers
from tests.local_cluster import local_cluster
from tests.machine import extra
from tests.pdfs import picture
from tests.press import Press, Said, edition_toml, put
from tests.table import each_row

if TYPE_CHECKING:
    from distributed import LocalCluster

WORKS = 'name = "{0}"\nsource = "{0}.md"\nformat = "markdown"\n'
TEXT = "# The {0}\n\nIt was *here*.[^1]\n\n## One\n\nWords.\n\n![A bird]({0}.png)\n\n[^1]: A note.\n"
SOURCES: Mapping[str, str | bytes] = {
    "edition.toml": edition_toml(WORKS.format("mill") + "\n[[works]]\n" + WORKS.format("river")),
    "mill.md": TEXT.format("mill"),
    "mill.png": picture(),
    "river.md": TEXT.format("river"),
    "other.png": picture("green"),
}
EVERYWHERE = "html,epub,text,markdown,site"

Value = TypeVar("Value")


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition of two works in three languages, of which one lacks a picture."""
    press = Press.of(SOURCES, tmp_path / "edition", capsys, monkeypatch)
    assert press("update", "sq", "de").code == 0
    return press


def pieces(press: Press, *formats: Format) -> list[Task]:
    begun = begin(open_project(press.root), Wanted((), formats, draft=True), os.environ, lambda _: None)
    _, some, proofs = tasks_of(writers(formats), begun.published, begun.all)
    return [*some, *proofs]


def sent(piece: Task) -> Task:
    found: Task = pickle.loads(pickle.dumps(piece))  # noqa: S301  our own
    return found


def made(press: Press, *arguments: str, formats: str = EVERYWHERE) -> tuple[Said, dict[str, bytes]]:
    press("clean")
    said = press("build", "--draft", "--format", formats, *arguments)
    return said, {name: content for name, content in press.everything("output").items() if "/.kolofon" not in name}


# --- what is sent -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "formats",
    [
        (Format.HTML, Format.EPUB, Format.TEXT, Format.MARKDOWN),
        pytest.param((Format.PDF, Format.BILINGUAL, Format.PROOF), marks=pytest.mark.pdf),
    ],
    ids=["screens", "paper"],
)
def test_a_piece_that_was_sent_needs_no_folder(two: Press, formats: tuple[Format, ...]) -> None:
    two.replace("source/edition.toml", "[rights]", "[archive]\nembed = true\n\n[rights]")
    here, there = ([piece for piece in pieces(two, *formats) if str(piece.book.stem) == "sq/mill"] for _ in range(2))
    files = [task_files(piece) for piece in here]
    received = [sent(piece) for piece in there]
    shutil.rmtree(two.root)
    assert [task_files(piece) for piece in received] == files
    assert all(files)


def test_only_the_functions_are_called_that_a_format_needs(two: Press) -> None:
    (piece, *_) = pieces(two, Format.TEXT)
    called: list[str] = []
    book = replace(piece.book, origins=partial(called.append, "origins"), profile=partial(called.append, "profile"))
    asked = {Format.TEXT: [], Format.PRESS: ["profile"], Format.COVER: ["profile"], Format.PDF: ["origins"]}
    for format_, expected in asked.items():
        called.clear()
        sent(Task(book, writers([format_])))
        assert called == expected


def test_the_pictures_are_sent_that_a_book_shows_and_with_a_theme_all(two: Press) -> None:
    mill, river = (sent(piece).book.images for piece in pieces(two, Format.TEXT) if piece.book.imprint.language == "sq")
    assert list(mill) == ["mill.png"]
    assert list(river) == ["river.png"], "in a draft, a frame stands for it"
    two.replace("source/edition.toml", "[rights]", '[cover]\nartwork = "other.png"\n\n[rights]')
    assert list(sent(pieces(two, Format.COVER)[0]).book.images) == ["mill.png", "other.png"]
    put(two.path("theme"), {"theme.css": "p { color: navy; }"})
    assert {*sent(pieces(two, Format.TEXT)[0]).book.images} >= {"mill.png", "other.png"}


def test_an_error_of_what_is_sent_is_that_of_the_edition(two: Press) -> None:
    two.replace("source/edition.toml", "[rights]", '[press]\nprofile = "gone.icc"\n\n[rights]')
    (piece, *_) = pieces(two, Format.PRESS)
    with pytest.raises(EditionError, match=r"gone\.icc"):
        pickle.dumps(piece)


# --- machines that are alike ------------------------------------------------------------------------------------------


def test_all_that_sets_a_page_counts_and_nothing_else() -> None:
    found = versions.versions()
    assert found["kolofon"]
    assert {"Python", "zlib", "Pango", "HarfBuzz", "harfbuzz-subset", "weasyprint", "regex", "fontpkg-amiri"} <= {
        *found
    }
    assert "cssselect2" in found, "WeasyPrint needs it, and the press by that"
    assert not {"pytest", "distributed", "hypothesis"} & {*found}
    assert "none" not in (found["Pango"], found["HarfBuzz"])


def test_how_a_machine_differs_is_told() -> None:
    here = {"kolofon": "abc", "weasyprint": "70.0", "zlib": "1"}
    assert difference(here, dict(here)) == ""
    there = {"kolofon": "abc", "weasyprint": "69.0", "pydyf": "1"}
    assert difference(here, there) == (
        "pydyf is 1 there and none here, weasyprint is 69.0 there and 70.0 here, zlib is none there and 1 here"
    )


# --- addresses --------------------------------------------------------------------------------------------------------


@each_row(
    "address", ["", "host", "tcp://", "tcp://host", "tcp://host:0", "tcp://host:99999", "http://host:80", "tcp://a b:1"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a scheduler"):
        probe.probe(address)


@contextmanager
def server(says: bytes, *, waits: bool = False) -> Iterator[str]:
    """A server on this machine that says something to the first who comes, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(says)
                if waits:
                    connection.recv(1)  # until the other side goes

        thread = Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(600)


@pytest.mark.parametrize(
    ("says", "waits", "what"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n", False, "is no scheduler"),
        (b"", False, "is no scheduler"),
        (b"", True, "does not answer in time"),
        (b"\x3a\0\0", True, "does not answer in time"),
    ],
)
def test_a_server_of_another_kind_is_told(
    says: bytes, *, waits: bool, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "PATIENCE", 0.1)
    with server(says, waits=waits) as address, pytest.raises(MachineError, match=what):
        probe.probe(address)


def test_a_greeting_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "PATIENCE", 60)
    with server(b"\x3a" + bytes(7) + b"\1") as address:
        probe.probe(address)


def test_where_nobody_answers_that_is_one_line(two: Press) -> None:
    extra("distributed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = two("build", "--format", "text", "--scheduler", f"tcp://127.0.0.1:{port}")
    assert (said.code, said.out, said.err.count("\n")) == (7, "", 1)
    assert f"no scheduler answers at tcp://127.0.0.1:{port}: Connection refused" in said.err
    assert not two.path("output").exists()


def test_where_distributed_is_not_installed_it_says_what_to_type(two: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = two("build", "--format", "text", "--scheduler", "tcp://127.0.0.1:8786")
    assert (said.code, said.out, said.err.count("\n")) == (7, "", 1)
    assert "python -m pip install 'kolofon[cluster]'" in said.err


def test_nothing_of_it_is_imported_for_a_build_on_this_machine(two: Press) -> None:
    program = (
        "import sys; from kolofon.cli import main; code = main(sys.argv[1:]);"
        "print([name for name in ('dask', 'distributed', 'fsspec') if name in sys.modules]); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "--edition", str(two.root), "build", "en", "--draft", "--format", "text"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


# --- a cluster of two processes ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster() -> Iterator["LocalCluster"]:
    """A scheduler in this process, and two workers in processes of their own."""
    with local_cluster(2) as found:
        yield found


def noted(folder: Path, work: Callable[[Task], Value], piece: Task) -> Value:
    """The work, noted down before; on the first piece of `de/mill`, its process is killed in the middle of it."""
    with (folder / "ran").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {piece.name}\n")
    found = work(piece)
    if "de/mill" in piece.name and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return found


def noting(folder: Path) -> type[Cluster]:
    class Noting(Cluster):
        def map(
            self, work: Callable[[Any], Value], pieces: Sequence[Any], named: Callable[[Any], str] = str
        ) -> list[Value]:
            return Cluster.map(self, partial(noted, folder, work), pieces, named)

    return Noting


@pytest.mark.slow
@pytest.mark.parametrize(
    ("formats", "languages", "files"),
    [(EVERYWHERE, [], 11), pytest.param("pdf,epub,proof", ["sq"], 6, marks=pytest.mark.pdf)],
)
def test_what_a_cluster_makes_is_what_is_made_here(
    two: Press, cluster: "LocalCluster", formats: str, languages: list[str], files: int
) -> None:
    here = made(two, *languages, "--jobs", "1", formats=formats)
    assert len(here[1]) >= files
    assert "river.png" in here[0].err
    assert made(two, *languages, "--scheduler", cluster.scheduler_address, formats=formats) == here


@pytest.mark.slow
def test_when_a_worker_is_killed_only_its_piece_is_made_again(
    two: Press, cluster: "LocalCluster", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = made(two, "--jobs", "1", formats="text")
    monkeypatch.setattr(workers, "Cluster", noting(tmp_path))
    assert made(two, "--scheduler", cluster.scheduler_address, formats="text") == here
    ran = [line.split(" ", 1) for line in (tmp_path / "ran").read_text("utf-8").splitlines()]
    names = [name for _, name in ran]
    every = {f"making {language}/{work} (text)" for language in ("en", "sq", "de") for work in ("mill", "river")}
    assert sorted(names) == sorted([*every, "making de/mill (text)"])
    assert len({process for process, name in ran if name == "making de/mill (text)"}) == 2


def dies(folder: Path, times: int, piece: int) -> int:
    """A piece; the process of piece 1 dies so many times."""
    deaths = len(list(folder.iterdir()))
    if piece == 1 and deaths < times:
        (folder / str(deaths)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


@pytest.mark.slow
def test_a_worker_that_dies_is_told_and_the_second_gives_its_piece_up(cluster: "LocalCluster", tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    pool = Cluster(cluster.scheduler_address, told.append)
    assert pool.map(partial(dies, tmp_path / "one", 1), range(5)) == [0, 1, 2, 3, 4]
    (line,) = [line for line in told if "once more" in line]
    assert line.startswith("1: its worker tcp://127.0.0.1:")
    with pytest.raises(MachineError, match="1: its worker has gone twice"):
        pool.map(partial(dies, tmp_path / "two", 2), range(5))


def fails(piece: int) -> int:
    if piece in {2, 3}:
        time.sleep(3 - piece)  # so that the other fails first
        raise EditionError(f"piece {piece}", place=Place("theme/a.css", 3), hint="mend it")
    return 1 // (piece - 7)


@pytest.mark.slow
def test_the_error_of_the_first_piece_is_raised_and_a_fault_says_where_it_was(cluster: "LocalCluster") -> None:
    with pytest.raises(EditionError) as error:
        Cluster(cluster.scheduler_address).map(fails, range(6))
    assert str(error.value) == "theme/a.css:3: piece 2 (mend it)"
    with pytest.raises(ZeroDivisionError) as fault:
        Cluster(cluster.scheduler_address).map(fails, range(5, 9))
    assert "in fails" in "".join(fault.value.__notes__)


@pytest.mark.slow
def test_nothing_is_left_when_it_is_stopped(cluster: "LocalCluster") -> None:
    def named(piece: int) -> str:
        if piece:
            raise KeyboardInterrupt  # as if somebody pressed Ctrl+C while the first piece is worked on
        return ""

    with pytest.raises(KeyboardInterrupt):
        Cluster(cluster.scheduler_address).map(abs, range(9), named)
    scheduler, until = cluster.scheduler, time.monotonic() + 600
    assert scheduler is not None
    while scheduler.tasks and time.monotonic() < until:
        time.sleep(0.01)
    assert not scheduler.tasks


def pretend(more: Mapping[str, str]) -> None:
    """Be a machine that has more than this one."""
    versions.versions.cache_clear()
    cast("dict[str, str]", versions.versions()).update(more)


@pytest.mark.slow
def test_a_worker_that_would_make_other_bytes_is_refused(two: Press, cluster: "LocalCluster") -> None:
    distributed = extra("distributed")
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        _, other = sorted(client.nthreads())
        client.run(pretend, {"ink": "2.0"}, workers=[other])
        try:
            with pytest.raises(MachineError, match="ink is 2"):
                Cluster(cluster.scheduler_address).check()
            said = two("build", "--format", "text", "--scheduler", cluster.scheduler_address)
            late = client.submit(run_task, versions.versions(), b"", workers=[other], pure=False).result()
        finally:
            client.run(pretend, {}, workers=[other])
    assert (said.code, said.out, said.err.count("\n")) == (7, "", 1)
    assert f"the worker {other} would make other bytes: ink is 2.0 there and none here" in said.err
    good, error = pickle.loads(late)  # noqa: S301  our own
    assert not good
    assert f"the worker {other} would make other bytes: ink is 2.0 there and none here" in str(error), (
        "it joined when all had been asked"
    )


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 1)
    monkeypatch.setattr(dispatch, "PATIENCE", 1)
    with local_cluster(0) as empty, pytest.raises(MachineError, match="no worker has joined"):
        Cluster(empty.scheduler_address).map(abs, [1])


@pytest.mark.slow
def test_a_scheduler_that_goes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = extra("dask")
    monkeypatch.setattr(workers, "PATIENCE", 5)
    soon = dask.config.set({"distributed.comm.timeouts.connect": "1s"})  # its worker looks for it when it ends
    with soon, local_cluster(1) as going:

        def named(piece: int) -> str:
            if piece == 1:
                assert going.scheduler
                going.sync(going.scheduler.close)
            return str(piece)

        with pytest.raises(MachineError, match="the scheduler has gone"):
            Cluster(going.scheduler_address).map(abs, range(4), named)
