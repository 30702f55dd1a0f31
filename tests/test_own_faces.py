"""The faces that an edition brings itself: what they must be, and where they are used."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from kolofon.edition.project import open_project
from kolofon.model.document import Code, Emphasis, Place, Strong, Text
from kolofon.model.edition import Page
from kolofon.model.error import EditionError
from kolofon.write.fonts import Family, families, family_of, text_family
from kolofon.write.fonts.custom import UnfitError, own_family, with_own_names
from kolofon.write.paper.audit.glyphs import glyph_findings, shown
from kolofon.write.screen.cover import Label, cover
from kolofon.write.screen.epub import bind
from kolofon.write.themes.theme import Theme
from kolofon.write.typography.scripts import sheet
from tests.epubs import opened
from tests.later import pikepdf, typeset
from tests.machine import ROOT
from tests.pdfs import EDITION, valid
from tests.press import Press
from tests.publishing import article, paragraph
from tests.setting import on_screens, published, render
from tests.table import each_row

NOTO = ROOT / "pipeline/kolofon/write/fonts/noto"


@cache
def changed(content: bytes, name: str = "House", drop: str = "", bits: int = 0) -> bytes:
    """A font with another name, without some characters, and with these bits of what its maker lets be done with it."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    for number in (1, 16):
        font["name"].removeNames(nameID=number)
    font["name"].setName(name, 1, 3, 1, 0x409)
    for table in font["cmap"].tables:
        for letter in drop:
            table.cmap.pop(ord(letter), None)
    font["OS/2"].fsType = bits
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def without(content: bytes, table: str) -> bytes:
    """A font whose directory names another table in the place of this one."""
    return content.replace(table.encode(), b"none", 1)


def with_units(content: bytes, units: int) -> bytes:
    """A font whose em has this many units."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    font["head"].unitsPerEm = units
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


GARAMOND = next(face.content for face in text_family().faces() if face.style == "normal")


def latin_font() -> bytes:
    """A font of Latin, Greek and Cyrillic letters that is not the press's own."""
    return changed(GARAMOND)


def devanagari_font() -> bytes:
    return changed((NOTO / "NotoSerifDevanagari-Regular.ttf").read_bytes(), "House Deva")


def own(script: str, content: bytes | None, **more: bytes) -> Family:
    files = {"regular": content, **more}
    return own_family(script, {key: (f"fonts/{key}.ttf", each) for key, each in files.items()})


# --- what they must be ------------------------------------------------------------------------------------------------


def test_a_family_says_of_itself_what_its_font_says() -> None:
    house = own("Latn", latin_font(), italic=latin_font())
    assert (house.name, house.licence, house.script) == ("House", "OFL-1.1", "Latn")
    assert house.version == "1.003"
    assert house.copyright.startswith("Copyright 2017 The EB Garamond Project Authors")
    assert house.files == (("normal", None, "theme/fonts/regular.ttf"), ("italic", None, "theme/fonts/italic.ttf"))
    assert [face.content for face in house.faces()] == [latin_font(), latin_font()]


def test_what_a_font_says_of_itself_cannot_get_out_of_a_style() -> None:
    assert own("Latn", changed(GARAMOND, 'A"; } p { x: url(y)\n')).name == "A  p  x urly"


