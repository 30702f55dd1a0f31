"""Limits: what is within one is read, what is beyond it is one error with its place, and the docs have them all."""

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType

import pytest

from kolofon.catalogue.po import read_po
from kolofon.edition.configuration import read_edition
from kolofon.edition.files import bounds as files
from kolofon.model import limits
from kolofon.model.document import Document, Emphasis, Paragraph, Place, Sentence, Text
from kolofon.model.edition import SourceFormat
from kolofon.model.error import CatalogueError, EditionError, PipelineError, SourceError
from kolofon.model.limits import ADDRESS, CHARACTERS, COLUMNS, DEEPEST, ELEMENTS, ITEMS, NAME, OPEN, TITLE
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.formulas import tex
from kolofon.text.glossary.table import read_table
from kolofon.text.glossary.tbx import read_tbx
from kolofon.text.notation import parse
from kolofon.text.parts import segments
from kolofon.translate import translate
from kolofon.write.paper.weasyprint import vectors
from kolofon.write.pictures import raster
from kolofon.write.pictures.vector import extent
from kolofon.write.pictures.vector import parser as reading
from kolofon.write.pictures.vector.clean import cleaned
from kolofon.write.pictures.vector.parser import RefusedError
from kolofon.write.themes import budget as work
from kolofon.write.themes import pages, theme
from tests.machine import ROOT
from tests.press import Press
from tests.reading import Reader
from tests.table import each_row

MARKDOWN, WIKITEXT, XHTML = map(Reader, (SourceFormat.MARKDOWN, SourceFormat.WIKITEXT, SourceFormat.XHTML))
EXTRACT = Reader(SourceFormat.WIKI_EXTRACT)
HERE = Place("source/x.txt", 1)
FAR = 20_000
"""Deeper than any stack."""


MATHML = import_module("kolofon.text.formulas.mathml")  # a function of that package has its name


def page(body: str) -> str:
    return f"<html><head><title>T</title></head><body>\n<h1>T</h1>\n{body}\n</body></html>"


def within(name: str, depth: int) -> str:
    return page(f"<{name}>" * depth + "<p>x</p>" + f"</{name}>" * depth)


# Of what nests: a reader, how deep it may, and the text that is so deep.
DEEP: dict[str, tuple[Reader, int, Callable[[int], str]]] = {
    "markdown list": (MARKDOWN, DEEPEST, lambda n: "# T\n\n" + "\n".join("  " * at + "- x" for at in range(n))),
    "markdown quotation": (MARKDOWN, DEEPEST, lambda n: f"# T\n\n{'> ' * n}x"),
    "markdown emphasis": (MARKDOWN, DEEPEST, lambda n: f"# T\n\n{'*a **b ' * (n // 2)}c{'**d*d' * (n // 2)}"),
    "wikitext list": (WIKITEXT, DEEPEST, lambda n: "\n".join("*" * at + " x" for at in range(1, n + 1))),
    "wikitext one line": (WIKITEXT, DEEPEST, lambda n: "*" * n + " x"),
    "wikitext brackets": (WIKITEXT, OPEN, lambda n: "x " + "{{a|" * n + "}}" * n),
    "wikitext tags": (WIKITEXT, OPEN, lambda n: "x " + "<i>" * n + "y" + "</i>" * n),
    "wikitext tables": (WIKITEXT, OPEN, lambda n: "{|\n|\n" * n + "x\n" + "|}\n" * n),
    "xhtml quotation": (XHTML, DEEPEST, lambda n: within("blockquote", n)),
    "xhtml list": (XHTML, DEEPEST, lambda n: page("<ul><li>" * n + "x" + "</li></ul>" * n)),
    "xhtml emphasis": (XHTML, DEEPEST, lambda n: page("<p>" + "<em>" * n + "x" + "</em>" * n + "</p>")),
    "xhtml elements": (XHTML, ELEMENTS - 10, lambda n: within("div", n)),
    "extract list": (EXTRACT, DEEPEST, lambda n: "= T =\n" + "\n".join(" " * at + "- x" for at in range(n))),
}


