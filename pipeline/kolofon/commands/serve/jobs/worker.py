"""The work of the process that makes files: an order → a product; what was read and set is kept for the next order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.stanzas import Stanzas
from kolofon.commands.build import Begun, Wanted, begin, build, finish
from kolofon.commands.build.cache import BuildCache
from kolofon.commands.serve.jobs.cache import BookCache
from kolofon.commands.serve.jobs.process import Order, Product
from kolofon.edition.output.location import OUTPUT
from kolofon.edition.pool import Pool, cores
from kolofon.edition.project import Project, Source, open_project
from kolofon.edition.store.open import open_store
from kolofon.model.edition import Artefact, Format, Work
from kolofon.model.error import OutputError
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue
from kolofon.write.table import load, writers

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CachedProject", "PoFile", "Worker", "finding_data"]

_HELD = "held-back"


class PoFile(NamedTuple):
    """A PO file as it was read last, and its stanzas."""

    content: bytes
    catalogue: Catalogue
    findings: tuple[Finding, ...]
    stanzas: Stanzas


@dataclass(frozen=True, slots=True)
class CachedProject(Project):
    """An edition of which a text or a catalogue is read again only if its files have changed."""

    sources: dict[str, Source] = field(default_factory=dict, repr=False, compare=False)
    files: dict[str, PoFile] = field(default_factory=dict, repr=False, compare=False)

    def source(self, work: Work) -> Source:
        """The text of a work; errors as in `Project.source`."""
        text = self.text(work)
        last = self.sources.get(work.name)
        if last is None or last.work != work or not last.text.is_of(text):
            source = Source(work, text)
            _ = source.findings
            self.sources[work.name] = source
        return self.sources[work.name]

    def _catalogue(
        self, path: PurePosixPath, content: bytes, stanzas: Stanzas | None
    ) -> tuple[Catalogue, tuple[Finding, ...]]:
        """A catalogue, of which only the entries that changed are read again; errors as in `read_po`."""
        if stanzas is not None:
            return Project._catalogue(self, path, content, stanzas)  # noqa: SLF001  `super` does not know a class with slots
        last = self.files.get(str(path))
        if last is None or last.content != content:
            new = Stanzas(before=last.stanzas if last else None)
            last = self.files[str(path)] = PoFile(content, *read_po(content, str(path), new), new)
        return last.catalogue, last.findings


class Worker:
    """Carries out orders, and reuses what it read and set for earlier ones."""

    def __init__(self) -> None:
        load(writers([Format.PDF]), templates=True)
        self._sources: dict[Path, dict[str, Source]] = {}
        self._files: dict[Path, dict[str, PoFile]] = {}
        self._caches: dict[Path, BookCache] = {}

    def make(self, order: Order, tell: Callable[[str], None]) -> Product:
        """The product of an order; errors as in `kolofon.commands.build.build`."""
        opened = open_project(order.root)
        store = open_store(order.root, order.environment)
        sources, files = self._sources.setdefault(order.root, {}), self._files.setdefault(order.root, {})
        project = CachedProject(opened.root, opened.edition, store, sources, files)
        formats = tuple(map(Format, order.formats))
        # One core is left to the server, and the person who types.
        wanted = Wanted((order.language,), formats, order.draft, (order.work,), max(1, cores() - 1))
        if order.preview:
            return _preview(project, wanted, order, tell, self._caches.setdefault(order.root, BookCache()))
        return _files(project, wanted, order, tell)


def _files(project: Project, wanted: Wanted, order: Order, tell: Callable[[str], None]) -> Product:
    built = build(project, wanted, order.environment, tell)
    files = []
    for path in built.paths:
        place = project.root / path
        within = sorted(place.rglob("*")) if place.is_dir() else [place]
        files += [
            (file.relative_to(project.root / OUTPUT).as_posix(), file.stat().st_size)
            for file in within
            if file.is_file() and not file.is_symlink()
        ]
    held = any(finding.code == _HELD for finding in built.findings)
    return Product(tuple(files), findings=tuple(map(finding_data, built.findings)), held=held)


def _preview(project: Project, wanted: Wanted, order: Order, tell: Callable[[str], None], cache: BuildCache) -> Product:
    """The bytes of the PDF, of a draft where the book would be held back."""
    begun = begin(project, wanted, order.environment, tell, cache)
    held = not begun.published
    content, found = _set(project, begun, wanted, tell, cache)
    if not content and not held:  # as where a letter has no font, of which a draft shows a square
        held, draft = True, begin(project, replace(wanted, draft=True), order.environment, tell, cache)
        content, more = _set(project, draft, wanted, tell, cache)
        found = [*found, *more]
    findings = tuple(finding_data(one) for one in dict.fromkeys([*begun.findings, *found]) if one.code != _HELD)
    if not content:
        errors = [one for one in found if one.severity is Severity.ERROR]
        said = errors[0].message if errors else "nothing came of it"
        raise OutputError(f"no page can be shown: {said}", place=errors[0].place if errors else None)
    return Product(content=content, findings=findings, held=held)


def _set(
    project: Project, begun: Begun, wanted: Wanted, tell: Callable[[str], None], cache: BuildCache
) -> tuple[bytes, list[Finding]]:
    """The PDF of what was begun, also of a book that is held back, which is a draft then."""
    if not begun.published:
        drafts = tuple(replace(book, imprint=replace(book.imprint, draft=True)) for book in begun.all)
        begun = replace(begun, published=drafts)
    artefacts, found = finish(project, begun, wanted.formats, Pool(wanted.jobs, tell), cache)
    return _content(artefacts), found


def _content(artefacts: list[Artefact]) -> bytes:
    return next((one.content for one in artefacts if one.path.suffix == ".pdf"), b"")


def finding_data(finding: Finding) -> dict[str, object]:
    """A finding as data for the browser."""
    excerpt = finding.excerpt
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "spans": [list(span) for span in excerpt.spans] if excerpt else [],
        "source_spans": [list(span) for span in excerpt.source_spans] if excerpt else [],
        "path": finding.place.path,
        "line": finding.place.line,
    }
