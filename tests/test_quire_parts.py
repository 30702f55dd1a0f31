"""What quires are made with: the cut, the order, the strings, the trees, the objects; no page is set."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from kolofon.write.paper.quire.gathering import Wanted, break_between, gathered
from kolofon.write.paper.quire.objects import gathered as objects_of
from kolofon.write.paper.quire.objects import plain, written
from kolofon.write.paper.quire.obstacles import obstacle
from kolofon.write.paper.quire.portions import Node, cut, outline, skeleton, unsaid
from kolofon.write.paper.quire.strings import Running
from kolofon.write.paper.quire.tree import Tree, grafted
from kolofon.write.paper.quire.values import UNKNOWN, Leaf, Named, PageKind, Quire, TreeNode, decoded, encoded
from kolofon.write.paper.tags.tree import Mark
from kolofon.write.paper.tags.tree import Node as Tag
from tests.table import each_row

PAGE = b"""<html><head><title>T</title></head><body class="book long">
<header id="title">T</header>
<div class="front"><p>F</p></div>
<main id="text">
<div class="lead" id="lead">L</div>
<section id="s1"><p>1 <b>a &gt; b</b></p></section>
<section id="s2" role="doc-part"><h2 title="x > y">P</h2>
<section id="s2-1"><p>2.1</p></section><section id="s2-2"><p>2.2</p><br/></section>
</section>
<section id="s3"/>
</main></body></html>"""


def begins(node: Node) -> bool:
    return node.tag in {"main", "section"}


def test_a_page_is_cut_where_portions_begin() -> None:
    assert [ids(portion) for portion in cut(PAGE, outline(PAGE), begins)] == [
        ["title", "text left-out"],
        ["text continues", "lead", "s1 left-out"],
        ["text continued continues", "lead left-out", "s1", "s2 left-out"],
        ["text continued continues", "s1 left-out", "s2 continues", "s2-1 left-out", "s3 left-out"],
        ["text continued continues", "s1 left-out", "s2 continued continues", "s2-1", "s2-2 left-out", "s3 left-out"],
        ["text continued continues", "s1 left-out", "s2 continued", "s2-1 left-out", "s2-2", "s3 left-out"],
        ["text continued", "s2 left-out", "s3"],
    ]


def test_every_word_of_a_page_is_in_one_portion() -> None:
    shown = [words(portion) for portion in cut(PAGE, outline(PAGE), begins)]
    assert shown == ["T F", "L", "1 a > b", "P", "2.1", "2.2", ""]


def test_a_page_in_which_nothing_begins_is_one_portion() -> None:
    (portion,) = cut(PAGE, outline(PAGE), lambda _: False)
    assert portion == PAGE


def test_what_the_head_says_of_a_page_is_left_out_of_what_is_set() -> None:
    head = b'<html><head><meta charset="utf-8"/>\n<title>A</title><meta name="a" content="x > y"/><style>p {}</style>'
    assert (
        unsaid(head + b"</head><body><p>T</p></body>") == b"<html><head><style>p {}</style></head><body><p>T</p></body>"
    )


def test_a_skeleton_has_the_elements_and_no_words() -> None:
    page = skeleton(PAGE, outline(PAGE))
    assert words(page) == ""
    assert ids(page) == ["title", "text", "lead", "s1", "s2", "s2-1", "s2-2", "s3"]


def words(page: bytes) -> str:
    """The words in the body of a page."""
    body = element(page).find("body")
    return " ".join("".join([] if body is None else body.itertext()).split())


def element(page: bytes) -> ET.Element:
    return ET.fromstring(page)  # noqa: S314  the test's own


def ids(page: bytes) -> list[str]:
    """The ids in a page, each with what it says of the quire."""
    return [
        f"{found.get('id')} {found.get('data-quire', '')}".strip() for found in element(page).iter() if found.get("id")
    ]


def quire(  # noqa: PLR0913  each is another thing
    pages: int,
    *,
    recto: bool = True,
    moves: bool = True,
    before: str = "page",
    asked: Mapping[str, str] | None = None,
    name: str = "",
) -> Quire:
    """A quire of so many pages, whose first has an id."""
    leaves = tuple(
        Leaf(
            kind=PageKind("right" if (number % 2 == 0) == recto else "left", blank=False, name="chapter"),
            boxes={"MediaBox": (0.0, 0.0, 10.0, 10.0)},
            content=b"",
            links=(),
            anchors=((name, 1.5, 2.5, 0),) if name and not number else (),
            bookmarks=(),
            strings={"section": Named((name,), begins=True)},
            shift=3.5 if moves else None,
        )
        for number in range(pages)
    )
    node = TreeNode("Document", -1, ())
    return Quire(recto, leaves, None, {}, (), (node,), (), (before,), (), "auto", asked or {}, (), ())


def test_a_quire_is_read_as_it_was_written() -> None:
    one = quire(3, asked={"s1": "7"}, name="s2")
    assert decoded(encoded(one)) == one


@pytest.mark.parametrize(
    ("before", "after", "wins"),
    [
        ((), ("auto", "avoid"), "avoid"),
        (("avoid",), ("page",), "page"),
        (("page",), ("avoid",), "page"),
        (("recto",), ("page",), "recto"),
        (("left",), ("auto", "verso"), "verso"),
        ((), (), "auto"),
    ],
)
def test_a_break_is_what_wins_of_what_is_asked_for(before: Sequence[str], after: Sequence[str], wins: str) -> None:
    assert break_between(before, after) == wins


def test_quires_follow_one_another_on_their_sides() -> None:
    asked: list[Wanted] = []

    def set_quires(wanted: Sequence[Wanted]) -> list[Quire]:
        asked.extend(wanted)
        made = {0: quire(3), 1: quire(2, before="recto"), 2: quire(1), 3: quire(4, recto=wanted[0].recto, moves=False)}
        return [made[want.portion] for want in wanted]

    found = gathered([False] * 4, set_quires, leftward=False)
    assert found.settled
    assert [(placed.first, placed.blank, placed.shifted) for placed in found.quires] == [
        (1, False, False),
        (5, True, False),
        (7, False, False),
        (8, False, False),
    ]
    assert found.pages == 11
    # Only the one that cannot be moved is set again, for its side.
    assert [(want.portion, want.recto) for want in asked] == [(0, True), (1, True), (2, True), (3, True), (3, False)]


def test_what_shows_pages_is_set_for_its_length_and_then_for_the_pages() -> None:
    asked: list[Wanted] = []

    def set_quires(wanted: Sequence[Wanted]) -> list[Quire]:
        asked.extend(wanted)
        return [made(want) for want in wanted]

    def made(want: Wanted) -> Quire:
        if want.portion != 0:
            return quire(3, name=f"s{want.portion}")
        shown = {name: want.shown.get(name, "") if want.shown else UNKNOWN for name in ("s1", "s2", "gone")}
        return quire(5, asked=shown)

    found = gathered([True, False, False], set_quires, leftward=False)
    assert found.settled
    assert found.quires[0].quire.asked == {"s1": "6", "s2": "9", "gone": ""}
    assert [(want.portion, want.shown is None) for want in asked] == [(1, True), (2, True), (0, True), (0, False)]


def test_what_is_longer_for_each_page_that_it_shows_never_settles() -> None:
    def set_quires(wanted: Sequence[Wanted]) -> list[Quire]:
        return [made(want) for want in wanted]

    def made(want: Wanted) -> Quire:
        if want.portion:
            return quire(1, name="s1")
        shown = want.shown["s1"] if want.shown else UNKNOWN
        return quire(2 if shown == "2" else 1, asked={"s1": shown})

    assert not gathered([True, False], set_quires, leftward=False).settled


def test_a_string_is_what_a_page_sets_or_the_last_before_it() -> None:
    running = Running()
    running.turn({"head": Named(("one", "two"), begins=False)})
    first = [running.value("head", word) for word in ("first", "start", "last", "first-except", "all-once")]
    assert first == [("one",), (), ("two",), (), ("one", "two")]
    running.turn({})
    assert running.value("head", "first") == running.value("head", "start") == ("two",)
    assert running.value("head", "all-once") == ()
    running.turn({"head": Named(("three",), begins=True)})
    assert running.value("head", "start") == ("three",)
    assert running.value("none", "first") == ()


def test_an_element_that_is_in_several_quires_is_one_in_the_tree() -> None:
    def nodes(*texts: str, continued: str = "Part text") -> tuple[TreeNode, ...]:
        main = TreeNode("Part", 0, tuple((-1, number) for number in range(2, 2 + len(texts))), open=continued, page=0)
        inner = (TreeNode("P", 1, ((0, number),), identifier=text, page=0) for number, text in enumerate(texts))
        return TreeNode("Document", -1, ((-1, 1),), open="Document"), main, *inner

    root = Tag("Document")
    one, two, other = nodes("a", "b"), nodes("c"), nodes("d", continued="")
    held, _ = grafted([Tree(first, each, [[]], [0.0]) for first, each in ((0, one), (4, two), (6, other))], root)
    assert [[kid.identifier for kid in part.nodes()] for part in root.kids if isinstance(part, Tag)] == [
        ["a", "b", "c"],
        ["d"],
    ]
    assert [(page, number, node.identifier) for page, number, node in held] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (4, 0, "c"),
        (6, 0, "d"),
    ]
    assert [kid for node in root.nodes() for kid in node.kids if isinstance(kid, Mark)][2] == Mark(4, 0)


VALUES = st.recursive(
    st.integers(-(2**31), 2**31)
    | st.floats(allow_nan=False, width=32)
    | st.text().map(pydyf.String)
    | st.just("/Name"),
    lambda inner: st.lists(inner).map(pydyf.Array) | st.dictionaries(st.text("abc"), inner).map(pydyf.Dictionary),
)


@given(VALUES)
def test_a_value_of_a_file_is_what_it_was(value: object) -> None:
    kept = msgpack.decode(msgpack.encode(plain(value, int)))
    again = written(kept, lambda number: f"{number} 0 R".encode())
    assert pydyf.Array([again]).data == pydyf.Array([value]).data


def test_a_reference_is_to_the_new_number() -> None:
    kept = plain(pydyf.Dictionary({"F": b"7 0 R", "N": b"7 0 S"}), lambda number: number + 1)
    assert written(kept, lambda number: f"{number} 0 R".encode()) == {"F": b"8 0 R", "N": b"7 0 S"}


@each_row(
    ("style", "reason"),
    [
        ("p { color: red } @page :nth(1 of chapter) { margin: 0 } @media screen { p { counter-reset: a } }", ""),
        ("p::before { counter-increment: p }", "counter-increment"),
        ("@media print { p { counter-reset: p } }", "counter-reset"),
        ("@page { @top-left { content: counter(page) } }", ""),
        ("p::after { content: counter(page) }", "number of a page"),
        ("@page :nth(2n+1) { margin: 0 }", "counts pages"),
        ("@page text:nth(2 of text) { margin: 0 }", "counts pages"),
        ("a::after { content: target-counter(attr(href), page) }", ""),
        ("a::after { content: target-text(attr(href)) }", "target-text"),
        ("p { position: running(p) }", "runs in the margins"),
        ("p { position: fixed }", "every page"),
        ("span { float: footnote }", "foot of pages"),
        ("main:has(#s1) p { color: red }", "looks at several"),
        ("table:has(td) { color: red }", ""),
        ("[role=doc-chapter]:nth-child(2) { color: red }", "looks at several"),
        ("li:nth-child(2) { color: red }", ""),
    ],
)
def test_a_style_that_reaches_into_other_chapters_is_an_obstacle(style: str, reason: str) -> None:
    page = f"<html><head><style>{style}</style></head><body/></html>"
    assert re.search(reason or "^$", obstacle(page))
    inside = re.fullmatch(r"p \{ (.*) \}", style)
    if inside and reason:
        assert obstacle(f'<html><body><p style="{inside[1]}">x</p></body></html>')


def test_objects_that_lead_to_each_other_are_gathered_once() -> None:
    asked: list[int] = []

    class Objects(list[Any]):
        def __getitem__(self, at: Any) -> Any:  # noqa: ANN401  as a list has it
            asked.append(at)
            assert len(asked) < 10
            return super().__getitem__(at)

    pdf = pydyf.PDF()
    there, back = pydyf.Dictionary(), pydyf.Dictionary()
    for each in (there, back):
        pdf.add_object(each)
    there["Next"], back["Next"] = back.reference, there.reference
    pdf.objects = Objects(pdf.objects)
    begun, found = objects_of(cast("Any", pdf), there.reference, 0, -2)
    assert begun == ["r", there.number]
    assert sorted(found) == [there.number, back.number]
    assert asked == [there.number, back.number]
