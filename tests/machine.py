"""What tests ask of the machine they run on."""

import shutil
import subprocess
from pathlib import Path

__all__ = ["ROOT", "needs", "run"]

ROOT = Path(__file__).resolve().parent.parent
"""The project."""


def needs(program: str) -> str:
    """The path of a program that a test calls.  Without it the test fails: one that is skipped proves nothing."""
    path = shutil.which(program)
    assert path, f"this machine has no {program}; `make test` installs it (.ci/setup.py names the package)"
    return path


def run(program: str, *arguments: str | Path) -> str:
    """What a program prints on its standard output; the test fails with all that it said if it fails."""
    command = [needs(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{program} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout
