"""Paragraphs broken into lines as a whole: the plan, and what is printed of it."""

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from kolofon.write.paper.lines.composer.breakpoints import Place
from kolofon.write.paper.lines.composer.plan import SHRINK, STRETCH, Measured, best
from kolofon.write.typography.scripts import sheet
from tests.bench.english import paragraphs
from tests.bench.pages import lines_of
from tests.later import pikepdf, typesetter
from tests.paper import Line, sheets
from tests.pdfs import drawn_lines, set_page
from tests.prose import PROSE

START = (0.0, 0.0)
FAR = 1e6
"""A tolerance that no line reaches."""
MEASURE = 200.0
STYLE = (
    f"@page {{ margin: 50pt }} body {{ margin: 0; width: {MEASURE}pt; font: 10pt/16pt 'EB Garamond' }} "
    "p { margin: 0; text-align: justify }"
)
SPACED = ("fa", "ar", "he", "hi", "bn", "ka", "hy", "am", "el", "ru", "sq", "vi", "ko")
SLACK = 1.5
"""Points by which the ink of a letter may stand off from its edge."""


# --- the plan ---------------------------------------------------------------------------------------------------------


def ends(text: str) -> list[Place]:
    """Where lines of a text may end: letters and spaces are one wide, `-` is where a hyphen would be put, as wide."""
    found, at = [], 0
    spaces = 0
    for piece in re.findall(r"[^ -]+|[ -]", text):
        if piece == " ":
            found.append(Place(at, at + 1, at, spaces, at + 1, spaces + 1, hyphen=False, badness=0.0))
            spaces += 1
        if piece == "-":
            found.append(Place(at, at, at + 1, spaces, at, spaces, hyphen=True, badness=0.0))
        else:
            at += len(piece)
    return [*found, Place(at, at, at, spaces, at, spaces, hyphen=False, badness=0.0)]


def planned(places: Sequence[Place], measure: float, least: float = 0, forbidden: Sequence[int] = ()) -> list[Place]:
    """The places where lines end as planned."""
    found = best(places, START, Measured((measure,), least), FAR, forbidden)
    assert found is not None
    return [places[end] for end in found]


def one_by_one(places: Sequence[Place], measure: float) -> list[Place]:
    """The places where lines end if each takes as many words as it can."""
    found, behind = [], 0.0
    for place, after in pairwise(places):
        if after.before - behind > measure:
            found.append(place)
            behind = place.behind
    return [*found, places[-1]]


def ratios(ends_: Sequence[Place], measure: float) -> list[float]:
    """How far each line is stretched, as a multiple of its stretch, or shrunk (below 0)."""
    found, behind, glue = [], 0.0, 0.0
    for place in ends_[:-1]:
        room, spaces = measure - (place.before - behind), place.glue_before - glue
        found.append(room / (spaces * (STRETCH if room > 0 else SHRINK)))
        behind, glue = place.behind, place.glue_behind
    return found


WORDS = " ".join(paragraphs(400, 3)).replace("\N{EM DASH}", " ").replace("-", "")
BROKEN = re.sub(r"(\w{4})(\w{4})", r"\1-\2", WORDS)


@pytest.mark.parametrize("measure", [40, 50, 60, 70])
def test_the_worst_line_is_better_than_that_of_lines_filled_one_by_one(measure: float) -> None:
    places = ends(WORDS)
    found = ratios(planned(places, measure), measure)
    assert min(found) >= -1
    assert max(found) < max(ratios(one_by_one(places, measure), measure))
    assert max(ratios(planned(ends(BROKEN), measure), measure)) <= max(found)


@pytest.mark.parametrize("measure", [30, 40])
def test_words_are_broken_where_lines_would_be_loose_and_not_on_end(measure: float) -> None:
    hyphens = [place.hyphen for place in planned(ends(BROKEN), measure)]
    assert 0 < sum(hyphens) < len(hyphens) / 4
    assert not any(all(three) for three in zip(hyphens, hyphens[1:], hyphens[2:], strict=False))
    # A line that is full as it is needs no hyphen.
    assert not any(place.hyphen for place in planned(ends("aaaa bbbb cccc dd-dd eeee ffff gggg hhhh"), 14))


def test_a_line_does_not_end_where_it_must_not() -> None:
    places = ends(BROKEN)
    hyphens = [place.end for place in planned(places, 50) if place.hyphen]
    assert hyphens
    assert not any(place.end in hyphens for place in planned(places, 50, forbidden=hyphens))


