"""Damage good catalogues in known ways, and see what the checks find: recall by kind, and findings on undamaged text.

    python -m tests.bench.plant_faults [--pofilter PATH] [--seed N] [--sample N] FILE.po…

With the path of Translate Toolkit's `pofilter` (from an environment of its own) the same files go through both.  A
fault counts as found if its message has a finding that it had not before, of whatever code.  The findings on the
undamaged text are counted by message; whether they are false is for a person to judge (`--show` prints ours).
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kolofon.catalogue.po import read_po, write_po
from kolofon.check import check
from kolofon.cli.report import as_text
from kolofon.language import language
from kolofon.model.message import Catalogue, CatalogueEntry, Key

Fault = Callable[[random.Random, CatalogueEntry, Catalogue], str | None]
"""The damaged translation of an entry, or None where the fault does not apply."""

FOUND = re.compile(r"\(pofilter\) (\w+):")
LETTERS = re.compile(r"[^\W\d_]{4,}")
ALIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і"}
MACHINE = re.compile(r"%\(?\w+\)?\w?|&#?\w+;|\{\w*\}|<[^<>]*>|:\w+:|`[^`]*`|https?://\S+")


def choose(chance: random.Random, pattern: str, text: str) -> re.Match[str] | None:
    """One place that a pattern finds outside markup and placeholders."""
    taken = [found.span() for found in MACHINE.finditer(text)]
    places = [
        found
        for found in re.finditer(pattern, text)
        if not any(start < found.end() and found.start() < end for start, end in taken)
    ]
    return chance.choice(places) if places else None


def put(text: str, found: re.Match[str] | None, new: Callable[[str], str]) -> str | None:
    """The text with what was found replaced."""
    return None if found is None else text[: found.start()] + new(found[0]) + text[found.end() :]


def number_changed(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    def other(digit: str) -> str:
        return chr(ord(digit) - int(digit) + (int(digit) + chance.randint(1, 8)) % 10)

    return put(entry.msgstr, choose(chance, r"\d", entry.msgstr), other)


def number_dropped(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<!\d)\d{2,} ?", entry.msgstr), lambda _: "")


def number_added(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<=\w) (?=\w)", entry.msgstr), lambda _: f" {chance.randint(23, 99)} ")


def final_mark_dropped(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    bare = re.sub(r"[\s]*[.?!:。？！：؟]\Z", "", entry.msgstr)
    asked = entry.msgid.endswith((".", "?", "!", ":")) and " " in entry.msgid
    return bare if asked and bare not in {entry.msgstr, ""} else None


def final_mark_changed(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    swapped = {".": ":", "。": "？", "?": ".", "？": "。", "؟": ".", ":": "?", "：": "。"}
    last = entry.msgstr[-1:]
    return entry.msgstr[:-1] + swapped[last] if last in swapped and " " in entry.msgid.strip() else None


def bracket_dropped(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<=\w.)[()（）]", entry.msgstr), lambda _: "")


def quotation_mark_dropped(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"[“”„«»\"]", entry.msgstr), lambda _: "")


def space_doubled(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<=\w) (?=\w)", entry.msgstr), lambda _: "  ")


def space_at_the_end(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return entry.msgstr + " " if chance.random() > 0 and not entry.msgid.endswith((" ", "\n")) else None


def space_before_a_mark(chance: random.Random, entry: CatalogueEntry, catalogue: Catalogue) -> str | None:
    if language(catalogue.language).base == "fr":
        return put(entry.msgstr, choose(chance, r"[\u00a0\u202f ](?=[;:!?»](?:\s|\Z))", entry.msgstr), lambda _: "")
    if language(catalogue.language).script in {"Hans", "Hant", "Jpan"}:
        return None
    return put(entry.msgstr, choose(chance, r"(?<=[^\W_])[,;:!?؟،](?=\s|\Z)", entry.msgstr), lambda mark: " " + mark)


def space_behind_a_comma_dropped(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    found = choose(chance, r"(?<=[^\W\d_]{2}), (?=[^\W\d_]{2})", entry.msgstr)
    return put(entry.msgstr, found, lambda _: ",")


def word_doubled(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    found = choose(chance, r"(?<!\S)[^\W\d_]{4,}(?=\s)", entry.msgstr)
    return put(entry.msgstr, found, lambda word: f"{word} {word}")


def look_alike(chance: random.Random, entry: CatalogueEntry, catalogue: Catalogue) -> str | None:
    if language(catalogue.language).script != "Latn":
        return None
    found = choose(chance, r"(?<=[^\W\d_])[aeocpi](?=[^\W\d_])", entry.msgstr)
    return put(entry.msgstr, found, lambda letter: ALIKE[letter])


def mojibake(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    found = choose(chance, r"[^\W\d_]*[^\x00-\x7f“”«»„’…\u00a0\u202f]+", entry.msgstr)
    return put(entry.msgstr, found, lambda word: word.encode().decode("cp1252", "replace").replace("\ufffd", "\x81"))


def letter_lost(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<=\w)\w(?=\w)", entry.msgstr), lambda _: "\N{REPLACEMENT CHARACTER}")


def decomposed(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    places = [letter for letter in entry.msgstr if len(unicodedata.normalize("NFD", letter)) > 1]
    if not places:
        return None
    letter = chance.choice(places)
    return entry.msgstr.replace(letter, unicodedata.normalize("NFD", letter), 1)


def unseen(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    return put(entry.msgstr, choose(chance, r"(?<=\w)(?=\w)", entry.msgstr), lambda _: "\N{ZERO WIDTH SPACE}")


def not_translated(_: random.Random, entry: CatalogueEntry, catalogue: Catalogue) -> str | None:
    words = re.findall(r"[a-z]{2,}", MACHINE.sub("", entry.msgid))
    return entry.msgid if len(words) > 3 and catalogue.language != "en" else None


def half_translated(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    words = entry.msgid.split(" ")
    rest = " ".join(words[len(words) // 2 :])
    if len(re.findall(r"\b[a-z]{2,}\b", MACHINE.sub("", rest))) < 6:
        return None
    return entry.msgstr[: len(entry.msgstr) // 2] + " " + rest


def cut_short(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    return entry.msgstr[: len(entry.msgstr) // 3] if len(entry.msgid) > 40 else None


def said_twice(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    return f"{entry.msgstr} {entry.msgstr} {entry.msgstr}" if len(entry.msgid) > 40 else None


def of_another(chance: random.Random, entry: CatalogueEntry, catalogue: Catalogue) -> str | None:
    other = chance.choice(catalogue.entries)
    sentences = len(entry.msgid) > 40 and len(other.msgid) > 40
    return other.msgstr if sentences and other.msgstr and other.key != entry.key and other.plural is None else None


def tag_dropped(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    tags = list(re.finditer(r"</?(?:em|strong|code|sup|sub)>|</a>|<(?:a|note) (?:id|href)=[^<>]*>", entry.msgstr))
    return put(entry.msgstr, chance.choice(tags), lambda _: "") if tags else None


def placeholder_broken(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    if not {"python-format", "python-brace-format"}.intersection(entry.flags):
        return None
    found = list(re.finditer(r"%\(\w+\)s|%[srd]|\{\w+\}", entry.msgstr))
    return put(entry.msgstr, chance.choice(found), lambda _: "") if found else None


def small_first_letter(_: random.Random, entry: CatalogueEntry, __: Catalogue) -> str | None:
    sentence = entry.msgid[:1].isupper() and len(entry.msgid.split()) > 3 and entry.msgstr[:1].isupper()
    if not sentence or entry.msgstr[:4] == entry.msgid[:4] or entry.msgstr[1:2].isupper():
        return None
    return entry.msgstr[:1].lower() + entry.msgstr[1:]


def title_case(_: random.Random, entry: CatalogueEntry, catalogue: Catalogue) -> str | None:
    words = entry.msgstr.split(" ")
    if language(catalogue.language).script != "Latn" or not 4 < len(words) < 10 or MACHINE.search(entry.msgstr):
        return None
    return " ".join(word[:1].upper() + word[1:] for word in words)


def acronym_misspelt(chance: random.Random, entry: CatalogueEntry, _: Catalogue) -> str | None:
    found = choose(chance, r"(?<![A-ZÇ])(?=[A-ZÇ]*([A-ZÇ])(?!\1)[A-ZÇ])[A-ZÇ]{3,5}(?![A-ZÇ])", entry.msgstr)
    if not found or found[0] not in entry.msgid:
        return None
    word = found[0]
    at = next(index for index in range(len(word) - 1) if word[index] != word[index + 1])
    return put(entry.msgstr, found, lambda _: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


FAULTS: dict[str, Fault] = {
    fault.__name__.replace("_", " "): fault
    for fault in (
        number_changed,
        number_dropped,
        number_added,
        final_mark_dropped,
        final_mark_changed,
        bracket_dropped,
        quotation_mark_dropped,
        space_doubled,
        space_at_the_end,
        space_before_a_mark,
        space_behind_a_comma_dropped,
        word_doubled,
        look_alike,
        mojibake,
        letter_lost,
        decomposed,
        unseen,
        not_translated,
        half_translated,
        cut_short,
        said_twice,
        of_another,
        tag_dropped,
        placeholder_broken,
        small_first_letter,
        title_case,
        acronym_misspelt,
    )
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A catalogue with faults of one kind, and where they are."""

    kind: str
    catalogue: Catalogue
    keys: frozenset[Key]


