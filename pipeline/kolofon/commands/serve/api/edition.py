"""The addresses below `/api/`: the edition, its parts, its messages."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.server.requests import body, book_of, message_id_of
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.words import interface_languages
from kolofon.commands.serve.workspace.data import Counts, Message, language_name
from kolofon.commands.serve.workspace.editable_book import EditableBook
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound
from kolofon.commands.serve.workspace.findings import findings_data
from kolofon.commands.serve.workspace.messages import as_data
from kolofon.commands.serve.workspace.saving import Edit, check_text, save
from kolofon.commands.serve.workspace.workspace import Workspace, workspace_of
from kolofon.edition import files
from kolofon.model.edition import Format
from kolofon.model.error import PipelineError
from kolofon.model.finding import Finding
from kolofon.model.message import CatalogueEntry
from kolofon.text.notation import plain

__all__ = ["routes"]


class TypedTranslation(msgspec.Struct, frozen=True):
    """A translation while it is typed."""

    msgstrs: list[str]


def edition(request: Request) -> Response:
    """The edition: its title, languages and works."""
    workspace = workspace_of(request)
    with workspace.lock:
        return json_response(_edition(workspace))


def _edition(workspace: Workspace) -> Mapping[str, object]:
    project = workspace.project
    tags = [tag for tag in workspace.languages if tag != project.edition.source_language]
    works = [
        {"name": work.name, "title": _title(workspace, work.name), "languages": project.languages_of(work, tags)}
        for work in project.edition.works
    ]
    begun = {tag for tag in tags if any(project.domains(work, tag) for work in project.edition.works)}
    languages = [{**msgspec.structs.asdict(language_name(tag)), "translated": tag in begun} for tag in tags]
    return {
        "title": works[0]["title"] if works else "",
        "source_language": language_name(project.edition.source_language),
        "languages": languages,
        "works": works,
        "formats": [str(each) for each in Format],
        "read_only": workspace.read_only,
        "interface": [{"tag": tag, "name": name} for tag, name in interface_languages()],
        "translator": _translator(workspace),
        "fault": workspace.fault,
        "revision": workspace.revision,
    }


def _title(workspace: Workspace, work: str) -> str:
    try:
        return plain(workspace.source(work).document.title.inlines) or work
    except PipelineError:
        return work


def _translator(workspace: Workspace) -> Mapping[str, str] | None:
    """Who translates here, by the configuration of git."""
    name, email = (
        (files.git(workspace.root, "config", f"user.{what}") or b"").decode(errors="replace").strip()
        for what in ("name", "email")
    )
    return {"name": name, "email": email} if name else None


def parts(request: Request) -> Response:
    """The parts of a work, with their counts."""
    workspace = workspace_of(request)
    with workspace.lock:
        book = book_of(request)
        counts = book.counts()
        behind = book.update_needed()
        return json_response(
            {
                "revision": workspace.revision,
                "language": language_name(book.language),
                "source": language_name(workspace.project.edition.source_language),
                "behind": {"message": behind[0], "hint": behind[1]} if behind else None,
                "fault": workspace.fault,
                "parts": [
                    {"id": part.id, "kind": part.kind, "title": part.title, "counts": counts[part.id]}
                    for part in book.view.parts
                ],
            }
        )


def messages(request: Request) -> Response:
    """The messages of a part, in document order."""
    workspace = workspace_of(request)
    with workspace.lock:
        book = book_of(request)
        part = next((part for part in book.view.parts if part.id == request.path_params["part"]), None)
        if part is None:
            raise NotFound("the work has no such part")
        messages = [as_data(book, book.ids[key]) for key in part.keys if key in book.ids]
        return json_response({"revision": workspace.revision, "messages": messages})


def message(request: Request) -> Response:
    """One message."""
    with workspace_of(request).lock:
        book = book_of(request)
        return json_response(as_data(book, message_id_of(request, book)))


def check(request: Request) -> Response:
    """The findings in a translation while it is typed."""
    typed = body(request, TypedTranslation)
    with workspace_of(request).lock:
        book = book_of(request)
        name = message_id_of(request, book)
        for text in typed.msgstrs:
            check_text(text, "the translation")
        return json_response({"findings": findings_data(findings_with(book, name, typed.msgstrs))})


def findings_with(book: EditableBook, name: str, msgstrs: list[str]) -> tuple[Finding, ...]:
    """The findings in a message, as if it had these translations."""
    message = book.messages[name]
    entry = book.entry(name) or CatalogueEntry(message.context, message.msgid)
    if len(msgstrs) != len(entry.msgstrs):
        raise BadRequest(f"this message has {len(entry.msgstrs)} translations, and {len(msgstrs)} were sent")
    file = book.file_of(message.key) or next(iter(book.files.values()), None)
    if file is None:
        return ()
    return book.findings.with_translation(replace(entry, msgstrs=tuple(msgstrs)), file.domain)


class _SaveResponse(msgspec.Struct, frozen=True):
    outcome: str
    message: Message
    counts: Mapping[str, Counts]
    revision: int


def save_message(request: Request) -> Response:
    """Save a message."""
    workspace, edit = workspace_of(request), body(request, Edit)
    with workspace.lock:
        book = book_of(request)
        name = message_id_of(request, book)
        before = dict(book.counts())
        revision = workspace.revision
        outcome = save(book, name, edit)
        book = book_of(request)
        counts = {part: counts for part, counts in book.counts().items() if before.get(part) != counts}
        own = {part: book.counts()[part] for part in book.parts_of.get(book.messages[name].key, ())}
        saved = _SaveResponse(outcome, as_data(book, name), {**own, **counts}, workspace.revision)
        if workspace.revision != revision:
            workspace.publish_changed([saved.message.path])
        return json_response(saved)


_MESSAGE = "/api/{language}/{work}/messages/{id}"

routes: list[BaseRoute] = [
    Route("/api/edition", edition),
    Route("/api/{language}/{work}/parts", parts),
    Route("/api/{language}/{work}/parts/{part}/messages", messages),
    Route(_MESSAGE, message, methods=["GET"]),
    Route(_MESSAGE, save_message, methods=["POST"]),
    Route(f"{_MESSAGE}/check", check, methods=["POST"]),
]
