"""Wikitext in many languages: pictures, categories, links to other wikis, switches, variants, and what is cut out."""

from dataclasses import replace

import pytest

from kolofon.language import language
from kolofon.language.mediawiki import Option, wiki_words
from kolofon.language.tags import DATA, base_of, tags_in
from kolofon.model.document import (
    Bibliography,
    Document,
    Emphasis,
    Figure,
    Image,
    Inline,
    Link,
    Paragraph,
    Sentence,
    Text,
)
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.read import read
from kolofon.read.wikitext.titles import Kind, title_of
from kolofon.text.notation import plain
from tests.reading import EDITION, TITLED, p
from tests.table import each_row

WIKI = "https://sq.wikipedia.org/wiki/Tirana"


def edition(tag: str, wiki: str = "") -> Edition:
    return replace(EDITION, source_language=tag, rights=replace(EDITION.rights, source_url=wiki))


def wikitext(text: str, tag: str = "en", wiki: str = "") -> tuple[Document, tuple[Finding, ...]]:
    work = replace(TITLED, source="x.wiki", format=SourceFormat.WIKITEXT)
    return read(text.encode(), "source/x.wiki", work, edition(tag, wiki))


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place).removeprefix("source/x.wiki:")) for finding in findings]


def inlines(document: Document) -> tuple[Inline, ...]:
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    return paragraph.sentences[0].inlines


# --- the words of a wiki ----------------------------------------------------------------------------------------------


@each_row(
    ("tag", "picture", "category", "options", "switch"),
    [
        ("sq", "Skeda", "Kategoria", "parapamje|djathtas", "__PATP__"),
        ("sq", "Figura", "Kategori", "pamje|majtas|vertikale=1.2", "__JOTP__"),
        ("de", "Datei", "Kategorie", "mini|hochkant=1.2|rechts", "__KEIN_INHALTSVERZEICHNIS__"),
        ("de-CH", "Bild", "kategorie", "miniatur|rahmenlos|zentriert|200x300px", "__TOC__"),
        ("ja", "ファイル", "カテゴリ", "サムネイル|右|220ピクセル", "__目次強制__"),
        ("ru", "Файл", "Категория", "мини|слева|200пкс", "__ОГЛ__"),
        ("uk", "Зображення", "Категорія", "міні|праворуч", "__БЕЗ_ЗМІСТУ__"),
        ("fr", "Fichier", "Catégorie", "vignette|gauche|redresse", "__AUCUNSOMMAIRE__"),
        ("es", "Archivo", "Categoría", "miniaturadeimagen|derecha", "__NOTOC__"),
        ("pt-BR", "Ficheiro", "Categoria", "miniaturadaimagem|esquerda", "__SEMTDC__"),
        ("it", "Immagine", "Categoria", "miniatura|destra|verticale", "__NOINDICE__"),
        ("pl", "Plik", "Kategoria", "mały|lewo", "__BEZSPISU__"),
        ("nl", "Bestand", "Categorie", "miniatuur|rechts", "__GEENINHOUD__"),
        ("sv", "Fil", "Kategori", "miniatyr|vänster", "__INGENINNEHÅLLSFÖRTECKNING__"),
        ("nb", "Fil", "Kategori", "miniatyr|høyre", "__INGENINNHOLDSFORTEGNELSE__"),
        ("no", "Bilde", "Kategori", "mini|venstre", "__INGENINNHOLDSFORTEGNELSE__"),
        ("tr", "Dosya", "Kategori", "küçükresim|sağ", "__İÇİNDEKİLERYOK__"),
        ("ar", "ملف", "تصنيف", "تصغير|يسار", "__لافهرس__"),
        ("fa", "پرونده", "رده", "بندانگشتی|چپ", "__بی‌فهرست__"),
        ("he", "קובץ", "קטגוריה", "ממוזער|שמאל", "__ללא_תוכן_עניינים__"),
        ("hi", "चित्र", "श्रेणी", "अंगूठाकार|दाएँ", "__बिना_अनुक्रम__"),
        ("zh", "文件", "分类", "缩略图|右", "__无目录__"),
        ("zh-Hant-TW", "檔案", "分類", "縮圖|右", "__無目錄__"),
        ("ko", "파일", "분류", "섬네일|오른쪽", "__목차숨김__"),
        ("vi", "Tập_tin", "Thể_loại", "nhỏ|phải", "__KHÔNGMỤCLỤC__"),
        ("el", "Αρχείο", "Κατηγορία", "μικρογραφία|δεξιά", "__ΧΩΡΙΣΠΠ__"),
        ("hu", "Fájl", "Kategória", "bélyegkép|jobbra", "__NINCSTARTALOMJEGYZÉK__"),
        ("cs", "Soubor", "Kategorie", "náhled|vpravo", "__BEZOBSAHU__"),
        ("sr", "Датотека", "Категорија", "мини|десно", "__БЕЗСАДРЖАЈА__"),
        ("sr-Latn", "Datoteka", "Kategorija", "mini|desno", "__BEZSADRŽAJA__"),
        ("xx", "IMAGE", "category", "thumb|left", "__notoc__"),
    ],
)
def test_the_words_of_a_wiki_are_those_of_its_language_and_english_ones(
    tag: str, picture: str, category: str, options: str, switch: str
) -> None:
    text = f"a {switch}\n[[{picture}:X y.png|{options}|The ''caption'']]\n[[File:Z.png|thumb|b]]\n[[{category}:C|d]]\n"
    document, findings = wikitext(text, tag)
    assert document.lead == (
        p("a"),
        Figure(Image("X y.png", "The caption"), (Sentence((Text("The "), Emphasis((Text("caption"),))), HERE),), HERE),
        Figure(Image("Z.png", "b"), (Sentence((Text("b"),), HERE),), HERE),
    )
    told = [finding for finding in findings if finding.code != "unread-attribute"]
    assert places(tuple(told)) == [("unprinted-template", "1:3"), ("unprinted-template", "4:1")]
    assert switch in told[0].message
    assert f"[[{category}:C|d]]" in told[1].message


