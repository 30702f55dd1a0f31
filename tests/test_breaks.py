"""The rules of segmentation, compiled: the same breaks as by the rules one by one."""

import re
from functools import cache
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kolofon.segment.breaks import REACH, Breaks
from kolofon.segment.srx_rules import Rule, rules_of
from tests.later import choppa
from tests.laws import examples
from tests.machine import in_another_process
from tests.table import each_row

LANGUAGES = re.findall("..", "arbebrcadadeeleneoesfafrgaglisitjaltnlplptroruskslsqsrsvtaukzh")


TRIED = LANGUAGES[: examples(len(LANGUAGES))]
"""The languages of the texts that are drawn: to compile the rules of one takes longer than to try many texts."""


@cache
def breaks_of(language: str) -> Breaks:
    return Breaks(rules_of(language))


@cache
def rules_of_choppa() -> "choppa.SrxDocument":
    return choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)


PIECES = [
    *"ab.!?…:;,()[]{}\"'”“„»«’-–@¿·³0/&",
    *(" ", " ", " ", "\u00a0", "\u2003", "\u2029", "\u202f", "\x0b", "\r", "\u0002"),
    *("Aa", "BB", "He", "U.S", "Dr.", "etc.", "XIV", "1999", "12.", "a. ", "jan.", "...", "www.", "com", "°C", "Box"),
    *("。", "！", "东", "к", "Ж", "г.", "Лл", "ل", "؟", "،", "א", "<0}", "{0>", "00:00:00,000"),
]


@cache
def abbreviations_of(language: str) -> list[str]:
    return sorted({word for rule in rules_of(language) for word in re.findall(r"[^\W\d_]{1,9}", rule.before)})


def by_choppa(text: str, language: str) -> list[int]:
    code = f"{'lt' if language == 'sq' else language}_two"  # LanguageTool has no rules for Albanian
    return list(accumulate(map(len, choppa.SrxTextIterator(rules_of_choppa(), code, text))))[:-1]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(TRIED))
    abbreviations = st.sampled_from(abbreviations_of(language) or ["x"])
    pieces = st.one_of(st.sampled_from(PIECES), abbreviations, abbreviations.map(lambda word: f"{word}. "))
    return "".join(draw(st.lists(pieces, max_size=40))), language


@given(texts())
@example(("(a. b. c. d. e. f) g. H", "en"))
@example(("((a. b) c. d: e. f: g. h. I) Jj. Kk", "de"))
def test_the_breaks_are_those_of_the_rules_one_by_one(told: tuple[str, str]) -> None:
    text, language = told
    assert list(breaks_of(language).ends(text)) == by_choppa(text, language)


@given(st.text("(ab. :)", max_size=40), st.integers(0, 30))
def test_a_bracket_counts_as_far_back_as_one_end_of_a_sentence_after_the_other_leads(text: str, width: int) -> None:
    padded = re.sub("b", "b" * width, text)
    assert list(breaks_of("en").ends(padded)) == by_choppa(padded, "en")


@pytest.mark.parametrize("stops", range(1, 6))
@pytest.mark.parametrize("width", [99, 100, 101])
def test_the_farthest_bracket_that_counts(stops: int, width: int) -> None:
    text = "(" + ("x" * width + ". ") * stops + "Xx) y"
    assert list(breaks_of("en").ends(text)) == by_choppa(text, "en")


def assert_a_long_text_breaks_as_by_the_rules(language: str) -> None:
    text = "They came at 5 p.m. (See Fig. 3.) “Who?” asked Dr. Doe etc. He left.\u00a0Then: Nobody! \u2029 J. R. fell… "
    text *= 8 * REACH // len(text)
    assert list(breaks_of(language).ends(text)) == by_choppa(text, language)


@each_row("language", ["en", "sq"])
def test_a_text_longer_than_a_rule_can_see_breaks_at_the_same_places(language: str) -> None:
    assert_a_long_text_breaks_as_by_the_rules(language)


@pytest.mark.slow
@each_row("language", LANGUAGES)
def test_a_long_text_breaks_as_by_the_rules_in_every_language(language: str) -> None:
    assert_a_long_text_breaks_as_by_the_rules(language)


def ends(text: str, *rules: Rule) -> list[int]:
    return list(Breaks(rules).ends(text))


def rule(before: str, after: str = "") -> Rule:
    return Rule(breaks=True, before=before, after=after)


def never(before: str, after: str = "") -> Rule:
    return Rule(breaks=False, before=before, after=after)


def test_the_first_rule_that_fits_decides() -> None:
    stop = rule(r"\.", r"\s")
    assert ends("go. no. go.", never(r"no\."), stop) == [3]
    assert ends("go. no. go.", rule(r"no\."), never(r"no\."), stop) == [3, 7]


def test_a_match_that_begins_before_a_break_is_looked_for_again_behind_it() -> None:
    assert ends("abab", rule("ab")) == [2]
    assert ends("abab", rule("a"), rule("ab")) == [1, 3]


def test_no_rule_sees_further_than_it_may() -> None:
    rules = never(r"\.", "[^!]*!"), rule(r"\.")
    assert ends("a." + "b" * (REACH - 1) + "!", *rules) == []
    assert ends("a." + "b" * REACH + "!", *rules) == [2]


@pytest.mark.parametrize("before", range(2 * REACH - 3, 2 * REACH + 3))
def test_a_match_is_whole_where_a_search_left_off(before: int) -> None:
    assert ends("a" * before + "bbbbc", rule("b+")) == [before + 4]


def test_choppa_is_read_and_not_imported() -> None:
    """Its import takes as long as a small update, for a schema validator that nothing here needs."""
    program = (
        "import sys; from kolofon.segment.language_rules import breaks_in; list(breaks_in('en').ends('A. B.'));"
        " print('choppa' in sys.modules)"
    )
    assert in_another_process(program) == "False"
