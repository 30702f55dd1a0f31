"""A stamp depends on the date of the last commit, which is read from git's own files while HEAD is as it was."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kolofon.edition.files import clock, times
from kolofon.edition.stamp import date
from kolofon.edition.stamp.run import INPUTS, begin, find, finish
from kolofon.model import edition
from kolofon.model.error import MachineError
from tests.press import put
from tests.stamps import DIGESTS, INPUT, SAID, TEXT, commit, git, lay_out, on_small_machine, stamped, the_run


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    on_small_machine(monkeypatch)
    return lay_out(tmp_path / "edition")


@pytest.fixture
def repository(root: Path) -> Path:
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    return root


def test_the_folders_are_those_of_the_clock() -> None:
    assert INPUTS == edition.INPUTS


def test_a_commit_of_the_text_makes_it_void_and_another_does_not(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = stamped(repository)
    asked: list[object] = []
    committed = date.committed

    def counted(root: str, folders: Sequence[str]) -> int | None:
        asked.append(root)
        return committed(root, folders)

    monkeypatch.setattr(date, "committed", counted)
    assert find(run)
    assert asked == [], "git is not run"
    put(repository, {"README": ""})
    commit(repository, "README", day=2)
    assert find(run)
    assert len(asked) == 1
    put(repository, {TEXT: "# Letters\n\nMore.\n"})
    commit(repository, day=3)
    put(repository, {TEXT: INPUT[TEXT]})
    assert find(run) is None
    assert clock(repository, INPUTS, {}).day == 3


def packed(root: Path) -> None:
    git(root, "pack-refs", "--all")


def detached(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")


def on_a_branch_of_a_branch(root: Path) -> None:
    git(root, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(root, "symbolic-ref", "HEAD", "refs/heads/alias")


@pytest.mark.parametrize("state", [lambda _: None, packed, detached, on_a_branch_of_a_branch])
def test_the_commit_is_read_from_gits_files(repository: Path, state: Callable[[Path], None]) -> None:
    state(repository)
    assert date.head(str(repository), {}) == f"{git(repository, 'rev-parse', 'HEAD')} "
    assert date.head(str(repository / "source"), {}) == date.head(str(repository), {})


def test_the_commit_of_a_worktree_is_its_own(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "worktree"
    git(repository, "worktree", "add", "--quiet", str(other), "-b", "other")
    put(other, {TEXT: "# Others\n"})
    commit(other, day=4)
    for packing in (False, True):
        if packing:
            packed(repository)
        heads = [date.head(str(folder), {}) for folder in (repository, other)]
        assert heads == [f"{git(folder, 'rev-parse', 'HEAD')} " for folder in (repository, other)]
        assert heads[0] != heads[1]


def test_where_git_keeps_its_references_otherwise_it_is_asked(repository: Path) -> None:
    put(repository, {".git/HEAD": "ref: refs/heads/.invalid\n"})
    assert date.head(str(repository), {}) is None
    assert date.head(str(repository), {"GIT_DIR": "/elsewhere"}) is None
    put(repository, {".git/HEAD": b"\xff"})
    assert date.head(str(repository), {}) is None


def test_a_history_that_was_cut_off_is_another(repository: Path) -> None:
    run = stamped(repository)
    put(repository, {"theme/b.css": ""})
    commit(repository, day=2)
    git(repository, "rm", "--quiet", "theme/b.css")
    commit(repository, day=3)
    assert find(run) is None
    run = stamped(repository)
    put(repository, {".git/shallow": f"{git(repository, 'rev-parse', 'HEAD')}\n"})
    assert date.head(str(repository), {}) != f"{git(repository, 'rev-parse', 'HEAD')} "
    assert find(run), "git still says the same"


def test_without_git_the_newest_file_is_the_date(root: Path) -> None:
    run = stamped(root)
    assert date.head(str(root), {}) == ""
    seen = clock(root, INPUTS, {})
    (root / TEXT).touch()
    assert clock(root, INPUTS, {}) != seen
    assert find(run) is None
    run = stamped(root, dated=False)
    (root / TEXT).touch()
    assert find(run), "what it makes has no date"


def test_a_repository_that_is_begun_later_counts(root: Path) -> None:
    run = stamped(root)
    git(root, "init", "--quiet")
    assert find(run), "git has nothing to say yet"
    commit(root)
    assert find(run) is None


def test_a_git_that_is_gone_counts(repository: Path, tmp_path: Path) -> None:
    run = stamped(repository)
    elsewhere = run._replace(environment={**run.environment, "PATH": str(tmp_path)})
    assert find(elsewhere) is None
    assert not date.same_date(
        str(repository), INPUTS, elsewhere.environment, date.date_now(str(repository), INPUTS, run.environment)
    )


def test_a_commit_while_it_runs_leaves_no_stamp(repository: Path) -> None:
    run = the_run(repository)
    begun = begin(run, dated=True)
    assert begun
    put(repository, {"README": ""})
    commit(repository, "README", day=2)
    assert not finish(run, begun, SAID, 0, DIGESTS)


def test_a_git_that_cannot_be_run_leaves_no_stamp(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("git cannot be run: Permission denied")

    run = stamped(repository)
    monkeypatch.setattr(times, "committed", refuse)
    put(repository, {"README": ""})
    commit(repository, "README", day=2)
    assert find(run) is None
    begun = begin(run, dated=True)
    assert begun
    assert not finish(run, begun, SAID, 0, DIGESTS)
