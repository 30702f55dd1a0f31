"""How often each check speaks on real catalogues, and how often it is right.

    python -m tests.bench.measure_checks FOLDER…                          findings by check and language
    python -m tests.bench.measure_checks FOLDER… --sheet SHEET [--each N] a sheet with a sample of them, to be read
    python -m tests.bench.measure_checks --read SHEET                     the precision of each check, by the sheet

Every `.po` below the folders is checked, with its msgids as the source; what is there twice, in several releases of a
book, counts once.  A sheet has one finding a line, with tabs: what the reader says of it, the check, the language, the
finding, the source, the translation.  The reader writes `+` into the first column for a fault that an editor would
mend, and `-` for a translation that is right.  `tests/bench/precision.toml` has what came
of it, and docs/checks.md shows it.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kolofon.catalogue.po import read_po
from kolofon.check import FAMILIES, check
from kolofon.language import language
from kolofon.model.error import CatalogueError
from kolofon.model.finding import Finding

_SEVERITY = {item.code: item.severity.value for family in FAMILIES for item in family.checks}
_COLUMNS = 6
_NO_TEXT = r"\A(?:\Z|translator-credits|external ref=)"
"""The msgids of headers, and those that tools put into catalogues for their own use."""


Found = dict[tuple[str, str], list[Finding]]
"""Findings by check and language."""


def measured(folders: Sequence[Path], without: re.Pattern[str]) -> tuple[Counter[str], Found]:
    """How many messages of each language were checked, and the findings by check and language."""
    messages: Counter[str] = Counter()
    found: Found = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for path in sorted(path for folder in folders for path in folder.rglob("*.po")):
        try:
            catalogue = read_po(path.read_bytes(), str(path))[0]
        except CatalogueError as error:
            sys.stderr.write(f"{error}\n")
            continue
        tag = catalogue.language or _named(path)
        catalogue = replace(catalogue, language=tag)
        texts = [entry for entry in catalogue.entries if entry.translated and not without.search(entry.msgid)]
        new = {entry.line for entry in texts}
        for entry in texts:
            told = (tag, entry.msgid, *entry.msgstrs)
            if told in seen:
                new.discard(entry.line)
            seen.add(told)
        messages[tag] += len(new)
        for finding in check(None, catalogue):
            if finding.place.line in new:
                found[finding.code, tag].append(finding)
    return messages, found


def _named(path: Path) -> str:
    """The language of a catalogue whose header names none: the nearest name on its path that is a language's."""
    names = (name.replace("_", "-") for name in (path.stem, *reversed(path.parts[:-1])))
    return next((name for name in names if language(name).locale), "")


def table(messages: Counter[str], found: Found) -> Iterator[str]:
    """One line a check, errors first, and in it how often it speaks in each language."""
    yield f"{messages.total()} messages: " + ", ".join(f"{name} {count}" for name, count in messages.most_common())
    totals: Counter[str] = Counter()
    for (code, _), findings in found.items():
        totals[code] += len(findings)
    for code in sorted(totals, key=lambda code: (_SEVERITY.get(code, ""), -totals[code])):
        here = Counter({tag: len(findings) for (name, tag), findings in found.items() if name == code})
        listed = ", ".join(f"{tag} {count}" for tag, count in here.most_common())
        yield f"{_SEVERITY.get(code, 'warning'):8}{code:22}{totals[code]:6}  {listed}"


def sample(findings: Found, each: int, codes: Sequence[str]) -> Iterator[str]:
    """The lines of a sheet: so many findings of each check, of as many languages as there are."""
    for code in codes:
        chance = random.Random(code)  # noqa: S311  a repeatable one
        here = {tag: list(found) for (name, tag), found in findings.items() if name == code}
        for found in here.values():
            chance.shuffle(found)
        drawn = 0
        while drawn < each and any(here.values()):
            for tag in sorted(tag for tag, left in here.items() if left):
                if drawn < each:
                    yield _line(tag, here[tag].pop())
                    drawn += 1


def _line(tag: str, finding: Finding) -> str:
    excerpt = finding.excerpt
    texts = (finding.message, excerpt.source if excerpt else "", excerpt.translation if excerpt else "")
    return "\t".join(["", finding.code, tag, *(" ".join(text.split()) for text in texts)])


def precision(lines: Iterable[str]) -> Iterator[str]:
    """One line a check: how many findings were read, and how many of them were right."""
    right, read = Counter[str](), Counter[str]()
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == _COLUMNS and columns[0] in {"+", "-"}:
            read[columns[1]] += 1
            right[columns[1]] += columns[0] == "+"
    for code, number in read.items():
        yield f"{code:22}{number:6} read {right[code]:6} right  {right[code] / number:.3f}"


def main() -> None:
    """Print the table, write the sheet, or read it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--each", type=int, default=40, metavar="N")
    parser.add_argument("--codes", default="", metavar="CODE,…", help="only these checks go into the sheet")
    parser.add_argument("--without", default=_NO_TEXT, metavar="PATTERN", help="msgids that are not counted")
    parser.add_argument("--read", type=Path, metavar="SHEET")
    asked = parser.parse_args()
    if asked.read:
        sys.stdout.writelines(f"{line}\n" for line in precision(asked.read.read_text(encoding="utf-8").splitlines()))
        return
    messages, found = measured(asked.folders, re.compile(asked.without))
    sys.stdout.writelines(f"{line}\n" for line in table(messages, found))
    if asked.sheet:
        codes = asked.codes.split(",") if asked.codes else sorted({code for code, _ in found})
        asked.sheet.write_text("".join(f"{line}\n" for line in sample(found, asked.each, codes)), encoding="utf-8")


if __name__ == "__main__":
    main()
