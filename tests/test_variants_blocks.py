"""Blocks of wikitext in HTML, and tables and marks in extracts, as people write them."""

import pytest

from kolofon.model.document import Bridgehead, Definition, DefinitionList, ListItem, Table
from kolofon.model.edition import SourceFormat
from tests.reading import Reader, p, s

WIKITEXT = Reader(SourceFormat.WIKITEXT)
EXTRACT = Reader(SourceFormat.WIKI_EXTRACT)


def test_definitions_in_html_are_not_run_together() -> None:
    (found,) = WIKITEXT.lead(
        "<dl>\n<dt>one</dt><dt>two</dt>\n<dd>its ''meaning''</dd>\n<dd>more</dd><dt>three</dt></dl>"
    )
    assert isinstance(found, DefinitionList)
    first, last = found.items
    assert first.terms == (s("one"), s("two"))
    assert [len(meaning.blocks) for meaning in first.meanings] == [1, 1]
    assert last == Definition((s("three"),), ())


def test_stray_words_among_definitions_are_printed() -> None:
    assert WIKITEXT.lead("<dl>words</dl>") == (DefinitionList((Definition((), (ListItem((p("words"),)),)),)),)


def test_a_heading_in_html_is_one() -> None:
    assert WIKITEXT.lead("Before.\n<h3 style=x>A heading</h3>\nBehind.") == (
        p("Before."),
        Bridgehead(s("A heading")),
        p("Behind."),
    )


def test_a_line_that_indents_a_picture_leaves_no_empty_quotation() -> None:
    assert len(WIKITEXT.lead(": [[File:A.png|thumb|a]]")) == 1


@pytest.mark.parametrize(
    "rows",
    [
        "| x | y |\n|---|---|\n| 1 | 2 |",
        "|x|y|\n|-|-|\n|1|2|",
        "x | y\n---|---\n1 | 2",
        "| x | y |\n| :--- | ---: |\n|1| 2 |",
    ],
)
def test_a_table_with_bars_around_it(rows: str) -> None:
    (table,) = EXTRACT.lead(f"= T =\n\n{rows}\n")
    assert isinstance(table, Table)
    cells = [[cell.sentences for cell in row] for row in (*table.head, *table.body)]
    assert cells == [[(s("x"),), (s("y"),)], [(s("1"),), (s("2"),)]]
    assert len(table.head) == 1


@pytest.mark.parametrize("line", ["|a|=|b|\n|c|>d", "a|b\nc|d"])
def test_bars_in_words_make_no_table(line: str) -> None:
    assert EXTRACT.lead(f"= T =\n\n{line}\n") == (p(line),)


def test_a_switch_in_an_extract_is_told() -> None:
    assert EXTRACT.found("= T =\n\nWords __NOTOC__ b\n") == [("stray-markup", "3:7")]
