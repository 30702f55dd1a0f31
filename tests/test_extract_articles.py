"""Plain texts of articles, of a person, a city, a species and a film, as Wikipedia has them: nothing is lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import (
    Bibliography,
    DefinitionList,
    Document,
    Formula,
    Infobox,
    List,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Table,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.finding import Finding
from kolofon.read import read
from kolofon.read.extract.table_rows import marked_table
from kolofon.read.text import Line
from kolofon.text.notation import plain
from tests.reading import EDITION, TITLED, missing

EXTRACTS = sorted(Path(__file__).parent.joinpath("data/extracts").glob("*.txt"))


def extract(text: str, path: str = "x.txt") -> tuple[Document, tuple[Finding, ...]]:
    work = replace(TITLED, title="", source=path, format=SourceFormat.WIKI_EXTRACT)
    return read(text.encode(), path, work, replace(EDITION, source_language="en"))


def article(name: str) -> tuple[Document, tuple[Finding, ...]]:
    (path,) = (path for path in EXTRACTS if path.stem == name)
    return extract(path.read_text("utf-8"), path.name)


def section(document: Document | Section, *names: str) -> Document | Section:
    for name in names:
        (document,) = (each for each in document.sections if plain(each.heading.inlines) == name)
    return document


def blocks(document: Document, *names: str) -> tuple[object, ...]:
    found = section(document, *names)
    assert isinstance(found, Section)
    return found.blocks


def items(block: object) -> list[str]:
    assert isinstance(block, List)
    return [plain(item.blocks[0].sentences[0].inlines) for item in block.items if isinstance(item.blocks[0], Paragraph)]


def facts(document: Document) -> dict[str, list[str]]:
    box = next(block for block in document.lead if isinstance(block, Infobox))
    return {
        plain(row.label.inlines): [plain(item.inlines) for cell in row.cells for group in cell for item in group.items]
        for row in box.rows
        if isinstance(row.label, Sentence)
    }


@pytest.mark.parametrize("path", EXTRACTS, ids=lambda path: path.stem)
def test_each_word_of_an_extract_is_printed_or_told(path: Path) -> None:
    text = path.read_text("utf-8")
    document, findings = extract(text, path.name)
    # The keys of facts have labels, and a formula is told by its TeX.
    asked = re.sub(r"^- \w+ ?[:=]|displaystyle|^Infobox$", "", text, flags=re.MULTILINE)
    assert missing(set(re.findall(r"[^\W_]{3,}", asked)), document, findings) == set()
    assert all(finding.place.line for finding in findings)


def test_the_facts_of_a_person() -> None:
    document, findings = article("person")
    found = facts(document)
    assert found["Born"] == ["10 December 1895"]
    assert found["Spouse"] == ["Gjon Dukagjini (m. 1920)"]
    assert found["Parents"] == ["Lek Lekaj (father)", "Dila Lekaj (mother)"]
    assert "Image alt" not in found
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("unprinted-template", 3),
        ("unread-parameter", 5),
        ("unread-parameter", 6),
        ("lost-value", 11),
        ("lost-value", 16),
        ("unread-attribute", 46),
    ]


def test_lists_of_every_kind() -> None:
    document, _ = article("person")
    _, quotation, lead, numbered = blocks(document, "Life", "Childhood")
    assert isinstance(quotation, Quotation)
    assert isinstance(lead, Paragraph)
    assert isinstance(numbered, List)
    assert numbered.start == 1
    assert items(numbered)[1] == "She read by the light of the fire, which her\nfather did not like."
    assert items(blocks(document, "Life", "Later years")[1])[2] == "Tereza Bardhi"
    assert isinstance(blocks(document, "Work")[-1], DefinitionList)
    assert items(blocks(document, "See also")[0]) == ["Chess in Albania", "Numbers: a list", "Women in mathematics"]
    (bibliography,) = blocks(document, "References")
    assert isinstance(bibliography, Bibliography)
    assert bibliography.entries[1].text == "2. ^ a b Prela & Marku 1931, pp. 16–26."


def test_formulas_are_made_of_their_tex_alone() -> None:
    first, second, *_ = blocks(article("person")[0], "Work")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert Formula("B_{7}") in first.sentences[0].inlines
    assert plain(first.sentences[0].inlines).endswith("are prime, and finds the sum")
    assert second.sentences[0].inlines == (Formula(r"{\frac {x}{x-1}}.", display=True),)


def test_a_fact_whose_label_is_another_fact() -> None:
    found = facts(article("city")[0])
    assert found["Country"] == ["Albania"]
    assert found["County"] == ["Mirditë"]
    assert found["Mayor"] == ["Ana Prela (PS)"]
    assert found["Vehicle registration"] == ["AA"]
    assert found["Area (km²)"] == ["872.71"]
    assert found["Type"] == ["Town"]
    assert not any("ubdivision" in label or "map" in label or "ensity" in label for label in found)


def test_a_table_right_below_a_paragraph() -> None:
    document, _ = article("city")
    kinds = [type(block) for block in blocks(document, "Geography", "Climate")]
    assert kinds == [Paragraph, Table, Paragraph, Table]
    _, table = blocks(article("film")[0], "Soundtrack")
    assert isinstance(table, Table)
    assert len(table.body) == 3


def test_lines_without_their_bullets() -> None:
    document, _ = article("city")
    assert items(blocks(document, "Demographics")[0])[3] == "1950: 33,852 (estimate)"
    lead, twins = blocks(document, "Twin towns")
    assert isinstance(lead, Paragraph)
    assert items(twins) == ["Zall, Albania", "Zerqan, Albania", "Lule, Albania"]


def test_prose_in_lines_is_no_list() -> None:
    (only,) = extract("= T =\nIn Tirana\nThe Germans stood in the Bank\nOn the morning of the 17th they went.")[0].lead
    assert isinstance(only, Paragraph)


def test_counted_items_letters_and_remarks() -> None:
    document, _ = article("species")
    (counted, letters, *_) = blocks(document, "Taxonomy", "Subspecies")
    assert isinstance(counted, List)
    assert counted.start == 1
    assert items(letters)[:2] == ["a) the brown form", "b) the grey form"]
    assert isinstance(blocks(document, "Description")[1], Quotation)
    assert facts(document)["Genus"] == ["Salmo"]


@pytest.mark.parametrize("text", ["1. FC Köln is a club.", "12. The end.", "1944. It ended.\n1945. It was over."])
def test_a_number_by_itself_is_none_of_a_list(text: str) -> None:
    assert [type(block) for block in extract(f"= T =\n{text}")[0].lead] == [Paragraph]


def test_numbers_go_on_after_a_break() -> None:
    first, second = extract("= T =\n3. c\n4. d\n7. g\n8. h")[0].lead
    assert isinstance(first, List)
    assert isinstance(second, List)
    assert (first.start, second.start) == (3, 7)


def test_a_table_in_the_markup_of_a_wiki_is_one_and_its_looks_are_told() -> None:
    _, table = blocks(article("film")[0], "Release")
    assert isinstance(table, Table)
    texts = [[plain(cell.sentences[0].inlines) for cell in row] for row in (*table.head, *table.body)]
    assert texts == [["Award", "Year"], ["Murrë", "1979"]]
    assert ("unread-attribute", "film.txt:28:1") in {(each.code, str(each.place)) for each in article("film")[1]}
    document, findings = extract("= T =\na\n{| id=x\n|+ b\n|- id=y\n! scope=row | c\n| d | e || [[f\ng\n|}\nh")
    _, table, _ = document.lead
    assert isinstance(table, Table)
    assert [[plain(cell.sentences[0].inlines) for cell in row] for row in table.body] == [["c", "d | e", "[[f\ng"]]
    assert (plain(table.caption[0].inlines), table.body[0][0].heading, table.head) == ("b", True, ())
    assert [(each.code, str(each.place)) for each in findings if each.code == "stray-markup"] == [
        ("stray-markup", "x.txt:7:12")
    ]


def test_markup_of_a_table_without_its_end_and_lost_words_are_told() -> None:
    found = {(each.code, str(each.place)) for each in extract("= T =\n{| id=x\n| a\n|-\n| b\n\n== c ==\nd\n|}\n")[1]}
    assert {("stray-markup", f"x.txt:{line}:1") for line in (2, 4, 9)} <= found
    assert ("lost-value", "person.txt:16:16") in {(each.code, str(each.place)) for each in article("person")[1]}


def test_entries_without_bullets_are_a_bibliography_and_prose_is_none() -> None:
    text = "= T =\n== Sources ==\n  Baum, A. (1986). The mill.\n“The town”. Read at https://example.org/.\n"
    document, findings = extract(text)
    (bibliography,) = blocks(document, "Sources")
    assert isinstance(bibliography, Bibliography)
    assert [(entry.text, str(entry.place)) for entry in bibliography.entries] == [
        ("Baum, A. (1986). The mill.", "x.txt:3:3"),
        ("“The town”. Read at https://example.org/.", "x.txt:4:1"),
    ]
    assert not findings
    document, findings = extract("= T =\n== Sources ==\nIt was written in 1986.\nNobody knows by whom.\n")
    assert isinstance(blocks(document, "Sources")[0], Paragraph)
    assert [finding.code for finding in findings] == ["unlisted-bibliography"]


def test_a_cell_that_could_be_parted_in_many_ways_is_read_in_one() -> None:
    row = "a" + "=bb" * 2000 + " x"
    texts = ("{|", f"| {row}", '| class="c d" id=e | y')
    table = marked_table([Line("x.txt", number, text) for number, text in enumerate(texts, 1)])
    assert [[text for _, text, _, _ in cells] for cells in table.rows] == [[row, "y"]]
    assert [looks for looks, _ in table.looks] == ['class="c d" id=e']
