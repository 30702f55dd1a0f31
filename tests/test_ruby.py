"""Ruby: characters with their reading, from the source through catalogues to every format."""

import io
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from kolofon.model.document import Emphasis, Foreign, Image, Inline, Paragraph, Ruby, Text
from kolofon.model.edition import Page, SourceFormat
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.text.notation import normal
from kolofon.text.ruby import ems, parse_ruby, write_ruby
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from kolofon.write.themes.templates import style
from tests.epubs import opened, said_by_epubcheck
from tests.later import pikepdf
from tests.paper import sheets
from tests.pdfs import set_page, tags, valid
from tests.press import Press, edition_toml, put
from tests.publishing import IMPRINT, article, paragraph
from tests.reading import Reader, asked, p, s
from tests.setting import render
from tests.table import each_row

MARKDOWN, XHTML = Reader(SourceFormat.MARKDOWN), Reader(SourceFormat.XHTML)
KANJI = Ruby("漢字", "かんじ")


def line(told: str) -> tuple[Inline, ...]:
    (block,) = MARKDOWN.lead(told)
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


@each_row(
    ("told", "read"),
    [
        ("{漢字|かんじ}", (KANJI,)),
        ("これは{漢字|かんじ}だ", (Text("これは"), KANJI, Text("だ"))),
        ("{漢|かん}{字|じ}", (Ruby("漢", "かん"), Ruby("字", "じ"))),
        ("{漢字|かん|じ}", (Ruby("漢", "かん"), Ruby("字", "じ"))),
        ("*{漢字|かんじ}*", (Emphasis((KANJI,)),)),
        ("{東京|Tōkyō}", (Ruby("東京", "Tōkyō"),)),
        ("{한자|漢字}", (Ruby("한자", "漢字"),)),
        ("{𠮷|よし}", (Ruby("𠮷", "よし"),)),
        ("{ㄅ|b}", (Ruby("ㄅ", "b"),)),
    ],
)
def test_braces_with_a_bar_are_ruby(told: str, read: tuple[Inline, ...]) -> None:
    assert line(told) == read


@each_row(
    "told",
    [
        "{a|b}",
        "{α|β}",
        "{{漢字|かんじ}",
        "{漢字|かんじ}}",
        "{漢字|か|ん|じ}",
        "{漢字|}",
        "{漢字}",
        "{|かんじ}",
        "{漢字||じ}",
        "{ | 漢}",
        "{漢字|かんじ",
    ],
)
def test_other_braces_are_text(told: str) -> None:
    assert line(told) == (Text(told),)


@pytest.mark.parametrize("told", ["{{漢字|かんじ}}", "{{ 名前|upper }}"])
def test_two_braces_are_a_template_of_another_program(told: str) -> None:
    document, (finding,) = MARKDOWN(f"{told}\n")
    assert document.lead == (p(told),)
    assert (finding.code, finding.subject) == ("unread-template", told)


def test_an_escape_and_code_are_text() -> None:
    assert line(r"\{{漢字|かんじ}\}") == (Text("{"), KANJI, Text("}"))
    assert line(r"\{漢字|かんじ}") == (Text("{漢字|かんじ}"),)
    assert not [inline for inline in line("`{漢字|かんじ}`") if isinstance(inline, Ruby)]


def test_in_a_table_the_bar_has_a_backslash() -> None:
    document = MARKDOWN.clean("| {名\\|な} |\n|---|\n| {花\\|はな} |\n")
    assert asked(document) == ["<ruby>名<rt>な</rt></ruby>", "<ruby>花<rt>はな</rt></ruby>"]


@each_row(
    ("told", "read"),
    [
        ("<ruby>漢字<rt>かんじ</rt></ruby>", (KANJI,)),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", (KANJI,)),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", (Ruby("漢", "かん"), Ruby("字", "じ"))),
        ("<ruby><rb>漢</rb><rt>かん</rt><rb>字</rb><rt>じ</rt></ruby>", (Ruby("漢", "かん"), Ruby("字", "じ"))),
        ("<ruby>漢字<rtc><rt>かんじ</rt></rtc></ruby>", (KANJI,)),
        ("<ruby>漢字<rt>かんじ</rt><rtc>kanji</rtc></ruby>", (KANJI, Text("（kanji）"))),
        ("<ruby>word<rt>gloss</rt></ruby>", (Ruby("word", "gloss"),)),
        ("<ruby>漢字</ruby>", (Text("漢字"),)),
        ("x<rt>かんじ</rt>", (Text("x（かんじ）"),)),
    ],
)
def test_ruby_in_html(told: str, read: tuple[Inline, ...]) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{told}</p></body></html>'
    assert XHTML.lead(page) == (Paragraph((s(*read),)),)