def test_the_last_line_is_no_scrap() -> None:
    def last(many: int, least: float) -> float:
        places = ends(WORDS[:many].strip())
        return places[-1].before - planned(places, 60, least)[-2].behind

    scraps = [many for many in range(300, 460) if last(many, 0) < 4]
    assert scraps
    assert all(last(many, 4) >= 4 for many in scraps if WORDS[many - 1 : many + 1].isspace() is False)


def test_there_is_no_plan_where_a_line_would_be_worse_than_is_tolerated() -> None:
    places = ends("aaa bbbbbbb ccc")
    assert best(places, START, Measured((8,), 0), 1.2) is None
    assert best(ends("aaaaaaaaaaaa b"), START, Measured((8,), 0), FAR) is None


# --- what is printed --------------------------------------------------------------------------------------------------


def printed(body: str, folder: Path, style: str = "", tag: str = "en") -> list[Line]:
    content = set_page(body, STYLE + style, tag)
    return [line for sheet_ in sheets(content, folder) for line in sheet_.lines]


@contextlib.contextmanager
def greedy() -> Iterator[None]:
    """Lines as WeasyPrint breaks them alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kolofon.write.paper.weasyprint.session.composed", lambda *_: contextlib.nullcontext())
        yield


@pytest.mark.pdf
@pytest.mark.parametrize("tag", SPACED)
def test_every_line_but_the_last_is_as_long_as_the_measure(tag: str, tmp_path: Path) -> None:
    text = f"{PROSE[tag]} <b>{PROSE[tag]}</b> {PROSE[tag]}"
    page = f'<p lang="{tag}" dir="auto">{text}</p>'
    rules = str(sheet(f'<html lang="{tag}">{text}', tag)) if tag not in {"el", "ru", "sq", "vi"} else ""
    direction = "p { direction: rtl }" if tag in {"fa", "ar", "he"} else ""
    told = printed(page, tmp_path, rules + direction, tag)
    assert len(told) > 4
    off = [(line.text, line.box) for line in told[:-1] if abs(line.box.right - line.box.left - MEASURE) > 2 * SLACK]
    assert not off


@pytest.mark.pdf
def test_a_space_that_is_another_before_some_letters_is_so_in_an_even_line(tmp_path: Path) -> None:
    # Amiri has narrower spaces before kaf
    text = "به کار بسته شد که به کمال رساند. " * 12
    rules = str(sheet(f'<html lang="fa">{text}', "fa")) + "p { direction: rtl }"
    told = printed(f'<p lang="fa" dir="rtl">{text}</p>', tmp_path, rules, "fa")
    assert len(told) > 4
    assert max(line.box.right for line in told) - min(line.box.left for line in told) < MEASURE + SLACK


@pytest.mark.pdf
@pytest.mark.parametrize("width", [178, 220, 298, 328])
def test_a_number_stays_with_the_word_that_it_counts(width: int, tmp_path: Path) -> None:
    text = (
        "Le ultime forze tedesche in ritirata furono colpite lungo la strada. La mattina, dopo 19 giorni di "
        "combattimenti aspri e ininterrotti, fu liberata la capitale, e poi per altri 12 giorni le forze in ritirata "
        "furono colpite lungo la strada, fino al 16 novembre, che fu il giorno della vittoria."
    )
    told = printed(f'<p lang="it">{text}</p>', tmp_path, f"body {{ width: {width}pt }} p {{ hyphens: auto }}", "it")
    assert not [line.text for line in told if line.text[-1].isdigit()]


@pytest.mark.pdf
def test_no_part_of_a_compound_with_a_hyphen_is_broken_if_it_need_not_be(tmp_path: Path) -> None:
    text = (
        "Der Kampf um die Befreiung der Hauptstadt war die größte Operation in operativ-strategischem Maßstab, "
        "die jemals durchgeführt wurde, und die Nationalsozialisten verloren dabei in operativ-strategischer "
        "Hinsicht alles."
    )
    page = set_page(f'<p lang="de">{text}</p>', f"{STYLE} body {{ width: 300pt }} p {{ hyphens: auto }}", "de")
    ends = [line.split()[-1] for line in drawn_lines(page, tmp_path) if line.strip()]
    assert ends[0] == "in"


@pytest.mark.pdf
def test_no_text_is_set_for_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 40 * "the words of this paragraph are measured once "
    set_, widths = [], []
    layout, measure = typesetter.line_break.create_layout, typesetter.line_break.line_size

    def create_layout(*given: object, **named: object) -> object:
        set_.append(given)
        return layout(*given, **named)

    def line_size(*given: object) -> object:
        widths.append(given)
        return measure(*given)

    monkeypatch.setattr(typesetter.line_break, "create_layout", create_layout)
    monkeypatch.setattr(typesetter.inline, "create_layout", create_layout)
    monkeypatch.setattr(typesetter.line_break, "line_size", line_size)
    set_page(f"<p>{text}</p>", STYLE, "en")
    assert (set_, len(widths) < 40) == ([], True)
    with greedy():
        set_page(f"<p>{text}</p>", STYLE, "en")
    assert len(set_) > 20


@pytest.mark.pdf
def test_no_page_ends_in_a_hyphen(tmp_path: Path) -> None:
    text = "".join(f"<p>{one}</p>" for one in paragraphs(1700, 5))
    style = (
        f"{STYLE} @page {{ size: 380pt 180pt }} body {{ width: 280pt }} html {{ hyphens: auto; orphans: 1; widows: 1 }}"
    )

    def hyphens() -> tuple[int, int]:
        content = set_page(text, style, "en")
        told = lines_of(content, tmp_path)
        last = {line.page: line for line in told}
        return sum(line.hyphen for line in last.values()), len(last)

    found, pages = hyphens()
    assert (found, pages > 20) == (0, True)
    with greedy():
        assert hyphens()[0] > 0


@pytest.mark.pdf
def test_a_paragraph_of_many_pages_is_planned_in_parts(tmp_path: Path) -> None:
    text = " ".join(paragraphs(2200, 13)).replace("\N{EM DASH}", " ")
    told = printed(f"<p>{text}</p>", tmp_path, "body { width: 110pt; hyphens: none }")
    assert len(told) > 250
    assert " ".join(line.text for line in told).split() == text.split()
    assert all(abs(line.box.right - line.box.left - 110) < SLACK for line in told[:-1])


@pytest.mark.pdf
@pytest.mark.parametrize("side", ["left", "right"])
def test_lines_beside_what_floats_are_planned_with_those_below(side: str, tmp_path: Path) -> None:
    text = " ".join(paragraphs(160, 11))
    style = f"i {{ float: {side}; width: 50pt; height: 48pt }} html {{ hyphens: none }}"
    told = printed(f"<p><i></i>{text}</p>", tmp_path, style)
    beside, below = told[:3], told[3:-1]
    lefts = (100 if side == "left" else 50, 50)
    for few, left, width in ((beside, lefts[0], MEASURE - 50), (below, lefts[1], MEASURE)):
        assert all(abs(line.box.left - left) < SLACK for line in few), [line.box.left for line in few]
        assert all(abs(line.box.right - left - width) < SLACK for line in few), [line.box.right for line in few]
    assert " ".join(line.text for line in told).split() == text.split()
    with greedy():
        assert told != printed(f"<p><i></i>{text}</p>", tmp_path, style)


@pytest.mark.pdf
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_marks_hang_out_of_the_measure_where_it_is_asked_for(direction: str, tmp_path: Path) -> None:
    text, tag = (" ".join(paragraphs(300, 7)), "en") if direction == "ltr" else (60 * "שלום, ספרים, ", "he")
    page = f'<p lang="{tag}">{text}</p>'
    rules = str(sheet(f'<html lang="{tag}">{text}', tag)) if tag == "he" else ""
    style = f"{rules} html {{ hyphens: auto }} p {{ direction: {direction}; hyphenate-limit-chars: 5 2 2 }}"

    def outside(more: str) -> list[float]:
        told = printed(page, tmp_path, style + more, tag)[:-1]
        if direction == "rtl":
            return [50 - line.box.left for line in told]
        return [line.box.right - 50 - MEASURE for line in told]

    hanging, level = outside(":root { --optical: 1 }"), outside("")
    assert max(level) < 0.3
    assert any(out > 0.5 for out in hanging)
    assert all(out < 4 for out in hanging)


@pytest.mark.pdf
def test_no_line_begins_with_a_dash_between_words(tmp_path: Path) -> None:
    text = 12 * "The house \N{EN DASH} the old one \N{EN DASH} is by the river\N{EM DASH}and far. "
    for width in (120, 150, 210):
        told = printed(f"<p>{text}</p>", tmp_path, f"body {{ width: {width}pt }}")
        assert not [line.text for line in told if line.text[0] in "\N{EN DASH}\N{EM DASH}"]


@pytest.mark.pdf
def test_lines_behind_one_of_weasyprints_are_planned_in_an_element_that_has_all_of_them(tmp_path: Path) -> None:
    text = " ".join(paragraphs(100, 2))
    style = "i { float: left; width: 20pt; height: 12pt } b { line-height: 1.1 } html { hyphens: none }"
    told = printed(f"<p><b><i></i>{text}</b></p>", tmp_path, style)
    assert " ".join(line.text for line in told).split() == text.split()


@pytest.mark.pdf
def test_a_word_is_torn_only_where_it_has_no_place_to_be_broken(tmp_path: Path) -> None:
    dashes = "\N{EM DASH}".join(["dashes", "between", "these", "words"] * 8)
    address = "See https://example.org/path/to/something/quite/long/that/goes/on/and/on/index.html in words."
    style = "html { hyphens: none; overflow-wrap: anywhere }"
    for width in (150, 170, 190, 210):
        dashed, links, long = (
            [line.text for line in printed(f"<p>{text}</p>", tmp_path, f"{style} body {{ width: {width}pt }}")]
            for text in (dashes, address, "a" * 99)
        )
        assert all(line.endswith("\N{EM DASH}") for line in dashed[:-1]), dashed
        assert all(line.endswith(("/", "See", "index.html", "in", "words.")) for line in links), links
        assert "".join(long) == "a" * 99


@pytest.mark.pdf
def test_what_is_in_a_line_stays_in_it(tmp_path: Path) -> None:
    body = "".join(
        f"one two <em>three</em> <b>four five</b> six<sup>{at}</sup> <span class='n'>not broken</span> "
        f"<i id='i{at}'></i>"
        for at in range(40)
    )
    links = "".join(f"<a href='#i{at}'>{at}</a> " for at in range(40))
    content = set_page(f"<p>{body}</p><p>{links}</p>", f"{STYLE} .n {{ white-space: nowrap }} sup {{ line-height: 0 }}")
    told = [line.text for sheet_ in sheets(content, tmp_path) for line in sheet_.lines]
    assert not [line for line, after in pairwise(told) if line.endswith("not") and after.startswith("broken")]
    assert not [line for line in told if re.match(r"\d+\s+not", line)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert sum(len(page.get("/Annots", [])) for page in pdf.pages) >= 40


@pytest.mark.pdf
@pytest.mark.parametrize(
    "body",
    [
        "<p style='text-align: start'>{}</p>",
        "<p>{}<br/>{}</p>",
        "<p>{} <span style='display: inline-block'>box</span> {}</p>",
        "<p>{} <span style='padding: 0 1em'>wide</span> {}</p>",
        "<p lang='ja'>{} 町の真ん中に古い橋があって。</p>",
    ],
)
def test_what_is_not_plain_is_left_as_it_is(body: str) -> None:
    page = body.replace("{}", " ".join(paragraphs(60, 2)))
    style = f"{STYLE} @page {{ size: A5 }}"
    composed = set_page(page, style, "en")
    with greedy():
        assert set_page(page, style, "en") == composed


@pytest.mark.pdf
def test_letters_that_are_moved_are_still_words_with_their_ligatures(tmp_path: Path) -> None:
    text = "Waffles and fish are difficult: the officer finds the affair sufficiently fine, and flies off. " * 4
    told = printed(f"<p>{text}</p>", tmp_path, "body { width: 130pt; hyphens: none }")
    assert " ".join(line.text for line in told).split() == text.split()
    assert all(abs(line.box.right - line.box.left - 130) < SLACK for line in told[:-1])
    moved = [
        layout for layout in layouts(f"<p>{text}</p>", "body { width: 130pt; hyphens: none }") if layout["tracking"]
    ]
    assert moved
    assert all(abs(float(str(layout["tracking"]))) <= 0.0104 * 10 / 0.75 for layout in moved)


def layouts(body: str, style: str) -> list[dict[str, object]]:
    """What is known of each text that is drawn."""
    found: list[dict[str, object]] = []
    drawn = typesetter.line_break.Layout.reactivate

    def reactivate(self: object, style_: object) -> None:
        found.append(dict(vars(self)))
        drawn(self, style_)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetter.line_break.Layout, "reactivate", reactivate)
        set_page(body, STYLE + style, "en")
    return [known for known in found if "tracking" in known]
