"""The holder of the rights and the statement, in the languages of the editions (`rights.translations`)."""

import pytest

from tests.press import Press, put

OWN = """\
sq = { holder = "Kontribuesit e Wikipedia-s", statement = "Ky tekst është nga Wikipedia anglisht." }
"""


def built(press: Press, name: str) -> str:
    assert press("build", "--format", "text,html").code == 0
    return press.read(f"output/{name}")


def tell(press: Press, translations: str) -> None:
    """Have the rights of this project's edition told in other languages than they are."""
    text = press.read("source/edition.toml")
    head, found, rest = text.partition("[rights.translations]\n")
    assert found
    put(press.root, {"source/edition.toml": f"{head}{found}{translations}\n{rest.partition(chr(10) * 2)[2]}"})


@pytest.fixture
def told(press: Press) -> Press:
    """This project's first work, whose rights are told in Albanian alone."""
    tell(press, OWN)
    return press


@pytest.mark.parametrize("name", ["sq/liberation-of-tirana.txt", "sq/liberation-of-tirana.xhtml"])
def test_an_edition_has_the_rights_in_its_language(told: Press, name: str) -> None:
    page = built(told, name)
    assert "Kontribuesit e Wikipedia-s" in page
    assert "Ky tekst është nga Wikipedia anglisht." in page
    assert "Wikipedia contributors" not in page
    assert "English Wikipedia, where" not in page


def test_the_others_have_them_in_that_of_the_source(told: Press) -> None:
    page = built(told, "en/liberation-of-tirana.xhtml")
    assert "Wikipedia contributors" in page
    assert "Kontribuesit" not in page


def test_a_statement_that_is_not_translated_is_marked_as_being_in_another_language(press: Press) -> None:
    tell(press, "")
    page = built(press, "sq/liberation-of-tirana.xhtml")
    assert '<span lang="en" xml:lang="en">This text is from the English Wikipedia' in page


def test_a_translated_one_is_marked_as_being_in_its_own(told: Press) -> None:
    assert '<span lang="sq" xml:lang="sq">Ky tekst është nga' in built(told, "sq/liberation-of-tirana.xhtml")


def test_what_is_no_language_is_told_with_its_line(press: Press) -> None:
    tell(press, '"a b" = { holder = "x" }\n')
    said = press("build", "--format", "text")
    assert said.code == 3
    assert "source/edition.toml:" in said.err
    assert "a b" in said.err