def test_tags_that_html_lets_out() -> None:
    assert MARKDOWN.lead("<p><ruby>漢字<rt>かんじ</ruby></p>") == (Paragraph((s(KANJI),)),)
    told = (Ruby("漢", "かん"), Ruby("字", "じ"))
    assert MARKDOWN.lead("<p><ruby><rb>漢<rb>字<rt>かん<rt>じ</ruby></p>") == (Paragraph((s(*told),)),)


def test_marks_in_ruby_are_told() -> None:
    _, findings = XHTML(
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p><ruby>漢<rt><b>か</b></rt></ruby></p></body></html>'
    )
    assert [(finding.code, finding.message) for finding in findings] == [
        ("raw-html", "<rt> is printed without the marks in it")
    ]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("<em>漢字</em>", (KANJI,)),
        ("<a href='https://example.org/'>漢字</a>", (KANJI,)),
        ("<ruby>漢字<rt>kanji</rt></ruby>", (KANJI,)),
        ("漢字<img src='a.png' alt='map'/>", (KANJI, Image("a.png", "map"))),
        ("<img src='a.png' alt='map'/>", (Text("（かんじ）"), Image("a.png", "map"))),
    ],
)
def test_what_characters_with_a_reading_cannot_have_is_told_or_behind_them(told: str, read: tuple[Inline, ...]) -> None:
    document, findings = XHTML(
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>x<ruby>{told}<rt>かんじ</rt></ruby></p></body></html>'
    )
    assert ("raw-html", "<ruby> is printed without the marks in it") in {(one.code, one.message) for one in findings}
    (block,) = document.lead
    assert isinstance(block, Paragraph)
    assert block.sentences[0].inlines == normal((Text("x"), *read))


def test_the_language_of_ruby_is_said() -> None:
    told = '<ruby lang="ja">漢字<rt>かんじ</rt></ruby>'
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{told}</p></body></html>'
    assert XHTML.lead(page) == (Paragraph((s(Foreign((KANJI,), "ja")),)),)


def test_what_is_written_in_braces_is_read_from_them() -> None:
    assert write_ruby("漢字", "かんじ") == "{漢字|かんじ}"
    assert parse_ruby("x{漢字|かんじ}。", 1) == (9, (("漢字", "かんじ"),))
    for base, reading in [("word", "gloss"), ("漢|字", "x"), ("漢", "a}b"), ("漢", ""), (" 漢", "x")]:
        assert not write_ruby(base, reading)
    assert ems("漢字") == 2
    assert ems("ab") == pytest.approx(1.2)


SAMPLE = article(paragraph("これは", KANJI, "と", Ruby("a", "b"), "だ。{漢字|かんじ}"), language="ja", title="漢字")


def test_text_has_it_in_brackets_and_markdown_as_it_was() -> None:
    words = Words({}, "ja")
    ready, imprint = set_document(SAMPLE, words), replace(IMPRINT, language="ja")
    assert "これは漢字（かんじ）とa（b）だ。" in write_text(ready, imprint, words)
    told = write_markdown(ready, words)
    assert r"これは{漢字|かんじ}と<ruby>a<rt>b</rt></ruby>だ。\{漢字\|かんじ\}" in told
    assert MARKDOWN(told)[0].lead == SAMPLE.lead


def test_xhtml_reads_back() -> None:
    page = render(SAMPLE, replace(IMPRINT, language="ja", progress=None), {}, Page()).decode()
    assert '<ruby style="--ems: 2"><span class="base">漢字</span><rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>' in page
    document, findings = XHTML(page)
    assert not findings
    assert KANJI in cast("Paragraph", document.sections[0].blocks[0]).sentences[0].inlines


def test_a_page_without_ruby_has_no_style_for_it() -> None:
    plain = article(paragraph("fjalë"))
    assert b"ruby" not in render(plain, replace(IMPRINT, progress=None), {}, Page())


EDITION = edition_toml('name = "road"\nsource = "road.md"\nformat = "markdown"\n', 'languages = ["ja"]\n')


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    sources = {"edition.toml": EDITION, "road.md": "# The road\n\nI walked *the road* alone.\n"}
    made = Press.of(sources, tmp_path, capsys, monkeypatch)
    assert made("update").code == 0
    catalogue = made.path("locale/ja/LC_MESSAGES/road.po")
    told = catalogue.read_text("utf-8")
    told = told.replace('msgid "The road"\nmsgstr ""', 'msgid "The road"\nmsgstr "<ruby>道<rt>みち</rt></ruby>"')
    walked = 'msgid "I walked <em>the road</em> alone."\nmsgstr '
    told = told.replace(
        f'{walked}""',
        f'{walked}"一人で<em><ruby>山路<rt>やまみち</rt></ruby></em>を歩いた。"',
    )
    catalogue.write_text(told, "utf-8")
    return made


