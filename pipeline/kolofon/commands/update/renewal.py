"""The messages of a work, and its catalogues → its catalogues, up to date with the text.

`kolofon.commands.update` reads and writes the files.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, partial
from typing import TypeVar

from kolofon.catalogue.create import create, template
from kolofon.catalogue.merge.domains import divide, join, path_to_root
from kolofon.catalogue.update import same_but_dates, update
from kolofon.catalogue.update.message_index import MessageIndex
from kolofon.catalogue.update.obsolete import dated, pruned
from kolofon.catalogue.update.report import Change, Outcome, Report
from kolofon.catalogue.update.resegment import resegment
from kolofon.language import language
from kolofon.model.document import Document, Paragraph, Place, Sentence, Text
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message
from kolofon.segment import segment
from kolofon.text.notation import plain
from kolofon.text.parts import runs

__all__ = ["Renewal", "Renewed", "UpdateOptions", "files_to_write"]


Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """The options of an update: some languages (all, if none is named), and these.

    `trivial`: only misprints were corrected, so messages much like the old ones keep their translations as they are.
    `prune`: entries that have been obsolete for so many days are removed; None to remove none.
    `pseudo`: the languages are pseudo-languages, whose translations are generated.
    `check`: nothing is written or removed; the result says what would be.
    """

    languages: tuple[str, ...] = ()
    trivial: bool = False
    prune: int | None = None
    pseudo: bool = False
    check: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new catalogue, what became of its messages, and whether it differs from the old one.

    A template has no report.  A difference in dates and references alone is none.  `moved` are the entries that this
    file had and others have now, or what was made of them.
    """

    catalogue: Catalogue
    report: Report | None
    changed: bool
    moved: tuple[CatalogueEntry, ...] = ()


def files_to_write(renewed: Mapping[Name, Renewed]) -> Iterator[tuple[Name, Catalogue]]:
    """The files to write, in an order in which no translation is lost if the writing stops at any point.

    A file that others have taken something from is written twice: it keeps that, as obsolete, until they have it.
    """
    for name, file in renewed.items():
        if file.changed:
            kept = (replace(entry, obsolete=True, extracted=(), references=()) for entry in file.moved)
            yield name, replace(file.catalogue, entries=(*file.catalogue.entries, *kept))
    for name, file in renewed.items():
        if file.changed and file.moved:
            yield name, file.catalogue


