"""A PO file that is read by its stanzas is what it is when it is read as a whole, and is written back as it was."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po, reader, stanzas, write_po
from kolofon.catalogue.po.lexer import Token, tokens
from kolofon.catalogue.po.stanzas import Stanzas, plain_entry
from kolofon.catalogue.po.writer import head
from kolofon.catalogue.po.writer import write_po as written
from kolofon.model.error import CatalogueError
from kolofon.model.message import Catalogue, CatalogueEntry
from tests.laws import examples
from tests.table import each_row
from tests.test_po import HEADER, SAMPLE, catalogues

PLAIN = """\
# reviewed: Ana Hoxha, 2026-03-14
#. chapter 1
#: source/a.md:1
msgid "Say \\"no\\"."
msgstr "Thuaj \\"jo\\"."
"""
PIECES = [
    *("\n", "\n\n", "#\n", "# a\n", "#. b \\\n", "#: c:1 d:2\n", "#: e :3\n", "#: ./f\n", "#, fuzzy\n", "#~ ", "#| "),
    *('msgid "x"\n', 'msgstr "y"\n', 'msgctxt "z"\n', '"w"\n', 'msgstr[0] "v"\n', 'msgid_plural "u"\n', "\\n", "\\t"),
    *('"', "\\", "\r", "\t", " ", "#= no-wrap\n", "\u2068a b\u2069", "\u00a0", "#~| ", "\\x41"),
]


def read(content: bytes, held: Stanzas | None = None, shown: Callable[[Catalogue], object] = repr) -> object:
    """The catalogue with the lines of its entries, and the findings; or the error."""
    held = held or Stanzas()
    try:
        catalogue, findings = read_po(content, "sq.po", held)
    except CatalogueError as error:
        return repr(error), str(error), error.place, error.hint
    for entry in catalogue.entries:
        if text := held.text(entry):
            assert written(Catalogue("", (), (entry,))).decode() == text
    return shown(catalogue), findings


def without_lines(catalogue: Catalogue) -> Catalogue:
    """The catalogue, which is equal to one in which only lines are others."""
    return catalogue


def as_a_whole(content: bytes, shown: Callable[[Catalogue], object] = repr) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_by_stanzas", lambda *_: None)
        return read(content, None, shown)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A PO file with something in it that somebody, or another program, put there."""
    text = draw(
        st.sampled_from([SAMPLE, HEADER + PLAIN + "\n" + PLAIN]) | catalogues.map(lambda c: write_po(c).decode())
    )
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.sampled_from([0, 0, 1, 20])) :]
    return text.encode(errors="surrogatepass")


@settings(max_examples=examples(150))
@given(damaged())
def test_by_stanzas_a_file_is_what_it_is_as_a_whole(content: bytes) -> None:
    assert read(content) == as_a_whole(content)


@settings(max_examples=examples(150))
@given(damaged(), st.sets(st.integers(0, 30)))
def test_what_is_awaited_is_found_as_any_other(content: bytes, chosen: set[int]) -> None:
    entries: tuple[CatalogueEntry, ...] = ()
    with suppress(CatalogueError):
        entries = read_po(content, "sq.po")[0].entries
    bare = [
        CatalogueEntry(entry.context, entry.msgid, extracted=entry.extracted, references=entry.references)
        for number, entry in enumerate(entries)
        if number in chosen
    ]
    held = Stanzas({text: entry for entry in bare if (text := head(entry))})
    assert read(content, held, without_lines) == as_a_whole(content, without_lines)


@settings(max_examples=examples(40))
@given(catalogues)
def test_what_was_read_is_written_as_it_was(catalogue: Catalogue) -> None:
    content, held = write_po(catalogue), Stanzas()
    again, _ = read_po(content, "sq.po", held)
    assert write_po(again, held.text) == content


def test_the_common_stanza_is_read_by_one_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    lexed: list[str] = []

    def counted(lines: list[str], path: str, first: int, last: int) -> Iterator[Token]:
        lexed.append(lines[first - 1])
        return tokens(lines, path, first, last)

    monkeypatch.setattr(stanzas, "tokens", counted)
    catalogue, _ = read_po((HEADER + PLAIN + "\n" + PLAIN.replace("no", "yes")).encode(), "sq.po")
    assert [entry.line for entry in catalogue.entries] == [6, 12]
    assert lexed == ['msgid ""'], "that of the header"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("# reviewed: Ana Hoxha, 2026-03-14\n", ""),
        PLAIN.replace("msgid", '#, fuzzy\nmsgctxt "title"\nmsgid'),
        PLAIN.replace("a.md:1", "a.md:1 source/b.md:2"),
        PLAIN.replace("chapter 1\n", "chapter 1\n#.\n#. before: so\n"),
    ],
)
def test_what_the_press_writes_is_plain(text: str) -> None:
    entry = plain_entry(text, 1)
    assert entry is not None
    assert write_po(Catalogue("", (), (entry,))).decode() == text


@each_row(
    ("old", "new"),
    [
        ("#. ", "#."),
        ("source/a.md:1", "./a.md:1"),
        ("source/a.md:1", "a.md:1 a.md:1"),
        ("a.md:1", "a.md :1"),
        ("msgid", "#, c-format\nmsgid"),
        ("msgid", '#| msgid "old"\nmsgid'),
        ("msgid", '#, fuzzy\nmsgid "" "'.removesuffix(' "') + "\n"),
        ('"Thuaj', '""\n"Thuaj'),
        ("no", "\\x41"),
        ("no", "a\\nb"),
        ("2026-03-14", "2026-03-14 "),
        ("2026-03-14", "\\"),
        ("jo", "j\to"),
    ],
)
def test_what_would_be_written_otherwise_is_not_plain(old: str, new: str) -> None:
    text = PLAIN.replace(old, new)
    assert plain_entry(text, 1) is None
    with suppress(CatalogueError):
        assert read((HEADER + text).encode()) == as_a_whole((HEADER + text).encode())
