"""A translation beside its source: each sentence finds its message or is listed, and none is misplaced in silence."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.align import Alignment, align
from kolofon.model.document import Bibliography, Document, Paragraph, Sentence, Text
from kolofon.model.part import InInfobox, InSection, PartRole
from kolofon.model.walk import every_block
from kolofon.text.notation import MERGED, plain
from kolofon.text.parts import Part, Sentences, rewrite, segments
from tests.align_texts import albanian_text, catalogue, english, parsed
from tests.laws import examples

SURE = 0.9
HEADING = "== Përshkrimi ==\n"


@cache
def source() -> Document:
    return english()


@cache
def target() -> Document:
    return parsed(albanian_text(), "sq")


@cache
def truth() -> dict[str, str]:
    """From each message to its translation."""
    return {entry.msgid: entry.msgstr for entry in catalogue().entries}


def told(found: Alignment) -> dict[str, str]:
    return {pair.key.msgid: pair.text for pair in found.pairs}


def sure(found: Alignment) -> dict[str, str]:
    return {pair.key.msgid: pair.text for pair in found.pairs if pair.confidence >= SURE}


def how(found: Alignment) -> dict[str, str]:
    return {pair.key.msgid: pair.how for pair in found.pairs}


def wrong(texts: dict[str, str]) -> dict[str, str]:
    """The pairs in which the message's own translation is not."""
    return {msgid: text for msgid, text in texts.items() if truth()[msgid] not in text and text != MERGED}


def article(*paragraphs: str, title: str = "Title") -> str:
    return f"= {title} =\n\n" + "\n\n".join(paragraphs) + "\n"


def edited(*changes: tuple[str, str]) -> Alignment:
    text = albanian_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return align(source(), parsed(text, "sq"))


def described(change: Callable[[list[str]], Iterable[str]]) -> Alignment:
    """Our edition with other paragraphs below its heading."""
    before, heading, rest = albanian_text().partition(HEADING)
    body, literature, entries = rest.partition("\n== Literatura")
    paragraphs = change(body.strip().split("\n\n"))
    text = before + heading + "\n\n".join(paragraphs) + "\n" + literature + entries
    return align(source(), parsed(text, "sq"))


def rewritten(change: Callable[[Sentences], Sentences]) -> Alignment:
    """Our edition with its runs of text changed."""

    def only_text(sentences: Sentences, part: Part) -> Sentences:
        return change(sentences) if part.running else sentences

    return align(source(), rewrite(target(), only_text))


def prose() -> list[str]:
    """The sentences of the running text of our edition, without the bibliography."""
    inside = [item for item in segments(source()) if item.part.running and item.key]
    return [truth()[item.key.msgid] for item in inside if item.key]


# --- our own edition --------------------------------------------------------------------------------------------------


def test_every_sentence_of_our_own_edition_finds_its_message() -> None:
    found = align(source(), target())
    assert told(found) == {key.msgid: truth()[key.msgid] for key in (pair.key for pair in found.pairs)}
    assert len(found.pairs) == len({item.key for item in segments(source()) if item.key})
    assert (found.missing, found.unplaced) == ((), ())
    assert all(pair.confidence >= SURE and pair.how == "1–1" and not pair.moved for pair in found.pairs)


def test_dates_numbers_and_the_bibliography_need_no_message() -> None:
    settled = [plain(sentence.inlines) for sentence in align(source(), target()).settled]
    assert settled == ["28 tetor – 17 nëntor 1944", "15\N{NO-BREAK SPACE}000", "8\N{NO-BREAK SPACE}000+"]


def test_a_bibliography_under_a_heading_that_no_reader_knows_needs_no_message_either() -> None:
    entries = [entry for block in every_block(source()) if isinstance(block, Bibliography) for entry in block.entries]
    paragraphs = tuple(Paragraph((Sentence((Text(entry.text),), entry.place),)) for entry in entries)
    *sections, last = target().sections
    unknown = replace(target(), sections=(*sections, replace(last, blocks=paragraphs)))
    settled = [plain(sentence.inlines) for sentence in align(source(), unknown).settled]
    assert settled[3:] == [entry.text for entry in entries]


