"""A work may have fewer languages than its edition (`works.languages`)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.later import serve_api, serve_client, serve_workspace
from tests.press import Press, edition_toml

WORKS = """name = "mill"
source = "mill.md"
format = "markdown"

[[works]]
name = "manual"
source = "manual.md"
format = "markdown"
languages = ["sq"]
"""
SOURCES = {
    "edition.toml": edition_toml(WORKS, 'languages = ["sq", "de"]\n'),
    "mill.md": "# The mill\n\nIt turns.\n",
    "manual.md": "# The manual\n\nRead it.\n",
}


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition in Albanian and German, whose second work is in Albanian alone."""
    return Press.of(SOURCES, tmp_path, capsys, monkeypatch)


def catalogues(press: Press) -> list[str]:
    return [name.removeprefix("locale/") for name in press.everything("locale") if name.endswith(".po")]


def test_each_work_has_the_catalogues_of_its_languages(two: Press) -> None:
    assert two("update").code == 0
    assert catalogues(two) == ["de/LC_MESSAGES/mill.po", "sq/LC_MESSAGES/manual.po", "sq/LC_MESSAGES/mill.po"]


def test_each_work_is_made_and_checked_and_counted_in_its_languages(two: Press) -> None:
    two("update")
    assert two("build", "--format", "text", "--draft").code == 0
    made = {name for name in two.everything("output") if name.endswith(".txt")}
    assert made == {f"output/{name}.txt" for name in ("en/mill", "en/manual", "sq/mill", "sq/manual", "de/mill")}
    rows = json.loads(two("status", "--json").out)
    assert {(row["language"], row["work"]) for row in rows} == {("sq", "mill"), ("sq", "manual"), ("de", "mill")}
    assert "manual" not in two("check", "de").out


def test_a_catalogue_that_is_there_is_never_passed_over(two: Press) -> None:
    two("update")
    two.replace("source/edition.toml", 'languages = ["sq"]\n', 'languages = ["de"]\n')
    two("update")
    assert "sq/LC_MESSAGES/manual.po" in catalogues(two)
    two("build", "sq", "--format", "text", "--draft")
    assert two.path("output/sq/manual.txt").is_file()


def test_a_pseudo_language_is_for_every_work(two: Press) -> None:
    two("update", "xx", "--pseudo")
    assert "xx/LC_MESSAGES/manual.po" in catalogues(two)


def test_a_language_that_no_work_has_is_not_begun(two: Press) -> None:
    two.replace("source/edition.toml", 'source = "mill.md"\n', 'source = "mill.md"\nlanguages = ["de"]\n')
    said = two("update", "it")
    assert said.code == 2
    assert "no work of this edition has translations into it" in said.err
    assert not catalogues(two)


def test_a_language_of_a_work_is_one_of_the_edition(two: Press) -> None:
    two.replace("source/edition.toml", 'languages = ["sq"]\n', 'languages = ["sq", "fr"]\n')
    said = two("update")
    assert said.code == 3
    assert "source/edition.toml:20:" in said.err
    assert "this edition has no translation into fr" in said.err


def test_the_browser_is_told_which_works_a_language_has(two: Press) -> None:
    two("update")
    workspace = serve_workspace.Workspace(two.root, {})
    app = serve_client.application(workspace, serve_api.routes)
    edition: Any = serve_client.ask(app, "/api/edition").data
    assert [(work["name"], work["languages"]) for work in edition["works"]] == [
        ("mill", ["sq", "de"]),
        ("manual", ["sq"]),
    ]
    assert serve_client.ask(app, "/api/sq/manual/parts").status == 200
    assert serve_client.ask(app, "/api/de/manual/parts").status == 404
