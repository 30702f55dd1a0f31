"""Bad luck with the files of an edition while somebody has it open: each address answers, and nothing is lost."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

import pytest

from tests.later import access, serve_application, serve_client
from tests.test_serve_desk import PO, TEXTS, TOML, Mill

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.routing import Route

Luck = Callable[[Path], object]
GLOSSARY, FURNITURE, SOURCE = "locale/sq/glossary.po", "locale/sq/LC_MESSAGES/furniture.po", "source/mill.md"
EDITION = "source/edition.toml"
ANYWAY = ("/api/sq/mill/parts", "/api/sq/mill/parts/s1/messages", "/book/sq/mill/s1.xhtml", "/book/sq/mill/style.css")
"""What is shown as it was last, whatever file besides the catalogues cannot be read."""


def changed(path: str, change: Callable[[bytes], bytes]) -> Luck:
    return lambda root: (root / path).write_bytes(change((root / path).read_bytes()))


def written(path: str, content: bytes) -> Luck:
    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return write


def in_place_of(path: str, make: Luck) -> Luck:
    def put(root: Path) -> None:
        place = root / path
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        make(place)

    return put


def named(name: bytes, content: bytes) -> Luck:
    """A file in the catalogues of the work, by a name that need not be UTF-8."""
    return written(f"locale/sq/LC_MESSAGES/mill/{os.fsdecode(name)}", content)


def nothing(_: Path) -> None:
    """Put nothing in the place of a file."""


BROKEN = b'msgid "half\n'
CATALOGUES: dict[str, Luck] = {
    "removed": in_place_of(PO, nothing),
    "a folder": in_place_of(PO, os.mkdir),
    "a pipe": in_place_of(PO, os.mkfifo),
    "a link to nowhere": in_place_of(PO, lambda place: place.symlink_to("/nowhere/at/all")),
    "a link to itself": in_place_of(PO, lambda place: place.symlink_to(place.name)),
    "a link out": in_place_of(PO, lambda place: place.symlink_to("/etc/passwd")),
    "a link to a device": in_place_of(PO, lambda place: place.symlink_to("/dev/zero")),
    "empty": written(PO, b""),
    "not UTF-8": changed(PO, lambda text: text.replace(b"Lumi", b"L\xffmi")),
    "UTF-16": changed(PO, lambda text: text.decode().encode("utf-16")),
    "with a BOM": changed(PO, lambda text: b"\xef\xbb\xbf" + text),
    "with CRLF": changed(PO, lambda text: text.replace(b"\n", b"\r\n")),
    "with NUL": changed(PO, lambda text: text.replace(b"Lumi", b"L\0mi")),
    "cut off": changed(PO, lambda text: text[: len(text) // 2]),
    "without a header": changed(PO, lambda text: text[text.index(b"\n\n") :]),
    "of another charset": changed(PO, lambda text: text.replace(b"UTF-8", b"EBCDIC-7")),
    "in conflict": changed(PO, lambda text: text.replace(b'msgstr "Lumi', b'<<<<<<< HEAD\nmsgstr "Lumi')),
    "with an entry twice": changed(PO, lambda text: text + b'\nmsgid "The river is cold."\nmsgstr "U ftoh lumi."\n'),
    "with an obsolete twin": changed(PO, lambda text: text + b'\n#~ msgid "The river is cold."\n#~ msgstr "U ftoh."\n'),
    "and another, broken": named(b"more.po", BROKEN),
    "and another, broken, whose name is not UTF-8": named(b"\xff.po", BROKEN),
    "folder removed": in_place_of("locale/sq/LC_MESSAGES", nothing),
    "folders removed": in_place_of("locale", nothing),
}
OTHERS: dict[str, Luck] = {
    "the glossary is broken": written(GLOSSARY, BROKEN),
    "the glossary is not UTF-8": written(GLOSSARY, b"\xff"),
    "the glossary is a folder": in_place_of(GLOSSARY, os.mkdir),
    "the furniture is broken": written(FURNITURE, BROKEN),
    "a folder is named as no language": written("locale/sq copy/LC_MESSAGES/mill.po", BROKEN),
    "the theme is a file": written("theme", b"x"),
    "the theme is broken": written("theme/theme.toml", b"["),
    "a picture is a pipe": in_place_of("source/x.png", os.mkfifo),
    "a picture leads out": in_place_of("source/x.png", lambda place: place.symlink_to("/etc/passwd")),
    "the source is gone": in_place_of(SOURCE, nothing),
    "the source is a folder": in_place_of(SOURCE, os.mkdir),
    "the source is a pipe": in_place_of(SOURCE, os.mkfifo),
    "the source is not UTF-8": changed(SOURCE, lambda text: text + b"\xff"),
    "edition.toml is gone": in_place_of(EDITION, nothing),
    "edition.toml is broken": written(EDITION, b"["),
    "edition.toml has no language": written(EDITION, TOML.replace('languages = ["sq"]', "").encode()),
}
ELSEWHERE: dict[str, Luck] = {
    "a template raises": written("theme/epub/chapter.xhtml.jinja", b"{{ 1 // 0 }}"),
    "a template is no XML": written("theme/epub/chapter.xhtml.jinja", b"<p><b>{{ title }}"),
    "a style sheet is not UTF-8": written("theme/epub.css", b"\xff"),
    "the source is empty": written(SOURCE, b""),
    "the work has another name": written(EDITION, TOML.replace('name = "mill"', 'name = "other"').encode()),
    "locale is a file": in_place_of("locale", lambda place: place.write_bytes(b"x")),
    "the edition is gone": shutil.rmtree,
}


class Open:
    """A mill that somebody has open, and all addresses of it."""

    def __init__(self, root: Path) -> None:
        (root / "locale/sq").mkdir(parents=True)
        self.mill = Mill(root)
        self.root = root
        self.id = self.mill.message(TEXTS[0])["id"]
        made: Starlette = serve_application.create(self.mill.workspace, access.local_access(1))
        self.routes = cast("list[Route]", made.routes)
        self.app = serve_client.application(self.mill.workspace, self.routes)
        self.paper: list[str] = []

    def asked(self, address: str, sent: object = None) -> int:
        """The status of an answer, which is a sentence where it is refused."""
        answer = serve_client.ask(self.app, address, sent)
        assert answer.status in {200, 400, 404, 409}, (address, answer)
        error = answer.data["error"] if answer.status > 200 else {}
        assert isinstance(error, dict)
        assert answer.status == 200 or error["message"], address
        assert "fault of the press" not in str(error)
        return answer.status

    def looked(self) -> dict[str, int]:
        """The status of every address that is only looked at, but for the streams and what needs a PDF."""
        return {address: self.asked(address) for address in self.looks()}

    def looks(self) -> Iterator[str]:
        names = {"language": "sq", "work": "mill", "part": "s1", "id": self.id}
        for route in self.routes:
            if "GET" in (route.methods or ()) and not route.path.startswith(("/events", "/web/", "/words/", "/paper/")):
                yield re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: names.get(found[1], "x"), route.path)
        yield from (f"/api/sq/mill/find?filter={which}" for which in ("findings", "changed", "comments"))

    def saved(self, msgstr: str) -> int:
        base = {"msgstrs": ["Lumi është i ftohtë."], "fuzzy": False, "comment": ""}
        return self.asked(f"/api/sq/mill/messages/{self.id}", {"base": base, "msgstrs": [msgstr]})

    def tell(self) -> None:
        """What the watcher tells, of all that may be other now."""
        paths = (PO, SOURCE, EDITION, GLOSSARY, FURNITURE, "theme", "theme/x", "locale/sq copy/LC_MESSAGES/mill.po")
        self.mill.workspace.changed([PurePosixPath(path) for path in paths])


def everything(root: Path) -> dict[str, bytes]:
    """The files of an edition, and its broken links."""
    held = [path for name in ("source", "locale", "theme") for path in (root / name, *(root / name).rglob("*"))]
    every = [path for path in held if path.is_symlink() or (path.exists() and not path.is_dir())]
    return {str(path): b"" if path.is_symlink() or not path.is_file() else path.read_bytes() for path in every}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """A mill that is open all the time; each test leaves it as it was, even one that fails."""
    return Open(tmp_path_factory.mktemp("edition") / "mill")


@pytest.fixture(scope="module")
def well(there: Open) -> Mapping[str, int]:
    """The status of every address as long as all is well."""
    return there.looked()


@pytest.fixture(scope="module")
def kept(there: Open, well: Mapping[str, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the mill, to put back."""
    assert well
    return Path(shutil.copytree(there.root, tmp_path_factory.mktemp("kept") / "mill"))


