"""How a PDF says its words: the codes of its glyphs, the order of its lines, and what is left alone."""

import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from fontTools.ttLib import TTFont

from kolofon.model.document import Figure, Image
from kolofon.write.paper.extraction.sorts import Sort
from tests.later import clusters, codes, drawing, pikepdf, reading
from tests.pdfs import book, drawn_lines, set_page, valid, words_of
from tests.prose import PROSE
from tests.publishing import article, paragraph

if TYPE_CHECKING:
    from kolofon.write.paper.extraction.clusters import Face
    from kolofon.write.paper.extraction.codes import Coded

pytestmark = pytest.mark.pdf

RLM = "\N{RIGHT-TO-LEFT MARK}"


def font(**more: object) -> "Coded":
    told = {"hash": "F", "bitmap": False, "upem": 1000, "glyph_count": 100, "type": "ttf", "to_unicode": {}}
    return cast("Coded", SimpleNamespace(**told | more))


def sort(text: str, *glyphs: int) -> Sort:
    return Sort(tuple((glyph, 0, 0) for glyph in glyphs), 500, text)


def test_a_code_is_that_of_what_it_shows_and_means() -> None:
    one, other = font(), font()
    first, second, third = sort("a", 1), sort("b", 1), sort("a", 2)
    told = [codes.code_of(one, each) for each in (first, second, third, first)]
    assert told[0] == told[3]
    assert len(set(told)) == 3
    assert [codes.code_of(other, each) for each in (third, first, second)] == [told[2], told[0], told[1]]
    assert min(code for code in told if code) > one.glyph_count
    assert codes.text_of(one, cast("int", told[1])) == "b"


@pytest.mark.parametrize("more", [{"type": "otf"}, {"bitmap": True}, {"glyph_count": 0xFFFF}])
def test_some_fonts_have_no_codes_to_give(more: dict[str, object]) -> None:
    assert codes.code_of(font(**more), sort("a", 1)) is None


def test_a_font_that_is_full_is_told() -> None:
    book = font(glyph_count=0x10000 - 256 - 2)
    assert codes.merged(book, {0xFFFE: sort("a", 1)}) == {}
    assert codes.merged(book, {0xFFFE: sort("b", 1)}) == {0xFFFE: 0xFFFF}
    with pytest.raises(codes.NoCodesError):
        codes.merged(book, {0xFFFE: sort("c", 1)})


def test_where_two_chapters_have_one_code_one_of_them_is_written_anew() -> None:
    book = font()
    assert not codes.merged(book, {5000: sort("a", 1), 5001: sort("b", 1)})
    assert codes.merged(book, {5000: sort("c", 2), 5001: sort("b", 1)}) == {5000: 5002}
    assert codes.merged(book, {5002: sort("c", 2)}) == {}
    operators = [b"/F 12 Tf", b"[<13881389>-3<1388>] TJ", b"/G 12 Tf", b"[<1388>] TJ", b"<1388> Tj"]
    content = codes.recoded(zlib.compress(b"\n".join(operators)), {"F": {5000: 5002}})
    operators[1] = b"[<138a1389>-3<138a>] TJ"
    assert zlib.decompress(content).split(b"\n") == operators


def run(text: str, start: int = 0, *, leftward: bool = True) -> "clusters.Run":
    told = [clusters.Cluster(character, (), leftward) for character in text]
    return clusters.Run(cast("Face", None), 12.0, tuple(told[::-1] if leftward else told), start)


def read(*runs: "clusters.Run") -> list[tuple[str, str]]:
    """What each piece of a line shows, from the left, and what it says."""
    pieces = reading.Reader().pieces(runs)
    return [("|".join("".join(c.text for c in group) for group in piece.groups), piece.said) for piece in pieces]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([("אב גד", 0, True)], [("דג בא", "")]),
        ([("אב.", 0, True)], [("בא", ""), (".", f"{RLM}.")]),
        ([("אב, ג", 0, True)], [("בא", ""), (",", ""), (" ", f" {RLM}"), ("ג", "")]),
        ([("«אב»", 0, True)], [("«", ""), ("בא", ""), ("»", f"{RLM}»")]),
        (
            [(" ב", 7, True), ("ab", 4, False), ("א ", 0, True)],
            [("א", ""), (" ", ""), ("ab", ""), (" ", f" {RLM}"), ("ב", "")],
        ),
        ([("\u0661\u0662", 0, False)], [("\u0661|\u0662", "")]),
    ],
)
def test_a_line_is_drawn_as_it_is_read(texts: Sequence[tuple[str, int, bool]], told: list[tuple[str, str]]) -> None:
    runs = [run(text, start, leftward=leftward) for text, start, leftward in texts]
    assert read(*runs) == told


