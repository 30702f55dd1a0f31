"""One file while it is read, which all readers of markup share: its targets, its pictures, its findings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kolofon.model.document import Foreign, IndexMark, Inline, Place, Role
from kolofon.model.edition import Edition, Work
from kolofon.model.finding import Finding, Severity
from kolofon.read.beside import Beside, nothing_beside
from kolofon.read.elements.index import index_marks
from kolofon.read.findings.groups import listed, of_kind
from kolofon.read.findings.hints import Hints, hints
from kolofon.read.targets import Leads, Targets, picture
from kolofon.read.text import UNPRINTABLE

__all__ = ["Marks", "Reading", "printable"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_REPLACEMENT = "\ufffd"
_HELD = "data:"
"""The beginning of a picture's address with the picture itself in it (RFC 2397)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The language of an element's words, and whether they are left out of translation, from its attributes."""

    language: str = ""
    kept: bool = False

    def block_language(self, source_language: str) -> str:
        """The language of a block that is left out of translation; empty for any other block.

        A block in another language than the text is left out of translation too.
        """
        if self.kept:
            return self.language or source_language
        return self.language if self.language != source_language else ""

    def foreign(self, children: tuple[Inline, ...], source_language: str) -> tuple[Inline, ...]:
        """Inline content with these marks."""
        if not self.kept and self.language in ("", source_language):
            return children
        return (Foreign(children, self.language or source_language, self.kept),)


@dataclass(slots=True)
class Reading:
    """One file while it is read: `path` as a person would type it, `base` below `source/`, and the findings.

    `number` is that of the chapter ("2.1") in a work of many files, `role` its role, and `listed` its title in the list
    of chapters, if that has one.  `beside` has the other files below `source/`, which the file may include.
    """

    path: str
    base: str
    work: Work
    edition: Edition
    targets: Targets
    number: str = ""
    role: Role = Role.SECTION
    findings: list[Finding] = field(default_factory=list)
    beside: Beside = field(default_factory=nothing_beside)
    listed: str = ""

    @property
    def hints(self) -> Hints:
        """The hints of findings in the markup of this file."""
        return hints(self.work.format)

    def note_name(self, name: str) -> str:
        """The name of a note of this file, different from those of all other files."""
        return f"{self.number} {name}" if self.number else name

    def warn(self, code: str, place: Place, message: str, hint: str, *, subject: str = "") -> None:
        """Add a finding that needs attention; `subject` is the piece of the source that it is about."""
        self.findings.append(Finding(code, Severity.WARNING, place, message, hint, subject=subject))

    def note(self, code: str, place: Place, message: str, subject: str) -> None:
        """Add a finding for information: `subject` is the piece of the source that is not in the book."""
        self.findings.append(Finding(code, Severity.NOTE, place, " ".join(message.split()), subject=subject))

    def unread(self, code: str, place: Place, subject: str) -> None:
        """Add a finding of something that the press does not use; a file has one such finding for each code."""
        self.findings.append(listed(code, Severity.NOTE, place, " ".join(subject.split())))

    def unprinted(self, kind: str, place: Place, subject: str) -> None:
        """Add a finding of something in a wiki that a book does not have; a file has one for each kind."""
        self.findings.append(of_kind(kind, place, " ".join(subject.split())))

    def target(self, target: str, place: Place) -> str:
        """The target of a link as the document has it."""
        resolved, leads = self.targets.resolve(target, self.base)
        if leads is Leads.PAGE:
            name = self.hints.name.replace("NAME", "name")
            hint = f"name a heading as its address has it (“Two words” is #two-words), or give the place a name: {name}"
            self.warn("missing-target", place, f"there is no place for {target} to lead to", hint, subject=target)
        elif leads is Leads.NOWHERE:
            hint = "write a whole address (https://…), or the path of a file of this work"
            message = f"a reader cannot follow “{target}”; only its text is printed"
            self.warn("unfollowed-link", place, message, hint, subject=target)
        return resolved

    def reference(self, name: str, place: Place) -> str:
        """The target of a reference by a name; empty, with a finding, where nothing has that name."""
        resolved, leads = self.targets.resolve(f"#{name}", self.base)
        if leads is Leads.SOMEWHERE:
            return resolved
        hint = f"give it to a figure, a table or a heading: {self.hints.name.replace('NAME', name)}"
        self.warn("missing-target", place, f"nothing has the name {name}", hint, subject=name)
        return ""

    def names(self, given: Iterable[tuple[str, Place]]) -> None:
        """Add a finding for each name that is given to a second place; `given` are the names of the file in order."""
        first: dict[str, Place] = {}
        for name, place in given:
            if first.setdefault(name, place) != place:
                message = (
                    f"the name {name} is given a second time, after line {first[name].line}; a link finds only one"
                )
                self.warn("repeated-name", place, message, "give one of the places another name", subject=name)

    def reaches(self, source: str) -> bool:
        """Whether the address of a picture is that of a file below `source/`."""
        return picture(source, self.base, self.targets.root) is not None

    def picture(self, source: str, place: Place, *, described: bool = True) -> str:
        """The path of a picture below `source/`; `described`, if it has alternative text."""
        if source.startswith(_HELD):
            source = f"{_HELD}…"
        if not described:
            self.findings.append(listed("undescribed-picture", Severity.WARNING, place, source, self.hints.words))
        found = picture(source, self.base, self.targets.root)
        if found is None:
            hint = "put the file below source/ and write its path from this file"
            message = f"the picture “{source}” is not in this edition; its alternative text is printed"
            self.warn("unreachable-picture", place, message, hint, subject=source)
        return source if found is None else found

    def index_marks(
        self, attributes: Mapping[str, str], words: Iterable[Inline], place: Place
    ) -> tuple[IndexMark, ...]:
        """The marks of the index in the attributes of some words, which go right before the words."""
        made = index_marks(attributes, words)
        if "index" in attributes and not made:
            self.warn("empty-index-mark", place, "this mark of the index names no entry", self.hints.mark)
        return made

    def language(self, tag: str, place: Place) -> str:
        """A language tag of the text (BCP 47); empty, with a finding, if it is not one."""
        if not tag or _LANGUAGE.fullmatch(tag):
            return tag
        hint = "write one such as sq or pt-BR"
        self.warn("unknown-language", place, f"“{tag}” is not a language tag", hint, subject=tag)
        return ""

    def marks(self, attributes: Mapping[str, str], place: Place, also: frozenset[str] = frozenset()) -> Marks:
        """The language and `translate` in some attributes.

        `also` are attributes that the caller reads; each other one is in a finding.
        """
        language = self.language(attributes.get("lang", attributes.get("xml:lang", "")), place)
        for name, value in _others(attributes, also):
            self.unread("unread-attribute", place, f"the attribute {name}=“{value}”")
        return Marks(language, kept=attributes.get("translate") == "no")


_READ = frozenset({"lang", "xml:lang", "translate", "id"})


def _others(attributes: Mapping[str, str], also: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        if name not in _READ and name not in also:
            yield name, value


def printable(text: str) -> str:
    """The text with U+FFFD for each character that no XML document may have, which an entity can have made."""
    return UNPRINTABLE.sub(_REPLACEMENT, text)
