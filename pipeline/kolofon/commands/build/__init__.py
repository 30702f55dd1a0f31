"""The sentence itself: read, segment, translate, localize, publish.

Its other half, extract and merge, is `kolofon.commands.update`.  Everything is read, and every mistake in it found,
before the first file is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from kolofon.catalogue.header import readers_notes, translators
from kolofon.commands.build.guard import guarded, held_against
from kolofon.commands.build.review import bilingual, proof
from kolofon.commands.build.screens import Printed, Reading, bilingual_epub, for_screens, one_page, reading
from kolofon.commands.check import proofread_furniture, proofread_work
from kolofon.commands.status import standing
from kolofon.edition import files, output
from kolofon.edition.catalogue_findings import RULES
from kolofon.edition.project import EDITION, INPUTS, Project, Source
from kolofon.model.document import Document, Place
from kolofon.model.edition import Artefact, Format, Imprint, Page, Work
from kolofon.model.error import EditionError, SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.text.notation import plain
from kolofon.text.parts import segments
from kolofon.translate import translate
from kolofon.translate.localize import in_alphabet, localize
from kolofon.write.paper.attachments import Attachment, origins
from kolofon.write.paper.pagination import PageStart
from kolofon.write.pictures import Pictures, for_a_draft, unshown
from kolofon.write.screen.publication import Setting
from kolofon.write.screen.site import site
from kolofon.write.themes.blame import blaming
from kolofon.write.themes.survey import survey
from kolofon.write.xhtml import render

__all__ = ["Built", "Tell", "Wanted", "build"]

_PDF = "application/pdf"

Tell = Callable[[str], None]
"""Told, in a few words, what a long step is about to do."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files that were made, as paths from the root, and what was found on the way."""

    paths: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the languages (all, if none is named), the formats, and whether a draft will do."""

    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    draft: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """All that one edition of one work is made of."""

    source: Source
    document: Document
    imprint: Imprint
    furniture: Mapping[str, str]
    images: Pictures


def build(project: Project, wanted: Wanted, environment: Mapping[str, str], tell: Tell) -> Built:
    """Make every work in the languages and formats wanted, below `output/`.

    Of a language in which the proofreader finds errors, or that lacks a picture, nothing but a proof is made, unless a
    draft will do; one of which less is translated than edition.toml asks for is made as a draft.  Raises a
    PipelineError for what is missing or broken, before anything is written.
    """
    chosen = project.chosen(wanted.languages)
    output.check(project.root, [PurePosixPath(name, "any") for name in (*chosen, "site")])
    findings = list(survey(project.theme(), project.images(project.edition.source_language)))
    now = files.clock(project.root, INPUTS, environment)
    jobs: list[_Job] = []
    begun: list[_Job] = []
    furniture = {language: _grave(proofread_furniture(project, language)) for language in chosen}
    for work in project.edition.works:
        tell(f"reading {work.name}")
        source = project.source(work)
        findings += source.findings
        for language in chosen:
            job, found = _job(project, source, language, now)
            findings += found
            job, amiss = _pictured(job, draft=wanted.draft)
            begun.append(job)
            told = [*furniture[language], *_told(project, source, language), *amiss]
            faults = [finding for finding in told if finding.severity is Severity.ERROR]
            sparse = _sparse(project, source, job.imprint)
            findings += [*sparse, *told]
            if wanted.draft or not faults:
                jobs.append(replace(job, imprint=replace(job.imprint, draft=bool(sparse or faults or amiss))))
            elif set(wanted.formats) != {Format.PROOF}:
                findings.append(_held_back(job.imprint, len(faults)))
    with blaming(project.theme()):
        artefacts, told = _made(project, wanted.formats, jobs, begun, tell)
    written = project.write(artefacts)
    return Built(written.paths, tuple(dict.fromkeys([*findings, *told, *written.findings])))


def _made(
    project: Project, formats: Sequence[Format], jobs: Sequence[_Job], begun: Sequence[_Job], tell: Tell
) -> tuple[list[Artefact], list[Finding]]:
    """The finished files, and what there is to say about them; only proofs of those that are no more than begun."""
    findings: list[Finding] = []
    artefacts: list[Artefact] = []
    readings: list[Reading] = []
    for job in jobs:
        xhtml = render(job.document, job.imprint, job.furniture, project.edition.page, project.theme())
        with blaming(project.theme(), xhtml):
            made = guarded(job.source.document, list(_publish(project, job, xhtml, formats, tell)))
        findings += (finding for _, more in made for finding in more)
        good, whole = _good(made)
        artefacts += good
        if whole:
            readings.append(reading(xhtml, _setting(project, job), job.images, good))
    if Format.SITE in formats and readings:
        tell("building the site")
        pages, missing = site(readings, project.edition.site.address)
        amiss = _amiss(jobs, {page.path: page.content for page in pages})
        if not amiss:
            artefacts += (replace(page, path=PurePosixPath("site") / page.path) for page in pages)
        findings += [*missing, *amiss]
    for job in begun if Format.PROOF in formats else ():
        if job.document.language != project.edition.source_language:
            tell(f"typesetting the proof of {job.imprint.work} in {job.imprint.language}")
            artefact, about, amiss = proof(project, job.source, job.imprint, job.furniture, job.images)
            if not amiss:
                artefacts.append(artefact)
            findings += [*about, *amiss]
    return artefacts, findings


def _job(project: Project, source: Source, language: str, now: datetime) -> tuple[_Job, tuple[Finding, ...]]:
    edition = project.edition
    furniture, findings = project.furniture(language)
    images = project.images(language)
    findings = (*findings, *project.unnameable(language))
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
        series=source.work.series,
        number=source.work.number,
    )
    if language == edition.source_language:
        imprint = _about(source.work, source.document, imprint)
        return _Job(source, in_alphabet(source.document), imprint, furniture, images), findings
    catalogue, more = project.translation(source.work, language)
    imprint = replace(
        imprint,
        translators=translators(catalogue),
        notes=readers_notes(catalogue),
        progress=standing(source, catalogue),
    )
    document = localize(translate(source.document, catalogue))
    return _Job(source, document, _about(source.work, document, imprint), furniture, images), (*findings, *more)


def _pictured(job: _Job, *, draft: bool) -> tuple[_Job, tuple[Finding, ...]]:
    """A job with something in the place of each picture that it cannot show, and what there is to say of these."""
    missing = unshown(job.document, job.images)
    told = tuple(finding for why in missing.values() for finding in why)
    return replace(job, images=job.images.with_stand_ins(missing)), tuple(map(for_a_draft, told)) if draft else told


def _about(work: Work, document: Document, imprint: Imprint) -> Imprint:
    """The imprint that says what the work is about."""
    if document.description is None:
        return replace(imprint, subject=work.subject, subject_language=imprint.source_language)
    told = plain(document.description.inlines)
    return replace(imprint, subject=told, subject_language=document.description.language or imprint.language)


def _told(project: Project, source: Source, language: str) -> tuple[Finding, ...]:
    """What is so wrong with a translation that it is not to be published, and what is with its catalogues as files."""
    if language == project.edition.source_language:
        return ()
    return _grave(proofread_work(project, source, language))


def _grave(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR or finding.code in RULES)


def _held_back(imprint: Imprint, faults: int) -> Finding:
    errors = "an error" if faults == 1 else f"{faults} errors"
    return Finding(
        "held-back",
        Severity.ERROR,
        Place(f"output/{imprint.language}/{imprint.work}"),
        f"not made, for {errors}; with --draft it is made, and every page says that it is a draft",
        f"mend what is told above, or: kolofon build {imprint.language} --draft",
    )


def _sparse(project: Project, source: Source, imprint: Imprint) -> tuple[Finding, ...]:
    """Whether less is translated than edition.toml asks for, so that it can only be a draft."""
    progress, minimum = imprint.progress, project.edition.publish.minimum
    if progress is None or progress.translated * 100 >= minimum * progress.total:
        return ()
    return (
        Finding(
            "below-minimum",
            Severity.WARNING,
            Place(str(project.catalogue_path(source.work.name, imprint.language))),
            f"{progress.translated} of {progress.total} messages are translated, so this is a draft and says so",
            f"translate more of it; publish.minimum in {EDITION} is {minimum} in a hundred",
        ),
    )


def _publish(
    project: Project, job: _Job, xhtml: bytes, formats: Sequence[Format], tell: Tell
) -> Iterator[tuple[Artefact, tuple[Finding, ...]]]:
    imprint = job.imprint
    stem = PurePosixPath(imprint.language, imprint.work)
    if Format.HTML in formats:
        page = one_page(xhtml, _setting(project, job), job.images)
        yield Artefact(stem.with_name(f"{stem.name}.xhtml"), "application/xhtml+xml", page), ()
    starts = list[PageStart]()
    if Format.PDF in formats:
        tell(f"typesetting {stem}.pdf")
        from kolofon.write.paper.glyphs import placed  # noqa: PLC0415  as below
        from kolofon.write.paper.pdf import typeset  # noqa: PLC0415  WeasyPrint costs half a second, and only a PDF needs it

        attachments = _origins(project, job, xhtml) if project.edition.archive.embed else ()
        content, told = typeset(xhtml, imprint, job.images, attachments, starts)
        amiss = held_against(job.source.document, [xhtml], f"output/{stem}.pdf")
        findings = (*placed(told, job.document), *amiss)
        if _stopped(findings):
            starts.clear()  # an EPUB does not point at the pages of what is not there
        yield Artefact(stem.with_name(f"{stem.name}.pdf"), _PDF, content), findings
    if Format.PRESS in formats:
        tell(f"typesetting {stem}-press.pdf")
        from kolofon.write.paper.glyphs import placed  # noqa: PLC0415  as above
        from kolofon.write.paper.press import impose  # noqa: PLC0415  as above

        pages: list[bytes] = []

        def on_page(page: Page) -> bytes:
            pages[:] = [render(job.document, imprint, job.furniture, page, project.theme())]
            return pages[0]

        content, told = impose(on_page, imprint, job.images, project.edition, _profile(project))
        amiss = held_against(job.source.document, pages, f"output/{stem}-press.pdf")
        yield Artefact(stem.with_name(f"{stem.name}-press.pdf"), _PDF, content), (*placed(told, job.document), *amiss)
    if Format.BILINGUAL in formats and imprint.language != imprint.source_language:
        tell(f"typesetting {stem}-bilingual.pdf")
        both, made = bilingual(project, job.source.document, job.document, imprint, job.images)
        yield made
        setting = replace(_setting(project, job), beside=imprint.source_language)
        yield bilingual_epub(both, setting, job.images)
    yield from for_screens(Printed(xhtml, tuple(starts)), _setting(project, job), job.images, formats)


def _good(made: Sequence[tuple[Artefact, tuple[Finding, ...]]]) -> tuple[list[Artefact], bool]:
    """What no error holds back, and whether what is for screens is among it; of the rest, output/ keeps what it has.

    An error in a PDF (no font has a letter) holds back that PDF alone: a browser has fonts of its own.  What is for
    screens is the same text in several files, and goes out together or not at all.
    """
    whole = not any(_stopped(more) for artefact, more in made if artefact.media_type != _PDF)
    return [
        artefact for artefact, more in made if (not _stopped(more) if artefact.media_type == _PDF else whole)
    ], whole


def _amiss(jobs: Iterable[_Job], pages: Mapping[PurePosixPath, bytes]) -> tuple[Finding, ...]:
    """What the guard of the bibliography finds in the pages of a site; one that is not there is not asked for."""
    paths = [(job, PurePosixPath(job.imprint.language, f"{job.imprint.work}.html")) for job in jobs]
    return tuple(
        finding
        for job, path in paths
        if path in pages
        for finding in held_against(job.source.document, [pages[path]], f"output/site/{path}")
    )


def _stopped(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _setting(project: Project, job: _Job) -> Setting:
    return Setting(job.imprint, job.furniture, project.theme())


def _origins(project: Project, job: _Job, xhtml: bytes) -> Sequence[Attachment]:
    """What an edition was made from, to go into its PDF."""
    imprint = job.imprint
    sources = {segment.sentence.place.path for segment in segments(job.document)}
    domains = project.domains(job.source.work, imprint.language)
    catalogues = [str(project.catalogue_path(name, imprint.language)) for name in domains]
    hint = "it stands there when the edition is read; see to its permissions"
    sources_read, catalogues_read = (
        {path: project.read(path, SourceError, hint) for path in paths} for paths in (sources, catalogues)
    )
    return origins(imprint.work, xhtml, sources_read, catalogues_read)


def _profile(project: Project) -> bytes | None:
    """The ICC profile of the edition's printing condition, if it names one."""
    if not project.edition.press.profile:
        return None
    shown = f"source/{project.edition.press.profile}"
    hint = "put it there, or mend `profile` below [press] in source/edition.toml"
    return project.read(shown, EditionError, hint)
