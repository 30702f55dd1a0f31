"""git, asked about a folder."""

import os
import subprocess
from pathlib import Path

from kolofon.model.error import MachineError

__all__ = ["git"]

_QUIET = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""Options that keep git from running a program that the configuration of a repository names."""


def git(root: Path, *arguments: str) -> bytes | None:
    """What git says in a folder; None where there is no git or no repository, or it refuses.

    Nothing is fetched, and no program is run that a repository names.
    """
    try:
        asked = subprocess.run(  # noqa: S603  the arguments are ours
            ["git", "-C", str(root), *_QUIET, *arguments],  # noqa: S607  git is looked for where the user's PATH says
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
            check=False,
        )
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise MachineError(f"git cannot be run: {problem.strerror}") from None
    return asked.stdout if asked.returncode == 0 else None
