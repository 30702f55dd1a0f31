"""The language of an edition that a name means."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kolofon.edition.languages import edition_language, translation_language
from kolofon.model.error import UsageError
from tests.press import Press, edition_toml
from tests.table import each_row


@each_row(
    ("name", "here", "one"),
    [
        ("en", ["en-US", "sq"], "en-US"),
        ("en_US", ["en", "sq"], "en"),
        ("pt", ["en", "pt-BR"], "pt-BR"),
        ("pt", ["en", "pt-BR", "pt"], "pt"),
        ("zh", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-TW", ["en", "zh-Hant", "zh-Hans"], "zh-Hant"),
        ("zh_Hans", ["en", "zh-CN"], "zh-CN"),
        ("sr", ["en", "sr-Latn"], "sr-Latn"),
        ("sr@latin", ["en", "sr-Latn-ME"], "sr-Latn-ME"),
    ],
)
def test_a_language_is_found_by_less_of_its_tag_or_by_more(name: str, here: Sequence[str], one: str) -> None:
    assert edition_language(name, here) == one


@pytest.mark.parametrize(
    ("name", "here", "told"),
    [
        ("pt", ["en", "pt-BR", "pt-PT"], "'pt' may be pt-BR or pt-PT (name one of them)"),
        ("en-GB", ["en-US", "sq"], "there is no language 'en-GB' in this edition; there are en-US, sq"),
        ("zh-TW", ["en", "zh-Hans"], "there is no language 'zh-TW'"),
        ("sr_Latn", ["en", "sr"], "there is no language 'sr_Latn'"),
        ("xx-XB", ["en", "xx"], "kolofon update xx-XB --pseudo"),
        ("e", ["en"], "there is no language 'e'"),
    ],
)
def test_what_is_none_or_several_is_told(name: str, here: Sequence[str], told: str) -> None:
    with pytest.raises(UsageError) as error:
        edition_language(name, here)
    assert told in str(error.value)


def test_a_translation_may_be_new_and_is_not_into_the_language_of_the_source() -> None:
    here = ["en-US", "pt-BR"]
    assert [translation_language(name, here) for name in ("pt_BR", "pt", "en-GB", "sr@latin")] == [
        "pt-BR",
        "pt",
        "en-GB",
        "sr-Latn",
    ]
    assert translation_language("sr", ["sr-Latn"]) == "sr"  # the same language in other letters
    for name in ("en", "en_US"):
        with pytest.raises(UsageError, match="en-US is the language of the source"):
            translation_language(name, here)


def test_the_source_is_made_by_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = edition_toml('name = "book"\nsource = "book.md"\nformat = "markdown"\n').replace('"en"', '"en-US"')
    press = Press.of({"book.md": "# A\n\nWords.\n", "edition.toml": toml}, tmp_path, capsys, monkeypatch)
    assert press("build", "en", "--format", "html").out.split()[0] == "output/en-US/book.xhtml"
    assert press("check", "en").out.strip() == "no findings"
    assert press("update", "en").err == "kolofon: en-US is the language of the source (it has no catalogue)\n"
