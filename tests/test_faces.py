"""The faces that the press has: those that are its data, those that are extras, and which characters ask for which."""

import re
import tomllib
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as harfbuzz

from kolofon.language.extras import extras_of, languages_with_extras
from kolofon.language.scripts import script_faces, script_files
from kolofon.write.fonts import Family, characters, families, families_in, family_of, languages_in, sources
from kolofon.write.fonts import installation as installing
from kolofon.write.fonts.characters import scripts_in
from kolofon.write.fonts.installation import how_to_have
from kolofon.write.views import typefaces
from tests.machine import ROOT
from tests.table import each_row

NOTO = ROOT / "pipeline/kolofon/write/fonts/noto"
TABLE = tomllib.loads((NOTO / "fonts.toml").read_text("utf-8"))["families"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = {writing.extra for writing in script_files().values() if writing.extra}


def of(script: str) -> Family:
    """The family of a script."""
    family = family_of(script)
    assert family is not None, script
    return family


# --- the files --------------------------------------------------------------------------------------------------------


def test_each_file_is_the_one_that_the_table_names() -> None:
    named = {file["path"]: file["sha256"] for family in TABLE for file in family["files"]}
    assert named == {path.name: sha256(path.read_bytes()).hexdigest() for path in NOTO.glob("*.ttf")}


@each_row("script", [each.script for each in script_faces()])
def test_a_family_is_what_its_files_say_and_may_be_embedded(script: str) -> None:
    family = of(script)
    assert family.licence == "OFL-1.1"
    assert family.script == script
    assert {(style, weight) for style, weight, _ in family.files} >= {("normal", 400), ("normal", 700)} or all(
        weight is None for _, weight, _ in family.files
    )
    for face in family.faces():
        font = harfbuzz.Face(face.content)
        assert font.get_name(harfbuzz.OTNameIdPredefined.LICENSE).startswith("This Font Software is licensed under")
        table = bytes(font.reference_table("OS/2").data)
        assert int.from_bytes(table[8:10], "big") == 0, f"{face.name} is not to be embedded"  # fsType


@each_row("told", TABLE)
def test_the_table_says_of_a_family_what_its_font_says(told: dict[str, Any]) -> None:
    upright = harfbuzz.Face((NOTO / told["files"][0]["path"]).read_bytes())
    assert upright.get_name(harfbuzz.OTNameIdPredefined.COPYRIGHT) == told["copyright"]
    assert upright.get_name(harfbuzz.OTNameIdPredefined.FONT_FAMILY) == told["family"]
    assert upright.get_name(harfbuzz.OTNameIdPredefined.VERSION_STRING).startswith(f"Version {told['version']}")


def test_each_family_of_the_table_is_of_a_script() -> None:
    assert {told["family"] for told in TABLE} == {each.face for each in script_faces() if not each.face.isidentifier()}


def test_the_press_tells_of_their_licence() -> None:
    assert "OFL-1.1" in PROJECT["project"]["license"].split(" AND ")
    path = (NOTO / "LICENSE").relative_to(ROOT).as_posix()
    assert path in PROJECT["project"]["license-files"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (NOTO / "LICENSE").read_text("utf-8")


# --- the extras -------------------------------------------------------------------------------------------------------


def test_what_is_an_extra_of_a_script_is_one_of_the_project_and_locked() -> None:
    others = {"cluster", "serve"}  # they are of no script
    all_ = PROJECT["project"]["optional-dependencies"]
    extras = {name: asked for name, asked in all_.items() if name not in others}
    assert set(extras) == EXTRAS
    for name, asked in extras.items():
        assert PROJECT["dependency-groups"][name] == asked
        (requirement,) = asked
        pin = requirement.replace(" ", "")
        locked = (ROOT / ".lock" / f"{name}.txt").read_text("utf-8")
        assert re.findall(r"^\S+==\S+", locked, re.MULTILINE) == [pin]
        (package,) = {writing.face for writing in script_files().values() if writing.extra == name}
        assert package == pin.partition("==")[0].replace("-", "_")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ja", "sq"], ["ja"]),
        (["zh_TW", "zh-HK", "yue"], ["zh-Hant"]),
        (["zh", "ko-KR"], ["ko", "zh-Hans"]),
        (["zh-Latn", "sr@latin", "hi", "nothing at all"], []),
    ],
)
def test_a_language_needs_the_extra_of_its_script(names: list[str], expected: list[str]) -> None:
    assert list(extras_of(*names)) == expected


def test_each_language_with_an_extra_is_listed_for_make() -> None:
    listed = languages_with_extras()
    assert {"ja", "ko", "yue", "zh"} <= {*listed}
    assert not {"en", "hi", "sq", "th", "und"} & {*listed}
    assert {extra for name in (*listed, "zh-Hant") for extra in extras_of(name)} == EXTRAS


@pytest.mark.parametrize("script", ["Jpan", "Kore", "Hans", "Hant"])
def test_what_is_to_stand_out_is_in_gothic_where_the_text_is_in_ming(script: str) -> None:
    family = of(script)
    assert family.heavy is not None
    assert re.fullmatch("Noto Serif (JP|KR|SC|TC)", family.name)
    assert family.heavy.name == family.name.replace("Serif", "Sans")
    assert family.files[1][2] == family.heavy.files[0][2]
    assert [face.name for face in typefaces([family, family.heavy])] == [family.name, family.heavy.name]
    assert re.fullmatch(r"\d\.\d{3}", family.version)
    assert "Adobe" in family.copyright


def test_a_family_that_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    sources.family.cache_clear()
    monkeypatch.setattr(sources, "find_spec", lambda name: None if name.startswith("pylopdf") else find_spec(name))
    assert [each.name for each in families("漢", ["ja"], code=False)] == ["EB Garamond"]
    assert family_of("Jpan") is None
    sources.family.cache_clear()


