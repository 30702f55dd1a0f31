"""What holds of every catalogue that is taken over."""

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.align.characters import characters_of
from kolofon.catalogue.align.markup import with_our_markup
from kolofon.commands.import_po import Catalogues, Imported, import_catalogues
from kolofon.commands.import_po.restructured_text import Words, rest_inlines
from kolofon.edition.project import open_project
from kolofon.model.inline import Code, Emphasis, Inline, Link, NoteRef, Strong, Text
from kolofon.text.notation import MERGED, normal
from tests.foreign import WORKS, entry, header
from tests.laws import examples
from tests.press import edition_toml, put

WORDS = ("river", "house", "window", "garden", "letter", "paper", "winter", "summer", "bridge", "mountain", "seven")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or two of a sentence, and how it is marked: nothing, `em`, `strong`, `code`, or the address of a link."""

    text: str
    mark: str

    def markdown(self, text: str) -> str:
        match self.mark:
            case "":
                return text
            case "em":
                return f"*{text}*"
            case "strong":
                return f"**{text}**"
            case "code":
                return f"`{text}`"
            case _:
                return f"[{text}]({self.mark})"

    def rest(self, text: str) -> str:
        match self.mark:
            case "code":
                return f"``{text}``"
            case "" | "em" | "strong":
                return self.markdown(text)
            case _:
                return f"`{text} <{self.mark}>`_"

    def ours(self, text: str, links: Sequence[str]) -> str:
        match self.mark:
            case "":
                return text
            case "em" | "strong" | "code":
                return f"<{self.mark}>{text}</{self.mark}>"
            case _:
                return f'<a id="{links.index(self.mark) + 1}">{text}</a>'

    @property
    def translated(self) -> str:
        return self.text if self.mark == "code" else self.text[::-1]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, and the order of its tokens in the translation; its number is its first word, in both languages."""

    number: int
    tokens: tuple[Token, ...]
    order: tuple[int, ...]

    def written(self, markup: str) -> str:
        shown = (getattr(token, markup)(token.text) for token in self.tokens)
        return f"Original{self.number} {' '.join(shown)} end."

    def translation(self, markup: str) -> str:
        shown = (getattr(self.tokens[index], markup)(self.tokens[index].translated) for index in self.order)
        return f"Lanigiro{self.number} {' '.join(shown)} dne."

    @property
    def msgid(self) -> str:
        shown = (token.ours(token.text, self.links) for token in self.tokens)
        return f"Original{self.number} {' '.join(shown)} end."

    @property
    def msgstr(self) -> str:
        shown = (self.tokens[index].ours(self.tokens[index].translated, self.links) for index in self.order)
        return f"Lanigiro{self.number} {' '.join(shown)} dne."

    @property
    def links(self) -> Sequence[str]:
        return [token.mark for token in self.tokens if token.mark.startswith("http")]


@st.composite
def texts(draw: st.DrawFn) -> list[list[Saying]]:
    """Paragraphs of sentences; no two sentences are the same, and no link stands twice."""
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    random_ = draw(st.randoms(use_true_random=False))
    numbers = iter(range(1000))
    return [[_saying(next(numbers), random_) for _ in range(count)] for count in counts]


def _saying(number: int, random_: random.Random) -> Saying:
    tokens = []
    for place in range(random_.randint(1, 7)):
        mark = random_.choice(("", "", "em", "strong", "code", f"https://example.org/{number}/{place}"))
        tokens.append(Token(random_.choice(WORDS) + (f"{place}" if mark == "code" else ""), mark))
    order = list(range(len(tokens)))
    random_.shuffle(order)
    return Saying(number, tuple(tokens), tuple(order))


def _edition(folder: Path, text: Sequence[Sequence[Saying]]) -> None:
    written = "\n\n".join(" ".join(saying.written("markdown") for saying in sayings) for sayings in text)
    texts = {"start.md": f"# Title\n\n{written}\n", "use.md": "# Other\n"}
    put(folder / "source", {"edition.toml": edition_toml(WORKS), **texts})


def _catalogue(text: Sequence[Sequence[Saying]], markup: str, reference: str) -> Iterator[str]:
    yield header()
    for sayings in text:
        msgid = " ".join(saying.written(markup) for saying in sayings)
        yield entry(msgid, " ".join(saying.translation(markup) for saying in sayings), reference)


def _taken(folder: Path, path: Path) -> tuple[Imported, dict[str, tuple[str, bool]], bytes]:
    project = open_project(folder)
    taken = import_catalogues(project, Catalogues("sq", (path,)), {"SOURCE_DATE_EPOCH": "1"}, lambda _: None)
    catalogue, _ = project.translation(project.edition.works[0], "sq")
    found = {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalogue.entries}
    return taken, found, (folder / "locale/sq/LC_MESSAGES/manual.po").read_bytes()


