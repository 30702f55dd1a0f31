"""Three versions of a catalogue become one, and nobody's words are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merge.birth import create, template
from pipeline.merge.clash import clash_lines, held, settled
from pipeline.merge.po import read_po, write_po
from pipeline.merge.sides import lines_together, pick, together
from pipeline.merge.three_way import Clash, merge
from pipeline.merge.update import update
from pipeline.model.document import Place
from pipeline.model.message import Catalogue, CatalogueEntry, Key, Message, Previous
from tests.machine import run

BIRTH = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
TEXT = (
    "Tirana was liberated on 17 November 1944.",
    "The battle for the city lasted nineteen days.",
    "Brigade I entered from the south, along the road to Elbasan.",
    "Aftermath",
    "German troops withdrew towards Shkodra, and blew up the bridges behind them.",
)
EDITED = TEXT[1].replace("nineteen days", "nearly three weeks")
REVIEW = "reviewed: Ana Hoxha, 2026-03-14"


def messages(texts: Sequence[str]) -> tuple[Message, ...]:
    return tuple(
        Message(None, text, (Place("source/battle.txt", line),), (f"sentence {line}",))
        for line, text in enumerate(texts, 1)
    )


def sq(text: str) -> str:
    return f"sq({text})"


def begun(texts: Sequence[str]) -> Catalogue:
    born = create("sq", template(messages(texts), project="battle", version="1", date=BIRTH))
    header = tuple((name, "" if name == "PO-Revision-Date" else value) for name, value in born.header)
    return replace(
        born, header=header, entries=tuple(replace(entry, msgstrs=(sq(entry.msgid),)) for entry in born.entries)
    )


def edit(catalogue: Catalogue, number: int, **changes: object) -> Catalogue:
    entries = list(catalogue.entries)
    entries[number] = replace(entries[number], **changes)  # type: ignore[arg-type]  # the names are checked by replace
    return replace(catalogue, entries=tuple(entries))


def say(catalogue: Catalogue, number: int, text: str) -> Catalogue:
    return edit(catalogue, number, msgstrs=(text,), fuzzy=False, previous=None)


def brought(catalogue: Catalogue, texts: Sequence[str], minutes: int = 1) -> Catalogue:
    pot = template(messages(texts), project="battle", version="1", date=BIRTH + timedelta(minutes=minutes))
    return update(catalogue, messages(texts), template=pot)[0]


def put(catalogue: Catalogue, **fields: str) -> Catalogue:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return replace(catalogue, header=tuple((name, named.get(name, value)) for name, value in catalogue.header))


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
    assert held(found.comments) == (BEN.entries[0].msgstrs,)
    assert replace(result, entries=BASE.entries) == replace(ANA, entries=BASE.entries)
    assert result.entries[1:] == BASE.entries[1:]


def test_a_clash_is_told_once() -> None:
    result, _ = merge(BASE, ANA, BEN)
    for ours, theirs in ((result, ANA), (result, BEN), (ANA, result), (BEN, result), (result, result)):
        assert merge(BASE, ours, theirs) == (result, ())
    cleo = say(BASE, 0, "E çliruan Tiranën.")
    again, clashes = merge(BASE, result, cleo)
    assert len(clashes) == 1
    assert held(again.entries[0].comments) == (BEN.entries[0].msgstrs, cleo.entries[0].msgstrs)


def test_a_clash_that_somebody_settled_stays_settled() -> None:
    clash, _ = merge(BASE, ANA, BEN)
    chosen = edit(say(clash, 0, "Tirana u çlirua më 17 nëntor."), 0, comments=())
    elsewhere = say(clash, 1, "Beteja zgjati.")
    assert merged(clash, chosen, elsewhere) == merged(clash, elsewhere, chosen) == say(chosen, 1, "Beteja zgjati.")
    assert merged(clash, chosen, edit(clash, 0, references=("b:1",))).entries[0].comments == ()
    # One who takes away the mark and leaves the lines has chosen as well; the next merge of that message tidies up.
    left = edit(clash, 0, fuzzy=False)
    assert held(left.entries[0].comments)
    assert merged(clash, left, edit(clash, 0, flags=("no-wrap",))).entries[0].comments == ()
    assert merged(clash, left, clash) == left


def test_a_clash_of_plurals_keeps_every_form() -> None:
    ana, ben = (edit(BASE, 0, plural="days", msgstrs=forms) for forms in (("a", "b"), ("c", "d")))
    result, clashes = merge(BASE, ana, ben)
    assert len(clashes) == 1
    assert held(result.entries[0].comments) == (("c", "d"),)


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


texts = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0\4"), max_size=12)
forms = st.lists(texts, min_size=1, max_size=3).map(tuple)


@given(st.lists(forms, unique=True), st.lists(texts.filter(lambda text: not text.startswith("merge clash:"))))
def test_what_a_clash_keeps_is_read_again(translations: list[tuple[str, ...]], others: list[str]) -> None:
    lines = clash_lines(translations)
    assert held((*others, *lines)) == tuple(translations)
    assert not any("\n" in line for line in lines)
    kept = settled((*others, *lines))
    assert held(kept) == ()
    assert set(kept) <= set(others)


# --- laws -------------------------------------------------------------------------------------------------------------

few = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(few, few, st.integers(-1, 1))
def test_together_takes_the_change(base: list[str], side: list[str], later: int) -> None:
    assert together(base, side, base, later) == together(base, base, side, later) == tuple(side)
    assert together(base, side, side, later) == tuple(side)


@given(few, few, few, st.integers(-1, 1))
def test_together_loses_and_repeats_nothing(base: list[str], ours: list[str], theirs: list[str], later: int) -> None:
    result = together(base, ours, theirs, later)
    assert len(set(result)) == len(result)
    old, here, there = set(base), set(ours), set(theirs)
    assert set(result) == (here & there) | ((here ^ there) - old)
    assert set(result) == set(together(base, theirs, ours, -later))


@given(*[st.integers(0, 3)] * 3, st.integers(-1, 1))
def test_a_pick_is_the_same_from_both_sides(base: int, ours: int, theirs: int, later: int) -> None:
    assert pick(base, ours, theirs, later) == pick(base, theirs, ours, -later)
    assert pick(base, ours, base, later) == ours


def test_lines_may_stand_there_twice() -> None:
    assert lines_together(["", "a", ""], ["", "a", "", "b"], ["", "a"]) == ("", "a", "b")


def by_hand(found: CatalogueEntry) -> CatalogueEntry:
    """An entry without what the newer template says."""
    return replace(found, extracted=(), references=())


SENTENCES = (
    *TEXT,
    EDITED,
    TEXT[2].replace(" I ", "\u00a0I "),
    "Sources",
    "The city was liberated, and the troops withdrew.",
)
words = st.sampled_from(["", "një", "dy", "tri", "katër\n", "pesë “gjashtë”"])
notes = st.lists(st.sampled_from(["a", "b", "", REVIEW]), max_size=3).map(tuple)
dates = st.sampled_from(["2026-05-01 10:00+0200", "2026-05-01 09:00+0000", "2026-05-03 10:00+0000", ""])
source = st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a catalogue, and what it needs."""

    what: str
    number: int
    typed: str
    fuzzy: bool
    comments: tuple[str, ...]
    date: str
    text: Sequence[str]
    minutes: int

    def __call__(self, catalogue: Catalogue, who: str) -> Catalogue:
        number = self.number % max(len(catalogue.entries), 1)
        match self.what:
            case "update":
                return brought(catalogue, self.text, self.minutes)
            case "sign":
                return put(catalogue, PO_Revision_Date=self.date, Last_Translator=who)
            case "prune":
                return replace(catalogue, entries=(*catalogue.entries[:number], *catalogue.entries[number + 1 :]))
            case "comment" if catalogue.entries:
                return edit(catalogue, number, comments=self.comments)
            case "type" if catalogue.entries:
                msgstr = f"{self.typed} {who}" if self.typed and who else self.typed
                return edit(catalogue, number, msgstrs=(msgstr,), fuzzy=self.fuzzy and bool(msgstr), previous=None)
            case _:
                return catalogue


