"""Golden files, `--accept`, and Hypothesis's settings."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from tests.machine import ROOT
from tests.press import Press

GOLDEN = ROOT / "tests" / "golden"

# Compiling the tests with their assertions takes longer than all else in collecting them, so it is done once, whatever
# the environment says; where that wants no compiled files, they are out of the way.
if sys.dont_write_bytecode:
    sys.pycache_prefix = str(ROOT / ".cache" / "python")
    sys.dont_write_bytecode = False

# What runs in the background, as `make test &` does, has Ctrl+C ignored, and hands that on to what the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

CI = os.environ.get("CI") == "true"
ACCEPT = pytest.StashKey[bool]()
COMPARED = pytest.StashKey[set[Path]]()

# The machine may be busy, so no example has a deadline; in CI the examples are the same each time.
set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
hypothesis.settings.register_profile(
    "kolofon", deadline=None, derandomize=CI, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("kolofon")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew; review them as a diff")


def pytest_configure(config: pytest.Config) -> None:
    accept = bool(config.getoption("--accept"))
    if accept and CI:
        message = "CI compares golden files and never writes them: run pytest --accept at home, and review the diff"
        raise pytest.UsageError(message)
    config.stash[ACCEPT] = accept
    config.stash[COMPARED] = set()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)` compares a text with `tests/golden/<name>`; `--accept` writes that file."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        request.config.stash[COMPARED].add(path)
        if request.config.stash[ACCEPT]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"there is no {path.relative_to(ROOT)}; `pytest --accept` writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A golden file that no test compares any more is a mistake.  Only a run of every test can tell."""
    config = session.config
    whole = config.args == config.getini("testpaths") and not (config.option.keyword or config.option.markexpr)
    if exitstatus != pytest.ExitCode.OK or not whole:
        return
    compared = config.stash[COMPARED]
    orphans = {path for path in GOLDEN.rglob("*") if path.is_file() and path not in compared}
    if orphans:
        names = ", ".join(sorted(str(path.relative_to(ROOT)) for path in orphans))
        reporter = config.pluginmanager.getplugin("terminalreporter")
        reporter.write_line(f"\nno test compares {names}; remove it", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """A copy of this project's edition, and the command line to run on it."""
    return Press.set_up(tmp_path / "edition", capsys, monkeypatch)
