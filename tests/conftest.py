"""Golden files, `--accept`, and Hypothesis's settings."""

import gc
import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Generator
from itertools import accumulate
from pathlib import Path
from typing import Protocol

import pytest

from kolofon.cli import main
from tests.golden import Golden, GoldenFiles
from tests.machine import ROOT
from tests.marks import IMPORTED, Watch
from tests.press import EPOCH, Init, Press, Said

# Compiling the tests with their assertions takes longer than all else in collecting them, so it is done once, whatever
# the environment says; where that wants no compiled files, they are out of the way.
if sys.dont_write_bytecode:
    sys.pycache_prefix = str(ROOT / ".cache" / "python")
    sys.dont_write_bytecode = False

# What runs in the background, as `make test &` does, has Ctrl+C ignored, and hands that on to what the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests are on all cores already, and what they count is done in their own process; those of `test_jobs` ask for more.
os.environ.setdefault("KOLOFON_JOBS", "1")

# Every test does all the work that it is about; those of the stamps and of the store set this otherwise.
os.environ["KOLOFON_CACHE"] = ""

CI = os.environ.get("CI") == "true"
GOLDEN = pytest.StashKey[GoldenFiles]()
WATCH = pytest.StashKey[Watch]()
LONGEST_ID = 200
LONGEST_PARAMETER = 40


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew; review them as a diff")


def pytest_configure(config: pytest.Config) -> None:
    # The machine may be busy, so no example has a deadline; in CI the examples are the same each time.
    import hypothesis  # noqa: PLC0415  it is compiled once only after `sys.dont_write_bytecode` is set
    from hypothesis.configuration import set_hypothesis_home_dir  # noqa: PLC0415  as above

    set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
    slow = [hypothesis.HealthCheck.too_slow]
    # Who leaves out what is slow waits for the answer, and tries fewer examples.
    most = 20 if "not slow" in config.option.markexpr else 100
    hypothesis.settings.register_profile(
        "kolofon", deadline=None, derandomize=CI, max_examples=most, suppress_health_check=slow
    )
    hypothesis.settings.load_profile("kolofon")
    accept = bool(config.getoption("--accept"))
    if accept and CI:
        message = "CI compares golden files and never writes them: run pytest --accept at home, and review the diff"
        raise pytest.UsageError(message)
    config.stash[GOLDEN] = GoldenFiles(accept=accept)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Nothing that is collected is garbage, nor is it looked through for any later: it stays to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        session.config.stash[IMPORTED] = frozenset(name.partition(".")[0] for name in sys.modules)
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_make_parametrize_id(val: object) -> str | None:
    """A parameter that is a long text or a whole file is named by how it begins, in letters as pytest escapes them."""
    if not isinstance(val, str | bytes):
        return None
    begun = val[: LONGEST_PARAMETER + 1]
    letters = begun if isinstance(begun, str) else begun.decode("latin-1")
    if len(letters.encode("unicode_escape")) <= LONGEST_PARAMETER:
        return None
    widths = accumulate(len(letter.encode("unicode_escape")) for letter in letters)
    return letters[: sum(width <= LONGEST_PARAMETER for width in widths)]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden(path, text)` compares a text with a golden file; `--accept` writes that file."""
    files = request.config.stash[GOLDEN]

    def compare(path: Path, text: str) -> None:
        assert text == files.expected(path, text)

    return compare


class Worker(Protocol):
    """A worker of pytest-xdist, as its controller knows it."""

    config: pytest.Config


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker) -> None:
    """Learn what a worker of pytest-xdist compared, when it ends; one that died has reported nothing."""
    node.config.stash[GOLDEN].also(getattr(node, "workeroutput", {}).get("golden", "[]"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A golden file that no test compares any more is a mistake, which only a run of all tests can find."""
    config = session.config
    files = config.stash[GOLDEN]
    if hasattr(config, "workeroutput"):
        config.workeroutput["golden"] = files.told()
        return
    chosen = ("collectonly", "deselect", "ignore", "ignore_glob", "keyword", "lf", "markexpr")
    whole = config.args == config.getini("testpaths") and not any(config.getoption(name, None) for name in chosen)
    if exitstatus == pytest.ExitCode.OK and whole and (orphans := files.orphans()):
        reporter = config.pluginmanager.getplugin("terminalreporter")
        reporter.write_line(f"\nno test compares {', '.join(orphans)}; remove it", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """If several processes share the tests, each file is run by one of them, because its tests share what they make.

    A slow test that needs no pages of its file's others is by itself.  What takes long comes first, so that no process
    waits for the last of another: slow tests, then those that set pages, then large files before small ones.
    """
    if long := [item.nodeid for item in items if len(item.nodeid) > LONGEST_ID]:
        message = f"give its parameters shorter ids, for all processes tell each other that of every test: {long[0]}"
        raise pytest.UsageError(message)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    sizes = Counter(item.path for item in items)
    marks = {item: {mark.name for mark in item.iter_markers()} for item in items}
    for item, its in marks.items():
        if "slow" not in its or its & {"browser", "pdf"}:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    taking: dict[Path, set[str]] = defaultdict(set)
    for item, its in marks.items():
        taking[item.path] |= its
    items.sort(
        key=lambda item: (
            "slow" not in marks[item],
            not taking[item.path] & {"slow", "browser", "pdf"},
            -sizes[item.path],
            str(item.path),
        )
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[WATCH] = Watch()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """A test that uses what its marks do not say is an error: a quick run would not be quick."""
    lacking = item.stash[WATCH].without_mark(mark.name for mark in item.iter_markers())
    assert lacking == {}, f"it lacks these marks, for it uses what is named: {lacking}"


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """A copy of this project's edition, and the command line to run on it."""
    return Press.set_up(tmp_path / "edition", capsys, monkeypatch)


@pytest.fixture
def init(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Init:
    """`kolofon init` in an empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        code = main(["init", *arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run
