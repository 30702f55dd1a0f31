"""Spelling, as far as it is more than one message (`tests/checks/spellcheck.toml` has those)."""

from kolofon.check import check
from kolofon.check.spelling import spelling_family
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary


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
