"""The Albanian glossary of these books, against the translation of the first."""

import re
from dataclasses import replace
from functools import cache

from kolofon.catalogue.po import read_po, write_po
from kolofon.check import Family, check
from kolofon.check.families.glossary import glossary_family
from kolofon.check.families.names import names_family
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.inflection import inflection, words
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary, glossary
from tests.machine import ROOT, run
from tests.table import each_row

PATH = ROOT / "locale" / "sq" / "glossary.po"


@cache
def terms() -> Glossary:
    return glossary(read_po(PATH.read_bytes(), "locale/sq/glossary.po")[0])


@cache
def catalogue(name: str) -> Catalogue:
    return read_po((ROOT / f"locale/sq/LC_MESSAGES/{name}.po").read_bytes(), f"{name}.po")[0]


@cache
def families() -> tuple[Family, ...]:
    return glossary_family(terms()), names_family(terms())


@cache
def matcher() -> Matcher:
    return Matcher(terms())


def told(source: str, translation: str) -> list[str]:
    entry = CatalogueEntry(None, source, msgstrs=(translation,), line=1)
    return [finding.code for finding in check(None, Catalogue("sq", (), (entry,)), families=families())]


def test_the_file_is_as_msgcat_prints_it_and_msgfmt_takes_it() -> None:
    assert run("msgcat", "--no-wrap", PATH) == PATH.read_text("utf-8")
    assert write_po(read_po(PATH.read_bytes(), "glossary.po")[0]) == PATH.read_bytes()
    run("msgfmt", "-c", "-o", "/dev/null", PATH)


def test_every_term_comes_in_the_books() -> None:
    entries = (*catalogue("liberation-of-tirana").entries, *catalogue("handbook").entries)
    met = {occurrence.term.source for entry in entries for occurrence in matcher().occurrences(entry.msgid)}
    assert {term.source for term in terms().terms} == met


def test_the_translation_keeps_to_it() -> None:
    assert catalogue("liberation-of-tirana").entries
    assert check(None, catalogue("liberation-of-tirana"), families=families()) == ()


def test_whatever_term_is_taken_out_is_missed() -> None:
    language = inflection("sq")
    taken = 0
    for entry in catalogue("liberation-of-tirana").entries:
        for term in {occurrence.term for occurrence in matcher().occurrences(entry.msgid)}:
            own = [word.text for target in term.wanted for word in language.content(words(target))]
            pieces = [word.text for word in words(entry.msgstr) if any(language.akin(name, word.text) for name in own)]
            damaged = re.sub(rf"\b(?:{'|'.join(map(re.escape, pieces))})\b", "diçka", entry.msgstr)
            assert damaged != entry.msgstr
            codes = told(entry.msgid, damaged)
            assert {"check-glossary", "notranslatewords"} & set(codes), (term.source, damaged)
            taken += 1
    assert taken >= 100


@each_row(
    ("source", "translation"),
    [
        ("General Headquarters", "Shtabit të Përgjithshëm"),
        ("to General Headquarters", "te Shtabi i tyre i Përgjithshëm"),
        ("House of Officers", "Shtëpisë së Oficerëve"),
        ("in the House of Officers", "brenda Shtëpisë së madhe të Oficerëve"),
        ("Kavaja Street", "Rrugës së Kavajës"),
        ("City Hall", "Bashkisë"),
        ("the London hotel", "hotelit „London“"),
        ("the Aviation field", "Fushës së Aviacionit"),
        ("the Anti-fascist National Liberation War", "Luftën Antifashiste Nacionalçlirimtare"),
        ("Unit 1 Corps", "njësive të Korpusit I"),
        ("Brigade I", "Brigadën I Sulmuese"),
        ("Brigade I and Brigade VII", "Brigadave I e VII Sulmuese"),
        ("two brigades", "dy brigadat"),
        ("the UNÇSH", "UNÇSH-në"),
        ("the LANÇ", "LANÇ-in"),
        ("of Balli Kombëtar", "i Ballit Kombëtar"),
        ("of Enver Hoxha", "i Enver Hoxhës"),
        ("to Mehmet Shehu", "Mehmet Shehut"),
        ("near Laç", "afër Laçit"),
        ("to Shkodra", "drejt Shkodrës"),
        ("from Vora", "prej Vorës"),
        ("the Partisans", "partizanëve"),
        ("POWs", "robërve të luftës"),
        ("machine guns", "mitralozat"),
        ("machine guns", "mitralozëve"),
        ("the tanks", "tankeve"),
        ("the wagons", "qerreve"),
        ("the Nazis", "nazistë"),
        ("the Germans", "gjermanëve"),
        ("the Germans", "një gjerman"),
        ("the Theater", "Teatri"),
        ("the Bank", "Bankën"),
        ("the enemy", "armiqve"),
        ("enemies", "armiqtë"),
        ("sieges", "rrethimet"),
        ("the staffs", "shtabeve"),
        ("the general offense", "mësymjes së tij të përgjithshme"),
        ("the German command", "komandës gjermane"),
        ("Albania", "në Shqipërinë e Mesme"),
        ("Albanians", "shqiptarëve"),
        ("World War II", "Luftën e Dytë Botërore"),
        ("the National Historic Museum", "Muzeut Historik Kombëtar"),
        ("the capital", "në kryeqytet"),
    ],
)
def test_a_right_text_is_not_blamed(source: str, translation: str) -> None:
    assert told(source, translation) == []


@each_row(
    ("source", "translation", "code"),
    [
        ("General Headquarters", "Selia e Përgjithshme", "forbidden-term"),
        ("General Headquarters", "Shtabi i Pergjithshem", "glossary-accents"),
        ("General Headquarters", "Komanda e Lartë", "check-glossary"),
        ("City Hall", "Salla e Qytetit", "forbidden-term"),
        ("Brigade VII", "Brigada VIII Sulmuese", "check-glossary"),
        ("of UNÇSH", "i UNCSH-së", "glossary-accents"),
        ("near Laç", "afër Lacit", "glossary-accents"),
        ("Enver Hoxha", "Enver Hoxa", "notranslatewords"),
        ("250 wagons", "250 vagonë", "forbidden-term"),
    ],
)
def test_a_wrong_one_is(source: str, translation: str, code: str) -> None:
    assert code in told(source, translation)


def test_a_comment_overrules() -> None:
    entry = CatalogueEntry(None, "City Hall", msgstrs=("Salla e Qytetit",))
    ignored = replace(entry, comments=("kolofon: ignore glossary",))
    assert check(None, Catalogue("sq", (), (entry,)), families=families())
    assert check(None, Catalogue("sq", (), (ignored,)), families=families()) == ()
