"""What a theme may not ask for, and what cannot be made with one: an error at its line, whatever is made."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kolofon.model.document import Block, Quotation
from kolofon.model.edition import Page
from kolofon.model.error import EditionError
from kolofon.write.paper.weasyprint import effort
from kolofon.write.themes.amounts import DEEPEST_NAMES, GREATEST
from kolofon.write.themes.pages import Kind, check
from kolofon.write.themes.sheets import check_sheets
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.themes.typesetting_errors import errors_of_theme
from tests.growth import calls
from tests.later import typeset
from tests.pdfs import PICTURES, words_of
from tests.press import Press
from tests.publishing import IMPRINT, article, everything, paragraph
from tests.setting import render
from tests.table import each_row

TITLE = "title-page.xhtml.jinja"


def theme(**files: str) -> Theme:
    """A theme; `title` is its title page, other names have __ for a dot."""
    named = {TITLE if name == "title" else name.replace("__", "."): text for name, text in files.items()}
    return Theme(tuple((name, text.encode()) for name, text in named.items()))


def told(wanted: Theme) -> str:
    """The error of a theme when a page is made with it; nothing if there is none."""
    try:
        check_sheets(wanted, ())
        render(everything(), IMPRINT, {}, Page(), wanted)
    except EditionError as error:
        return str(error)
    return ""


@pytest.mark.slow
@each_row(
    ("text", "error"),
    [
        ("<p>x</p>\n<p><a href='#s1'>x</a></p>", ""),
        ("<p>x</p>\n<p><a href='#nowhere'>x</a></p>", ":2: a link leads to #nowhere, and nothing has that id"),
        ("<html><head/><body/></html>", ":1: <html> has no place within the page"),
        ("<div>\n<body>x</body></div>", ":2: <body> has no place within the page"),
        ("<style>\np { color: navy; }\n</style>", ""),
        ("<style>p { background: url(map.png); }</style>", ""),
        (
            "<style>\np { color: navy; }\np { background: url(https://x.example/y); }</style>",
            ":3: the style of the page",
        ),
        (
            "<style>@media print { p { background: image-set('//x.example/y' 1x); } }</style>",
            ":1: the style of the page",
        ),
        ("<p style='width: 1e9px'>x</p>", ":1: `width` asks for too much"),
        ("<style>p {\n --n: 99999; }</style>", ":2: `--n` asks for too much"),
        ("<table><tr>\n<td rowspan='9999'>x</td></tr></table>", ":2: `rowspan` is 9999"),
        ("<style>p { color: navy; }\n@import 'x.css';</style>", ":2: the style of the page has `@import`"),
    ],
)
def test_a_page_leads_and_asks_only_within_the_edition(text: str, error: str) -> None:
    said = told(theme(title=text))
    assert said.startswith(f"theme/{TITLE}{error}" if error else said[:0])
    assert bool(said) is bool(error)


def chain(many: int, wide: int) -> str:
    """Custom properties, each of which names the one before it so often."""
    named = "".join(f"\n--n{i}: {f'var(--n{i - 1}) ' * wide};" for i in range(1, many))
    return f":root {{ --n0: x;{named} }}\np {{ font-family: var(--n{many - 1}); }}"


@each_row(
    ("sheet", "line"),
    [
        (f"p {{ width: {GREATEST}px; }}", None),
        (f"p {{ color: navy;\n width: {GREATEST + 1}px; }}", 2),
        ("p { width: -1e400px; }", 1),
        ("@media print {\n p { margin: 0 1e9%; } }", 2),
        ("p { grid-row: 10001; }", 1),
        ("p { counter-reset: a 10000 b -10001; }", 1),
        ("p { --wide: 1 10001; }", 1),
        ("p { background: repeating-linear-gradient(45deg, navy 0, teal 2px); }", None),
        ("p { background: repeating-radial-gradient(navy, teal); }", None),
        ("p { background: repeating-radial-gradient(navy 0, teal 0.00001px); }", 1),
        ("p { background: repeating-linear-gradient(navy 2mm, teal 2.01mm); }", 1),
        ("p { background: repeating-linear-gradient(navy 0, teal calc(1px / 9999)); }", 1),
        ("p { z-index: 2147483647; }", None),
        (chain(3, 9), None),
        (chain(9, 9), 5),
        (chain(DEEPEST_NAMES - 1, 1), None),
        (chain(DEEPEST_NAMES + 9, 1), DEEPEST_NAMES + 2),
        (":root { --a: var(--b); --b: var(--a) } p { width: var(--a); }", None),
    ],
)
def test_a_style_asks_for_no_more_than_can_be_set(sheet: str, line: int | None) -> None:
    said = told(theme(theme__css=sheet))
    assert said.startswith(f"theme/theme.css:{line}: " if line else said[:0])
    assert bool(said) is bool(line)


@each_row("many", [3, 999])
def test_a_line_end_of_a_style_may_be_written_as_a_number(many: int) -> None:
    style = f"<style>{'&#10;' * many}p {{ width: 1e9px; }}</style>"
    said = told(theme(title=f"<p>x</p>\n{style}" + "\n<p>x</p>" * 9))
    assert said.startswith(f"theme/{TITLE}:2: `width` asks for too much")


def test_four_times_as_many_styles_in_a_page_are_four_times_the_calls() -> None:
    def work(number: int) -> int:
        page = "<style>\np { color: navy; }\n</style>\n<p>\nx\n</p>\n" * number
        return calls(lambda: check(page, Kind.PART))

    work(1)
    assert work(400) < 5 * work(100)


def test_what_two_sheets_come_to_is_counted_together() -> None:
    one, other = ":root { --a: " + "x " * 999 + "}", "p { font-family: " + "var(--a) " * 99 + "}"
    assert told(theme(book__css=one)) == told(theme(theme__css=other)) == ""
    assert told(theme(book__css=one, theme__css=other)).startswith("theme/theme.css:1: `font-family` asks for too much")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"theme.css": "h1 { color: navy; }\np { width: calc(1px +); }"}, "theme/theme.css:2"),
        ({"theme.css": "p { width: calc(1px * pow(10, 400)); }"}, "theme/theme.css:1"),
        ({"theme.css": "p { color: navy; }\np::after { content: target-text('#nowhere'); }"}, "theme/theme.css:2"),
        ({"theme.css": "p { color: navy; }\n@media all {\n p:nothing(a) { color: navy; } }"}, "theme/theme.css:3"),
        ({TITLE: "<p>x</p>\n<p>a <img\nsrc='nowhere.png' alt=''/></p>"}, f"theme/{TITLE}:3"),
        ({TITLE: "<p style='width: calc(1px +)'>x</p>"}, f"theme/{TITLE}"),
    ],
)
def test_what_cannot_be_set_with_a_theme_is_an_error_of_it(files: Mapping[str, str], place: str, press: Press) -> None:
    press.path("theme").mkdir()
    for name, text in files.items():
        press.path(f"theme/{name}").write_text(text, encoding="utf-8")
    said = press("build", "sq", "--format", "pdf")
    assert f"{place}: " in said.err
    assert said.code in {0, 1} or (said.code, said.out, said.err.count("\n")) == (3, "", 1)


@pytest.mark.pdf
def test_a_rule_for_everything_does_not_print_the_style(tmp_path: Path) -> None:
    xhtml = render(article(paragraph("Një fjalë.")), IMPRINT, {}, Page(), theme(theme__css="* { display: block; }"))
    said = words_of(typeset(xhtml, IMPRINT, PICTURES)[0], tmp_path)
    assert "Një fjalë." in said
    assert "font-family" not in said


@pytest.mark.pdf
@pytest.mark.parametrize(
    "rule",
    [
        "* { display: inline-block; }",
        "body, body * { display: flex; }",
        "* { display: grid; }",
        "* { columns: 2; }",
    ],
)
def test_boxes_measured_within_one_another_are_an_error_of_the_theme(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "LEAST", 0)
    monkeypatch.setattr(effort, "EACH", 1)
    sheet = f"h1 {{ display: inline-block; }}\n{rule}\n@media screen {{ h1 {{ display: flex; }} }}"
    deep: Block = paragraph("Një fjalë.")
    for _ in range(9):
        deep = Quotation((deep, paragraph("Dy fjalë.")))
    xhtml = render(article(deep), IMPRINT, {}, Page(), theme(theme__css=sheet))
    with pytest.raises(EditionError, match=r"^theme/theme\.css:2: this takes more than [0-9,]+ steps to lay out"):
        typeset(xhtml, IMPRINT, PICTURES)


@pytest.mark.pdf
def test_how_much_is_laid_out_grows_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "LEAST", 0)
    sheet = "p { display: inline-block; } .title-page { display: flex; } main { columns: 2; }"
    for wanted in (PLAIN, theme(theme__css=sheet)):
        assert typeset(render(everything(), IMPRINT, {}, Page(), wanted), IMPRINT, PICTURES)[0]


@pytest.mark.pdf
@pytest.mark.parametrize("written", ["ꦲ", r"\a9b2"])
def test_a_letter_that_a_style_writes_and_no_face_has_is_told_at_its_line(written: str) -> None:
    sheet = f"p {{ color: navy; }}\nh1::before {{ content: 'x{written}'; }}"
    xhtml = render(article(paragraph("Një.")), IMPRINT, {}, Page(), theme(theme__css=sheet))
    _, findings = typeset(xhtml, IMPRINT, {})
    assert [(finding.code, str(finding.place)) for finding in findings] == [("missing-glyph", "theme/theme.css:2")]


@pytest.mark.pdf
def test_a_theme_that_shows_nothing_is_told(press: Press) -> None:
    press.path("theme").mkdir()
    press.path("theme/theme.css").write_text("html { display: none; }", encoding="utf-8")
    said = press("build", "sq", "--format", "pdf")
    assert said.code == 1
    assert "take out of theme/ what changes the text of .bibliography" in said.err


def test_a_fault_of_the_press_is_not_put_on_a_theme() -> None:
    with pytest.raises(LookupError), errors_of_theme(PLAIN):
        raise LookupError
    with (
        pytest.raises(EditionError, match=r"^theme/b.css: .*\(or by a.jinja\): LookupError z"),
        errors_of_theme(Theme((("a.jinja", b""), ("b.css", b"")))),
    ):
        raise LookupError("z")
