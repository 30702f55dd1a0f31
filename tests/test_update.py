from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kolofon.catalogue.create import create, template
from kolofon.catalogue.po import read_po, write_po
from kolofon.catalogue.update import same_but_dates, update
from kolofon.catalogue.update.report import Outcome, Report
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry, Message, Previous
from tests.laws import examples

BIRTH = datetime(2026, 3, 14, 9, 30, tzinfo=timezone(timedelta(hours=1)))

TEXT = (
    "Tirana was liberated on 17 November 1944.",
    "The battle for the city lasted nineteen days.",
    "Brigade I entered from the south, along the road to Elbasan.",
    "The General Staff had ordered the attack on 26 October.",
    "Aftermath",
    "German troops withdrew towards Shkodra, and blew up the bridges behind them.",
)


def messages(*texts: str, context: str | None = None) -> tuple[Message, ...]:
    return tuple(
        Message(context, text, (Place("source/battle.txt", line, 1),), (f"sentence {line}",))
        for line, text in enumerate(texts, 1)
    )


def albanian(text: str) -> str:
    return f"sq({text})"


def translated(*texts: str) -> Catalogue:
    born = create("sq", template(messages(*texts), project="battle", version="1", date=BIRTH))
    return replace(born, entries=tuple(replace(entry, msgstrs=(albanian(entry.msgid),)) for entry in born.entries))


def changed(texts: Sequence[str], number: int, *new: str) -> tuple[str, ...]:
    return (*texts[:number], *new, *texts[number + 1 :])


def entry(catalogue: Catalogue, msgid: str, context: str | None = None) -> CatalogueEntry:
    return next(entry for entry in catalogue.entries if entry.key == (context, msgid))


def outcomes(old: Catalogue, new: Sequence[Message]) -> list[Outcome]:
    return [change.outcome for change in update(old, new)[1].changes]


def count(report: Report, outcome: Outcome) -> int:
    return report.counts.get(outcome, 0)


OLD = translated(*TEXT)


# --- an edit ----------------------------------------------------------------------------------------------------------


def test_nothing_changes_where_nothing_changed() -> None:
    new, report = update(OLD, messages(*TEXT))
    assert new == OLD
    assert count(report, Outcome.KEPT) == len(report.changes) == len(TEXT)


@pytest.mark.parametrize("number", range(len(TEXT)))
def test_one_changed_word_makes_one_fuzzy_and_its_undoing_restores_all(number: int) -> None:
    edited = TEXT[number].replace("Aftermath", "Aftermaths").replace("the ", "this ", 1).replace("on 17", "on 18")
    new, report = update(OLD, messages(*changed(TEXT, number, edited)))
    assert [entry for entry in new.entries if entry.fuzzy] == [
        CatalogueEntry(
            None,
            edited,
            msgstrs=(albanian(TEXT[number]),),
            fuzzy=True,
            previous=Previous(None, TEXT[number]),
            extracted=(f"sentence {number + 1}",),
            references=(f"source/battle.txt:{number + 1}",),
        )
    ]
    assert report.counts == {Outcome.KEPT: len(TEXT) - 1, Outcome.FUZZY: 1, Outcome.OBSOLETE: 1}
    back, report = update(new, messages(*TEXT))
    assert back == OLD
    assert count(report, Outcome.REVIVED) == 1


def test_two_edits_without_a_translator_keep_the_words_that_were_translated() -> None:
    once = TEXT[1].replace("nineteen", "twenty")
    twice = once.replace("battle", "fight")
    new = update(OLD, messages(*changed(TEXT, 1, once)))[0]
    new = update(new, messages(*changed(TEXT, 1, twice)))[0]
    assert entry(new, twice).previous == Previous(None, TEXT[1])
    assert [entry.msgid for entry in new.entries if entry.obsolete] == [TEXT[1]]
    assert update(new, messages(*TEXT))[0] == OLD


def test_a_translation_that_was_confirmed_goes_before_an_older_one() -> None:
    once = TEXT[1].replace("nineteen", "twenty")
    new = update(OLD, messages(*changed(TEXT, 1, once)))[0]
    confirmed = replace(entry(new, once), fuzzy=False, previous=None, msgstrs=("confirmed",))
    new = replace(new, entries=changed_entry(new, confirmed))
    twice = once.replace("battle", "fight")
    newest = update(new, messages(*changed(TEXT, 1, twice)))[0]
    assert entry(newest, twice).msgstr == "confirmed"
    assert entry(update(new, messages(*TEXT))[0], TEXT[1]) == entry(OLD, TEXT[1])


