"""Albanian hyphenation, as the book has it: three letters at the least on either side of a break.

The breaks are those of the orthography (Drejtshkrimi i gjuhës shqipe, 1973, "Ndarja e fjalëve në fund të rreshtit"): a
consonant between vowels goes with the second; of several, one at least goes with it; dh, gj, ll, nj, rr, sh, th, xh and
zh are one letter; a compound breaks at its seam.
"""

import re

import pyphen
import pytest

from kolofon.write.paper.hyphenation import patterns, register

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


@pytest.mark.parametrize("word", WORDS)
def test_a_word_breaks_where_it_should(word: str) -> None:
    assert broken(word.replace("-", "")) == word


def test_there_are_a_hundred_words() -> None:
    assert len(set(WORDS)) >= 100


@pytest.mark.parametrize("first", CONSONANTS)
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
