"""What the words of a book of many pages are searched in: all of its passages, once, and no more than its text."""

import json
import random
import re
import zlib
from dataclasses import replace
from importlib.resources import files

import pytest

from kolofon.model.document import (
    Bibliography,
    Code,
    Document,
    Entry,
    LineBreak,
    Note,
    NoteRef,
    Paragraph,
    Role,
    Section,
)
from kolofon.model.edition import Page, SitePages
from kolofon.set import set_document
from kolofon.set.values.line import Call
from kolofon.set.walk.characters import characters
from kolofon.set.walk.reading_order import bibliographies, blocks_of, sentences_of
from kolofon.set.walk.traverse import walk
from kolofon.set.words import Words
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.site.divisions import pages_of
from kolofon.write.screen.site.passages import Passage, passages_in
from kolofon.write.screen.site.website import SiteEdition, site
from kolofon.write.themes import templates
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml import Looks
from tests.epubs import EDITION
from tests.publishing import PLACE, article, everything, paragraph, sentence
from tests.stress import stress_book
from tests.test_kept_parts import book, chapter
from tests.test_site import IMAGES

NAME = b"globalThis.kolofonIndex = "


def reading_of(document: Document, store: dict[str, bytes] | None = None, theme: Theme = PLAIN) -> SiteEdition:
    """A document, each of whose chapters is a page."""
    words = Words({}, document.language)
    imprint = replace(EDITION, language=document.language)
    setting = ScreenContext(Looks(imprint, words, Page(), theme, store))
    chapters = pages_of(document, None, SitePages.CHAPTERS)
    return SiteEdition(set_document(document, words), setting, IMAGES, (), (), chapters)


def files_of(*readings: SiteEdition) -> dict[str, bytes]:
    files, findings = site(readings)
    assert not findings
    return {str(file.path): file.content for file in files}


def index_of(document: Document) -> list[tuple[str, str, str, list[list[object]]]]:
    content = files_of(reading_of(document))[f"{document.language}/work/search.js"]
    assert content.startswith(NAME)
    found: list[tuple[str, str, str, list[list[object]]]] = json.loads(content.removeprefix(NAME).rstrip(b";\n"))
    return found


def passages(document: Document) -> list[Passage]:
    return [*passages_in(set_document(document, Words({}, document.language)))]


def test_the_index_has_the_passages_of_each_page() -> None:
    untranslated = replace(sentence("Not yet."), language="en")
    first = Section(sentence("One"), (paragraph("Këtu", NoteRef("a"), " fillon."), Paragraph((untranslated,))), ())
    second = Section(sentence("Two"), (Bibliography((Entry("Një – libër.", PLACE),), "en"),), (), Role.CHAPTER)
    document = Document("sq", sentence("Libri"), (paragraph("Para."),), (first, second))
    assert index_of(replace(document, notes=(Note("a", (paragraph("Shënim."),)),))) == [
        ["work.html", "Libri", "", [["lead-p1", "Para."]]],
        [
            "work/s1.html",
            "One",
            "",
            [["s1", "One", 1], ["s1-p1", "Këtu fillon."], ["s1-p2", "Not yet.", 0, "en"], ["n1-p1", "Shënim."]],
        ],
        ["work/s2.html", "Two", "", [["s2", "Two", 1], ["s2-b1", "Një – libër.", 0, "en"]]],
    ]


@pytest.mark.parametrize("document", [everything(), stress_book()], ids=["everything", "stress"])
def test_every_word_of_a_text_is_in_it(document: Document) -> None:
    made = set_document(document, Words({}, document.language))
    found = " ".join(passage.words for passage in passages_in(made))
    told = [each for block in blocks_of(made) for each in sentences_of(block)]
    plain = [each for each in told if not any(isinstance(part, Call | LineBreak) for part in walk(each))]
    assert len(plain) > 10
    for each in plain:
        assert " ".join(characters(each.inlines).split()) in found
    entries = [entry.text for listed in bibliographies(made) for entry in listed.entries]
    assert all(" ".join(entry.split()) in found for entry in entries)


def test_numbers_of_notes_are_no_words() -> None:
    text = paragraph("Fjala", NoteRef("a"), " dhe ", Code("kodi"))
    found = passages(replace(article(text), notes=(Note("a", (paragraph("Shënim."),)),)))
    assert "Fjala dhe kodi" in [passage.words for passage in found]


@pytest.mark.parametrize("text", ["</script>", '"; alert(1); "', "\\u0027", "\N{LINE SEPARATOR}", "\0", "漢字"])
def test_text_remains_text(text: str) -> None:
    document = Document("sq", sentence("x"), (paragraph(f"A{text}b"),), (chapter(1),))
    found = index_of(document)
    assert found[0][3] == [["lead-p1", " ".join(f"A{text}b".split())]]


