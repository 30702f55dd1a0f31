"""Adopting a translation that exists: a finished text in, a catalogue of proposals out."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline import files
from pipeline.align import Alignment, Pair, Unplaced, align
from pipeline.catalogues import Wishes, update_catalogues
from pipeline.merge.serialise import write_po
from pipeline.model.edition import SourceFormat, Work
from pipeline.model.error import SourceError, UsageError
from pipeline.model.finding import Finding
from pipeline.model.message import Catalogue, CatalogueEntry, Key
from pipeline.project import Project
from pipeline.read import read
from pipeline.segment import segment

__all__ = ["Adopted", "Translation", "adopt"]

_FORMATS = {
    ".txt": SourceFormat.WIKI_EXTRACT,
    ".md": SourceFormat.MARKDOWN,
    ".wiki": SourceFormat.WIKITEXT,
    ".wikitext": SourceFormat.WIKITEXT,
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A finished translation: its language, its file, and the work that it is of (None where the edition has one)."""

    language: str
    path: Path
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of it: the files that were written, how many messages got a proposal, and what is left over.

    `kept` messages were translated already and stay; `missing` have no translation; `unplaced` sentences of the
    translation found no message.
    """

    paths: tuple[PurePosixPath, ...]
    placed: int
    kept: int
    missing: tuple[Key, ...]
    unplaced: tuple[Unplaced, ...]
    findings: tuple[Finding, ...]


def adopt(
    project: Project, translation: Translation, environment: Mapping[str, str], tell: Callable[[str], None]
) -> Adopted:
    """Make proposals of an existing translation of a work: each fuzzy, with its confidence in a comment.

    What is translated already stays as it is.  SourceError for a
    file that cannot be read, UsageError for a work or a language that is none, or a file of another kind.
    """
    work, path = _work(project, translation.work), translation.path
    if path.suffix.lower() not in {*_FORMATS, PurePosixPath(work.source).suffix.lower(), ""}:
        raise UsageError(f"{path} is no text that can be read", hint=f"it ends in one of {', '.join(_FORMATS)}")
    (language,) = project.translations([translation.language])
    updated, _ = update_catalogues(project, Wishes((language,)), environment, tell)
    tell(f"aligning {path.name}")
    alignment, findings = _aligned(project, work, language, path)
    proposals = {pair.key: pair for pair in alignment.pairs}
    paths: list[PurePosixPath] = []
    placed = 0
    with files.locked(project.root, tell):
        for domain in project.domains(work, language):
            target = project.catalogue_path(domain, language)
            expected = files.digest(project.root / target)
            held = project.catalogue(target)
            if held is None:
                continue
            changed, number = _with_proposals(held[0], proposals, path.name)
            placed += number
            content = write_po(changed)
            if number and files.write_bytes(project.root / target, content, str(target), expected=expected):
                paths.append(target)
    written = (file.path for file in updated if file.written)
    return Adopted(
        tuple(dict.fromkeys([*written, *paths])),
        placed,
        len(proposals) - placed,
        alignment.missing,
        alignment.unplaced,
        findings,
    )


def _work(project: Project, name: str | None) -> Work:
    works = {work.name: work for work in project.edition.works}
    if name is None and len(works) == 1:
        return next(iter(works.values()))
    if name is None or name not in works:
        raise UsageError(
            f"there is no work {name!r}" if name else "which work is it a translation of?",
            hint=f"name one with --work: {', '.join(works)}",
        )
    return works[name]


def _aligned(project: Project, work: Work, language: str, path: Path) -> tuple[Alignment, tuple[Finding, ...]]:
    shown = os.fspath(path)
    content = files.read_bytes(path, shown, SourceError, "name the text of a translation")
    kind = _FORMATS.get(path.suffix.lower(), work.format)
    edition = replace(project.edition, source_language=language)
    document, findings = read(content, shown, replace(work, format=kind), edition)
    source = project.source(work)
    return align(source.document, segment(document, edition.segmentation)), findings


def _with_proposals(catalogue: Catalogue, proposals: Mapping[Key, Pair], name: str) -> tuple[Catalogue, int]:
    """The catalogue with a proposal wherever nothing was typed yet, and how many that were."""
    number = 0
    entries: list[CatalogueEntry] = []
    for entry in catalogue.entries:
        pair = proposals.get(entry.key)
        if pair and not entry.obsolete and not any(entry.msgstrs):
            number += 1
            moved = ", moved" if pair.moved else ""
            comment = f"adopted from {name}: confidence {pair.confidence:.2f} ({pair.how}{moved})"
            entries.append(replace(entry, msgstrs=(pair.text,), fuzzy=True, comments=(*entry.comments, comment)))
        else:
            entries.append(entry)
    return replace(catalogue, entries=tuple(entries)), number
