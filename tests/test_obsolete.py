"""Obsolete entries know since when, and go when they are told to."""

from dataclasses import replace
from datetime import date

from kolofon.catalogue.update.obsolete import dated, pruned
from kolofon.model.message import Catalogue, CatalogueEntry

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
ACTIVE = CatalogueEntry(None, "One.", msgstrs=("Një.",), comments=("reviewed: Ana, 2026-01-02",))
OBSOLETE = replace(ACTIVE, obsolete=True)
SINCE_MARCH = replace(OBSOLETE, comments=(*OBSOLETE.comments, "obsolete since 2026-03-01"))


def _catalogue(*entries: CatalogueEntry) -> Catalogue:
    return Catalogue("sq", (), entries)


def test_an_entry_that_leaves_takes_the_day_along_and_comes_back_without_it() -> None:
    left = dated(_catalogue(ACTIVE), _catalogue(OBSOLETE), MARCH)
    assert left == _catalogue(SINCE_MARCH)
    assert dated(left, left, APRIL) == left
    assert dated(left, _catalogue(replace(SINCE_MARCH, obsolete=False)), APRIL) == _catalogue(ACTIVE)


def test_what_was_obsolete_before_is_not_touched_by_an_update() -> None:
    assert dated(_catalogue(OBSOLETE), _catalogue(OBSOLETE), MARCH) == _catalogue(OBSOLETE)


def test_pruning_takes_what_is_old_enough() -> None:
    assert pruned(_catalogue(SINCE_MARCH), APRIL, 31) == (_catalogue(), (SINCE_MARCH,))
    assert pruned(_catalogue(SINCE_MARCH), APRIL, 32) == (_catalogue(SINCE_MARCH), ())
    assert pruned(_catalogue(ACTIVE), MAY, 0) == (_catalogue(ACTIVE), ())


def test_what_does_not_say_since_when_counts_from_the_first_pruning() -> None:
    first, gone = pruned(_catalogue(OBSOLETE), MARCH, 30)
    assert (first, gone) == (_catalogue(SINCE_MARCH), ())
    assert pruned(first, APRIL, 30)[1] == (SINCE_MARCH,)


def test_a_day_that_is_none_keeps_the_entry() -> None:
    odd = replace(OBSOLETE, comments=("obsolete since 2026-02-31",))
    assert pruned(_catalogue(odd), MAY, 1) == (_catalogue(odd), ())
