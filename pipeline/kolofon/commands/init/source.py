"""The text of a new edition, read once, with all errors that stop it."""

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


def read_text(project: Project, manuscript: Manuscript) -> Source:
    """The text of a new edition.

    Raises SourceError for a text that cannot be read, and SourcesError for several; the places are in the files that
    were named on the command line, not in their copies.
    """
    work = project.edition.works[0]
    try:
        return project.source(work)
    except SourceError as error:
        every = [_named(one, manuscript) for one in _all(error, manuscript, work, project.edition)]
        raise joined_error([*{str(one): one for one in every}.values()]) from None  # chapters may need the same file


def _all(first: SourceError, manuscript: Manuscript, work: Work, edition: Edition) -> list[SourceError]:
    """The errors of all chapters, each read by itself; the first one, where no chapter alone has any."""
    return [first] if work.source else list(_faults(manuscript, work, edition)) or [first]


def _faults(manuscript: Manuscript, work: Work, edition: Edition) -> Iterator[SourceError]:
    try:
        order = contents(manuscript.files, work, edition)
    except SourceError:  # there is no order to go by
        return
    for listed in every(order.listed):
        alone = replace(work, source=listed.path, summary="", front=(), chapters=(), parts=(), back=())
        try:
            if listed.path not in manuscript.files:
                raise missing_file(f"{_FOLDER}{listed.path}", listed.place)
            beside = Beside(lambda: manuscript.files)
            read(manuscript.files[listed.path], f"{_FOLDER}{listed.path}", alone, edition, beside)
        except SourceError as error:
            yield error


def _named(error: SourceError, manuscript: Manuscript) -> SourceError:
    """An error whose place is in the file that was named on the command line, not in the copy of it."""
    place = error.place or Place("")
    origin = manuscript.origins.get(place.path.removeprefix(_FOLDER))
    return SourceError(error.message, place=replace(place, path=str(origin)), hint=error.hint) if origin else error
