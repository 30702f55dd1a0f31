"""Translations of paragraphs → translations of their sentences, and back, when an edition changes its segmentation.

After such a change, an update would find only new words.  Here the new messages are recognised as old ones that were
split or joined, and their translations are split or joined in the same way; a result that is not sure is fuzzy.  What
was typed for the old unit remains as an obsolete entry, so that changing back restores it as it was.  Only entries that
this module made, and that nobody has changed, are removed.

If an obsolete entry of the new unit has a translation that is not fuzzy, it is used again.  If the translation that is
split or joined is a correction of it (they agree in some sentences and differ in others), the correction is used, and
the other is kept in the comment.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kolofon.catalogue.merge.clash import other_lines
from kolofon.catalogue.progress import is_reviewed, without_reviews
from kolofon.catalogue.update.lengths import align_by_length, surely_parallel
from kolofon.catalogue.update.message_index import indexed
from kolofon.catalogue.update.obsolete import OTHERWISE, undated
from kolofon.catalogue.update.pairs import basis
from kolofon.catalogue.update.sentences import Piece, Sentences, numbers, pieces, renumbered, within
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message, Previous
from kolofon.text.notation import MERGED
from kolofon.text.parts import Kind

__all__ = ["resegment"]

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of a paragraph as a message of its own.

    `offset` is what is added to the numbers in its tags to have those of the paragraph; `after` is the white space
    behind it.
    """

    key: Key
    offset: Counter[str]
    after: str


def resegment(
    catalogue: Catalogue, messages: Sequence[Message], source: Sentences, target: Sentences, space: str
) -> Catalogue:
    """The catalogue with entries for those messages that are a sentence of an old one, or several old ones joined.

    `source` and `target` split the text of either language into sentences; `space` separates sentences of the
    translation (nothing in Chinese).  A catalogue that has all the messages, or no translation, is returned as it is.
    """
    new = indexed(messages)
    entries = {entry.key: entry for entry in catalogue.entries}
    active = {key for key, entry in entries.items() if not entry.obsolete}
    wanted = [key for key in new.keys if key not in active]
    if not wanted or not any(entry.msgstr and not entry.obsolete for entry in catalogue.entries):
        return catalogue
    work = _Work(entries, new.known, source, target, space)
    for key in wanted:
        work.join(key)
    for key, entry in entries.items():
        if key in active and key not in new.known:
            work.part(entry)
    if not (work.new or work.gone):
        return catalogue
    return replace(catalogue, entries=tuple(work.result(catalogue.entries)))