def changed_entry(catalogue: Catalogue, new: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
    return tuple(new if entry.key == new.key else entry for entry in catalogue.entries)


def test_a_fuzzy_translation_that_was_worked_on_is_kept_when_the_edit_is_undone() -> None:
    edited = TEXT[1].replace("nineteen", "twenty")
    new = update(OLD, messages(*changed(TEXT, 1, edited)))[0]
    new = replace(new, entries=changed_entry(new, replace(entry(new, edited), msgstrs=("half done",))))
    back = update(new, messages(*TEXT))[0]
    assert entry(back, TEXT[1]) == entry(OLD, TEXT[1])
    shelved = entry(back, edited)
    assert (shelved.obsolete, shelved.fuzzy, shelved.msgstr) == (True, True, "half done")


def test_a_comment_on_a_fuzzy_translation_outlives_the_edit() -> None:
    edited = TEXT[1].replace("nineteen", "twenty")
    new = update(OLD, messages(*changed(TEXT, 1, edited)))[0]
    new = replace(new, entries=changed_entry(new, replace(entry(new, edited), comments=("twenty?",))))
    assert entry(update(new, messages(*TEXT))[0], edited).comments == ("twenty?",)


def test_of_an_edit_that_is_then_deleted_the_confirmed_words_are_kept() -> None:
    edited = TEXT[1].replace("nineteen", "twenty")
    new = update(OLD, messages(*changed(TEXT, 1, edited)))[0]
    new, report = update(new, messages(TEXT[0], *TEXT[2:]))
    assert [(entry.msgid, entry.fuzzy) for entry in new.entries if entry.obsolete] == [(TEXT[1], False)]
    assert (count(report, Outcome.OBSOLETE), count(report, Outcome.GONE)) == (0, 1)


def test_words_come_back_from_a_fuzzy_entry_that_is_nothing_like_them() -> None:
    strange = replace(OLD.entries[0], msgid="Maize", fuzzy=True, previous=Previous(None, TEXT[0]))
    new = update(replace(OLD, entries=(*OLD.entries[1:], strange)), messages(TEXT[0], *TEXT[2:]))[0]
    assert (new.entries[0].msgstr, new.entries[0].fuzzy) == (albanian(TEXT[0]), True)


def test_what_another_tool_made_fuzzy_is_not_taken_for_good() -> None:
    edited = TEXT[1].replace("nineteen", "twenty")
    new = update(OLD, messages(*changed(TEXT, 1, edited)))[0]
    forgotten = replace(new, entries=tuple(entry for entry in new.entries if not entry.obsolete))
    back = entry(update(forgotten, messages(*TEXT))[0], TEXT[1])
    assert (back.fuzzy, back.previous, back.msgstr) == (True, None, albanian(TEXT[1]))


# --- what goes and what comes back ------------------------------------------------------------------------------------


def test_a_deleted_paragraph_is_revived() -> None:
    new, report = update(OLD, messages(*TEXT[:2], *TEXT[4:]))
    assert [(entry.msgid, entry.references, entry.extracted) for entry in new.entries if entry.obsolete] == [
        (TEXT[2], (), ()),
        (TEXT[3], (), ()),
    ]
    assert (count(report, Outcome.OBSOLETE), count(report, Outcome.FUZZY), count(report, Outcome.NEW)) == (2, 0, 0)
    back, report = update(new, messages(*TEXT))
    assert back == OLD
    assert count(report, Outcome.REVIVED) == 2


def test_what_comes_back_fuzzy_was_fuzzy() -> None:
    old = replace(OLD, entries=changed_entry(OLD, replace(OLD.entries[2], fuzzy=True)))
    assert update(update(old, messages(*TEXT[:2]))[0], messages(*TEXT))[0] == old


def test_obsolete_entries_stand_in_the_order_in_which_they_left() -> None:
    new = update(OLD, messages(*TEXT[:3], *TEXT[4:]))[0]
    new = update(new, messages(*TEXT[1:3], *TEXT[4:]))[0]
    assert [entry.msgid for entry in new.entries if entry.obsolete] == [TEXT[3], TEXT[0]]


def test_an_untranslated_message_goes_without_a_trace_unless_somebody_said_something() -> None:
    silent, spoken = replace(OLD.entries[2], msgstrs=("",)), replace(OLD.entries[3], msgstrs=("",), comments=("who?",))
    old = replace(OLD, entries=(*OLD.entries[:2], silent, spoken))
    new, report = update(old, messages(*TEXT[:2]))
    assert [(entry.msgid, entry.comments) for entry in new.entries if entry.obsolete] == [(TEXT[3], ("who?",))]
    assert count(report, Outcome.GONE) == 1
    assert entry(update(new, messages(*TEXT[:4]))[0], TEXT[3]) == spoken


def test_a_comment_on_an_untranslated_message_follows_its_words() -> None:
    edited = TEXT[3].replace("26", "27")
    old = replace(OLD, entries=changed_entry(OLD, replace(OLD.entries[3], msgstrs=("",), comments=("who?",))))
    new, report = update(old, messages(*changed(TEXT, 3, edited)))
    found = entry(new, edited)
    assert (found.fuzzy, found.previous, found.msgstr, found.comments) == (False, None, "", ("who?",))
    assert (len(new.entries), count(report, Outcome.NEW)) == (len(TEXT), 1)


def test_the_order_is_that_of_the_text() -> None:
    turned = tuple(reversed(TEXT))
    new, report = update(OLD, messages(*turned))
    assert [entry.msgid for entry in new.entries] == list(turned)
    assert count(report, Outcome.KEPT) == len(TEXT)


def test_a_proposal_that_could_not_be_made_again_comes_back_as_it_was() -> None:
    # In its place "maize" is near enough to "wheat", and with nothing beside it not.
    old = translated(TEXT[0], "Wheat wheat corn!", TEXT[1])
    proposed = update(old, messages(TEXT[0], "maize wheat corn!", TEXT[1]))[0]
    assert entry(proposed, "maize wheat corn!").fuzzy
    without = update(proposed, messages(TEXT[0], TEXT[1]))[0]
    shelved = [(entry.msgid, entry.fuzzy) for entry in without.entries if entry.obsolete]
    assert shelved == [("Wheat wheat corn!", False), ("maize wheat corn!", True)]
    assert update(without, messages(TEXT[0], TEXT[1]))[0] == without
    assert update(without, messages(TEXT[0], "maize wheat corn!", TEXT[1]))[0] == proposed


def test_a_join_and_its_undoing_bring_no_proposal_for_what_had_none() -> None:
    joined = f"{TEXT[1].removesuffix('.')}, and {TEXT[2]}"
    old = replace(OLD, entries=changed_entry(OLD, replace(OLD.entries[1], msgstrs=("",))))
    new = update(old, messages(TEXT[0], joined, *TEXT[3:]))[0]
    assert entry(new, joined).msgstr == albanian(TEXT[2])
    assert update(new, messages(*TEXT))[0] == old


# --- contexts, comments, flags ----------------------------------------------------------------------------------------


def test_the_same_words_in_another_context_are_fuzzy() -> None:
    new, report = update(OLD, (*messages(*TEXT[:4], TEXT[5]), *messages("Aftermath", context="heading")))
    moved = entry(new, "Aftermath", "heading")
    assert (moved.fuzzy, moved.previous, moved.msgstr) == (True, Previous(None, "Aftermath"), albanian("Aftermath"))
    assert count(report, Outcome.MOVED) == 1
    assert update(new, messages(*TEXT))[0] == OLD


def test_contexts_that_were_renamed_are_told_apart_by_their_order() -> None:
    old = update(Catalogue("sq", (), ()), (*messages("Strength", context="a"), *messages("Strength", context="b")))[0]
    old = replace(old, entries=tuple(replace(entry, msgstrs=(f"sq {entry.context}",)) for entry in old.entries))
    new = update(old, (*messages("Strength", context="c"), *messages("Strength", context="d")))[0]
    assert [entry.msgstr for entry in new.entries if not entry.obsolete] == ["sq a", "sq b"]
    third = update(old, messages("Strength", context="c"))[0]
    assert third.entries[0].msgstr == "", "with two that would do, none is taken"


def test_what_the_translator_wrote_stays_and_what_the_source_says_is_renewed() -> None:
    own = replace(OLD.entries[0], comments=("mine", ""), flags=("md-text",), extracted=("old",), references=("old:1",))
    new = update(replace(OLD, entries=changed_entry(OLD, own)), messages(*TEXT))[0]
    assert new.entries[0] == replace(OLD.entries[0], comments=("mine", ""), flags=("md-text",))


def test_a_review_does_not_outlive_the_words_reviewed() -> None:
    reviewed = replace(OLD.entries[1], comments=("mine", "reviewed: Ana Hoxha, 2026-03-14"))
    old = replace(OLD, entries=changed_entry(OLD, reviewed))
    edited = TEXT[1].replace("nineteen", "twenty")
    new = update(old, messages(*changed(TEXT, 1, edited)))[0]
    assert entry(new, edited).comments == ("mine",)
    assert update(new, messages(*TEXT))[0] == old


def test_references_are_paths_and_lines_each_once() -> None:
    places = (Place("a b.txt", 3, 7), Place("a b.txt", 3, 20), Place("c.txt"))
    new = update(OLD, (Message(None, TEXT[0], places, ("two\nlines",)),))[0]
    assert (new.entries[0].references, new.entries[0].extracted) == (("a b.txt:3", "c.txt"), ("two", "lines"))


# --- guesses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Yes", "No"),
        ("1 killed", "2 drowned"),
        ("The battle for the city lasted nineteen days.", "Maize and wheat were scarce that winter in every village."),
    ],
)
def test_strangers_are_not_taken_for_each_other(old: str, new: str) -> None:
    assert (
        outcomes(translated(TEXT[0], old, TEXT[2]), messages(TEXT[0], TEXT[2], TEXT[3], new))[:2] == [Outcome.KEPT] * 2
    )
    assert update(translated(TEXT[0], old), messages(new, TEXT[0]))[0].entries[0].msgstr == ""