ALL = CATALOGUES | OTHERS | ELSEWHERE
QUICK = {
    "removed",
    "a pipe",
    "a link to a device",
    "not UTF-8",
    "in conflict",
    "with an entry twice",
    "and another, broken, whose name is not UTF-8",
    "the glossary is broken",
    "the theme is broken",
    "the source is a pipe",
    "edition.toml is broken",
    "a template raises",
    "the edition is gone",
}
"""Bad luck of each kind.  All addresses are asked three times for each, which is slow for all of it."""
assert ALL.keys() >= QUICK


@pytest.mark.parametrize(
    "luck",
    [pytest.param(luck, id=name, marks=() if name in QUICK else pytest.mark.slow) for name, luck in ALL.items()],
)
def test_whatever_becomes_of_the_files_each_address_answers_and_all_is_well_when_they_are_back(
    there: Open, well: Mapping[str, int], kept: Path, luck: Luck
) -> None:
    try:
        luck(there.root)
        there.tell()
        before = everything(there.root)
        now = there.looked()
        assert everything(there.root) == before  # looking writes nothing
        if luck in OTHERS.values():
            assert all(now[address] == 200 for address in ANYWAY), now
        for address, sent in (
            (f"/api/sq/mill/messages/{there.id}/check", {"msgstrs": ["x"]}),
            ("/api/sq/mill/update", {}),
            ("/api/languages", {"language": "fr"}),
        ):
            there.asked(address, sent)
        before = everything(there.root)
        if there.saved("Uji i lumit.") == 200:
            assert any(b"Uji i lumit." in content for content in everything(there.root).values())
        else:
            assert everything(there.root) == before
    finally:
        if there.root.exists():
            shutil.rmtree(there.root)
        shutil.copytree(kept, there.root)
        there.tell()
    assert there.looked() == well
    assert there.mill.workspace.fault is None
    assert there.saved("Lumi është i ftohtë.") == 200
    assert everything(there.root) == {
        name.replace(str(kept), str(there.root)): content for name, content in everything(kept).items()
    }


