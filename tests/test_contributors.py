"""Those who made a book: how `edition.toml` names them, and where the book and its metadata do."""

import json
import re
from pathlib import Path

import pytest

from kolofon.model.contributor import ROLES, Contributor, CreditPage, creators, credited, merged, of_language, relator
from kolofon.model.isbn import is_isbn, isbn_urn
from tests.epubs import opened, said_by_epubcheck
from tests.later import pikepdf
from tests.press import Press, edition_toml

WORK = """\
name = "book"
source = "book.md"
format = "markdown"
isbn.en = { pdf = "978-0-306-40615-7", epub = "978-1-86197-271-2" }
[[works.contributors]]
name = "Dora Gashi"
role = "illustrator"
"""
PEOPLE = """
[[contributors]]
name = "Ana Hoxha"
role = "author"
[[contributors]]
name = "Kolofon press"
role = "edt"
[[contributors]]
name = "Besa Kola"
role = "trl"
languages = ["sq"]
[[contributors]]
name = "Typo House"
role = "typesetter"
sort = "Typo House"
"""
TEXT = "# The book\n\nIt begins, and it ends.\n"


def test_a_role_is_a_relator_or_its_english_word() -> None:
    assert all(relator(code) == relator(role.word.title()) == code for code, role in ROLES.items())
    assert relator("friend") is None
    assert Contributor("Ana", "Translator ").code == "trl"


def test_a_name_is_filed_as_it_says_or_by_the_second_of_two() -> None:
    filed = {
        Contributor("Ana Hoxha", "aut").filed: "Hoxha, Ana",
        Contributor("Kolofon press", "aut").filed: "Kolofon press",
        Contributor("水車", "aut").filed: "水車",
        Contributor("J. R. Jones", "aut").filed: "J. R. Jones",
        Contributor("Typo House", "aut", "Typo House").filed: "Typo House",
    }
    assert all(one == other for one, other in filed.items())


def test_each_is_named_once_for_each_role_and_in_the_order_of_the_roles() -> None:
    people = (
        Contributor("Ana", "trl", languages=("sq",)),
        Contributor("Besa", "ill"),
        Contributor("Besa", "illustrator"),
        Contributor("Besa", "edt"),
        Contributor("Cen", "pfr"),
    )
    assert [one.name for one in of_language(people, "sq")] == ["Ana", "Besa", "Besa", "Cen"]
    chosen = merged(of_language(people, "sq"), ("ana", "Dora", "Dora"))
    assert [(one.role, one.names) for one in credited(chosen, CreditPage.TITLE)] == [
        ("edt", ("Besa",)),
        ("trl", ("Ana", "Dora")),
        ("ill", ("Besa",)),
    ]
    assert [one.role for one in credited(chosen, CreditPage.COLOPHON)] == ["pfr"]
    assert [one.code for one in creators(chosen)] == ["edt"]
    assert creators(of_language(people[:2], "en")) == ()


