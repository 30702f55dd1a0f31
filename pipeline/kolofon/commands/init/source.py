"""The text of a new edition, read once: all errors that stop it, and where they are in the files that were named."""

from collections.abc import Iterator
from dataclasses import replace

from kolofon.commands.init.manuscript import Manuscript, joined_error
from kolofon.edition.project import Project, Source
from kolofon.model.document import Place
from kolofon.model.edition import Edition, Work
from kolofon.model.error import SourceError
from kolofon.read import read
from kolofon.read.beside import Beside
from kolofon.read.works.chapters import contents, missing_file
from kolofon.read.works.contents import every

__all__ = ["read_text"]

_FOLDER = "source/"


def read_text(project: Project, brought: Manuscript) -> Source:
    """The text of a new edition.

    Raises SourceError for a text that cannot be read, and SourcesError for several; each names the file that a person
    named.
    """
    work = project.edition.works[0]
    try:
        return project.source(work)
    except SourceError as error:
        every = [_named(one, brought) for one in _all(error, brought, work, project.edition)]
        raise joined_error([*{str(one): one for one in every}.values()]) from None  # chapters may need the same file


def _all(first: SourceError, brought: Manuscript, work: Work, edition: Edition) -> list[SourceError]:
    """The errors of all chapters, each read by itself; the first one, where no chapter alone has any."""
    return [first] if work.source else list(_faults(brought, work, edition)) or [first]


def _faults(brought: Manuscript, work: Work, edition: Edition) -> Iterator[SourceError]:
    try:
        order = contents(brought.files, work, edition)
    except SourceError:  # there is no order to go by
        return
    for listed in every(order.listed):
        alone = replace(work, source=listed.path, summary="", front=(), chapters=(), parts=(), back=())
        try:
            if listed.path not in brought.files:
                raise missing_file(f"{_FOLDER}{listed.path}", listed.place)
            beside = Beside(lambda: brought.files)
            read(brought.files[listed.path], f"{_FOLDER}{listed.path}", alone, edition, beside)
        except SourceError as error:
            yield error


def _named(error: SourceError, brought: Manuscript) -> SourceError:
    """An error at the file that a person named, in place of the copy of it."""
    place = error.place or Place("")
    origin = brought.origins.get(place.path.removeprefix(_FOLDER))
    return SourceError(error.message, place=replace(place, path=str(origin)), hint=error.hint) if origin else error