def test_of_short_strings_the_place_must_speak_as_well() -> None:
    old = translated(TEXT[0], "300 tanks", TEXT[1])
    assert update(old, messages(TEXT[0], "300 lorries", TEXT[1]))[0].entries[1].msgstr == albanian("300 tanks")
    assert update(old, messages(TEXT[0], TEXT[1], TEXT[2], "300 lorries"))[0].entries[3].msgstr == ""


def test_where_two_tie_none_is_taken() -> None:
    old = translated("Casualties of the third brigade", *TEXT, "Casualties of the fifth brigade")
    new = update(old, messages(*TEXT[:3], "Casualties of the sixth brigade", *TEXT[3:]))[0]
    assert entry(new, "Casualties of the sixth brigade").msgstr == ""


def test_of_two_that_tie_the_neighbours_decide() -> None:
    old = translated("Casualties of the third brigade", *TEXT, "Casualties of the fifth brigade")
    new = update(old, messages(*TEXT, "Casualties of the sixth brigade"))[0]
    assert entry(new, "Casualties of the sixth brigade").msgstr == albanian("Casualties of the fifth brigade")


def test_what_leaves_the_text_just_now_goes_before_what_left_it_earlier() -> None:
    now, earlier = (
        "The partisans of the fifth brigade held the hill.",
        "The partisans of the sixth brigade held the hill.",
    )
    old = translated(now, *TEXT)
    shelved = replace(translated(earlier).entries[0], obsolete=True)
    edited = "The partisans of the sixth brigade held the hills."
    new = update(replace(old, entries=(*old.entries, shelved)), messages(*TEXT, edited))[0]
    assert entry(new, edited).msgstr == albanian(earlier), "which is the same but for one letter"
    edited = "The partisans of the ninth brigade held the hill."
    new = update(replace(old, entries=(*old.entries, shelved)), messages(*TEXT, edited))[0]
    assert entry(new, edited).msgstr == albanian(now)


