"""How long the checks take: `python -m tests.bench.bench_checks [FILE.po] [--messages N]`.

The messages of one catalogue (the Albanian one of this project, if no other is named), repeated with other numbers
until there are N of them.  Aim: 10,000 messages in two seconds.
"""

import argparse
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from kolofon.catalogue.po import read_po
from kolofon.check import FAMILIES, check
from kolofon.model.message import Catalogue
from tests.machine import ROOT

SAMPLE = ROOT / "locale" / "sq" / "LC_MESSAGES" / "liberation-of-tirana.po"


def enlarged(catalogue: Catalogue, messages: int) -> Catalogue:
    """A catalogue of so many messages, no two of them the same."""
    entries = [entry for entry in catalogue.entries if entry.translated]
    numbered = (
        replace(
            entry,
            msgid=f"{entry.msgid} {number}",
            msgstrs=tuple(f"{msgstr} {number}" for msgstr in entry.msgstrs),
            line=number + 1,
        )
        for number, entry in enumerate(islice(cycle(entries), messages))
    )
    return replace(catalogue, entries=tuple(numbered))


def main() -> None:
    """Print the time for all families, and for each by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE, metavar="FILE.po")
    parser.add_argument("--messages", type=int, default=10_000)
    asked = parser.parse_args()
    catalogue = enlarged(read_po(asked.file.read_bytes(), str(asked.file))[0], asked.messages)
    check(None, replace(catalogue, entries=catalogue.entries[:100]))  # what is loaded once
    for name, families in [("no family", ()), *((family.name, (family,)) for family in FAMILIES), ("all", FAMILIES)]:
        start = time.perf_counter()
        found = check(None, catalogue, families=families)
        taken = time.perf_counter() - start
        sys.stdout.write(f"{name:14} {taken:6.2f} s  {len(found):6} findings\n")


if __name__ == "__main__":
    main()
