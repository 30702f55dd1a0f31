"""Every check has cases that pass and cases that fail, and they do."""

import pytest

from tests.check_cases import CASES, Case, cases, checks

CODES = [check.code for declared in checks().values() for check in declared]
WRITTEN = [code for code in CODES if (CASES / f"{code}.toml").is_file()]
FAILING = [(code, case) for code in WRITTEN for case in cases(code).fails]
PASSING = [(code, case) for code in WRITTEN for case in cases(code).passes]
MENDED = [(code, case) for code, case in FAILING if case.mend is not None]
EVERYWHERE = {"sq", "fr", "ar", "zh-Hans", "de"}


def name(value: object) -> str:
    return value.language if isinstance(value, Case) else str(value)


def test_codes_are_unique() -> None:
    assert len(CODES) == len(set(CODES))


def test_every_code_has_a_case_file_and_every_case_file_a_code() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_cases_that_pass_and_that_fail(code: str) -> None:
    found = cases(code)
    for listed in (found.fails, found.passes):
        assert listed
        if found.concerns == "every language":
            assert {case.language for case in listed} >= EVERYWHERE


@pytest.mark.parametrize(("code", "case"), PASSING, ids=name)
def test_what_passes(code: str, case: Case) -> None:
    assert [finding.message for finding in case.findings(code)] == []


@pytest.mark.parametrize(("code", "case"), FAILING, ids=name)
def test_what_fails(code: str, case: Case) -> None:
    found = case.findings(code)
    assert found
    assert all(finding.hint for finding in found)
    if case.marked is not None:
        excerpt = found[0].excerpt
        assert excerpt is not None
        there, pieces = (
            (excerpt.translation, excerpt.spans) if excerpt.spans else (excerpt.source, excerpt.source_spans)
        )
        assert [there[start:end] for start, end in pieces] == case.marked


@pytest.mark.parametrize(("code", "case"), MENDED, ids=name)
def test_the_mend(code: str, case: Case) -> None:
    assert case.findings(code, case.mend) == ()