def test_latin_letters_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """They cost nothing, and their PDF has neither codes of its own nor marked content."""
    monkeypatch.setattr(drawing, "runs", None)
    content = set_page(f"<h1>Rrëfimi</h1><p>{PROSE['sq']} <b>{PROSE['el']}</b> <i>{PROSE['ru']}</i> {PROSE['vi']}</p>")
    with pikepdf.open(io.BytesIO(content)) as book:
        content = book.pages[0].Contents.read_bytes()
        outlines = [font.DescendantFonts[0] for font in book.pages[0].Resources.Font.values()]
    assert b"BDC" in content
    assert b"ActualText" not in content
    assert {str(each.CIDToGIDMap) for each in outlines} == {"/Identity"}


def test_a_mark_that_is_raised_is_with_its_letter(tmp_path: Path) -> None:
    content = set_page("<p>Ẽ́ z̄ë n̈ vo̱rt</p>")
    assert words_of(content, tmp_path) == "Ẽ́ z̄ë n̈ vo̱rt"
    with pikepdf.open(io.BytesIO(content)) as book:
        assert b" Ts" not in book.pages[0].Contents.read_bytes()


def test_a_font_without_codes_says_the_letters_of_its_clusters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot keep poppler from a space behind a mark, whose right edge it takes for that of the cluster."""
    monkeypatch.setattr(drawing, "code_of", lambda *_: None)
    content = set_page("<p>Ẽ́ z̄ë n̈ vo̱rt</p>")
    assert words_of(content, tmp_path).replace(" ", "") == "Ẽ́z̄ën̈vo̱rt"
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_a_word_keeps_its_own_hyphen_at_the_end_of_a_line(tmp_path: Path) -> None:
    content = set_page(f"<p>{40 * 'dhe një gjysmë-plak '}</p>", "p { width: 170pt; hyphens: none }")
    assert any(line.rstrip().endswith("gjysmë-") for line in drawn_lines(content, tmp_path))
    assert words_of(content, tmp_path).split().count("gjysmë-plak") == 40


@pytest.mark.pdf
def test_a_broken_word_is_whole_before_the_number_of_a_note(tmp_path: Path) -> None:
    noted = 'Dort stand von den Widerstandsbewegungen.<sup><a href="#n">1</a></sup> '
    content = set_page(f'<p id="n">{12 * noted}</p>', "p { width: 200pt; hyphens: auto }", "de")
    assert sum(line.rstrip().endswith("\N{SOFT HYPHEN}") for line in drawn_lines(content, tmp_path)) > 2
    assert words_of(content, tmp_path).count("Widerstandsbewegungen.") == 12


def test_text_in_a_vector_picture_is_drawn_too(tmp_path: Path) -> None:
    drawn = "".join(f'<text x="9" y="{y}">{text}</text>' for y, text in ((30, "Kalaja"), (60, "हिन्दी"), (90, "شمال")))
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120">{drawn}</svg>'
    figure = Figure(Image("pictures/plan.svg", "a plan"), ())
    shown = article(figure, paragraph("हिन्दी شمال"))
    content, findings = book(shown, {"pictures/plan.svg": picture.encode()})
    assert findings == ()
    assert words_of(content, tmp_path).count("हिन्दी") == 2
    assert "Kalaja" in words_of(content, tmp_path)


@pytest.mark.pdf
def test_characters_of_a_cid_keyed_font_have_the_numbers_of_its_glyphs() -> None:
    content = set_page("<p>日本語</p>", 'html { font-family: "Noto Serif JP" }', "ja")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile3" in thing]
        (program,) = (font.FontFile3.read_bytes() for font in fonts)
    face = TTFont(io.BytesIO(program), checkChecksums=2)
    numbers = [int(name.removeprefix("cid")) for name in face["CFF "].cff[0].charset[1:]]
    assert numbers == list(range(1, len(numbers) + 1))
