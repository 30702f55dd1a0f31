"""Source texts, read and segmented: a work, or a file of it, that is as it was when it was read is not read again."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from kolofon.catalogue.extract import extract, joined
from kolofon.edition.leaves import Asked, Leaf, Leaves, finished, leaf_of
from kolofon.edition.set_aside import SetAside
from kolofon.edition.store.codec import codec
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.store.key import digest_of
from kolofon.edition.store.recall import keep, recall, recalled
from kolofon.model.document import Document
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.model.message import Message
from kolofon.read import read
from kolofon.read.beside import Beside, nothing_beside
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter
from kolofon.read.table import SourceFile
from kolofon.read.works.chapters import Contents, ReadOptions, contents, parsed, read_chapters
from kolofon.segment import segment
from kolofon.segment.index_marks import blind_references

__all__ = ["Readings", "TextRead", "WorkText"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Findings:
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Messages:
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The paths of the files beside a text that it asked for when it was last read."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of a work, and the files that it comes from, each with its digest as `Beside` has it."""

    contents: Contents
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text that was read: its findings, and functions that return its tree and its messages.

    `asked` has the files beside it that it asked for, as `Beside` has them.
    """

    findings: tuple[Finding, ...]
    document: Callable[[], Document]
    messages: Callable[[], tuple[Message, ...]]
    asked: Mapping[str, str] = field(default_factory=dict)


class WorkText:
    """The text of a work, which is read when something is asked of it that is not kept from an earlier run.

    If the text is made as a `whole`, its tree is kept as soon as it is read, and else when somebody asks for it.

    `named` are the work, its edition, and the digest of the files that these name.  Of the files `beside` it, those
    that the text asked for when it was last read are known, so that it need not be read to learn whether it changed.
    """

    def __init__(
        self,
        store: Store,
        named: tuple[Work, Edition, str],
        make: Callable[[], TextRead],
        beside: Beside | None = None,
        *,
        whole: bool = False,
    ) -> None:
        self._store = store
        self._whole = whole
        self._named = named
        self._beside = beside or nothing_beside()
        self._make = make
        self._made: TextRead | None = None
        self._asked: Mapping[str, str] | None = None

    @property
    def parts(self) -> tuple[Work, Edition, str]:
        """All that it depends on; the last is its `digest`."""
        if self._asked is None and (known := recalled(self._store, _Asked, self._named)):
            self._asked = {path: self._beside.digest(path) for path in known.paths}
        asked = self._read().asked if self._asked is None else self._asked
        work, edition, own = self._named
        return work, edition, _digest_with(own, work, asked)

    @property
    def digest(self) -> str:
        """The SHA-256 of its file, in hexadecimal.

        For a work of many files it is that of a list of their digests and paths, as sha256sum(1) writes it, in the
        order of the book.  For one that asks for files beside it, it is that of such a list too: first the digest of
        the work, with its name, and then those of the files in the order of their paths.
        """
        return self.parts[2]

    def is_of(self, other: "WorkText") -> bool:
        """Whether it depends on the same as another one."""
        return self.parts == other.parts

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths below `source/` of files that it asked for and that are not there."""
        return tuple(path for path, digest in self._read().asked.items() if not digest)

    @property
    def asked(self) -> frozenset[str]:
        """The paths below `source/` of the files beside it that it asked for."""
        return frozenset(self._read().asked)

    @property
    def kept(self) -> bool:
        """Whether it is kept from an earlier run, whole or file by file, so that nothing need be parsed."""
        known = self._made or self._asked is not None or recalled(self._store, _Asked, self._named)
        return bool(known) and recalled(self._store, _Findings, self.parts) is not None

    @cached_property
    def document(self) -> Document:
        """The segmented tree."""
        if self._made is None and (kept := recalled(self._store, Document, self.parts)):
            return kept
        document = self._read().document()
        if not self._whole:
            keep(self._store, Document, self.parts, document)
        return document

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in reading it."""
        kept = recalled(self._store, _Findings, self.parts)
        if kept is None:
            kept = _Findings(self._read().findings)
            keep(self._store, _Findings, self.parts, kept)
        return kept.findings

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Its messages, in any language."""
        kept = recalled(self._store, _Messages, self.parts)
        if kept is None:
            kept = _Messages(self._read().messages())
            keep(self._store, _Messages, self.parts, kept)
        return kept.messages

    def _read(self) -> TextRead:
        if self._made is None:
            self._made = self._make()
            before, self._asked = self._asked, self._made.asked
            if before is None or before.keys() != self._asked.keys():
                keep(self._store, _Asked, self._named, _Asked(tuple(self._asked)))
            if self._whole:
                keep(self._store, Document, self.parts, self._made.document())
        return self._made


