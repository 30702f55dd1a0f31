"""The languages of an edition: their progress, a new language, and catalogues brought up to date."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.server.requests import RequestBody, body, book_of
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.workspace.data import LanguageName, language_name
from kolofon.commands.serve.workspace.errors import BadRequest, ReadOnly
from kolofon.commands.serve.workspace.workspace import Workspace, workspace_of
from kolofon.commands.status import standings
from kolofon.commands.update import Updated, UpdateOptions, update_catalogues
from kolofon.language.names import language_tag
from kolofon.language.tags import pseudo_tags

__all__ = ["Row", "routes", "rows"]


class Row(msgspec.Struct, frozen=True):
    """The progress of a work in a language: messages in each state, their total, and words of the source."""

    language: LanguageName
    work: str
    total: int
    untranslated: int
    fuzzy: int
    translated: int
    reviewed: int
    words: Mapping[str, int]


class _New(RequestBody, frozen=True):
    """A language to begin."""

    language: str


def rows(workspace: Workspace) -> list[Row]:
    """The progress of every work in every language."""
    found, _ = standings(workspace.project, _quietly)
    return [
        Row(
            language=language_name(row.language),
            work=row.work,
            total=row.progress.total,
            untranslated=row.progress.untranslated,
            fuzzy=row.progress.fuzzy,
            translated=row.progress.translated - row.progress.reviewed,
            reviewed=row.progress.reviewed,
            words={"total": row.words.total, "translated": row.words.translated},
        )
        for row in found
    ]


def _progress(request: Request) -> Response:
    workspace = workspace_of(request)
    with workspace.lock:
        return json_response({"rows": rows(workspace)})


def _update(request: Request) -> Response:
    """Bring the catalogues of a language up to date."""
    workspace = workspace_of(request)
    with workspace.lock:
        written = _updated(workspace, book_of(request).language)
        outcomes: Counter[str] = Counter()
        for file in written:
            outcomes.update(
                {str(outcome): number for outcome, number in file.report.counts.items()} if file.report else {}
            )
        return json_response({"report": outcomes, "revision": workspace.revision})


def _begin(request: Request) -> Response:
    """Begin a language; one that is there is only brought up to date."""
    workspace, wanted = workspace_of(request), body(request, _New).language.strip()
    with workspace.lock:
        (tag,) = workspace.project.translations([wanted]) if wanted else ("",)
        if not tag or tag in pseudo_tags():
            raise BadRequest("that is no language of people", hint="write its tag, as de, pt-BR or zh-Hans")
        _updated(workspace, tag)
        return json_response({"tag": language_tag(tag)})


def _updated(workspace: Workspace, language: str) -> Sequence[Updated]:
    if workspace.read_only:
        raise ReadOnly
    updated, _ = update_catalogues(workspace.project, UpdateOptions((language,)), workspace.environment, _quietly)
    written = [file for file in updated if file.written or file.removed]
    workspace.changed(file.path for file in written)
    return written


def _quietly(_: str) -> None:
    """Ignore the step."""


routes: list[BaseRoute] = [
    Route("/api/progress", _progress),
    Route("/api/languages", _begin, methods=["POST"]),
    Route("/api/{language}/{work}/update", _update, methods=["POST"]),
]
