"""Every check has cases that pass and cases that fail, and they do."""

from kolofon.model.finding import Finding
from tests.check_cases import CASES, cases, checks
from tests.table import each_row

CODES = [check.code for declared in checks().values() for check in declared]
WRITTEN = [code for code in CODES if (CASES / f"{code}.toml").is_file()]
EVERYWHERE = {"sq", "fr", "ar", "zh-Hans", "de"}


def test_codes_are_unique() -> None:
    assert len(CODES) == len(set(CODES))


def test_every_code_has_a_case_file_and_every_case_file_a_code() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(CODES)


@each_row("code", CODES)
def test_every_code_has_cases_that_pass_and_that_fail(code: str) -> None:
    found = cases(code)
    for listed in (found.fails, found.passes):
        assert listed
        if found.concerns == "every language":
            assert {case.language for case in listed} >= EVERYWHERE


@each_row("code", WRITTEN)
def test_what_passes(code: str) -> None:
    for number, case in enumerate(cases(code).passes, 1):
        assert [finding.message for finding in case.findings(code)] == [], (case.language, number)


@each_row("code", WRITTEN)
def test_what_fails(code: str) -> None:
    for number, case in enumerate(cases(code).fails, 1):
        found = case.findings(code)
        assert found, (case.language, number)
        assert all(finding.hint for finding in found), (case.language, number)
        if case.marked is not None:
            assert marked(found[0]) == case.marked, (case.language, number)


def marked(finding: Finding) -> list[str]:
    """The pieces of the message that a finding means."""
    excerpt = finding.excerpt
    assert excerpt is not None
    there, pieces = (excerpt.translation, excerpt.spans) if excerpt.spans else (excerpt.source, excerpt.source_spans)
    return [there[start:end] for start, end in pieces]


@each_row("code", WRITTEN)
def test_the_mend(code: str) -> None:
    for number, case in enumerate(cases(code).fails, 1):
        if case.mend is not None:
            assert case.findings(code, case.mend) == (), (case.language, number)
