"""`edition.toml`: what it says, and one error with its line for each mistake."""

from pathlib import Path

import pytest

from kolofon.edition.configuration import read_edition
from kolofon.model.edition import BookPart, Edition, Page, Rights, Segmentation, SourceFormat, Work
from kolofon.model.error import EditionError
from kolofon.write.typography.geometry import geometry
from tests.table import each_row

PATH = "source/edition.toml"
GOOD = """\
identifier = "urn:isbn:9780306406157"
publisher = "Kolofon"
source_language = "en"
bibliography_language = "sq"
languages = [
    "sq",
    "pt-BR",
]

[rights]
holder = "Wikipedia contributors"
licence = "CC-BY-SA-4.0"

[[works]]
name = "one"
source = "one.txt"

[[works]]
name = "two"
source = "chapters/two words.txt"
bibliographies = ["Burime"]
"""


def read(text: str) -> Edition:
    return read_edition(text.encode(), PATH)


def error(text: str | bytes) -> EditionError:
    with pytest.raises(EditionError) as caught:
        read_edition(text if isinstance(text, bytes) else text.encode(), PATH)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_whole_edition() -> None:
    assert read(GOOD) == Edition(
        identifier="urn:isbn:9780306406157",
        publisher="Kolofon",
        source_language="en",
        bibliography_language="sq",
        rights=Rights("Wikipedia contributors", "CC-BY-SA-4.0"),
        works=(
            Work("one", "one.txt", SourceFormat.WIKI_EXTRACT),
            Work("two", "chapters/two words.txt", bibliographies=("Burime",)),
        ),
        languages=("sq", "pt-BR"),
        segmentation=Segmentation.SENTENCE,
        page=Page("A5"),
    )


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert read_edition(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), PATH) == read(GOOD)


def test_the_edition_of_this_repository() -> None:
    edition = read_edition((Path(__file__).parents[1] / PATH).read_bytes(), PATH)
    assert [work.name for work in edition.works] == ["liberation-of-tirana", "handbook"]
    assert edition.languages[0] == "sq"
    assert edition.bibliography_language == "sq"
    assert edition.rights.licence == "CC-BY-SA-4.0"
    assert edition.page.size == "A5"


