"""Infoboxes of a wiki: titles, labels, parts, pictures and boxes in a box; how each format prints a heading in one."""

from dataclasses import replace
from itertools import chain

import pytest

from kolofon.model.document import Date, Document, Figure, Infobox, Sentence
from kolofon.model.edition import SourceFormat
from kolofon.read import read
from kolofon.text.notation import plain, write
from tests.press import Press, edition_toml, put
from tests.reading import EDITION, TITLED, Reader
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)
GENERIC = """\
{{Infobox
| above = The ''mill''
| image1 = [[File:Mill.png|200px]]
| caption1 = From the ''east''
| alt1 = A mill
| header1 = Stones
| label2 = Pairs
| data2 = 2<ref>Counted.</ref>
| data3 = All of river stone
| header4 = Water
| label5 = Length
| data5 = 1,200 m
}}"""


def box_of(text: str) -> Infobox:
    document, _ = WIKITEXT(text)
    box = document.lead[0]
    assert isinstance(box, Infobox)
    return box


def rows(box: Infobox) -> list[tuple[str, list[str]]]:
    """The labels of a box with their values; a heading has none."""
    found = []
    for row in box.rows:
        assert isinstance(row.label, Sentence)
        groups = chain.from_iterable(row.cells)
        found.append((plain(row.label.inlines), [write(item.inlines) for group in groups for item in group.items]))
    return found


@pytest.mark.parametrize(
    ("options", "alternative"),
    [("200px", ""), ("200px|The mill", "The mill"), ("alt=A mill|x|The mill", "A mill"), ("thumb|upright=1.2|B", "B")],
)
def test_a_picture_in_its_link_keeps_its_words(options: str, alternative: str) -> None:
    document, findings = WIKITEXT(f"{{{{Infobox person\n| name = N\n| image = [[File:Mill.png|{options}]]\n}}}}")
    figure = document.lead[-1]
    assert isinstance(figure, Figure)
    assert figure.image.alternative == alternative
    assert not [finding for finding in findings if finding.code != "undescribed-picture"]


def german(text: str) -> Document:
    work = replace(TITLED, source="x.wiki", format=SourceFormat.WIKITEXT)
    return read(text.encode(), "x.wiki", work, replace(EDITION, source_language="de"))[0]


def test_the_rank_of_a_german_taxon_is_the_label_of_its_names() -> None:
    document = german(
        "{{Taxobox\n| Taxon_Name = Forelle\n| Taxon_WissName = Salmona\n| Taxon_Rang = Art\n"
        "| Taxon3_Name = Lachsfische\n| Taxon3_WissName = Salmonidae\n| Taxon3_Rang = Familie\n}}"
    )
    (box,) = document.lead
    assert isinstance(box, Infobox)
    assert rows(box) == [("Art", ["Salmona"]), ("Familie", ["Lachsfische"]), ("Familie", ["Salmonidae"])]


def test_a_list_may_begin_right_behind_the_name_of_its_parameter() -> None:
    document = german("{{Infobox Film\n| DT = A\n| BESETZUNG = * [[B]]: c\n* D: e\n| MUSIK = * f\n| REG = #1\n}}")
    (box,) = document.lead
    assert isinstance(box, Infobox)
    assert rows(box) == [("Besetzung", ['<a id="1">B</a>: c', "D: e"]), ("Musik", ["f"]), ("Regie", ["#1"])]


def test_german_boxes_have_units_and_coordinates() -> None:
    text = (
        "{{Infobox Berg\n| NAME = Korab\n| HÖHE = 2.764\n| SCHARTENHÖHE = ca. 100\n| Fläche = 12,3 ha\n"
        "| BREITENGRAD = 41/47/25/N\n| LÄNGENGRAD = 20/32/48/E\n| REGION-ISO = AL\n| Motto = 1/2/N\n}}"
    )
    (box,) = german(text).lead
    assert isinstance(box, Infobox)
    assert rows(box) == [
        ("Höhe", ["2.764\u00a0m"]),
        ("Schartenhöhe", ["ca. 100"]),
        ("Fläche", ["12,3 ha"]),
        ("Breite", ["41°47′25″N"]),
        ("Länge", ["20°32′48″O"]),
        ("Motto", ["1/2/N"]),
    ]


def test_a_box_whose_labels_are_parameters() -> None:
    box = box_of(GENERIC)
    assert box.title is not None
    assert write(box.title.inlines) == "The <em>mill</em>"
    assert rows(box) == [
        ("Stones", []),
        ("Pairs", ['2<note id="1"/>']),
        ("All of river stone", []),
        ("Water", []),
        ("Length", ["1,200 m"]),
    ]
    document, findings = WIKITEXT(GENERIC)
    figure = document.lead[1]
    assert isinstance(figure, Figure)
    assert (figure.image.source, figure.image.alternative) == ("Mill.png", "A mill")
    assert write(figure.caption[0].inlines) == "From the <em>east</em>"
    assert findings == ()


