"""Findings as text, for people and for programs."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.cli.report import as_github, as_json, as_sarif, as_text, summary
from kolofon.model.document import Place
from kolofon.model.finding import Excerpt, Finding, Severity

NUMBER = Finding(
    "numbers",
    Severity.ERROR,
    Place("locale/sq/LC_MESSAGES/x.po", 12),
    "15,000 is missing; 15,00 is not in the source",
    "here 15,000 is 15 000",
    Excerpt("15,000 soldiers", "15,00 ushtarë", ((0, 5),), ((0, 6),)),
)
SPACE = Finding(
    "end-space",
    Severity.WARNING,
    Place("locale/sq/LC_MESSAGES/x.po", 20, 3),
    "a space: 100% sure",
    "",
    Excerpt("tanks", "tanke ", ((5, 6),)),
)
ELSEWHERE = Finding(
    "po-charset", Severity.NOTE, Place("locale/de ü/y.po"), "the file is in ISO-8859-1", subject="ISO-8859-1"
)
ALL = (NUMBER, SPACE, ELSEWHERE)


def test_for_people() -> None:
    assert as_text(ALL, width=70).splitlines() == [
        "locale/sq/LC_MESSAGES/x.po",
        "   12  error numbers: 15,000 is missing; 15,00 is not in the source",
        "    ⟦15,000⟧ soldiers │ ⟦15,00⟧ ushtarë",
        "    → here 15,000 is 15 000",
        "   20  warning end-space: a space: 100% sure",
        "    tanks │ tanke⟦␣⟧",
        "",
        "locale/de ü/y.po",
        "       note po-charset: the file is in ISO-8859-1",
    ]


def test_in_colour_the_piece_is_underlined() -> None:
    text = as_text([NUMBER], colour=True)
    assert "\033[31merror\033[0m" in text
    assert "\033[4;31m15,00\033[0m ushtarë" in text
    assert "⟦" not in text


def test_in_a_narrow_terminal_the_translation_stands_below() -> None:
    lines = as_text([NUMBER], width=40).splitlines()
    assert lines[2:4] == ["    ⟦15,000⟧ soldiers", "    ⟦15,00⟧ ushtarë"]


@pytest.mark.parametrize("width", [60, 61, 75, 100])
def test_no_line_of_two_columns_is_too_wide(width: int) -> None:
    long = Excerpt("word " * 40, "字" * 90, ((10, 12),), ((3, 9),))
    for line in as_text([Finding("x", Severity.NOTE, Place("p", 1), "m", "", long)], width=width).splitlines():
        assert sum(2 if character == "字" else 1 for character in line) <= width


@pytest.mark.parametrize(
    ("piece", "shown"),
    [("\N{NO-BREAK SPACE}", "⍽"), ("\n", "↵"), ("\N{ZERO WIDTH SPACE}", "U+200B"), ("\a", "U+0007"), ("\t", "⇥")],
)
def test_what_cannot_be_seen_is_shown(piece: str, shown: str) -> None:
    finding = Finding("x", Severity.NOTE, Place("p", 1), "m", "", Excerpt("s", f"a{piece}b", ((1, 2),)))
    assert f"a⟦{shown}⟧b" in as_text([finding])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("آن‌ها ⟦می‌روند⟧", "آن‌ها ⟦می‌روند⟧"),  # Persian words are not the same without the joiner
        ("क्‍ष ⟦क्‍ष⟧", "क्‍ष ⟦क्‍ष⟧"),
        ("می⟦\u200c⟧روند", "می⟦U+200C⟧روند"),  # where it is what is wrong
        ("a\u202eb\u200eb\u200bb ⟦\u202e⟧", "abbb ⟦U+202E⟧"),
    ],
)
def test_joiners_are_kept_and_controls_are_not(text: str, shown: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    excerpt = Excerpt("s", text.replace("⟦", "").replace("⟧", ""), ((start, end),))
    assert shown in as_text([Finding("x", Severity.NOTE, Place("p", 1), "m", "", excerpt)])


def columns(line: str) -> int:
    return sum(0 if unicodedata.combining(each) else 1 + (each == "字") for each in line)


MARKED = st.text("ab é字\u0301\u200b\u00a0\n\t…", max_size=40).flatmap(
    lambda text: st.tuples(
        st.just(text),
        st.lists(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted).map(tuple), max_size=4).map(tuple),
    )
)


@given(MARKED, MARKED)
def test_marks_change_nothing_but_what_they_show(
    source: tuple[str, tuple[tuple[int, int], ...]], translation: tuple[str, tuple[tuple[int, int], ...]]
) -> None:
    excerpt = Excerpt(source[0], translation[0], translation[1], source[1])
    finding = Finding("x", Severity.NOTE, Place("p", 1), "m", "", excerpt)
    coloured = re.sub("\033\\[[0-9;]*m", "", as_text([finding], colour=True, width=10**4))
    marked = as_text([finding], width=10**4)
    assert marked.count("⟦") == marked.count("⟧") == len(source[1]) + len(translation[1])
    assert re.sub("[⟦⟧│\\s]", "", marked) == re.sub("[│\\s]", "", coloured)


@given(MARKED, st.integers(5, 59))
def test_lines_are_broken_and_nothing_is_lost(source: tuple[str, tuple[tuple[int, int], ...]], width: int) -> None:
    finding = Finding("x", Severity.NOTE, Place("p", 1), "m", "", Excerpt(source[0], "t", (), source[1]))
    lines = as_text([finding], width=width).splitlines()[2:]
    whole = as_text([finding], width=10**4).splitlines()[2]
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", whole).replace("│", "")
    assert all(columns(line) <= max(width, 6) for line in lines)


def test_nothing_found_is_nothing_told() -> None:
    assert as_text([]) == ""
    assert as_github([]) == ""
    assert summary([]) == "no findings"


def test_the_summary() -> None:
    assert summary([*ALL, SPACE]) == "1 error, 2 warnings, 1 note"


def test_the_summary_says_where_spelling_was_not_checked() -> None:
    assert summary([], {}) == "no findings"
    assert summary([], {"mk": ""}) == "no findings; spelling not checked, for want of a dictionary: mk"
    assert summary([], {"mk": "", "it": "hunspell-it", "de": "hunspell-de-de"}) == (
        "no findings; spelling not checked, for want of a dictionary: mk, it, de"
        " (apt-get install hunspell-de-de hunspell-it)"
    )


def test_json_has_everything() -> None:
    first, second, third = json.loads(as_json(ALL))["findings"]
    assert first == {
        "code": "numbers",
        "severity": "error",
        "path": "locale/sq/LC_MESSAGES/x.po",
        "line": 12,
        "column": 0,
        "message": "15,000 is missing; 15,00 is not in the source",
        "hint": "here 15,000 is 15 000",
        "source": {"text": "15,000 soldiers", "pieces": [{"start": 0, "end": 6, "text": "15,000"}]},
        "translation": {"text": "15,00 ushtarë", "pieces": [{"start": 0, "end": 5, "text": "15,00"}]},
    }
    assert second["translation"]["pieces"][0]["text"] == " "
    assert "source" not in third
    assert "subject" not in first
    assert third["subject"] == "ISO-8859-1"


def test_sarif() -> None:
    log = json.loads(as_sarif(ALL, {"short": "It is short.", "numbers": "It is another number."}, "0.1.0"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["short", "numbers", "end-space", "po-charset"]
    assert rules[1]["shortDescription"]["text"] == "It is another number."
    assert [(item["level"], rules[item["ruleIndex"]]["id"]) for item in run["results"]] == [
        ("error", "numbers"),
        ("warning", "end-space"),
        ("note", "po-charset"),
    ]
    places = [item["locations"][0]["physicalLocation"] for item in run["results"]]
    assert [place.get("region") for place in places] == [{"startLine": 12}, {"startLine": 20, "startColumn": 3}, None]
    assert places[2]["artifactLocation"]["uri"] == "locale/de%20%C3%BC/y.po"


def test_github() -> None:
    first, second, third = as_github(ALL).splitlines()
    assert first == (
        "::error file=locale/sq/LC_MESSAGES/x.po,line=12,title=kolofon numbers::15,000 is missing; 15,00 is not in the "
        "source (here 15,000 is 15 000)%0A15,000 soldiers%0A15,00 ushtarë"
    )
    assert "line=20,col=3," in second
    assert "100%25 sure" in second
    assert third.startswith("::notice file=locale/de ü/y.po,title=kolofon po-charset::")
