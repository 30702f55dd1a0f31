"""What the press says that it lacks for a language, when the first book in it is made."""

import re
from pathlib import Path

import pytest

from kolofon.commands.build.support import language_support, missing_support
from kolofon.text.furniture import ships
from kolofon.write.paper.lines.hyphenation import Kind
from tests.languages import TAGS
from tests.press import Press, edition_toml
from tests.table import each_row

EDITION = edition_toml('name = "road"\nsource = "road.md"\nformat = "markdown"\n', 'languages = ["sq", "ig", "yo"]\n')


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    made = Press.of({"edition.toml": EDITION, "road.md": "# The road\n\nI walked.\n"}, tmp_path, capsys, monkeypatch)
    assert made("update").code == 0
    return made


def told(text: str) -> list[str]:
    return [line for line in text.splitlines() if "the press lacks" in line]


def test_it_is_said_in_a_line_with_the_first_book_in_a_language(press: Press) -> None:
    assert told(press("build", "sq", "--format", "text").err) == []
    ig = (
        "kolofon: ig: the press lacks hyphenation (no free patterns are known), "
        "the words of the book itself (kolofon update ig begins them), checks of its own; "
        "its dates are as the CLDR has them, and nobody has looked at them"
    )
    assert told(press("build", "ig", "--format", "text").err) == [ig]
    assert told(press("build", "ig", "--format", "text").err) == []
    assert told(press("build", "ig", "yo", "--format", "text").err) == [ig.replace("ig", "yo")]


def test_words_of_the_edition_are_not_lacking(press: Press) -> None:
    own = press.path("locale/yo/LC_MESSAGES/furniture.po")
    told_alike = re.sub(r'msgid "(.+)"\nmsgstr ""', r'msgid "\1"\nmsgstr "\1"', own.read_text("utf-8"))
    own.write_text(told_alike, "utf-8")
    assert "words of the book" not in "".join(told(press("build", "yo", "--format", "text").err))


@each_row("tag", ["sq", "en", "de", "fr", "ar", "he", "hi", "th", "el", "ru", "xx", "xx-XB"])
def test_nothing_is_said_where_nothing_lacks(tag: str) -> None:
    assert not missing_support(tag)


def test_what_is_known_of_a_language() -> None:
    greek = language_support("el")
    assert (greek.script, greek.face, greek.mend, greek.dates, greek.own, greek.furniture) == (
        "Grek",
        "EB Garamond",
        "",
        True,
        True,
        True,
    )
    assert greek.hyphens.name == "hyph_el.dic"
    gothic = language_support("got")
    assert (gothic.face, gothic.dates, gothic.own, gothic.furniture) == ("", False, False, False)
    assert "theme/fonts/" in gothic.mend
    assert missing_support("got").startswith(
        "got: the press lacks a face for its letters (put a font that has them into"
    )
    assert "its dates (they are English)" in missing_support("got")


def test_of_every_language_with_a_file_it_says_all() -> None:
    for tag in TAGS:
        if not tag.startswith(("und", "xx")):
            facts = language_support(tag)
            assert facts.own
            assert facts.furniture == (tag.startswith("en") or ships(tag))
            assert facts.hyphens.source
            assert (facts.hyphens.kind is Kind.NONE) == (
                facts.hyphens.name == "" and facts.hyphens.kind is not Kind.RULE
            )