def test_a_sentence_that_is_split_hands_its_translation_to_both_parts() -> None:
    parts = ("German troops withdrew towards Shkodra.", "They blew up the bridges behind them.")
    new, report = update(OLD, messages(*changed(TEXT, 5, *parts)))
    for part in parts:
        assert entry(new, part).msgstr == albanian(TEXT[5])
        assert entry(new, part).previous == Previous(None, TEXT[5])
    assert count(report, Outcome.FUZZY) == 2
    assert update(new, messages(*TEXT))[0] == OLD


def test_two_sentences_that_are_joined_bring_both_translations() -> None:
    joined = "Tirana was liberated on 17 November 1944; the battle for the city lasted nineteen days."
    new, report = update(OLD, messages(joined, *TEXT[2:]))
    assert entry(new, joined).msgstr == f"{albanian(TEXT[0])} {albanian(TEXT[1])}"
    assert entry(new, joined).previous == Previous(None, f"{TEXT[0]} {TEXT[1]}")
    assert count(report, Outcome.FUZZY) == 1
    assert update(new, messages(*TEXT))[0] == OLD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('The "House of Officers"...', "The “House of Officers”…"),
        ("October - November, 1944-1945", "October – November, 1944–1945"),
        ("15 000 men", "15\u00a0000 men"),
        ("it's  done", "it’s done"),
    ],
)
def test_a_change_of_typography_keeps_the_translation(old: str, new: str) -> None:
    before = translated(TEXT[0], old, TEXT[1])
    after, report = update(before, messages(TEXT[0], new, TEXT[1]))
    assert after.entries[1] == replace(before.entries[1], msgid=new)
    assert (count(report, Outcome.RETOUCHED), len(after.entries)) == (1, 3)
    assert update(after, messages(TEXT[0], old, TEXT[1]))[0] == before


