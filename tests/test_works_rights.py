"""A work may have terms of its own (`works.rights`)."""

from pathlib import Path

import pytest

from tests.press import Press, edition_toml

WORKS = """name = "mill"
source = "mill.md"
format = "markdown"

[[works]]
name = "manual"
source = "manual.md"
format = "markdown"

[works.rights]
holder = "Ana Hoxha"
licence = "BSD-3-Clause"
"""
TEXTS = {"mill.md": "# The mill\n\nIt turns.\n", "manual.md": "# The manual\n\nRead it.\n"}


def edition(works: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.of({"edition.toml": edition_toml(works), **TEXTS}, root, capsys, monkeypatch)


def test_each_work_prints_its_own_terms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    press = edition(WORKS, tmp_path, capsys, monkeypatch)
    assert press("build", "--format", "text").code == 0
    mill, manual = (press.read(f"output/en/{name}.txt") for name in ("mill", "manual"))
    assert "CC-BY-SA-4.0" in mill
    assert "Ana Hoxha" not in mill
    assert "Ana Hoxha" in manual
    assert "BSD-3-Clause" in manual
    assert "CC-BY-SA-4.0" not in manual


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('holder = ""', "holder is empty"),
        ('licence_url = "example.org"', "“example.org” is not an address on the web"),
        ('owner = "Ana"', "[works.rights] has no key “owner”"),
        ("year = 2026", "year takes a text, not a number"),
    ],
)
def test_a_mistake_in_them_is_told_with_its_line(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = WORKS.replace('holder = "Ana Hoxha"', line) if "holder" in line else WORKS + line + "\n"
    press = edition(works, tmp_path, capsys, monkeypatch)
    at = press.read("source/edition.toml").splitlines().index(line) + 1
    told = press("build", "--format", "text")
    assert told.code == 3
    assert f"source/edition.toml:{at}" in told.err
    assert said in told.err
