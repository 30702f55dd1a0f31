"""The queue of the jobs, which run one after another in a process of their own; all open pages see their state."""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import PurePosixPath
from typing import Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.jobs.order_thread import OrderThread, Producer, attempt
from kolofon.commands.serve.jobs.process import Order, Product, WorkerProcess
from kolofon.commands.serve.server.requests import RequestBody, body
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound
from kolofon.commands.serve.workspace.workspace import Workspace, workspace_of
from kolofon.edition import output
from kolofon.edition.output.location import OUTPUT
from kolofon.model.edition import Format

__all__ = ["Job", "JobQueue", "check_exists", "existing_queue", "job_queue_of", "routes"]

_KEPT = 50
"""How many jobs that are over are kept."""

_TYPES = {
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
_ANY = "application/octet-stream"


@dataclass(slots=True)
class Job:
    """The job of making files of a work in a language."""

    id: str
    language: str
    work: str
    formats: tuple[str, ...]
    draft: bool
    state: Literal["waiting", "making", "done", "failed"] = "waiting"
    step: str = ""
    files: list[Mapping[str, object]] = field(default_factory=list)
    findings: list[Mapping[str, object]] = field(default_factory=list)
    error: Mapping[str, object] | None = None
    held: bool = False

    @property
    def request(self) -> tuple[object, ...]:
        """The values by which equal jobs are recognized."""
        return self.language, self.work, self.formats, self.draft

    def data(self) -> dict[str, object]:
        """The job for the browser; `held` says that it was held back for errors, and could be made as a draft."""
        return {name: getattr(self, name) for name in self.__slots__} | {"formats": list(self.formats)}


class JobQueue:
    """The queue of the jobs, in which equal jobs do not wait twice."""

    def __init__(self, workspace: Workspace, producer: Producer | None = None) -> None:
        self._workspace = workspace
        self._producer = producer or WorkerProcess()
        self._thread = OrderThread("kolofon-jobs", self._producer, self._take)
        self._changed = self._thread.changed
        self._waiting: deque[Job] = deque()
        self._jobs: dict[str, Job] = {}
        self._numbers = count(1)
        self.made: set[str] = set()

    def add(self, language: str, work: str, formats: tuple[str, ...], *, draft: bool) -> Job:
        """The job for some formats: the one that waits already, or a new one at the end of the queue."""
        with self._changed:
            job = Job(str(next(self._numbers)), language, work, formats, draft)
            waiting = next((other for other in self._waiting if other.request == job.request), None)
            if waiting is not None:
                return waiting
            self._jobs[job.id] = job
            over = [each.id for each in self._jobs.values() if each.state in {"done", "failed"}]
            for id_ in over[: max(0, len(over) - _KEPT)]:
                del self._jobs[id_]
            self._waiting.append(job)
            self._publish(job)
            self._thread.wake()
            return job

    @property
    def jobs(self) -> list[dict[str, object]]:
        """All jobs, in the order in which they were added."""
        with self._changed:
            return [job.data() for job in self._jobs.values()]

    def close(self) -> None:
        """End the job that runs, and take no more."""
        self._thread.close()

    def _take(self) -> Callable[[], None] | None:
        if not self._waiting:
            return None
        job = self._waiting.popleft()
        job.state = "making"
        self._publish(job)
        root, environment = self._workspace.root, dict(self._workspace.environment)
        order = Order(root, environment, job.language, job.work, job.formats, draft=job.draft)
        return partial(attempt, partial(self._make, job, order), partial(self._failed, job))

    def _make(self, job: Job, order: Order) -> None:
        self._done(job, self._producer.make(order, partial(self._step, job)))

    def _step(self, job: Job, step: str) -> None:
        with self._changed:
            job.step = step
            self._publish(job)

    def _done(self, job: Job, product: Product) -> None:
        with self._changed:
            job.step = ""
            job.files = [{"path": path, "size": size, "type": _type(path)} for path, size in product.files]
            job.findings = list(product.findings)
            job.held = product.held
            job.state = "done" if job.files else "failed"
            if not job.files:
                errors = [one for one in job.findings if one["severity"] == "error"]
                shown = next((one for one in errors if one["code"] == "held-back"), errors[0] if errors else None)
                names = ("path", "line", "message", "hint")
                job.error = (
                    {name: shown[name] for name in names}
                    if shown
                    else {"path": "", "line": 0, "message": "there is nothing to make in this language", "hint": ""}
                )
            self.made |= {path for path, _ in product.files}
            self._publish(job)

    def _failed(self, job: Job, fault: Mapping[str, object]) -> None:
        with self._changed:
            job.state, job.step, job.error = "failed", "", fault
            self._publish(job)

    def _publish(self, job: Job) -> None:
        self._workspace.events.publish("job", job.data())


def check_exists(workspace: Workspace, language: str, work: str) -> None:
    """Raise NotFound for a language or a work that the edition does not have."""
    with workspace.lock:
        project = workspace.project
        if language not in {project.edition.source_language, *workspace.languages}:
            raise NotFound(f"there is no language {language!r} in this edition")
        known = next((one for one in project.edition.works if one.name == work), None)
        if known is None:
            raise NotFound(f"there is no work {work!r} in this edition")
        if not project.languages_of(known, [language]):
            raise NotFound(f"there is no edition of {work} in {language!r}")


_CREATION = threading.Lock()


def job_queue_of(request: Request) -> JobQueue:
    """The queue of the server that a request came to; it is created at the first request for it."""
    state = request.app.state
    with _CREATION:
        if not hasattr(state, "job_queue"):
            state.job_queue = JobQueue(workspace_of(request))
        queue: JobQueue = state.job_queue
        return queue


def existing_queue(application: Starlette) -> JobQueue | None:
    """The queue of a server, if it has been created, to be closed at the end."""
    with _CREATION:
        return getattr(application.state, "job_queue", None)


class JobRequest(RequestBody, frozen=True):
    """The formats to make, and whether a draft is allowed."""

    formats: list[str]
    draft: bool = False


def _make(request: Request) -> Response:
    """Add a job for files of a work in a language."""
    language, work = request.path_params["language"], request.path_params["work"]
    check_exists(workspace_of(request), language, work)
    wanted = body(request, JobRequest)
    known = [format_.value for format_ in Format]
    if not wanted.formats or not set(wanted.formats) <= set(known):
        raise BadRequest(f"the formats are {', '.join(known)}", hint="ask for one or several of them")
    formats = tuple(name for name in known if name in wanted.formats)
    job = job_queue_of(request).add(language, work, formats, draft=wanted.draft)
    return json_response({"job": job.data()})


def _jobs(request: Request) -> Response:
    """All jobs."""
    return json_response(job_queue_of(request).jobs)


def _file(request: Request) -> Response:
    """A file that a job of this server has made."""
    path: str = request.path_params["path"]
    if path not in job_queue_of(request).made:
        raise NotFound("no such file has been made here", hint="make it first")
    root = workspace_of(request).root
    output.check(root, [PurePosixPath(path)])  # a link may have come into its place
    place = root / OUTPUT / path
    if not place.is_file():
        raise NotFound("this file is not there any more", hint="make it once more")
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return FileResponse(place, media_type=_type(path), filename=place.name, headers=headers)


def _type(path: str) -> str:
    return _TYPES.get(PurePosixPath(path).suffix, _ANY)


routes: list[BaseRoute] = [
    Route("/api/{language}/{work}/make", _make, methods=["POST"]),
    Route("/api/jobs", _jobs),
    Route("/files/{path:path}", _file),
]