class _Work:
    """The entries to replace, to add before the entry that they come from, and to remove.

    `new` has entries by message; `before` has, for an entry, the messages to add before it; `gone` are removed.
    """

    def __init__(
        self,
        old: Mapping[Key, CatalogueEntry],
        wanted_keys: AbstractSet[Key],
        source: Sentences,
        target: Sentences,
        space: str,
    ) -> None:
        self.old = old
        self.wanted_keys = wanted_keys
        self.source = source
        self.target = target
        self.space = space
        self.new: dict[Key, CatalogueEntry] = {}
        self.before: dict[Key, list[Key]] = {}
        self.gone: set[Key] = set()
        self.active = {key for key, entry in old.items() if not entry.obsolete and entry.plural is None}

    def result(self, entries: Sequence[CatalogueEntry]) -> Iterator[CatalogueEntry]:
        """All entries, each new one in the place of the entry that it comes from."""
        placed = {key for keys in self.before.values() for key in keys}
        for entry in entries:
            yield from (self.new[key] for key in self.before.get(entry.key, ()))
            if entry.key not in self.gone and entry.key not in placed:
                yield self.new.get(entry.key, entry)

    def parts(self, whole: Key, known: AbstractSet[Key]) -> list[_Part]:
        """The sentences of a paragraph; each in the paragraph's context, or in the one in which it is a message."""
        found: list[_Part] = []
        offset: Counter[str] = Counter()
        for piece in pieces(whole.msgid, self.source):
            msgid = renumbered(piece.text, offset, -1)
            here = (Key(context, msgid) for context in (whole.context, None, Kind.PROSE.value))
            key = next((key for key in here if key in known), Key(whole.context, msgid))
            found.append(_Part(key, offset.copy(), piece.after))
            offset += numbers(piece.text)
        return found

    def joined(self, parts: Sequence[_Part]) -> str:
        """The translations of some sentences, as far as there are any, as one text."""
        texts = ((self.text(part.key), part.offset) for part in parts)
        return self.space.join(renumbered(text, offset) for text, offset in texts if text not in {"", MERGED})

    def join(self, key: Key) -> None:
        """Make the entry of a paragraph from those of its sentences, if most of them are in the catalogue."""
        old = self.old.get(key)
        if old and not old.obsolete:
            return
        parts = self.parts(key, self.active)
        entries = [self.old[part.key] for part in parts if part.key in self.active]
        whole = CatalogueEntry(*key, msgstrs=(self.joined(parts),))
        if len(parts) == 1 or len(entries) * 2 <= len(parts) or not whole.msgstr:
            return
        done = len(entries) == len(parts) and all(entry.translated for entry in entries)
        if old and any(old.msgstrs) and self.is_preferred(old, parts, whole.msgstr, done=done):
            self.restore(old, parts, done=done)
            return
        comments = tuple(dict.fromkeys(line for entry in entries for line in entry.comments))
        if not (done and all(map(is_reviewed, entries))):
            comments = without_reviews(comments)
        if old:
            comments = (*without_reviews(undated(old.comments)), *comments, *self.as_comment(old))
        previous = None if done else self.basis(key, parts)
        comments = tuple(dict.fromkeys(comments))
        self.new[key] = replace(whole, fuzzy=not done, comments=comments, previous=previous)
        self.before.setdefault(entries[0].key, []).append(key)

    def restore(self, old: CatalogueEntry, parts: Sequence[_Part], *, done: bool) -> None:
        """Restore the entry of a paragraph as it was, and remove what was made of it for its sentences."""
        texts, sure = self.aligned(old, parts)
        for part, text in zip(parts, texts, strict=True):
            if part.key not in self.active or part.key in self.wanted_keys:
                continue
            entry = self.old[part.key]
            if self.contains(old, part) and (entry.fuzzy or (sure and text == entry.msgstr)):
                self.gone.add(part.key)
            elif text != entry.msgstr:
                self.new[part.key] = replace(entry, comments=(*entry.comments, OTHERWISE))
        if old.fuzzy and done and OTHERWISE not in old.comments:
            self.new[old.key] = replace(old, fuzzy=False, obsolete=False, previous=None)

    def is_preferred(self, old: CatalogueEntry, parts: Sequence[_Part], joined: str, *, done: bool) -> bool:
        """Whether the old translation of a paragraph is preferred to the `joined` ones of its sentences.

        `done` says that every sentence has a translation that is not fuzzy.
        """
        if not done or OTHERWISE in old.comments or _same(old.msgstr, joined):
            return True
        return not old.fuzzy and not self.corrected([self.text(part.key) for part in parts], old, parts)

    def corrected(self, texts: Sequence[str], whole: CatalogueEntry, parts: Sequence[_Part]) -> bool:
        """Whether some sentences' translations and their paragraph's agree in some places and differ in others."""
        found, sure = self.aligned(whole, parts)
        agree = [text == piece for text, piece in zip(texts, found, strict=True) if text]
        return sure and any(agree) and not all(agree)

    def as_comment(self, old: CatalogueEntry) -> Sequence[str]:
        """The translation of an entry that is not chosen, as lines of a comment; none if it is also elsewhere."""
        words = basis(old)
        origin = self.old.get(Key(words.context, words.msgid or ""))
        elsewhere = old.fuzzy and origin and origin.key != old.key and origin.msgstrs == old.msgstrs
        return () if elsewhere or not any(old.msgstrs) else other_lines([old.msgstrs])

    def contains(self, whole: CatalogueEntry, part: _Part) -> bool:
        """Whether all that is in the entry of a sentence is also in that of its paragraph."""
        entry = self.old[part.key]
        text = "" if entry.msgstr == MERGED else renumbered(entry.msgstr, part.offset)
        return text in whole.msgstr and set(entry.comments) <= set(whole.comments)

    def basis(self, key: Key, parts: Sequence[_Part]) -> Previous | None:
        """The words that the translations of some sentences were made for, if they are not those of the paragraph."""
        words = "".join(renumbered(self.words(part.key), part.offset) + part.after for part in parts)
        return None if words == key.msgid else Previous(key.context, words)

    def words(self, key: Key) -> str:
        entry = self.old.get(key)
        return (basis(entry).msgid if entry else None) or key.msgid

    def part(self, left: CatalogueEntry) -> None:
        """Make entries for the sentences of a paragraph that left the text, if most of them are messages of it."""
        if left.key in self.wanted_keys or left.obsolete or left.plural is not None or not left.msgstr:
            return
        whole = self.origin(left)
        parts = self.parts(whole.key, self.wanted_keys)
        wanted = sum(part.key in self.wanted_keys for part in parts)
        if len(parts) == 1 or wanted * 2 <= len(parts):
            return
        own = [self.text(part.key) for part in parts]
        known = _same(self.joined(parts), whole.msgstr)
        texts, sure = (own, True) if known else self.aligned(whole, parts)
        # What was joined from the sentences becomes sure only if somebody has confirmed the whole paragraph.
        done = sure and not whole.fuzzy and (not known or (all(own) and whole is left))
        sure_before = [self.sure(part.key) for part in parts]
        marked = any(entry and OTHERWISE in entry.comments for entry in (self.entry(part.key) for part in parts))
        correct = not (known or whole.fuzzy or marked) and self.corrected(sure_before, whole, parts)
        otherwise = any(before and before != text for text, before in zip(texts, sure_before, strict=True))
        otherwise = (otherwise and not correct) or (left.fuzzy and all(sure_before))
        if otherwise:
            self.new[left.key] = replace(left, comments=(*left.comments, OTHERWISE))
        for part, text, before in zip(parts, texts, sure_before, strict=True):
            # A sentence that was edited meanwhile gets an entry too, for the update to find its old words.
            if text and (part.key in self.wanted_keys or sure) and (correct or not before or known):
                self.add_sentence(part, text, whole, left.key, done=done)
        sentence_entries = [self.entry(part.key) for part in parts]
        lines = {line for entry in sentence_entries if entry for line in entry.comments}
        remarks = [line for line in without_reviews(whole.comments) if line not in lines]
        given = self.before.get(left.key, ())
        if remarks and given:
            first = self.new[given[0]]
            self.new[given[0]] = replace(first, comments=(*remarks, *first.comments))
        finished = all(entry and any(entry.msgstrs) and not entry.fuzzy for entry in sentence_entries)
        if known and not otherwise and (given or not remarks) and (finished or whole.fuzzy):
            self.gone.update((whole.key, left.key))

    def sure(self, key: Key) -> str:
        """The translation of a sentence if it is sure, or else an empty string."""
        entry = self.entry(key)
        return entry.msgstr if entry and not entry.fuzzy else ""

    def origin(self, entry: CatalogueEntry) -> CatalogueEntry:
        """The obsolete entry that the translation of a fuzzy one is from, if nobody has changed it since."""
        words = basis(entry)
        old = self.old.get(Key(words.context, words.msgid or ""))
        untouched = entry.fuzzy and old and old.obsolete and not old.fuzzy and old.msgstrs == entry.msgstrs
        return old if old and untouched else entry

    def add_sentence(self, part: _Part, text: str, whole: CatalogueEntry, place: Key, *, done: bool) -> None:
        """Add the entry of a sentence before the entry at `place`, unless the sentence has a translation already."""
        own = self.entry(part.key) or CatalogueEntry(*part.key)
        if any(own.msgstrs) and (part.key in self.new or not own.obsolete):
            return
        same = text == own.msgstr
        if own.msgstr and not same and not (done and (not own.fuzzy or whole.key == place)):
            return  # it comes back as it was: nobody has worked on the paragraph since
        done = done or (same and not own.fuzzy)
        comments = own.comments if same else (*without_reviews(own.comments), *self.as_comment(own))
        reviews = set(whole.comments) - set(without_reviews(whole.comments)) if done and is_reviewed(whole) else ()
        self.new[part.key] = replace(
            own,
            msgstrs=(text,),
            fuzzy=not done,
            obsolete=False,
            comments=tuple(dict.fromkeys([*comments, *sorted(reviews)])),
            previous=own.previous if same and not done else None,
        )
        self.before.setdefault(place, []).append(part.key)

    def aligned(self, whole: CatalogueEntry, parts: Sequence[_Part]) -> tuple[Sequence[str], bool]:
        """The translation of each sentence of a paragraph, and whether it is sure."""
        found = pieces(whole.msgstr, self.target)
        originals = [part.key.msgid for part in parts]
        if len(found) > len(parts):
            found = _whole(found)
        sure = surely_parallel(originals, [piece.text for piece in found])
        if sure:
            ranges: Sequence[range] = [range(index, index + 1) for index in range(len(found))]
        else:
            ranges = align_by_length([len(text) for text in originals], [len(piece.text) for piece in found])
        texts = ["".join(found[index].text + found[index].after for index in chosen).rstrip() for chosen in ranges]
        # A link that belongs to another sentence of the source cannot be numbered here.
        here = [
            renumbered(text, part.offset, -1) if within(text, part.offset, numbers(part.key.msgid)) else None
            for text, part in zip(texts, parts, strict=True)
        ]
        sure = sure and None not in here
        return [(one or text) or MERGED for one, text in zip(here, texts, strict=True)], sure

    def entry(self, key: Key) -> CatalogueEntry | None:
        return self.new.get(key) or self.old.get(key)

    def text(self, key: Key) -> str:
        entry = self.entry(key)
        return entry.msgstr if entry else ""


def _whole(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces, joined where the next begins with a small letter, because an abbreviation is no end of a sentence."""
    joined = list(found[:1])
    for piece in found[1:]:
        if piece.text[:1].islower():
            joined[-1] = Piece(joined[-1].text + joined[-1].after + piece.text, piece.after)
        else:
            joined.append(piece)
    return tuple(joined)


def _same(first: str, second: str) -> bool:
    """Whether two texts are equal but for white space."""
    return _SPACE.sub("", first) == _SPACE.sub("", second)
