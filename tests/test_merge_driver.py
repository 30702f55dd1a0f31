"""git merges catalogues by message: two clones of one edition, and what happens when they meet."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kolofon.catalogue.merge.clash import clashing_translations
from kolofon.catalogue.po import read_po
from kolofon.catalogue.progress import progress
from kolofon.cli import main
from kolofon.model.message import Catalogue, CatalogueEntry
from tests.machine import ROOT, needs, run
from tests.press import Press

TXT = "source/liberation-of-tirana.txt"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
POT = "locale/liberation-of-tirana.pot"

FIRST = "Luftimet vazhduan shumë të ashpra gjatë gjithë ditës."
ENGLISH = "The fighting continued very harsh throughout the day."
SECOND = "Përshkrimi"


@dataclass(frozen=True, slots=True)
class Clone:
    """A clone of the repository that holds the edition in a folder of its own."""

    repository: Path

    @property
    def root(self) -> Path:
        return self.repository / "the edition"

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_bytes().decode()

    def catalogue(self) -> Catalogue:
        found, findings = read_po(self.path(PO).read_bytes(), PO)
        assert findings == ()
        return found

    def entry(self, msgid: str) -> CatalogueEntry:
        return next(entry for entry in self.catalogue().entries if entry.msgid == msgid)

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_bytes(text.replace(old, new).encode())

    def sign(self, name: str, date: str) -> None:
        """What an editor does to the header at every save."""
        lines = self.read(PO).splitlines(keepends=True)
        fields = {"PO-Revision-Date": date, "Last-Translator": f"{name} <{name.lower()}@example.org>"}
        for number, line in enumerate(lines):
            field = line.removeprefix('"').partition(":")[0]
            if field in fields:
                lines[number] = f'"{field}: {fields.pop(field)}\\n"\n'
        assert fields == {}
        self.path(PO).write_bytes("".join(lines).encode())

    def translate(self, old: str, new: str, name: str, date: str) -> None:
        self.replace(PO, f'msgstr "{old}"', f'msgstr "{new}"')
        self.sign(name, date)
        self.commit(f"{name} translates")

    def git(self, *arguments: str, code: int = 0) -> str:
        command = [needs("git"), "-C", str(self.repository), *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == code, f"{arguments}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def commit(self, message: str) -> None:
        self.git("commit", "--quiet", "--all", "--message", message)

    def unmerged(self) -> list[str]:
        return self.git("diff", "--name-only", "--diff-filter=U").splitlines()

    def kolofon(self, *arguments: str) -> None:
        assert main(["--edition", str(self.root), *arguments]) == 0


Clones = tuple[Clone, Clone]


@pytest.fixture
def begin(tmp_path: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Clones]:
    """Makes two clones of the edition, neither of which has the driver yet."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "somebody@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def clones() -> Clones:
        ana, ben = Clone(tmp_path / "ana"), Clone(tmp_path / "ben")
        ana.repository.mkdir()
        press.root.rename(ana.root)
        (ana.root / ".gitattributes").write_bytes(b"*.po merge=kolofon-po\n*.pot merge=kolofon-po\n")
        ana.git("init", "--quiet", "--initial-branch=main")
        ana.git("add", ".")
        ana.commit("Begin")
        ana.git("clone", "--quiet", ".", str(ben.repository))
        ana.git("remote", "add", "origin", str(ben.repository))
        for clone in (ana, ben):
            clone.git("config", "pull.rebase", "false")
        ana.git("fetch", "--quiet", "origin")
        ana.git("branch", "--quiet", "--set-upstream-to=origin/main")
        return ana, ben

    return clones


@pytest.fixture
def clones(begin: Callable[[], Clones]) -> Clones:
    """Two clones in which `kolofon hooks` was run."""
    ana, ben = begin()
    for clone in (ana, ben):
        clone.kolofon("hooks")
    assert not ana.git("status", "--short")
    return ana, ben


def whole(clone: Clone) -> None:
    """The catalogue is one that gettext takes, and written as it would write it."""
    run("msgfmt", "--check", "--output-file=/dev/null", clone.path(PO))
    assert run("msgcat", "--no-wrap", clone.path(PO)) == clone.read(PO)


