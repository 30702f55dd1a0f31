"""The arguments of a command line → languages by their tags, and catalogues by the names of their files."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.project import EDITION, Project
from kolofon.model.document import Place
from kolofon.model.edition import Work
from kolofon.model.error import UsageError

__all__ = ["CatalogueFile", "CatalogueKind", "catalogue_at", "edition_above", "languages_and_files"]

_CATALOGUES = (".po", ".pot")


class CatalogueKind(Enum):
    """What a PO file is to an edition; an orphan belongs to none of its works."""

    WORK = auto()
    TEMPLATE = auto()
    FURNITURE = auto()
    GLOSSARY = auto()
    ORPHAN = auto()


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A PO file of an edition: its path from the root, its kind, language, work and domain.

    The language of a template is empty.  Only a catalogue and a template of a work have a work.
    """

    path: PurePosixPath
    kind: CatalogueKind
    language: str = ""
    work: Work | None = None
    domain: str = ""


def languages_and_files(asked: Sequence[str], edition: Path | None = None) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """The languages and the files among some arguments.

    A file ends in .po or .pot, has a slash, or is there.  Its path is from the working directory, or else, as in
    findings, from the root of `edition`.
    """
    names = [name for name in asked if name.lower().endswith(_CATALOGUES) or "/" in name or Path(name).is_file()]
    paths = [Path(name) for name in names]
    if edition:
        paths = [
            edition / path if not files.present(path) and files.present(edition / path) else path for path in paths
        ]
    return tuple(name for name in asked if name not in names), tuple(dict.fromkeys(paths))


def edition_above(paths: Sequence[Path]) -> Path | None:
    """The folder of the edition that the first of some files belongs to, the nearest above it; or None.

    Raises `UsageError` for a file that is not there.
    """
    for path in paths:
        if not files.present(path):
            raise UsageError("there is no such file", place=Place(str(path)), hint="name a .po file, or a language")
    above = _plain(paths[0]).parents if paths else ()
    return next((folder for folder in above if files.present(folder / EDITION)), None)


def catalogue_at(project: Project, path: Path) -> CatalogueFile:
    """The kind, language, work and domain of a file whose path is from the working directory.

    Raises `UsageError` for a file outside the edition or one that is none of its catalogues, and `CatalogueError` for a
    folder of `locale/` whose name is not that of a language.
    """
    place = Place(str(path))
    inside = _inside(path, project.root)
    if inside is None:
        hint = "name one of its own, or another edition with --edition DIR"
        raise UsageError(f"this file does not belong to the edition in {project.root}", place=place, hint=hint)
    found = None if path.is_dir() else _found(project, inside)
    if found is None:
        hint = "catalogues are locale/<lang>/LC_MESSAGES/<work>.po; to check a language, name it: kolofon check sq"
        raise UsageError("this is no catalogue of the edition", place=place, hint=hint)
    return found


def _plain(path: Path) -> Path:
    """A path from the root of the file system without `..`, with its symbolic links kept."""
    return Path(os.path.normpath(path.absolute()))


def _inside(path: Path, root: Path) -> PurePosixPath | None:
    """A path from a root, as it is typed or else with its links resolved."""
    for named in (_plain, Path.resolve):
        way, base = named(path), named(root)
        if way.is_relative_to(base):
            return PurePosixPath(way.relative_to(base))
    return None


def _found(project: Project, path: PurePosixPath) -> CatalogueFile | None:
    works = {work.name: work for work in project.edition.works}
    match path.with_suffix("").parts, path.suffix:
        case ("locale", folder, "LC_MESSAGES", name, *rest), ".po":
            language, domain = project.language_of(folder), "/".join([name, *rest])
            if domain == "furniture":
                return CatalogueFile(path, CatalogueKind.FURNITURE, language)
            if language == project.edition.source_language:
                raise UsageError(
                    f"{language} is the language of the source", place=Place(str(path)), hint="it has no catalogue"
                )
            work = works.get(name)
            return CatalogueFile(path, CatalogueKind.WORK if work else CatalogueKind.ORPHAN, language, work, domain)
        case ("locale", folder, "glossary"), ".po":
            return CatalogueFile(path, CatalogueKind.GLOSSARY, project.language_of(folder))
        case ("locale", name, *rest), ".pot":
            work = works.get(name)
            return CatalogueFile(
                path, CatalogueKind.TEMPLATE if work else CatalogueKind.ORPHAN, "", work, "/".join([name, *rest])
            )
        case _:
            return None
