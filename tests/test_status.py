"""How far a translation is: what is counted, and what shows it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po
from kolofon.catalogue.progress import file_review, progress, reviewers, revision_date
from kolofon.catalogue.update import update
from kolofon.catalogue.words import words
from kolofon.commands.status import as_json, as_table, draw, standings
from kolofon.commands.status.chart import status_html, status_svg
from kolofon.edition.locale import catalogues
from kolofon.edition.project import open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.edition import Progress
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Message
from kolofon.model.work_progress import WorkProgress
from tests.machine import run
from tests.press import Press
from tests.table import each_row

PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
SVG = "{http://www.w3.org/2000/svg}"
REVIEW = "reviewed: Ana Hoxha, 2026-03-14"


def status(press: Press) -> tuple[tuple[WorkProgress, ...], tuple[Finding, ...]]:
    return standings(open_project(press.root), lambda _: None)


# --- words ------------------------------------------------------------------------------------------------------------


@each_row(
    ("text", "count"),
    [
        ("The fighting continued.", 3),
        ("don’t say 1,250.75, well-known", 5),
        ("At 12:30 on 4 May; 3, 4 and 5", 9),
        ("— … !", 0),
        ("l’armée d'Albanie", 2),
        ("解放地拉那", 5),
        ("地拉那の解放 1944", 7),
        ("ティラナ", 1),
        ("한국어 문장입니다.", 2),
        ("हिन्दी में लिखा", 3),
        ("สวัสดีครับ", 2),
        ("تحرير تيرانا ٢٥", 3),
        ("", 0),
    ],
)
def test_words_are_counted_as_unicode_parts_them(text: str, count: int) -> None:
    assert words(text) == count


@given(st.text(), st.text())
def test_words_of_two_texts_add_up(one: str, other: str) -> None:
    assert words(f"{one} — {other}") == words(one) + words(other)


# --- reviews ----------------------------------------------------------------------------------------------------------


def catalogue(*entries: CatalogueEntry, header: tuple[tuple[str, str], ...] = ()) -> Catalogue:
    return Catalogue("sq", header, entries)


ONE = CatalogueEntry(None, "One two", msgstrs=("Një dy",), comments=("a remark", REVIEW))
TWO = CatalogueEntry(None, "Three", msgstrs=("Tre",))


def test_a_review_of_a_message_is_a_comment() -> None:
    assert progress(catalogue(ONE, TWO)) == Progress(total=2, translated=2, fuzzy=0, reviewed=1)
    assert reviewers(catalogue(ONE, TWO)) == ("Ana Hoxha",)


@pytest.mark.parametrize("comment", ["reviewed: Ana Hoxha", "Reviewed: A, 2026-03-14", "reviewed: , 2026-03-14"])
def test_a_comment_without_a_name_and_a_day_is_no_review(comment: str) -> None:
    assert progress(catalogue(replace(ONE, comments=(comment,)))).reviewed == 0


@pytest.mark.parametrize("entry", [replace(ONE, fuzzy=True), replace(ONE, msgstrs=("",)), replace(ONE, obsolete=True)])
def test_what_is_not_translated_is_not_reviewed(entry: CatalogueEntry) -> None:
    assert progress(catalogue(entry)).reviewed == 0
    assert reviewers(catalogue(entry)) == ()


def test_a_review_lapses_when_the_message_changes_and_not_with_its_typography() -> None:
    longer = replace(ONE, msgid="The fighting - all of it - continued", msgstrs=("Luftimet vazhduan",))
    words_changed, _ = update(catalogue(longer), [Message(None, "The fighting - all of it - had continued", (), ())])
    assert [entry.comments for entry in words_changed.entries if not entry.obsolete] == [("a remark",)]
    assert progress(words_changed).reviewed == 0
    dashes_changed, _ = update(catalogue(longer), [Message(None, "The fighting—all of it—continued", (), ())])
    assert progress(dashes_changed).reviewed == 1


def test_a_review_of_a_file_is_in_its_header_and_holds_until_the_file_is_saved_on_a_later_day() -> None:
    by = ("X-Reviewed-By", "Ana Hoxha, 2026-03-14")
    same_day = catalogue(ONE, TWO, header=(("PO-Revision-Date", "2026-03-14 23:59+0100"), by))
    assert progress(same_day) == Progress(total=2, translated=2, fuzzy=0, reviewed=2)
    assert reviewers(catalogue(TWO, header=same_day.header)) == ("Ana Hoxha",)
    later = catalogue(TWO, header=(("PO-Revision-Date", "2026-03-15 00:01+0100"), by))
    assert progress(later).reviewed == 0
    review = file_review(later)
    assert review
    assert (review.name, review.day, review.holds) == ("Ana Hoxha", "2026-03-14", False)
    assert progress(catalogue(replace(TWO, fuzzy=True), header=same_day.header)).reviewed == 0
    assert file_review(catalogue(header=(("X-Reviewed-By", "somebody"),))) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-22 12:00+0000", "2026-11-22"),
        ("2026-11-22T12:00:00+01:00", "2026-11-22"),
        ("2026-11-22", "2026-11-22"),
        ("YEAR-MO-DA HO:MI+ZONE", None),
        ("", None),
    ],
)
def test_the_last_change_is_read_as_it_is_written_in_the_wild(written: str, day: str | None) -> None:
    found = revision_date(catalogue(header=(("PO-Revision-Date", written),)))
    assert (found and found.date().isoformat()) == day


def changed(press: Press) -> datetime:
    """When the catalogue was last changed, as its header says."""
    found = revision_date(read_po(press.path(PO).read_bytes(), PO)[0])
    assert found
    return found


def test_both_reviews_survive_gettext(press: Press) -> None:
    day = changed(press).date()
    press.replace(PO, '"Plural-Forms:', f'"X-Reviewed-By: Ana Hoxha, {day}\\n"\n"Plural-Forms:')
    press.replace(PO, "#. infobox, location\n", f"# {REVIEW}\n#. infobox, location\n")
    saved = run("msgcat", "--force-po", press.path(PO)).encode()
    read, _ = read_po(saved, PO)
    assert reviewers(read) == ("Ana Hoxha",)
    assert [entry.msgid for entry in read.entries if REVIEW in entry.comments] == ["Tirana, Albania"]
    assert progress(read).reviewed == progress(read).total


# --- standings --------------------------------------------------------------------------------------------------------


def test_the_albanian_edition(press: Press) -> None:
    (row,), findings = status(press)
    assert (row.language, row.work, row.percent, row.pages_left) == ("sq", "liberation-of-tirana", 100, 0)
    assert row.progress == Progress(total=51, translated=51, fuzzy=0, reviewed=0)
    assert row.words.total == row.words.translated > 600
    assert 2.5 < row.pages < 4.5
    assert row.changed == changed(press)
    assert findings == ()


def test_what_is_fuzzy_or_missing_is_left_to_translate(press: Press) -> None:
    sentence = 'msgid "The fighting continued very harsh throughout the day."\n'
    press.replace(PO, sentence, f"#, fuzzy\n{sentence}")
    press.replace(PO, 'msgstr "Përshkrimi"', 'msgstr ""')
    (row,), _ = status(press)
    assert row.progress == Progress(total=51, translated=49, fuzzy=1, reviewed=0)
    assert row.words.total - row.words.translated == 9
    assert row.words.fuzzy == 8
    assert row.percent == 98
    assert row.pages_left == pytest.approx(row.pages * 9 / row.words.total)


def test_a_larger_page_holds_more(press: Press) -> None:
    pages = []
    for size in ("A6", "A5", "A4"):
        text = press.read("source/edition.toml").splitlines()
        changed = [f'size = "{size}"' if line.startswith("size = ") else line for line in text]
        press.path("source/edition.toml").write_text("\n".join(changed), encoding="utf-8")
        pages.append(status(press)[0][0].pages)
    assert all(small > large for small, large in pairwise(pages))


def test_a_lapsed_review_of_a_file_is_told(press: Press) -> None:
    press.replace(PO, '"Plural-Forms:', '"X-Reviewed-By: Ana Hoxha, 2026-11-21\\n"\n"Plural-Forms:')
    (row,), (finding,) = status(press)
    assert row.progress.reviewed == 0
    assert (finding.code, finding.place.path) == ("review-lapsed", PO)


def test_a_language_that_is_not_begun_is_all_left(press: Press) -> None:
    press.replace("source/edition.toml", 'languages = ["sq"]', 'languages = ["sq", "ar"]')
    rows, _ = status(press)
    assert [row.language for row in rows] == ["sq", "ar"]
    assert (rows[1].percent, rows[1].pages_left, rows[1].changed) == (0, rows[1].pages, None)


def test_the_table_and_the_json_say_the_same(press: Press) -> None:
    rows, _ = status(press)
    head, line = as_table(rows).splitlines()
    assert head.split()[:7] == ["language", "work", "messages", "translated", "fuzzy", "untranslated", "reviewed"]
    (told,) = json.loads(as_json(rows))
    assert line.split() == [
        told["language"],
        told["work"],
        *(str(told["messages"][key]) for key in ("total", "translated", "fuzzy", "untranslated", "reviewed")),
        str(told["words"]["total"]),
        f"{told['percent']}%",
        f"{told['pages_left']:.1f}",
        told["changed"][:10],
    ]


def test_page_and_picture_are_written_below_output_the_same_each_time(press: Press) -> None:
    project = open_project(press.root)
    rows, _ = status(press)
    assert draw(project, rows).paths == (PurePosixPath("output/status.html"), PurePosixPath("output/status.svg"))
    first = press.everything("output")
    draw(project, rows)
    assert press.everything("output") == first
    assert set(first) == {"output/.kolofon/made.sha256", "output/status.html", "output/status.svg"}


# --- page and picture -------------------------------------------------------------------------------------------------


def row(language: str, work: str, counts: Progress) -> WorkProgress:
    return WorkProgress(language, work, counts, counts, 3.0, datetime(2026, 11, 22, tzinfo=UTC))


HALF = Progress(total=200, translated=100, fuzzy=40, reviewed=30)
ROWS = (row("sq", "first", HALF), row("sq", "<b>second", HALF), row("ar", "first", HALF), row("xx-none", "first", HALF))


class Page(HTMLParser):
    """The elements of a page with their attributes, and the texts inside."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def test_the_page_stands_alone_and_is_told_to_a_screen_reader() -> None:
    page = Page(status_html(ROWS, "Kolofon & <i>Sons"))
    assert page.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert not {"script", "link", "img", "i", "b"} & {tag for tag, _ in page.elements}
    assert not [
        value for _, attributes in page.elements for name, value in attributes.items() if name in {"src", "href"}
    ]
    assert "Kolofon & <i>Sons" in page.texts
    assert "<b>second" in page.texts
    scopes = [attributes.get("scope") for attributes in page.all("th")]
    assert scopes == ["col"] * 10 + ["rowgroup", "row", "row"] + ["rowgroup", "row"] * 2
    assert [attributes["aria-hidden"] for attributes in page.all("div") if "meter" in str(attributes)] == ["true"] * 4
    assert len(page.all("caption")) == 1
    assert page.texts.count("50%") == 4


