"""Words stand in the order of a language's own alphabet, and below its own letters."""

import subprocess
import sys
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from kolofon.translate.localize.collation import letter, sort_key
from tests.machine import ROOT
from tests.table import each_row

LANGUAGES = st.sampled_from(
    ["sq", "en", "de", "sv", "cs", "hu", "el", "mk", "tr", "ar", "he", "ja", "ko", "th", "x-own"]
)
WORDS = st.text(
    st.sampled_from("aAbcçÇdhHeëéE\u0301gjlnrsStxzwIıiİ .-'„1αΩабЁѓאבادあ中\N{COMBINING DIAERESIS}"), max_size=6
)

ALPHABET = "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh"

# In each line words stand as the dictionaries of the language have them.
ORDERS = {
    "de": "Apfel Ärger Arm Masse Maße Ofen Öl Übel Ufer",  # as dictionaries have it: ä is an a, ß two s
    "de-AT": "Apfel Ärger Arm",
    "sv": "Adam vara wasa zon ål ärta öra",
    "da": "zebra ære øre ål Aarhus",
    "es": "canto chico cubo llama luz nube ñandú oso",
    "cs": "cena čas hora chata jaro řeka sad šátek zima žena",
    "hu": "cukor csak dal dzsem gaz gyár nap nyár ősz pap szár tál tyúk zab zseb",
    "el": "άλφα βήτα γάμα όμικρον ωμέγα",
    "ru": "еда ёлка ель жук йод як",  # ё is an е
    "mk": "град ѓон еден зид ѕвезда јас љубов нос њушка тато ќерка џем шума",
    "tr": "cam çam Iğdır ısı ihtiyaç İzmir sal şal un ün",
    "ar": "أب باب تاج جمل",
    "he": "אב בית גן שלום",
    "lt": "ypač iva jonas",  # y is an i
    "cy": "cof chwech dafad ddoe lamp llan nos rhaw",
    "hr": "dan džem đak lak luk ljeto nos njega",
}


def ordered(language: str, words: str) -> list[str]:
    """The words, sorted from the worst order that they can come in."""
    return sorted(sorted(words.split(), reverse=True), key=sort_key(language))


@each_row(("language", "words"), ORDERS.items())
def test_words_stand_in_the_order_of_the_language(language: str, words: str) -> None:
    assert ordered(language, words) == words.split()


def test_the_albanian_alphabet_has_36_letters_in_its_own_order() -> None:
    letters = ALPHABET.split()
    assert len(letters) == 36
    # A letter of two characters follows every word that begins with the first of them: `dyzet` stands before `dhe`.
    words = [f"{one}{rest}" for one in letters for rest in ("a", "ya")]
    assert ordered("sq", " ".join(words)) == words
    assert [letter("sq")(word) for word in words[::2]] == [one.capitalize() for one in letters]


def test_the_same_words_stand_otherwise_in_english() -> None:
    words = "dyzet dhe"
    assert (ordered("sq", words), ordered("en", words)) == (["dyzet", "dhe"], ["dhe", "dyzet"])


def test_accents_are_asked_after_letters_and_case_after_accents() -> None:
    assert ordered("en", "Résumé resume Resume résumé resumes") == ["resume", "Resume", "résumé", "Résumé", "resumes"]
    assert ordered("fr-CA", "côté cote coté côte") == ["cote", "côte", "coté", "côté"]


def test_words_are_ordered_word_by_word() -> None:
    assert sorted(["Newark", "New York"], key=sort_key("en")) == ["New York", "Newark"]


@each_row(
    ("language", "word", "head"),
    [
        ("sq", "Çabej", "Ç"),
        ("sq", "gjuha", "Gj"),
        ("sq", "XHAMIA", "Xh"),
        ("sq", "Washington", "W"),  # no letter of Albanian, and none to hide it under
        ("de", "Ärger", "A"),
        ("de", "ß", "S"),
        ("sv", "ål", "Å"),
        ("sv", "élan", "E"),
        ("es", "ñandú", "Ñ"),
        ("cs", "chata", "Ch"),
        ("hu", "dzsem", "Dzs"),
        ("hr", "ǆem", "Dž"),
        ("lt", "ypač", "I"),
        ("tr", "ısı", "I"),
        ("tr", "izmir", "İ"),
        ("ru", "ёлка", "Е"),
        ("ar", "أب", "ا"),
        ("ja", "ガス", "か"),
        ("ko", "한국", "ㅎ"),
        ("zh", "中国", "Z"),
        ("sq", "Ελλάς", "Ε"),
        ("sq", "ѓон", "Г"),
        ("ar", "Zürich", "Z"),
        ("sq", "中国", ""),
        ("en", "1944", ""),
        ("en", "“So”", ""),
        ("en", "", ""),
    ],
)
def test_letters(language: str, word: str, head: str) -> None:
    assert letter(language)(word) == head


@given(language=LANGUAGES, words=st.lists(WORDS))
def test_the_words_of_a_letter_are_neighbours(language: str, words: list[str]) -> None:
    heads = [head for head, _ in groupby(sorted(words, key=sort_key(language)), key=letter(language)) if head]
    assert len(heads) == len(set(heads))


@given(language=LANGUAGES, one=WORDS, two=WORDS, three=WORDS)
def test_the_order_is_total(language: str, one: str, two: str, three: str) -> None:
    key = sort_key(language)
    a, b, c = key(one), key(two), key(three)
    assert (a == b) == (one == two)
    assert (a < b) + (a == b) + (a > b) == 1
    assert not (a <= b <= c) or a <= c


def test_the_locale_of_the_machine_is_not_asked() -> None:
    # ICU takes the machine's letters for a language that it does not know, such as Klingon.
    program = """from kolofon.translate.localize.collation import letter
print([letter('tlh')(word) for word in ('Yes', 'ລາວ')])"""
    environment = {"LC_ALL": "lo_LA.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    assert done.stdout == "['Y', '']\n"
