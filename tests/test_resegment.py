"""Translations of paragraphs and of their sentences: what was typed for either is never lost, and is sure again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from kolofon.catalogue.merge.clash import other_translations
from kolofon.catalogue.update import update
from kolofon.catalogue.update.resegment import resegment
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message, Previous
from kolofon.text.notation import EMPTY

WIND, DOOR = "The wind blew all night.", "The door stood open."
BOTH = f"{WIND} {DOOR}"
ERA, DERA = "Era fryu gjithë natën.", "Dera rrinte hapur."
APART = "Gjithë natën fryu erë dhe dera ishte e hapur."
"""A translation of both that cannot be parted."""


def sentences(text: str) -> Sequence[str]:
    return [found[0] for found in re.finditer(r".+?(?:\. +|$)", text)]


carry = partial(resegment, source=sentences, target=sentences, space=" ")


def changed(catalogue: Catalogue, *texts: str) -> Catalogue:
    return update(catalogue, [Message(None, text, (), ()) for text in texts], carry=carry)[0]


def typed(catalogue: Catalogue, msgid: str, msgstr: str, *, fuzzy: bool = False) -> Catalogue:
    """The catalogue with a translation that somebody has typed for a message of the text."""
    old = entry(catalogue, msgid)
    assert not old.obsolete
    new = replace(old, msgstrs=(msgstr,), fuzzy=fuzzy, previous=None)
    return replace(catalogue, entries=tuple(new if each.key == new.key else each for each in catalogue.entries))


def entry(catalogue: Catalogue, msgid: str) -> CatalogueEntry:
    return next(entry for entry in catalogue.entries if entry.key == Key(None, msgid))


def living(catalogue: Catalogue) -> dict[str, tuple[str, bool]]:
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalogue.entries if not entry.obsolete}


def shelf(catalogue: Catalogue) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalogue.entries if entry.obsolete}


def begun(*told: tuple[str, str]) -> Catalogue:
    return Catalogue("sq", (), tuple(CatalogueEntry(None, msgid, msgstrs=(msgstr,)) for msgid, msgstr in told))


NUMBERED = ('<a id="{}">a</a>', '<keep id="{}">a</keep>', *(f'<{name} id="{{}}"/>' for name in EMPTY))


@pytest.mark.parametrize("tag", NUMBERED)
def test_what_is_numbered_in_a_paragraph_is_numbered_anew_in_its_sentences(tag: str) -> None:
    one, two = tag.format(1), tag.format(2)
    parted = changed(
        begun((f"It is {one}. And {two} <s>is it.</s>", f"Kjo {one}. Dhe {two} <s>kjo.</s>")),
        f"It is {one}.",
        f"And {one} <s>is it.</s>",
    )
    assert [text for text, _ in living(parted).values()] == [f"Kjo {one}.", f"Dhe {one} <s>kjo.</s>"]


def test_a_sentence_that_was_sure_is_so_again_whatever_its_paragraph_says() -> None:
    paragraph = typed(changed(changed(begun((WIND, ""), (DOOR, DERA)), WIND), BOTH), BOTH, APART)
    back = changed(paragraph, WIND, DOOR)
    assert living(back)[DOOR] == (DERA, False)
    assert shelf(back) == {BOTH: APART}
    assert living(changed(back, BOTH)) == {BOTH: (APART, False)}


@pytest.mark.parametrize("told", [APART, f"{ERA} {DERA}"])
def test_a_paragraph_that_was_sure_is_so_again_whatever_its_sentences_say(told: str) -> None:
    gone = changed(begun((BOTH, told)))
    parted = typed(typed(changed(gone, WIND, DOOR), WIND, "Frynte."), DOOR, "E hapur.")
    back = changed(parted, BOTH)
    assert living(back) == {BOTH: (told, False)}
    assert shelf(back) == {WIND: "Frynte.", DOOR: "E hapur."}
    assert living(changed(back, WIND, DOOR)) == living(parted)


def test_a_paragraph_is_kept_when_its_sentences_were_made_of_it_and_translated_anew() -> None:
    parted = changed(begun((BOTH, f"{ERA} {DERA}")), WIND, DOOR)
    assert living(parted) == {WIND: (ERA, False), DOOR: (DERA, False)}
    assert shelf(parted) == {BOTH: f"{ERA} {DERA}"}
    back = changed(typed(typed(parted, WIND, "Frynte."), DOOR, "E hapur."), BOTH)
    assert f"{ERA} {DERA}" in {*shelf(back).values(), *(text for text, _ in living(back).values())}
    assert shelf(back) == {WIND: "Frynte.", DOOR: "E hapur."}


def test_sentences_that_their_paragraph_makes_again_are_not_heaped_up() -> None:
    whole = begun((BOTH, f"{ERA} {DERA}"))
    assert changed(changed(whole, WIND, DOOR), BOTH) == whole


def test_a_paragraph_that_its_sentences_make_again_is_not_heaped_up() -> None:
    parts = begun((WIND, ERA), (DOOR, DERA))
    assert changed(changed(parts, BOTH), WIND, DOOR) == parts


def test_a_correction_in_a_sentence_comes_along_and_the_paragraph_stays_in_its_comment() -> None:
    parted = typed(changed(begun((BOTH, f"{ERA} {DERA}")), WIND, DOOR), DOOR, "Dera ishte e hapur.")
    back = changed(parted, BOTH)
    assert living(back) == {BOTH: (f"{ERA} Dera ishte e hapur.", False)}
    assert other_translations(entry(back, BOTH).comments) == ((f"{ERA} {DERA}",),)


def test_a_correction_in_a_paragraph_comes_along_and_the_sentence_stays_in_its_comment() -> None:
    joined = typed(changed(begun((WIND, ERA), (DOOR, DERA)), BOTH), BOTH, f"{ERA} Dera ishte e hapur.")
    back = changed(joined, WIND, DOOR)
    assert living(back) == {WIND: (ERA, False), DOOR: ("Dera ishte e hapur.", False)}
    assert other_translations(entry(back, DOOR).comments) == ((DERA,),)
    assert living(changed(back, BOTH)) == living(joined)


def test_what_was_otherwise_when_it_left_is_no_correction() -> None:
    # The paragraph came after its second sentence, and agrees with the first, which was made of it.
    paragraph = typed(changed(changed(begun((WIND, ""), (DOOR, DERA)), WIND), BOTH), BOTH, f"{ERA} Dera ishte e hapur.")
    parted = changed(paragraph, WIND, DOOR)
    assert living(parted) == {WIND: (ERA, False), DOOR: (DERA, False)}
    assert living(changed(parted, BOTH)) == living(paragraph)


def test_sentences_that_somebody_finished_go_before_a_proposal_for_their_paragraph() -> None:
    parted = changed(replace(begun(), entries=(replace(begun((BOTH, APART)).entries[0], fuzzy=True),)), WIND, DOOR)
    done = typed(typed(parted, WIND, ERA), DOOR, DERA)
    back = changed(done, BOTH)
    assert living(back) == {BOTH: (f"{ERA} {DERA}", False)}
    assert other_translations(entry(back, BOTH).comments) == ((APART,),)
    half = changed(typed(parted, WIND, ERA), BOTH)
    assert living(half) == {BOTH: (APART, True)}, "as it was, for not all of it is done"


def test_a_paragraph_that_somebody_finished_goes_before_proposals_for_its_sentences() -> None:
    parts = replace(
        begun((WIND, ERA)),
        entries=(*begun((WIND, ERA)).entries, CatalogueEntry(None, DOOR, msgstrs=("?",), fuzzy=True)),
    )
    back = changed(typed(changed(parts, BOTH), BOTH, f"{ERA} {DERA}"), WIND, DOOR)
    assert living(back) == {WIND: (ERA, False), DOOR: (DERA, False)}
    assert other_translations(entry(back, DOOR).comments) == (("?",),)


def test_a_doubt_about_a_paragraph_outlives_its_sentences() -> None:
    joined = changed(begun((WIND, ERA), (DOOR, DERA)), BOTH)
    doubted = typed(joined, BOTH, f"{ERA} {DERA}", fuzzy=True)
    parted = changed(doubted, WIND, DOOR)
    assert living(parted) == {WIND: (ERA, False), DOOR: (DERA, False)}
    assert living(changed(parted, BOTH)) == living(doubted)


def test_of_half_the_sentences_no_paragraph_is_made_and_of_half_a_paragraph_no_sentence() -> None:
    half = begun((WIND, ERA))
    assert carry(half, [Message(None, BOTH, (), ())]) == half
    whole = begun((BOTH, f"{ERA} {DERA}"))
    assert carry(whole, [Message(None, WIND, (), ()), Message(None, "Other.", (), ())]) == whole
    # An update proposes what there is, with the words that it was made for.
    found = entry(changed(half, BOTH), BOTH)
    assert (found.msgstr, found.fuzzy, found.previous) == (ERA, True, Previous(None, WIND))
