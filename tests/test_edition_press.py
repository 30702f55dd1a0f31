"""`edition.toml`: what it says of the printer's file and the archive's."""

import pytest

from kolofon.edition.configuration import read_edition
from kolofon.model.edition import Archive, Edition, Press, Standard
from kolofon.model.error import EditionError
from tests.press import edition_toml
from tests.table import each_row

GOOD = edition_toml('name = "one"\nsource = "one.txt"\n\n')


def read(more: str) -> Edition:
    return read_edition((GOOD + more).encode(), "source/edition.toml")


def test_without_a_word() -> None:
    edition = read("")
    assert edition.press == Press(trim="", bleed="3mm", gutter="", signature=2, profile="")
    assert edition.archive == Archive(embed=False, standard=Standard.AUTO)
    assert edition.page.gutter == ""


def test_all_of_it() -> None:
    edition = read(
        '[archive]\nembed = true\n[page]\ngutter = "12 mm"\n'
        '[press]\ntrim = "6in x 9in"\nbleed = "0.125in"\ngutter = "15mm"\nsignature = 16\nprofile = "icc/press.icc"\n'
    )
    assert edition.archive.embed
    assert edition.page.gutter == "12 mm"
    assert edition.press == Press("6in x 9in", "0.125in", "15mm", 16, "icc/press.icc")


@each_row(
    ("more", "line", "says"),
    [
        ('[press]\ntrim = "A55"', 15, "“A55” is not a page size"),
        ('[press]\ntrim = "6in x 900in"', 15, "cannot be printed"),
        ('[press]\nbleed = "3"', 15, "“3” is not a length"),
        ('[press]\nbleed = ""', 15, "bleed is empty"),
        ('[press]\ngutter = "wide"', 15, "“wide” is not a length"),
        ("[press]\nsignature = 0", 15, "no sheet has 0 pages"),
        ('[press]\nsignature = "16"', 15, "write signature = and a number"),
        ('[press]\nprofile = "/etc/press.icc"', 15, "“/etc/press.icc” is not such a path"),
        ('[press]\nsize = "A5"', 15, "it belongs below [page]"),
        ('[page]\ngutter = "-1mm"', 15, "“-1mm” is not a length"),
        ('[archive]\nembed = "yes"', 15, "embed takes true or false, not a text (write embed = true or embed = false)"),
        (
            '[archive]\nembed = true\nstandard = "PDF/A-2a"',
            16,
            'cannot hold those that it was made from (embed = true) (write "PDF/A-3a" or "PDF/A-4", or embed = false)',
        ),
        ('[archive]\nstandard = "PDF/A-1a"', 15, "PDF/A-4"),
    ],
)
def test_each_mistake_is_one_error_with_its_line(more: str, line: int, says: str) -> None:
    with pytest.raises(EditionError) as caught:
        read(more)
    assert str(caught.value).startswith(f"source/edition.toml:{line}: ")
    assert says in str(caught.value)