def planted(catalogue: Catalogue, seed: int, sample: int) -> Iterator[Planted]:
    """For each kind, catalogues in which few enough messages are damaged that the rest still is what it was."""
    for kind, fault in FAULTS.items():
        chance = random.Random(f"{seed} {kind} {catalogue.path}")  # noqa: S311  a repeatable one
        candidates = [entry for entry in catalogue.entries if entry.translated and entry.plural is None]
        chance.shuffle(candidates)
        damaged: dict[Key, str] = {}
        for entry in candidates:
            text = fault(chance, entry, catalogue)
            if text is not None and text != entry.msgstr and len(damaged) < sample:
                damaged[entry.key] = text
        few = max(1, len(candidates) // 40)
        keys = list(damaged)
        for start in range(0, len(keys), few):
            here = keys[start : start + few]
            entries = tuple(
                replace(entry, msgstrs=(damaged[entry.key],)) if entry.key in here else entry
                for entry in catalogue.entries
            )
            yield Planted(kind, replace(catalogue, entries=entries), frozenset(here))


def ours(catalogue: Catalogue) -> dict[Key, set[str]]:
    """The codes of our findings by message."""
    by_line = {entry.line: entry.key for entry in catalogue.entries}
    found: dict[Key, set[str]] = {}
    for finding in check(None, catalogue):
        found.setdefault(by_line[finding.place.line], set()).add(finding.code)
    return found


def pofilter(program: str, catalogues: Sequence[Catalogue]) -> list[dict[Key, set[str]]]:
    """The names of pofilter's findings by message, for several catalogues in one run."""
    with tempfile.TemporaryDirectory() as folder:
        asked, told = Path(folder, "in"), Path(folder, "out")
        asked.mkdir()
        for number, catalogue in enumerate(catalogues):
            Path(asked, f"{number:05}.po").write_bytes(write_po(catalogue))
        subprocess.run([program, "--progress=none", str(asked), str(told)], check=True, capture_output=True)
        return [_told(told / f"{number:05}.po") for number in range(len(catalogues))]


def _told(path: Path) -> dict[Key, set[str]]:
    if not path.is_file():
        return {}
    catalogue = read_po(path.read_bytes(), path.name)[0]
    return {entry.key: set(FOUND.findall("\n".join(entry.comments))) for entry in catalogue.entries}


def recall(
    before: dict[Key, set[str]], faults: Sequence[Planted], after: Sequence[dict[Key, set[str]]]
) -> Counter[str]:
    """How many faults of each kind have a finding that was not there before."""
    found: Counter[str] = Counter()
    for fault, findings in zip(faults, after, strict=True):
        found[fault.kind] += sum(bool(findings.get(key, set()) - before.get(key, set())) for key in fault.keys)
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.po")
    parser.add_argument("--pofilter", metavar="PATH")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--show", action="store_true", help="print our findings on the undamaged text")
    parser.add_argument("--missed", metavar="KIND", help="print the faults of a kind that we did not find")
    asked = parser.parse_args()
    planned, mine, theirs = Counter[str](), Counter[str](), Counter[str]()
    quiet: list[str] = []
    for path in asked.files:
        catalogue = read_po(path.read_bytes(), str(path))[0]
        faults = list(planted(catalogue, asked.seed, asked.sample))
        for fault in faults:
            planned[fault.kind] += len(fault.keys)
        before, after = ours(catalogue), [ours(fault.catalogue) for fault in faults]
        mine += recall(before, faults, after)
        if asked.missed:
            _missed(asked.missed, faults, before, after)
        if asked.show:
            sys.stdout.write(as_text(check(None, catalogue)))
        published = {entry.key for entry in catalogue.entries if entry.translated}
        line = f"{path}: {len(published)} messages, {len(before)} with a finding"
        if asked.pofilter:
            first, *rest = pofilter(asked.pofilter, [catalogue, *(fault.catalogue for fault in faults)])
            theirs += recall(first, faults, rest)
            line += f"; pofilter: {len(published & first.keys())}"
        quiet.append(line)
    rows = [f"{kind:30} {planned[kind]:6} {mine[kind] / planned[kind]:8.1%}" for kind in FAULTS if planned[kind]]
    if asked.pofilter:
        rows = [f"{row} {theirs[row[:30].strip()] / planned[row[:30].strip()]:9.1%}" for row in rows]
    total = f"{'all':30} {planned.total():6} {mine.total() / planned.total():8.1%}"
    total += f" {theirs.total() / planned.total():9.1%}" if asked.pofilter else ""
    heading = f"{'fault':30} {'number':>6} {'found':>8}" + (" pofilter" if asked.pofilter else "")
    sys.stdout.write("\n".join([heading, *rows, total, "", "undamaged:", *quiet, ""]))


def _missed(
    kind: str, faults: Sequence[Planted], before: dict[Key, set[str]], after: Sequence[dict[Key, set[str]]]
) -> None:
    for fault, findings in zip(faults, after, strict=True):
        for entry in fault.catalogue.entries:
            new = findings.get(entry.key, set()) - before.get(entry.key, set())
            if fault.kind == kind and entry.key in fault.keys and not new:
                sys.stdout.write(f"{entry.msgid!r}\n    {entry.msgstr!r}\n")


if __name__ == "__main__":
    main()
