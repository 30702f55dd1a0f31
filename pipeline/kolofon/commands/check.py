"""`kolofon check`: an edition's texts, catalogues and glossaries in, findings out."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kolofon.catalogue.header import TO_THE_READER, notes_to_reader
from kolofon.check import FAMILIES, Family, Memory, Original, check, check_again, message_order
from kolofon.check.families import MECHANICAL
from kolofon.check.families.bibliography import bibliography_entries
from kolofon.check.families.characters import CHARACTERS
from kolofon.check.families.glossary import glossary_family
from kolofon.check.families.msgcat_marks import MSGCAT_MARKS
from kolofon.check.families.names import names_family
from kolofon.check.families.script import SCRIPT
from kolofon.check.families.spelling import spelling_family
from kolofon.edition.arguments import CatalogueFile, CatalogueKind, catalogue_at
from kolofon.edition.locale.dictionaries import spelling, spelling_digest
from kolofon.edition.locale.findings import RULES, merge_findings, orphan_finding, outdated_findings, template_findings
from kolofon.edition.locale.glossaries import glossary_path, read_glossary
from kolofon.edition.pool import Pool
from kolofon.edition.project import Project, Source
from kolofon.edition.store.recall import keep, recall, recalled
from kolofon.language.names import gettext_name
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.furniture import DATE, LANGUAGE, needs_no_translation
from kolofon.text.glossary.terms import Glossary

__all__ = [
    "Checked",
    "families",
    "languages_without_dictionary",
    "misnamed",
    "original_text",
    "proofread",
    "proofread_furniture",
    "proofread_languages",
    "proofread_work",
    "rules",
]


Checked = Callable[[Project, Source, Catalogue], tuple[Finding, ...]]
"""A function from a catalogue of a text to what the checks find in it."""


def proofread(
    project: Project,
    languages: Sequence[str],
    tell: Callable[[str], None],
    paths: Sequence[Path] = (),
    jobs: int = 1,
) -> tuple[Finding, ...]:
    """Findings for the translations into some languages and for some PO files; for all, if none is named.

    `jobs` is how many works and languages are checked at once.

    The press's own words and the glossaries are proofread as well; in the source's language, only the former.  Of a
    template, only that it can be read and is up to date with the text.

    UsageError for a language that the edition does not have, or a file that is none of its catalogues.
    """
    named = [catalogue_at(project, path) for path in paths]
    source_language = project.edition.source_language
    whole = project.chosen(languages) if languages or not paths else ()
    found: list[Finding] = []
    for work in project.edition.works:
        files = [file for file in named if file.work == work]
        chosen = [language for language in project.languages_of(work, whole) if language != source_language]
        if not (files or chosen):
            continue
        source = project.source(work)
        only = {str(file.path) for file in files}
        wanted = dict.fromkeys([*chosen, *(file.language for file in files if file.language)])
        for findings in proofread_languages(
            project,
            source,
            {language: None if language in chosen else only for language in wanted},
            Pool(jobs, tell),
        ):
            found += findings
        for file in files:
            if file.kind is CatalogueKind.TEMPLATE:
                found += _template(project, source, file)
    for language in whole:
        found += [*proofread_furniture(project, language), *_proofread_glossary(project, language)]
    for file in named:
        match file.kind:
            case CatalogueKind.FURNITURE:
                found += proofread_furniture(project, file.language)
            case CatalogueKind.GLOSSARY:
                found += _proofread_glossary(project, file.language)
            case CatalogueKind.ORPHAN:
                found += _orphan(project, file)
            case CatalogueKind.WORK | CatalogueKind.TEMPLATE:
                pass
    return tuple(dict.fromkeys(found))


def proofread_languages(
    project: Project,
    source: Source,
    wanted: Mapping[str, Container[str] | None],
    pool: Pool,
    checked: Checked | None = None,
) -> list[tuple[Finding, ...]]:
    """Findings for a work in each of the languages of `wanted`, which has the paths for `proofread_work`."""
    if checked is not None:
        return [proofread_work(project, source, language, paths, None, checked) for language, paths in wanted.items()]
    original = original_text(project, source) if wanted else None  # it is the same in all languages
    return pool.map(
        lambda language: proofread_work(project, source, language, wanted[language], original),
        [*wanted],
        lambda language: f"proofreading {source.work.name} in {language}",
    )


def proofread_work(  # noqa: PLR0913, PLR0917  each is another thing
    project: Project,
    source: Source,
    language: str,
    paths: Container[str] | None = None,
    original: Original | None = None,
    checked: Checked | None = None,
) -> tuple[Finding, ...]:
    """Findings for one work in one language, first those of reading its catalogues.

    With `paths`, from the root, only the findings in these files.  `original` is what `original_text` returns, if the
    caller has it; `checked` is what the checks find in a catalogue, where that is known otherwise than by the store.
    """
    held, _ = project.translations_held(source.work, language)
    _, read = project.translation(source.work, language)
    found = [*read, *outdated_findings(project, source, language, held)]
    for catalogue in held.values():
        if paths is None or catalogue.path in paths:
            found += [*misnamed(catalogue, language), *merge_findings(catalogue)]
            # The folder says which language it is, as it does for an edition.
            spoken = replace(catalogue, language=language)
            if checked is None:
                original = original or original_text(project, source)
                found += _checked(project, original, spoken)
            else:
                found += checked(project, source, spoken)
            found += _to_the_reader(replace(catalogue, language=language))
    return tuple(finding for finding in found if paths is None or finding.place.path in paths)


@dataclass(frozen=True, slots=True)
class _CheckMemory:
    """What the checks remember of a catalogue from the last run."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class _TextFacts:
    """The language of a text and the entries of its bibliographies, which the checks need."""

    language: str
    bibliography: tuple[str, ...]


