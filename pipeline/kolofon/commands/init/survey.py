"""What a new edition lacks before it can be built: pictures, included texts, faces for its letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kolofon.commands.build.books import original_of
from kolofon.commands.build.support import language_support
from kolofon.edition.project import Project, Source
from kolofon.language.scripts import script_name
from kolofon.model.finding import Finding, Severity
from kolofon.write.fonts.installation import OF_NONE
from kolofon.write.paper.audit.glyphs import scripts_lacking
from kolofon.write.pictures import unshown

__all__ = ["Survey", "survey"]

_INCLUDES = "unread-include"


@dataclass(frozen=True, slots=True)
class Survey:
    """The findings in the texts of a new edition, and what it lacks.

    `missing` are the pictures that are not there, and `broken` those that cannot be shown, by their paths below
    `source/`.  `includes` counts the places where another file would be included and is not.  `faces` are the English
    names of the scripts without a face.  No finding is an error, since the edition is begun all the same.
    """

    missing: tuple[str, ...]
    broken: tuple[str, ...]
    includes: int
    faces: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether the edition can be made, and not only as a draft."""
        return not (self.missing or self.broken or self.faces)


def survey(project: Project, source: Source, languages: Sequence[str]) -> Survey:
    """The survey of a text that is to be translated into some languages."""
    unseen = unshown(source.document, project.images(project.edition.source_language))
    missing = tuple(path for path, why in unseen.items() if any(one.code == "missing-picture" for one in why))
    pictures = (replace(one, severity=Severity.WARNING) for why in unseen.values() for one in why)
    return Survey(
        missing=missing,
        broken=tuple(path for path in unseen if path not in missing),
        includes=sum(finding.count for finding in source.findings if finding.code == _INCLUDES),
        faces=_faceless(project, source, languages),
        findings=(*source.findings, *pictures),
    )


def _faceless(project: Project, source: Source, languages: Sequence[str]) -> tuple[str, ...]:
    original = original_of(project, source)
    lacking = scripts_lacking(original.book, original.furniture.values())
    wanted = (here.script for here in map(language_support, languages) if not here.face)
    scripts = dict.fromkeys((*lacking, *wanted))
    names = ("some characters" if script in OF_NONE else script_name(script) for script in scripts)
    return tuple(dict.fromkeys(names))
