"""The addresses below `/api/`: the edition, its parts, its messages."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.desk.data import Counts, Message, named
from kolofon.commands.serve.desk.desk import Desk, desk_of
from kolofon.commands.serve.desk.judging import remarks
from kolofon.commands.serve.desk.messages import as_data
from kolofon.commands.serve.desk.open_book import OpenBook
from kolofon.commands.serve.desk.refusals import BadRequest, NotFound
from kolofon.commands.serve.desk.saving import Edit, check_text, save
from kolofon.commands.serve.server.answering import answer, book_of, known
from kolofon.commands.serve.server.asking import body
from kolofon.commands.serve.words import interface_languages
from kolofon.edition import files
from kolofon.model.edition import Format
from kolofon.model.error import PipelineError
from kolofon.model.finding import Finding
from kolofon.model.message import CatalogueEntry
from kolofon.text.notation import plain

__all__ = ["routes"]


class Typed(msgspec.Struct, frozen=True):
    """A translation that is being typed."""

    msgstrs: list[str]


def edition(request: Request) -> Response:
    """What the edition is."""
    desk = desk_of(request)
    with desk.lock:
        return answer(_edition(desk))


def _edition(desk: Desk) -> Mapping[str, object]:
    project = desk.project
    there = [tag for tag in desk.languages if tag != project.edition.source_language]
    works = [
        {"name": work.name, "title": _title(desk, work.name), "languages": project.languages_of(work, there)}
        for work in project.edition.works
    ]
    begun = {tag for tag in there if any(project.domains(work, tag) for work in project.edition.works)}
    languages = [{**msgspec.structs.asdict(named(tag)), "translated": tag in begun} for tag in there]
    return {
        "title": works[0]["title"] if works else "",
        "source_language": named(project.edition.source_language),
        "languages": languages,
        "works": works,
        "formats": [str(each) for each in Format],
        "read_only": desk.read_only,
        "interface": [{"tag": tag, "name": name} for tag, name in interface_languages()],
        "translator": _translator(desk),
        "fault": desk.fault,
        "revision": desk.revision,
    }


def _title(desk: Desk, work: str) -> str:
    try:
        return plain(desk.source(work).document.title.inlines) or work
    except PipelineError:
        return work


def _translator(desk: Desk) -> Mapping[str, str] | None:
    """Who translates here, by the configuration of git."""
    name, email = (
        (files.git(desk.root, "config", f"user.{what}") or b"").decode(errors="replace").strip()
        for what in ("name", "email")
    )
    return {"name": name, "email": email} if name else None


def parts(request: Request) -> Response:
    """The parts of a work, with their counts."""
    desk = desk_of(request)
    with desk.lock:
        book = book_of(request)
        counts = book.counts()
        behind = book.behind()
        return answer(
            {
                "revision": desk.revision,
                "language": named(book.language),
                "source": named(desk.project.edition.source_language),
                "behind": {"message": behind[0], "hint": behind[1]} if behind else None,
                "fault": desk.fault,
                "parts": [
                    {"id": part.id, "kind": part.kind, "title": part.title, "counts": counts[part.id]}
                    for part in book.view.parts
                ],
            }
        )


def messages(request: Request) -> Response:
    """The messages of a part, in document order."""
    desk = desk_of(request)
    with desk.lock:
        book = book_of(request)
        part = next((part for part in book.view.parts if part.id == request.path_params["part"]), None)
        if part is None:
            raise NotFound("the work has no such part")
        messages = [as_data(book, book.ids[key]) for key in part.keys if key in book.ids]
        return answer({"revision": desk.revision, "messages": messages})


def message(request: Request) -> Response:
    """One message."""
    with desk_of(request).lock:
        book = book_of(request)
        return answer(as_data(book, known(book, request)))


def check(request: Request) -> Response:
    """The findings in a translation that is being typed."""
    typed = body(request, Typed)
    with desk_of(request).lock:
        book = book_of(request)
        name = known(book, request)
        for text in typed.msgstrs:
            check_text(text, "the translation")
        return answer({"findings": remarks(tried(book, name, typed.msgstrs))})


def tried(book: OpenBook, name: str, msgstrs: list[str]) -> tuple[Finding, ...]:
    """The findings in a message if it had these translations."""
    message = book.messages[name]
    entry = book.entry(name) or CatalogueEntry(message.context, message.msgid)
    if len(msgstrs) != len(entry.msgstrs):
        raise BadRequest(f"this message has {len(entry.msgstrs)} translations, and {len(msgstrs)} were sent")
    file = book.file_of(message.key) or next(iter(book.files.values()), None)
    if file is None:
        return ()
    return book.judging.tried(replace(entry, msgstrs=tuple(msgstrs)), file.domain)


class _Answer(msgspec.Struct, frozen=True):
    outcome: str
    message: Message
    counts: Mapping[str, Counts]
    revision: int


def put(request: Request) -> Response:
    """Save a message."""
    desk, edit = desk_of(request), body(request, Edit)
    with desk.lock:
        book = book_of(request)
        name = known(book, request)
        before = dict(book.counts())
        revision = desk.revision
        outcome = save(book, name, edit)
        book = book_of(request)
        counts = {part: counts for part, counts in book.counts().items() if before.get(part) != counts}
        own = {part: book.counts()[part] for part in book.parts_of.get(book.messages[name].key, ())}
        saved = _Answer(outcome, as_data(book, name), {**own, **counts}, desk.revision)
        if desk.revision != revision:
            desk.tell_changed([saved.message.path])
        return answer(saved)


_MESSAGE = "/api/{language}/{work}/messages/{id}"

routes: list[BaseRoute] = [
    Route("/api/edition", edition),
    Route("/api/{language}/{work}/parts", parts),
    Route("/api/{language}/{work}/parts/{part}/messages", messages),
    Route(_MESSAGE, message, methods=["GET"]),
    Route(_MESSAGE, put, methods=["POST"]),
    Route(f"{_MESSAGE}/check", check, methods=["POST"]),
]