def _digest_with(own: str, work: Work, asked: Mapping[str, str]) -> str:
    """The digest of a text with those of the files beside it that it asked for, as `WorkText.digest` has it."""
    there = {path: digest for path, digest in sorted(asked.items()) if digest}
    return _listed({work.name: own} | there) if there else own


def _listed(digests: Mapping[str, str]) -> str:
    listed = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    return hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()


@dataclass(frozen=True, slots=True)
class _File:
    """What is kept of a file: its leaf, and its chapter as bytes."""

    leaf: Leaf
    chapter: bytes


class Readings:
    """The texts of a work of an edition, read with a store."""

    def __init__(self, store: Store, work: Work, edition: Edition) -> None:
        self._store = store
        self._work = work
        self._edition = edition

    def text(self, content: bytes, path: str, others: Callable[[], Mapping[str, bytes]] = dict[str, bytes]) -> WorkText:
        """The text of a work that is one file, whose path is from the root; errors as in `kolofon.read.read`.

        `others` returns the files below `source/`, for what the text includes.
        """
        digest = hashlib.sha256(content).hexdigest()

        def make() -> TextRead:
            beside = Beside(others)
            document, findings = read(content, path, self._work, self._edition, beside)
            document = segment(document, self._edition.segmentation)
            found = (*findings, *blind_references(document.index))
            return TextRead(found, lambda: document, lambda: extract(document), beside.asked)

        return WorkText(self._store, (self._work, self._edition, digest), make, Beside(others), whole=True)

    def chapters(self, files: Mapping[str, bytes]) -> WorkText:
        """The text of a work of many files, as they are below `source/`; errors as in `read_chapters`."""
        order = self._contents(files)
        paths = order.paths(self._work)
        there = all(path in files for path in paths)  # else the reader says which is not
        digest = _listed({path: hashlib.sha256(files[path]).hexdigest() for path in paths} if there else {})

        def make() -> TextRead:
            aside, leaves = SetAside(), Leaves(self._store, (self._work, self._edition))
            besides: list[Beside] = []
            how = ReadOptions(opening=partial(self._opened, aside, leaves, besides), order=order)
            document, findings = read_chapters(files, self._work, self._edition, how)
            document = segment(document, self._edition.segmentation)
            leaves.keep()
            found = (*findings, *blind_references(document.index))
            asked = {path: digest for beside in besides for path, digest in beside.asked.items()}
            return TextRead(found, lambda: aside.back(document), lambda: joined(aside.rows(document)), asked)

        return WorkText(self._store, (self._work, self._edition, digest), make, Beside(lambda: files))

    def _contents(self, files: Mapping[str, bytes]) -> Contents:
        """The order of the work.  A list in a file is kept, and one in several files as long as these are the same."""
        beside = Beside(lambda: files)
        make = partial(contents, files, self._work, self._edition, beside)
        if self._work.summary not in files:
            return make()
        if self._work.format is not SourceFormat.RST:
            return recall(self._store, Contents, (self._work, self._edition, files[self._work.summary]), make)
        named = (self._work, self._edition, tuple(sorted(files)))
        kept = recalled(self._store, _Order, named)
        if kept and beside.unchanged(dict(kept.asked)):
            return kept.contents
        made = make()
        keep(self._store, _Order, named, _Order(made, tuple(beside.asked.items())))
        return made

    @cached_property
    def _whole(self) -> str:
        """The digest of what counts for each file."""
        return digest_of(self._work, self._edition)

    def _opened(
        self, aside: SetAside, leaves: Leaves, besides: list[Beside], content: bytes, reading: Reading
    ) -> SourceFile:
        """A file as it was read before, or parsed; what is finished is set aside.

        `besides` gets the files beside it.
        """
        besides.append(reading.beside)
        if isinstance(self._store, Nothing):
            return parsed(content, reading)
        digest = hashlib.sha256(content).hexdigest()
        root, role = str(reading.targets.root), reading.role.value
        facts = (reading.path, reading.base, reading.number, role, reading.listed, root, digest)
        kept = _Keeping(self._store, (self._whole, *facts), content, reading)
        leaf = leaves.find(facts) or kept.leaf()
        if leaf is None or not reading.beside.unchanged(dict(leaf.beside)):
            return _New(facts, kept, aside, leaves)
        return _Known(leaf, kept, aside, leaves)


