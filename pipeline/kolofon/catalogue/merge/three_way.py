"""Two versions of a catalogue and their common base → one catalogue, merged by message and not by line.

First the messages of both sides are put in the order of the newer template.  Then each message is merged from the
entries that the three versions have for it.  A side that does not have a message yet contributes the entry that an
update would make from its translations.  So what one person improves while another updates is kept for the new words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kolofon.catalogue.merge.clash import clash_lines, clashing_translations, without_clash
from kolofon.catalogue.merge.translators import with_credits
from kolofon.catalogue.merge.values import merged_lines, merged_sequence, merged_value
from kolofon.catalogue.progress import without_reviews
from kolofon.catalogue.update import update
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message

__all__ = ["Clash", "merge", "merge_entry", "with_lost_entries"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A message that both sides translated differently; a translation is all plural forms."""

    key: Key
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def merge(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> tuple[Catalogue, tuple[Clash, ...]]:
    """Ours with what theirs changed since `base`, and the messages that both translated differently.

    Of those, ours remains, fuzzy, and theirs is kept in its comment (`merge.clash`).  Nothing else clashes.
    The header has the newer dates; where both changed another field, it is that of the later translator, and it names
    both translators.  References and `#.` are those of the newer template.  A translation whose message the other side
    removed becomes obsolete.

    `merge(b, o, b)` is o, `merge(b, b, t)` is t, and merging the result again with either side changes nothing.
    Catalogues without a common version have an empty base.
    """
    merging = _Merging(base, ours, theirs)
    entries, clashes = [], []
    for key in dict.fromkeys([*merging.text, *merging.ours, *merging.theirs]):
        entry, clash = merging.entry(key)
        entries += [entry] if entry else []
        clashes += [clash] if clash else []
    by_key = {entry.key: entry for entry in entries}
    shelf = [entry.key for entry in entries if entry.obsolete]
    order = [*merging.text, *_shelf_order(shelf, base, ours, theirs, later=merging.later)]
    merged = replace(
        ours,
        language=merged_value(base.language, ours.language, theirs.language),
        header=_header(base, ours, theirs),
        header_comments=merged_lines(base.header_comments, ours.header_comments, theirs.header_comments),
        header_fuzzy=merged_value(base.header_fuzzy, ours.header_fuzzy, theirs.header_fuzzy),
        entries=tuple(by_key[key] for key in order),
    )
    # The translator of a side without changes gets no credit for this merge.
    return with_credits(merged, [side for side in (ours, theirs) if side != base]), tuple(clashes)


def merge_entry(
    base: CatalogueEntry, ours: CatalogueEntry, theirs: CatalogueEntry
) -> tuple[CatalogueEntry, Clash | None]:
    """One message in use, merged as `merge` merges those of catalogues; what the source says is as theirs has it."""
    entry, clash = _entry(*map(_by_hand, (base, ours, theirs)))
    return replace(entry, extracted=theirs.extracted, references=theirs.references, line=theirs.line), clash


def with_lost_entries(base: Catalogue, side: Catalogue) -> tuple[Catalogue, int]:
    """A side with the entries of the base that it lost as obsolete ones, and how many they are.

    An update makes a translation obsolete, or moves it to the new words, but never removes one that was in the text.
    Where neither the message nor its translation is anywhere any more, the file was cut off or overwritten.
    """
    keys = {entry.key for entry in side.entries}
    if all(entry.key in keys for entry in base.entries if entry.translated):
        return side, 0
    lost = tuple(
        replace(entry, obsolete=True, extracted=(), references=())
        for entry in base.entries
        if entry.translated and entry.key not in keys and not _handed_on(entry, side)
    )
    return replace(side, entries=(*side.entries, *lost)), len(lost)


def _handed_on(entry: CatalogueEntry, side: Catalogue) -> bool:
    """Whether a translation is at other words, or is a part of a longer one as its words are of the words there."""
    return any(
        other.msgstrs == entry.msgstrs or (entry.msgid in other.msgid and entry.msgstr in other.msgstr)
        for other in side.entries
    )


class _Merging:
    """The entries of the three versions by message, and the messages of the merged text in their order (`text`).

    `base_updated`, `ours_updated` and `theirs_updated` have the entries that an update of that version would make for
    the messages that it lacks.
    """

    def __init__(self, base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
        versions = (base, ours, theirs)
        self.base, self.ours, self.theirs = ({entry.key: entry for entry in version.entries} for version in versions)
        self.later = _later(ours, theirs, "POT-Creation-Date", base)
        was, here, there = ([entry.key for entry in version.entries if not entry.obsolete] for version in versions)
        self.text = dict.fromkeys(merged_sequence(was, here, there, self.later))
        messages = [self.message(key) for key in self.text]
        self.base_updated, self.ours_updated, self.theirs_updated = (
            _updated_entries(side, messages) for side in versions
        )

    def message(self, key: Key) -> Message:
        extracted, references = self.made(key, obsolete=False)
        return Message(*key, tuple(Place(reference) for reference in references), extracted)

    def made(self, key: Key, *, obsolete: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The `#.` comments and references of a message, from the sides where it is `obsolete`, or else in use."""
        sides = [side[key] for side in (self.ours, self.theirs) if key in side and side[key].obsolete == obsolete]
        if not sides:
            return (), ()
        ours, theirs = sides[0], sides[-1]
        if self.later:
            # All are taken from one template: references into two versions of the text would contradict each other.
            newer = theirs if self.later > 0 else ours
            return newer.extracted, newer.references
        base = self.base.get(key, CatalogueEntry(*key))
        return (
            merged_value(base.extracted, ours.extracted, theirs.extracted),
            merged_value(base.references, ours.references, theirs.references),
        )

    def entry(self, key: Key) -> tuple[CatalogueEntry | None, Clash | None]:
        """The merged entry of a message, None if there is none, and whether it clashes."""
        base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        if key in self.text and base is None:
            base = self.base_updated.get(key)
            ours = ours or _improved(base, self.ours_updated.get(key), theirs)
            theirs = theirs or _improved(base, self.theirs_updated.get(key), ours)
        only = ours or theirs
        clash = None
        if ours and theirs:
            only, clash = _entry(*map(_by_hand, (base or CatalogueEntry(*key), ours, theirs)))
        elif only and base and key not in self.text and not _edited(base, only):
            only = None
        if only is None:
            return None, None
        obsolete = key not in self.text
        extracted, references = self.made(key, obsolete=obsolete)
        return replace(only, obsolete=obsolete, extracted=extracted, references=references), clash


def _updated_entries(catalogue: Catalogue, messages: Sequence[Message]) -> Mapping[Key, CatalogueEntry]:
    """The entries that an update would make for those messages that a catalogue does not have."""
    own = {entry.key for entry in catalogue.entries}
    if own.issuperset(message.key for message in messages):
        return {}
    updated, _ = update(catalogue, messages)
    return {entry.key: entry for entry in updated.entries if entry.key not in own and not entry.obsolete}


def _improved(
    base: CatalogueEntry | None, updated_entry: CatalogueEntry | None, other: CatalogueEntry | None
) -> CatalogueEntry | None:
    """The entry that an update of one side would make for a message that only the other side has.

    None if a translator edited the message there, or if an update of the base would make the same entry.
    """
    if base is None or updated_entry is None or other is None or not any(updated_entry.msgstrs):
        return None
    if updated_entry.msgstrs == base.msgstrs or (any(other.msgstrs) and _state(other) != _state(base)):
        return None
    return updated_entry


def _by_hand(entry: CatalogueEntry) -> CatalogueEntry:
    """An entry without what an update writes into it."""
    return replace(entry, obsolete=False, extracted=(), references=())


def _state(entry: CatalogueEntry) -> tuple[tuple[str, ...], bool]:
    return entry.msgstrs, entry.fuzzy


def _edited(base: CatalogueEntry, entry: CatalogueEntry) -> bool:
    """Whether a translator changed the translation, the fuzzy flag or the comment, and they are not empty."""
    changed = (*_state(entry), entry.comments) != (*_state(base), base.comments)
    return changed and (any(entry.msgstrs) or bool(entry.comments))


# --- one message ------------------------------------------------------------------------------------------------------


def _entry(base: CatalogueEntry, ours: CatalogueEntry, theirs: CatalogueEntry) -> tuple[CatalogueEntry, Clash | None]:
    if ours in (base, theirs):
        return theirs, None
    if theirs == base:
        return ours, None
    chosen, clash = _preferred(base, ours, theirs)
    plural = chosen.plural
    if (ours.plural is None) == (theirs.plural is None):
        plural = merged_value(base.plural, ours.plural, theirs.plural)
    comments = merged_lines(base.comments, ours.comments, theirs.comments)
    # A review is of the translation beside it, so it is removed together with the translation that is not chosen.
    stale = set(comments) - set(without_reviews(comments))
    if not clash and not chosen.fuzzy:
        stale -= {line for side in (ours, theirs) if side.msgstrs == chosen.msgstrs for line in side.comments}
    comments = tuple(line for line in comments if line not in stale)
    lost = clashing_translations(comments)
    kept = [msgstrs for msgstrs in (*lost, *([theirs.msgstrs] if clash else [])) if msgstrs != chosen.msgstrs]
    if all(chosen.msgstrs) and not chosen.fuzzy and not clash:
        kept = []  # somebody has chosen
    if tuple(kept) != lost:
        comments = (*without_clash(comments), *clash_lines(dict.fromkeys(kept)))
    entry = replace(
        chosen,
        plural=plural,
        fuzzy=chosen.fuzzy or (clash and bool(chosen.msgstr)),
        comments=comments,
        flags=merged_sequence(base.flags, ours.flags, theirs.flags),
    )
    return entry, Clash(entry.key, ours.msgstrs, theirs.msgstrs) if clash else None


def _preferred(base: CatalogueEntry, ours: CatalogueEntry, theirs: CatalogueEntry) -> tuple[CatalogueEntry, bool]:
    """The side whose translation is used, and whether that is a clash."""
    if ours.msgstrs == theirs.msgstrs:
        return _surer(base, ours, theirs), False
    if base.msgstrs in (ours.msgstrs, theirs.msgstrs):
        return (theirs if ours.msgstrs == base.msgstrs else ours), False
    if not any(ours.msgstrs) or not any(theirs.msgstrs):
        return (ours if any(ours.msgstrs) else theirs), False
    # A side that keeps the other's translation in a comment knows of it: the clash was reported before.
    if ours.msgstrs in clashing_translations(theirs.comments) and theirs.msgstrs not in clashing_translations(
        ours.comments
    ):
        return theirs, False
    return ours, theirs.msgstrs not in clashing_translations(ours.comments)


def _surer(base: CatalogueEntry, ours: CatalogueEntry, theirs: CatalogueEntry) -> CatalogueEntry:
    """The side that is used, of two that have the same translation.

    It is the one that changed its state, else one that clashes, else one that is not fuzzy.
    """
    before, here, there = ((side.fuzzy, side.previous) for side in (base, ours, theirs))
    if base.msgstrs == ours.msgstrs and before in (here, there):
        return theirs if here == before else ours
    return max(
        ours, theirs, key=lambda side: (bool(clashing_translations(side.comments)), not side.fuzzy, repr(side.previous))
    )


# --- the file ---------------------------------------------------------------------------------------------------------


def _shelf_order(shelf: Sequence[Key], *versions: Catalogue, later: int) -> tuple[Key, ...]:
    """The obsolete messages in the order of the sides, then those that were obsolete on neither."""
    wanted = frozenset(shelf)
    base, ours, theirs = (
        [entry.key for entry in version.entries if entry.obsolete and entry.key in wanted] for version in versions
    )
    # Which entries remain is decided, so an entry that only one side has was not removed by the other.
    both = frozenset(ours) & frozenset(theirs)
    kept = merged_sequence([key for key in base if key in both], ours, theirs, later)
    return tuple(dict.fromkeys([*kept, *shelf]))


_SIGNED = ("po-revision-date", "last-translator")
"""Two fields that belong together: the time of the last change, and its author."""

Field = tuple[str, int]


def _header(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> tuple[tuple[str, str], ...]:
    was, here, there = (_fields(version) for version in (base, ours, theirs))
    signed = _later(ours, theirs, "PO-Revision-Date")
    made = _later(ours, theirs, "POT-Creation-Date")
    one, two, three = ({name: fields.get((name, 0)) for name in _SIGNED} for fields in (was, here, there))
    signature = merged_value(one, two, three, signed)
    merged: list[tuple[str, str]] = []
    for field in merged_sequence([*was], [*here], [*there], made):
        if field[0] in _SIGNED and not field[1]:
            found = signature[field[0]]
        else:
            found = merged_value(
                was.get(field), here.get(field), there.get(field), made if "pot-" in field[0] else signed
            )
        merged += [found] if found else []
    return tuple(merged)


def _fields(catalogue: Catalogue) -> dict[Field, tuple[str, str]]:
    # A name may occur twice, and a line that is no field has no name.
    fields: dict[Field, tuple[str, str]] = {}
    for name, value in catalogue.header:
        label = name.lower() or value
        times = sum(known == label for known, _ in fields)
        fields[label, times] = (name, value)
    return fields


def _later(ours: Catalogue, theirs: Catalogue, field: str, base: Catalogue | None = None) -> int:
    """Negative if ours has the later date in a header field, positive if theirs has, 0 if neither.

    With a base, a date that is still the base's is the earlier one in any case.
    """
    mine, yours = ours.field(field), theirs.field(field)
    if base and mine != yours and base.field(field) in {mine, yours}:
        return 1 if mine == base.field(field) else -1
    here, there = _moment(mine), _moment(yours)
    return (here < there) - (there < here)


def _moment(date: str) -> datetime:
    """A date of a header, as `YYYY-MM-DD HH:MM+ZZZZ` or otherwise in ISO 8601; what is none is older than any."""
    try:
        moment = datetime.fromisoformat(date.strip())
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
