"""The words of the page of `kolofon serve`: the scripts ask for messages alone, and the template is current."""

import re
from pathlib import Path

from kolofon.commands.serve.web.routes import FILES, interface_language
from kolofon.commands.serve.words import MESSAGES, interface_languages, interface_of, interface_words
from kolofon.commands.serve.words.__main__ import template
from tests.machine import ROOT, run
from tests.press import put, short_work
from tests.serving import serving

WORDS = ROOT / "pipeline/kolofon/commands/serve/words"
WEB = ROOT / "pipeline/kolofon/commands/serve/web"
ASKED = re.compile(r'(?<![\w$])_\(\s*"((?:[^"\\]|\\.)*)"')


def test_the_template_is_up_to_date() -> None:
    assert (WORDS / "interface.pot").read_text("utf-8") == template(), "run python -m kolofon.commands.serve.words"
    assert run("msgcat", "--no-wrap", WORDS / "interface.pot") == template()


def test_the_messages_are_those_that_the_page_asks_for() -> None:
    texts = [path.read_text("utf-8") for path in WEB.rglob("*") if path.suffix in {".js", ".jinja"}]
    assert {found for text in texts for found in ASKED.findall(text)} == {message.msgid for message in MESSAGES}


def test_each_message_is_in_one_group_and_has_a_comment() -> None:
    assert len({message.msgid for message in MESSAGES}) == len(MESSAGES)
    assert all(message.context and "".join(message.comments).endswith((".", "”", "…")) for message in MESSAGES)


def test_the_page_is_in_the_first_language_that_there_is() -> None:
    assert interface_language("", "", "") == "en"
    assert interface_language("", "", "tlh, en-GB;q=0.5") == "en"
    assert interface_language("xx", "en", "en") == "xx"
    assert interface_language("../../etc", "<b>", "*;q=x, ,;;") == "en"
    assert interface_of("en-US") == "en"
    assert interface_of("tlh") is None


def test_english_is_among_the_languages_and_needs_no_words() -> None:
    assert ("en", "English") in interface_languages()
    assert interface_words("en") == {}


def test_a_pseudo_language_has_every_word_but_none_as_in_english() -> None:
    words = interface_words("xx")
    assert words.keys() == {message.msgid for message in MESSAGES}
    assert all(words[msgid] != msgid for msgid in words)


def test_the_files_of_the_page_are_those_of_the_package() -> None:
    there = {path.relative_to(WEB).as_posix() for path in WEB.rglob("*") if path.suffix in {".js", ".css", ".svg"}}
    assert there == FILES.keys()


def test_of_the_page_only_its_own_files_are_served(tmp_path: Path) -> None:
    put(tmp_path, short_work())
    with serving(tmp_path) as asked:
        assert {asked(f"/web/{path}").status for path in FILES} == {200}
        for path in ("routes.py", "__init__.py", "index.html.jinja", "", "shared", "shared/", "dom.js", "main.js/"):
            assert asked(f"/web/{path}").status == 404, path
        for path in ("shared/../main.js", "./main.js", "shared//dom.js", "shared%2fdom.js", "shared%5cdom.js"):
            assert asked(f"/web/{path}").status == 400, path
