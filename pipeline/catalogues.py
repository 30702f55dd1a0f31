"""The other half of the sentence: read, segment, extract, merge.  The only code that writes below `locale/`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from pipeline import files
from pipeline.extract import extract
from pipeline.merge.birth import create, template
from pipeline.merge.report import Report
from pipeline.merge.serialise import write_po
from pipeline.merge.update import same_but_dates, update
from pipeline.model.edition import Work
from pipeline.model.finding import Finding
from pipeline.model.message import Catalogue, Message
from pipeline.project import Project

__all__ = ["Updated", "update_catalogues"]

_ROOT = "../../.."
"""From the folder of a PO file to that of the edition, where its references start."""


@dataclass(frozen=True, slots=True)
class Updated:
    """One file of `locale/`: its path from the root, what became of its messages, and whether it was written.

    A template has no report.
    """

    path: PurePosixPath
    report: Report | None
    written: bool


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file as it shall be, and whether that differs from what is there in more than dates and references."""

    path: PurePosixPath
    catalogue: Catalogue
    report: Report | None
    changed: bool


def update_catalogues(
    project: Project, languages: Sequence[str], environment: Mapping[str, str], tell: Callable[[str], None]
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """Bring the templates and the catalogues of some languages (all, if none is named) up to date with the source.

    A language that the edition does not have yet is begun.  A file in which only dates or references would change is
    left alone.  Raises a PipelineError for what is missing or broken, before anything is written.
    """
    chosen = project.translations(languages)
    now = files.now(environment)
    findings: list[Finding] = []
    pending: list[_Pending] = []
    for work in project.edition.works:
        tell(f"reading {work.source}")
        source = project.source(work)
        findings += source.findings
        messages = extract(source.document)
        pot = _template(project, work, messages, now)
        pending.append(pot)
        for language in chosen:
            tell(f"updating {work.name} in {language}")
            path = project.catalogue_path(work.name, language)
            before, found = project.catalogue(path) or (None, ())
            findings += found
            begun = before or _begun(project, language, pot.catalogue)
            after, report = update(begun, messages, template=pot.catalogue)
            pending.append(_Pending(path, after, report, before is None or not same_but_dates(before, after)))
    updated = [
        Updated(
            file.path,
            file.report,
            file.changed and files.write_bytes(project.root / file.path, write_po(file.catalogue), str(file.path)),
        )
        for file in pending
    ]
    return tuple(updated), tuple(findings)


def _begun(project: Project, language: str, pot: Catalogue) -> Catalogue:
    born = create(language, pot, source_language=project.edition.source_language, root=_ROOT)
    return replace(born, entries=())  # so that its messages count as new


def _template(project: Project, work: Work, messages: Sequence[Message], now: datetime) -> _Pending:
    path = project.template_path(work.name)
    new = template(messages, project=work.name, version="", date=now)
    old, _ = project.catalogue(path) or (None, ())
    if old and same_but_dates(old, new):
        return _Pending(path, old, None, changed=False)
    return _Pending(path, new, None, changed=True)
