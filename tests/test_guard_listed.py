"""The guard in plain text and in Markdown, which do not say what a bibliography is: it is found among the lists."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.commands.build.guard import with_bibliography_findings
from kolofon.model.document import Bibliography, Block, Document, Entry, List, ListItem, Note, NoteRef, Place, Quotation
from kolofon.model.edition import Artefact
from kolofon.model.finding import Finding
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.book import Made
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.growth import calls
from tests.publishing import IMPRINT, article, paragraph
from tests.table import each_row

TEXT, MARKDOWN = "text/plain", "text/markdown"
MEDIA = (TEXT, MARKDOWN)
HERE = Place("source/mill.md", 7)
WORDS = Words({}, "en")


def listed(*entries: str) -> Bibliography:
    return Bibliography(tuple(Entry(text, HERE) for text in entries), "sq")


def written(document: Document, media: str) -> str:
    one = set_document(segment(document), WORDS)
    return write_text(one, IMPRINT, WORDS) if media == TEXT else write_markdown(one, WORDS)


def findings(document: Document, media: str, content: str) -> tuple[Finding, ...]:
    """The guard's findings in a file of a book."""
    made = Made(Artefact(PurePosixPath("sq/mill.x"), media, content.encode()))
    (guarded,) = with_bibliography_findings(document, [made])
    return guarded.findings


BOTH = article(listed("Hoxha, A. Mullinjtë. 1931.", "Kola, B. Lumenjtë. 1958."), language="en")


@each_row(
    ("old", "new", "said"),
    [
        ("Mullinjtë", "Mullinjte", "“Hoxha, A. Mullinjtë. 1931.”; it has “Hoxha, A. Mullinjte. 1931.”"),
        ("A. M", "A.\u00a0M", "it has other spaces"),
        ("1958.", "1958", "“Kola, B. Lumenjtë. 1958.”; it has “Kola, B. Lumenjtë. 1958”"),
        ("- Kola, B. Lumenjtë. 1958.\n", "", "an entry of the bibliography not in output/sq/mill.x"),
        ("- Kola", "\n- Kola", ""),
        ("- Kola", "- Guri. 1900.\n- Kola", "has what is no entry of the bibliography, or one again: “Guri. 1900.”"),
        ("1958.\n", "1958.\n- Kola, B. Lumenjtë. 1958.\n", "or one again: “Kola, B. Lumenjtë. 1958.”"),
        ("- Kola", "  Kola", "2 entries of the bibliography"),
        ("- ", "", "2 entries of the bibliography"),
        ("1931.", "1931.\n  Tiranë", "“Hoxha, A. Mullinjtë. 1931.”; it has “Hoxha, A. Mullinjtë. 1931. Tiranë”"),
        ("Hoxha, A. Mull", "Hoxha,\n  A.   Mull", None),
    ],
)
def test_a_fault_in_one_character_is_found(old: str, new: str, said: str | None) -> None:
    for media in MEDIA:
        content = written(BOTH, media)
        assert findings(BOTH, media, content) == ()
        assert old in content
        found = findings(BOTH, media, content.replace(old, new))
        if said is None or (not said and media == MARKDOWN):  # an empty line does not part a list of Markdown
            assert found == ()
        else:
            (one,) = found
            assert (one.code, one.place, one.severity.name) == ("bibliography", HERE, "ERROR")
            assert said in one.message


def test_the_other_order_is_found() -> None:
    other = article(listed("Kola, B. Lumenjtë. 1958.", "Hoxha, A. Mullinjtë. 1931."), language="en")
    for media in MEDIA:
        (found,) = findings(BOTH, media, written(other, media))
        assert "in another order" in found.message
        one, two = (
            article(*blocks, language="en") for blocks in ((listed("A"), listed("B")), (listed("B"), listed("A")))
        )
        (found,) = findings(one, media, written(two, media))
        assert "in another order" in found.message


