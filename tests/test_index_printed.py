"""The index as it is published: in the order of its language, with the right pages, and led to from everywhere."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from kolofon.model.document import Document
from kolofon.model.edition import Layout, Page, SourceFormat
from kolofon.segment import segment
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.proof import Review, drafted
from kolofon.write.screen.epub import bind
from kolofon.write.screen.site.website import site
from tests.epubs import in_one_container, opened, said_by_epubcheck, xml
from tests.later import pdf, pikepdf, quire_book
from tests.paper import sheets
from tests.pdfs import EDITION, extracted, structure, tags, valid
from tests.publishing import text_of, tree
from tests.reading import Reader, identity
from tests.setting import on_screens, published, reading, render, render_bilingual, render_proof

MARKDOWN = Reader(SourceFormat.MARKDOWN)
HTML = "{http://www.w3.org/1999/xhtml}"
SMALL = Page("A6", layout=Layout.BOOK)

ALPHABETS = {
    "sq": (
        """Ballsh Cakran Çerçiz Dajti Dhërmi Elbasan Ëndrra Fier Gramsh Gjirokastër Hoti Ishëm Jala Korça Lushnjë
        Llogara Mat Nivica Njegos Orikum Përmet Qemal Rada Rrëshen Sarandë Shkodër Tirana Theth Ulqin Vlora
        Xarra Xhafa Yzberish Zogu Zhej""",
        "B C Ç D Dh E Ë F G Gj H I J K L Ll M N Nj O P Q R Rr S Sh T Th U V X Xh Y Z Zh",
    ),
    "en": ("Ballsh Çerçiz Dajti Dhërmi Ëndrra Fier Korça Llogara Lushnjë Zhej Zogu", "B C D E F K L Z"),
    "de": ("Ahorn Äpfel Arm Öl Ost Zoll", "A O Z"),
    "sv": ("Ahorn Arm Ost Zoll Åre Äpfel Öl", "A O Z Å Ä Ö"),
}


def read(text: str, language: str = "en") -> Document:
    """A text as it is published, which nobody has to translate."""
    document = segment(MARKDOWN.clean(text))
    return localize(replace(document, language=language))


def shuffled(names: str, language: str) -> Document:
    """A document that names these, in no order."""
    told = names.split()
    return read("# T\n\n" + " ".join(f"[{name}]{{index}} is here." for name in (*told[1::2], *told[::2])), language)


def terms(root: ET.Element) -> list[str]:
    return [text_of(term) for term in root.iter(f"{HTML}span") if term.get("class") == "index-term"]


def heads(root: ET.Element) -> list[str]:
    groups = [group for group in root.iter(f"{HTML}section") if group.get("class") == "index-group"]
    return [text_of(group.find(f"{HTML}h3")) for group in groups if group.find(f"{HTML}h3") is not None]


@pytest.mark.parametrize("language", ALPHABETS)
def test_entries_stand_in_the_order_of_the_language(language: str) -> None:
    names, letters = ALPHABETS[language]
    root = tree(shuffled(names, language))
    assert terms(root) == names.split()
    assert heads(root) == letters.split()


def test_one_text_has_another_order_in_each_language() -> None:
    source = shuffled("Zone Apple Dove", "en")
    catalogue = identity(source, {"Zone": "Çelësi", "Apple": "Dhoma", "Dove": "Drita"})
    translated = localize(translate(source, replace(catalogue, language="sq")))
    assert terms(tree(source)) == ["Apple", "Dove", "Zone"]
    assert terms(tree(translated)) == ["Çelësi", "Drita", "Dhoma"]
    assert [headword.path for headword in translated.index] == [headword.path for headword in source.index]


def test_entries_below_others_and_those_that_send_elsewhere() -> None:
    document = read(
        '# T\n\nThe [Second]{index="Brigades; Second"}, the [First]{index="Brigades; First"} of [1944]{index}.'
        ' [It]{index="Capital" see="Tirana"} []{index="Tirana" seealso="Brigades; First"}[Tirana]{index}.'
        '[]{index=Blind see="Never named"}'
    )
    root = tree(document)
    assert [text_of(item) for item in _items(root)] == [
        "1944 1",
        "Blind see Never named",
        "Brigades First 1 Second 1",
        "Capital see Tirana",
        "Tirana 1 see also Brigades: First",
    ]
    assert heads(root) == ["B", "C", "T"]  # a number has none
    ids = {element.get("id") for element in root.iter()}
    led = [link.get("href", "") for link in root.iter(f"{HTML}a") if "index" in link.get("class", "")]
    assert len(led) == 6
    assert {target.removeprefix("#") for target in led} <= ids


def _items(root: ET.Element) -> list[ET.Element]:
    groups = [group for group in root.iter(f"{HTML}section") if group.get("class") == "index-group"]
    return [item for group in groups for item in group.findall(f"{HTML}ul/{HTML}li")]


def test_entries_that_read_alike_are_one() -> None:
    source = read("# T\n\n[Brigade]{index} one. [Brigades]{index} two. *[Brigade]{index=Other}* three.")
    catalogue = identity(source, {"Brigade": "Brigada", "Brigades": "Brigada"})
    root = tree(localize(translate(source, replace(catalogue, language="sq"))))
    assert [text_of(item) for item in _items(root)] == ["Brigada 1, 2", "Other 1"]


def test_each_place_is_told_once_and_says_where_it_is() -> None:
    root = tree(read("# T\n\n## One\n\n[Ada]{index} and [Ada]{index}. Then [Ada]{index}.\n\n## Two\n\n[Ada]{index}."))
    links = [link for link in root.iter(f"{HTML}a") if link.get("class") == "index-locator"]
    assert [(link.text, link.get("href"), link.get("title")) for link in links] == [
        ("1", "#x1", "One"),
        ("2", "#x3", "One"),
        ("3", "#x4", "Two"),
    ]


def test_what_is_not_translated_says_so() -> None:
    source = read("# T\n\nThe [war]{index}.")
    words = tree(localize(translate(source, replace(identity(source, {"war": ""}), language="sq"))))
    (term,) = (term for term in words.iter(f"{HTML}span") if term.get("class") == "index-term")
    assert [(span.get("lang"), span.get("class")) for span in term] == [("en", "untranslated")]


def test_an_arabic_or_chinese_list_has_its_own_comma() -> None:
    text = "# T\n\n[A]{index}. B.\n\n[A]{index}."
    for language, comma in (("ar", "،"), ("zh", "、"), ("sq", ",")):
        (item,) = _items(tree(read(text, language)))
        assert comma in text_of(item)


NAMES = ("Tirana", "Durrës", "Vlora", "Shkodër", "Korça", "Elbasan")


def long_text() -> str:
    """Sentences that each begin with a word of their own, some with a mark."""
    sentences = [
        f"Q{number} {'words ' * (4 + number * 7 % 13)}"
        + (f"[{NAMES[number * 5 % 11 % len(NAMES)]}]{{index}}." if number * 3 % 5 < 2 else "end.")
        for number in range(144)
    ]
    paragraphs = [" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6)]
    paragraphs[3] += "[^1]"
    return "\n\n".join([*paragraphs, "[^1]: Q9999 has a [Note]{index}."])


def expected(content: bytes, text: str, folder: Path) -> dict[str, list[int]]:
    """For each name the pages on which the sentences begin that have a mark of it, from what is printed."""
    (folder / "book.pdf").write_bytes(content)
    pages = extracted(folder / "book.pdf").split("\f")
    with pikepdf.open(io.BytesIO(content)) as book:
        front = [str(page.label) for page in book.pages].index("1")
    at = {word: page for page, words in enumerate(pages, 1 - front) for word in re.findall(r"\bQ\d+\b", words)}
    found: dict[str, set[int]] = {}
    for sentence, name in re.findall(r"(Q\d+)[^.]*\[(\w+)\]\{index\}", text):
        found.setdefault(name, set()).add(at[sentence])
    return {name: sorted(pages) for name, pages in found.items()}


def printed(content: bytes) -> dict[str, list[int]]:
    """The entries of the index with the pages that it shows, as they are told to who cannot see it."""
    lines = structure(content)
    start = next(number for number, line in enumerate(lines) if line.strip() == "Index")
    around = lines[start].index("Index")
    within = takewhile(lambda line: line[around : around + 1] == " ", lines[start + 1 :])
    told = [line.strip()[1:-1] for line in within if line.strip().startswith('"')]
    found: dict[str, list[int]] = {}
    name = ""
    for text in told:
        for piece in re.split(r"[|, ]+", text):
            if piece in {*NAMES, "Note"}:
                name = piece
                found[name] = []
            elif piece.isdecimal() and name:
                found[name].append(int(piece))
    return found


def page_of(document: Document) -> bytes:
    return render(document, replace(EDITION, language=document.language), {}, SMALL)


def typeset(document: Document) -> bytes:
    content, findings = pdf.typeset(page_of(document), EDITION, {})
    assert not findings
    return content


@pytest.mark.slow
@pytest.mark.pdf
def test_a_long_index_has_the_same_bytes_each_time() -> None:
    document = read(f"# T\n\n## Text\n\n{long_text()}")
    content = typeset(document)
    assert max(max(pages) for pages in printed(content).values()) > 9
    assert typeset(document) == content


@pytest.mark.pdf
@pytest.mark.parametrize("place", ["", "first", "last"])
def test_pages(place: str, tmp_path: Path) -> None:
    text = long_text()
    index = "## Index {.index}\n"
    whole = {
        "": f"# T\n\n## Text\n\n{text}",
        "first": f"# T\n\n{'Words before it. ' * 50}\n\n{index}\n## Text\n\n{text}",
        "last": f"# T\n\n## Text\n\n{text}\n\n{index}",
    }[place]
    content = typeset(read(whole))
    shown = printed(content)
    assert shown == expected(content, text, tmp_path)
    assert len(shown) == len(NAMES) + 1
    assert all(before < after for pages in shown.values() for before, after in pairwise(pages))
    assert max(max(pages) for pages in shown.values()) > 9
    if not place:
        assert page_of(read(whole)) == page_of(read(whole))
        valid(content, tmp_path, "2a", "ua1")
        with pikepdf.open(io.BytesIO(content)) as book:
            (told,) = tags(book, "Index")
            places = sum(map(len, shown.values()))
            links = [kid for kid in _below(told.element) if str(kid.S) == "/Link"]
            assert len(links) == places
            assert {str(link.P.S) for link in links} == {"/Reference"}


def _below(element: "pikepdf.Object") -> "list[pikepdf.Object]":
    kids = element.get("/K", pikepdf.Array())
    inner = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    return [found for kid in inner if "/S" in kid for found in (kid, *_below(kid))]


@pytest.mark.pdf
def test_an_index_that_does_not_settle_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_ROUNDS", 0)
    monkeypatch.setattr(pdf, "bound", lambda *given: quire_book.bound(*given)._replace(settled=False))
    for size in (SMALL, replace(SMALL, layout=Layout.ARTICLE)):
        page = render(read("# T\n\n[A]{index}."), EDITION, {}, size)
        assert [finding.code for finding in pdf.typeset(page, EDITION, {})[1]] == ["unsettled-index"]


@pytest.mark.pdf
def test_a_book_without_an_index_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page = render(read("# T\n\nA."), EDITION, {}, replace(SMALL, layout=Layout.ARTICLE))
    monkeypatch.setattr(pdf, "_ROUNDS", 1)
    assert not pdf.typeset(page, EDITION, {})[1]


def everything() -> Document:
    return read(
        '# T\n\n## One\n\n[Tirana]{index}, the []{index="Capital" see="Tirana"}[First]{index="Brigades; First"}.[^1]'
        "\n\n## Two\n\nAgain [Tirana]{index}.\n\n[^1]: A [note]{index}.\n",
        "sq",
    )


@cache
def epub(*, own: bool) -> bytes:
    """The EPUB of a text with an index, which stands in a section of its own or behind the text."""
    document = everything()
    if own:
        document = read(
            "# T\n\n## One\n\n[Tirana]{index} [is]{index=Is} [it]{index=it}.\n\n## Names {.index}\n\nAll.", "sq"
        )
    made = published(document, on_screens(EDITION, {}), {})
    assert not made.findings
    return bind(made)


@pytest.mark.browser
def test_epubs_are_valid(tmp_path: Path) -> None:
    books = {"sq": epub(own=False), "sq-x-own": epub(own=True)}
    assert not said_by_epubcheck(in_one_container(books, tmp_path / "books.epub"))


@pytest.mark.parametrize("own", [False, True])
def test_an_epub(own: bool) -> None:  # noqa: FBT001  a column of the table
    files = opened(epub(own=own))
    name = "s2.xhtml" if own else "index.xhtml"
    page = xml(files[f"EPUB/{name}"])
    body = next(page.iter("body"))
    kind = "{http://www.idpf.org/2007/ops}type"
    # Where one is, the other is too, as Ace asks.
    assert [section.get("role") for section in body.iter("section") if section.get(kind) == "index"] == ["doc-index"]
    kinds = {element.get(kind) for element in body.iter()} - {None}
    assert kinds >= {"index", "index-group", "index-entry-list", "index-entry", "index-term", "index-locator"}
    for link in body.iter("a"):
        file, _, target = link.get("href", "").partition("#")
        assert target in {element.get("id") for element in xml(files[f"EPUB/{file or name}"]).iter()}
    navs = {nav.get("id"): nav for nav in xml(files["EPUB/nav.xhtml"]).iter("nav")}
    address = f"{name}#{'s2' if own else 'index'}"
    assert address in {link.get("href") for link in navs["contents"].iter("a")}
    marks = {link.get(kind): link.get("href") for link in navs["landmarks"].iter("a")}
    assert marks["index"] == name


def test_the_site_has_it() -> None:
    words = {"Index": "Treguesi", "see": "shih"}
    files, findings = site([reading(everything(), on_screens(EDITION, words), {})])
    assert not findings
    shown = next(file.content.decode() for file in files if file.path.name == "work.html")
    assert ">Treguesi</h2>" in shown
    assert "<em>shih</em>" in shown
    assert 'href="#x1"' in shown
    assert 'id="x1"' in shown
    assert "elsewhere" not in shown.partition('role="doc-index"')[2].partition("</main>")[0]


def test_both_languages_beside_each_other() -> None:
    source = everything()
    translation = replace(source, language="sq")
    page = render_bilingual((replace(source, language="en"), translation), EDITION, ({}, {}), Page()).decode()
    assert page.count('class="index-locator"') == 4
    assert page.count('id="x1"') == 1
    assert page.count('id="o-x1"') == 1


def test_a_proof_leaves_no_entry_out() -> None:
    source = read("# T\n\n[Brigade]{index} one. [Brigades]{index} two. *[Corps]{index}* three.")
    catalogue = replace(identity(source, {"Brigade": "Brigada", "Brigades": "Brigada", "Corps": ""}), language="sq")
    shown = localize(translate(source, drafted(catalogue)))
    root = ET.fromstring(render_proof(Review(source, shown, catalogue), EDITION, {}))  # noqa: S314  we have just written it
    assert [text_of(item) for item in _items(root)] == ["5Brigada 6Brigada 1, 2", "7Corps 1"]
    assert [span.get("class") for span in _items(root)[1].iter(f"{HTML}span")][2] == "segment untranslated"


def test_the_same_ids_in_every_language() -> None:
    source = read("# T\n\n[One]{index} a. [Two]{index} b. [Three]{index} c.")
    catalogue = identity(source, {"Two b.": "<merged/>", "One": "Zonë"})
    one, other = (tree(item) for item in (source, localize(translate(source, replace(catalogue, language="sq")))))
    names = [
        {element.get("id") for element in root.iter() if re.fullmatch("[ex][0-9]+", element.get("id", ""))}
        for root in (one, other)
    ]
    assert names == [{"x1", "x2", "x3", "e1", "e2", "e3"}, {"x1", "x3", "e1", "e2", "e3"}]


@pytest.mark.pdf
def test_the_columns_of_an_index_begin_level(tmp_path: Path) -> None:
    entries = [f"[{letter}{more}]{{index}}" for letter in "ABCDEFGHIJKL" for more in "aeo"[: ord(letter) % 3 + 1]]
    content = typeset(segment(read(f"# T\n\n## One\n\n{' '.join(entries)}.\n")))
    initials = [
        [box for line in sheet.lines for word, box in line.words if re.fullmatch("[A-L]", word)]
        for sheet in sheets(content, tmp_path)
    ]
    found = max(initials, key=len)
    assert len(found) == 6
    middle = (min(box.left for box in found) + max(box.left for box in found)) / 2
    left, right = (min(box.top for box in found if (box.left > middle) is side) for side in (False, True))
    assert abs(left - right) < 0.5