def meet_apart(ana: Clone, ben: Clone) -> None:
    """Ana and Ben translate two messages, and both save the header."""
    ana.translate(FIRST, "Luftimet zgjatën.", "Ana", "2026-12-01 09:00+0100")
    ben.translate(SECOND, "Rrëfimi", "Ben", "2026-12-01 08:30+0000")


def meet(ana: Clone, ben: Clone) -> None:
    """Ana and Ben translate the same message."""
    ana.translate(FIRST, "Luftimet zgjatën.", "Ana", "2026-12-01 09:00+0100")
    ben.translate(FIRST, "U luftua ashpër.", "Ben", "2026-12-01 08:30+0000")


# --- without the driver -----------------------------------------------------------------------------------------------


def test_a_clone_without_the_driver_merges_by_line_as_git_always_did(begin: Callable[[], Clones]) -> None:
    ana, ben = begin()
    meet_apart(ana, ben)
    ana.git("pull", "--quiet", code=1)
    assert "<<<<<<< " in ana.read(PO)  # for the dates


# --- no conflict where there is none ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["--no-rebase", pytest.param("--rebase", marks=pytest.mark.slow)])
def test_two_who_translated_different_messages_do_not_conflict(clones: Clones, how: str) -> None:
    ana, ben = clones
    meet_apart(ana, ben)
    ana.git("pull", "--quiet", how)
    assert not ana.git("status", "--short")
    assert (ana.entry(ENGLISH).msgstr, ana.entry("Description").msgstr) == ("Luftimet zgjatën.", "Rrëfimi")
    assert ana.catalogue().field("PO-Revision-Date") == "2026-12-01 08:30+0000"
    assert ana.catalogue().field("Last-Translator") == "Ben <ben@example.org>"
    whole(ana)
    ben.git(
        "pull", "--quiet", str(ana.repository), "main", *(["--no-rebase"] if how == "--no-rebase" else ["--rebase"])
    )
    assert ben.read(PO) == ana.read(PO)


def test_an_update_here_and_a_translation_there_do_not_conflict(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = clones
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400000")
    ana.replace(TXT, "The fighting continued very harsh", "The fighting continued very fierce")
    ana.kolofon("update")
    ana.commit("Another word")
    ben.translate(FIRST, "U luftua ashpër.", "Ben", "2026-12-01 08:30+0000")
    for here, there in ((ana, ben), (ben, ana)):
        here.git("pull", "--quiet", str(there.repository), "main")
        found = here.entry(ENGLISH.replace("harsh", "fierce"))
        assert (found.msgstr, found.fuzzy) == ("U luftua ashpër.", True)
        assert (here.entry(ENGLISH).msgstr, here.entry(ENGLISH).obsolete) == ("U luftua ashpër.", True)
        assert progress(here.catalogue()).fuzzy == 1
        whole(here)
        before = here.read(PO)
        here.kolofon("update")
        assert here.read(PO) == before


@pytest.mark.slow
def test_two_updates_of_two_edits_do_not_conflict(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = clones
    edits = ((ana, "very harsh", "very fierce"), (ben, "were hit on the", "were struck on the"))
    for minutes, (clone, old, new) in enumerate(edits):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795400000 + 60 * minutes))
        text = clone.read(TXT)
        clone.path(TXT).write_bytes(text.replace(old, new, 1).encode())
        clone.kolofon("update")
        clone.commit(f"{old} is {new}")
    ana.git("pull", "--quiet")
    assert not ana.git("status", "--short")
    merged = ana.read(PO), ana.read(POT)
    ana.kolofon("update")
    assert (ana.read(PO), ana.read(POT)) == merged
    whole(ana)