@each_row(
    "name",
    [
        *(
            "Infobox person",
            "Infobox Film",
            "infobox/mill",
            "Mill infobox",
            "Taxobox",
            "Speciesbox",
            "Chembox",
            "Geobox",
        ),
        *(
            "Automatic taxobox",
            "Info/Biografia",
            "Ficha de persona",
            "Картка:Персона",
            "Карточка персоны",
            "Infokutia person",
        ),
        *(
            "Kutia e personit",
            "基礎情報 国",
            "Kişi bilgi kutusu",
            "معلومات شخصية",
            "صندوق معلومات كاتب",
            "Infoboks person",
        ),
        *("Infobox_settlement", "Infobox Ort in Albanien", "Infobox de film", "Bio", "Template:Infobox film"),
    ],
)
def test_a_box_has_its_name_in_any_language(name: str) -> None:
    assert rows(box_of(f"{{{{{name}|name=A|height=B}}}}")) == [("Height", ["B"])]


def test_a_label_is_known_or_guessed_and_a_guess_is_told() -> None:
    document, (finding,) = WIKITEXT("{{Infobox person|birth_place=A|favourite_bread=B|FOUNDED=C}}")
    box = document.lead[0]
    assert isinstance(box, Infobox)
    assert rows(box) == [("Birthplace", ["A"]), ("Favourite bread", ["B"]), ("Founded", ["C"])]
    assert (finding.code, str(finding.place)) == ("guessed-label", "source/x.wiki:1:1")
    assert "“Favourite bread” of favourite_bread" in finding.message


def test_boxes_in_a_box_head_their_rows() -> None:
    text = """\
{{Chembox
| Name = Acid
| ImageFile = Acid.png
|Section1={{Chembox Identifiers| CASNo = 1-2-3 }}
|Section2={{Chembox Properties| Formula = {{chem|H|2|O}} | Odd_thing = x }}
}}"""
    box = box_of(text)
    assert rows(box) == [
        ("Identifiers", []),
        ("CAS number", ["1-2-3"]),
        ("Properties", []),
        ("Chemical formula", ["H<sub>2</sub>O"]),
        ("Odd thing", ["x"]),
    ]


def test_a_date_of_a_template_is_a_date_in_any_language() -> None:
    box = box_of("{{Infobox person|name=A|birth_date={{birth date and age|1941|6|24|df=y}}}}")
    (item,) = box.rows[0].cells[0][0].items
    assert item.inlines == (Date(1941, 6, 24, "24 June 1941"),)


def test_a_battle_has_sides_under_the_names_of_its_wiki() -> None:
    german = "{{Infobox Militärischer Konflikt|KONFLIKT=A|KONTRAHENT1=B|KONTRAHENT2=C|BEFEHLSHABER2=D|VERLUSTE1=3}}"
    japanese = "{{Battlebox|battle_name=A|combatant1=B|combatant2=C|commander2=D|casualties1=3}}"
    assert box_of(german) == box_of(japanese)
    assert box_of(german).sides == 2


def test_what_says_how_a_box_looks_is_told_and_a_size_of_something_else_printed() -> None:
    document, findings = WIKITEXT(
        "{{Infobox person|image=A.png|image_size=200px|width=4 m|basin_size=5 km2|signature width=9}}"
    )
    box = document.lead[0]
    assert isinstance(box, Infobox)
    assert [label for label, _ in rows(box)] == ["Width", "Basin size"]
    unread = [finding.subject for finding in findings if finding.code == "unread-parameter"]
    assert unread == ["image_size = 200px", "signature width = 9"]


def test_pictures_have_the_captions_of_their_names() -> None:
    text = (
        "{{Infobox settlement|image_flag=F.png|flag_caption=Flag|image_map=M.svg|map_caption=Map|pushpin_map=x|name=A}}"
    )
    document, _ = WIKITEXT(text)
    figures = [block for block in document.lead if isinstance(block, Figure)]
    captions = {figure.image.source: [plain(words.inlines) for words in figure.caption] for figure in figures}
    assert captions == {"F.png": ["Flag"], "M.svg": ["Map"]}


def test_each_format_has_the_headings_of_a_box(press: Press) -> None:
    put(
        press.root / "source",
        {"edition.toml": edition_toml('name = "mill"\nformat = "wikitext"\nsource = "mill.wiki"\n')},
    )
    put(press.root / "source", {"mill.wiki": "{{Infobox|header1=Stones|label2=Pairs|data2=2}}\n\nThe mill."})
    said = press("build", "en", "--format", "html", "--format", "text", "--format", "markdown", "--format", "epub")
    assert said.code == 0, said.err
    page = press.read("output/en/mill.xhtml")
    assert '<tr class="heads"><th scope="col" colspan="2">Stones</th></tr>' in page
    assert ".heads" in page
    assert "Stones:\nPairs: 2" in press.read("output/en/mill.txt")
    assert "<strong>Stones</strong>\n\nPairs\n:   2" in press.read("output/en/mill.md")
    again = Reader(SourceFormat.XHTML)
    document, _ = again(page)
    box = document.lead[0]
    assert isinstance(box, Infobox)
    assert [row.cells == () for row in box.rows] == [True, False]
