"""What is done sooner than WeasyPrint does it is the same; and nothing is looked for with a compiler."""

import io
import subprocess
import sys
from contextlib import nullcontext

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from kolofon.model.edition import Page
from kolofon.write.fonts import text_family
from kolofon.write.themes.theme import Theme
from tests.later import quick, typesetter
from tests.pdfs import EDITION
from tests.publishing import everything
from tests.setting import render

pytestmark = pytest.mark.pdf

STYLE = b"""
p { margin-inline-start: calc(1em + 2px); padding-block: 3%; --mine: 4px; text-decoration: underline; height: inherit }
em { inset-inline: 1px; --mine: 5px; border-top-width: var(--mine); display: inline-block; font-size: calc(1em * 1.1) }
section { page: own; position: relative; float: left; max-inline-size: 20em; direction: rtl; color: inherit }
li::before { content: "x"; width: min(2em, 10px); vertical-align: inherit }
"""


def all_styles(*, soon: bool) -> tuple[dict[tuple[int, str | None, str], object], int]:
    """The value of each property of each element; and how often WeasyPrint's own look-up was called."""
    styles = typesetter.styles
    page = render(everything(), EDITION, {}, Page(), Theme((("theme.css", STYLE),))).decode()
    stock, calls = styles.ComputedStyle.__missing__, 0

    def counted(style: dict[str, object], key: str) -> object:
        nonlocal calls
        calls += 1
        return stock(style, key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(styles.ComputedStyle, "__missing__", counted)
        with quick.looked_up_quickly() if soon else nullcontext():
            html = typesetter.HTML(string=page, base_url="https://example.org/")
            look = styles.get_all_computed_styles(html, presentational_hints=True)
            elements = list(html.etree_element.iter())
            found = {
                (number, pseudo, key): style[key]
                for number, element in enumerate(elements)
                for pseudo in (None, "before")
                if (style := look(element, pseudo)) is not None
                for key in sorted(styles.INITIAL_VALUES)
            }
    return found, calls


def test_every_property_has_the_value_that_it_has_without_the_short_cut() -> None:
    stock, many = all_styles(soon=False)
    quickly, few = all_styles(soon=True)
    assert len(stock) > 10_000
    differ = {key: (value, quickly[key]) for key, value in stock.items() if repr(value) != repr(quickly[key])}
    assert not differ
    assert few < many / 3


def test_a_length_in_pixels_is_set_and_a_part_of_a_hundred_is_counted() -> None:
    dimension = typesetter.styles.ZERO_PIXELS.__class__

    class Box:
        style = {"width": dimension(7, "px"), "height": dimension(50, "%"), "min_width": "auto"}  # noqa: RUF012  as WeasyPrint's

    with quick.looked_up_quickly():
        box = Box()
        for name in Box.style:
            typesetter.percent.resolve_one_percentage(box, name, 30)
    assert vars(box) == {"width": 7, "height": 15, "min_width": 0}


def test_weasyprint_is_imported_without_a_compiler() -> None:
    told = "import sys; sys.addaudithook(lambda name, given: name == 'subprocess.Popen' and print(given[0]))"
    command = [sys.executable, "-c", f"{told}; import kolofon.write.paper.weasyprint.modules"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


def outlines(content: bytes, glyphs: list[str]) -> dict[str, tuple[list[str], list[tuple[float, float]], int]]:
    """Of each glyph of a font its strokes, their points, and how wide it is."""
    shapes, found = TTFont(io.BytesIO(content)).getGlyphSet(), {}
    for name in glyphs:
        pen = DecomposingRecordingPen(shapes)
        shapes[name].draw(pen)
        strokes = [stroke for stroke, _ in pen.value]
        found[name] = (strokes, [point for _, points in pen.value for point in points], shapes[name].width)
    return found


def test_a_font_of_one_weight_has_the_outlines_that_fonttools_gives_it() -> None:
    content = next(face.content for face in text_family().faces() if face.style == "normal")
    fonts = typesetter.fonts
    stock, called = fonts.instantiateVariableFont, list[object]()
    given = TTFont(io.BytesIO(content))
    names = given.getGlyphNames()[::40]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "instantiateVariableFont", lambda *_, **__: called.append(1))
        with quick.instanced_quickly():
            soon = fonts.instantiateVariableFont(TTFont(io.BytesIO(content)), {"wght": 650}, static=True)
            assert called == []
            fonts.instantiateVariableFont(TTFont(io.BytesIO(content)), {"xxxx": 1}, static=True)
    assert called == [1]
    slowly, quickly = io.BytesIO(), io.BytesIO()
    stock(given, {"wght": 650}, static=True).save(slowly)
    soon.save(quickly)
    expected = outlines(slowly.getvalue(), names)
    found = outlines(quickly.getvalue(), names)
    assert "fvar" not in soon
    assert len(expected) > 50
    for name, (strokes, points, width) in expected.items():
        assert found[name][0] == strokes
        assert found[name][2] == width
        assert all(abs(x - u) + abs(y - v) <= 2 for (x, y), (u, v) in zip(points, found[name][1], strict=True))
    assert found != outlines(content, names)