# --- another shape ----------------------------------------------------------------------------------------------------


def each_alone(paragraphs: list[str]) -> list[str]:
    return re.split(r"(?<=\.) (?=[A-ZÇË])", " ".join(paragraphs))


@pytest.mark.parametrize("change", [lambda paragraphs: [" ".join(paragraphs)], each_alone])
def test_paragraphs_joined_or_split(change: Callable[[list[str]], list[str]]) -> None:
    found = described(change)
    assert wrong(told(found)) == {}
    assert (found.missing, found.unplaced) == ((), ())


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (2, 3)])
def test_two_paragraphs_in_another_order(one: int, other: int) -> None:
    def exchange(paragraphs: list[str]) -> list[str]:
        paragraphs[one], paragraphs[other] = paragraphs[other], paragraphs[one]
        return paragraphs

    found = described(exchange)
    assert wrong(told(found)) == {}
    assert (found.missing, found.unplaced) == ((), ())
    assert any(pair.moved for pair in found.pairs)


def test_a_section_in_another_place_takes_its_heading_with_it() -> None:
    def chapter(number: int, heading: str, one: str, other: str) -> str:
        years = range(1900 + 10 * number, 1904 + 10 * number)
        lines = [f"{one} {year} {other}{' ' + other * (year % 3) if year % 3 else ''}." for year in years]
        return f"== {heading} ==\n" + " ".join(lines[:2]) + "\n\n" + " ".join(lines[2:])

    names = [("Childhood", "Fëmijëria"), ("War", "Lufta"), ("Exile", "Mërgimi"), ("Return home", "Kthimi në shtëpi")]
    here = [
        chapter(number, name, "It was in", "that he wrote to his brother") for number, (name, _) in enumerate(names)
    ]
    there = [chapter(number, name, "Ishte në", "që i shkroi vëllait të tij") for number, (_, name) in enumerate(names)]
    found = align(parsed(article(*here), "en"), parsed(article(there[3], *there[:3]), "sq"))
    assert {name: told(found)[name] for name, _ in names} == dict(names)
    assert (found.missing, found.unplaced) == ((), ())
    assert all(pair.moved is ("193" in pair.text or pair.text == names[3][1]) for pair in found.pairs)
    years = re.compile("19[0-9]+")
    assert all(years.findall(pair.key.msgid) == years.findall(pair.text) for pair in found.pairs)


def test_a_section_that_is_missing() -> None:
    before, _, rest = albanian_text().partition(HEADING)
    found = align(source(), parsed(before + rest[rest.index("== Literatura") :], "sq"))
    assert wrong(told(found)) == {}
    assert found.unplaced == ()
    here = [item.key for item in segments(source()) if item.part == Part(PartRole.TEXT, InSection((1,)))]
    assert here
    assert set(here) <= set(found.missing)


def test_an_infobox_that_is_missing() -> None:
    text = albanian_text()
    found = align(source(), parsed(text[: text.index("Infobox")] + text[text.index("Me Çlirimin e Tiranës") :], "sq"))
    assert wrong(told(found)) == {}
    assert found.unplaced == ()
    facts = {item.key for item in segments(source()) if isinstance(item.part.path, InInfobox) and item.key}
    assert {key.msgid for key in facts - set(found.missing)} == {"Liberation of Tirana"}


def test_fields_under_other_names_are_found_by_what_is_in_them() -> None:
    found = edited(("- Place:", "- Vendi:"), ("- Result:", "- Përfundimi:"))
    assert wrong(told(found)) == {}
    assert [item.text for item in found.unplaced] == ["Vendi", "Përfundimi"]


def test_fields_that_have_nothing_in_common_are_not_surely_paired() -> None:
    here, there = article("Infobox\n- Founder: A merchant"), article("Infobox\n- Vendi: Pranë malit")
    found = align(parsed(here, "en"), parsed(there, "sq"))
    assert sure(found) == {"Title": "Title"}


def test_facts_in_another_order() -> None:
    found = edited(("127 të vrarë, 290 të plagosur", "290 të plagosur, 127 të vrarë"))
    assert wrong(told(found)) == {}
    assert found.missing == ()


