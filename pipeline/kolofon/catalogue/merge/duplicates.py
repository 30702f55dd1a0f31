"""Two entries of one message, in one file or in two → one entry."""

from dataclasses import replace

from kolofon.catalogue.merge.clash import (
    clash_lines,
    clashing_translations,
    other_lines,
    other_translations,
    without_clash,
)
from kolofon.catalogue.progress import without_reviews
from kolofon.model.message import CatalogueEntry

__all__ = ["joined_entry"]


def joined_entry(first: CatalogueEntry, second: CatalogueEntry) -> tuple[CatalogueEntry, bool]:
    """Two entries of one message as one, and whether they clash.

    A translated entry is preferred to an untranslated one, one in use to an obsolete one, one that is not fuzzy to a
    fuzzy one, and the first to the second.  The other translation is kept in the comment.  Two that are both in use,
    are not fuzzy and differ, clash: the result is fuzzy until somebody chooses (`kolofon.catalogue.merge.clash`).
    """
    best, rest = (second, first) if _rank(second) > _rank(first) else (first, second)
    differs = any(rest.msgstrs) and rest.msgstrs != best.msgstrs
    clash = differs and not (best.fuzzy or best.obsolete or rest.fuzzy or rest.obsolete)
    # A review is of the translation of its own entry.
    lines = (
        without_reviews(entry.comments) if differs and entry is rest else entry.comments for entry in (first, second)
    )
    comments = tuple(dict.fromkeys(line for each in lines for line in each))
    if clash:
        comments = (
            *without_reviews(without_clash(comments)),
            *clash_lines([*clashing_translations(comments), rest.msgstrs]),
        )
    elif differs and rest.msgstrs not in other_translations(comments):
        comments = (*comments, *other_lines([rest.msgstrs]))
    # A translation that is not fuzzy in one of the entries is not fuzzy.
    fuzzy = clash or (best.fuzzy and (differs or rest.fuzzy or not any(rest.msgstrs)))
    return replace(
        best,
        fuzzy=fuzzy,
        previous=best.previous if fuzzy else None,
        obsolete=first.obsolete and second.obsolete,
        flags=tuple(dict.fromkeys([*first.flags, *second.flags])),
        comments=comments,
        extracted=tuple(dict.fromkeys([*first.extracted, *second.extracted])),
        references=tuple(dict.fromkeys([*first.references, *second.references])),
    ), clash


def _rank(entry: CatalogueEntry) -> tuple[bool, bool, bool]:
    return any(entry.msgstrs), not entry.obsolete, not entry.fuzzy
