"""`kolofon update` brings the templates and catalogues in `locale/` up to date with the source.

| module      | holds                                                              |
|-------------|--------------------------------------------------------------------|
| `renewal`   | the messages of a work + its catalogues → its catalogues, updated  |
| `furniture` | the same for the words of the book itself                          |
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from kolofon.catalogue.po.stanzas import Stanzas
from kolofon.catalogue.po.writer import write_po
from kolofon.catalogue.update.message_index import MessageIndex
from kolofon.catalogue.update.report import Report
from kolofon.commands.update.furniture import FURNITURE, renewed_furniture
from kolofon.commands.update.renewal import Renewal, Renewed, UpdateOptions, files_to_write
from kolofon.edition import files
from kolofon.edition.locale.findings import orphan_finding
from kolofon.edition.project import Project
from kolofon.language.tags import pseudo_tags
from kolofon.model.edition import EDITION
from kolofon.model.error import UsageError
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue

__all__ = ["UpdateOptions", "Updated", "update_catalogues"]

_ATTEMPTS = 4
"""How often an update begins again if somebody saves a file that it has read."""


@dataclass(frozen=True, slots=True)
class Updated:
    """One file of `locale/`: its path from the root, what became of its messages, and whether it was written.

    A template has no report.  A file is `removed` if the layout in edition.toml no longer has it: its content is in the
    others.
    """

    path: PurePosixPath
    report: Report | None
    written: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class _Unused:
    """A file whose domain no longer exists, and the digest of its content; None for a template, which nobody edits."""

    path: PurePosixPath
    digest: str | None


def update_catalogues(
    project: Project, options: UpdateOptions, environment: Mapping[str, str], tell: Callable[[str], None]
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """Bring the templates and the catalogues of the wished languages up to date with the source.

    A language that the edition does not have yet is begun.  A file in which only dates or references would change is
    left alone.  If edition.toml has a new layout or segmentation, the translations move.  Files that belong to nothing
    any more are removed after all others are written, so a run that stops before then leaves both, and the next one
    joins them.  Raises a PipelineError for what is missing or broken, before anything is written.

    Two updates of an edition wait for each other.  A file that somebody saves while this runs is read and updated
    again; ChangedError if that happens too often.
    """
    now = files.now(environment)
    with files.locked(project.root, tell):
        if not options.check:
            files.sweep(project.root / "locale")
        done: dict[PurePosixPath, Updated] = {}
        for _ in range(_ATTEMPTS):
            with suppress(files.ChangedError):
                return _update(project, options, now, tell, done)
            tell("somebody saved a catalogue; updating it again")
        return _update(project, options, now, tell, done)


def _update(
    project: Project,
    options: UpdateOptions,
    now: datetime,
    tell: Callable[[str], None],
    done: dict[PurePosixPath, Updated],
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """As `update_catalogues`; `done` collects the files that were written before it had to begin again."""
    chosen = _chosen(project, options)
    # Computed before anything is read, so that a file that is saved meanwhile differs.
    digests = {
        PurePosixPath(path.relative_to(project.root)): files.digest(path)
        for path in (project.root / "locale").rglob("*.po*")
    }
    findings: list[Finding] = []
    pending: dict[PurePosixPath, Renewed] = {}
    left: list[_Unused] = []
    stanzas = Stanzas()
    for work in project.edition.works:
        tell(f"reading {work.name}")
        source = project.source(work)
        findings += source.findings
        domain = partial(project.domain, work)
        renewal = Renewal(
            work.name, project.edition.source_language, domain, MessageIndex(source.messages), options, now
        )
        stanzas.heads = renewal.messages.heads
        templates = renewal.templates(partial(_template, project, stanzas))
        pending |= {project.template_path(name): file for name, file in templates.items()}
        left += [_Unused(project.template_path(name), None) for name in project.domains(work) if name not in templates]
        pots = {name: file.catalogue for name, file in templates.items()}
        for language in project.languages_of(work, chosen):
            tell(f"updating {work.name} in {language}")
            held, found = project.translations_held(work, language, stanzas)
            renewed, more = renewal.catalogues(language, held, pots)
            findings += [*found, *more]
            pending |= {project.catalogue_path(name, language): file for name, file in renewed.items()}
            gone = (project.catalogue_path(name, language) for name in held if name not in renewed)
            left += [_Unused(path, digests.get(path, "")) for path in gone]
    for language in chosen:
        path = project.catalogue_path(FURNITURE, language)
        own = project.catalogue(path)
        if furniture := renewed_furniture(language, own[0] if own else None, options, now):
            pending[path], amiss = furniture
            findings += [*(own[1] if own else ()), *amiss]
    for target in (*pending, *(old.path for old in left)):
        files.inside(project.root / target, str(target), project.bounds(str(target)).within)
    for path, file in pending.items():
        done.setdefault(path, Updated(path, file.report, written=False))
    for path, catalogue in files_to_write(pending):
        content = write_po(catalogue, stanzas.text)
        if _write(project, path, content, digests.get(path, ""), dry=options.check):
            done[path] = Updated(path, pending[path].report, written=True)
            digests[path] = hashlib.sha256(content).hexdigest()
    for old in left:
        if not options.check:
            shown = str(old.path)
            files.remove(project.root / shown, shown, expected=old.digest, within=project.bounds(shown).within)
        done[old.path] = Updated(old.path, None, written=False, removed=True)
    return tuple(done.values()), (*findings, *_orphans(project, digests))


def _write(project: Project, path: PurePosixPath, content: bytes, expected: str, *, dry: bool) -> bool:
    """Write a file in place of the one that was read, known by its digest; whether that changes anything."""
    if dry:
        return hashlib.sha256(content).hexdigest() != expected
    within = project.bounds(str(path)).within
    return files.write_bytes(project.root / path, content, str(path), expected=expected, within=within)


def _template(project: Project, stanzas: Stanzas, domain: str) -> Catalogue | None:
    """The template of a domain as it is on disk, if there is one."""
    read = project.catalogue(project.template_path(domain), stanzas)
    return read[0] if read else None


def _chosen(project: Project, options: UpdateOptions) -> tuple[str, ...]:
    """The languages to bring up to date; UsageError if --pseudo does not fit them, or no work is in one of them."""
    known = ", ".join(pseudo_tags())
    if options.pseudo and not options.languages:
        raise UsageError("--pseudo: a pseudo-language has a name", hint=f"name some of {known}")
    chosen = project.translations(options.languages)
    for tag in chosen:
        if options.pseudo and tag not in pseudo_tags():
            raise UsageError(f"--pseudo: {tag} is a language of people", hint=f"pseudo-languages are {known}")
        if not options.pseudo and tag in pseudo_tags() and tag not in project.languages:
            raise UsageError(f"{tag} is a pseudo-language", hint=f"to begin it: kolofon update {tag} --pseudo")
        if not any(project.languages_of(work, [tag]) for work in project.edition.works):
            hint = f"write it into languages, at the top and of the works that it is for, in {EDITION}"
            raise UsageError(f"no work of this edition has translations into {tag}", hint=hint)
    return chosen


def _orphans(project: Project, paths: Iterable[PurePosixPath]) -> Iterator[Finding]:
    """The catalogues among some paths that no work has, as when it was renamed."""
    names = {FURNITURE, *(work.name for work in project.edition.works)}
    for path in paths:
        if path.name.startswith("."):  # an editor's own
            continue
        match path.with_suffix("").parts:
            case ("locale", _, "LC_MESSAGES", name, *_) if path.suffix == ".po" and name not in names:
                yield orphan_finding(project, path, name)
            case _:
                pass