def test_a_redirect_is_told_in_each_language() -> None:
    for tag, word in (("sq", "#RIDREJTO"), ("de", "#Weiterleitung"), ("ja", "#転送"), ("ru", "#redirect")):
        document, findings = wikitext(f"{word} [[Y#z]]\n", tag)
        assert document.lead == ()
        assert places(findings)[-1] == ("redirect", "1:1")
        assert f"{word} [[Y#z]]" in findings[-1].message
    assert wikitext("# redirect [[Y]]")[0].lead != ()


def test_functions_about_the_title_are_told_in_each_language() -> None:
    for tag, name in (("de", "SORTIERUNG"), ("ja", "デフォルトソート"), ("fr", "CLEFDETRI"), ("sq", "DEFAULTSORT")):
        _, findings = wikitext(f"a {{{{{name}:b}}}}", tag)
        assert places(findings) == [("unprinted-template", "1:3")]


def test_options_of_pictures() -> None:
    words = wiki_words("de")
    assert words.option("mini") == Option("thumb")
    assert words.option("Mini") is None  # capitals matter to MediaWiki
    assert words.option("hochkant 1.2") == Option("upright", "1.2", given=True, length=len("hochkant "))
    assert words.option("200 px") == Option("width", "200", given=True)
    assert words.option("x200px") == Option("width", "x200", given=True)
    assert words.option("The 200px") is None
    assert words.option("") is None
    assert words.option("parapamje") is None


def test_every_language_of_the_press_has_words_of_a_wiki() -> None:
    for tag in tags_in(DATA):
        words = wiki_words(tag)
        assert {"file", "image"} <= words.files
        assert words.option("thumb") == Option("thumb")
        assert base_of(tag) in ("und", words.code) or words.code == "en"
    # These have a Wikipedia of their own with English words alone.
    some = [tag for tag in tags_in(DATA) if "-" not in tag and len(wiki_words(tag).files) > len(wiki_words("en").files)]
    assert len(some) > 90


def test_a_title_knows_its_namespace() -> None:
    words = wiki_words("sq")
    kinds = {
        "Tirana": Kind.PAGE,
        "Tirana: qyteti": Kind.PAGE,
        "skeda:X": Kind.FILE,
        " Skeda : X": Kind.FILE,
        "Media:X": Kind.OTHER,
        "Kategoria:X": Kind.CATEGORY,
        "Përdoruesi_diskutim:X": Kind.OTHER,
        "Wikipedia:X": Kind.OTHER,
        "zh-min-nan:X": Kind.LANGUAGE,
        "sq:X": Kind.PAGE,
        "wikt:X": Kind.PROJECT,
    }
    assert {title: title_of(title, words).kind for title in kinds} == kinds
    assert title_of(": Skeda:X_y", words).colon
    assert title_of("Skeda:X_y", words).name == "X y"


# --- links ------------------------------------------------------------------------------------------------------------


