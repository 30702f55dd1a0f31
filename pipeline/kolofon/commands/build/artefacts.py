"""Books and formats → finished files and findings: the loop over both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kolofon.commands.build.guard import CODE, bibliography_findings, with_bibliography_findings
from kolofon.commands.build.task import Task
from kolofon.edition.pool import Pool
from kolofon.edition.project import Project
from kolofon.edition.store.folder import Store
from kolofon.edition.store.key import digest_of, press
from kolofon.model.document import Place
from kolofon.model.edition import Artefact
from kolofon.model.finding import Finding, Severity
from kolofon.write.book import Book, Made
from kolofon.write.services import DEFAULT_SERVICES, Memory, Services
from kolofon.write.table import Need, Writer, load, writers
from kolofon.write.themes.typesetting_errors import errors_of_theme

if TYPE_CHECKING:
    from kolofon.edition.cluster.workers import Cluster

__all__ = ["make_artefacts", "task_files", "tasks_of"]

_PDF = "application/pdf"
_ON_THE_SHELF = 2
"""How many steps the path of a book has on a site: `sq/work.html`."""
_OF_CHARACTERS = frozenset({"missing-glyph", "missing-symbol"})
"""The findings about characters that no font has."""


def make_artefacts(  # noqa: PLR0913, PLR0917  each is another thing
    project: Project,
    asked: Sequence[Writer],
    published: Sequence[Book],
    begun: Sequence[Book],
    pool: "Pool | Cluster",
    memory: Memory | None = None,
) -> tuple[list[Artefact], list[Finding]]:
    """The finished files of the `published` books, the proofs of all that are `begun`, and the findings.

    `memory` has values of the books that were made last in this process.
    """
    groups, tasks, proofs = tasks_of(asked, published, begun)
    services = DEFAULT_SERVICES
    if isinstance(pool, Pool):
        # If there are more cores than tasks, the process that runs a task may start several of its own.
        inner = Pool(max(1, pool.jobs // max(1, len(tasks) + len(proofs))), pool.tell)
        services = Services(_Quires(project.store), inner.map, memory)
        tasks, proofs = ([_with_services(task, services) for task in some] for some in (tasks, proofs))
        wanted = writers(name for task in (*tasks, *proofs) for name in task.formats)
        # If there are more tasks than processes, the templates are compiled once here, not once for each task.
        load(wanted, templates=1 < pool.jobs < len(tasks) + len(proofs))
    made = pool.map(task_files, [*tasks, *proofs], lambda task: task.name)

    findings: list[Finding] = []
    artefacts: list[Artefact] = []
    shelf: list[tuple[Book, list[Artefact]]] = []
    for number, book in enumerate(published):
        own = [one for found in made[number * len(groups) : (number + 1) * len(groups)] for one in found]
        findings += (_in_catalogue(project, book, finding) for one in own for finding in one.findings)
        good, whole = _publishable(own)
        artefacts += good
        shelf += [(book, good)] if whole else []
    if shelf and any(Need.SHELF in writer.needs for writer in asked):
        pool.tell("building the site")
        kept = [(replace(book, services=services), good) for book, good in shelf]
        pages, found = _site(kept, project.edition.site.address)
        artefacts += pages
        findings += found
    for one in (one for found in made[len(tasks) :] for one in found):
        findings += one.findings
        # A proof shows what is wrong with the text, so only a changed bibliography holds it back.
        artefacts += [] if any(finding.code == CODE for finding in one.findings) else [one.artefact]
    return artefacts, findings


def _in_catalogue(project: Project, book: Book, finding: Finding) -> Finding:
    """A finding about a character, with the place of the entry in the catalogue that has it; others as they are."""
    if finding.code not in _OF_CHARACTERS or book.imprint.language == book.imprint.source_language:
        return finding
    work = next(work for work in project.edition.works if work.name == book.imprint.work)
    held, _ = project.translations_held(work, book.imprint.language)
    for catalogue in held.values():
        for entry in catalogue.entries:
            if not (entry.obsolete or entry.fuzzy) and any(finding.subject in msgstr for msgstr in entry.msgstrs):
                return replace(finding, place=Place(catalogue.path, entry.line))
    return finding


class _Quires:
    """The quires of books in the store of an edition; their keys are of this release of the press alone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, /) -> bytes | None:
        return self._store.get(digest_of("quire", press(), key))

    def __setitem__(self, key: str, content: bytes, /) -> None:
        self._store.put(digest_of("quire", press(), key), content)


