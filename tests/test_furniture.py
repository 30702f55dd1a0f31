"""The words of the book itself: the template is up to date, the translations are whole and as gettext writes them."""

from pathlib import Path

import polib
import pytest

from kolofon.model.document import Infobox, Term
from kolofon.model.edition import Edition, Rights, Work
from kolofon.read import read
from kolofon.text.furniture import LABELS, furniture_po
from kolofon.text.furniture.__main__ import template
from tests.machine import ROOT, run

FOLDER = ROOT / "pipeline/kolofon/text/furniture"
FILES = sorted(FOLDER.rglob("*.po"))
EVERY = [FOLDER / "furniture.pot", *FILES]


def test_the_template_is_up_to_date() -> None:
    assert (FOLDER / "furniture.pot").read_text("utf-8") == template(), "run python -m kolofon.text.furniture"


def test_the_template_has_labels_and_templates() -> None:
    msgids = {entry.msgid for entry in polib.pofile(str(FOLDER / "furniture.pot"))}
    assert {*LABELS, "Contents", "Colophon", "Typeface", "At a glance", "Back to the text"} <= msgids


@pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_file_is_as_msgcat_writes_it(path: Path) -> None:
    assert run("msgcat", "--no-wrap", path) == path.read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_translation_is_whole_and_right(path: Path, tmp_path: Path) -> None:
    run("msgfmt", "-c", "-o", tmp_path / "out.mo", path)
    # Compared by msgfmt's own rules for %(name)s, which -c applies; here, that nothing is missing or left over.
    translated = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert set(translated) == {entry.msgid for entry in polib.pofile(str(FOLDER / "furniture.pot"))}
    assert all(entry.translated() for entry in translated.values())


def test_the_labels_are_those_of_the_reader() -> None:
    fields = ("Partof", "Date", "Place", "Result", "Territory")
    sided = ("Combatant", "Commander", "Units", "Strength", "Casualties")
    keys = (*fields, *(f"{name}{side}" for name in sided for side in (1, 2)))
    source = "= Title =\n\nInfobox\n" + "".join(f"- {key}: words\n" for key in keys) + "\nText.\n"
    work = Work("work", "work.txt")
    edition = Edition("urn:x", "Publisher", "en", "sq", Rights("Holder", "CC0-1.0"), (work,))
    document, _ = read(source.encode(), "source/work.txt", work, edition)
    rows = [row for block in document.lead if isinstance(block, Infobox) for row in block.rows]
    assert tuple(row.label.msgid for row in rows if isinstance(row.label, Term)) == LABELS


def test_a_language_falls_back_to_the_one_it_is_a_kind_of() -> None:
    albanian = furniture_po("sq")
    assert albanian is not None
    assert "Përmbajtja" in albanian.decode()
    assert furniture_po("sq-AL") == albanian
    assert furniture_po("xx") is None
    assert furniture_po("") is None
