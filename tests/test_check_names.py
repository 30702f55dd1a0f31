"""Names: which words are taken for one, and which are not."""

import re
from dataclasses import replace
from functools import cache

import pytest

from kolofon.catalogue.po import read_po
from kolofon.check import Family, check
from kolofon.check.families.names import names_family
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary
from tests.machine import ROOT


@cache
def families() -> tuple[Family, ...]:
    return (names_family(Glossary("en", "sq")),)


BOOK = read_po((ROOT / "locale/sq/LC_MESSAGES/liberation-of-tirana.po").read_bytes(), "liberation-of-tirana.po")[0]

# As many names as make a habit of keeping them.
KEPT = [(f"from {one} to {other}", f"{one} – {other}") for one, other in [
    ("Vora", "Kavaja"), ("Shkodra", "Laç"), ("Enver", "Hoxha"), ("Mehmet", "Shehu"), ("Skrapar", "Përmet"),
]]  # fmt: skip


def found(language: str, *pairs: tuple[str, str]) -> list[str]:
    entries = tuple(CatalogueEntry(None, source, msgstrs=(translation,)) for source, translation in pairs)
    return [finding.message for finding in check(None, Catalogue(language, (), entries), families=families())]


def with_damage(index: int, msgstr: str) -> tuple[Finding, ...]:
    entries = list(BOOK.entries)
    entries[index] = replace(entries[index], msgstrs=(msgstr,))
    return check(None, replace(BOOK, entries=tuple(entries)), families=families())


def test_the_book_has_no_finding_even_without_its_glossary() -> None:
    assert check(None, BOOK, families=families()) == ()


def test_a_misspelt_name_is_found_wherever_it_stands() -> None:
    names = re.compile(r"\b(?:Hoxha|Enver|Mehmet|Shehu|Shkodër|Kavajës|Sahatin|Balli|Tiran(?=ës|ën?\b|a\b))\w*")
    damaged = 0
    for index, entry in enumerate(BOOK.entries):
        for name in names.finditer(entry.msgstr):
            wrong = f"{name[0][:2]}w{name[0][2:]}"
            codes = [finding.code for finding in with_damage(index, entry.msgstr.replace(name[0], wrong))]
            assert codes == ["names"], (name[0], wrong)
            damaged += 1
    assert damaged > 12


def test_capitals_of_english_make_no_name() -> None:
    assert found("sq", ("On Monday the Nazis and the Corps left the Theater in November.", "X"), *KEPT) == []


def test_a_catalogue_that_translates_names_is_left_alone() -> None:
    pairs = [("Enver Hoxha", "Envers Hodža"), ("Mehmet Shehu", "Mehmeds Šehu"), ("near Laç", "pie Lačas")]
    assert found("lv", *pairs) == []
    assert found("lv", ("to Skrapar", "Skraparë"), *pairs) == []


def test_a_name_of_which_nothing_else_is_known() -> None:
    assert found("sq", ("at Kuçova", "në Kucovë"), *KEPT) == ["“Kucovë” is not “Kuçova”"]
    assert found("sq", ("at Kuçova", "në Kuçovë"), *KEPT) == []
    assert found("sq", ("at Kuçova", "atje"), *KEPT) == ["the name “Kuçova” is not there"]


def test_the_first_word_of_a_sentence_may_be_no_name() -> None:
    assert found("sq", ("Rescanning all files", "Të gjitha"), *KEPT) == []
    assert found("sq", ("Kuçova fell.", "Ra."), ("at Kuçova", "në Kuçovë"), *KEPT) == ["the name “Kuçova” is not there"]


def test_an_english_word_is_a_name_where_it_is_always_kept() -> None:
    kept = [("in Tirana", "në Tiranë"), ("to Tirana", "për Tiranën"), ("from Tirana", "nga Tirana")]
    assert found("sq", ("the roads of Tirana", "rrugët e qytetit"), *kept) == ["the name “Tirana” is not there"]
    assert found("sq", ("the roads of Tirana", "rrugët e qytetit"), *kept[:2]) == []


def test_a_word_that_also_comes_in_small_letters_is_no_name() -> None:
    assert found("sq", ("the Kolkhoz", "ferma"), ("a kolkhoz", "një fermë"), *KEPT) == []


@pytest.mark.parametrize("language", ["ar", "el", "ru", "zh-Hans", "sr"])
def test_other_scripts_transliterate(language: str) -> None:
    assert found(language, ("at Kuçova", "…"), *KEPT) == []


def test_no_message_at_all() -> None:
    assert found("sq") == []
