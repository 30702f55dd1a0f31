"""What a build for screens costs: `python -m tests.bench.bench_screens [RUNS]`.

For each format, in a process of its own, the processor time of what is imported and that of the work, in seconds; the
least of some runs, since a busy machine only ever adds.  Then the ten modules whose import costs most.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.machine import ROOT
from tests.press import first_work, put

FORMATS = ("html", "epub", "html,epub", "site")

PROGRAM = """
import sys, time
begun = time.process_time()
import kolofon.commands.build
from kolofon.cli import main
imported = time.process_time()
code = main(["--edition", sys.argv[1], "build", "sq", "--format", sys.argv[2]])
print(code, imported - begun, time.process_time() - imported)
"""


def main(runs: int = 5) -> None:
    """Measure, and print a line for each format."""
    with TemporaryDirectory() as folder:
        put(Path(folder), first_work())
        for formats in FORMATS:
            times = [_times(folder, formats) for _ in range(runs)]
            imports, work = (min(column) for column in zip(*times, strict=True))
            sys.stdout.write(f"{formats:10}  imports {imports:.2f}  work {work:.2f}\n")
    told = _run("-X", "importtime", "-c", "import kolofon.commands.build").stderr
    found = re.findall(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", told, re.MULTILINE)
    for time, name in sorted(((int(own), name) for own, name in found), reverse=True)[:10]:
        sys.stdout.write(f"{time / 1000:6.1f} ms  {name}\n")


def _times(folder: str, formats: str) -> tuple[float, float]:
    code, imports, work = _run("-c", PROGRAM, folder, formats).stdout.splitlines()[-1].split()
    assert code == "0"
    return float(imports), float(work)


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
