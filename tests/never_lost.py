"""An editor and a translator at work on a book for years, in memory: what they type, and whether it is still there.

The editor changes, deletes, inserts, moves, splits and joins sentences, paragraphs and chapters, and changes the
settings of edition.toml; the translator types, confirms and empties translations, and makes them fuzzy.  Every few
steps the code of `kolofon update` updates the catalogues, from their bytes to their bytes.  Each word that is typed is
unique, so that it can be traced.

In `tests/test_never_lost.py` Hypothesis chooses the steps, in `tests/bench/never_lost.py` they are random.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from itertools import islice

from kolofon.catalogue.extract import extract
from kolofon.catalogue.merge.domains import domain_of
from kolofon.catalogue.po import read_po, write_po
from kolofon.catalogue.update.message_index import MessageIndex
from kolofon.catalogue.update.pairs import basis
from kolofon.catalogue.update.typography import fold
from kolofon.commands.update.renewal import Renewal, Renewed, UpdateOptions, files_to_write
from kolofon.model.document import Document, Emphasis, Inline, Link, Paragraph, Place, Section, Sentence, Text
from kolofon.model.edition import Segmentation, Splitting
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message
from kolofon.segment import segment

__all__ = ["EDITS", "WORDS", "Edit", "Years", "walk"]

WORDS = ("brigade", "city", "attacked", "*held*", "north-west", "[river]", "bridge", "village", "retreated", "17")
"""The words of the book: one is emphasised, and one is a link."""

Book = tuple[tuple[tuple[str, ...], ...], ...]
"""Chapters of paragraphs of sentences.  The first paragraph of a chapter is its heading, and has one sentence."""

BEGIN = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
_TOKEN = re.compile(r"Q\d+q")


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that an editor does to the book: what, to which sentence, where to, and with which new words."""

    what: str
    number: int
    other: int
    words: str

    def __call__(self, book: Book) -> Book:
        sentences = list(_walk(book))
        if not sentences and self.what != "chapter":
            return book
        chapter, paragraph, at = sentences[self.number % len(sentences)] if sentences else (0, 0, 0)
        workspace = _Workspace([[list(part) for part in parts] for parts in book])
        return _EDITS[self.what](workspace, (chapter, paragraph, at), self)


Spot = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Workspace:
    """A book in lists, to be edited."""

    chapters: list[list[list[str]]]

    def words(self, spot: Spot, edit: Edit) -> Book:
        """Other words in one place of a sentence."""
        here, at = self.part(spot), spot[2]
        found = here[at].removesuffix(".").split()
        place = edit.other % len(found)
        here[at] = _sentence([*found[:place], *edit.words.split()[:1], *found[place + 1 :]])
        return self.book()

    def typography(self, spot: Spot, _edit: Edit) -> Book:
        """Hyphens made dashes, or dashes hyphens."""
        here, at = self.part(spot), spot[2]
        here[at] = here[at].translate({ord("-"): "–", ord("–"): "-"})
        return self.book()

    def insert(self, spot: Spot, edit: Edit) -> Book:
        self.part(spot).insert(spot[2], _sentence(edit.words.split()))
        return self.book()

    def delete(self, spot: Spot, _edit: Edit) -> Book:
        del self.part(spot)[spot[2]]
        return self.book()

    def move(self, spot: Spot, edit: Edit) -> Book:
        words = self.part(spot).pop(spot[2])
        spots = list(_walk(self.chapters))
        where = spots[edit.other % len(spots)] if spots else spot
        self.part(where).insert(where[2], words)
        return self.book()

    def split(self, spot: Spot, edit: Edit) -> Book:
        here, at = self.part(spot), spot[2]
        found = here[at].removesuffix(".").split()
        place = 1 + edit.other % max(1, len(found) - 1)
        here[at : at + 1] = [_sentence(part) for part in (found[:place], found[place:]) if part]
        return self.book()

    def join(self, spot: Spot, _edit: Edit) -> Book:
        here, at = self.part(spot), spot[2]
        here[at : at + 2] = [_sentence(" ".join(text.removesuffix(".") for text in here[at : at + 2]).split())]
        return self.book()

    def paragraph(self, spot: Spot, _edit: Edit) -> Book:
        """A paragraph parted, or joined with the next."""
        parts, (_, number, at) = self.chapters[spot[0]], spot
        if at:
            parts[number : number + 1] = [parts[number][:at], parts[number][at:]]
        elif number:
            parts[number : number + 2] = [[text for part in parts[number : number + 2] for text in part]]
        return self.book()

    def chapter(self, spot: Spot, edit: Edit) -> Book:
        """A new chapter from here on; from its head on it is struck out."""
        if not self.chapters or spot[1]:
            parts = self.chapters[spot[0]] if self.chapters else []
            new = [[_sentence(edit.words.split())], *parts[spot[1] :]]
            self.chapters[spot[0] : spot[0] + 1] = [*([parts[: spot[1]]] if parts else []), new]
        else:
            del self.chapters[spot[0]]
        return self.book()

    def part(self, spot: Spot) -> list[str]:
        return self.chapters[spot[0]][spot[1]]

    def book(self) -> Book:
        # What heads a chapter is one sentence; the others go on below it.
        chapters = [[part for part in parts if part] for parts in self.chapters]
        parted = ([parts[0][:1], parts[0][1:], *parts[1:]] for parts in chapters if parts)
        return tuple(tuple(tuple(part) for part in parts if part) for parts in parted)


