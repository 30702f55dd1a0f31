"""How lines are broken and filled in scripts that are not written as Latin letters are, and where several meet."""

import io
import re
from itertools import accumulate, pairwise
from pathlib import Path

import icu
import pytest
from fontTools.ttLib import TTFont
from PIL import Image as Picture

from kolofon.language import language
from kolofon.language.breaks import line_breaks
from kolofon.language.tags import DATA, tags_in
from kolofon.write.fonts import text_family
from kolofon.write.paper.lines.punctuation import halved
from kolofon.write.typography.scripts import sheet
from tests.later import pikepdf, playa
from tests.machine import run
from tests.paper import Line, baselines, sheets
from tests.pdfs import book, set_page, sound
from tests.publishing import article, paragraph

MEASURE = 200.0
STYLE = f"@page {{ margin: 50pt }} body {{ margin: 0; width: {MEASURE}pt; font: 10pt/16pt {{}} }} p {{ margin: 0 }}"

TEXTS = {
    "ja": "町の真ん中に古い橋があって、毎朝ニャーと鳴く猫が「ちょっと待って」と座っている。1944年もいた。",
    "zh": "村子中间有一座老桥，每天早上都有一只猫坐在那里，好像在说：“等一等……”它见过1944年11月17日的早晨。",
    "th": "กลางหมู่บ้านมีสะพานเก่าอยู่แห่งหนึ่งและทุกเช้าจะมีแมวตัวหนึ่งมานั่งรอคนที่กลับจากตลาดพร้อมปลา",
    "lo": "ກາງບ້ານມີຂົວເກົ່າແຫ່ງໜຶ່ງແລະທຸກໆເຊົ້າມີແມວຕົວໜຶ່ງມານັ່ງຖ້າຄົນທີ່ກັບມາຈາກຕະຫຼາດພ້ອມກັບປາ",
    "km": "នៅកណ្តាលភូមិមានស្ពានចាស់មួយហើយរាល់ព្រឹកមានឆ្មាមួយក្បាលមកអង្គុយរង់ចាំមនុស្សដែលត្រឡប់មកពីផ្សារ",
    "my": "ရွာလယ်တွင်တံတားဟောင်းတစ်ခုရှိပြီးမနက်တိုင်းကြောင်တစ်ကောင်ထိုင်စောင့်နေတတ်သည်။",
    "bo": "གྲོང་གསེབ་ཀྱི་དཀྱིལ་ན་ཟམ་པ་རྙིང་པ་ཞིག་ཡོད་ལ། ཞོགས་པ་རེ་རེར་ཞི་མི་ཞིག་དེར་བསྡད་ནས་མི་རྣམས་སྒུག་གི་ཡོད།",
    "ko": "마을 한가운데에 오래된 다리가 있고 아침마다 고양이 한 마리가 시장에서 돌아오는 사람들을 기다린다.",
}
SLACK = 1.5
"""Points by which the ink of a letter may stand off from its edge."""


def lines(body: str, tag: str, folder: Path, style: str = "") -> list[Line]:
    """The lines of a page with this body, in the faces of its language."""
    page = f'<p lang="{tag}">{body}</p>'
    family = re.search('font-family: ("[^;]+)", Georgia', sheet(f'<html lang="{tag}">{body}', tag))
    content = set_page(page, STYLE.replace("{}", f'{family[1]}"' if family else "serif") + style, tag)
    return [line for sheet_ in sheets(content, folder) for line in sheet_.lines]


# --- where lines break ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "a", "ไ", "\U00020000人", "𠮷野家\U0001f600 です"])
def test_a_break_is_within_its_text(text: str) -> None:
    assert all(0 < place < len(text) for place in line_breaks(text, "ja"))


def test_places_are_counted_in_characters() -> None:
    # ICU counts the first of these as two.
    assert line_breaks("𠮷野家", "ja") == [1, 2]


def test_korean_breaks_between_words_and_beside_marks_alone() -> None:
    text = "나라의 말이(그때) 中國과"
    assert [text[:place] for place in line_breaks(text, "ko")] == ["나라의 ", "나라의 말이", "나라의 말이(그때) "]


def test_a_heading_breaks_between_phrases() -> None:
    text = "町の真ん中に古い橋があって"
    phrases = [text[:place] for place in line_breaks(text, "ja", phrases=True)]
    assert phrases == ["町の", "町の真ん中に", "町の真ん中に古い", "町の真ん中に古い橋が"]


@pytest.mark.pdf
def test_a_heading_is_broken_between_phrases_where_they_fit(tmp_path: Path) -> None:
    text = "町の真ん中に古い橋があって猫がいる"
    style = "p { hyphens: manual; text-align: center; width: %s }"
    wide = [line.text for line in lines(text, "ja", tmp_path, style % "78pt")]
    assert wide == ["町の真ん中に", "古い橋があって", "猫がいる"]
    narrow = [line.text for line in lines(text, "ja", tmp_path, style % "22pt")]
    assert max(map(len, narrow)) <= 2


