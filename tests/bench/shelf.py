"""A shelf of books on a cluster, simulated from measured tasks: `python -m tests.bench.shelf [OPTIONS] [FOLDER]`.

FOLDER has Markdown files; without one they are those of npm's manual, which the tests bring.  Books of 1, 4 and 16 of
them are read and made here: seconds of the processor to read them, to pickle their tasks and to make these, bytes
sent and returned.  What a task costs on the way is measured with `distributed` and two workers.

Then a shelf is made in simulated time.  Each book is one of those; it is read by a reader, a core that runs `kolofon
build --scheduler`; its tasks go through the scheduler's link, one after the other, to the worker that is free first,
and what they come to goes back through the same link.  Printed is a table in Markdown for each number of workers.
"""

import argparse
import heapq
import itertools
import os
import pickle
import platform
import random
import shutil
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from kolofon.commands.build import Begun, Wanted, begin
from kolofon.commands.build.artefacts import task_files, tasks_of
from kolofon.commands.build.task import Task as Work
from kolofon.edition.cluster.workers import Cluster
from kolofon.edition.pool import attempt, cores
from kolofon.edition.project import open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.edition import Format
from kolofon.write.table import writers
from tests.bench.books import Book
from tests.real_book import chapters, lay_out

LENGTHS = (1, 4, 16)
LANGUAGES = ("sq", "de")
LINK = 125_000_000
"""Bytes a second: a gigabit."""
_KILO, _GIGA, _HOUR = 1e3, 1e9, 3600


class Task(NamedTuple):
    """What a task takes: seconds to pickle it and to make it, bytes sent and returned."""

    pickling: float
    making: float
    sent: int
    returned: int


class Kind(NamedTuple):
    """A book: its files, seconds to read it and to translate it into one language, cold and warm; and its tasks."""

    files: int
    cold: tuple[float, float]
    warm: tuple[float, float]
    source: Sequence[Task]
    translation: Sequence[Task]


class Shelf(NamedTuple):
    """How a shelf was made: seconds on the wall, the share of them that each was busy, and the traffic in bytes."""

    wall: float
    readers: float
    link: float
    workers: float
    tasks: int
    sent: int
    returned: int


