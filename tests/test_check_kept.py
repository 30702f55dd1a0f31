"""What the checks saw in a message is not looked for again, until something changes that it depends on."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.catalogue.po import read_po
from kolofon.check import FAMILIES, Family, Original, check_again
from kolofon.check import check as check_whole
from kolofon.check.families.glossary import glossary_family
from kolofon.check.families.names import names_family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.commands import check
from kolofon.commands.check import proofread
from kolofon.edition.project import open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary, Term
from kolofon.text.notation import MERGED
from tests.laws import examples
from tests.machine import ROOT
from tests.press import edition_toml, put

TOML = edition_toml('name = "letters"\ntitle = "Letters"\nsource = "letters.md"\nformat = "markdown"\n')
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
FIRST = '\nmsgid "The first letter came in 1920."\nmsgstr "Letra e parë erdhi më 1921."\n'
SECOND = '\nmsgid "The second came in 1930."\nmsgstr "E dyta erdhi më 1931."\n'
GLOSSARY = '\nmsgid "letter"\nmsgstr "shkronjë"\n'
PO = "locale/sq/LC_MESSAGES/letters.po"
ALL = {"The first letter came in 1920.", "The second came in 1930."}
CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a translation": (
        lambda root: put(root, {PO: HEADER + FIRST + SECOND.replace("1931", "1930")}),
        {"The second came in 1930."},
    ),
    "a flag": (
        lambda root: put(root, {PO: HEADER + FIRST.replace("\nmsgid", "\n#, max-length:5\nmsgid") + SECOND}),
        {"The first letter came in 1920."},
    ),
    "its line": (lambda root: put(root, {PO: f"{HEADER}\n\n{FIRST}{SECOND}"}), set()),
    "their order": (lambda root: put(root, {PO: HEADER + SECOND + FIRST}), set()),
    "a comment": (
        lambda root: put(root, {PO: HEADER + FIRST.replace("\nmsgid", "\n# kolofon: ignore numbers\nmsgid") + SECOND}),
        set(),
    ),
    "one less": (lambda root: put(root, {PO: HEADER + SECOND}), set()),
    "the text": (
        lambda root: put(root, {"source/letters.md": "# Letters\n\nThe first letter came in 1920.\n"}),
        {"The second came in 1930."},
    ),
    "the order of the text": (
        lambda root: put(
            root, {"source/letters.md": "# Letters\n\nThe second came in 1930. The first letter came in 1920.\n"}
        ),
        set(),
    ),
    "the glossary": (lambda root: put(root, {"locale/sq/glossary.po": HEADER + GLOSSARY}), ALL),
    "the dictionary": (lambda root: put(root, {"locale/sq/spelling.dic": "1\nLetra\n"}), ALL),
    "its rules": (lambda root: put(root, {"locale/sq/spelling.aff": "SET UTF-8\nTRY a\n"}), ALL),
    "edition.toml": (
        lambda root: put(root, {"source/edition.toml": TOML.replace('"Letters"', '"The letters"')}),
        set(),
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    text = "# Letters\n\nThe first letter came in 1920. The second came in 1930.\n"
    put(tmp_path / "source", {"edition.toml": TOML, "letters.md": text})
    put(tmp_path / "locale/sq", {"LC_MESSAGES/letters.po": HEADER + FIRST + SECOND})
    put(tmp_path / "locale/sq", {"spelling.dic": "2\nLetra\nparë\n", "spelling.aff": "SET UTF-8\n"})
    return tmp_path


def found(root: Path, *, kept: bool = True) -> tuple[Finding, ...]:
    project = open_project(root)
    return proofread(replace(project, store=Folder(root / "store")) if kept else project, ["sq"], lambda _: None)


def counting(looked_at: list[str]) -> Family:
    def each(unit: Unit) -> list[Flaw]:
        looked_at.append(unit.msgid)
        return []

    return Family("counting", (), each=each)


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES)
def test_a_message_is_looked_at_again_where_something_changed(
    root: Path, change: Callable[[Path], object], again: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    stock = vars(check)["families"]
    monkeypatch.setattr(check, "families", lambda *about: (*stock(*about), counting(looked_at)))
    first = found(root)
    assert {finding.code for finding in first} >= {"numbers", "spellcheck"}
    assert set(looked_at) == ALL
    looked_at.clear()
    assert found(root) == first
    assert not looked_at
    change(root)
    after = found(root)
    assert set(looked_at) == again
    assert repr(after) == repr(found(root)) == repr(found(root, kept=False))


# --- a catalogue that is edited over and over ------------------------------------------------------------------------

GLOSSARY_SQ = Glossary("en", "sq", (Term("battalion", ("batalion",)), Term("National Liberation", kept=True)))


def edited(dice: random.Random, entries: list[CatalogueEntry]) -> None:
    """Change something in an entry, or which entries there are."""
    place = dice.randrange(len(entries))
    entry, other = entries[place], dice.choice(entries)
    words = entry.msgstr.split(" ")
    dice.shuffle(words)
    match dice.randrange(9):
        case 0:
            del entries[place]
        case 1:
            entries.insert(dice.randrange(len(entries)), replace(other, msgid=f"{other.msgid} {dice.random()}"))
        case 2:
            entries[place] = replace(entry, msgstrs=(other.msgstr,))
        case 3:
            entries[place] = replace(entry, msgstrs=(entry.msgid,))
        case 4:
            entries[place] = replace(entry, msgstrs=(MERGED,))
        case 5:
            entries[place] = replace(entry, fuzzy=not entry.fuzzy)
        case 6:
            entries[place] = replace(entry, msgid=f"{entry.msgid} ¿Ж?")
        case 7:
            entries[place] = replace(entry, plural=f"{entry.msgid}s", msgstrs=(entry.msgstr, f"{entry.msgstr} 7"))
        case _:
            entries[place] = replace(entry, msgstrs=(" ".join(words).title(),), line=dice.randrange(999))


@pytest.mark.parametrize("language", ["sq", "fr", "ja"])
def test_what_is_found_again_is_what_is_found(language: str) -> None:
    families = (*FAMILIES, glossary_family(GLOSSARY_SQ), names_family(GLOSSARY_SQ))
    content = (ROOT / "locale/sq/LC_MESSAGES/liberation-of-tirana.po").read_bytes()
    entries = [entry for entry in read_po(content, "sq.po")[0].entries if entry.translated][:120]
    keys = [entry.key for entry in entries]
    original = Original("en", frozenset(keys), message_order=lambda: keys)
    dice, memory = random.Random(language), b""  # noqa: S311  no secret depends on it
    for _ in range(examples(25)):
        catalogue = Catalogue(language, (), tuple(entries), path="x.po")
        again, memory = check_again(original, catalogue, families, memory)
        assert again == check_again(original, catalogue, families, b"")[0]
        assert check_again(original, catalogue, families, memory) == (again, memory)
        for _ in range(dice.choice([1, 1, 5])):
            edited(dice, entries)


def test_what_does_not_depend_on_a_text_is_found_with_and_without_a_memory() -> None:
    catalogue, _ = read_po((ROOT / "locale/sq/LC_MESSAGES/liberation-of-tirana.po").read_bytes(), "sq.po")
    expected = check_whole(None, catalogue)
    findings, memory = check_again(Original("en"), catalogue, FAMILIES, b"")
    assert findings == expected
    assert check_again(Original("en"), catalogue, FAMILIES, memory) == (expected, memory)


@pytest.mark.parametrize("memory", [b"x", b"\x90", b"\x96\xc0\xc0\xc0\xc0\xc0\xc0"])
def test_a_memory_that_is_none_is_passed_over(memory: bytes) -> None:
    catalogue, _ = read_po((HEADER + FIRST).encode(), "sq.po")
    catalogue = replace(catalogue, language="sq")
    findings, kept = check_again(Original("en"), catalogue, FAMILIES, memory)
    assert findings == check_whole(None, catalogue) != ()
    assert kept != memory