_EDITS: Mapping[str, Callable[[_Workspace, Spot, Edit], Book]] = {
    "words": _Workspace.words,
    "typography": _Workspace.typography,
    "insert": _Workspace.insert,
    "delete": _Workspace.delete,
    "move": _Workspace.move,
    "split": _Workspace.split,
    "join": _Workspace.join,
    "paragraph": _Workspace.paragraph,
    "chapter": _Workspace.chapter,
}
EDITS = tuple(_EDITS)


def _walk(book: Sequence[Sequence[Sequence[str]]]) -> Iterator[Spot]:
    for chapter, parts in enumerate(book):
        for paragraph, part in enumerate(parts):
            for at, _ in enumerate(part):
                yield chapter, paragraph, at


def _sentence(words: Sequence[str]) -> str:
    return f"{' '.join(words)}."


@lru_cache(maxsize=4096)
def _paragraph(sentences: tuple[str, ...], path: str, line: int) -> Paragraph:
    """A paragraph as a reader makes it: one run of text, which is not segmented yet."""
    text = " ".join(f"{words[0].upper()}{words[1:]}" for words in sentences)
    inlines: list[Inline] = []
    for part in re.split(r"(\*\w+\*|\[\w+\])", text):
        match part[:1]:
            case "*":
                inlines.append(Emphasis((Text(part[1:-1]),)))
            case "[":
                inlines.append(Link((Text(part[1:-1]),), "https://example.org/"))
            case _ if part:
                inlines.append(Text(part))
    return Paragraph((Sentence(tuple(inlines), Place(path, line, 1)),))


@lru_cache(maxsize=64)
def _messages(book: Book, unit: Segmentation) -> tuple[Message, ...]:
    place = Place("source/book.md", 1, 1)
    sections = []
    for number, (heading, *parts) in enumerate(book):
        path = f"source/chapter-{number}.md"
        found = tuple(_paragraph(part, path, line) for line, part in enumerate(parts, 2))
        sections.append(Section(_paragraph(heading, path, 1).sentences[0], found))
    document = Document("en", Sentence((Text("A book"),), place), (), tuple(sections))
    return extract(segment(document, unit))


@dataclass(frozen=True, slots=True)
class _Typed:
    """The msgids for which a word was typed or confirmed, and whether it was not fuzzy from the start (`sure`).

    It is `free` if the translator has removed it there, so that it is only in translations that were made from it.
    """

    words: tuple[str, ...]
    sure: bool
    free: bool = False


