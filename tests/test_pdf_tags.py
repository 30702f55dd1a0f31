"""What a screen reader tells of a PDF: languages, whole paragraphs, tables, notes, links; and what it leaves out."""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kolofon.write.paper.weasyprint import mends
from tests.later import pikepdf
from tests.pdfs import Tag, set_page, spoken, tags, valid, whole_book

pytestmark = pytest.mark.pdf

WORDS = "Forcat e brigadave që luftonin në kryeqytet vazhduan sulmet. "


@pytest.fixture(scope="module")
def whole() -> bytes:
    return whole_book()


def told(content: bytes, *types: str) -> list[Tag]:
    return tags(pikepdf.open(io.BytesIO(content)), *types)


def shape(content: bytes, *leaving_out: str) -> list[str]:
    """The types of a tree, indented by their depth."""
    return [f"{'  ' * tag.depth}{tag.type}" for tag in told(content) if tag.type not in {"Document", *leaving_out}]


def operations(content: bytes) -> Iterator[tuple[int, str, "pikepdf.Object"]]:
    """How each marked content begins: the number of its page, its tag and its properties."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            for operation in pikepdf.parse_content_stream(page):
                if str(operation.operator) in {"BDC", "BMC"}:
                    tag, *properties = operation.operands
                    yield number, str(tag), properties[0] if properties else pikepdf.Dictionary()


def test_it_is_valid(whole: bytes, tmp_path: Path) -> None:
    valid(whole, tmp_path, "2a", "ua1")


def test_a_language_is_said_where_it_changes(whole: bytes) -> None:
    content = set_page(
        '<p>Shqip <span lang="en">English <span lang="el">ελληνικά</span></span></p>'
        '<ul lang="sq"><li>Shqip</li></ul><ul lang="de"><li>Deutsch <span lang="sq">shqip</span></li></ul>'
    )
    assert [(tag.type, tag.says["Lang"]) for tag in told(content) if "Lang" in tag.says] == [
        ("Span", "en"),
        ("Span", "el"),
        ("L", "de"),
        ("Span", "sq"),
    ]
    assert {tag.says.get("Lang") for tag in told(whole)} == {None, "en", "el"}


def test_stock_tags_say_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mends, "tagged_by_elements", lambda _: contextlib.nullcontext())
    content = set_page('<p>Shqip <span lang="en">English</span></p>')
    assert not any("Lang" in tag.says for tag in told(content)), "WeasyPrint no longer needs this mend"


def test_what_goes_on_to_another_page_is_one_element(tmp_path: Path) -> None:
    content = set_page(f"<p>{WORDS * 60}</p><ul><li>{WORDS * 60}</li></ul><blockquote><p>{WORDS * 60}</p></blockquote>")
    assert len(pikepdf.open(io.BytesIO(content)).pages) > 5
    assert shape(content) == ["  P", "  L", "    LI", "      Lbl", "      LBody", "  BlockQuote", "    P"]
    paragraph = next(line for line in spoken(content, tmp_path) if "Forcat" in line)
    assert paragraph.count("kryeqytet") == 60


def test_an_aside_and_a_listing_with_a_caption_are_told_as_such(tmp_path: Path) -> None:
    content = set_page(
        f'<aside class="aside note" role="note"><p class="aside-label">Note</p><p>{WORDS * 60}</p></aside>'
        '<figure class="listing"><figcaption>One</figcaption><pre>x</pre></figure>'
    )
    assert shape(content) == ["  Aside", "    P", "    P", "  Div", "    Caption", "    P"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.StructTreeRoot.RoleMap["/Aside"] == pikepdf.Name.Div
    assert spoken(content, tmp_path)[:3] == ["Document", "  Div", "    P"]  # by the standard type that it is mapped to


def test_every_marked_content_is_found_from_its_page(whole: bytes) -> None:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(key): value for key, value in zip(list(numbers)[::2], list(numbers)[1::2], strict=True)}
        pages = {str(page.objgen): number for number, page in enumerate(pdf.pages)}
        held = 0
        for tag in tags(pdf):
            for kid in tag.element.get("/K", []):
                if not isinstance(kid, pikepdf.Dictionary):
                    owner = tree[pages[str(tag.element.Pg.objgen)]][int(kid)]
                    held += 1
                elif kid.get("/Type") == "/MCR":
                    owner = tree[pages[str(kid.Pg.objgen)]][int(kid.MCID)]
                    held += 1
                elif kid.get("/Type") == "/OBJR":
                    owner = tree[int(kid.Obj.StructParent)]
                else:
                    owner = kid.P
                assert owner.objgen == tag.element.objgen
        marked = [(page, int(properties.MCID)) for page, _, properties in operations(whole) if "/MCID" in properties]
        assert held == len(marked) == len(set(marked))
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(tree)


def test_running_heads_folios_and_leaders_are_not_told(tmp_path: Path) -> None:
    content = set_page(
        '<p id="a" class="toc">kreu</p><p>teksti</p>',
        """@page { @top-center { content: "kryetitull" } @bottom-center { content: counter(page) } }
        @page { @left-top { content: "anash" } }
        .toc::after { content: leader(".") target-counter("#a", page) }""",
    )
    assert spoken(content, tmp_path) == ["Document", "  P", '    "kreu|1"', "  P", '    "teksti"']
    kinds = {
        (str(properties.get("/Type")), str(properties.get("/Subtype")))
        for _, tag, properties in operations(content)
        if tag == "/Artifact"
    }
    assert kinds == {
        ("/Pagination", "/Header"),
        ("/Pagination", "/Footer"),
        ("/Pagination", "None"),
        ("/Layout", "None"),
    }


def test_a_header_cell_heads_what_is_below_it_or_beside_it(whole: bytes) -> None:
    cells = told(whole, "TH", "TD")[:13]
    # Date; the sides; strength; losses; arms, which only one side has.
    assert [
        (cell.type, cell.says.get("ID", ""), *map(cell.attributes.get, ("Scope", "Headers"))) for cell in cells
    ] == [
        ("TH", "h1", "/Row", None),
        ("TD", "", None, ["h1"]),
        ("TH", "h2", "/Row", None),
        ("TH", "h3", "/Column", ["h2"]),
        ("TH", "h4", "/Column", ["h2"]),
        ("TH", "h5", "/Row", None),
        ("TD", "", None, ["h5", "h3"]),
        ("TD", "", None, ["h5", "h4"]),
        ("TH", "h6", "/Row", None),
        ("TD", "", None, ["h6", "h3"]),
        ("TD", "", None, ["h6", "h4"]),
        ("TH", "h7", "/Row", None),
        ("TD", "", None, ["h7", "h3"]),
    ]
    assert cells[1].attributes["ColSpan"] == "2"
    assert all("Scope" in cell.attributes for cell in told(whole, "TH"))


def test_cells_that_span(tmp_path: Path) -> None:
    content = set_page(
        """<table><thead><tr><th rowspan="2">a</th><th colspan="2">b</th></tr><tr><th>c</th><th>d</th></tr></thead>
        <tbody><tr><th scope="row" rowspan="2">e</th><td>f</td><td>g</td></tr><tr><td>h</td><td>i</td></tr>
        <tr><th scope="row">k</th><td colspan="2">l</td></tr></tbody></table>"""
    )
    heads = {cell.says["ID"]: cell.attributes for cell in told(content, "TH")}
    assert {name: (told.get("ColSpan"), told.get("RowSpan")) for name, told in heads.items()} == {
        "h1": (None, "2"),
        "h2": ("2", None),
        "h3": (None, None),
        "h4": (None, None),
        "h5": (None, "2"),
        "h6": (None, None),
    }
    assert [heads[name].get("Headers") for name in ("h1", "h3", "h4", "h5")] == [None, ["h2"], ["h2"], ["h1"]]
    assert [cell.attributes["Headers"] for cell in told(content, "TD")] == [
        ["h5", "h2", "h3"],
        ["h5", "h2", "h4"],
        ["h5", "h2", "h3"],
        ["h5", "h2", "h4"],
        ["h6", "h2", "h3", "h4"],
    ]
    valid(content, tmp_path, "ua1")


def test_the_head_of_a_long_table_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(80))
    content = set_page(f"<table><caption>Titull</caption><thead><tr><th>krye</th></tr></thead>{rows}</table>")
    assert len(pikepdf.open(io.BytesIO(content)).pages) > 1
    assert [tag.type for tag in told(content, "Table", "THead", "TBody", "TH", "Caption")] == [
        "Table",
        "Caption",
        "THead",
        "TH",
        "TBody",
    ]
    assert sum("krye" in line for line in spoken(content, tmp_path)) == 1
    valid(content, tmp_path, "ua1")


def test_a_footnote_is_told_at_its_call(tmp_path: Path) -> None:
    content = set_page(
        '<p>para <span class="note" id="n7">shënimi</span> pas.</p><p>tjetër</p>',
        ".note { float: footnote }",
    )
    assert spoken(content, tmp_path) == [
        "Document",
        "  P",
        '    "para "',
        "    Reference",
        '      "1"',
        "    Note",
        "      Lbl",
        '        "1. "',
        '      "shënimi"',
        '    " pas."',
        "  P",
        '    "tjetër"',
    ]
    assert [note.says["ID"] for note in told(content, "Note")] == ["n7"]
    valid(content, tmp_path, "ua1")


def test_endnotes_are_notes_and_their_calls_lead_to_them(whole: bytes, tmp_path: Path) -> None:
    assert [note.says["ID"] for note in told(whole, "Note")] == ["n1"]
    lines = spoken(whole, tmp_path)
    note = lines.index("      Note")
    assert [line.strip() for line in lines[note + 1 : note + 5]] == ["Lbl", '"1. "', "P", '"Shënimi."']
    calls = [
        index for index, line in enumerate(lines) if line.strip() == "Reference" and lines[index + 2].strip() == '"1"'
    ]
    assert len(calls) == 3
    assert all(lines[call + 1].strip() == "Link" for call in calls)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        names = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert "n1" in names
        assert names == sorted(names)


def test_a_link_says_where_it_leads_in_its_own_words(tmp_path: Path) -> None:
    content = set_page(
        '<p><a href="https://example.org/">lidhje <em>me <strong>theks</strong></em></a> dhe '
        '<a href="#x"><img src="pictures/map.png" alt="hartë"/></a></p><p id="x">këtu</p>'
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [link for page in pdf.pages for link in page.Annots]
        assert [str(link.Contents) for link in links] == ["lidhje me theks", "hartë"]
        assert all(int(link.F) == 4 for link in links)
        assert not [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Annot" and thing not in links
        ]
    assert shape(content) == ["  P", "    Link", "      Em", "        Strong", "    Link", "      Figure", "  P"]
    valid(content, tmp_path, "2a", "ua1")


def test_contents(tmp_path: Path) -> None:
    content = set_page(
        """<nav role="doc-toc"><h1>Përmbajtja</h1><ol><li><span class="entry"><a href="#a">Një</a></span>
        <ol><li><a href="#a">Brenda</a></li></ol></li></ol></nav><h2 id="a">Një</h2>""",
        """li { list-style: none } li::before { content: "· " }
        .entry::after { content: leader(".") target-counter("#a", page) }""",
    )
    assert shape(content) == [
        "  Sect",
        "    H1",
        "    TOC",
        "      TOCI",
        "        Reference",
        "          Link",
        "          Span",
        "        TOC",
        "          TOCI",
        "            Reference",
        "              Link",
        "  H2",
    ]
    assert [line.strip() for line in spoken(content, tmp_path) if '"' in line] == [
        '"Përmbajtja"',
        '"Një"',
        '"1"',
        '"Brenda"',
        '"Një"',
    ]
    valid(content, tmp_path, "ua1")


def test_lists(tmp_path: Path) -> None:
    content = set_page(
        """<ol><li>një<ul><li>brenda</li></ul></li></ol>
        <ul style="list-style: none"><li>pa shenjë</li></ul>
        <dl><dt>a</dt><dt>b</dt><dd>c</dd><dd><p>d</p></dd><dt>e</dt><dd>f</dd></dl>
        <dl><div><dt>g</dt><dd>h</dd></div></dl>"""
    )
    assert shape(content) == [
        *["  L", "    LI", "      Lbl", "      LBody"],
        *["        L", "          LI", "            Lbl", "            LBody"],
        *["  L", "    LI", "      LBody"],
        *["  L", "    LI", "      Lbl", "      Lbl", "      LBody", "        P", "        P"],
        *["    LI", "      Lbl", "      LBody", "        P"],
        *["  L", "    LI", "      Lbl", "      LBody", "        P"],
    ]
    numberings = [tag.attributes["ListNumbering"] for tag in told(content, "L")]
    assert numberings == ["/Decimal", "/Circle", "/None", "/None", "/None"]
    valid(content, tmp_path, "ua1")


def test_a_picture_has_its_words_and_its_place(whole: bytes) -> None:
    pictures = told(whole, "Figure")
    assert [figure.says["Alt"] for figure in pictures] == ["plan", "hartë"]
    for figure in pictures:
        box = figure.attributes["BBox"]
        assert isinstance(box, list)
        left, bottom, right, top = map(float, box)
        assert 0 < left < right < 420
        assert 0 < bottom < top < 596
        assert (right - left, top - bottom) == pytest.approx((3, 3), abs=0.02)


def test_words_apart(whole: bytes) -> None:
    assert {"Em", "Strong", "Code", "Superscript", "Subscript", "Cite"} <= {tag.type for tag in told(whole)}
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        roles = pdf.Root.StructTreeRoot.RoleMap
        assert all(str(roles[f"/{kind}"]) == "/Span" for kind in ("Em", "Strong", "Superscript", "Subscript", "Cite"))


def test_an_abbreviation_is_expanded_where_it_says_what_it_is_short_for() -> None:
    content = set_page('<p><abbr title="Ushtria Nacionalçlirimtare">UNÇ</abbr> dhe <abbr>LANÇ</abbr></p>')
    assert [(tag.type, tag.says.get("E")) for tag in told(content)] == [
        ("Document", None),
        ("P", None),
        ("Span", "Ushtria Nacionalçlirimtare"),
    ]


def test_an_element_that_holds_nothing_is_left_out() -> None:
    assert shape(set_page("<section><div></div><p>a</p></section><table><tr><td>a</td><td></td></tr></table>")) == [
        *["  Sect", "    P"],
        *["  Table", "    TBody", "      TR", "        TD", "        TD"],
    ]


def test_a_broken_word_is_one_word() -> None:
    def mapped(content: bytes) -> str:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font]
            return b"".join(font.ToUnicode.read_bytes() for font in fonts).decode()

    body = f"<p style='width: 4em; hyphens: auto'>{WORDS}</p>"
    assert re.search("> <00ad>", mapped(set_page(body)))
    assert not re.search("> <2010>", mapped(set_page(body)))
    # A text that has the character itself keeps it.
    assert re.search("> <2010>", mapped(set_page(f"{body}<p>a\N{HYPHEN}b</p>")))
