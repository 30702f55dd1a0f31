"""The program, run again where nothing changed: the same bytes and exit code, and nothing imported in vain."""

import contextlib
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import ROOT
from tests.press import EPOCH, edition_toml, put

pytestmark = pytest.mark.slow

TOML = edition_toml('name = "letters"\ntitle = "Letters"\nsource = "letters.md"\nformat = "markdown"\n')
PO = "locale/sq/LC_MESSAGES/letters.po"
SAID_TWICE = 'msgid "The first letter came in 1920."\nmsgstr "Letra e parë erdhi më 1921."\n'

# It writes which modules are there in the end, to a file that no variable names that counts.
PROGRAM = """
import json, os, sys
from kolofon.cli import main
code = 70
try:
    code = main()
except SystemExit as end:
    code = end.code
    raise
finally:
    with open(os.environ["MODULES"], "w") as file:
        json.dump(sorted(sys.modules), file)
sys.exit(code)
"""


class Program:
    """`kolofon` as people run it, in an edition."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.modules: set[str] = set()

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"KOLOFON_CACHE", "COLUMNS"}}
        return {
            **kept,
            "SOURCE_DATE_EPOCH": EPOCH,
            "MODULES": f"{self.root.parent}/modules",
            "PYTHONPATH": str(ROOT),
            **more,
        }

    def __call__(self, *arguments: str, **environment: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM, *arguments],
            cwd=self.root,
            env=self.environment(**environment),
            capture_output=True,
            check=False,
        )
        self.modules = set(json.loads((self.root.parent / "modules").read_text()))
        return done.returncode, done.stdout, done.stderr

    def worked(self) -> bool:
        """Whether the command was done, and not only what it said said again."""
        return "kolofon.cli.program" in self.modules


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("template") / "edition"
    put(root / "source", {"edition.toml": TOML, "letters.md": "# Letters\n\nThe first letter came in 1920.\n"})
    assert Program(root)("update", "sq", KOLOFON_CACHE="")[0] == 0
    path = root / PO
    path.write_text(path.read_text().replace('msgid "The first letter came in 1920."\nmsgstr ""\n', SAID_TWICE))
    return root


@pytest.fixture
def program(template: Path, tmp_path: Path) -> Program:
    return Program(shutil.copytree(template, tmp_path / "edition"))


COMMANDS = {
    "update": ["update"],
    "update --check": ["update", "--check"],
    "check": ["check"],
    "check --format json": ["check", "--format", "json", "sq"],
    "status": ["status"],
    "status --draw": ["status", "--draw", "--json"],
    "build": ["build", "--format", "text,markdown,html"],
    "build --draft": ["build", "sq", "--format", "text", "--draft"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_was_said_is_said_again(program: Program, command: list[str]) -> None:
    first = program(*command)
    assert program.worked()
    for _ in range(2):
        assert program(*command) == first
        assert not program.worked()
        press = {name for name in program.modules if name.startswith("kolofon.")}
        assert press <= {
            *("kolofon.cli", "kolofon.cli.replay", "kolofon.cli.streams", "kolofon.edition"),
            *("kolofon.edition.stamp", "kolofon.edition.store", "kolofon.edition.store.atomic"),
            *(f"kolofon.edition.stamp.{name}" for name in ("date", "facts", "machine", "run")),
        }
        others = {name.partition(".")[0] for name in program.modules} - sys.stdlib_module_names
        assert others <= {"kolofon", "__main__", "_distutils_hack", "sitecustomize"}
        assert program.modules.isdisjoint({"pathlib", "argparse", "dataclasses", "subprocess", "tempfile"})
    path = program.root / PO
    path.write_text(path.read_text().replace("1921", "1920"))
    changed = program(*command)
    assert program.worked()
    assert program(*command, KOLOFON_CACHE="") == changed, "what is kept makes no difference"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_what_is_said_again_is_in_the_encoding_of_the_stream(program: Program, encoding: str) -> None:
    first = program("check", PYTHONIOENCODING=encoding)
    assert program("check", PYTHONIOENCODING=encoding) == first
    assert program.worked() == (encoding == "utf-16"), "a mark of the order of bytes is printed to some streams alone"
    assert program("check", PYTHONIOENCODING=encoding, KOLOFON_CACHE="") == first
    assert "numbers" in first[1].decode(encoding)


def test_an_update_that_wrote_is_not_the_one_that_comes_next(program: Program) -> None:
    put(program.root, {"source/letters.md": "# Letters\n\nThe second letter came in 1930.\n"})
    _, out, _ = program("update")
    assert b"written" in out
    _, out, _ = program("update")
    assert program.worked()
    assert b"as it was" in out
    assert program("update")[1] == out
    assert not program.worked()
    program("update", "--prune", "30")
    program("update", "--prune", "30")
    assert program.worked(), "what is pruned depends on the day"


def test_what_is_said_once_is_said_once(program: Program) -> None:
    command = ("build", "--format", "text", "--draft")
    program(*command)
    put(program.root, {"output/sq/letters.txt": "changed"})
    assert b"output-replaced" in program(*command)[2]
    assert b"output-replaced" not in program(*command)[2]
    put(program.root, {"output/sq/letters.txt": "changed", "source/letters.md": "# Letters\n"})
    assert b"output-replaced" in program(*command)[2]
    assert b"output-replaced" not in program(*command)[2]
    assert program.worked(), "of the run that said it there is no stamp"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"source/edition.toml": "="}, 3),
        ({"source/letters.md": b"\xff"}, 4),
        ({PO: 'msgid "'}, 5),
    ],
)
def test_an_error_in_a_file_is_said_again(program: Program, change: dict[str, str | bytes], code: int) -> None:
    put(program.root, change)
    first = program("check")
    assert first[0] == code
    assert first[2].startswith(b"kolofon: ")
    assert program("check") == first
    assert not program.worked()
    put(program.root, {"source/edition.toml": TOML, "source/letters.md": "# A\n", PO: 'msgid ""\nmsgstr ""\n'})
    assert program("check")[0] == 0
    assert program.worked()


def test_a_mistake_in_the_command_or_of_the_machine_is_found_again(program: Program) -> None:
    for command in (["check", "xx"], ["bild"], ["--help"], ["check", PO], ["--version"]):
        first = program(*command)
        assert program(*command) == first
        assert program.worked()
    put(program.root, {"output/sq/letters.txt/x": ""})
    assert program("build", "sq", "--draft", "--format", "text")[0] == 6
    assert program("build", "sq", "--draft", "--format", "text")[0] == 6
    assert program.worked()


def test_the_edition_may_be_named(program: Program) -> None:
    elsewhere = Program(program.root.parent)
    first = elsewhere("--edition", "edition", "check")
    assert elsewhere("--edition", "edition", "check") == first
    assert not elsewhere.worked()
    assert elsewhere("--edition=edition", "check") == first
    assert elsewhere.worked(), "it is another command line"
    assert elsewhere("--edition=edition", "check") == first
    assert not elsewhere.worked()
    below = Program(program.root / "source")
    (program.root / "modules").touch()
    assert below("check") == below("check")
    assert not below.worked()


def test_a_file_says_where_its_edition_is(program: Program) -> None:
    elsewhere = Program(program.root.parent)
    assert elsewhere("check", str(program.root / PO))[:2] == program("check", PO)[:2]
    assert elsewhere("check")[0] == 3
    other = Program(shutil.copytree(program.root, program.root.parent / "other"))
    put(program.root, {"source/edition.toml": "="})
    assert other("check", str(program.root / PO))[0] == 3
    put(program.root, {"source/edition.toml": TOML})
    assert other("check", str(program.root / PO))[0] == 1, "its own edition did not change"


def test_an_edition_nearer_by_is_another(program: Program) -> None:
    put(program.root, {"books/small/x": ""})
    below = Program(program.root / "books/small")
    below("status")
    put(program.root / "books", {"source/edition.toml": TOML, "source/letters.md": "# Others\n"})
    below("status")
    assert below.worked()


def test_nothing_is_kept_where_the_environment_says_so(program: Program) -> None:
    for _ in range(2):
        program("check", KOLOFON_CACHE="")
        assert program.worked()
    assert not (program.root / "output").exists()


def test_closed_and_full_streams_end_as_they_do_otherwise(program: Program) -> None:
    program("check")

    def ended(stdout: int, stderr: int) -> tuple[int, bytes]:
        done = subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM, "check"],
            cwd=program.root,
            env=program.environment(),
            stdout=stdout,
            stderr=stderr,
            check=False,
        )
        return done.returncode, done.stderr or b""

    with Path("/dev/full").open("wb") as full:
        code, said = ended(full.fileno(), subprocess.PIPE)
        assert code == 6
        assert said.startswith(b"kolofon: what it says cannot be written: ")
        assert ended(subprocess.PIPE, full.fileno()) == (1, b"")
    reader, writer = os.pipe()
    os.close(reader)
    assert ended(writer, subprocess.PIPE) == (141, b"")
    os.close(writer)


def on_a_terminal(program: Program, *arguments: str) -> bytes:
    """What a command prints on a terminal of its own."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM, *arguments],
        cwd=program.root,
        env=program.environment(),
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # which is the end
            while piece := os.read(ours, 1000):
                said += piece
    os.close(ours)
    program.modules = set(json.loads((program.root.parent / "modules").read_text()))
    return said


