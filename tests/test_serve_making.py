"""Files to download: jobs in a line, made in a process of their own, and nothing else of the edition's folder."""

import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.stanzas import Stanzas
from kolofon.commands.build import Wanted, begin
from kolofon.commands.serve.jobs.process import Order, ProcessEnded, Product, WorkerProcess, work
from kolofon.edition.project import Source, open_project
from kolofon.model.document import Place
from kolofon.model.edition import Format
from kolofon.model.error import CatalogueError
from tests.later import job_cache, jobs, serve_client, serve_workspace, workers
from tests.marks import use
from tests.press import EPOCH, Press, put, short_work

WORK = "liberation-of-tirana"
PATIENCE = 600
TEXT = Product((("sq/liberation-of-tirana.txt", 4),))


class Told:
    """Keeps what is told to open pages."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Mapping[str, object]]] = []

    def publish(self, kind: str, data: Mapping[str, object]) -> None:
        self.events.append((kind, data))


class Bench:
    """Makes what it is told to make, when it is let."""

    def __init__(self, *products: Product | Exception) -> None:
        self.products = list(products)
        self.orders: list[Order] = []
        self.begun = threading.Semaphore(0)
        self.let = threading.Semaphore(0)

    def make(self, order: Order, tell: Callable[[str], None]) -> Product:
        self.orders.append(order)
        tell("reading")
        self.begun.release()
        self.let.acquire()
        product = self.products.pop(0) if self.products else Product()
        if isinstance(product, Exception):
            raise product
        return product

    def close(self) -> None:
        for _ in range(100):
            self.let.release()


class Shop:
    """The addresses of jobs over a copy of the edition, and who makes them."""

    def __init__(self, root: Path, workshop: "Bench | WorkerProcess", told: Told) -> None:
        self.told = told
        self.workspace = serve_workspace.Workspace(root, {"SOURCE_DATE_EPOCH": EPOCH}, events=told)
        self.queue = jobs.JobQueue(self.workspace, workshop)
        self.app = serve_client.application(self.workspace, jobs.routes)
        self.app.state.job_queue = self.queue

    def make(self, *formats: str, language: str = "sq", draft: bool = False) -> dict[str, object]:
        answer = serve_client.ask(self.app, f"/api/{language}/{WORK}/make", {"formats": list(formats), "draft": draft})
        assert answer.status == 200, answer
        job: dict[str, object] = answer.data["job"]  # type: ignore[assignment]
        return job

    def over(self, id_: object) -> dict[str, object]:
        """A job when it is over."""
        while True:
            job = next(job for job in self.queue.jobs if job["id"] == id_)
            if job["state"] in {"done", "failed"}:
                return job
            time.sleep(0.01)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def shop(press: Press, bench: Bench) -> Iterator[Shop]:
    made = Shop(press.root, bench, Told())
    yield made
    made.queue.close()


def test_a_job_waits_is_made_and_is_done_and_every_page_is_told(shop: Shop, bench: Bench) -> None:
    bench.products = [TEXT]
    job = shop.make("text", "text")
    assert (job["state"], job["formats"], job["files"]) == ("waiting", ["text"], [])
    bench.begun.acquire()
    bench.let.release()
    done = shop.over(job["id"])
    assert done["files"] == [{"path": "sq/liberation-of-tirana.txt", "size": 4, "type": "text/plain"}]
    told = [(data["state"], data["step"]) for kind, data in shop.told.events if kind == "job"]
    assert told == [("waiting", ""), ("making", ""), ("making", "reading"), ("done", "")]
    assert json.loads(serve_client.ask(shop.app, "/api/jobs").content) == [done]


def test_the_same_job_waits_once_and_another_one_behind_it(shop: Shop, bench: Bench) -> None:
    first = shop.make("text")
    bench.begun.acquire()  # it is being made, so files that change now are not in it
    again = [shop.make("text")["id"] for _ in range(3)]
    other, draft = shop.make("epub", "text"), shop.make("text", draft=True)
    assert len({first["id"], *again, other["id"], draft["id"]}) == 4
    assert again[0] == again[1] == again[2]
    assert shop.make("text", "epub")["id"] == other["id"]
    for _ in range(4):
        bench.let.release()
    shop.over(draft["id"])
    assert [(order.formats, order.draft) for order in bench.orders] == [
        (("text",), False),
        (("text",), False),
        (("epub", "text"), False),
        (("text",), True),
    ]


def test_an_error_of_the_edition_is_that_of_the_job_and_the_next_one_is_made(shop: Shop, bench: Bench) -> None:
    fault = CatalogueError("this is no catalogue", place=Place("locale/sq/x.po", 3), hint="mend it")
    bench.products = [fault, ValueError("unforeseen"), TEXT]
    made = [shop.make("text"), shop.make("epub"), shop.make("html")]
    for _ in made:
        bench.let.release()
    first, second, third = (shop.over(job["id"]) for job in made)
    told = {"path": "locale/sq/x.po", "line": 3, "message": "this is no catalogue", "hint": "mend it"}
    assert (first["state"], first["error"]) == ("failed", told)
    assert (second["state"], second["error"]) == (
        "failed",
        {"path": "", "line": 0, "message": "this is a fault of the press", "hint": ""},
    )
    assert third["state"] == "done"


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/api/de/liberation-of-tirana/make", {"formats": ["text"]}, 404),
        ("/api/sq/other/make", {"formats": ["text"]}, 404),
        ("/api/sq/liberation-of-tirana/make", {"formats": []}, 400),
        ("/api/sq/liberation-of-tirana/make", {"formats": ["text", "../x"]}, 400),
        ("/api/sq/liberation-of-tirana/make", {"formats": "text"}, 400),
        ("/api/sq/liberation-of-tirana/make", {"formats": ["text"], "output": "/elsewhere"}, 400),
        ("/api/..%2f../liberation-of-tirana/make", {"formats": ["text"]}, 404),
    ],
)
def test_what_cannot_be_made_is_refused(
    shop: Shop, bench: Bench, address: str, sent: dict[str, object], status: int
) -> None:
    assert serve_client.ask(shop.app, address, sent).status == status
    assert not bench.orders


def test_only_files_that_were_made_are_given(shop: Shop, bench: Bench, press: Press) -> None:
    folder = press.root / "output/sq"
    folder.mkdir(parents=True)
    (folder / "liberation-of-tirana.txt").write_text("text")
    (folder / "other.txt").write_text("other")
    assert (
        serve_client.ask(shop.app, "/files/sq/liberation-of-tirana.txt").status == 404
    )  # it is there, and not of a job
    bench.products = [TEXT]
    bench.let.release()
    shop.over(shop.make("text")["id"])
    given = serve_client.ask(shop.app, "/files/sq/liberation-of-tirana.txt")
    assert (given.status, given.content) == (200, b"text")
    assert given.headers["content-disposition"] == 'attachment; filename="liberation-of-tirana.txt"'
    assert given.headers["content-type"].startswith("text/plain")
    assert given.headers["x-content-type-options"] == "nosniff"
    for path in (
        "sq/other.txt",
        "../source/edition.toml",
        "sq/../../source/edition.toml",
        "sq/%2e%2e/sq/liberation-of-tirana.txt",
        "/sq/liberation-of-tirana.txt",
        "sq//liberation-of-tirana.txt",
        "sq/liberation-of-tirana.txt/",
        "sq/liberation-of-tirana.txt%00",
        "%2fetc%2fpasswd",
        ".kolofon/made.sha256",
        "",
    ):
        assert serve_client.ask(shop.app, f"/files/{path}").status == 404, path


def test_a_link_in_the_place_of_a_file_leads_nowhere(shop: Shop, bench: Bench, press: Press, tmp_path: Path) -> None:
    bench.products = [TEXT]
    bench.let.release()
    shop.over(shop.make("text")["id"])
    assert serve_client.ask(shop.app, "/files/sq/liberation-of-tirana.txt").status == 404  # gone
    secret = tmp_path.parent / f"{tmp_path.name}-secret"
    secret.write_text("secret")
    (press.root / "output/sq").mkdir(parents=True)
    (press.root / "output/sq/liberation-of-tirana.txt").symlink_to(secret)
    answer = serve_client.ask(shop.app, "/files/sq/liberation-of-tirana.txt")
    assert answer.status == 409
    assert b"secret" not in answer.content.replace(secret.name.encode(), b"")


@pytest.mark.slow
@pytest.mark.pdf
def test_a_process_makes_what_build_makes_and_one_that_dies_is_a_failed_job(press: Press) -> None:
    use("weasyprint")
    workshop = WorkerProcess()
    shop = Shop(press.root, workshop, Told())
    try:
        done = shop.over(shop.make("text", "pdf")["id"])
        assert [file["path"] for file in done["files"]] == [f"sq/{WORK}.pdf", f"sq/{WORK}.txt"]  # type: ignore[attr-defined]
        made = press.everything("output/sq")
        assert press("build", "sq", "--format", "pdf,text").code == 0
        assert press.everything("output/sq") == made
        first = workshop.process
        assert first
        os.kill(first, signal.SIGKILL)
        shop.workspace.root = Path("/nowhere")  # an error of the edition comes back from the next process
        failed = shop.over(shop.make("text")["id"])
        assert failed["state"] == "failed"
        assert workshop.process != first
    finally:
        shop.queue.close()
    assert workshop.process is None or not Path(f"/proc/{workshop.process}").exists()


def told_nothing(_: str) -> None:
    """Tell nobody."""


def test_what_is_kept_of_a_book_is_what_is_made_of_it_from_the_beginning(press: Press) -> None:
    put(press.root, short_work())
    cache = job_cache.BookCache()
    texts: dict[str, Source] = {}
    files: dict[str, workers.PoFile] = {}
    po = press.path(f"locale/sq/LC_MESSAGES/{WORK}.po")
    whole, wanted = po.read_text(), Wanted(("sq",), (Format.HTML,))
    known: list[int] = []
    for old, new in (
        ("", ""),
        ("u plagosën", "u plagosën rëndë"),
        ("290 të tjerë", "209 të tjerë"),  # an error, so that it is held back
        ('msgstr "', 'msgstr ""\n"'),  # of all entries the lines are other ones
        ("Tiranës", "Tiranes"),
    ):
        po.write_text(whole.replace(old, new, 1 if "msgstr" not in old else -1) if old else whole)
        opened = open_project(press.root)
        again = workers.CachedProject(opened.root, opened.edition, opened.store, texts, files)
        warm, cold = begin(again, wanted, {}, told_nothing, cache), begin(opened, wanted, {}, told_nothing)
        assert warm.findings == cold.findings
        assert len(warm.published) == len(cold.published)
        for one, other in zip(warm.all, cold.all, strict=True):
            assert one.imprint == other.imprint
            assert one.side.document == other.side.document
            assert one.side.placed == other.side.placed
        (session,) = (session for book in vars(cache)["_books"].values() for _, session in book.sessions.values())
        known.append(session.examined)
    assert known[0] == whole.count("\nmsgid ") - 1
    assert [after - before for before, after in pairwise(known)][:2] == [1, 1]


def test_of_a_file_that_is_read_again_only_the_stanzas_that_changed_are_new() -> None:
    text = "\n".join(f'msgid "{word}"\nmsgstr "{word}"\n' for word in ("", "one", "two", "three"))
    first = Stanzas()
    before, _ = read_po(text.encode(), "x.po", first)
    after, _ = read_po(text.replace('msgstr "two"', 'msgstr "dy"').encode(), "x.po", Stanzas(before=first))
    assert [one is other for one, other in zip(before.entries, after.entries, strict=True)] == [True, False, True]
    moved, _ = read_po(("\n" + text).encode(), "x.po", Stanzas(before=first))
    assert [entry.line for entry in moved.entries] == [entry.line + 1 for entry in before.entries]


@pytest.mark.slow
def test_what_dies_over_its_work_is_told_in_a_sentence(press: Press) -> None:
    workshop = WorkerProcess()
    order = Order(press.root, {}, "sq", WORK, ("text",))

    def shoot(_: str) -> None:
        process = workshop.process
        assert process
        os.kill(process, signal.SIGKILL)

    with pytest.raises(ProcessEnded, match="was ended by SIGKILL before it was done"):
        workshop.make(order, shoot)
    assert workshop.make(order, lambda _: None).files  # by a new one
    workshop.close()
    with pytest.raises(ProcessEnded, match="the server ends"):
        workshop.make(replace(order, draft=True), lambda _: None)


def test_an_edition_with_errors_is_held_back_and_made_as_a_draft(press: Press) -> None:
    po = press.path(f"locale/sq/LC_MESSAGES/{WORK}.po")
    text = po.read_text()
    broken = text.replace("290 të tjerë u plagosën", "209 të tjerë u plagosën")
    assert broken != text
    po.write_text(broken)
    workshop = WorkerProcess()
    shop = Shop(press.root, workshop, Told())
    try:
        held = shop.over(shop.make("text")["id"])
        assert (held["state"], held["held"], held["files"]) == ("failed", True, [])
        assert "not made, for an error" in str(held["error"])
        assert any(one["line"] and one["severity"] == "error" for one in held["findings"])  # type: ignore[attr-defined]
        draft = shop.over(shop.make("text", draft=True)["id"])
        assert (draft["state"], draft["held"]) == ("done", False)
    finally:
        shop.queue.close()


class Endless:
    """An order that is never done, and says in a file what it does."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __setstate__(self, state: Mapping[str, Path]) -> None:
        told = state["told"]
        try:
            told.write_text("begun", "utf-8")
            time.sleep(PATIENCE)
        finally:
            told.write_text("ended", "utf-8")


@pytest.mark.slow
def test_the_process_ends_by_way_of_what_it_does_so_that_nothing_that_it_began_is_left(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=work, args=(there,), daemon=True)
    process.start()
    there.close()
    told = tmp_path / "told"
    here.send(Endless(told))
    while not told.exists() or not told.read_text("utf-8"):
        assert process.is_alive()
        time.sleep(0.01)
    os.kill(process.pid or 0, signal.SIGINT)  # Ctrl+C is for the server
    process.terminate()
    process.join(PATIENCE)
    assert told.read_text("utf-8") == "ended"
    assert process.exitcode == 1