def test_a_language_that_both_began_is_one(clones: Clones) -> None:
    de = "locale/de/LC_MESSAGES/liberation-of-tirana.po"
    for clone, msgid, msgstr in ((clones[0], "Description", "Beschreibung"), (clones[1], "Literature", "Literatur")):
        clone.kolofon("update", "de")
        clone.replace(de, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
        clone.git("add", ".")
        clone.commit(f"German, {msgid}")
    ana = clones[0]
    ana.git("pull", "--quiet")
    assert 'msgstr "Beschreibung"' in ana.read(de)
    assert 'msgstr "Literatur"' in ana.read(de)


# --- a conflict -------------------------------------------------------------------------------------------------------


def test_two_who_translated_the_same_message_are_told_and_nothing_is_lost(clones: Clones) -> None:
    ana, ben = clones
    meet(ana, ben)
    said = ana.git("pull", code=1)
    assert f"CONFLICT (content): Merge conflict in the edition/{PO}" in said
    assert ana.unmerged() == [f"the edition/{PO}"]
    found = ana.entry(ENGLISH)
    assert (found.msgstr, found.fuzzy) == ("Luftimet zgjatën.", True)
    assert clashing_translations(found.comments) == (("U luftua ashpër.",),)
    assert f"the edition/{PO}:{found.line}: error: both sides translated 'The fighting continued very harsh" in said
    assert f"git add 'the edition/{PO}'" in said
    whole(ana)

    # Ana makes one of them, and Ben gets it without a word.
    comments = "".join(f"# {line}\n" for line in found.comments)
    ana.replace(PO, f"{comments}#:", "#:") if f"{comments}#:" in ana.read(PO) else ana.replace(PO, comments, "")
    ana.replace(PO, '#, fuzzy\nmsgid "The fighting continued', 'msgid "The fighting continued')
    ana.replace(PO, "Luftimet zgjatën.", "U luftua ashpër gjithë ditën.")
    ana.commit("Ana and Ben agree")
    ben.git("pull", "--quiet", str(ana.repository), "main")
    assert ben.entry(ENGLISH).msgstr == "U luftua ashpër gjithë ditën."
    assert "merge clash" not in ben.read(PO)


def test_what_cannot_be_read_is_merged_by_line_with_the_reason(clones: Clones) -> None:
    ana, ben = clones
    meet(ana, ben)
    ben.replace(PO, 'msgid "Description"', 'msgid "Description')
    ben.commit("A slip")
    said = ana.git("pull", code=1)
    line = next(n for n, text in enumerate(ben.read(PO).splitlines(), 1) if text == 'msgid "Description')
    assert f"kolofon: the edition/{PO} (theirs):{line}: a string is not closed" in said
    assert ana.unmerged() == [f"the edition/{PO}"]
    assert "<<<<<<< ours\n" in ana.read(PO)
    assert "Luftimet zgjatën." in ana.read(PO)
    assert "U luftua ashpër." in ana.read(PO)


@pytest.mark.parametrize("python", ["/nowhere/python", pytest.param("/bin/false", marks=pytest.mark.slow)])
def test_where_the_press_is_gone_or_fails_git_merges_by_line(clones: Clones, python: str) -> None:
    ana, ben = clones
    meet(ana, ben)
    driver = ana.git("config", "merge.kolofon-po.driver").strip()
    assert driver.startswith(f"{sys.executable} -P -m kolofon merge-po ")
    ana.git("config", "merge.kolofon-po.driver", driver.replace(sys.executable, python))
    ana.git("pull", "--quiet", code=1)
    assert ana.unmerged() == [f"the edition/{PO}"]
    assert "<<<<<<< ours\n" in ana.read(PO)
    assert "U luftua ashpër." in ana.read(PO)


# --- the command ------------------------------------------------------------------------------------------------------


def test_by_hand_it_answers_as_git_wants_it(press: Press, tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base.po", "ours.po", "theirs.po"))
    text = press.read(PO)
    for path, msgstr in ((base, FIRST), (ours, FIRST), (theirs, "U luftua ashpër.")):
        path.write_bytes(text.replace(FIRST, msgstr).encode())
    said = press("merge-po", str(base), str(ours), str(theirs))
    assert (said.code, said.out, said.err) == (0, "", "")
    assert ours.read_bytes() == theirs.read_bytes()

    ours.write_bytes(text.replace(FIRST, "Luftimet zgjatën.").encode())
    said = press("merge-po", str(base), str(ours), str(theirs))
    assert said.code == 1
    assert said.err.startswith(f"{ours}:")
    assert "[po-clash]" in said.err


@pytest.mark.parametrize("broken", ["base.po", "ours.po", "theirs.po"])
def test_what_it_cannot_merge_it_leaves_as_it_is(press: Press, tmp_path: Path, broken: str) -> None:
    paths = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    for path in paths:
        path.write_bytes(b'msgid "\n' if path.name == broken else press.path(PO).read_bytes())
    before = [path.read_bytes() for path in paths]
    said = press("merge-po", *map(str, paths), PO)
    assert said.code == 129
    assert said.err.startswith(f"kolofon: {PO} (")
    assert said.err.count("\n") == 1
    assert [path.read_bytes() for path in paths] == before
    paths[0].unlink()
    assert press("merge-po", *map(str, paths), PO).code == 129


@pytest.mark.parametrize("side", ["ours.po", "theirs.po"])
@pytest.mark.parametrize("content", [b"", b"\n", b"# Albanian.\n", b'msgid "Description"\nmsgstr "x"\n'])
def test_a_side_without_a_header_is_no_merge(press: Press, tmp_path: Path, side: str, content: bytes) -> None:
    paths = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    for path in paths:
        path.write_bytes(content if path.name == side else press.path(PO).read_bytes())
    before = paths[1].read_bytes()
    said = press("merge-po", *map(str, paths), PO)
    assert (said.code, paths[1].read_bytes()) == (129, before)
    assert said.err.startswith(
        f"kolofon: {PO} ({side.removesuffix('.po')}):1: the file is empty, or its header is gone"
    )


@pytest.mark.parametrize("side", ["ours.po", "theirs.po"])
def test_a_side_that_was_cut_off_takes_no_translation_along(press: Press, tmp_path: Path, side: str) -> None:
    paths = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    text = press.read(PO)
    cut = "\n\n".join(text.split("\n\n")[:10]) + "\n"
    for path in paths:
        path.write_bytes((cut if path.name == side else text).encode())
    said = press("merge-po", *map(str, paths), PO)
    assert said.code == 0
    assert f"42 translated messages are nowhere in {side.removesuffix('.po')}; they are kept as obsolete" in said.err
    before, after = (read_po(content, PO)[0].entries for content in (text.encode(), paths[1].read_bytes()))
    assert {(entry.key, entry.msgstrs) for entry in after} == {(entry.key, entry.msgstrs) for entry in before}


def test_a_fault_of_the_press_is_no_merge(press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kolofon.commands.merge_po.merge", fails)
    paths = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    for path in paths:
        path.write_bytes(press.path(PO).read_bytes())
    said = press("merge-po", *map(str, paths), PO)
    assert said.code == 129
    assert said.err.startswith("kolofon: this is a fault of the press: ZeroDivisionError (report it, with the file ")
    assert said.err.count("\n") == 1


# --- hooks ------------------------------------------------------------------------------------------------------------


def test_hooks_keep_what_stands_in_gitattributes_and_run_twice(press: Press, begin: Callable[[], Clones]) -> None:
    ana, _ = begin()
    path = ana.path(".gitattributes")
    path.write_bytes(b"*.png binary\n*.pot merge=kolofon-po")
    ana.kolofon("hooks")
    assert path.read_bytes() == b"*.png binary\n*.pot merge=kolofon-po\n*.po merge=kolofon-po\n"
    configured = (ana.repository / ".git" / "config").read_bytes()
    ana.kolofon("hooks")
    assert path.read_bytes().count(b"kolofon") == 2
    assert (ana.repository / ".git" / "config").read_bytes() == configured
    assert "merge: kolofon-po" in ana.git("check-attr", "merge", f"the edition/{PO}")
    assert press.capsys.readouterr().err == ""


def test_hooks_outside_a_repository_are_one_line(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(press.root.parent))
    said = press("hooks")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "git init" in said.err
    assert not press.path(".gitattributes").exists()


def test_this_projects_own_catalogues_are_merged_by_message() -> None:
    lines = (ROOT / ".gitattributes").read_text().splitlines()
    assert {"*.po merge=kolofon-po", "*.pot merge=kolofon-po"} <= set(lines)