@pytest.mark.slow
def test_a_long_book_is_not_a_long_index() -> None:
    chance = random.Random(1)  # noqa: S311  the same each time is what is wanted
    letters = "bcdfghklmnprstv", "aeiou"
    words = ["".join(chance.choice(part) for _ in range(chance.randint(1, 4)) for part in letters) for _ in range(9000)]
    often = [1 / number for number in range(1, len(words) + 1)]
    sections = [
        replace(
            chapter(number), blocks=tuple(paragraph(" ".join(chance.choices(words, often, k=50))) for _ in range(10))
        )
        for number in range(450)
    ]
    content = files_of(reading_of(book(*sections)))["en/work/search.js"]
    text = sum(len(passage.words.encode()) for passage in passages(book(*sections)))
    assert text > 1_000_000
    assert len(content) < 1.25 * text
    assert len(zlib.compress(content, 9)) < text / 2


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are filled in, those of parts and those of pages."""
    found: list[str] = []
    stock = templates._filled  # noqa: SLF001  every template goes through it

    def filled(sandbox: object, template: str, *more: object) -> str:
        found.append(template)
        return stock(sandbox, template, *more)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(templates, "_filled", filled)
    return found


def counted(found: list[str]) -> tuple[int, int]:
    """How many texts of chapters were written, and how many of their pages."""
    many = found.count("text.xhtml.jinja"), found.count("site/chapter.html.jinja")
    found.clear()
    return many


def test_only_the_page_of_a_chapter_that_changed_is_made_again(rendered: list[str]) -> None:
    store: dict[str, bytes] = {}
    sections = [chapter(number) for number in range(1, 6)]
    files_of(reading_of(book(*sections), store))
    assert counted(rendered) == (5, 5)
    files_of(reading_of(book(*sections), store))
    assert counted(rendered) == (0, 0)
    sections[3] = chapter(4, sentence("One sentence more."))
    warm = files_of(reading_of(book(*sections), store))
    assert counted(rendered) == (1, 1)
    assert warm == files_of(reading_of(book(*sections)))
    counted(rendered)
    sections[3] = replace(sections[3], heading=sentence("Another title"))
    warm = files_of(reading_of(book(*sections), store))
    assert counted(rendered) == (1, 5)  # each page has the title in its contents
    assert warm == files_of(reading_of(book(*sections)))


def test_a_theme_of_its_own_is_told_of_the_date(rendered: list[str]) -> None:
    store: dict[str, bytes] = {}
    text = b'{% extends "press/site/chapter.html.jinja" %}{% block title %}{{ imprint.date }}{% endblock %}'
    theme = Theme((("site/chapter.html.jinja", text),))
    first = reading_of(book(chapter(1), chapter(2)), store, theme)
    files_of(first)
    counted(rendered)
    files_of(first)
    assert counted(rendered) == (0, 0)
    imprint = replace(first.context.imprint, date=first.context.imprint.date.replace(year=1999))
    later = replace(first, context=replace(first.context, looks=replace(first.context.looks, imprint=imprint)))
    assert b"1999" in files_of(later)["en/work/s1.html"]


def test_the_press_asks_for_no_more_of_an_edition_than_a_page_is_kept_by() -> None:
    names = ("site/base.html.jinja", "site/bar.html.jinja", "site/chapter.html.jinja")
    texts = [files("kolofon.write").joinpath("templates", name).read_text("utf-8") for name in names]
    asked = {found for text in texts for found in re.findall(r"\b(?:imprint|page)\.\w+(?:\.\w+)?", text)}
    assert asked == {
        *("imprint.publisher", "imprint.rights.licence", "imprint.rights.licence_url"),
        *("imprint.progress", "imprint.progress.translated", "imprint.progress.total", "page.language"),
    }


def lines(content: bytes) -> int:
    return content.decode().partition('<nav class="contents"')[2].partition("</nav>")[0].count("<li")


@pytest.mark.slow
@pytest.mark.parametrize("many", [30, 160])
def test_the_contents_beside_a_chapter_do_not_grow_with_the_book(many: int) -> None:
    sections = [chapter(number) for number in range(many)]
    files = files_of(reading_of(book(*sections)))
    shown = [lines(files[f"en/work/s{number}.html"]) for number in (1, many // 2, many)]
    assert max(shown) <= 102
    assert min(shown) > 20
    assert all(b'href="../work.html"' in files[f"en/work/s{number}.html"] for number in (1, many))
    assert f'href="s{many // 2 + 1}.html"' in files[f"en/work/s{many // 2}.html"].decode()


@pytest.mark.slow
def test_a_part_of_a_long_book_shows_its_own_chapters() -> None:
    parts = [
        Section(sentence(f"Part {part}"), (), tuple(chapter(number) for number in range(30)), Role.PART)
        for part in range(6)
    ]
    files = files_of(reading_of(book(*parts)))
    content = files["en/work/s3-7.html"].decode()
    nav = content.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert 'href="s3-30.html"' in nav
    assert 'href="s6.html"' in nav
    assert 'href="s2-1.html"' not in nav
    assert files["en/work/s3.html"].decode().partition('class="inside"')[2].partition("</ol>")[0].count("<li") == 30
