"""Pages of the PDF as pictures, and where their sentences are."""

import io
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from PIL import Image

from kolofon.commands.serve.jobs.process import Order, Product
from kolofon.commands.serve.paper.picture_cache import PictureCache
from kolofon.commands.serve.paper.reading_order import Block, Element, Glyph, Stream, edges, in_order, letters_of
from kolofon.commands.serve.paper.rectangles import sentence_places
from kolofon.commands.serve.paper.sentence_matcher import BookSentences
from kolofon.model.document import Document
from kolofon.model.error import OutputError
from kolofon.text.notation import plain
from kolofon.text.parts import segments
from tests import pdfs
from tests.later import paper, previews, serve_client, serve_workspace, sheets
from tests.press import EPOCH, Press
from tests.publishing import paragraph, sentence
from tests.stress import PICTURES, stress_book
from tests.table import each_row
from tests.test_serve_making import WORK, Bench, Told


class Line(NamedTuple):
    id: str
    text: str


def block(text: str, top: float = 0.0, stream: Stream = Stream.TEXT, left: float = 0.0) -> Block:
    """A line of text, each glyph of which is one point wide and ten high."""
    made = Block(stream)
    spaced = True
    for at, character in enumerate(text):
        if character == " ":
            spaced = True
            continue
        made.glyphs.append(Glyph(character, (left + at, top, left + at + 1, top + 10), spaced))
        spaced = False
    return made


def found(lines: Sequence[str], *blocks: Block) -> dict[str, list[list[float]]]:
    """The rectangles of each sentence on a page."""
    sentences = BookSentences(Line(text, text) for text in lines)
    return {place["id"]: place["rects"] for place in sentence_places(sentences, [(1, blocks)], 1)}


def test_a_sentence_is_where_its_words_and_signs_are() -> None:
    assert found(["“Yes,” she said.", "No?"], block("“Yes,” she said. No?")) == {
        "“Yes,” she said.": [[0, 0, 16, 10]],
        "No?": [[17, 0, 3, 10]],
    }


def test_a_short_sentence_is_not_found_in_a_word_nor_in_what_is_no_sentence() -> None:
    assert found(["I", "an"], block("In an inn"), block("I", 20)) == {"I": [[0, 20, 1, 10]]}


def test_a_long_sentence_is_found_before_short_ones_that_are_in_it() -> None:
    assert found(["the old mill", "the old mill by the river", "by the river"], block("the old mill by the river")) == {
        "the old mill by the river": [[0, 0, 25, 10]]
    }


def test_a_sentence_that_is_printed_a_little_otherwise_is_found_between_those_beside_it() -> None:
    lines = ["One comes first.", "Then comes another, which is long.", "The end is here."]
    page = block("One comes first. Then comes anotehr, wich is long. The end is here.")
    assert found(lines, page)[lines[1]] == [[17, 0, 33, 10]]


def test_what_is_no_sentence_has_no_place() -> None:
    lines = ["One comes first.", "Then comes another, which is long.", "The end is here."]
    assert lines[1] not in found(lines, block("One comes first. 1"), block("The end is here.", 20))


def test_a_sentence_goes_on_behind_notes_and_figures_and_on_the_next_page() -> None:
    text = "A sentence that begins on a page and ends on another one."
    note = "A note at the foot of it."
    sentences = BookSentences([Line("text", text), Line("note", note)])
    first = [block(text[:15]), block(note, 100, Stream.NOTE)]
    second = [block("A figure", 0, Stream.ASIDE), block(text[16:], 20)]
    pages = [(4, first), (5, second)]
    assert [(place["id"], place["text"]) for place in sentence_places(sentences, pages, 4)] == [
        ("text", "A sentence that"),
        ("note", note),
    ]
    there = sentence_places(sentences, pages, 5)
    assert [place["id"] for place in there] == ["text"]
    assert there[0]["rects"] == [[0, 20, len(text[16:]), 10]]


@pytest.mark.parametrize("word", ["I", "nobody"])
def test_the_last_word_on_a_page_is_on_that_page_also_where_it_is_one_letter(word: str) -> None:
    first, second = f"This is what {word}", "alone had seen of the river."
    sentences = BookSentences([Line("text", f"{first} {second}")])
    pages = [(4, [block(first)]), (5, [block(second)])]
    assert [place["text"] for place in sentence_places(sentences, pages, 4)] == [first]
    assert [place["text"] for place in sentence_places(sentences, pages, 5)] == [second]


