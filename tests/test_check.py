"""The proofreader's frame: what is looked at, what is overruled, where a finding points."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.check import FAMILIES, Check, Family, Original, bibliography_findings, check, units
from kolofon.check.ignore import CheckNames, ignored_codes
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.document import Bibliography, Document, Entry, Paragraph, Place, Section, Sentence, Text
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.line import VERBATIM, line
from kolofon.text.notation import MERGED
from tests.press import Press

HERE = Place("source/x.txt", 1)


def entry(source: str, *translations: str, plural: str | None = None) -> CatalogueEntry:
    return CatalogueEntry(None, source, plural=plural, msgstrs=translations, line=7)


def found(*entries: CatalogueEntry, language: str = "sq") -> list[str]:
    return [finding.code for finding in check(None, Catalogue(language, (), entries, path="sq.po"))]


def sentences(*texts: str) -> Document:
    run = tuple(Sentence((Text(text),), HERE) for text in texts)
    title = Sentence((Text("A title"),), HERE)
    return Document("en", title, (Paragraph(run),), ())


# --- what is looked at ------------------------------------------------------------------------------------------------

WRONG = ("127 killed", "172 të vrarë")


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    (finding,) = check(None, Catalogue("sq", (), (entry(*WRONG),), path="locale/sq/x.po"))
    assert finding.place == Place("locale/sq/x.po", 7)
    assert (finding.code, finding.severity) == ("numbers", Severity.ERROR)
    assert finding.message == "127 is missing; 172 is not in the source"
    assert finding.hint
    assert finding.excerpt
    assert finding.excerpt.translation[slice(*finding.excerpt.spans[0])] == "172"
    assert finding.excerpt.source[slice(*finding.excerpt.source_spans[0])] == "127"


@pytest.mark.parametrize(
    "unpublished",
    [replace(entry(*WRONG), fuzzy=True), replace(entry(*WRONG), obsolete=True), entry("127 killed", "")],
    ids=["fuzzy", "obsolete", "untranslated"],
)
def test_what_is_not_published_is_not_looked_at(unpublished: CatalogueEntry) -> None:
    assert found(unpublished) == []


def test_every_plural_form_is_looked_at_and_told_once() -> None:
    plural = entry("a tank of 1944", "një tank i 1944", "%d tanke të 1945  ", plural="%d tanks of 1944")
    assert found(plural).count("numbers") == 1


def test_findings_come_in_the_order_of_the_catalogue() -> None:
    assert found(entry("365 POWs", "356 robër"), entry("4 tanks.", "4 tanke")) == ["numbers", "end-stop"]


def test_what_stands_several_times_in_a_message_is_one_finding() -> None:
    (finding,) = check(None, Catalogue("sq", (), (entry("tanks, wagons, guns", "tanke , qerre , topa"),)))
    assert finding.excerpt
    assert len(finding.excerpt.spans) == 2


def test_a_catalogue_without_messages_has_no_findings() -> None:
    assert found() == []


# --- merged sentences -------------------------------------------------------------------------------------------------


def test_what_a_merged_sentence_says_may_stand_in_its_neighbour() -> None:
    document = sentences("They lost 4 tanks there.", "And 365 captives.")
    joined = entry("They lost 4 tanks there.", "Humbën atje 4 tanke dhe 365 robër.")
    catalogue = Catalogue("sq", (), (joined, entry("And 365 captives.", MERGED)))
    assert check(document, catalogue) == ()
    assert [finding.code for finding in check(None, Catalogue("sq", (), (joined,)))] == ["added-numbers"]


def test_a_message_of_the_text_is_known() -> None:
    original = Original.of(sentences("Description"))
    catalogue = Catalogue("sq", (), (entry("A title", "Një titull"), entry("Description", "P"), entry("Another", "T")))
    assert [unit.placed for unit in units(original, catalogue)] == [True, True, False]


# --- overruling -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    ["kolofon: ignore numbers", "Kolofon: ignore end_stop, numbers", "left so on purpose — kolofon: ignore: numbers"],
)
def test_a_comment_overrules(comment: str) -> None:
    assert found(replace(entry(*WRONG), comments=(comment,))) == []


def test_a_flag_of_weblate_overrules() -> None:
    assert found(replace(entry("Go away.", "Ikni"), flags=("ignore-end-stop",))) == []
    assert found(entry("Go away.", "Ikni")) == ["end-stop"]


def test_a_family_is_a_name_for_all_its_checks() -> None:
    assert found(replace(entry("Go away.", "Ikni "), comments=("kolofon: ignore spacing",))) == ["end-stop"]


def test_other_checks_are_not_overruled() -> None:
    assert found(replace(entry("127 killed.", "172 të vrarë"), comments=("kolofon: ignore end-stop",))) == ["numbers"]


def test_an_unknown_name_is_told() -> None:
    assert found(replace(entry("127 killed", "127 të vrarë"), comments=("kolofon: ignore nombers",))) == [
        "unknown-ignore"
    ]


def test_every_name_of_a_check_stands_for_its_code() -> None:
    names = CheckNames(FAMILIES)
    for family in FAMILIES:
        for item in family.checks:
            for name in (item.code, item.code.replace("-", "_"), item.code.upper(), family.name, *item.also):
                assert item.code in names.codes(name)


def test_no_name_is_two_families_or_a_family_and_the_code_of_another() -> None:
    families = [family.name for family in FAMILIES]
    assert len(families) == len(set(families))
    for family in FAMILIES:
        others = {item.code for other in FAMILIES if other is not family for item in other.checks}
        assert family.name not in others


def test_overruling_without_comments_is_nothing() -> None:
    assert ignored_codes(entry(*WRONG), CheckNames(FAMILIES)) == (frozenset(), ())


# --- families of one's own --------------------------------------------------------------------------------------------


def test_a_family_can_be_added() -> None:
    shout = Check("shout", Severity.NOTE, "It shouts.")

    def each(unit: Unit) -> list[Flaw]:
        return [Flaw(shout.code, "it shouts", "speak softly")] if unit.target.plain.isupper() else []

    catalogue = Catalogue("sq", (), (entry("tanks", "TANKE"),))
    (finding,) = check(None, catalogue, families=(Family("shouting", (shout,), each=each),))
    assert (finding.code, finding.severity) == ("shout", Severity.NOTE)


# --- lines ------------------------------------------------------------------------------------------------------------


def test_a_line_without_its_tags() -> None:
    there = line('<em>Balli</em> &lt;1<br/>x<note id="1" /> <code>a b</code>', "sq")
    assert there.plain == "Balli <1\nx a b"
    assert there.own == f"Balli <1\nx {VERBATIM * 3}"
    assert [tag.text for tag in there.tags] == ["<em>", "</em>", "<br/>", '<note id="1"/>', "<code>", "</code>"]


def test_what_is_foreign_is_not_the_languages_own_but_what_is_at_home_is() -> None:
    assert line('<foreign lang="la">via</foreign> x', "sq").own == f"{VERBATIM * 3} x"
    assert line('<foreign lang="sq">via</foreign> x', "sq").own == "via x"


@pytest.mark.parametrize(
    ("text", "flags", "own"),
    [
        ("see https://example.org/a.", (), "see ￼."),
        ("write to a@example.org", (), "write to ￼"),
        ("100% sure of %d", (), "100% sure of %d"),
        ("100%% sure of %d", ("c-format",), "100￼ sure of ￼"),
        ("{name} is here", ("python-brace-format",), "￼ is here"),
        ("the :ref: role", (), "the ￼ role"),
    ],
)
def test_what_no_language_owns(text: str, flags: tuple[str, ...], own: str) -> None:
    shown = line(text, "sq", flags).own
    while VERBATIM * 2 in shown:
        shown = shown.replace(VERBATIM * 2, VERBATIM)
    assert shown == own


PIECES = st.sampled_from(
    ["<em>", "</em>", "<br/>", '<note id="1"/>', "&lt;", "&amp;", "a", "ë ", "<", "&", "<code>", "</code>"]
)


@given(st.lists(PIECES).map("".join))
def test_every_character_of_the_plain_line_is_found_in_the_raw_one(raw: str) -> None:
    there = line(raw, "sq")
    assert len(there.plain) == len(there.own)
    for index, character in enumerate(there.plain):
        start, end = there.span(index, index + 1)
        assert raw[start:end] == character or raw[start] in "<&"


# --- every language ---------------------------------------------------------------------------------------------------

LANGUAGES = st.sampled_from(
    ["sq", "fr", "ar", "zh-Hans", "zh-TW", "de-CH", "el", "hy", "he", "hi", "ja", "ru", "th", "la", "sr-Latn", "qaa"]
)


@given(LANGUAGES, st.text(), st.text())
def test_no_text_stops_the_checks(language: str, source: str, translation: str) -> None:
    for finding in check(None, Catalogue(language, (), (entry(source or "x", translation),))):
        assert finding.excerpt
        for start, end in finding.excerpt.spans:
            assert 0 <= start <= end <= len(translation)
        for start, end in finding.excerpt.source_spans:
            assert 0 <= start <= end <= len(source)


@given(st.text(alphabet="abcdefghij klmno", min_size=1).map(str.strip).filter(bool))
def test_a_translation_into_the_same_language_is_not_untranslated(text: str) -> None:
    assert "same" not in found(entry(text, text), language="en-GB")


# --- bibliographies of finished editions ------------------------------------------------------------------------------


def works(*entries: str) -> Document:
    listed = Bibliography(tuple(Entry(text, HERE) for text in entries), "sq")
    title = Sentence((Text("A title"),), HERE)
    return Document("en", title, (), (Section(title, (), (Section(title, (listed,)),)),))


def test_a_bibliography_stands_in_an_edition_as_in_the_source() -> None:
    first, second = "Bridaga 1 Sulmuese, 1971.", "Historiku, 1998."
    source = works(first, second)
    assert bibliography_findings(source, [first, second], "a.pdf") == ()
    for printed, told in (
        (
            ["Brigada 1 Sulmuese, 1971.", second],
            f"an entry of the bibliography not in a.pdf as in the source: “{first}”",
        ),
        ([first], f"“{second}”"),
        ([], "2 entries of the bibliography"),
        ([first, f"{second} "], f"“{second}”; it has other spaces"),
        ([first, second, second], "a.pdf has what is no entry of the bibliography, or one again"),
        ([second, first], "in another order"),
    ):
        (finding,) = bibliography_findings(source, printed, "a.pdf")
        assert (finding.code, finding.severity) == ("bibliography", Severity.ERROR)
        assert told in finding.message


def test_what_xml_cannot_have_is_no_misprint() -> None:
    assert bibliography_findings(works("A\fB\r\nC\rD"), ["A\ufffdB\nC\nD"], "a.pdf") == ()


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


# --- the language of a catalogue --------------------------------------------------------------------------------------


def test_the_folder_says_which_language_it_is_and_a_header_that_says_another_is_told(press: Press) -> None:
    po = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
    press.replace(po, '"Language: sq', '"Language: fr')
    said = press("check")
    assert "the header says that the language is “fr”, and the folder says “sq”" in said.out
    assert said.out.startswith(po)
    assert "\n1 warning; spelling not checked" in said.out or said.out.endswith("\n1 warning\n")
    assert said.code == 0
