"""`docs/languages.md` tells what the press knows of each language; `pytest --accept` writes its tables anew."""

import tomllib
from collections.abc import Iterator

import icu
import pytest
from PIL import Image

from kolofon.language import Language, language
from kolofon.language.dates import date, date_range
from kolofon.language.tags import DATA
from kolofon.model.document import Date, DateRange
from kolofon.segment.srx_rules import has_rules
from kolofon.text.furniture import furniture_po, needs_no_translation
from kolofon.write.fonts import family_of, text_family
from kolofon.write.paper.lines.hyphenation import Kind, origin
from tests import contact_sheet
from tests.machine import ROOT
from tests.mill import TAGS

DOCUMENT = ROOT / "docs" / "languages.md"
PICTURE = ROOT / "docs" / "languages.png"
BEGIN, END = "<!-- The tables are made by `pytest --accept`. -->", "<!-- The end of the tables. -->"

DAY = Date(1944, 11, 17, "")
RANGE = DateRange(Date(1944, 10, 28, ""), DAY, "")
KNOWN = sorted({*TAGS, "en"})


def test_the_tables_are_up_to_date(request: pytest.FixtureRequest) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert BEGIN in text.partition(END)[0], f"{DOCUMENT.name} has lost the lines between which its tables are"
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    made = "\n".join((f"{before}{BEGIN}\n", *tables(), f"\n{END}{after}"))
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(made, encoding="utf-8", newline="\n")
    assert DOCUMENT.read_text(encoding="utf-8") == made


def test_the_picture_shows_every_language() -> None:
    with Image.open(PICTURE) as shown:
        assert shown.size == contact_sheet.size(len(TAGS)), "python -m tests.contact_sheet docs/languages.png"
        assert shown.mode == "P"
    assert PICTURE.stat().st_size < 500_000
    assert PICTURE.name in DOCUMENT.read_text(encoding="utf-8")


def tables() -> Iterator[str]:
    yield "### On the page\n"
    yield from table(("", "Language", "Face", "Lines end", "Words break"), map(on_the_page, KNOWN))
    yield "\n### In the text\n"
    heads = ("", "17 November 1944", "28 October to 17 November", "Sentences", "Order", "Checks", "Words of the book")
    yield from table(heads, map(in_the_text, KNOWN))


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in (heads, ("---",) * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def on_the_page(tag: str) -> tuple[str, ...]:
    here = language(tag)
    leftward = ", from the right" if here.direction == "rtl" else ""
    return f"`{tag}`", here.name, face(here), lines(here) + leftward, hyphens(tag)


def face(here: Language) -> str:
    """The family of a language's letters, and how one comes by it."""
    family = family_of(here.script) or text_family()
    return f"{family.name} (`kolofon[{here.extra}]`)" if here.extra else family.name


def lines(here: Language) -> str:
    """Where a line ends."""
    if here.dictionary:
        return "between words, by ICU’s dictionary"
    if here.spaced:
        return "between words" if here.word_break == "keep-all" else "at spaces"
    return "between characters, by the rules of print" if here.wide else "between syllables"


def hyphens(tag: str) -> str:
    """What says where a word breaks."""
    found = origin(tag)
    match found.kind:
        case Kind.OWN:
            return "tex-hyphen’s patterns"
        case Kind.PYPHEN:
            return "pyphen’s patterns"
        case Kind.RULE:
            return "by a rule"
    return "never" if language(tag).hyphenation.none else "not known"


def in_the_text(tag: str) -> tuple[str, ...]:
    here = language(tag)
    told = (date(DAY, tag), date_range(RANGE, tag), sentences(here), order(here), checks(tag), words(tag))
    return f"`{tag}`", *told


def sentences(here: Language) -> str:
    """What says where a sentence ends."""
    counted = len(here.sentences.abbreviations)
    return ", ".join(
        [
            "SRX" if has_rules(here.segmentation) else "rules for all",
            *([f"{' '.join(here.ends)}"] if here.ends else []),
            *([f"{counted} abbreviations"] if counted else []),
        ]
    )


def order(here: Language) -> str:
    """Whether the alphabet has an order of its own."""
    found = icu.Collator.createInstance(icu.Locale.forLanguageTag(here.collation))
    return "own" if found.getRules() else "root"


def checks(tag: str) -> str:
    """What a language's own file says for the checks, and the examples by which the tests hold it."""
    path = next((path for name in (tag, language(tag).base) if (path := DATA / f"{name}.toml").is_file()), None)
    if path is None:
        return "those for all"
    told = tomllib.loads(path.read_text("utf-8"))
    examples = told.pop("examples", [])
    facts = sum(len(table.get("never", "1")) + len(table) - 1 for table in told.values() if isinstance(table, dict))
    tried = sum(len(example.get("passes", [])) + len(example.get("fails", [])) for example in examples)
    return f"{facts} fact{'s' * (facts != 1)}, {tried} examples"


def words(tag: str) -> str:
    """Whether the words of the book itself are translated, and whether somebody who speaks the language has seen it."""
    shipped = furniture_po(tag)
    if needs_no_translation(tag):
        return "the source"
    if shipped is None:
        return "no"
    return "yes, unreviewed" if b"No native reader has reviewed" in shipped else "yes"
