"""`kolofon build`: read, segment, translate, localize, set, write.

| module      | holds                                                                     |
|-------------|---------------------------------------------------------------------------|
| `books`     | a work in a language → a `Book`, all that a writer needs of it            |
| `cache`     | what a process that builds again and again reuses of earlier builds       |
| `release`   | whether a book may be published, as a draft, or not at all                |
| `support`   | what the press has for a language, and what it lacks                      |
| `artefacts` | books and formats → finished files: the loop over both                    |
| `task`      | a book in some formats, which are made together, here or on a cluster     |
| `plan`      | what `kolofon build --dry-run` lists                                      |
| `guard`     | finished files → findings, if a bibliography differs from the source      |
| `listed`    | the bibliographies in plain text and Markdown, found among the lists      |

Everything is read, and every mistake in it found, before the first file is written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kolofon.commands.build.artefacts import make_artefacts
from kolofon.commands.build.books import book_of, original_of
from kolofon.commands.build.cache import NO_CACHE, BuildCache
from kolofon.commands.build.release import (
    below_minimum,
    furniture_findings,
    has_all_glyphs,
    held_back_finding,
    picture_findings,
    translation_findings,
)
from kolofon.edition import files, output
from kolofon.edition.output import Written
from kolofon.edition.output.location import OUTPUT
from kolofon.edition.pool import Pool
from kolofon.edition.project import INPUTS, Project
from kolofon.model.edition import EDITION, Artefact, Format, Work
from kolofon.model.error import UsageError
from kolofon.model.finding import Finding, Severity
from kolofon.write.book import Book
from kolofon.write.table import Need, writers
from kolofon.write.themes.survey import survey
from kolofon.write.themes.typesetting_errors import errors_of_theme

if TYPE_CHECKING:
    from kolofon.edition.cluster.workers import Cluster

__all__ = ["Begun", "Built", "Tell", "Wanted", "begin", "build", "finish"]

Tell = Callable[[str], None]
"""A function that is called with a short description of the next long step."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files that were made, and all findings, also those about `output/`.

    `lacks` has a line for each language that is built for the first time and for which the press lacks something.
    """

    written: Written
    findings: tuple[Finding, ...]
    lacks: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """The files as paths from the root, as `kolofon.edition.output` names them."""
        return self.written.paths


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the languages and works (all, if none is named), the formats, and whether drafts are allowed.

    `jobs` is the number of tasks at once; with the address of a `scheduler`, its workers run them.
    """

    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    draft: bool = False
    works: tuple[str, ...] = ()
    jobs: int = 1
    scheduler: str = ""

    def works_in(self, project: Project) -> list[tuple[Work, tuple[str, ...]]]:
        """The works to make, each with the languages to make it in; UsageError if there is none."""
        chosen = project.chosen(self.languages)
        asked = [work for work in project.edition.works if not self.works or work.name in self.works]
        found = [(work, languages) for work in asked if (languages := project.languages_of(work, chosen))]
        if not found:
            named = ", ".join(self.works) or "this edition"
            raise UsageError(f"{named}: there is no edition in {', '.join(chosen)}", hint=f"see languages in {EDITION}")
        return found

    def pool(self, tell: Tell) -> "Pool | Cluster":
        """The pool that runs the tasks; errors as in `Cluster.check`."""
        if not self.scheduler:
            return Pool(self.jobs, tell)
        from kolofon.edition.cluster.workers import Cluster  # noqa: PLC0415  most builds are made here

        cluster = Cluster(self.scheduler, tell)
        cluster.check()  # before anything is read
        return cluster


@dataclass(frozen=True, slots=True)
class Begun:
    """Books that are read and translated, of which no file is made yet; `published` are those that may be made."""

    all: tuple[Book, ...]
    published: tuple[Book, ...]
    findings: tuple[Finding, ...]


def build(project: Project, wanted: Wanted, environment: Mapping[str, str], tell: Tell) -> Built:
    """Make every work in the languages and formats wanted, below `output/`.

    A language in which the proofreader finds errors, or that lacks a picture, gets only a proof, unless drafts are
    allowed.  A language with less translated than the minimum in edition.toml is made as a draft.  Raises a
    PipelineError for what is missing or broken, before anything is written.
    """
    chosen = project.chosen(wanted.languages)
    output.check(project.root, [PurePosixPath(name, "any") for name in (*chosen, "site")])
    first = [language for language in chosen if not files.present(project.root / OUTPUT / language)]
    pool = wanted.pool(tell)
    begun = begin(project, wanted, environment, tell)
    artefacts, found = finish(project, begun, wanted.formats, pool)
    written = project.write(artefacts)
    return Built(
        written, tuple(dict.fromkeys([*begun.findings, *found, *written.findings])), _missing_support(project, first)
    )


def _missing_support(project: Project, languages: Sequence[str]) -> tuple[str, ...]:
    if not languages:
        return ()
    from kolofon.commands.build.support import missing_support  # noqa: PLC0415  asked for the first book in a language alone

    own = project.theme().fonts
    untranslated = {
        language
        for language in languages
        if any(finding.code == "furniture-missing" for finding in project.furniture(language)[1])
    }
    lines = (missing_support(language, own, translated=language not in untranslated) for language in languages)
    return tuple(filter(None, lines))


def begin(
    project: Project, wanted: Wanted, environment: Mapping[str, str], tell: Tell, cache: BuildCache = NO_CACHE
) -> Begun:
    """Read and translate the works wanted, and find out which may be published; nothing is set or written.

    Raises a PipelineError for what is missing or broken.
    """
    chosen = project.chosen(wanted.languages)
    findings = list(survey(project.theme(), project.images(project.edition.source_language)))
    now = files.clock(project.root, INPUTS, environment)
    published: list[Book] = []
    begun: list[Book] = []
    furniture = {language: furniture_findings(project, language) for language in chosen}
    review_alone = bool(wanted.formats) and all(Need.REVIEW in writer.needs for writer in writers(wanted.formats))
    for work, languages in wanted.works_in(project):
        tell(f"reading {work.name}")
        source = project.source(work)
        findings += source.findings
        original = original_of(project, source)
        proofread = translation_findings(project, source, languages, Pool(wanted.jobs, tell), cache)
        for language in languages:
            book, found = book_of(project, source, original, language, now, cache)
            amiss = picture_findings(book, wanted.formats, draft=wanted.draft)
            shown = [*furniture[language], *proofread[language], *amiss]
            faults = [finding for finding in shown if finding.severity is Severity.ERROR]
            few = below_minimum(project, source, book.imprint)
            findings += [*found, *few, *shown]
            begun.append(book)
            if wanted.draft or not faults:
                draft = bool(few or faults or amiss or (wanted.draft and not has_all_glyphs(book, wanted.formats)))
                published.append(replace(book, imprint=replace(book.imprint, draft=draft)))
            elif not review_alone:
                findings.append(held_back_finding(book.imprint, len(faults)))
    return Begun(tuple(begun), tuple(published), tuple(findings))


def finish(
    project: Project, begun: Begun, formats: Sequence[Format], pool: "Pool | Cluster", cache: BuildCache = NO_CACHE
) -> tuple[list[Artefact], list[Finding]]:
    """The finished files of the books in some formats, and the findings from making them."""
    with errors_of_theme(project.theme()):
        # Copies, since writers store on a book what the files of other formats use.
        published = [replace(book) for book in begun.published]
        return make_artefacts(project, writers(formats), published, begun.all, pool, cache.memory)