@pytest.mark.parametrize(
    ("line", "more", "says"),
    [
        ("", 'role = "friend"', "“friend” is no role that the press knows (write aut (author), edt (editor)"),
        ("", 'role = "aut"\nlanguages = ["no language"]', "“no language” is not a language"),
        ('isbn.en = { pdf = "978-0-306-40615-8" }', 'role = "aut"', "“978-0-306-40615-8” is not an ISBN"),
        ('isbn.en = { pdf = "9780306406157", epub = "978-0-306-40615-7" }', 'role = "aut"', "of book, en, pdf already"),
        ('isbn.en = { mobi = "9780306406157" }', 'role = "aut"', "[works.isbn.en] has no key “mobi”"),
        ('frontispiece = "a.png"', 'role = "aut"', "no words for those who do not see it"),
        ('frontispiece_words = "A mill"', 'role = "aut"', "are for a picture that is not there"),
        (
            'epigraph_source = "Somebody"',
            'role = "aut"',
            'to have a source (write epigraph = "…")',
        ),
        ("printing = -1", 'role = "aut"', "there is no printing -1"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_mend(  # noqa: PLR0913, PLR0917  each is another thing
    line: str,
    more: str,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    toml = edition_toml(f'name = "book"\nsource = "book.md"\nformat = "markdown"\n{line}\n')
    toml = toml.replace("\n[[works]]", f'\n[[contributors]]\nname = "Ana"\n{more}\n\n[[works]]')
    press = Press.of({"edition.toml": toml, "book.md": TEXT}, tmp_path, capsys, monkeypatch)
    said = press("check")
    assert said.code == 3
    assert re.search(rf"edition\.toml:[0-9]+: .*{re.escape(says)}", said.err), said.err
    assert "Traceback" not in said.err


def test_the_check_digit_of_an_isbn() -> None:
    assert all(map(is_isbn, ("978-0-306-40615-7", "9781861972712", "0-306-40615-2", "080442957X")))
    assert not any(map(is_isbn, ("978-0-306-40615-0", "9771861972712", "0-306-40615-3", "978-0-306-40615")))
    assert isbn_urn("978-0-306-40615-7") == "urn:isbn:9780306406157"


@pytest.mark.pdf
@pytest.mark.browser
def test_they_are_named_in_the_book_and_in_all_metadata(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = edition_toml(WORK).replace("\n[[works]]", f"{PEOPLE}\n[[works]]")
    press = Press.of({"edition.toml": toml, "book.md": TEXT}, tmp_path, capsys, monkeypatch)
    assert press("update", "sq").code == 0
    head = '"Last-Translator: besa  kola <b@example.org>\\n"\n"Language: sq'
    press.replace("locale/sq/LC_MESSAGES/book.po", '"Language: sq', head)
    assert press("build", "en", "--format", "pdf,epub,html,site,text", "--draft").code == 0
    assert press("build", "sq", "--format", "html", "--draft").code == 0

    page = press.read("output/en/book.xhtml")
    assert '<meta name="author" content="Ana Hoxha"/>' in page
    assert page.index("Ana Hoxha</p>") < page.index('<h1 id="title"') < page.index("Kolofon press</dd>")
    assert page.index("Illustrations") < page.index('id="colophon"') < page.index("Typesetting")
    assert "Besa Kola" not in page
    data = json.loads(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)[0])
    assert data["author"] == [{"@type": "Person", "name": "Ana Hoxha"}]
    assert data["illustrator"] == [{"@type": "Person", "name": "Dora Gashi"}]
    assert data["isbn"] == ["9780306406157", "9781861972712"]
    assert press.read("output/sq/book.xhtml").count("Besa Kola") == 3  # in the data, on the title page, in the colophon
    assert "besa" not in press.read("output/sq/book.xhtml")
    assert '<meta name="author" content="Ana Hoxha"/>' in press.read("output/site/en/book.html")
    assert "Ana Hoxha\nEditing: Kolofon press" in press.read("output/en/book.txt")

    with pikepdf.open(press.path("output/en/book.pdf")) as pdf:
        assert str(pdf.docinfo.Author) == "Ana Hoxha"
        told = pdf.Root.Metadata.read_bytes().decode()
    assert "<dc:creator><rdf:Seq><rdf:li>Ana Hoxha</rdf:li></rdf:Seq></dc:creator>" in told
    assert "<marcrel:ill><rdf:Bag><rdf:li>Dora Gashi</rdf:li></rdf:Bag></marcrel:ill>" in told
    assert "<dc:identifier>urn:isbn:9780306406157</dc:identifier>" in told
    assert "<xmp:Identifier><rdf:Bag><rdf:li>urn:isbn:9780306406157</rdf:li>" in told

    package = opened(press.path("output/en/book.epub").read_bytes())["EPUB/package.opf"].decode()
    assert '<dc:identifier id="publication">urn:isbn:9781861972712</dc:identifier>' in package
    assert re.search(r'>Ana Hoxha</dc:creator>\s*<meta [^>]*scheme="marc:relators">aut</meta>\s*', package)
    assert '<meta refines="#creator-1" property="file-as">Hoxha, Ana</meta>' in package
    assert re.findall(r">([^<]*)</dc:contributor>", package) == ["Kolofon press", "Typo House", "Dora Gashi"]
    assert said_by_epubcheck(press.path("output/en/book.epub")) == []
