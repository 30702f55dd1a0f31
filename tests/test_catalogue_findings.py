"""What is told of catalogues as files: that they are behind their text, and that a merge was left unsettled."""

import json
import re

import pytest

import kolofon.catalogue.extract
import kolofon.edition.texts.reading
from kolofon.model.document import Document
from kolofon.model.message import Message
from tests.machine import run
from tests.press import Press, edition_toml

EDITION = edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"\n', 'languages = ["sq", "de"]\n')
TEXT = "# The mill\n\nThe mill has 12 rooms.\n\nIts wheel is broken.\n"
SOURCE, POT = "source/mill.md", "locale/mill.pot"
PO, GERMAN = "locale/sq/LC_MESSAGES/mill.po", "locale/de/LC_MESSAGES/mill.po"
WORDS = {"The mill": "Mulliri", "The mill has 12 rooms.": "Mulliri ka 12 dhoma.", "Its wheel is broken.": "U prish."}
CLASH = r"""# merge clash: two translated this at the same time. Keep one, or make a better one, and delete these lines:
# merge clash: msgstr "Rrota është thyer."
"""


def translated(press: Press, path: str, words: dict[str, str]) -> None:
    for msgid, msgstr in words.items():
        press.replace(path, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')


@pytest.fixture
def mill(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Press:
    """An edition in two languages, of which one is translated."""
    root = tmp_path_factory.mktemp("mill")
    press = Press.of({"edition.toml": EDITION, "mill.md": TEXT}, root, capsys, monkeypatch)
    assert press("update").code == 0
    translated(press, PO, WORDS)
    return press


def found(press: Press, *asked: str, code: str = "") -> list[tuple[str, str, str]]:
    """The severity, path and message of each finding of `check`; the press's own words left out."""
    findings = json.loads(press("check", *asked, "--format", "json").out)["findings"]
    return [
        (finding["severity"], finding["path"], finding["message"])
        for finding in findings
        if "furniture" not in finding["path"] and code in {"", finding["code"]}
    ]


# --- behind the text --------------------------------------------------------------------------------------------------


def test_what_is_up_to_date_is_not_behind(mill: Press) -> None:
    assert found(mill) == []
    assert "behind" not in mill("status").err
    assert "behind" not in mill("build", "--format", "html").err


def test_an_edit_without_an_update_is_told_by_check_status_and_build_until_there_is_one(mill: Press) -> None:
    mill.replace(SOURCE, "12 rooms", "13 rooms")
    told = "1 message of the text not in it: “The mill has 13 rooms.”; 1 message in it that the text has no more"
    for command in (("check",), ("status",), ("build", "--format", "html")):
        said = mill(*command)
        assert said.code == 0
        for path in (PO, GERMAN):
            assert re.search(f"{re.escape(path)}.*(\n +1  )?warning.*{re.escape(told)}", said.out + said.err)
        assert "kolofon update sq" in said.out + said.err
    mill("update")
    assert found(mill) == []


def test_a_catalogue_that_an_editor_emptied_is_told(mill: Press) -> None:
    text = mill.read(PO)
    header, entries = text.split("\n\n", 1)
    obsolete = re.sub(r"(?m)^(msg.*)$", r"#~ \1", re.sub(r"(?m)^#[.:].*\n", "", entries))
    mill.path(PO).write_text(f"{header}\n\n{obsolete}", encoding="utf-8")
    ((severity, path, message),) = found(mill, "sq")
    assert (severity, path) == ("warning", PO)
    assert "3 messages of the text not in it, or only as obsolete (3): “The mill”" in message
    mill("update")
    assert mill.read(PO) == text


def test_a_catalogue_without_a_header_is_told_until_an_update(mill: Press) -> None:
    mill.path(PO).write_text(mill.read(PO).split("\n\n", 1)[1], encoding="utf-8")
    assert found(mill, "sq") == [("warning", PO, "the catalogue has no header")]
    assert "the catalogue has no header" in mill("status").err
    assert "the catalogue has no header" in mill("build", "sq", "--format", "html").err
    assert mill("update", "--check").code == 1
    mill("update")
    assert found(mill, "sq") == []


def test_a_language_without_a_catalogue_and_a_new_work_are_behind(mill: Press) -> None:
    mill.path(GERMAN).unlink()
    assert found(mill) == [("warning", GERMAN, "there is no catalogue yet for 3 messages of the text")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#. before: The", "#. behind: The", "other notes for translators"),
        ('"Language: sq\\n"\n', '"Language: sq\\n"\n"X-Poedit-SearchPath-0: .\\n"\n', "would empty the file"),
    ],
)
def test_what_an_update_would_change_besides_is_a_note(mill: Press, old: str, new: str, message: str) -> None:
    text = mill.read(PO)
    assert old in text
    mill.path(PO).write_text(text.replace(old, new, 1), encoding="utf-8")
    ((severity, _, told),) = found(mill, "sq")
    assert (severity, message in told) == ("note", True)
    mill("update")
    assert mill.read(PO) == text


def test_another_order_is_a_note_and_other_references_are_nothing(mill: Press) -> None:
    mill.path(SOURCE).write_text("# The mill\n\n\n\nIts wheel is broken.\n\nThe mill has 12 rooms.\n", encoding="utf-8")
    ((severity, _, told),) = found(mill, "sq")
    assert (severity, "another order" in told) == ("note", True)
    mill.path(SOURCE).write_text(TEXT.replace("\n\n", "\n\n\n\n"), encoding="utf-8")
    assert found(mill, "sq") == []
    assert mill("update", "--check").code == 0


def test_a_pseudo_language_is_brought_up_to_date_by_its_own_command(mill: Press) -> None:
    mill("update", "xx", "--pseudo")
    mill.replace(SOURCE, "12 rooms", "13 rooms")
    assert "kolofon update xx --pseudo" in mill("check", "xx").out


@pytest.mark.parametrize(("key", "value"), [("segmentation", "paragraph"), ("catalogue", "chapter")])
def test_other_messages_and_other_files_are_behind_too(mill: Press, key: str, value: str) -> None:
    mill.path(SOURCE).write_text(TEXT.replace("rooms.\n\nIts", "rooms. Its"), encoding="utf-8")
    mill("update")
    assert found(mill, "sq") == []
    edition = mill.read("source/edition.toml")
    mill.path("source/edition.toml").write_text(f'{key} = "{value}"\n{edition}', encoding="utf-8")
    assert found(mill, "sq", code="catalogue-behind")
    assert mill("update", "--check").code == 1
    mill("update")
    assert found(mill, "sq", code="catalogue-behind") == []
    assert mill("update", "--check").code == 0


@pytest.mark.parametrize("command", ["check", "status"])
def test_a_text_is_gone_through_for_its_messages_once_for_all_languages(
    mill: Press, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Document] = []

    def extract(document: Document) -> tuple[Message, ...]:
        calls.append(document)
        return kolofon.catalogue.extract.extract(document)

    monkeypatch.setattr(kolofon.edition.texts.reading, "extract", extract)
    mill("update", "fr", "pt_BR")
    calls.clear()
    mill(command)
    assert len(calls) == 1


# --- a merge that nobody settled --------------------------------------------------------------------------------------


def test_a_clash_is_told_until_somebody_has_chosen(mill: Press) -> None:
    names = ("base.po", "ours.po", "theirs.po")
    for name, words in zip(names, ("U prish.", "Rrota u prish.", "Rrota është thyer."), strict=True):
        mill.path(name).write_text(mill.read(PO).replace("U prish.", words), encoding="utf-8")
    assert mill("merge-po", *(str(mill.path(name)) for name in names)).code == 1
    mill.path(PO).write_bytes(mill.path("ours.po").read_bytes())

    for command in (("check", "sq"), ("status",), ("build", "sq", "--format", "html"), ("check", str(mill.path(PO)))):
        said = mill(*command)
        assert said.code == 0
        assert "warning" in said.out + said.err
        assert "two translated this at the same time" in said.out + said.err
        assert "Rrota është thyer." in said.out + said.err
    line = json.loads(mill("check", "sq", "--format", "json").out)["findings"][0]["line"]
    assert mill.read(PO).splitlines()[line - 1].startswith("# merge clash")

    mill.replace(PO, "#, fuzzy\n", "")
    ((severity, _, message),) = found(mill, "sq", code="po-clash")
    assert (severity, "lines are still there" in message) == ("note", True)
    mill.replace(PO, CLASH, "")
    assert found(mill, "sq") == []


def test_a_clash_among_the_obsolete_is_a_note_and_one_without_words_is_told(mill: Press) -> None:
    text = mill.read(PO)
    mill.path(PO).write_text(f'{text}\n{CLASH}#~ msgid "Gone."\n#~ msgstr "Iku."\n', encoding="utf-8")
    assert [severity for severity, _, _ in found(mill, "sq", code="po-clash")] == ["note"]
    mill.path(PO).write_text(text, encoding="utf-8")
    mill.replace(PO, 'msgid "The mill"\nmsgstr "Mulliri"', 'msgid "The mill"\nmsgstr ""')
    mill.replace(PO, "#. title of the work", "# merge clash: somebody cut the rest\n#. title of the work")
    ((severity, _, message),) = found(mill, "sq", code="po-clash")
    assert (severity, "the other has gone" in message) == ("warning", True)


def test_what_msgcat_joined_is_told_while_it_is_fuzzy_and_an_error_when_it_is_not(mill: Press) -> None:
    other = mill.path("other.po")
    other.write_text(mill.read(PO).replace("U prish.", "Rrota u prish."), encoding="utf-8")
    mill.path(PO).write_text(run("msgcat", "--no-wrap", mill.path(PO), other), encoding="utf-8")
    assert [severity for severity, _, _ in found(mill, "sq", code="msgcat-marks")] == ["warning"]
    assert mill("build", "sq", "--format", "html").code == 0

    mill.replace(PO, "#, fuzzy\n", "")
    assert [severity for severity, _, _ in found(mill, "sq", code="msgcat-marks")] == ["error"]
    before = mill.everything("output")
    said = mill("build", "sq", "--format", "html")
    assert said.code == 1
    assert mill.everything("output") == before
    assert "msgcat" in said.err


@pytest.mark.parametrize(
    ("put", "severity"),
    [
        (
            "# To the reader: Some names are ours.\n# #-#-#-#-#  b.po  #-#-#-#-#\n# Ana Hoxha <a@example.org>, 2026.\n",
            "error",
        ),
        ("# #-#-#-#-#  b.po (mill 1.0)  #-#-#-#-#\n# Ana Hoxha <a@example.org>, 2026.\n", "warning"),
    ],
)
def test_marks_above_the_header_are_an_error_where_the_colophon_would_print_them(
    mill: Press, put: str, severity: str
) -> None:
    mill.path(PO).write_text(put + mill.read(PO), encoding="utf-8")
    assert [told[0] for told in found(mill, "sq", code="msgcat-marks")] == [severity]
    assert mill("build", "sq", "--format", "html").code == (severity == "error")


def test_two_headers_that_msgcat_joined_are_told(mill: Press) -> None:
    other = mill.path("other.po")
    other.write_text(mill.read(PO).replace("FULL NAME", "Ana Hoxha"), encoding="utf-8")
    mill.path(PO).write_text(run("msgcat", "--no-wrap", mill.path(PO), other), encoding="utf-8")
    ((severity, _, message),) = found(mill, "sq", code="msgcat-marks")
    assert (severity, message) == ("warning", "msgcat has joined the headers of several files; the first is gone by")


def test_what_is_wrong_with_the_words_of_the_book_itself_holds_it_back_too(mill: Press) -> None:
    own = "locale/sq/LC_MESSAGES/furniture.po"
    words = 'msgid "Contents"\nmsgstr "#-#-#-#-#  a.po  #-#-#-#-#\\nTryeza\\n#-#-#-#-#  b.po  #-#-#-#-#\\nLënda"\n'
    mill.path(own).write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{words}', encoding="utf-8"
    )
    assert mill("check", "sq").code == mill("check", str(mill.path(own))).code == 1
    said = mill("build", "sq", "--format", "html")
    assert (said.code, "msgcat" in said.err, mill.everything("output")) == (1, True, {})


