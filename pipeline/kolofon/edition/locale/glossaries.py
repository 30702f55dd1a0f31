"""The glossaries of an edition: a PO file for each language, `locale/<lang>/glossary.po`."""

from pathlib import PurePosixPath

from kolofon.catalogue.create import create, template
from kolofon.edition import files
from kolofon.edition.project import Project
from kolofon.language.names import gettext_name
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from kolofon.text.glossary.terms import Glossary, glossary

__all__ = ["glossary_path", "new_glossary", "read_glossary"]


def glossary_path(language: str) -> PurePosixPath:
    """The path of a language's glossary, from the root."""
    return PurePosixPath("locale", gettext_name(language), "glossary.po")


def read_glossary(project: Project, language: str) -> tuple[Glossary, tuple[Finding, ...]]:
    """A language's glossary, without a term where there is no file, and what was found in the file.

    Raises CatalogueError for a file that cannot be read.
    """
    found = project.catalogue(glossary_path(language))
    if not found:
        return Glossary(project.edition.source_language, language), ()
    return glossary(found[0], project.edition.source_language), found[1]


def new_glossary(project: Project, language: str) -> Catalogue:
    """The catalogue of a glossary that has no term yet; the date in its header is the present."""
    pot = template((), project="glossary", version="", date=files.now({}))
    return create(language, pot, source_language=project.edition.source_language)