@each_row(
    ("old", "new", "line", "says"),
    [
        # syntax
        ('publisher = "Kolofon"', "publisher = Kolofon", "2:13", "not TOML"),
        ('source = "chapters/two words.txt"', 'source = "chapters', "20:19", "not TOML"),
        ('bibliographies = ["Burime"]', 'bibliographies = ["Burime"', "21", "not TOML"),
        ('licence = "CC-BY-SA-4.0"', 'holder = "again"', "12:17", "overwrite"),
        # keys
        ('publisher = "Kolofon"', 'publishers = "Kolofon"', "2", "did you mean publisher?"),
        ('holder = "Wiki', 'hodler = "Wiki', "11", "did you mean holder?"),
        ('name = "two"', 'label = "two"', "19", "the keys here are name, frontispiece,"),
        ('licence = "CC-BY-SA-4.0"', 'licence = "X"\nsegmentation = "sentence"', "13", "at the top, above the first"),
        ('publisher = "Kolofon"', 'publisher = "Kolofon"\nstatement = "…"', "3", "it belongs below [rights]"),
        ('publisher = "Kolofon"', 'publisher = "Kolofon"\nsubject = "…"', "3", "it belongs below [[works]]"),
        ('publisher = "Kolofon"\n', "", "1", "an edition needs the key “publisher” (write publisher ="),
        ('holder = "Wikipedia contributors"\n', "", "10", "[rights] needs the key “holder”"),
        ('name = "two"\n', "", "18", "[[works]] needs the key “name”"),
        ('[rights]\nholder = "Wikipedia contributors"\nlicence = "CC-BY-SA-4.0"', "", "1", "a line [rights]"),
        # types
        ('publisher = "Kolofon"', "publisher = 3", "2", "publisher takes a text, not a number"),
        ('name = "two"', "name = []", "19", "name takes a text, not a list"),
        ('bibliographies = ["Burime"]', 'bibliographies = "Burime"', "21", 'write bibliographies = ["…", "…"]'),
        ('    "pt-BR",', "    1.5,", "5", "languages takes a text, not a number"),
        (
            'source = "one.txt"',
            'source = "one.txt"\nprinting = 1.5',
            "17",
            "takes a whole number, not a fraction",
        ),
        ('name = "two"', 'name = "two"\nisbn.sq.pdf = 978', "20", 'pdf takes a text, not a number (write pdf = "…")'),
        ("[rights]", "[[rights]]", "10", "rights takes a table, not a list"),
        ('source = "one.txt"', 'source = "one.txt"\nformat = "docx"', "17", 'write format = "wiki-extract"'),
        (
            "[rights]",
            'segmentation = "word"\n[rights]',
            "10",
            'segmentation = "sentence" or segmentation = "paragraph"',
        ),
        # languages
        ('source_language = "en"', 'source_language = "xx"', "3", "there is no language “xx”"),
        ('bibliography_language = "sq"', 'bibliography_language = "und"', "4", "there is no language “und”"),
        ('source_language = "en"', 'source_language = "en_GB"', "3", "“en_GB” is not a language tag"),
        ('source_language = "en"', 'source_language = ""', "3", "“” is not a language tag"),
        ('source_language = "en"', 'source_language = "../en"', "3", "is not a language tag"),
        ('source_language = "en"', 'source_language = "en-gb"', "3", "write en-GB"),
        ('source_language = "en"', 'source_language = "iw"', "3", "write he"),
        ('source_language = "en"', 'source_language = "en-XX"', "3", "there is no language “en-XX”"),
        ('source_language = "en"', 'source_language = "aln"', "3", "how dates and numbers are written"),
        ('    "pt-BR",', '    "sq",', "5", "sq stands here twice"),
        ('    "pt-BR",', '    "en",', "5", "en is the source language"),
        # rules
        ("urn:isbn:9780306406157", "978-0-306-40615-8", "1", "neither a URI nor an ISBN"),
        ("urn:isbn:9780306406157", "0-306-40615-3", "1", "neither a URI nor an ISBN"),
        ("urn:isbn:9780306406157", "urn:isbn: 1", "1", "neither a URI nor an ISBN"),
        ("urn:isbn:9780306406157", "URN:ISBN:9780306406158", "1", "neither a URI nor an ISBN"),
        ('publisher = "Kolofon"', 'publisher = " "', "2", "publisher is empty"),
        ('publisher = "Kolofon"', 'publisher = "Kolofon\\u0007"', "2", "publisher holds the character U+0007"),
        ('licence = "CC-BY-SA-4.0"', 'licence = ""', "12", "licence is empty"),
        ("[rights]", '[rights]\nlicence_url = "javascript:alert(1)"', "11", "is not an address on the web"),
        ("[rights]", '[rights]\nsource_url = "en.wikipedia.org"', "11", "is not an address on the web"),
        ('["Burime"]', '["Burime", ""]', "21", "bibliographies is empty"),
        ('name = "two"', 'name = "One"', "19", "there are two works named “One”"),
        ('name = "two"', 'name = "furniture"', "19", "the press's own catalogue"),
        ('source = "one.txt"', 'source = "one.txt"\nnumber = 3', "17", "3 is no place in a series"),
        ('source = "one.txt"', 'source = "one.txt"\nnumber = -1\nseries = "x"', "17", "-1 is no place in a series"),
        ('source = "one.txt"', 'source = ""', "14", "it has no text"),
        ('source = "one.txt"', 'source = "one.txt"\nsummary = "SUMMARY.md"', "14", "several places hold its text"),
        ('source = "one.txt"', 'source = "one.txt"\nfront = ["a.md"]', "17", "front stands beside chapters alone"),
        ('source = "one.txt"', 'summary = "../SUMMARY.md"', "16", "is not such a path"),
        ('source = "one.txt"', 'chapters = ["manual/*.md", "/x/*.md"]', "16", "“/x/*.md” is not such a path"),
        ('source = "one.txt"', '[[works.parts]]\ntitle = ""\nchapters = ["a"]', "17", "title is empty"),
        ('source = "one.txt"', '[[works.parts]]\ntitle = "I"\nchapters = []', "18", "the part “I” has no chapters"),
        ('source = "one.txt"', '[[works.parts]]\ntitle = "I"\nchapters = [".x"]', "18", "“.x” is not such a path"),
        ("[rights]", '[cover]\nspine = "9999mm"\n[rights]', "11", "no spine is 9999mm wide: 200mm at most"),
        ('["Burime"]', '["Burime"]\nuntranslated = [""]', "22", "untranslated is empty"),
    ],
)
def test_each_mistake_is_one_error_with_its_line(old: str, new: str, line: str, says: str) -> None:
    assert GOOD.count(old) == 1
    assert str(error(GOOD.replace(old, new))).startswith(f"{PATH}:{line}: ")
    assert says in str(error(GOOD.replace(old, new)))


