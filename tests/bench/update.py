"""Our update against msgmerge, on an edited copy of a real catalogue in one or more languages.

    python -m tests.bench.update sq.po [de.po …]

The edits are known, so what each made fuzzy can be held against what is right: precision is how many of the fuzzies
that it made carry the translation of the message that was edited, recall how many of the edited messages got theirs.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from kolofon.catalogue.create import template
from kolofon.catalogue.po import read_po, write_po
from kolofon.catalogue.update import update
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message
from tests.machine import needs

EDITED, DROPPED, ADDED = 0.05, 0.01, 0.01
ROUNDS = 3

Edited = Mapping[Key, Key]
"""The messages that were edited: the new key, and the old one."""


def reword(words: Sequence[str], dice: random.Random, vocabulary: Sequence[str]) -> str:
    """One of the things that an editor does to a sentence."""
    new = list(words)
    place = dice.randrange(len(new))
    match dice.randrange(6):
        case 0:
            new[place] = dice.choice(vocabulary)
        case 1:
            new[place:place] = dice.sample(vocabulary, dice.randint(1, 3))
        case 2 if len(new) > 1:
            del new[place]
        case 3:
            new = [*new[place:], *new[:place]]
        case 4:
            new = [dice.choice(vocabulary) if dice.random() < 0.3 else word for word in new]
        case _:
            middle = len(new[place]) // 2
            new[place] = new[place][:middle] + new[place][middle + 1 :]
    return " ".join(new)


def edit(entries: Sequence[CatalogueEntry], seed: int) -> tuple[Sequence[Message], Edited, set[Key]]:
    """The messages of a later text, which of them were edited, and which the old catalogue is not to know."""
    dice = random.Random(seed)  # noqa: S311  no secret depends on it
    vocabulary = sorted({word for entry in entries for word in entry.msgid.split()})
    messages: dict[Key, Message] = {}
    edited: dict[Key, Key] = {}
    added: set[Key] = set()
    taken = {entry.key for entry in entries}
    for number, entry in enumerate(entries):
        chance = dice.random()
        key = entry.key
        if chance < EDITED:
            key = Key(entry.context, reword(entry.msgid.split() or ["?"], dice, vocabulary) or "?")
            if key in taken or key in messages:
                key = entry.key
            else:
                edited[key] = entry.key
        elif chance < EDITED + DROPPED:
            continue
        elif chance < EDITED + DROPPED + ADDED:
            added.add(key)
        messages[key] = Message(*key, (Place("text", number + 1),), ())
    return list(messages.values()), edited, added


def judge(new: Catalogue, old: Catalogue, edited: Edited) -> str:
    known = {entry.key: entry for entry in old.entries}
    fuzzy = [entry for entry in new.entries if entry.fuzzy and not entry.obsolete]
    right = sum(entry.key in edited and entry.msgstrs == known[edited[entry.key]].msgstrs for entry in fuzzy)
    asked = sum(any(known[key].msgstrs) for key in edited.values())
    return f"{len(fuzzy):4} fuzzy, {right:4} right: precision {right / len(fuzzy):.3f}, recall {right / asked:.3f}"


def seconds(work: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def bench(paths: Sequence[Path], folder: Path, seed: int) -> None:
    first, _ = read_po(paths[0].read_bytes(), str(paths[0]))
    # Plural entries are left out: prose has none.
    messages, edited, added = edit(
        [entry for entry in first.entries if not entry.obsolete and entry.plural is None], seed
    )
    pot = folder / "new.pot"
    pot.write_bytes(write_po(template(messages, project="bench", version="", date=datetime(2026, 1, 1, tzinfo=UTC))))
    olds = []
    for number, path in enumerate(paths):
        whole, _ = read_po(path.read_bytes(), str(path))
        without = [
            replace(entry, fuzzy=False, previous=None, flags=())
            for entry in whole.entries
            if not entry.obsolete and entry.plural is None and entry.key not in added
        ]
        olds.append(folder / f"{number}.po")
        olds[-1].write_bytes(write_po(replace(whole, entries=tuple(without))))

    def ours() -> None:
        for path in olds:
            new, _ = update(read_po(path.read_bytes(), str(path))[0], messages)
            path.with_suffix(".ours").write_bytes(write_po(new))

    def theirs() -> None:
        for path in olds:
            command = [needs("msgmerge"), "--quiet", "--previous", "--no-wrap", str(path), str(pot)]
            output = ["--output-file", str(path.with_suffix(".theirs"))]
            subprocess.run([*command, *output], check=True, capture_output=True)

    def start() -> None:
        subprocess.run([sys.executable, "-c", "import kolofon.catalogue.po, kolofon.catalogue.update"], check=True)

    say(f"{len(messages)} messages, {len(edited)} edited, {len(added)} new, {len(paths)} language(s), seed {seed}")
    began = seconds(start)
    old = read_po(olds[0].read_bytes(), "old")[0]
    for name, suffix, took in (("update", ".ours", seconds(ours)), ("msgmerge", ".theirs", seconds(theirs))):
        new = read_po(olds[0].with_suffix(suffix).read_bytes(), suffix)[0]
        alone = f" ({took + began:.2f} s with the start of Python)" if name == "update" else ""
        say(f"  {name:8} {took:.2f} s{alone}; {judge(new, old, edited)}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(3):
            bench([Path(name) for name in sys.argv[1:]], Path(folder), seed)
