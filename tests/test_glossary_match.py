"""Terms in a source text, and their renderings in a translation."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kolofon.check import check
from kolofon.check.families.glossary import glossary_family
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.match import Matcher
from kolofon.text.glossary.terms import Glossary, Term
from tests.table import each_row


def met(text: str, *terms: str) -> list[tuple[str, str]]:
    """The terms that are met in an English text, and the words that they are met in."""
    matcher = Matcher(Glossary("en", "sq", tuple(Term(term, ("x",)) for term in terms)))
    found = matcher.occurrences(text)
    return [(occurrence.term.source, text[slice(*occurrence.span)]) for occurrence in found]


def rendered(target: str, translation: str, language: str = "sq") -> bool:
    term = Term("x", (target,))
    return Matcher(Glossary("en", language, (term,))).rendered(term, translation)


def forbidden(term: Term, translation: str, language: str = "sq") -> list[str]:
    found = Matcher(Glossary("en", language, (term,))).forbidden(term, translation)
    return [translation[slice(*span)] for _, span in found]


def test_a_longer_term_hides_the_shorter_ones() -> None:
    text = "Unit 1 Corps completed the task of General Headquarters; Unit 1 did not."
    assert met(text, "Unit 1", "Unit 1 Corps", "Corps", "Headquarters") == [
        ("Unit 1 Corps", "Unit 1 Corps"),
        ("Headquarters", "Headquarters"),
        ("Unit 1", "Unit 1"),
    ]


@each_row(
    ("text", "term", "there"),
    [
        ("100 machine guns", "machine gun", True),
        ("a machine gun", "machine guns", True),
        ("the cities of Albania", "city", True),
        ("the UNÇSH's general crackdown", "UNÇSH", True),
        ("the brigade’s forces", "brigade", True),
        ("365 POWs", "POW", True),
        ("Machine guns", "machine gun", True),
        ("the partisans", "Partisans", False),
        ("the Partisan", "Partisans", True),
        ("machines and guns", "machine gun", False),
        ("a machine, a gun", "machines", True),
        ("the operational scale", "operation", False),
        ("Brigade II", "Brigade I", False),
        ("Brigade VIII", "Brigade VII", False),
        ("a general headquarters", "General Headquarters", False),
        ("us", "US", False),
        ("Anti-fascist war", "anti-fascist", True),
        ("The German command saw no opportunity to escape.", "Germans", False),
        ("the last German forces withdrawing from Tirana", "Germans", False),
        ("the German-occupied capital", "Germans", False),
        ("The German and Italian forces fled.", "Germans", False),
        ("The order was written in German.", "Germans", False),
        ("the Germans left the siege", "Germans", True),
        ("a German was killed there", "Germans", True),
        ("a German’s rifle", "Germans", True),
        ("the Albanian National Liberation Army", "Albanians", False),
        ("127 Albanians were killed", "Albanians", True),
        ("no Albanian, and no Italian", "Albanians", True),
        ("the partisan brigades", "partisans", False),
        ("a partisan who fell", "partisans", True),
        ("machine gun fire", "machine guns", False),
        ("the Partisan forces", "Partisans", False),
    ],
)
def test_english_forms(text: str, term: str, there: bool) -> None:  # noqa: FBT001  it is what the table says
    assert bool(met(text, term)) is there


def test_of_two_alike_the_one_that_is_written_so_is_met() -> None:
    assert met("Nazi withdrawal", "Nazis", "Nazi") == [("Nazi", "Nazi")]
    assert met("The Nazis", "Nazi", "Nazis") == [("Nazis", "Nazis")]
    assert met("the German forces", "German", "Germans") == [("German", "German")]


@each_row(
    ("target", "translation"),
    [
        ("Shtabi i Përgjithshëm", "nga Shtabi i Përgjithshëm i UNÇSH-së"),
        ("Shtabi i Përgjithshëm", "urdhri i Shtabit të Përgjithshëm"),
        ("Shtabi i Përgjithshëm", "SHTABI I PËRGJITHSHËM"),
        ("Brigada I Sulmuese", "forcat e Brigadës I Sulmuese"),
        ("Brigada I Sulmuese", "Brigadat I dhe VII Sulmuese"),
        ("Rruga e Kavajës", "nëpër Rrugën e Kavajës"),
        ("Lufta Antifashiste Nacionalçlirimtare", "fitoren e Luftës Antifashiste Nacionalçlirimtare"),
        ("hoteli „London“", "në hotelin „London“"),
        ("robër lufte", "robërve të luftës"),
        ("UNÇSH", "UNÇSH-ja"),
        ("LANÇ", "i LANÇ-it"),
    ],
)
def test_albanian_renderings(target: str, translation: str) -> None:
    assert rendered(target, translation)


def test_a_word_that_is_missing_is_missed() -> None:
    assert not rendered("Shtabi i Përgjithshëm", "nga Shtabi i UNÇSH-së")
    assert not rendered("Brigada I Sulmuese", "forcat e Brigadës i Sulmuese")
    assert not rendered("UNÇSH", "UNCSH-ja")


def test_scripts_without_spaces() -> None:
    assert rendered("游击队", "阿尔巴尼亚游击队员", "zh-Hans")
    assert rendered("総司令部", "総司令部は", "ja")
    assert not rendered("游击队", "阿尔巴尼亚军队", "zh-Hans")


def test_what_is_forbidden_is_seen_in_its_forms_where_the_words_stand_together() -> None:
    term = Term("City Hall", ("Bashkia",), ("Salla e Qytetit",))
    assert forbidden(term, "në Sallën e Qytetit") == ["Sallën e Qytetit"]
    assert forbidden(term, "në sallat e qyteteve") == ["sallat e qyteteve"]
    assert forbidden(term, "në qytet, te salla") == []


def test_what_is_forbidden_is_not_seen_inside_what_is_right() -> None:
    term = Term("Brigade I", ("Brigada I Sulmuese",), ("brigada",))
    assert forbidden(term, "Brigadës I Sulmuese") == []
    assert forbidden(term, "Brigadës I Sulmuese, brigadës së parë") == ["brigadës"]


def test_what_lacks_its_accents() -> None:
    term = Term("General Headquarters", ("Shtabi i Përgjithshëm",))
    matcher = Matcher(Glossary("en", "sq", (term,)))
    text = "urdhri i Shtabit te Pergjithshem"
    assert [text[slice(*span)] for span in matcher.unmarked(term, text)] == ["Pergjithshem"]
    assert matcher.unmarked(term, "urdhri i Shtabit") == ()


SOME = ["the", "Brigade", "I", "and", "VII", "of", "General", "Headquarters,", "Unit", "1", "Corps"]


@given(st.lists(st.sampled_from(SOME), max_size=12))
def test_occurrences_stand_in_order_and_do_not_overlap(text: list[str]) -> None:
    terms = ("Brigade I", "Brigade VII", "Brigade", "General Headquarters", "Unit 1", "Unit 1 Corps")
    matcher = Matcher(Glossary("en", "sq", tuple(Term(term, ("x",)) for term in terms)))
    spans = [occurrence.span for occurrence in matcher.occurrences(" ".join(text))]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(start < end for start, end in spans)


def test_a_name_that_stays_as_it_is_is_missing_and_nothing_is_said_of_two_forms() -> None:
    from_glossary = glossary_family(Glossary("en", "de", (Term("Shkodra", ("Shkodra",)),)))
    entry = CatalogueEntry(None, "to Shkodra", msgstrs=("nach Skutari",))
    found = check(None, Catalogue("de", (), (entry,)), families=(from_glossary,))
    assert [finding.message for finding in found] == ["“Shkodra” is missing"]
