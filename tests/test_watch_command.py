"""`kolofon watch`: an edition is made again after each change, as a fresh build would make it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kolofon.cli import main
from kolofon.commands import watch as command
from kolofon.commands.build import Built, Wanted
from kolofon.commands.watch import watch
from kolofon.edition.output import Written
from kolofon.edition.project import Project
from kolofon.model.edition import Format
from kolofon.model.error import EditionError, MachineError, PipelineError, UsageError
from kolofon.write.fonts import text_family
from tests.later import compiling, quire_book
from tests.press import Press, edition_toml, put
from tests.stamps import commit, git
from tests.test_own_faces import changed

PATIENCE = 600
"""Seconds; only against what hangs."""
HEAD = """\
msgid ""
msgstr ""
"Language: sq\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
WORK = 'name = "book"\ntitle = "Book"\nformat = "markdown"\nchapters = ["one.md", "two.md", "three.md"]\n'
FONTS = '\n[fonts]\nLatn = { regular = "house.ttf" }\n'
PO = "locale/sq/LC_MESSAGES/book.po"


def entry(msgid: str, msgstr: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


CATALOGUE = HEAD + "".join(
    entry(english, albanian)
    for english, albanian in {
        "one": "një",
        "two": "dy",
        "three": "tre",
        "The letter one is here.": "Letra një është këtu.",
        "The letter two is here.": "Letra dy është këtu.",
        "The letter three is here.": "Letra tre është këtu.",
    }.items()
)
SOURCES: Mapping[str, str | bytes] = {
    "edition.toml": edition_toml(WORK, 'languages = ["sq"]\n') + FONTS,
    **{f"{name}.md": f"# {name}\n\nThe letter {name} is here.\n" for name in ("one", "two", "three")},
}
FACE = next(face.content for face in text_family().faces() if face.style == "normal")
WANTED = Wanted(("sq",), (Format.PDF,), draft=True)
NOTHING_MADE = Built(Written((), (), {}), ())


def lay_out(root: Path) -> Path:
    """An edition of a book of three chapters, with a font of its own; its folder."""
    put(root / "source", SOURCES)
    put(root, {PO: CATALOGUE, "theme/fonts/house.ttf": changed(FACE), "theme/theme.css": "p { color: black }\n"})
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "edition")


# --- when it is made --------------------------------------------------------------------------------------------------


@dataclass
class Making:
    """Stands for `build`: counts the builds, and does in each what is wanted."""

    root: Path
    builds: int = 0
    during: Callable[[], object] = lambda: None

    def __call__(self, project: Project, *_: object) -> Built:
        self.builds += 1
        assert project.root == self.root
        put(self.root / "output", {"sq/book.pdf": f"{self.builds}"})
        self.during()
        return NOTHING_MADE


@pytest.fixture
def making(root: Path, monkeypatch: pytest.MonkeyPatch) -> Making:
    made = Making(root)
    monkeypatch.setattr(command, "build", made)
    return made


def begun(root: Path) -> Iterator[Built | Exception]:
    return watch(root, WANTED, {}, lambda _: None, pytest.fail)


def test_it_is_made_once_for_each_change_and_not_for_what_it_writes(root: Path, making: Making) -> None:
    builds = begun(root)
    for number in range(1, 4):
        assert next(builds) == NOTHING_MADE
        assert making.builds == number, "what it writes below output/ is no change"
        put(root, {PO: f"{CATALOGUE}# {number}\n", "output/other.txt": "x"})


def test_what_changes_while_it_is_made_is_made_right_after_once(root: Path, making: Making) -> None:
    builds = begun(root)
    making.during = lambda: put(root, {PO: f"{CATALOGUE}# {making.builds}\n", "source/one.md": f"# {making.builds}\n"})
    next(builds)
    making.during = lambda: None
    next(builds)
    assert making.builds == 2
    put(root, {PO: CATALOGUE})
    next(builds)
    assert making.builds == 3, "what changed in the first was made once"


def test_it_goes_on_after_a_file_that_is_broken(root: Path, making: Making) -> None:
    toml = root / "source/edition.toml"
    whole = toml.read_bytes()
    builds = begun(root)
    next(builds)
    toml.write_bytes(whole + b"[[\n")
    assert isinstance(next(builds), EditionError)
    toml.write_bytes(whole)
    assert next(builds) == NOTHING_MADE
    assert making.builds == 2


