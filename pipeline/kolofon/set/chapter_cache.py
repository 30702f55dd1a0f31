"""The set chapters of a document that is set again and again: a chapter in which nothing changed is set once.

Setting a chapter looks up headings and numbers in the rest of the document, and counts its notes and formulas on.  So a
cached chapter has these lookups with their answers, and the counts before and after it; it is used as long as the
answers and the counts before it are the same.

Law: a document is set as if nothing were cached, and each set sentence is set from a sentence of this document.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kolofon.model.document import Section
from kolofon.set.inline import InlineSetter
from kolofon.set.lookups import Lookup, Lookups
from kolofon.set.numbers.notes import Counted, Listed
from kolofon.set.part_cache import PartCache
from kolofon.set.values.document import SetNoteGroup, SetSection

__all__ = ["ChapterCache", "SettingState"]


class SettingState(NamedTuple):
    """What changes while the chapters of a document are set one after another: its notes, its lines and the lookups."""

    notes: Listed
    inline: InlineSetter
    lookups: Lookups

    def begin_chapter(self) -> "_Counts":
        """The counts at the beginning of a chapter; calls of notes and lookups are recorded anew from here."""
        self.notes.called.clear()
        self.lookups.answers.clear()
        return _Counts(self.notes.last, self.inline.formulas)


class _Counts(NamedTuple):
    """The number of the last note, and how many formulas have had a name and a number."""

    note: int
    formulas: tuple[int, int]


class _CachedChapter(NamedTuple):
    """A set chapter, and what it was made of: its section, its place, the answers to its lookups, the counts before it.

    `after` are the counts behind it, `called` the notes that it calls with their counts before and behind.
    """

    section: Section
    place: tuple[str, int, bool]
    answers: Mapping[Lookup, object]
    before: _Counts
    after: _Counts
    called: tuple[tuple[str, Counted, Counted], ...]
    groups: tuple[SetNoteGroup, ...]
    result: SetSection

    def fits(self, section: Section, place: tuple[str, int, bool], state: SettingState, now: _Counts) -> bool:
        """Whether setting a section here would give the same."""
        return (
            self.section is section
            and (self.place, self.before) == (place, now)
            and all(state.notes.counted(name) == before for name, before, _ in self.called)
            and all(state.lookups.answer(lookup) == answer for lookup, answer in self.answers.items())
        )


class ChapterCache:
    """The set chapters of one document, and the values that were computed from its parts (`parts`).

    `newly_set` are the ids of the chapters that were set the last time.
    """

    def __init__(self) -> None:
        self.newly_set: list[str] = []
        self._ground: object = None
        self._chapters: dict[str, _CachedChapter] = {}
        self.parts = PartCache()

    def begin(self, *ground: object) -> None:
        """Begin to set the document; the cache is emptied if `ground`, which all chapters depend on, has changed."""
        self.newly_set.clear()
        if ground != self._ground:
            self._chapters.clear()
        self._ground = ground

    def chapter(
        self,
        state: SettingState,
        section: Section,
        place: tuple[str, int, bool],
        make: Callable[[], tuple[SetSection, bool]],
    ) -> SetSection:
        """A chapter, from the cache if it fits; else `make` sets it and returns whether it may be cached."""
        name = place[0]
        now = state.begin_chapter()
        known = self._chapters.get(name)
        if known and known.fits(section, place, state, now):
            for note, _, last in known.called:
                state.notes.count(note, last)
            state.notes.last, state.inline.formulas = known.after
            state.notes.groups = (*state.notes.groups, *known.groups)
            return known.result
        self.newly_set.append(name)
        notes = state.notes
        groups = len(notes.groups)
        result, cacheable = make()
        if cacheable:
            called = tuple([(note, before, notes.counted(note)) for note, before in notes.called.items()])
            after = _Counts(notes.last, state.inline.formulas)
            answers = dict(state.lookups.answers)
            self._chapters[name] = _CachedChapter(
                section, place, answers, now, after, called, notes.groups[groups:], result
            )
        else:
            self._chapters.pop(name, None)
        return result
