"""A document that is set again and again: a chapter of it in which nothing changed is not set anew.

A chapter asks the rest of its document for headings and numbers, and it counts notes and formulas on.  What is kept of
it has these questions with their answers, and where the counts stood before it and behind it; it is used as long as
both are the same.

Law: a document is set as if nothing had been set before, and each set sentence is set from a sentence of this document.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kolofon.model.document import Section
from kolofon.set.asked import Asked, Question
from kolofon.set.facts import Facts
from kolofon.set.inline import InlineSetter
from kolofon.set.numbers.notes import Counted, Listed
from kolofon.set.values.document import SetNoteGroup, SetSection

__all__ = ["Before", "Course"]


class Course(NamedTuple):
    """What goes on through a document while its chapters are set: the notes, the lines, and what these asked."""

    notes: Listed
    inline: InlineSetter
    asked: Asked

    def begin(self) -> "_Stand":
        """Where the counts stand; the notes that are called from now on, and the questions, are those of a chapter."""
        self.notes.called.clear()
        self.asked.heard.clear()
        return _Stand(self.notes.last, self.inline.formulas)


class _Stand(NamedTuple):
    """The number of the last note, and how many formulas have had a name and a number."""

    note: int
    formulas: tuple[int, int]


class _Chapter(NamedTuple):
    """A chapter that was set: of which section, and how; where the counts stood before it and behind it."""

    section: Section
    place: tuple[str, int, bool]
    answers: Mapping[Question, object]
    before: _Stand
    behind: _Stand
    called: tuple[tuple[str, Counted, Counted], ...]
    groups: tuple[SetNoteGroup, ...]
    made: SetSection

    def fits(self, section: Section, place: tuple[str, int, bool], course: Course, now: _Stand) -> bool:
        """Whether setting a section here would give the same."""
        return (
            self.section is section
            and (self.place, self.before) == (place, now)
            and all(course.notes.counted(name) == before for name, before, _ in self.called)
            and all(course.asked.says(question) == said for question, said in self.answers.items())
        )


class Before:
    """What was set of one document, and the `facts` that were found in it.

    `anew` are the ids of the chapters that were set the last time.
    """

    def __init__(self) -> None:
        self.anew: list[str] = []
        self._ground: object = None
        self._chapters: dict[str, _Chapter] = {}
        self.facts = Facts()

    def begin(self, *ground: object) -> None:
        """Begin to set the document; where what all of its chapters depend on is another, nothing is known of it."""
        self.anew.clear()
        if ground != self._ground:
            self._chapters.clear()
        self._ground = ground

    def chapter(
        self,
        course: Course,
        section: Section,
        place: tuple[str, int, bool],
        make: Callable[[], tuple[SetSection, bool]],
    ) -> SetSection:
        """A chapter, set now or earlier; `make` sets it, and says whether it may be kept."""
        name = place[0]
        now = course.begin()
        known = self._chapters.get(name)
        if known and known.fits(section, place, course, now):
            for note, _, behind in known.called:
                course.notes.count(note, behind)
            course.notes.last, course.inline.formulas = known.behind
            course.notes.groups = (*course.notes.groups, *known.groups)
            return known.made
        self.anew.append(name)
        notes = course.notes
        groups = len(notes.groups)
        made, keep = make()
        if keep:
            called = tuple([(note, before, notes.counted(note)) for note, before in notes.called.items()])
            end = _Stand(notes.last, course.inline.formulas)
            self._chapters[name] = _Chapter(
                section, place, dict(course.asked.heard), now, end, called, notes.groups[groups:], made
            )
        else:
            self._chapters.pop(name, None)
        return made
