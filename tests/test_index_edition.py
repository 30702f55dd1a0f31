"""A book of two chapters with an index, from `kolofon update` to the finished files."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.pages import parsed, words
from tests.press import Press, edition_toml, put

WORKS = """\
name = "book"
title = "Book"
format = "markdown"
chapters = ["one.md", "two.md"]
back = ["names.md"]
"""
EDITION = edition_toml(WORKS, 'languages = ["sq"]\ncatalogue = "chapter"\n')
TEXTS = {
    "one.md": "# One\n\nThe city was free. Trains ran to Zall.\n",
    "two.md": "# Two\n\nIn Dhërmi it rained. In Dajti it snowed.\n",
    "names.md": "# Names {.index}\n\nNumbers are pages.\n",
}
MARKED = {
    "one.md": '# One\n\nThe [city]{index="Tirana"} was free. Trains ran to [Zall]{index}.\n',
    "two.md": "# Two\n\nIn [Dhërmi]{index} it rained. In [Dajti]{index} it []{index=Tirana}snowed. []{index=A see=B}\n",
}


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    press = Press.of({"edition.toml": EDITION, **TEXTS}, tmp_path, capsys, monkeypatch)
    assert press("update", "sq").code == 0
    for chapter in ("one", "two", "names"):
        name = f"locale/sq/LC_MESSAGES/book/{chapter}.po"
        press.path(name).write_text(_identical(press.read(name)), "utf-8")
    return press


def _identical(catalogue: str) -> str:
    """A catalogue with the source's words where it has none; each of its msgids is one line."""
    header, *entries = catalogue.split("\n\n")
    return "\n\n".join([header, *(re.sub(r'(msgid (".*"))\nmsgstr ""', r"\1\nmsgstr \2", entry) for entry in entries)])


def test_a_translated_book_is_indexed(press: Press) -> None:
    before = {name: press.read(name) for name in press.everything("locale/sq")}
    put(press.path("source"), MARKED)
    said = press("update", "sq")
    assert said.code == 0
    assert "blind-reference" in said.err
    after = {name: press.read(name) for name in press.everything("locale/sq")}
    assert all(entry in after[name] for name in before for entry in before[name].split("\n\n")[1:])
    assert "fuzzy" not in "".join(after.values())
    one, two = (after[f"locale/sq/LC_MESSAGES/book/{chapter}.po"] for chapter in ("one", "two"))
    assert one.count("#. entry of the index") == 2
    assert '#. entry of the index\n#: source/one.md:3\nmsgid "Tirana"\nmsgstr ""' in one
    assert two.count("#. entry of the index") == 3

    assert press("build", "sq", "en", "--format", "html").code == 0
    assert _terms(press, "en") == ["A", "Dajti", "Dhërmi", "Tirana", "Zall"]
    assert _heads(press, "en") == ["A", "D", "T", "Z"]
    assert _terms(press, "sq") == ["A", "Dajti", "Dhërmi", "Tirana", "Zall"]
    assert _heads(press, "sq") == ["A", "D", "Dh", "T", "Z"]


def _terms(press: Press, language: str) -> list[str]:
    return [
        words(element) for element in _index(press, language).iter("li") for element in element.iterfind("span[@id]")
    ]


def _heads(press: Press, language: str) -> list[str]:
    return [words(element) for element in _index(press, language).iter("h3")]


def _index(press: Press, language: str) -> Element:
    """The chapter that holds the index."""
    page = parsed(press.path(f"output/{language}/book/s3.xhtml").read_bytes())
    body = next(page.iter("body"))
    index = next(body.iter("section"))
    assert (index.get("epub:type"), index.get("role")) == ("index", "doc-index")
    return body
