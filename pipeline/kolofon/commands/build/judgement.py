"""Whether an edition may be published: as it is, as a draft, or not at all."""

from collections.abc import Sequence

from kolofon.commands.build.way import AFRESH, Way
from kolofon.edition.pool import Pool
from kolofon.edition.project import EDITION, Project, Source
from kolofon.model.document import Place
from kolofon.model.edition import Format, Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import missing_picture
from kolofon.write.book import Book
from kolofon.write.pictures import for_a_draft, unshown
from kolofon.write.table import writers

__all__ = ["grave", "held_back", "lettered", "pictured", "sparse", "told_of", "told_of_furniture"]


def pictured(book: Book, formats: Sequence[Format], *, draft: bool) -> tuple[Finding, ...]:
    """Findings for the pictures that a book cannot show in some formats.  Until then each has a frame in its place."""
    missing = unshown(book.side.document, book.images)
    artwork = book.edition.cover.artwork
    if artwork and artwork not in book.images and Format.COVER in formats:
        missing.setdefault(artwork, (missing_picture(artwork, Place(str(EDITION))),))
    book.images = book.images.with_stand_ins(missing)
    told = tuple(finding for why in missing.values() for finding in why)
    return tuple(map(for_a_draft, told)) if draft else told


def lettered(book: Book, formats: Sequence[Format]) -> bool:
    """Whether every letter of a book has a face, if it is to be set; if not, its PDF shows marks in a draft."""
    if not any(writer.suffix.endswith(".pdf") for writer in writers(formats)):
        return True
    from kolofon.write.paper.glyphs import faced  # noqa: PLC0415  only what is set needs it

    return faced(book.side.book, book.side.furniture.values(), book.theme.fonts)


def told_of(
    project: Project, source: Source, languages: Sequence[str], pool: Pool, way: Way = AFRESH
) -> dict[str, tuple[Finding, ...]]:
    """The findings to show of translations: of each its errors, and those about its catalogues as files."""
    translations = [language for language in languages if language != project.edition.source_language]
    told: dict[str, tuple[Finding, ...]] = dict.fromkeys(languages, ())
    if translations:
        from kolofon.commands.check import proofread_languages  # noqa: PLC0415  the source has no need of the checks

        found = proofread_languages(project, source, dict.fromkeys(translations), pool, way.checked)
        told |= zip(translations, map(grave, found), strict=True)
    return told


def told_of_furniture(project: Project, language: str) -> tuple[Finding, ...]:
    """The findings to show of the words of the book itself in a language, where the edition has a file of its own."""
    if project.catalogue(project.catalogue_path("furniture", language)) is None:
        return grave(project.furniture(language)[1])
    from kolofon.commands.check import proofread_furniture  # noqa: PLC0415  as above

    return grave(proofread_furniture(project, language))


def grave(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that a person who builds must see: errors, and those about catalogues as files."""
    if not findings:
        return ()
    from kolofon.edition.catalogue_findings import RULES  # noqa: PLC0415  as above

    return tuple(finding for finding in findings if finding.severity is Severity.ERROR or finding.code in RULES)


def held_back(imprint: Imprint, faults: int) -> Finding:
    """The finding that an edition is not made because of so many errors."""
    errors = "an error" if faults == 1 else f"{faults} errors"
    return Finding(
        "held-back",
        Severity.ERROR,
        Place(f"output/{imprint.language}/{imprint.work}"),
        f"not made, for {errors}; with --draft it is made, and every page says that it is a draft",
        f"mend the errors that are told here, or: kolofon build {imprint.language} --draft",
    )


def sparse(project: Project, source: Source, imprint: Imprint) -> tuple[Finding, ...]:
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
