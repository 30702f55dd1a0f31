"""`output/`: the press removes and replaces only what it made, follows no link out of the edition, and can tell."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.commands.clean import clean
from kolofon.edition import output
from kolofon.edition.output.manifest import Digests, read_manifest, write_manifest
from kolofon.model.edition import Artefact
from kolofon.model.error import OutputError
from tests.machine import ROOT, needs
from tests.press import Press, edition_toml, put

EDITION = edition_toml('name = "letters"\ntitle = "Letters"\nsource = "letters.md"\nformat = "markdown"\n')
TEXT = "# Letters\n\nThe first letter came in spring.\n\n## Autumn\n\nThe last one did not.\n"
PAGE = "output/en/letters.xhtml"
LIST = "output/.kolofon/made.sha256"
FORMATS = ["html", "site"]


@pytest.fixture
def letters(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.of({"edition.toml": EDITION, "letters.md": TEXT}, tmp_path / "edition", capsys, monkeypatch)


def made(path: str, content: str) -> Artefact:
    return Artefact(PurePosixPath(path), "text/plain", content.encode())


def names(root: Path) -> set[str]:
    """The files below output/, but for the press's own list."""
    found = {path.relative_to(root / "output").as_posix() for path in (root / "output").rglob("*") if path.is_file()}
    return found - {".kolofon/made.sha256"}


# --- what the press did not make --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_what_stands_beside_what_is_made_stays(letters: Press, name: str) -> None:
    folder = "output/site" if name == "site" else "output/en/letters"
    theirs = {f"{folder}/{file}": b"theirs" for file in (".git/HEAD", "CNAME", "notes/a b.txt", ".htaccess")}
    put(letters.root, theirs)
    for _ in range(2):
        assert letters("build", "--format", name).code == 0
        assert theirs.items() <= letters.everything("output").items()
    assert letters("clean").code == 0
    assert theirs.items() <= letters.everything("output").items()
    assert not letters.path(f"{folder}/style.css").exists()


def test_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    output.write(tmp_path, [made("site/a.html", "a"), made("site/b/c.html", "c"), made("en/x.pdf", "x")])
    assert output.write(tmp_path, [made("site/a.html", "A")]).findings == ()
    assert names(tmp_path) == {"site/a.html", "en/x.pdf"}
    assert not (tmp_path / "output/site/b").exists()


def test_what_somebody_changed_and_is_no_longer_made_stays_and_is_told_once(tmp_path: Path) -> None:
    output.write(tmp_path, [made("site/a.html", "a"), made("site/b.html", "b")])
    put(tmp_path, {"output/site/b.html": "theirs"})
    (finding,) = output.write(tmp_path, [made("site/a.html", "a")]).findings
    assert (finding.code, str(finding.place)) == ("output-changed", "output/site/b.html")
    assert finding.hint
    assert (tmp_path / "output/site/b.html").read_text() == "theirs"
    assert output.write(tmp_path, [made("site/a.html", "a")]).findings == ()
    put(tmp_path, {"source/edition.toml": ""})
    assert clean(tmp_path).findings == ()
    assert names(tmp_path) == {"site/b.html"}


def test_what_is_replaced_although_somebody_changed_it_is_kept(letters: Press) -> None:
    letters("build", "--format", "html")
    page = letters.read(PAGE)
    for number, words in enumerate(("first", "second", "second")):
        letters.path(PAGE).write_text(words)
        said = letters("build", "--format", "html")
        assert (said.code, letters.read(PAGE)) == (0, page)
        aside = ".1" if number else ""
        assert f"{PAGE}: warning: this was not as the press had made it" in said.err
        assert f"what was there is kept as output/.kolofon/kept/en/letters.xhtml{aside}\n" in said.err
    kept = letters.everything("output/.kolofon/kept")
    assert sorted(kept.values()) == [b"first", b"second"]
    letters("clean")
    assert letters.everything("output") == {**kept, LIST: b""}


def test_it_is_kept_where_the_file_system_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    output.write(tmp_path, [made("en/a.txt", "a")])
    put(tmp_path, {"output/en/a.txt": "theirs"})
    output.write(tmp_path, [made("en/a.txt", "A")])
    assert (tmp_path / "output/.kolofon/kept/en/a.txt").read_text() == "theirs"
    assert (tmp_path / "output/en/a.txt").read_text() == "A"


