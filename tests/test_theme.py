"""An edition's own looks: style sheets and templates in place of the press's, and what they cannot do."""

from typing import Any

import pytest

from kolofon.model.document import Document, Role, Section
from kolofon.model.edition import Layout, Page
from kolofon.model.error import EditionError
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart
from kolofon.set.words import Words
from kolofon.write.pictures import Pictures
from kolofon.write.screen.media import OnePage
from kolofon.write.themes.sandbox import Sandbox
from kolofon.write.themes.theme import Theme
from kolofon.write.xhtml import Looks
from kolofon.write.xhtml import render as write_page
from tests.pdfs import EDITION, PICTURES
from tests.press import Press
from tests.publishing import IMPRINT, article, everything, paragraph, sentence
from tests.setting import on_screens, published, render

CHAPTERS = Document(
    "sq",
    sentence("Libri"),
    (),
    tuple(Section(sentence(name), (paragraph(f"Tekst i {name}."),), (), Role.CHAPTER) for name in ("Një", "Dy")),
)


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


def test_the_press_s_templates_are_compiled_once_for_all_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    whole = Sandbox.compile

    def counted(*told: Any) -> object:  # noqa: ANN401  as Jinja calls it
        compiled.append(told[2])
        return whole(*told)

    rendered(theme__css="p { color: red; }")
    monkeypatch.setattr(Sandbox, "compile", counted)
    rendered(theme__css="p { color: green; }")
    assert compiled == []
    assert '<p id="mine">' in rendered(colophon__xhtml__jinja='<p id="mine">x</p>')
    assert compiled == ["colophon.xhtml.jinja"]
    rendered(colophon__xhtml__jinja='<p id="other">x</p>')
    assert compiled == ["colophon.xhtml.jinja"] * 2
    # However many themes there were, the press's own are used last and stay.
    monkeypatch.setattr("kolofon.write.themes.sandbox._Compiled.most", 30)
    for number in range(40):
        rendered(colophon__xhtml__jinja=f'<p id="number-{number}">x</p>')
    assert {*compiled} == {"colophon.xhtml.jinja"}


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


# --- EPUB and site ----------------------------------------------------------------------------------------------------

BUILDS = '{% extends "press/book.xhtml.jinja" %}'


def files_with(**files: str) -> dict[str, str]:
    """The pages of an EPUB with a theme, by their names; `files` are as above."""
    theme = Theme(tuple((name.replace("__", "."), text.encode()) for name, text in files.items()))
    made = published(CHAPTERS, on_screens(EDITION, {}, theme), PICTURES)
    assert not made.findings
    return {str(file.path): file.content.decode() for file in made.files if file.path.suffix == ".xhtml"}


def test_what_a_theme_adds_to_the_page_is_a_part_of_a_book_on_screens() -> None:
    blocks = "".join(
        f"{{% block {name} %}}<p>Before.</p>{{{{ super() }}}}<p id='{name}-added'>After.</p>{{% endblock %}}"
        for name in ("front", "text", "end")
    )
    found = files_with(book__xhtml__jinja=BUILDS + blocks)
    plain = files_with()
    assert found.keys() - plain.keys() == {"front.xhtml", "text.xhtml", "end.xhtml"}
    for name in ("front", "text", "end"):
        content = found[f"{name}.xhtml"].partition("<body")[2]
        assert content.count("<p") == 2
        assert content.count(f"<p id='{name}-added'>After.</p>") == 1
        matter = "frontmatter" if name == "front" else "backmatter"
        assert content.startswith(f' epub:type="{matter}">')
    assert all(found[name] == plain[name] for name in plain)


def test_a_title_page_in_the_page_of_a_theme_is_that_of_its_book_on_screens() -> None:
    found = files_with(book__xhtml__jinja=BUILDS + "{% block title_page %}<h1 id='mine'>x</h1>{% endblock %}")
    assert "<h1 id='mine'>x</h1>" in found["title-page.xhtml"]
    assert found.keys() == files_with().keys()


def test_a_page_that_builds_on_no_other_is_for_paper_alone() -> None:
    whole = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="{{ language }}" dir="{{ direction }}"><head>'
        "<title>x</title></head><body><p>All of it.</p></body></html>"
    )
    assert files_with(book__xhtml__jinja=whole) == files_with()


def test_links_and_pictures_of_a_template_lead_there_in_every_format() -> None:
    page = (
        '<header id="title-page"><a href="{{ link("s2") }}">x</a><a href="#title-page">y</a>'
        '<img src="{{ picture("pictures/a plan.png") }}" alt="z"/></header>'
    )
    on_paper = rendered(**{"title-page__xhtml__jinja": page.replace("s2", "s1")})
    assert '<a href="#s1">x</a>' in on_paper
    assert '<img src="pictures/a%20plan.png" alt="z"/>' in on_paper
    found = files_with(**{"title-page__xhtml__jinja": page})["title-page.xhtml"]
    assert '<a href="s2.xhtml#s2">x</a><a href="#title-page">y</a><img src="images/1-a-plan.png" alt="z"/>' in found
    theme = Theme((("title-page.xhtml.jinja", page.encode()),))
    words = Words({}, "sq")
    whole = write_page(
        set_document(CHAPTERS, words), Looks(EDITION, words, Page(), theme), OnePage(Pictures(PICTURES, {}))
    ).decode()
    assert '<a href="#s2">x</a>' in whole
    assert '<img src="data:image/png;base64,' in whole


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>x</p>\n<p><a href='#s2'>x</a></p>", ":2: a link leads to #s2, which is not in this part of the book"),
        ("<p>x</p>\n<p><img src='{{ 'map' }}.png' alt=''/></p>", ":2: `map.png` is no picture of the edition"),
    ],
)
def test_an_address_that_is_right_in_some_formats_alone_is_told(page: str, told: str) -> None:
    with pytest.raises(EditionError) as error:
        files_with(**{"title-page__xhtml__jinja": page})
    assert str(error.value).startswith(f"theme/title-page.xhtml.jinja{told}")


def test_a_part_that_a_theme_leaves_a_mark_out_of_is_told() -> None:
    theme = Theme((("title-page.xhtml.jinja", b"<h1>{{ title.plain }}</h1>"),))
    starts = [PageStart("1", "title", 0), PageStart("2", "s1-p1", 0)]
    made = published(CHAPTERS, on_screens(EDITION, {}, theme), {}, starts)
    assert made.book.folios == ("2",)
    assert [finding.code for finding in made.findings] == ["page-without-mark"]