# --- sentences joined, split, dropped and added -----------------------------------------------------------------------


def test_two_sentences_in_one() -> None:
    found = edited(("Tiranë–Vorë–Laç. Në mëngjesin", "Tiranë–Vorë–Laç, dhe në mëngjesin"))
    first = "The last German forces retreating from Tirana were hit on the Tirana - Vora - Laç road."
    second = (
        "On the morning of November 17, 1944, after 19 days of severe and uninterrupted war, the capital of Albania, "
        "Tirana, was freed."
    )
    assert told(found)[first].startswith("Forcat e fundit gjermane")
    assert told(found)[first].endswith("kryeqyteti i Shqipërisë.")
    assert told(found)[second] == MERGED
    assert (how(found)[first], how(found)[second]) == ("2–1", "2–1")
    assert (found.missing, found.unplaced) == ((), ())


def test_one_sentence_in_two() -> None:
    found = edited(("u plagosën, kurse nazistët", "u plagosën. Kurse nazistët"))
    msgid = next(msgid for msgid in truth() if msgid.startswith("In total 127"))
    assert told(found)[msgid] == truth()[msgid].replace("u plagosën, kurse nazistët", "u plagosën. Kurse nazistët")
    assert how(found)[msgid] == "1–2"
    assert (found.missing, found.unplaced) == ((), ())


def test_two_facts_in_one_leave_the_second_without_a_translation() -> None:
    found = edited(("127 të vrarë, 290 të plagosur", "127 të vrarë dhe 290 të plagosur"))
    assert told(found)["127 killed"] == "127 të vrarë dhe 290 të plagosur"
    assert [key.msgid for key in found.missing] == ["290 wounded"]


def test_one_fact_in_two_has_its_comma_back() -> None:
    found = edited(("11 brigada gjithsej (në fazën përfundimtare)", "11 brigada gjithsej, në fazën përfundimtare"))
    msgid = "11 brigades in total (final stage)"
    assert (told(found)[msgid], how(found)[msgid]) == ("11 brigada gjithsej, në fazën përfundimtare", "1–2")


def without(text: str, run: Sentences) -> Sentences:
    return tuple(item for item in run if plain(item.inlines) != text)


@pytest.mark.slow
def test_a_sentence_left_out_misplaces_no_other() -> None:
    misplaced = 0
    for text in prose():
        found = rewritten(partial(without, text))
        assert wrong(sure(found)) == {}
        assert text not in told(found).values()
        misplaced += len(wrong(told(found)))
    assert misplaced <= 2


@pytest.mark.slow
def test_neighbours_joined_are_found_together() -> None:
    tried = together = 0
    for first in prose():
        joined: list[str] = []

        def join(run: Sentences, first: str = first, joined: list[str] = joined) -> Sentences:
            for index, item in enumerate(run[:-1]):
                if plain(item.inlines) == first:
                    after = run[index + 1]
                    whole = Sentence((Text(f"{first} {plain(after.inlines)}"),), item.place, after.after)
                    joined.append(plain(whole.inlines))
                    return (*run[:index], whole, *run[index + 2 :])
            return run

        found = rewritten(join)
        assert wrong(sure(found)) == {}
        tried += len(joined)
        together += sum(text in told(found).values() and MERGED in told(found).values() for text in joined)
    assert tried >= 19
    assert together / tried >= 0.95


def test_a_sentence_that_is_only_in_the_translation_is_listed() -> None:
    added = "Shënim i përkthyesit: teksti shqip ndjek botimin e vitit 1989."
    found = edited(("\n\nNazistët nuk e zbatuan", f"\n\n{added}\n\nNazistët nuk e zbatuan"))
    assert [item.text for item in found.unplaced] == [added]
    line = albanian_text().count("\n", 0, albanian_text().index("Nazistët nuk e zbatuan")) + 1
    assert str(found.unplaced[0].place) == f"sq.txt:{line}:1"
    assert wrong(told(found)) == {}


# --- repeated strings -------------------------------------------------------------------------------------------------


