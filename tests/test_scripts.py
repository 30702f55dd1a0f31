"""Books in Hebrew and Arabic letters: which faces they are set in, and how."""

import io
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from fontTools.ttLib import TTFont
from PIL import Image as Picture

from kolofon.language.formats import script
from kolofon.model.document import Code, Document, Emphasis, Foreign, Inline, Section, Strong, Text
from kolofon.model.edition import Page
from kolofon.write.fonts import families, family_of
from kolofon.write.screen.cover import Label, cover
from kolofon.write.screen.site.website import site
from kolofon.write.typography.geometry import geometry
from kolofon.write.typography.scripts import sheet
from tests.epubs import bound, opened, published, said_by_epubcheck
from tests.later import pikepdf, typeset
from tests.pdfs import EDITION, book, valid, words_of
from tests.publishing import IMPRINT, article, paragraph, sentence, tree
from tests.setting import on_screens, reading, render, render_bilingual
from tests.table import each_row

HEBREW, ARABIC = "הגינה של בית הספר", "حديقة المدرسة"
BIDI = re.compile("[\u200e\u200f\u202a-\u202e]")


def garden(language: str, title: str, *more: Inline) -> Document:
    section = Section(sentence(title), (paragraph(f"{title} 128, ", Strong((Text(title),)), ". ", *more),))
    document = replace(article(), language=language, title=sentence(title), lead=(paragraph(title),))
    return replace(document, sections=(section,), notes=())


HE = garden("he", HEBREW, Emphasis((Text("נענע"),)))
AR = garden("ar", ARABIC, Emphasis((Text("النعناع"),)))


def fonts(content: bytes) -> set[str]:
    """The fonts of a PDF by their names, all of them embedded."""
    names = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing
                names.add(str(thing.FontName).partition("+")[2])
    return names


# --- which families ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Çlirimi · Ελλάδα · Київ → €", []),
        ("ไทย", ["Noto Serif Thai"]),
        (f"x {HEBREW}", ["Frank Ruhl Libre"]),
        (f"x {ARABIC}", ["Amiri"]),
        ("٣", ["Amiri"]),
        ("۳", ["Amiri"]),
        (ARABIC + HEBREW, ["Frank Ruhl Libre", "Amiri"]),
    ],
)
def test_a_text_has_the_families_of_its_letters(text: str, names: list[str]) -> None:
    assert [family.name for family in families(text)] == ["EB Garamond", *names, "JetBrains Mono"]
    assert [family.name for family in families(text, code=False)] == ["EB Garamond", *names]


@each_row(
    ("language", "expected"),
    [
        ("he", "Hebr"),
        ("yi", "Hebr"),
        ("fa", "Arab"),
        ("ur", "Arab"),
        ("ar-EG", "Arab"),
        ("pa-PK", "Arab"),
        ("pa-arab", "Arab"),
        ("sr-Latn", "Latn"),
        ("sq", "Latn"),
        ("la", "Latn"),
        ("xx-XB", "Latn"),
        ("no such", "Latn"),
    ],
)
def test_a_language_has_the_script_that_it_names_or_the_likely_one(language: str, expected: str) -> None:
    assert script(language) == expected


def test_a_page_in_latin_letters_has_no_style_of_scripts() -> None:
    page = render(article(paragraph("x")), IMPRINT, {}, Page()).decode()
    assert sheet(page, "sq") == ""
    assert "Amiri" not in page
    assert "Ruhl" not in page


def test_a_language_that_is_none_does_not_get_into_the_style() -> None:
    hostile = """<p lang="ar&quot;] { color: red"></p><p lang="ar">م</p>"""
    assert "red" not in sheet(hostile)
    assert ":lang(ar)" in sheet(hostile)


def test_the_colophon_names_the_faces() -> None:
    named = ["".join(entry.itertext()) for entry in tree(AR).iterfind(".//{*}dd") if "OFL" in "".join(entry.itertext())]
    assert [name.partition(" ")[0] for name in named] == ["EB", "Amiri"]


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("document", "own", "words"),
    [
        (HE, {"Frank-Ruhl-Libre", "Frank-Ruhl-Libre-Bold"}, [HEBREW, "נענע"]),
        (AR, {"Amiri", "Amiri-Bold", "Amiri-Italic"}, [ARABIC, "النعناع"]),
    ],
)
def test_a_book_is_set_in_its_own_letters(document: Document, own: set[str], words: list[str], tmp_path: Path) -> None:
    content, findings = book(document)
    assert findings == ()
    others = {name for name in fonts(content) if not name.startswith("EB-Garamond")}
    # Words of the press that nobody translated may be in the weight of the language around them.
    assert own <= others
    assert {name.split("-")[0] for name in others} == {name.split("-")[0] for name in own}
    told = BIDI.sub("", words_of(content, tmp_path))
    assert [word for word in words if word not in told] == []
    valid(content, tmp_path, "2a", "ua1")


