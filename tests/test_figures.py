"""Figures and tables on paper: where they are, what they are called, and how they are tagged."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kolofon.model.figures import Figures, Standing
from tests.figured import FLOATING, HEIGHTS, PICTURES, figured, page_of
from tests.later import pdf, pikepdf, quire_book, typeset
from tests.machine import run
from tests.pdfs import EDITION, tags, valid
from tests.quires import seen

if TYPE_CHECKING:
    from kolofon.set.pages import PageStart

pytestmark = pytest.mark.pdf


@cache
def made(figures: Figures) -> tuple[bytes, "tuple[PageStart, ...]"]:
    starts: list[PageStart] = []
    content, findings = typeset(page_of(figured(), figures), replace(EDITION, language="en"), PICTURES, starts=starts)
    assert not findings
    return content, tuple(starts)


def pages(content: bytes, folder: Path) -> list[str]:
    file = folder / "book.pdf"
    file.write_bytes(content)
    return [" ".join(page.split()) for page in run("pdftotext", file, "-").split("\f")[:-1]]


def captioned(told: list[str]) -> Mapping[str, int]:
    """The page of each caption, by its label; the lists in front are not looked at."""
    front = next(number for number, page in enumerate(told) if page.startswith("Chapter 1 The river"))
    found: dict[str, int] = {}
    for number, page in enumerate(told[front:], front + 1):
        for label in re.findall(r"((?:Figure|Table) [0-9.]+) (?:View|Table of)", page):
            assert label not in found
            found[label] = number
    return found


def test_a_figure_without_room_leaves_no_white_page(tmp_path: Path) -> None:
    moved, still = (pages(made(figures)[0], tmp_path) for figures in (FLOATING, replace(FLOATING, place=Standing.HERE)))
    found = captioned(moved)
    assert len(found) == len(HEIGHTS) + 3
    assert len(moved) < len(still)
    # In their order, each on the page of its call or the next but one, and in its own chapter.
    figures = [page for label, page in found.items() if label.startswith("Figure")]
    assert figures == sorted(figures)
    begins = [next(n for n, page in enumerate(moved, 1) if page.startswith(f"Chapter {c} ")) for c in (1, 2, 3)]
    for label, page in found.items():
        chapter = int(label.split()[1].split(".")[0])
        assert begins[chapter - 1] <= page < [*begins[1:], len(moved) + 1][chapter - 1]
    for number in range(1, len(HEIGHTS) + 1):
        label = next(iter(re.findall(rf"Figure ([0-9.]+) View {number}\.", " ".join(moved))))
        called, shown = (
            re.findall(rf"See figure {re.escape(label)} on page ([0-9]+)", " ".join(moved)),
            found[f"Figure {label}"],
        )
        assert called == [str(shown)]
        assert 0 <= shown - next(n for n, page in enumerate(moved, 1) if f"See figure {label} on" in page) <= 2


def test_a_moved_figure_is_read_where_the_source_has_it(tmp_path: Path) -> None:
    content, starts = made(FLOATING)
    valid(content, tmp_path, "2a", "ua1")
    with pikepdf.open(io.BytesIO(content)) as book:
        told = tags(book)
    figures = [at for at, tag in enumerate(told) if tag.type == "/Figure"]
    assert len(figures) == len(HEIGHTS)
    for number, at in enumerate(figures, 1):
        figure, caption = told[at], told[at + 1]
        assert figure.says["Alt"] == f"View {number}. Of the river."
        assert (caption.type, caption.depth) == ("/Caption", figure.depth + 1)
        assert told[at - 1].depth >= figure.depth  # a paragraph, with its links
    tables = [tag for tag in told if tag.type == "/Table"]
    assert len(tables) == 3
    assert sum(tag.type == "/THead" for tag in told) == 3  # the heads on other pages are artifacts
    # A page of the print begins where its text does, and not at a figure from the page before.
    assert not [start for start in starts if start.picture >= 0 and start.id != "s3-f2"]


def test_a_wide_table_is_turned_with_its_head_on_each_page(tmp_path: Path) -> None:
    content, _ = made(Figures())
    told = pages(content, tmp_path)
    with pikepdf.open(io.BytesIO(content)) as book:
        turned = [n for n, page in enumerate(book.pages) if b"0 -1 1 0" in page.Contents.read_bytes()]
    assert len(turned) > 1
    assert turned == list(range(turned[0], turned[-1] + 1))
    assert all("Verwaltungen" in told[number] for number in turned)  # whole, and not cut into syllables


def test_chapters_bound_are_the_whole_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound, starts = made(FLOATING)
    monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))
    begun: list[PageStart] = []
    whole, findings = typeset(page_of(figured(), FLOATING), replace(EDITION, language="en"), PICTURES, starts=begun)
    assert not findings
    assert tuple(begun) == starts
    seen(bound, tmp_path).assert_same(seen(whole, tmp_path))
