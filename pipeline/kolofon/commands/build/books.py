"""A work in a language as a `Book`: translated and localized, with all that a writer needs."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from kolofon.catalogue.header import notes_to_reader, translators
from kolofon.commands.build.cache import NO_CACHE, BuildCache
from kolofon.edition.project import Project, Source
from kolofon.model.contributor import of_language
from kolofon.model.document import Document
from kolofon.model.edition import Imprint, Work
from kolofon.model.error import EditionError, SourceError
from kolofon.model.finding import Finding
from kolofon.model.isbn import Isbn
from kolofon.model.message import Catalogue
from kolofon.text.furniture import date_patterns
from kolofon.text.notation import plain
from kolofon.text.parts import segments
from kolofon.translate import translate
from kolofon.translate.localize import in_alphabet, localize
from kolofon.write.book import Book, Origins, Proofread, Side

__all__ = ["book_of", "original_of", "untranslated_book", "with_translation"]


def original_of(project: Project, source: Source) -> Side:
    """The source of a work as one side of its books; it is the same for all languages."""
    edition = project.edition
    return Side(in_alphabet(source.document), project.furniture(edition.source_language)[0], edition)


def book_of(  # noqa: PLR0913, PLR0917  each is another thing
    project: Project, source: Source, original: Side, language: str, now: datetime, cache: BuildCache = NO_CACHE
) -> tuple[Book, tuple[Finding, ...]]:
    """A work in a language, and the findings about its catalogues and pictures; `now` is the time of the build."""
    book, findings = untranslated_book(project, source, original, language, now)
    if language == project.edition.source_language:
        return book, findings
    catalogue, more = project.translation(source.work, language)
    document = cache.translated(source, catalogue, date_patterns(book.side.furniture))
    book = replace(book, side=replace(book.side, chapters=cache.chapters(source, language)))
    book = with_translation(book, source, catalogue, document)
    return replace(book, proofread=partial(_proofread, project, source, language)), (*findings, *more)


def untranslated_book(
    project: Project, source: Source, original: Side, language: str, now: datetime
) -> tuple[Book, tuple[Finding, ...]]:
    """A work in a language, its text not yet translated, and the findings about furniture and names of pictures."""
    edition = project.edition
    furniture, findings = project.furniture(language)
    imprint = _imprint(project, source, language, now)
    book = Book(
        original=original,
        side=original if language == edition.source_language else replace(original, furniture=furniture),
        imprint=_about(source.work, source.document, imprint),
        images=project.images(language),
        edition=edition,
        theme=project.theme(),
        origins=partial(_origins, project, source, language),
        profile=partial(_profile, project),
    )
    return book, (*findings, *project.unnameable(language))


def with_translation(book: Book, source: Source, catalogue: Catalogue, document: Document) -> Book:
    """The book with its text in translation, and with the translators and the progress in its imprint."""
    from kolofon.commands.status import progress_in  # noqa: PLC0415  only a translation has one

    imprint = replace(
        book.imprint,
        translators=translators(catalogue),
        notes=notes_to_reader(catalogue),
        progress=progress_in(source, catalogue),
    )
    side = replace(book.side, document=document)
    return replace(book, side=side, imprint=_about(source.work, document, imprint))


def _imprint(project: Project, source: Source, language: str, now: datetime) -> Imprint:
    edition = project.edition
    rights = source.work.rights or edition.rights
    return Imprint(
        work=source.work.name,
        language=language,
        source_language=edition.source_language,
        original_title=plain(source.document.title.inlines),
        publisher=edition.publisher,
        identifier=edition.identifier,
        rights=rights.in_language(language),
        statement_language=language if rights.translated(language) else edition.source_language,
        source_digest=source.digest,
        date=now,
        series=source.work.series,
        number=source.work.number,
        contributors=of_language((*edition.contributors, *source.work.contributors), language),
        place=edition.place,
        isbns=source.work.isbn.get(language, Isbn()),
        cataloguing=source.work.cataloguing,
        printing=source.work.printing,
    )


def _about(work: Work, document: Document, imprint: Imprint) -> Imprint:
    """The imprint, with the description or the subject of the work."""
    if document.description is None:
        return replace(imprint, subject=work.subject, subject_language=imprint.source_language)
    description = plain(document.description.inlines)
    return replace(imprint, subject=description, subject_language=document.description.language or imprint.language)


def _proofread(project: Project, source: Source, language: str) -> Proofread:
    """The translation with its fuzzy messages, and the proofreader's findings in it."""
    from kolofon.commands.check import proofread_work  # noqa: PLC0415  the source is not proofread
    from kolofon.write.proof import drafted  # noqa: PLC0415  only a proof is a draft

    catalogue, _ = project.translation(source.work, language)
    patterns = date_patterns(project.furniture(language)[0])
    document = localize(translate(source.document, drafted(catalogue)), patterns)
    return Proofread(document, catalogue, proofread_work(project, source, language))


def _origins(project: Project, source: Source, language: str) -> Origins | None:
    """The files that an edition is made from, if edition.toml wants them attached to its PDF."""
    if not project.edition.archive.embed:
        return None
    hint = "it stands there when the edition is read; see to its permissions"
    sources = {segment.sentence.place.path for segment in segments(source.document)}
    domains = project.domains(source.work, language)
    catalogues = [str(project.catalogue_path(name, language)) for name in domains]
    return Origins(
        {path: project.read(path, SourceError, hint) for path in sources},
        {path: project.read(path, SourceError, hint) for path in catalogues},
    )


def _profile(project: Project) -> bytes | None:
    """The ICC profile of the edition's printing condition, if it names one."""
    if not project.edition.press.profile:
        return None
    shown = f"source/{project.edition.press.profile}"
    hint = "put it there, or mend `profile` below [press] in source/edition.toml"
    return project.read(shown, EditionError, hint)
