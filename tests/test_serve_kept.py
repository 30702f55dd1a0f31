"""Pages of the book that a browser has already are not sent again, and others are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.press import edition_toml, put
from tests.serving import Client, serving

PO = "locale/sq/LC_MESSAGES/mill.po"
FILES = {
    "source/edition.toml": edition_toml(
        'name = "mill"\nsource = "mill.md"\nformat = "markdown"\n', 'languages = ["sq"]\n'
    ),
    "source/mill.md": "# The mill\n\n## One\n\nThe river is cold.\n",
    PO: """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: sq\\n"

msgid "The river is cold."
msgstr "Lumi %s."
""",
}
PAGE, STYLE = "/book/sq/mill/s1.xhtml", "/book/sq/mill/style.css"


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Client]:
    put(tmp_path, FILES)
    with serving(tmp_path) as server:
        yield server


@pytest.mark.parametrize("path", [PAGE, STYLE])
def test_what_a_browser_has_is_not_sent_again(asked: Client, path: str) -> None:
    first = asked(path)
    assert (first.status, first.headers["cache-control"]) == (200, "no-cache")
    assert first.body
    again = asked(path, {**asked.own, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, "")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    other = asked(path, {**asked.own, "If-None-Match": '"another"'})
    assert (other.status, other.body) == (200, first.body)


def test_a_page_of_other_words_is_sent_also_where_it_is_as_long(asked: Client, tmp_path: Path) -> None:
    tags = set()
    for word in ("ftohtë", "e madhe"):
        (tmp_path / PO).write_text(FILES[PO] % word, "utf-8")
        asked.application.state.workspace.changed([])
        page = asked(PAGE)
        assert f"Lumi {word}." in page.body
        tags.add(page.headers["etag"])
        old = asked(PAGE, {**asked.own, "If-None-Match": next(iter(tags - {page.headers["etag"]}), '"none"')})
        assert (old.status, old.body) == (200, page.body)
    assert len(tags) == 2
