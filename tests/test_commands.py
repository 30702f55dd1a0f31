"""The commands beside build and update, as a person types them."""

import json
import re
import subprocess
from dataclasses import replace

import pytest

from kolofon.catalogue.po import read_po, write_po
from tests.align_texts import albanian_text
from tests.machine import run
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"


def test_the_albanian_has_no_finding(press: Press) -> None:
    said = press("check")
    assert (said.code, said.err, said.out.strip().split(";")[0]) == (0, "", "no findings")


def test_a_fault_is_told_in_every_form_and_stops_the_edition(press: Press) -> None:
    press("build", "sq", "--format", "text")
    before = press.everything("output")
    press.replace(PO, 'msgstr "300 tanke"', 'msgstr "400 tanke"')
    number = press.read(PO).partition("400 tanke")[0].rpartition("\n\n")[0].count("\n") + 3

    said = press("check", "sq")
    assert said.code == 1
    assert "⟦300⟧ tanks │ ⟦400⟧ tanke" in said.out
    findings = json.loads(press("check", "--format", "json").out)["findings"]
    assert {finding["code"] for finding in findings} == {"numbers"}
    assert json.loads(press("check", "--format", "sarif").out)["version"] == "2.1.0"
    assert press("check", "--format", "github").out.startswith(f"::error file={PO},line=")
    assert f"{PO}:{number}: error: " in press("build", "sq", "--format", "text").err
    assert press.everything("output") == before

    said = press("build", "sq", "--format", "text", "--draft")
    assert said.code == 1
    assert press.everything("output") != before


def test_a_translator_overrules_a_check_for_one_message(press: Press) -> None:
    press.replace(PO, 'msgid "300 tanks"\nmsgstr "300 tanke"', 'msgid "300 tanks"\nmsgstr "400 tanke"')
    press.replace(PO, "#. infobox, strength of side 2", "# kolofon: ignore numbers\n#. infobox, strength of side 2")
    assert press("check", "sq").code == 0


def test_a_translation_below_the_minimum_is_a_draft(press: Press) -> None:
    press("update", "de")
    said = press("build", "de", "--format", "text")
    assert said.code == 0
    assert "0 of 51 messages are translated, so this is a draft" in said.err
    assert press.path("output/de/liberation-of-tirana.txt").exists()


def test_a_translation_at_the_minimum_is_none(press: Press) -> None:
    press.replace("source/edition.toml", "minimum = 80", "minimum = 100")
    said = press("build", "sq", "--format", "text")
    assert said.code == 0
    assert "draft" not in said.err


def test_a_finished_translation_becomes_proposals(press: Press) -> None:
    finished = read_po(press.path(PO).read_bytes(), PO)[0]
    text = press.root.parent / "shqip.txt"
    text.write_text(albanian_text(), encoding="utf-8")
    empty = replace(finished, entries=tuple(replace(entry, msgstrs=("",), comments=()) for entry in finished.entries))
    press.path(PO).write_bytes(write_po(empty))

    said = press("adopt", "sq", str(text))
    assert said.code == 0
    adopted = {entry.key: entry for entry in read_po(press.path(PO).read_bytes(), PO)[0].entries}
    right = [entry for entry in finished.entries if adopted[entry.key].msgstr == entry.msgstr]
    wrong = [entry for entry in adopted.values() if any(entry.msgstrs) and entry.key not in {e.key for e in right}]
    assert len(right) >= 0.95 * len(finished.entries)
    assert all(entry.fuzzy for entry in adopted.values() if any(entry.msgstrs))
    comments = [line for entry in adopted.values() for line in entry.comments]
    assert all(re.fullmatch(r"adopted from shqip\.txt: confidence [01]\.\d\d \(.+\)", line) for line in comments)
    assert wrong == []


def test_adopting_leaves_what_is_translated(press: Press) -> None:
    text = press.root.parent / "shqip.txt"
    text.write_text(albanian_text(), encoding="utf-8")
    before = press.everything("locale")
    assert "0 proposals" in press("adopt", "sq", str(text)).out
    assert press.everything("locale") == before


def test_what_was_obsolete_long_enough_goes(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.replace(TXT, "The fighting continued very harsh throughout the day. ", "")
    press("update")
    assert "# obsolete since 2026-11-22" in press.read(PO)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795348800 + 86400 * 40))
    press("update", "--prune", "41")
    assert "#~ msgid" in press.read(PO)
    press("update", "--prune", "40")
    assert "#~ msgid" not in press.read(PO)


def test_a_corrected_misprint_is_not_made_fuzzy_when_the_editor_says_so(press: Press) -> None:
    press.replace(TXT, "very harsh throughout", "very harshly throughout")
    assert "1 retouched" in press("update", "--trivial").out
    assert "fuzzy" not in press.read(PO)


