"""The page: sizes as they are written, margins by the canon, whole lines."""

import pytest

from kolofon.edition.configuration import read_edition
from kolofon.model.edition import Page
from kolofon.model.error import EditionError
from kolofon.model.page_sizes import NAMED, points, sides
from kolofon.write.typography.geometry import geometry
from tests.machine import ROOT
from tests.press import edition_toml
from tests.table import each_row

SIZES = ("A4", "A5", "A6", "B5", "letter", "6in x 9in", "5.5in x 8.5in", "110mm x 180mm")


@each_row(
    ("size", "width", "height"),
    [
        ("A5", 419.53, 595.28),
        ("a5", 419.53, 595.28),
        ("148mm x 210mm", 419.53, 595.28),
        ("148mmx210mm", 419.53, 595.28),
        ("14.8cm × 210mm", 419.53, 595.28),
        ("6in x 9in", 432, 648),
        ("432pt x 648pt", 432, 648),
        ("Letter", 612, 792),
    ],
)
def test_a_size(size: str, width: float, height: float) -> None:
    page = geometry(Page(size))
    assert (page.width, page.height) == (width, height)


@each_row(
    "size",
    ["", "A55", "6 x 9", "6in", "6in x", "0in x 9in", "6in x 9in x 1in", "-6in x 9in", "9m x 9m", "600in x 900in"],
)
def test_no_size(size: str) -> None:
    with pytest.raises(EditionError, match="page size") as caught:
        geometry(Page(size))
    assert "A5" in caught.value.hint


@pytest.mark.parametrize(
    "path",
    ["docs/edition.md", "source/handbook/printer/page.md", "pipeline/kolofon/commands/init/templates/edition.toml"],
)
def test_every_name_of_a_size_is_in_what_people_read(path: str) -> None:
    told = ROOT.joinpath(path).read_text("utf-8").replace("`", "")
    assert f"a name ({', '.join(NAMED)})" in told


def test_a_name_of_a_size_is_one_to_edition_toml_and_on_the_page() -> None:
    for name in NAMED:
        text = edition_toml('name = "one"\nsource = "one.txt"\n', f'[page]\nsize = "{name}"\n')
        page = geometry(read_edition(text.encode(), "source/edition.toml").page)
        assert (page.width, page.height) == pytest.approx(sides(name), abs=0.01)


@each_row("size", SIZES)
def test_the_text_block(size: str) -> None:
    page = geometry(Page(size))
    assert page.inner < page.outer
    assert page.top < page.bottom
    # Whole lines, between the margins.
    assert page.top + page.lines * page.line + page.bottom == pytest.approx(page.height, abs=0.02)
    # 45 to 75 characters, at 0.42 em each.
    assert 45 < page.measure / page.size / 0.42 < 75


@each_row("size", SIZES)
def test_margins_stand_by_the_canon(size: str) -> None:
    page = geometry(Page(size))
    assert page.outer / page.inner == pytest.approx(2, abs=0.01)
    # Two tops, and what is left of a line.
    assert 0 <= page.bottom - 2 * page.top < page.line
    assert page.top / page.height == pytest.approx(1 / 10, abs=0.001)


@each_row("size", SIZES)
def test_a_gutter_is_the_least_inner_margin_and_taken_from_the_outer(size: str) -> None:
    canon = geometry(Page(size))
    assert geometry(Page(size, gutter="5mm")) == canon
    wider = geometry(Page(size, gutter=f"{canon.inner + 9}pt"))
    assert wider.inner == pytest.approx(canon.inner + 9, abs=0.01)
    assert wider.measure == pytest.approx(canon.measure, abs=0.02)
    widest = geometry(Page(size, gutter=f"{canon.outer * 1.2}pt"))
    assert widest.outer == canon.inner
    assert widest.measure < canon.measure


@pytest.mark.parametrize("length", ["", "3", "mm", "-3mm", "3 ell", "3mm x 3mm"])
def test_no_length(length: str) -> None:
    with pytest.raises(EditionError, match="not a length"):
        points(length)


def test_lengths() -> None:
    assert [round(points(length), 3) for length in ("3mm", "0.125in", "1 cm", "9pt")] == [8.504, 9.0, 28.346, 9.0]