@each_row(
    ("text", "words", "target"),
    [
        ("[[:fr:Paris]]", "fr:Paris", "https://fr.wikipedia.org/wiki/Paris"),
        ("[[:fr:Paris#Le nom|b]]", "b", "https://fr.wikipedia.org/wiki/Paris#Le_nom"),
        ("[[w:Paris|b]]", "b", "https://en.wikipedia.org/wiki/Paris"),
        ("[[w:de:Paris|b]]", "b", "https://de.wikipedia.org/wiki/Paris"),
        ("[[wikt:fjalë|b]]", "b", "https://sq.wiktionary.org/wiki/fjal%C3%AB"),
        ("[[s:fr:Livre|b]]", "b", "https://fr.wikisource.org/wiki/Livre"),
        (
            "[[commons:Category:Tirana]]",
            "commons:Category:Tirana",
            "https://commons.wikimedia.org/wiki/Category:Tirana",
        ),
        ("[[:Skeda:A b.png]]", "Skeda:A b.png", "https://sq.wikipedia.org/wiki/Skeda:A_b.png"),
        ("[[:Kategoria:B|c]]", "c", "https://sq.wikipedia.org/wiki/Kategoria:B"),
        ("[[Përdoruesi:X]]", "Përdoruesi:X", "https://sq.wikipedia.org/wiki/P%C3%ABrdoruesi:X"),
        ("[[Media:A.ogg|c]]", "c", "https://sq.wikipedia.org/wiki/Media:A.ogg"),
        ("[[sq:Durrësi]]", "sq:Durrësi", "https://sq.wikipedia.org/wiki/sq:Durr%C3%ABsi"),
        ("[//a.org b]", "b", "https://a.org"),
        ("[mailto:a@b.org c]", "c", "mailto:a@b.org"),
        ("http://a.org/?b{{=}}c", "http://a.org/?b=c", "http://a.org/?b=c"),
        ("[http://a.org/?b{{!}}c d]", "d", "http://a.org/?b|c"),
    ],
)
def test_links_to_other_pages_are_links_with_words(text: str, words: str, target: str) -> None:
    document, findings = wikitext(text, "sq", WIKI)
    (found,) = inlines(document)
    assert found == Link((Text(words),), target)
    assert findings == ()


def test_a_link_to_a_page_of_a_wiki_that_is_not_known_is_its_words() -> None:
    document, findings = wikitext("[[:File:A.png]] [[User:B|c]] [[:Category:D]]")
    assert document.lead == (p("File:A.png c Category:D"),)
    assert findings == ()


def test_other_languages_are_told_once() -> None:
    document, findings = wikitext("a\n\n[[fr:Paris]]\n[[sq:Parisi]]\n[[be-x-old:Парыж]]\n")
    assert document.lead == (p("a"),)
    assert places(findings) == [("unprinted-template", "3:1")]
    assert "[[fr:Paris]], [[sq:Parisi]], [[be-x-old:Парыж]]" in findings[0].message


def test_categories_and_switches_are_told_once_each_with_how_often() -> None:
    _, findings = wikitext("a __TOC__ b __TOC__\n[[Category:A]]\n[[Category:B|c]]\n{{main|D}}\n{{main|E}}\n")
    assert places(findings) == [
        ("unprinted-template", "1:3"),
        ("unprinted-template", "2:1"),
        ("unprinted-template", "4:1"),
    ]
    assert findings[0].message.endswith("__TOC__ (2 times)")
    assert findings[1].message.endswith("[[Category:A]], [[Category:B|c]]")
    assert "2 times; at 5:1: not printed: {{main|E}}" in findings[2].message


def test_an_address_ends_before_a_template() -> None:
    document, findings = wikitext("A.<ref>http://example.org/x{{dead link|date=May 2010}}</ref> B.")
    (note,) = document.notes
    address = "http://example.org/x"
    assert note.blocks == (Paragraph((Sentence((Link((Text(address),), address),), HERE),)),)
    ((_, place),) = places(findings)
    assert place == "1:28"
    assert "{{dead link|date=May 2010}}" in findings[0].message


def test_letters_behind_a_link_belong_to_it_in_scripts_with_spaces() -> None:
    links = (
        ("sq", "[[libër]]ët", "libërët"),
        ("ru", "[[мир]]ом", "миром"),
        ("ja", "[[東京]]は", "東京"),
        ("ko", "[[서울]]은", "서울"),
    )
    for tag, text, words in links:
        document, _ = wikitext(text, tag)
        first = inlines(document)[0]
        assert isinstance(first, Link)
        assert plain(first.children) == words


# --- variants ---------------------------------------------------------------------------------------------------------


