"""The command: `python -m tests.fuzz [--minutes M] [TARGET…]`, or `--replay FILE…`.

Exit code 0 when nothing was found, 1 when something was, 2 when the command line or this machine will not do.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.targets import CORPUS, NAMES, ROOT, faults, tried

__all__ = ["main"]

_RUNS = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
_COVERED = re.compile(r"cov: (\d+)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="Give the readers inputs that nobody would write.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(NAMES)}; all of them without one")
    parser.add_argument("--minutes", type=float, default=1, help="for each target (1)")
    parser.add_argument(
        "--replay",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="try these inputs again, in folders named as their targets",
    )
    asked = parser.parse_args(arguments)
    if unknown := set(asked.targets) - set(NAMES):
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if asked.replay:
        return replay(asked.replay)
    if not importlib.util.find_spec("atheris"):
        say("atheris is made for Linux on x86-64 alone, and is not on this machine; --replay needs none.")
        return 2
    found = [fuzzed(name, max(1, round(asked.minutes * 60))) for name in asked.targets or NAMES]
    return int(any(found))


def replay(paths: Sequence[Path]) -> int:
    """Try inputs again, each with the target that its folder is named after."""
    found = False
    for path in paths:
        name = path.absolute().parent.name
        if name not in NAMES:
            say(f"{path}: put it into a folder that is named as its target ({', '.join(NAMES)})")
            return 2
        fault = tried(name, path.read_bytes())
        say(f"{path}: {'nothing is wrong' if fault is None else fault.told}")
        found |= fault is not None
    return int(found)


def fuzzed(name: str, seconds: int) -> bool:
    """Fuzz a target in a process of its own, and say what was found; whether anything was."""
    say(f"{name}: {seconds} seconds, from {len(list((CORPUS / name).iterdir()))} inputs …")
    log = ROOT / ".cache" / "fuzz" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    before = {path: path.stat().st_mtime_ns for path, _ in faults(name)}
    with log.open("wb") as file:
        command = [sys.executable, "-m", "tests.fuzz.engine", name, str(seconds)]
        code = subprocess.run(command, cwd=ROOT, stdout=file, stderr=file, check=False).returncode
    told = log.read_text("utf-8", "replace")
    runs, covered = _RUNS.search(told), _COVERED.findall(told)
    if not runs or (code and not faults(name)):
        say(f"  the engine ended with {code}; it says why in {log.relative_to(ROOT)}")
        return True
    new = [(path, what) for path, what in faults(name) if before.get(path) != path.stat().st_mtime_ns]
    say(f"  {int(runs[1]):,} inputs, {covered[-1] if covered else 0} places of the code reached, {len(new)} faults")
    for path, what in new:
        shown = path.relative_to(ROOT)
        say(f'  {what}\n    {shown}\n    again: make fuzz ARGS="--replay {shown}"')
    return bool(new)


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, flush=True)  # noqa: T201  it is a command


if __name__ == "__main__":
    sys.exit(main())
