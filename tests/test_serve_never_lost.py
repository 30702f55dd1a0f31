"""Nobody's words are lost: two servers, three pages, two languages, a text that changes, and other programs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.message import Key
from tests.later import serve_api, serve_client, serve_languages, serve_workspace
from tests.laws import examples
from tests.press import EPOCH, edition_toml, put

ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(int(EPOCH) + 10_000_000), "KOLOFON_CACHE": ""}
TOML = edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"', 'languages = ["sq"]')
TEXTS = (
    ("The river is cold.", "The river is very cold."),
    ("The mill is old.", "The old mill has burnt."),
    ("Nobody has seen the miller.", "Nobody has ever seen the miller."),
)
"""Each sentence of the text, and what it is after an edit."""
LANGUAGES = ("sq", "de")
_WORD = re.compile(r"[fk]jala\d+x")
"""What somebody typed: each is typed once."""


class Step(NamedTuple):
    """Something that happens: what, by whom, to which sentence, in which language, and how."""

    what: str
    who: str
    text: int
    language: str
    looks: bool
    fuzzy: bool


STEPS = st.builds(
    Step,
    st.sampled_from(["save", "save", "save", "comment", "review", "undo", "outside", "edit", "update", "begin"]),
    st.sampled_from(["one", "beside", "other"]),
    st.integers(0, len(TEXTS) - 1),
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.booleans(),
)


class Page:
    """Somebody who has the edition open: what was seen of each message, and what it was before."""

    def __init__(self, workspace: "serve_workspace.Workspace") -> None:
        self.workspace = workspace
        self.app = serve_client.application(workspace, [*serve_api.routes, *serve_languages.routes])
        self.seen: dict[tuple[str, str], dict[str, Any]] = {}
        self.before: dict[tuple[str, str], list[str]] = {}

    def look(self, language: str, msgid: str) -> dict[str, Any] | None:
        """A message as it is now; None if the text, as this page knows it, does not have it."""
        name = self.workspace.book(language, "mill").ids.get(Key(None, msgid))
        if name is None:
            return None
        answer = serve_client.ask(self.app, f"/api/{language}/mill/messages/{name}")
        assert answer.status == 200, answer
        return answer.data

    def send(self, language: str, message: Mapping[str, Any], msgstrs: Sequence[str], **more: object) -> dict[str, Any]:
        base = {
            "msgstrs": message["msgstrs"],
            "fuzzy": message["state"] == "fuzzy",
            "comment": message["comment"],
            "clash": message["clash"],
        }
        sent = {"base": base, "msgstrs": msgstrs, "comment": message["comment"], **more}
        answer = serve_client.ask(self.app, f"/api/{language}/mill/messages/{message['id']}", sent)
        assert answer.status in {200, 400, 404}, answer
        return answer.data if answer.status == 200 else {}

    def post(self, address: str, sent: object) -> None:
        answer = serve_client.ask(self.app, address, sent)
        assert answer.status == 200, answer


class Years:
    """An edition, whoever has it open, and every word that somebody typed and nobody took back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = [0] * len(TEXTS)
        self.kept: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        self.typed = 0
        put(root / "source", {"edition.toml": TOML})
        self.write()
        workspace = serve_workspace.Workspace(root, ENVIRONMENT)
        self.pages = {
            "one": Page(workspace),
            "beside": Page(workspace),
            "other": Page(serve_workspace.Workspace(root, ENVIRONMENT)),
        }

    def write(self) -> None:
        lines = "\n\n".join(versions[now] for versions, now in zip(TEXTS, self.now, strict=True))
        put(self.root / "source", {"mill.md": f"# The mill\n\n{lines}\n"})

    def word(self, kind: str = "f") -> str:
        self.typed += 1
        return f"{kind}jala{self.typed}x"

    def path(self, language: str) -> Path:
        return self.root / f"locale/{language}/LC_MESSAGES/mill.po"

    def do(self, step: Step) -> None:
        """Let it happen."""
        page, language = self.pages[step.who], step.language
        if step.what == "edit":
            self.now[step.text] ^= 1
            self.write()
        elif step.what == "begin":
            page.post("/api/languages", {"language": language})
        elif language not in page.workspace.languages:
            return
        elif step.what == "update":
            page.post(f"/api/{language}/mill/update", {})
        elif step.what == "outside":
            self.outside(step)
        else:
            self.edited(page, step)
        self.see()

    def edited(self, page: Page, step: Step) -> None:
        language, msgid = step.language, TEXTS[step.text][self.now[step.text]]
        at = (language, msgid)
        if step.looks or at not in page.seen:
            found = page.look(language, msgid)
            if found is None:
                return
            page.seen[at] = found
        seen = page.seen[at]
        match step.what:
            case "comment":
                word = self.word("k")
                told = page.send(language, seen, seen["msgstrs"], comment=f"{seen['comment']}\n{word}".strip())
                typed, gone = {word}, set[str]()
            case "review":
                told, typed, gone = page.send(language, seen, seen["msgstrs"], review="Ana"), set[str](), set[str]()
            case "undo" if at in page.before:
                told = page.send(language, seen, page.before[at])
                typed, gone = _words(page.before[at]), _replaced(seen)
            case _:
                word = self.word()
                told = page.send(language, seen, [f"{word}."], fuzzy=step.fuzzy)
                typed, gone = {word}, _replaced(seen)
        if told:
            self.kept[language] = (self.kept[language] - gone) | typed
            page.before[at] = seen["msgstrs"]
            page.seen[at] = told["message"]
            assert told["outcome"] == "clash" or typed <= _words(
                [*told["message"]["msgstrs"], told["message"]["comment"]]
            )

    def outside(self, step: Step) -> None:
        """Another program that has read the file writes it: what it replaces it knows."""
        path = self.path(step.language)
        if not path.exists():
            return
        catalogue, _ = read_po(path.read_bytes(), "mill.po")
        word, msgids = self.word(), TEXTS[step.text]
        for entry in catalogue.entries:
            if entry.msgid in msgids and not entry.obsolete and not entry.comments:
                self.kept[step.language] -= _words(entry.msgstrs)
                self.kept[step.language].add(word)
                new = replace(entry, msgstrs=(f"{word}.",), fuzzy=step.fuzzy, previous=None)
                entries = tuple(new if one is entry else one for one in catalogue.entries)
                path.write_bytes(write_po(replace(catalogue, entries=entries)))
                return

    def see(self) -> None:
        """Every word is in the file of its language, which is as the press writes it."""
        for language, words in self.kept.items():
            content = self.path(language).read_bytes() if self.path(language).exists() else b""
            lost = words - _words([content.decode()])
            assert not lost, (language, lost, content.decode())
            if content:
                assert write_po(read_po(content, "mill.po")[0]) == content
        assert not list(self.root.rglob(".*.kolofon"))


