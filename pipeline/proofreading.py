"""The proofreader at work on an edition: its texts, catalogues and glossaries in, findings out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline import files
from pipeline.check import FAMILIES, Family, check
from pipeline.check.families import MECHANICAL
from pipeline.check.glossary import glossary_family
from pipeline.check.names import names_family
from pipeline.check.spelling import spelling_family
from pipeline.dictionary import spelling
from pipeline.glossary.candidates import Candidate, candidates
from pipeline.glossary.table import read_table
from pipeline.glossary.tbx import read_tbx
from pipeline.glossary.terms import Glossary, add, glossary
from pipeline.merge.birth import create, template
from pipeline.merge.language import gettext_name
from pipeline.merge.serialise import write_po
from pipeline.model.document import Place
from pipeline.model.error import CatalogueError, UsageError
from pipeline.model.finding import Finding, Severity
from pipeline.model.message import Catalogue
from pipeline.model.pseudo import PSEUDO_LANGUAGES
from pipeline.project import Project, Source

__all__ = ["candidate_terms", "families", "import_glossary", "proofread", "proofread_work", "rules"]

_READERS = {".tbx": read_tbx, ".xml": read_tbx, ".csv": read_table, ".tsv": read_table}


def proofread(project: Project, languages: Sequence[str], tell: Callable[[str], None]) -> tuple[Finding, ...]:
    """What is wrong with the translations into some languages, all of them if none is named.

    The press's own words are among what is proofread, those of the source's language too.

    UsageError for a language that the edition does not have.
    """
    source_language = project.edition.source_language
    chosen = [language for language in project.chosen(languages) if language != source_language]
    found: list[Finding] = []
    for work in project.edition.works:
        source = project.source(work)
        for language in chosen:
            tell(f"proofreading {work.name} in {language}")
            found += proofread_work(project, source, language)
    for language in project.chosen(languages):
        found += project.furniture(language)[1]
    return tuple(found)


def proofread_work(project: Project, source: Source, language: str) -> tuple[Finding, ...]:
    """What is wrong with one work in one language, whatever the reader of its files had to say first."""
    _, read = project.translation(source.work, language)
    chosen = families(project, language)
    held, _ = project.translations_held(source.work, language)
    return (
        *read,
        *(
            finding
            for catalogue in held.values()
            for finding in (
                *_misnamed(catalogue, language),
                # The folder says which language it is, as it does for an edition.
                *check(
                    source.document,
                    replace(catalogue, language=language),
                    source_language=project.edition.source_language,
                    families=chosen,
                ),
            )
        ),
    )


def _misnamed(catalogue: Catalogue, language: str) -> tuple[Finding, ...]:
    """Whether the header of a catalogue names another language than its folder."""
    if catalogue.language in {"", language}:
        return ()
    return (
        Finding(
            "header-language",
            Severity.WARNING,
            Place(catalogue.path, 1),
            f"the header says that the language is “{catalogue.language}”, and the folder says “{language}”",
            f"write “Language: {gettext_name(language)}” in the header, or move the file",
        ),
    )


def families(project: Project, language: str) -> tuple[Family, ...]:
    """The families of checks for a language, those that need its glossary with it; few for a pseudo-language."""
    if language in PSEUDO_LANGUAGES:
        return MECHANICAL
    terms, _ = _glossary(project, language)
    spell = spelling(project, language)
    spelled = (spelling_family(spell, terms),) if spell else ()
    return (*FAMILIES, glossary_family(terms), names_family(terms), *spelled)


def candidate_terms(project: Project, language: str | None) -> tuple[Candidate, ...]:
    """What the texts have often and a glossary might hold; with a language, only what its glossary does not."""
    source_language = project.edition.source_language
    if language:
        (language,) = project.translations([language])
        known, _ = _glossary(project, language)
    else:
        known = Glossary(source_language, source_language)
    return tuple(
        candidate for work in project.edition.works for candidate in candidates(project.source(work).document, known)
    )


def import_glossary(
    project: Project, language: str, path: Path, tell: Callable[[str], None]
) -> tuple[PurePosixPath, bool, tuple[Finding, ...]]:
    """Put the terms of a TBX or CSV file into a language's glossary: its path, whether it was written, what was found.

    Terms that are there stay.  UsageError for a file of another kind, CatalogueError for one that cannot be read.
    """
    (language,) = project.translations([language])
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path} is no glossary that can be read", hint=f"it ends in one of {', '.join(_READERS)}")
    content = files.read_bytes(path, str(path), CatalogueError, "name a TBX or CSV file")
    new = reader(content, str(path), source_language=project.edition.source_language, language=language)
    target = _path(language)
    with files.locked(project.root, tell):
        expected = files.digest(project.root / target)
        found = project.catalogue(target)
        catalogue = found[0] if found else _begun(project, language)
        changed, findings = add(catalogue, new)
        within = project.bounds(str(target)).within
        written = changed != catalogue and files.write_bytes(
            project.root / target, write_po(changed), str(target), expected=expected, within=within
        )
    return target, written, (*(found[1] if found else ()), *findings)


def _glossary(project: Project, language: str) -> tuple[Glossary, tuple[Finding, ...]]:
    found = project.catalogue(_path(language))
    if not found:
        return Glossary(project.edition.source_language, language), ()
    return glossary(found[0], project.edition.source_language), found[1]


def _begun(project: Project, language: str) -> Catalogue:
    pot = template((), project="glossary", version="", date=files.now({}))
    return create(language, pot, source_language=project.edition.source_language)


def _path(language: str) -> PurePosixPath:
    return PurePosixPath("locale", gettext_name(language), "glossary.po")


def rules() -> dict[str, str]:
    """Every check's code, and in a sentence what it finds."""
    nothing = Glossary("en", "en")
    known = (*FAMILIES, glossary_family(nothing), names_family(nothing), spelling_family(bool, nothing))
    return {check.code: check.says for family in known for check in family.checks}
