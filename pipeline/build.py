"""The sentence itself: read, segment, translate, localize, publish.

Its other half, extract and merge, is `pipeline.catalogues`.  Everything is read, and every mistake in it
found, before the first file is written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from pipeline import files
from pipeline.localize import localize
from pipeline.merge.header import readers_notes, translators
from pipeline.model.document import Document
from pipeline.model.edition import Artefact, Format, Imprint
from pipeline.model.finding import Finding, Severity
from pipeline.notation import plain
from pipeline.project import INPUTS, Project, Source
from pipeline.publish.xhtml import render
from pipeline.standing import standing
from pipeline.translate import translate

__all__ = ["Built", "Tell", "build"]

Tell = Callable[[str], None]
"""Told, in a few words, what a long step is about to do."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files that were made, as paths from the root, and what was found on the way."""

    paths: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """All that one edition of one work is made of."""

    document: Document
    imprint: Imprint
    furniture: Mapping[str, str]


def build(
    project: Project,
    languages: Sequence[str],
    formats: Sequence[Format],
    environment: Mapping[str, str],
    tell: Tell,
) -> Built:
    """Make every work, in the languages asked for (all, if none is) and the formats, below `output/`.

    Raises a PipelineError for what is missing or broken, before anything is written.
    """
    chosen = project.chosen(languages)
    now = files.clock(project.root, INPUTS, environment)
    findings: list[Finding] = []
    jobs: list[_Job] = []
    for work in project.edition.works:
        tell(f"reading {work.source}")
        source = project.source(work)
        findings += source.findings
        for language in chosen:
            job, found = _job(project, source, language, now)
            findings += found
            jobs.append(job)
    artefacts: list[Artefact] = []
    for job in jobs:
        for artefact, found in _publish(project, job, formats, tell):
            artefacts.append(artefact)
            findings += found
    # An error in the text or in the typesetting stops the edition: what stands in output/ stays as it is.
    stopped = any(finding.severity is Severity.ERROR for finding in findings)
    return Built(() if stopped else project.write(artefacts), tuple(dict.fromkeys(findings)))


def _job(project: Project, source: Source, language: str, now: datetime) -> tuple[_Job, tuple[Finding, ...]]:
    edition = project.edition
    furniture, findings = project.furniture(language)
    imprint = Imprint(
        work=source.work.name,
        language=language,
        source_language=edition.source_language,
        original_title=plain(source.document.title.inlines),
        publisher=edition.publisher,
        identifier=edition.identifier,
        rights=edition.rights,
        source_digest=source.digest,
        date=now,
        subject=source.work.subject,
    )
    if language == edition.source_language:
        return _Job(source.document, imprint, furniture), findings
    catalogue, more = project.translation(source.work, language)
    imprint = replace(
        imprint,
        translators=translators(catalogue),
        notes=readers_notes(catalogue),
        progress=standing(source.document, catalogue),
    )
    document = localize(translate(source.document, catalogue))
    return _Job(document, imprint, furniture), (*findings, *more)


def _publish(
    project: Project, job: _Job, formats: Sequence[Format], tell: Tell
) -> Iterator[tuple[Artefact, tuple[Finding, ...]]]:
    imprint = job.imprint
    stem = PurePosixPath(imprint.language, imprint.work)
    xhtml = render(job.document, imprint, job.furniture, project.edition.page)
    if Format.HTML in formats:
        yield Artefact(stem.with_name(f"{stem.name}.xhtml"), "application/xhtml+xml", xhtml), ()
    if Format.PDF in formats:
        tell(f"typesetting {stem}.pdf")
        from pipeline.publish.pdf import typeset  # noqa: PLC0415  WeasyPrint costs half a second, and only a PDF needs it

        content, findings = typeset(xhtml, imprint, project.images())
        yield Artefact(stem.with_name(f"{stem.name}.pdf"), "application/pdf", content), findings
