"""The open message of `kolofon serve`: a field whose chips cannot be broken and whose value is the msgstr."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser import until
from tests.later import Browser, Page
from tests.opened import bench, opened, tag

pytestmark = pytest.mark.browser

EM = {"msgstrs": ["ab<em>cd</em>ef"]}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    with bench(tmp_path_factory.mktemp("bench")) as there:
        yield there


@pytest.fixture(scope="module")
def laid(at: tuple[Browser, str]) -> Iterator[Page]:
    with opened(at) as page:
        yield page


def value(page: Page) -> str:
    return str(page.evaluate("bench.message.fields[0].value"))


def caret(page: Page, start: int, end: int | None = None) -> None:
    """Puts the caret at an offset of the value, or selects from there to another."""
    page.locator(".field").first.focus()
    page.evaluate(
        "([from, to]) => { const field = bench.message.fields[0]; field.selected = { from, to }; field.focus(); }",
        [start, start if end is None else end],
    )


def selection(page: Page) -> list[int]:
    found: list[int] = page.evaluate("Object.values(bench.message.fields[0].selected)")
    return found


def walk(page: Page, key: str, steps: int) -> list[int]:
    """Where the caret is before and after each press of a key, which moves it each time."""
    walked = [selection(page)[0]]
    for _ in range(steps):
        page.keyboard.press(key)
        until(page, f"Object.values(bench.message.fields[0].selected)[0] !== {walked[-1]}")
        walked.append(selection(page)[0])
    return walked


def paste(page: Page, plain: str, html: str = "") -> None:
    page.evaluate(
        """([plain, html]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", plain);
          if (html) clipboardData.setData("text/html", html);
          const options = { clipboardData, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [plain, html],
    )


# ---------------------------------------------------------------------- the law

SCRAPS = st.sampled_from([
    "<em>", "</em>", '<a id="1">', "</a>", '<a id="2">', '<note id="1"/>', '<note id="1" />', "<br/>", "<merged/>",
    "<b>", "<em", "em>", "&lt;em>", "&amp;", "&nbsp;", '<keep id="1">', "</keep>", '<foreign lang="la">', "</foreign>",
    "<ruby>漢<rt>か</rt></ruby>", " ", "  ", "\u00a0", "\u202f", "\n", "\n\n", "\t", "\u200f", "\u202a", "שלום", "عام",
    "e\u0301", "\U0001f469\u200d\U0001f467", "\u200b", "<script>", "-->",
])  # fmt: skip
WRITTEN = st.lists(
    SCRAPS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=4), max_size=9
)


@given(WRITTEN.map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_shown_is_read_back_character_for_character(laid: Page, text: str) -> None:
    slots = ['<a id="1">', '<note id="1"/>', '<keep id="1">']
    assert laid.evaluate("([text, slots]) => bench.law(text, slots)", [text, slots]) == [text, text]


def test_only_what_the_notation_calls_a_tag_is_a_chip(at: tuple[Browser, str]) -> None:
    text = '<b>a</b> &lt;em> <a id="9">x</a> <em>y</em> <note id="1" /><br/> <merged/>'
    with opened(at, {"msgstrs": [text]}) as page:
        tags = page.locator(".field .chip").evaluate_all("all => all.map((one) => one.dataset.tag)")
        assert tags == ["</a>", "<em>", "</em>", '<note id="1" />', "<br/>"]
        assert value(page) == text


# ---------------------------------------------------------------------- typing and deleting


def test_letters_are_typed_beside_and_between_chips(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["<em></em>"]}) as page:
        caret(page, 4)
        page.keyboard.type("in side")
        assert value(page) == "<em>in side</em>"
        caret(page, 0)
        page.keyboard.type("a ")
        caret(page, len("a <em>in side</em>"))
        page.keyboard.type(" z")
        assert value(page) == "a <em>in side</em> z"
        assert page.locator(".field .chip").count() == 2


def test_every_place_between_pieces_takes_letters(at: tuple[Browser, str]) -> None:
    text = 'ab<em><a id="1">c</a></em><note id="1"/>'
    with opened(at, {"msgstrs": [text]}) as page:
        for place in (0, 1, 2, 6, 16, 17, 21, 26, 40):
            page.evaluate("text => bench.message.fields[0].show(text)", text)
            caret(page, place)
            page.keyboard.type("xy")
            assert value(page) == f"{text[:place]}xy{text[place:]}"
            assert page.locator(".field .chip").count() == 5


