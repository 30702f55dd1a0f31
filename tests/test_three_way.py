"""Three versions of a catalogue become one, and nobody's words are lost."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.create import template
from kolofon.catalogue.header import translators
from kolofon.catalogue.merge.clash import (
    clash_lines,
    clashing_translations,
    other_lines,
    other_translations,
    without_clash,
)
from kolofon.catalogue.merge.three_way import Clash, merge, with_lost_entries
from kolofon.catalogue.po import read_po, write_po
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Previous
from tests.machine import run
from tests.versions import BIRTH, EDITED, REVIEW, TEXT, begun, brought, edit, messages, put, say, sq


def entry(catalogue: Catalogue, msgid: str) -> CatalogueEntry:
    return next(entry for entry in catalogue.entries if entry.msgid == msgid)


def merged(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    result, clashes = merge(base, ours, theirs)
    assert clashes == ()
    return result


BASE = begun(TEXT)


# --- what does not clash ----------------------------------------------------------------------------------------------


def test_two_who_translate_different_messages_do_not_meet() -> None:
    both = say(say(BASE, 0, "Tirana u çlirua."), 1, "Beteja zgjati.")
    assert merged(BASE, say(BASE, 0, "Tirana u çlirua."), say(BASE, 1, "Beteja zgjati.")) == both


def test_two_who_make_the_same_change_do_not_meet() -> None:
    side = say(BASE, 0, "Tirana u çlirua.")
    assert merged(BASE, side, side) == side
    unsure = edit(side, 0, fuzzy=True)
    assert merged(BASE, unsure, side) == merged(BASE, side, unsure) == side


def test_the_newer_date_comes_with_its_translator() -> None:
    old = put(BASE, PO_Revision_Date="2026-03-14 09:30+0100", Last_Translator="Ana <ana@example.org>")
    ana = put(old, PO_Revision_Date="2026-05-02 10:00+0200", POT_Creation_Date="2026-05-02 00:00+0000")
    ben = put(old, PO_Revision_Date="2026-05-02 09:30+0100", Last_Translator="Ben <ben@example.org>")
    for result in (merged(old, ana, ben), merged(old, ben, ana)):
        assert result.field("PO-Revision-Date") == "2026-05-02 09:30+0100"
        assert result.field("Last-Translator") == "Ben <ben@example.org>"
        assert result.field("POT-Creation-Date") == "2026-05-02 00:00+0000"
        assert [name for name, _ in result.header] == [name for name, _ in old.header]


def test_a_merge_names_both_who_worked() -> None:
    old = put(BASE, Last_Translator="Ben <ben@example.org>")
    ana = say(put(old, Last_Translator="Ana Hoxha <ana@example.org>"), 0, "Tirana u çlirua.")
    ben = say(old, 1, "Beteja zgjati.")
    for result in (merged(old, ana, ben), merged(old, ben, ana)):
        assert sorted(translators(result)) == ["Ana Hoxha", "Ben"]
        assert result.header_comments == ("Ben <ben@example.org>, 2026.",), "the template's year: nobody signed a date"
        assert merged(old, result, ben) == merged(old, ana, result) == result
    # Who did nothing has no part in it, and one who signs for another is not asked why.
    assert translators(merged(old, old, ana)) == ("Ana Hoxha",)


@pytest.mark.parametrize("odd", ["", "YEAR-MO-DA HO:MI+ZONE", "yesterday"])
def test_a_date_that_is_none_is_older_than_any(odd: str) -> None:
    ana = put(BASE, PO_Revision_Date="2026-05-02T10:00:00", Last_Translator="Ana")
    ben = put(BASE, PO_Revision_Date=odd, Last_Translator="Ben")
    assert merged(BASE, ana, ben).field("Last-Translator") == "Ana"
    assert merged(BASE, ben, ana).field("Last-Translator") == "Ana"


def test_other_header_fields_are_the_one_who_changed_them_and_of_two_the_later_one() -> None:
    ana = put(BASE, Language_Team="Ana’s", PO_Revision_Date="2026-05-02 10:00+0000")
    assert merged(BASE, ana, put(BASE, PO_Revision_Date="2026-06-02 10:00+0000")).field("Language-Team") == "Ana’s"
    ben = put(BASE, Language_Team="Ben’s", PO_Revision_Date="2026-04-02 10:00+0000")
    assert merged(BASE, ben, ana).field("Language-Team") == merged(BASE, ana, ben).field("Language-Team") == "Ana’s"
    poedit = replace(BASE, header=(*BASE.header, ("X-Generator", "Poedit 3.4")))
    weblate = replace(BASE, header=(*BASE.header, ("X-Generator", "Weblate 5.4")))
    assert len(merged(BASE, poedit, weblate).header) == len(poedit.header)


def test_header_lines_that_are_no_fields_and_names_that_stand_there_twice_stay() -> None:
    base = replace(BASE, header=(*BASE.header, ("", "odd line"), ("X", "1"), ("X", "2")))
    ours = replace(base, header=tuple((name, "3" if value == "2" else value) for name, value in base.header))
    assert merged(base, ours, say(base, 0, "u")).header == ours.header


def test_comments_are_merged_by_line() -> None:
    base = edit(BASE, 0, comments=("one", "", "two", ""))
    ours = edit(base, 0, comments=("one", "", "two", "", "mine"))
    theirs = edit(base, 0, comments=("", "two", "", "theirs"))
    assert entry(merged(base, ours, theirs), TEXT[0]).comments == ("", "two", "", "mine", "theirs")
    assert merged(
        replace(BASE, header_comments=("a",)),
        replace(BASE, header_comments=("a", "Ana, 2026.")),
        replace(BASE, header_comments=("a", "Ben, 2026.")),
    ).header_comments == ("a", "Ana, 2026.", "Ben, 2026.")


def test_flags_are_merged_by_flag() -> None:
    base = edit(BASE, 0, flags=("c-format", "no-wrap"))
    result = merged(base, edit(base, 0, flags=("no-wrap",)), edit(base, 0, flags=("c-format", "no-wrap", "md-text")))
    assert entry(result, TEXT[0]).flags == ("no-wrap", "md-text")


def test_a_plural_is_merged_like_any_other() -> None:
    base = edit(BASE, 0, plural="days", msgstrs=("ditë", "ditë"))
    ours, theirs = edit(base, 0, msgstrs=("një ditë", "ditë")), edit(base, 0, plural="%d days")
    found = entry(merged(base, ours, theirs), TEXT[0])
    assert (found.plural, found.msgstrs) == ("%d days", ("një ditë", "ditë"))


# --- an update on one side --------------------------------------------------------------------------------------------


def test_a_translation_made_during_an_update_comes_with_the_new_words() -> None:
    untranslated = say(BASE, 1, "")
    for base in (BASE, untranslated):
        updated = brought(base, (TEXT[0], EDITED, *TEXT[2:]))
        better = say(base, 1, "Beteja zgjati gati tri javë.")
        for result in (merged(base, updated, better), merged(base, better, updated)):
            found = entry(result, EDITED)
            assert (found.msgstr, found.fuzzy) == ("Beteja zgjati gati tri javë.", True)
            assert found.previous == Previous(None, TEXT[1])
            assert entry(result, TEXT[1]).msgstrs == ("Beteja zgjati gati tri javë.",)
            assert [found.msgid for found in result.entries if not found.obsolete] == [TEXT[0], EDITED, *TEXT[2:]]


def test_what_was_worked_on_after_the_update_stays() -> None:
    updated = brought(BASE, (TEXT[0], EDITED, *TEXT[2:]))
    done = say(updated, 1, "Për tri javë.")
    result = merged(BASE, done, say(BASE, 1, "Beteja zgjati."))
    assert entry(result, EDITED).msgstr == "Për tri javë."
    assert not entry(result, EDITED).fuzzy
    assert (entry(result, TEXT[1]).msgstr, entry(result, TEXT[1]).obsolete) == ("Beteja zgjati.", True)


def test_a_change_of_typography_takes_the_better_translation_along_unfuzzied() -> None:
    retyped = TEXT[2].replace("Brigade I", "Brigade\u00a0I")
    updated = brought(BASE, (*TEXT[:2], retyped, *TEXT[3:]))
    result = merged(BASE, updated, say(BASE, 2, "Brigada I hyri nga jugu."))
    assert (entry(result, retyped).msgstr, entry(result, retyped).fuzzy) == ("Brigada I hyri nga jugu.", False)


def test_both_updated_and_one_went_on() -> None:
    texts = (TEXT[0], EDITED, *TEXT[2:])
    ours, theirs = brought(BASE, texts), say(brought(BASE, texts), 1, "Gati tri javë.")
    assert merged(BASE, ours, theirs) == merged(BASE, theirs, ours) == theirs


def test_two_updates_of_different_edits_join() -> None:
    mine = (TEXT[0], EDITED, *TEXT[2:])
    yours = (*TEXT[:4], "Prologue", TEXT[4])
    result = merged(BASE, brought(BASE, mine, 1), brought(BASE, yours, 2))
    assert [found.msgid for found in result.entries if not found.obsolete] == [*mine[:4], "Prologue", mine[4]]
    assert entry(result, TEXT[4]).references == ("source/battle.txt:6",)
    assert entry(result, TEXT[4]).extracted == ("sentence 6",)
    assert result.field("POT-Creation-Date") == "2026-03-14 09:32+0000"


def test_what_both_changed_in_the_text_is_the_newer_templates() -> None:
    first, second = (TEXT[2], TEXT[0], TEXT[1], *TEXT[3:]), tuple(reversed(TEXT))
    newer, older = brought(BASE, second, 9), brought(BASE, first, 3)
    for result in (merged(BASE, newer, older), merged(BASE, older, newer)):
        assert result == newer


def test_a_message_that_left_on_one_side_keeps_what_the_other_typed() -> None:
    gone = replace(BASE, entries=BASE.entries[1:])
    assert merged(BASE, gone, BASE) == gone
    result = merged(BASE, gone, say(BASE, 0, "Tirana u çlirua."))
    assert [found.msgid for found in result.entries] == [*TEXT[1:], TEXT[0]]
    assert result.entries[-1] == CatalogueEntry(None, TEXT[0], msgstrs=("Tirana u çlirua.",), obsolete=True)
    commented = merged(BASE, edit(BASE, 0, comments=("who says so?",)), gone)
    assert commented.entries[-1].comments == ("who says so?",)


def test_a_message_that_came_back_on_one_side_is_back() -> None:
    shelved = brought(BASE, TEXT[1:])
    revived = brought(shelved, TEXT, 2)
    result = merged(shelved, say(shelved, 0, "Beteja zgjati."), revived)
    assert [found.msgid for found in result.entries] == list(TEXT)
    assert not any(found.obsolete for found in result.entries)
    assert entry(result, TEXT[1]).msgstr == "Beteja zgjati."


def test_templates_merge_too() -> None:
    old, mine, yours = (
        template(messages(texts), project="battle", version="1", date=BIRTH + timedelta(minutes=minutes))
        for minutes, texts in enumerate([TEXT, (TEXT[0], EDITED, *TEXT[2:]), (*TEXT, "Sources")])
    )
    result = merged(old, mine, yours)
    assert [found.msgid for found in result.entries] == [TEXT[0], EDITED, *TEXT[2:], "Sources"]
    assert result.header_fuzzy


# --- reviews ----------------------------------------------------------------------------------------------------------


def test_a_review_stays_unless_the_translation_changed_on_the_other_side() -> None:
    reviewed = edit(BASE, 0, comments=(REVIEW,))
    assert merged(BASE, reviewed, say(BASE, 1, "Beteja zgjati.")) == say(reviewed, 1, "Beteja zgjati.")
    commented = edit(BASE, 0, comments=("nice",))
    assert set(entry(merged(BASE, reviewed, commented), TEXT[0]).comments) == {REVIEW, "nice"}
    for result in (
        merged(BASE, reviewed, say(BASE, 0, "Tirana u çlirua.")),
        merged(BASE, say(BASE, 0, "Tirana u çlirua."), reviewed),
        merged(reviewed, say(edit(reviewed, 0, comments=()), 0, "Tirana u çlirua."), edit(reviewed, 0, fuzzy=True)),
    ):
        assert REVIEW not in entry(result, TEXT[0]).comments
        assert entry(result, TEXT[0]).msgstr == "Tirana u çlirua."


# --- a clash ----------------------------------------------------------------------------------------------------------

ANA, BEN = say(BASE, 0, "Tirana u çlirua."), say(BASE, 0, 'Çlirimi i "Tiranës"\n')


def test_a_clash_keeps_both() -> None:
    result, clashes = merge(BASE, ANA, BEN)
    assert clashes == (Clash(Key(None, TEXT[0]), ("Tirana u çlirua.",), ('Çlirimi i "Tiranës"\n',)),)
    found = entry(result, TEXT[0])
    assert (found.msgstr, found.fuzzy) == ("Tirana u çlirua.", True)
    assert found.comments[1:] == (r'merge clash: msgstr "Çlirimi i \"Tiranës\"\n"',)
    assert clashing_translations(found.comments) == (BEN.entries[0].msgstrs,)
    assert replace(result, entries=BASE.entries) == replace(ANA, entries=BASE.entries)
    assert result.entries[1:] == BASE.entries[1:]


def test_a_clash_is_told_once() -> None:
    result, _ = merge(BASE, ANA, BEN)
    for ours, theirs in ((result, ANA), (result, BEN), (ANA, result), (BEN, result), (result, result)):
        assert merge(BASE, ours, theirs) == (result, ())
    cleo = say(BASE, 0, "E çliruan Tiranën.")
    again, clashes = merge(BASE, result, cleo)
    assert len(clashes) == 1
    assert clashing_translations(again.entries[0].comments) == (BEN.entries[0].msgstrs, cleo.entries[0].msgstrs)


def test_a_clash_that_somebody_settled_stays_settled() -> None:
    clash, _ = merge(BASE, ANA, BEN)
    chosen = edit(say(clash, 0, "Tirana u çlirua më 17 nëntor."), 0, comments=())
    elsewhere = say(clash, 1, "Beteja zgjati.")
    assert merged(clash, chosen, elsewhere) == merged(clash, elsewhere, chosen) == say(chosen, 1, "Beteja zgjati.")
    assert merged(clash, chosen, edit(clash, 0, references=("b:1",))).entries[0].comments == ()
    # One who takes away the mark and leaves the lines has chosen as well; the next merge of that message tidies up.
    left = edit(clash, 0, fuzzy=False)
    assert clashing_translations(left.entries[0].comments)
    assert merged(clash, left, edit(clash, 0, flags=("no-wrap",))).entries[0].comments == ()
    assert merged(clash, left, clash) == left


def test_a_clash_of_plurals_keeps_every_form() -> None:
    ana, ben = (edit(BASE, 0, plural="days", msgstrs=forms) for forms in (("a", "b"), ("c", "d")))
    result, clashes = merge(BASE, ana, ben)
    assert len(clashes) == 1
    assert clashing_translations(result.entries[0].comments) == (("c", "d"),)


def test_who_began_apart_keeps_both() -> None:
    nothing = Catalogue("", (), ())
    result, clashes = merge(nothing, say(ANA, 1, ""), BEN)
    assert [clash.key.msgid for clash in clashes] == [TEXT[0]]
    assert [found.msgid for found in result.entries] == list(TEXT)
    assert entry(result, TEXT[1]).msgstr == sq(TEXT[1])
    assert result.header == BASE.header


def test_a_clash_outlives_what_poedit_does_to_a_file(tmp_path: Path) -> None:
    result, _ = merge(BASE, ANA, BEN)
    (tmp_path / "sq.po").write_bytes(write_po(result))
    saved, _ = read_po(run("msgcat", "--force-po", tmp_path / "sq.po").encode(), "sq.po")
    assert saved == result
    run("msgfmt", "--check", "--output-file=/dev/null", tmp_path / "sq.po")


def test_the_result_is_as_msgcat_writes_it(tmp_path: Path) -> None:
    result, _ = merge(BASE, brought(ANA, (*TEXT[:3], "Prologue")), say(BEN, 4, "Gjermanët u tërhoqën."))
    (tmp_path / "sq.po").write_bytes(write_po(result))
    assert run("msgcat", "--no-wrap", tmp_path / "sq.po").encode() == write_po(result)


texts = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0\4"), max_size=12)
forms = st.lists(texts, min_size=1, max_size=3).map(tuple)


@given(st.lists(forms, unique=True), st.lists(texts.filter(lambda text: not text.startswith("merge clash:"))))
def test_what_a_clash_keeps_is_read_again(translations: list[tuple[str, ...]], said: list[str]) -> None:
    lines = clash_lines(translations)
    assert clashing_translations((*said, *lines)) == tuple(translations)
    assert not any("\n" in line for line in lines)
    kept = without_clash((*said, *lines))
    assert clashing_translations(kept) == ()
    assert set(kept) <= set(said)
    assert other_translations((*said, *lines, *other_lines(translations))) == (*other_translations(said), *translations)


# --- a side that was cut off ------------------------------------------------------------------------------------------


def test_what_was_cut_off_is_kept_as_obsolete() -> None:
    cut = replace(BASE, entries=BASE.entries[:2])
    whole, lost = with_lost_entries(BASE, cut)
    assert lost == len(TEXT) - 2
    result = merged(BASE, BASE, whole)
    assert {(found.msgid, found.msgstr) for found in result.entries} == {(text, sq(text)) for text in TEXT}
    assert [found.obsolete for found in result.entries] == [False, False, True, True, True]


@pytest.mark.parametrize("text", [(*TEXT[:1], EDITED, *TEXT[2:]), TEXT[1:], [TEXT[2].replace(" I ", "\u00a0I ")]])
def test_an_update_loses_nothing(text: tuple[str, ...]) -> None:
    side = brought(BASE, text)
    assert with_lost_entries(BASE, side) == (side, 0)
