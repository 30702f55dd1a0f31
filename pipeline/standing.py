"""How far each translation is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.extract import extract
from pipeline.merge.progress import progress
from pipeline.model.document import Document
from pipeline.model.edition import Progress
from pipeline.model.finding import Finding
from pipeline.model.message import Catalogue
from pipeline.project import Project

__all__ = ["Standing", "standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one work is in one language."""

    language: str
    work: str
    progress: Progress


def standings(project: Project, tell: Callable[[str], None]) -> tuple[tuple[Standing, ...], tuple[Finding, ...]]:
    """How far every work is in every language."""
    rows: list[Standing] = []
    findings: list[Finding] = []
    for work in project.edition.works:
        tell(f"reading {work.source}")
        source = project.source(work)
        for language in project.languages:
            catalogue, found = project.translation(work, language)
            findings += found
            rows.append(Standing(language, work.name, standing(source.document, catalogue)))
    return tuple(rows), tuple(findings)


def standing(document: Document, catalogue: Catalogue) -> Progress:
    """How much of a segmented document a catalogue covers.

    Counted against the text and not the file: an editor may have changed the one since the other was last updated.
    """
    asked = {message.key for message in extract(document)}
    counted = progress(replace(catalogue, entries=tuple(entry for entry in catalogue.entries if entry.key in asked)))
    return replace(counted, total=len(asked))
