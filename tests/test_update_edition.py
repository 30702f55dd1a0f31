"""`kolofon update` on the real edition: what an editor does to the English, and what it does to the Albanian."""

import re

import pytest

from tests.machine import run
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
POT = "locale/liberation-of-tirana.pot"
PARAGRAPH = "The last German forces retreating from Tirana were hit on the"


def test_the_albanian_edition_is_complete(press: Press) -> None:
    counted = press("status").out.splitlines()[1].split()
    assert counted[0:2] == ["sq", "liberation-of-tirana"]
    messages, translated, fuzzy, untranslated, reviewed = map(int, counted[2:7])
    assert (translated, fuzzy, untranslated, reviewed) == (messages, 0, 0, 0)
    assert messages > 50


def test_updating_what_is_up_to_date_changes_nothing(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    before = press.everything("locale")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert press("update").code == 0
    assert press.everything("locale") == before


@pytest.mark.parametrize("name", [PO, POT])
def test_the_files_are_as_msgcat_writes_them(press: Press, name: str) -> None:
    assert run("msgcat", "--no-wrap", press.path(name)) == press.read(name)


def test_the_catalogue_is_whole_for_gettext(press: Press) -> None:
    run("msgfmt", "--check", "--output-file=/dev/null", press.path(PO))


def test_one_word_changed_is_one_message_fuzzy_and_changed_back_it_is_as_before(press: Press) -> None:
    before = press.everything("locale")
    press.replace(TXT, "The fighting continued very harsh", "The fighting continued very fierce")
    assert "50 kept, 1 fuzzy" in press("update").out
    after = press.read(PO)
    assert after.count("#, fuzzy") == 1
    assert '#| msgid "The fighting continued very harsh throughout the day."' in after
    assert 'msgid "The fighting continued very fierce throughout the day."\nmsgstr "Luftimet vazhduan' in after
    assert run("msgcat", "--no-wrap", press.path(PO)) == after

    press.replace(TXT, "The fighting continued very fierce", "The fighting continued very harsh")
    press("update")
    assert "fuzzy" not in press.read(PO)
    assert press.everything("locale") == before


def test_a_paragraph_deleted_is_obsolete_and_put_back_it_is_revived(press: Press) -> None:
    before = press.everything("locale")
    source = press.read(TXT)
    paragraph = next(block for block in source.split("\n\n") if block.startswith(PARAGRAPH))
    press.replace(TXT, f"{paragraph}\n\n", "")
    assert "47 kept, 4 obsolete" in press("update").out
    assert press.read(PO).count("#~ msgid ") == 4
    press.path(TXT).write_bytes(source.encode())
    assert "47 kept, 4 revived" in press("update").out
    assert press.everything("locale") == before


def test_a_new_language_is_begun_in_one_command(press: Press) -> None:
    assert press("update", "pt_BR").code == 0
    begun = press.read("locale/pt_BR/LC_MESSAGES/liberation-of-tirana.po")
    assert '"Language: pt_BR\\n"' in begun
    assert press("build", "pt-BR", "--format", "html").code == 0
    built = press.read("output/pt-BR/liberation-of-tirana.xhtml")
    assert re.search(r'<span [^>]*lang="en"[^>]*>The fighting continued very harsh throughout the day.</span>', built)


@pytest.mark.parametrize("name", ["xx", "not a language", "../sq", "en"])
def test_what_is_no_language_of_a_translation_is_refused(press: Press, name: str) -> None:
    before = press.everything("locale")
    said = press("update", name)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert press.everything("locale") == before


def test_an_update_takes_out_of_the_header_by_what_poedit_would_empty_the_catalogue(press: Press) -> None:
    before = press.read(PO)
    base = '"X-Poedit-Basepath: ../../..\\n"\n'
    armed = '"X-Poedit-SearchPath-0: .\\n"\n"x-poedit-searchpath-1: source\\n"\n"X-Poedit-SearchPath-2:\\n"\n'
    press.replace(PO, base, base + armed)
    assert f"{PO}: 51 kept, written" in press("update").out
    assert press.read(PO) == before


def test_a_merge_does_not_bring_it_back(press: Press) -> None:
    clean, armed = press.read(PO), press.read(PO).replace('"X-Poedit-B', '"X-Poedit-SearchPath-0: .\\n"\n"X-Poedit-B')
    names = ("base.po", "ours.po", "theirs.po")
    for name, text in zip(names, (armed, clean, armed.replace("300 tanke", "300 tanqe")), strict=True):
        press.path(name).write_text(text, encoding="utf-8")
    assert press("merge-po", *(str(press.path(name)) for name in names)).code == 0
    assert press.read("ours.po") == clean.replace("300 tanke", "300 tanqe")
