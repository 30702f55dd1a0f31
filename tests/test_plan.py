"""`kolofon build --dry-run`: what would be made, and which texts are in the store."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.press import Press, edition_toml, put

WORKS = 'name = "{0}"\nsource = "{0}.md"\nformat = "markdown"\n'
SOURCES: Mapping[str, str | bytes] = {
    "edition.toml": edition_toml(
        WORKS.format("mill") + '\n[[works]]\nname = "river"\ntitle = "R"\nformat = "markdown"\nchapters = ["r.md"]\n'
    ),
    "mill.md": "# The mill\n\nIt was *here*.\n",
    "r.md": "# The river\n\nIt was *here*.\n\n![A bird](gone.png)\n",
}


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition of two works in two languages, of which one lacks a picture."""
    monkeypatch.delenv("KOLOFON_CACHE", raising=False)
    press = Press.of(SOURCES, tmp_path, capsys, monkeypatch)
    assert press("update", "sq").code == 0
    press("clean", "--cache")
    return press


def test_a_line_for_each_text_and_each_piece_and_nothing_is_written(two: Press) -> None:
    before = two.everything(".")
    said = two("build", "--format", "text,bilingual,pdf,epub,proof,site", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "mill: its text is to be read",
        "river: its text is to be read",
        "en/mill: pdf, epub",
        "en/mill: text",
        "sq/mill: pdf, epub",
        "sq/mill: bilingual",
        "sq/mill: text",
        "sq/mill: proof",
        "sq/river: proof",
        "en/river: held back; to see why: kolofon build en --format text",
        "sq/river: held back; to see why: kolofon build sq --format text",
        "site",
    ]
    assert two.everything(".") == before
    assert not two.path("output").exists()


def test_formats_may_be_said_one_by_one(two: Press) -> None:
    said = two("build", "--format", "text", "--format", "markdown", "--dry-run", "en", "--draft")
    planned = [line for line in said.out.splitlines() if line.startswith("en/mill")]
    assert planned == ["en/mill: text", "en/mill: markdown"]


def test_what_is_planned_is_what_is_made(two: Press) -> None:
    planned = two("build", "sq", "--draft", "--format", "text,markdown", "--dry-run").out.splitlines()
    made = two("build", "sq", "--draft", "--format", "text,markdown").out.splitlines()
    assert [line.partition(":")[0] for line in planned if line.startswith("sq/")] == [
        path.removeprefix("output/").rpartition(".")[0] for path in made
    ]


def test_a_text_that_was_read_is_in_the_store_until_it_is_edited(two: Press) -> None:
    two("build", "sq", "--draft", "--format", "text")
    put(two.root, {"source/mill.md": "# The mill\n\nIt was there.\n"})
    kept = two.everything("output")
    said = two("build", "sq", "--draft", "--format", "text", "--dry-run")
    assert said.out.splitlines()[:2] == ["mill: its text is to be read", "river: its text is in the store"]
    assert two.everything("output") == kept


def test_a_mistake_is_told_as_by_a_build(two: Press) -> None:
    two.path("source/mill.md").unlink()
    said = two("build", "--dry-run")
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("kolofon: source/mill.md: ")