@each_row(
    ("script", "content", "message"),
    [
        ("Latn", lambda: None, "there is no theme/fonts/regular.ttf"),
        ("Latn", lambda: b"", "theme/fonts/regular.ttf is no font"),
        ("Latn", lambda: b"wOF2" + latin_font()[4:], "theme/fonts/regular.ttf is no font"),
        ("Latn", lambda: latin_font()[:100], "theme/fonts/regular.ttf is no font"),
        ("Latn", lambda: latin_font()[: len(latin_font()) // 2], "theme/fonts/regular.ttf is damaged"),
        ("Grek", lambda: latin_font()[: len(latin_font()) // 2], "theme/fonts/regular.ttf is damaged"),
        ("Latn", lambda: latin_font()[:-1000], "theme/fonts/regular.ttf is damaged"),
        ("Latn", lambda: without(latin_font(), "head"), "theme/fonts/regular.ttf is damaged"),
        ("Latn", lambda: with_units(latin_font(), 0), "theme/fonts/regular.ttf is damaged"),
        ("Deva", latin_font, "theme/fonts/regular.ttf has no letter of Devanagari"),
        ("Latn", lambda: changed(GARAMOND, bits=2), "not to be embedded"),
        ("Latn", lambda: changed(GARAMOND, bits=0x100), "not to be cut"),
        ("Latn", lambda: changed(GARAMOND, bits=0x200), "only its bitmaps"),
        ("Latn", lambda: changed(GARAMOND, name=""), "has no name"),
        ("Latn", lambda: changed(GARAMOND, name="!! ??"), "has no name"),
    ],
)
def test_a_file_that_cannot_be_the_face_is_told(script: str, content: Callable[[], bytes | None], message: str) -> None:
    font = content()
    with pytest.raises(UnfitError, match=message) as error:
        own(script, font)
    assert error.value.key == "regular"
    assert error.value.hint


@pytest.mark.parametrize("bits", [0, 4, 8])
def test_a_font_that_may_be_embedded_may_be_used(bits: int) -> None:
    assert own("Latn", changed(GARAMOND, bits=bits)).name == "House"


# --- where they are used ----------------------------------------------------------------------------------------------


def names(text: str, *fonts: Family, code: bool = False) -> list[str]:
    return [family.name for family in families(text, [], fonts, code=code)]


def test_they_come_before_the_presss_and_only_where_they_are_needed() -> None:
    latin, deva = own("Latn", latin_font()), own("Deva", devanagari_font())
    greek, code = own("Grek", changed(GARAMOND, "Greek")), own("code", changed(GARAMOND, "Listings"))
    assert names("x", latin, deva, greek, code) == ["House", "EB Garamond"]
    assert names("x हि", latin, deva) == ["House", "EB Garamond", "House Deva"]
    assert names("x α", latin, greek) == ["Greek", "House", "EB Garamond"]
    assert names("x", latin, code, code=True) == ["House", "EB Garamond", "Listings", "JetBrains Mono"]
    assert family_of("Deva", (deva,)) == deva
    assert names("ꦲ", replace(deva, script="Java")) == ["EB Garamond", "House Deva"]


def test_another_release_of_the_presss_takes_its_place() -> None:
    chosen = families("x", [], (own("Latn", changed(GARAMOND, "EB Garamond")),), code=False)
    assert [(family.name, family.package) for family in chosen] == [("EB Garamond", "")]


def test_a_family_of_greek_letters_has_no_latin_ones() -> None:
    (face,) = own("Grek", latin_font()).faces()
    known = harfbuzz.Face(face.content).unicodes
    assert ord("α") in known
    assert ord("a") not in known


def test_one_font_for_several_scripts_is_several_families() -> None:
    latin, greek, cyrillic, code = (own(script, latin_font()) for script in ("Latn", "Grek", "Cyrl", "code"))
    families_of_it = tuple(with_own_names([greek, cyrillic, latin, code]))
    assert names("aαж", *families_of_it) == ["House Greek", "House Cyrillic", "House", "EB Garamond"]
    assert names("a", *families_of_it, code=True) == ["House", "EB Garamond", "House Code", "JetBrains Mono"]
    assert shown("<p>aαж <code>a</code></p>", families_of_it).letters == ()
    (greek,) = with_own_names([own("Grek", changed(GARAMOND, "EB Garamond"))])
    assert names("aα", greek) == ["EB Garamond Greek", "EB Garamond"]


def test_a_family_of_cyrillic_letters_has_the_stress_on_them() -> None:
    faces = {script: own(script, latin_font()).faces()[0] for script in ("Cyrl", "Grek")}
    known = {script: harfbuzz.Face(face.content).unicodes for script, face in faces.items()}
    assert ord("\N{COMBINING ACUTE ACCENT}") in known["Cyrl"]
    assert ord("\N{COMBINING ACUTE ACCENT}") not in known["Grek"]


def test_a_letter_that_a_face_of_the_edition_lacks_is_taken_from_no_other() -> None:
    page = "<p>aëb α</p>"
    assert shown(page).letters == ()
    assert shown(page, (own("Latn", changed(GARAMOND, drop="ë")),)).letters == ("ë",)
    assert shown(page, (own("Grek", changed(GARAMOND, drop="ë")),)).letters == ()


def test_a_sign_of_no_script_is_taken_from_the_font_of_latin_letters() -> None:
    page = shown("<p>①</p>")
    (finding,) = glyph_findings(page, Place("x"))
    assert finding.hint is not None
    assert finding.hint.endswith("Latn = …")
    (gothic,) = [face.content for face in families("漢", code=False)[-1].faces() if face.weight == 700]
    assert shown("<p>①</p>", (own("Latn", gothic),)).letters == ()


def test_the_style_begins_with_them_and_letters_of_europe_stay_as_they_are_set() -> None:
    page = '<html lang="sq"><p>x</p><code>y</code></html>'
    latin, code = own("Latn", latin_font()), own("code", changed(GARAMOND, "Listings"))
    style = sheet(page, "sq", Theme(fonts=(latin, code)))
    assert 'html, body { font-family: "House", "EB Garamond", Georgia, serif; }' in style
    assert 'pre { font-family: "Listings", "JetBrains Mono", monospace; }' in style
    assert '@page { font-family: "House", "EB Garamond", serif; }' in style
    assert ":lang(sq)" not in style
    assert sheet(page, "sq") == ""


def fonts_in(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return {str(font.BaseFont).partition("+")[2] for font in found if font.get("/Type") == "/Font"}


@pytest.mark.pdf
def test_a_book_is_set_in_them(tmp_path: Path) -> None:
    looks = Theme(fonts=(own("Latn", latin_font(), italic=changed(GARAMOND, "House")), own("Deva", devanagari_font())))
    document = article(paragraph("fjala ", Emphasis((Text("e pare"),)), Strong((Text("x"),)), " हिन्दी ", Code("c")))
    content, findings = typeset(render(document, EDITION, {}, Page(), looks), EDITION, {}, own=looks.fonts)
    assert findings == ()
    assert {name.partition("-")[0] for name in fonts_in(content)} == {"House", "JetBrains"}
    valid(content, tmp_path, "2a", "ua1")


def test_an_epub_has_them_cut_to_its_letters() -> None:
    looks = Theme(fonts=(own("Latn", latin_font()), own("code", changed(GARAMOND, "Listings"))))
    files = opened(bind(published(article(paragraph("abc ", Code("d"))), on_screens(EDITION, {}, looks), {})))
    assert {"EPUB/fonts/House-Regular.ttf", "EPUB/fonts/Listings-Regular.ttf"} <= files.keys()
    assert "EPUB/fonts/House-Bold.ttf" not in files
    assert len(files["EPUB/fonts/House-Regular.ttf"]) < len(latin_font()) / 4
    assert b'font-family: "House", "EB Garamond"' in files["EPUB/style.css"]


def test_a_cover_in_them_is_set_as_one_in_the_presss() -> None:
    label = Label("Titull", "ltr", ("sq",), "Shtëpia")
    italic = next(face.content for face in text_family().faces() if face.style == "italic")
    same = Theme(fonts=(own("Latn", GARAMOND, italic=italic),))
    assert cover(label, same) == cover(label)


def test_the_files_of_an_epub_have_names_that_every_reading_system_finds() -> None:
    looks = Theme(fonts=tuple(with_own_names(own(script, changed(GARAMOND, "明朝")) for script in ("Latn", "code"))))
    files = opened(bind(published(article(paragraph("abc ", Code("d"))), on_screens(EDITION, {}, looks), {})))
    assert {"EPUB/fonts/Latn-Regular.ttf", "EPUB/fonts/Code-Regular.ttf"} <= files.keys()
    assert 'font-family: "明朝", "EB Garamond"'.encode() in files["EPUB/style.css"]
    assert b'src: url("fonts/Latn-Regular.ttf")' in files["EPUB/style.css"]


# --- in edition.toml --------------------------------------------------------------------------------------------------


def named(press: Press, table: str, files: Mapping[str, bytes]) -> None:
    """Give an edition fonts, and name them."""
    press.path("theme/fonts").mkdir(parents=True)
    for name, content in files.items():
        press.path(f"theme/fonts/{name}").write_bytes(content)
    toml = press.path("source/edition.toml")
    toml.write_text(f"{toml.read_text('utf-8')}\n[fonts]\n{table}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ('Latn = { regular = "x.ttf" }', "there is no theme/fonts/x.ttf", "put the font file there"),
        ('Latn = { regular = "none.ttf" }', "theme/fonts/none.ttf is no font", "TrueType"),
        (
            'Deva = { regular = "a.ttf" }',
            "theme/fonts/a.ttf has no letter of Devanagari",
            "name the font by the script",
        ),
        ('Latn = { bold = "a.ttf" }', "Latn in [fonts] needs the key “regular”", "regular = "),
        ('Latn = { regular = "a.ttf", fat = "a.ttf" }', "Latn in [fonts] has no key “fat”", "the keys here are"),
        ('Latin = { regular = "a.ttf" }', "“Latin” is no script", "ISO 15924"),
        ('Latn = { regular = "../a.ttf" }', "“../a.ttf” is no file of a font", ".ttf or .otf"),
        ('Latn = { regular = "a.woff2" }', "“a.woff2” is no file of a font", ".ttf or .otf"),
        ("Latn = { regular = 1 }", "regular takes a text, not a number", "regular = "),
        ('Latn = "a.ttf"', "Latn takes a table, not a text", ""),
    ],
)
def test_a_mistake_in_the_table_is_told_at_its_line(press: Press, table: str, message: str, hint: str) -> None:
    named(press, f"# the fonts\n{table}", {"a.ttf": latin_font(), "none.ttf": b"none"})
    line = press.read("source/edition.toml").splitlines().index(table) + 1
    with pytest.raises(EditionError) as error:
        open_project(press.root).theme()
    assert error.value.message == message or error.value.message.startswith(message)
    assert str(error.value.place) == f"source/edition.toml:{line}"
    assert hint in (error.value.hint or "")


def test_a_font_that_is_not_named_is_told(press: Press) -> None:
    named(press, 'Latn = { regular = "a.ttf" }', {"a.ttf": latin_font(), "b.ttf": latin_font()})
    said = press("build", "en", "--format", "html")
    assert said.code == 0
    assert "theme/fonts/b.ttf: warning: this is a font that nothing uses" in said.err
    assert "a.ttf" not in said.err


@pytest.mark.pdf
def test_another_font_file_makes_the_book_again(press: Press) -> None:
    named(press, 'Latn = { regular = "a.ttf" }', {"a.ttf": latin_font()})
    assert press("build", "en", "--format", "pdf").code == 0
    first = press.path("output/en/liberation-of-tirana.pdf").read_bytes()
    assert fonts_in(first) >= {"House"}
    press.path("theme/fonts/a.ttf").write_bytes(changed(GARAMOND, "Villa"))
    assert press("build", "en", "--format", "pdf").code == 0
    second = press.path("output/en/liberation-of-tirana.pdf").read_bytes()
    assert {name.partition("-")[0] for name in fonts_in(second)} >= {"Villa"}
    assert "House" not in fonts_in(second)


def test_a_font_is_looked_into_once_for_all_books(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    named(press, 'Grek = { regular = "a.ttf" }', {"a.ttf": changed(GARAMOND, "Once")})
    first = open_project(press.root).theme()
    monkeypatch.setattr(harfbuzz, "subset", lambda *_: pytest.fail("it is cut again"))
    assert open_project(press.root).theme() == first


def test_an_edition_without_fonts_reads_none(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harfbuzz, "Face", lambda *_: pytest.fail("a font is read"))
    assert open_project(press.root).theme().fonts == ()
