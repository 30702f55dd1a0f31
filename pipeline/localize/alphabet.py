"""The index in the order of a language's alphabet."""

from dataclasses import replace

from pipeline.model.document import Document, Headword
from pipeline.notation import plain

__all__ = ["with_ranks"]


def with_ranks(document: Document) -> Document:
    """The document whose index knows the order of its own language: the rank of each entry, and its letter.

    An entry stands behind the one that it is below, and before the next of that one's level.  What has no letter, such
    as a number, comes first, as the language has it.  The tree keeps its order, so that it has that of its source.
    """
    if not document.index:
        return document
    # ICU is a large library, and few texts have an index.
    from pipeline.localize.collation import letter, sort_key  # noqa: PLC0415

    key, head = sort_key(document.language), letter(document.language)
    words = {headword.path: plain(headword.words.inlines) for headword in document.index}

    def way(headword: Headword) -> tuple[tuple[tuple[bytes, str], tuple[str, ...]], ...]:
        above = (headword.path[:depth] for depth in range(1, len(headword.path) + 1))
        return tuple((key(words[path]), path) for path in above)

    ordered = sorted(document.index, key=way)
    ranks = {headword.path: rank for rank, headword in enumerate(ordered)}
    return replace(
        document,
        index=tuple(
            replace(headword, rank=ranks[headword.path], letter=head(words[headword.path[:1]]))
            for headword in document.index
        ),
    )