def test_a_sentence_of_several_lines_has_a_rectangle_for_each_and_columns_are_apart() -> None:
    lines = block("One line and")
    lines.glyphs += block("another one.", 12).glyphs
    lines.glyphs += block("A third.", 12, left=100).glyphs
    assert found(["One line and another one. A third."], lines) == {
        "One line and another one. A third.": [[0, 0, 12, 10], [0, 12, 12, 10], [100, 12, 8, 10]]
    }


def test_letters_are_the_same_for_a_text_and_its_glyphs() -> None:
    assert letters_of("Përgjith\u00adshëm ﬁn 1\u00a0500") == letters_of("PËRGJITHSHËM fin 1500")
    assert edges("«Po!» tha.") == (1, 1)
    assert edges("—") == (1, 0)


def test_the_contents_and_calls_of_notes_are_no_sentences() -> None:
    tree = [
        Element("Sect", (Element("TOC", (Element("TOCI", (1,)),)),)),
        Element("P", (2, Element("Reference", (Element("Link", (3,)),)), Element("Note", (Element("P", (4,)),)), 5)),
    ]
    glyphs = {number: block(str(number)).glyphs for number in range(1, 7)}
    read = [(one.stream, [glyph.text for glyph in one.glyphs]) for one in in_order(tree, glyphs)]
    assert read == [(Stream.TEXT, ["2", "5"]), (Stream.NOTE, ["4"])]


def test_pictures_are_kept_up_to_a_bound_and_the_oldest_goes_first() -> None:
    kept, made = PictureCache(10), []

    def make(name: str) -> bytes:
        made.append(name)
        return b"12345"

    for name in ("a", "b", "a", "c", "a", "b"):
        kept.get(name, lambda name=name: make(name))  # type: ignore[misc]  # mypy does not see the type of `name`
    assert made == ["a", "b", "c", "b"]


def test_a_page_of_another_size_is_as_wide_as_was_asked_for() -> None:
    file = io.BytesIO()
    wide, narrow = (Image.new("L", size, 255) for size in ((400, 200), (100, 200)))
    wide.save(file, "PDF", resolution=72, save_all=True, append_images=[narrow])
    pages = sheets.Pages(file.getvalue())
    assert [Image.open(io.BytesIO(pages.picture(page, 300))).size for page in (1, 2)] == [(300, 150), (300, 600)]
    pages.close()


def sentences_of(document: Document) -> list[Line]:
    texts = [plain(segment.sentence.inlines) for segment in segments(document)]
    return [Line(str(number), text) for number, text in enumerate(texts) if text.strip()]


