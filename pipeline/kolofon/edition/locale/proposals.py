"""Proposed translations → the catalogues of a work, for commands that import a translation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kolofon.catalogue.po.writer import write_po
from kolofon.edition import files
from kolofon.edition.project import Project
from kolofon.model.edition import Work
from kolofon.model.error import UsageError
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Previous

__all__ = ["Proposal", "named_work", "propose"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A translation of a message, with translator comments; `previous` as in a fuzzy entry."""

    text: str
    comments: tuple[str, ...] = ()
    fuzzy: bool = True
    previous: Previous | None = None


def named_work(project: Project, name: str | None) -> Work:
    """The work with a name, or the only work.

    Raises `UsageError` where no work has that name, or there are several and no name.
    """
    works = {work.name: work for work in project.edition.works}
    if name is None and len(works) == 1:
        return next(iter(works.values()))
    if name is None or name not in works:
        raise UsageError(
            f"there is no work {name!r}" if name else "which work is it a translation of?",
            hint=f"name one with --work: {', '.join(works)}",
        )
    return works[name]


def propose(
    project: Project,
    where: tuple[Work, str],
    proposals: Mapping[Key, Proposal],
    tell: Callable[[str], None],
    finish: Callable[[Catalogue, Sequence[Key]], Catalogue] = lambda catalogue, _: catalogue,
) -> tuple[tuple[PurePosixPath, ...], frozenset[Key]]:
    """Write proposals wherever nothing was typed yet, and return the files written and the messages proposed for.

    `where` names a work and a language.  `finish` makes the last changes to a catalogue, given its messages that have a
    proposal.  Raises `OutputError`, and `ChangedError` for a file that somebody saved in between.
    """
    work, language = where
    paths: list[PurePosixPath] = []
    placed: list[Key] = []
    with files.locked(project.root, tell):
        for domain in project.domains(work, language):
            target = project.catalogue_path(domain, language)
            expected = files.digest(project.root / target)
            held = project.catalogue(target)
            if held is None:
                continue
            changed, here = _with_proposals(held[0], proposals)
            if here:
                content = write_po(finish(changed, here))
                within = project.bounds(str(target)).within
                if files.write_bytes(project.root / target, content, str(target), expected=expected, within=within):
                    paths.append(target)
            placed += here
    return tuple(paths), frozenset(placed)


def _with_proposals(catalogue: Catalogue, proposals: Mapping[Key, Proposal]) -> tuple[Catalogue, Sequence[Key]]:
    placed: list[Key] = []
    entries: list[CatalogueEntry] = []
    for entry in catalogue.entries:
        proposal = proposals.get(entry.key)
        if proposal and not entry.obsolete and not any(entry.msgstrs):
            placed.append(entry.key)
            entries.append(
                replace(
                    entry,
                    msgstrs=(proposal.text,),
                    fuzzy=proposal.fuzzy,
                    comments=tuple(dict.fromkeys([*entry.comments, *proposal.comments])),
                    previous=proposal.previous,
                )
            )
        else:
            entries.append(entry)
    return replace(catalogue, entries=tuple(entries)), placed