def _with_services(task: Task, services: Services) -> Task:
    return task._replace(book=replace(task.book, services=services))


def tasks_of(
    asked: Sequence[Writer], published: Sequence[Book], begun: Sequence[Book]
) -> tuple[list[tuple[Writer, ...]], list[Task], list[Task]]:
    """The groups of writers that work together; a task for each book and each group; and the tasks for proofs."""
    groups = _writer_groups(writer for writer in asked if not writer.needs & {Need.REVIEW, Need.SHELF})
    reviews = [writer for writer in asked if Need.REVIEW in writer.needs]
    tasks = [Task(book, group) for book in published for group in groups]
    return groups, tasks, [Task(book, (writer,)) for writer in reviews for book in begun]


def _writer_groups(some: Iterable[Writer]) -> list[tuple[Writer, ...]]:
    """Writers in groups: those that use the page numbers or the page count of a PDF with its own; each other alone."""
    groups: dict[object, tuple[Writer, ...]] = {}
    for writer in some:
        group = next((need for need in (Need.PAGES, Need.SPINE) if need in writer.needs), writer.format)
        groups[group] = (*groups.get(group, ()), writer)
    return list(groups.values())


def task_files(task: Task) -> list[Made]:
    """The files of a task; the bibliography in those for screens, except a proof's, is compared with the source."""
    with errors_of_theme(task.book.theme, lambda: vars(task.book).get("xhtml", b"")):  # if one was made
        made = [one for writer in task.writers for one in _files(writer, task.book)]
        return with_bibliography_findings(task.book.original.document, made)


def _files(writer: Writer, book: Book) -> Iterable[Made]:
    """The files of one format; those that are made from pages are compared with the source's bibliography."""
    if Need.TRANSLATION in writer.needs and book.imprint.language == book.imprint.source_language:
        return
    for one in writer.make(book, writer.suffix):
        amiss = (
            bibliography_findings(book.original.document, one.pages, f"output/{one.artefact.path}") if one.pages else ()
        )
        if one.artefact.path == book.path(".pdf") and _has_error([*one.findings, *amiss]):
            book.starts = ()  # without a PDF, the EPUB has no page numbers
        yield one._replace(findings=(*one.findings, *amiss))


def _site(shelf: Sequence[tuple[Book, list[Artefact]]], address: str) -> tuple[list[Artefact], list[Finding]]:
    """The site of the books, with their files to download; no file of it, if a bibliography differs from the source."""
    from kolofon.write.screen.edition import reading  # noqa: PLC0415  only a site needs it
    from kolofon.write.screen.site.website import site  # noqa: PLC0415  as above

    pages, missing = site([reading(book, good) for book, good in shelf], address)
    amiss = _site_findings([book for book, _ in shelf], {page.path: page.content for page in pages})
    kept = [] if amiss else [replace(page, path=PurePosixPath("site") / page.path) for page in pages]
    return kept, [*missing, *amiss]


def _publishable(made: Sequence[Made]) -> tuple[list[Artefact], bool]:
    """The files that no error holds back, and whether those for screens are among them.

    An error in a PDF (no font has a letter) holds back that PDF alone, since a browser has fonts of its own.  Files for
    screens have the same text, so they are published together or not at all.
    """
    whole = not any(_has_error(one.findings) for one in made if one.artefact.media_type != _PDF)
    return [
        one.artefact for one in made if (not _has_error(one.findings) if one.artefact.media_type == _PDF else whole)
    ], whole


def _site_findings(books: Iterable[Book], pages: Mapping[PurePosixPath, bytes]) -> list[Finding]:
    """The guard's findings for the pages of a site; the pages of chapters are in the folder of a book."""
    own: dict[PurePosixPath, list[bytes]] = {}
    for path, content in pages.items():
        if path.suffix == ".html":
            own.setdefault(path.with_suffix("") if len(path.parts) == _ON_THE_SHELF else path.parent, []).append(
                content
            )
    return [
        finding
        for book in books
        if book.stem in own
        for finding in bibliography_findings(
            book.original.document, own[book.stem], f"output/site/{book.path('.html')}"
        )
    ]


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
