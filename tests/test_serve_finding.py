"""Looking for messages in the browser: by words, by states, by what has changed since a commit."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.later import serve_client, serve_search, serve_workspace
from tests.press import EPOCH, Press

WORK = "liberation-of-tirana"
PO = f"locale/sq/LC_MESSAGES/{WORK}.po"
FOUGHT = "The fighting continued very harsh throughout the day."
CROWN = "It was the continuation and the culmination of the general offense."


class Finder:
    """Somebody who looks for messages."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.workspace = serve_workspace.Workspace(press.root, {"SOURCE_DATE_EPOCH": EPOCH})
        self.app = serve_client.application(self.workspace, serve_search.routes)

    def ask(self, **asked: str) -> "serve_client.Answer":
        return serve_client.ask(self.app, f"/api/sq/{WORK}/find?{urlencode(asked)}")

    def found(self, **asked: str) -> list[dict[str, Any]]:
        answer = self.ask(**asked)
        assert answer.status == 200, answer.content
        told: Any = answer.data["messages"]
        assert answer.data["total"] == len(told)
        return list(told)

    def msgids(self, **asked: str) -> list[str]:
        return [message["msgid"] for message in self.found(**asked)]

    def change(self, msgid: str, before: str = "", after: str = "") -> None:
        """Write lines before an entry, and other words before its translation."""
        lines = f'msgid "{msgid}"\nmsgstr "'
        self.press.replace(PO, lines, f"{before}{lines}{after}")


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.short(tmp_path / "edition", capsys, monkeypatch)


@pytest.fixture
def finder(press: Press) -> Finder:
    return Finder(press)


def test_words_are_found_in_both_languages_without_regard_to_case_and_accents(finder: Finder) -> None:
    assert FOUGHT in finder.msgids(q="FIGHTING Continued")
    (message,) = [message for message in finder.found(q="fighting continued") if message["msgid"] == FOUGHT]
    finder.change(FOUGHT, after="Çlirimi ÉSHTË këtu. ")
    for words in ("clirimi eshte ketu", "ÇLIRIMI ËSHTË", " çlirimi është "):
        assert finder.msgids(q=words) == [FOUGHT]
    assert message["id"] == finder.found(q="clirimi eshte")[0]["id"]
    assert finder.msgids(q="no such words anywhere") == []


def test_each_filter_lets_its_messages_through_and_no_others(finder: Finder) -> None:
    every = finder.msgids(filter="all")
    assert finder.msgids() == every
    commented = finder.msgids(filter="comments")
    finder.change(FOUGHT, before="#, fuzzy\n")
    finder.change(CROWN, before="# për të tjerët\n# reviewed: Ana, 2026-11-01\n", after="12 ")
    assert finder.msgids(filter="fuzzy") == [FOUGHT]
    assert finder.msgids(filter="reviewed") == [CROWN]
    assert set(finder.msgids(filter="comments")) - set(commented) == {CROWN}
    assert CROWN in finder.msgids(filter="findings")
    assert all(message["findings"] for message in finder.found(filter="findings"))
    by_state: dict[str, list[str]] = {}
    for message in finder.found():
        by_state.setdefault(message["state"], []).append(message["msgid"])
    assert finder.msgids(filter="unreviewed") == by_state["translated"]
    assert finder.msgids(filter="untranslated") == by_state.get("untranslated", [])
    assert sum(map(len, by_state.values())) == len(every)
    assert finder.msgids(filter="fuzzy", q="culmination") == []
    assert finder.ask(filter="nonsense").status == finder.ask(limit="many").status == 400
    assert finder.ask(limit="-1").data["messages"] == []


def test_what_is_found_is_in_the_order_of_the_book_each_message_once(finder: Finder) -> None:
    parts = finder.workspace.book("sq", WORK).view.parts
    order = list(dict.fromkeys(key.msgid for part in parts for key in part.keys))
    assert finder.msgids() == order
    told: Any = finder.ask(limit="3").data
    assert (told["total"], len(told["messages"])) == (len(order), 3)


def test_what_has_changed_since_a_commit_is_found(finder: Finder) -> None:
    finder.press.commit()
    assert finder.msgids(filter="changed") == []
    finder.change(FOUGHT, after="Sot. ")
    finder.change(CROWN, before="#, fuzzy\n")
    assert set(finder.msgids(filter="changed")) == {FOUGHT, CROWN}
    assert finder.msgids(filter="changed", since="HEAD", q="culmination") == [CROWN]


@pytest.mark.parametrize("since", ["no-such-commit", "--output=x", "-x", "HEAD:source", "a\nb", "x" * 300])
def test_what_is_no_commit_is_refused_in_a_sentence(finder: Finder, since: str) -> None:
    finder.press.commit()
    finder.found()  # the store is filled
    before = finder.press.everything(".")
    answer = finder.ask(filter="changed", since=since)
    assert answer.status == 400
    error: Any = answer.data["error"]
    assert error["message"].startswith("git knows no commit")
    assert finder.press.everything(".") == before