@each_row(
    ("tag", "text", "words"),
    [
        ("zh-Hans", "-{zh-hans:计算机;zh-hant:電腦}-", "计算机"),
        ("zh-Hant", "-{zh-hans:计算机;zh-hant:電腦}-", "電腦"),
        ("zh", "-{zh-tw:電腦; zh-cn:计算机;}-", "计算机"),
        ("zh-TW", "-{zh-hans:计算机;zh-hk:電算;zh-tw:電腦}-", "電腦"),
        ("zh-HK", "-{zh-cn:计算机;zh-tw:電腦}-", "電腦"),
        ("zh", "-{軟體}-a-{R|電腦}-b-{zh-tw|內}-", "軟體a電腦b內"),
        ("zh", "a-{H|zh-cn:b;zh-tw:c}-d-{T|zh-cn:e;zh-tw:f}-", "ad"),
        ("zh", "-{zh-cn:a&nbsp;[[b]]; zh-tw:c}-", "a\u00a0b"),
        ("zh", "-{zh-cn:-{zh-cn:a;zh-tw:b}-c;zh-tw:d}-", "ac"),
        ("zh", "[[X|-{zh-cn:a;zh-tw:b}-]]", "a"),
        ("sr", "-{sr-ec:а; sr-el:b}-", "а"),
        ("sr-Latn", "-{sr-ec:а; sr-el:b}-", "b"),
        ("en", "-{zh-cn:a;zh-tw:b}-", "-{zh-cn:a;zh-tw:b}-"),
        ("zh", "a -{ b }- c-{d", "a b c-{d"),
        ("zh", "<nowiki>-{zh-cn:a;zh-tw:b}-</nowiki>", "-{zh-cn:a;zh-tw:b}-"),
    ],
)
def test_the_variant_of_the_source_is_printed(tag: str, text: str, words: str) -> None:
    document, findings = wikitext(text, tag)
    assert " ".join(plain(inlines(document)).split(" ")).replace("  ", " ").strip() == words
    assert all(part in words + "".join(finding.message for finding in findings) for part in "abcdef" if part in text)


# --- bibliographies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source_format", [SourceFormat.WIKITEXT, SourceFormat.MARKDOWN, SourceFormat.WIKI_EXTRACT])
@pytest.mark.parametrize(
    ("tag", "heading"),
    [
        ("sq", "Literatura"),
        ("sq", "Referime"),
        ("de", "LITERATUR"),
        ("ja", "参考文献"),
        ("ru", "Литература"),
        ("no", "Kilder"),
        ("sr-Latn", "Izvori"),
        ("zh-Hant", "參考文獻"),
        ("ar", "المراجع"),
        ("pt-PT", "Referências"),
    ],
)
def test_a_bibliography_has_a_heading_in_the_language_of_the_source(
    source_format: SourceFormat, tag: str, heading: str
) -> None:
    texts = {
        SourceFormat.WIKITEXT: f"a\n\n== {heading} ==\n* B.\n",
        SourceFormat.MARKDOWN: f"# T\n\na\n\n## {heading}\n\n* B.\n",
        SourceFormat.WIKI_EXTRACT: f"= T =\n\na\n\n== {heading} ==\n- B.\n",
    }
    work = replace(Work("x", title="T"), source="x.txt", format=source_format)
    document, findings = read(texts[source_format].encode(), "source/x.txt", work, edition(tag))
    (block,) = document.sections[-1].blocks
    assert isinstance(block, Bibliography), findings


def test_the_headings_of_a_bibliography_are_known_in_most_languages() -> None:
    known = [tag for tag in tags_in(DATA) if "-" not in tag and language(tag).words.bibliographies]
    assert len(known) > 90


def test_a_list_below_another_heading_is_none() -> None:
    for tag, heading in (
        ("de", "Weblinks"),
        ("de", "Werke"),
        ("sq", "Shih edhe"),
        ("ja", "外部リンク"),
        ("ru", "Ссылки"),
    ):
        document, _ = wikitext(f"a\n\n== {heading} ==\n* B.\n", tag)
        assert not isinstance(document.sections[0].blocks[0], Bibliography)


HERE = p("a").sentences[0].place


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("de", "(2. Dezember 1963). „T“. N. Abgerufen am 3. März 2019."),
        ("ja", "(1963年12月2日). 「T」. N. 閲覧日: 2019年3月3日."),
        ("sq", "(2 dhjetor 1963). „T“. N. Marrë më 3 mars 2019."),
        ("en", "(1963-12-02). “T”. N. Retrieved 2019-03-03."),
    ],
)
def test_a_citation_has_the_dates_and_the_marks_of_its_language(tag: str, printed: str) -> None:
    text = "{{cite news|title=T|newspaper=N|date=1963-12-02|access-date=2019-03-03}}"
    assert plain(inlines(wikitext(text, tag)[0])) == printed
    assert "2019-13-03" in plain(inlines(wikitext(text.replace("-03-03", "-13-03"), tag)[0]))


def test_german_templates_of_words() -> None:
    text = "{{Höhe|640|link=true}} a{{FN|1}}. {{FNZ|1|Zwei}} {{DNB-Portal|5}}"
    document, findings = wikitext(text, "de")
    assert plain(inlines(document)).startswith("640\u00a0m a1). 1) Zwei Literatur von und über ")
    assert not findings
