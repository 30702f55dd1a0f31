"""The languages of an edition in the browser: how far each is, a new one, catalogues brought up to the text."""

from typing import Any

import pytest

from kolofon.language.tags import pseudo_tags
from tests.later import serve_client, serve_languages, serve_workspace
from tests.press import EPOCH, Press

WORK = "liberation-of-tirana"
PO = f"locale/sq/LC_MESSAGES/{WORK}.po"


def server(press: Press, *, read_only: bool = False) -> Any:  # noqa: ANN401  what it is takes long to import
    workspace = serve_workspace.Workspace(press.root, {"SOURCE_DATE_EPOCH": EPOCH}, read_only=read_only)
    return serve_client.application(workspace, serve_languages.routes)


def rows(app: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401  as above
    told: Any = serve_client.ask(app, "/api/progress").data["rows"]
    return {row["language"]["tag"]: row for row in told}


def test_how_far_a_work_is_adds_up(press: Press) -> None:
    app = server(press)
    before = rows(app)["sq"]
    assert (before["work"], before["language"]["name"], before["language"]["direction"]) == (WORK, "Shqip", "ltr")
    states = ("untranslated", "fuzzy", "translated", "reviewed")
    assert before["total"] == sum(before[state] for state in states) > 0
    assert 0 < before["words"]["translated"] <= before["words"]["total"]
    sentence = 'msgid "The fighting continued very harsh throughout the day."'
    press.replace(PO, sentence, f"#, fuzzy\n{sentence}")
    after = rows(app)["sq"]
    assert (after["fuzzy"], after["translated"]) == (before["fuzzy"] + 1, before["translated"] - 1)
    assert after["words"]["translated"] < before["words"]["translated"]


def test_a_language_is_begun_by_its_name(press: Press) -> None:
    app = server(press)
    answer = serve_client.ask(app, "/api/languages", {"language": " pt_BR "})
    assert (answer.status, answer.data) == (200, {"tag": "pt-BR"})
    assert press.path(f"locale/pt_BR/LC_MESSAGES/{WORK}.po").exists()
    row = rows(app)["pt-BR"]
    assert row["untranslated"] == row["total"] == rows(app)["sq"]["total"]
    assert row["words"]["translated"] == 0


@pytest.mark.parametrize(
    "name", ["", " ", "no language", "../x", "--output=x", "qqqqqqqqqq", "en-XA", "x" * 5_000, *pseudo_tags()]
)
def test_what_is_the_name_of_no_language_is_refused_in_a_sentence(press: Press, name: str) -> None:
    app = server(press)
    before = press.everything("locale")
    answer = serve_client.ask(app, "/api/languages", {"language": name})
    assert answer.status == 400, answer.content
    error: Any = answer.data["error"]
    assert error["message"]
    assert press.everything("locale") == before


def test_an_update_says_what_became_of_the_messages(press: Press) -> None:
    app = server(press)
    old = "The fighting continued very harsh"
    press.replace(f"source/{WORK}.txt", old, f"{old} and long")
    revision = app.state.workspace.revision
    answer = serve_client.ask(app, f"/api/sq/{WORK}/update", {})
    assert answer.status == 200, answer.content
    report: Any = answer.data["report"]
    now: Any = answer.data["revision"]
    assert report["fuzzy"] == 1, report
    assert now > revision
    assert f"{old} and long" in press.read(PO)


def test_a_server_that_only_shows_writes_no_catalogue(press: Press) -> None:
    app = server(press, read_only=True)
    before = press.everything("locale")
    assert serve_client.ask(app, "/api/languages", {"language": "de"}).status == 403
    assert serve_client.ask(app, f"/api/sq/{WORK}/update", {}).status == 403
    assert press.everything("locale") == before
    assert rows(app)["sq"]["total"] > 0
