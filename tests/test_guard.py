"""The guard of the bibliography: whatever would print an entry otherwise than the source has it is held back."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path, PurePosixPath
from xml.parsers.expat import ParserCreate

import pytest

import kolofon.commands.build
import kolofon.commands.build.books
import kolofon.commands.build.cache
from kolofon.check.families.bibliography import BIBLIOGRAPHY
from kolofon.commands.build.guard import CODE, bibliography_findings, with_bibliography_findings
from kolofon.model.document import Bibliography, Document, Entry, Place, Section, Sentence, Text
from kolofon.model.edition import Artefact, Format
from kolofon.translate.localize import localize
from kolofon.write.book import Made
from tests.press import Press, edition_toml, put
from tests.table import each_row

MILLS, RIVERS = "Hoxha, A. Mullinjtë e Shkodrës. Tiranë 1931.", "Kola, B. Lumenjtë: një histori, 2 vëllime. Vlorë 1958."
EDITION = edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"\n', 'languages = ["sq"]\n')
TEXT = f"# The mill\n\nThe mill is old.\n\n## Literature\n\n* {MILLS}\n* {RIVERS}\n"
HERE = Place("source/mill.md", 7)

SCREEN = ("sq/mill.xhtml", "sq/mill/s1.xhtml", "sq/mill.epub", "sq/mill-bilingual.epub", "site/sq/mill.html")
PAPER = ("sq/mill.pdf", "sq/mill-press.pdf", "sq/mill-bilingual.pdf", "sq/mill-proof.pdf")
TEXTS = ("sq/mill.txt", "sq/mill.md")
EVERY = (*SCREEN, *PAPER, *TEXTS)


def test_its_code_is_that_of_the_check() -> None:
    assert [check.code for check in BIBLIOGRAPHY.checks] == [CODE]


@pytest.fixture
def mill(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    press = Press.of({"edition.toml": EDITION, "mill.md": TEXT}, tmp_path, capsys, monkeypatch)
    assert press("update").code == 0
    return press


def build(press: Press, *formats: str, languages: tuple[str, ...] = ("sq",)) -> tuple[set[str], str]:
    """The files that were written, by their paths below output/, and what was said."""
    stale = b"what was there before"
    before = press.path("output")
    put(before, dict.fromkeys(EVERY, stale))
    said = press("build", *languages, "--format", ",".join(formats))
    written = {
        path
        for path in EVERY
        if press.path(f"output/{path}").exists() and press.path(f"output/{path}").read_bytes() != stale
    }
    assert said.code == ("[bibliography]" in said.err)
    return written, said.err


ALL = ("html", "epub", "site", "pdf", "press", "bilingual", "proof", "text", "markdown")


def test_every_format_but_the_cover_has_a_bibliography() -> None:
    assert set(Format) - set(ALL) == {Format.COVER}


@pytest.mark.pdf
def test_every_file_of_an_edition_has_the_entries_of_the_source(mill: Press) -> None:
    written, said = build(mill, *ALL)
    assert written == set(EVERY)
    assert "bibliography" not in said


def press_template(name: str, old: str, new: str) -> dict[str, str | bytes]:
    """A template of the press's own with a piece put otherwise, as a theme's."""
    text = files("kolofon.write").joinpath("templates", name).read_text("utf-8")
    assert text.count(old) == 1
    return {name: text.replace(old, new)}


UPPER, GONE, UNSEEN, MORE = (
    {"theme.css": f".bibliography li:last-child{looks}"}
    for looks in (
        "{ text-transform: uppercase }",
        "{ display: none }",
        "{ visibility: hidden }",
        "::after { content: ' (sic)' }",
    )
)
YEAR = press_template("text.xhtml.jinja", "{{ section.blocks }}", "{{ section.blocks|replace('1958', '1985') }}")
PLACE = press_template(
    "bilingual/text.xhtml.jinja",
    '"both">{{ both.translation }}',
    "\"both\">{{ both.translation|replace('Vlorë', 'VLORË') }}",
)
NAME = press_template("epub/chapter.xhtml.jinja", "{{ content }}", "{{ content|replace('Hoxha', 'HOXHA') }}")
OUT = press_template("site/page.html.jinja", "{{ text }}", "<!-- {{ text }} -->")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("theme", "formats", "good", "lost"),
    [
        (UPPER, ALL, (*SCREEN, *TEXTS), PAPER),
        (GONE, ("pdf",), (), PAPER[:1]),
        (UNSEEN, ("pdf",), (), PAPER[:1]),
        (MORE, ("pdf",), (), PAPER[:1]),
        (YEAR, ("html", "epub", "site", "press", "proof", "text", "markdown"), (), EVERY),
        (PLACE, ("bilingual",), (), ("sq/mill-bilingual.pdf", "sq/mill-bilingual.epub")),
        (NAME, ("html", "epub", "pdf"), ("sq/mill.pdf",), SCREEN),
        (OUT, ("html", "site"), ("sq/mill.xhtml", "sq/mill/s1.xhtml"), ("site/sq/mill.html",)),
    ],
    ids=["uppercase", "display", "visibility", "content", "text", "bilingual", "chapter", "site"],
)
def test_a_theme_that_prints_an_entry_otherwise_is_told_and_its_files_are_held_back(
    mill: Press, theme: dict[str, str | bytes], formats: tuple[str, ...], good: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    put(mill.path("theme"), theme)
    written, said = build(mill, *formats)
    assert written == set(good)
    assert written.isdisjoint(lost)
    told = [line for line in said.splitlines() if line.endswith("[bibliography]")]
    assert told
    assert all(": error: " in line for line in told)
    assert not [line for line in told for path in good if f"output/{path} " in line]


def altered(document: Document) -> Document:
    """A text whose last entry has lost its last letter, as by a slip of the press."""
    (section,) = document.sections
    (listed,) = section.blocks
    assert isinstance(listed, Bibliography)
    entries = (*listed.entries[:-1], replace(listed.entries[-1], text=listed.entries[-1].text[:-1]))
    return replace(document, sections=(replace(section, blocks=(replace(listed, entries=entries),)),))


@pytest.mark.pdf
@pytest.mark.parametrize("formats", [ALL, *((name,) for name in ALL)], ids=",".join)
def test_a_step_of_the_press_that_touches_an_entry_is_seen(
    mill: Press, monkeypatch: pytest.MonkeyPatch, formats: tuple[str, ...]
) -> None:
    for module in (kolofon.commands.build.books, kolofon.commands.build.cache):
        monkeypatch.setattr(module, "localize", lambda *given: altered(localize(*given)))
    written, said = build(mill, *formats)
    assert written == set()
    assert "source/mill.md:8" in said
    assert "vëllime. Vlorë 1958.”; it has “" in said


@pytest.mark.pdf
def test_the_source_language_is_guarded_too(mill: Press) -> None:
    put(mill.path("theme"), {"theme.css": ".bibliography { text-transform: uppercase }"})
    assert "en/mill.pdf: error" in build(mill, "pdf", languages=("en",))[1]


RIGHT_TO_LEFT = "כהן, א. הטחנות של שקודרה (Shkodër). תל אביב 1931."


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["sq", "ar"])
@pytest.mark.parametrize("own", ["sq", "he"])
def test_entries_of_every_kind_are_recognized_in_print(mill: Press, language: str, own: str) -> None:
    entries = (
        RIGHT_TO_LEFT,
        "Dele\u0308, Ç. *Mulliri i e\u0308mbël* affi\u00adliated fflt – [doi](https://example.org/10.1/x), Ωμέγα.",
        "A-b\u2010c\u2011d\u00a0e  f 10 % ½ “q” ’n’ & <b> 🏭 " + "word\u00adword " * 60,
        "الطاحونة القديمة، بيروت ١٩٣١ (1931).",
    )
    mill.replace("source/edition.toml", 'bibliography_language = "sq"', f'bibliography_language = "{own}"')
    listed = "\n".join(f"* {entry.replace('<', '&lt;')}" for entry in entries)
    mill.path("source/mill.md").write_text(
        f"# The mill\n\nIt is – old.\n\n## Literature\n\n{listed}\n", encoding="utf-8"
    )
    mill("update", language)
    said = mill("build", language, "--format", "pdf,press,html,epub,site")
    assert "[bibliography]" not in said.err
    assert f"output/{language}/mill-press.pdf" in said.out

    cut = ".bibliography li { text-overflow: ellipsis; white-space: nowrap; overflow: hidden }"
    put(mill.path("theme"), {"theme.css": cut})
    assert "[bibliography]" in mill("build", language, "--format", "pdf").err


@pytest.mark.pdf
def test_a_theme_may_set_a_bibliography_as_it_likes(mill: Press) -> None:
    looks = "list-style: decimal; padding-inline-start: 2em; letter-spacing: 0.1em; columns: 2; width: 12em"
    sheet = f".bibliography {{ {looks} }} .bibliography li {{ font-style: italic; break-inside: auto }}"
    put(mill.path("theme"), {"theme.css": sheet})
    assert "bibliography" not in build(mill, "pdf", "html")[1]


def test_a_text_without_a_bibliography_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.commands.build.guard.ParserCreate", lambda: pytest.fail("a page was read"))
    title = Sentence((Text("The mill"),), HERE)
    page = Artefact(
        PurePosixPath("sq/mill.xhtml"), "application/xhtml+xml", b'<ul class="bibliography"><li>No</li></ul>'
    )
    assert with_bibliography_findings(Document("en", title, (), ()), [Made(page)]) == [Made(page)]


def test_only_pages_with_entries_are_read_once_each(mill: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    mill.path("source/mill.md").write_text(
        f"{TEXT}\n## More\n\nA text.\n\n## Still more\n\nA text.\n", encoding="utf-8"
    )
    calls: list[object] = []

    def reader() -> object:
        calls.append(None)
        return ParserCreate()

    monkeypatch.setattr("kolofon.commands.build.guard.ParserCreate", reader)
    build(mill, "html", "epub", "site")
    # The page, one chapter of the folder and of the EPUB, and the page of the site.
    assert len(calls) == len(SCREEN) - 1


def document(*entries: str) -> Document:
    title = Sentence((Text("Literature"),), HERE)
    listed = Bibliography(tuple(Entry(text, HERE) for text in entries), "sq")
    return Document("en", title, (), (Section(title, (listed,)),))


ENTRIES = "<li>A &amp; <em>B</em></li>\n<li>C</li>"


@each_row(
    ("page", "good"),
    [
        (f'<p><ul class="bibliography">{ENTRIES}</ul></p>', True),
        (f"<p>bare & <br> <ul class=bibliography>{ENTRIES}</ul></p>", True),
        ('<p><ol class="x bibliography"><li>A &amp; B<i class="elsewhere"><a>¶</a></i></li><li>C</li></ol></p>', True),
        (f'<p><!-- <ul class="bibliography">{ENTRIES}</ul> --></p>', False),
        (f'<p><ul class="bibliography">{ENTRIES.replace("<li>C", "<li> C")}</ul></p>', False),
        ('<p><ul class="bibliography"><li>A &amp; B</li>C<li></li></ul></p>', False),
        (f'<p><div class="bibliography">{ENTRIES}</div></p>', False),
        ("<p>bibliography</p>", False),
    ],
)
def test_a_page_is_read_as_a_reading_system_reads_it(page: str, good: bool) -> None:  # noqa: FBT001  as pytest has it
    assert (bibliography_findings(document("A & B", "C"), [page.encode()], "a.xhtml") == ()) == good
