"""The names of languages for gettext, and back."""

import pytest

from kolofon.language.names import gettext_name, language_tag


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("sq", "sq"),
        ("pt-BR", "pt_BR"),
        ("es-419", "es_419"),
        ("sr-Latn", "sr@latin"),
        ("sr-Latn-ME", "sr_ME@latin"),
        ("uz-Cyrl", "uz@cyrillic"),
        ("zh-Hant", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant_HK"),
        ("ca-valencia", "ca@valencia"),
        ("sr-Latn-x-mine", "sr@latin@mine"),
    ],
)
def test_a_tag_and_its_name_lead_to_each_other(tag: str, name: str) -> None:
    assert gettext_name(tag) == name
    assert language_tag(name) == language_tag(tag) == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("pt_BR.UTF-8", "pt-BR"),
        ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
        ("SR@LATIN", "sr-Latn"),
        # A script in the name itself is nearer than one that is behind it.
        ("sr_Cyrl@latin", "sr-Cyrl"),
        ("x_y_z_w", "x-y-z-w"),
    ],
)
def test_other_names_that_tools_write(name: str, tag: str) -> None:
    assert language_tag(name) == tag


def test_what_is_no_tag_is_a_name_of_a_file_all_the_same() -> None:
    assert gettext_name("x-y-z") == "x_y_z"