def test_terms_are_proposed_and_imported(press: Press) -> None:
    assert re.search(r"^ +\d+  UNÇSH$", press("terms").out, re.MULTILINE)
    assert "UNÇSH" not in press("terms", "sq").out
    table = press.root.parent / "terms.csv"
    table.write_text("source,target\nretreat,tërheqje\n", encoding="utf-8")
    said = press("terms", "sq", "--import", str(table))
    assert (said.code, said.out) == (0, "locale/sq/glossary.po: written\n")
    assert 'msgid "retreat"\nmsgstr "tërheqje"' in press.read("locale/sq/glossary.po")
    assert press("terms", "--import", str(table)).code == 2
    assert press("terms", "sq", "--import", TXT).code == 2


def test_status_as_json_and_as_pictures(press: Press) -> None:
    (row,) = json.loads(press("status", "--json").out)
    assert (row["language"], row["messages"]["translated"]) == ("sq", 51)
    said = press("status", "--draw")
    assert said.out.splitlines()[-2:] == ["output/status.html", "output/status.svg"]
    assert press.read("output/status.svg").startswith("<svg")


def test_hooks_are_installed_in_a_repository(press: Press) -> None:
    assert press("hooks").code == 2
    press.commit()
    assert press("hooks").code == 0
    command = ["git", "-C", str(press.root), "config", "merge.kolofon-po.driver"]
    assert "merge-po" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_translation_in_a_format_that_is_not_read_is_refused_with_those_that_are(press: Press) -> None:
    before = press.everything("locale")
    press.path("book.pdf").write_bytes(b"%PDF-1.7")
    said = press("adopt", "de", str(press.path("book.pdf")))
    assert said.code == 2
    assert "is no text that can be read (it ends in one of .txt, .md, " in said.err
    assert press.everything("locale") == before


def test_line_ends_of_an_old_macintosh_lose_no_translation(press: Press) -> None:
    text = press.read(PO)
    press.path(PO).write_bytes(text.replace("\n", "\r").encode())
    said = press("update")
    assert (said.code, "51 kept" in said.out, "new" in said.out) == (0, True, False)
    assert read_po(press.path(PO).read_bytes(), PO)[0].entries == read_po(text.encode(), PO)[0].entries


def test_a_catalogue_without_a_header_gets_one(press: Press) -> None:
    _, begun, rest = press.read(PO).partition("#. title of the work")
    press.path(PO).write_bytes((begun + rest).encode())
    said = press("update")
    assert said.code == 0
    assert f"{PO}:1: warning: the catalogue has no header" in said.err + said.out
    catalogue, findings = read_po(press.path(PO).read_bytes(), PO)
    assert (findings, catalogue.language, sum(entry.translated for entry in catalogue.entries)) == ((), "sq", 51)
    assert catalogue.field("Content-Type") == "text/plain; charset=UTF-8"
    assert catalogue.field("X-Poedit-Basepath") == "../../.."
    run("msgfmt", "--check", "--output-file=/dev/null", press.path(PO))
    assert "catalogue has no header" not in press("update").err + press("check").out


def test_what_is_pruned_is_counted(press: Press) -> None:
    press.replace(TXT, "forces during", "troops during")
    assert "1 obsolete" in press("update").out
    said = press("update", "--prune", "0")
    assert f"{PO}: 51 kept, 1 pruned, written" in said.out


def test_a_dictionary_of_the_project_is_asked_about_spelling(press: Press) -> None:
    folder = press.path("locale/sq")
    (folder / "spelling.aff").write_text("SET UTF-8\n", encoding="utf-8")
    found = {word for word in re.findall(r"[^\W\d_]+", press.read(PO)) if word != "mitralozë"}
    entries = sorted(found | {"t", "s"})
    (folder / "spelling.dic").write_text("\n".join([str(len(entries)), *entries, ""]), encoding="utf-8")
    said = press("check", "sq")
    assert said.code == 0
    assert said.out.count("spellcheck") == 0, "the glossary has the word"
    press.replace(PO, 'msgstr "Luftimet vazhduan', 'msgstr "Luftimt vazhduan')
    said = press("check", "sq")
    assert (said.code, said.out.count("spellcheck")) == (0, 1)
    assert "⟦Luftimt⟧" in said.out


def test_the_words_to_the_reader_are_checked_as_they_are_printed(press: Press) -> None:
    number = next(i for i, line in enumerate(press.read(PO).splitlines(), 1) if "To the reader:" in line)
    press.replace(PO, "To the reader: Ky përkthim", "To the reader: Ky përkthіm")  # with a Cyrillic letter
    said = press("check", "sq")
    assert said.code == 1
    assert f"{number}  error mixed-script: “përkthіm” mixes scripts" in said.out
