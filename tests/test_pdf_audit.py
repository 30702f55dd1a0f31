"""A finished PDF says what its page says, and what is amiss in it is told."""

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from kolofon.model.document import Block, Figure, Image, Link, Note, NoteRef, Place, Table, TableCell, Text
from kolofon.model.edition import Layout, Page
from kolofon.model.finding import Finding, Severity
from kolofon.set.pages.marks import PageStart
from kolofon.write.paper.audit.comparison import audited_file, audited_layout
from kolofon.write.paper.file.protocols import File
from kolofon.write.paper.pages.pieces import Piece
from kolofon.write.paper.weasyprint import mends
from kolofon.write.themes.theme import Theme
from tests.later import pdf, pikepdf, typeset
from tests.pdfs import EDITION, book, set_page, sound, valid, words_of
from tests.publishing import article, paragraph, sentence
from tests.setting import on_screens, published, render
from tests.stress import PICTURES, stress_book

LONG = "Bukuri e papërshkrueshme shtypshkronjash të përfunduara luftimesh, dhe prapë nga fillimi. "


def cell(text: str, *, heading: bool = False) -> TableCell:
    return TableCell((sentence(text),), heading)


def tall_table(words: str = LONG * 90) -> Table:
    """A table of which a row is longer than a page."""
    head = (cell("Krye", heading=True), cell("Emri", heading=True))
    return Table((), (head,), ((cell("tre"), cell(words)), (cell("katër"), cell("fund")), (cell("pesë"), cell(words))))


def set_as_a_whole(*blocks: Block) -> tuple[Finding, ...]:
    """The findings about an article, which is no book in quires."""
    page = render(article(*blocks), EDITION, {}, Page("A5", layout=Layout.ARTICLE))
    return typeset(page, EDITION, {})[1]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.pdf
def test_a_word_that_a_line_breaks_is_whole_in_the_text(tmp_path: Path) -> None:
    content = sound(article(*[paragraph(LONG * times) for times in range(3, 9)]))
    said = words_of(content, tmp_path)
    assert "\N{SOFT HYPHEN}" not in said
    assert set(said.replace("\f", " ").split()) >= set(LONG.split())
    assert said.count("përfunduara") == said.count("papërshkrueshme") == sum(range(3, 9))
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_a_word_of_several_lines_and_one_that_goes_over_a_page_are_whole(tmp_path: Path) -> None:
    many = "shtypshkronja"
    narrow = "@page { size: 80pt 100pt; margin: 10pt } p { hyphens: auto; hyphenate-limit-chars: 4 2 2; width: 40pt }"
    said = words_of(set_page(f"<p>{' '.join([many] * 40)} fund</p>", narrow), tmp_path)
    assert said.count(many) == 40


@pytest.mark.pdf
def test_a_word_of_two_elements_is_never_told_wrongly(tmp_path: Path) -> None:
    style = "p { hyphens: auto; hyphenate-limit-chars: 4 2 2; width: 30pt }"
    said = words_of(set_page("<p>shtypshkron<em>jat</em> e shtyp<em>shkronjat</em>.</p>", style), tmp_path)
    letters = "".join(filter(str.isalpha, said))
    assert letters == "shtypshkronjateshtypshkronjat"


@pytest.mark.pdf
def test_the_call_of_a_note_can_be_clicked(monkeypatch: pytest.MonkeyPatch) -> None:
    document = article(paragraph("Fjalë", NoteRef("a"), " dhe ", Link((Text("lidhje"),), "https://example.org/")))
    document = replace(document, notes=(Note("a", (paragraph("Shënim."),)),))
    with pikepdf.open(io.BytesIO(sound(document))) as made:
        rectangles = [link.Rect for page in made.pages for link in page.get("/Annots", [])]
    assert len(rectangles) > 2
    assert all(abs(float(top) - float(bottom)) > 3 for _, bottom, _, top in rectangles)
    monkeypatch.setattr(mends, "links_with_area", lambda _: contextlib.nullcontext())
    _, findings = book(document)
    assert codes(findings) == {"flat-link"}, "WeasyPrint no longer needs this mend"


