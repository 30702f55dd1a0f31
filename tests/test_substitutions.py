"""EB Garamond as the press reads it: an old-style 1 with a flag, and Serbian and Macedonian letters in the italic."""

import io
import struct
from importlib.resources import files

import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from kolofon.write.fonts import Face, text_family
from kolofon.write.fonts.substitutions import mended

STYLES = ("normal", "italic")
CYRILLIC = "бгѓдптш"


def face(style: str) -> Face:
    """A face of the press's text."""
    return next(each for each in text_family().faces() if each.style == style)


def shaped(content: bytes, text: str, language: str, *features: str) -> list[str]:
    """The names of the glyphs of a text."""
    font, buffer = harfbuzz.Font(harfbuzz.Face(content)), harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    harfbuzz.shape(font, buffer, dict.fromkeys(features, True))
    return [font.glyph_to_string(each.codepoint) for each in buffer.glyph_infos]


@pytest.mark.parametrize("style", STYLES)
def test_an_old_style_1_has_a_flag(style: str) -> None:
    content = face(style).content
    assert shaped(content, "1", "de", "onum", "pnum") == ["one.01"]
    assert shaped(content, "1", "de", "onum") == ["one.tosf01"]
    assert shaped(content, "1", "de", "pnum") == ["one.lf"]
    assert shaped(content, "203", "de", "onum", "pnum") == ["two.osf", "zero.osf", "three.osf"]


@pytest.mark.parametrize("language", ["mk", "sr"])
def test_italics_have_the_letters_of_serbian_and_macedonian_hands(language: str) -> None:
    content = face("italic").content
    assert all(name.endswith(".SRB") for name in shaped(content, CYRILLIC, language))
    assert not any(name.endswith(".SRB") for name in shaped(content, CYRILLIC, "ru"))
    assert shaped(face("normal").content, "б", language) == ["uni0431.SRB"]


def test_other_substitutions_are_as_they_were() -> None:
    text = "Difficult office fjord ÜBUNG Übung 1/2 234 ҒІЇ пѣ ﬁ ĿL"
    features = ("smcp", "onum", "frac", "dlig", "hist", "ss01", "swsh")
    for each in text_family().files:
        stock = files(text_family().package).joinpath(*each[2].split("/")).read_bytes()
        for language in ("de", "ca", "tr", "ru", "kk"):
            for feature in features:
                was = [name.replace("one.tosf", "one.tosf01") for name in shaped(stock, text, language, feature)]
                assert shaped(mended(stock), text, language, feature) == was, (each, language, feature)


@pytest.mark.parametrize("style", STYLES)
def test_the_file_has_right_sums(style: str) -> None:
    content = face(style).content
    assert len(content) % 4 == 0
    assert sum(struct.unpack(f">{len(content) // 4}L", content)) & 0xFFFFFFFF == 0xB1B0AFBA
    scripts = TTFont(io.BytesIO(content), checkChecksums=2)["GSUB"].table.ScriptList.ScriptRecord
    assert [each.ScriptTag for each in scripts] == ["DFLT", "cyrl", "latn"]
    assert mended(content) == content, "what is mended stays as it is"


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_the_file_is_a_whole_font(style: str) -> None:
    font = TTFont(io.BytesIO(face(style).content), checkChecksums=2)
    for tag in font.reader.keys():  # noqa: SIM118  it is no mapping
        font[tag]
