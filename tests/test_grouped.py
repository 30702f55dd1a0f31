"""Findings by kind, as `build`, `update` and `init` tell them."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.cli.report.columns import cut, wide
from kolofon.cli.report.grouped import by_kind, in_lines, lines, shortened
from kolofon.cli.terminal import width
from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from tests.press import EPOCH, Press, Said, edition_toml

ERROR, WARNING, NOTE = Severity


def found(code: str, severity: Severity, line: int, message: str = "It is so", hint: str = "") -> Finding:
    return Finding(code, severity, Place("a.md", line), message, hint)


MANY = [
    found("one", NOTE, 1),
    *(found("links", WARNING, line, f"no place {line}", "mend it") for line in range(2, 9)),
    found("alone", WARNING, 9, "only this"),
    found("bad", ERROR, 10, "first", "write it"),
    found("bad", ERROR, 11, "second", "write it"),
    found("bad", ERROR, 12, "third", "delete it"),
]


def test_a_kind_has_a_line_with_its_count_and_its_first_places() -> None:
    assert lines(MANY) == [
        "a.md:10: error: first [bad]",
        "a.md:11: error: second [bad]",
        "    write it",
        "a.md:12: error: third [bad]",
        "    delete it",
        "a.md:2: warning: no place 2 [links] (and 6 more: a.md:3, a.md:4, a.md:5, …)",
        "    mend it",
        "a.md:9: warning: only this [alone]",
        "a.md:1: note: It is so [one]",
        "kolofon: 3 errors, 8 warnings, 1 note; with --verbose each is told",
    ]


def test_where_each_has_a_line_nothing_is_counted() -> None:
    few = [MANY[0], *MANY[1:4], *MANY[-2:]]
    told = lines([*few, *few])
    assert [line.split(":")[1] for line in told if "[" in line] == ["11", "12", "2", "3", "4", "1"]
    assert not any("kolofon:" in line for line in told)


def test_each_kind_may_be_told_once() -> None:
    told = lines([MANY[0], *MANY[1:3]], again="kolofon build --verbose", few=1)
    assert told == [
        "a.md:2: warning: no place 2 [links] (and 1 more: a.md:3)",
        "    mend it",
        "a.md:1: note: It is so [one]",
        "kolofon: 2 warnings, 1 note; with kolofon build --verbose each is told",
    ]


def test_each_has_a_line_of_its_own_where_that_is_wanted() -> None:
    told = list(in_lines([*MANY, *MANY]))
    assert len([line for line in told if not line.startswith("    ")]) == len(MANY)
    assert told[0] == "a.md:1: note: It is so [one]"
    assert told[-2:] == ["a.md:12: error: third [bad]", "    delete it"]


def test_of_very_many_errors_the_rest_is_counted() -> None:
    told = lines(found("bad", ERROR, line) for line in range(1, 151))
    assert len(told) == 101
    assert told[99] == "a.md:100: error: It is so [bad] (and 50 more: a.md:101, a.md:102, a.md:103, …)"


def test_a_finding_that_stands_for_several_counts_as_these() -> None:
    several = Finding("include", WARNING, Place("a.md", 3), "x (700 times)", count=700)
    told = lines([several, Finding("include", WARNING, Place("b.md", 3), "x (7 times)", count=7)], few=1)
    assert told[0].endswith(" (and 7 more: b.md:3)")
    assert told[-1].startswith("kolofon: 707 warnings;")


def test_a_line_is_as_wide_as_the_terminal() -> None:
    long = [found("links", WARNING, 2, "字" * 100, "語" * 100), found("links", WARNING, 3, "字" * 100)]
    told = lines(long, 80, few=1)
    assert [wide(line) for line in told[:2]] == [79, 79]  # another would take two
    assert told[0].endswith("字… [links] (and 1 more: a.md:3)")
    assert "字" * 100 in lines(long)[0]
    assert "字" * 100 in lines([found("bad", ERROR, 2, "字" * 100)], 80)[0]  # an error is whole in any terminal


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_is_no_wider_than_that(text: str, room: int) -> None:
    made = cut(text, room)
    assert wide(made) <= room
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))
    assert made == text if wide(text) <= room else wide(text) > room


def test_marks_over_letters_take_no_column() -> None:
    assert (wide("ที่นี่"), wide("e\u0301"), wide("語の"), wide("한국")) == (2, 1, 4, 4)


severities = st.sampled_from(list(Severity))
findings = st.lists(st.builds(found, st.sampled_from("abc"), severities, st.integers(1, 5), st.sampled_from("xy")))


@given(findings)
def test_kinds_are_in_order_and_lose_nothing(some: list[Finding]) -> None:
    kinds = by_kind(some)
    assert sorted(map(repr, (one for kind in kinds for one in kind.findings))) == sorted(map(repr, {*some}))
    order = [(list(Severity).index(kind.severity), -kind.count) for kind in kinds]
    assert order == sorted(order)
    assert len({(kind.code, kind.severity) for kind in kinds}) == len(kinds)
    assert by_kind(list(some)) == kinds


def test_a_list_for_proofreaders_is_shortened_where_nobody_could_read_it() -> None:
    many = [found("links", WARNING, line) for line in range(1, 202)]
    others = [found("bad", ERROR, line) for line in range(1, 201)]
    kept, told = shortened([*many, *others])
    assert kept == (*many[:20], *others)
    assert told == ("links: 181 more; with --verbose each is told",)
    assert shortened(many[:200]) == (tuple(many[:200]), ())


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def test_the_width_is_that_of_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "41")
    assert width(Stream(terminal=True)) == 41
    assert width(Stream(terminal=False)) is None
    monkeypatch.setenv("COLUMNS", "0")
    assert width(Stream(terminal=True)) is None


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition with five links that lead nowhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    text = "# A\n\n" + "".join(f"See [word {number}](#no-{number}).\n\n" for number in range(5))
    files = {"book.md": text, "edition.toml": edition_toml('name = "book"\nsource = "book.md"\nformat = "markdown"\n')}
    return Press.of(files, tmp_path, capsys, monkeypatch)


def missing(said: Said) -> int:
    return said.err.count("[missing-target]")


@pytest.mark.parametrize("command", [["update", "sq"], ["build", "en", "--format", "html"], ["status"]])
def test_one_line_all_lines_or_none(press: Press, command: list[str]) -> None:
    press("update", "sq")
    usual = press(*command)
    assert usual.code == 0
    assert missing(usual) in (0, 1)  # `status` tells nothing of the text
    assert "(and 4 more: source/book.md:5:5, " in usual.err or command == ["status"]
    assert missing(press(*command, "--verbose")) == missing(usual) * 5
    quiet = press(*command, "--quiet")
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out == ("" if command[0] != "status" else usual.out)


def test_quiet_tells_errors(press: Press) -> None:
    press.path("source/book.md").write_text("# A\n\n[x](#no)\n\n![p](no.png)\n", "utf-8")
    said = press("build", "en", "--format", "html", "--quiet")
    assert (said.code, said.out) == (1, "")
    assert [line.split("[")[1] for line in said.err.splitlines() if "[" in line] == ["missing-picture]", "held-back]"]


def test_both_cannot_be_wanted(press: Press) -> None:
    said = press("update", "--quiet", "--verbose")
    assert said.code == 2
    assert "not allowed with" in said.err


def test_the_proofreader_is_quiet_too(press: Press) -> None:
    press("update", "sq")
    assert press("check", "sq", "--quiet").out == ""
    assert "findings" in press("check", "sq").out or "warning" in press("check", "sq").out
    assert press("check", "--quiet", "--format", "json").out == press("check", "--format", "json").out
