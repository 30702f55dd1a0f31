"""The index as its template sees it, whose classes are the words of EPUB Indexes 1.0."""

from collections.abc import Iterable

from markupsafe import Markup

from kolofon.set.values.index import IndexEntry, IndexGroup, Referral
from kolofon.write.views import Entry, Group, Reference
from kolofon.write.xhtml.inline import InlineWriter

__all__ = ["groups"]


def groups(found: Iterable[IndexGroup], inline: InlineWriter, language: str) -> tuple[Group, ...]:
    """The groups of an index of a document in a language, their entries written by `inline`."""

    def reference(referral: Referral) -> Reference:
        words = (inline.inlines(word.inlines, word.language or language) for word in referral.words)
        return Reference(referral.id, Markup(": ").join(words))

    def entry(one: IndexEntry) -> Entry:
        # Terms that read alike are written alike, but in a proof, which has the number of each.
        terms = dict.fromkeys(inline.sentence(term) for term in one.terms)
        return Entry(
            id=one.id,
            term=Markup(" ").join(terms),
            locators=one.locators,
            see=tuple(map(reference, one.see)),
            also=tuple(map(reference, one.also)),
            below=tuple(map(entry, one.below)),
        )

    return tuple(Group(group.letter, tuple(map(entry, group.entries))) for group in found)
