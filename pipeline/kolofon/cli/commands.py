"""A function for each command: it calls the command, prints the result, and returns the exit code.

It returns a `Done` if running the command again would have the same result.  A function imports what its command needs,
so that no other command waits for that.
"""

import argparse
import os
import shlex
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kolofon import __version__
from kolofon.cli.replay import Done
from kolofon.cli.terminal import Loudness, Terminal, details_printed, put, say, show, warn
from kolofon.model.edition import Format
from kolofon.model.finding import Severity
from kolofon.text.escape import escaped_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kolofon.commands.build import Built, Wanted
    from kolofon.commands.init import NewEdition
    from kolofon.edition.output import Written
    from kolofon.edition.project import Project

__all__ = [
    "adopt",
    "build",
    "check",
    "clean",
    "hooks",
    "import_po",
    "init",
    "merge_po",
    "serve",
    "status",
    "terms",
    "update",
    "watch",
]

_NAMED = 3
"""How many files are named, of a list of those that remain or are missing."""


def init(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon init`."""
    from kolofon.commands.init import Wanted, begin

    wanted = Wanted(options.folder, tuple(options.texts), options.languages, options.source_language)
    begun = begin(wanted, os.environ, terminal)
    terminal.clear()
    terminal.say(f"{options.folder}: the work {begun.work} is begun: {', '.join(_begun(begun))}")
    if missing := begun.survey.missing:
        terminal.say(f"pictures missing: {_few(missing)}")
    terminal.show(begun.survey.findings, "kolofon build --draft --verbose")
    make = "make" if options.folder == Path() else f"make -C {shlex.quote(str(options.folder))}"
    terminal.say(f"to make it: {make} pdf{'' if begun.survey.whole else ' DRAFT=1'}")
    if not begun.survey.whole:
        terminal.say("it is a draft, and says so, until all is there that is missing")
    terminal.say(f"to fill in: what {options.folder / 'source/edition.toml'} marks so; README.md says the rest")
    return 0


def _begun(begun: "NewEdition") -> "Iterator[str]":
    """What is in a new edition, and what is not, in numbers."""
    lacks = begun.survey
    yield _number(begun.texts, "text")
    if begun.pictures:
        yield _number(begun.pictures, "picture")
    if begun.passed:
        yield f"{begun.passed} passed over ({begun.endings})"
    if lacks.missing:
        yield f"{_number(len(lacks.missing), 'picture')} missing"
    if lacks.broken:
        yield f"{_number(len(lacks.broken), 'picture')} that cannot be shown"
    if lacks.includes:
        yield _number(lacks.includes, "include")
    if lacks.faces:
        yield f"no face for {', '.join(lacks.faces)}"


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _few(names: "Sequence[object]") -> str:
    """The first of some names."""
    return ", ".join([*map(str, names[:_NAMED]), *(["…"] if len(names) > _NAMED else [])])


def build(options: argparse.Namespace, terminal: Terminal) -> int | Done:
    """`kolofon build`."""
    from kolofon.commands.build import Wanted
    from kolofon.commands.build import build as build_editions
    from kolofon.edition.pool import jobs

    wanted = Wanted(
        tuple(options.languages),
        options.formats or (Format.PDF, Format.HTML),
        draft=options.draft,
        jobs=jobs(options.jobs, os.environ),
        scheduler=options.scheduler,
    )
    if options.dry_run:
        return _planned(_opened(options.edition), wanted, terminal)
    verbose = terminal.loudness is Loudness.VERBOSE
    with details_printed(wanted=verbose):
        built = build_editions(_opened(options.edition), wanted, os.environ, terminal)
    code = _print_built(built, terminal)
    return code if verbose or built.lacks else _done(code, built.written)  # neither is printed by a later run


def _print_built(built: "Built", terminal: Terminal) -> int:
    """Print the result of a build; its exit code."""
    terminal.clear()
    for path in built.paths:
        terminal.say(path)
    code = terminal.show(built.findings)
    for line in built.lacks:
        terminal.warn(f"kolofon: {line}")
    return code


def _planned(project: "Project", wanted: "Wanted", terminal: Terminal) -> int:
    """`kolofon build --dry-run`: a line for each text, for each piece of the work, and for the site."""
    from kolofon.commands.build.plan import plan

    planned = plan(project, wanted, os.environ, terminal)
    terminal.clear()
    for work, kept in planned.texts:
        say(f"{work}: its text is {'in the store' if kept else 'to be read'}")
    for stem, formats in planned.tasks:
        say(f"{stem}: {', '.join(formats)}")
    for stem in planned.held_back:
        say(f"{stem}: held back; to see why: kolofon build {stem.parts[0]} --format text")
    if planned.site:
        say("site")
    return 0


def watch(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon watch`: until Ctrl+C."""
    from kolofon.cli.faults import report_fault
    from kolofon.cli.program import interrupted
    from kolofon.commands.build import Built, Wanted
    from kolofon.commands.watch import watch as watch_edition
    from kolofon.edition.output import edition_folder
    from kolofon.edition.pool import jobs
    from kolofon.model.error import PipelineError

    root = edition_folder(options.edition)
    formats = options.formats or (Format.PDF,)
    wanted = Wanted(tuple(options.languages), formats, draft=options.draft, jobs=jobs(options.jobs, os.environ))
    try:
        for built in watch_edition(root, wanted, os.environ, terminal, lambda line: warn(f"kolofon: {line}")):
            if isinstance(built, Built):
                _print_built(built, terminal)
            elif interrupted(built):
                return 0
            else:
                terminal.clear()
                warn(f"kolofon: {built}") if isinstance(built, PipelineError) else report_fault(built, root)
            terminal.warn("kolofon: watching source/, locale/ and theme/ (Ctrl+C ends)")
    except KeyboardInterrupt:
        terminal.clear()
    return 0


def clean(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon clean`."""
    from kolofon.commands.clean import clean as clean_output
    from kolofon.edition.output import edition_folder
    from kolofon.edition.store.location import store_address, store_folder

    root = edition_folder(options.edition)
    cleaned = clean_output(root, store_folder(root, os.environ), cache=options.cache)
    terminal.clear()
    say(f"removed from output/: {cleaned.removed} files")
    if cleaned.left:
        say(f"left as they are: {_few(cleaned.left)}")
    if options.cache and (address := store_address(os.environ)):
        say(f"left as it is: the store at {address}")
    return show(cleaned.findings)


def status(options: argparse.Namespace, terminal: Terminal) -> int | Done:
    """`kolofon status`."""
    from kolofon.commands.status import as_json, as_table, draw, standings

    project = _opened(options.edition)
    rows, findings = standings(project, terminal)
    terminal.clear()
    if options.json:
        put(escaped_json(as_json(rows)))
    else:
        for line in as_table(rows).split("\n"):
            say(line)
    if options.draw:
        drawn = draw(project, rows)
        findings = (*findings, *drawn.findings)
        for path in drawn.paths:
            terminal.say(path)
        return _done(terminal.show(findings), drawn)
    return Done(terminal.show(findings))


def update(options: argparse.Namespace, terminal: Terminal) -> int | Done:
    """`kolofon update`."""
    from kolofon.commands.update import UpdateOptions, update_catalogues

    wanted = UpdateOptions(tuple(options.languages), options.trivial, options.prune, options.pseudo, options.check)
    updated, findings = update_catalogues(_opened(options.edition), wanted, os.environ, terminal)
    terminal.clear()
    pending = [file for file in updated if file.written or file.removed]
    written, removed = ("to be written", "to be removed") if options.check else ("written", "removed")
    for file in pending if options.check else updated:
        counts = [f"{number} {outcome}" for outcome, number in file.report.counts.items()] if file.report else []
        done = removed if file.removed else written if file.written else "as it was"
        terminal.say(f"{file.path}: {', '.join([*counts, done])}")
    if options.check and not pending:
        terminal.say("nothing to update")
    code = terminal.show(findings) or int(options.check and bool(pending))
    settled = options.check or not pending
    return Done(code) if settled and options.prune is None else code  # what is pruned depends on the day


def check(options: argparse.Namespace, terminal: Terminal) -> int | Done:
    """`kolofon check`."""
    from kolofon.cli.report.grouped import shortened
    from kolofon.cli.report.machine import as_github, as_json, as_sarif
    from kolofon.cli.report.text import as_text, summary
    from kolofon.commands.check import languages_without_dictionary, proofread, rules
    from kolofon.edition.arguments import edition_above, languages_and_files
    from kolofon.edition.locale.dictionaries import debian_package
    from kolofon.edition.pool import jobs

    languages, paths = languages_and_files(options.asked, options.edition)
    above = edition_above(paths)
    project = _opened(options.edition or above)
    findings = proofread(project, languages, terminal, paths, jobs(options.jobs, os.environ))
    terminal.clear()
    match options.format:
        case "json":
            put(as_json(findings))
        case "sarif":
            put(as_sarif(findings, rules(), __version__))
        case "github":
            put(as_github(findings))
        case _:
            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            shown, more = (findings, ()) if terminal.loudness is Loudness.VERBOSE else shortened(findings)
            if terminal.quiet:
                shown, more = tuple(finding for finding in findings if finding.severity is Severity.ERROR), ()
            if shown or not terminal.quiet:
                put(as_text(shown, colour=colour, width=shutil.get_terminal_size((100, 24)).columns))
            for line in more:
                say(line)
            unheard = languages_without_dictionary(project, languages, paths)
            terminal.say(summary(findings, {language: debian_package(language) for language in unheard}))
    code = int(any(finding.severity is Severity.ERROR for finding in findings))
    return code if paths else Done(code)  # files may be anywhere, and say where the edition is


def serve(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon serve`."""
    from kolofon.cli.serve import serve as serve_edition

    terminal.clear()
    return serve_edition(options)


def _opened(folder: Path | None) -> "Project":
    """The edition in a folder, or in the nearest one upward, with its store; errors as in `open_project`."""
    from kolofon.edition.project import open_project
    from kolofon.edition.store.open import open_store

    project = open_project(folder)
    return replace(project, store=open_store(project.root, os.environ))


def _done(code: int, written: "Written") -> int | Done:
    """The result of a command that wrote files below `output/`; findings about replaced files are printed only once."""
    made = {str(path): digest for path, digest in written.digests.items()}
    return code if written.findings else Done(code, made)


def terms(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon terms`."""
    from kolofon.commands.terms import candidate_terms, import_glossary
    from kolofon.model.error import UsageError

    project = _opened(options.edition)
    if options.file:
        if not options.language:
            raise UsageError("a glossary has a language", hint=f"kolofon terms LANG --import {options.file}")
        path, written, findings = import_glossary(project, options.language, options.file, terminal)
        say(f"{path}: {'written' if written else 'as it was'}")
        return show(findings)
    found = candidate_terms(project, options.language)
    terminal.clear()
    for candidate in found:
        say(f"{candidate.count:5}  {candidate.term}")
        say(f"         {candidate.example}")
    return 0


def adopt(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon adopt`."""
    from kolofon.commands.adopt import Translation
    from kolofon.commands.adopt import adopt as adopt_translation

    project = _opened(options.edition)
    translation = Translation(options.language, options.file, options.work)
    adopted = adopt_translation(project, translation, os.environ, terminal)
    terminal.clear()
    for path in adopted.paths:
        terminal.say(path)
    terminal.say(
        f"{adopted.placed} proposals, all fuzzy; {adopted.kept} were translated already; {len(adopted.missing)} missing"
    )
    for left in adopted.unplaced:
        terminal.say(f"{left.place}: found no place: {left.text}")
    return terminal.show(adopted.findings)


def import_po(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon import-po`."""
    from kolofon.commands.import_po import Catalogues, Kind, import_catalogues

    project = _opened(options.edition)
    kind = options.kind and Kind(options.kind)
    theirs = Catalogues(options.language, tuple(options.files), kind, options.work)
    taken = import_catalogues(project, theirs, os.environ, terminal)
    terminal.clear()
    for path in taken.paths:
        terminal.say(path)
    terminal.say(
        f"{taken.certain} taken over, {taken.fuzzy} more as fuzzy; {taken.kept} were translated already;"
        f" {taken.missing} missing; {len(taken.unplaced)} found no place"
    )
    for lost in taken.unplaced:
        terminal.say(f"{lost.place}: found no place: {lost.text} ({lost.why})")
    return terminal.show(taken.findings)


def hooks(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon hooks`."""
    from kolofon.commands.hooks import install_hooks

    installed = install_hooks(_opened(options.edition).root)
    terminal.clear()
    say("git merges .po and .pot files of this clone message by message")
    if installed.written:
        say(f"{installed.attributes}: written; commit it")
    return 0


def merge_po(options: argparse.Namespace, terminal: Terminal) -> int:
    """`kolofon merge-po`."""
    from kolofon.commands.merge_po import merge_files

    terminal.clear()
    return show(merge_files(options.base, options.ours, options.theirs, options.path or str(options.ours)))
