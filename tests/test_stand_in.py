"""The frame that a draft shows for a picture that is not there."""

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kolofon.write.pictures.placeholder import stand_in
from kolofon.write.pictures.vector.clean import cleaned


def paths(name: str) -> list[str]:
    return [path.get("d", "") for path in ET.fromstring(stand_in(name)) if path.tag.endswith("path")]  # noqa: S314  our own


def test_the_name_is_drawn_as_outlines() -> None:
    frame, ground, letters = paths("Rivers.png")
    assert (frame, len(paths(""))) == (paths("")[0], 1)
    assert paths("Rivers.png") == [frame, ground, letters]
    assert paths("Hills.png")[2] != letters
    assert b"<text" not in stand_in("Rivers.png")


def test_letters_of_any_script_are_drawn_and_unknown_ones_are_question_marks() -> None:
    drawn = [paths(name)[-1] for name in ("Река", "خريطة", "नदी", "\U00010380", "?")]
    assert len({*drawn}) == 4
    assert drawn[3] == drawn[4]


def test_a_long_name_has_three_lines_at_most() -> None:
    long = paths("word " * 200)
    assert long == paths("word " * 300)
    down = [float(number) for number in re.findall(r"[ML][0-9.]+[ ,]([0-9.]+)", long[-1])]
    assert 0 < min(down) < max(down) < 200
    assert len({round(number / 24) for number in down}) <= 4


@given(st.text(max_size=80))
def test_it_is_a_picture_whatever_the_name(name: str) -> None:
    made = stand_in(name)
    assert cleaned(made).gone == ()
    assert made == stand_in.__wrapped__(name)
