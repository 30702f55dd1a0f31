"""What is seen on pages in many languages: small capitals, labels that wrap, separators of values, facts."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kolofon.model.document import Bibliography, Entry
from kolofon.model.edition import Layout, Page
from kolofon.set.words import Words
from kolofon.write.text.colophon import colophon
from kolofon.write.typography.scripts import sheet
from tests.later import typeset
from tests.paper import Line, sheets
from tests.pdfs import PICTURES, set_page
from tests.publishing import HTML, IMPRINT, PLACE, PROGRESS, article, infobox, paragraph, tree
from tests.setting import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kolofon.model.document import Block

CAPS = ".caps { font-variant-caps: all-small-caps; letter-spacing: 0.5em; white-space: nowrap }"
PAGE = Page(layout=Layout.ARTICLE)


def printed(tag: str, *words: str, furniture: dict[str, str] | None = None) -> bytes:
    """The PDF of an article of these paragraphs, or with some facts, if there are none."""
    imprint = replace(IMPRINT, language=tag)
    blocks: Sequence[Block] = [paragraph(each) for each in words] or [infobox()]
    content, _ = typeset(render(article(*blocks, language=tag), imprint, furniture or {}, PAGE), imprint, PICTURES)
    return content


def lines(content: bytes, folder: Path) -> list[Line]:
    return [line for sheet_ in sheets(content, folder) for line in sheet_.lines]


@pytest.mark.pdf
@pytest.mark.parametrize("aligned", ["justify", "left"])
def test_there_is_no_space_between_small_capitals_and_a_stop(aligned: str, tmp_path: Path) -> None:
    words = 'Shtabi i <span class="caps">UNSH</span>, dhe <span class="caps">UNSH</span>. ' * 9
    content = set_page(f"<p>{words}</p>", f"{CAPS} p {{ text-align: {aligned}; width: 200pt }}")
    told = [text for line in lines(content, tmp_path) for text, _ in line.words if text[-1] in ".,"]
    assert sorted(told) == ["H,"] * 9 + ["H."] * 9


@pytest.mark.pdf
def test_a_word_in_smaller_capitals_moves_no_line(tmp_path: Path) -> None:
    words = "Таа беше продолжение и врв на општата офанзива во градот. " * 6
    content = printed("mk", f"{words}Таа беше врв на УНЧШ во градот. {words}")
    found = [line.words[0][1].bottom for line in lines(content, tmp_path) if line.words[0][0].islower()]
    steps = [round(below - above, 1) for above, below in pairwise(found)]
    usual = max(set(steps), key=steps.count)
    assert steps.count(usual) >= 6
    assert not [step for step in steps if 0.1 < abs(step - usual) < 1.5]


@pytest.mark.pdf
def test_a_label_of_the_colophon_that_wraps_is_flush(tmp_path: Path) -> None:
    label = {"Checksum of the source": "Somma di controllo della fonte"}
    told = {text: box for line in lines(printed("it", "Testo.", furniture=label), tmp_path) for text, box in line.words}
    assert told["fonte"].top > told["Somma"].bottom - 2
    assert abs(told["fonte"].left - told["Somma"].left) < 2


SEPARATED = {
    "sq": ("; ", ", "),
    "fr": ("\u202f; ", ", "),
    "el": ("· ", ", "),
    "fa": ("؛ ", "، "),
    "zh-Hans": ("；", "、"),
    "ja": ("；", "、"),
}


@pytest.mark.parametrize("tag", sorted(SEPARATED))
def test_values_in_the_colophon_are_separated_as_the_language_does(tag: str) -> None:
    semicolon, comma = SEPARATED[tag]
    rights, imprint = IMPRINT.rights, replace(IMPRINT, language=tag)
    page = "".join(tree(article(language=tag), imprint=imprint).itertext())
    assert f"{rights.holder}{semicolon}{rights.licence}" in page
    assert f"{IMPRINT.publisher}{comma}" in page
    told = "\n".join(colophon(imprint, Words({}, tag)))
    assert f"{rights.holder}{semicolon}{rights.licence}" in told
    assert f"{IMPRINT.publisher}{comma}" in told


def test_english_in_a_colophon_from_right_to_left_is_set_one_way() -> None:
    page = tree(article(language="fa"), imprint=replace(IMPRINT, progress=PROGRESS))
    (end,) = [item for item in page.iter(f"{HTML}section") if item.get("id") == "colophon"]
    values = [item for item in end.iter(f"{HTML}dd") if _turned(item)]
    assert len(values) >= 4
    assert {value.get("dir") for value in values} == {None}


def _turned(value: ET.Element) -> bool:
    return any(item.get("dir") == "ltr" for item in value.iter())


@pytest.mark.pdf
def test_the_heading_of_facts_is_level_with_them_where_paragraphs_are_indented(tmp_path: Path) -> None:
    assert ".infobox p.group:lang(ja) { text-indent: -0.8em; }" in sheet('<html lang="ja"><p>語</p>', "ja")
    assert ".infobox p:not(.group)" in sheet('<html lang="ja"><p>語</p>', "ja")
    words = [word for line in lines(printed("ja"), tmp_path) for word in line.words]
    heading, value = (next(box.left for text, box in words if text == sign) for sign in ("Të", "100"))
    assert abs(heading - value) < 2


@pytest.mark.pdf
def test_an_entry_of_a_bibliography_goes_over_a_page_with_two_lines_on_each(tmp_path: Path) -> None:
    entries = [f"w{name} " * 90 for name in "abcdefgh"]
    document = article(Bibliography(tuple(Entry(text.strip(), PLACE) for text in entries), "sq"))
    content, _ = typeset(render(document, IMPRINT, {}, replace(PAGE, size="A6")), IMPRINT, PICTURES)
    pages = [[line.words[0][0] for line in page.lines] for page in sheets(content, tmp_path)]
    over = {name for name in "abcdefgh" if sum(f"w{name}" in page for page in pages) > 1}
    assert over
    assert all(page.count(f"w{name}") != 1 for name in "abcdefgh" for page in pages)