def test_words_that_differ_in_typography_alone_share_a_sure_translation() -> None:
    plain, curly = 'The "House of Officers"', "The “House of Officers”"
    before = translated(TEXT[0], plain)
    both = update(before, messages(TEXT[0], plain, curly))[0]
    assert entry(both, curly) == replace(
        entry(before, plain), msgid=curly, references=("source/battle.txt:3",), extracted=("sentence 3",)
    )
    # A sure one goes before a proposal that was made of the very words.
    other = CatalogueEntry(None, "Barracks", msgstrs=("x",), fuzzy=True, previous=Previous(None, curly))
    new = update(replace(before, entries=(*before.entries, other)), messages(TEXT[0], curly))[0]
    assert (entry(new, curly).msgstr, entry(new, curly).fuzzy) == (albanian(plain), False)


def test_a_misprint_is_none_where_a_sentence_was_split() -> None:
    parts = ("German troops withdrew towards Shkodra.", "They blew up the bridges behind them.")
    new, report = update(OLD, messages(*changed(TEXT, 5, *parts)), trivial=True)
    assert [entry(new, part).fuzzy for part in parts] == [True, True]
    assert count(report, Outcome.RETOUCHED) == 0


def test_a_change_of_words_is_none_of_typography() -> None:
    assert outcomes(translated(*TEXT), messages(*changed(TEXT, 1, TEXT[1].replace(".", "!"))))[1] is Outcome.FUZZY


def test_an_editor_may_say_that_it_was_only_a_misprint() -> None:
    misprint = TEXT[1].replace("battle", "batle")
    old = translated(*changed(TEXT, 1, misprint))
    new, report = update(old, messages(*TEXT), trivial=True)
    assert entry(new, TEXT[1]) == replace(entry(old, misprint), msgid=TEXT[1])
    assert (count(report, Outcome.RETOUCHED), [entry.msgid for entry in new.entries if entry.obsolete]) == (
        1,
        [misprint],
    )
    back = update(new, messages(*changed(TEXT, 1, misprint)))[0]
    assert back.entries[: len(TEXT)] == old.entries, "whoever it was that erred"


# --- the header -------------------------------------------------------------------------------------------------------


def test_two_header_fields_come_from_the_template() -> None:
    later = template(
        messages(*TEXT), project="other", version="2", date=datetime(2027, 1, 1, tzinfo=UTC), bugs_to="a@b"
    )
    new = update(OLD, messages(*TEXT), template=later)[0]
    differing = dict(set(new.header) - set(OLD.header))
    assert differing == {"Report-Msgid-Bugs-To": "a@b", "POT-Creation-Date": "2027-01-01 00:00+0000"}
    assert [name for name, _ in new.header] == [name for name, _ in OLD.header]


def test_dates_and_references_alone_are_not_worth_a_diff() -> None:
    later = template(messages(*TEXT), project="battle", version="1", date=datetime(2027, 1, 1, tzinfo=UTC))
    moved = tuple(replace(message, places=(Place("source/battle.txt", 99),)) for message in messages(*TEXT))
    new = update(OLD, moved, template=later)[0]
    assert new != OLD
    assert same_but_dates(OLD, new)
    assert not same_but_dates(OLD, update(OLD, messages(*TEXT[:5]))[0])
    assert not same_but_dates(OLD, update(OLD, tuple(replace(message, comments=()) for message in moved))[0])


# --- laws -------------------------------------------------------------------------------------------------------------

WORDS = ("the", "brigade", "city", "attacked", "held", "north", "river", "bridge", "Monday", "village", "retreated")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
texts = st.lists(sentences, max_size=8, unique=True)


@given(texts, texts)
def test_an_edit_and_its_undoing_restore_everything(first: list[str], second: list[str]) -> None:
    old = translated(*first)
    new = update(old, messages(*second))[0]
    assert update(new, messages(*second))[0] == new
    assert update(new, messages(*first))[0] == old