def test_a_message_in_several_places_has_the_likelier_translation_and_the_other_is_listed() -> None:
    english_text = article(
        "It rained.", "On 3 May he left Vlora.", "It rained.", "On 9 June he saw Durres.", "It rained."
    )
    other = article("Binte shi.", "Më 3 maj la Vlorën.", "Ra shi.", "Më 9 qershor pa Durrësin.", "Binte shi.")
    found = align(parsed(english_text, "en"), parsed(other, "sq"))
    rain = next(pair for pair in found.pairs if pair.key.msgid == "It rained.")
    assert rain.text == "Binte shi."
    assert len(rain.sentences) == 2
    assert [(item.text, item.rival) for item in found.unplaced] == [("Ra shi.", rain.key)]
    assert rain.confidence < max(pair.confidence for pair in found.pairs)


def test_a_refrain_does_not_derail() -> None:
    verses = [f"In verse {number} there is a word of its own." for number in range(2, 30)]
    strofa = [f"Në strofën {number} ka një fjalë të vetën." for number in range(2, 30)]
    here = article(*(f"{verse} And so it goes." for verse in verses))
    there = article(*(f"{verse} Dhe kështu vazhdon." for verse in strofa if " 9 " not in verse))
    found = align(parsed(here, "en"), parsed(there, "sq"))
    assert told(found) == {
        "Title": "Title",
        "And so it goes.": "Dhe kështu vazhdon.",
        **{verse: text for verse, text in zip(verses, strofa, strict=True) if " 9 " not in verse},
    }
    assert [key.msgid for key in found.missing] == ["In verse 9 there is a word of its own."]


def test_a_merged_sentence_goes_with_the_one_that_has_its_words() -> None:
    """Else the one would lose the words to another translation, and the other would print nothing."""
    here = article("He came in 1912.", "He left Vlora. He came in 1912. It was the 4th day.", "He came in 1912.")
    there = article("Erdhi më 1912.", "La Vlorën. Erdhi më 1912, dhe ishte dita e 4.", "Erdhi më 1912.")
    found = align(parsed(here, "en"), parsed(there, "sq"))
    assert told(found)["He came in 1912."] == "Erdhi më 1912."
    assert [item.text for item in found.unplaced] == ["Erdhi më 1912, dhe ishte dita e 4."]
    assert [key.msgid for key in found.missing] == ["It was the 4th day."]


# --- laws -------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["Tirana", "Tiranës", "UNÇSH-së", "19", "15,000", "1944", "forca", "forces", "e", "the", "Laç"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: "A " + " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)
PIECES = st.one_of(
    PARAGRAPHS,
    SENTENCES.map(lambda text: f"== {text} =="),
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "Infobox\n- Combatant1: " + ", ".join(items)),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: "Infobox\n- Label " + ": x\n- Other ".join(items) + ": y"
    ),
    st.just("== Literature ==\n- A Tirana. A Laç."),
)
ARTICLES = st.lists(PIECES, max_size=12).map(lambda pieces: article(*pieces))


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(ARTICLES, ARTICLES)
def test_nothing_is_lost(here: str, there: str) -> None:
    one, other = parsed(here, "en"), parsed(there, "sq")
    found = align(one, other)
    kept = [sentence for pair in found.pairs for sentence in pair.sentences]
    kept += [item.sentence for item in found.unplaced] + [*found.settled]
    assert Counter(map(id, kept)) == Counter(id(item.sentence) for item in segments(other))
    keys = [pair.key for pair in found.pairs] + [*found.missing]
    assert Counter(keys) == Counter({item.key for item in segments(one) if item.key})
    assert all(0 < pair.confidence <= 1 and pair.text for pair in found.pairs)
    assert all(bool(pair.sentences) is (pair.text != MERGED) for pair in found.pairs)


@settings(max_examples=examples(20))
@given(ARTICLES)
def test_a_text_is_its_own_translation(text: str) -> None:
    found = align(parsed(text, "en"), parsed(text, "en"))
    assert all(pair.text == pair.key.msgid for pair in found.pairs if pair.confidence >= SURE and pair.how == "1–1")
