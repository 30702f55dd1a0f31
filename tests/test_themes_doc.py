"""`docs/themes.md` names all that a theme is given, may use and may not do; its examples and its mistakes are run."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace

import pytest
from jinja2 import nodes
from jinja2.sandbox import MAX_RANGE

from kolofon.model.contributor import Contributor
from kolofon.model.document import Figure, Image, Opening
from kolofon.model.edition import Layout, Page
from kolofon.model.error import EditionError
from kolofon.model.message import Catalogue
from kolofon.write.fonts.by_name import chosen_families
from kolofon.write.paper.weasyprint import effort
from kolofon.write.proof import Review
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import bilingual_publication
from kolofon.write.screen.site.website import site
from kolofon.write.themes import amounts, filters, pages, sandbox, templates, values
from kolofon.write.themes import budget as work
from kolofon.write.themes.survey import survey
from kolofon.write.themes.theme import LARGEST, OWN, PLAIN, Theme
from tests.epubs import EDITION
from tests.later import typeset
from tests.machine import ROOT
from tests.pdfs import PICTURES
from tests.press import Press, put
from tests.publishing import article, everything, paragraph
from tests.setting import both, on_screens, published, reading, render, render_bilingual, render_proof
from tests.table import each_row
from tests.test_index_printed import everything as with_index

HEADS = chosen_families(Page(), (), (), "Noto Sans")

DOCUMENT = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")

LIMITS = {
    "bytes of a file of a theme": LARGEST,
    "characters that a template writes or looks through, once filled": work.CHARACTERS,
    "steps that a template takes: pieces that it goes through, turns of loops": work.STEPS,
    "numbers in a `range`": MAX_RANGE,
    "the greatest number that a sum may come to": sandbox.GREATEST,
    "places that a number is rounded to": filters.PRECISION,
    "elements in one another in a page": pages.DEEPEST,
    "digits of `colspan`, `rowspan` and `span`": pages.SPAN_DIGITS,
    "a length, an angle or a percentage in a style, in any unit": amounts.GREATEST,
    "a number of columns, rows, counters, or in a custom property": amounts.MOST_COUNTED,
    "parts of a value when its `var()` are filled in": amounts.MOST_PARTS,
    "`var()` in one another": amounts.DEEPEST_NAMES,
    "the least length of what repeats itself in a gradient": amounts.SHORTEST,
    "steps to lay out a PDF, whatever its length": effort.LEAST,
    "steps more for each character of the page": effort.EACH,
}

OBJECTS = {
    "About": "A book for the screen",
    "Cell": "A cell of an infobox",
    "Chapter": "A title of a chapter",
    "Contributor": "A contributor",
    "Credit": "A credit",
    "Download": "A download",
    "Drop": "A drop capital",
    "Entry": "An entry of the index",
    "Facts": "An infobox",
    "FontFile": "A font",
    "Geometry": "A geometry",
    "Group": "A group of the index",
    "Heading": "A heading",
    "Imprint": "An imprint",
    "Isbn": "ISBNs",
    "Item": "An item",
    "Label": "A label",
    "Line": "A line of the contents",
    "Locator": "A locator",
    "Note": "A margin note",
    "Pair": "A pair",
    "PairedNote": "A note on both sides",
    "Progress": "A progress",
    "Reference": "A reference",
    "Rights": "Rights",
    "Row": "A row of an infobox",
    "Endnote": "A note",
    "Section": "A section",
    "Shown": "An edition on the site",
    "Tongue": "A tongue",
    "Typeface": "A typeface",
    "Version": "A page in a language",
}
"""How the document calls the objects, by the names of their classes."""


def part(heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^(#+ {re.escape(heading)})\n(.*?)(?=^#|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[2]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = [[cell.strip() for cell in line[1:-1].split(" | ")] for line in text.splitlines() if line.startswith("| ")]
    return lines[1:]


def names(text: str) -> Counter[str]:
    """The names in the first column of a table, without what a function is called with."""
    return Counter(name.partition("(")[0] for row in rows(text) for name in CODE.findall(row[0]))


def listed(mark: str) -> Counter[str]:
    """The words in a list that has a mark before it."""
    found = re.search(rf"<!-- {mark} -->((?:\s+`[^`]+`)+)", DOCUMENT)
    assert found
    return Counter(CODE.findall(found[1]))


@pytest.fixture(scope="module")
def given() -> Iterator[tuple[Mapping[str, set[str]], Mapping[str, set[str]]]]:
    """What is filled into each template, and the fields of each kind of object, when all is made that can be."""
    by_template: dict[str, set[str]] = defaultdict(set)
    by_kind: dict[str, set[str]] = {}
    filled, plain = templates._filled, values.plain  # noqa: SLF001  every template goes through it

    def watch(box: sandbox.Sandbox, template: str, told: Mapping[str, object], theme: Theme) -> str:
        by_template[template] |= set(told)
        return filled(box, template, told, theme)

    def seen(value: object) -> object:
        made = plain(value)
        if is_dataclass(value) and isinstance(made, Mapping):
            by_kind[type(value).__name__.strip("_")] = set(made)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "_filled", watch)
        patch.setattr(templates, "plain", seen)
        patch.setattr(values, "plain", seen)
        make_everything()
        yield by_template, by_kind


def make_everything() -> None:
    document = everything()
    source = replace(document, language="en")
    render_bilingual((source, document), EDITION, ({}, {}), Page())
    bilingual_publication(*both((source, document), EDITION, ({}, {}), Page()), PICTURES)
    opening = article(paragraph("The brigades came down to the river. " * 9), language="en")
    render(opening, replace(EDITION, language="en"), {}, Page(drop=2, large_print=True), Theme(fonts=HEADS))
    render_proof(Review(source, document, Catalogue("sq", (), ())), EDITION, {})
    hebrew = article(paragraph("שלום"), language="he", title="ꦲꦏ")
    picture, words = Figure(Image("picture.png", "A picture"), ()), (paragraph("words"),)
    begun = Opening(frontispiece=(picture,), dedication=words, epigraph=words, attribution=words)
    book = on_screens(EDITION, {}, page=Page(layout=Layout.BOOK))
    published(replace(article(paragraph("words")), opening=begun), book, PICTURES)
    for each in (document, with_index(), hebrew):
        named = (Contributor("Ana Hoxha", "edt"), Contributor("Besa Kola", "aut"))
        imprint = replace(EDITION, language=each.language, contributors=named)
        render(each, imprint, {}, Page())
        setting = on_screens(imprint, {})
        made = published(each, setting, PICTURES)
        bind(made)
        alone = reading(each, setting, PICTURES, made.files[:1])
        site([alone])
        site([replace(alone, chapters={section.id: "" for section in alone.document.sections})])


def test_every_file_of_the_press_is_in_the_document() -> None:
    sheets = {name for name in templates.press_files("styles") if name.endswith(".css")}
    assert names(part("The style sheets")) == Counter([*sheets, OWN])
    assert names(part("The templates")) == Counter(templates.press_files("templates"))


def test_every_block_is_in_the_document() -> None:
    box = templates._sandbox(PLAIN)  # noqa: SLF001  it is what reads them
    assert box.loader
    for row in rows(part("The templates")):
        (name,) = CODE.findall(row[0])
        text, _, _ = box.loader.get_source(box, name)
        assert CODE.findall(row[2]) == [block.name for block in box.parse(text).find_all(nodes.Block)], name


@pytest.mark.slow
def test_every_value_of_a_template_is_in_the_document(
    given: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
) -> None:
    by_template, _ = given
    told: dict[str, Counter[str]] = defaultdict(Counter)
    headings = re.findall(r"^### (`.*)$", DOCUMENT, re.MULTILINE)
    assert len(headings) == len(set(headings))
    for heading in headings:
        for name in CODE.findall(heading):
            told[name] += names(part(heading))
    assert told == {name: Counter(found) for name, found in by_template.items()}
    everywhere = templates._sandbox(PLAIN).globals  # noqa: SLF001  as above
    assert names(part("Every template")) == Counter(everywhere.keys())


@pytest.mark.slow
def test_every_field_of_an_object_is_in_the_document(
    given: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
) -> None:
    _, by_kind = given
    assert by_kind.keys() == OBJECTS.keys()
    for kind, fields in by_kind.items():
        assert names(part(OBJECTS[kind])) == Counter(fields), kind


def test_what_a_template_may_use_is_in_the_document() -> None:
    assert listed("filters") == Counter(filters.FILTERS)
    assert listed("tests") == Counter(filters.TESTS)
    assert listed("loop") == Counter(sandbox.LOOP)
    assert listed("elements") == Counter(pages.ELEMENTS)
    assert listed("attributes") == Counter(pages.NO_ATTRIBUTES)
    assert listed("never") == Counter(pages.NEVER)


def test_every_limit_is_in_the_document() -> None:
    assert rows(part("Limits")) == [[what, f"{limit:,}"] for what, limit in LIMITS.items()]


def made_with(theme: Theme) -> str:
    survey(theme, ())
    return render(everything(), EDITION, {}, Page(), theme).decode()


def assert_told_as_the_document_says(row: list[str]) -> None:
    (file,), (text,) = CODE.findall(row[0]), CODE.findall(row[1])
    with pytest.raises(EditionError) as told:
        made_with(Theme(((file, text.encode()),)))
    assert str(told.value) == row[2]


MISTAKES = rows(part("What the press reports").partition("The findings")[0])


@each_row("row", MISTAKES[::4])
def test_a_mistake_is_told_as_the_document_says(row: list[str]) -> None:
    assert_told_as_the_document_says(row)


@pytest.mark.slow
@each_row("row", MISTAKES)
def test_every_mistake_is_told_as_the_document_says(row: list[str]) -> None:
    assert_told_as_the_document_says(row)


def test_the_findings_have_the_severity_that_the_document_says() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "pipeline/kolofon/write").rglob("*.py"))
    told = rows(part("What the press reports").partition("The findings")[2])
    assert told
    for row in told:
        assert re.search(rf'Finding\(\s*"{row[0].strip("`")}",\s*Severity\.{row[1].upper()}\b', code), row[0]


@pytest.mark.pdf
def test_what_the_pdf_passes_over_is_told_line_by_line() -> None:
    passed_over = [CODE.findall(row[0])[0] for row in rows(part("What the PDF passes over"))]
    known = ["p { transform: rotate(1deg); }", "p::first-letter { font-size: 3em; }"]
    theme = Theme(((OWN, "\n".join([*passed_over, *known, "@media screen { p { filter: none; } }"]).encode()),))
    page = render(article(paragraph("Një fjalë.")), EDITION, {}, Page(), theme)
    _, findings = typeset(page, EDITION, {})
    assert {finding.code for finding in findings} == {"ignored-style"}
    assert sorted(finding.place.line for finding in findings) == list(range(1, len(passed_over) + 1))


def examples() -> list[dict[str, str]]:
    """The themes that the document shows: a theme begins where a text follows the files of another."""
    text = part("Two examples")
    found = [
        {name: re.sub("^    ", "", lines, flags=re.MULTILINE) for name, lines in pieces}
        for pieces in (
            re.findall(r"^`(theme/.+)`:\n\n((?:    .*\n|\n(?=    ))+)", theme, re.MULTILINE)
            for theme in text.split("\nA title page", 1)
        )
    ]
    assert [len(each) for each in found] == [1, 3]
    return found


MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


@pytest.mark.pdf
@pytest.mark.parametrize(("theme", "shown"), [*zip(examples(), ("--ink: #222", 'class="thanks"'), strict=True)])
def test_an_example_makes_every_format(theme: Mapping[str, str], shown: str, press: Press) -> None:
    put(press.root, {**theme, "source/mark.svg": MARK})
    said = press("build", "sq", "--format", "html,pdf,epub,site")
    assert said.code == 0, said.err
    assert "theme" not in said.err
    assert shown in press.read("output/sq/liberation-of-tirana.xhtml")
    for ending in ("epub", "pdf"):
        assert press.path(f"output/sq/liberation-of-tirana.{ending}").is_file()
