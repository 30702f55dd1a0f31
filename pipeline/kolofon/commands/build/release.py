"""The findings that decide whether an edition may be published: as it is, as a draft, or not at all."""

from collections.abc import Sequence

from kolofon.commands.build.cache import NO_CACHE, BuildCache
from kolofon.edition.pool import Pool
from kolofon.edition.project import EDITION, Project, Source
from kolofon.model.document import Place
from kolofon.model.edition import Format, Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import missing_picture
from kolofon.write.book import Book
from kolofon.write.pictures import for_a_draft, unshown
from kolofon.write.table import writers

__all__ = [
    "below_minimum",
    "furniture_findings",
    "has_all_glyphs",
    "held_back_finding",
    "picture_findings",
    "shown_findings",
    "translation_findings",
]


def picture_findings(book: Book, formats: Sequence[Format], *, draft: bool) -> tuple[Finding, ...]:
    """Findings for pictures that a book cannot show in some formats; it then has a frame in place of each."""
    missing = unshown(book.side.document, book.images)
    artwork = book.edition.cover.artwork
    if artwork and artwork not in book.images and Format.COVER in formats:
        missing.setdefault(artwork, (missing_picture(artwork, Place(str(EDITION))),))
    book.images = book.images.with_stand_ins(missing)
    findings = tuple(finding for why in missing.values() for finding in why)
    return tuple(map(for_a_draft, findings)) if draft else findings


def has_all_glyphs(book: Book, formats: Sequence[Format]) -> bool:
    """Whether every letter of a book has a face, if one of the formats is a PDF; True without one."""
    if not any(writer.suffix.endswith(".pdf") for writer in writers(formats)):
        return True
    from kolofon.write.paper.audit.glyphs import faced  # noqa: PLC0415  only what is set needs it

    return faced(book.side.book, book.side.furniture.values(), book.theme.fonts)


def translation_findings(
    project: Project, source: Source, languages: Sequence[str], pool: Pool, cache: BuildCache = NO_CACHE
) -> dict[str, tuple[Finding, ...]]:
    """The findings of the proofreader that a build shows for each language, as `shown_findings` chooses them."""
    translations = [language for language in languages if language != project.edition.source_language]
    shown: dict[str, tuple[Finding, ...]] = dict.fromkeys(languages, ())
    if translations:
        from kolofon.commands.check import proofread_languages  # noqa: PLC0415  the source has no need of the checks

        found = proofread_languages(project, source, dict.fromkeys(translations), pool, cache.checked)
        shown |= zip(translations, map(shown_findings, found), strict=True)
    return shown


def furniture_findings(project: Project, language: str) -> tuple[Finding, ...]:
    """The findings that a build shows for the words of the book itself in a language."""
    if project.catalogue(project.catalogue_path("furniture", language)) is None:
        return shown_findings(project.furniture(language)[1])
    from kolofon.commands.check import proofread_furniture  # noqa: PLC0415  as above

    return shown_findings(proofread_furniture(project, language))


def shown_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that a build shows, of those of `check`: errors, and those about catalogues as files."""
    if not findings:
        return ()
    from kolofon.edition.locale.findings import RULES  # noqa: PLC0415  as above

    return tuple(finding for finding in findings if finding.severity is Severity.ERROR or finding.code in RULES)


def held_back_finding(imprint: Imprint, faults: int) -> Finding:
    """The finding that a book is not made, because of a number of errors."""
    errors = "an error" if faults == 1 else f"{faults} errors"
    return Finding(
        "held-back",
        Severity.ERROR,
        Place(f"output/{imprint.language}/{imprint.work}"),
        f"not made, for {errors}; with --draft it is made, and every page says that it is a draft",
        f"mend the errors that are reported here, or: kolofon build {imprint.language} --draft",
    )


def below_minimum(project: Project, source: Source, imprint: Imprint) -> tuple[Finding, ...]:
    """A finding if less is translated than the minimum in edition.toml, so that only a draft can be made."""
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
