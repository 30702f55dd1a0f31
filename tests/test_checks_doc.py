"""`docs/checks.md` tells every check with an example that fails and its mend; `pytest --accept` writes it anew."""

import datetime
import textwrap
import tomllib
from collections.abc import Iterator

import msgspec
import pytest

from kolofon.check import FAMILIES, Check
from kolofon.model.finding import Severity
from tests.check_cases import Case, cases, checks
from tests.machine import ROOT

DOCUMENT = ROOT / "docs" / "checks.md"

HEAD = """\
# The checks

`kolofon check` looks at every translation that would be published. An error stops an edition, a warning does not. A
translator overrules a check for one message by a comment beside it, which every editor keeps:

    # kolofon: ignore numbers, end-stop

A name may be the code of a check, the name of its family, or what Weblate or pofilter call it; in Weblate, its flags
(`ignore-end-stop`) do the same. In the examples, ␣ is a space that matters, ⍽ a no-break space, and ⟦ ⟧ stand around
what is shown as wrong.

This file is made from the code and from `tests/checks/`: `pytest --accept` writes it.
"""

FAMILY = {check.code: family.name for family in FAMILIES for check in family.checks}
SHOWN = {"\u00a0": "⍽", "\u202f": "⍽", "\n": "↵", "\u200b": "U+200B", "\u0007": "U+0007", "\ufffd": "�"}


def test_the_document_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = "\n".join(told())
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    assert DOCUMENT.is_file(), "`pytest --accept` writes it"
    assert DOCUMENT.read_text(encoding="utf-8") == text


class Figures(msgspec.Struct, forbid_unknown_fields=True):
    """What a check found on real catalogues, and how much of it was read and was right."""

    found: int
    languages: int
    read: int = 0
    right: int = 0


class Corpus(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    languages: int


class Precision(msgspec.Struct, forbid_unknown_fields=True):
    date: datetime.date
    messages: int
    corpora: list[Corpus]
    checks: dict[str, Figures]


PRECISION = msgspec.convert(
    tomllib.loads((ROOT / "tests" / "bench" / "precision.toml").read_text("utf-8")), Precision, strict=False
)
ENOUGH = 0.95
"""The share of findings that has to be right if a check is to stop an edition."""
SEVERITIES = {check.code: check.severity for declared in checks().values() for check in declared}


def test_what_stops_an_edition_was_right_on_real_catalogues() -> None:
    assert PRECISION.checks.keys() <= SEVERITIES.keys()
    errors = {code: figures for code, figures in PRECISION.checks.items() if SEVERITIES[code] is Severity.ERROR}
    assert errors
    for code, figures in errors.items():
        assert figures.read == min(figures.found, 100), code
        assert figures.right >= ENOUGH * figures.read, code


def figures() -> Iterator[str]:
    corpora = "; ".join(f"{corpus.name} ({corpus.languages} languages)" for corpus in PRECISION.corpora)
    yield "## How often they are right\n"
    told = (
        f"Measured on {PRECISION.date} with {PRECISION.messages:,} translated messages of real catalogues and their"
        f" sources ({corpora}) by `tests/bench/measure_checks.py`. A finding is right if an editor would mend what it"
        f" shows. A check that is not right in {ENOUGH:.0%} of what was read is no error. What is not listed found"
        " nothing, or are about the tags of the press, which most of these catalogues do not have."
    )
    yield "\n".join(textwrap.wrap(told, 120, break_on_hyphens=False)) + "\n"
    yield "| Check | Severity | Findings | Languages | Read | Right | Precision |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for code, item in PRECISION.checks.items():
        shares = (f"{item.read}", f"{item.right}", f"{item.right / item.read:.2f}") if item.read else ("", "", "")
        severity = SEVERITIES[code].value.capitalize()
        yield f"| `{code}` | {severity} | {item.found} | {item.languages} | {' | '.join(shares)} |"
    yield ""


def told() -> Iterator[str]:
    yield HEAD
    for docstring, declared in checks().items():
        title, _, rest = docstring.partition("\n")[0].rstrip(".").partition(": ")
        yield f"## {title}\n"
        if rest:
            yield f"{rest[0].upper()}{rest[1:]}.\n"
        if family := FAMILY.get(declared[0].code):
            yield f"The family is called `{family}`.\n"
        for check in declared:
            yield from one(check)
    yield from figures()


def one(check: Check) -> Iterator[str]:
    yield f"### `{check.code}`\n"
    names = ", ".join(f"`{name}`" for name in check.also)
    yield f"{check.summary} ({check.severity.value.capitalize()}{f'; also {names}' if names else ''})\n"
    listed = cases(check.code).fails
    case = next((case for case in listed if case.language == "sq"), listed[0])
    finding = case.findings(check.code)[0]
    yield "| | |"
    yield "|---|---|"
    yield f"| Source | {shown(case.source)} |"
    yield f"| `{case.language}` | {marked(case, check.code)} |"
    if case.mend is not None:
        yield f"| Mended | {shown(case.mend)} |"
    for beside in case.beside:
        yield f"| Beside it | {shown(beside.source)} → {shown(beside.translation)} |"
    yield f"| Finding | {cell(finding.message)} |"
    yield f"| Hint | {cell(finding.hint)} |\n"


def marked(case: Case, code: str) -> str:
    """The translation with marks around what is shown as wrong."""
    excerpt = case.findings(code)[0].excerpt
    spans = sorted(excerpt.spans) if excerpt else []
    text, end = "", 0
    for start, stop in spans:
        text += f"{case.translation[end:start]}⟦{visible(case.translation[start:stop])}⟧"
        end = stop
    return shown(text + case.translation[end:])


def visible(text: str) -> str:
    return text.replace(" ", "␣")


def shown(text: str) -> str:
    for character, sign in SHOWN.items():
        text = text.replace(character, sign)
    if text != text.strip():
        text = "␣" * (len(text) - len(text.lstrip())) + text.strip() + "␣" * (len(text) - len(text.rstrip()))
    return cell(text)


def cell(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;").replace("\n", "↵")
