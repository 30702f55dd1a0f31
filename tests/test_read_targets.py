"""Where links and pictures lead."""

import pytest

from kolofon.model.document import Text
from kolofon.read.sections.missing_words import lost, missing_words
from kolofon.read.targets import Leads, Page, Targets, page_id, picture, slugs
from tests.reading import p
from tests.table import each_row

TARGETS = Targets(
    {
        "b/one.md": Page((1,), {"here": (2, 1), "Name": ()}),
        "b/two/index.md": Page((2,), {}),
        "three words.md": Page((3,), {}),
    }
)


@each_row(
    ("target", "base", "stands", "leads"),
    [
        ("https://x.org/a#b", "b/one.md", "https://x.org/a#b", Leads.SOMEWHERE),
        ("MAILTO:a@b", "b/one.md", "MAILTO:a@b", Leads.SOMEWHERE),
        ("ftp://x.org", "b/one.md", "ftp://x.org", Leads.NOWHERE),
        ("//x.org", "b/one.md", "//x.org", Leads.NOWHERE),
        ("#here", "b/one.md", "#s1-2-1", Leads.SOMEWHERE),
        ("#Here", "b/one.md", "#s1-2-1", Leads.SOMEWHERE),
        ("#Name", "b/one.md", "#s1", Leads.SOMEWHERE),
        ("#gone", "b/one.md", "#s1", Leads.PAGE),
        ("", "b/one.md", "#s1", Leads.SOMEWHERE),
        ("two/", "b/one.md", "#s2", Leads.SOMEWHERE),
        ("two/index.html", "b/one.md", "#s2", Leads.SOMEWHERE),
        ("../one.html?x=y#here", "b/two/index.md", "#s1-2-1", Leads.SOMEWHERE),
        ("../one", "b/two/index.md", "#s1", Leads.SOMEWHERE),
        ("/b/one.md", "three words.md", "#s1", Leads.SOMEWHERE),
        ("../three%20words.md", "b/one.md", "#s3", Leads.SOMEWHERE),
        ("../../../b/one.md", "b/one.md", "#s1", Leads.SOMEWHERE),
        ("gone.md", "b/one.md", "gone.md", Leads.NOWHERE),
    ],
)
def test_targets(target: str, base: str, stands: str, leads: Leads) -> None:
    assert TARGETS.resolve(target, base) == (stands, leads)


def test_a_file_by_its_title() -> None:
    assert TARGETS.titled("Three_words") == "three words.md"
    assert TARGETS.titled("four") is None


def test_ids() -> None:
    assert [page_id(()), page_id((3,)), page_id((3, 1))] == ["title", "s3", "s3-1"]


def test_slugs() -> None:
    headings = ["Two  words!", "Two words", "two--words", "Çeta e 1-rë", "C++", "", "Two words"]
    assert list(slugs(headings)) == ["two--words", "two-words", "two--words-1", "çeta-e-1-rë", "c", "", "two-words-1"]


@each_row(
    ("source", "found"),
    [
        ("a%20b.png", "b/a b.png"),
        ("../c.png", "c.png"),
        ("../../c.png", None),
        ("/c.png", None),
        ("https://x.org/c.png", None),
        ("data:image/png;base64,x", None),
        ("", None),
        ("..", None),
    ],
)
def test_pictures(source: str, found: str | None) -> None:
    assert picture(source, "b/one.md") == found


def test_lost_words() -> None:
    assert lost("a b b c", [p("a b")], ["c"]) == ("b",)
    assert missing_words("a b1 22 a", (Text("b1"),), []) == ("a",)


@pytest.mark.parametrize(
    ("root", "source", "found"),
    [("", "/c.png", "c.png"), ("m", "/i/c.png", "m/i/c.png"), ("m", "//x.org/c.png", None), ("m", "c.png", "b/c.png")],
)
def test_a_picture_that_is_named_from_the_root_of_a_work(root: str, source: str, found: str | None) -> None:
    assert picture(source, "b/one.md", root) == found


@pytest.mark.parametrize(("root", "target"), [("", "/m/use/print"), ("m", "/use/print/#two")])
def test_a_link_that_is_named_from_the_root_of_a_work(root: str, target: str) -> None:
    targets = Targets({"m/use/print.md": Page((4,), {"two": (1,)})}, root)
    assert targets.resolve(target, "m/a/one.md") == (f"#s4{'-1' if '#' in target else ''}", Leads.SOMEWHERE)


@each_row(
    ("target", "steps"),
    [
        ("/commands/npm-install", "#s1"),
        ("/commands/npm-install#options", "#s1-1"),
        ("/content/commands/npm-install", "#s1"),
        ("/book/content/commands/npm-install.md", "#s1"),
        ("/using/", "#s2"),
        ("/npm-install", "/npm-install"),
        ("/content/using", "/content/using"),
        ("/", "/"),
    ],
)
def test_the_addresses_of_a_site_begin_at_a_folder_that_all_files_are_in(target: str, steps: str) -> None:
    names = ("commands/npm-install", "using/index", "content/using/index")
    pages = {f"book/content/{name}.md": Page((number,), {"options": (1,)}) for number, name in enumerate(names, 1)}
    resolved, leads = Targets(pages, "").resolve(target, "book/content/using/index.md")
    assert resolved == steps
    assert (leads is Leads.SOMEWHERE) == steps.startswith("#")
    assert Targets(pages, "other").resolve("/commands/npm-install", "book/content/using/index.md")[1] is Leads.NOWHERE


def test_the_name_of_a_section_of_quarto_is_known_in_all_files() -> None:
    targets = Targets({"a.qmd": Page((1,), {"here": ()}), "b.qmd": Page((2,), {"sec-b": (3,), "other": (1,)})})
    assert targets.resolve("#sec-b", "a.qmd") == ("#s2-3", Leads.SOMEWHERE)
    assert targets.resolve("#other", "a.qmd")[1] is Leads.PAGE