def test_it_begins_with_a_file_that_is_broken(root: Path, making: Making) -> None:
    toml = root / "source/edition.toml"
    whole = toml.read_bytes()
    toml.write_bytes(whole + b"[[\n")
    builds = begun(root)
    assert isinstance(next(builds), EditionError)
    toml.write_bytes(whole)
    assert next(builds) == NOTHING_MADE
    assert making.builds == 1


def test_it_goes_on_after_a_fault_of_the_press(root: Path, making: Making) -> None:
    builds = begun(root)
    next(builds)

    def fail() -> None:
        raise KeyError

    making.during = fail
    put(root, {PO: ""})
    assert isinstance(next(builds), KeyError)
    making.during = lambda: None
    put(root, {PO: CATALOGUE})
    assert next(builds) == NOTHING_MADE


@pytest.mark.parametrize("error", [UsageError("there is no language"), MachineError("no font")])
def test_a_mistake_in_the_command_ends_it(root: Path, making: Making, error: PipelineError) -> None:
    def fail() -> None:
        raise error

    making.during = fail
    with pytest.raises(type(error)):
        next(begun(root))


def test_where_there_is_no_edition_it_ends(tmp_path: Path, making: Making) -> None:
    with pytest.raises(EditionError):
        next(begun(tmp_path))
    assert making.builds == 0


def test_without_watchfiles_nothing_is_made_and_the_command_to_type_is_told(
    root: Path, making: Making, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["--edition", str(root), "watch", "sq"]) == MachineError.exit_code
    assert making.builds == 0
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "python -m pip install 'kolofon[serve]'" in said


# --- what it makes ----------------------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_the_second_build_imports_nothing_and_sets_only_the_chapter_that_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KOLOFON_CACHE", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    compile_quire = compiling.compile_quire
    portions: list[str] = []

    def counted(portion: str, *given: object, **named: object) -> object:
        portions.append(portion)
        return compile_quire(portion, *given, **named)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(quire_book, "compile_quire", counted)
    builds = watch(root, WANTED, dict(os.environ), lambda _: None, pytest.fail)
    assert isinstance(next(builds), Built)
    assert sum("Letra" in portion for portion in portions) >= 3
    loaded = set(sys.modules)
    portions.clear()
    put(root, {PO: CATALOGUE.replace("Letra dy është", "Letra dy ishte")})
    assert isinstance(next(builds), Built)
    assert set(sys.modules) - loaded == set()
    assert any("Letra dy ishte" in portion for portion in portions)
    assert not any("Letra një" in portion or "Letra tre" in portion for portion in portions)


class Program:
    """`kolofon watch` in a process of its own."""

    def __init__(self, root: Path, said: Path, *arguments: str) -> None:
        self._said = said
        with said.open("wb") as out:
            line = [sys.executable, "-m", "kolofon", "--edition", str(root), "watch", *arguments]
            self._process = subprocess.Popen(line, stdout=out, stderr=subprocess.STDOUT, env=environment())
        self._builds = 0

    def built(self) -> list[str]:
        """What the next build says."""
        self._builds += 1
        while len(told := self._said.read_text("utf-8").split("(Ctrl+C ends)\n")) <= self._builds:
            assert self._process.poll() is None, "".join(told)
            time.sleep(0.02)
        return [line for line in told[self._builds - 1].splitlines() if not line.startswith("kolofon: watching")]

    def stop(self) -> tuple[int, str]:
        """End it by Ctrl+C; its exit code, and what it says at its end."""
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(PATIENCE)
        return code, self._said.read_text("utf-8").rpartition("(Ctrl+C ends)\n")[2]

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


def environment(**more: str) -> dict[str, str]:
    left_out = {"KOLOFON_CACHE", "SOURCE_DATE_EPOCH"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | more


def made(root: Path) -> dict[str, bytes]:
    found = [path for path in (root / "output").rglob("*") if path.is_file()]
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in found
        if ".kolofon" not in path.relative_to(root).parts
    }


