"""Candidates → proposals, and the translations that no message has."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kolofon.catalogue.progress import without_reviews
from kolofon.catalogue.update import update
from kolofon.commands.import_po.candidates import Candidate, Choice, best_candidates
from kolofon.commands.import_po.runs import Message, Reader, Run
from kolofon.edition.locale.proposals import Proposal
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Previous
from kolofon.model.message import Message as SourceMessage
from kolofon.text.notation import MERGED, write

__all__ = ["Found", "Unplaced", "proposals_for", "unplaced"]


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal for a message, and the numbers of the candidates that it was made of; the first is its source."""

    proposal: Proposal
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A translation that no message has: its place, its words, and the reason."""

    place: Place
    text: str
    why: str


def proposals_for(every: Sequence[Candidate], asked: Sequence[SourceMessage], reader: Reader) -> dict[Key, Found]:
    """A proposal for each message that has candidates with its exact words, or else what `_similar` finds."""
    best = best_candidates(every)
    exact = {
        key: Found(_proposal(every[choice.number], choice.doubt, reader), (choice.number, *choice.same))
        for key, choice in best.items()
    }
    return exact | _similar(every, best, asked)


def unplaced(
    messages: Sequence[Message], runs: Sequence[Run], every: Sequence[Candidate], taken: Mapping[Key, Found]
) -> Iterator[Unplaced]:
    """The translations that are in no proposal, in the order of the messages.

    Words that need no translation here (a date, code alone) are left out, and so is a copy of the original.
    """
    used: AbstractSet[int] = {number for one in taken.values() for number in one.origins}
    unused: dict[Place, list[Candidate]] = {}
    for number, candidate in enumerate(every):
        if number not in used and candidate.share.text != MERGED:
            unused.setdefault(candidate.message.place, []).append(candidate)
    read = {run.message.place for run in runs}
    for message in messages:
        entry = message.entry
        if entry.msgid == entry.msgstr:
            continue
        if message.place not in read:
            yield Unplaced(message.place, " ".join(entry.msgstr.split()), "it has no text, or cannot be read")
        for candidate in unused.get(message.place, ()):
            why = "another translation was taken" if candidate.share.key in taken else "no message has these words"
            yield Unplaced(message.place, candidate.share.text, why)


def _proposal(candidate: Candidate, doubt: str, reader: Reader) -> Proposal:
    message = candidate.message
    if not doubt:
        return Proposal(candidate.share.text, candidate.comments, fuzzy=False)
    previous: Previous | None = None
    before = message.entry.previous.msgid if message.entry.fuzzy and message.entry.previous else None
    if before and candidate.whole:
        line = write(reader.inlines(before, message.markup))
        previous = Previous(None, line) if line not in ("", candidate.share.key.msgid) else None
    return _doubtful(candidate, candidate.share.text, doubt, previous)


def _doubtful(candidate: Candidate, text: str, doubt: str, previous: Previous | None) -> Proposal:
    comment = " ".join(f"imported from {candidate.message.name}: {doubt}".split())
    return Proposal(text, (*without_reviews(candidate.comments), comment), fuzzy=True, previous=previous)


def _similar(
    every: Sequence[Candidate], best: Mapping[Key, Choice], asked: Sequence[SourceMessage]
) -> dict[Key, Found]:
    """Proposals for the messages that have no candidate, found as an update of a catalogue finds similar messages.

    The candidates become a catalogue, in the order of the other tool's, since neighbours show what belongs together.
    """
    entries: dict[Key, CatalogueEntry] = {}
    for number, candidate in enumerate(every):
        share = candidate.share
        known = share.key in best
        if (known and best[share.key].number != number) or share.text == MERGED:
            continue
        # The number is then in a comment of whatever is made of the entry.
        entry = CatalogueEntry(
            *share.key,
            msgstrs=(share.text,),
            fuzzy=bool(share.doubt),
            obsolete=candidate.message.entry.obsolete,
            comments=(str(number),),
        )
        entries.setdefault(share.key, entry)
    made: dict[Key, Found] = {}
    for entry in update(Catalogue("", (), tuple(entries.values())), asked)[0].entries:
        if entry.obsolete or not any(entry.msgstrs) or entry.key in best:
            continue
        origins = tuple(map(int, entry.comments))
        candidate = every[origins[0]]
        if entry.fuzzy:
            doubt = (not entry.previous and candidate.share.doubt) or "its words are not quite the same there"
            proposal = _doubtful(candidate, entry.msgstr, doubt, entry.previous)
        else:
            proposal = Proposal(entry.msgstr, candidate.comments, fuzzy=False)
        made[entry.key] = Found(proposal, origins)
    return made
