"""The words of the book itself: the template is up to date, the translations are whole and as gettext writes them."""

from functools import cache
from pathlib import Path

import polib
import pytest
from jinja2.ext import babel_extract

from kolofon.catalogue.po import read_po
from kolofon.check import FAMILIES, check
from kolofon.language.cldr import plural_forms
from kolofon.language.names import gettext_name, language_tag
from kolofon.model.document import Infobox, Term
from kolofon.model.edition import Edition, Rights, Work
from kolofon.read import read
from kolofon.text.furniture import ASIDES, DATE, LABELS, LANGUAGE, MESSAGES, PROOF, furniture_po
from kolofon.text.furniture.__main__ import template
from tests.machine import ROOT, run
from tests.press import Press
from tests.table import each_row

FOLDER = ROOT / "pipeline/kolofon/text/furniture"
TEMPLATES = ROOT / "pipeline/kolofon/write/templates"
FILES = sorted(FOLDER.glob("*.po"))
SHIPPED = each_row("path", FILES, ids=lambda path: path.stem)
SOME = each_row("path", FILES[::8], ids=lambda path: path.stem)
DOCS = ("README.md", "source/handbook/translator/language.md", "CHANGELOG.md")
OWN = "locale/{}/LC_MESSAGES/furniture.po"


def test_the_template_is_up_to_date() -> None:
    assert (FOLDER / "furniture.pot").read_text("utf-8") == template(), "run python -m kolofon.text.furniture"
    assert run("msgcat", "--no-wrap", FOLDER / "furniture.pot") == template()


def test_the_messages_are_those_that_templates_ask_for_and_the_labels() -> None:
    asked = {*LABELS, "Done", "To do", "Figure %(number)s", "Table %(number)s", "Listing %(number)s", *ASIDES.values()}
    for path in TEMPLATES.rglob("*.jinja"):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "gettext"), (), {"silent": "false"}):
                asked.add(str(message[0] if isinstance(message, tuple) else message))
    assert asked == {message.msgid for message in MESSAGES if message.context != DATE}


def test_each_message_has_a_context_and_a_comment_and_the_proofs_come_last() -> None:
    assert len({message.msgid for message in MESSAGES}) == len(MESSAGES)
    assert all(message.context and "".join(message.comments).endswith((".", "”")) for message in MESSAGES)
    contexts = [message.context for message in MESSAGES]
    assert contexts == sorted(contexts, key=contexts.index)
    assert contexts[-1] == PROOF


def assert_as_msgcat_writes_it(path: Path, folder: Path) -> None:
    assert run("msgcat", "--no-wrap", path) == path.read_text("utf-8")
    run("msgfmt", "-c", "-o", folder / "out.mo", path)


@SOME
def test_a_file_is_as_msgcat_writes_it(path: Path, tmp_path: Path) -> None:
    assert_as_msgcat_writes_it(path, tmp_path)


@pytest.mark.slow
@SHIPPED
def test_every_file_is_as_msgcat_writes_it(path: Path, tmp_path: Path) -> None:
    assert_as_msgcat_writes_it(path, tmp_path)


@cache
def shipped_template() -> polib.POFile:
    return polib.pofile(str(FOLDER / "furniture.pot"))


@SHIPPED
def test_a_translation_is_whole_and_says_that_nobody_has_reviewed_it(path: Path) -> None:
    file, pot = polib.pofile(str(path)), shipped_template()
    told = [(entry.msgctxt, entry.msgid, entry.comment, entry.flags) for entry in file]
    assert told == [(entry.msgctxt, entry.msgid, entry.comment, entry.flags) for entry in pot]
    assert all(entry.translated() != (entry.msgctxt == DATE) for entry in file)
    name = path.stem
    assert gettext_name(language_tag(name)) == file.metadata["Language"] == name
    assert file.metadata["Plural-Forms"] == plural_forms(language_tag(name))
    assert "No native reader has reviewed this translation." in file.header.split("\n")


def assert_the_proofreader_finds_nothing(path: Path) -> None:
    catalogue, findings = read_po(path.read_bytes(), str(path))
    assert not findings
    assert not check(None, catalogue, source_language=LANGUAGE, families=FAMILIES)


