"""The original and its translation side by side."""

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Section
from kolofon.model.edition import Page
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.parts import segments
from kolofon.translate import translate
from kolofon.write.typography.geometry import geometry
from tests.later import typeset
from tests.paper import sheets
from tests.pdfs import PICTURES
from tests.publishing import BIBLIOGRAPHY, IMPRINT, everything, paragraph, sentence, text_of
from tests.setting import render_bilingual

HTML = "{http://www.w3.org/1999/xhtml}"


def half_translated() -> tuple[Document, Document]:
    """A document of every kind of block, and one in which every second message is translated."""
    source = replace(everything(), language="en")
    keys = list(dict.fromkeys(segment.key for segment in segments(source) if segment.key))
    entries = tuple(CatalogueEntry(key.context, key.msgid, msgstrs=(f"[{key.msgid}]",)) for key in keys[::2])
    return source, translate(source, Catalogue("sq", (), entries))


@pytest.fixture(scope="module")
def root() -> ET.Element:
    xhtml = render_bilingual(half_translated(), IMPRINT, ({}, {}), Page())
    return ET.fromstring(xhtml)  # noqa: S314  we have just written it


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def test_both_stand_side_by_side(root: ET.Element) -> None:
    pairs = of_class(root, "pair")
    assert len(pairs) > 15
    for pair in pairs:
        original, translation = list(pair)
        assert original.get("lang") == "en"
        assert translation.get("lang") is None
    told = [tuple(text_of(side) for side in pair) for pair in pairs]
    assert ("Hyrje.", "[Hyrje.]") in told or ("Hyrje.", "Hyrje.") in told
    assert any(translation == f"[{original}]" for original, translation in told)
    assert any(translation == original for original, translation in told)


def test_the_bibliography_stands_once(root: ET.Element) -> None:
    lists = of_class(root, "bibliography")
    assert [[text_of(entry) for entry in found] for found in lists] == [list(BIBLIOGRAPHY)]
    assert lists[0].get("lang") == "sq"


def test_what_is_not_translated_says_its_language(root: ET.Element) -> None:
    untranslated = of_class(root, "untranslated")
    assert untranslated
    assert {element.get("lang") for element in untranslated} == {"en"}


def test_ids_stand_once_and_links_lead_somewhere(root: ET.Element) -> None:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert set(ids.values()) == {1}
    targets = {element.get("href", "") for element in root.iter(HTML + "a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


@pytest.mark.pdf
def test_paragraphs_begin_level(tmp_path: Path) -> None:
    words = "The forces of the brigades that fought in the capital went on with their attacks. "
    source = Document(
        "en", sentence("T"), (), (Section(sentence("S"), tuple(paragraph(f"¶{n} " + words * n) for n in range(1, 9))),)
    )
    entries = tuple(
        CatalogueEntry(None, segment.key.msgid, msgstrs=(segment.key.msgid[:30],))
        for segment in segments(source)
        if segment.key
    )
    translation = translate(source, Catalogue("sq", (), entries))
    content, findings = typeset(render_bilingual((source, translation), IMPRINT, ({}, {}), Page()), IMPRINT, {})
    assert not findings
    page = geometry(Page())
    lines = [line for sheet in sheets(content, tmp_path) for line in sheet.lines]
    text = lines[: next(index for index, line in enumerate(lines) if line.text == "Colophon")]
    assert [line.text.count("¶") for line in text if "¶" in line.text] == [2] * 8
    for word, box in (word for line in text for word in line.words if not word[0].isdigit()):
        left = page.outer - 1 < box.left and box.right < page.width - page.inner + 1
        right = page.width + page.inner - 1 < box.left and box.right < 2 * page.width - page.outer + 1
        assert left or right, word


@pytest.mark.pdf
def test_every_kind_of_block_is_set() -> None:
    content, findings = typeset(render_bilingual(half_translated(), IMPRINT, ({}, {}), Page()), IMPRINT, PICTURES)
    assert not findings
    assert content.startswith(b"%PDF")