def refused(read: Callable[[], object], kind: type[PipelineError]) -> PipelineError:
    """The error that something ends in: with its place and how to mend it."""
    with pytest.raises(kind) as caught:
        read()
    assert caught.value.place
    assert caught.value.place.line
    assert caught.value.hint
    return caught.value


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
def test_what_nests_deeper_than_a_limit_is_refused_with_its_place(name: str) -> None:
    reader, most, text = DEEP[name]
    reader(text(most // 2))
    for long in filter(lambda told: len(told) < 100_000, map(text, (most + 12, 300, FAR))):
        error = refused(partial(reader, long), SourceError)
        assert re.search("nested|deep|open", str(error))


LONG: dict[str, tuple[Reader, int, Callable[[int], str]]] = {
    "markdown paragraph": (MARKDOWN, CHARACTERS, lambda n: f"# T\n\n{'a' * n}"),
    "markdown listing": (MARKDOWN, CHARACTERS, lambda n: f"# T\n\n```\n{'a' * n}\n```"),
    "markdown title": (MARKDOWN, TITLE, lambda n: f"# {'a' * n}\n\nx"),
    "markdown heading": (MARKDOWN, TITLE, lambda n: f"# T\n\n## {'a' * n}\n\nx"),
    "markdown address": (MARKDOWN, ADDRESS, lambda n: f"# T\n\n[x](https://{'a' * (n - 8)})"),
    "wikitext paragraph": (WIKITEXT, CHARACTERS, lambda n: "a" * n),
    "wikitext heading": (WIKITEXT, TITLE, lambda n: f"x\n\n== {'a' * n} ==\ny"),
    "xhtml paragraph": (XHTML, CHARACTERS, lambda n: page(f"<p>{'a' * n}</p>")),
    "xhtml heading": (XHTML, TITLE, lambda n: page(f"<h2>{'a' * n}</h2><p>x</p>")),
    "extract paragraph": (EXTRACT, CHARACTERS, lambda n: f"= T =\n{'a' * n}"),
    "extract title": (EXTRACT, TITLE, lambda n: f"= {'a' * n} =\nx"),
    "extract entry": (EXTRACT, CHARACTERS, lambda n: f"= T =\n== Literature ==\n- {'a' * n}"),
    "markdown columns": (MARKDOWN, COLUMNS, lambda n: f"# T\n\n{'|a' * n}|\n{'|-' * n}|\n{'|b' * n}|\n"),
    "wikitext columns": (WIKITEXT, COLUMNS, lambda n: "{|\n" + "| b\n" * n + "|}"),
    "xhtml columns": (XHTML, COLUMNS, lambda n: page(f"<table><tr>{'<td>b</td>' * n}</tr></table>")),
    "xhtml columns of one cell": (XHTML, COLUMNS, lambda n: page(f'<table><tr><td colspan="{n}">b</td></tr></table>')),
}


@each_row("name", LONG)
@pytest.mark.slow
def test_what_is_longer_or_more_than_a_limit_is_refused_with_its_place(name: str) -> None:
    reader, most, text = LONG[name]
    reader(text(most))
    error = refused(lambda: reader(text(most + 1)), SourceError)
    assert f"{most:,}" in str(error)


def test_more_items_than_there_may_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.read.findings.bounds.ITEMS", 1000)
    assert ITEMS > 1000
    EXTRACT.lead("= T =\n" + "- a\n" * 1000)
    assert "there are 1,001 items here" in str(refused(lambda: EXTRACT("= T =\n" + "- a\n" * 1001), SourceError))


# --- catalogues, glossaries, edition.toml -----------------------------------------------------------------------------


def message(msgid: str, msgstr: str) -> bytes:
    return f'msgid ""\nmsgstr ""\n"Language: sq\\n"\n\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'.encode()


@pytest.mark.parametrize("at", [0, 1])
def test_a_message_that_is_too_long_is_refused(at: int) -> None:
    def texts(length: int) -> bytes:
        return message(*("a" * length if place == at else "b" for place in range(2)))

    catalogue, _ = read_po(texts(CHARACTERS), "sq.po")
    assert len(catalogue.entries) == 1
    error = refused(lambda: read_po(texts(CHARACTERS + 1), "sq.po"), CatalogueError)
    assert str(error.place) == "sq.po:5"
    assert "1,000,001 characters" in str(error)


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1, 250, pytest.param(FAR, marks=pytest.mark.slow)])
def test_tags_deeper_than_the_limit_are_words(depth: int) -> None:
    beyond = depth - DEEPEST
    first, *rest = parse("<em>" * depth + "x" + "</em>" * depth, ())
    for _ in range(DEEPEST - 1):
        assert isinstance(first, Emphasis)
        (first,) = first.children
    assert first == Emphasis((Text("<em>" * beyond + "x"),))
    assert rest == ([Text("</em>" * beyond)] if beyond else [])


