"""The count of words that the bench of real books makes: it finds what is lost, and counts no markup."""

import zipfile
from pathlib import Path

import pytest

from tests.bench.text_words import counted

TEXTS = {
    ".md": "---\ntitle: Oak\n---\n# Oak %\n\n[ash](elm.md 'fir') `a`s\n\n```python\nyew\n```\n<b id='x'>plum</b>\n",
    ".rst": "Oak\n===\n\n.. note:: ash\n   :class: wide\n\n:func:`~a.fir` ``yew``\\ s %\n\n.. _tree: there\n",
    ".wiki": "'''Oak''' [[Ash tree|ash]] {{lang|la|fir}}<ref>yew</ref> %\n[[File:X.png|thumb|plum]]\n",
    ".txt": "Header\n*** START OF THE BOOK ***\n_Oak_ ash[1] %\n[Footnote 1: fir]\n*** END OF THE BOOK ***\nNo\n",
}
PRINTED = {
    ".md": "Oak Oak ash fir as yew plum",
    ".rst": "Oak ash fir yews",
    ".wiki": "Oak ash fir yew plum",
    ".txt": "Oak ash fir",
}


@pytest.mark.parametrize("ending", TEXTS)
def test_what_is_missing_is_found(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"a{ending}").write_text(TEXTS[ending].replace("%", "beech"), encoding="utf-8")
    found = counted(tmp_path, tmp_path, PRINTED[ending])
    assert [(word, times) for word, times, _ in found.lost] == [("beech", 1)]
    assert counted(tmp_path, tmp_path, PRINTED[ending], "a.md:1: note: not printed: beech").missing == 0


def test_each_place_of_a_finding_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("oak oak oak\n", encoding="utf-8")
    assert counted(tmp_path, tmp_path, "oak", "not printed: oak (2 times)").missing == 0
    assert counted(tmp_path, tmp_path, "oak", "not printed: oak").missing == 1


def test_of_an_epub_the_pages_count_but_for_the_contents(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "a.xhtml", "<html><head><title>No</title></head><body><p>o<i>a</i>k</p><p>ash</p></body></html>"
        )
        archive.writestr("nav.xhtml", '<html><body><nav epub:type="toc">beech</nav></body></html>')
    found = counted(path, tmp_path, "oak")
    assert (found.files, found.words, [word for word, _, _ in found.lost]) == (1, 2, ["ash"])
    assert counted(path, tmp_path, "", "b/a.xhtml: note: not brought [unbrought-page]").words == 0


def test_of_an_mdbook_the_listed_chapters_count(tmp_path: Path) -> None:
    for name, text in {"SUMMARY": "- [A](./a.md)\n", "a": "oak\n", "b": "ash\n"}.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert counted(tmp_path, tmp_path, "").words == 1
