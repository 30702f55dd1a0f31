"""A document with every kind of node, and an imprint, for the tests of what is published."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from kolofon.model.document import (
    Aside,
    AsideKind,
    Bibliography,
    Block,
    Bridgehead,
    Code,
    Comment,
    Date,
    DateRange,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Entry,
    Figure,
    Foreign,
    Formula,
    Highlighted,
    Image,
    Index,
    IndexMark,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Number,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Reference,
    Ruby,
    Rule,
    Section,
    Sentence,
    Shows,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Term,
    Text,
    Underlined,
    Verse,
)
from kolofon.model.edition import Imprint, Page, Progress, Rights
from tests.setting import render

__all__ = [
    "BIBLIOGRAPHY",
    "IMPRINT",
    "PROGRESS",
    "article",
    "everything",
    "infobox",
    "paragraph",
    "sentence",
    "text_of",
    "tree",
]

HTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
PLACE = Place("source/work.txt", 1)

BIBLIOGRAPHY = (
    (
        "Historia e Artit Ushtarak të Luftës Antifashiste Nacional Çlirimtare të Popullit Shqiptar – Tiranë, 1989. "
        "(Ministria e Mbrojtjes Popullore, Akademia Ushtarake) – Avni Hajro, Kadri Cenolli."
    ),
    "Shpresë për popullin, tmerr për armikun. Bridaga 1 Sulmuese – Tiranë, 1971.",
    "Historiku i Brigadës së 4 Sulmuese – Tiranë, 1998.",
)

IMPRINT = Imprint(
    work="work",
    language="sq",
    source_language="en",
    original_title="The Liberation",
    publisher="Kolofon",
    identifier="urn:isbn:9780000000002",
    rights=Rights("Its authors", "CC-BY-SA-4.0", "https://licence.example/", "https://source.example/", "Share alike."),
    source_digest="0123456789abcdef" * 4,
    date=datetime(2024, 11, 28, 9, tzinfo=UTC),
    subject="How a city was freed",
)
PROGRESS = Progress(total=1234, translated=1200, fuzzy=4, reviewed=7)


def sentence(*inlines: str | Inline, after: str = " ", language: str = "") -> Sentence:
    return Sentence(
        tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines), PLACE, after, language
    )


def paragraph(*inlines: str | Inline) -> Paragraph:
    return Paragraph((sentence(*inlines),))


def article(*blocks: Block, language: str = "sq", title: str = "Çlirimi") -> Document:
    """A document with these blocks in its one section."""
    return Document(language, sentence(title), (), (Section(sentence("Përshkrimi"), blocks),))


def group(*items: str, heading: str | None = None) -> InfoboxGroup:
    return InfoboxGroup(sentence(heading) if heading else None, tuple(sentence(item) for item in items))


def infobox() -> Infobox:
    return Infobox(
        sentence("Çlirimi i qytetit"),
        (
            InfoboxRow(Term("Date"), ((group("28 tetor – 17 nëntor 1944"),),)),
            InfoboxRow(Term("Belligerents"), ((group("LANÇ"),), (group("Balli"),))),
            InfoboxRow(Term("Strength"), ((group("15 000"),),) * 2),
            InfoboxRow(
                Term("Casualties and losses"),
                ((group("127", "290"),), (group("100", "365"), group("25 artileri", heading="Të zëna:"))),
            ),
            InfoboxRow(sentence("Arma"), ((), (group("pushkë"),))),
        ),
        sides=2,
    )


def everything() -> Document:
    """A document in which each kind of block and of inline content occurs at least once."""
    inlines = paragraph(
        "Një ",
        Emphasis((Text("theks"), Strong((Text("i fortë"),)))),
        Code("x < y"),
        Superscript((Text("2"),)),
        Subscript((Text("3"),)),
        Link((Text("lidhje"),), "https://example.org/?a=1&b=2"),
        NoteRef("burim"),
        Image("pictures/a plan.png", "plan"),
        LineBreak(),
        Foreign((Text("ελευθερία"),), "el"),
        Date(1944, 11, 17, "17 nëntor 1944"),
        DateRange(Date(1944, 10, 28, ""), Date(1944, 11, 17, ""), "28 tetor – 17 nëntor 1944"),
        Number("15000", "15 000"),
        NoteRef("burim"),
        IndexMark(("asgjë",)),
        Ruby("Tiranë", "ti-ra-në"),
        Struck((Text("hequr"),)),
        Inserted((Text("shtuar"),)),
        Underlined((Text("nënvizuar"),)),
        Highlighted((Text("shënuar"),)),
        Small((Text("imët"),)),
        Formula("x^2"),
        Reference("#s1", Shows.PAGE),
    )
    cell = TableCell((sentence("qelizë"),))
    head = TableCell((sentence("krye"),), heading=True)
    blocks: tuple[Block, ...] = (
        inlines,
        List((ListItem((paragraph("pikë"), List((ListItem((paragraph("brenda"),)),)))),)),
        List((ListItem((paragraph("e para"), paragraph("vazhdim"))),), start=3),
        Quotation((paragraph("thënie"),)),
        Aside(AsideKind.TIP, None, (paragraph("këshillë"),)),
        Aside(AsideKind.ASIDE, sentence("Veçmas"), (paragraph("anash"), paragraph("më tej"))),
        Verse(((sentence("varg"), sentence("varg tjetër")), (sentence("strofë"),))),
        Table((sentence("Titull tabele"),), ((head, head),), ((head, cell), (cell, cell))),
        Table((), (), ((cell,),)),
        Figure(Image("pictures/map.png", "hartë"), (sentence("Harta"),)),
        Preformatted("një\n  dy"),
        Preformatted("x = 1  # një", "python", (Comment(sentence("një"), 9, 12),)),
        Preformatted("dy", "python", (), (sentence("Kodi i dytë"),), "lst-dy"),
        DefinitionList((Definition((sentence("fjalë"),), (ListItem((paragraph("kuptimi"),)),)),)),
        Rule(),
        Bridgehead(sentence("Ndërtitull")),
        paragraph("fund"),
    )
    inner = Section(sentence("Nënkreu"), (paragraph("më thellë"),), (Section(sentence("Edhe më"), ()),))
    bibliography = Bibliography(tuple(Entry(text, PLACE) for text in BIBLIOGRAPHY), "sq")
    return Document(
        "sq",
        sentence("Çlirimi"),
        (infobox(), paragraph("Hyrje."), Index()),
        (
            Section(sentence("Kreu", NoteRef("burim")), blocks, (inner,)),
            Section(sentence("Literatura"), (bibliography,)),
        ),
        (Note("burim", (paragraph("Shënimi."),)),),
    )


def tree(document: Document, furniture: Mapping[str, str] | None = None, imprint: Imprint = IMPRINT) -> ET.Element:
    """The document, rendered and parsed again as XML."""
    imprint = replace(imprint, language=document.language)
    return ET.fromstring(render(document, imprint, furniture or {}, Page()))  # noqa: S314  we have just written it


def text_of(element: ET.Element | None) -> str:
    """The characters of an element, with each run of white space as one space."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())
