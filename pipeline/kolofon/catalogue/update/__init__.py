"""An old catalogue and the messages of a new text → the new catalogue.

| module          | holds                                                                     |
|-----------------|---------------------------------------------------------------------------|
| `message_index` | the messages of a text, with what an update looks up in any language      |
| `match`         | for each message, the old entries that it comes from                      |
| `pairs`         | pairs of source words and their translations                              |
| `neighbours`    | for a message with new words, the most similar old entry                  |
| `similarity`    | how similar two texts are                                                 |
| `typography`    | a text without what is typography alone                                   |
| `resegment`     | translations of paragraphs → translations of sentences, and back          |
| `sentences`     | one line of the notation → its sentences, and back                        |
| `lengths`       | alignment of the sentences of one paragraph by their lengths              |
| `obsolete`      | the dates of obsolete entries, and which of them are kept                 |
| `report`        | what an update did to each message                                        |

An update never loses a translation that somebody typed.  A translation belongs to certain words: the msgid of its
entry, or, while the entry is fuzzy, the msgid of its `#|` lines.  When a message is edited, its entry keeps the old
translation and becomes fuzzy, and the old words remain as an obsolete entry.  So when the edit is undone, the old entry
comes back as it was.

A fuzzy entry that leaves the text and that nobody has edited holds nothing that is not also in another entry.  It is
removed if an update back to the old text would make it again, so that obsolete entries hardly outnumber what was typed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter

from kolofon.catalogue.header import updated_header, without_dates
from kolofon.catalogue.progress import without_reviews
from kolofon.catalogue.update.match import Kind, Match, match
from kolofon.catalogue.update.message_index import MessageIndex, indexed
from kolofon.catalogue.update.obsolete import undated
from kolofon.catalogue.update.pairs import Pairs, basis
from kolofon.catalogue.update.report import Change, Outcome, Report
from kolofon.catalogue.update.similarity import similarity
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message, Previous

__all__ = ["same_but_dates", "update"]

_TRIVIAL = 0.8
"""How similar to its old words a message must be to count as a corrected misprint."""
_NUMBER = re.compile(r"\d+")
_ROUNDS = 3
"""How often `_shelve` tries an update back to the old text: each try may show further entries that must be kept."""


Carry = Callable[[Catalogue, Sequence[Message]], Catalogue]


def update(
    catalogue: Catalogue,
    messages: Sequence[Message],
    *,
    template: Catalogue | None = None,
    trivial: bool = False,
    carry: Carry = lambda catalogue, _: catalogue,
) -> tuple[Catalogue, Report]:
    """The catalogue for a new text, and what became of each message.

    `messages` are those of the text in document order, each key once.  The entries are in the same order, obsolete ones
    last.  From the header of the template, Report-Msgid-Bugs-To and POT-Creation-Date are taken.  With `trivial`, by
    which an editor says that only misprints were corrected, a message that is similar to its old words keeps its
    translation, unless its numbers changed.  `carry` is applied first; it may make
    entries for messages out of the entries of other messages, as `resegment` does.

    Laws: a second update with the same messages changes nothing; neither do an edit and its undoing, but for dates.
    """
    new = indexed(messages)
    given = carry(catalogue, new)
    found = match(given.entries, new)
    active, changes = [], []
    given_away: set[Key] = set()
    for index, source in enumerate(found):
        if isinstance(source, CatalogueEntry):
            entry, change = _same(new, index, source)
            active.append(entry)
            changes.append(change)
            continue
        message = new[index]
        entry, outcome = _entry(new.new_entries[index], message, source, trivial=trivial)
        active.append(entry)
        was = tuple(old.key for old in source.sources) if source else ()
        changes.append(replace(new.unchanged[index], outcome=outcome, was=was))
        # The old words of a corrected misprint are kept as an obsolete entry: their translation was not fuzzy.
        if outcome is Outcome.NEW or (source and source.kind is Kind.RETOUCHED):
            given_away.update(was)
    carried_on: list[CatalogueEntry] = []
    if given is not catalogue:
        kept = {entry.key for entry in given.entries}
        carried_on = [entry for entry in catalogue.entries if not entry.obsolete and entry.key not in kept]
    given_away.update(entry.key for entry in carried_on)
    left = [entry for entry in (*given.entries, *carried_on) if entry.key not in new.known]
    shelved, gone = _shelve(active, left, given_away, partial(_again, catalogue, carry))
    changes += [Change(Outcome.OBSOLETE, entry.key) for entry in left if not entry.obsolete and entry.key in shelved]
    changes += [Change(Outcome.GONE, entry.key) for entry in gone if entry.key not in given_away]
    header = updated_header(catalogue.header, template.header) if template else catalogue.header
    return replace(catalogue, header=header, entries=(*active, *shelved.values())), Report(tuple(changes))


def _same(new: MessageIndex, index: int, old: CatalogueEntry) -> tuple[CatalogueEntry, Change]:
    """The new entry of a message whose context and words are unchanged, and the change to report."""
    entry, change = _kept(old, new.new_entries[index]), new.unchanged[index]
    if not old.obsolete:
        return entry, change
    return entry, replace(change, outcome=Outcome.REVIVED if any(old.msgstrs) else Outcome.NEW)


def _entry(
    born: CatalogueEntry, message: Message, found: Match | None, *, trivial: bool
) -> tuple[CatalogueEntry, Outcome]:
    if found is None:
        return born, Outcome.NEW
    old = found.sources[0]
    lines = dict.fromkeys(line for old in found.sources for line in undated(old.comments))
    entry = replace(born, flags=old.flags, comments=tuple(lines))
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
        comments=without_reviews(entry.comments),
        # If the translation was made for exactly these words, there are no previous words.
        previous=None if (previous.context, previous.msgid) == message.key else previous,
    )
    return fuzzy, Outcome.MOVED if found.kind is Kind.MOVED else Outcome.FUZZY


def _kept(old: CatalogueEntry, now: CatalogueEntry) -> CatalogueEntry:
    """An entry in use with the `#.` comments and references of `now`; the same object if it has them already."""
    comments = undated(old.comments) if old.comments else ()
    if (
        not old.obsolete
        and comments == old.comments
        and now.references == old.references
        and now.extracted == old.extracted
    ):
        return old
    return replace(old, obsolete=False, comments=comments, extracted=now.extracted, references=now.references)


def _misprint(message: Message, found: Match) -> bool:
    """Whether a message may be a correction of the one entry that it comes from: similar, with the same numbers."""
    old = found.sources[0]
    # Neither part of a sentence that was split is a correction of the whole.
    if len(found.sources) != 1 or similarity(message.msgid, old.msgid) < _TRIVIAL:
        return False
    # A date or a count that was wrong in the text is wrong in the translation, too.
    return _NUMBER.findall(message.msgid) == _NUMBER.findall(old.msgid)


def _shelve(
    active: Sequence[CatalogueEntry],
    left: Sequence[CatalogueEntry],
    given_away: AbstractSet[Key],
    again: Callable[[Iterable[CatalogueEntry]], Mapping[Key, CatalogueEntry]],
) -> tuple[dict[Key, CatalogueEntry], Sequence[CatalogueEntry]]:
    """Of the entries that left the text, those that are kept as obsolete, in order, and those that are removed.

    `again` is an update back to the old text, from the entries that are kept.  An entry may only be removed if that
    update makes it again as it was.
    """
    pairs: Pairs | None = None
    keep: set[Key] = set()
    going: dict[Key, CatalogueEntry] = {}
    sure: list[CatalogueEntry] = []
    for entry in sorted(left, key=lambda entry: entry.fuzzy):
        nothing = not any(entry.msgstrs) and not undated(entry.comments)
        if entry.fuzzy and not entry.obsolete and pairs is None:  # they are rarely needed
            pairs = Pairs((*active, *sure))
        held = entry.key in given_away or (pairs and entry.fuzzy and not entry.obsolete and pairs.has_entry(entry))
        if held and not nothing:
            going[entry.key] = _bare(entry)
        elif not nothing:
            if pairs:
                pairs.add(entry)
            sure.append(entry)
            keep.add(entry.key)
    in_order = [_bare(entry) for entry in sorted(left, key=lambda entry: not entry.obsolete)]
    for _ in range(_ROUNDS):
        shelved = [replace(entry, obsolete=True) for entry in in_order if entry.key in keep]
        made = again([*active, *shelved]) if going else {}
        # An entry that was not in the old text cannot come back by an update, so it need not be made again.
        lost = {key for key, entry in going.items() if made.get(key, entry) != entry}
        keep |= lost
        going = {key: entry for key, entry in going.items() if key not in lost}
        if not lost:
            break
    else:
        keep.update(going)
    shelf = {entry.key: replace(entry, obsolete=True) for entry in in_order if entry.key in keep}
    return shelf, [entry for entry in left if entry.key not in keep]


def _again(catalogue: Catalogue, carry: Carry, entries: Iterable[CatalogueEntry]) -> Mapping[Key, CatalogueEntry]:
    """The entries that an update from other entries would make for the text of a catalogue, by message."""
    new = MessageIndex([Message(*entry.key, (), ()) for entry in catalogue.entries if not entry.obsolete])
    found = match(carry(replace(catalogue, entries=tuple(entries)), new).entries, new)
    made = (
        _kept(source, new.new_entries[index])
        if isinstance(source, CatalogueEntry)
        else _entry(new.new_entries[index], new[index], source, trivial=False)[0]
        for index, source in enumerate(found)
    )
    return {entry.key: _bare(entry) for entry in made}


def _bare(entry: CatalogueEntry) -> CatalogueEntry:
    """An entry without its `#.` comments and references, which are made from the source."""
    return replace(entry, extracted=(), references=())


def same_but_dates(old: Catalogue, new: Catalogue) -> bool:
    """Whether two catalogues differ in header dates and references alone, which is not worth a diff in git."""
    return (
        len(old.entries) == len(new.entries)
        and _without_entries(old) == _without_entries(new)
        and all(
            one is other or _substance(one) == _substance(other)
            for one, other in zip(old.entries, new.entries, strict=True)
        )
    )


def _without_entries(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, header=without_dates(catalogue.header), entries=())


_substance = attrgetter(
    *(field.name for field in fields(CatalogueEntry) if field.compare and field.name != "references")
)
"""Everything in an entry but its references and its line."""
