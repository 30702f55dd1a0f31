"""What a build would make, and which texts would be read for it; nothing is set or written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kolofon.commands.build import Tell, Wanted, begin
from kolofon.commands.build.artefacts import tasks_of
from kolofon.edition.project import Project
from kolofon.edition.store.folder import ReadOnly
from kolofon.model.edition import Format
from kolofon.write.table import Need, writers

__all__ = ["Plan", "plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The works, each with whether its text is in the store; the tasks; the books that are held back; and the site.

    A task is here the path of a book's files below `output/`, without their endings, and its formats.
    """

    texts: tuple[tuple[str, bool], ...]
    tasks: tuple[tuple[PurePosixPath, tuple[Format, ...]], ...]
    held_back: tuple[PurePosixPath, ...]
    site: bool


def plan(project: Project, wanted: Wanted, environment: Mapping[str, str], tell: Tell) -> Plan:
    """What `build` would make of an edition.

    Its texts and catalogues are read, to find out what is held back, but nothing is put into the store.  Errors as in
    `begin`.
    """
    project = replace(project, store=ReadOnly(project.store))
    texts = tuple((work.name, project.text(work).kept) for work, _ in wanted.works_in(project))
    begun = begin(project, wanted, environment, tell)
    asked = writers(wanted.formats)
    _, tasks, proofs = tasks_of(asked, begun.published, begun.all)
    published = {book.stem for book in begun.published}
    return Plan(
        texts,
        tuple((task.book.stem, task.formats) for task in [*tasks, *proofs] if task.formats),
        tuple(book.stem for book in begun.all if book.stem not in published),
        bool(published) and any(Need.SHELF in writer.needs for writer in asked),
    )