@each_row("name", ["", ".", "..", "a/b", "../a", "-a", "a b", "a.b", "é", "a\\\\b", "C:a"])
def test_a_name_that_makes_no_safe_path_is_refused(name: str) -> None:
    assert str(error(GOOD.replace('name = "two"', f'name = "{name}"'))).startswith(f"{PATH}:19: “")


@each_row(
    "source",
    ["/etc/passwd", "../a.txt", "a/../b", "./a", "a//b", "a/", ".a", "a\\\\b", "C:/a", "edition.toml", "a ", " a"],
)
def test_a_source_that_is_no_plain_relative_path_is_refused(source: str) -> None:
    assert str(error(GOOD.replace('source = "one.txt"', f'source = "{source}"'))).startswith(f"{PATH}:16: “")


def test_a_book_of_many_files() -> None:
    chapters = """\
title = "Manual"
front = ["preface.md"]
chapters = ["start.md"]
back = ["notes/**/*.md"]

[[works.parts]]
title = "Using it"
chapters = ["use/*.md", "use/more.md"]"""
    work = read(GOOD.replace('source = "one.txt"', chapters)).works[0]
    assert work.parts == (BookPart("Using it", ("use/*.md", "use/more.md")),)
    assert (work.front, work.chapters, work.back) == (("preface.md",), ("start.md",), ("notes/**/*.md",))


@pytest.mark.parametrize("source", ["a", "a.txt", "a/b.txt", "a b/ç.txt", "v1.0/a..b"])
def test_a_plain_relative_source_is_accepted(source: str) -> None:
    assert read(GOOD.replace("one.txt", source)).works[0].source == source


def page_size(size: str) -> str:
    return GOOD.replace("[rights]", f'[page]\nsize = "{size}"\n[rights]')


@each_row("size", ["A4", "A5", "a6", "B5", "Letter", "legal", "6in x 9in", "148mm×210mm", "10.5 cm x 300pt"])
def test_a_page_size_is_a_name_or_two_lengths_and_can_be_set(size: str) -> None:
    page = read(page_size(size)).page
    assert page.size == size
    assert geometry(page).lines > 0


@each_row(
    "size",
    ["A55", "A3", "", "6 x 9", "6in", "6in by 9in", "0in x 9in", "199pt x 300pt", "300pt x 3001pt", "6in x 9in x 2in"],
)
def test_a_page_size_that_cannot_be_set_is_refused_with_its_line(size: str) -> None:
    assert str(error(page_size(size))).startswith(f"{PATH}:11: ")
    with pytest.raises(EditionError):
        geometry(Page(size))


@each_row("tag", ["sq", "sq-XK", "zh-Hant", "zh-TW", "sr-Latn", "ar", "ca-valencia", "de-1996"])
def test_a_real_and_canonical_tag_is_accepted(tag: str) -> None:
    assert read(GOOD.replace('    "sq",\n', "").replace('"pt-BR"', f'"{tag}"')).languages == (tag,)


def test_a_bibliography_may_be_in_a_language_without_dates_and_numbers() -> None:
    assert read(GOOD.replace('bibliography_language = "sq"', 'bibliography_language = "grc"')).bibliography_language


@pytest.mark.parametrize(
    "identifier", ["978-0-306-40615-7", "0-306-40615-2", "0-8044-2957-X", "https://doi.org/10.1/x"]
)
def test_an_identifier_is_a_uri_or_an_isbn(identifier: str) -> None:
    assert read(GOOD.replace("urn:isbn:9780306406157", identifier)).identifier == identifier


def test_no_work_at_all() -> None:
    text = "works = []\n" + GOOD[: GOOD.index("[[works]]")]
    assert str(error(text)).startswith(f"{PATH}:1: there is no work")


def test_an_empty_file() -> None:
    assert str(error("")).startswith(f"{PATH}:1: an edition needs the key “identifier”")


def test_bytes_that_are_not_utf_8() -> None:
    assert str(error(GOOD.replace("Kolofon", "Kolofón").encode("latin-1"))) == (
        f"{PATH}:2:19: the byte 0xF3 is not UTF-8 (save the file as UTF-8)"
    )


def test_a_control_character() -> None:
    assert str(error(GOOD.replace("Kolofon", "Kol\x00ofon"))).startswith(f"{PATH}:2:17: the character U+0000 cannot")


def test_the_line_of_a_key_in_an_inline_table_below_a_text_of_several_lines() -> None:
    text = (
        GOOD[: GOOD.index("[[works]]")]
        .replace("[rights]", "works = [\n  {name = 'a', source = '../b'}]\n[rights] # terms")
        .replace('publisher = "Kolofon"', 'publisher = """\n[works]\nname = 3\n"""')
    )
    assert str(error(text)).startswith(f"{PATH}:13: “../b” is not such a path")
