"""Plain text of Project Gutenberg: no word is lost, and `init` knows it by its content."""

import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.cli import main
from kolofon.model.document import Document, NoteRef, Paragraph, Quotation, Section, Sentence, Verse
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.gutenberg.envelope import is_gutenberg
from kolofon.read.sections.missing_words import strings
from kolofon.text.notation import plain
from tests.growth import calls
from tests.press import EPOCH, Press, put
from tests.reading import Reader, p, s
from tests.table import each_row

GUTENBERG = Reader(SourceFormat.GUTENBERG)
START = "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n"
END = "\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\nThe licence.\n"
HEADER = "The Project Gutenberg eBook of X\n\nTitle: The X\n\nAuthor: Ann Writer\n\nLanguage: Albanian\n\n"
WIDE = "Words that go on to the edge of the text, as the lines of a paragraph do when they are\nwrapped."
_WORD = re.compile(r"[^\W_]+")

LINES = st.sampled_from(
    [
        *("CHAPTER I.", "CHAPTER II\nThe second", "BOOK THE FIRST", "XIV. A TITLE", "IV", "THE HEADING", "PREFACE"),
        *("CONTENTS", "CHAPTER I. page 3", "_em_ and =strong=", "[1] label", "text [1] and [Footnote]", "_open", "a_b"),
        *(
            "[Footnote 1: The note]",
            "[Footnote 1: It\n\ngoes on]",
            "[Illustration: a mill]",
            "[Illustration",
            "* * * * *",
        ),
        *("    indented", "      more\n  less", WIDE, "well-\nknown and so--\non", "---------", "Produced by Somebody"),
        *("Title: Other", "The X", "by Ann Writer", "End of it.", "#", "]", "[", "", ""),
    ]
)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\n\n\n", "\n\n\n\n"])), min_size=1, max_size=14))
def test_every_word_is_in_the_document_or_told(pieces: list[tuple[str, str]]) -> None:
    body = "".join(line + gap for line, gap in pieces)
    try:
        document, findings = GUTENBERG(f"{HEADER}{START}{body}{END}")
    except SourceError:
        return
    shown = " ".join([*strings(document), *(f"{one.message} {one.subject}" for one in findings)])
    ranges = [re.fullmatch(r"lines (\d+) to (\d+) are .*", one.message) for one in findings]
    lines = f"{HEADER}{START}{body}{END}".split("\n")
    told = {number for found in ranges if found for number in range(int(found[1]), int(found[2]) + 1)}
    joined = re.sub(r"(?<=-)\n(?=\w)", "", "\n".join(line for at, line in enumerate(lines, 1) if at not in told))
    known = set(words(shown)) | {"Footnote"}
    calls = set(words(" ".join(_names(document))))
    assert [word for word in words(joined) if word not in known | calls] == []


def _names(document: Document) -> list[str]:
    return [note.name for note in document.notes]


def test_header_and_licence_are_told_with_their_lines() -> None:
    document, findings = GUTENBERG(f"{HEADER}{START}Produced by Somebody\n\nText.{END}")
    assert document.title == s("The X")
    assert document.lead == (p("Text."),)
    told = [(one.code, one.place.line, one.message) for one in findings if one.code == "unprinted-lines"]
    assert told == [
        ("unprinted-lines", 1, "lines 1 to 9 are not printed: the header of Project Gutenberg"),
        ("unprinted-lines", 15, "lines 15 to 18 are not printed: the end and the licence of Project Gutenberg"),
    ]
    known = next(one.message for one in findings if one.code == "unread-metadata")
    assert all(word in known for word in ("Ann Writer", "Albanian", "Produced by Somebody"))


def body(text: str) -> tuple[Section, ...]:
    return GUTENBERG(START + text)[0].sections


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [[" ".join(plain(one.heading.inlines).split()), *outline(one.sections)] for one in sections]


@each_row(
    ("text", "expected"),
    [
        ("CHAPTER I.\n\na\n\n\nCHAPTER II.\n\nb", [["CHAPTER I."], ["CHAPTER II."]]),
        ("CHAPTER I\nThe Mill\n\na b c.", [["CHAPTER I The Mill"]]),
        ("CHAPTER I\n\nTHE MILL\n\na b c.", [["CHAPTER I THE MILL"]]),
        ("CHAPTER THE FIRST\n\na\n\n\nChapter Two\n\nb", [["CHAPTER THE FIRST"], ["Chapter Two"]]),
        (
            "BOOK I\n\n\nCHAPTER I\n\na\n\n\nBOOK II\n\n\nCHAPTER I\n\na",
            [["BOOK I", ["CHAPTER I"]], ["BOOK II", ["CHAPTER I"]]],
        ),
        ("I\n\na\n\n\nII\n\nb", [["I"], ["II"]]),
        ("\n\n\nA MILL\n\na\n\nI\n\nb\n\n\n\nA RIVER\n\nc", [["A MILL", ["I"]], ["A RIVER"]]),
        ("ACT I\n\nSCENE I.\n\nANN. Yes.\n\nSCENE II.\n\nANN. No.", [["ACT I", ["SCENE I."], ["SCENE II."]]]),
        ("Mr. Part One of the men said that chapter two of it is long.", []),
    ],
)
def test_headings(text: str, expected: list[object]) -> None:
    assert outline(body(text)) == expected


