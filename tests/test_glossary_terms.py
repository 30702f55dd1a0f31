"""A glossary as a translator keeps it: conventions, flags, and an import into it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary, Term, add, gather, glossary

WORDS = st.text("abcçdeëfg hi", min_size=1, max_size=12).map(str.strip).filter(bool)
NOTES = WORDS.map(lambda text: f"= {text}")
TERMS = st.builds(
    Term,
    source=WORDS,
    targets=st.lists(WORDS, unique=True, max_size=3).map(tuple),
    forbidden=st.lists(WORDS, unique=True, max_size=2).map(tuple),
    kept=st.booleans(),
    notes=st.lists(NOTES, unique=True, max_size=2).map(tuple),
)
GLOSSARIES = st.lists(TERMS, unique_by=lambda term: term.source, max_size=5).map(
    lambda terms: gather(terms, "en", "sq")
)
EMPTY = Catalogue("sq", (), ())


def read(text: str) -> Glossary:
    header = 'msgid ""\nmsgstr "Language: sq\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    return glossary(read_po((header + text).encode(), "locale/sq/glossary.po")[0])


def test_the_conventions() -> None:
    found = read(
        """
# The name of the unit in full.
# forbidden: Brigada 1; Brigada e Parë
# also: Brigada I
msgid "Brigade I"
msgstr "Brigada I Sulmuese"

# do-not-translate
msgid "UNÇSH"
msgstr ""

# Forbidden:kapitali
msgid "capital"
msgstr ""
"""
    )
    assert found == Glossary(
        "en",
        "sq",
        (
            Term(
                "Brigade I",
                ("Brigada I Sulmuese", "Brigada I"),
                ("Brigada 1", "Brigada e Parë"),
                notes=("The name of the unit in full.",),
            ),
            Term("UNÇSH", kept=True),
            Term("capital", forbidden=("kapitali",)),
        ),
    )
    assert [term.wanted for term in found.terms] == [("Brigada I Sulmuese", "Brigada I"), ("UNÇSH",), ()]
    assert found.terms[0].place == Place("locale/sq/glossary.po", 5)


def test_weblates_flags_mean_the_same() -> None:
    found = read(
        """
#, terminology, read-only
msgid "LANÇ"
msgstr ""

#, terminology
msgid "staff"
msgstr "shtabi"

#, forbidden
msgctxt "no people"
msgid "staff"
msgstr "personeli"
"""
    )
    assert found.terms == (Term("LANÇ", kept=True), Term("staff", ("shtabi",), ("personeli",)))


def test_proposals_and_the_past_do_not_count() -> None:
    assert read('#, fuzzy\nmsgid "siege"\nmsgstr "rrethimi"\n\nmsgid "enemy"\nmsgstr ""\n').terms == ()
    assert read('#~ msgid "siege"\n#~ msgstr "rrethimi"\n').terms == ()


def test_one_msgid_in_several_contexts_is_one_term() -> None:
    found = read('msgid "gun"\nmsgstr "top"\n\nmsgctxt "hand"\nmsgid "gun"\nmsgstr "pushkë"\n')
    assert found.terms == (Term("gun", ("top", "pushkë")),)


@given(GLOSSARIES)
def test_what_is_added_to_nothing_is_read_back(new: Glossary) -> None:
    catalogue, findings = add(EMPTY, new)
    assert glossary(catalogue) == new
    assert findings == ()


@given(GLOSSARIES)
def test_a_glossary_survives_its_file(new: Glossary) -> None:
    catalogue, _ = add(EMPTY, new)
    assert glossary(replace(read_po(write_po(catalogue), "glossary.po")[0], language="sq")) == new


@given(GLOSSARIES, GLOSSARIES)
def test_adding_loses_nothing_and_adding_twice_adds_nothing(own: Glossary, new: Glossary) -> None:
    before, _ = add(EMPTY, own)
    once, _ = add(before, new)
    assert add(once, new)[0] == once
    assert [entry.key for entry in once.entries][: len(before.entries)] == [entry.key for entry in before.entries]
    terms = {term.source: term for term in glossary(once).terms}
    for term in (*own.terms, *new.terms):
        both = terms[term.source]
        assert set(term.wanted) <= set(both.wanted)
        assert set(term.forbidden) <= set(both.forbidden)
        assert set(term.notes) <= set(both.notes)
    for entry, kept in zip(before.entries, once.entries, strict=False):
        assert kept.msgstr == entry.msgstr or not entry.msgstr


def test_what_a_translator_wrote_stays_and_a_difference_is_told() -> None:
    own = CatalogueEntry(None, "siege", msgstrs=("rrethimi",), comments=("Not the blockade.",), line=12)
    new = Glossary("en", "sq", (Term("siege", ("bllokada",), ("sulmi",), place=Place("new.tbx")),))
    catalogue, findings = add(Catalogue("sq", (), (own,), path="locale/sq/glossary.po"), new)
    comments = ("Not the blockade.", "also: bllokada", "forbidden: sulmi")
    assert catalogue.entries == (replace(own, comments=comments),)
    assert [(str(finding.place), finding.message) for finding in findings] == [
        ("locale/sq/glossary.po:12", "“siege” is “rrethimi” here, and “bllokada” in new.tbx")
    ]


def test_a_proposal_that_an_import_confirms_stays_fuzzy() -> None:
    own = CatalogueEntry(None, "siege", msgstrs=("rrethimi",), fuzzy=True)
    catalogue, _ = add(Catalogue("sq", (), (own,)), Glossary("en", "sq", (Term("siege", ("rrethimi",)),)))
    assert catalogue.entries == (own,)