def exactly(content: bytes, lines: Sequence[Line]) -> tuple[int, int]:
    """How many sentences have rectangles that hold their letters and no others, and how many there are."""
    pages = sheets.Pages(content)
    sentences = BookSentences(lines)
    under: dict[str, str] = {}
    numbers = range(1, len(pages.sizes) + 1)
    for page in numbers:
        glyphs = [glyph for one in pages.blocks(page) for glyph in one.glyphs]
        near = [(beside, pages.blocks(beside)) for beside in (page - 1, page, page + 1) if beside in numbers]
        for place in sentence_places(sentences, near, page):
            held = (glyph for glyph in glyphs if any(_holds(rect, glyph) for rect in place["rects"]))
            under[place["id"]] = under.get(place["id"], "") + "".join(letters_of(glyph.text) for glyph in held)
    pages.close()
    by_text: dict[str, str] = {}
    for line in lines:
        by_text[letters_of(line.text)] = by_text.get(letters_of(line.text), "") + under.get(line.id, "")
    # The same words twice are found under either of their numbers.
    good = [text for text, seen in by_text.items() if sorted(seen) == sorted(text * max(1, len(seen) // len(text)))]
    return sum(bool(by_text[text]) for text in good), len(by_text)


def _holds(rect: Sequence[float], glyph: Glyph) -> bool:
    across, down = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    left, top, width, height = rect
    return left - 0.1 <= across <= left + width + 0.1 and top - 0.1 <= down <= top + height + 0.1


@pytest.mark.slow
@pytest.mark.pdf
def test_the_sentences_of_a_book_that_is_hard_to_set_are_where_they_are_printed() -> None:
    document = stress_book(4)
    content, _ = pdfs.book(document, PICTURES)
    good, all_ = exactly(content, sentences_of(document))
    assert all_ > 250
    assert good >= 0.99 * all_, (good, all_)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("ar", ("كان الطحّان يحب أن يقول: «القطرة تلو القطرة تثقب الصخر.»", "عاشت في البيت 28 سنة، ثم رحلت سنة 1944.")),
        ("ja", ("粉屋はよく言ったものだ。「雨垂れ石を穿つ。」", "娘はそれを壁に書き、今もそこにある。")),
        ("hi", ("चक्कीवाला कहा करता था: “बूँद-बूँद से घड़ा भरता है।”", "उसकी बेटी ने यह बात दीवार पर लिख दी।")),
    ],
)
def test_sentences_are_found_in_every_script(tag: str, texts: tuple[str, ...]) -> None:
    blocks = (replace(paragraph(*texts), sentences=tuple(one for text in texts for one in (sentence(text),))),)
    document = Document(tag, sentence(texts[0]), blocks, ())
    content, _ = pdfs.book(document)
    good, all_ = exactly(content, sentences_of(document))
    assert good == all_ == len(texts)


class Shop:
    """The addresses of pages over a copy of the edition, and who makes them."""

    def __init__(self, press: Press, bench: Bench, *, read_only: bool = False) -> None:
        self.told = Told()
        self.workspace = serve_workspace.Workspace(
            press.root, {"SOURCE_DATE_EPOCH": EPOCH}, events=self.told, read_only=read_only
        )
        self.app = serve_client.application(self.workspace, paper.routes)
        self.previews = self.app.state.previews = previews.Previews(self.workspace, bench)
        self.address = f"/paper/sq/{WORK}"

    def ready(self) -> dict[str, object]:
        while (state := serve_client.ask(self.app, self.address).data)["state"] == "making":
            time.sleep(0.01)
        return state


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def shop(press: Press, bench: Bench) -> Iterator[Shop]:
    made = Shop(press, bench)
    yield made
    made.previews.close()


def blank(pages: int, width: int = 100, height: int = 200) -> bytes:
    """A PDF of white pages."""
    file = io.BytesIO()
    first, *more = [Image.new("L", (width, height), 255) for _ in range(pages)]
    first.save(file, "PDF", resolution=72, save_all=True, append_images=more)
    return file.getvalue()


def test_pages_are_made_when_somebody_asks_and_a_picture_is_for_ever(shop: Shop, bench: Bench) -> None:
    assert serve_client.ask(shop.app, shop.address).data["state"] == "none"
    assert serve_client.ask(shop.app, f"{shop.address}/1.png").status == 404
    bench.products = [Product(content=blank(2))]
    assert serve_client.ask(shop.app, shop.address, {}).data["state"] == "making"
    bench.let.release()
    state = shop.ready()
    assert (state["state"], state["pages"], state["sizes"], state["draft"]) == ("ready", 2, [[100, 200]] * 2, False)
    (order,) = bench.orders
    assert (order.formats, order.preview, order.draft) == (("pdf",), True, False)
    picture = serve_client.ask(shop.app, f"{shop.address}/2.png?width=300&revision={state['revision']}")
    assert Image.open(io.BytesIO(picture.content)).size == (300, 600)
    assert picture.headers["cache-control"] == "private, max-age=31536000, immutable"
    told = [(data["state"], data["step"]) for kind, data in shop.told.events if kind == "paper"]
    assert told == [("making", ""), ("making", "reading"), ("ready", "")]


@pytest.fixture
def shown(shop: Shop, bench: Bench) -> Shop:
    """The addresses of two pages that are there.  They are low, for one is looked at as wide as may be."""
    bench.products = [Product(content=blank(2, 100, 10))]
    bench.let.release()
    serve_client.ask(shop.app, shop.address, {})
    shop.ready()
    return shop


@each_row(
    ("page", "status"),
    [
        ("1.png?width=1", 200),
        ("1.png?width=99999999999999999999", 400),
        ("1.png?width=2400000000", 200),
        ("1.png?width=-5", 400),
        ("1.png?width=1e3", 400),
        ("1.png?width=", 400),
        ("1.png?width=٣٠٠", 400),
        ("1.png?revision=1", 404),
        ("1.png?revision=-1", 400),
        ("0.png", 404),
        ("3.png", 404),
        ("-1.png", 404),
        ("99999999999999999999999.png", 404),
        ("1.5.png", 404),
        ("..%2f1.png", 404),
        ("1.json", 200),
        ("9.json", 404),
    ],
)
def test_numbers_that_are_none_and_pages_that_are_not_there(shown: Shop, page: str, status: int) -> None:
    answer = serve_client.ask(shown.app, f"{shown.address}/{page}")
    assert answer.status == status
    if page.startswith("1.png?width") and status == 200:
        assert Image.open(io.BytesIO(answer.content)).size[0] in {paper.LEAST, paper.MOST}


@pytest.mark.parametrize(("page", "beside"), [(1, [1, 2]), (2, [1, 2, 3]), (3, [2, 3])])
def test_the_sentences_of_a_page_are_looked_for_with_the_pages_beside_it(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch, page: int, beside: list[int]
) -> None:
    asked: list[tuple[list[int], int]] = []

    def placed(_: BookSentences, pages: Sequence[tuple[int, Sequence[Block]]], page: int) -> list[object]:
        asked.append(([number for number, _ in pages], page))
        return []

    monkeypatch.setattr(paper, "sentence_places", placed)
    bench.products = [Product(content=blank(3))]
    bench.let.release()
    serve_client.ask(shop.app, shop.address, {})
    shop.ready()
    assert serve_client.ask(shop.app, f"{shop.address}/{page}.json").data == {"text": []}
    assert asked == [(beside, page)]


def test_of_the_requests_that_wait_one_is_made_and_the_last_pages_stay_until_then(shop: Shop, bench: Bench) -> None:
    bench.products = [Product(content=blank(number)) for number in (1, 2, 3)]
    serve_client.ask(shop.app, shop.address, {})
    bench.let.release()
    old = shop.ready()
    serve_client.ask(shop.app, shop.address, {})
    bench.begun.acquire()
    bench.begun.acquire()  # the second is being made
    for _ in range(5):
        serve_client.ask(shop.app, shop.address, {})
    state = serve_client.ask(shop.app, shop.address).data
    assert (state["state"], state["pages"]) == ("making", 1)
    for _ in range(2):
        bench.let.release()
    new = shop.ready()
    assert (new["state"], new["pages"], len(bench.orders)) == ("ready", 3, 3)
    assert serve_client.ask(shop.app, f"{shop.address}/1.png?revision={old['revision']}").status == 404
    assert serve_client.ask(shop.app, f"{shop.address}/1.png?revision={new['revision']}").status == 200


def test_what_cannot_be_made_leaves_the_last_pages_with_the_error(shop: Shop, bench: Bench) -> None:
    bench.products = [Product(content=blank(1), held=True), OutputError("it cannot be", hint="mend it")]
    bench.let.release()
    serve_client.ask(shop.app, shop.address, {})
    good = shop.ready()
    assert good["draft"] is True
    bench.let.release()
    serve_client.ask(shop.app, shop.address, {})
    state = shop.ready()
    assert (state["state"], state["pages"], state["revision"]) == ("failed", 1, good["revision"])
    assert state["error"] == {"path": "", "line": 0, "message": "it cannot be", "hint": "mend it"}


def test_where_nothing_may_be_sent_looking_is_asking(press: Press, bench: Bench) -> None:
    shop = Shop(press, bench, read_only=True)
    bench.products = [Product(content=blank(1))]
    bench.let.release()
    assert serve_client.ask(shop.app, shop.address).data["state"] == "making"
    assert shop.ready()["state"] == "ready"
    shop.previews.close()


def test_a_language_and_a_work_that_are_not_there(shop: Shop, bench: Bench) -> None:
    for address in ("/paper/de/liberation-of-tirana", "/paper/sq/other", "/paper/..%2fsq/x", "/paper/sq/..%2f..%2fx"):
        assert serve_client.ask(shop.app, address).status == 404
        assert serve_client.ask(shop.app, address, {}).status == 404
    assert not bench.orders
    assert threading.active_count() < 20


def test_the_order_for_pages_names_the_folder_and_its_environment(shop: Shop, bench: Bench, press: Press) -> None:
    bench.products = [Product(content=blank(1))]
    bench.let.release()
    serve_client.ask(shop.app, shop.address, {})
    shop.ready()
    assert bench.orders == [Order(press.root, {"SOURCE_DATE_EPOCH": EPOCH}, "sq", WORK, ("pdf",), preview=True)]
