"""`kolofon import-po`: catalogues of other tools for the same text → translations in the edition's catalogues.

Their messages are paragraphs in the markup of their source.  Each is looked up in the edition's text by its characters
alone.  Where it is found, the translation gets the markup of the text and is divided among its messages.  A message
that is not found is treated as one of an older text: a similar message gets its translation as fuzzy.

| module              | holds                                                               |
|---------------------|---------------------------------------------------------------------|
| `catalogues`        | files and folders → catalogues, and the tool that made each         |
| `tools`             | the tools, and how each of them writes a message                    |
| `markup`            | a message of such a catalogue → a document                          |
| `code`              | a message that is a comment or a string of code → a document        |
| `restructured_text` | a line of reStructuredText → inline content                         |
| `runs`              | their messages → runs of text, and where the same words are here    |
| `candidates`        | runs → candidates for the messages here, and the best of these      |
| `proposals`         | candidates → proposals, and the translations without a place        |
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kolofon.catalogue.align.lookup import Lookup
from kolofon.catalogue.align.unit import units
from kolofon.catalogue.extract import extract
from kolofon.catalogue.merge.translators import with_translators
from kolofon.commands.import_po.candidates import Languages, candidates
from kolofon.commands.import_po.catalogues import open_catalogues
from kolofon.commands.import_po.proposals import Unplaced, proposals_for, unplaced
from kolofon.commands.import_po.runs import Reader, messages
from kolofon.commands.import_po.tools import Kind
from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition.locale.proposals import named_work, propose
from kolofon.edition.project import Project, ReadOnce
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, Key

__all__ = ["Catalogues", "Imported", "Kind", "Unplaced", "import_catalogues"]


@dataclass(frozen=True, slots=True)
class Catalogues:
    """What to import: the language, the files or folders, the tool (None: found out), the work."""

    language: str
    paths: tuple[Path, ...]
    kind: Kind | None = None
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import: the files written, and how many messages got a translation, certain or fuzzy.

    `kept` messages had one already, which stays; `missing` have none; `unplaced` are translations without a place.
    """

    paths: tuple[PurePosixPath, ...]
    certain: int
    fuzzy: int
    kept: int
    missing: int
    unplaced: tuple[Unplaced, ...]
    findings: tuple[Finding, ...]


def import_catalogues(
    project: Project, asked: Catalogues, environment: Mapping[str, str], tell: Callable[[str], None]
) -> Imported:
    """Write the translations from other tools' catalogues into those of a work, as fuzzy if they are not certain.

    What is translated already stays as it is, also in a second run.  Raises UsageError for a work or a language that
    the edition does not have, and what `open_catalogues` raises; then nothing is written.
    """
    project = ReadOnce(project.root, project.edition)
    work = named_work(project, asked.work)
    (language,) = project.translations([asked.language])
    opened, findings = open_catalogues(asked.paths, language, asked.kind)
    updated, _ = update_catalogues(project, UpdateOptions((language,)), environment, tell)
    source = project.source(work).document
    tell("looking the messages up")
    here = units(source)
    reader = Reader(work, project.edition, Lookup(here), Lookup(here, headed=True))
    theirs = messages(opened, work.format)
    runs = [run for message in theirs for run in reader.runs(message)]
    tell("sharing the paragraphs out")
    languages = Languages(project.edition.source_language, language, project.edition.segmentation)
    every = candidates(runs, here, languages)
    tell("comparing what is left")
    taken = proposals_for(every, extract(source), reader)

    def with_credit(catalogue: Catalogue, keys: Sequence[Key]) -> Catalogue:
        numbers = dict.fromkeys(every[taken[key].origins[0]].message.file for key in keys)
        return with_translators(catalogue, [opened[number].catalogue for number in numbers])

    proposals = {key: one.proposal for key, one in taken.items()}
    paths, placed = propose(project, (work, language), proposals, tell, with_credit)
    held, _ = project.translation(work, language)
    written = (file.path for file in updated if file.written)
    return Imported(
        tuple(dict.fromkeys([*written, *paths])),
        certain=sum(not proposals[key].fuzzy for key in placed),
        fuzzy=sum(proposals[key].fuzzy for key in placed),
        kept=len(proposals) - len(placed),
        missing=sum(not entry.obsolete and not any(entry.msgstrs) for entry in held.entries),
        unplaced=tuple(unplaced(theirs, runs, every, taken)),
        findings=findings,
    )
