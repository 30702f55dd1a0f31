"""Pictures of wikis as people write them: in the words of another language, with odd options, in cells of tables."""

import pytest

from kolofon.edition.project import wiki_names
from kolofon.model.document import Figure, Image, Link, Table, Text
from kolofon.model.edition import SourceFormat
from tests.reading import Reader, p, s

WIKITEXT = Reader(SourceFormat.WIKITEXT)


def told(text: str) -> list[tuple[str, str]]:
    """The codes and the places of what a reader tells of a text in English."""
    return WIKITEXT.found(text)


@pytest.mark.parametrize(
    "picture",
    [
        "[[Skeda:X.png|parapamje|djathtas|200px|Caption]]",
        "[[Datei:X.png|mini|links|hochkant|Caption]]",
        "[[Файл:X.png|мини|слева|200пкс|Caption]]",
        "[[ملف:X.png|تصغير|مصغر|يمين|Caption]]",
        "[[ファイル:X.png|サムネイル|右|Caption]]",
    ],
)
def test_a_picture_in_the_words_of_another_wiki(picture: str) -> None:
    document, findings = WIKITEXT(f"Words.\n{picture}")
    assert document.lead == (p("Words."), Figure(Image("X.png", "Caption"), (s("Caption"),)))
    assert [(finding.code, finding.place.line) for finding in findings] == [("other-wiki", 2)]


def test_a_category_in_the_words_of_another_wiki_is_told() -> None:
    document, findings = WIKITEXT("Words.\n[[Kategoria:Qytete]]\n[[Категория:Города]]")
    assert document.lead == (p("Words."),)
    places = [(finding.code, finding.place.line) for finding in findings]
    assert places == [("other-wiki", 2), ("unprinted-template", 2), ("other-wiki", 3)]


def test_the_hint_names_the_language_if_only_one_has_the_word() -> None:
    _, findings = WIKITEXT("[[ファイル:X.png|a]] [[Datei:X.png|a]]")
    assert ['"ja"' in finding.hint for finding in findings] == [True, False]


@pytest.mark.parametrize("title", ["Class: a history", "Star Trek: The film", "Image", "Datei:"])
def test_a_title_with_a_colon_is_a_link(title: str) -> None:
    assert WIKITEXT.lead(f"[[{title}]]") == (p(Link((Text(title),), title)),)


@pytest.mark.parametrize("option", ["alt=Alt", "alt = Alt", "ALT=Alt", "Alt =Alt"])
@pytest.mark.parametrize("form", ["{}|Caption", "Caption|{}"])
def test_words_for_the_blind_are_not_the_caption(option: str, form: str) -> None:
    expected = (Figure(Image("X.png", "Alt"), (s("Caption"),)),)
    assert WIKITEXT.lead(f"<gallery>\nX.png|{form.format(option)}\n</gallery>") == expected


def test_a_caption_that_a_wiki_does_not_show_is_told_where_it_is() -> None:
    text = "<gallery>\nX.png|one\nX.png|Two words | three\nX.png|Four|five\n</gallery>"
    assert told(text) == [("unprinted-caption", "3:7"), ("unprinted-caption", "4:7")]


def test_words_for_the_blind_are_not_in_the_cell() -> None:
    cells = ("[[File:X.png|thumb|alt=Alt|Caption]]", "[[File:X.png|20px|alt=Alt]] word", "\n* a [[File:X.png|alt=Alt]]")
    (table,) = WIKITEXT.lead("{|\n| " + "\n| ".join(cells) + "\n|}")
    assert isinstance(table, Table)
    shown = [[part for part in cell.sentences[0].inlines if not isinstance(part, Image)] for cell in table.body[0]]
    assert "Alt" not in str(shown)
    assert ["Caption" in str(cell) for cell in shown] == [True, False, False]


def test_the_first_letter_of_a_file_is_in_either_case() -> None:
    assert wiki_names("a_b/Two_words.png") == {"a_b/Two words.png", "a_b/two words.png"}
    assert wiki_names("élan.png") == {"élan.png", "Élan.png"}