def row_of(lines: int) -> bytes:
    """A page of a table with a head and a row of so many lines, of which four stand on a page below the head."""
    style = """@page { size: 200pt 100pt; margin: 0 } tr { break-inside: avoid }
        body, td, th { margin: 0; padding: 0; font-size: 10pt; line-height: 20pt }"""
    cell = "<br/>".join(f"rreshti {line}" for line in range(lines))
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="sq"><head><title>t</title><style>{style}</style></head>
        <body><table><thead><tr><th>Krye</th></tr></thead><tbody><tr><td>{cell}</td></tr></tbody></table></body>
        </html>""".encode()


@pytest.mark.pdf
def test_a_table_keeps_its_head_where_a_row_is_longer_than_a_page(tmp_path: Path) -> None:
    document = article(paragraph("Para."), tall_table(), paragraph("Pas."))
    content = sound(document)
    said = words_of(content, tmp_path)
    with pikepdf.open(io.BytesIO(content)) as made:
        assert len(made.pages) > 3
    assert said.count("Krye") == said.count("Emri") > 1
    assert said.count("papërshkrueshme") == 180
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
@pytest.mark.parametrize("lines", range(4, 10))
def test_a_head_is_on_each_page_of_a_row(lines: int, tmp_path: Path) -> None:
    content, findings = typeset(row_of(lines), EDITION, {})
    assert not findings
    with pikepdf.open(io.BytesIO(content)) as made:
        assert words_of(content, tmp_path).count("Krye") == len(made.pages) > 1


@pytest.mark.pdf
def test_weasyprint_still_needs_to_be_told_of_such_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mends, "headed_rows", lambda _: contextlib.nullcontext())
    found = [finding for lines in range(4, 10) for finding in typeset(row_of(lines), EDITION, {})[1]]
    assert {(finding.code, finding.subject) for finding in found} == {("lost-text", "Krye")}


@pytest.mark.pdf
def test_a_head_that_is_longer_than_a_page_is_told() -> None:
    head = (cell(LONG * 60, heading=True),)
    _, findings = book(article(Table((), (head,), ((cell("a"),),))))
    assert codes(findings) == {"lost-text"}
    assert all(finding.severity is Severity.ERROR for finding in findings)


@pytest.mark.pdf
def test_what_a_theme_hides_is_not_lost() -> None:
    document = article(paragraph("Fjalë."), tall_table("pak"))
    theme = Theme((("theme.css", b"td { display: none }"),))
    xhtml = render(document, EDITION, {}, Page(), theme)
    assert not typeset(xhtml, EDITION, {})[1]


@pytest.mark.pdf
@pytest.mark.parametrize("alone", [0, 1, 2])
def test_a_page_with_nothing_but_a_picture_is_marked(alone: int) -> None:
    figures: list[Block] = [Figure(Image("tall.png", f"pamje {number}"), ()) for number in range(3)]
    within = paragraph(Image("tall.png", "një"), Image("tall.png", "dy"))
    pictures: list[Block] = [*figures[alone:], within]
    document = article(paragraph("Para."), *pictures, paragraph("Pas."))
    starts: list[PageStart] = []
    content, findings = typeset(render(document, EDITION, {}, Page()), EDITION, PICTURES, starts=starts)
    assert not findings
    with pikepdf.open(io.BytesIO(content)) as made:
        assert [start.folio for start in starts] == [str(number) for number in range(1, len(made.pages) + 1)]
    assert any(start.picture >= 0 for start in starts)
    files = published(document, on_screens(EDITION, {}), PICTURES, starts)
    assert files.book.folios == tuple(start.folio for start in starts)
    assert not files.findings


def test_a_page_without_its_mark_is_told() -> None:
    lost = [PageStart("1", "title", 0), PageStart("2", "gone", 0), PageStart("3", "lead-p1", 0, 4)]
    (finding,) = published(article(paragraph("Para.")), on_screens(EDITION, {}), {}, lost).findings
    assert (finding.code, finding.severity) == ("page-without-mark", Severity.WARNING)
    assert "2, 3" in finding.message


@pytest.mark.pdf
def test_glyphs_that_do_not_say_what_they_are_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = audited_file

    def spoiled(file: File, pieces: Sequence[Piece], place: Place) -> Iterable[Finding]:
        for thing in file.objects:
            operators = getattr(thing, "stream", None)
            if isinstance(operators, list) and b"begincmap" in operators:
                operators[:] = [line for line in operators if b"> <0071>" not in bytes(line)]
        return stock(file, pieces, place)

    monkeypatch.setattr(pdf, "audited_file", spoiled)
    findings = set_as_a_whole(paragraph("Qyqe, qan qyteti."))
    assert codes(findings) == {"unreadable-text"}
    assert all("“q”" in finding.message for finding in findings)


@pytest.mark.pdf
@pytest.mark.parametrize("gone", ["ToUnicode", "FontFile2"])
def test_a_font_that_is_not_embedded_is_told(gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = audited_file

    def spoiled(file: File, pieces: Sequence[Piece], place: Place) -> Iterable[Finding]:
        for thing in file.objects:
            if isinstance(thing, dict):
                thing.pop(gone, None)
        return stock(file, pieces, place)

    monkeypatch.setattr(pdf, "audited_file", spoiled)
    findings = set_as_a_whole(paragraph("Fjalë."))
    assert "unembedded-font" in codes(findings)


@pytest.mark.pdf
def test_a_book_with_everything_has_nothing_amiss() -> None:
    _, findings = typeset(render(stress_book(2), EDITION, {}, Page("A5")), EDITION, PICTURES)
    # The table of many columns has more of them than there is room for.
    assert [(finding.code, finding.subject) for finding in findings] == [("narrow-cell", "operacioni")]


@pytest.mark.parametrize(
    ("laid", "lost"),
    [
        (["One mill."], ""),
        (["ONE ", "MILL."], ""),
        (["One mill.", "One mill."], ""),  # the head of a table, on two pages
        (["One bell."], "One mill."),
        (["One mill.", "One"], "One mill."),
        (["One mil."], "One mill."),
        ([], "One mill."),
    ],
)
def test_a_text_is_on_paper_once_or_several_times_letter_by_letter(laid: Sequence[str], lost: str) -> None:
    root = ET.Element("p")
    root.text = "One mill."
    pieces = [Piece(1, (), root, text, SimpleNamespace()) for text in laid]
    found = [finding.subject for finding in audited_layout(root, pieces, lambda _: True, Place("x.md"))]
    assert found == [lost] * bool(lost)