_ASKED = ("links", "titles", "names", "beside")
"""The fields of a leaf with what a file asked for."""


class _Keeping:
    """The place in the store of one file, and what it takes to read it again."""

    def __init__(self, store: Store, parts: tuple[str, ...], content: bytes, reading: Reading) -> None:
        self.reading = reading
        self._store = store
        self.parts = parts
        self._content = content
        self._chapter: Chapter | None = None

    def leaf(self) -> Leaf | None:
        """The leaf, if the file is in the store."""
        file = recalled(self._store, _File, self.parts)
        return file.leaf if file else None

    def keep(self, leaf: Leaf, chapter: Chapter) -> None:
        """Put the file into the store; ValueError for what is no Unicode."""
        self._chapter = chapter
        keep(self._store, _File, self.parts, _File(leaf, codec(Chapter).encode(chapter)))

    def parsed(self, reading: Reading) -> SourceFile:
        """The file, parsed."""
        return parsed(self._content, reading)

    def tree(self, leaf: Leaf) -> Chapter:
        """The chapter of a leaf; read again where the store has it no more, or with links that led elsewhere."""
        if self._chapter is None:
            self._chapter = self._tree(leaf)
        return self._chapter

    def _tree(self, leaf: Leaf) -> Chapter:
        file = recalled(self._store, _File, self.parts)
        # A run that was stopped has put the file there, and not yet the leaves of the work.
        if file and all(getattr(file.leaf, each) == getattr(leaf, each) for each in _ASKED):
            return codec(Chapter).decode(file.chapter)
        again = replace(self.reading, findings=[])
        chapter = self.parsed(again).read()
        return finished(chapter, again) or chapter


class _New:
    """A file that is parsed, and kept when it is read."""

    def __init__(self, facts: tuple[str, ...], kept: _Keeping, aside: SetAside, leaves: Leaves) -> None:
        self._file = kept.parsed(kept.reading)
        self.anchors = self._file.anchors
        self.figures = self._file.figures
        self.sections = self._file.sections
        self._facts = facts
        self._kept = kept
        self._aside = aside
        self._leaves = leaves

    def read(self) -> Chapter:
        """The content of the file."""
        reading = self._kept.reading
        reading.targets = Asked(reading.targets.pages, reading.targets.root)
        chapter = self._file.read()
        done = finished(chapter, reading)
        try:
            leaf = leaf_of(self._file, done or chapter, reading, self._facts, done=done is not None)
            self._kept.keep(leaf, done or chapter)
        except ValueError:  # there is something in it that is no Unicode
            return chapter
        self._leaves.add(leaf)
        return self._aside.chapter(leaf, partial(self._kept.tree, leaf)) if done else chapter


class _Known:
    """A file that was read before.  Where one of its links now leads elsewhere, it is read again."""

    def __init__(self, leaf: Leaf, kept: _Keeping, aside: SetAside, leaves: Leaves) -> None:
        self.anchors = leaf.anchors
        self.figures = frozenset(leaf.figures)
        self.sections = leaf.sections
        self._leaf = leaf
        self._kept = kept
        self._aside = aside
        self._leaves = leaves

    def read(self) -> Chapter:
        """The content of the file."""
        reading, leaf = self._kept.reading, self._leaf
        targets, base = reading.targets, reading.base
        same = all(targets.resolve(target, base) == answer for target, answer in leaf.links)
        same = same and all(targets.titled(title) == answer for title, answer in leaf.titles)
        if not same or not all(targets.holder(name) == answer for name, answer in leaf.names):
            return _New(leaf.facts, self._kept, self._aside, self._leaves).read()
        reading.findings += leaf.findings
        self._leaves.add(leaf)
        tree = partial(self._kept.tree, leaf)
        return self._aside.chapter(leaf, tree) if leaf.finished else tree()