def test_the_tags_of_a_reading_are_chips_and_its_words_are_text(at: tuple[Browser, str]) -> None:
    text = "a <ruby>漢字<rt>かんじ</rt></ruby> b"
    with opened(at, {"msgid": text, "msgstrs": [text]}) as page:
        for where in (".field", "p.english"):
            assert page.locator(f"{where} .chip").count() == 3
            assert "<" not in page.locator(where).inner_text()
        caret(page, text.index("<rt>"))
        page.keyboard.type("x")
        caret(page, text.index("</rt>") + 1)
        page.keyboard.type("y")
        assert value(page) == "a <ruby>漢字x<rt>かんじy</rt></ruby> b"
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("<ruby>漢<rt></rt></ruby>")
        assert page.locator(".field .chip").count() == 0
        caret(page, len("<ruby>漢<rt>"))
        page.keyboard.insert_text("かん")
        assert page.locator(".field .chip").count() == 3


def test_one_stroke_deletes_a_chip_whole_and_nothing_else(at: tuple[Browser, str]) -> None:
    with opened(at, EM) as page:
        caret(page, 6)
        page.keyboard.press("Backspace")
        assert value(page) == "abcd</em>ef"
        caret(page, 4)
        page.keyboard.press("Delete")
        assert value(page) == "abcdef"
        page.keyboard.press("Backspace")
        page.keyboard.press("Delete")
        assert value(page) == "abcf"


def test_deleting_a_selection_takes_the_chips_in_it(at: tuple[Browser, str]) -> None:
    with opened(at, EM) as page:
        caret(page, 1, 7)
        page.keyboard.press("Backspace")
        assert value(page) == "ad</em>ef"
        page.keyboard.press("Control+a")
        page.keyboard.type("new")
        assert value(page) == "new"


def test_words_are_deleted_without_a_chip_being_cut(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["one two <em>three four</em> five"]}) as page:
        for key in ("Control+Backspace", "Control+Delete"):
            for place in (0, 3, 7, 8, 12, 17, 22, 27, 32):
                page.evaluate("bench.message.fields[0].show('one two <em>three four</em> five')")
                caret(page, place)
                page.keyboard.press(key)
                left = value(page).replace("<em>", "").replace("</em>", "")
                assert not set(left) & set("<>/")
                assert selection(page)[0] <= len(value(page))


def test_arrows_walk_over_a_chip_in_one_step(at: tuple[Browser, str]) -> None:
    with opened(at, EM) as page:
        caret(page, 0)
        walked = walk(page, "ArrowRight", 8)
        assert walked == [0, 1, 2, 6, 7, 8, 13, 14, 15]


def test_arrows_walk_over_a_chip_from_right_to_left(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["אב<em>גד</em>הו"]}, direction="rtl") as page:
        caret(page, 0)
        walked = walk(page, "ArrowLeft", 8)
        assert walked == [0, 1, 2, 6, 7, 8, 13, 14, 15]


def test_a_tag_that_is_typed_becomes_a_chip(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": [""]}) as page:
        caret(page, 0)
        page.keyboard.type("x<em>y</em>z")
        assert value(page) == "x<em>y</em>z"
        assert page.locator(".field .chip").count() == 2


def test_enter_breaks_a_line_only_where_the_original_does(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["ab"]}) as page:
        caret(page, 1)
        page.keyboard.press("Enter")
        paste(page, "x\r\n  y")
        assert value(page) == "ax yb"
    with opened(at, {"msgid": "a\nb", "msgstrs": ["ab"]}) as page:
        caret(page, 2)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.keyboard.type("c")
        assert value(page) == "ab\n\nc"
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        assert value(page) == "ab\n"
    with opened(at, {"msgid": "a<br/>b", "msgstrs": ["ab"], "tags": [tag("<br/>")]}) as page:
        caret(page, 1)
        page.keyboard.press("Enter")
        assert value(page) == "a<br/>b"


def test_what_is_pasted_is_plain_text_with_its_tags_as_chips(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["ab"]}) as page:
        caret(page, 1)
        paste(page, "<b>x</b><em>y</em>\u0007", "<h1 onclick='x'>bad</h1>")
        assert value(page) == "a<b>x</b><em>y</em>b"
        assert page.locator(".field .chip").count() == 2
        assert page.locator(".field b, .field h1").count() == 0
        paste(page, "", "<h1>bad</h1>")
        assert "bad" not in value(page)