class Years(RuleBasedStateMachine):
    """An editor and a translator at work on one text; every translation is of its own, so that each can be traced."""

    @initialize(text=texts)
    def begin(self, text: list[str]) -> None:
        self.text = text
        self.catalogue = create("sq", template(messages(*text), project="battle", version="1", date=BIRTH))
        self.typed: set[str] = set()
        self.said: set[str] = set()
        self.count = 0

    def edited(self, text: list[str]) -> None:
        self.text = list(dict.fromkeys(text))
        before = self.catalogue
        self.catalogue, report = update(before, messages(*self.text))
        assert [change.key.msgid for change in report.changes[: len(self.text)]] == self.text
        assert update(self.catalogue, messages(*self.text))[0] == self.catalogue

    @rule(number=st.integers(0, 7), words=sentences)
    def insert(self, number: int, words: str) -> None:
        self.edited([*self.text[:number], words, *self.text[number:]])

    @rule(number=st.integers(0, 7))
    def delete(self, number: int) -> None:
        self.edited([*self.text[:number], *self.text[number + 1 :]])

    @rule(number=st.integers(0, 7), word=st.integers(0, 8), new=st.sampled_from(WORDS))
    def reword(self, number: int, word: int, new: str) -> None:
        if number < len(self.text):
            words = self.text[number].split()
            self.edited(
                [*self.text[:number], " ".join([*words[:word], new, *words[word + 1 :]]), *self.text[number + 1 :]]
            )

    @rule(number=st.integers(0, 7), word=st.integers(1, 8))
    def split(self, number: int, word: int) -> None:
        if number < len(self.text) and word < len(words := self.text[number].split()):
            parts = [" ".join(words[:word]), " ".join(words[word:])]
            self.edited([*self.text[:number], *parts, *self.text[number + 1 :]])

    @rule(number=st.integers(0, 7))
    def join(self, number: int) -> None:
        if number < len(self.text):  # a message of no words would be a header
            self.edited([*self.text[:number], " ".join(self.text[number : number + 2]), *self.text[number + 2 :]])

    @rule(text=st.permutations(range(8)))
    def shuffle(self, text: list[int]) -> None:
        self.edited([self.text[number] for number in text if number < len(self.text)])

    @rule(number=st.integers(0, 7), fuzzy=st.booleans(), comment=st.booleans())
    def translate(self, number: int, *, fuzzy: bool, comment: bool) -> None:
        if number < len(self.text):
            old = entry(self.catalogue, self.text[number])
            self.count += 1
            new = replace(
                old,
                msgstrs=(f"<{self.count}>",),
                fuzzy=fuzzy,
                previous=old.previous if fuzzy else None,
                comments=(*old.comments, f"<{self.count}>") if comment else old.comments,
            )
            self.typed = {typed for typed in self.typed if typed not in old.msgstr} | {new.msgstr}
            self.said |= set(new.comments)
            self.catalogue = replace(self.catalogue, entries=changed_entry(self.catalogue, new))

    @rule(number=st.integers(0, 7))
    def confirm(self, number: int) -> None:
        if number < len(self.text):
            new = replace(entry(self.catalogue, self.text[number]), fuzzy=False, previous=None)
            self.catalogue = replace(self.catalogue, entries=changed_entry(self.catalogue, new))

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        standing = " ".join(entry.msgstr for entry in self.catalogue.entries)
        assert [typed for typed in self.typed if typed not in standing] == []
        assert self.said <= {line for entry in self.catalogue.entries for line in entry.comments}

    @invariant()
    def it_is_a_catalogue(self) -> None:
        assert len({entry.key for entry in self.catalogue.entries}) == len(self.catalogue.entries)
        assert [entry.msgid for entry in self.catalogue.entries if not entry.obsolete] == self.text
        assert all(entry.previous is None or entry.fuzzy for entry in self.catalogue.entries)
        assert read_po(write_po(self.catalogue), "sq.po") == (self.catalogue, ())


TestYears = Years.TestCase
TestYears.settings = settings(max_examples=examples(25), stateful_step_count=30)


@pytest.mark.parametrize(("old", "new"), [("17 November 1944", "18 November 1944"), ("26 October", "2 October")])
def test_a_changed_number_is_no_misprint(old: str, new: str) -> None:
    number = next(number for number, text in enumerate(TEXT) if old in text)
    text = changed(TEXT, number, TEXT[number].replace(old, new))
    _, report = update(OLD, messages(*text), trivial=True)
    assert (count(report, Outcome.FUZZY), count(report, Outcome.RETOUCHED)) == (1, 0)
