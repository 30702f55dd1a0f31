"""What tests need of the machine that they run on: programs, packages and files."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.marks import use

__all__ = ["ROOT", "extra", "in_another_process", "maven_file", "needs", "npm_package", "run"]

ROOT = Path(__file__).resolve().parent.parent
"""The project."""


def needs(program: str) -> str:
    """The path of a program that a test calls.  Without it the test fails: one that is skipped proves nothing."""
    use(program)
    path = shutil.which(program)
    assert path, f"this machine has no {program}; `make test` installs it (.ci/setup.py names the package)"
    return path


def npm_package(name: str) -> Path:
    """The folder of a package that tests take from npm, those that ask for it and no others.

    Where npm cannot be reached they are skipped, but not with CI=true.
    """
    use("npm")
    return _installed(Path(sys.prefix, "npm", "node_modules", name), "tests/npm")


def maven_file(name: str) -> Path:
    """The file from Maven whose name begins with `name`; where it is missing, tests are skipped as by `npm_package`."""
    use("java")
    folder = Path(sys.prefix, "maven")
    return _installed(next(folder.glob(f"{name}-*.jar"), folder / f"{name}.jar"), "tests/maven")


def _installed(path: Path, named: str) -> Path:
    if not path.exists():
        lacking = f"{path.name} is not in {path.parent}; `make test` installs it ({named} names it)"
        assert os.environ.get("CI") != "true", lacking
        pytest.skip(lacking)
    return path


def extra(name: str) -> ModuleType:
    """A module of `kolofon[cluster]`, which no book needs that is made on one machine.

    Where it is not installed the tests that ask for it are skipped, but not with CI=true.
    """
    try:
        return import_module(name)
    except ImportError as problem:
        lacking = f"{problem}; `make test` installs it (the group `test` of pyproject.toml names it)"
        assert os.environ.get("CI") != "true", lacking
        pytest.skip(lacking)


def run(program: str, *arguments: str | Path) -> str:
    """What a program prints on its standard output; the test fails with all that it said if it fails."""
    command = [needs(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{program} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def in_another_process(program: str) -> str:
    """What a Python program prints under another time zone, umask, hash seed, home and locale."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": "/nowhere", "LANG": "C"},
        umask=0o077,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