OTHERS = {
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में समानता प्राप्त है।",
    "ja": "すべての人間は、生まれながらにして自由である。",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព។",
    "ko": "모든 인간은 태어날 때부터 자유로우며 동등하다.",
    "th": "มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกัน",
    "zh-Hant": "人人生而自由，在尊嚴和權利上一律平等。",
}


@pytest.mark.pdf
@pytest.mark.parametrize("tag", OTHERS)
def test_a_book_of_any_script_is_whole_and_valid(tag: str, tmp_path: Path) -> None:
    content, findings = book(garden(tag, OTHERS[tag], Emphasis((Text(OTHERS[tag][:9]),)), Code(OTHERS[tag][:4])))
    assert [finding for finding in findings if finding.code != "unreadable-text"] == []
    family = family_of(script(tag))
    assert family is not None
    name = family.name.replace(" ", "-")
    assert {name, f"{name}-Bold"} <= fonts(content)
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.browser
@pytest.mark.parametrize("tag", ["hi", "ja"])
def test_an_epub_of_any_script_has_its_letters(tag: str, tmp_path: Path) -> None:
    document = garden(tag, OTHERS[tag], Code(OTHERS[tag][:4]))
    files = opened(bound(document))
    ending = "otf" if tag == "ja" else "ttf"
    own = {name: content for name, content in files.items() if "/Noto" in name}
    assert {PurePosixPath(name).suffix for name in own} == {f".{ending}"}
    assert sum(map(len, own.values())) < 200_000
    letters = {ord(letter) for letter in OTHERS[tag] if letter.isalpha()}
    assert all(letters <= set(TTFont(io.BytesIO(own[name])).getBestCmap()) for name in own if "Sans" not in name)
    file = tmp_path / "book.epub"
    file.write_bytes(bound(document))
    assert said_by_epubcheck(file) == []


@pytest.mark.pdf
def test_marks_that_are_two_glyphs_say_what_they_are(tmp_path: Path) -> None:
    # Fathatan and shadda: the second glyph of the two would say nothing.
    content, findings = book(garden("ar", "جدًّا"))
    assert findings == ()
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_a_book_in_latin_letters_has_no_new_font() -> None:
    content, findings = book(article(paragraph("Çlirimi 128 ", Strong((Text("x"),)))))
    assert findings == ()
    assert {name.split("-")[0] for name in fonts(content)} == {"EB"}


@pytest.mark.pdf
def test_a_few_foreign_words_bring_their_face_and_no_more() -> None:
    content, findings = book(article(paragraph("fjala ", Foreign((Text(HEBREW),), "he"), ".")))
    assert findings == ()
    assert "Frank-Ruhl-Libre" in fonts(content)
    assert not [name for name in fonts(content) if "Amiri" in name]


@pytest.mark.pdf
def test_two_languages_side_by_side_have_each_its_own() -> None:
    english = replace(garden("en", "The garden"), language="en")
    arabic = garden("ar", ARABIC)
    imprint = replace(EDITION, language="ar")
    content, findings = typeset(render_bilingual((english, arabic), imprint, ({}, {}), Page()), imprint, {})
    assert findings == ()
    assert {"EB-Garamond", "EB-Garamond-Bold", "Amiri", "Amiri-Bold"} <= fonts(content)


@pytest.mark.pdf
@pytest.mark.parametrize(("text", "named"), [("ꦲ", "JAVANESE"), ("ߊ", "NKO")])
def test_letters_that_no_face_has_still_stop_the_pdf(text: str, named: str) -> None:
    _, findings = book(garden("he", f"{HEBREW} {text}"))
    assert [finding.code for finding in findings] == ["missing-glyph"]
    assert f"U+{ord(text[0]):04X}" in findings[0].message
    assert "HEBREW" not in findings[0].message.upper(), named


