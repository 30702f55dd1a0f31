"""What a catalogue is of and what a message is may change, and no translation is lost."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.extract import extract
from kolofon.catalogue.header import translators
from kolofon.catalogue.merge.domains import divide, domain_of, join
from kolofon.catalogue.po import read_po, write_po
from kolofon.catalogue.progress import file_review, progress
from kolofon.catalogue.update import update
from kolofon.catalogue.update.lengths import align_by_length, surely_parallel
from kolofon.catalogue.update.resegment import resegment
from kolofon.catalogue.update.sentences import numbers, pieces, renumbered
from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.edition.project import Project, Source, open_project
from kolofon.edition.store.folder import Nothing
from kolofon.edition.texts.reading import TextRead, WorkText
from kolofon.model.document import Document, Paragraph, Place, Section, Sentence, Text
from kolofon.model.edition import Splitting, Work
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message
from kolofon.segment import segment
from tests.machine import run
from tests.press import EPOCH, Press

EDITION = "source/edition.toml"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
POT = "locale/liberation-of-tirana.pot"
CHAPTER_PO = "locale/sq/LC_MESSAGES/liberation-of-tirana/liberation-of-tirana.po"
CHAPTER_POT = "locale/liberation-of-tirana/liberation-of-tirana.pot"
REVIEW = "reviewed: Ana Hoxha, 2026-03-14"


def switch(press: Press, key: str, old: str, new: str) -> None:
    press.replace(EDITION, f'{key} = "{old}"', f'{key} = "{new}"')
    assert press("update").code == 0


def translations(press: Press, name: str = PO) -> dict[Key, str]:
    catalogue, _ = read_po(press.path(name).read_bytes(), name)
    return {entry.key: entry.msgstr for entry in catalogue.entries if entry.translated}


# --- the layout -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("source/intro.md", "manual/intro"),
        ("source/manual/intro.md", "manual/intro"),
        ("source/manual/part/1.2-intro.md", "manual/part/1.2-intro"),
        ("source/other/intro.md", "manual/other/intro"),
        ("source/manual.txt", "manual/manual"),
    ],
)
def test_a_chapter_is_named_after_its_file(path: str, name: str) -> None:
    assert domain_of("manual", path, Splitting.CHAPTER) == name
    assert domain_of("manual", path, Splitting.WORK) == "manual"


def test_from_a_work_to_chapters_and_back_are_the_same_bytes(press: Press) -> None:
    before = press.everything("locale")
    switch(press, "catalogue", "work", "chapter")
    between = press.everything("locale")
    assert (PO in between, POT in between, CHAPTER_PO in between, CHAPTER_POT in between) == (False, False, True, True)
    assert press.read(CHAPTER_PO) == before[PO].decode().replace("../../..", "../../../..")
    assert run("msgcat", "--no-wrap", press.path(CHAPTER_PO)) == press.read(CHAPTER_PO)
    assert press("update").code == 0
    assert press.everything("locale") == between
    switch(press, "catalogue", "chapter", "work")
    assert press.everything("locale") == before
    assert not press.path(CHAPTER_PO).parent.exists()


def test_a_book_is_the_same_whatever_its_catalogues_are_of(press: Press) -> None:
    press("build", "sq", "--format", "html")
    before = press.everything("output")
    switch(press, "catalogue", "work", "chapter")
    press("build", "sq", "--format", "html")
    assert press.everything("output") == before


def test_a_run_that_was_stopped_between_the_layouts_is_finished_by_the_next(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = press.everything("locale")

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "remove", stopped)
        press.replace(EDITION, 'catalogue = "work"', 'catalogue = "chapter"')
        assert press("update").code == 130
    assert {PO, CHAPTER_PO} <= set(press.everything("locale"))
    press("build", "sq", "--format", "html")
    assert press("update").code == 0
    assert press.read(CHAPTER_PO) == before[PO].decode().replace("../../..", "../../../..")
    assert not press.path(PO).exists()


def test_what_an_editor_saves_in_a_file_that_is_to_go_is_not_lost(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = files.remove

    def saving(path: Path, shown: str, *, expected: str | None, within: Sequence[Path]) -> None:
        if shown == PO and "Rrëfimi" not in press.read(PO):
            press.replace(PO, "Përshkrimi", "Rrëfimi")
        remove(path, shown, expected=expected, within=within)

    monkeypatch.setattr(files, "remove", saving)
    press.replace(EDITION, 'catalogue = "work"', 'catalogue = "chapter"')
    said = press("update").err + press("update").err
    assert "[catalogue-clash]" in said
    assert not press.path(PO).exists()
    after = press.read(CHAPTER_PO)
    assert '#, fuzzy\nmsgid "Description"\n' in after
    assert "Përshkrimi" in after
    assert "Rrëfimi" in after


# --- several files ----------------------------------------------------------------------------------------------------


@pytest.fixture
def book(press: Press, monkeypatch: pytest.MonkeyPatch) -> Press:
    """The edition with a work of several files: a chapter for each, a paragraph for each of its lines."""
    folder = press.path("source/book")
    folder.mkdir()
    (folder / "one.txt").write_text("First chapter\nTirana was free. Nobody slept.\nOnly here.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Second chapter\nNobody slept.\nThe bridges were gone.\n", encoding="utf-8")
    press.replace(EDITION, "liberation-of-tirana.txt", "book/one.txt")
    press.replace(EDITION, 'name = "liberation-of-tirana"', 'name = "book"')

    def source(project: Project, work: Work) -> Source:
        chapters = [_chapter(path, project.root) for path in sorted(folder.glob("*.txt"))]
        document = Document("en", Sentence((Text("A book"),), chapters[0].heading.place), (), tuple(chapters))
        segmented = segment(document, project.edition.segmentation)
        read = TextRead((), lambda: segmented, lambda: extract(segmented))
        return Source(work, WorkText(Nothing(), (work, project.edition, ""), lambda: read))

    monkeypatch.setattr(Project, "source", source)
    press.path(PO).unlink()
    press.path(POT).unlink()
    return press


def _chapter(path: Path, root: Path) -> Section:
    shown = path.relative_to(root).as_posix()
    heading, *lines = (
        Sentence((Text(line),), Place(shown, number))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    )
    return Section(heading, tuple(Paragraph((line,)) for line in lines))


def po(press: Press, name: str) -> Catalogue:
    path = f"locale/sq/LC_MESSAGES/{name}.po"
    return read_po(press.path(path).read_bytes(), path)[0]


def translate(press: Press, *names: str) -> None:
    """Translate every message of some catalogues."""
    for name in names:
        found = po(press, name)
        entries = tuple(replace(entry, msgstrs=(f"sq {entry.msgid}",)) for entry in found.entries)
        press.path(f"locale/sq/LC_MESSAGES/{name}.po").write_bytes(write_po(replace(found, entries=entries)))


def test_each_file_has_a_catalogue_and_a_message_stands_in_that_of_its_first_place(book: Press) -> None:
    switch(book, "catalogue", "work", "chapter")
    assert {name for name in book.everything("locale") if "/book" in name} == {
        "locale/book/one.pot",
        "locale/book/two.pot",
        "locale/sq/LC_MESSAGES/book/one.po",
        "locale/sq/LC_MESSAGES/book/two.po",
    }
    ids = {name: [entry.msgid for entry in po(book, f"book/{name}").entries] for name in ("one", "two")}
    assert ids == {
        "one": ["A book", "First chapter", "Tirana was free.", "Nobody slept.", "Only here."],
        "two": ["Second chapter", "The bridges were gone."],
    }
    shared = next(entry for entry in po(book, "book/one").entries if entry.msgid == "Nobody slept.")
    assert shared.references == ("source/book/one.txt:2", "source/book/two.txt:2")
    run("msgfmt", "--check", "--output-file=/dev/null", book.path("locale/sq/LC_MESSAGES/book/two.po"))


def test_several_files_become_one_and_several_again(book: Press) -> None:
    switch(book, "catalogue", "work", "chapter")
    translate(book, "book/one", "book/two")
    before = book.everything("locale")
    switch(book, "catalogue", "chapter", "work")
    whole = po(book, "book")
    assert [entry.msgstr for entry in whole.entries] == [f"sq {entry.msgid}" for entry in whole.entries]
    assert len(whole.entries) == 7
    switch(book, "catalogue", "work", "chapter")
    assert book.everything("locale") == before


def test_a_message_that_moves_to_another_chapter_takes_its_translation_along(book: Press) -> None:
    switch(book, "catalogue", "work", "chapter")
    translate(book, "book/one", "book/two")
    book.replace("source/book/one.txt", "Only here.\n", "")
    with book.path("source/book/two.txt").open("a", encoding="utf-8") as file:
        file.write("Only here.\n")
    assert book("update").code == 0
    assert [entry.msgstr for entry in po(book, "book/two").entries][-1] == "sq Only here."
    assert [entry.msgid for entry in po(book, "book/one").entries][-1] == "Nobody slept."
    assert not any(entry.fuzzy or entry.obsolete for entry in po(book, "book/two").entries)


def test_what_leaves_the_text_stays_where_it_was_and_what_a_removed_chapter_had_goes_to_the_first(book: Press) -> None:
    switch(book, "catalogue", "work", "chapter")
    translate(book, "book/one", "book/two")
    book.replace("source/book/two.txt", "The bridges were gone.\n", "")
    assert book("update").code == 0
    assert [entry.msgid for entry in po(book, "book/two").entries if entry.obsolete] == ["The bridges were gone."]
    before = book.everything("locale")
    assert book("update").code == 0
    assert book.everything("locale") == before

    text = book.path("source/book/two.txt").read_bytes()
    book.path("source/book/two.txt").unlink()
    assert book("update").code == 0
    gone = {entry.msgid: entry.msgstr for entry in po(book, "book/one").entries if entry.obsolete}
    assert gone == {name: f"sq {name}" for name in ("Second chapter", "The bridges were gone.")}
    assert not book.path("locale/sq/LC_MESSAGES/book/two.po").exists()
    assert not book.path("locale/book/two.pot").exists()

    book.path("source/book/two.txt").write_bytes(text)
    assert book("update").code == 0
    assert [entry.msgstr for entry in po(book, "book/two").entries] == ["sq Second chapter"]


def test_each_file_reports_its_own_messages(book: Press) -> None:
    switch(book, "catalogue", "work", "chapter")
    translate(book, "book/one", "book/two")
    book.replace("source/book/two.txt", "The bridges were gone.\n", "")
    updated, _ = update_catalogues(
        open_project(book.root), UpdateOptions(), {"SOURCE_DATE_EPOCH": EPOCH}, lambda _: None
    )
    counts = {file.path.name: dict(file.report.counts) for file in updated if file.report}
    assert counts == {"one.po": {"kept": 5}, "two.po": {"kept": 1, "obsolete": 1}}


def test_what_moves_to_another_file_is_in_both_until_all_are_written(
    book: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(book, "catalogue", "work", "chapter")
    translate(book, "book/one", "book/two")
    # A sentence of each chapter goes to the other.
    one, two = book.read("source/book/one.txt"), book.read("source/book/two.txt")
    book.path("source/book/one.txt").write_text(one.replace("Only here.", "The bridges were gone."), encoding="utf-8")
    book.path("source/book/two.txt").write_text(two.replace("The bridges were gone.", "Only here."), encoding="utf-8")
    before, write = book.everything("locale"), files.write_bytes
    seen: list[str] = []

    def watched(path: Path, content: bytes, shown: str, *, expected: str, within: Sequence[Path]) -> bool:
        written = write(path, content, shown, expected=expected, within=within)
        there = "".join(book.read(name) for name in before if name.endswith(".po"))
        assert all(f'msgstr "sq {text}"' in there for text in ("Only here.", "The bridges were gone."))
        seen.append(shown)
        return written

    monkeypatch.setattr(files, "write_bytes", watched)
    assert book("update").code == 0
    assert [seen.count(f"locale/sq/LC_MESSAGES/book/{name}.po") for name in ("one", "two")] == [2, 2]
    assert [entry.msgid for entry in po(book, "book/two").entries][-1] == "Only here."
    assert not any(entry.obsolete for name in ("one", "two") for entry in po(book, f"book/{name}").entries)


# --- headers ----------------------------------------------------------------------------------------------------------


def file(name: str, *entries: CatalogueEntry, comments: Sequence[str] = (), **fields: str) -> Catalogue:
    header = tuple((key.replace("_", "-"), value) for key, value in fields.items())
    return Catalogue("sq", header, entries, header_comments=tuple(comments), path=f"{name}.po")


def test_the_header_of_several_files_names_everybody() -> None:
    one = file(
        "one",
        comments=("About.", "", "To the reader: hello."),
        Last_Translator="Ana Hoxha <ana@example.org>",
        PO_Revision_Date="2026-03-14 10:00+0000",
        X_Own="1",
    )
    two = file("two", comments=("About.",), PO_Revision_Date="2026-03-15 10:00+0000", Last_Translator="Ben", X_More="2")
    joined, findings = join([one, two])
    assert findings == ()
    assert dict(joined.header) == {
        "Last-Translator": "Ben",
        "PO-Revision-Date": "2026-03-15 10:00+0000",
        "X-Own": "1",
        "X-More": "2",
    }
    assert joined.header_comments == (
        "About.",
        "",
        "To the reader: hello.",
        "",
        "Ana Hoxha <ana@example.org>, 2026.",
    )


@pytest.mark.parametrize(
    ("signed", "line"),
    [
        ("Ana Hoxha <ana@example.org>", "Ana Hoxha <ana@example.org>, 2026."),
        ("Ana Hoxha", "Ana Hoxha, 2026."),
        ("Hoxha, Ana <ana@example.org>", "Hoxha, Ana <ana@example.org>, 2026."),
        ("Hoxha, Ana", "Hoxha, Ana <>, 2026."),
        ("Dr: Ana (Tirana)", "Dr Ana (Tirana) <>, 2026."),
    ],
)
def test_a_name_is_kept_however_it_is_written(signed: str, line: str) -> None:
    one = file("one", Last_Translator=signed, POT_Creation_Date="2026-03-14 10:00+0000")
    two = file("two", Last_Translator="Ben", PO_Revision_Date="2026-03-15 10:00+0000")
    joined, _ = join([one, two])
    assert joined.header_comments == (line,)
    assert len(translators(joined)) == 2
    assert join([joined, one])[0].header_comments == (line,)


def test_a_name_without_any_date_is_kept() -> None:
    joined, _ = join([file("one", Last_Translator="Ana <a@example.org>"), file("two", Last_Translator="FULL NAME")])
    assert translators(joined) == ("Ana",)
    joined, _ = join([file("one", Last_Translator="Ben"), file("two", Last_Translator="Ana <a@example.org>")])
    assert (joined.header_comments, translators(joined)) == (("Ana <a@example.org>, YEAR.",), ("Ana", "Ben"))


def test_a_file_that_goes_leaves_its_translators_and_its_comments_to_the_first() -> None:
    entries = [CatalogueEntry(None, msgid, msgstrs=(msgid,)) for msgid in "ab"]
    one = file("one", entries[0], comments=("About.",), Last_Translator="Ana", PO_Revision_Date="2026-03-14 10:00+0000")
    two = file("two", entries[1], comments=("About.", "", "To the reader: hello."), Last_Translator="Ben")
    whole, _ = join([one, two])
    shared = divide(whole, {Key(None, "a"): "one"}, {"one": one, "two": two}, {"one": file("one")})
    assert shared["one"].header_comments == ("About.", "", "To the reader: hello.", "", "Ben, YEAR.")
    assert divide(whole, {}, {"one": one, "two": two}, {"one": file("one"), "two": file("two")})[
        "one"
    ].header_comments == ("About.",)


def test_a_review_of_one_file_becomes_one_of_its_messages() -> None:
    a, b = (CatalogueEntry(None, msgid, msgstrs=(msgid,)) for msgid in "ab")
    date = "2026-03-14 10:00+0000"
    joined, _ = join([file("one", a, X_Reviewed_By="Ana, 2026-03-14", PO_Revision_Date=date), file("two", b)])
    assert [entry.comments for entry in joined.entries] == [("reviewed: Ana, 2026-03-14",), ()]
    assert file_review(joined) is None
    assert progress(joined).reviewed == 1
    alike_, _ = join([file("one", a, X_Reviewed_By="Ana, 2026-03-14"), file("two", b, X_Reviewed_By="Ana, 2026-03-14")])
    assert progress(alike_).reviewed == 2
    assert [entry.comments for entry in alike_.entries] == [(), ()]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y"]), st.booleans(), st.booleans()), max_size=8
    ),
    st.data(),
)
def test_joining_files_loses_nothing_that_was_typed(
    told: list[tuple[str, str, bool, bool]], data: st.DataObject
) -> None:
    told_in = []
    for name in ("one", "two"):
        chosen = {msgid: (msgstr, fuzzy, gone) for msgid, msgstr, fuzzy, gone in told if data.draw(st.booleans(), name)}
        entries = (
            CatalogueEntry(None, msgid, msgstrs=(msgstr,), fuzzy=fuzzy and bool(msgstr), obsolete=gone)
            for msgid, (msgstr, fuzzy, gone) in chosen.items()
        )
        told_in.append(file(name, *entries))
    joined, findings = join(told_in)
    for entry in (entry for each in told_in for entry in each.entries if entry.msgstr):
        kept = next(other for other in joined.entries if other.key == entry.key)
        assert entry.msgstr == kept.msgstr or any(f'"{entry.msgstr}"' in line for line in kept.comments)
        assert entry.obsolete or not kept.obsolete
    clashes = sum(any("merge clash" in line for line in entry.comments) for entry in joined.entries)
    assert all(entry.fuzzy for entry in joined.entries if any("merge clash" in line for line in entry.comments))
    assert len(findings) == clashes


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["one", "two"])), unique_by=lambda told: told[0])
)
def test_what_is_shared_out_and_joined_is_the_same(told: list[tuple[str, str]]) -> None:
    whole = file("work", *(CatalogueEntry(None, msgid, msgstrs=(msgid,)) for msgid, _ in told), Language="sq")
    homes = {Key(None, msgid): name for msgid, name in told}
    templates = {name: file(name) for name in dict.fromkeys(homes.values())} or {"one": file("one")}
    shared = divide(whole, homes, {}, templates)
    joined, _ = join(list(shared.values()))
    assert joined.header == whole.header
    assert sorted(joined.entries, key=lambda entry: entry.msgid) == sorted(whole.entries, key=lambda entry: entry.msgid)


# --- the segmentation -------------------------------------------------------------------------------------------------


def test_from_sentences_to_paragraphs_and_back_are_the_same_bytes(press: Press) -> None:
    before, was = press.everything("locale"), translations(press)
    switch(press, "segmentation", "sentence", "paragraph")
    assert len(translations(press)) == 31
    assert "fuzzy" not in press.read(PO)
    assert run("msgcat", "--no-wrap", press.path(PO)) == press.read(PO)
    between = press.everything("locale")
    assert press("update").code == 0
    assert press.everything("locale") == between
    switch(press, "segmentation", "paragraph", "sentence")
    assert translations(press) == was
    assert press.everything("locale") == before


def test_paragraphs_alone_give_every_sentence_its_translation(press: Press) -> None:
    was = translations(press)
    switch(press, "segmentation", "sentence", "paragraph")
    text = press.read(PO)
    press.path(PO).write_text(text[: text.index("#~")], encoding="utf-8")
    switch(press, "segmentation", "paragraph", "sentence")
    assert translations(press) == was


def test_both_settings_may_change_at_once(press: Press) -> None:
    before = press.everything("locale")
    press.replace(EDITION, 'catalogue = "work"', 'catalogue = "chapter"')
    switch(press, "segmentation", "sentence", "paragraph")
    assert press.read(CHAPTER_PO).count("\nmsgid ") == 32
    press.replace(EDITION, 'catalogue = "chapter"', 'catalogue = "work"')
    switch(press, "segmentation", "paragraph", "sentence")
    assert press.everything("locale") == before


def test_an_english_edit_on_the_way_makes_only_its_own_sentence_fuzzy(press: Press) -> None:
    switch(press, "segmentation", "sentence", "paragraph")
    text = press.read(PO)
    press.path(PO).write_text(text[: text.index("#~")], encoding="utf-8")
    press.replace("source/liberation-of-tirana.txt", "continued very harsh", "continued very fierce")
    switch(press, "segmentation", "paragraph", "sentence")
    catalogue, _ = read_po(press.path(PO).read_bytes(), PO)
    fuzzy = [entry for entry in catalogue.entries if entry.fuzzy and not entry.obsolete]
    assert [(entry.msgid, entry.msgstr) for entry in fuzzy] == [
        (
            "The fighting continued very fierce throughout the day.",
            "Luftimet vazhduan shumë të ashpra gjatë gjithë ditës.",
        )
    ]
    assert len(translations(press)) == 50


def simple(text: str) -> Sequence[str]:
    """Sentences that end in a full stop and a space."""
    return [found[0] for found in re.finditer(r".+?(?:\. +|$)", text, re.DOTALL)]


def asked(*texts: str) -> list[Message]:
    return [Message(None, text, (), ()) for text in texts]


def changed(catalogue: Catalogue, *texts: str) -> Catalogue:
    """The catalogue after an update to another text."""
    carry = partial(resegment, source=simple, target=simple, space=" ")
    return update(catalogue, asked(*texts), carry=carry)[0]


def active(catalogue: Catalogue) -> dict[str, tuple[str, bool]]:
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalogue.entries if not entry.obsolete}


def entry(msgid: str, msgstr: str, *comments: str, fuzzy: bool = False) -> CatalogueEntry:
    return CatalogueEntry(None, msgid, msgstrs=(msgstr,), fuzzy=fuzzy, comments=comments)


SENTENCES = ("The city was free.", "Nobody slept.", "The bridges were gone.")
PARAGRAPH = " ".join(SENTENCES)
FREE, SLEPT, GONE = (
    entry(SENTENCES[0], "Qyteti ishte i lirë."),
    entry(SENTENCES[1], "Askush s’flinte."),
    entry(SENTENCES[2], "Urat s’ishin më."),
)


def test_sentences_that_are_not_all_done_make_a_fuzzy_paragraph_of_what_there_is() -> None:
    catalogue = Catalogue("sq", (), (FREE, entry(SENTENCES[1], ""), GONE))
    joined = changed(catalogue, PARAGRAPH)
    assert active(joined) == {PARAGRAPH: ("Qyteti ishte i lirë. Urat s’ishin më.", True)}
    back = changed(joined, *SENTENCES)
    assert active(back) == {
        SENTENCES[0]: (FREE.msgstr, False),
        SENTENCES[1]: ("", False),
        SENTENCES[2]: (GONE.msgstr, False),
    }


def test_a_fuzzy_sentence_makes_its_paragraph_fuzzy_and_is_fuzzy_again() -> None:
    catalogue = Catalogue("sq", (), (FREE, replace(SLEPT, fuzzy=True), GONE))
    joined = changed(catalogue, PARAGRAPH)
    assert active(joined)[PARAGRAPH][1]
    back = changed(joined, *SENTENCES)
    assert [(entry.msgstr, entry.fuzzy) for entry in back.entries] == [
        (FREE.msgstr, False),
        (SLEPT.msgstr, True),
        (GONE.msgstr, False),
    ]


def test_what_is_corrected_in_the_paragraph_is_corrected_in_its_sentence() -> None:
    joined = changed(Catalogue("sq", (), (FREE, SLEPT, GONE)), PARAGRAPH)
    corrected = replace(
        joined,
        entries=tuple(
            replace(entry, msgstrs=(entry.msgstr.replace("s’flinte", "nuk flinte"),)) for entry in joined.entries[:1]
        )
        + joined.entries[1:],
    )
    back = changed(corrected, *SENTENCES)
    assert active(back)[SENTENCES[1]] == ("Askush nuk flinte.", False)
    assert active(back)[SENTENCES[0]] == (FREE.msgstr, False)


def test_a_translation_with_other_sentences_is_fuzzy_and_stays_whole_as_obsolete() -> None:
    told = "Qyteti ishte i lirë dhe askush s’flinte. Urat s’ishin më."
    parted = changed(Catalogue("sq", (), (entry(PARAGRAPH, told),)), *SENTENCES)
    assert active(parted) == {
        SENTENCES[0]: ("Qyteti ishte i lirë dhe askush s’flinte.", True),
        SENTENCES[1]: ("<merged/>", True),
        SENTENCES[2]: ("Urat s’ishin më.", True),
    }
    assert [(entry.msgid, entry.msgstr) for entry in parted.entries if entry.obsolete] == [(PARAGRAPH, told)]
    assert active(changed(parted, PARAGRAPH)) == {PARAGRAPH: (told, False)}
    assert len(changed(parted, PARAGRAPH).entries) == 1


def test_a_sentence_that_stands_elsewhere_keeps_its_own_translation() -> None:
    other = entry(SENTENCES[1], "Asnjeri nuk fjeti.")
    told = " ".join(each.msgstr for each in (FREE, SLEPT, GONE))
    parted = changed(Catalogue("sq", (), (entry(PARAGRAPH, told), other)), *SENTENCES)
    assert active(parted)[SENTENCES[1]] == (other.msgstr, False)
    assert told in {entry.msgstr for entry in parted.entries if entry.obsolete}


def test_comments_and_reviews_come_along() -> None:
    sentences = (replace(FREE, comments=("bold", REVIEW)), replace(SLEPT, comments=(REVIEW,)), GONE)
    joined = changed(Catalogue("sq", (), sentences), PARAGRAPH)
    assert joined.entries[0].comments == ("bold",)
    assert progress(joined).reviewed == 0
    every = changed(Catalogue("sq", (), (*sentences[:2], replace(GONE, comments=(REVIEW,)))), PARAGRAPH)
    assert every.entries[0].comments == ("bold", REVIEW)
    back = changed(every, *SENTENCES)
    assert progress(back).reviewed == 3
    told = " ".join(each.msgstr for each in (FREE, SLEPT, GONE))
    parted = changed(Catalogue("sq", (), (entry(PARAGRAPH, told, "a remark", REVIEW),)), *SENTENCES)
    living = [each.comments for each in parted.entries if not each.obsolete]
    assert living == [("a remark", REVIEW), (REVIEW,), (REVIEW,)]


def test_links_are_numbered_as_their_message_has_them() -> None:
    sentences = ('See <a id="1">this</a>.', 'Or <a id="1">that</a> and <a id="2">those</a><note id="1"/>.')
    told = ('Shih <a id="1">këtë</a>.', 'Ose <a id="2">ato</a> dhe <a id="1">atë</a><note id="1"/>.')
    paragraph = 'See <a id="1">this</a>. Or <a id="2">that</a> and <a id="3">those</a><note id="1"/>.'
    whole = 'Shih <a id="1">këtë</a>. Ose <a id="3">ato</a> dhe <a id="2">atë</a><note id="1"/>.'
    joined = changed(Catalogue("sq", (), tuple(map(entry, sentences, told))), paragraph)
    assert active(joined) == {paragraph: (whole, False)}
    parted = changed(Catalogue("sq", (), (entry(paragraph, whole),)), *sentences)
    assert active(parted) == dict(zip(sentences, ((text, False) for text in told), strict=True))
    crossed = whole.replace('id="3"', 'id="1"')
    assert all(
        fuzzy for _, fuzzy in active(changed(Catalogue("sq", (), (entry(paragraph, crossed),)), *sentences)).values()
    )


STRANGERS = (
    "Tirana was liberated on 17 November 1944",
    "Zogu <em>had</em> fled five years before",
    'The <a id="1">bridges</a> behind them blew up',
    "Quiet, yes",
    "How many partisans marched is unknown",
    'Elbasan lies south<note id="1"/> of it',
    "Every kitchen gave bread &lt;here",
)
"""Sentences that are not alike, so that an update has nothing to guess."""

TEXTS = st.text("ab ë17", min_size=1, max_size=60).map(lambda text: f"{text.strip()} x.")


@st.composite
def paragraphs(draw: st.DrawFn) -> list[list[tuple[str, str, bool]]]:
    """Paragraphs of sentences that differ, each with a translation or none, and whether that is fuzzy."""
    texts = [f"{text}." for text in draw(st.permutations(STRANGERS))[: draw(st.integers(2, len(STRANGERS)))]]
    told = [(text, draw(st.one_of(st.just(""), TEXTS)), draw(st.booleans())) for text in texts]
    cut = draw(st.integers(1, len(told) - 1))
    return [told[:cut], told[cut:]]


def together(sentences: Sequence[str]) -> str:
    """The sentences of a paragraph as its message has them, with their links numbered through."""
    texts, offset = [], Counter[str]()
    for text in sentences:
        texts.append(renumbered(text, offset))
        offset += numbers(text)
    return " ".join(texts)


@given(paragraphs())
def test_sentences_joined_and_parted_have_every_translation_again(told: list[list[tuple[str, str, bool]]]) -> None:
    sentences = [each for paragraph in told for each in paragraph]
    before = Catalogue(
        "sq", (), tuple(entry(text, msgstr, fuzzy=fuzzy and bool(msgstr)) for text, msgstr, fuzzy in sentences)
    )
    wholes = [together([text for text, _, _ in paragraph]) for paragraph in told]
    joined = changed(before, *wholes)
    assert changed(joined, *wholes) == joined
    for paragraph, whole in zip(told, wholes, strict=True):
        if all(msgstr for _, msgstr, _ in paragraph):
            assert active(joined)[whole][1] == any(fuzzy for _, _, fuzzy in paragraph)
    back = changed(joined, *(text for text, _, _ in sentences))
    assert back == before


def test_of_an_edited_paragraph_only_the_edited_sentence_is_fuzzy() -> None:
    told = " ".join(each.msgstr for each in (FREE, SLEPT, GONE))
    edited = changed(Catalogue("sq", (), (entry(PARAGRAPH, told),)), PARAGRAPH.replace("were gone", "were all gone"))
    assert [fuzzy for _, fuzzy in active(edited).values()] == [True]
    parted = changed(edited, *SENTENCES[:2], "The bridges were all gone.")
    assert active(parted) == {
        SENTENCES[0]: (FREE.msgstr, False),
        SENTENCES[1]: (SLEPT.msgstr, False),
        "The bridges were all gone.": (GONE.msgstr, True),
    }


@given(paragraphs())
def test_paragraphs_parted_and_joined_have_every_translation_again(told: list[list[tuple[str, str, bool]]]) -> None:
    wholes = [together([text for text, _, _ in paragraph]) for paragraph in told]
    texts = ["".join(msgstr for _, msgstr, _ in paragraph) for paragraph in told]
    before = Catalogue("sq", (), tuple(map(entry, wholes, texts)))
    parted = changed(before, *(text for paragraph in told for text, _, _ in paragraph))
    back = changed(parted, *wholes)
    for whole, text in zip(wholes, texts, strict=True):
        # A piece that begins or ends with a space has one more or less of them where it is joined.
        again, fuzzy = active(back)[whole]
        assert ("".join(again.split()), fuzzy) == ("".join(text.split()), False)


# --- pieces and lengths -----------------------------------------------------------------------------------------------


LINES = st.lists(
    st.sampled_from(["A b. ", "C.", " ", "<em>", "</em>", '<a id="3">', "</a>", '<note id="2"/>', "<br/>", "x", "&lt;"])
).map("".join)


@given(LINES)
def test_pieces_make_the_line_again(line: str) -> None:
    assert "".join(piece.text + piece.after for piece in pieces(line, simple)) == line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ('One.<note id="1"/> Two.', ['One.<note id="1"/>', "Two."]),
        ("One. <em>Two. Three.</em> Four.", ["One.", "<em>Two. Three.</em>", "Four."]),
        ("<em>One.</em> Two.", ["<em>One.</em>", "Two."]),
        ("One.<br/>Two.", ["One.<br/>", "Two."]),
        ("", [""]),
    ],
)
def test_a_line_is_parted_where_its_text_is_but_not_inside_an_element(line: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces(line, simple)] == parts


@given(LINES, st.integers(0, 9))
def test_numbers_raised_and_lowered_are_the_same(line: str, by: int) -> None:
    offset = Counter(a=by, note=by)
    assert renumbered(renumbered(line, offset), offset, -1) == line


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8), st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_every_sentence_of_a_translation_is_given_once(source: list[int], target: list[int]) -> None:
    ranges = align_by_length(source, target)
    assert len(ranges) == len(source)
    assert [index for chosen in ranges for index in chosen] == list(range(len(target)))


def test_lengths_find_the_sentence_that_went_into_its_neighbour() -> None:
    assert align_by_length([50, 20, 100], [72, 101]) == [range(1), range(1, 1), range(1, 2)]
    assert align_by_length([50, 100], [52, 49, 50]) == [range(1), range(1, 3)]


@pytest.mark.parametrize(
    ("source", "target", "sure"),
    [
        (["The city was free.", "Nobody slept."], ["Qyteti ishte i lirë.", "Askush s’flinte."], True),
        (["The city was free.", "Nobody slept."], ["Qyteti ishte i lirë."], False),
        (["It fell on 17 May.", "Then 20 came by."], ["Pastaj erdhën 20.", "Ra më 17 maj."], False),
        (
            ["Short.", "A sentence that is a good deal longer than the other."],
            ["Një fjali goxha e gjatë, shumë më e gjatë.", "Po."],
            False,
        ),
    ],
)
def test_what_is_sure(source: list[str], target: list[str], sure: bool) -> None:  # noqa: FBT001  a column of the table
    assert surely_parallel(source, target) is sure