def _checked(project: Project, original: Original, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Findings for a catalogue of a work; only messages that changed since the last run are checked again."""
    language = catalogue.language
    terms, _ = read_glossary(project, language)
    # The contents of the catalogue and of the text are not parts of the key: the memory is that of earlier ones.
    parts = (catalogue.path, language, project.edition.source_language, terms, spelling_digest(project, language))
    before = recalled(project.store, _CheckMemory, parts) or _CheckMemory(b"")
    chosen = families(project, language)
    findings, memory = check_again(original, catalogue, chosen, before.memory)
    if memory is not before.memory:
        keep(project.store, _CheckMemory, parts, _CheckMemory(memory))
    return findings


def _to_the_reader(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Findings in the words to the reader above the header, which are printed: in their letters and marks."""
    begins = [
        number for number, line in enumerate(catalogue.header_comments, 1) if line.strip().startswith(TO_THE_READER)
    ]
    notes = zip(begins, notes_to_reader(catalogue), strict=False)
    entries = tuple(CatalogueEntry(None, TO_THE_READER, msgstrs=(note,), line=line) for line, note in notes if note)
    return check(None, replace(catalogue, entries=entries), families=(CHARACTERS, SCRIPT)) if entries else ()


def original_text(project: Project, source: Source) -> Original:
    """What the checks need of the text of a work."""

    def make() -> _TextFacts:
        return _TextFacts(source.document.language, bibliography_entries(source.document))

    text = recall(project.store, _TextFacts, (source.work, project.edition, source.digest), make)
    messages = frozenset([message.key for message in source.messages])
    return Original(text.language, messages, text.bibliography, lambda: message_order(source.document))


def proofread_furniture(project: Project, language: str) -> tuple[Finding, ...]:
    """Findings for the press's own words in a language, as far as the edition has its own version of them."""
    _, read = project.furniture(language)
    own = project.catalogue(project.catalogue_path("furniture", language))
    if own is None:
        return read
    words = tuple(entry for entry in own[0].entries if entry.context != DATE)
    catalogue = replace(own[0], language=language, entries=words)
    # An edition may replace the English words by others in English; the checks of a translation are not for those.
    chosen = MECHANICAL if needs_no_translation(language) else families(project, language)
    found = check(None, catalogue, source_language=LANGUAGE, families=chosen)
    return (*read, *misnamed(own[0], language), *merge_findings(catalogue), *found)


def _proofread_glossary(project: Project, language: str) -> tuple[Finding, ...]:
    """Findings for a glossary as a file; for its terms, only what is wrong in any language."""
    if (found := project.catalogue(glossary_path(language))) is None:
        return ()
    catalogue = replace(found[0], language=language)
    return (
        *found[1],
        *misnamed(found[0], language),
        *merge_findings(catalogue),
        *check(None, catalogue, families=(MSGCAT_MARKS,)),
    )


def _template(project: Project, source: Source, file: CatalogueFile) -> tuple[Finding, ...]:
    found = project.catalogue(file.path)
    return (*(found[1] if found else ()), *template_findings(project, source, file.domain))


def _orphan(project: Project, file: CatalogueFile) -> tuple[Finding, ...]:
    found = project.catalogue(file.path)
    orphan = orphan_finding(project, file.path, file.path.stem)
    if found is None or file.path.suffix == ".pot":
        return (orphan, *(found[1] if found else ()))
    catalogue = replace(found[0], language=file.language)
    source_language, chosen = project.edition.source_language, families(project, file.language)
    more = check(None, catalogue, source_language=source_language, families=chosen)
    return (orphan, *found[1], *misnamed(found[0], file.language), *merge_findings(catalogue), *more)


def misnamed(catalogue: Catalogue, language: str) -> tuple[Finding, ...]:
    """A finding if the header of a catalogue names another language than its folder."""
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


def languages_without_dictionary(
    project: Project, languages: Sequence[str], paths: Sequence[Path] = ()
) -> tuple[str, ...]:
    """The languages that `proofread` checks, called with the same, and that have no dictionary for their spelling."""
    chosen = project.chosen(languages) if languages or not paths else ()
    files = [catalogue_at(project, path).language for path in paths]
    wanted = dict.fromkeys([*chosen, *files])
    passed = {"", project.edition.source_language, *pseudo_tags()}
    return tuple(language for language in wanted if language not in passed and spelling(project, language) is None)


def families(project: Project, language: str) -> tuple[Family, ...]:
    """The families of checks for a language, with its glossary where they need it; few for a pseudo-language."""
    if language in pseudo_tags():
        return MECHANICAL
    terms, _ = read_glossary(project, language)
    spell = spelling(project, language)
    spelled = (spelling_family(spell, terms),) if spell else ()
    return (*FAMILIES, glossary_family(terms), names_family(terms), *spelled)


def rules() -> dict[str, str]:
    """The code of every check, and a sentence that says what it finds."""
    nothing = Glossary("en", "en")
    known = (*FAMILIES, glossary_family(nothing), names_family(nothing), spelling_family(bool, nothing))
    return {check.code: check.summary for family in known for check in family.checks} | RULES
