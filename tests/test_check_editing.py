"""What is found in a catalogue while it is edited is what `kolofon check` finds, and nothing is looked at in vain."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po
from kolofon.check import FAMILIES, Original
from kolofon.check import check as check_whole
from kolofon.check.families.names import names_family
from kolofon.check.session import EditingSession
from kolofon.edition.project import open_project
from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.segment import segment
from kolofon.text.glossary.terms import Glossary
from kolofon.text.notation import MERGED
from kolofon.text.parts import segments
from tests.laws import examples
from tests.machine import ROOT
from tests.publishing import paragraph, sentence

WORK = "liberation-of-tirana"
MOST = 60
TEXTS = ("", MERGED, "Luftimet 12 .", "“Fjala", "Një <em>fjalë", "Beteja e Tiranës filloi më 29 tetor 1944.")
EVERY = (*FAMILIES, names_family(Glossary("en", "sq")))
NOTES = ((), ("kolofon: ignore numbers",), ("kolofon: ignore no-such-check",), ("për të tjerët",))


@cache
def document() -> Document:
    project = open_project(ROOT)
    return project.source(project.edition.works[0]).document


@cache
def beginning() -> Catalogue:
    """The first messages of the book, all of them translated."""
    catalogue, _ = read_po((ROOT / f"locale/sq/LC_MESSAGES/{WORK}.po").read_bytes(), "x.po")
    entries = [entry for entry in catalogue.entries if entry.translated]
    return replace(catalogue, language="sq", entries=tuple(entries[:MOST]))


def started() -> EditingSession:
    return EditingSession(Original.of(document()), EVERY)


def expected(catalogue: Catalogue) -> Sequence[Finding]:
    return check_whole(document(), catalogue, families=EVERY)


def found(editing: EditingSession, catalogue: Catalogue) -> Sequence[Finding]:
    told = editing.findings(catalogue)
    assert all(told.values())
    return tuple(finding for entry in catalogue.entries for finding in told.get(entry.key, ()))


def changed(entry: CatalogueEntry, kind: str, other: CatalogueEntry, number: int) -> CatalogueEntry:
    """An entry in which one thing is another."""
    match kind:
        case "text":
            return replace(entry, msgstrs=(TEXTS[number % len(TEXTS)],))
        case "other text":
            return replace(entry, msgstrs=other.msgstrs)
        case "source":
            return replace(entry, msgstrs=(entry.msgid,))
        case "merged":
            return replace(entry, msgstrs=(MERGED,))
        case "fuzzy":
            return replace(entry, fuzzy=not entry.fuzzy)
        case "obsolete":
            return replace(entry, obsolete=not entry.obsolete)
        case "comment":
            return replace(entry, comments=NOTES[number % len(NOTES)])
        case "flags":
            return replace(entry, flags=() if entry.flags else ("max-length:5",))
        case "plural":
            return replace(entry, plural=f"{entry.msgid}s", msgstrs=(entry.msgstr, f"{other.msgstr} 7"))
        case _:
            return replace(entry, line=number)


def edited(catalogue: Catalogue, edit: tuple[str, int, int]) -> Catalogue:
    """A catalogue after one edit."""
    kind, at, number = edit
    entries = list(catalogue.entries)
    if not entries:
        return beginning()
    place, other = at % len(entries), entries[number % len(entries)]
    if kind == "removal":
        del entries[place]
    elif kind == "back":
        kept = {entry.key for entry in entries}
        entries[place:place] = [entry for entry in beginning().entries if entry.key not in kept]
    elif kind == "order":
        entries.insert(number % len(entries), entries.pop(place))
    elif kind == "new":
        new = replace(entries[place], msgid=f"{entries[place].msgid} ¿Ж{number}?")
        entries = [*(entry for entry in entries if entry.key != new.key), new]
    else:
        entries[place] = changed(entries[place], kind, other, number)
    return replace(catalogue, entries=tuple(entries))


IN_ONE = (
    "text",
    "other text",
    "source",
    "merged",
    "fuzzy",
    "obsolete",
    "comment",
    "flags",
    "plural",
    "line",
)
EDIT = st.tuples(
    st.sampled_from([*IN_ONE, "removal", "back", "order", "new"]), st.integers(0, MOST), st.integers(0, 999)
)
IN_AN_ENTRY = st.tuples(st.sampled_from(IN_ONE), st.integers(0, MOST - 1), st.integers(0, 999))


@settings(max_examples=examples(25))
@given(edits=st.lists(EDIT, min_size=1, max_size=12))
def test_what_is_found_after_each_edit_is_what_is_found_in_the_whole(edits: Sequence[tuple[str, int, int]]) -> None:
    editing, catalogue = started(), beginning()
    assert found(editing, catalogue) == expected(catalogue)
    for edit in edits:
        catalogue = edited(catalogue, edit)
        assert found(editing, catalogue) == expected(catalogue), edit


@settings(max_examples=examples(40))
@given(before=st.lists(EDIT, max_size=3), trials=st.lists(IN_AN_ENTRY, min_size=1, max_size=3))
def test_what_is_tried_is_what_would_be_found_and_nothing_of_it_is_kept(
    before: Sequence[tuple[str, int, int]], trials: Sequence[tuple[str, int, int]]
) -> None:
    editing, catalogue = started(), beginning()
    for edit in before:
        catalogue = edited(catalogue, edit)
    first = dict(editing.findings(catalogue))
    for trial in trials:
        kind, at, number = trial
        if not catalogue.entries:
            break
        old = catalogue.entries[at % len(catalogue.entries)]
        entry = changed(old, kind, catalogue.entries[number % len(catalogue.entries)], number)
        entries = tuple(entry if one is old else one for one in catalogue.entries)
        would = started().findings(replace(catalogue, entries=entries)).get(entry.key, ())
        assert editing.findings_with(entry) == would, trial
        assert editing.findings(catalogue) == first
        assert editing.findings(replace(catalogue)) == first


LOOKED_AT = {"text": 1, "plural": 2, "flags": 1, "comment": 0, "line": 0, "fuzzy": 0}


@pytest.mark.parametrize(("kind", "more"), LOOKED_AT.items(), ids=LOOKED_AT)
def test_only_a_translation_that_changed_is_looked_at_again(kind: str, more: int) -> None:
    editing, catalogue = started(), beginning()
    editing.findings(catalogue)
    assert editing.examined == sum(entry.msgstr != MERGED for entry in catalogue.entries)
    for number in (7, 20, 33):
        before = editing.examined
        old = catalogue.entries[number]
        assert old.msgstr != MERGED
        new = changed(old, kind, catalogue.entries[0], 902)
        assert new is not old
        catalogue = replace(catalogue, entries=tuple(new if one is old else one for one in catalogue.entries))
        editing.findings(catalogue)
        assert editing.examined - before == more
        editing.findings(catalogue)
        assert editing.examined - before == more


def test_what_is_only_in_another_order_or_gone_is_not_looked_at_again() -> None:
    editing, catalogue = started(), beginning()
    editing.findings(catalogue)
    before = editing.examined
    editing.findings(replace(catalogue, entries=catalogue.entries[::-1]))
    assert editing.examined == before


def test_as_many_are_looked_at_as_have_changed() -> None:
    editing, catalogue = started(), beginning()
    editing.findings(catalogue)
    before = editing.examined
    entries = tuple(
        replace(entry, msgstrs=(f"{entry.msgstr} 7",)) if number % 5 == 0 and entry.msgstr != MERGED else entry
        for number, entry in enumerate(catalogue.entries)
    )
    different = sum(one != other for one, other in zip(entries, catalogue.entries, strict=True))
    editing.findings(replace(catalogue, entries=entries))
    assert editing.examined - before == different > 1


def test_what_is_tried_is_the_only_one_that_is_looked_at() -> None:
    editing, catalogue = started(), beginning()
    editing.findings(catalogue)
    before = editing.examined
    editing.findings_with(replace(catalogue.entries[7], msgstrs=("Luftimet 12 .",)))
    assert editing.examined == before + 1


def would_be(catalogue: Catalogue, entry: CatalogueEntry) -> tuple[Finding, ...]:
    entries = tuple(entry if one.key == entry.key else one for one in catalogue.entries)
    return started().findings(replace(catalogue, entries=entries)).get(entry.key, ())


def test_the_letters_of_a_message_that_is_tried_are_known_though_no_other_has_them() -> None:
    editing, catalogue = started(), beginning()
    empty = replace(catalogue.entries[0], msgid="Today Đoković won", msgstrs=("",))
    catalogue = replace(catalogue, entries=(*catalogue.entries, empty))
    editing.findings(catalogue)
    entry = replace(empty, msgstrs=("Sot fitoi Đokovići",))
    assert editing.findings_with(entry) == would_be(catalogue, entry) == ()
    strange = replace(empty, msgstrs=("Sot fitoi Šokovići",))
    assert [finding.code for finding in editing.findings_with(strange)] == ["validchars", "names"]
    assert editing.findings_with(strange) == would_be(catalogue, strange)


def test_a_message_that_was_merged_is_tried_beside_others_that_are() -> None:
    editing = started()
    keys = Original.of(document()).message_order()
    known = {entry.key: entry for entry in beginning().entries}
    one, two = next(
        (known[one], known[two])
        for one, two in pairwise(keys)
        if one in known and two in known and any(sign.isdigit() for sign in two.msgid)
    )
    merged = {entry.key: replace(entry, msgstrs=(MERGED,)) for entry in (one, two)}
    catalogue = replace(beginning(), entries=tuple(merged.get(entry.key, entry) for entry in beginning().entries))
    editing.findings(catalogue)
    entry = replace(one, msgstrs=(f"{one.msgstr} {two.msgstr}",))
    assert editing.findings_with(entry) == would_be(catalogue, entry)


def test_of_a_long_catalogue_only_what_an_edit_reaches_is_put_together_again() -> None:
    lines = tuple(paragraph(f"The {number} walls of Rakovica stand.") for number in range(300))
    source = segment(Document("en", sentence("Walls"), lines, ()))
    keys = [each.key for each in segments(source) if each.key]
    entries = [
        CatalogueEntry(key.context, key.msgid, msgstrs=(f"Muret {number} të Rakovicës qëndrojnë.",), line=number + 2)
        for number, key in enumerate(keys)
    ]
    editing = EditingSession(Original.of(source), EVERY)
    editing.findings(Catalogue("sq", (), tuple(entries), path="x.po"))
    # The second has a translation that is another's; then a name that is misspelt, and one that is not there.
    for words in ("Muret 9 të Rakovicës qëndrojnë.", "Muret 7 të Rakovixës qëndrojnë.", "Muret 7 qëndrojnë.", "Muret."):
        examined, reported = editing.examined, editing.reported
        entries[8] = replace(entries[8], msgstrs=(words,))
        catalogue = Catalogue("sq", (), tuple(entries), path="x.po")
        assert found(editing, catalogue) == check_whole(source, catalogue, families=EVERY)
        assert editing.examined - examined == 1
        assert editing.reported - reported <= 3