# --- a dry run --------------------------------------------------------------------------------------------------------


def test_a_dry_run_lists_what_an_update_would_do_and_touches_nothing(mill: Press) -> None:
    left = mill.path("locale/.mill.pot.a1b2c3d4.kolofon")
    left.write_bytes(b"left by a run that died")
    assert (mill("update", "--check").code, mill("update", "--check").out) == (0, "nothing to update\n")
    assert left.exists()
    mill.replace(SOURCE, "12 rooms", "13 rooms")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(mill.root.rglob("*"))}
    said = mill("update", "--check", "sq", "fr")
    assert said.code == 1
    assert said.out.splitlines() == [
        f"{POT}: to be written",
        f"{PO}: 2 kept, 1 fuzzy, 1 obsolete, to be written",
        "locale/fr/LC_MESSAGES/mill.po: 3 new, to be written",
    ]
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(mill.root.rglob("*"))} == before

    written = [line.replace("to be ", "") for line in said.out.splitlines()]
    assert mill("update", "sq", "fr").out.splitlines() == written
    assert mill("update", "sq", "fr", "--check").code == 0
    assert not left.exists()


def test_a_dry_run_tells_what_would_be_removed(mill: Press) -> None:
    edition = mill.read("source/edition.toml")
    mill.path("source/edition.toml").write_text(f'catalogue = "chapter"\n{edition}', encoding="utf-8")
    said = mill("update", "--check")
    assert f"{PO}: to be removed" in said.out
    assert mill.path(PO).exists()


def test_a_dry_run_of_pruning_and_of_a_pseudo_language(mill: Press) -> None:
    mill.replace(SOURCE, "\nIts wheel is broken.\n", "")
    mill("update")
    before = mill.everything("locale")
    assert "1 pruned, to be written" in mill("update", "--prune", "0", "--check").out
    assert "xx/LC_MESSAGES/mill.po: 2 new, to be written" in mill("update", "xx", "--pseudo", "--check").out
    assert mill.everything("locale") == before


# --- what holds an edition back ---------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_what_holds_an_edition_back_says_how_to_make_a_draft(mill: Press) -> None:
    mill.replace(PO, "12 dhoma", "13 dhoma")
    said = mill("build", "sq", "--format", "html")
    assert said.code == 1
    assert "output/sq/mill: error: not made, for an error; with --draft it is made" in said.err
    assert said.err.rstrip().endswith("kolofon build sq --draft")
    assert "held-back" not in mill("build", "sq", "--format", "html", "--draft").err
    assert "held-back" not in mill("build", "de", "--format", "html").err
    assert "held-back" not in mill("build", "sq", "--format", "proof").err
