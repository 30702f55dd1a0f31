"""Templates that nearly every article has, in the wikis of several languages: dates of birth, ISBN, dead links."""

from dataclasses import replace

import pytest

from kolofon.model.document import Document
from kolofon.model.edition import SourceFormat
from kolofon.model.finding import Finding
from kolofon.read import read
from kolofon.read.sections.missing_words import strings
from tests.reading import EDITION, TITLED
from tests.table import each_row

WORK = replace(TITLED, source="x.wiki", format=SourceFormat.WIKITEXT)


def told(text: str, language: str) -> tuple[Document, tuple[Finding, ...]]:
    return read(text.encode(), "source/x.wiki", WORK, replace(EDITION, source_language=language))


def printed(text: str, language: str) -> str:
    return "\n".join(strings(told(text, language)[0]))


@each_row(
    ("language", "text", "date"),
    [
        ("en", "{{birth date and age2|2010|1|1|1941|6|24}}", "June 24, 1941"),
        ("ar", "{{تاريخ الولادة والعمر|1941|6|24}}", "24 يونيو 1941"),
        ("tr", "{{Doğum tarihi ve yaşı|24|6|1941}}", "24 Haziran 1941"),
        ("ru", "{{дата рождения и возраст|24|6|1941}}", "24 июня 1941"),
        ("es", "{{Nacimiento|24|6|1941}}", "24 de junio de 1941"),
        ("fr", "{{date de naissance-|24|juin|1941}}", "24 juin 1941"),
        ("ru", "{{дата рождения|24|июня|1941}}", "24 июня 1941"),
        ("es", "{{fecha|24|de junio de|1941}}", "24 de junio de 1941"),
        ("sq", "{{Lindur më|1941|6|24}}", "24 qershor 1941"),
    ],
)
def test_a_date_of_birth_is_printed_in_a_line_and_in_a_box(language: str, text: str, date: str) -> None:
    assert date in printed(text, language)
    assert date in printed(f"{{{{Infobox person\n| name = Ana\n| birth_date = {text}\n}}}}", language)


@each_row(
    ("language", "text", "words"),
    [
        ("ar", "{{ردمك|0-19-518767-9}}", "ردمك 0-19-518767-9"),
        ("ar", "{{استشهاد بكتاب|مؤلف=أ|عنوان=العنوان|ردمك=0-19-518767-9}}", "ISBN 0-19-518767-9"),
        ("tr", "{{kitap kaynağı|yazar=A|başlık=Başlık|isbn=0-19-518767-9}}", "ISBN 0-19-518767-9"),
        ("ru", "{{МР|Тирана|в Тиране}}", "Тирана"),
        ("en", "{{OldStyleDate|24 June|1941|13 June}}", "24 June [O.S. 13 June] 1941"),
        ("fr", "au {{XXe siècle}}", "siècle"),
        ("fr", "au {{XXe siècle}}", "au XX"),
        ("fr", "{{Ier siècle}}", "er"),
        ("fr", "{{Lien brisé|url=http://example.com/y|titre=La page}}", "La page"),
        ("de", "{{Toter Link|url=http://example.com/y|text=Die Seite}}", "Die Seite"),
        ("ja", "{{lang-en-short|word}}", "word"),
    ],
)
def test_the_words_of_a_template_are_printed(language: str, text: str, words: str) -> None:
    assert words in printed(text, language)


@pytest.mark.parametrize(
    ("language", "template"),
    [
        ("en", "{{dead link|date=May 2010}}"),
        ("de", "{{Toter Link|date=2010-05}}"),
        ("fr", "{{lien brisé|date=mai 2010}}"),
        ("ru", "{{битая ссылка}}"),
        ("ar", "{{وصلة مكسورة|تاريخ=مايو 2010}}"),
        ("tr", "{{ölü bağlantı|tarih=Mayıs 2010}}"),
        ("ja", "{{リンク切れ|date=2010年5月}}"),
    ],
)
def test_a_dead_link_is_an_address_alone(language: str, template: str) -> None:
    document, findings = told(f"A.\n\n<ref>http://example.com/x{template}</ref> B.", language)
    assert not any("{{" in words or "2010" in words for words in strings(document))
    assert "http://example.com/x" in strings(document)
    assert all(finding.place.line == 3 for finding in findings)


def test_a_template_that_shows_nothing_is_told() -> None:
    _, findings = told("A\n{{nowrap}} b", "en")
    assert [(finding.code, finding.place.line) for finding in findings] == [("unprinted-template", 2)]


def test_a_short_language_template_names_the_language() -> None:
    document, _ = told("{{lang-en-short|word}}", "ja")
    assert "'en'" in repr(document)
    assert "en-short" not in repr(document)
