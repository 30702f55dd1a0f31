"""The store: what was put is got or gone, and never anything else."""

import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.edition.store import folder
from kolofon.edition.store import key as keys
from kolofon.edition.store.codec import Codec
from kolofon.edition.store.folder import Folder, Nothing
from kolofon.edition.store.key import LIBRARIES, digest_of, press
from kolofon.edition.store.location import remove_stored, store_folder
from kolofon.model.document import Block, Document, Inline, Place
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Message
from tests.machine import ROOT
from tests.press import put
from tests.test_architecture import FILES, PACKAGE, imported
from tests.test_parts import WHOLE
from tests.values import values

KINDS: list[type] = [Finding, Message, *get_args(Block), *get_args(Inline)]
KEY, OTHER = digest_of("a"), digest_of("b")

# --- values as bytes --------------------------------------------------------------------------------------------------


@given(values(Document))
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    codec = Codec(Document)
    assert repr(codec.decode(codec.encode(document))) == repr(document)


@pytest.mark.parametrize(
    "kind", [Finding, Message, *get_args(Block), *get_args(Inline)], ids=lambda kind: kind.__name__
)
@given(data=st.data())
def test_a_value_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    codec: Codec[Any] = Codec(kind)
    value = data.draw(values(kind, 2))
    assert repr(codec.decode(codec.encode(value))) == repr(value)


def test_a_whole_document_comes_back_with_its_places() -> None:
    codec = Codec(Document)
    assert repr(codec.decode(codec.encode(WHOLE))) == repr(WHOLE)


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x90", b"\x01", b"\xa1a", b"\x97\x01\x01\x01\x01\x01\x01\x01"])
def test_bytes_that_are_no_document_are_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  what it says is for nobody
        Codec(Document).decode(content)


def test_what_is_no_unicode_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        Codec(Place).encode(Place("\udcff"))


# --- keys -------------------------------------------------------------------------------------------------------------


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Pair:
    one: object
    two: object


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(0, 2), st.sampled_from(["", "1", "red", "a", ")"]), st.binary(max_size=1)
    ),
    lambda inside: st.one_of(
        st.lists(inside, max_size=2),
        st.lists(inside, max_size=2).map(tuple),
        st.builds(Pair, inside, inside),
        st.builds(lambda item: {"a": item}, inside),
        st.just(Colour.RED),
    ),
    max_leaves=4,
)


@given(VALUES, VALUES)
def test_values_have_the_same_digest_if_they_are_the_same(one: object, other: object) -> None:
    assert (digest_of(one) == digest_of(other)) == (repr(one) == repr(other))


def test_the_order_of_a_table_and_of_a_set_is_nothing() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1}) != digest_of({"a": 2, "b": 1})
    assert digest_of(frozenset("abc")) == digest_of(frozenset("cba")) != digest_of(frozenset("ab"))
    assert digest_of("a", "b") != digest_of("ab") != digest_of(("a", "b"))


def test_a_place_counts_and_so_does_the_kind_of_a_value() -> None:
    here = Finding("code", Severity.NOTE, Place("a", 1), "said")
    there = Finding("code", here.severity, Place("a", 2), "said")
    assert digest_of(here) != digest_of(there)
    different = [1, True, "1", b"1", (1,), [1], {1: 1}, None, 1.0, PurePosixPath("1"), Colour.RED, "red"]
    assert len({digest_of(value) for value in different}) == len(different)
    with pytest.raises(TypeError):
        digest_of(object())


def test_the_press_counts_with_its_code_and_with_the_libraries_that_it_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, site = tmp_path / "kolofon", tmp_path / "site"
    put(package, {"read/a.py": "", "language/data/sq.toml": "", "read/b.py": ""})
    put(site, {"regex-1.0.dist-info/METADATA": "", "weasyprint-1.0.dist-info/METADATA": ""})
    monkeypatch.setattr(keys, "_PACKAGE", package)
    monkeypatch.setattr(sys, "path", [str(site)])

    def now() -> str:
        press.cache_clear()
        return press()

    before = now()
    put(package, {"read/__pycache__/a.cpython.pyc": ""})
    (site / "weasyprint-1.0.dist-info").rename(site / "weasyprint-2.0.dist-info")
    assert now() == before, "neither reads a text"
    put(package, {"language/data/sq.toml": "like = 'de'"})
    after = now()
    assert after != before
    (site / "regex-1.0.dist-info").rename(site / "regex-2.0.dist-info")
    assert now() != after
    monkeypatch.undo()
    press.cache_clear()


def test_every_library_that_reads_counts() -> None:
    rooms = {"catalogue", "language", "model", "read", "segment", "text"}
    readers = [path for path in FILES if path.relative_to(PACKAGE).parts[0] in rooms]
    used = {name.split(".")[0] for path in readers for name in imported(path)} - sys.stdlib_module_names - {"kolofon"}
    carriers = packages_distributions()
    named = {carriers[name][0].lower().replace("-", "_") for name in used}
    assert named
    assert named <= set(LIBRARIES)


# --- the folder -------------------------------------------------------------------------------------------------------


def the_file(where: Path) -> Path:
    (path,) = (path for path in where.rglob("*") if path.is_file())
    return path


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Folder(tmp_path / "store")
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    store.put(OTHER, b"")
    assert (store.get(KEY), store.get(OTHER)) == (b"value", b"")
    store.put(KEY, b"another")
    assert Folder(tmp_path / "store").get(KEY) == b"another"
    nothing = Nothing()
    nothing.put(KEY, b"value")
    assert nothing.get(KEY) is None


