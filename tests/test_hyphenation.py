"""Where words break: ten words or more of each language that has patterns, and a hundred of Albanian.

The Albanian breaks are those of the orthography (Drejtshkrimi i gjuhës shqipe, 1973, "Ndarja e fjalëve në fund të
rreshtit"): a consonant between vowels goes with the second; of several, one at least goes with it; dh, gj, ll, nj, rr,
sh, th, xh and zh are one letter; a compound breaks at its seam.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize
from unittest import mock

import pyphen
import pytest

from kolofon.language import Hyphenation, language
from kolofon.language.tags import DATA, PSEUDO, UNDETERMINED, base_of, tags_in
from kolofon.model.document import Link, Paragraph, Text
from kolofon.model.edition import Page
from kolofon.write.paper.lines.hyphenation import Kind, origin, patterns, register
from kolofon.write.themes.templates import style
from kolofon.write.typography.hyphens import sheet
from tests.languages import hyphenated
from tests.machine import ROOT
from tests.pdfs import drawn_lines, set_page, words_of
from tests.publishing import IMPRINT, article
from tests.reading import s
from tests.setting import render
from tests.table import each_row

TOLD = (Path(__file__).parent / "data" / "hyphens.txt").read_text("utf-8").splitlines()
TABLE = dict(line.split(": ") for line in TOLD if ": " in line and not line.startswith("#"))
FOLDER = ROOT / "pipeline/kolofon/language/hyphenation"
SPOKEN = sorted(tag for tag in tags_in(DATA) if base_of(tag) not in {PSEUDO, UNDETERMINED})
PATTERNED = (Kind.OWN, Kind.PYPHEN, Kind.RULE)

WORDS = re.findall(
    r"\S+",
    """
    shtypsh-kro-nja luf-ti-met për-fun-di-misht
    nacio-nal-çli-rim-tare çli-rimi paçli-ruar anti-fa-shiste par-ti-za-nët gjer-ma-nët kry-e-qy-teti
    Tira-nës Shqi-pë-risë bri-ga-dat shtë-pia ofi-ce-rëve koman-danti rre-thimi për-pa-ruan ush-ta-rak his-to-riku
    armi-kun popu-llit arma-to-sur vazh-duan mën-gjes ndër-hyrje shka-të-rri-min ndër-te-sat hote-lit for-cat
    nën-to-rit teto-rit kun-dërsh-tari mbroj-tjes aka-de-mia drejt-për-drejt përk-thimi për-mbaj-tja
    fsha-ta-rë-sia punë-to-rët ndri-çuar zja-rrin gji-thashtu një-sia ope-ra-cioni sul-mu-ese
    nev-ral-gjike kun-dër-ofen-si-vës breg-deti Shqi-pë-ria minis-tria uni-ver-si-teti bashkë-pu-nimi për-gje-gjë-sia
    ndih-mës-mjeku gjith-monë rrë-fe-njat xha-mitë xha-xhai zhvi-llimi dhje-të-vje-çar nje-rë-zimi shko-llat letër-sia
    his-to-ria kun-dër-sulmi qyte-tari dësh-mo-rët ndër-ko-mbë-tare marrë-veshja pava-rë-sia fla-muri luf-të-ta-rët
    komu-ni-kata ven-dimi arti-le-ria auto-mjete ush-tria fja-lori fle-tu-shka çli-rim-ta-rët dorë-zimi tër-heqja
    malë-sorë Elba-sani Gji-ro-kas-tra mbrë-mja nesër-mja pran-verë tre-qind katër-mbëdhjetë një-qind the-llë-sia
    lar-të-sia gje-rë-sia dashu-ria miqë-sia vëlla-zë-ria shën-de-të-sia eko-no-mia kul-tura gju-hë-sia
    zgjedhjet lagjja gazeta
    """,
)


CONSONANTS = re.findall(r"\S+", "b c ç d dh f g gj h j k l ll m n nj p q r rr s sh t th v x xh z zh")
VOWELS = frozenset("aeëiouyAEËIOUY")


def broken(word: str) -> str:
    """The word with a hyphen wherever the book may break it."""
    register(["sq"])
    return str(pyphen.Pyphen(lang="sq", left=3, right=3).inserted(word))


@each_row("word", WORDS)
def test_a_word_breaks_where_it_should(word: str) -> None:
    assert broken(word.replace("-", "")) == word


def test_there_are_a_hundred_words() -> None:
    assert len(set(WORDS)) >= 100


@each_row("first", CONSONANTS)
def test_no_piece_is_without_a_vowel(first: str) -> None:
    for second in "bcçdfghjklmnpqrstvxz":
        for piece in broken(f"baba{first}{second}aba").split("-"):
            assert VOWELS & set(piece), (first, second)


def test_no_letter_of_two_signs_is_parted() -> None:
    for pair in ("dh", "gj", "ll", "nj", "rr", "sh", "th", "xh", "zh"):
        parts = broken(f"aba{pair}abu").split("-")
        assert any(part.startswith(pair) for part in parts), parts


@pytest.mark.parametrize("tag", ["sq", "sq-AL", "sq_AL", "sq-XK", "SQ"])
def test_every_albanian_has_these_patterns(tag: str) -> None:
    register([tag])
    name = pyphen.language_fallback(tag)
    assert name is not None
    assert pyphen.Pyphen(lang=name).inserted("shtypshkronja") == "shtypsh-kro-nja"


def test_the_licence_comes_along() -> None:
    text = patterns("sq").read_text("utf-8")
    assert text.startswith("UTF-8\n")
    assert "Copyright (C) 2020 Claudio Beccari, Sabina Koliqi" in text
    assert "Permission is hereby granted, free of charge" in text


@pytest.mark.slow
@each_row("tag", TABLE)
def test_ten_words_of_a_language_break_where_they_should(tag: str) -> None:
    words = TABLE[tag].split()
    assert len(set(words)) >= 10
    assert any("-" in word for word in words)
    assert [hyphenated(tag, word.replace("-", "")) for word in words] == words


def test_every_language_with_patterns_has_its_ten_words() -> None:
    tried = {"sq", *TABLE}
    named = {name.replace("_", "-") for name in pyphen.LANGUAGES if name.islower()}
    known = {tag for tag in {*SPOKEN, *named} if origin(tag).kind in PATTERNED}
    assert {tag for tag in known - tried if not any(tag == base_of(one) for one in tried)} <= {"fr-CA", "fr-CH", "tl"}
    assert len(tried) >= 60


def test_every_language_says_where_its_breaks_are_from() -> None:
    origins = {tag: origin(tag) for tag in (*SPOKEN, *TABLE)}
    assert all(one.source for one in origins.values())
    assert all(bool(one.licence) == (one.kind in (Kind.OWN, Kind.PYPHEN)) for one in origins.values())
    for tag, one in origins.items():
        assert all(limit >= least for limit, least in zip(one.limits[1:], one.minima, strict=True)), tag
    assert origin("ar").source == "Arabic script is not hyphenated"
    assert origin("th") == origin("th-TH")
    assert (origin("th").kind, origin("th").source) == (Kind.NONE, "Thai breaks between words")
    assert (origin("fo").kind, origin("fo").source) == (Kind.NONE, "no free patterns are known")
    assert (origin("no").kind, origin("no").name) == (Kind.PYPHEN, "hyph_nb_NO.dic")
    assert (origin("el").name, origin("el").licence, origin("el").minima) == ("hyph_el.dic", "MIT", (1, 1))


@pytest.mark.parametrize(
    ("tag", "word"), [("th", "ประวัติศาสตร์"), ("ar", "استقلالية"), ("vi", "nghiêng"), ("fo", "frælsið")]
)
def test_a_language_without_patterns_is_not_broken(tag: str, word: str) -> None:
    assert hyphenated(tag, word) == word


def test_each_file_of_patterns_is_told_of_with_its_digest() -> None:
    read_me = (FOLDER / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(hyph_\w+\.dic)` .*\| `([0-9a-f]{64})` \|$", read_me, re.MULTILINE))
    assert told == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FOLDER.glob("*.dic")}
    used = {language(tag).hyphenation.patterns for tag in SPOKEN}
    assert used - {""} == set(told)


ACCENTED = [("el", "επα-νά-σταση"), ("el", "ἐλευ-θε-ρία"), ("fr", "élec-tri-que-ment"), ("tr", "üni-ver-site")]


@pytest.mark.parametrize(("tag", "word"), ACCENTED)
def test_a_letter_and_its_accents_are_one_however_they_are_encoded(tag: str, word: str) -> None:
    for form in ("NFC", "NFD"):
        assert hyphenated(tag, normalize(form, word.replace("-", ""))) == normalize(form, word)


def test_a_capital_that_is_two_small_letters_moves_no_break() -> None:
    assert hyphenated("tr", "İstanbullular") == "İstan-bul-lu-lar"


@pytest.mark.parametrize(
    ("tag", "word"), [pytest.param("hu", "asszonnyal", marks=pytest.mark.slow), ("ca", "col·lega")]
)
def test_no_word_breaks_where_its_letters_would_change(tag: str, word: str) -> None:
    assert hyphenated(tag, word) == word


APOSTROPHES = """
    en-US gov-ern-ment’s couldn’t chil-dren’s
    fr l’élec-tri-cité aujour-d’hui d’in-dé-pen-dance
    it del-l’in-di-pen-denza l’uni-ver-sità un’al-tra del-l’arte
    tr Tür-ki-ye’nin İstan-bul’un Anka-ra’daki
    uk об’єд-на-ння
