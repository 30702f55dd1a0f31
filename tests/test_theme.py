"""An edition's own looks: style sheets and templates in place of the press's, and what they cannot do."""

import pytest

from kolofon.model.edition import Layout, Page
from kolofon.model.error import EditionError
from kolofon.write.themes.theme import Theme
from tests.press import Press
from tests.publishing import IMPRINT, article, everything, paragraph
from tests.setting import render


def rendered(**files: str) -> str:
    """Everything in a theme; names have __ for a dot."""
    theme = Theme(tuple((name.replace("__", "."), text.encode()) for name, text in files.items()))
    return render(everything(), IMPRINT, {}, Page(), theme).decode()


def test_an_own_sheet_has_the_last_word() -> None:
    page = rendered(theme__css=":root { --ink: navy; }")
    assert page.index("--ink: #000") < page.index("--ink: navy") < page.index("</style>")


def test_a_file_takes_the_place_of_the_press_s() -> None:
    page = rendered(book__css="p { color: green; }")
    assert "p { color: green; }" in page
    assert "--ink: #000" not in page
    page = rendered(colophon__xhtml__jinja='<p id="mine">{{ imprint.publisher }}</p>')
    assert '<p id="mine">Kolofon</p>' in page
    assert "doc-colophon" not in page


def test_a_template_builds_on_the_press_s() -> None:
    template = '{% extends "press/book.xhtml.jinja" %}{% block end %}{{ super() }}<p id="mine">x</p>{% endblock %}'
    page = rendered(book__xhtml__jinja=template)
    assert "doc-colophon" in page
    assert '<p id="mine">x</p>' in page


def test_words_stay_words_in_a_theme() -> None:
    theme = Theme(
        (
            ("title-page.xhtml.jinja", b"<h1>{{ title.plain }}</h1>"),
            ("theme.css", b"p::before { content: '</style><script>' }"),
        )
    )
    document = article(paragraph("x"), title="<script>alert(1)</script>")
    page = render(document, IMPRINT, {}, Page(), theme).decode()
    assert "<script" not in page
    assert "<h1>&lt;script&gt;" in page


def test_a_theme_that_is_not_utf_8_is_told() -> None:
    with pytest.raises(EditionError, match="not in UTF-8"):
        render(everything(), IMPRINT, {}, Page(), Theme((("theme.css", b"\xff"),)))


def test_the_press_reads_it_from_the_edition(press: Press) -> None:
    folder = press.path("theme")
    folder.mkdir()
    (folder / "theme.css").write_text("h1 { color: navy; }", encoding="utf-8")
    assert press("build", "sq", "--format", "html").code == 0
    assert "h1 { color: navy; }" in press.read("output/sq/liberation-of-tirana.xhtml")


@pytest.mark.parametrize(
    ("layout", "many", "shape"),
    [
        (Layout.AUTO, 1, "article"),
        (Layout.AUTO, 700, "book"),
        (Layout.AUTO, 3000, "book long"),
        (Layout.BOOK, 1, "book"),
        (Layout.ARTICLE, 3000, "article"),
    ],
)
def test_the_layout_goes_by_the_length_unless_said(layout: Layout, many: int, shape: str) -> None:
    document = article(paragraph("Forcat e brigadave që luftonin në kryeqytet vazhduan sulmet. " * many))
    page = render(document, IMPRINT, {}, Page(layout=layout)).decode()
    assert f'<body class="{shape}"' in page