def measured(folder: Path, files: Sequence[Path], formats: tuple[Format, ...]) -> Kind:
    """A book of some files, read and made here."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, texts / f"{number:03}-{path.name}")
    root = Book(folder / "edition", texts, LANGUAGES).folder

    def reading(*languages: str) -> tuple[float, Begun]:
        project = replace(open_project(root), store=Folder(folder / "store"))
        start = time.process_time()
        begun = begin(project, Wanted(languages, formats, draft=True), os.environ, lambda _: None)
        return time.process_time() - start, begun

    cold, _ = reading("en")
    with_languages, _ = reading()
    warm, _ = reading("en")
    again, begun = reading()
    source: list[Task] = []
    translation: list[Task] = []
    for task in tasks_of(writers(formats), begun.published, begun.all)[1]:
        imprint = task.book.imprint
        (source if imprint.language == imprint.source_language else translation).append(_made_here(task))
    each = [(seconds - warm) / len(LANGUAGES) for seconds in (with_languages, again)]
    return Kind(len(files), (cold, each[0]), (warm, each[1]), source, translation)


def _made_here(task: Work) -> Task:
    start = time.process_time()
    sent = pickle.dumps((task_files, task), pickle.HIGHEST_PROTOCOL)
    between = time.process_time()
    work, received = pickle.loads(sent)  # noqa: S301  our own
    good, found = attempt(work, received)
    if not good:
        raise cast("Exception", found)
    returned = pickle.dumps((good, found), pickle.HIGHEST_PROTOCOL)
    return Task(between - start, time.process_time() - between, len(sent), len(returned))


def latency(many: int = 200) -> float:
    """Seconds that a task takes on the way, so long as nothing has to be done for it."""
    from distributed import LocalCluster  # noqa: PLC0415  a worker that is started imports this module again

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        pool = Cluster(cluster.scheduler_address)
        taken: list[float] = []
        for number in (2, 2, many + 2):  # the first time, modules are imported
            start = time.perf_counter()
            pool.map(abs, range(number))
            taken.append(time.perf_counter() - start)
    return (taken[2] - taken[1]) / many * 2


class Simulation:
    """A shelf that is made: what is to be read, sent, made and returned, in the order of time."""

    def __init__(self, workers: int, latency: float) -> None:
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._numbers = itertools.count()  # what happens at once happens in this order
        self._waiting = deque[Task]()
        self._free, self._workers, self._latency = workers, workers, latency
        self._link_free = self._link_busy = self._made = 0.0
        self._tasks = self._sent = self._returned = 0

    def run(self, books: Sequence[tuple[float, Sequence[Task]]], readers: int) -> Shelf:
        """Make books, of each of which is known how long it takes to read and which tasks it has."""
        free = [0.0] * readers
        for seconds, tasks in books:
            ready = free[0] + seconds
            heapq.heapreplace(free, ready)
            self._at(ready, partial(self._read, tasks))
        now = 0.0
        while self._events:
            now, _, happens = heapq.heappop(self._events)
            happens(now)
        read = sum(seconds for seconds, _ in books) / readers
        busy = (read / now, self._link_busy / now, self._made / self._workers / now)
        return Shelf(now, *busy, self._tasks, self._sent, self._returned)

    def _at(self, when: float, happens: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (when, next(self._numbers), happens))

    def _read(self, tasks: Sequence[Task], now: float) -> None:
        self._waiting.extend(tasks)
        self._send(now)

    def _send(self, now: float) -> None:
        while self._waiting and self._free:
            task = self._waiting.popleft()
            self._free -= 1
            self._tasks += 1
            self._sent += task.sent
            self._made += task.making
            self._at(self._through(task.sent, now) + task.making, partial(self._return, task))

    def _return(self, task: Task, now: float) -> None:
        self._returned += task.returned
        self._at(self._through(task.returned, now) + self._latency, self._done)

    def _done(self, now: float) -> None:
        self._free += 1
        self._send(now)

    def _through(self, size: int, now: float) -> float:
        """When so many bytes are through the link; it is full duplex, and whatever comes to the scheduler goes on."""
        seconds = size / LINK
        self._link_busy += seconds
        self._link_free = max(now, self._link_free) + seconds
        return self._link_free


def shelf(kinds: Sequence[Kind], asked: argparse.Namespace, readers: int, *, warm: bool) -> Shelf:
    """A shelf of books, each of a kind that is drawn, in so many languages."""
    dice = random.Random(13)  # noqa: S311  no secret depends on it
    books: list[tuple[float, list[Task]]] = []
    for _ in range(asked.books):
        kind = dice.choice(kinds)
        tasks = [
            *kind.source,
            *(task for _ in range(asked.languages - 1) for task in [dice.choice(kind.translation)]),
        ]
        text, each = kind.warm if warm else kind.cold
        seconds = text + each * (asked.languages - 1) + sum(task.pickling for task in tasks)
        books.append((seconds, tasks))
    return Simulation(asked.workers, asked.latency).run(books, readers)


def say(line: str, end: str = "\n") -> None:
    """Print, and show it at once."""
    sys.stdout.write(line + end)
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """Measure, simulate, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.shelf", description="a shelf of books on a cluster")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path)
    parser.add_argument("--books", type=int, default=10_000)
    parser.add_argument("--languages", type=int, default=30)
    parser.add_argument("--workers", type=int, default=100)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 4, 16, 64])
    parser.add_argument("--formats", default="pdf,epub", help="formats that are made together")
    asked = parser.parse_args(arguments)
    formats = tuple(map(Format, asked.formats.split(",")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = sorted(asked.folder.rglob("*.md")) if asked.folder else chapters(lay_out(folder / "npm"))
        kinds = [
            measured(folder / str(length), texts[:: max(1, len(texts) // length)][:length], formats)
            for length in LENGTHS
        ]
    asked.latency = latency()
    say(f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}; {', '.join(formats)}", end="; ")
    say(f"{asked.latency * _KILO:.0f} ms on the way\n")
    say("| files | read, cold: s | warm: s | a language, cold: s | warm: s | made: s | sent: kB | returned: kB |")
    say("|---|---|---|---|---|---|---|---|")
    for kind in kinds:
        task = kind.translation[0]
        reading = f"{kind.cold[0]:.2f} | {kind.warm[0]:.2f} | {kind.cold[1]:.2f} | {kind.warm[1]:.2f}"
        traffic = f"{task.sent / _KILO:.0f} | {task.returned / _KILO:.0f}"
        say(f"| {kind.files} | {reading} | {task.making:.2f} | {traffic} |")
    say(f"\n{asked.books} books in {asked.languages} languages, {asked.workers} workers:\n")
    say("| cores that read | texts | hours | these busy | the link | the workers | tasks | sent: GB | returned: GB |")
    say("|---|---|---|---|---|---|---|---|---|")
    for readers in asked.readers:
        for warm in (False, True):
            done = shelf(kinds, asked, readers, warm=warm)
            busy = " | ".join(f"{share:.0%}" for share in (done.readers, done.link, done.workers))
            traffic = f"{done.tasks} | {done.sent / _GIGA:.0f} | {done.returned / _GIGA:.0f}"
            say(f"| {readers} | {'warm' if warm else 'cold'} | {done.wall / _HOUR:.1f} | {busy} | {traffic} |")


if __name__ == "__main__":
    main(sys.argv[1:])