@SOME
def test_the_proofreader_finds_nothing_in_a_translation(path: Path) -> None:
    assert_the_proofreader_finds_nothing(path)


@pytest.mark.slow
@SHIPPED
def test_the_proofreader_finds_nothing_in_any_translation(path: Path) -> None:
    assert_the_proofreader_finds_nothing(path)


def test_the_docs_say_in_how_many_languages_the_press_has_the_words() -> None:
    for name in DOCS:
        assert f"in {len(FILES)} languages" in (ROOT / name).read_text("utf-8"), name


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


@each_row(
    ("tag", "name"),
    [
        ("sq", "sq"),
        ("sq-AL", "sq"),
        ("de-AT", "de"),
        ("de-1901", "de"),
        ("pt-AO", "pt"),
        ("pt-BR", "pt_BR"),
        ("sr", "sr"),
        ("sr-RS", "sr"),
        ("sr-Latn-RS", "sr@latin"),
        ("sr-ME", "sr@latin"),
        ("sh", "sr@latin"),
        ("zh", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-TW", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant"),
        ("zh-Latn", None),
        ("no", "nb"),
        ("nn-NO", "nn"),
        ("iw", "he"),
        ("mi", None),
        ("xx", None),
        ("xx-XB", None),
        ("", None),
        ("sq-Cyrl", None),
        ("sq-x-own", "sq"),
    ],
)
def test_a_language_falls_back_to_the_one_it_is_a_kind_of(tag: str, name: str | None) -> None:
    assert furniture_po(tag) == ((FOLDER / f"{name}.po").read_bytes() if name else None)


def test_a_build_reads_the_words_of_its_own_languages_alone(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: set[str] = set()

    def counted(content: bytes, path: str) -> object:
        opened.add(path)
        return read_po(content, path)

    monkeypatch.setattr("kolofon.edition.locale.furniture.read_po", counted)
    assert press("build", "sq", "--format", "html").code == 0
    assert {path for path in opened if "furniture" in path} == {"furniture/sq"}


# --- the file of an edition -------------------------------------------------------------------------------------------


def test_an_update_begins_a_file_where_the_press_has_none(press: Press) -> None:
    path = OWN.format("mi")
    assert f"{path}: {len(MESSAGES)} new, written" in press("update", "mi", "sq-AL").out
    assert not press.path(OWN.format("sq_AL")).exists()
    begun = press.read(path)
    assert run("msgcat", "--no-wrap", press.path(path)) == begun
    assert '"Language: mi\\n"' in begun
    assert '#, python-format\nmsgctxt "colophon"\nmsgid "Passages translated' in begun
    assert "nothing to update" in press("update", "--check").out


def test_a_warning_names_the_command_and_then_the_file(press: Press) -> None:
    path, messages = OWN.format("mi"), sum(message.context not in {DATE, PROOF} for message in MESSAGES)
    press.path("locale/mi/LC_MESSAGES").mkdir(parents=True)
    said = press("check", "mi").out
    assert f"the {messages} words of the book itself (Contents, Notes…) are not translated into mi" in said
    assert "→ kolofon update mi, then translate them in this file\n" in said
    press("update", "mi")
    press.replace(path, 'msgid "Contents"\nmsgstr ""', 'msgid "Contents"\nmsgstr "Rārangi"')
    said = press("check", "mi").out
    assert (
        f"{messages - 1} of the {messages} words of the book itself (Notes, List of illustrations…) are not translated"
        in said
    )
    assert "→ translate them in this file\n" in said
    press.replace(path, 'msgid "Index"', 'msgid "Register"')  # as an earlier release may have called it
    assert "→ kolofon update mi, then translate them in this file\n" in press("check", "mi").out


def test_the_words_of_a_proof_are_no_words_of_a_book(press: Press) -> None:
    press("update", "mi")
    file = polib.pofile(str(press.path(OWN.format("mi"))))
    for entry in file:
        entry.msgstr = "" if entry.msgctxt in {DATE, PROOF} else f"~{entry.msgid}"
    file.save()
    assert "furniture-missing" not in press("check", "mi").out


OLD = """\
# Ana's words.
msgid ""
msgstr ""
"Language: {0}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# As in all our books.
msgid "Contents"
msgstr "Pasqyra e lëndës"

#, fuzzy
#| msgid "Remarks"
msgid "Notes"
msgstr "Vërejtje"

msgid "Of another release"
msgstr "Prej një tjetri"
"""


@pytest.mark.parametrize("name", ["sq", "mi"])
def test_a_file_of_before_there_were_contexts_serves_and_is_brought_up_to_date(press: Press, name: str) -> None:
    path = OWN.format(name)
    press("update", name)
    press.path(path).write_text(OLD.format(name), encoding="utf-8")
    assert press("build", name, "--format", "html").code == 0
    assert "Pasqyra e lëndës" in press.read(f"output/{name}/liberation-of-tirana.xhtml")
    press("update", name)
    file = {entry.msgid: entry for entry in polib.pofile(str(press.path(path)))}
    contents, notes = file["Contents"], file["Notes"]
    assert (contents.msgctxt, notes.msgctxt) == ("heading", "heading")
    assert (contents.msgstr, contents.tcomment, contents.fuzzy) == ("Pasqyra e lëndës", "As in all our books.", False)
    assert (notes.msgstr, notes.previous_msgid, notes.fuzzy) == ("Vërejtje", "Remarks", True)
    assert file["Of another release"].obsolete
    assert contents.comment
    # Where the press has the words, a file that overrules two of them still does no more.
    assert len(file) == (3 if name == "sq" else len(MESSAGES) + 1)
    assert press.read(path).startswith("# Ana's words.\n")
    assert run("msgcat", "--no-wrap", press.path(path)) == press.read(path)
    before = press.read(path)
    assert "nothing to update" in press("update", "--check", name).out
    assert press("update", name).code == 0
    assert press.read(path) == before
    assert press("build", name, "--format", "html").code == 0
    assert "Pasqyra e lëndës" in press.read(f"output/{name}/liberation-of-tirana.xhtml")


def test_a_message_that_the_press_words_anew_is_fuzzy(press: Press) -> None:
    path = OWN.format("sq")
    words = "How the translation stood when the book was printed"
    press.path(path).write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "colophon"\nmsgid "The state of the translation"\nmsgstr "Si është përkthimi"\n\n'
        f'msgctxt "colophon"\nmsgid "{words}"\nmsgstr "Si ishte"\n',
        encoding="utf-8",
    )
    press("update", "sq")
    text = press.read(path)
    assert '#| msgid "The state of the translation"\nmsgctxt "colophon"\nmsgid "State of the translation"' in text
    assert f'#~ msgid "{words}"' in text
    assert "Contents" not in text


