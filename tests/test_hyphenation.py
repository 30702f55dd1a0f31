"""Albanian hyphenation, as the book has it: three letters at the least on either side of a break.

The breaks are those of the orthography (Drejtshkrimi i gjuhës shqipe, 1973, "Ndarja e fjalëve në fund të rreshtit"): a
consonant between vowels goes with the second; of several, one at least goes with it; dh, gj, ll, nj, rr, sh, th, xh and
zh are one letter; a compound breaks at its seam.
"""

import re

import pyphen
import pytest

from pipeline.publish.hyphenation import patterns, register

WORDS = re.findall(
    r"\S+",
    """
    shtypsh-kro-nja luf-ti-met për-fun-di-misht
    nacio-nal-çli-rim-tare çli-rimi paçli-ruar anti-fa-shiste par-ti-za-nët gjer-ma-nët kry-e-qy-teti
    Tira-nës Shqi-pë-risë bri-ga-dat shtë-pia ofi-ce-rëve koman-danti rre-thimi për-pa-ruan ush-ta-rak his-to-riku
    armi-kun popu-llit arma-to-sur vazh-duan mën-gjes ndër-hyrje shka-të-rri-min ndër-te-sat hote-lit for-cat
    nën-to-rit teto-rit kun-dërsh-tari mbroj-tjes aka-de-mia drejt-për-drejt përk-thimi për-mbaj-tja
    fsha-ta-rë-sia punë-to-rët ndri-çuar zja-rrin gji-thashtu një-sia ope-ra-cioni sul-mu-ese
    """,
)


def broken(word: str) -> str:
    """The word with a hyphen wherever the book may break it."""
    register()
    return str(pyphen.Pyphen(lang="sq", left=3, right=3).inserted(word))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_breaks_where_it_should(word: str) -> None:
    assert broken(word.replace("-", "")) == word


def test_no_letter_of_two_signs_is_parted() -> None:
    for pair in ("dh", "gj", "ll", "nj", "rr", "sh", "th", "xh", "zh"):
        parts = broken(f"aba{pair}abu").split("-")
        assert any(part.startswith(pair) for part in parts), parts


@pytest.mark.parametrize("tag", ["sq", "sq-AL", "sq_AL", "sq-XK", "SQ"])
def test_every_albanian_has_these_patterns(tag: str) -> None:
    register()
    name = pyphen.language_fallback(tag)
    assert name is not None
    assert pyphen.Pyphen(lang=name).inserted("shtypshkronja") == "shtypsh-kro-nja"


def test_the_licence_comes_along() -> None:
    text = patterns("sq").read_text("utf-8")
    assert text.startswith("UTF-8\n")
    assert "Copyright (C) 2020 Claudio Beccari, Sabina Koliqi" in text
    assert "Permission is hereby granted, free of charge" in text