"""


@pytest.mark.parametrize("line", APOSTROPHES.strip().splitlines())
def test_an_apostrophe_is_no_letter_and_no_place_to_break(line: str) -> None:
    tag, *words = line.split()
    assert [hyphenated(tag, word.replace("-", "")) for word in words] == words
    assert [hyphenated(tag, word.replace("-", "").replace("’", "'")).replace("'", "’") for word in words] == words


def test_exceptions_go_before_the_patterns() -> None:
    told = Hyphenation(patterns="hyph_sq.dic", exceptions=("shtyp-shkronja",))
    with mock.patch("kolofon.write.paper.lines.hyphenation.language") as asked:
        asked.return_value.hyphenation = told
        assert hyphenated("sq", "Shtypshkronja") == "Shtyp-shkronja"
        assert hyphenated("sq", "përfundimisht") == "për-fun-di-misht"


def test_no_file_is_read_before_a_word_is_broken_and_then_once() -> None:
    from kolofon.write.paper.lines import hyphenation  # noqa: PLC0415  what is counted is in it

    hyphenation._read.cache_clear()  # noqa: SLF001  the count begins here
    hyphenation._breaks.cache_clear()  # noqa: SLF001  as above
    with mock.patch.object(pyphen, "HyphDict", wraps=pyphen.HyphDict) as read:
        register(["sq", "el", "ka", "de"])
        assert not read.called
        for word in ("shtypshkronja", "përfundimisht"):
            hyphenated("sq", word)
        assert read.call_count == 1


def test_only_a_page_with_other_limits_or_signs_has_a_style_for_them() -> None:
    assert sheet('<html lang="sq"><p lang="en-GB">') == ""
    told = sheet('<html lang="hy"><p lang="mr"><p lang="en">')
    assert '[lang="hy"] { hyphenate-limit-chars: 6 3 3; hyphenate-character: "\\58a "; }' in told
    assert '[lang="mr"] { hyphenate-limit-chars: 7 3 4; hyphenate-character: "\\2010 "; }' in told
    assert '[lang="en"] { hyphenate-limit-chars: 6 3 3; hyphenate-character: "\\2010 "; }' in told
    assert r'hyphenate-character: "\200b "' in sheet('<html lang="ta">')


RULE = next(line for line in style("print.css").splitlines() if ".address" in line)
NARROW = "@page { size: 200pt 300pt; margin: 6pt } body { hyphens: auto; margin: 0; width: 58pt }"


@pytest.mark.pdf
def test_a_word_that_breaks_without_a_sign_is_one_word(tmp_path: Path) -> None:
    text = "independence constitutional revolutionary"
    unseen = set_page(f"<p>{text}</p>", NARROW + 'body { hyphenate-character: "\\200b" }', "en")
    assert words_of(unseen, tmp_path) == text
    assert "\N{HYPHEN}" not in "".join(drawn_lines(unseen, tmp_path))
    assert len([line for line in drawn_lines(unseen, tmp_path) if line]) > 3


@pytest.mark.pdf
def test_a_word_breaks_where_a_translator_says_and_in_the_language_that_it_is_in(tmp_path: Path) -> None:
    soft = set_page("<p>constitu\N{SOFT HYPHEN}tionally</p>", NARROW, "en")
    assert [line.strip() for line in drawn_lines(soft, tmp_path) if line] == ["constitu\N{SOFT HYPHEN}", "tionally"]
    other = set_page('<p>revolutionary <span lang="ar">revolutionary</span></p>', NARROW, "en")
    assert [line.strip() for line in drawn_lines(other, tmp_path) if line] == [
        "revolution\N{SOFT HYPHEN}",
        "ary",
        "revolutionary",
    ]


@pytest.mark.pdf
def test_an_address_that_is_printed_is_not_broken_by_a_hyphen(tmp_path: Path) -> None:
    address = "https://example.org/documentation/constitutional"
    linked = article(Paragraph((s("See ", Link((Text(address),), address), "."),)), language="en")
    page = render(linked, replace(IMPRINT, language="en", progress=None), {}, Page("A6")).decode()
    assert f'<a class="address" href="{address}">{address}</a>' in page
    shown = set_page(f'<p>See <a class="address" href="{address}">{address}</a>.</p>', NARROW + RULE, "en")
    assert "\N{SOFT HYPHEN}" not in "".join(drawn_lines(shown, tmp_path))
    assert "\N{SOFT HYPHEN}" in "".join(drawn_lines(set_page(f"<p>See {address}.</p>", NARROW, "en"), tmp_path))
