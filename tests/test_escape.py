"""What is printed shows control characters and obeys none, whoever wrote them and wherever it is printed."""

import json
import os
import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.cli.report import as_github, as_json, as_sarif, as_text
from kolofon.model.document import Place
from kolofon.model.finding import Excerpt, Finding, Severity
from kolofon.text.escape import escaped, escaped_json, is_control
from tests.press import Press, put

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
EVIL = "a\x1b]0;x\x07b\x9bc\u202ed\u2066e\rf\x00g\u200fh\udcffi\u2028j"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
TOML = "source/edition.toml"

PLAIN = "Çlirimi i Tiranës — “17 nëntor”, שלום, می‌خواهم, 👩‍🚀"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\u202e\udcff\n:,%")), max_size=12)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\u202eevil\u2069\u200f", r"\u202eevil\u2069\u200f"),
        ("caf\udce9.md", r"caf\xe9.md"),
        ("\ud800", r"\ud800"),
        (
            "Çlirimi i Tiranës — “17 nëntor”, שלום, می‌خواهم, 👩‍🚀",
            "Çlirimi i Tiranës — “17 nëntor”, שלום, می‌خواهم, 👩‍🚀",
        ),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.slow
def test_every_control_of_unicode_is_one() -> None:
    every = [chr(number) for number in range(0x110000)]
    # Bidi_Control (Unicode Standard Annex #44): the classes that only a control has, and three marks.
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = {"\N{ARABIC LETTER MARK}", "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"}
    for character in every:
        category = unicodedata.category(character)
        if category in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(character) in bidi or character in marks:
            assert is_control(character), f"U+{ord(character):04X}"
        if category[0] in "LMNPS" or category == "Zs":
            assert not is_control(character), f"U+{ord(character):04X}"


@given(TEXTS)
def test_one_line_that_nothing_obeys(text: str) -> None:
    assert not OBEYED.search(escaped(text))
    assert "\n" not in escaped(text)
    assert escaped(escaped(text)) == escaped(text)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)))
def test_json_keeps_its_value(value: object) -> None:
    shown = escaped_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(shown) == value
    assert not OBEYED.search(shown)


@given(TEXTS, st.binary(min_size=1, max_size=8).map(os.fsdecode), st.sampled_from([40, 100]))
def test_every_form_of_a_report_is_harmless(text: str, path: str, width: int) -> None:
    spans = ((0, len(text)),) if text else ()
    finding = Finding("c", Severity.ERROR, Place(path, 1), text, text, Excerpt(text, text, spans, ()))
    sarif = as_sarif([finding], {}, "1")
    for shown in (as_json([finding]), sarif, as_github([finding]), as_text([finding], width=width)):
        assert not OBEYED.search(shown)
    assert as_github([finding]).count("\n") == 1
    assert json.loads(as_json([finding]))["findings"][0]["message"] == text
    (result,) = json.loads(sarif)["runs"][0]["results"]
    assert not OBEYED.search(result["message"]["text"])
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == path
    coloured = as_text([finding], colour=True, width=width)
    assert not OBEYED.search(re.sub(r"\x1b\[[0-9;]+m", "", coloured))


# --- from the command line --------------------------------------------------------------------------------------------


def harmless(press: Press, *arguments: str) -> str:
    """What a command says, which must show its controls."""
    said = press(*arguments)
    assert not OBEYED.search(said.out), arguments
    assert not OBEYED.search(said.err), arguments
    return said.out + said.err


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_translation_with_controls_is_shown(press: Press, form: str) -> None:
    evil = "".join(f"\\x{ord(letter):02x}" if ord(letter) < 0x80 else letter for letter in "\x1b]0;x\x07")
    press.replace(PO, 'msgstr "300 tanke"', f'msgstr "400 {evil}\u202e\x9b tanke"')
    said = harmless(press, "check", "sq", "--format", form)
    assert "202e" in said.lower()
    harmless(press, "build", "sq", "--format", "html")


@pytest.mark.parametrize(
    "arguments",
    [
        [EVIL],
        ["build", EVIL],
        ["build", "--format", EVIL],
        ["check", "--format", EVIL],
        ["update", EVIL],
        ["update", "--prune", EVIL],
        ["build", f"--{EVIL}"],
        ["adopt", "sq", EVIL],
        ["adopt", "sq", f"{EVIL}.md"],
        ["adopt", "sq", "x.md", "--work", EVIL],
        ["import-po", "sq", EVIL],
        ["import-po", "sq", "x", "--kind", EVIL],
        ["terms", "sq", "--import", EVIL],
        ["terms", EVIL],
        ["init", "new", "--from", EVIL],
        ["init", "new", "--language", EVIL],
        ["merge-po", f"{EVIL}1", f"{EVIL}2", f"{EVIL}3", f"{EVIL}4"],
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_what_is_typed_is_shown(press: Press, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(press.root)
    plain = [argument.replace("\0", "") for argument in arguments]  # no program can be given it
    assert "\\x1b" in harmless(press, *plain)


@pytest.mark.parametrize("command", ["build", "check", "update", "status"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TOML, 'publisher = "Kolofon"', f'"{EVIL[:8]}" = 1'.replace("\x1b", "\\u001B").replace("\x07", "\\u0007")),
        (TOML, 'name = "liberation-of-tirana"', 'name = "\\u001B[31m\\u202E"'),
        ("source/liberation-of-tirana.txt", "== Description ==", "== Descrip\x1btion"),
        (PO, "charset=UTF-8", "charset=\x1b[31m\u202e"),
        (PO, 'msgid "300 tanks"', 'msgid "300 tanks"\n\x1b[31m\u202e'),
    ],
)
def test_what_is_broken_is_shown(press: Press, command: str, name: str, old: str, new: str) -> None:
    press.replace(name, old, new)
    assert harmless(press, command).startswith("kolofon: ")


def test_names_of_files_are_shown(press: Press) -> None:
    name = EVIL.replace("\0", "").replace("/", "")
    put(press.root, {f"locale/sq/LC_MESSAGES/{name}.po": press.path(PO).read_bytes(), f"output/{name}": ""})
    assert "\\x1b" in harmless(press, "update")
    put(press.root, {f"locale/{name}/LC_MESSAGES/x.po": ""})
    assert "\\x1b" in harmless(press, "status")
    assert "\\x1b" in harmless(press, "clean")


def test_what_is_taken_over_and_finds_no_place_is_shown(press: Press) -> None:
    theirs = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#: src/x.md:1\nmsgid "Nobody \\033[31m wrote \u202e this."\nmsgstr "Askush \\302\\233 \\007."\n'
    )
    path = press.root.parent / "theirs.po"
    path.write_text(theirs, encoding="utf-8")
    assert "Askush \\x9b \\x07" in harmless(press, "import-po", "sq", str(path), "--kind", "mdbook")
    put(press.root.parent, {"theirs.txt": "= T =\n\nAskush nuk\u202e shkroi kurrë këtë fjali të gjatë këtu.\n"})
    harmless(press, "adopt", "sq", str(press.root.parent / "theirs.txt"))
    press.replace("source/liberation-of-tirana.txt", "The fighting", "The \u202efighting")
    harmless(press, "terms")
