"""Terms that a source text may want."""

from kolofon.edition.project import open_project
from kolofon.model.document import Document, Paragraph, Place, Section, Sentence, Text
from kolofon.text.glossary.candidates import Candidate, candidates
from kolofon.text.glossary.terms import Glossary, Term
from tests.machine import ROOT

NONE = Glossary("en", "sq")


def document(*sentences: str, title: str = "On the war") -> Document:
    here = Place("source/sample.txt", 1)
    paragraph = Paragraph(tuple(Sentence((Text(text),), here) for text in sentences))
    return Document("en", Sentence((Text(title),), here), (paragraph,), ())


def found(*sentences: str, minimum: int = 1, known: Glossary = NONE) -> dict[str, int]:
    return {item.term: item.count for item in candidates(document(*sentences), known, minimum)}


def test_words_with_capitals_and_what_belongs_to_them() -> None:
    text = (
        "As a result, forces of Brigade I took the House of Officers, and the Anti-fascist War went on by Unit 1 Corps."
    )
    assert found(text) == {"Brigade I": 1, "House of Officers": 1, "Anti-fascist War": 1, "Unit 1 Corps": 1}


def test_the_head_of_a_sentence_proves_nothing_alone() -> None:
    assert found("Creatively, they fought.", "At night they rested.") == {}
    assert found("Tirana was freed.", "They left Tirana.") == {"Tirana": 2}
    assert found("UNÇSH fought.") == {"UNÇSH": 1}


def test_phrases_have_to_come_twice_and_plurals_count_with_their_singular() -> None:
    assert found("a machine gun", "100 machine guns", "the machine guns", "a steep hill") == {"machine guns": 3}


def test_a_phrase_that_never_comes_without_a_longer_one_is_that_one() -> None:
    text = "the heavy machine gun"
    assert found(text, text, text) == {"heavy machine gun": 3}
    assert found(text, text, "a machine gun") == {"machine gun": 3, "heavy machine gun": 2}


def test_what_stands_between_marks_is_no_phrase() -> None:
    assert found("tanks, wagons", "tanks, wagons", "tanks (wagons)") == {}


def test_the_glossary_is_left_out() -> None:
    known = Glossary("en", "sq", (Term("House of Officers", ("Shtëpia e Oficerëve",)),))
    assert found("in the House of Officers at Laç", known=known) == {"Laç": 1}


def test_the_order_and_the_example() -> None:
    text = document("They left Vora.", "They met at Vora, near Laç and Balli Kombëtar.", "They saw Laç.")
    assert candidates(text, NONE, 1) == (
        Candidate("Laç", 2, "They met at Vora, near Laç and Balli Kombëtar."),
        Candidate("Vora", 2, "They left Vora."),
        Candidate("Balli Kombëtar", 1, "They met at Vora, near Laç and Balli Kombëtar."),
    )


def test_headings_count_and_dates_do_not() -> None:
    here = Place("source/sample.txt", 1)
    section = Section(Sentence((Text("The London Hotel"),), here), ())
    text = Document("en", Sentence((Text("November"),), here), (), (section,))
    assert [item.term for item in candidates(text, NONE, 1)] == ["London Hotel"]
    assert found("in the morning of November 16", "on Monday") == {}


def test_this_book() -> None:
    project = open_project(ROOT)
    text = project.source(project.edition.works[0]).document
    counted = {item.term: item.count for item in candidates(text, NONE)}
    assert list(counted)[:2] == ["Tirana", "Albania"]
    assert counted["Brigade I"] == 3
    assert counted["machine guns"] == 2
    assert "The" not in counted
    everything = {item.term for item in candidates(text, NONE, 1)}
    assert everything >= {"House of Officers", "Kavaja Street", "City Hall", "Unit 1 Corps", "Balli Kombëtar", "POWs"}
    assert not any("Avni" in term for term in everything)
