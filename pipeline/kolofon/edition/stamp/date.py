"""The date of a build, as `kolofon.edition.files.clock` returns it, and what it depends on.

Commits do not change, so the date of the last commit that touched some folders is the same while HEAD names the same
commit.  Which one that is can be read from git's own files (gitrepository-layout(5)) without running git.
"""

import os
from collections.abc import Mapping, Sequence

__all__ = ["Date", "committed", "date_before", "date_now", "head", "same_date"]

Date = list[str | int | None]
"""The commit that HEAD names (None if only git can find it), the path of git, and the date of the last commit.

That date is in seconds since 1970; None if the date of the build is that of the newest file.
"""

_DEEPEST = 5
"""How many symbolic references may follow each other; git follows as many."""


def date_before(root: str, folders: Sequence[str], environment: Mapping[str, str]) -> Date:
    """The beginning of what `date_now` returns, as much as is needed to find out later whether it is the same."""
    commit, git = head(root, environment), _git(environment)
    return [commit, git] if commit is not None else [commit, git, committed(root, folders)]


def date_now(root: str, folders: Sequence[str], environment: Mapping[str, str]) -> Date:
    """The date of a build of what is in some folders of an edition, and what it depends on."""
    return [head(root, environment), _git(environment), committed(root, folders)]


def same_date(root: str, folders: Sequence[str], environment: Mapping[str, str], was: Date) -> bool:
    """Whether the date is the same as `was`, if no file has changed."""
    commit, git, seconds = was
    if git != _git(environment):
        return False
    now = head(root, environment)
    return (now is not None and now == commit) or committed(root, folders) == seconds


def committed(root: str, folders: Sequence[str]) -> int | None:
    """The date of the last commit that changed something in the folders, from git; None outside of a repository.

    OSError if git is there and cannot be run.
    """
    from pathlib import Path  # noqa: PLC0415  not needed where nothing has changed

    from kolofon.edition.files import times  # noqa: PLC0415  as above
    from kolofon.model.error import MachineError  # noqa: PLC0415  as above

    try:
        date = times.committed(Path(root), folders)
    except MachineError as problem:
        raise OSError(problem.message) from None
    return None if date is None else int(date.timestamp())


def _git(environment: Mapping[str, str]) -> str:
    """The path of the program, empty where there is none."""
    paths = (os.path.join(folder, "git") for folder in environment.get("PATH", "").split(os.pathsep))
    return next((path for path in paths if os.access(path, os.X_OK)), "")


def head(root: str, environment: Mapping[str, str]) -> str | None:
    """The commit that HEAD names in the repository of a folder; empty outside of a repository.

    None if only git can find it: the environment names a repository, or this one stores its references in another way.
    """
    if "GIT_DIR" in environment or "GIT_COMMON_DIR" in environment:
        return None
    folder = os.path.realpath(root)
    while True:
        try:
            found = _repository(os.path.join(folder, ".git"))
            if found:
                return _commit(*found)
        except (OSError, ValueError):
            return None
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)


def _repository(path: str) -> tuple[str, str] | None:
    """The folder of a repository and the one that it shares with its other worktrees; None where there is none."""
    if os.path.isfile(path):
        named = _text(path).partition("gitdir:")[2].strip()
        path = os.path.join(os.path.dirname(path), named)
    elif not os.path.lexists(path):
        return None
    shared = os.path.join(path, "commondir")
    return path, os.path.join(path, _text(shared).strip()) if os.path.exists(shared) else path


def _commit(repository: str, shared: str) -> str | None:
    """The commit of HEAD, and where the history of a shallow clone is cut off; None if it cannot be found."""
    name = "HEAD"
    for _ in range(_DEEPEST):
        path = os.path.join(repository, name)
        if not os.path.exists(path):
            path = os.path.join(shared, name)
        value = _text(path).strip() if os.path.exists(path) else _packed(shared, name)
        if not value.startswith("ref: "):
            cut = os.path.join(shared, "shallow")
            return f"{value} {_text(cut) if os.path.exists(cut) else ''}" if value else None
        name = value.removeprefix("ref: ")
    return None


def _packed(shared: str, name: str) -> str:
    """The commit of a reference that is in the file of packed ones; empty if it is not."""
    path = os.path.join(shared, "packed-refs")
    lines = _text(path).splitlines() if os.path.exists(path) else ()
    return next((line[: -len(name) - 1] for line in lines if line.endswith(f" {name}")), "")


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