def test_of_an_output_without_a_list_nothing_is_removed_and_nothing_lost(letters: Press) -> None:
    letters("build", "--format", "html")
    letters.path(LIST).unlink()
    put(letters.root, {PAGE: "an older press", "output/en/letters/old.xhtml": "as well", "output/sq/x.pdf": "too"})
    said = letters("build", "--format", "html")
    assert said.code == 0
    assert said.err.count("\n") == 2
    assert said.err.startswith("output: note: the press cannot tell which of the older files here it made")
    assert letters.read("output/.kolofon/kept/en/letters.xhtml") == "an older press"
    assert letters.read("output/en/letters/old.xhtml") == "as well"
    assert letters("build", "--format", "html").err == "", "what is made again is known by now"
    letters("clean")
    assert names(letters.root) == {".kolofon/kept/en/letters.xhtml", "en/letters/old.xhtml", "sq/x.pdf"}


def test_the_same_files_made_again_without_a_list_are_known(letters: Press) -> None:
    letters("build", "--format", "html")
    letters.path(LIST).unlink()
    assert letters("build", "--format", "html").err == ""
    letters("clean")
    assert not letters.path("output").exists()


# --- clean ------------------------------------------------------------------------------------------------------------


def test_clean_removes_all_that_was_made_and_no_more(letters: Press) -> None:
    for arguments in (["build", "--format", "html"], ["build", "--format", "site"], ["status", "--draw"]):
        assert letters(*arguments).code == 0
    count = len(letters.path(LIST).read_text().splitlines())
    assert len(names(letters.root)) == count > 20
    said = letters("clean")
    assert (said.code, said.out, said.err) == (0, f"removed from output/: {count} files\n", "")
    assert not letters.path("output").exists()
    assert letters("clean").out == "removed from output/: 0 files\n"


def test_clean_leaves_what_was_changed_and_says_so(letters: Press) -> None:
    letters("build", "--format", "html")
    put(letters.root, {PAGE: "changed", "output/en/mine": "", "output/a": "", "output/b": ""})
    said = letters("clean")
    assert said.code == 0
    assert f"{PAGE}: warning: this was changed after the press had made it, so it stays [output-changed]" in said.err
    assert said.out.endswith("left as they are: output/a, output/b, output/en/letters.xhtml, …\n")
    assert names(letters.root) == {"en/letters.xhtml", "en/mine", "a", "b"}
    assert letters("build", "--format", "html").err.count("output-") == 1, "the rest is known to be somebody's own"


def test_clean_of_an_output_that_nobody_listed_removes_nothing(letters: Press) -> None:
    put(letters.root, {"output/en/letters.pdf": "older"})
    said = letters("clean")
    assert (said.code, said.out) == (0, "removed from output/: 0 files\nleft as they are: output/en/letters.pdf\n")
    assert "[output-unlisted]" in said.err
    assert names(letters.root) == {"en/letters.pdf"}


def test_clean_needs_an_edition_and_not_that_it_can_be_read(letters: Press, tmp_path: Path) -> None:
    letters("build", "--format", "html")
    letters.path("source/edition.toml").write_text("broken =")
    assert letters("clean").code == 0
    assert not letters.path("output").exists()
    put(tmp_path, {"elsewhere/output/x": "x"})
    said = Press(tmp_path / "elsewhere", letters.capsys)("clean")
    assert (said.code, said.err.count("\n")) == (3, 1)
    assert (tmp_path / "elsewhere/output/x").exists()


