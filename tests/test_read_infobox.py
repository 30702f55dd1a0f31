"""Infoboxes: sides, lists that were flattened, and what was lost."""

import pytest

from kolofon.model.document import Date, Infobox, InfoboxGroup, Number, Place, Sentence, Term, Text
from kolofon.model.finding import Finding, Severity
from kolofon.read.elements.infobox import InfoboxLine, read_infobox
from kolofon.text.notation import plain
from tests.table import each_row

Group = tuple[str | None, list[str]]


def box(*lines: str) -> tuple[Infobox, tuple[Finding, ...]]:
    """An infobox of lines that stand at column 3; one that begins with a space is nested."""
    return read_infobox(
        [
            InfoboxLine(line.lstrip(), Place("x.txt", number, 3), nested=line.startswith(" "))
            for number, line in enumerate(lines, 1)
        ]
    )


def clean(*lines: str) -> Infobox:
    found, findings = box(*lines)
    assert not findings
    return found


def groups(cell: tuple[InfoboxGroup, ...]) -> list[Group]:
    return [
        (plain(group.heading.inlines) if group.heading else None, [plain(item.inlines) for item in group.items])
        for group in cell
    ]


def label(name: Term | Sentence) -> str:
    return f"<{name.msgid}>" if isinstance(name, Term) else plain(name.inlines)


def rows(found: Infobox) -> dict[str, list[list[Group]]]:
    return {label(row.label): [groups(cell) for cell in row.cells] for row in found.rows}


def value(text: str) -> list[Group]:
    """The first cell of a list field with this value."""
    return groups(clean(f"Casualties1: {text}").rows[0].cells[0])


def test_the_fields_stand_in_their_usual_order_and_others_behind_them() -> None:
    found = clean(
        "Notes: none",
        "Casualties1: a",
        "Strength1: b",
        "Units1: c",
        "Commander1: d",
        "Combatant1: e",
        "Territory: f",
        "Result: g",
        "Place: h",
        "Date: i",
        "Partof: j",
        "Conflict: k",
    )
    assert [label(row.label) for row in found.rows] == [
        "<Part of>",
        "<Date>",
        "<Location>",
        "<Result>",
        "<Territorial changes>",
        "<Belligerents>",
        "<Commanders and leaders>",
        "<Units involved>",
        "<Strength>",
        "<Casualties and losses>",
        "Notes",
    ]
    assert found.title == Sentence((Text("k"),), Place("x.txt", 12, 13))


def test_two_sides_even_if_one_is_empty() -> None:
    found = clean("Combatant1: a")
    assert found.sides == 2
    assert rows(found) == {"<Belligerents>": [[(None, ["a"])], []]}


def test_three_sides_in_every_row() -> None:
    found = clean("Combatant1: a", "Combatant3: c", "Strength2: b")
    assert found.sides == 3
    assert rows(found) == {
        "<Belligerents>": [[(None, ["a"])], [], [(None, ["c"])]],
        "<Strength>": [[], [(None, ["b"])], []],
    }


def test_what_concerns_the_whole_has_one_cell_and_no_commas_part_it() -> None:
    assert rows(clean("Conflict: x", "Place: Tirana, Albania", "Result: Victory, at last", "Partof: A, B")) == {
        "<Part of>": [[(None, ["A, B"])]],
        "<Location>": [[(None, ["Tirana, Albania"])]],
        "<Result>": [[(None, ["Victory, at last"])]],
    }


@each_row(
    ("text", "items"),
    [
        ("a, b", ["a", "b"]),
        ("a<br />b<BR>c<hr/>d<br clear='all'>e", ["a", "b", "c", "d", "e"]),
        ("a<hr />", ["a"]),
        ("<hr />a<br /><br />b", ["a", "b"]),
        ("Unknown, Unknown", ["Unknown", "Unknown"]),
        ("8,000+, 300 tanks", ["8,000+", "300 tanks"]),
        ("I and VII (initially, then more), 11 in total", ["I and VII (initially, then more)", "11 in total"]),
        ("a [1, 2 (x, y)], b", ["a [1, 2 (x, y)]", "b"]),
        ("a (b, c", ["a (b", "c"]),
        ("a), b (c, d)", ["a)", "b (c, d)"]),
    ],
)
def test_a_flattened_list_is_a_list_again(text: str, items: list[str]) -> None:
    assert value(text) == [(None, items)]