@pytest.mark.parametrize("kind", ["an edition's own", "shared"])
def test_a_damaged_value_is_none_and_made_anew(tmp_path: Path, kind: str) -> None:
    store = Folder(tmp_path, shared=kind == "shared")
    store.put(KEY, b"value")
    path = the_file(tmp_path)
    whole = path.read_bytes()
    damaged = [whole[:length] for length in range(len(whole))]
    damaged += [bytes([*whole[:at], whole[at] ^ 1, *whole[at + 1 :]]) for at in range(len(whole))]
    for content in [*damaged, whole + b"x"]:
        path.write_bytes(content)
        assert store.get(KEY) is None
        store.put(KEY, b"value")
        assert store.get(KEY) == b"value"
    path.unlink()
    path.mkdir()
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_what_came_from_elsewhere_is_none_unless_the_store_is_shared(tmp_path: Path) -> None:
    for shared in (False, True):
        one, other = tmp_path / f"one{shared}", tmp_path / f"other{shared}"
        Folder(one, shared=shared).put(KEY, b"value")
        shutil.copytree(one, other)
        assert Folder(other, shared=shared).get(KEY) == (b"value" if shared else None)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"file": ""})
    store = Folder(tmp_path / "file/store")
    store.put(KEY, b"value")
    assert store.get(KEY) is None

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = Folder(tmp_path / "store")
    for call in ("replace", "open", "makedirs"):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, full)
            store.put(KEY, b"value")
        assert store.get(KEY) is None
        assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()], "nothing is left aside"
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value"


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Folder(tmp_path, most=1000)
    names = [digest_of(number) for number in range(12)]
    for number, name in enumerate(names[:8]):
        store.put(name, b"x" * 80)
        os.utime(tmp_path / name[:2] / name[2:], (10**9 + number, 10**9 + number))
    assert store.get(names[0]), "which is a use"
    for name in names[8:]:
        store.put(name, b"x" * 80)
    left = [name for name in names if store.get(name)]
    assert names[0] in left
    assert left[-4:] == names[8:]
    assert names[1] not in left
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000
    store.put(OTHER, b"x" * 2000)
    assert store.get(OTHER) is None
    assert store.get(names[-1])


def test_a_store_that_is_far_from_full_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    found = folder._values  # noqa: SLF001  what it looks at is no result

    def counted(where: Path) -> list[tuple[float, int, Path]]:
        looked.append(where)
        return found(where)

    monkeypatch.setattr(folder, "_values", counted)
    store = Folder(tmp_path, most=10**7)
    for number in range(100):
        store.put(digest_of(number), b"x" * 1000)
    assert tmp_path not in looked
    assert len(looked) <= 2 * 16, "a sample of shelves, once or twice"
    store = Folder(tmp_path, most=10**5)
    for number in range(100):
        store.put(digest_of(number), b"y" * 1000)
    assert 0 < looked.count(tmp_path) <= 20
    assert sum(size for _, size, _ in found(tmp_path)) <= 10**5


PROCESS = """
import random, sys
from pathlib import Path
from kolofon.edition.store.folder import Folder
from kolofon.edition.store.key import digest_of
dice = random.Random(int(sys.argv[2]))
found = 0
for turn in range(400):
    store = Folder(Path(sys.argv[1]), most=3000)
    number = dice.randrange(20)
    content = bytes([number]) * 300
    got = store.get(digest_of(number))
    assert got in (None, content), number
    found += got is not None
    if got is None or dice.random() < 0.2:
        store.put(digest_of(number), content)
print(found)
"""


def test_processes_share_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", PROCESS, str(tmp_path)]
    both = [
        subprocess.Popen([*run, str(seed)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for seed in range(2)
    ]
    for process in both:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert int(out) > 20
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 3000 + 2 * 400
    assert not list(tmp_path.rglob(".*"))


# --- where it is ------------------------------------------------------------------------------------------------------


def test_it_is_below_output_or_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store_folder(tmp_path, {}) == tmp_path / "output/.kolofon/store"
    assert store_folder(tmp_path, {"KOLOFON_CACHE": "/shared"}) == Path("/shared")
    assert store_folder(tmp_path, {"KOLOFON_CACHE": ""}) is None
    monkeypatch.setenv("HOME", "/home/editor")
    assert store_folder(tmp_path, {"KOLOFON_CACHE": "~/cache"}) == Path("/home/editor/cache")
    monkeypatch.chdir(tmp_path)
    assert store_folder(tmp_path, {"KOLOFON_CACHE": "cache"}) == tmp_path / "cache"


@pytest.mark.parametrize("step", ["output", "output/.kolofon", "output/.kolofon/store"])
def test_behind_a_link_nothing_is_kept(tmp_path: Path, step: str) -> None:
    (tmp_path / step).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / step).symlink_to("/usr")
    assert store_folder(tmp_path, {}) is None
    remove_stored(tmp_path, store_folder(tmp_path, {}))


def test_of_a_shared_folder_only_what_is_the_stores_is_removed(tmp_path: Path) -> None:
    Folder(tmp_path, shared=True).put(KEY, b"value")
    put(tmp_path, {"ab/notes.txt": "mine", "notes.txt": "mine", f"ab/{'0' * 61}x": "mine"})
    before = Folder(tmp_path, shared=True).get(KEY)
    assert before == b"value"
    remove_stored(tmp_path / "edition", tmp_path)
    assert Folder(tmp_path, shared=True).get(KEY) is None
    assert {path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {"mine"}
