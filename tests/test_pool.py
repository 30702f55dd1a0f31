"""Pieces of work in processes of their own: in order, whatever fails or dies."""

import gc
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from kolofon.edition.pool import Pool, cores
from kolofon.model.document import Place
from kolofon.model.error import EditionError, MachineError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def test_results_are_in_the_order_of_the_pieces_each_from_a_process_of_its_own() -> None:
    found = Pool(3).map(lambda piece: (piece, os.getpid()), list("abcdefgh"))
    assert "".join(piece for piece, _ in found) == "abcdefgh"
    assert len({process for _, process in found} | {os.getpid()}) == 9


@pytest.mark.parametrize(("jobs", "pieces"), [(1, "abc"), (4, "a"), (4, "")])
def test_one_piece_or_one_job_is_done_here(jobs: int, pieces: str) -> None:
    assert Pool(jobs).map(lambda _: os.getpid(), list(pieces)) == [os.getpid()] * len(pieces)


def test_no_more_run_at_once_than_there_are_jobs(tmp_path: Path) -> None:
    def work(piece: int) -> int:
        (tmp_path / str(piece)).touch()
        running = len(list(tmp_path.iterdir()))
        time.sleep(0.01)
        (tmp_path / str(piece)).unlink()
        return running

    assert max(Pool(2).map(work, range(12))) <= 2


def test_results_of_any_size_come_whole() -> None:
    sizes = [0, 1, 1 << 16, (1 << 16) + 1, 5_000_000]
    assert [len(found) for found in Pool(2).map(bytes, sizes)] == sizes


def test_the_error_of_the_first_piece_is_raised() -> None:
    def work(piece: int) -> int:
        if piece in {2, 4}:
            raise EditionError(f"piece {piece}", place=Place("theme/a.css", 3), hint="mend it")
        return piece

    with pytest.raises(EditionError) as error:
        Pool(2).map(work, range(9))
    assert str(error.value) == "theme/a.css:3: piece 2 (mend it)"


def test_a_fault_says_where_it_was() -> None:
    with pytest.raises(ZeroDivisionError) as error:
        Pool(2).map(lambda piece: 1 // piece, [1, 0, 2])
    assert "Traceback" in "".join(error.value.__notes__)


def test_a_process_that_dies_is_told_and_its_piece_tried_again(tmp_path: Path) -> None:
    def work(piece: int) -> int:
        if piece == 1 and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return piece

    told: list[str] = []
    assert Pool(2, told.append).map(work, range(4)) == [0, 1, 2, 3]
    assert [line for line in told if "tried once more" in line] == [
        "1: its process was ended by SIGKILL, and it is tried once more"
    ]


def test_a_piece_whose_process_dies_twice_is_an_error() -> None:
    def work(piece: int) -> int:
        if piece == 1:
            os._exit(9)
        return piece

    with pytest.raises(MachineError, match="ended with 9 twice"):
        Pool(2).map(work, range(4))


def test_nothing_runs_on_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork

    def begin() -> int:
        process = fork()
        begun.append(process)
        return process

    monkeypatch.setattr(os, "fork", begin)

    def named(piece: int) -> str:
        if piece:
            raise KeyboardInterrupt  # as if somebody pressed Ctrl+C while the first piece is worked on
        return ""

    with pytest.raises(KeyboardInterrupt):
        Pool(2).map(lambda _: time.sleep(600), range(4), named)
    assert len(begun) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)


def test_the_collector_visits_nothing_in_a_process_that_was_there_before() -> None:
    """A visit would copy the page of each object.  Afterwards the collector is as it was."""
    frozen = gc.get_freeze_count()
    before = len(gc.get_objects())
    for on, left in Pool(2).map(lambda _: (gc.isenabled(), len(gc.get_objects())), range(3)):
        assert on
        assert left < before / 10
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen


def test_there_is_a_core_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert cores() >= 1
    sys.stdout.write("before ")
    Pool(2).map(str, range(4))
    assert capfd.readouterr().out == "before "