def test_arabic_lines_stand_wider() -> None:
    latin, arabic = geometry(Page("A5"), "Latn"), geometry(Page("A5"), "Latn", "Arab")
    assert latin == geometry(Page("A5")) == geometry(Page("A5"), "Hebr")
    assert arabic.line > latin.line * 1.1
    assert (arabic.size, arabic.measure) == (latin.size, latin.measure)


def test_nothing_that_is_joined_is_spaced() -> None:
    style = sheet(f'<html lang="ar"><p>{ARABIC}</p><p lang="en">x</p></html>', "ar")
    assert ":lang(ar) { letter-spacing: normal !important; font-variant-caps: normal !important;" in style
    assert (
        "@page text:left { @top-center { font-variant-caps: normal; text-transform: none; letter-spacing: normal;"
        in style
    )
    assert re.search(r'\[lang="ar"\] \[lang\] \{ font-family: "EB Garamond", "Amiri"', style)
    assert re.search(r'@page \{ font-family: "Amiri", "EB Garamond"', style)


# --- on a screen ------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_an_epub_has_the_faces_cut_to_its_letters(tmp_path: Path) -> None:
    files = opened(bound(AR))
    own = {name: content for name, content in files.items() if "Amiri" in name}
    assert set(own) == {f"EPUB/fonts/Amiri-{kind}.ttf" for kind in ("Regular", "Italic", "Bold")}
    for content in own.values():
        font = TTFont(io.BytesIO(content))
        assert set(map(ord, ARABIC.replace(" ", ""))) <= set(font.getBestCmap())
        assert ord("ظ") not in font.getBestCmap()
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina"} <= features
    file = tmp_path / "book.epub"
    file.write_bytes(bound(AR))
    assert said_by_epubcheck(file) == []


def test_where_there_is_no_italic_there_is_bold() -> None:
    names = {name for name in opened(bound(HE)) if "Ruhl" in name}
    assert names == {f"EPUB/fonts/FrankRuhlLibre-{kind}.ttf" for kind in ("Regular", "Bold")}


@pytest.mark.slow
def test_a_site_has_the_faces_of_all_its_languages() -> None:
    readings = [
        reading(document, on_screens(imprint, {}), {})
        for document in (garden("en", "The garden"), HE, AR)
        for imprint in [replace(EDITION, language=document.language)]
    ]
    files, findings = site(readings)
    assert findings == ()
    names = {file.path.name for file in files if file.media_type == "font/woff2"}
    assert {"EBGaramond-Regular.woff2", "FrankRuhlLibre-Regular.woff2", "Amiri-Regular.woff2"} <= names
    (style,) = [file.content.decode() for file in files if file.path.name == "style.css"]
    assert '[lang="he"] > body' in style
    assert "@page" not in style


@pytest.mark.parametrize(("title", "language"), [(HEBREW, "he"), (ARABIC, "ar"), (ARABIC, "fa")])
def test_a_cover_is_drawn_in_the_letters_of_its_title(title: str, language: str) -> None:
    made = cover(Label(title, "rtl", (language,), "Kolofon"))
    other = cover(Label(title[::-1], "rtl", (language,), "Kolofon"))
    assert made.path.name == "cover.png"
    assert made.content != other.content
    with Picture.open(io.BytesIO(made.content)) as picture:
        label = picture.convert("L").crop((320, 600, 1280, 1000))
    # Where the title stands there is ink, and most of the label is paper.
    assert 0.01 < sum(label.histogram()[:100]) / (label.width * label.height) < 0.3


@pytest.mark.parametrize("tag", ["ja", "km", "ko", "my", "zh-Hant"])
def test_a_title_in_any_script_stays_within_the_label_of_the_cover(tag: str) -> None:
    title = (OTHERS | {"my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် မွေးဖွားလာသူများ"})[tag] * 2
    with Picture.open(io.BytesIO(cover(Label(title, "ltr", (tag,), "Kolofon")).content)) as picture:
        colours = picture.convert("RGB")
    paper = (0xF6, 0xF0, 0xE2)
    for x in (310, 1290):  # beside the title
        assert {colours.getpixel((x, y)) for y in range(470, 1110)} == {paper}
    for y in (455, 1070):  # above it, and between it and the language
        assert {colours.getpixel((x, y)) for x in range(310, 1290)} == {paper}


def test_a_cover_without_letters_for_its_title_is_in_those_of_the_reader() -> None:
    assert cover(Label(f"{ARABIC} ꦲ", "rtl", ("ar",), "Kolofon")).path.name == "cover.svg"
    assert published(HE).cover.path.name == "cover.png"
