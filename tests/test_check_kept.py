"""What the checks found in a catalogue is not looked for again, until something changes that it depends on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.check import check as whole
from kolofon.commands import check
from kolofon.commands.check import proofread
from kolofon.edition.project import open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from tests.press import edition_toml, put

TOML = edition_toml('name = "letters"\ntitle = "Letters"\nsource = "letters.md"\nformat = "markdown"\n')
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRY = '\nmsgid "The first letter came in 1920."\nmsgstr "Letra e parë erdhi më 1921."\n'
GLOSSARY = '\nmsgid "letter"\nmsgstr "shkronjë"\n'
PO = "locale/sq/LC_MESSAGES/letters.po"
CHANGES: dict[str, Callable[[Path], object]] = {
    "a translation": lambda root: put(root, {PO: HEADER + ENTRY.replace("1921", "1920")}),
    "its line": lambda root: put(root, {PO: f"{HEADER}\n\n{ENTRY}"}),
    "the text": lambda root: put(root, {"source/letters.md": "# Letters\n\nNo letter.\n"}),
    "the glossary": lambda root: put(root, {"locale/sq/glossary.po": HEADER + GLOSSARY}),
    "the dictionary": lambda root: put(root, {"locale/sq/spelling.dic": "1\nLetra\n"}),
    "its rules": lambda root: put(root, {"locale/sq/spelling.aff": "SET UTF-8\nTRY a\n"}),
    "edition.toml": lambda root: put(root, {"source/edition.toml": TOML.replace('"Letters"', '"The letters"')}),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path / "source", {"edition.toml": TOML, "letters.md": "# Letters\n\nThe first letter came in 1920.\n"})
    put(tmp_path / "locale/sq", {"LC_MESSAGES/letters.po": HEADER + ENTRY})
    put(tmp_path / "locale/sq", {"spelling.dic": "2\nLetra\nparë\n", "spelling.aff": "SET UTF-8\n"})
    return tmp_path


def found(root: Path, *, kept: bool = True) -> tuple[Finding, ...]:
    project = open_project(root)
    return proofread(replace(project, store=Folder(root / "store")) if kept else project, ["sq"], lambda _: None)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_catalogue_is_checked_again_where_something_changed(
    root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def counted(document: Document | None, catalogue: Catalogue, **more: object) -> tuple[Finding, ...]:
        checked.append(catalogue.path)
        return whole(document, catalogue, **more)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(check, "check", counted)
    first = found(root)
    assert {finding.code for finding in first} >= {"numbers", "spellcheck"}
    assert PO in checked
    checked.clear()
    assert found(root) == first
    assert PO not in checked
    change(root)
    after = found(root)
    assert PO in checked
    assert repr(after) == repr(found(root)) == repr(found(root, kept=False))
