"""`kolofon adopt`: a finished translation of a work → proposals in the catalogue."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kolofon.catalogue.align import Alignment, Pair, Unplaced, align
from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.edition.locale.proposals import Proposal, named_work, propose
from kolofon.edition.project import Project, ReadOnce
from kolofon.model.document import Document, Place
from kolofon.model.edition import Edition, Work
from kolofon.model.error import SourceError, UsageError
from kolofon.model.finding import Finding
from kolofon.model.message import Key
from kolofon.read import read
from kolofon.read.table import SUFFIXES
from kolofon.read.works.chapters import ReadOptions, chapter_paths, read_chapters
from kolofon.segment import segment
from kolofon.text.escape import escaped

__all__ = ["Adopted", "Translation", "adopt"]


@dataclass(frozen=True, slots=True)
class Translation:
    """A finished translation: its language, its text, and the work that it is of (None where the edition has one).

    That text is a file; or, of a work of many files, a folder with files of the same names, or some of them.
    """

    language: str
    path: Path
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an adoption did: the files written, how many messages got a proposal, and what is left over.

    `kept` messages were translated already and stay; `missing` have no translation; `unplaced` sentences of the
    translation matched no message.
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
    """Write proposals from an existing translation of a work: each fuzzy, with its confidence in a comment.

    What is translated already stays as it is.  SourceError for a file that cannot be read.  UsageError for a work or a
    language that the edition does not have, or a file of another kind.
    """
    project = ReadOnce(project.root, project.edition)
    work, path = named_work(project, translation.work), translation.path
    if not path.is_dir() and path.suffix.lower() not in {*SUFFIXES, PurePosixPath(work.source).suffix.lower(), ""}:
        raise UsageError(f"{path} is no text that can be read", hint=f"it ends in one of {', '.join(SUFFIXES)}")
    (language,) = project.translations([translation.language])
    tell(f"aligning {path.name}")
    alignment, findings = _aligned(project, work, language, path)
    updated, _ = update_catalogues(project, UpdateOptions((language,)), environment, tell)
    proposals = {pair.key: _proposal(pair, escaped(path.name)) for pair in alignment.pairs}
    paths, placed = propose(project, (work, language), proposals, tell)
    written = (file.path for file in updated if file.written)
    return Adopted(
        tuple(dict.fromkeys([*written, *paths])),
        len(placed),
        len(proposals) - len(placed),
        alignment.missing,
        alignment.unplaced,
        findings,
    )


def _aligned(project: Project, work: Work, language: str, path: Path) -> tuple[Alignment, tuple[Finding, ...]]:
    edition = replace(project.edition, source_language=language)
    document, findings = _chapters(project, work, edition, path) if path.is_dir() else _text(work, edition, path)
    alignment = align(project.source(work).document, segment(document, edition.segmentation))

    def theirs(place: Place) -> bool:
        """Whether a place is in a file of the translation, not in the words of the press or in a chapter it lacks."""
        where = Path(place.path)
        return not path.is_dir() or (where.is_relative_to(path) and files.present(where))

    pairs = [pair for pair in alignment.pairs if all(theirs(sentence.place) for sentence in pair.sentences)]
    kept = {pair.key for pair in pairs}
    return replace(
        alignment,
        pairs=tuple(pairs),
        missing=(*(pair.key for pair in alignment.pairs if pair.key not in kept), *alignment.missing),
        unplaced=tuple(left for left in alignment.unplaced if theirs(left.place)),
    ), tuple(finding for finding in findings if theirs(finding.place))


def _text(work: Work, edition: Edition, path: Path) -> tuple[Document, tuple[Finding, ...]]:
    shown = os.fspath(path)
    content = files.read_bytes(path, shown, SourceError, "name the text of a translation")
    kind = SUFFIXES.get(path.suffix.lower(), work.format)
    # The words of our first pages are not in it.
    bare = replace(work, format=kind, frontispiece="", dedication="", epigraph="", epigraph_source="")
    return read(content, shown, bare, edition)


def _chapters(project: Project, work: Work, edition: Edition, path: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The files below a folder that have the names of the work's files; nothing for a file that is not there.

    So the translation has the chapters of its source, and each is aligned with its own.
    """
    found, ours = files.Folder(path, Path(), SourceError), project.texts()
    names = [work.source] if work.source else chapter_paths(ours, work, edition)
    texts = {name: ours[name] if name == work.summary else found.get(name, b"") for name in names}
    if not any(name in found for name in names):
        hint = f"name its text, or a folder that has files such as {names[-1]}"
        raise UsageError(f"{path} has none of the files of {work.name}", hint=hint)
    if work.source:
        return _text(work, edition, path / work.source)
    return read_chapters(texts, work, edition, ReadOptions(f"{path}{os.sep}"))


def _proposal(pair: Pair, name: str) -> Proposal:
    moved = ", moved" if pair.moved else ""
    comment = f"adopted from {name}: confidence {pair.confidence:.2f} ({pair.how}{moved})"
    return Proposal(pair.text, (comment,))
