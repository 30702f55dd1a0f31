"""What alignment is made of: anchors, the sum over all walks, the band, and lines with the message's own links."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.align.band import band
from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.features import features
from kolofon.catalogue.align.msgstr import msgstr
from kolofon.catalogue.align.posterior import Bead, Gaps, links
from kolofon.catalogue.align.sequence import align_region
from kolofon.catalogue.align.unit import Region, Unit, units
from kolofon.model.document import (
    Document,
    Emphasis,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    NoteRef,
    Paragraph,
    Place,
    Role,
    Section,
    Sentence,
    Text,
)
from kolofon.model.part import Nesting, PartRole
from kolofon.text.notation import parse, write
from tests.table import each_row

HERE = Place("source/x.txt", 1)


# --- anchors ----------------------------------------------------------------------------------------------------------


@each_row(
    ("one", "other"),
    [
        ("15,000 men", "15\N{NO-BREAK SPACE}000 burra"),
        ("15,000 men", "15.000 Mann"),
        ("on 1,234,567", "१२३४५६७"),
        ("in Tirana", "i Tiranës"),
        ("the UNÇSH's crackdown", "e UNÇSH-së"),
        ("Brigade VII", "Brigada VII"),
        ("near Laç", "pranë Laçit dhe Laç"),
        ("the Debian project", "このDebianプロジェクト"),
        ("１２ men", "12 burra"),
        ("at 05:00", "në orën 5"),
    ],
)
def test_what_survives_translation(one: str, other: str) -> None:
    assert features(one) & features(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15,000", "15"),
        ("November 17, 1944", "171944"),
        ("3.5 million", "35"),
        ("The day", "The dita"),  # The is no name: it begins its sentence
        ("I came", "I erdha"),
        ("a forest", "në for"),
    ],
)
def test_what_is_not_the_same(one: str, other: str) -> None:
    assert not features(one) & features(other)


# --- all walks --------------------------------------------------------------------------------------------------------

GAPS = Gaps(0.2, 0.5)
Table = dict[tuple[int, int], list[Bead]]


def walks(table: Table, height: int, width: int) -> Iterator[tuple[float, frozenset[tuple[int, int]]]]:
    """Every walk with its odds and its links, one by one."""

    def go(
        i: int, j: int, last: str, odds: float, found: frozenset[tuple[int, int]]
    ) -> Iterator[tuple[float, frozenset[tuple[int, int]]]]:
        if (i, j) == (height, width):
            yield odds, found
        for di, dj, weight in table.get((i, j), []):
            linked = frozenset((i + a, j + b) for a in range(di) for b in range(dj))
            if i + di <= height and j + dj <= width:
                yield from go(i + di, j + dj, "match", odds * weight, found | linked)
        if i < height and last != "add":
            yield from go(i + 1, j, "drop", odds * (GAPS.more if last == "drop" else GAPS.first), found)
        if j < width:
            yield from go(i, j + 1, "add", odds * (GAPS.more if last == "add" else GAPS.first), found)

    return go(0, 0, "match", 1.0, frozenset())


ODDS = st.sampled_from([0.0, 0.01, 0.3, 1.0, 2.5, 40.0])


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_links_are_as_likely_as_the_walks_with_them(height: int, width: int, data: st.DataObject) -> None:
    table: Table = {
        (i, j): [(di, dj, data.draw(ODDS)) for di, dj in ((1, 1), (1, 2), (2, 1), (2, 2))]
        for i in range(height)
        for j in range(width)
    }
    chances: defaultdict[tuple[int, int], float] = defaultdict(float)
    whole = 0.0
    for odds, found in walks(table, height, width):
        whole += odds
        for link in found:
            chances[link] += odds
    rows = [range(width + 1)] * (height + 1)
    result = links(rows, lambda i, j: table.get((i, j), []), GAPS)
    expected = {link: odds / whole for link, odds in chances.items() if odds / whole > 0.5 + 1e-9}
    likely = {link: chance for link, chance in result.likely.items() if chance > 0.5 + 1e-9}
    assert likely.keys() == expected.keys()
    assert all(isclose(likely[link], chance, rel_tol=1e-9) for link, chance in expected.items())
    alone = GAPS.first ** ((height > 0) + (width > 0)) * GAPS.more ** (max(0, height - 1) + max(0, width - 1))
    assert isclose(result.together, log(whole / alone), rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("odds", [1.0, 1e30])
@pytest.mark.parametrize("added", [0, 3000])
def test_long_texts_neither_overflow_nor_underflow(odds: float, added: int) -> None:
    height = 600
    rows = [*(range(max(0, i - 2), i + 3) for i in range(height)), range(height - 2, height + added + 1)]
    result = links(rows, lambda i, j: [(1, 1, odds)] if i == j < height else [], GAPS)
    assert result.likely.keys() == {(i, i) for i in range(height)}


def test_long_texts_that_have_nothing_in_common() -> None:
    result = links([*[range(1)] * 600, range(3001)], lambda _i, _j: [], GAPS)
    assert result.likely == {}
    assert isclose(result.together, 0.0, abs_tol=1e-9)


def test_what_words_say_adds_up_alike_in_every_order() -> None:
    """Sets have no order: with sums of arbitrary floats a tie would fall differently from run to run."""
    one = text("Tirana and Vora, 1944.", "Vora, 17 and 19.", "Tirana 17.")
    evidence = Evidence.of(one, one)
    gains = [evidence.gains[feature] for unit in one for feature in unit.features]
    assert any(gains)
    assert all((gain * 1024).is_integer() for gain in gains)


def test_headings_of_parts_chapters_and_sections_are_known_by_their_level() -> None:
    def section(role: Role, *below: Section) -> Section:
        run = Sentence((Text("Words."),), HERE)
        return Section(
            Sentence((Text("Heading"),), HERE),
            (Paragraph((run,)), List((ListItem((Paragraph((run,)),)),))),
            below,
            role=role,
        )

    book = section(Role.PART, section(Role.CHAPTER, section(Role.SECTION)), section(Role.FRONT))
    found = units(Document("en", Sentence((Text("Title"),), HERE), (), (book,)))[1:]
    roles = [unit.role for unit in found if unit.title]
    assert roles == [(PartRole.HEADING, level, False) for level in (1, 2, 3, 2)]
    within = {(), (Nesting.LIST,)}
    assert {unit.role for unit in found if not unit.title} == {(PartRole.TEXT, blocks, False) for blocks in within}


def test_a_heading_goes_with_nothing_but_a_heading() -> None:
    words = Sentence((Text("In 1944"),), HERE)
    found = units(Document("en", words, (), (Section(words, (Paragraph((words,)),)),)))[1:]
    evidence = Evidence.of(found, found)
    (heading,), (paragraph,) = evidence.spans(found)
    assert evidence.weight(heading, heading) > 0
    assert evidence.weight(heading, paragraph) == evidence.weight(paragraph, heading) == 0


# --- what has moved ---------------------------------------------------------------------------------------------------


def test_the_more_paragraphs_are_left_over_the_less_sure_is_one_that_moved() -> None:
    """Of thirty paragraphs one is alike by chance ten times as often as of three."""
    common = [f"Sentence {number} of this." for number in range(20, 30)]

    def odds(left_over: int) -> float:
        source = text(*common, "In 1944 they met.")
        target = text("In 1944 they met.", *common, *["Whatever else was said of it."] * (left_over - 1))
        gains = dict.fromkeys((feature for unit in source for feature in unit.features), 4.0)
        evidence = Evidence(1.0, gains, dict.fromkeys(gains, 1.0), {}, 1.0)
        (confidence,) = (
            found.confidence for found in align_region(Region.TEXT, source, target, evidence) if found.moved
        )
        return confidence / (1 - confidence)

    assert isclose(odds(4) / odds(40), 10, rel_tol=0.05)


# --- the band -----------------------------------------------------------------------------------------------------


def text(*sentences: str) -> tuple[Unit, ...]:
    title = Sentence((Text("Title"),), HERE)
    paragraphs = tuple(Paragraph((Sentence((Text(sentence),), HERE),)) for sentence in sentences)
    return units(Document("en", title, paragraphs, ()))[1:]


def numbered(*numbers: int) -> tuple[Unit, ...]:
    return text(*(f"Sentence {number} of this." for number in numbers))


def rows(source: tuple[Unit, ...], target: tuple[Unit, ...]) -> list[range]:
    return list(band(source, target, Evidence.of(source, target)))


def test_the_corridor_is_narrow_about_meeting_points() -> None:
    one = numbered(*range(2, 1002))
    found = rows(one, one)
    assert all(i in row for i, row in enumerate(found))
    assert sum(map(len, found)) / len(found) < 60


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 400), st.integers(0, 400))
def test_the_corridor_leads_from_end_to_end(before: int, after: int, here: int, there: int) -> None:
    one = (*numbered(*range(2, before + 2)), *text(*["Same."] * here), *numbered(*range(1002, after + 1002)))
    other = (*numbered(*range(2, before + 2)), *text(*["Same."] * there), *numbered(*range(1002, after + 1002)))
    found = rows(one, other)
    assert len(found) == len(one) + 1
    assert found[0].start == 0
    assert found[-1].stop == len(other) + 1
    for upper, lower in pairwise(found):
        assert upper.start <= lower.start < upper.stop <= lower.stop


def test_the_corridor_holds_what_follows_a_chapter_that_is_missing() -> None:
    one, other = numbered(*range(2, 1002)), numbered(*range(2, 102), *range(902, 1002))
    found = rows(one, other)
    assert all(i in found[i] for i in range(100))
    assert all(i - 800 in found[i] for i in range(900, 1001))


# --- lines ------------------------------------------------------------------------------------------------------------


def sentence(*inlines: Inline, after: str = " ") -> Sentence:
    return Sentence(inlines, HERE, after)


def link(words: str, target: str) -> Link:
    return Link((Text(words),), target)


def test_a_link_is_the_one_that_leads_to_the_same_place() -> None:
    source = sentence(link("Tirana", "#t"), Text(" and "), link("Vora", "#v"))
    target = sentence(link("Vora", "#v"), Text(" e "), link("Tirana", "#t"))
    assert msgstr([target], source) == '<a id="2">Vora</a> e <a id="1">Tirana</a>'
    assert parse(msgstr([target], source), source.inlines) == target.inlines


def test_another_address_is_the_next_link_that_is_free() -> None:
    source = sentence(link("Tirana", "/en/Tirana"), link("Vora", "#v"))
    target = sentence(link("Vora", "#v"), Emphasis((link("Tirana", "/sq/Tirana"),)))
    assert msgstr([target], source) == '<a id="2">Vora</a><em><a id="1">Tirana</a></em>'


def test_what_the_message_does_not_have_is_left_out_and_the_words_of_a_link_stay() -> None:
    source = sentence(Text("Tirana"))
    target = sentence(link("Tirana", "#t"), NoteRef("1"), Image("a.png", "A"))
    assert msgstr([target], source) == "Tirana"


def test_notes_and_pictures_keep_their_numbers() -> None:
    source = sentence(NoteRef("1"), Image("a.png", "A"), NoteRef("2"))
    target = sentence(NoteRef("2"), Text("x"), NoteRef("1"), Image("b.png", "B"))
    assert msgstr([target], source) == '<note id="2"/>x<note id="1"/><img id="1"/>'


def test_what_looks_like_a_tag_stays_literal() -> None:
    target = sentence(Text('<a id="1">'), link("x", "#t"))
    source = sentence(link("y", "#u"), link("x", "#t"))
    assert parse(msgstr([target], source), source.inlines) == target.inlines


def test_sentences_are_parted_as_in_their_text() -> None:
    parts = [sentence(link("One", "#1"), after=""), sentence(link("two", "#2"))]
    whole = sentence(link("1", "#1"), link("2", "#2"))
    assert msgstr(parts, whole) == '<a id="1">One</a><a id="2">two</a>'
    assert msgstr(parts, whole, joiner=", ") == '<a id="1">One</a>, <a id="2">two</a>'
    assert msgstr([whole], whole) == write(whole.inlines)