@each_row(
    ("entry", "line"),
    [
        ("1958. Lumenjtë", "- 1958. Lumenjtë"),
        ("Mullinjtë *e* Shkodrës", "- Mullinjtë *e* Shkodrës"),
        ("Mullinjtë ==e== Shkodrës", "- Mullinjtë ==e== Shkodrës"),
        ("AT&amp;T", "- AT&amp;T"),
        ("<b>Lumenjtë</b>", "- <b>Lumenjtë</b>"),
        ("# Lumenjtë", "- # Lumenjtë"),
    ],
)
def test_what_markdown_would_read_otherwise_is_a_fault(entry: str, line: str) -> None:
    document = article(listed("Hoxha", entry), language="en")
    right = written(document, MARKDOWN)
    assert findings(document, MARKDOWN, right) == ()
    (found,) = findings(document, MARKDOWN, f"# T\n\n## L\n\n- Hoxha\n{line}\n")
    assert "the bibliography not in output/sq/mill.x as in the source" in found.message
    assert findings(document, TEXT, f"T\n\n- Hoxha\n{line}\n") == ()


def test_a_file_that_cannot_be_read_back_is_held_back() -> None:
    (found,) = findings(BOTH, MARKDOWN, written(BOTH, MARKDOWN) + "\f")
    assert "cannot be read: the character U+000C cannot be in a book" in found.message
    assert (found.code, found.place.path, found.severity.name) == ("bibliography", "output/sq/mill.x", "ERROR")


P, SOME = paragraph("words"), List((ListItem((paragraph("words"),)), ListItem((paragraph("more"),))))
ENTRIES = listed("- x", "a  b \u00a0c", "1. foo", " \u3000z ", "* q", "# h", "x – y", "a\n b", "+ z", "[1] q", "")


@each_row(
    "blocks",
    [
        (ENTRIES,),
        (ENTRIES, listed("x"), listed("x")),
        (SOME, ENTRIES, SOME, ENTRIES, List((ListItem((P, P)),))),
        (P, Quotation((ENTRIES, P)), P),
        (List((ListItem((P, ENTRIES, P)), ListItem((ENTRIES,)), ListItem((P, SOME, ENTRIES, SOME)), ListItem((P,)))),),
        (List((ListItem((P, ENTRIES, P)), ListItem((ENTRIES,)), ListItem((P,))), start=9),),
        (List((ListItem((ENTRIES, P)), ListItem((P, ENTRIES))), loose=True),),
        (List((ListItem((ENTRIES,)),)), listed("words", "more"), SOME),
    ],
)
def test_a_bibliography_is_found_wherever_it_is(blocks: tuple[Block, ...]) -> None:
    document = article(*blocks, language="en")
    noted = replace(article(paragraph("x", NoteRef("n")), language="en"), notes=(Note("n", blocks),))
    for media in MEDIA:
        assert findings(document, media, written(document, media)) == ()
        assert findings(noted, media, written(noted, media)) == ()


MARKS = (
    "==",
    "%%",
    "(a)=",
    "[@a]",
    "@a",
    "{{",
    "--",
    "^[",
    "<b>",
    "&amp;",
    "{#a}",
    "$$",
    "!!!",
    "\\(",
    "[^1]",
    "![",
    "* ",
)
PIECES = st.sampled_from(MARKS) | st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("ab \t1.)-+*_`[]\\=")
LINES = st.lists(PIECES, min_size=1, max_size=12).map("".join)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_what_the_press_writes_is_no_fault(entries: list[str]) -> None:
    document = article(listed(*entries), language="en")
    for media in MEDIA:
        assert findings(document, media, written(document, media)) == ()


def test_a_text_without_a_bibliography_is_not_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.read.read", lambda *_: pytest.fail("a file was read"))
    document = article(P, SOME, language="en")
    assert findings(document, MARKDOWN, written(document, MARKDOWN)) == ()


def one_list(number: int) -> Document:
    return article(listed(*(f"Hoxha, A. {each}. Mullinjtë." for each in range(number))), language="en")


def many_lists(number: int) -> Document:
    return article(*(listed(f"Hoxha, A. {each}. Mullinjtë.") for each in range(number)), language="en")


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("made", [one_list, many_lists])
@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("few", [80, pytest.param(250, marks=pytest.mark.slow)])
def test_four_times_the_entries_are_four_times_the_work(
    media: str,
    made: Callable[[int], Document],
    few: int,
    wrong: bool,  # noqa: FBT001  as pytest has it
) -> None:
    def work(number: int) -> int:
        document = made(number)
        content = written(document, media)
        if wrong:
            content = content.replace("ë", "e")
        return calls(lambda: findings(document, media, content))

    work(10)
    assert work(4 * few) < 5 * work(few)