def test_what_is_copied_and_cut_has_its_tags(at: tuple[Browser, str]) -> None:
    with opened(at, EM) as page:
        caret(page, 1, 8)
        held = page.evaluate(
            """() => ["copy", "cut"].map((type) => {
              const clipboardData = new DataTransfer();
              const options = { clipboardData, bubbles: true, cancelable: true };
              document.activeElement.dispatchEvent(new ClipboardEvent(type, options));
              return clipboardData.getData("text/plain");
            })"""
        )
        assert held == ["b<em>cd", "b<em>cd"]
        assert value(page) == "a</em>ef"


def test_a_chip_that_is_clicked_is_selected_and_can_be_dragged(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ['abc<note id="1"/>def']}) as page:
        page.locator(".field .chip").click()
        assert selection(page) == [3, 17]
        box = page.locator(".field").bounding_box()
        assert box
        page.locator(".field .chip").drag_to(page.locator(".field"), target_position={"x": box["width"] - 20, "y": 20})
        assert value(page) == 'abcdef<note id="1"/>'
        assert page.locator(".field .chip").count() == 1
        page.keyboard.press("Control+z")
        assert value(page) == 'abc<note id="1"/>def'


def test_a_composition_beside_a_chip_is_not_disturbed(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["<em></em>"]}) as page:
        caret(page, 4)
        session = page.context.new_cdp_session(page)
        for text in ("k", "か", "かn", "かん"):
            session.send(
                "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            )
            assert value(page) == f"<em>{text}</em>"
        session.send("Input.insertText", {"text": "漢"})
        assert value(page) == "<em>漢</em>"
        assert page.locator(".field .chip").count() == 2
        session.send("Input.imeSetComposition", {"text": "字", "selectionStart": 1, "selectionEnd": 1})
        session.send("Input.insertText", {"text": "字"})
        assert value(page) == "<em>漢字</em>"
        page.keyboard.press("Control+z")
        assert value(page) == "<em>漢</em>"
        page.keyboard.press("Control+z")
        assert value(page) == "<em></em>"


def test_a_composition_that_is_given_up_leaves_the_value(at: tuple[Browser, str]) -> None:
    with opened(at, EM) as page:
        caret(page, 6)
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "か", "selectionStart": 1, "selectionEnd": 1})
        session.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
        assert value(page) == "ab<em>cd</em>ef"
        page.keyboard.type("x")
        assert value(page) == "ab<em>xcd</em>ef"


# ---------------------------------------------------------------------- tags, undo


def test_a_pair_goes_round_what_is_selected(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["one two three"]}) as page:
        assert page.locator(".tag.missing").count() == 3
        caret(page, 4, 7)
        page.keyboard.press("Alt+1")
        assert value(page) == "one <em>two</em> three"
        page.keyboard.press("Alt+2")
        assert value(page) == 'one <em><a id="1">two</a></em> three'
        caret(page, len(value(page)))
        page.locator(".tag").nth(2).click()
        assert value(page) == 'one <em><a id="1">two</a></em> three<note id="1"/>'
        assert page.locator(".tag.missing").count() == 0
        page.keyboard.press("Alt+4")
        assert value(page).count("<") == 5


def test_a_tag_that_is_there_moves_to_the_caret(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["<em>one</em> two"]}) as page:
        caret(page, 13, 16)
        page.keyboard.press("Alt+1")
        assert value(page) == "one <em>two</em>"
        assert selection(page) == [8, 11]


def test_undo_and_redo_go_word_by_word(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["<em>a</em>"]}) as page:
        caret(page, 10)
        page.keyboard.type(" one two")
        page.keyboard.press("Backspace")
        seen = []
        for key in ("z", "z", "z", "z", "Shift+z", "Shift+z", "y", "y"):
            page.keyboard.press(f"Control+{key}")
            seen.append(value(page).removeprefix("<em>a</em>"))
        assert seen == [" one two", " one", "", "", " one", " one two", " one tw", " one tw"]


def test_where_it_is_undone_the_caret_is_where_it_was(at: tuple[Browser, str]) -> None:
    with opened(at, {"msgstrs": ["one two"]}) as page:
        caret(page, 0, 3)
        page.keyboard.press("Backspace")
        page.keyboard.press("Control+z")
        assert selection(page) == [0, 3]