@pytest.mark.pdf
@pytest.mark.parametrize("tag", ["ja", "zh", "ko", "lo", "bo"])  # of the others, a glyph is not a character
def test_lines_end_where_words_do(tag: str, tmp_path: Path) -> None:
    text = 2 * TEXTS[tag]
    told = ["".join(line.text.split()) for line in lines(text, tag, tmp_path, "p { text-align: start }")]
    assert len(told) > 3
    assert sorted("".join(told)) == sorted("".join(text.split()))
    allowed = {len("".join(text[:place].split())) for place in line_breaks(text, tag)}
    assert set(accumulate(map(len, told[:-1]))) <= allowed


@pytest.mark.pdf
@pytest.mark.parametrize("tag", TEXTS)
def test_every_line_but_the_last_is_as_long_as_the_measure(tag: str, tmp_path: Path) -> None:
    told = lines(3 * TEXTS[tag], tag, tmp_path, "p { text-align: justify }")
    assert len(told) > 4
    short = [line for line in told[:-1] if abs(line.box.right - line.box.left - MEASURE) > 6]
    # A mark at an edge has the room of a character, and little ink.
    assert len(short) <= len(told) // 4, [(line.text, line.box.right - line.box.left) for line in short]
    assert all(line.box.right < 50 + MEASURE + SLACK for line in told)


@pytest.mark.pdf
@pytest.mark.parametrize("tag", ["ja", "zh"])
def test_characters_that_are_moved_apart_have_no_spaces_between(tag: str, tmp_path: Path) -> None:
    # A long word in Latin letters does not fit, and so the line before it lacks as much.
    text = f"{TEXTS[tag][:9]}Electroencephalographically{TEXTS[tag]}"
    told = lines(3 * text, tag, tmp_path, "p { text-align: justify }")
    assert "".join(line.text for line in told) == 3 * text


@pytest.mark.pdf
def test_text_of_no_size_is_set(tmp_path: Path) -> None:
    style = "p { text-align: start } p::after { content: '猫'; font-size: 0; float: left }"
    (line,) = lines("町に橋がある。", "ja", tmp_path, style)
    assert line.text == "町に橋がある。"


@pytest.mark.pdf
def test_letters_that_are_moved_apart_keep_their_forms(tmp_path: Path) -> None:
    # The vowel of the first word is on both sides of its consonant; letter by letter, it would have dotted circles.
    body, style = f'<p lang="km">{9 * "ទោះបីជា"}</p>', STYLE.replace("{}", '"Noto Serif Khmer"')
    close, apart = (set_page(body, f"{style} p {{ text-align: {how} }}", "km") for how in ("start", "justify"))
    assert close != apart
    assert ink(apart, tmp_path) == pytest.approx(ink(close, tmp_path), rel=0.01)


def ink(content: bytes, folder: Path) -> float:
    """How dark the first page of a file is, in all."""
    file = folder / "page.pdf"
    file.write_bytes(content)
    run("pdftoppm", "-r", "150", "-gray", "-singlefile", file, folder / "page")
    with Picture.open(folder / "page.pgm") as page:
        return sum((255 - shade) * many for shade, many in enumerate(page.histogram()))


# --- one line, several scripts ----------------------------------------------------------------------------------------