def test_make_clean_needs_no_venv(letters: Press) -> None:
    letters("build", "--format", "html")
    put(letters.root, {"output/en/mine": "", ".cache/pytest/x": ""})
    shutil.copytree(ROOT / "pipeline", letters.root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", letters.root)
    environment = {"PATH": os.environ["PATH"]}

    def clean() -> subprocess.CompletedProcess[str]:
        command = [needs("make"), "clean"]
        return subprocess.run(
            command, cwd=letters.root, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    bin_folder = letters.root / "bin"
    bin_folder.mkdir()
    environment["PATH"] = f"{bin_folder}:{environment['PATH']}"
    (bin_folder / "python3").write_text("#!/bin/sh\nexit 1\n")
    (bin_folder / "python3").chmod(0o755)
    done = clean()
    assert (done.returncode, "make setup && make clean" in done.stderr) == (2, True)
    assert letters.path(PAGE).exists()
    (bin_folder / "python3").write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    done = clean()
    assert (done.returncode, done.stderr) == (0, ""), "it imports more than the standard library"
    assert names(letters.root) == {"en/mine"}
    assert not letters.path(".cache").exists()
    shutil.rmtree(letters.path("output"))
    assert clean().returncode == 0


# --- symbolic links ---------------------------------------------------------------------------------------------------


def linked(root: Path, name: str, target: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("output", "../elsewhere"),
        ("output", "../not-there-yet"),
        ("output", "."),
        ("output", "source"),
        ("output", ".git"),
        ("output/en", "../../elsewhere"),
        ("output/en", ".."),
        ("output/site", "../../elsewhere"),
        ("output/site", "../source"),
        ("output/site/fonts", "../../../elsewhere"),
        ("output/en/letters.xhtml", "../../../elsewhere/file"),
        ("output/en/letters.xhtml", "../../source/letters.md"),
        ("output/en/letters.xhtml", "../../../elsewhere/new"),
        ("output/en/letters", "../../../elsewhere"),
        ("output/.kolofon", "../../elsewhere"),
        ("output/.kolofon/made.sha256", "../../../elsewhere/file"),
    ],
)
def test_nothing_is_written_or_removed_behind_a_link_that_leaves(letters: Press, name: str, target: str) -> None:
    put(letters.root, {"../elsewhere/file": "theirs", ".git/HEAD": "ref", "locale/x": ""})
    linked(letters.root, name, target)
    before = {path: path.read_bytes() for path in letters.root.parent.rglob("*") if path.is_file()}
    for command in (["build", "--format", "html,site"], ["clean"]):
        said = letters(*command)
        if command == ["clean"] and said.code == 0:
            continue  # it does not go there
        assert (said.code, said.out) == (6, "")
        assert said.err.startswith(f"kolofon: {name}: this is a symbolic link to "), said.err
        assert said.err.count("\n") == 1
        assert "(remove the link; " in said.err
    after = {path: path.read_bytes() for path in letters.root.parent.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("output", "nowhere"),
        ("output", "output"),
        ("output/en", "nowhere/below"),
        ("output/site", "site"),
        ("output/site/fonts", "nowhere"),
        ("output/en/letters.xhtml", "nowhere/below.xhtml"),
        ("output/.kolofon/made.sha256", "nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_and_nothing_is_written(letters: Press, name: str, target: str) -> None:
    linked(letters.root, name, target)
    before = letters.everything(".")
    said = letters("build", "--format", "html,site")
    assert (said.code, said.out) == (6, "")
    assert said.err.startswith(f"kolofon: {name}: this is a symbolic link that leads nowhere, and nothing is written")
    assert letters.everything(".") == before
    assert letters("clean").code in {0, 6}
    assert letters.path(name).is_symlink()


@pytest.mark.parametrize("name", ["output", "output/en", "output/site", "output/en/letters", "output/.kolofon"])
def test_a_file_where_a_folder_must_be_is_told_and_nothing_is_written(letters: Press, name: str) -> None:
    put(letters.root, {name: "theirs"})
    before = letters.everything(".")
    for command in (["build", "--format", "html,site"], ["clean"]):
        said = letters(*command)
        assert said.code == 6 or command == ["clean"]
        assert said.code == 0 or said.err.startswith(f"kolofon: {name}: this is a file, and must be a folder (move it")
    assert letters.everything(".") == before


@pytest.mark.parametrize("name", ["output/en/letters.xhtml", "output/site/index.html", "output/.kolofon/made.sha256"])
def test_a_folder_where_a_file_must_be_is_told_and_nothing_is_written(letters: Press, name: str) -> None:
    put(letters.root, {f"{name}/note": "theirs"})
    before = letters.everything(".")
    said = letters("build", "--format", "html,site")
    assert (said.code, said.out) == (6, "")
    assert said.err.startswith(f"kolofon: {name}: this is a folder, and must be a file (move it")
    assert letters.everything(".") == before


def test_a_link_is_refused_before_anything_is_set(letters: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    linked(letters.root, "output", "..")
    monkeypatch.setattr("kolofon.write.book.render", lambda *_: pytest.fail("it was set"))
    assert letters("build", "--format", "html").code == 6


def test_a_link_may_lead_elsewhere_in_the_edition(letters: Press) -> None:
    put(letters.root, {"public/CNAME": "theirs"})
    linked(letters.root, "output/site", "../public")
    assert letters("build", "--format", "site").code == 0
    assert letters.path("public/index.html").exists()
    assert letters.path("output/site").is_symlink()
    before = letters.everything("public")
    said = letters("clean")
    assert said.code == 0
    count = len(before) - 1
    assert f"output/site: warning: the press follows no link, so {count} files stay that it made" in said.err
    assert letters.everything("public") == before


def test_output_itself_may_be_elsewhere_in_the_edition(letters: Press) -> None:
    put(letters.root, {"public/CNAME": "theirs"})
    linked(letters.root, "output", "public")
    assert letters("build", "--format", "site").code == 0
    assert letters("clean").err == ""
    assert names(letters.root) == {"CNAME"}


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_is_what_sha256sum_checks(letters: Press) -> None:
    letters("build", "--format", "html,site")
    command = ["sha256sum", "--check", "--strict", "--quiet", ".kolofon/made.sha256"]
    subprocess.run(command, cwd=letters.path("output"), check=True)
    assert "en/letters.xhtml" in letters.read(LIST)


PATHS = st.lists(st.text("ab \\\n\r.\udcff#é", min_size=1), min_size=1, max_size=3).map(
    lambda steps: PurePosixPath(*steps)
)
DIGESTS = st.frozensets(
    st.binary(max_size=1).map(lambda seed: hashlib.sha256(seed).hexdigest()), min_size=1, max_size=2
)


@given(st.dictionaries(PATHS, DIGESTS, max_size=4))
def test_a_list_is_read_as_it_was_written(digests: Digests) -> None:
    plain = {
        path: found
        for path, found in digests.items()
        if path.parts and not path.parts[0].startswith(".") and ".." not in path.parts
    }
    assert read_manifest(write_manifest(plain)) == plain
    assert read_manifest(write_manifest(digests)) == plain, "what is not below output/ is passed over"


def harmful() -> Iterator[str]:
    digest = hashlib.sha256(b"theirs").hexdigest()
    for name in ("../theirs", "/theirs", "en/../../theirs", "../../theirs", ".kolofon/theirs", "", ".", "a\0b"):
        yield f"{digest}  {name}\n"
    yield f"{digest[:-1]}  theirs\n"
    yield f"\\{digest}  ..\\n\n"


def test_a_list_that_somebody_wrote_to_do_harm_removes_nothing(letters: Press) -> None:
    put(letters.root, {"theirs": "theirs", "../theirs": "theirs", "output/.kolofon/theirs": "theirs"})
    put(letters.root, {LIST: "".join(harmful()).encode() + b"\xff\xfe\n"})
    before = {path: path.read_bytes() for path in letters.root.parent.rglob("theirs")}
    assert letters("clean").code == 0
    assert len(before) == 3
    assert {path: path.read_bytes() for path in letters.root.parent.rglob("theirs")} == before


def test_a_list_that_cannot_be_read_is_told(letters: Press) -> None:
    letters("build", "--format", "html")
    letters.path(LIST).unlink()
    letters.path(LIST).mkdir()
    for command in (["build", "--format", "html"], ["clean"]):
        said = letters(*command)
        assert (said.code, said.err.startswith(f"kolofon: {LIST}: this is a folder, and must be a file (")) == (6, True)
    assert letters.path(PAGE).exists()


def test_a_file_that_cannot_be_kept_is_not_replaced(tmp_path: Path) -> None:
    output.write(tmp_path, [made("en/a.txt", "a")])
    put(tmp_path, {"output/en/a.txt": "theirs", "output/.kolofon/kept": "in the way"})
    with pytest.raises(OutputError, match=r"output/.kolofon/kept: this is a file, and must be a folder"):
        output.write(tmp_path, [made("en/a.txt", "A")])
    assert (tmp_path / "output/en/a.txt").read_text() == "theirs"


def test_nothing_made_leaves_no_trace(tmp_path: Path) -> None:
    assert output.write(tmp_path, []).paths == ()
    assert list(tmp_path.iterdir()) == []
