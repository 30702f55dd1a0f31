"""The proofreader at work on an edition: its texts, catalogues and glossaries in, findings out."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kolofon.catalogue.create import create, template
from kolofon.catalogue.serialise import write_po
from kolofon.check import FAMILIES, Family, check
from kolofon.check.families import MECHANICAL
from kolofon.check.glossary import glossary_family
from kolofon.check.joined import JOINED
from kolofon.check.names import names_family
from kolofon.check.spelling import spelling_family
from kolofon.edition import files
from kolofon.edition.catalogue_findings import RULES, behind, behind_template, orphaned, unsettled
from kolofon.edition.dictionaries import spelling
from kolofon.edition.project import Project, Source
from kolofon.edition.selection import Kind, Selected, located
from kolofon.language.names import gettext_name
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError, UsageError
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue
from kolofon.model.pseudo import PSEUDO_LANGUAGES
from kolofon.text.glossary.candidates import Candidate, candidates
from kolofon.text.glossary.table import read_table
from kolofon.text.glossary.tbx import read_tbx
from kolofon.text.glossary.terms import Glossary, add, glossary

__all__ = [
    "candidate_terms",
    "families",
    "import_glossary",
    "proofread",
    "proofread_furniture",
    "proofread_work",
    "rules",
]

_READERS = {".tbx": read_tbx, ".xml": read_tbx, ".csv": read_table, ".tsv": read_table}


def proofread(
    project: Project, languages: Sequence[str], tell: Callable[[str], None], paths: Sequence[Path] = ()
) -> tuple[Finding, ...]:
    """What is wrong with the translations into some languages and with some PO files; with all, if none is named.

    The press's own words and the glossaries are among what is proofread; of the source's language, the former.  Of a
    template only whether it can be read and is not behind the text.

    UsageError for a language that the edition does not have, or a file that is none of its catalogues.
    """
    named = [located(project, path) for path in paths]
    source_language = project.edition.source_language
    whole = project.chosen(languages) if languages or not paths else ()
    found: list[Finding] = []
    for work in project.edition.works:
        filed = [file for file in named if file.work == work]
        chosen = [language for language in whole if language != source_language]
        if not (filed or chosen):
            continue
        source = project.source(work)
        for language in dict.fromkeys([*chosen, *(file.language for file in filed if file.language)]):
            tell(f"proofreading {work.name} in {language}")
            only = None if language in chosen else {str(file.path) for file in filed}
            found += proofread_work(project, source, language, only)
        for file in filed:
            if file.kind is Kind.TEMPLATE:
                found += _template(project, source, file)
    for language in whole:
        found += [*proofread_furniture(project, language), *_proofread_glossary(project, language)]
    for file in named:
        match file.kind:
            case Kind.FURNITURE:
                found += proofread_furniture(project, file.language)
            case Kind.GLOSSARY:
                found += _proofread_glossary(project, file.language)
            case Kind.ORPHAN:
                found += _orphan(project, file)
            case Kind.WORK | Kind.TEMPLATE:
                pass
    return tuple(dict.fromkeys(found))


def proofread_work(
    project: Project, source: Source, language: str, paths: Container[str] | None = None
) -> tuple[Finding, ...]:
    """What is wrong with one work in one language, whatever the reader of its files had to say first.

    With `paths`, named from the root, only what is wrong with these files of it.
    """
    held, _ = project.translations_held(source.work, language)
    _, read = project.translation(source.work, language)
    chosen = families(project, language)
    found = [*read, *behind(project, source, language, held)]
    for catalogue in held.values():
        if paths is None or catalogue.path in paths:
            found += [*_misnamed(catalogue, language), *unsettled(catalogue)]
            # The folder says which language it is, as it does for an edition.
            spoken = replace(catalogue, language=language)
            source_language = project.edition.source_language
            found += check(source.document, spoken, source_language=source_language, families=chosen)
    return tuple(finding for finding in found if paths is None or finding.place.path in paths)


def proofread_furniture(project: Project, language: str) -> tuple[Finding, ...]:
    """What is wrong with the press's own words in a language, as far as the edition has its own."""
    _, read = project.furniture(language)
    own = project.catalogue(project.catalogue_path("furniture", language))
    if own is None:
        return read
    catalogue = replace(own[0], language=language)
    # They are English; an edition of an English text may have others for them, and these are right as they are.
    chosen = MECHANICAL if language.partition("-")[0] == "en" else families(project, language)
    found = check(None, catalogue, source_language="en", families=chosen)
    return (*read, *_misnamed(own[0], language), *unsettled(catalogue), *found)


def _proofread_glossary(project: Project, language: str) -> tuple[Finding, ...]:
    """What is wrong with a glossary as a file; of its terms, only what no language has."""
    if (found := project.catalogue(_path(language))) is None:
        return ()
    catalogue = replace(found[0], language=language)
    return (
        *found[1],
        *_misnamed(found[0], language),
        *unsettled(catalogue),
        *check(None, catalogue, families=(JOINED,)),
    )


def _template(project: Project, source: Source, file: Selected) -> tuple[Finding, ...]:
    found = project.catalogue(file.path)
    return (*(found[1] if found else ()), *behind_template(project, source, file.domain))


def _orphan(project: Project, file: Selected) -> tuple[Finding, ...]:
    found = project.catalogue(file.path)
    told = orphaned(project, file.path, file.path.stem)
    if found is None or file.path.suffix == ".pot":
        return (told, *(found[1] if found else ()))
    catalogue = replace(found[0], language=file.language)
    source_language, chosen = project.edition.source_language, families(project, file.language)
    more = check(None, catalogue, source_language=source_language, families=chosen)
    return (told, *found[1], *_misnamed(found[0], file.language), *unsettled(catalogue), *more)


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
    return {check.code: check.says for family in known for check in family.checks} | RULES