@dataclass(frozen=True)
class Renewal:
    """Updates the catalogues of a work: its messages, in the language of its source, and the options.

    `domain` returns the gettext domain of what is in a source file, whose path is from the root of the edition (empty
    for what is in none).
    """

    work: str
    source_language: str
    domain: Callable[[str], str]
    messages: MessageIndex
    options: UpdateOptions
    now: datetime

    @cached_property
    def homes(self) -> Mapping[Key, str]:
        """The domain of each message: that of the first place of its words, as they have one translation."""
        domain = cache(self.domain)
        paths = (message.places[0].path if message.places else "" for message in self.messages)
        return dict(zip(self.messages.keys, map(domain, paths), strict=True))

    def templates(self, old: Callable[[str], Catalogue | None]) -> dict[str, Renewed]:
        """The template of each domain, in the order of the text; at least one.  `old` returns the existing one."""
        shared: dict[str, list[Message]] = {} if self.messages else {self.domain(""): []}
        for message in self.messages:
            shared.setdefault(self.homes[message.key], []).append(message)
        made = {}
        for name, own in shared.items():
            messages = self.messages if len(shared) == 1 else MessageIndex(own)
            new, known = template(messages, project=self.work, version="", date=self.now), old(name)
            same = known is not None and same_but_dates(known, new)
            made[name] = Renewed(known if known and same else new, None, changed=not same)
        return made

    def catalogues(
        self, language: str, on_disk: Mapping[str, Catalogue], templates: Mapping[str, Catalogue]
    ) -> tuple[dict[str, Renewed], tuple[Finding, ...]]:
        """The new catalogues of a language, by the domains of the templates, from the old ones.

        No translation that somebody typed is lost: an entry that is no longer in the text is obsolete, and the entries
        of a file that has no domain any more are in the others.
        """
        held = {name: self._headed(language, name, file, templates) for name, file in on_disk.items()}
        in_order = [held[name] for name in sorted(held, key=lambda name: [*templates, name].index(name))]
        before, clashes = join(in_order) if in_order else (self._begun(language, templates), ())
        after, report = self._renewed(language, before)
        shared = divide(after, self.homes, held, templates)
        changes = self._shared_out(report, held, shared)
        changed = {
            name: name not in on_disk or not same_but_dates(on_disk[name], file) for name, file in shared.items()
        }
        renewed = {}
        for name, file in shared.items():
            others = any(changed[other] for other in shared if other != name)
            moved = tuple(_moved(on_disk[name], file)) if name in on_disk and others else ()
            renewed[name] = Renewed(file, Report(tuple(changes[name])), changed[name], moved)
        return renewed, (*_header_findings(on_disk), *clashes)

    def _shared_out(
        self, report: Report, held: Mapping[str, Catalogue], shared: Mapping[str, Catalogue]
    ) -> Mapping[str, Sequence[Change]]:
        """The report of a whole work → the changes in each of its files."""
        if len(shared) == 1:
            return dict.fromkeys(shared, report.changes)
        was = {entry.key: name for name, file in held.items() if name in shared for entry in file.entries}
        now = {entry.key: name for name, catalogue in shared.items() for entry in catalogue.entries}
        where = {**was, **self.homes, **now}
        changes: dict[str, list[Change]] = {name: [] for name in shared}
        for change in report.changes:
            changes[where.get(change.key, next(iter(shared)))].append(change)
        return changes

    def _renewed(self, language: str, before: Catalogue) -> tuple[Catalogue, Report]:
        """One catalogue for the whole work, and what became of each message."""
        if self.options.pseudo:  # nobody typed these translations, so none becomes obsolete
            known = self.messages.known
            before = replace(before, entries=tuple(entry for entry in before.entries if entry.key in known))
        after, report = update(before, self.messages, trivial=self.options.trivial, carry=self._carry(language))
        after = dated(before, after, self.now.date())
        if self.options.prune is not None:
            after, gone = pruned(after, self.now.date(), self.options.prune)
            dropped = tuple(Change(Outcome.PRUNED, entry.key) for entry in gone)
            report = Report((*report.changes, *dropped))
        if self.options.pseudo:
            from kolofon.catalogue.pseudo import pseudo_translated  # noqa: PLC0415  most updates need it not

            after = pseudo_translated(after, language, self.source_language)
        return after, report

    def _carry(self, tag: str) -> Callable[[Catalogue, Sequence[Message]], Catalogue]:
        """A function that carries translations from paragraphs to their sentences, and back."""
        space = " " if language(tag).sentence_space else ""
        source, target = _sentences(self.source_language), _sentences(tag)
        return partial(resegment, source=source, target=target, space=space)

    def _headed(self, language: str, name: str, file: Catalogue, templates: Mapping[str, Catalogue]) -> Catalogue:
        """A catalogue with a header: gettext's tools refuse one that has none."""
        if file.header:
            return file
        pot = templates.get(name) or next(iter(templates.values()))
        born = create(language, pot, source_language=self.source_language, root=path_to_root(name))
        return replace(file, language=language, header=born.header)

    def _begun(self, language: str, templates: Mapping[str, Catalogue]) -> Catalogue:
        pot = next(iter(templates.values()))
        born = create(language, pot, source_language=self.source_language, root=path_to_root(self.work))
        return replace(born, entries=())  # so that its messages count as new


def _moved(old: Catalogue, new: Catalogue) -> Iterator[CatalogueEntry]:
    """The entries that somebody typed into a catalogue and that it no longer has."""
    here = {entry.key for entry in new.entries}
    return (entry for entry in old.entries if entry.key not in here and (any(entry.msgstrs) or entry.comments))


def _header_findings(held: Mapping[str, Catalogue]) -> Sequence[Finding]:
    """A finding for each catalogue that had no header and gets one."""
    message, hint = "the catalogue has no header; it gets a new one", "see to its Last-Translator and Language-Team"
    places = [Place(file.path, 1) for file in held.values() if not file.header]
    return [Finding("catalogue-header", Severity.WARNING, place, message, hint) for place in places]


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