def on_lines(content: bytes) -> list[float]:
    """How far each line of text is from the lower edge of its page, in points, from the first."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (page,) = pdf.pages
        return sorted({round(height, 1) for height, _ in baselines(page)}, reverse=True)


@pytest.mark.pdf
@pytest.mark.parametrize("word", ["ภาษาไทย", "हिन्दी", "ქართული", "日本語", "العربية", "བོད་ཡིག", "ភាសាខ្មែរ"])
@pytest.mark.parametrize("named", [False, True])
def test_a_word_in_another_script_moves_no_line(word: str, *, named: bool) -> None:
    script = {"ภ": "th", "ह": "hi", "ქ": "ka", "日": "ja", "ا": "ar", "བ": "bo", "ភ": "km"}[word[0]]
    one = f'<span lang="{script}">{word}</span>' if named else word
    told = f"<p>{5 * (20 * 'fjala dhe puna ' + one)}</p>"
    found = on_lines(set_page(told, STYLE.replace("{}", '"EB Garamond"') + str(sheet(told, "sq"))))
    assert len(found) > 10
    assert {round(above - below, 1) for above, below in pairwise(found)} == {16.0}


# --- what a language asks for -----------------------------------------------------------------------------------------


def rules(tag: str, word: str) -> str:
    return str(sheet(f'<html lang="{tag}"><p>{word}</p>', tag))


@pytest.mark.parametrize(
    ("tag", "word", "emphasis"),
    [
        ("hi", "शब्द", "font-weight: 700"),
        ("km", "ពាក្យ", "font-weight: 700"),
        ("ja", "語", "font-weight: 700"),
        ("ka", "სიტყვა", "letter-spacing: 0.07em"),
        ("he", "מילה", "letter-spacing: 0.07em"),
    ],
)
def test_emphasis_without_an_italic(tag: str, word: str, emphasis: str) -> None:
    found = rules(tag, word)
    assert f":lang({tag}):is(em, i, cite) {{ {emphasis}" in found
    assert f":lang({tag}) {{ font-style: normal !important; }}" in found


@pytest.mark.parametrize(("tag", "word", "indent"), [("ja", "語", "1.0"), ("zh-TW", "語", "2.0"), ("ko", "말", "")])
def test_paragraphs_begin_one_em_in_in_japanese_and_two_in_chinese(tag: str, word: str, indent: str) -> None:
    found = re.findall(rf"p \+ p:lang\({tag}\) {{ text-indent: ([0-9.]+)em; }}", rules(tag, word))
    assert found == [indent] * bool(indent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「町」（町）", [3]),
        ("町。」町", [1]),
        ("（「町」）", [1, 3]),
        ("町、「町」。", [2, 4]),
        ("「町」の（町）", []),
        ("Stadt” (town)", []),
    ],
)
def test_marks_that_meet_are_half_as_wide(text: str, expected: list[int]) -> None:
    assert list(halved(text)) == expected


@pytest.mark.pdf
@pytest.mark.parametrize("aligned", ["left", "justify"])
def test_marks_that_meet_stand_close(aligned: str, tmp_path: Path) -> None:
    face = str(rules("ja", "町"))

    def width(text: str) -> float:
        style = f"body {{ font-size: 10pt; font-variant-numeric: oldstyle-nums }} p {{ text-align: {aligned} }}"
        content = set_page(f'<p lang="ja">{text}町</p>', f"{face} {style}", "ja")
        (line,) = (line for sheet_ in sheets(content, tmp_path) for line in sheet_.lines)
        return line.box.right - line.box.left

    assert width("町「町町」（町町）町") == pytest.approx(110 - 5, abs=0.6)
    assert width("町（「町町」）。町町町") == pytest.approx(120 - 15, abs=0.6)


def test_a_screen_breaks_lines_as_paper_does() -> None:
    assert "@media screen { :lang(ko) { line-break: auto; word-break: keep-all; } }" in rules("ko", "말")
    assert "@media screen { :lang(ja) { line-break: strict; word-break: normal; } }" in rules("ja", "語")
    assert "word-break" not in rules("hi", "शब्द")


@pytest.mark.parametrize(("tag", "word", "face"), [("ja", "語", "Noto Sans JP"), ("ko", "말", "Noto Sans KR")])
def test_code_has_a_face_for_words_beside_it(tag: str, word: str, face: str) -> None:
    assert f'"JetBrains Mono", "{face}", monospace' in rules(tag, word)


def test_the_files_say_where_the_face_has_no_small_capitals() -> None:
    (face, _) = text_family().faces()
    font = TTFont(io.BytesIO(face.content))
    table = font["GSUB"].table
    capitals = {
        name
        for feature in table.FeatureList.FeatureRecord
        if feature.FeatureTag == "c2sc"
        for index in feature.Feature.LookupListIndex
        for part in table.LookupList.Lookup[index].SubTable
        for name in getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    }
    small = {chr(code) for code, name in font.getBestCmap().items() if name in capitals}
    for tag in sorted(tags_in(DATA)):
        known = language(tag)
        if known.face or not known.letters or known.base == "und":
            continue
        main = icu.LocaleData(tag).getExemplarSet(0, icu.ULocaleDataExemplarSetType.ES_STANDARD)
        letters = {upper for letter in main for upper in letter.upper() if upper.isalpha()}
        assert known.small_capitals is (letters - MODIFIERS <= small), (tag, letters - small)


MODIFIERS = {"ʼ", "ʻ"}
"""Apostrophes that Unicode counts as letters; they have no case."""


@pytest.mark.pdf
@pytest.mark.parametrize(("tag", "small"), [("ru", False), ("ro", False), ("sq", True)])
def test_capitals_of_a_smaller_size_where_there_are_no_small_ones(tag: str, *, small: bool) -> None:
    word = {"ru": "НАТО", "ro": "ȘTIINȚĂ", "sq": "UNÇSH"}[tag]
    content = sound(article(paragraph(f"x {word} x"), language=tag))
    sizes = {size for size, shown in set_in(content) if shown == word}
    assert len(sizes) == 1
    assert (sizes.pop() < 10) is not small


def set_in(content: bytes) -> list[tuple[float, str]]:
    """The pieces of text of a file, each with the size that it is set in, in points."""
    found = []
    with playa.parse(content) as pdf:
        for page in pdf.pages:
            found += [(round(text.size, 1), text.chars) for text in page.texts]
    return found


@pytest.mark.pdf
def test_greek_in_capitals_has_no_accents_and_is_not_lost() -> None:
    content, findings = book(article(paragraph("Η μέρα."), language="el"))
    assert findings == ()
    assert content
