"""An old catalogue and the messages of a new text make the new catalogue.

The rule that the whole rests on: what was typed is a translation *for certain words* (its own msgid, or while it is
fuzzy that of its `#|` lines), and an update loses no such pair.  An edited message takes the translation of the old
words, fuzzy, and the old words stay behind as an obsolete entry; so when the edit is undone they come back as they
were.  A fuzzy entry that leaves the text while its pair still stands elsewhere was never touched, and goes without a
trace; so the heap of obsolete entries grows only by what somebody typed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.merge.header import carried, without_dates
from pipeline.merge.match import Kind, Match, basis, match
from pipeline.merge.progress import unreviewed
from pipeline.merge.report import Change, Outcome, Report
from pipeline.model.message import Catalogue, CatalogueEntry, Key, Message, Previous

__all__ = ["born", "same_but_dates", "update"]

_TRIVIAL = 0.8
"""How like its old words a message must be to pass as a corrected misprint."""
_NUMBER = re.compile(r"\d+")


def update(
    catalogue: Catalogue, messages: Sequence[Message], *, template: Catalogue | None = None, trivial: bool = False
) -> tuple[Catalogue, Report]:
    """The catalogue for a new text, and what became of each message.

    `messages` are those of the text in document order, each key once; the entries come out in the same order, obsolete
    ones last.  Of a template's header Report-Msgid-Bugs-To and POT-Creation-Date are carried over.  With `trivial`, an
    editor's word that only misprints were corrected, a message much like its old words keeps its translation as it is,
    unless its numbers changed.

    Updating again with the same messages changes nothing; neither does an edit and its undoing, dates apart.
    """
    found = match(catalogue.entries, messages)
    active, changes = [], []
    given_away: set[Key] = set()
    for message, source in zip(messages, found, strict=True):
        entry, outcome = _entry(message, source, trivial=trivial)
        active.append(entry)
        was = tuple(old.key for old in source.sources) if source and source.kind is not Kind.SAME else ()
        changes.append(Change(outcome, message.key, was, message.places[0] if message.places else None))
        if outcome in {Outcome.RETOUCHED, Outcome.NEW}:
            given_away.update(was)
    asked = {message.key for message in messages}
    left = [entry for entry in catalogue.entries if entry.key not in asked]
    shelved, gone = _shelve(active, [entry for entry in left if entry.key not in given_away])
    changes += [Change(Outcome.OBSOLETE, entry.key) for entry in left if not entry.obsolete and entry.key in shelved]
    changes += [Change(Outcome.GONE, entry.key) for entry in gone]
    header = carried(catalogue.header, template.header) if template else catalogue.header
    return replace(catalogue, header=header, entries=(*active, *shelved.values())), Report(tuple(changes))


def _entry(message: Message, found: Match | None, *, trivial: bool) -> tuple[CatalogueEntry, Outcome]:
    entry = born(message)
    if found is None:
        return entry, Outcome.NEW
    old = found.sources[0]
    if found.kind is Kind.SAME:
        kept = replace(old, obsolete=False, extracted=entry.extracted, references=entry.references)
        revived = Outcome.REVIVED if any(old.msgstrs) else Outcome.NEW
        return kept, revived if old.obsolete else Outcome.KEPT
    entry = replace(
        entry, flags=old.flags, comments=tuple(dict.fromkeys(line for old in found.sources for line in old.comments))
    )
    if not any(old.msgstrs):
        return entry, Outcome.NEW
    if found.kind is Kind.RETOUCHED or (trivial and _misprint(message, found)):
        return replace(entry, msgstrs=(old.msgstr,), fuzzy=old.fuzzy, previous=old.previous), Outcome.RETOUCHED
    bases = [basis(source) for source in found.sources]
    previous = Previous(bases[0].context, " ".join(base.msgid or "" for base in bases), bases[0].plural)
    fuzzy = replace(
        entry,
        msgstrs=(" ".join(source.msgstr for source in found.sources),),
        fuzzy=True,
        comments=unreviewed(entry.comments),
        # A translation that was made for these very words has no others before it.
        previous=None if (previous.context, previous.msgid) == message.key else previous,
    )
    return fuzzy, Outcome.MOVED if found.kind is Kind.MOVED else Outcome.FUZZY


def _misprint(message: Message, found: Match) -> bool:
    """Whether a message may be the one entry that it comes from, corrected: much like it, with the same numbers."""
    if len(found.sources) != 1 or found.similarity < _TRIVIAL:
        return False
    # A date or a count that was wrong in the text is wrong in the translation, too.
    return _NUMBER.findall(message.msgid) == _NUMBER.findall(found.sources[0].msgid)


def born(message: Message) -> CatalogueEntry:
    """A message as an entry that nobody has translated yet; its references are paths and lines."""
    lines = (f"{place.path}:{place.line}" if place.line else place.path for place in message.places)
    return CatalogueEntry(
        message.context,
        message.msgid,
        extracted=tuple(line for comment in message.comments for line in comment.split("\n")),
        references=tuple(dict.fromkeys(lines)),
    )


class _Held:
    """The translations that stand in a catalogue, by the words that they were made for, with their comments."""

    def __init__(self) -> None:
        self.comments: dict[tuple[Key, tuple[str, ...]], set[str]] = {}
        self.translations: dict[Key, list[tuple[str, ...]]] = {}

    def add(self, entry: CatalogueEntry) -> None:
        words = basis(entry)
        key = Key(words.context, words.msgid or "")
        self.comments.setdefault((key, entry.msgstrs), set()).update(entry.comments)
        self.translations.setdefault(key, []).append(entry.msgstrs)

    def has(self, entry: CatalogueEntry) -> bool:
        """Whether all that somebody typed into an entry stands here, for the same words."""
        words = basis(entry)
        key = Key(words.context, words.msgid or "")
        comments = self.comments.get((key, entry.msgstrs))
        if comments is None:
            return not entry.comments and self.joined(key, entry.msgstr)
        return comments.issuperset(unreviewed(entry.comments))

    def joined(self, key: Key, msgstr: str) -> bool:
        """Whether a translation is those of two messages, joined as an update joins them."""
        return any(
            msgstr == f"{first[0]} {second[0]}"
            for middle, sign in enumerate(key.msgid)
            if sign == " "
            for first in self.translations.get(Key(key.context, key.msgid[:middle]), ())
            for second in self.translations.get(Key(key.context, key.msgid[middle + 1 :]), ())
        )


def _shelve(
    active: Iterable[CatalogueEntry], left: Sequence[CatalogueEntry]
) -> tuple[dict[Key, CatalogueEntry], Sequence[CatalogueEntry]]:
    """What stays as obsolete of the entries that are not in the text, in order; and what goes."""
    held = _Held()
    if any(entry.fuzzy for entry in left):
        for entry in active:
            held.add(entry)
    keep: set[Key] = set()
    for entry in sorted(left, key=lambda entry: entry.fuzzy):
        if any(entry.msgstrs) and not (entry.fuzzy and held.has(entry)):
            held.add(entry)
            keep.add(entry.key)
        elif entry.comments and not any(entry.msgstrs):
            keep.add(entry.key)
    in_order = sorted(left, key=lambda entry: not entry.obsolete)
    shelved = {
        entry.key: replace(entry, obsolete=True, extracted=(), references=()) for entry in in_order if entry.key in keep
    }
    return shelved, [entry for entry in left if entry.key not in keep]


def same_but_dates(old: Catalogue, new: Catalogue) -> bool:
    """Whether nothing differs but dates in the header and references: not worth a diff in git."""
    return _substance(old) == _substance(new)


def _substance(catalogue: Catalogue) -> Catalogue:
    return replace(
        catalogue,
        header=without_dates(catalogue.header),
        entries=tuple(replace(entry, references=()) for entry in catalogue.entries),
    )
