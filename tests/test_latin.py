"""Words in Latin have the letters of their source: EB Garamond would write v for each u."""

import re
from pathlib import Path

import pytest

from tests.pdfs import extracted
from tests.press import Press, edition_toml

EDITION = edition_toml('name = "a"\nformat = "markdown"\nsource = "a.md"\n')


@pytest.mark.pdf
def test_a_word_in_latin_is_as_wide_as_the_same_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"edition.toml": EDITION, "a.md": "# T\n\nuvuu, [uvuu]{lang=la}, of it.\n"}
    press = Press.of(files, tmp_path, capsys, monkeypatch)
    assert press("build", "en", "--format", "pdf").code == 0
    page = extracted(press.path("output/en/a.pdf"), "-bbox")
    words = re.findall(r'<word xMin="([0-9.]+)" [^>]*xMax="([0-9.]+)" [^>]*>uvuu,<', page)
    first, second = (round(float(right) - float(left), 1) for left, right in words)
    assert first == second