def test_a_translator_may_give_readings(press: Press) -> None:
    said = press("check", "ja")
    assert "xml-tags" not in said.out + said.err
    assert "xml-invalid" not in said.out + said.err
    before = press.read("locale/ja/LC_MESSAGES/road.po")
    press.replace("source/road.md", "alone", "all alone")
    assert press("update").code == 0
    after = press.read("locale/ja/LC_MESSAGES/road.po")
    assert after != before
    assert "<ruby>山路<rt>やまみち</rt></ruby>" in after


def test_epub_and_site_have_ruby(press: Press) -> None:
    assert press("build", "ja", "--format", "epub,site,markdown").code == 0
    assert "一人で<em>{山路|やまみち}</em>を歩いた。" in press.read("output/ja/road.md")
    files = opened(press.path("output/ja/road.epub").read_bytes())
    chapter = next(content for name, content in files.items() if name.endswith("lead.xhtml")).decode()
    assert "<em><ruby>山路<rt>やまみち</rt></ruby></em>" in chapter
    page = press.read("output/site/ja/road.html")
    assert "<ruby>山路<rp>(</rp><rt>やまみち</rt><rp>)</rp></ruby>" in page
    assert "--ems" not in page


@pytest.mark.browser
def test_epubcheck_finds_nothing(press: Press) -> None:
    assert press("build", "ja", "--format", "epub").code == 0
    assert said_by_epubcheck(press.path("output/ja/road.epub")) == []


@pytest.mark.browser
def test_lines_from_top_to_bottom(press: Press) -> None:
    put(press.root, {"source/edition.toml": EDITION.replace("[rights]", '[epub]\nvertical = ["ja"]\n\n[rights]')})
    assert press("build", "ja", "en", "--format", "epub").code == 0
    files = opened(press.path("output/ja/road.epub").read_bytes())
    assert b'<spine page-progression-direction="rtl">' in files["EPUB/package.opf"]
    assert b"writing-mode: vertical-rl" in files["EPUB/style.css"]
    assert said_by_epubcheck(press.path("output/ja/road.epub")) == []
    english = opened(press.path("output/en/road.epub").read_bytes())
    assert b'<spine page-progression-direction="ltr">' in english["EPUB/package.opf"]
    assert b"vertical-rl" not in english["EPUB/style.css"]


def test_only_east_asian_lines_run_from_top_to_bottom(press: Press) -> None:
    put(press.root, {"source/edition.toml": EDITION.replace("[rights]", '[epub]\nvertical = ["ja", "sq"]\n\n[rights]')})
    said = press("build", "ja")
    assert said.code
    assert "edition.toml:8: sq is not written from top to bottom (name languages in East Asian scripts" in said.err


LINES = "These words go on and on. " * 4
READ = '<ruby style="--ems: {}"><span class="base">{}</span><rp>(</rp><rt>{}</rt><rp>)</rp></ruby>'


@pytest.mark.pdf
def test_on_paper_a_reading_is_above_and_moves_no_line(tmp_path: Path) -> None:
    layout = "@page { size: 200pt 300pt; margin: 20pt } p { margin: 0; font-size: 11pt; line-height: 18pt }"
    sheet = f"{layout} {style('ruby.css')}"
    read = f"{READ.format(3, 'MM', 'oooooo')} {READ.format(2, 'WW', 'to')}"
    bare = sheets(set_page(f"<p>{LINES} MM WW {LINES}</p>", sheet), tmp_path)[0]
    content = set_page(f"<p>{LINES} {read} {LINES}</p>", sheet)
    valid(content, tmp_path, "2a", "ua1")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = tags(pdf, "Ruby", "RB", "RT")
        assert [tag.type for tag in told] == ["Ruby", "RB", "RT", "Ruby", "RB", "RT"]
    words = {word: box for line in sheets(content, tmp_path)[0].lines for word, box in line.words}
    plain = {word: box for line in bare.lines for word, box in line.words}
    for base, reading in [("MM", "oooooo"), ("WW", "to")]:
        assert words[base].top == pytest.approx(plain[base].top, abs=0.1)
        assert words[reading].bottom < words[base].bottom - 7
        middle = words[base].left + words[base].right
        assert words[reading].left + words[reading].right == pytest.approx(middle, abs=1.5)
    assert words["oooooo"].right < words["to"].left