def test_a_terminal_has_colours_and_a_pipe_has_none(program: Program) -> None:
    plain = program("check")[1]
    assert b"\x1b[" not in plain
    coloured = on_a_terminal(program, "check")
    assert program.worked()
    assert b"\x1b[" in coloured
    assert on_a_terminal(program, "check") == coloured
    assert not program.worked()
    assert program("check")[1] == plain
    assert not program.worked()


def test_two_processes_at_once_leave_one_stamp_that_holds(program: Program) -> None:
    command = [sys.executable, "-P", "-c", PROGRAM, "build", "--format", "text", "--draft"]
    both = [
        subprocess.Popen(
            command,
            cwd=program.root,
            env=program.environment(MODULES=f"{program.root.parent}/{number}"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(2)
    ]
    said = {process.communicate() for process in both}
    assert len(said) == 1
    assert (both[0].returncode, *said.pop()) == program("build", "--format", "text", "--draft")
    assert not program.worked()
    assert len(list((program.root / "output/.kolofon/stamps").iterdir())) == 1


def test_clean_takes_the_stamps_and_with_cache_the_store(program: Program) -> None:
    program("build", "--format", "text", "--draft")
    own = program.root / "output/.kolofon"
    assert {path.name for path in own.iterdir()} == {"stamps", "store", "made.sha256"}
    put(program.root, {"output/.kolofon/store/ab/mine.txt": "", "output/.kolofon/stamps/mine": ""})
    said = program("clean")
    assert (said[0], said[2]) == (0, b"")
    assert b".kolofon/stamps/mine" in said[1]
    assert b".kolofon/store/ab/mine.txt" in said[1]
    assert [path.name for path in (own / "stamps").iterdir()] == ["mine"]
    assert len(list((own / "store").rglob("*"))) > 2
    program("clean", "--cache")
    assert {path.name for path in own.rglob("*") if path.is_file()} - {"made.sha256"} == {"mine", "mine.txt"}
    (own / "stamps/mine").unlink()
    (own / "store/ab/mine.txt").unlink()
    program("clean", "--cache")
    assert not (program.root / "output").exists()
