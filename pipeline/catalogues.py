"""The other half of the sentence: read, segment, extract, merge.  The only code that writes below `locale/`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import PurePosixPath

from pipeline import files
from pipeline.extract import extract
from pipeline.localize import UNSPACED
from pipeline.merge.birth import create, template
from pipeline.merge.layout import join, share, way_back
from pipeline.merge.report import Change, Outcome, Report
from pipeline.merge.resegment import resegment
from pipeline.merge.serialise import write_po
from pipeline.merge.shelf import dated, pruned
from pipeline.merge.update import same_but_dates, update
from pipeline.model.document import Document, Paragraph, Place, Sentence, Text
from pipeline.model.edition import Work
from pipeline.model.error import UsageError
from pipeline.model.finding import Finding, Severity
from pipeline.model.message import Catalogue, Message
from pipeline.model.pseudo import PSEUDO_LANGUAGES
from pipeline.notation import plain
from pipeline.parts import runs
from pipeline.project import Project
from pipeline.pseudo import pseudo_translated
from pipeline.segment import segment

__all__ = ["Updated", "Wishes", "update_catalogues"]

_ATTEMPTS = 4
"""How often an update begins again because somebody saves what it has read."""


@dataclass(frozen=True, slots=True)
class Updated:
    """One file of `locale/`: its path from the root, what became of its messages, and whether it was written.

    A template has no report.  A file of the layout that edition.toml no longer asks for is `removed`: what it held
    is in the others.
    """

    path: PurePosixPath
    report: Report | None
    written: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file as it shall be, and whether that differs from what is there in more than dates and references."""

    path: PurePosixPath
    catalogue: Catalogue
    report: Report | None
    changed: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """A file that no domain has any more, and the digest of what was read; none of a template: nobody types in one."""

    path: PurePosixPath
    digest: str | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor asks of an update: some languages (all, if none is named), and more besides.

    `trivial`: only misprints were corrected, so what is much like its old words keeps its translation as it is.
    `prune`: entries that have been obsolete for so many days go; None for none.
    `pseudo`: a machine fills the catalogues; the languages are pseudo-languages then.
    """

    languages: tuple[str, ...] = ()
    trivial: bool = False
    prune: int | None = None
    pseudo: bool = False


def update_catalogues(
    project: Project, wishes: Wishes, environment: Mapping[str, str], tell: Callable[[str], None]
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """Bring the templates and the catalogues of the wished languages up to date with the source.

    A language that the edition does not have yet is begun.  A file in which only dates or references would change is
    left alone.  Where edition.toml asks for another layout or another segmentation than before, the translations move;
    files that nothing belongs to any more are removed when all others are written, so that a run that stops before
    then leaves both, which the next one joins.  Raises a PipelineError for what is missing or broken, before anything
    is written.

    Two updates of an edition wait for each other.  A file that somebody saves while this runs is read and updated
    again; ChangedError if that goes on and on.
    """
    now = files.now(environment)
    with files.locked(project.root, tell):
        files.sweep(project.root / "locale")
        done: dict[PurePosixPath, Updated] = {}
        for _ in range(_ATTEMPTS):
            with suppress(files.ChangedError):
                return _update(project, wishes, now, tell, done)
            tell("somebody saved a catalogue; updating it again")
        return _update(project, wishes, now, tell, done)


def _update(
    project: Project,
    wishes: Wishes,
    now: datetime,
    tell: Callable[[str], None],
    done: dict[PurePosixPath, Updated],
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """As `update_catalogues`; `done` are the files that were written before it had to begin again, and grows."""
    chosen = _chosen(project, wishes)
    # Taken before anything is read, so that what is saved while it is read differs.
    digests = {
        PurePosixPath(path.relative_to(project.root)): files.digest(path)
        for path in (project.root / "locale").rglob("*.po*")
    }
    findings: list[Finding] = []
    pending: list[_Pending] = []
    left: list[_Left] = []
    for work in project.edition.works:
        tell(f"reading {work.name}")
        source = project.source(work)
        findings += source.findings
        text = _Text(project, work, extract(source.document), wishes, now)
        templates = text.templates()
        pending += templates.values()
        left += [_Left(project.template_path(name), None) for name in project.domains(work) if name not in templates]
        for language in chosen:
            tell(f"updating {work.name} in {language}")
            held, found = project.translations_held(work, language)
            updated, clashes = text.updated(language, held, {name: pot.catalogue for name, pot in templates.items()})
            findings += [*found, *clashes]
            pending += updated
            paths = (project.catalogue_path(name, language) for name in held)
            left += [
                _Left(path, digests.get(path, "")) for path in paths if path not in {file.path for file in updated}
            ]
    for target in (*(file.path for file in pending), *(old.path for old in left)):
        files.inside(project.root / target, str(target), project.bounds(str(target)).within)
    for file in pending:
        path, shown, expected = project.root / file.path, str(file.path), digests.get(file.path, "")
        written = file.changed and files.write_bytes(
            path, write_po(file.catalogue), shown, expected=expected, within=project.bounds(shown).within
        )
        if written or file.path not in done:
            done[file.path] = Updated(file.path, file.report, written)
    for old in left:
        shown = str(old.path)
        files.remove(project.root / shown, shown, expected=old.digest, within=project.bounds(shown).within)
        done[old.path] = Updated(old.path, None, written=False, removed=True)
    return tuple(done.values()), (*findings, *_orphans(project, digests))


def _chosen(project: Project, wishes: Wishes) -> tuple[str, ...]:
    """The languages to bring up to date; UsageError where a machine would fill a catalogue that is not for that."""
    known = ", ".join(PSEUDO_LANGUAGES)
    if wishes.pseudo and not wishes.languages:
        raise UsageError("--pseudo: a pseudo-language has a name", hint=f"name some of {known}")
    chosen = project.translations(wishes.languages)
    for tag in chosen:
        if wishes.pseudo and tag not in PSEUDO_LANGUAGES:
            raise UsageError(f"--pseudo: {tag} is a language of people", hint=f"pseudo-languages are {known}")
        if not wishes.pseudo and tag in PSEUDO_LANGUAGES and tag not in project.languages:
            raise UsageError(f"{tag} is a pseudo-language", hint=f"to begin it: kolofon update {tag} --pseudo")
    return chosen


def _orphans(project: Project, paths: Iterable[PurePosixPath]) -> Iterator[Finding]:
    """The catalogues among some paths that no work has, as when it was renamed."""
    works = [work.name for work in project.edition.works]
    names = {*works, "furniture"}
    for path in paths:
        if path.name.startswith("."):  # an editor's own
            continue
        match path.with_suffix("").parts:
            case ("locale", _, "LC_MESSAGES", name, *_) if path.suffix == ".po" and name not in names:
                yield Finding(
                    "orphaned-catalogue",
                    Severity.WARNING,
                    Place(str(path)),
                    f"no work of this edition has the name {name}",
                    f"if a work was renamed, rename its catalogue as well; works are {', '.join(works)}",
                )
            case _:
                pass


@dataclass(frozen=True, slots=True)
class _Text:
    """What a work asks of its translators."""

    project: Project
    work: Work
    messages: Sequence[Message]
    wishes: Wishes
    now: datetime

    def domain(self, message: Message) -> str:
        """That of the first place where it stands: a message has one translation, whichever chapters have its words."""
        return self.project.domain(self.work, message.places[0].path if message.places else "")

    def templates(self) -> dict[str, _Pending]:
        """The template of each domain, in the order of the text; at least one."""
        asked: dict[str, list[Message]] = {} if self.messages else {self.project.domain(self.work, ""): []}
        for message in self.messages:
            asked.setdefault(self.domain(message), []).append(message)
        return {name: self.template(name, messages) for name, messages in asked.items()}

    def template(self, name: str, messages: Sequence[Message]) -> _Pending:
        path = self.project.template_path(name)
        new = template(messages, project=self.work.name, version="", date=self.now)
        old, _ = self.project.catalogue(path) or (None, ())
        if old and same_but_dates(old, new):
            return _Pending(path, old, None, changed=False)
        return _Pending(path, new, None, changed=True)

    def updated(
        self, language: str, held: Mapping[str, Catalogue], templates: Mapping[str, Catalogue]
    ) -> tuple[Sequence[_Pending], tuple[Finding, ...]]:
        """The catalogues of a language, by the domains of the templates, out of those that there are."""
        on_disk = held
        held = {name: self.headed(language, name, file, templates) for name, file in on_disk.items()}
        in_order = [held[name] for name in sorted(held, key=lambda name: [*templates, name].index(name))]
        before, clashes = join(in_order) if in_order else (self.begun(language, templates), ())
        findings = (*self.headless(language, on_disk), *clashes)
        source = self.project.edition.source_language
        space = "" if language.partition("-")[0] in UNSPACED else " "
        carried = resegment(before, self.messages, _sentences(source), _sentences(language), space)
        if self.wishes.pseudo:
            asked = {message.key for message in self.messages}
            carried = replace(carried, entries=tuple(entry for entry in carried.entries if entry.key in asked))
        after, report = update(carried, self.messages, trivial=self.wishes.trivial)
        after = dated(before, after, self.now.date())
        if self.wishes.prune is not None:
            after, gone = pruned(after, self.now.date(), self.wishes.prune)
            dropped = tuple(Change(Outcome.PRUNED, entry.key) for entry in gone)
            report = Report((*report.changes, *dropped))
        if self.wishes.pseudo:
            after = pseudo_translated(after, PSEUDO_LANGUAGES[language], source)
        homes = {message.key: self.domain(message) for message in self.messages}
        shared = share(after, homes, held, templates)
        was = {entry.key: name for name, file in held.items() if name in shared for entry in file.entries}
        where = was | homes | {entry.key: name for name, catalogue in shared.items() for entry in catalogue.entries}
        changes: dict[str, list[Change]] = {name: [] for name in shared}
        for change in report.changes:
            changes[where.get(change.key, next(iter(shared)))].append(change)
        pending = []
        for name, catalogue in shared.items():
            old = on_disk.get(name)
            path = self.project.catalogue_path(name, language)
            changed = old is None or not same_but_dates(old, catalogue)
            pending.append(_Pending(path, catalogue, Report(tuple(changes[name])), changed))
        return pending, findings

    def headed(self, language: str, name: str, file: Catalogue, templates: Mapping[str, Catalogue]) -> Catalogue:
        """A catalogue with a header: gettext's tools refuse one that has none."""
        if file.header:
            return file
        pot = templates.get(name) or next(iter(templates.values()))
        source = self.project.edition.source_language
        born = create(language, pot, source_language=source, root=way_back(name))
        return replace(file, language=language, header=born.header)

    def headless(self, language: str, held: Mapping[str, Catalogue]) -> Sequence[Finding]:
        """The catalogues that get a header."""
        told, hint = "the catalogue has no header; it gets a new one", "see to its Last-Translator and Language-Team"
        places = [
            Place(str(self.project.catalogue_path(name, language)), 1) for name, file in held.items() if not file.header
        ]
        return [Finding("catalogue-header", Severity.WARNING, place, told, hint) for place in places]

    def begun(self, language: str, templates: Mapping[str, Catalogue]) -> Catalogue:
        pot = next(iter(templates.values()))
        source = self.project.edition.source_language
        born = create(language, pot, source_language=source, root=way_back(self.work.name))
        return replace(born, entries=())  # so that its messages count as new


@cache
def _sentences(language: str) -> Callable[[str], Sequence[str]]:
    """Parts a text into sentences as `segment` does, each with the space behind it."""

    @cache  # the source is the same for every language
    def parted(text: str) -> Sequence[str]:
        nowhere = Place("")
        block = Paragraph((Sentence((Text(text),), nowhere),))
        document = segment(Document(language, Sentence((), nowhere), (block,), ()))
        found = next(sentences for sentences, part in runs(document) if part.running)
        return tuple(plain(sentence.inlines) + sentence.after for sentence in found)

    return parted