def test_the_list_of_contents_is_told_and_not_printed() -> None:
    text = (
        f"CONTENTS\n\n I. The Mill ... 3\n II. The River ... 20\n\n\nI. THE MILL\n\n{WIDE}\n\n\nII. THE RIVER\n\nEnd."
    )
    document, findings = GUTENBERG(START + text)
    assert outline(document.sections) == [["I. THE MILL"], ["II. THE RIVER"]]
    assert "lines 3 to 6 are not printed: the list of contents" in findings[-1].message


def test_prose_is_joined_and_lines_stay_lines() -> None:
    text = f"{WIDE}\n\n    Oh mill,\n      oh river\n    and sea.\n\nANN. Yes.\nBEN. No.\nANN. Yes.\n\n"
    blocks = GUTENBERG(START + text)[0].lead
    assert [type(block) for block in blocks] == [Paragraph, Verse, Verse]
    verse = blocks[1]
    assert isinstance(verse, Verse)
    assert verse.indents == ((0, 1, 0),)
    quoted = f"{WIDE}\n\n    {WIDE.replace(chr(10), chr(10) + '    ')}"
    assert [type(block) for block in GUTENBERG(START + quoted)[0].lead] == [Paragraph, Quotation]


def test_emphasis_over_several_lines_is_in_each() -> None:
    (verse,) = GUTENBERG(START + "    _One\n    two_\n    three")[0].lead
    assert isinstance(verse, Verse)
    assert [len(line.inlines) for line in verse.stanzas[0]] == [1, 1, 1]
    assert [plain(line.inlines) for line in verse.stanzas[0]] == ["One", "two", "three"]


def test_notes_with_the_same_mark_are_called_in_turn() -> None:
    text = "One.[1]\n\n[Footnote 1: First.]\n\nTwo.[1]\n\n[Footnote 1: Second.]"
    document = GUTENBERG(START + text)[0]
    assert [note.blocks for note in document.notes] == [(p("First."),), (p("Second."),)]
    assert document.lead == (p("One.", NoteRef("1")), p("Two.", NoteRef("1 2")))


@pytest.mark.slow
def test_many_lines_are_read_in_their_time() -> None:
    for text in (
        "[Illustration\n\n" * 10_000,
        "[1] a [1]\n\n" * 10_000,
        "CONTENTS\n\nA\n\n" * 5_000,
        "_a =b " * 25_000,
    ):
        GUTENBERG(START + text)


@each_row("piece", ["[Illustration\n\n", "[1] a [1]\n\n", "CONTENTS\n\nA\n\n", "_a =b "])
def test_four_times_the_lines_are_four_times_the_calls(piece: str) -> None:
    short, long = (calls(partial(GUTENBERG, START + piece * times)) for times in (100, 400))
    assert long < 5 * short


def test_it_is_known_by_its_first_line() -> None:
    assert is_gutenberg(START.encode())
    assert is_gutenberg(b"***START OF THIS PROJECT GUTENBERG EBOOK X***")
    assert not is_gutenberg(b"= Title =\n\nThe Project Gutenberg has books.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_init_begins_with_what_the_header_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    header = HEADER + ("Character set encoding: ISO-8859-1\n\n" if encoding == "cp1252" else "")
    put(Path(), {"pg1.txt": f"{header}{START}CHAPTER I.\n\nËmbël “text”.{END}".encode(encoding)})
    assert main(["init", "book", "--from", "pg1.txt"]) == 0
    press = Press(Path("book").absolute(), capsys)
    told = press.read("source/edition.toml")
    assert 'format = "gutenberg"' in told
    assert 'source_language = "sq"' in told
    assert 'name = "Ann Writer"\nrole = "author"' in told
    assert press("build", "sq", "--format", "text").code == 0
    text = press.read("output/sq/pg1.txt")
    assert "Ëmbël “text”." in text
    assert "licence." not in text.casefold().replace("all rights", "")


def test_a_sentence_knows_its_line() -> None:
    (section,) = body(f"CHAPTER I\n\n{WIDE}")
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert [sentence.place.line for sentence in (section.heading, *paragraph.sentences)] == [3, 5]
    assert isinstance(section.heading, Sentence)
