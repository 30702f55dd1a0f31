"""A book that uses all that a page can have: nothing is found in it, and all standards hold."""

from pathlib import Path

import pytest

from tests import specimen
from tests.epubs import said_by_epubcheck
from tests.marks import use
from tests.pdfs import valid, words_of

pytestmark = [pytest.mark.pdf, pytest.mark.slow, pytest.mark.browser]


def test_all_goes_together(tmp_path: Path) -> None:
    use("weasyprint")
    root = specimen.edition(tmp_path / "book")
    said = specimen.build(root, "pdf,press,cover,epub")
    names = [f"output/en/{specimen.NAME}{suffix}" for suffix in (".pdf", ".epub", "-press.pdf", "-cover.pdf")]
    assert sorted(said.splitlines()) == sorted(names)
    pdf = (root / names[0]).read_bytes()
    valid(pdf, tmp_path, "2a", "ua1")
    words = words_of(pdf, tmp_path)
    assert "The town had a paper mill" in " ".join(words.split())  # the drop capital belongs to its word
    for found in ("Mira Kola", "Arben Gjoka", "Figure 1", "Table 1", "the key is in the museum", "List of tables"):
        assert found.casefold() in " ".join(words.split()).casefold()
    assert said_by_epubcheck(root / names[1]) == []
