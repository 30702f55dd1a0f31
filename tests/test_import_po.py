"""`kolofon import-po`: the catalogues of mdBook, po4a and Sphinx for the same text."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest

from kolofon.cli.options import TOOLS
from kolofon.commands.import_po.tools import Kind
from kolofon.read.works.chapters import read_chapters
from tests.foreign import MDBOOK, PO4A, PO4A_XML, SPHINX_START, SPHINX_USE, WORKS, Manual, entry, header, line
from tests.press import edition_toml

PARAGRAPH = {
    "Install the program with <code>pip install prog</code>.": "Instaloje programin me <code>pip install prog</code>.",
    "Then run it!": "Pastaj nise!",
    "Does it work?": "A punon?",
}
SEE = 'See <a id="1">the <em>second</em> chapter</a> and <a id="2">the web</a>.'
NOTE = {'A note<note id="1"/> stands here.': 'Këtu ka një shënim<note id="1"/>.'}
LINKS = {SEE: 'Shih <a id="2">rrjetin</a> dhe <a id="1">kapitullin e <em>dytë</em></a>.'}
TITLE = {"Getting <em>started</em>": "Si të <em>fillosh</em>"}
GONE = "This chapter has gone from the text."
REST = "See :ref:`the second chapter <use>` and `the web <https://example.org/>`_. A note [#why]_ stands here."
NOTED = "The note says something. It says more."
OLD = "The words of this paragraph have been changed since last year, but only a bit."
PLAIN = "How the program works"
WRITES = 'The program "writes" files — and reads them.'


@pytest.fixture
def manual(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Manual:
    return Manual.set_up(tmp_path / "edition", capsys, monkeypatch)


def test_what_mdbook_had_is_taken_over_sentence_by_sentence(manual: Manual) -> None:
    path = manual.file("mdbook.po", MDBOOK)
    said = manual("import-po", "sq", path)
    assert said.code == 0
    fast = {WRITES: "Programi «shkruan» skedarë – dhe i lexon.", "It is fast.": "Është i shpejtë."}
    assert manual.sure() == TITLE | PARAGRAPH | LINKS | NOTE | fast
    told = {
        msgid: f"imported from mdbook.po:{line(MDBOOK, msgid)}: "
        for msgid in ("First item with **bold words**", "Second item", NOTED, OLD, "Using it")
    }
    merged = told[NOTED] + "a paragraph of 2 sentences has 1 there, 2–1"
    assert manual.fuzzy() == {
        "First item with <strong>bold words</strong>": (
            "Zëri i parë me fjalë të trasha",
            (told["First item with **bold words**"] + "without <strong> </strong>",),
        ),
        "Second item": ("Zëri i dytë", (told["Second item"] + "fuzzy there",)),
        "The note says something.": ("Shënimi thotë diçka, dhe më shumë.", (merged,)),
        "It says more.": ("<merged/>", (merged,)),
        "The words of this paragraph were changed since last year, but only a little.": (
            "Fjalët e këtij paragrafi kanë ndryshuar që vjet, por vetëm pak.",
            (told[OLD] + "its words are not quite the same there",),
        ),
        "Using it": ("Përdorimi", (told["Using it"] + "obsolete there",)),
    }
    counts, *left = [line for line in said.out.splitlines() if not line.startswith("locale/")]
    assert counts == "8 taken over, 6 more as fuzzy; 0 were translated already; 3 missing; 1 found no place"
    assert left == [
        f"{path}:{line(MDBOOK, GONE)}: found no place: Ky kapitull ka dalë nga teksti. (no message has these words)"
    ]


@pytest.mark.parametrize("words", ["Then run it", "Then *run* it"])
def test_the_description_of_the_work_is_in_no_message(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f'description = "{PLAIN}"\n'
    files = {
        "edition.toml": edition_toml(WORKS + told),
        "start.md": f"# Start\n\n{words}\n",
        "use.md": "# Use\n\nIt.\n",
    }
    manual = Manual.of(files, tmp_path / "edition", capsys, monkeypatch)
    path = manual.file("book.po", header() + f'msgid "{words}"\nmsgstr "Pastaj nise"\n')
    assert manual("import-po", "sq", path, "--kind", "mdbook").code == 0
    assert manual.entries()[PLAIN].msgstr == ""


def test_a_text_is_read_once(manual: Manual, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def counted(*asked: Any, **more: Any) -> object:  # noqa: ANN401  whatever it is called with
        read.append(asked)
        return read_chapters(*asked, **more)

    monkeypatch.setattr("kolofon.edition.texts.reading.read_chapters", counted)
    assert manual("import-po", "sq", manual.file("mdbook.po", MDBOOK)).code == 0
    assert len(read) == 1


def test_the_words_that_a_fuzzy_translation_was_made_for_stay_beside_it(manual: Manual) -> None:
    manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert '#| msgid "The second item"\nmsgid "Second item"\n' in manual.po()
    assert '#| msgid "The words of this paragraph have been changed since last year, but only a bit."\n' in manual.po()


def test_sphinx_has_a_catalogue_for_each_file_and_roles_become_tags(manual: Manual) -> None:
    manual.file("locale/sq/LC_MESSAGES/start.po", SPHINX_START)
    manual.file("locale/sq/LC_MESSAGES/guide/use.po", SPHINX_USE)
    said = manual("import-po", "sq", str(manual.root.parent / "locale/sq/LC_MESSAGES"))
    assert said.code == 0
    assert manual.sure() == TITLE | PARAGRAPH | NOTE | {
        "First item with <strong>bold words</strong>": "Zëri i parë me <strong>fjalë të trasha</strong>",
        "Using it": "Përdorimi",
        WRITES: "Programi “shkruan” skedarë -- dhe i lexon.",
        "It is fast.": "Është i shpejtë.",
        'A word from <a id="1">the web</a>.': 'Një fjalë nga <a id="1">the web</a>.',
        'Begin with <a id="1">Getting started</a> again.': 'Fillo sërish me <a id="1"></a>.',
    }
    # Theirs does not mark the word that is emphasised here.
    assert manual.fuzzy() == {
        SEE: (
            'Shih <a id="2">rrjetin</a> dhe <a id="1">kapitullin e dytë</a>.',
            (f"imported from start.po:{line(SPHINX_START, REST)}: without <em> </em>",),
        )
    }


def test_a_reference_without_words_shows_the_heading_that_it_leads_to(manual: Manual) -> None:
    path = manual.file("use.po", SPHINX_USE)
    manual("import-po", "sq", path, manual.file("start.po", SPHINX_START))
    assert manual("build", "sq", "--format", "html").code == 0
    page = (manual.root / "output/sq/manual.xhtml").read_text(encoding="utf-8")
    (found,) = re.findall(r"Fillo sërish me (.*?)\.", page)
    assert re.sub("<[^>]*>", "", found) == "Si të fillosh"


def test_a_reference_without_words_for_a_link_with_words_of_its_own_is_not_sure(manual: Manual) -> None:
    use = manual.root / "source/use.md"
    use.write_text(use.read_text(encoding="utf-8").replace("[Getting started]", "[the beginning]"), encoding="utf-8")
    manual("import-po", "sq", manual.file("use.po", SPHINX_USE))
    (comments,) = (comments for msgid, (_, comments) in manual.fuzzy().items() if "the beginning" in msgid)
    assert comments[0].endswith(": a link has other words here than the heading that it leads to")


def test_po4a_leaves_out_where_references_lead(manual: Manual) -> None:
    assert manual("import-po", "sq", manual.file("po4a.po", PO4A)).code == 0
    notes = {"The note says something.": "Shënimi thotë diçka.", "It says more.": "Thotë më shumë."}
    assert manual.sure() == TITLE | LINKS | NOTE | notes | {"Second item": "Zëri i dytë"}
    assert manual.fuzzy() == {}


def test_po4a_has_the_inside_of_elements_of_docbook(manual: Manual) -> None:
    assert manual("import-po", "sq", manual.file("docbook.po", PO4A_XML)).code == 0
    item = {"First item with <strong>bold words</strong>": "Zëri i parë me <strong>fjalë të trasha</strong>"}
    assert manual.sure() == PARAGRAPH | LINKS | NOTE | item


def test_where_a_message_is_a_paragraph_so_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manual = Manual.set_up(tmp_path / "edition", capsys, monkeypatch, 'segmentation = "paragraph"\n')
    manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert manual.sure()["The note says something. It says more."] == "Shënimi thotë diçka, dhe më shumë."
    assert manual.sure()[" ".join(PARAGRAPH)] == " ".join(PARAGRAPH.values())


def test_each_file_has_its_own_catalogue_where_the_edition_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manual = Manual.set_up(tmp_path / "edition", capsys, monkeypatch, 'catalogue = "chapter"\n')
    manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert manual.entries("manual/start")["Then run it!"].msgstr == "Pastaj nise!"
    assert manual.entries("manual/use")["It is fast."].msgstr == "Është i shpejtë."


def test_taking_over_again_changes_nothing(manual: Manual) -> None:
    path = manual.file("mdbook.po", MDBOOK)
    manual("import-po", "sq", path)
    before = manual.po()
    said = manual("import-po", "sq", path)
    assert "0 taken over, 0 more as fuzzy; 14 were translated already; 3 missing" in said.out
    assert manual.po() == before
    manual("update")
    assert manual.po() == before


def test_what_is_translated_here_stays_as_it_is(manual: Manual) -> None:
    manual("update", "sq")
    mine = manual.po().replace('msgid "Then run it!"\nmsgstr ""', 'msgid "Then run it!"\nmsgstr "E imja"')
    (manual.root / "locale/sq/LC_MESSAGES/manual.po").write_text(mine, encoding="utf-8")
    said = manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert manual.sure()["Then run it!"] == "E imja"
    assert "7 taken over, 6 more as fuzzy; 1 were translated already" in said.out


def test_translators_keep_their_credit(manual: Manual) -> None:
    folder = Path(manual.file("sq/start.po", SPHINX_START)).parent
    manual.file("sq/use.po", SPHINX_USE)
    manual("import-po", "sq", str(folder))
    text = manual.po()
    assert text.startswith("# Besa Kola <besa@example.org>, 2023.\n")
    assert '"Last-Translator: Ana Hoxha <ana@example.org>\\n"' in text
    assert '"Language-Team: sq\\n"' in text
    assert '"PO-Revision-Date: 2024-02-03 10:00+0100\\n"' in text


def test_a_credit_of_ours_is_not_replaced(manual: Manual) -> None:
    manual("update", "sq")
    mine = manual.po().replace("FULL NAME <EMAIL@ADDRESS>", "Dritan Leka <dritan@example.org>")
    (manual.root / "locale/sq/LC_MESSAGES/manual.po").write_text(mine, encoding="utf-8")
    manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert '"Last-Translator: Dritan Leka <dritan@example.org>\\n"' in manual.po()
    assert manual.po().startswith("# Ana Hoxha <ana@example.org>, 2024.\n")


def test_the_translators_comments_come_along(manual: Manual) -> None:
    manual("import-po", "sq", manual.file("mdbook.po", MDBOOK))
    assert manual.entries()[SEE].comments == ("A remark of hers",)


def test_two_translations_of_the_same_words_are_not_sure(manual: Manual) -> None:
    folder = Path(manual.file("sq/a.po", header() + entry("Using it", "Përdorimi", "#: ../../a.rst:1"))).parent
    manual.file("sq/b.po", header() + entry("Using it", "Si përdoret", "#: ../../b.rst:1"))
    said = manual("import-po", "sq", str(folder))
    assert manual.fuzzy() == {
        "Using it": ("Përdorimi", ("imported from a.po:6: elsewhere it is “Si përdoret” (b.po:6)",))
    }
    assert "found no place: Si përdoret (another translation was taken)" in said.out


def test_a_copy_of_the_original_is_no_sure_translation(manual: Manual) -> None:
    words = "First item with **bold words**"
    manual("import-po", "sq", manual.file("a.po", header() + entry(words, words, "#: src/start.md:7")))
    ((_, comments),) = manual.fuzzy().values()
    assert comments == ("imported from a.po:6: the same as the original",)


@pytest.mark.parametrize(
    "translation",
    [
        "<a id='9'>Zëri</a> [i dytë](javascript:alert) ![x](y.png) [^nuk]",
        "*Zëri **i dytë* `",
        '</em></strong><note id="1"/><img src=x onerror=y>Zëri',
        "[" * 300 + "Zëri" + "*" * 300,
        pytest.param("[" * 3000 + "Zëri" + "*" * 3000, marks=pytest.mark.slow),
        "> " * 500 + "Zëri",
        "Zëri\n\n# i dytë\n\n* zë\n* zë",
        "\x07Zëri",
        pytest.param("Zëri i dytë. " * 5000, marks=pytest.mark.slow),
    ],
)
def test_what_is_typed_is_never_more_than_words(manual: Manual, translation: str) -> None:
    path = manual.file("a.po", header() + entry("Second item", translation, "#: src/start.md:8"))
    said = manual("import-po", "sq", path)
    assert said.code == 0
    taken = manual.entries()["Second item"]
    assert taken.fuzzy or "<" not in taken.msgstr
    assert taken.msgstr or "found no place" in said.out
    assert manual("build", "sq", "--format", "html", "--draft").code in (0, 1)
    page = (manual.root / "output/sq/manual.xhtml").read_text(encoding="utf-8")
    assert "javascript:" not in re.sub(r">[^<]*<", "><", page)


@pytest.mark.parametrize(
    ("text", "arguments", "code", "message"),
    [
        (None, (), 5, "a.po: there is no such file (name a .po file, or a folder)"),
        ("msgid oops", (), 5, "a.po:1: this is no line of a PO file"),
        (header(Language="de"), (), 2, "a.po:1: this catalogue is in de, as its header says, and not in sq"),
        (header() + entry("Using it", "x"), (), 5, "a.po:1: nothing here tells which tool made it (say it: --kind"),
        (MDBOOK, ("--work", "other"), 2, "there is no work 'other'"),
        (MDBOOK, ("--kind", "gimp"), 2, "invalid choice: 'gimp'"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    manual: Manual, text: str | None, arguments: tuple[str, ...], code: int, message: str
) -> None:
    path = str(manual.root.parent / "a.po") if text is None else manual.file("a.po", text)
    said = manual("import-po", "sq", path, *arguments)
    assert (said.code, said.out) == (code, "")
    assert message in said.err
    assert not (manual.root / "locale").exists()


def test_a_folder_without_a_catalogue_is_a_mistake(manual: Manual) -> None:
    said = manual("import-po", "sq", str(manual.root / "source"))
    assert (said.code, said.out) == (2, "")
    assert "there is no .po file below" in said.err


def test_the_kind_may_be_said(manual: Manual) -> None:
    words = header() + entry("Second item", "Zëri i dytë")
    assert manual("import-po", "sq", manual.file("a.po", words), "--kind", "sphinx").code == 0
    assert manual.sure() == {"Second item": "Zëri i dytë"}


def test_every_kind_can_be_said() -> None:
    assert set(TOOLS) == set(Kind)


def test_a_compiled_catalogue_has_the_same_translations(manual: Manual) -> None:
    path = Path(manual.file("a.po", header(Language="sq") + entry("Second item", "Zëri i dytë")))
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    path.unlink()
    assert manual("import-po", "sq", str(path.parent / "a.mo"), "--kind", "sphinx").code == 0
    assert manual.sure() == {"Second item": "Zëri i dytë"}


@pytest.mark.parametrize("content", [b"", b"# no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_what_is_no_compiled_catalogue_is_told(manual: Manual, content: bytes) -> None:
    path = manual.root.parent / "a.mo"
    path.write_bytes(content)
    said = manual("import-po", "sq", str(path), "--kind", "sphinx")
    assert (said.code, said.out, said.err.count("\n")) == (5, "", 1)
    assert "a.mo: this is no compiled catalogue, or it is damaged" in said.err
