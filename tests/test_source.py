"""The canonical text is the one that was extracted, and the press reads what stands in it."""

from hashlib import sha256
from pathlib import Path

from kolofon.edition.configuration import read_edition
from kolofon.model.document import (
    Bibliography,
    Date,
    DateRange,
    Document,
    Infobox,
    InfoboxGroup,
    Number,
    Paragraph,
    Place,
    Sentence,
    Term,
    Text,
)
from kolofon.model.finding import Finding, Severity
from kolofon.read import read

SOURCE = Path(__file__).parents[1] / "source"
NAME = "source/liberation-of-tirana.txt"
DIGEST = "945aafcceb34d14d8ce6bcee1d6d212e51d2332a70214af29c8349b0e499575d"


def the_text() -> tuple[Document, tuple[Finding, ...]]:
    edition = read_edition((SOURCE / "edition.toml").read_bytes(), "source/edition.toml")
    work = edition.works[0]
    return read((SOURCE / work.source).read_bytes(), NAME, work, edition)


def the_infobox() -> Infobox:
    box = the_text()[0].lead[0]
    assert isinstance(box, Infobox)
    return box


def text(sentence: Sentence | Term | None) -> str:
    assert isinstance(sentence, Sentence)
    return "".join(inline.text for inline in sentence.inlines if isinstance(inline, Text))


def words(groups: tuple[InfoboxGroup, ...]) -> list[tuple[str | None, list[str]]]:
    return [(text(group.heading) if group.heading else None, [text(item) for item in group.items]) for group in groups]


def test_the_text_is_byte_for_byte_the_extract() -> None:
    assert sha256((SOURCE / "liberation-of-tirana.txt").read_bytes()).hexdigest() == DIGEST
    assert DIGEST in (SOURCE / "README.md").read_text("utf-8")


def test_the_shape_of_the_document() -> None:
    document = the_text()[0]
    assert document.language == "en"
    assert text(document.title) == "Liberation of Tirana"
    assert document.title.place == Place(NAME, 1, 3)
    assert [type(block) for block in document.lead] == [Infobox, Paragraph]
    assert [text(section.heading) for section in document.sections] == ["Description", "Literature"]
    assert [type(block) for block in document.sections[0].blocks] == [Paragraph] * 4
    assert document.notes == ()


def test_the_paragraph_of_two_lines_is_one() -> None:
    paragraph = the_text()[0].sections[0].blocks[2]
    assert isinstance(paragraph, Paragraph)
    (sentence,) = paragraph.sentences
    assert "scale developed by UNÇSH.\nIn total 127 Albanians" in text(sentence)
    assert sentence.place == Place(NAME, 27, 1)


def test_the_infobox_has_two_sides() -> None:
    box = the_infobox()
    assert text(box.title) == "Liberation of Tirana"
    assert box.sides == 2
    assert [(row.label.msgid if isinstance(row.label, Term) else "", len(row.cells)) for row in box.rows] == [
        ("Part of", 1),
        ("Date", 1),
        ("Location", 1),
        ("Result", 1),
        ("Belligerents", 2),
        ("Commanders and leaders", 2),
        ("Units involved", 2),
        ("Strength", 2),
        ("Casualties and losses", 2),
    ]


def test_the_facts_of_the_infobox() -> None:
    rows = the_infobox().rows
    assert words(rows[0].cells[0]) == [
        (None, ["World War II in Albania and the LANÇ counter-offensive in Albania (1944)"])
    ]
    assert words(rows[2].cells[0]) == [(None, ["Tirana, Albania"])]
    assert words(rows[4].cells[0]) == [(None, ["LANÇ"])]
    assert words(rows[4].cells[1]) == [(None, ["Balli Kombëtar"])]
    assert words(rows[5].cells[1]) == [(None, ["Unknown", "Unknown"])]
    assert words(rows[6].cells[0]) == [
        (None, ["Brigade I and Brigade VII (initially)", "11 brigades in total (final stage)"])
    ]
    assert words(rows[8].cells[1]) == [
        (None, ["100 killed", "365 POWs", "the rest fled"]),
        (
            "Equipment captured or destroyed:",
            ["25 artilleries", "4 tanks", "100 machine guns", "200 vehicles", "250 wagons"],
        ),
    ]


def test_the_date_and_the_strengths() -> None:
    rows = the_infobox().rows
    first, last = Date(1944, 10, 28, "28 October"), Date(1944, 11, 17, "17 November 1944")
    assert rows[1].cells[0][0].items[0].inlines == (DateRange(first, last, "28 October – 17 November 1944"),)
    assert rows[7].cells[0][0].items[0].inlines == (Number("15000", "15,000"),)
    plus, tanks = rows[7].cells[1][0].items
    assert plus.inlines == (Number("8000", "8,000"), Text("+"))
    assert tanks.inlines == (Text("300 tanks"),)
    assert tanks.place == Place(NAME, 16, 22)


def test_the_bibliography_is_verbatim() -> None:
    (block,) = the_text()[0].sections[1].blocks
    assert isinstance(block, Bibliography)
    assert block.language == "sq"
    first = (
        "Historia e Artit Ushtarak të Luftës Antifashiste Nacional Çlirimtare të Popullit Shqiptar – Tiranë, 1989. "
        "(Ministria e Mbrojtjes Popullore, Akademia Ushtarake) – Avni Hajro, Kadri Cenolli, Maksim Ilirjani, Mustafa "
        "Novi, Proletar Hasani, Refik Kucaj, Shahin Leka, Vangjel Kasapi."
    )
    assert [entry.text for entry in block.entries] == [
        first,
        "Shpresë për popullin, tmerr për armikun. Bridaga 1 Sulmuese – Tiranë, 1971.",
        "Historiku i Brigadës së 4 Sulmuese – Tiranë, 1998.",
    ]
    assert block.entries[0].place == Place(NAME, 33, 3)


def test_what_the_extract_lost_is_the_one_finding() -> None:
    (finding,) = the_text()[1]
    assert (finding.code, finding.severity) == ("lost-value", Severity.WARNING)
    assert str(finding.place) == f"{NAME}:10:15"
    assert finding.message == "Combatant2 has an empty item"
    assert "flag" in finding.hint
