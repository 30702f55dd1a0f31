import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from kolofon.catalogue.create import create, template
from kolofon.catalogue.header import notes_to_reader, timestamp, translators
from kolofon.catalogue.po import read_po, write_po
from kolofon.language.cldr import plural_forms
from kolofon.language.names import gettext_name, language_tag
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry, Message
from tests.machine import run
from tests.table import each_row

MESSAGES = (Message("heading", "Aftermath", (Place("source/a.txt", 7, 3),), ("heading of section 2",)),)
POT = template(
    MESSAGES, project="battle", version="1.2", date=datetime(2026, 3, 14, 9, 30, tzinfo=UTC), bugs_to="a@b.org"
)


def test_a_template_is_as_xgettext_writes_one() -> None:
    assert write_po(POT).decode() == (
        "#, fuzzy\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: battle 1.2\\n"\n'
        '"Report-Msgid-Bugs-To: a@b.org\\n"\n'
        '"POT-Creation-Date: 2026-03-14 09:30+0000\\n"\n'
        '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n'
        '"Language-Team: LANGUAGE <LL@li.org>\\n"\n'
        '"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        "\n"
        "#. heading of section 2\n"
        "#: source/a.txt:7\n"
        'msgctxt "heading"\n'
        'msgid "Aftermath"\n'
        'msgstr ""\n'
    )


def test_a_catalogue_is_born_with_its_language() -> None:
    born = create("pt-BR", POT, root="../../..")
    assert born.header[6] == ("Language", "pt_BR")
    assert born.header[10:] == (
        ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ("X-Source-Language", "en"),
        ("X-Poedit-Basepath", "../../.."),
    )
    assert (born.language, born.header_fuzzy, born.entries) == ("pt-BR", False, POT.entries)
    assert read_po(write_po(born), "pt_BR.po") == (born, ())


def test_msgfmt_takes_what_is_born(tmp_path: Path) -> None:
    for language in ("sq", "ar", "ja", "sr-Latn", "xx"):
        born = create(language, POT)
        done = replace(born, entries=(replace(born.entries[0], msgstrs=("x",)),))
        path = tmp_path / f"{language}.po"
        path.write_bytes(write_po(done))
        run("msgfmt", "--check-format", "--check-domain", "--output-file", "/dev/null", path)


@each_row(
    ("language", "forms"),
    [
        ("sq", "nplurals=2; plural=(n != 1);"),
        ("ja", "nplurals=1; plural=0;"),
        ("zh-Hant", "nplurals=1; plural=0;"),
        ("tr", "nplurals=2; plural=(n != 1);"),
        ("fa", "nplurals=2; plural=(n > 1);"),
        ("xx", "nplurals=2; plural=(n != 1);"),
        ("mk", "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"),
        ("hi-IN", "nplurals=2; plural=(n > 1);"),
        ("id", "nplurals=1; plural=0;"),
    ],
)
def test_plural_forms(language: str, forms: str) -> None:
    assert plural_forms(language) == forms


# Whose forms are those of the GNU gettext manual; and Cornish, of whose six no program makes use.
OF_GETTEXT = {"he", "lv", "pt", "kw"}


def assert_forms_as_the_cldr(tags: Iterable[str]) -> None:
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tag in tags:
        alike[str(Locale(tag).plural_form.rules), plural_forms(tag)].append(tag)
    for (_, forms), told in alike.items():
        found = re.fullmatch(r"nplurals=(\d); plural=(.*);", forms)
        assert found, told
        asked, given = Locale(told[0]).plural_form, c2py(found[2])
        pairs = {(asked(number), given(number)) for number in range(1000)}
        assert len(pairs) == len({form for form, _ in pairs}) == len({number for _, number in pairs}), told
        assert {number for _, number in pairs} <= {*range(int(found[1]))}, told


def test_plural_forms_tell_numbers_apart_as_the_cldr_does() -> None:
    assert_forms_as_the_cldr(("sq", "ar", "cy", "fr", "ja", "lt", "pl", "ro", "sl"))


@pytest.mark.slow
def test_every_language_tells_numbers_apart_as_the_cldr_does() -> None:
    tags = [tag for tag in locale_identifiers() if "_" not in tag and Locale(tag).plural_form.rules]
    assert len(tags) > 130
    assert_forms_as_the_cldr(sorted({*tags} - OF_GETTEXT))


def test_a_date_has_its_zone() -> None:
    assert (
        timestamp(datetime(2026, 3, 4, 9, 5, tzinfo=timezone(-timedelta(hours=3, minutes=30))))
        == "2026-03-04 09:05-0330"
    )


@each_row(
    ("tag", "name"),
    [
        ("sq", "sq"),
        ("pt-BR", "pt_BR"),
        ("sr-Latn", "sr@latin"),
        ("sr-Cyrl-RS", "sr_RS@cyrillic"),
        ("zh-Hant", "zh_Hant"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("es-419", "es_419"),
        ("ca-valencia", "ca@valencia"),
        ("sr-Latn-ekavsk", "sr@latin@ekavsk"),
        ("en-x-quot", "en@quot"),
        ("aln", "aln"),
    ],
)
def test_the_two_names_of_a_language(tag: str, name: str) -> None:
    assert gettext_name(tag) == name
    assert language_tag(name) == tag
    assert language_tag(tag) == tag


def test_a_language_is_recognised_however_it_is_written() -> None:
    assert [language_tag(name) for name in ("PT_br", "de_DE.UTF-8", "", "ZH-hant")] == ["pt-BR", "de-DE", "", "zh-Hant"]
    assert gettext_name("pt-br") == "pt_BR"


COMMENTS = (
    "Albanian translation of The Liberation of Tirana.",
    "Copyright (C) 2026 The Translators",
    "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.",
    "Ana Hoxha <ana@example.org>, 2025, 2026.",
    "Bledi Çela, 2026.",
    "",
    "To the reader: Ky përkthim është një draft,",
    "  që s’e ka lexuar asnjë redaktor.",
    "",
    "A note to other translators.",
    "To the reader: Edhe kjo.",
)


def test_the_header_names_the_translators() -> None:
    header = (("Last-Translator", "Dona Leka <dona@example.org>"),)
    assert translators(Catalogue("sq", header, (), COMMENTS)) == ("Ana Hoxha", "Bledi Çela", "Dona Leka")
    assert translators(POT) == ()


def test_the_comment_above_the_header_speaks_to_the_reader() -> None:
    notes = notes_to_reader(Catalogue("sq", (), (), COMMENTS))
    assert notes == ("Ky përkthim është një draft, që s’e ka lexuar asnjë redaktor.",)
    assert notes_to_reader(Catalogue("sq", (), (CatalogueEntry(None, "x"),))) == ()
