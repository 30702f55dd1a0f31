"""A message of another tool → its runs of text, and the places of the same words in the edition's text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.catalogue.align.characters import characters_of, leads_away
from kolofon.catalogue.align.lookup import Lookup
from kolofon.commands.import_po.catalogues import ForeignCatalogue
from kolofon.commands.import_po.code import read_listing
from kolofon.commands.import_po.markup import Markup, read_message
from kolofon.commands.import_po.tools import markup_of
from kolofon.model.document import Document, Inline, Link, Place, Text
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.message import CatalogueEntry
from kolofon.model.part import InWork, Part, PartRole
from kolofon.text.parts import runs

__all__ = ["Message", "Reader", "Run", "messages"]

_TEXT = Part(PartRole.TEXT, InWork())


@dataclass(frozen=True, slots=True)
class Message:
    """A translated entry of another tool's catalogue, and the number of that catalogue."""

    entry: CatalogueEntry
    markup: Markup
    place: Place
    name: str
    file: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in a message, its translation, and the ranges of sentences here that have the same words.

    `doubt` says why the translation is not certain; empty if it is.  `headed` says that it was looked up without the
    words of its links.
    """

    message: Message
    part: Part
    source: tuple[Inline, ...]
    target: tuple[Inline, ...]
    places: Sequence[range]
    doubt: str = ""
    headed: bool = False


def messages(opened: Sequence[ForeignCatalogue], source: SourceFormat) -> tuple[Message, ...]:
    """The translated messages, in the order of the files; obsolete ones come last."""
    found = [
        Message(
            entry,
            markup_of(entry, file.kind, source),
            Place(file.catalogue.path, entry.line),
            f"{file.name}:{entry.line}",
            number,
        )
        for number, file in enumerate(opened)
        for entry in file.catalogue.entries
        if entry.plural is None and entry.msgid.strip() and entry.msgstr.strip()
    ]
    return tuple(sorted(found, key=lambda message: message.entry.obsolete))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads messages for a work; `lookup` finds the sentences of its text, `headed` without the words of its links."""

    work: Work
    edition: Edition
    lookup: Lookup
    headed: Lookup

    def runs(self, message: Message) -> tuple[Run, ...]:
        """The runs of text of a message; none if it has no words, such as a listing, or if it cannot be read."""
        try:
            return self._runs(message)
        except SourceError:
            return ()

    def inlines(self, text: str, markup: Markup) -> tuple[Inline, ...]:
        """Some text as one run of inline content; empty if it cannot be read."""
        try:
            return _joined(_words(next(read_message(text, markup, self.work, self.edition))))
        except SourceError:
            return ()

    def _runs(self, message: Message) -> tuple[Run, ...]:
        entry = message.entry
        originals = [entry.msgid]
        if entry.fuzzy and entry.previous and entry.previous.msgid:
            originals.append(entry.previous.msgid)
        readings = [self._reading(message, original) for original in originals]
        best = next((found for found in readings if any(run.places for run in found)), None)
        # A fuzzy translation was made for the words before.
        return readings[-1] if best is None else best

    def _reading(self, message: Message, original: str) -> tuple[Run, ...]:
        if found := self._of_listing(message, original):
            return found
        targets = list(read_message(message.entry.msgstr, message.markup, self.work, self.edition))
        first: tuple[Run, ...] | None = None
        for index, document in enumerate(read_message(original, message.markup, self.work, self.edition)):
            found = tuple(self._paired(message, _words(document), _words(targets[min(index, len(targets) - 1)])))
            if any(run.places for run in found):
                return found
            # If the text here has changed, the heading that a link shows is more similar than the name of its target.
            first = found if first is None or (index == 1 and message.markup is Markup.REST) else first
        return first or ()

    def _of_listing(self, message: Message, original: str) -> tuple[Run, ...]:
        """The runs of a comment or a string of a listing, line by line; none if it is something else."""
        if message.markup is not Markup.MARKDOWN or not (self.work.code_comments or self.work.code_strings):
            return ()
        source = read_listing(original, self.edition)
        target = read_listing(message.entry.msgstr, self.edition) if source else None
        if not source or not target:
            return ()
        runs = tuple(self._paired(message, _words(source), _words(target)))
        if len(runs) > 1:
            # The lines of a comment are no sentences, so each of them may have words of its neighbour there.
            runs = tuple(replace(run, doubt=run.doubt or "its lines may be parted otherwise there") for run in runs)
        return runs if any(run.places for run in runs) else ()

    def _paired(
        self,
        message: Message,
        source: Sequence[tuple[Part, tuple[Inline, ...]]],
        target: Sequence[tuple[Part, tuple[Inline, ...]]],
    ) -> Iterator[Run]:
        if not source or not target:
            return
        doubt = ""
        if len(source) != len(target):
            if len(source) > 1:
                doubt = "its paragraphs are others there"
            source, target = [(source[0][0], _joined(source))], [(_TEXT, _joined(target))]
        for (part, here), (_, there) in zip(source, target, strict=True):
            places = self.lookup.places(characters_of(here)[0])
            if not places and _heads(here):
                yield Run(
                    message,
                    part,
                    here,
                    there,
                    self.headed.places(characters_of(here, headed=True)[0]),
                    doubt,
                    headed=True,
                )
            else:
                yield Run(message, part, here, there, places, doubt)


def _heads(inlines: tuple[Inline, ...]) -> bool:
    """Whether there are links without words (they show headings), and all links with words lead out of the work."""
    links = [mark.node for mark in characters_of(inlines)[1] if isinstance(mark.node, Link)]
    return any(not link.children for link in links) and all(not link.children or leads_away(link) for link in links)


def _words(document: Document) -> list[tuple[Part, tuple[Inline, ...]]]:
    """The runs of a document that have letters or digits, not segmented."""
    found = [(part, sentence.inlines) for sentences, part in runs(document) for sentence in sentences]
    return [(part, inlines) for part, inlines in found if any(map(str.isalnum, characters_of(inlines)[0]))]


def _joined(words: Sequence[tuple[Part, tuple[Inline, ...]]]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for _, inlines in words:
        joined += [Text(" "), *inlines] if joined else inlines
    return tuple(joined)