step = st.builds(
    Step,
    what=st.sampled_from(["type", "type", "update", "comment", "prune", "sign"]),
    number=st.integers(0, 9),
    typed=words,
    fuzzy=st.booleans(),
    comments=notes,
    date=dates,
    text=source,
    minutes=st.integers(0, 3),
)
steps = st.lists(step, max_size=5)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A catalogue, and what two people make of it; what they type may be the same, or tell who typed it."""
    signed = draw(st.booleans())
    base = after(begun(draw(source)), draw(steps), "")
    return base, after(base, draw(steps), "o" * signed), after(base, draw(steps), "t" * signed)


def after(catalogue: Catalogue, done: Sequence[Step], who: str) -> Catalogue:
    for one in done:
        catalogue = one(catalogue, who)
    return catalogue


def texts_of(catalogue: Catalogue) -> set[tuple[str, ...]]:
    """Every translation that stands in a catalogue, or is kept in a comment."""
    return {
        msgstrs for found in catalogue.entries for msgstrs in (found.msgstrs, *held(found.comments)) if any(msgstrs)
    }


def heap(catalogue: Catalogue) -> object:
    """A catalogue without regard to the order of its entries, of their comments and of header fields."""
    entries = {found.key: replace(found, comments=tuple(sorted(found.comments))) for found in catalogue.entries}
    return entries, sorted(catalogue.header), catalogue.header_comments, catalogue.language


@given(versions())
def test_who_changed_nothing_changes_nothing(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, _ = sides
    assert merge(base, ours, base) == (ours, ())
    assert merge(base, base, ours) == (ours, ())
    assert merge(base, ours, ours) == (ours, ())


@given(versions())
def test_merging_again_changes_nothing(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, _ = merge(base, ours, theirs)
    assert merge(base, result, theirs) == (result, ())
    assert merge(base, ours, result) == (result, ())


@given(versions())
def test_nothing_that_a_side_typed_is_lost(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, clashes = merge(base, ours, theirs)
    assert (texts_of(ours) | texts_of(theirs)) - texts_of(base) <= texts_of(result)
    for clash in clashes:
        found = next(found for found in result.entries if found.key == clash.key)
        assert (found.msgstrs, found.fuzzy) == (clash.ours, True)
        assert clash.theirs in held(found.comments)


@given(versions())
def test_a_message_that_one_side_left_alone_is_the_other_sides(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    was, here, there = ({found.key: found for found in side.entries} for side in sides)
    result, clashes = merge(base, ours, theirs)
    became = {found.key: found for found in result.entries}
    assert {clash.key for clash in clashes} <= {key for key in here.keys() & there if here[key] != there[key]}
    for key in was.keys() & here.keys() & there.keys():
        for one, other in ((here, there), (there, here)):
            if one[key] == was[key]:
                assert by_hand(became[key]) == by_hand(other[key])


@given(versions())
def test_the_sides_are_alike_but_in_a_clash(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, clashes = merge(base, ours, theirs)
    mirrored, turned = merge(base, theirs, ours)
    assert {(clash.key, clash.ours, clash.theirs) for clash in clashes} == {
        (clash.key, clash.theirs, clash.ours) for clash in turned
    }
    known = {clash.key for clash in clashes}

    def rest(catalogue: Catalogue) -> object:
        return heap(replace(catalogue, entries=tuple(found for found in catalogue.entries if found.key not in known)))

    assert rest(result) == rest(mirrored)


@given(versions())
def test_the_result_is_read_again(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    result, _ = merge(*sides)
    assert read_po(write_po(result), "sq.po") == (result, ())


def test_the_result_is_as_msgcat_writes_it(tmp_path: Path) -> None:
    result, _ = merge(BASE, brought(ANA, (*TEXT[:3], "Prologue")), say(BEN, 4, "Gjermanët u tërhoqën."))
    (tmp_path / "sq.po").write_bytes(write_po(result))
    assert run("msgcat", "--no-wrap", tmp_path / "sq.po").encode() == write_po(result)
