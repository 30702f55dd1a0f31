"""The open message of `kolofon serve`: what is shown around its field, and what is saved."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest

from tests.later import Axe, Browser, Page
from tests.opened import MESSAGE, bench, opened, tag, until

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=\"document.title='bad'\"><script>document.title='bad'</script>"
TITLE = "Open message"


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    with bench(tmp_path_factory.mktemp("bench")) as there:
        yield there


def finding(code: str, severity: str = "warning", text: str = "It is odd.", spans: object = ()) -> dict[str, object]:
    return {"code": code, "severity": severity, "message": text, "hint": "Mend it.", "spans": spans, "source_spans": []}


def value(page: Page) -> str:
    return str(page.evaluate("bench.message.fields[0].value"))


def posted(page: Page) -> dict[str, Any]:
    """What was last sent to be saved."""
    until(page, "bench.asked.some(([path]) => !path.endsWith('/check'))")
    sent: dict[str, Any] = page.evaluate("bench.asked.filter(([path]) => !path.endsWith('/check')).at(-1)[1]")
    return sent


def typed(page: Page, text: str) -> None:
    page.evaluate("bench.message.focus()")
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


FULL: dict[str, object] = {
    "msgstrs": ['Luftimet në <a id="1">Tiranë</a> nisën.</em>'],
    "state": "fuzzy",
    "previous": {"msgid": "The war", "diff": [["equal", "The "], ["delete", "war"], ["insert", "<em>fighting</em>"]]},
    "findings": [finding("numbers", "error", spans=[[0, 8]]), finding("length"), finding("note", "note")],
    "reviews": [{"name": "Ana Hoxha", "day": "2026-03-14"}],
    "comment": "See the map.",
    "ignores": ["spacing"],
    "clash": [["Luftimet <em>vazhduan</em>."]],
    "missing": True,
}

HELP: dict[str, object] = {
    "memory": [
        {
            "msgid": "The fighting went on.",
            "msgstr": "Luftimet vazhduan.",
            "likeness": 81,
            "diff": [["equal", "The fighting "], ["delete", "went on"], ["insert", "began"]],
            "state": "translated",
            "id": "1",
        }
    ],
    "terms": [{"term": "Tirana", "translations": ["Tirana", "Tiranë"], "note": "the capital", "spans": [[35, 41]]}],
}


# ---------------------------------------------------------------------- what is shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("read_only", [False, True])
def test_axe_finds_nothing(
    at: tuple[Browser, str], scheme: Literal["light", "dark"], direction: Literal["ltr", "rtl"], *, read_only: bool
) -> None:
    with opened(at, FULL, scheme=scheme, direction=direction, help=HELP, readOnly=read_only, size=(360, 800)) as page:
        page.wait_for_selector(".memory")
        page.evaluate(
            "() => { if (!bench.message.options.readOnly) bench.message.external({ ...bench.now, msgstrs: ['x'] }); }"
        )
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_markup_in_every_field_of_the_data_is_text(at: tuple[Browser, str]) -> None:
    everywhere = {
        "context": MARKUP,
        "msgid": MARKUP,
        "plural": MARKUP,
        "msgstrs": [MARKUP, MARKUP],
        "reviews": [{"name": MARKUP, "day": MARKUP}],
        "comment": MARKUP,
        "ignores": [MARKUP],
        "clash": [[MARKUP, MARKUP]],
        "others": [[MARKUP]],
        "extracted": [MARKUP, MARKUP],
        "references": [MARKUP],
        "previous": {"msgid": MARKUP, "diff": [["equal", MARKUP], ["insert", MARKUP], ["delete", MARKUP]]},
        "findings": [{**finding(MARKUP), "message": MARKUP, "hint": MARKUP}],
        "tags": [tag(MARKUP, MARKUP)],
        "path": MARKUP,
    }
    helped = {
        "memory": [
            {"msgid": MARKUP, "msgstr": MARKUP, "likeness": 50, "diff": [["equal", MARKUP]], "state": "x", "id": "1"}
        ],
        "terms": [{"term": MARKUP, "translations": [MARKUP], "note": MARKUP, "spans": [[0, 9]]}],
    }
    with opened(at, everywhere, help=helped) as page:
        page.wait_for_selector(".memory")
        page.evaluate(
            """markup => {
              const message = bench.message;
              message.remark = "typed";
              message.external({ ...bench.now, msgstrs: [markup + "1", markup] });
              bench.refuse = [markup, markup, markup, 409];
              return message.save();
            }""",
            MARKUP,
        )
        page.wait_for_selector(".refused")
        assert page.locator("#host img, #host script").count() == 0
        assert page.title() == TITLE
        assert page.locator("#host").inner_text().count("onerror") > 20
        assert page.evaluate("bench.message.fields.map((field) => field.value)") == [MARKUP, MARKUP]


def test_who_only_reads_sees_all_and_changes_nothing(at: tuple[Browser, str]) -> None:
    with opened(at, FULL, help=HELP, readOnly=True) as page:
        page.wait_for_selector(".memory")
        assert page.locator(".finding").count() == 3
        assert page.locator(".field").get_attribute("contenteditable") == "false"
        for stroke in ("Control+Enter", "Alt+1", "Alt+c", "Alt+m", "x"):
            page.locator(".field").focus()
            page.keyboard.press(stroke)
        assert page.locator("#host button:enabled:not(.term)").count() == 0
        page.locator(".term").click()
        assert page.evaluate("[bench.message.dirty, bench.asked]") == [False, []]
        page.keyboard.press("Alt+ArrowDown")
        assert page.evaluate("bench.moves") == ["next"]


def test_plurals_have_a_field_for_each_form(at: tuple[Browser, str]) -> None:
    with opened(at, {"plural": "Battles", "msgstrs": ["a", "b", "c"], "msgid": "Battle", "tags": []}) as page:
        assert page.get_by_role("textbox", name="Translation, form 3").inner_text().strip() == "c"
        page.get_by_role("textbox", name="Translation, form 2").focus()
        page.keyboard.press("Alt+c")
        page.keyboard.press("Control+Enter")
        assert posted(page)["msgstrs"] == ["a", "Battles", "c"]


# ---------------------------------------------------------------------- findings


def test_findings_come_and_go_as_one_types(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate(
            "finding => { bench.findings['Luftimet nisën.1'] = [finding]; }",
            finding("digits", "error", "A digit.", [[15, 16]]),
        )
        typed(page, "1")
        page.wait_for_selector(".finding.error")
        assert page.get_by_text("A digit.").is_visible()
        marked = "[...CSS.highlights.get('kolofon-error')].map(String)"
        assert page.evaluate(marked) == ["1"]
        page.keyboard.press("Home")
        page.keyboard.type("😀")
        assert page.evaluate(marked) == ["1"]
        page.keyboard.press("Backspace")
        page.keyboard.press("Control+End")
        page.keyboard.press("Backspace")
        page.wait_for_selector(".finding", state="detached")
        assert page.evaluate(marked) == []


def test_an_answer_to_an_earlier_question_is_dropped(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate(
            "finding => { bench.held = true; bench.findings['Luftimet nisën.1'] = [finding]; }", finding("old")
        )
        typed(page, "1")
        until(page, "bench.hold.length === 1")
        page.keyboard.type("2")
        until(page, "bench.hold.length === 2")
        page.evaluate("bench.hold[1]()")
        page.evaluate("bench.hold[0]()")
        page.wait_for_timeout(50)
        assert page.locator(".finding").count() == 0


def test_a_check_is_overruled_and_heeded_again(at: tuple[Browser, str]) -> None:
    with opened(at, {"findings": [finding("length")]}) as page:
        page.evaluate("finding => { bench.findings['Luftimet nisën.'] = [finding]; }", finding("length"))
        page.get_by_role("button", name="Not a mistake here").click()
        assert page.locator(".finding").count() == 0
        assert page.evaluate("document.activeElement.textContent") == "Check this again"
        assert page.evaluate("bench.message.dirty")
        page.evaluate("bench.message.save()")
        assert posted(page)["ignores"] == ["length"]
        page.get_by_role("button", name="Check this again").click()
        page.wait_for_selector(".finding")
        page.evaluate("bench.message.save()")
        until(page, "bench.saved.length === 2")
        assert posted(page)["ignores"] == []


# ---------------------------------------------------------------------- saving


def test_it_is_saved_with_what_it_was_and_the_next_is_opened(at: tuple[Browser, str]) -> None:
    with opened(at, name="Ana Hoxha") as page:
        typed(page, "!")
        assert page.evaluate("bench.message.dirty")
        page.keyboard.press("Control+Enter")
        until(page, "bench.moves.length")
        assert posted(page) == {
            "base": {"msgstrs": ["Luftimet nisën."], "fuzzy": False, "comment": "", "clash": []},
            "msgstrs": ["Luftimet nisën.!"],
            "fuzzy": False,
            "comment": "",
            "review": None,
            "unreview": False,
            "ignores": [],
            "translator": {"name": "Ana Hoxha", "email": ""},
        }
        assert page.evaluate("[bench.moves, bench.told, bench.message.dirty]") == [["next"], ["Saved."], False]


def test_what_needs_work_no_longer_does_when_it_is_changed(at: tuple[Browser, str]) -> None:
    with opened(at, {"state": "fuzzy"}) as page:
        box = page.get_by_label("Needs work")
        assert box.is_checked()
        typed(page, "!")
        assert not box.is_checked()
        page.keyboard.press("Backspace")
        assert box.is_checked()
        page.keyboard.type("?")
        box.check()
        page.evaluate("bench.message.save()")
        assert posted(page)["fuzzy"] is True


def test_the_name_of_a_reviewer_is_asked_for_once(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate("bench.message.focus()")
        page.keyboard.press("Control+Shift+Enter")
        page.keyboard.type("Ana Hoxha")
        page.keyboard.press("Enter")
        assert posted(page)["review"] == "Ana Hoxha"
        page.get_by_text("Reviewed by Ana Hoxha, 2026-11-30").wait_for()
        page.evaluate("bench.asked.length = 0; bench.message.focus()")
        page.keyboard.press("Control+Shift+Enter")
        assert posted(page)["review"] == "Ana Hoxha"
        page.get_by_role("button", name="Withdraw the review").click()
        until(page, "bench.saved.length === 3")
        assert posted(page)["unreview"] is True


def test_a_save_that_is_refused_keeps_the_words_and_says_why(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate("bench.refuse = ['The file is broken.', 'locale/sq.po:12', 'Close the quotation.', 409]")
        typed(page, "!")
        page.keyboard.press("Control+Enter")
        page.get_by_text("locale/sq.po:12").wait_for()
        assert page.get_by_text("Close the quotation.").is_visible()
        assert (value(page), page.evaluate("bench.moves")) == ("Luftimet nisën.!", [])
        assert page.evaluate("bench.message.dirty")
        page.evaluate("bench.refuse = null")
        page.keyboard.press("Control+Enter")
        until(page, "bench.moves.length")
        assert page.locator(".refused").count() == 0


def test_words_that_are_typed_while_it_is_saved_stay(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        typed(page, "1")
        page.evaluate(
            "() => { bench.going = bench.message.save(); bench.message.fields[0].insert('2'); return bench.going; }"
        )
        assert value(page) == "Luftimet nisën.12"
        assert page.evaluate("bench.message.dirty")
        page.evaluate("bench.message.save()")
        until(page, "bench.saved.length === 2")
        assert posted(page)["base"]["msgstrs"] == ["Luftimet nisën.1"]


def test_a_clash_stays_open_with_both_until_one_is_kept(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        typed(page, "!")
        page.evaluate(
            """const message = { ...bench.now, msgstrs: ["Luftimet nisën.!"], state: "fuzzy", clash: [["Theirs"]] };
            bench.answer = { outcome: "clash", message };"""
        )
        page.keyboard.press("Control+Enter")
        keep = page.get_by_role("button", name="Keep this one")
        keep.nth(1).wait_for()
        assert page.evaluate("bench.moves") == []
        page.evaluate("bench.answer = null")
        keep.nth(1).click()
        until(page, "bench.saved.length === 2")
        assert (posted(page)["msgstrs"], posted(page)["fuzzy"]) == (["Theirs"], False)
        until(page, "!document.querySelector('.notices .warning')")
        assert page.evaluate("document.activeElement.className") == "field"


def test_saves_are_taken_back_one_after_the_other(at: tuple[Browser, str]) -> None:
    with opened(at, {"comment": "c"}) as page:
        for text in "12":
            typed(page, text)
            page.evaluate("bench.message.save()")
        until(page, "bench.saved.length === 2")
        for left, base in (("Luftimet nisën.1", "Luftimet nisën.12"), ("Luftimet nisën.", "Luftimet nisën.1")):
            page.evaluate("bench.message.undo()")
            until(page, f"bench.message.fields[0].value === '{left}'")
            assert (posted(page)["base"]["msgstrs"], posted(page)["msgstrs"]) == ([base], [left])
            assert posted(page)["comment"] == "c"
        page.evaluate("bench.message.undo()")
        assert page.evaluate("bench.told.at(-1)") == "There is nothing to undo."


# ---------------------------------------------------------------------- elsewhere, help


@pytest.mark.parametrize(("comment", "order"), [("See the map.", ["comment", "help"]), ("", ["help", "comment"])])
def test_a_comment_stands_before_the_help_and_the_field_for_a_first_one_behind_it(
    at: tuple[Browser, str], comment: str, order: list[str]
) -> None:
    with opened(at, {"comment": comment}) as page:
        regions = "[...document.querySelectorAll('.region.help, .region.comment')]"
        assert page.evaluate(f"{regions}.map((each) => each.classList[1])") == order


def test_what_was_changed_elsewhere_is_shown_beside_what_is_typed(at: tuple[Browser, str]) -> None:
    for button, words in (("Take theirs", "Theirs"), ("Keep mine", "Luftimet nisën.!")):
        with opened(at) as page:
            typed(page, "!")
            page.evaluate("bench.message.external({ ...bench.now, msgstrs: ['Theirs'] })")
            assert value(page) == "Luftimet nisën.!"
            assert page.get_by_text("This was changed elsewhere").is_visible()
            page.keyboard.type("?")
            page.keyboard.press("Backspace")
            page.get_by_role("button", name=button).click()
            assert value(page) == words
            assert page.locator(".elsewhere").count() == 0
            page.evaluate("bench.message.remark = 'x'; bench.message.save()")
            assert posted(page)["base"]["msgstrs"] == ["Theirs"]


def test_without_words_of_ones_own_the_change_from_elsewhere_is_shown(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate("bench.message.focus(); bench.message.external({ ...bench.now, msgstrs: ['Theirs'] })")
        assert value(page) == "Theirs"
        assert not page.evaluate("bench.message.dirty")


def test_a_comment_from_elsewhere_does_not_disturb_what_is_typed(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        typed(page, "!")
        page.evaluate("bench.message.external({ ...bench.now, comment: 'Theirs' })")
        assert page.locator(".elsewhere").count() == 0
        assert (value(page), page.locator("textarea").input_value()) == ("Luftimet nisën.!", "Theirs")


def test_memory_terms_and_the_original_are_put_in(at: tuple[Browser, str]) -> None:
    with opened(at, help=HELP) as page:
        page.wait_for_selector(".memory")
        page.evaluate("bench.message.focus()")
        page.keyboard.press("Alt+m")
        assert value(page) == "Luftimet vazhduan."
        page.keyboard.press("Control+z")
        assert value(page) == "Luftimet nisën."
        page.keyboard.press("Alt+c")
        assert value(page) == MESSAGE["msgid"]
        page.keyboard.press("Control+a")
        assert page.locator(".english .term").inner_text() == "Tirana"
        page.locator(".english .term").click()
        assert value(page) == "Tirana"
        page.get_by_role("button", name="Tiranë").click()
        assert value(page) == "TiranaTiranë"
        page.get_by_role("button", name="It is in the sentence beside it").click()
        assert (value(page), page.locator(".field .chip").get_attribute("aria-label")) == (
            "<merged/>",
            "This sentence went into the one beside it.",
        )


def test_escape_leaves_the_field_and_keys_move_on(at: tuple[Browser, str]) -> None:
    with opened(at) as page:
        page.evaluate("bench.message.focus()")
        for stroke in ("Alt+ArrowDown", "Alt+ArrowUp", "Alt+n"):
            page.keyboard.press(stroke)
        assert page.evaluate("bench.moves") == ["next", "previous", "unfinished"]
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className") == "message"
