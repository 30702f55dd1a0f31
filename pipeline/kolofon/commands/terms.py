"""`kolofon terms`: terms that a glossary might hold, and the import of a glossary from a TBX or CSV file."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from kolofon.catalogue.po.writer import write_po
from kolofon.edition import files
from kolofon.edition.locale.glossaries import glossary_path, new_glossary, read_glossary
from kolofon.edition.project import Project
from kolofon.model.error import CatalogueError, UsageError
from kolofon.model.finding import Finding
from kolofon.text.glossary.candidates import Candidate, candidates
from kolofon.text.glossary.table import read_table
from kolofon.text.glossary.tbx import read_tbx
from kolofon.text.glossary.terms import Glossary, add

__all__ = ["candidate_terms", "import_glossary"]

_READERS = {".tbx": read_tbx, ".xml": read_tbx, ".csv": read_table, ".tsv": read_table}


def candidate_terms(project: Project, language: str | None) -> tuple[Candidate, ...]:
    """Terms that are frequent in the texts; with a language, only those that its glossary does not have."""
    source_language = project.edition.source_language
    if language:
        (language,) = project.translations([language])
        known, _ = read_glossary(project, language)
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
    target = glossary_path(language)
    with files.locked(project.root, tell):
        expected = files.digest(project.root / target)
        found = project.catalogue(target)
        catalogue = found[0] if found else new_glossary(project, language)
        changed, findings = add(catalogue, new)
        within = project.bounds(str(target)).within
        written = changed != catalogue and files.write_bytes(
            project.root / target, write_po(changed), str(target), expected=expected, within=within
        )
    return target, written, (*(found[1] if found else ()), *findings)