def test_who_lacks_a_face_is_told_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "theme/fonts/" in how_to_have("Jpan")  # it is installed, and yet lacks a letter
    assert "theme/fonts/" in how_to_have("Java")
    monkeypatch.setattr(installing, "family", lambda _: None)
    assert how_to_have("Jpan") == f"make -C {ROOT} setup FACES=ja (it installs the font for Japanese)"
    assert "theme/fonts/" in how_to_have("Deva")
    monkeypatch.setattr(installing, "files", lambda _: tmp_path / "site-packages/kolofon")
    assert how_to_have("Hant") == "pip install 'kolofon[zh-Hant]' (it installs the font for Traditional Chinese)"


# --- which characters ask for which -----------------------------------------------------------------------------------


@each_row(
    ("text", "languages", "scripts"),
    [
        ("Çlirimi · Ελλάδα · Київ → € 😀", ["sq"], []),
        ("যা।", ["bn"], ["Beng"]),
        ("যা।", [], ["Beng"]),
        ("यह।", [], ["Deva"]),
        ("यह।", ["en", "bn"], ["Deva", "Beng"]),
        ("।", ["en", "or"], ["Orya"]),
        ("漢字", ["ja"], ["Jpan"]),
        ("漢字", ["ko"], ["Kore"]),
        ("漢字", ["zh"], ["Hans"]),
        ("漢字", ["zh-Hans-HK"], ["Hans"]),
        ("漢字", ["zh-TW"], ["Hant"]),
        ("漢字", ["zh-HK"], ["Hant"]),
        ("漢字", ["yue"], ["Hant"]),
        ("漢字", ["en"], ["Hani"]),
        ("漢字", ["en", "ja"], ["Jpan"]),
        ("漢字", ["zh-Hant", "ja"], ["Hant", "Jpan"]),
        ("漢字かな", ["en"], ["Jpan"]),
        ("한글 漢字", ["en"], ["Kore"]),
        ("ーあ、", ["ja"], ["Jpan"]),
        ("x（y）", ["ja"], ["Jpan"]),
        ("x（y）", ["en"], ["Hani"]),
        ("ཀ ქ հ አ", [], ["Armn", "Geor", "Ethi", "Tibt"]),
        ("Ⴀ", ["ka"], ["Geor"]),
        ("ꦲ", ["jv"], []),
    ],
)
def test_characters_ask_for_scripts_by_what_unicode_says_and_by_the_language(
    text: str, languages: list[str], scripts: list[str]
) -> None:
    assert set(scripts_in(text, languages)) == set(scripts)
    assert len(scripts_in(text, languages)) == len(scripts)


def test_for_a_text_in_european_letters_nothing_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((characters, "scripts_of"), (characters, "script_faces"), (characters, "language")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("it is looked up"))
    assert scripts_in("Çlirimi, “Ελλάδα” – Київ → € 😀\n", iter(["sq"])) == ()


def test_chinese_characters_unsaid_are_set_as_in_china() -> None:
    assert [family.name for family in families("漢", code=False)] == ["EB Garamond", "Noto Serif SC"]


def test_a_page_has_the_families_of_the_languages_that_it_says() -> None:
    page = '<html lang="en"><p>漢</p><p lang="ja">字</p><p lang="x&quot;y">x</p></html>'
    assert [family.name for family in families_in(page, code=False)] == ["EB Garamond", "Noto Serif JP"]


@each_row(
    ("script", "text"),
    [
        ("Armn", "Բոլոր մարդիկ ծնվում են ազատ։"),
        ("Beng", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা।"),
        ("Deva", "सभी मनुष्यों को गौरव और अधिकारों।"),
        ("Ethi", "የሰው ልጅ ሁሉ ሲወለድ ነጻ።"),
        ("Geor", "ყველა ადამიანი იბადება თავისუფალი"),
        ("Gujr", "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ"),
        ("Guru", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ।"),
        ("Hans", "人人生而自由，在尊严和权利上一律平等。"),
        ("Hant", "人人生而自由，在尊嚴和權利上一律平等。"),
        ("Jpan", "すべての人間は、生まれながらにして自由であり、ー々「」"),
        ("Khmr", "មនុស្សទាំងអស់កើតមកមានសេរីភាព។"),
        ("Knda", "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ"),
        ("Kore", "모든 인간은 태어날 때부터 자유로우며"),
        ("Laoo", "ມະນຸດທຸກຄົນເກີດມາມີກຽດ"),
        ("Mlym", "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും"),
        ("Mymr", "လူတိုင်းသည် တူညီလွတ်လပ်သော။"),
        ("Orya", "ସବୁ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ବାଧୀନ"),
        ("Sinh", "සියලු මනුෂ්‍යයෝ නිදහස්ව"),
        ("Taml", "மனிதப் பிறிவியினர் சகலரும்"),
        ("Telu", "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును"),
        ("Thai", "มนุษย์ทั้งปวงเกิดมามีอิสระ"),
        ("Tibt", "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ།"),
    ],
)
def test_a_face_has_the_letters_of_its_script(script: str, text: str) -> None:
    for face in of(script).faces():
        known = harfbuzz.Face(face.content).unicodes
        assert [letter for letter in text if ord(letter) not in known and letter not in " \u200d"] == []


def test_the_languages_of_markup_are_those_that_it_says_of_its_text() -> None:
    page = """<html lang="sq" xml:lang="en"><a hreflang="fr" lang='la'>x</a><p lang="x y" lang="de-1901"></p></html>"""
    assert list(languages_in(page)) == ["sq", "la", "de-1901"]
