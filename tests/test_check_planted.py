"""Faults that translators make in seventeen languages, planted: 95 of 100 are found in each, and no right one is.

`tests/cases/check/planted.tsv` has a fault a line: the language, the English, a right translation, a wrong one, and the
kind of fault.
"""

from kolofon.check import check
from kolofon.model.message import Catalogue, CatalogueEntry
from tests.golden import CASES
from tests.table import each_row

ROWS = [
    tuple(line.split("\t"))
    for line in (CASES / "check" / "planted.tsv").read_text(encoding="utf-8").splitlines()
    if line
]
LANGUAGES = sorted({row[0] for row in ROWS})
FOUND = 0.95
"""The least share of the faults in a language that is found."""


def codes(tag: str, source: str, translation: str) -> set[str]:
    entry = CatalogueEntry(context=None, msgid=source, msgstrs=(translation,), line=1)
    return {finding.code for finding in check(None, Catalogue(tag, (), (entry,), path="x.po"))}


def test_there_are_many_kinds_in_each_language() -> None:
    kinds = {tag: {kind for language, *_, kind in ROWS if language == tag} for tag in LANGUAGES}
    assert len(kinds) == 17
    assert min(map(len, kinds.values())) >= 10


@each_row("tag", LANGUAGES)
def test_nothing_is_said_of_what_is_right(tag: str) -> None:
    told = {right: codes(tag, source, right) for language, source, right, _, _ in ROWS if language == tag}
    assert {right: found for right, found in told.items() if found} == {}


@each_row("tag", LANGUAGES)
def test_planted_faults_are_found(tag: str) -> None:
    planted = [(source, wrong, kind) for language, source, _, wrong, kind in ROWS if language == tag]
    missed = [f"{kind}: {wrong}" for source, wrong, kind in planted if not codes(tag, source, wrong)]
    assert len(missed) <= (1 - FOUND) * len(planted), missed


def test_the_right_ones_of_a_language_make_a_catalogue_without_findings() -> None:
    """Those checks too that go by the habit of a catalogue have nothing to say."""
    for tag in LANGUAGES:
        rights = dict.fromkeys((source, right) for language, source, right, _, _ in ROWS if language == tag)
        once = dict(rights)
        entries = [
            CatalogueEntry(context=None, msgid=source, msgstrs=(right,), line=line)
            for line, (source, right) in enumerate(once.items(), 1)
        ]
        found = check(None, Catalogue(tag, (), tuple(entries), path="x.po"))
        assert [(finding.code, finding.message) for finding in found] == [], tag
