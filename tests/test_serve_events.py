"""What every open page is told: nothing that it needs is lost, and nothing is left when it goes."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Coroutine, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from tests.press import put

if TYPE_CHECKING:
    from kolofon.commands.serve.workspace.events import Events

PATIENCE = 600
"""Seconds; only against what hangs."""
TEXT = "source/book.md"


@pytest.fixture
def events() -> "Events":
    from kolofon.commands.serve.workspace.events import Events  # noqa: PLC0415  it imports Starlette

    return Events()


def run(work: Coroutine[object, object, None]) -> None:
    async def within() -> None:
        await asyncio.wait_for(work, PATIENCE)

    asyncio.run(within())


def told(piece: bytes) -> list[tuple[str, Mapping[str, object]]]:
    """The events in what was sent; a comment, or a line that says when to try again, is none."""
    found = []
    for block in piece.decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


async def begun(events: "Events", revision: int = 1) -> AsyncGenerator[bytes]:
    """A stream that has told what it tells first."""
    stream = events.stream(lambda: revision)
    assert (await anext(stream)).startswith(b"retry: ")
    assert told(await anext(stream))[0] == ("hello", {"revision": revision})
    return stream


def change(revision: int, *paths: str, languages: list[str] | None = None, source: bool = False) -> dict[str, object]:
    return {"revision": revision, "paths": [*paths], "languages": languages, "source": source}


def test_what_any_thread_publishes_is_sent_to_all(events: "Events") -> None:
    async def work() -> None:
        streams = [await begun(events), await begun(events)]
        threading.Thread(target=events.publish, args=("job", {"id": "1", "step": "é\n"})).start()
        for stream in streams:
            assert told(await anext(stream)) == [("job", {"id": "1", "step": "é\n"})]
            await stream.aclose()

    run(work())


def test_a_page_that_reads_slowly_is_told_what_counts(events: "Events") -> None:
    async def work() -> None:
        stream = await begun(events)
        for number in range(1000):
            events.publish("changed", change(number, "a.po" if number % 2 else "b.po", languages=["sq"]))
            events.publish("job", {"id": str(number % 2), "step": number})
            events.publish("paper", {"language": "sq", "work": "book", "state": number})
            events.publish("fault", {"fault": {"line": number}})
        events.publish("changed", change(1000, "c.po", languages=["de"], source=True))
        sent = told(await anext(stream))
        assert sorted(kind for kind, _ in sent) == ["changed", "fault", "job", "job", "paper"]
        assert ("changed", change(1000, "b.po", "a.po", "c.po", languages=["sq", "de"], source=True)) in sent
        assert ("job", {"id": "0", "step": 998}) in sent
        assert ("job", {"id": "1", "step": 999}) in sent
        assert ("fault", {"fault": {"line": 999}}) in sent
        await stream.aclose()

    run(work())


def test_a_change_of_all_languages_remains_one(events: "Events") -> None:
    async def work() -> None:
        stream = await begun(events)
        events.publish("changed", change(1, "source/a.md", source=True))
        events.publish("changed", change(2, "b.po", languages=["sq"]))
        assert told(await anext(stream)) == [("changed", change(2, "source/a.md", "b.po", source=True))]
        await stream.aclose()

    run(work())


def test_a_page_that_comes_later_is_told_of_the_fault_that_there_is_or_was(events: "Events") -> None:
    async def first() -> list[str]:
        stream = events.stream(lambda: 7)
        await anext(stream)
        kinds = [kind for kind, _ in told(await anext(stream))]
        await stream.aclose()
        return kinds

    async def work() -> None:
        assert await first() == ["hello"]
        events.publish("fault", {"fault": {"path": "a.po"}})
        assert await first() == ["hello", "fault"]
        events.publish("fault", {"fault": None})
        assert await first() == ["hello", "fault"]  # one that listened before, and not meanwhile, still shows it

    run(work())


def test_nothing_that_is_published_after_the_revision_was_asked_for_is_missed(events: "Events") -> None:
    def revision() -> int:
        events.publish("changed", change(2, "a.po"))
        return 1

    async def work() -> None:
        stream = events.stream(revision)
        await anext(stream)
        assert {kind for kind, _ in told(await anext(stream))} == {"hello", "changed"}
        await stream.aclose()

    run(work())


def test_a_connection_that_has_nothing_to_say_says_so(events: "Events") -> None:
    async def work() -> None:
        stream = events.stream(lambda: 1, heartbeat=0.01)
        await anext(stream)
        await anext(stream)
        assert await anext(stream) == b":\n\n"
        await stream.aclose()

    run(work())


def test_the_name_of_a_file_that_is_no_unicode_can_be_told(events: "Events") -> None:
    async def work() -> None:
        stream = await begun(events)
        events.publish("changed", change(1, "source/\udcff.png"))
        assert told(await anext(stream))[0][1]["paths"] == ["source/\udcff.png"]
        await stream.aclose()

    run(work())


def test_the_end_ends_streams_that_wait_and_those_that_begin(events: "Events") -> None:
    async def work() -> None:
        stream = await begun(events)
        threading.Timer(0.05, events.close).start()
        assert [piece async for piece in stream] == []
        assert len([piece async for piece in events.stream(lambda: 1)]) == 1
        assert events.listeners == 0

    run(work())


@pytest.mark.parametrize("stuck", [False, True], ids=["that waits", "that does not read"])
def test_nothing_is_left_of_a_browser_that_goes(events: "Events", *, stuck: bool) -> None:
    from starlette.applications import Starlette  # noqa: PLC0415  few tests need it

    from kolofon.commands.serve.workspace.events import routes  # noqa: PLC0415  as above

    class Workspace:
        revision = 3

    async def work() -> None:
        application = Starlette(routes=routes)
        application.state.workspace = Workspace()
        application.state.workspace.events = events
        sent: list[bytes] = []
        reading, there = asyncio.Event(), asyncio.Event()

        async def send(message: Mapping[str, object]) -> None:
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])  # type: ignore[call-overload]  # pairs
                assert headers[b"content-type"].startswith(b"text/event-stream")
                assert b"content-length" not in headers
                return
            sent.append(message["body"])  # type: ignore[arg-type]  # bytes
            if len(sent) == 2:
                reading.set()
                if stuck:
                    await asyncio.Event().wait()

        async def receive() -> dict[str, object]:
            await there.wait()
            return {"type": "http.disconnect"}

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/events",
            "headers": [],
            "query_string": b"",
            "root_path": "",
        }
        serving = asyncio.ensure_future(application(scope, receive, send))
        await reading.wait()
        assert told(sent[1]) == [("hello", {"revision": 3})]
        assert events.listeners == 1
        there.set()
        await serving
        assert events.listeners == 0

    run(work())


# --- the thread that watches ------------------------------------------------------------------------------------------


class Workspace:
    """Stands for the workspace: notes what it is told of, and fails as it is wished."""

    def __init__(self, root: Path, events: "Events") -> None:
        self.root = root
        self.environment: Mapping[str, str] = {}
        self.events = events
        self.told: list[set[str]] = []
        self.errors: list[Exception] = []
        self.asked = threading.Semaphore(0)

    def changed(self, paths: Iterable[PurePosixPath]) -> None:
        self.told.append({str(path) for path in paths})
        try:
            if self.errors:
                raise self.errors.pop()
        finally:
            self.asked.release()


def test_the_desk_is_told_of_changes_and_goes_on_after_errors(
    events: "Events", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kolofon.commands.serve.workspace import watcher  # noqa: PLC0415  it imports Starlette

    monkeypatch.setattr(watcher, "_PATIENCE", 0)
    published: list[Mapping[str, object]] = []
    monkeypatch.setattr(events, "publish", lambda kind, data: published.append({kind: data}))
    put(tmp_path, {TEXT: "one"})
    workspace, warned = Workspace(tmp_path, events), list[str]()
    watching = watcher.Watcher(workspace, warned.append)
    watching.begin()

    def save(words: str) -> None:
        put(tmp_path, {TEXT: words})
        assert workspace.asked.acquire(timeout=PATIENCE)

    try:
        save("two")
        workspace.errors.append(CatalogueError("no PO", place=Place("locale/a.po", 3), hint="mend it"))
        save("three")
        save("four")
        workspace.errors.append(KeyError("x\ny"))
        save("five")
        save("six")
    finally:
        watching.end()
    assert workspace.told == [{TEXT}] * 5
    fault = {"path": "locale/a.po", "line": 3, "message": "no PO", "hint": "mend it"}
    assert published == [{"fault": {"fault": fault}}, {"fault": {"fault": None}}]
    assert len(warned) == 1
    assert "KeyError" in warned[0]
    assert "\n" not in warned[0]
    assert not any(thread.name == "watching" for thread in threading.enumerate())


def test_an_end_without_a_beginning_is_one(events: "Events", tmp_path: Path) -> None:
    from kolofon.commands.serve.workspace.watcher import Watcher  # noqa: PLC0415  it imports Starlette

    watching = Watcher(Workspace(tmp_path, events), pytest.fail)
    watching.end()
