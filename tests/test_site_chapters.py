"""A site with a page for each chapter: every link leads somewhere, and a page has what is its own."""

import json
import re
from pathlib import Path

import pytest

from kolofon.write.screen.site.addresses import page_names, relative
from tests.chaptered import FILES, PARTED, SUMMARY, lost, read_site, sources
from tests.press import Press, edition_toml
from tests.test_many_files import translate
from tests.test_site import Checked

CHAPTERS = ["preface", "start", "s3", "use-2", "use-10", "words", "sources", "names"]
WORDS = {"The map": "Harta", "Words": "Fjalët", "Start": "Fillimi", "Using it": "Përdorimi", "A second note.": "Dytë."}


@pytest.fixture
def manual(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.of(sources(), tmp_path, capsys, monkeypatch)


MADE: dict[tuple[object, ...], dict[str, bytes]] = {}
"""The sites of the editions so far: what many tests look at is built once."""


def made(press: Press, *languages: str) -> dict[str, bytes]:
    files = {name: content for name, content in press.everything(".").items() if not name.startswith("output/")}
    key = languages, *files.items()
    if key not in MADE:
        said = press("build", *languages, "--format", "site", "--draft")
        assert said.code == 0, said.err
        MADE[key] = read_site(press)
    return {**MADE[key]}


def in_two_languages(press: Press) -> dict[str, bytes]:
    assert press("update", "sq").code == 0
    translate(press, WORDS)
    return made(press)


def order(page: bytes) -> list[str]:
    """Where the lines of the contents beside a chapter lead."""
    nav = page.decode().partition('<nav class="contents"')[2].partition("</nav>")[0]
    return re.findall('href="([^"]*)"', nav)


def test_every_link_of_every_page_leads_to_what_is_there(manual: Press) -> None:
    files = in_two_languages(manual)
    for language in ("en", "sq"):
        assert {f"{language}/manual.html", *(f"{language}/manual/{name}.html" for name in CHAPTERS)} <= set(files)
    assert lost(files) == []


@pytest.mark.parametrize("place", ["foot", "chapter", "end"])
def test_wherever_the_notes_are_in_print(manual: Press, place: str) -> None:
    manual.path("source/edition.toml").write_text(f'{PARTED}\n[page]\nnotes = "{place}"\n', encoding="utf-8")
    files = in_two_languages(manual)
    assert lost(files) == []
    assert "A second note." in Checked(files["en/manual/start.html"]).texts["li"]
    assert "en/manual/notes.html" not in files


def test_chapters_within_chapters_are_pages_too(manual: Press) -> None:
    edition = PARTED.partition("front =")[0] + 'summary = "manual/SUMMARY.md"\n'
    manual.path("source/edition.toml").write_text(edition, encoding="utf-8")
    manual.path("source/manual/SUMMARY.md").write_text(SUMMARY, encoding="utf-8")
    files = in_two_languages(manual)
    assert lost(files) == []
    deep = files["en/manual/use-10.html"].decode()
    assert re.findall(r"<h([1-6])", deep) == ["1", "2", "3", "4", "5", "6", "5"]
    outer = Checked(files["en/manual/start.html"]).texts
    assert "A note" in outer["li"]
    assert "Another note" not in outer["li"]
    assert "Another note" in Checked(files["en/manual/use-10.html"]).texts["li"]


def test_a_page_holds_its_chapter_and_no_other(manual: Press) -> None:
    files = made(manual, "en")
    told = {name: files[f"en/manual/{name}.html"].decode() for name in CHAPTERS}
    for words, name in {
        "It begins in": "start",
        "A map of": "use-2",
        "Another note": "use-10",
        "1998": "sources",
    }.items():
        assert [other for other, text in told.items() if words in text] == [name]
    assert "It begins in" not in files["en/manual.html"].decode()


def test_notes_have_the_numbers_of_the_book_and_lead_back(manual: Press) -> None:
    page = Checked(made(manual, "en")["en/manual/start.html"])
    assert [a["href"] for a in page.all("a") if a.get("role") == "doc-noteref"] == ["#n2", "#n3"]
    assert [ol.get("start") for ol in page.all("ol") if "start" in ol] == ["2"]
    assert [a["href"] for a in page.all("a") if a.get("role") == "doc-backlink"] == ["#r2", "#r3"]


def test_a_note_that_does_not_follow_the_one_before_says_its_number(manual: Press) -> None:
    text = FILES["manual/start.md"].replace("A note, ", "A note[^9], ") + "[^9]: Called in a note.\n"
    manual.path("source/manual/start.md").write_text(text, encoding="utf-8")
    page = Checked(made(manual, "en")["en/manual/start.html"])
    numbers = {li["id"]: li.get("value") for li in page.all("li") if re.fullmatch("n[0-9]+", li.get("id", ""))}
    calls = re.findall(
        r'href="#(n[0-9]+)" role="doc-noteref">([0-9]+)<', read_site(manual)["en/manual/start.html"].decode()
    )
    assert len(numbers) == 3
    at = 1
    for name, value in numbers.items():
        at = int(value) if value else int(name[1:])
        assert (name, str(at)) in calls


def test_previous_and_next_have_titles_in_the_order_of_the_book(manual: Press) -> None:
    files = in_two_languages(manual)
    for before, name, after in zip(["../manual", *CHAPTERS], CHAPTERS, [*CHAPTERS[1:], ""], strict=False):
        page = Checked(files[f"sq/manual/{name}.html"])
        for rel, wanted in {"prev": before, "next": after}.items():
            expected = [f"{wanted}.html"] if wanted else []
            assert [a["href"] for a in page.all("a") if a.get("rel") == rel] == expected
            assert [link["href"] for link in page.all("link") if link["rel"] == rel] == expected
    turn = files["sq/manual/s3.html"].decode().partition('<nav class="turn"')[2]
    assert re.findall(r'class="way">([^<]*)</span> ([^<]*)</a>', turn) == [
        ("I mëparshmi", "Fillimi"),
        ("I pasmi", "Harta"),
    ]


def test_the_contents_mark_the_chapter_and_show_its_sections_alone(manual: Press) -> None:
    files = made(manual, "en")
    page = Checked(files["en/manual/use-10.html"])
    assert [a["href"] for a in page.all("a") if a.get("aria-current") == "page"] == ["use-10.html"]
    assert order(files["en/manual/use-10.html"]) == [
        "../manual.html",
        *(f"{name}.html" for name in CHAPTERS[:5]),
        *("#s3-2-1", "#s3-2-1-1"),
        *(f"{name}.html" for name in CHAPTERS[5:]),
    ]
    assert not [address for address in order(files["en/manual/use-2.html"]) if "#" in address]


def test_a_chapter_in_another_language_is_the_same_chapter(manual: Press) -> None:
    page = Checked(in_two_languages(manual)["sq/manual/use-2.html"])
    listed = [(a["href"], a["hreflang"]) for a in page.all("a") if a.get("hreflang") and "#" not in a["href"]]
    assert listed == [("../../en/manual/use-2.html", "en"), ("../../sq/manual/use-2.html", "sq")]
    assert {a["href"] for a in page.all("a") if a.get("hreflang") == "en" and "#" in a["href"]} >= {
        "../../en/manual/use-2.html#s3-1-p1"
    }


def test_search_engines_are_told_of_a_chapter(manual: Press) -> None:
    address = "https://example.org/manual/"
    manual.path("source/edition.toml").write_text(f'{PARTED}\n[site]\naddress = "{address}"\n', encoding="utf-8")
    files = in_two_languages(manual)
    page = files["sq/manual/use-2.html"].decode()
    links = {link.get("hreflang"): link["href"] for link in Checked(page.encode()).all("link") if "hreflang" in link}
    assert links == {
        "en": f"{address}en/manual/use-2.html",
        "sq": f"{address}sq/manual/use-2.html",
        "x-default": f"{address}index.html",
    }
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert told
    data = json.loads(told[1])
    assert (data["@type"], data["name"], data["position"]) == ("Chapter", "Harta", 4)
    assert data["isPartOf"]["@id"] == f"{address}sq/manual.html"
    assert "<title>Harta – " in page


def test_hostile_titles_are_text(manual: Press) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    manual.path("source/manual/start.md").write_text(f"# `{hostile}`\n\n`{hostile}`\n", encoding="utf-8")
    for name, content in made(manual, "en").items():
        if name.endswith(".html"):
            assert not [own for _, own in Checked(content).elements if "onerror" in own or own.get("src") == "x"]


ONE = 'name = "manual"\nsource = "one.md"\nformat = "markdown"\n'


def of_one_file(press: Press, pages: str, length: int) -> set[str]:
    """The pages of the chapters of a work of one file."""
    press.path("source/edition.toml").write_text(edition_toml(f"{ONE}\n[site]\n{pages}\n"), encoding="utf-8")
    text = "".join(f"## Chapter {number}\n\n{'word ' * length}[^1]\n\n" for number in (1, 2))
    one = f"# The title\n\nBefore them.[^2]\n\n{text}[^1]: Noted.\n[^2]: First.\n"
    press.path("source/one.md").write_text(one, encoding="utf-8")
    files = made(press, "en")
    assert lost(files) == []
    assert "Before them." in files["en/manual.html"].decode()
    return {name.rpartition("/")[2] for name in files if name.endswith(".html") and "manual/" in name}


@pytest.mark.slow
def test_a_work_of_one_file_is_divided_where_it_is_long_or_asked_for(manual: Press) -> None:
    assert of_one_file(manual, "", 9) == of_one_file(manual, 'pages = "auto"', 9) == set()
    assert of_one_file(manual, 'pages = "chapters"', 9) == {"s1.html", "s2.html"}
    assert of_one_file(manual, "", 60_000) == {"s1.html", "s2.html"}
    assert of_one_file(manual, 'pages = "one"', 60_000) == set()


def test_a_work_of_many_files_may_be_one_page(manual: Press) -> None:
    manual.path("source/edition.toml").write_text(f'{PARTED}\n[site]\npages = "one"\n', encoding="utf-8")
    files = in_two_languages(manual)
    assert not [name for name in files if name.startswith("en/manual/")]
    assert lost(files) == []


def test_a_kind_of_pages_that_is_none_is_told(manual: Press) -> None:
    manual.path("source/edition.toml").write_text(f'{PARTED}\n[site]\npages = "two"\n', encoding="utf-8")
    said = manual("build", "en", "--format", "site")
    assert said.code == 3
    assert "source/edition.toml:" in said.err
    assert "chapters" in said.err


def test_the_bibliography_is_held_against_the_source_on_all_pages(manual: Press) -> None:
    theme = manual.path("theme/site/chapter.html.jinja")
    theme.parent.mkdir(parents=True)
    text = (
        """{% extends "press/site/chapter.html.jinja" %}{% block body %}<body>{{ content | replace("1998", "1999") }}"""
    )
    theme.write_text(f"{text}</body>{{% endblock %}}", encoding="utf-8")
    said = manual("build", "en", "--format", "site")
    assert said.code != 0
    assert "output/site/en/manual.html" in said.err


def test_a_theme_may_have_a_template_of_chapters(manual: Press) -> None:
    files = {
        "site/chapter.html.jinja": (
            '{% extends "press/site/chapter.html.jinja" %}{% block title %}{{ imprint.date }}{% endblock %}'
        ),
        "text.xhtml.jinja": '{% include "press/text.xhtml.jinja" %}<p><a href="{{ link("colophon") }}">End</a></p>',
    }
    for name, text in files.items():
        path = manual.path(f"theme/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert manual("build", "en", "--format", "epub").code == 0
    made_ = made(manual, "en")
    assert '<a href="../manual.html#colophon">End</a>' in made_["en/manual/start.html"].decode()
    assert lost(made_) == []


def test_names_come_from_files_and_are_safe() -> None:
    paths = {
        "s1": "source/manual/Über uns.md",
        "s2": "source/manual/use/2.md",
        "s3": "",
        "s4": "source/manual/глава.md",
        "s5": "source/manual/CON.md",
        "s6": "source/other/s3.md",
        "s7": "source/manual/a b.md",
        "s8": "source/manual/a-b.md",
        "s9": f"source/manual/{'long/' * 40}x.md",
        "s10": "source/manual/s3.md",
    }
    names = page_names("manual", paths)
    assert names["s1"] == "uber-uns"
    assert names["s2"] == "use-2"
    assert names["s5"] == "con-page"
    assert (names["s6"], names["s10"], names["s3"]) == ("other-s3", "s3", "s3-0")
    assert len({*names.values()}) == len(paths)
    assert all(re.fullmatch("[a-z0-9-]{1,80}", name) for name in names.values())
    assert page_names("manual", dict(reversed(paths.items()))) == names
    alone = page_names("manual", {"s1": "source/manual/глава.md"})
    assert alone["s1"] == names["s4"]


def test_a_file_of_several_chapters_names_none() -> None:
    assert page_names("w", {"s1": "source/one.md", "s2": "source/one.md"}) == {"s1": "s1", "s2": "s2"}


def test_an_address_from_one_page_to_another() -> None:
    assert relative("w/b.html", "w/a.html") == "b.html"
    assert relative("w.html", "w/a.html") == "../w.html"
    assert relative("w/a.html", "w.html") == "w/a.html"
