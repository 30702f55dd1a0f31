"""The labels of infoboxes in the language of the text, where their parameters have English names."""

from dataclasses import replace

import pytest

from kolofon.model.edition import SourceFormat
from kolofon.read import read
from kolofon.read.sections.missing_words import strings
from tests.reading import EDITION, TITLED

EXTRACT = "= Ana =\nInfobox person\n- birth_place: Tirana\n- Height: 2 m\n- odd_key: x\n- nickname:\n  - nickname: y\n"
WIKITEXT = "{{Infobox person\n| birth_place = Tirana\n| Height = 2 m\n| odd_key = x\n}}"


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("ar", "مكان الميلاد"),
        ("ja", "出生地"),
        ("tr", "Doğum yeri"),
        ("sq", "Vendlindja"),
        ("en", "Birthplace"),
        ("ka", "birth place"),
    ],
)
def test_the_parameter_of_an_extract_has_a_label(language: str, label: str) -> None:
    work = replace(TITLED, source="x.txt", format=SourceFormat.WIKI_EXTRACT)
    document, _ = read(EXTRACT.encode(), "source/x.txt", work, replace(EDITION, source_language=language))
    printed = strings(document)
    assert label in printed
    assert {"Height", "odd key", "nickname: y"} <= set(printed)


@pytest.mark.parametrize(("language", "label"), [("ar", "مكان الميلاد"), ("ja", "出生地"), ("tr", "Doğum yeri")])
def test_the_parameter_of_a_template_has_a_label(language: str, label: str) -> None:
    work = replace(TITLED, source="x.wiki", format=SourceFormat.WIKITEXT)
    document, _ = read(WIKITEXT.encode(), "source/x.wiki", work, replace(EDITION, source_language=language))
    assert label in strings(document)
