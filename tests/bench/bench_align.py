"""How well a translation is laid beside its source, how true its confidence is, and how long it takes.

    python -m tests.bench.bench_align [sq.po de.po …]

Our own edition, or real catalogues of prose, whose messages are taken for paragraphs.  The translation is changed at
random, so it is known what belongs together: recall is how many of the messages whose translation is still there have
it, precision how many of the pairs are right; and for each step of confidence, how many of the pairs in it are right.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kolofon.catalogue.align import Alignment, Pair, align
from kolofon.catalogue.po import read_po
from kolofon.model.document import Document, Paragraph, Place, Sentence, Text
from kolofon.model.message import Key
from kolofon.segment import segment
from kolofon.text.notation import MERGED, plain
from kolofon.text.parts import runs, segments
from tests.align_texts import catalogue, english

TITLE = Sentence((Text("Title"),), Place("title", 1))
STEPS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
ROUNDS = 3

Told = frozenset[int]
"""What a sentence says, as the numbers of the sentences of the source."""


@dataclass(frozen=True)
class Edit:
    """How often a sentence is dropped, joined or split, and a paragraph joined, split, moved or dropped."""

    drop: float = 0.0
    join: float = 0.0
    split: float = 0.0
    join_paragraph: float = 0.0
    split_paragraph: float = 0.0
    exchange: float = 0.0
    drop_paragraph: float = 0.0


EDITS = {
    "as it is": Edit(),
    "one in twenty": Edit(0.05, 0.05, 0.05, 0.1, 0.1),
    "freely": Edit(0.15, 0.1, 0.1, 0.3, 0.3),
    "in another order": Edit(exchange=0.1),
    "a fifth missing": Edit(drop_paragraph=0.2),
}

Said = tuple[str, Told]
Paragraphs = list[list[Said]]


def split(text: str, language: str) -> Sequence[str]:
    """The sentences of a paragraph."""
    document = Document(language, TITLE, (Paragraph((Sentence((Text(text),), Place("x", 1)),)),), ())
    return [plain(item.inlines) for item in runs(segment(document))[1][0]]


def paragraphs(entries: Mapping[str, str], language: str) -> tuple[Paragraphs, Paragraphs]:
    """The source and the translation in paragraphs that have as many sentences on both sides."""
    source: Paragraphs = []
    target: Paragraphs = []
    number = 0
    for msgid, msgstr in entries.items():
        here, there = split(msgid, "en"), split(msgstr, language)
        if len(here) == len(there):
            source.append([(text, frozenset({number + index})) for index, text in enumerate(here)])
            target.append([(text, frozenset({number + index})) for index, text in enumerate(there)])
            number += len(here)
    return source, target


def changed(text: Paragraphs, edit: Edit, dice: random.Random) -> Paragraphs:
    """The translation as someone else might have made it."""
    found: Paragraphs = []
    for paragraph in text:
        new = list(_sentences(paragraph, edit, dice))
        if not new or dice.random() < edit.drop_paragraph:
            continue
        if found and dice.random() < edit.join_paragraph:
            found[-1] += new
        elif len(new) > 1 and dice.random() < edit.split_paragraph:
            middle = dice.randrange(1, len(new))
            found += [new[:middle], new[middle:]]
        else:
            found.append(new)
    for index in range(1, len(found)):
        if dice.random() < edit.exchange:
            found[index - 1 : index + 1] = reversed(found[index - 1 : index + 1])
    return found


def _sentences(paragraph: Sequence[Said], edit: Edit, dice: random.Random) -> Iterator[Said]:
    last: Said | None = None
    for text, told in paragraph:
        kind = dice.random()
        if kind < edit.drop:
            continue
        words = text.split(" ")
        if last and edit.drop <= kind < edit.drop + edit.join:
            last = f"{last[0]} {text}", last[1] | told
            continue
        if last:
            yield last
        last = text, told
        if edit.drop + edit.join <= kind < edit.drop + edit.join + edit.split and len(words) > 6:
            yield " ".join(words[: len(words) // 2]), told
            last = " ".join(words[len(words) // 2 :]), told
    if last:
        yield last


def document(text: Paragraphs, language: str) -> tuple[Document, Mapping[int, Told]]:
    """A document, and what the sentence on each line says."""
    says: dict[int, Told] = {}
    blocks = []
    for paragraph in text:
        sentences = []
        for words, told in paragraph:
            says[len(says) + 1] = told
            sentences.append(Sentence((Text(words),), Place(language, len(says))))
        blocks.append(Paragraph(tuple(sentences)))
    return Document(language, TITLE, tuple(blocks), ()), says


def judged(
    found: Alignment, source: Document, here: Mapping[int, Told], there: Mapping[int, Told]
) -> Sequence[tuple[float, bool]]:
    """For each pair its confidence, and whether it is right.

    Right is one whose words say the message, and nothing that is neither it nor a message that went into it.
    """
    meant = defaultdict[Key, set[int]](set)
    for item in segments(source):
        if item.key and item.sentence is not source.title:
            meant[item.key].update(here[item.sentence.place.line])
    beads: list[list[Pair]] = []
    for pair in found.pairs:
        if pair.text == MERGED and beads:
            beads[-1].append(pair)
        elif pair.key in meant:
            beads.append([pair])
    result = []
    for bead in beads:
        said = [there.get(item.place.line, frozenset()) for item in bead[0].sentences]
        whole = set().union(*(meant[pair.key] for pair in bead))
        fits = all(told & whole for told in said)
        result += [(pair.confidence, fits and any(told & meant[pair.key] for told in said)) for pair in bead]
    return result


def measure(name: str, entries: Mapping[str, str], language: str) -> None:
    """Print what every kind of edit does to one translation."""
    source, target = paragraphs(entries, language)
    one, here = document(source, "en")
    sys.stdout.write(f"{name}: {len(source)} paragraphs, {len(here)} sentences\n")
    for kind, edit in EDITS.items():
        pairs: list[tuple[float, bool]] = []
        there_are, sentences, seconds = 0, 0, 0.0
        for seed in range(ROUNDS):
            other, there = document(changed(target, edit, random.Random(seed)), language)  # noqa: S311  no secret
            begin = time.perf_counter()
            found = align(one, other)
            seconds += time.perf_counter() - begin
            pairs += judged(found, one, here, there)
            left = set().union(*there.values())
            there_are += len({item.key for item in segments(one)[1:] if here[item.sentence.place.line] & left})
            sentences += len(here)
        right = sum(good for _, good in pairs)
        sys.stdout.write(
            f"  {kind:17} recall {right / there_are:.3f}  precision {right / max(1, len(pairs)):.3f}"
            f"  {1000 * seconds / sentences:.1f} ms a sentence  "
            + "  ".join(_step(pairs, low, high) for low, high in zip(STEPS, (*STEPS[1:], 2.0), strict=True))
            + "\n"
        )


def _step(pairs: Sequence[tuple[float, bool]], low: float, high: float) -> str:
    # Shown to two decimals, 0.995 is 1.00.
    inside = [good for confidence, good in pairs if low - 0.005 * (low == 1) <= confidence < high - 0.005 * (high == 1)]
    return f"{low:.2f}: {sum(inside)}/{len(inside)}"


def main(paths: Sequence[str]) -> None:
    """Measure our own edition, or the catalogues in these files."""
    catalogues = [(path, read_po(Path(path).read_bytes(), path)[0]) for path in paths]
    if not catalogues:
        asked = {item.key for item in segments(english()) if item.part.running}
        own = catalogue()
        entries = {entry.msgid: entry.msgstr for entry in own.entries if entry.key in asked}
        measure(own.path, entries, own.language)
    for path, found in catalogues:
        measure(path, {entry.msgid: entry.msgstr for entry in found.entries if entry.translated}, found.language)


if __name__ == "__main__":
    main(sys.argv[1:])