def fresh(root: Path, to: Path, *arguments: str) -> tuple[list[str], dict[str, bytes]]:
    """What a build says and makes, in another folder and with nothing kept."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to, ignore=shutil.ignore_patterns("output"))
    line = [sys.executable, "-m", "kolofon", "--edition", str(to), "build", *arguments]
    done = subprocess.run(
        line, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment(KOLOFON_CACHE="")
    )
    return done.stdout.decode().splitlines(), made(to)


def house_without_a_letter() -> bytes:
    return changed(FACE, drop="ë")


EDITS: Mapping[str, Mapping[str, str | Callable[[], bytes]]] = {
    "a message": {PO: CATALOGUE.replace("Letra dy është", "Letra dy ishte")},
    "a chapter": {"source/three.md": "# three\n\nThe letter three is here. And more.\n"},
    "the look": {"theme/theme.css": "p { color: #333; font-size: 12pt }\n"},
    "another font of the same name": {"theme/fonts/house.ttf": house_without_a_letter},
    "the words of the book itself": {
        "locale/sq/LC_MESSAGES/furniture.po": HEAD + entry("Contents", "Ç'ka brenda"),
    },
    "the edition's title": {
        "source/edition.toml": edition_toml(WORK.replace('"Book"', '"The book"'), 'languages = ["sq"]\n') + FONTS
    },
    "a space, after a commit that brings another date": {
        "source/three.md": "# three\n\nThe letter three is here. And more. \n"
    },
}
COMMITTED = "a space, after a commit that brings another date"


@pytest.mark.slow
@pytest.mark.pdf
def test_each_build_is_what_a_fresh_one_would_be(root: Path, tmp_path: Path) -> None:
    """Whatever is edited, and whatever the process has in mind of earlier builds; the date is git's."""
    git(root, "init", "--quiet", "--initial-branch", "main")
    put(root, {".gitignore": "output/\n"})
    commit(root, "source", "theme", "locale")
    what = ("sq", "--format", "pdf,html", "--draft", "--jobs", "1")
    program = Program(root, tmp_path / "said", *what)
    try:
        seen = [(program.built(), made(root))]
        assert seen[0] == fresh(root, tmp_path / "fresh", *what)
        for name, edit in EDITS.items():
            if name == COMMITTED:
                commit(root, "source", "theme", "locale", day=2)
            put(root, {path: new() if callable(new) else new for path, new in edit.items()})
            seen.append((program.built(), made(root)))
            assert seen[-1] == fresh(root, tmp_path / "fresh", *what), name
            assert seen[-1] != seen[-2], f"{name} shows"
        assert program.stop() == (0, "")
    finally:
        program.kill()


def test_glossary_and_dictionary_are_those_of_today_in_one_process(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build shows none of their warnings, so it is the proofreader that is asked."""
    monkeypatch.delenv("KOLOFON_CACHE", raising=False)

    def said() -> str:
        main(["--edition", str(root), "check", "sq", "--format", "github"])
        return capsys.readouterr().out

    assert "glossary" not in said()
    put(root, {"locale/sq/glossary.po": HEAD + entry("letter", "shkronjë")})
    assert "shkronjë" in said()
    put(root, {"locale/sq/glossary.po": HEAD + entry("letter", "letër")})
    assert "glossary" not in said()
    put(root, {"locale/sq/spelling.dic": "3\nLetra\nështë\nkëtu\n", "locale/sq/spelling.aff": "SET UTF-8\n"})
    assert "“dy” is not in the dictionary" in said()
    put(root, {"locale/sq/spelling.dic": "6\nLetra\nështë\nkëtu\nnjë\ndy\ntre\n"})
    assert "is not in the dictionary" not in said()


@pytest.mark.slow
@pytest.mark.pdf
def test_it_says_what_a_build_says_and_ends_quietly(press: Press, tmp_path: Path) -> None:
    program = Program(press.root, tmp_path / "said", "sq", "--format", "text")
    try:
        assert program.built()[0] == "output/sq/liberation-of-tirana.txt"
        put(press.root, {"locale/sq/LC_MESSAGES/liberation-of-tirana.po": "msgid\n"})
        (told,) = program.built()
        assert told.startswith("kolofon: locale/sq/LC_MESSAGES/liberation-of-tirana.po:")
        assert program.stop() == (0, "")
    finally:
        program.kill()
