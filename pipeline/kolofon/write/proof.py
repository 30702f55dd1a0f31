"""A proof: the translation in its present state, for those who review it.

Every sentence has the number of its message and its line in the PO file.  What is fuzzy or not translated is marked by
a pattern as well as a colour.  What the proofreader found, and how the source changed since a fuzzy translation was
made, is in the margin, or below the passage where there is more of it than fits beside.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count

from markupsafe import Markup, escape

from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key
from kolofon.set.values.document import SetBlock, SetDocument, SetFigure, SetInfobox, SetTable
from kolofon.set.values.line import SetSentence
from kolofon.set.walk.reading_order import sentences_of
from kolofon.set.words import Words
from kolofon.text.differences import differences
from kolofon.text.notation import MERGED, plain
from kolofon.text.parts import segments
from kolofon.write.markup.elements import element, joined
from kolofon.write.markup.languages import code_attributes, language_attributes
from kolofon.write.markup.words import marked_words
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled
from kolofon.write.themes.theme import Theme
from kolofon.write.views import Layouts
from kolofon.write.xhtml.blocks import BlockWriter
from kolofon.write.xhtml.medium import Medium
from kolofon.write.xhtml.page import Looks, layouts, of_page, page_of, text_of

__all__ = ["Review", "State", "drafted", "render_proof"]


_BESIDE = 300
"""How many characters of notes may be beside the shortest block: about seven lines."""


class State(StrEnum):
    """How far a message is; the value is a class of the theme."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class _Segment:
    """A message for the margin: its number in the PO file, its entry there (None: not there yet)."""

    key: Key
    number: int
    state: State
    entry: CatalogueEntry | None
    findings: tuple[Finding, ...]


def drafted(catalogue: Catalogue) -> Catalogue:
    """The catalogue with what is fuzzy as if it were done, so that a proof shows it.

    A message that was merged into its neighbour has no translation here, so that a proof leaves no message out.
    """
    return replace(
        catalogue,
        entries=tuple(
            replace(entry, fuzzy=False, msgstrs=("",) if entry.msgstr == MERGED else entry.msgstrs)
            for entry in catalogue.entries
        ),
    )


@dataclass(frozen=True, slots=True)
class Review:
    """A translation to be reviewed.

    `shown` is `source` translated by `drafted(catalogue)`, localized or not: a tree of the same shape.  `findings` are
    those about the catalogue; each is printed at the message whose line it has.
    """

    source: Document
    shown: Document
    catalogue: Catalogue
    findings: tuple[Finding, ...] = ()


def render_proof(review: Review, shown: SetDocument, looks: Looks) -> bytes:
    """A proof as XHTML, for `kolofon.write.paper.pdf`; `shown` is `review.shown`, set."""
    source, catalogue = review.source, review.catalogue
    numbered = _segments(source, catalogue, review.findings)
    # A translation may leave out a picture, and its words with it.
    keys = [segment.key for segment in segments(source) if not segment.part.picture]
    sentences = [segment.sentence for segment in segments(review.shown) if not segment.part.picture]
    known = {id(sentence): numbered[key] for sentence, key in zip(sentences, keys, strict=True) if key}
    margin = _Margin(looks.words, source.language, known, looks.theme)
    writer = _ProofWriter(shown.language, layouts(shown.language, looks), margin)
    states = Counter(segment.state for segment in numbered.values())
    values = {
        **of_page(shown, looks),
        **text_of(writer, shown, looks),
        "shape": "proof",
        "rest": margin.taken(),
        "catalogue": catalogue.path,
        "states": [(state, states[state]) for state in State if states[state]],
        "found": sum(len(segment.findings) for segment in numbered.values()),
        "original": plain(source.title.inlines),
    }
    return page_of("proof.xhtml.jinja", values, looks.theme)


def _segments(source: Document, catalogue: Catalogue, findings: Iterable[Finding]) -> dict[Key, _Segment]:
    """The messages of a document, numbered as in the PO file, the new ones after it."""
    living = [entry for entry in catalogue.entries if not entry.obsolete and entry.msgid]
    numbers = count(1)
    entries = {entry.key: (next(numbers), entry) for entry in living}
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.place.line, []).append(finding)
    numbered: dict[Key, _Segment] = {}
    for segment in segments(source):
        key = segment.key
        if key is None or key in numbered:
            continue
        number, entry = entries.get(key, (0, None))
        found = tuple(
            finding
            for finding in (by_line.get(entry.line, ()) if entry else ())
            if finding.excerpt is None or finding.excerpt.source in {key.msgid, entry.plural if entry else None}
        )
        numbered[key] = _Segment(key, number or next(numbers), _state(entry), entry, found)
    return numbered


def _state(entry: CatalogueEntry | None) -> State:
    if entry is None or not all(entry.msgstrs):
        return State.UNTRANSLATED
    if entry.fuzzy:
        return State.FUZZY
    return State.MERGED if entry.msgstr == MERGED else State.TRANSLATED


@dataclass(frozen=True, slots=True)
class _Note:
    """A note in the margin at one message: its template knows the kinds that a state has."""

    kind: str
    label: Markup
    content: Markup = field(default_factory=Markup)


