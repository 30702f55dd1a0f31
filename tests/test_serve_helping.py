"""What helps with a message: what was said in similar ones, and the terms of the glossary in it."""

from pathlib import Path
from typing import Any

import pytest

from kolofon.model.message import Key
from tests.later import serve_client, serve_suggestions, serve_workspace
from tests.press import EPOCH, edition_toml, put

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
WORKS = 'name = "mill"\nsource = "mill.md"\nformat = "markdown"\n\n[[works]]\nname = "river"\nsource = "river.md"\n'
ASKED = "The old mill by the river is cold."
NEAR = "The old mill by the river is warm."
FAR = "The old mill by the road is warm today."
ELSEWHERE = "The old mill by the river was cold."
MERGED = "The old mill by the river is cold now."


def entry(msgid: str, msgstr: str) -> str:
    return f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


@pytest.fixture
def app(tmp_path: Path) -> Any:  # noqa: ANN401  what it is takes long to import
    put(
        tmp_path,
        {
            "source/edition.toml": edition_toml(f'{WORKS}format = "markdown"\n', 'languages = ["sq"]'),
            "source/mill.md": f"# The mill\n\n{ASKED} {NEAR}\n\n{FAR} {MERGED}\n\nNobody has seen the miller.\n",
            "source/river.md": f"# The river\n\n{ASKED} {ELSEWHERE}\n",
            "locale/sq/LC_MESSAGES/mill.po": HEADER
            + entry(ASKED, "Vetë.")
            + entry(NEAR, "Afër.")
            + entry(FAR, "Larg.")
            + entry(MERGED, "<merged/>")
            + entry("Nobody has seen the miller.", "Askush."),
            "locale/sq/LC_MESSAGES/river.po": HEADER + entry(ELSEWHERE, "Tjetërkund.") + entry(ASKED, "Vetë atje."),
            "locale/sq/glossary.po": HEADER + "\n# i vjetër\n" + entry("mill", "mulli").lstrip() + entry("sea", "det"),
        },
    )
    return serve_client.application(
        serve_workspace.Workspace(tmp_path, {"SOURCE_DATE_EPOCH": EPOCH}), serve_suggestions.routes
    )


def helped(app: Any, msgid: str = ASKED) -> dict[str, Any]:  # noqa: ANN401  as above
    name = app.state.workspace.book("sq", "mill").ids[Key(None, msgid)]
    answer = serve_client.ask(app, f"/api/sq/mill/messages/{name}/help")
    assert answer.status == 200, answer.content
    return answer.data


def test_the_translations_of_like_messages_of_all_works_are_shown_best_first(app: Any) -> None:  # noqa: ANN401
    memory = helped(app)["memory"]
    assert {one["msgstr"] for one in memory} == {"Afër.", "Larg.", "Tjetërkund."}
    assert memory[-1]["msgstr"] == "Larg."
    likeness = [one["likeness"] for one in memory]
    assert likeness == sorted(likeness, reverse=True)
    assert all(50 <= one <= 100 for one in likeness)
    for one in memory:
        assert "".join(text for kind, text in one["diff"] if kind != "insert") == one["msgid"]
        assert "".join(text for kind, text in one["diff"] if kind != "delete") == ASKED


def test_terms_are_shown_with_their_translations_and_where_they_are(app: Any) -> None:  # noqa: ANN401
    (term,) = helped(app)["terms"]
    assert (term["term"], term["translations"]) == ("mill", ["mulli"])
    assert [ASKED[start:end] for start, end in term["spans"]] == ["mill"]
    assert helped(app, "Nobody has seen the miller.")["terms"] == []


def test_a_message_that_the_text_does_not_have_is_not_there(app: Any) -> None:  # noqa: ANN401
    assert serve_client.ask(app, "/api/sq/mill/messages/0123456789abcdef/help").status == 404
