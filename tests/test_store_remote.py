"""A store at an address: what was put is got or gone, whatever is the matter with it."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kolofon.edition.store.folder import Folder
from kolofon.edition.store.key import digest_of
from kolofon.edition.store.location import store_address, store_folder
from kolofon.edition.store.open import open_store
from kolofon.edition.store.remote import Remote
from kolofon.model.error import MachineError, UsageError
from tests.machine import extra
from tests.press import Press, edition_toml

KEY, OTHER = digest_of("a"), digest_of("b")
SEALED = 32


@pytest.fixture(params=["memory", "file"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address in memory, or of a folder that is not there."""
    memory = extra("fsspec").filesystem("memory")
    yield "memory://shelf/store" if request.param == "memory" else f"file://{tmp_path}/shelf/store"
    memory.store.clear()


def test_what_was_put_is_got_also_by_others(address: str) -> None:
    store = Remote(address)
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    store.put(OTHER, b"")
    assert (store.get(KEY), Remote(address).get(KEY), Remote(f"{address}/").get(OTHER)) == (b"value", b"value", b"")
    store.put(KEY, b"another")
    assert Remote(address).get(KEY) == b"another"


def test_a_damaged_value_is_none_and_made_anew(address: str) -> None:
    store = Remote(address)
    store.put(KEY, b"value")
    files, root = extra("fsspec.core").url_to_fs(address)
    path = f"{root}/{KEY[:2]}/{KEY[2:]}"
    whole = files.cat_file(path)
    assert len(whole) == SEALED + len(b"value")
    for content in [b"", whole[:SEALED], whole[:-1], b"x" + whole, whole + b"x", whole.replace(b"value", b"other")]:
        files.pipe_file(path, content)
        assert store.get(KEY) is None
        store.put(KEY, b"value")
        assert store.get(KEY) == b"value"


def test_the_values_are_those_of_a_shared_folder(tmp_path: Path) -> None:
    extra("fsspec")
    Remote(f"file://{tmp_path}").put(KEY, b"value")
    assert Folder(tmp_path, shared=True).get(KEY) == b"value"
    Folder(tmp_path, shared=True).put(OTHER, b"more")
    assert Remote(f"file://{tmp_path}").get(OTHER) == b"more"


def test_after_a_fault_it_is_no_store_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Broken:
        def cat_file(self, path: str) -> bytes:
            calls.append(path)
            raise RuntimeError("the bucket is gone")

        def pipe_file(self, path: str, value: bytes) -> None:
            calls.append(path)
            raise TimeoutError(value)

    core = extra("fsspec.core")
    monkeypatch.setattr(core, "url_to_fs", lambda *_, **__: (Broken(), "shelf"))
    store = Remote("memory://shelf")
    for _ in range(3):
        assert store.get(KEY) is None
        store.put(KEY, b"value")
    assert len(calls) == 2, "each is tried once"


def test_a_folder_that_is_a_file_is_no_store_and_no_error(tmp_path: Path) -> None:
    extra("fsspec")
    (tmp_path / "file").touch()
    store = Remote(f"file://{tmp_path}/file/store")
    store.put(KEY, b"value")
    assert store.get(KEY) is None


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("s3://bucket/folder", "s3://bucket/folder"),
        ("memory://a", "memory://a"),
        ("", ""),
        ("folder", ""),
        ("/folder", ""),
        ("~/a:/b", ""),
        ("C:/folder", ""),
    ],
)
def test_what_is_an_address(named: str, address: str, tmp_path: Path) -> None:
    environment = {"KOLOFON_CACHE": named}
    assert store_address(environment) == address
    assert (store_folder(tmp_path, environment) is None) == (bool(address) or not named)


def test_an_address_of_no_kind_or_for_which_something_lacks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra("fsspec")
    with pytest.raises(UsageError, match="KOLOFON_CACHE is 'nothing://a'"):
        open_store(tmp_path, {"KOLOFON_CACHE": "nothing://a"})
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MachineError, match="s3fs"):
        open_store(tmp_path, {"KOLOFON_CACHE": "s3://bucket/folder"})
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MachineError, match=r"python -m pip install 'kolofon\[cluster\]'"):
        open_store(tmp_path, {"KOLOFON_CACHE": "memory://a"})


def test_editions_share_it_and_clean_leaves_it(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOLOFON_CACHE", address)
    toml = edition_toml('name = "mill"\nsource = "mill.md"\nformat = "markdown"\n')
    one = Press.of({"edition.toml": toml, "mill.md": "# Mill\n\nWords.\n"}, tmp_path / "one", capsys, monkeypatch)
    made = one("build", "--format", "text")
    shutil.copytree(one.root, tmp_path / "other", ignore=shutil.ignore_patterns("output"))
    other = Press(tmp_path / "other", capsys)
    assert other("build", "--dry-run").out.startswith("mill: its text is in the store\n")
    assert other("build", "--format", "text") == made
    assert not other.path("output/.kolofon/store").exists()
    assert f"left as it is: the store at {address}\n" in other("clean", "--cache").out
    assert one("build", "--dry-run").out.startswith("mill: its text is in the store\n")
