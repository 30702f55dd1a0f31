"""Text from right to left on paper: where its lines begin and end."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.catalogue.pseudo import pseudo
from kolofon.language import language
from kolofon.model.document import Code, Document, Preformatted
from tests.later import pikepdf
from tests.paper import Line, sheets
from tests.pdfs import set_page, sound
from tests.publishing import HTML, IMPRINT, PROGRESS, article, paragraph, sentence, tree

WORDS = "It was the capture of the city by the forces of the country after nineteen days of fighting in its streets."
TEXT = pseudo(f"{WORDS} {WORDS}", language("xx-XB"))
WIDTH = 300.0
LEFT, RIGHT = 50.0, 350.0
STYLE = f"@page {{ margin: 50pt }} body {{ margin: 0; width: {WIDTH}pt }} p {{ margin: 0 0 20pt }}"
SIDE_BEARING = 1.5
"""Points by which the ink of a letter may stand off from where it begins."""


@pytest.mark.parametrize(("language", "direction"), [("he", "ltr"), ("sq", None)])
def test_what_runs_the_other_way_says_so(language: str, direction: str | None) -> None:
    listing = article(Preformatted("a < b"), paragraph(Code("x < y")), language=language)
    page = tree(listing, imprint=replace(IMPRINT, progress=PROGRESS))
    original = [item for item in page.iter() if item.get("lang") == "en" and item.text == IMPRINT.original_title]
    code = [item for name in ("code", "pre") for item in page.iter(f"{HTML}{name}")]
    assert len(original) == 2
    assert {item.text for item in code} >= {"a < b", "x < y"}
    assert {item.get("dir") for item in (*original, *code)} == {direction}


@pytest.mark.parametrize(("language", "head"), [("he", "\u2066Why (not)?\u2069"), ("sq", "Why (not)?")])
def test_a_heading_of_another_direction_is_isolated_in_running_heads(language: str, head: str) -> None:
    document = Document(language, sentence("Why (not)?", language="en"), (), ())
    page = tree(document)
    assert [item.get("data-title") for item in page.iter() if item.get("data-title")] == [head, head]
    assert page.findtext(f".//{HTML}title") == "Why (not)?"


@pytest.mark.parametrize(("language", "direction"), [("he", ["ltr"]), ("sq", [])])
def test_an_identifier_runs_from_left_to_right(language: str, direction: list[str]) -> None:
    page = tree(article(language=language))
    (line,) = [item for item in page.iter() if item.get("class") == "identifier"]
    assert "".join(line.itertext()) == IMPRINT.identifier
    assert [span.get("dir") for span in line] == direction


def lines(body: str, style: str, folder: Path) -> tuple[Line, ...]:
    content = set_page(f'<div dir="rtl">{body}</div>', STYLE + style, "xx-XB")
    return tuple(line for sheet in sheets(content, folder) for line in sheet.lines)


@pytest.mark.pdf
@pytest.mark.parametrize("indent", [20.0, -20.0])
def test_the_first_line_is_indented_where_it_begins(indent: float, tmp_path: Path) -> None:
    first, *others = lines(f"<p>{TEXT}</p>", f"p {{ text-indent: {indent}pt; padding-right: 30pt }}", tmp_path)
    assert len(others) > 2
    assert abs(RIGHT - 30 - indent - first.box.right) < SIDE_BEARING
    assert all(abs(RIGHT - 30 - line.box.right) < SIDE_BEARING for line in others)
    assert all(line.box.left > LEFT - SIDE_BEARING for line in (first, *others))


@pytest.mark.pdf
def test_every_line_of_a_paragraph_but_its_last_is_as_long_as_the_measure(tmp_path: Path) -> None:
    words = (4 * f"{WORDS} ").split()
    emphasised = "".join(f"<em>{one}</em> {other} " for one, other in zip(words[::2], words[1::2], strict=False))
    told = lines(f"<p>{emphasised}end</p>", "p { text-align: justify }", tmp_path)
    whole = [line for line in told if "end" not in line.text]
    assert len(whole) > 4
    assert all(abs(LEFT - line.box.left) < SIDE_BEARING for line in whole), [line.box.left for line in whole]
    assert all(abs(RIGHT - line.box.right) < SIDE_BEARING for line in told)


@pytest.mark.pdf
@pytest.mark.parametrize("words", ["", f"{TEXT} "], ids=["one line", "many"])
def test_what_floats_beside_a_line_stays_at_the_side(words: str, tmp_path: Path) -> None:
    style = "i { float: right; width: 40pt; margin-right: -50pt; text-align: right }"
    told = lines(f"<p>{words}<span><b>end</b><i>side</i></span></p>", style, tmp_path)
    (right,) = [box.right for line in told for word, box in line.words if word == "side"]
    assert abs(RIGHT + 50 - right) < SIDE_BEARING


@pytest.mark.pdf
def test_of_a_line_that_is_too_long_the_beginning_is_shown(tmp_path: Path) -> None:
    style = "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }"
    (line,) = lines(f"<p>{TEXT}</p>", style, tmp_path)
    assert abs(RIGHT - line.box.right) < SIDE_BEARING
    assert abs(LEFT - line.box.left) < 20
    assert line.words[-1][0] == "ţÎ["


@pytest.mark.pdf
@pytest.mark.parametrize(("language", "direction"), [("he", "/R2L"), ("ar", "/R2L"), ("sq", None)])
def test_viewers_learn_in_which_direction_facing_pages_go(language: str, direction: str | None) -> None:
    with pikepdf.open(io.BytesIO(sound(article(paragraph(WORDS), language=language)))) as pdf:
        assert pdf.Root.ViewerPreferences.get("/Direction") == direction
