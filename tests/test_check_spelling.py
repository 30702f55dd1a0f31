"""Spelling, as far as it is more than one message (`tests/checks/spellcheck.toml` has those)."""

from pathlib import Path

import pytest

from kolofon.check import check
from kolofon.check.families.spelling import spelling_family
from kolofon.edition.locale import dictionaries
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary
from tests.press import Press


def test_a_word_is_looked_up_once() -> None:
    asked: list[str] = []

    def spell(word: str) -> bool:
        asked.append(word)
        return True

    entries = tuple(CatalogueEntry(None, str(number), msgstrs=("Luftimet vazhduan, vazhduan.",)) for number in range(3))
    check(None, Catalogue("sq", (), entries), families=(spelling_family(spell, Glossary("en", "sq")),))
    assert asked == ["Luftimet", "vazhduan"]


def test_a_word_that_the_charset_of_the_dictionary_does_not_have_is_wrong() -> None:
    def spell(word: str) -> bool:
        return bool(word.encode("iso-8859-1"))

    entry = CatalogueEntry(None, "Tirana's", msgstrs=("е Tiranës",))  # the first letter is Cyrillic
    two = CatalogueEntry(None, "the siege", msgstrs=("rrеthimi",))  # so is the second vowel
    found = check(None, Catalogue("sq", (), (entry, two)), families=(spelling_family(spell, Glossary("en", "sq")),))
    assert [finding.message for finding in found] == ["“rrеthimi” is not in the dictionary"]


def test_what_was_not_checked_for_spelling_is_said_with_the_package_that_mends_it(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dictionaries, "_MACHINE", (tmp_path,))
    said = press("check", "sq")
    assert said.out.strip().endswith("for want of a dictionary: sq (apt-get install myspell-sq)")
    assert "dictionary" not in press("check", "sq", "--format", "json").out
    (tmp_path / "sq_AL.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "sq_AL.dic").write_text("0\n", encoding="utf-8")
    assert "for want of a dictionary" not in press("check", "sq").out


def test_the_package_of_a_language() -> None:
    asked = ("sq", "it", "de", "de-AT", "pt-BR", "fr-CA", "mk", "ja", "x-nothing")
    assert [dictionaries.debian_package(tag) for tag in asked] == [
        *("myspell-sq", "hunspell-it", "hunspell-de-de", "hunspell-de-at", "hunspell-pt-br", "hunspell-fr"),
        *("", "", ""),
    ]