@dataclass
class Years:
    """The book, its catalogues as they are on disk, and all that was typed and must be there."""

    book: Book = ((("the battle.",), ("the brigade attacked.", "the city *held*.")), (("aftermath.",),))
    unit: Segmentation = Segmentation.SENTENCE
    splitting: Splitting = Splitting.WORK
    disk: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, Catalogue] = field(default_factory=dict)
    typed: dict[str, _Typed] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    sure: dict[Key, str] = field(default_factory=dict)
    count: int = 0
    days: int = 0

    # --- the editor ---------------------------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> None:
        self.book = edit(self.book)

    def turn_segmentation(self) -> None:
        self.unit = next(unit for unit in Segmentation if unit is not self.unit)

    def turn_layout(self) -> None:
        self.splitting = next(splitting for splitting in Splitting if splitting is not self.splitting)

    def update(self, *, trivial: bool = False) -> None:
        """Bring the catalogues up to date, and see whether everything is there."""
        self.days += 1
        self.disk, self.templates = self._updated(trivial=trivial)
        assert self._updated(trivial=trivial)[0] == self.disk, "a second update changes something"
        self.see()

    def killed(self, number: int) -> None:
        """Kill an update when it has written `number` files; the next update must find everything that was typed."""
        self.days += 1
        renewed = self._renewed(trivial=False)[0]
        for name, catalogue in islice(files_to_write(renewed), number):
            self.disk[name] = write_po(catalogue)
        self.update()

    def _updated(self, *, trivial: bool) -> tuple[dict[str, bytes], dict[str, Catalogue]]:
        renewed, pots = self._renewed(trivial=trivial)
        disk = {name: self.disk.get(name, b"") for name in renewed}
        disk |= {name: write_po(catalogue) for name, catalogue in files_to_write(renewed)}
        return disk, pots

    def _renewed(self, *, trivial: bool) -> tuple[dict[str, Renewed], dict[str, Catalogue]]:
        def home(path: str) -> str:
            return domain_of("book", path or "source/book.md", self.splitting)

        now = BEGIN + timedelta(days=self.days)
        renewal = Renewal(
            "book", "en", home, MessageIndex(_messages(self.book, self.unit)), UpdateOptions(trivial=trivial), now
        )
        templates = renewal.templates(self.templates.get)
        pots = {name: made.catalogue for name, made in templates.items()}
        renewed, _ = renewal.catalogues("sq", dict(self.catalogues()), pots)
        return renewed, pots

    def there_and_back(self, edits: Sequence[Edit]) -> None:
        """An edit and its undoing, with an update after both: every message is as it was."""
        self.update()
        book, before = self.book, self.living()
        for edit in edits:
            self.edit(edit)
        self.update()
        self.book = book
        self.update()
        after = self.living()
        assert before.keys() == after.keys()
        # What had no translation may have got a proposal.
        changed = [(was, after[key]) for key, was in before.items() if was.msgstr and after[key] != was]
        changed += [(was, after[key]) for key, was in before.items() if {*was.comments} - {*after[key].comments}]
        assert not changed, f"an edit and its undoing change {changed[0]}"

    # --- the translator -----------------------------------------------------------------------------------------------

    def translate(self, number: int, parts: int, *, fuzzy: bool, comment: bool) -> None:
        """Type a translation of so many sentences, all sure or all fuzzy; and perhaps a comment."""
        found = self.at(number)
        if not found:
            return
        name, entry = found
        tokens = [f"Q{self.count + index}q" for index in range(parts)]
        self.count += parts
        links = [f"{link}x</a>" for link in re.findall(r'<a id="\d+">', entry.msgid)]
        told = (" ".join([token, "fjalë", *links[index::parts]]) for index, token in enumerate(tokens))
        text = " ".join(f"{sentence}." for sentence in told)
        lines = (*entry.comments, f"said {tokens[0]}") if comment else entry.comments
        new = replace(entry, msgstrs=(text,), fuzzy=fuzzy, previous=entry.previous if fuzzy else None, comments=lines)
        self._put(name, entry, new)
        self.said |= {f"said {tokens[0]}"} if comment else set()
        words = (entry.msgid, basis(new).msgid or "")
        self.typed |= {token: _Typed(words, not fuzzy) for token in tokens}
        if not fuzzy:
            self.sure[entry.key] = text

    def take_back(self, number: int) -> None:
        """Empty a translation."""
        if found := self.at(number):
            self._put(*found, replace(found[1], msgstrs=("",), fuzzy=False, previous=None))

    def confirm(self, number: int) -> None:
        found = self.at(number)
        if found and found[1].msgstr:
            entry = found[1]
            self._put(*found, replace(entry, fuzzy=False, previous=None))
            self.sure[entry.key] = entry.msgstr
            for token in _TOKEN.findall(entry.msgstr):
                if was := self.typed.get(token):
                    self.typed[token] = replace(was, words=(*was.words, entry.msgid))

    def doubt(self, number: int) -> None:
        found = self.at(number)
        if found and found[1].msgstr:
            self._put(*found, replace(found[1], fuzzy=True))
            for token in _TOKEN.findall(found[1].msgstr):
                if token in self.typed:
                    self.typed[token] = replace(self.typed[token], sure=False)

    def at(self, number: int) -> tuple[str, CatalogueEntry] | None:
        """A message that a translator sees, and the catalogue that it is in."""
        found = [(name, entry) for name, file in self.catalogues() for entry in file.entries if not entry.obsolete]
        return found[number % len(found)] if found else None

    def _put(self, name: str, old: CatalogueEntry, new: CatalogueEntry) -> None:
        """Save a catalogue with an entry changed by hand."""
        catalogue = dict(self.catalogues())[name]
        entries = tuple(new if entry.key == old.key else entry for entry in catalogue.entries)
        self.disk[name] = write_po(replace(catalogue, entries=entries))
        for key in [key for key in self.sure if (key.context, fold(key.msgid)) == (old.context, fold(old.msgid))]:
            del self.sure[key]
        there = self.everything()
        for token in {*_TOKEN.findall(old.msgstr)} - {*_TOKEN.findall(new.msgstr)}:
            if was := self.typed.get(token):
                # A proposal made of something sure is not where that is at home.
                words = [old.msgid, *([basis(old).msgid or ""] if old.fuzzy and not was.sure else [])]
                at_home = was.free or any(_related(one, other) for one in words for other in was.words)
                if token in there:
                    self.typed[token] = replace(was, free=at_home)
                    continue
                assert at_home, f"{token} of {was.words} is nowhere but at {old.key}"
                del self.typed[token]

    # --- what must be true --------------------------------------------------------------------------------------------

    def catalogues(self) -> Iterator[tuple[str, Catalogue]]:
        for name, content in self.disk.items():
            yield name, _read(content, name)

    def everything(self) -> str:
        return b"\n".join(self.disk.values()).decode()

    def living(self) -> dict[Key, CatalogueEntry]:
        """The messages of the text, without their references: a file in which only these are old is not written."""
        every = (entry for _, file in self.catalogues() for entry in file.entries if not entry.obsolete)
        return {entry.key: replace(entry, references=()) for entry in every}

    def see(self) -> None:
        """Nothing that was typed is lost, and what was sure for the words of the text is sure."""
        there = self.everything()
        lost = [f"{token} of {was.words}" for token, was in self.typed.items() if token not in there]
        assert not lost, f"lost: {', '.join(lost)}"
        unsaid = [line for line in self.said if line not in there]
        assert not unsaid, f"lost: {', '.join(unsaid)}"
        living = self.living()
        asked = [message.key for message in _messages(self.book, self.unit)]
        assert [*living] == asked or self.splitting is Splitting.CHAPTER
        assert living.keys() == {*asked}
        for key, text in self.sure.items():
            if entry := living.get(key):
                assert entry.translated, f"{key} was sure, and is {entry}"
                here = "\n".join([entry.msgstr, *entry.comments])
                missing = [token for token in _TOKEN.findall(text) if token in self.typed and token not in here]
                assert not missing, f"{key} was sure as {text}, and is {entry}"


