"""A word is recognised in its forms, and another word is not taken for it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.text.glossary.inflection import folded, inflection, unmarked, words
from tests.table import each_row

# Term, and forms of it: from the book, from its glossary, and from the declensions of a grammar.
ALBANIAN = {
    "Brigada": "brigada brigadë brigade brigadën brigadës brigadat brigadave brigadash",
    "Shtabi": "shtab shtabi shtabin shtabit shtabe shtabet shtabeve shtabesh",
    "Përgjithshëm": "përgjithshëm përgjithshme përgjithshmi përgjithshmit",
    "Tirana": "Tirana Tiranë Tiranën Tiranës",
    "Shkodra": "Shkodra Shkodër Shkodrën Shkodrës Shkodre",
    "Laç": "Laç Laçi Laçin Laçit",
    "Hoxha": "Hoxha Hoxhë Hoxhës Hoxhën",
    "Shehu": "Shehu Shehun Shehut",
    "Mehmet": "Mehmet Mehmeti Mehmetit Mehmetin",
    "Vora": "Vora Vorë Vorën Vorës",
    "Rruga": "rruga rrugë rrugën rrugës rrugët rrugëve rrugësh",
    "Kavajës": "Kavaja Kavajë Kavajën Kavajës",
    "Bashkia": "bashki bashkia bashkinë bashkisë bashkive bashkitë",
    "Shqipëria": "Shqipëri Shqipëria Shqipërinë Shqipërisë",
    "partizanët": "partizan partizani partizanin partizanit partizanë partizanët partizanëve partizanësh",
    "gjermanët": "gjerman gjermani gjermanit gjermanëve gjermane gjermanes",
    "mitralozë": "mitraloz mitralozi mitralozin mitralozave mitralozëve mitralozë mitralozët",
    "topa": "top topi topin topit topa topat topave",
    "robër": "rob robi robin robit robër robërit robërve",
    "Oficerëve": "oficer oficeri oficerit oficerë oficerët oficerëve",
    "Lufta": "luftë lufta luftës luftën luftëra luftërat luftërave",
    "Aviacionit": "aviacion aviacioni aviacionin aviacionit",
    "armiku": "armik armiku armikun armikut armiq armiqtë armiqve",
    "popull": "popull popullit popujt popujve",
    "breg": "breg bregut brigje brigjet brigjeve",
    "plak": "plak plaku pleq pleqtë pleqve",
    "libër": "libër libri librit libra librave",
    "lule": "lule lulja lulen lules lulet luleve",
    "fshat": "fshat fshati fshatra fshatrat fshatrave",
    "njësi": "njësi njësia njësinë njësisë njësitë njësive",
    "përrua": "përrua përroi përroit përronj përronjve",
    "shtëpia": "shtëpi shtëpia shtëpisë shtëpitë shtëpive",
    "qerre": "qerre qerrja qerret qerreve",
    "UNÇSH": "UNÇSH",
    "VIII": "VIII",
}
OTHERS = {
    "de": {"Brigade": "Brigaden Sturmbrigade", "Haus": "Häuser Hauses", "Krieg": "Kriege Kriegsende"},
    "fr": {"journal": "journaux", "brigade": "brigades", "général": "généraux générale", "cheveu": "cheveux"},
    "es": {"voz": "voces", "liberación": "liberaciones"},
    "tr": {"ev": "evlerimizdeki", "tugay": "tugayları tugayının", "sokak": "sokağı"},
    "ar": {"مدينة": "المدينة ومدن بمدينتهم", "كتاب": "الكتب", "جيش": "للجيش جيوش", "تحرير": "تَحْرير التحرير"},
    "ru": {"бригада": "бригады бригадой бригадами", "Тирана": "Тираны Тиране"},
    "pl": {"brygada": "brygady brygadzie brygadami", "Tirana": "Tirany Tiranie"},
    "fi": {"prikaati": "prikaatin prikaateissa", "talo": "taloissammekin"},
    "el": {"ταξιαρχία": "ταξιαρχίες ταξιαρχιών", "πόλεμος": "πολέμου πόλεμοι"},
    "hu": {"dandár": "dandárok dandárjaival", "alma": "almák"},
    "sw": {"vita": "vita"},
    "en": {"brigade": "brigades", "city": "cities", "box": "boxes"},
}


@each_row(("term", "forms"), ALBANIAN.items())
def test_albanian_forms(term: str, forms: str) -> None:
    language = inflection("sq")
    assert [form for form in forms.split() if not language.same(term, form)] == []
    assert [form for form in forms.split() if not language.same(term, form.upper() if len(form) > 1 else form)] == []


@each_row(
    ("term", "other"),
    [
        ("Hoxha", "Hoxa"),
        ("Tirana", "Tirna"),
        ("Kavajës", "Kavaljes"),
        ("Laç", "Lac"),
        ("Përgjithshëm", "Pergjithshem"),
        ("Brigada", "batalioni"),
        ("Shtabi", "stafi"),
        ("Bashkia", "bashkimet"),
        ("topa", "tanke"),
        ("I", "i"),
        ("I", "II"),
        ("VII", "VIII"),
        ("UNÇSH", "unçsh"),
        ("UNÇSH", "UNCSH"),
        ("1", "11"),
    ],
)
def test_what_is_another_word_in_albanian(term: str, other: str) -> None:
    assert not inflection("sq").same(term, other)


@each_row(("language", "term", "forms"), [(tag, *pair) for tag, pairs in OTHERS.items() for pair in pairs.items()])
def test_forms_of_other_languages(language: str, term: str, forms: str) -> None:
    assert [form for form in forms.split() if not inflection(language).same(term, form)] == []


@pytest.mark.parametrize(
    ("language", "term", "other"),
    [
        ("de", "Partei", "Partisanen"),
        ("fr", "personnel", "personnage"),
        ("pl", "brygada", "brytania"),
        ("sw", "kitabu", "kitambaa"),
        ("ar", "بلدة", "المدينة"),
    ],
)
def test_blame_is_more_careful_than_excuse(language: str, term: str, other: str) -> None:
    assert not inflection(language).same(term, other, strict=True)


@each_row(
    ("language", "term", "form", "same"),
    [
        ("tr", "karargâh", "karargâhlarla", True),
        ("tr", "kurtuluş", "kurtuluşundan", True),
        ("tr", "Arnavutlar", "Arnavutlardandı", True),
        ("tr", "kitap", "kitabımızdakiler", True),
        ("tr", "tugay", "tugaylaşma", False),
        ("tr", "İşkodra", "Işkodra", False),
        ("az", "İran", "Iran", False),
        ("el", "στρατηγός", "στρατηγού", True),
        ("el", "γερμανικός", "γερμανικές", True),
        ("el", "Γερμανός", "γερμανικός", False),
    ],
)
def test_endings_of_a_language_are_known_where_it_has_to_be_sure(
    language: str,
    term: str,
    form: str,
    same: bool,  # noqa: FBT001  as above
) -> None:
    assert inflection(language).same(term, form, strict=True) is same


def test_what_is_an_ending_alone() -> None:
    assert [ending for ending in ("daki", "nın", "ya", "ovası") if inflection("tr").ending(ending)] == [
        *("daki", "nın", "ya")
    ]
    assert inflection("sq").ending("së")
    assert not inflection("it").ending("arte")


def test_a_derived_word_is_akin_and_not_the_same() -> None:
    albanian = inflection("sq")
    assert albanian.akin("përfundim", "përfundimtare")
    assert not albanian.same("përfundim", "përfundimtare")
    assert not albanian.akin("topa", "topografi")


def test_an_acronym_keeps_its_letters_and_takes_an_ending() -> None:
    assert inflection("de").same("NATO", "NATOs")
    assert not inflection("de").same("NATO", "nato")
    assert not inflection("sq").same("NATO", "NATOM")


def test_a_language_that_nobody_described_has_the_general_rule() -> None:
    assert inflection("xx-Latn").same("Tirana", "Tirani")
    assert inflection("sq-AL") is inflection("sq")


@given(st.sampled_from(["sq", "de", "ar", "tr", "zh", "en", "xx"]), st.from_regex(r"[^\W_]{2,12}", fullmatch=True))
def test_every_word_is_a_form_of_itself(language: str, word: str) -> None:
    assert inflection(language).same(word, word)
    assert inflection(language).same(word, word, strict=True)
    assert inflection(language).akin(word, word)


@given(st.text())
def test_words_are_pieces_of_the_text_in_order(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_hyphens_and_apostrophes_part_words() -> None:
    assert [word.text for word in words("LANÇ-it, l’armée d'Albanie „London“")] == [
        "LANÇ", "it", "l", "armée", "d", "Albanie", "London",
    ]  # fmt: skip


def test_folding() -> None:
    assert folded("İSTANBUL") == folded("istanbul") == folded("ıstanbul")
    assert folded("Për") == folded("Për")
    assert folded("تحـــرير") == "تحرير"
    assert unmarked("Përgjithshëm, UNÇSH") == "Pergjithshem, UNCSH"