@pytest.mark.slow
@settings(max_examples=examples(25))
@given(texts(), st.sampled_from([("markdown", "#: src/start.md:3"), ("rest", "#: ../../start.rst:3")]))
def test_every_message_has_its_translation_and_none_is_wrong(
    text: list[list[Saying]], written: tuple[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _edition(folder / "edition", text)
        path = folder / "sq.po"
        path.write_text("".join(_catalogue(text, *written)), encoding="utf-8")
        taken, found, content = _taken(folder / "edition", path)
        for sayings in text:
            for saying in sayings:
                msgstr, fuzzy = found[saying.msgid]
                assert msgstr
                assert fuzzy or msgstr == saying.msgstr
                assert not (fuzzy and len(sayings) == 1)
        assert taken.unplaced == ()

        again, _, after = _taken(folder / "edition", path)
        assert (again.certain, again.fuzzy, again.paths) == (0, 0, ())
        assert after == content


@settings(max_examples=examples(15))
@given(texts(), st.data())
def test_what_was_translated_never_changes(text: list[list[Saying]], data: st.DataObject) -> None:
    sayings = [saying for paragraph in text for saying in paragraph]
    mine = data.draw(st.lists(st.sampled_from(sayings), unique=True))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _edition(folder / "edition", text)
        own = folder / "mine.po"
        own.write_text(
            header()
            + "".join(entry(saying.written("markdown"), f"E imja {saying.number}", "#: src/a.md:1") for saying in mine),
            encoding="utf-8",
        )
        _, before, _ = _taken(folder / "edition", own)
        theirs = folder / "theirs.po"
        theirs.write_text("".join(_catalogue(text, "markdown", "#: src/start.md:3")), encoding="utf-8")
        _, after, _ = _taken(folder / "edition", theirs)
    for msgid, (msgstr, fuzzy) in before.items():
        assert not msgstr or after[msgid] == (msgstr, fuzzy)
    assert all(msgstr for msgid, (msgstr, _) in after.items() if msgid.startswith("Original"))


@settings(max_examples=examples(15))
@given(texts(), st.data())
def test_no_word_is_lost_whatever_the_sentences_are(text: list[list[Saying]], data: st.DataObject) -> None:
    """Where their translation has other sentences, every word of it stands in a proposal or in what is left."""
    catalogue = [header()]
    words: set[str] = set()
    for sayings in text:
        pieces = re.split(" ", " ".join(saying.translation("markdown") for saying in sayings))
        ends = data.draw(st.sets(st.integers(0, len(pieces) - 1), max_size=3))
        pieces = [f"{piece}. W{index}" if index in ends else piece for index, piece in enumerate(pieces)]
        words |= set(re.findall(r"Lanigiro\d+|W\d+", " ".join(pieces)))
        catalogue.append(
            entry(" ".join(saying.written("markdown") for saying in sayings), " ".join(pieces), "#: a.md:1")
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _edition(folder / "edition", text)
        path = folder / "sq.po"
        path.write_text("".join(catalogue), encoding="utf-8")
        taken, found, _ = _taken(folder / "edition", path)
    told = " ".join([*(msgstr for msgstr, _ in found.values()), *(left.text for left in taken.unplaced)])
    assert words <= set(re.findall(r"Lanigiro\d+|W\d+", told))
    assert not any(msgstr == MERGED and not fuzzy for msgstr, fuzzy in found.values())


LETTERS = st.text(alphabet="abc -–“”.…:", min_size=1, max_size=6).map(Text)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    LETTERS,
    st.sampled_from(["x", "y z"]).map(Code),
    st.sampled_from(["1", "2"]).map(NoteRef),
)
INLINES: st.SearchStrategy[list[Inline]] = st.recursive(
    st.lists(LEAVES, max_size=4),
    lambda inner: st.lists(
        st.one_of(
            LEAVES,
            inner.map(lambda found: Emphasis(tuple(found))),
            inner.map(lambda found: Strong(tuple(found))),
            st.tuples(inner, st.sampled_from(["#s1", "#s2"])).map(lambda pair: Link(tuple(pair[0]), pair[1])),
        ),
        max_size=4,
    ),
    max_leaves=12,
)


@given(INLINES)
def test_a_text_with_its_own_markup_is_the_text(inlines: list[Inline]) -> None:
    text = normal(inlines)
    found = with_our_markup(text, text, text)
    assert found.whole
    assert found.inlines == text


@given(INLINES)
def test_marks_are_within_the_characters_and_within_each_other(inlines: list[Inline]) -> None:
    text, marks = characters_of(inlines)
    assert all(0 <= mark.start <= mark.end <= len(text) for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


@given(st.text(alphabet="ab *`_|:[]<>\\#1\n.'()", max_size=40))
def test_restructuredtext_never_fails_and_never_loses_a_letter(text: str) -> None:
    letters = [letter for letter in text if letter in "ab1"]
    for words in Words:
        told = rest_inlines(text, words)
        assert rest_inlines(text, words) == told
        if not re.search(r"[<:\[]", text):
            assert [letter for letter in characters_of(told)[0] if letter in "ab1"] == letters


@given(st.text(alphabet="ab *`_|:[]<>\\#1.", max_size=40).map(str.strip))
def test_what_is_escaped_is_text(text: str) -> None:
    escaped = re.sub(r"([^ab1 ])", r"\\\1", text)
    assert rest_inlines(escaped) == normal([Text(text)])