class _Margin:
    """Marks sentences, and keeps what is to be printed beside them until it is taken.

    `known` has the message of each sentence, by the sentence's identity.
    """

    def __init__(self, words: Words, source_language: str, known: Mapping[int, _Segment], theme: Theme) -> None:
        self._theme = theme
        self._words = marked_words(words)
        self._source = language_attributes(source_language, words.language)
        self._english = language_attributes("en", words.language)
        self._number = {"class": "number", **code_attributes(words.language)}
        self._known = known
        self._notes: list[_Note] = []
        self._seen: set[Key] = set()
        self._inserted = Markup("")
        self._below: list[_Note] = []

    def mark(self, sentence: SetSentence, content: Markup) -> Markup:
        """A sentence in the class of its state, after its number and the notes to be inserted there."""
        segment = self._known.get(id(sentence.source)) if sentence.source else None
        if segment is None:
            return content
        self._keep(segment)
        inserted, self._inserted = self._inserted, Markup("")
        return joined([self._label(segment), inserted, element("span", {"class": f"segment {segment.state}"}, content)])

    def before(self, block: SetBlock) -> Markup:
        """The notes to print before a block.

        Those that can be are inserted in the line of its first number instead: before the block, they would remain at
        the foot of a page without their text.
        """
        segments = [
            segment for one in sentences_of(block) if one.source and (segment := self._known.get(id(one.source)))
        ]
        for segment in segments:
            self._keep(segment)
        if sum(len(note.content) for note in self._notes) > max(_BESIDE, sum(len(each.key.msgid) for each in segments)):
            self._below, self._notes = self._notes, []
        notes = self.taken()
        if not segments or isinstance(block, SetTable | SetInfobox | SetFigure):
            return notes
        self._inserted = notes
        return Markup("")

    def taken(self) -> Markup:
        """The notes that are not printed yet."""
        notes, self._notes = self._notes, []
        if not notes:
            return Markup("")
        return self._written(notes, below=False)

    def below(self) -> Markup:
        """The notes of a block that are more than there is room for beside it, to be printed behind it."""
        notes, self._below = self._below, []
        return self._written(notes, below=True) if notes else Markup("")

    def _written(self, notes: Sequence[_Note], *, below: bool) -> Markup:
        values = {"notes": notes, "below": below, "_": self._words}
        return filled("proof-margin.xhtml.jinja", values, self._theme, Kind.PART)

    def _keep(self, segment: _Segment) -> None:
        """Keep the notes about a message where it is first shown, to be printed beside it."""
        if segment.key not in self._seen:
            self._seen.add(segment.key)
            self._notes += self._about(segment, self._label(segment))

    def _about(self, segment: _Segment, label: Markup) -> Iterable[_Note]:
        entry = segment.entry
        if entry and segment.state is State.FUZZY:
            yield _Note(State.FUZZY, label, self._changed(entry))
        elif segment.state is not State.TRANSLATED:
            yield _Note(segment.state, label)
        for finding in segment.findings:
            message = element("span", self._english | {"class": "message"}, finding.message)
            hint = element("span", self._english | {"class": "hint"}, finding.hint)
            content = joined([element("code", {}, finding.code), " ", message, " " if finding.hint else "", hint])
            yield _Note(f"finding {finding.severity}", label, content)
        for comment in entry.comments if entry else ():
            if comment.strip():
                yield _Note("comment", label, escape(comment))

    def _label(self, segment: _Segment) -> Markup:
        """The number of a message in the PO file, and its line there."""
        line = f":{segment.entry.line}" if segment.entry and segment.entry.line else ""
        number = element("b", {"class": "found" if segment.findings else None}, str(segment.number))
        return element("span", self._number, joined([number, line]))

    def _changed(self, entry: CatalogueEntry) -> Markup:
        """The words of the source, and those for which the translation was made."""
        before = entry.previous.msgid if entry.previous else None
        return element("span", self._source, _changes(before, entry.msgid) if before else entry.msgid)


def _changes(before: str, now: str) -> Markup:
    """Both texts in one, with deletions struck out and insertions marked.

    Without what is struck out it is `now`, without what is marked it is `before`.
    """
    marks = {"delete": "del", "insert": "ins"}
    pieces = differences(before, now)
    return joined(element(marks[kind], {}, text) if kind in marks else text for kind, text in pieces)


@dataclass(frozen=True)
class _Proof(Medium):
    """The page of a proof, on which each sentence is marked."""

    margin: _Margin

    def sentence(self, sentence: SetSentence, content: Markup, /) -> Markup:
        """A sentence with its number."""
        return self.margin.mark(sentence, content)


class _ProofWriter(BlockWriter):
    """Writes blocks, each outermost one with its margin."""

    def __init__(self, language: str, layouts: Layouts, margin: _Margin) -> None:
        super().__init__(language, layouts, medium=_Proof(margin))
        self._margin = margin
        self._depth = 0

    def blocks(self, blocks: Iterable[SetBlock]) -> Markup:
        """Blocks one after another, with their margin."""
        if self._depth:
            return super().blocks(blocks)
        self._depth += 1
        try:
            return joined(self._beside(block) for block in blocks)
        finally:
            self._depth -= 1

    def _beside(self, block: SetBlock) -> Markup:
        notes = self._margin.before(block)
        return element("div", {"class": "row"}, joined([notes, super().blocks((block,)), self._margin.below()]))
