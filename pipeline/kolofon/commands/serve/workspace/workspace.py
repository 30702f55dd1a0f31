"""The edition as it was last read, and what has changed since.

Everything is read at its first use, and again when one of its files has changed.  If it cannot be read then, what was
read before remains, with a `fault` that says why.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast

from starlette.requests import Request

from kolofon.check import FAMILIES, Family
from kolofon.commands.check import families
from kolofon.commands.serve.workspace.data import Fault
from kolofon.commands.serve.workspace.editable_book import EditableBook
from kolofon.commands.serve.workspace.errors import NotFound
from kolofon.commands.serve.workspace.events import EventPublisher, Events
from kolofon.edition.locale.glossaries import glossary_path, read_glossary
from kolofon.edition.project import EDITION, Project, Source, open_project
from kolofon.edition.store.open import open_store
from kolofon.language.names import gettext_name
from kolofon.model.edition import Work
from kolofon.model.error import PipelineError
from kolofon.model.message import Catalogue
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary

__all__ = ["Workspace", "workspace_of"]

T = TypeVar("T")

FileStamps = tuple[tuple[str, int, int, int], ...]
"""The path, size, time and inode of files, by which a change is found."""


class Workspace:
    """An edition that is being translated.

    Its users hold its `lock`.  `revision` grows whenever anything is read again or saved.  PipelineError if the
    edition cannot be read at the beginning.
    """

    def __init__(
        self,
        root: Path,
        environment: Mapping[str, str],
        *,
        read_only: bool = False,
        events: EventPublisher | None = None,
    ) -> None:
        self.lock = threading.RLock()
        self.root = root
        self.environment = environment
        self.read_only = read_only
        self.events: EventPublisher = events or Events()
        self.revision = 0
        self._store = open_store(root, environment)
        self._cache: dict[object, tuple[FileStamps, object]] = {}
        self._faults: dict[object, Fault] = {}
        self._published_fault: Fault | None = None
        self._published_revision = 0
        self._books: dict[tuple[str, str], EditableBook] = {}
        self._terms: dict[str, tuple[Glossary, Matcher]] = {}
        self._checks: dict[str, tuple[Family, ...]] = {}
        self._languages: tuple[str, ...] | None = None
        self._project()

    @property
    def project(self) -> Project:
        """The edition, as it was last read without error."""
        return self._project()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the edition, as they were last read without error; CatalogueError where they never were."""
        self._languages = self.attempt("languages", lambda: self._project().languages, self._languages)
        return self._languages

    @property
    def fault(self) -> Fault | None:
        """Why something of the edition cannot be read now; None if all can be read."""
        return next(iter(self._faults.values()), None)

    def book(self, language: str, work: str) -> EditableBook:
        """A work in a language, as it is now; NotFound for what the edition does not have."""
        with self.lock:
            project = self.project
            if language == project.edition.source_language or language not in self.languages:
                raise NotFound(f"there is no translation into {language!r} in this edition")
            known = self._work(work)
            if not project.languages_of(known, [language]):
                raise NotFound(f"there is no translation of {known.name} into {language!r} in this edition")
            key = (language, known.name)
            book = self._books.get(key) or EditableBook(self, language, known.name)
            book.read()
            self._books[key] = book
            return book

    def source(self, work: str) -> Source:
        """The text of a work, as it was last read without error; NotFound, or the SourceError of the first reading."""
        project, known = self.project, self._work(work)
        paths = [f"source/{path}" for path in project.texts()]
        ground = (project.edition, known)
        return self._cached(("source", work), paths, lambda: project.source(known), ground)

    def glossary(self, language: str) -> Glossary:
        """The glossary of a language; errors as in `source`."""
        path = str(glossary_path(language))
        return self._cached(("glossary", language), [path], lambda: read_glossary(self.project, language)[0])

    def terms(self, language: str) -> Matcher:
        """The glossary of a language, as a matcher; errors as in `source`."""
        terms = self.glossary(language)
        if language not in self._terms or self._terms[language][0] is not terms:
            self._terms[language] = (terms, Matcher(terms))
        return self._terms[language][1]

    def checks(self, language: str) -> tuple[Family, ...]:
        """The checks of a language, as they were last, or those that need none of its files, if one cannot be read."""
        last = self._checks.get(language, FAMILIES)
        self._checks[language] = self.attempt(("checks", language), lambda: families(self.project, language), last)
        return self._checks[language]

    def catalogue(self, language: str, work: Work) -> Catalogue:
        """The catalogue of a work in a language, in all its files; errors as in `source`."""
        domains = self.project.domains(work, language)
        paths = [str(self.project.catalogue_path(name, language)) for name in domains]
        read = partial(self.project.translation, work, language)
        return self._cached(("catalogue", language, work.name), paths, read)[0]

    def changed(self, paths: Iterable[PurePosixPath]) -> None:
        """Read again what some files belong to (paths from the root), and publish the change to the open pages."""
        with self.lock:
            changed = tuple(dict.fromkeys(str(path) for path in paths))
            before = self.revision
            for key, (stamps, value) in list(self._cache.items()):
                if any(path == name for path in changed for name, *_ in stamps):
                    self._cache[key] = ((), value)
            for book in self._books.values():
                book.invalidate(changed)
            _ = self.project
            with contextlib.suppress(PipelineError):
                _ = self.languages
            for language, work in list(self._books):
                with contextlib.suppress(PipelineError):
                    self.book(language, work)
            on_demand = any(_is_read_on_demand(path) for path in changed)
            if self.revision == before and on_demand:
                self.revision += 1
            if self.revision != self._published_revision:  # a request may have read the files before this was called
                self.publish_changed(changed)

    def publish_changed(self, paths: Iterable[str]) -> None:
        """Publish to the open pages that some files have changed."""
        changed = list(paths)
        names = {path.split("/")[1] for path in changed if path.startswith("locale/") and path.count("/") > 1}
        only = bool(changed) and all(path.startswith("locale/") and path.count("/") > 1 for path in changed)
        languages = [tag for tag in self.languages if gettext_name(tag) in names] if only else None
        source = any(path.startswith("source/") for path in changed)
        data = {"revision": self.revision, "paths": changed, "languages": languages, "source": source}
        self._published_revision = self.revision
        self.events.publish("changed", data)

    def increase_revision(self) -> None:
        """Increase the revision, after something has changed."""
        self.revision += 1

    def attempt(self, key: object, read: Callable[[], T], last: T | None) -> T:
        """The value that a function reads; after an error the last value, or the error if there is none."""
        try:
            value = read()
        except PipelineError as error:
            self._faults[key] = Fault.of(error)
            self._publish_fault()
            if last is None:
                raise
            return last
        if self._faults.pop(key, None):
            self._publish_fault()
        return value

    def stamps(self, paths: Iterable[str]) -> FileStamps:
        """The path, size, time and inode of files, by which a change is found."""
        return tuple([_stamp(self.root, path) for path in paths])

    def _project(self) -> Project:
        def read() -> Project:
            return replace(open_project(self.root), store=self._store)

        return self._cached("project", [str(EDITION)], read)

    def _work(self, name: str) -> Work:
        found = next((work for work in self._project().edition.works if work.name == name), None)
        if found is None:
            raise NotFound(f"there is no work {name!r} in this edition")
        return found

    def _cached(self, key: object, paths: Iterable[str], read: Callable[[], T], ground: object = None) -> T:
        """The value read from some files and a ground; it is read again if they have changed."""
        stamps = (*self.stamps(paths), (repr(hash(repr(ground))), 0, 0, 0))
        before, last = cast("tuple[FileStamps, T | None]", self._cache.get(key, ((), None)))
        if last is not None and before == stamps:
            return last
        value = self.attempt(key, read, last)
        if value is not last:
            self.increase_revision()
        self._cache[key] = (stamps, value)
        return value

    def _publish_fault(self) -> None:
        if self.fault != self._published_fault:
            self._published_fault = self.fault
            fault = self.fault
            self.events.publish("fault", {"fault": fault})


def workspace_of(request: Request) -> Workspace:
    """The workspace of the server that a request came to."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def _stamp(root: Path, path: str) -> tuple[str, int, int, int]:
    try:
        seen = (root / path).stat()
    except OSError:
        return path, -1, 0, 0
    return path, seen.st_size, seen.st_mtime_ns, seen.st_ino


def _is_read_on_demand(path: str) -> bool:
    """Whether a file is read only on demand, so that its change does not raise the revision by itself."""
    if PurePosixPath(path).parts[:1] == ("theme",) or path.endswith(("/glossary.po", "/furniture.po")):
        return True
    return not path.endswith((".po", ".pot", ".toml", ".md", ".txt", ".wiki"))