def patterns(*told: tuple[str, str]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Language: sq\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgctxt "date"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in told)


def test_a_translator_may_overrule_how_dates_are_written(press: Press) -> None:
    assert press("build", "sq", "--format", "text").code == 0
    assert " i vitit " not in press.read("output/sq/liberation-of-tirana.txt")
    press.path(OWN.format("sq")).write_text(patterns(("d MMMM y", "d. MMMM 'i vitit' y")), "utf-8")
    assert "date-pattern" not in press("check", "sq").out
    said = press("build", "sq", "--format", "text")
    assert said.code == 0
    assert "date-pattern" not in said.err
    text = press.read("output/sq/liberation-of-tirana.txt")
    assert " i vitit " in text.partition("Kolofon, ")[2].partition("\n")[0]
    assert " i vitit 1944" in text.partition("Kolofon, ")[0]


def test_what_is_no_pattern_is_told_with_its_line_and_not_used(press: Press) -> None:
    assert press("build", "sq", "--format", "text").code == 0
    usual = press.read("output/sq/liberation-of-tirana.txt")
    press.path(OWN.format("sq")).write_text(patterns(("d MMMM y", "d de MMMM y"), ("d–d MMMM y", "d MMMM y")), "utf-8")
    said = press("check", "sq").out
    assert said.count("date-pattern") == 2
    told = (
        "    6  warning date-pattern: “d de MMMM y” is no pattern for “d MMMM y”: it takes 1 × d, and MMMM and y once"
    )
    assert f"{OWN.format('sq')}\n{told}" in said
    assert press("build", "sq", "--format", "text").code == 0
    assert press.read("output/sq/liberation-of-tirana.txt") == usual