def _words(texts: Sequence[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def _replaced(seen: Mapping[str, Any]) -> set[str]:
    """What somebody translates anew: the translation that was seen, and those that were to be chosen from."""
    return _words([*seen["msgstrs"], *(form for forms in seen["clash"] for form in forms)])


# The text changed twice: a save brings the catalogue up to it, and with that other messages change.
@example(
    steps=[
        Step("save", "one", 0, "sq", looks=False, fuzzy=False),
        Step("save", "one", 0, "sq", looks=False, fuzzy=False),
        Step("save", "one", 1, "sq", looks=False, fuzzy=False),
        Step("edit", "one", 0, "sq", looks=False, fuzzy=False),
        Step("edit", "one", 1, "sq", looks=False, fuzzy=False),
        Step("save", "one", 0, "sq", looks=False, fuzzy=False),
    ]
)
@settings(deadline=None, max_examples=examples(20))
@given(steps=st.lists(STEPS, max_size=10))
def test_no_order_of_what_people_and_programs_do_loses_a_word(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[Step]
) -> None:
    years = Years(tmp_path_factory.mktemp("years"))
    for step in steps:
        years.do(step)
    for language in years.pages["one"].workspace.languages:
        years.pages["one"].post(f"/api/{language}/mill/update", {})
    years.see()
    here = Page(serve_workspace.Workspace(years.root, ENVIRONMENT))
    for language in here.workspace.languages:
        for versions, now in zip(TEXTS, years.now, strict=True):
            assert here.look(language, versions[now]) == years.pages["one"].look(language, versions[now])


def test_a_message_with_plurals_is_saved_and_merged_with_all_its_forms(tmp_path: Path) -> None:
    years = Years(tmp_path)
    page, other = years.pages["one"], years.pages["other"]
    page.post("/api/sq/mill/update", {})
    path, msgid = years.path("sq"), TEXTS[0][0]
    forms = f'msgid "{msgid}"\nmsgid_plural "The rivers are cold."\nmsgstr[0] ""\nmsgstr[1] ""\n'
    put(
        tmp_path,
        {
            str(path.relative_to(tmp_path)): path.read_bytes().replace(
                f'msgid "{msgid}"\nmsgstr ""\n'.encode(), forms.encode()
            )
        },
    )
    mine, yours = page.look("sq", msgid), other.look("sq", msgid)
    assert mine
    assert yours
    assert (mine["plural"], mine["msgstrs"]) == ("The rivers are cold.", ["", ""])
    assert page.send("sq", mine, ["fjala1x"]) == {}
    assert page.send("sq", mine, ["fjala2x", "fjala3x"])["outcome"] == "saved"
    told = other.send("sq", yours, ["fjala4x", "fjala5x"])
    assert told["outcome"] == "clash"
    assert (told["message"]["msgstrs"], told["message"]["clash"]) == (["fjala4x", "fjala5x"], [["fjala2x", "fjala3x"]])
    checked = serve_client.ask(page.app, f"/api/sq/mill/messages/{mine['id']}/check", {"msgstrs": ["a"]})
    assert checked.status == 400
