"""The workspace: what was read of an edition, and what becomes of it when files change or break."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po, write_po
from kolofon.edition.project import Project
from tests.later import serve_api, serve_client, serve_search, serve_workspace
from tests.laws import examples
from tests.press import EPOCH, edition_toml, put

PO = "locale/sq/LC_MESSAGES/mill.po"
TOML = edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"', 'languages = ["sq"]')
TEXT = "# The mill\n\nThe river is cold. The mill is old.\n\n## The miller\n\nNobody has seen the miller.\n"
TEXTS = ("The river is cold.", "The mill is old.", "Nobody has seen the miller.")
ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(int(EPOCH) + 10_000_000)}


@dataclass
class Told:
    """Keeps what the open pages are told."""

    events: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def publish(self, kind: str, data: Mapping[str, Any], /) -> None:
        self.events.append((kind, data))

    def of(self, kind: str) -> list[Mapping[str, Any]]:
        return [data for each, data in self.events if each == kind]


class Mill:
    """A small edition, somebody who has it open, and what is told meanwhile."""

    def __init__(self, root: Path) -> None:
        self.root = root
        put(root / "source", {"edition.toml": TOML, "mill.md": TEXT})
        self.told = Told()
        self.workspace = serve_workspace.Workspace(root, ENVIRONMENT, events=self.told)
        self.app = serve_client.application(self.workspace, [*serve_api.routes, *serve_search.routes])
        self.save(TEXTS[0], "Lumi është i ftohtë.")

    def message(self, msgid: str) -> dict[str, Any]:
        book = self.workspace.book("sq", "mill")
        (name,) = [name for key, name in book.ids.items() if key.msgid == msgid]
        return serve_client.ask(self.app, f"/api/sq/mill/messages/{name}").data

    def save(self, msgid: str, msgstr: str, **more: object) -> dict[str, Any]:
        message = self.message(msgid)
        base = {"msgstrs": message["msgstrs"], "fuzzy": message["state"] == "fuzzy", "comment": message["comment"]}
        sent = {"base": base, "msgstrs": [msgstr], "comment": message["comment"], **more}
        answer = serve_client.ask(self.app, f"/api/sq/mill/messages/{message['id']}", sent)
        assert answer.status == 200, answer.content
        return answer.data

    def counts(self) -> dict[str, dict[str, int]]:
        parts: Any = serve_client.ask(self.app, "/api/sq/mill/parts").data["parts"]
        return {part["id"]: part["counts"] for part in parts}

    def write(self, path: str, content: str) -> None:
        """Change a file as another program does, which is seen by the watcher."""
        (self.root / path).write_bytes(content.encode())
        self.workspace.changed([PurePosixPath(path)])

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()


@pytest.fixture
def mill(tmp_path: Path) -> Mill:
    return Mill(tmp_path)


def fresh(mill: Mill) -> "serve_workspace.Workspace":
    return serve_workspace.Workspace(mill.root, ENVIRONMENT)


def right(mill: Mill) -> bool:
    """Whether the counts add up, and are those of somebody who reads all of it now."""
    counts = mill.counts()
    for each in counts.values():
        assert each["total"] == sum(each[state] for state in ("untranslated", "fuzzy", "translated", "reviewed"))
    read = serve_client.ask(serve_client.application(fresh(mill), serve_api.routes), "/api/sq/mill/parts").data["parts"]
    assert isinstance(read, list)
    return counts == {part["id"]: part["counts"] for part in read}


def test_the_counts_of_the_parts_are_right_after_saves_and_changes_outside(mill: Mill) -> None:
    assert right(mill)
    before = mill.counts()
    told = mill.save(TEXTS[1], "Mulliri 12 .")
    assert right(mill)
    changed = {part: counts for part, counts in mill.counts().items() if counts != before[part]}
    assert changed
    assert changed.items() <= told["counts"].items()
    assert any(counts["findings"] > before[part]["findings"] for part, counts in changed.items())
    mill.save(TEXTS[1], "Mulliri është i vjetër.", review="Ana")
    assert right(mill)
    assert any(counts["reviewed"] for counts in mill.counts().values())
    there = read_po(mill.read(PO).encode(), PO)[0]
    entries = tuple(replace(one, fuzzy=True) if one.msgid == TEXTS[0] else one for one in there.entries)
    mill.write(PO, write_po(replace(there, entries=entries)).decode())
    assert right(mill)
    assert any(counts["fuzzy"] for counts in mill.counts().values())


LONG = "x" * 2_000
FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a catalogue": (PO, lambda text: f'{text}\nmsgid "half\n'),
    "edition.toml": ("source/edition.toml", lambda text: f"{text}\nformat = \n"),
    "the source": ("source/mill.md", lambda text: text.replace("# The mill", f"# {LONG}", 1)),
}


@pytest.mark.parametrize(("path", "broken"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_leaves_what_was_there_until_it_is_mended(
    mill: Mill, path: str, broken: Callable[[str], str]
) -> None:
    before, sound = mill.counts(), mill.read(path)
    mill.write(path, broken(sound))
    fault = mill.workspace.fault
    assert fault is not None
    assert fault.path == path
    assert fault.line > 0
    assert mill.told.of("fault")[-1]["fault"] == fault
    assert mill.counts() == before
    assert mill.message(TEXTS[0])["msgstrs"] == ["Lumi është i ftohtë."]
    mill.write(path, sound)
    assert mill.workspace.fault is None
    assert [data["fault"] for data in mill.told.of("fault")] == [fault, None]
    assert mill.counts() == before


def test_a_title_that_is_too_long_is_a_fault_and_is_mended_by_a_save(mill: Mill) -> None:
    mill.save("The mill", "Mulliri")
    assert not mill.told.of("fault")
    mill.save("The mill", LONG)
    fault = mill.workspace.fault
    assert fault is not None
    assert fault.path == PO
    assert mill.told.of("fault")[-1]["fault"] == fault
    assert mill.message("The mill")["msgstrs"] == [LONG]
    assert right(mill)
    mill.save("The mill", "Mulliri")
    mill.counts()
    assert mill.workspace.fault is None
    assert mill.told.of("fault")[-1]["fault"] is None


def test_what_changed_is_told_with_its_path_and_language(mill: Mill) -> None:
    revision = mill.workspace.revision
    mill.write(PO, mill.read(PO).replace("i ftohtë", "i akullt"))
    told = mill.told.of("changed")[-1]
    assert (told["paths"], told["languages"], told["source"]) == ([PO], ["sq"], False)
    assert told["revision"] == mill.workspace.revision > revision
    mill.write("source/mill.md", TEXT.replace("cold", "icy"))
    told = mill.told.of("changed")[-1]
    assert (told["languages"], told["source"]) == (None, True)


def test_a_sentence_that_is_new_in_the_text_is_shown_before_any_catalogue_has_it(mill: Mill) -> None:
    mill.message(TEXTS[2])
    mill.write("source/mill.md", TEXT.replace("Nobody has", "Somebody has"))
    new = mill.message("Somebody has seen the miller.")
    assert (new["state"], new["missing"]) == ("untranslated", True)
    assert right(mill)


def test_what_a_request_has_read_before_the_watcher_tells_of_it_is_told_too(mill: Mill) -> None:
    mill.told.events.clear()
    (mill.root / PO).write_bytes(mill.read(PO).replace("Lumi është i ftohtë.", "Lumi u ngroh.").encode())
    assert mill.message(TEXTS[0])["msgstrs"] == ["Lumi u ngroh."]
    mill.workspace.changed([PurePosixPath(PO)])
    assert [told["paths"] for told in mill.told.of("changed")] == [[PO]]
    mill.workspace.changed([PurePosixPath(PO)])
    assert len(mill.told.of("changed")) == 1


def test_nothing_is_read_again_where_no_file_changed(mill: Mill, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    for name in ("source", "translations_in", "translation"):
        stock = getattr(Project, name)

        def counted(*given: object, stock: Any = stock, name: str = name) -> object:  # noqa: ANN401  whatever it is
            read.append(name)
            return stock(*given)

        monkeypatch.setattr(Project, name, counted)
    mill.counts()
    for text in TEXTS:
        mill.message(text)
    mill.save(TEXTS[0], "Lumi është i akullt.")
    mill.counts()
    assert read == []
    mill.write(PO, mill.read(PO).replace("akullt", "ngrohtë"))
    mill.counts()
    assert read == ["translations_in"]
    read.clear()
    mill.write("source/mill.md", f"{TEXT}\nA new line.\n")
    mill.counts()
    assert read.count("source") == 1


def test_what_the_text_has_anew_is_there_before_the_catalogue_has_it(mill: Mill) -> None:
    mill.counts()
    mill.write("source/mill.md", f"{TEXT}\nThe mill has burnt.\n")
    assert right(mill)
    mill.write("source/mill.md", f"{TEXT}\nThe mill has burnt. Nobody was in it.\n")
    assert mill.message("Nobody was in it.")["parts"] == mill.message(TEXTS[2])["parts"]
    message = mill.message("The mill has burnt.")
    assert (message["state"], message["missing"]) == ("untranslated", True)
    for address in (*(f"parts/{part}/messages" for part in mill.counts()), "find?filter=untranslated"):
        answer = serve_client.ask(mill.app, f"/api/sq/mill/{address}")
        assert answer.status == 200, address
    assert mill.save("The mill has burnt.", "Mulliri u dogj.")["message"]["state"] == "translated"
    assert right(mill)


SAVED = st.tuples(
    st.sampled_from(TEXTS),
    st.sampled_from(["", "Lumi.", "Dy\nrreshta\n", "Fjalë " * 40, 'Me "thonjëza"\t\\']),
    st.booleans(),
    st.sampled_from(["", "për të tjerët", "një\n\ndy", "kolofon"]),
    st.sampled_from([None, [], ["numbers"]]),
)


@settings(max_examples=examples(15))
@given(saves=st.lists(SAVED, min_size=1, max_size=5))
def test_what_a_save_keeps_is_what_reading_the_file_gives(
    tmp_path_factory: pytest.TempPathFactory, saves: Sequence[tuple[str, str, bool, str, list[str] | None]]
) -> None:
    mill = Mill(tmp_path_factory.mktemp("mill"))
    for msgid, msgstr, fuzzy, comment, ignores in saves:
        mill.save(msgid, msgstr, fuzzy=fuzzy, comment=comment, ignores=ignores)
        kept, read = mill.workspace.book("sq", "mill").files["mill"], fresh(mill).book("sq", "mill").files["mill"]
        assert replace(kept, texts={}) == replace(read, texts={})
        assert kept.texts.items() <= read.texts.items()  # that of what was saved is made when it is written again
        assert [entry.line for entry in kept.catalogue.entries] == [entry.line for entry in read.catalogue.entries]