def test_an_item_that_ends_in_a_colon_heads_those_after_it() -> None:
    assert value("a, X:, b, c, Y:<br />d, Z:") == [(None, ["a"]), ("X:", ["b", "c"]), ("Y:", ["d"]), ("Z:", [])]


def test_each_item_knows_its_column() -> None:
    items = clean("Commander1: Enver Hoxha,  Mehmet Shehu<br /> X").rows[0].cells[0][0].items
    assert [item.place.column for item in items] == [15, 29, 48]


def test_lines_nested_below_a_key_are_its_items_as_they_are() -> None:
    assert rows(clean("Units1:", " Brigade I, Tirana", " Brigade II", "Units2: a, b")) == {
        "<Units involved>": [[(None, ["Brigade I, Tirana", "Brigade II"])], [(None, ["a", "b"])]]
    }


@pytest.mark.parametrize(
    ("text", "column", "kept"),
    [(", Balli", 15, ["Balli"]), ("a, , b", 18, ["a", "b"]), ("a,, b", 17, ["a", "b"]), ("a, <br />b", 17, ["a", "b"])],
)
def test_an_empty_item_is_a_value_that_the_extract_lost(text: str, column: int, kept: list[str]) -> None:
    found, (finding,) = box(f"Combatant2: {text}")
    assert rows(found) == {"<Belligerents>": [[], [(None, kept)]]}
    assert (finding.code, finding.severity, finding.place) == (
        "lost-value",
        Severity.WARNING,
        Place("x.txt", 1, column),
    )


@pytest.mark.parametrize("line", ["Strength1:", "Strength1: <hr />", "Name:"])
def test_an_empty_value_is_one_that_the_extract_lost(line: str) -> None:
    finding = box("Conflict: x", line)[1][0]
    assert (finding.code, finding.place.line) == ("lost-value", 2)
    assert "has no value" in finding.message


def test_a_key_that_comes_twice_is_kept_and_found() -> None:
    found, (finding,) = box("Commander1: a", "Result: b", "commander_1: c")
    assert rows(found)["<Commanders and leaders>"] == [[(None, ["a"]), (None, ["c"])], []]
    assert (finding.code, finding.place) == ("repeated-key", Place("x.txt", 3, 3))
    assert "line 1" in finding.message


def test_a_second_title_is_kept_as_a_row() -> None:
    found, (finding,) = box("Conflict: a", "Conflict: b")
    assert finding.code == "repeated-key"
    assert rows(found) == {"Conflict": [[(None, ["b"])]]}


def test_a_line_without_a_key_is_kept_and_found() -> None:
    found, (finding,) = box("Conflict: a", "a word https://example.org/")
    assert (finding.code, finding.place) == ("missing-key", Place("x.txt", 2, 3))
    assert rows(found) == {"a word https://example.org/": [[]]}


def test_an_infobox_of_another_kind_has_its_keys_as_labels() -> None:
    found = clean(
        "Name: Enver Hoxha", "Birth_date: 16 October 1908", "Birth place: Gjirokastër, Albania", "Rank:a<br>b"
    )
    assert (found.title, found.sides) == (None, 1)
    assert rows(found) == {
        "Name": [[(None, ["Enver Hoxha"])]],
        "Birth date": [[(None, ["16 October 1908"])]],
        "Birth place": [[(None, ["Gjirokastër, Albania"])]],
        "Rank": [[(None, ["a", "b"])]],
    }
    assert found.rows[1].cells[0][0].items[0].inlines == (Date(1908, 10, 16, "16 October 1908"),)
    assert found.rows[1].label == Sentence((Text("Birth date"),), Place("x.txt", 2, 3))


def test_a_date_and_a_place_alone_do_not_make_a_conflict() -> None:
    assert list(rows(clean("Date: 1944", "Place: Tirana"))) == ["Date", "Place"]


def test_four_digits_are_a_number_on_a_side_and_a_year_elsewhere() -> None:
    found = clean("Date: 1944", "Strength1: 1944")
    assert found.rows[0].cells[0][0].items[0].inlines == (Date(1944, 0, 0, "1944"),)
    assert found.rows[1].cells[0][0].items[0].inlines == (Number("1944", "1944"),)