def test_a_name_that_is_no_utf8_is_told_with_what_it_has(tmp_path: Path) -> None:
    there = Open(tmp_path / "mill")
    named(b"\xff.po", BROKEN)(there.root)
    there.tell()
    fault = serve_client.ask(there.app, "/api/edition").data["fault"]
    assert isinstance(fault, dict)
    assert fault["path"] == "locale/sq/LC_MESSAGES/mill/\udcff.po"


@pytest.mark.parametrize("path", [GLOSSARY, FURNITURE, "theme/epub.css", "theme", "source/x.png"])
def test_a_change_of_what_is_only_looked_up_is_told_to_the_open_pages(there: Open, path: str) -> None:
    there.looked()
    there.mill.told.events.clear()
    there.mill.workspace.changed([PurePosixPath(path)])
    assert [told["paths"] for told in there.mill.told.of("changed")] == [[path]]


def test_what_was_saved_twice_in_one_file_is_not_lost_by_a_save(tmp_path: Path) -> None:
    for name in ("with an entry twice", "with an obsolete twin"):
        there = Open(tmp_path / name.replace(" ", "-"))
        CATALOGUES[name](there.root)
        assert there.saved("Uji i lumit.") == 200
        kept = (there.root / PO).read_text("utf-8")
        assert all(words in kept for words in ("Uji i lumit.", "U ftoh"))


def test_what_is_typed_into_a_fuzzy_message_is_checked_as_if_it_were_done(tmp_path: Path) -> None:
    there = Open(tmp_path / "mill")
    address = f"/api/sq/mill/messages/{there.id}/check"
    before = serve_client.ask(there.app, address, {"msgstrs": ["Lumi 12 ."]}).data["findings"]
    assert before
    changed(PO, lambda text: text.replace(b'msgid "The river is cold."', b'#, fuzzy\nmsgid "The river is cold."'))(
        there.root
    )
    there.tell()
    assert there.mill.message(TEXTS[0])["state"] == "fuzzy"
    assert serve_client.ask(there.app, address, {"msgstrs": ["Lumi 12 ."]}).data["findings"] == before