def test_a_translation_of_a_title_that_is_too_long_is_refused() -> None:
    title = Sentence((Text("A title"),), HERE)
    document = Document("en", title, (Paragraph((Sentence((Text("Words."),), HERE),)),), ())

    keys = {segment.key.msgid: segment.key for segment in segments(document) if segment.key}

    def translated(msgid: str, length: int) -> Document:
        entry = CatalogueEntry(*keys[msgid], msgstrs=("a" * length,), line=7)
        return translate(document, Catalogue("sq", (), (entry,), path="sq.po"))

    translated("A title", TITLE)
    translated("Words.", TITLE + 1)
    error = refused(lambda: translated("A title", TITLE + 1), CatalogueError)
    assert str(error.place) == "sq.po:7"


@pytest.mark.parametrize("length", [TITLE + 1, pytest.param(300_000, marks=pytest.mark.slow)])
def test_a_title_that_is_too_long_stops_the_build_in_one_line(press: Press, length: int) -> None:
    po = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
    press.replace(po, 'msgstr "Çlirimi i Tiranës"', f'msgstr "{"a" * length}"')
    said = press("build", "sq", "--format", "epub")
    assert said.code == 5
    assert said.err.startswith(f"kolofon: {po}:")
    assert f"has {length:,} characters; the most is 1,000" in said.err


EDITION = """\
identifier = "urn:x:y"
publisher = "Kolofon"
source_language = "en"
bibliography_language = "en"
[rights]
holder = "Nobody"
licence = "CC0-1.0"
[[works]]
source = "x.md"
"""


def test_a_name_that_is_too_long_for_a_file_is_refused() -> None:
    read_edition(f'{EDITION}name = "{"a" * NAME}"'.encode(), "edition.toml")
    error = refused(
        lambda: read_edition(f'{EDITION}name = "{"a" * (NAME + 1)}"'.encode(), "edition.toml"), EditionError
    )
    assert str(error.place) == "edition.toml:10"


def test_values_within_each_other_are_refused_where_they_are_too_deep() -> None:
    content = f"{EDITION}name = {'[' * FAR}{']' * FAR}".encode()
    assert "nested" in str(refused(lambda: read_edition(content, "edition.toml"), EditionError))


def test_a_cell_of_a_glossary_that_is_too_long_is_refused() -> None:
    def read(length: int) -> object:
        content = f"source,target\na,{'b' * length}\n".encode()
        return read_table(content, "g.csv", source_language="en", language="sq")

    read(131_072)
    assert str(refused(lambda: read(131_073), CatalogueError).place) == "g.csv:2"


def test_a_glossary_is_walked_however_deep_it_is() -> None:
    content = ("<martif>" + "<a>" * FAR + "</a>" * FAR + "</martif>").encode()
    assert not read_tbx(content, "g.tbx", source_language="en", language="sq").terms


# --- pictures ---------------------------------------------------------------------------------------------------------


def picture(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{inner}</svg>'.encode()


@pytest.mark.parametrize(
    ("most", "drawn"),
    [
        (reading.DEEPEST - 1, lambda n: picture("<g>" * n + "</g>" * n)),
        (reading.MOST - 1, lambda n: picture("<g/>" * n)),
        (reading.LONGEST, lambda n: picture(f'<path d="{"M" * n}"/>')),
        (reading.LARGEST - 47, lambda n: picture("<!--" + "a" * (n - 7) + "-->")),
    ],
    ids=["depth", "elements", "attribute", "bytes"],
)
@pytest.mark.slow
def test_a_vector_picture_beyond_a_limit_is_refused(most: int, drawn: Callable[[int], bytes]) -> None:
    assert cleaned(drawn(most)).content
    with pytest.raises(RefusedError) as caught:
        cleaned(drawn(most + 1))
    assert caught.value.code == "picture-limit"
    assert caught.value.hint


# --- the docs ---------------------------------------------------------------------------------------------------------


def values(module: ModuleType) -> dict[str, int]:
    """The limits in a module: its public numbers."""
    return {
        f"{module.__name__.removeprefix('kolofon.')}.{name}": value
        for name in module.__all__
        if isinstance(value := getattr(module, name), int)
    }


def test_the_docs_name_each_limit_as_it_is() -> None:
    text = (ROOT / "docs/limits.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    told = {found[1]: row[0] for row in rows if (found := re.fullmatch("`([a-z_.]+[.][A-Z_]+)`", row[-1]))}
    modules = (limits, files, raster, reading, extent, vectors, theme, pages, work, tex, MATHML)
    wanted = {name: value for module in modules for name, value in values(module).items()}
    counted = {
        name: f"{value:,}"
        for name, value in wanted.items()
        if name not in {"write.themes.budget.CALL", "write.themes.budget.PIECE"}
    }
    counted |= {name: f"{value // 2**20} MiB" for name, value in wanted.items() if name.startswith("edition.files.")}
    assert told == counted