@lru_cache(maxsize=256)
def _read(content: bytes, name: str) -> Catalogue:
    catalogue, findings = read_po(content, f"{name}.po")
    assert not findings
    return catalogue


def _related(first: str, second: str) -> bool:
    """Whether one text is the other, typography apart, or a sentence of it; none is nothing."""
    one, two = (fold(re.sub(r' id="\d+"', "", text)) for text in (first, second))
    return bool(one and two) and (one in two or two in one)


Step = Callable[[Years], None]


def _random_edit(dice: random.Random) -> Edit:
    """An edit, whichever the dice say."""
    words = " ".join(dice.choices(WORDS, k=dice.randint(1, 6)))
    return Edit(dice.choice(EDITS), dice.randrange(100), dice.randrange(100), words)


def _random_step(dice: random.Random) -> Step:
    """One step, whichever the dice say."""
    number, fuzzy, comment = dice.randrange(100), dice.random() < 0.3, dice.random() < 0.1
    parts, edits = dice.randint(1, 3), [_random_edit(dice) for _ in range(dice.randint(1, 3))]
    steps: Sequence[tuple[int, Step]] = (
        (35, partial(Years.edit, edit=edits[0])),
        (25, partial(Years.translate, number=number, parts=parts, fuzzy=fuzzy, comment=comment)),
        (3, partial(Years.take_back, number=number)),
        (5, partial(Years.confirm, number=number)),
        (3, partial(Years.doubt, number=number)),
        (5, Years.turn_segmentation),
        (4, Years.turn_layout),
        (6, partial(Years.there_and_back, edits=edits)),
        (2, partial(Years.killed, number=parts)),
        (14, partial(Years.update, trivial=fuzzy)),
    )
    return dice.choices([step for _, step in steps], [weight for weight, _ in steps])[0]


def walk(years: Years, dice: random.Random, steps: int) -> None:
    """So many random steps, and an update at the end.  AssertionError for a loss."""
    years.update()
    for _ in range(steps):
        _random_step(dice)(years)
    years.update()
