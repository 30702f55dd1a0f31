"""Saving a message from a browser: what becomes of its file, and that nobody's words are lost."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.merge.clash import clashing_translations, other_translations
from kolofon.catalogue.merge.three_way import merge_entry
from kolofon.catalogue.po import read_po, write_po
from kolofon.commands.serve.workspace.comments import with_discussion
from kolofon.model.message import Catalogue, Key
from tests.growth import calls
from tests.later import serve_api, serve_client, serve_workspace
from tests.laws import examples
from tests.machine import needs
from tests.press import EPOCH, Press, edition_toml, put

WORK = "liberation-of-tirana"
PO = f"locale/sq/LC_MESSAGES/{WORK}.po"
FOUGHT = "The fighting continued very harsh throughout the day."
CROWN = "It was the continuation and the culmination of the general offense."
ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(int(EPOCH) + 10_000_000)}


class Browser:
    """Somebody who asks the addresses of a workspace."""

    def __init__(self, root: Path, work: str = WORK) -> None:
        self.root = root
        self.workspace = serve_workspace.Workspace(root, ENVIRONMENT)
        self.place = f"/api/sq/{work}/messages"
        self.app = serve_client.application(self.workspace, serve_api.routes)

    def message(self, msgid: str) -> dict[str, Any]:
        """A message as a browser has it."""
        book = self.workspace.book("sq", self.place.split("/")[3])
        return serve_client.ask(self.app, f"{self.place}/{book.ids[Key(None, msgid)]}").data

    def send(self, message: Mapping[str, Any], msgstr: str, **more: object) -> "serve_client.Answer":
        """What a browser is answered that saves a message it was given."""
        base = {"msgstrs": message["msgstrs"], "fuzzy": message["state"] == "fuzzy", "comment": message["comment"]}
        sent = {"base": base, "msgstrs": [msgstr], "comment": message["comment"], **more}
        return serve_client.ask(self.app, f"{self.place}/{message['id']}", sent)

    def save(self, message: Mapping[str, Any], msgstr: str, **more: object) -> dict[str, Any]:
        """The same, where it is saved."""
        answer = self.send(message, msgstr, **more)
        assert answer.status == 200, answer.content
        return answer.data


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.short(tmp_path / "edition", capsys, monkeypatch)


@pytest.fixture
def browser(press: Press) -> Browser:
    return Browser(press.root)


def catalogue(root: Path, path: str = PO) -> Catalogue:
    return read_po((root / path).read_bytes(), path)[0]


def test_a_save_changes_one_entry_and_the_header_as_poedit_does(press: Press, browser: Browser) -> None:
    before = press.read(PO)
    told = browser.save(browser.message(FOUGHT), "Luftimet vazhduan.", translator={"name": "Ana", "email": "a@b.al"})
    assert told["outcome"] == "saved"
    assert told["message"]["msgstrs"] == ["Luftimet vazhduan."]
    after = press.read(PO)
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert 'msgstr "Luftimet vazhduan."' in changed
    assert '"Last-Translator: Ana <a@b.al>\\n"' in changed
    assert {line.partition(":")[0] for line in changed if line.startswith('"')} == {
        '"Last-Translator',
        '"PO-Revision-Date',
    }
    assert len([line for line in changed if not line.startswith(('"', "#"))]) == 1


def test_msgcat_leaves_what_is_saved_as_it_is(press: Press, browser: Browser) -> None:
    browser.save(browser.message(FOUGHT), 'Një "fjalë"\tme \\ dhe „thonjëza“', comment="për të tjerët\n\nkëtu")
    path = str(press.path(PO))
    said = subprocess.run([needs("msgcat"), "--no-wrap", path], capture_output=True, check=True)
    assert said.stdout == press.path(PO).read_bytes()


def test_a_save_that_changes_nothing_writes_nothing(press: Press, browser: Browser) -> None:
    before = press.everything("locale")
    message = browser.message(FOUGHT)
    assert browser.save(message, message["msgstrs"][0])["outcome"] == "unchanged"
    assert press.everything("locale") == before


def test_what_is_taken_back_leaves_the_file_as_it_was_but_for_its_date(press: Press, browser: Browser) -> None:
    first = browser.message(FOUGHT)
    before = catalogue(press.root)
    second = browser.save(first, "Tjetër.")["message"]
    browser.save(second, first["msgstrs"][0])
    assert catalogue(press.root).entries == before.entries


def test_two_who_change_different_messages_both_have_theirs(press: Press) -> None:
    one, other = Browser(press.root), Browser(press.root)
    mine, yours = one.message(FOUGHT), other.message(CROWN)
    one.save(mine, "Imja.")
    assert other.save(yours, "Jotja.")["outcome"] == "saved"
    texts = {entry.msgid: entry.msgstr for entry in catalogue(press.root).entries}
    assert (texts[FOUGHT], texts[CROWN]) == ("Imja.", "Jotja.")


def test_of_two_who_change_one_message_neither_loses_a_word(press: Press) -> None:
    one, other = Browser(press.root), Browser(press.root)
    mine, yours = one.message(FOUGHT), other.message(FOUGHT)
    one.save(mine, "Imja.")
    told = other.save(yours, "Jotja.")
    assert told["outcome"] == "clash"
    assert (told["message"]["state"], told["message"]["msgstrs"]) == ("fuzzy", ["Jotja."])
    assert told["message"]["clash"] == [["Imja."]]
    chosen = other.save(told["message"], "Imja.")
    assert (chosen["message"]["state"], chosen["message"]["clash"]) == ("translated", [])


def test_what_another_program_wrote_into_the_file_stays(press: Press, browser: Browser) -> None:
    message = browser.message(FOUGHT)
    there = catalogue(press.root)
    entries = tuple(replace(entry, msgstrs=("Jashtë.",)) if entry.msgid == CROWN else entry for entry in there.entries)
    press.path(PO).write_bytes(write_po(replace(there, entries=entries)))
    browser.save(message, "Brenda.")
    texts = {entry.msgid: entry.msgstr for entry in catalogue(press.root).entries}
    assert (texts[FOUGHT], texts[CROWN]) == ("Brenda.", "Jashtë.")


def test_a_file_that_cannot_be_read_is_left_alone_and_the_answer_says_which_line(
    press: Press, browser: Browser
) -> None:
    message = browser.message(FOUGHT)
    broken = press.read(PO) + '\nmsgid "half\n'
    press.path(PO).write_text(broken, encoding="utf-8")
    answer = browser.send(message, "Brenda.")
    assert answer.status == 409
    error = answer.data["error"]
    assert isinstance(error, dict)
    assert error["place"].startswith(f"{PO}:")
    assert press.read(PO) == broken
    assert browser.workspace.fault is not None


def test_a_review_is_by_name_and_day_and_goes_with_the_words(press: Press, browser: Browser) -> None:
    message = browser.message(FOUGHT)
    told = browser.save(message, message["msgstrs"][0], review="Ana Hoxha")["message"]
    assert told["state"] == "reviewed"
    assert [review["name"] for review in told["reviews"]] == ["Ana Hoxha"]
    again = browser.save(told, "Fjalë të reja.")["message"]
    assert (again["state"], again["reviews"]) == ("translated", [])
    assert "reviewed: Ana" not in press.read(PO)


def test_a_check_is_overruled_by_a_comment_and_heeded_again(press: Press, browser: Browser) -> None:
    message = browser.message(FOUGHT)
    told = browser.save(message, "Luftimet 12.", ignores=["added-numbers"])["message"]
    assert told["ignores"] == ["added-numbers"]
    assert "# kolofon: ignore added-numbers" in press.read(PO)
    assert "added-numbers" not in {finding["code"] for finding in told["findings"]}
    heeded = browser.save(told, "Luftimet 12.", ignores=[])["message"]
    assert "added-numbers" in {finding["code"] for finding in heeded["findings"]}


@pytest.mark.parametrize("text", ["a\x01b", "a\x00", "a\ud800", "x" * 2_000_000])
def test_what_no_file_can_hold_is_refused_in_a_sentence(press: Press, browser: Browser, text: str) -> None:
    before = press.everything("locale")
    answer = browser.send(browser.message(FOUGHT), text)
    assert answer.status == 400
    assert json.loads(answer.content)["error"]["message"]
    assert press.everything("locale") == before


def test_markup_and_the_marks_of_a_po_file_come_back_as_text(browser: Browser) -> None:
    message = browser.message(FOUGHT)
    comment = '~ msgid "x"\n| y\n, fuzzy\n: source/a:1\n. told\nends in \\\n<script>'
    told = browser.save(message, "<script>alert(1)</script>\nmsgid", comment=comment)["message"]
    assert told["msgstrs"] == ["<script>alert(1)</script>\nmsgid"]
    assert told["comment"] == comment


def test_a_message_that_the_catalogue_does_not_have_yet_is_brought_by_an_update(press: Press, browser: Browser) -> None:
    old = "The fighting continued very harsh"
    press.replace(f"source/{WORK}.txt", old, "On that day the fighting continued, quite new and very harsh")
    msgid = next(
        message.msgid for message in browser.workspace.source(WORK).messages if message.msgid.startswith("On that day")
    )
    message = browser.message(msgid)
    assert message["missing"]
    told = browser.save(message, "Atë ditë.")["message"]
    assert (told["missing"], told["msgstrs"]) == (False, ["Atë ditë."])


def test_what_is_saved_elsewhere_while_a_save_is_merged_is_read_and_stays(
    press: Press, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = browser.message(FOUGHT)
    there = catalogue(press.root)
    entries = tuple(replace(one, msgstrs=("Jashtë.",)) if one.msgid == CROWN else one for one in there.entries)
    meanwhile = [write_po(replace(there, entries=entries))]

    def merge(*sides: Any) -> object:  # noqa: ANN401  as `merge_entry` has them
        if meanwhile:
            press.path(PO).write_bytes(meanwhile.pop())
        return merge_entry(*sides)

    monkeypatch.setattr("kolofon.commands.serve.workspace.saving.merge_entry", merge)
    browser.save(message, "Brenda.")
    texts = {entry.msgid: entry.msgstr for entry in catalogue(press.root).entries}
    assert (texts[FOUGHT], texts[CROWN]) == ("Brenda.", "Jashtë.")


def test_a_file_that_somebody_saves_all_the_time_is_left_to_them(
    press: Press, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, times = browser.message(FOUGHT), list[int]()

    def merge(*sides: Any) -> object:  # noqa: ANN401  as `merge_entry` has them
        times.append(len(times))
        press.path(PO).write_bytes(press.path(PO).read_bytes() + b"\n# %d\n" % len(times))
        return merge_entry(*sides)

    monkeypatch.setattr("kolofon.commands.serve.workspace.saving.merge_entry", merge)
    assert browser.send(message, "Brenda.").status == 409
    assert len(times) > 1
    assert "Brenda." not in press.read(PO)
    assert list(press.path("locale").rglob(".*")) == []


def test_what_is_taken_back_and_reviewed_at_once_is_reviewed(browser: Browser) -> None:
    first = browser.message(FOUGHT)
    second = browser.save(first, "Tjetër.")["message"]
    told = browser.save(second, first["msgstrs"][0], review="Ana Hoxha")["message"]
    assert (told["msgstrs"], told["state"]) == (first["msgstrs"], "reviewed")


def test_a_desk_that_only_shows_saves_nothing_whoever_asks(press: Press, browser: Browser) -> None:
    before = press.everything("locale")
    message, browser.workspace.read_only = browser.message(FOUGHT), True
    assert browser.send(message, "Brenda.").status == 403
    assert press.everything("locale") == before


@pytest.mark.parametrize(
    "sign", ["\x85", "\u2028", "\u2029", "\x0b", "\ufeff", "\ufffe", "\U0010ffff", "\x7f", "\u202e"]
)
def test_odd_characters_are_kept_as_they_are_or_refused(press: Press, browser: Browser, sign: str) -> None:
    before, message = press.everything("locale"), browser.message(FOUGHT)
    words, comment = f"{sign}a{sign}b{sign}", f"a{sign}b"
    answer = browser.send(message, words, comment=comment)
    if answer.status == 200:
        told = answer.data["message"]
        assert isinstance(told, dict)
        assert (told["msgstrs"], told["comment"]) == ([words], comment)
        assert {entry.msgid: entry.msgstr for entry in catalogue(press.root).entries}[FOUGHT] == words
    else:
        assert answer.status == 400
        assert press.everything("locale") == before


def test_a_long_comment_is_written_anew_in_few_calls() -> None:
    said = tuple(f"line {number % 7}" for number in range(2_000))
    lines = [*(("reviewed: Ana, 2026-03-14", line) for line in said)]
    comments = tuple(line for pair in lines for line in pair)
    new = [*said[1:], "another"]
    found: list[str] = []
    assert calls(lambda: found.extend(with_discussion(comments, "\n".join(new)))) < 60 * len(comments)
    assert [line for line in found if not line.startswith("reviewed: ")] == new
    assert len(found) == len(comments)


# --- nothing is lost --------------------------------------------------------------------------------------------------

SOURCES = {
    "edition.toml": edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"', 'languages = ["sq"]'),
    "mill.md": "# The mill\n\nThe river is cold. The mill is old.\n\nNobody has seen the miller.\n",
}
TEXTS = ("The river is cold.", "The mill is old.", "Nobody has seen the miller.")
SAVED = st.tuples(st.sampled_from(["one", "other", "outside"]), st.integers(0, 2), st.booleans())


def said(root: Path, path: str) -> set[str]:
    """Every translation that is anywhere in a catalogue: printed, or kept in a comment until somebody chooses."""
    found: set[str] = set()
    for entry in catalogue(root, path).entries:
        found |= {
            entry.msgstr,
            *(forms[0] for forms in (*clashing_translations(entry.comments), *other_translations(entry.comments))),
        }
    return found


@settings(deadline=None, max_examples=examples(40))
@given(steps=st.lists(SAVED, max_size=8))
def test_no_order_of_saves_in_two_browsers_and_outside_loses_a_translation(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, int, bool]]
) -> None:
    root = tmp_path_factory.mktemp("mill")
    put(root / "source", SOURCES)
    path = "locale/sq/LC_MESSAGES/mill.po"
    first = Browser(root, "mill")
    first.save(first.message(TEXTS[0]), "Lumi është i ftohtë.")
    people = {"one": first, "other": Browser(root, "mill")}
    seen = {name: {text: person.message(text) for text in TEXTS} for name, person in people.items()}
    kept: dict[str, set[str]] = {text: set() for text in TEXTS}
    for number, (who, at, looks) in enumerate(steps):
        text, new = TEXTS[at], f"Fjalia {number}."
        if who == "outside":
            there = catalogue(root, path)
            entries = tuple(
                replace(entry, msgstrs=(new,), fuzzy=False, comments=()) if entry.msgid == text else entry
                for entry in there.entries
            )
            (root / path).write_bytes(write_po(replace(there, entries=entries)))
            kept[text] = {new}  # who writes the file knows what was in it
            continue
        if looks:
            seen[who][text] = people[who].message(text)
        # What is saved is in place of what its maker has seen.
        kept[text] -= {*seen[who][text]["msgstrs"], *(forms[0] for forms in seen[who][text]["clash"])}
        told = people[who].save(seen[who][text], new)
        seen[who][text] = told["message"]
        kept[text] |= {new}
        content = (root / path).read_bytes()
        assert write_po(read_po(content, path)[0]) == content
    for text, wanted in kept.items():
        assert wanted <= said(root, path), text