def test_each_language_has_its_own_name_in_its_own_direction() -> None:
    page = Page(status_html(ROWS, "Kolofon"))
    named = [attributes for attributes in page.all("bdi") if "lang" in attributes]
    assert named == [{"lang": "sq", "dir": "ltr"}, {"lang": "ar", "dir": "rtl"}]
    assert {"Albanian", "shqip", "Arabic", "العربية", "xx-none"} <= set(page.texts)


def test_the_picture_has_a_bar_for_each_language_all_works_together() -> None:
    picture = ET.fromstring(status_svg(ROWS))  # noqa: S314  it is ours
    told = picture.find(f"{SVG}desc")
    assert told is not None
    assert "Albanian: 50% of 400 words translated, 15% reviewed, 80 words fuzzy." in (told.text or "")
    assert picture.get("role") == "img"
    assert [text.text for text in picture.findall(f"{SVG}text")].count("50%") == 3
    bars = [bar for bar in picture.findall(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    assert [bar.get("class") for bar in bars[:4]] == ["reviewed", "translated", "fuzzy", "untranslated"]
    ends = [float(bar.get("x", 0)) + float(bar.get("width", 0)) + 1 for bar in bars[:3]]
    assert ends == pytest.approx([float(bar.get("x", 0)) for bar in bars[1:4]])


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_a_bar_is_never_wider_than_its_place(reviewed: int, new: int, fuzzy: int, none: int) -> None:
    counts = Progress(reviewed + new + fuzzy + none, reviewed + new, fuzzy, reviewed)
    picture = ET.fromstring(status_svg([row("sq", "first", counts)]))  # noqa: S314  it is ours
    bars = [bar for bar in picture.findall(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    assert all(176 <= float(bar.get("x", 0)) < 176 + 468 for bar in bars)
    assert len(bars) == sum(count > 0 for count in (reviewed, new, fuzzy, none))


def test_without_a_language_both_say_so() -> None:
    assert "No translation has been begun." in Page(status_html([], "Kolofon")).texts
    assert b"No translation has been begun." in status_svg([])


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_after_one_message_is_edited_only_its_catalogue_is_read(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press("update", "de")
    project = replace(open_project(press.root), store=Folder(press.root / "output/.kolofon/store"))
    reads: list[str] = []

    def counted(content: bytes, path: str) -> tuple[Catalogue, tuple[Finding, ...]]:
        reads.append(path)
        return read_po(content, path)

    monkeypatch.setattr(catalogues, "read_po", counted)
    first = standings(project, lambda _: None)
    assert len(reads) == 2
    path = press.path(PO)
    head, last = path.read_text(encoding="utf-8").rstrip().rsplit("\nmsgstr ", 1)
    assert last != '""'
    path.write_text(f'{head}\nmsgstr ""\n', encoding="utf-8")
    reads.clear()
    again = standings(project, lambda _: None)
    assert reads == [PO]
    assert again == status(press)
    assert [row.progress for row in again[0]] != [row.progress for row in first[0]]
    assert [row.changed for row in again[0]] == [row.changed for row in status(press)[0]]
