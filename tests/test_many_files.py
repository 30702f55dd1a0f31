"""Works of many files, from the command line to the finished book."""

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.epubs import said_by_epubcheck
from tests.press import Press, edition_toml

EDITION = edition_toml("""\
name = "manual"
title = "The manual"
format = "markdown"
front = ["manual/preface.md"]
chapters = ["manual/start.md"]
back = ["manual/end.md"]

[[works.parts]]
title = "Using it"
chapters = ["manual/use/*.md"]
""")
FILES = {
    "manual/preface.md": "# Preface\n\nWhom this is for. See [](use/2.md).\n",
    "manual/start.md": "# Start\n\nIt begins here.[^1] Then it [goes on](use/10.md#two-words).\n\n[^1]: A note.\n",
    "manual/use/2.md": "# The map\n\n![The town](../map.png)\n\nA map.\n",
    "manual/use/10.md": "# Words\n\n## Two words\n\nThe end of it.[^1]\n\n[^1]: Another note.\n",
    "manual/end.md": "# The end\n\nBack to the [start](start.md).\n",
}


def picture(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def manual(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    sources: dict[str, str | bytes] = {"edition.toml": EDITION, **FILES, "manual/map.png": picture("white")}
    return Press.of(sources, tmp_path, capsys, monkeypatch)


def translate(manual: Press, words: dict[str, str]) -> None:
    for path in manual.root.rglob("*.po"):
        text = path.read_text(encoding="utf-8")
        for msgid, msgstr in words.items():
            text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
        path.write_text(text, encoding="utf-8")


WORDS = {"The map": "Harta", "Words": "Fjalët", "Two words": "Dy fjalë", "Using it": "Përdorimi", "Start": "Fillimi"}


@pytest.mark.browser
def test_a_book_of_many_files_in_two_languages(manual: Press) -> None:
    assert manual("update", "sq").code == 0
    translate(manual, WORDS)
    said = manual("build", "sq", "en", "--format", "html,epub", "--draft")
    assert said.code == 0, said.err
    sq = manual.path("output/sq/manual.xhtml").read_text(encoding="utf-8")
    en = manual.path("output/en/manual.xhtml").read_text(encoding="utf-8")
    for title in WORDS.values():
        assert title in sq
    # A link without words shows its target's heading in the edition's language; ids are the same in every language.
    (link,) = re.findall(r"<a [^>]*>Harta</a>", sq[sq.index("Whom this is for") :])[:1]
    (same,) = re.findall(r"<a [^>]*>The map</a>", en[en.index("Whom this is for") :])[:1]
    assert re.findall('href="[^"]*"', link) == re.findall('href="[^"]*"', same)
    assert re.findall(' id="[^"]*"', sq.partition('id="colophon"')[0]) == re.findall(
        ' id="[^"]*"', en.partition('id="colophon"')[0]
    )
    for language in ("en", "sq"):
        assert not said_by_epubcheck(manual.path(f"output/{language}/manual.epub"))


def test_the_order_of_the_files_is_that_of_the_book(manual: Press) -> None:
    manual("build", "en", "--format", "html")
    text = manual.path("output/en/manual.xhtml").read_text(encoding="utf-8")
    headings = re.findall(r"<h[1-6][^>]*>(?:<[^>]*>)*([^<]+)", text[text.index("Whom this is for") :])
    wanted = ["Start", "Using it", "The map", "Words", "Two words", "The end"]
    assert [heading.strip() for heading in headings if heading.strip() in wanted] == wanted


def test_the_digest_is_that_of_a_list_of_all_files(manual: Press) -> None:
    order = ["preface.md", "start.md", "use/2.md", "use/10.md", "end.md"]
    listed = "".join(
        f"{hashlib.sha256(FILES[f'manual/{name}'].encode()).hexdigest()}  manual/{name}\n" for name in order
    )
    manual("build", "en", "--format", "html")
    text = manual.path("output/en/manual.xhtml").read_text(encoding="utf-8")
    assert hashlib.sha256(listed.encode()).hexdigest() in re.sub("<[^>]*>", "", text)


def test_a_catalogue_for_each_file(manual: Press) -> None:
    path = manual.path("source/edition.toml")
    path.write_text(f'catalogue = "chapter"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    assert manual("update", "sq").code == 0
    made = {file.relative_to(manual.path("locale")).as_posix() for file in manual.path("locale").rglob("*.pot")}
    names = {"edition", "preface", "start", "end", "use/2", "use/10"}
    assert made == {f"manual/{name}.pot" for name in names}
    translate(manual, WORDS)
    assert manual("update").code == 0
    manual("build", "sq", "--format", "html", "--draft")
    assert "Dy fjalë" in manual.path("output/sq/manual.xhtml").read_text(encoding="utf-8")


def test_a_picture_of_the_languages_own(manual: Press) -> None:
    assert manual("update", "sq").code == 0
    own = manual.path("locale/sq/images/manual/map.png")
    own.parent.mkdir(parents=True)
    own.write_bytes(picture("red"))
    manual("build", "--format", "html,epub,site", "--draft")
    wanted = {"en": picture("white"), "sq": picture("red")}
    for language, content in wanted.items():
        with zipfile.ZipFile(manual.path(f"output/{language}/manual.epub")) as book:
            shown = [name for name in book.namelist() if name.endswith("map.png")]
            assert [book.read(name) for name in shown] == [content]
        for folder in (f"output/{language}/manual", f"output/site/{language}"):
            (found,) = manual.path(folder).rglob("*map.png")
            assert found.read_bytes() == content


def test_its_list_may_be_that_of_mdbook(manual: Press) -> None:
    edition = EDITION.partition("front =")[0] + 'summary = "manual/SUMMARY.md"\n'
    manual.path("source/edition.toml").write_text(edition, encoding="utf-8")
    summary = "# Summary\n\n[Preface](preface.md)\n\n- [Start](start.md)\n    - [The map](use/2.md)\n"
    manual.path("source/manual/SUMMARY.md").write_text(summary, encoding="utf-8")
    assert manual("update", "sq").code == 0
    assert manual("build", "en", "--format", "html").code == 0
    assert "The map" in manual.path("output/en/manual.xhtml").read_text(encoding="utf-8")


def test_a_chapter_that_is_not_there(manual: Press) -> None:
    manual.path("source/manual/start.md").unlink()
    said = manual("build", "en", "--format", "html")
    assert said.code == 4
    assert "source/manual/start.md" in said.err
    assert "edition.toml" in said.err
    assert not manual.path("output").exists()


def test_a_mistake_names_the_file_that_it_is_in(manual: Press) -> None:
    manual.path("source/manual/start.md").write_bytes(b"# Start\n\nBad \xff byte.\n")
    said = manual("update", "sq")
    assert said.code == 4
    assert "source/manual/start.md:3" in said.err
    assert not manual.path("locale").exists()


def test_a_folder_of_translated_files_is_adopted(manual: Press) -> None:
    translated = manual.path("sq/manual")
    (translated / "use").mkdir(parents=True)
    (translated / "start.md").write_text(
        "# Fillimi\n\nKëtu fillon.[^1] Pastaj [vazhdon](use/10.md).\n\n[^1]: Një shënim.\n"
    )
    (translated / "use/10.md").write_text("# Fjalët\n\n## Dy fjalë\n\nFundi i saj.[^1]\n\n[^1]: Shënim tjetër.\n")
    said = manual("adopt", "sq", str(manual.path("sq")))
    assert said.code == 0, said.err
    po = manual.path("locale/sq/LC_MESSAGES/manual.po").read_text(encoding="utf-8")
    for msgid, msgstr in {"Start": "Fillimi", "Two words": "Dy fjalë", "Another note.": "Shënim tjetër."}.items():
        assert f'msgid "{msgid}"\nmsgstr "{msgstr}"' in po
    # The title stands in edition.toml, and the preface was not translated.
    for msgid in ("The manual", "Using it", "Preface"):
        assert f'msgid "{msgid}"\nmsgstr ""' in po


def test_a_folder_without_its_files_is_not_adopted(manual: Press) -> None:
    said = manual("adopt", "sq", str(manual.path("source/manual")))
    assert said.code == 2
    assert "has none of the files of manual" in said.err
    assert not manual.path("locale").exists()


def test_a_mistake_in_a_translated_file_names_it(manual: Press) -> None:
    (manual.path("sq") / "manual").mkdir(parents=True)
    manual.path("sq/manual/start.md").write_bytes(b"# Fillimi\n\n\xff\n")
    said = manual("adopt", "sq", str(manual.path("sq")))
    assert said.code == 4
    assert f"{manual.path('sq')}/manual/start.md:3" in said.err


def test_a_site_of_fewer_languages_takes_the_place_of_one_of_more(manual: Press) -> None:
    assert manual("update", "sq", "de").code == 0
    assert manual("build", "--format", "site", "--draft").code == 0
    assert manual.path("output/site/de").exists()
    said = manual("build", "en", "sq", "--format", "site", "--draft")
    assert said.code == 0, said.err
    assert {path.name for path in manual.path("output/site").iterdir() if path.is_dir()} >= {"en", "sq"}
    assert not manual.path("output/site/de").exists()


def test_a_large_number_in_a_table_is_written_as_each_language_does(manual: Press) -> None:
    table = "# Start\n\n| Town | People |\n|---|--:|\n| One | 60,000 |\n| Two | ~1,200–1,500 |\n| Three | 3.11 |\n"
    manual.path("source/manual/start.md").write_text(table, encoding="utf-8")
    assert manual("update", "sq").code == 0
    assert "60,000" not in manual.path("locale/manual.pot").read_text(encoding="utf-8")
    manual("build", "--format", "html", "--draft")
    cells = {
        language: re.findall("<td[^>]*>([^<]*)</td>", manual.path(f"output/{language}/manual.xhtml").read_text("utf-8"))
        for language in ("en", "sq")
    }
    assert [cell for cell in cells["en"] if not cell.isalpha()] == ["60,000", "~1,200–1,500", "3.11"]
    spaced = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells["sq"] if not cell.isalpha()]
    assert spaced == ["60 000", "~1 200–1 500", "3.11"]
