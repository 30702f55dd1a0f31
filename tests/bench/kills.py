"""`kolofon` killed at random moments: what it leaves, and what the next run makes of that.

    python -m tests.bench.kills [COMMAND…] [NUMBER]

COMMAND is any of update, adopt, import-po, merge-po and build (all, if none is named); the NUMBER of kills (200, if not
said) is shared out among them.  After each SIGKILL, at a moment between the start of the command and its end, every
file must be whole, every translation that was there must be in some catalogue, and the same command, run again, must
end well and leave what it would have left at once, with nothing beside it.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.error import PipelineError
from tests.foreign import MDBOOK, START, USE, WORKS
from tests.machine import ROOT
from tests.press import EPOCH, edition_toml, first_work, put
from tests.versions import TEXT, begun, brought, say

State = Mapping[str, bytes]
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
EDITED = ("The fighting continued very harsh", "The fighting continued very fierce")


def kolofon(root: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kolofon", "--edition", str(root), *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def edition(root: Path) -> None:
    """A copy of this project's own edition."""
    put(root, first_work())


def updating(root: Path) -> Sequence[str]:
    """A sentence is edited, a language begun, and the layout of the catalogues changed."""
    edition(root)
    for name, (old, new) in {
        "liberation-of-tirana.txt": EDITED,
        "edition.toml": ('catalogue = "work"', 'catalogue = "chapter"'),
    }.items():
        path = root / "source" / name
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    return "update", "sq", "de"


def building(root: Path) -> Sequence[str]:
    """Two languages in several formats, each in a process of its own."""
    edition(root)
    return "build", "--draft", "--jobs", "3", "--format", "html,epub,site,pdf,text,press"


def manual(root: Path) -> None:
    put(root, {"source/edition.toml": edition_toml(WORKS), "source/start.md": START, "source/use.md": USE})


def adopting(root: Path) -> Sequence[str]:
    manual(root)
    put(root, {"german/start.md": START.replace("Does it work?", "Läuft es?"), "german/use.md": USE})
    return "adopt", "de", str(root / "german")


def importing(root: Path) -> Sequence[str]:
    manual(root)
    put(root, {"mdbook.po": MDBOOK})
    return "import-po", "sq", str(root / "mdbook.po")


def merging(root: Path) -> Sequence[str]:
    base = begun(TEXT)
    sides = (base, say(base, 0, "Tirana u çlirua."), brought(say(base, 1, "Beteja zgjati."), TEXT[1:]))
    paths = [root / "locale" / f"{name}.po" for name in ("base", "ours", "theirs")]
    put(root, {path.relative_to(root).as_posix(): write_po(side) for path, side in zip(paths, sides, strict=True)})
    return "merge-po", *map(str, paths)


JOBS: Mapping[str, Callable[[Path], Sequence[str]]] = {
    "update": updating,
    "adopt": adopting,
    "import-po": importing,
    "merge-po": merging,
    "build": building,
}


def state(root: Path) -> dict[str, bytes]:
    """What a command writes, by its path: catalogues and finished files, and not what is aside."""
    paths = (path for folder in ("locale", "output") for path in (root / folder).rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in found.items() if "/." not in name}


def words(files: State) -> set[str]:
    """Every translation in some catalogues, whatever became of it."""
    catalogues = (content.decode() for name, content in files.items() if name.endswith(".po"))
    return {text for content in catalogues for text in re.findall(r'msgstr(?:\[\d\])? "(.+)"', content)}


def faults(root: Path, old: State, new: State, arguments: Sequence[str]) -> list[str]:
    """What is wrong after a kill, and after the next run."""
    left = state(root)
    found = [f"{name} is torn" for name, content in left.items() if not whole(name, content, (old, new))]
    found += [f"“{text}” is lost" for text in words(old) - words(left)]
    code = kolofon(root, arguments).wait()
    found += [f"the next run ends with {code}"] if code else []
    after = state(root)
    found += [
        f"{name} is another after the next run" for name in after.keys() | new if after.get(name) != new.get(name)
    ]
    aside = [path for folder in ("locale", "output") for path in (root / folder).rglob("*.kolofon") if path.is_file()]
    return found + [f"{path.name} is left aside" for path in aside]


def whole(name: str, content: bytes, states: Sequence[State]) -> bool:
    """Whether a file is one of those that were meant; a catalogue may be one on the way."""
    if any(files.get(name) == content for files in states):
        return True
    with suppress(PipelineError):
        return name.endswith((".po", ".pot")) and write_po(read_po(content, name)[0]) == content
    return False


def trial(command: str, number: int, dice: random.Random) -> tuple[int, int]:
    """Kill a command so often: how many kills came before its end, and how many faults there were."""
    killed = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        first, root = Path(folder, "first"), Path(folder, "edition")
        arguments = JOBS[command](root)
        shutil.copytree(root, first)
        old, begin = state(root), time.monotonic()
        if kolofon(root, arguments).wait():
            raise SystemExit(f"{command} does not even run")
        taken, new = time.monotonic() - begin, state(root)
        for _ in range(number):
            shutil.rmtree(root)
            shutil.copytree(first, root)
            process = kolofon(root, arguments)
            with suppress(subprocess.TimeoutExpired):
                # Python's own start takes much of the time, and the files are written at the end.
                process.wait(taken * max(dice.random(), dice.random()))
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            for fault in faults(root, old, new, arguments):
                wrong += 1
                sys.stdout.write(f"{command}: {fault}\n")
    return killed, wrong


def main(arguments: Sequence[str]) -> int:
    """Print, for each command, the kills and the faults; how many faults there were."""
    commands = [name for name in arguments if not name.isdecimal()] or [*JOBS]
    number = next((int(name) for name in arguments if name.isdecimal()), 200)
    total = 0
    for index, command in enumerate(commands):
        share = (number * (index + 1)) // len(commands) - (number * index) // len(commands)
        killed, wrong = trial(command, share, random.Random(command))  # noqa: S311  no secret depends on it
        sys.stdout.write(f"{command:10} {killed} of {share} killed before the end: {wrong} faults\n")
        sys.stdout.flush()
        total += wrong
    return total


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
