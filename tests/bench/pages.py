"""The lines of a page beside those of others: `python -m tests.bench.pages [--words N] [--seed N] [--rounds N]`.

A text of so many words (`english`) is set by WeasyPrint alone, by the press, and by Typst, if the module `typst` is
there for the Python that TYPST_PYTHON names, or this one: in the same face, size and measure.  The lines are read from
the PDF files.  Printed are the shares of the full lines whose spaces are wider than 0.40 and 0.50 em, the widest; the
share that ends in a hyphen, the longest run of these, and how many pages end in one; how far spaces are from the usual,
in em (standard deviation); rivers, which are wide spaces below one another in four lines or more, in a hundred lines;
and the seconds of the processor for the layout and for all, the least of some rounds.
"""

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path
from statistics import mean, pstdev
from xml.etree import ElementTree as ET

from tests.bench.english import paragraphs
from tests.later import pikepdf
from tests.machine import ROOT, run
from tests.marks import use

__all__ = ["Line", "Measured", "lines_of", "measured"]

SIZE, LINE, MEASURE, INDENT, USUAL = 10.5, 14.0, 306.0, 1.4, 0.2
"""Points of the type, of a line, of the measure; ems of the indent, and of a space of EB Garamond."""

_HEAD = ("lines", "> 0.40 em", "> 0.50 em", "widest", "hyphens", "run", "at page ends", "deviation", "rivers")
_TOLD = re.compile(rb"/ActualText *(?:\((?:[^()\\]|\\.)*\)|<[^>]*>)", re.DOTALL)
_SHORT, _HANGS = 1.5, 5.0
"""Points by which a full line may end before the others, and behind them: a hyphen or a mark may hang."""
_RIVER, _WIDE = 4, 0.25
"""How many lines a river goes through at least, and how wide its spaces are, in ems."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its page, where it ends, the middle of each space, its spaces in points, and whether a hyphen ends it."""

    page: int
    right: float
    middles: tuple[float, ...]
    spaces: tuple[float, ...]
    hyphen: bool


@dataclass(slots=True)
class Measured:
    """What is found in the lines of a text; shares are per cent, widths in em."""

    lines: int = 0
    over_40: float = 0.0
    over_50: float = 0.0
    widest: float = 0.0
    hyphens: float = 0.0
    run: int = 0
    at_page_ends: int = 0
    deviation: float = 0.0
    rivers: float = 0.0
    seconds: Mapping[str, float] = field(default_factory=dict)


def page() -> str:
    """The text as a page of XHTML, with the style of a plain book."""
    body = "".join(f"<p>{text}</p>" for text in _TEXT)
    style = (
        f"@page {{ size: 148mm 210mm; margin: 20mm {(420 - MEASURE) / 2}pt }} html {{ font: {SIZE}pt/{LINE}pt "
        f"'EB Garamond'; hyphens: auto; hyphenate-limit-chars: 6 3 3; orphans: 2; widows: 2 }} body {{ margin: 0; "
        f"width: {MEASURE}pt; text-align: justify }} p {{ margin: 0 }} p + p {{ text-indent: {INDENT}em }}"
    )
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Pages</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


_TEXT: list[str] = []


def stock(source: Path, file: Path) -> dict[str, float]:
    """Set the page by WeasyPrint alone; the seconds of the layout and of all."""
    os.environ["FONTCONFIG_FILE"] = str(ROOT / "pipeline/kolofon/write/paper/weasyprint/fontconfig.xml")
    from weasyprint import CSS, HTML  # noqa: PLC0415  it must not be imported with the press
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  as above

    face = files("fontpkg_eb_garamond") / "files" / "EBGaramond[wght].ttf"
    fonts = FontConfiguration()
    rule = f'@font-face {{ font-family: "EB Garamond"; src: url("{Path(str(face)).as_uri()}") }}'
    sheet = CSS(string=rule, font_config=fonts)
    began = time.process_time()
    laid = HTML(string=source.read_text("utf-8")).render(stylesheets=[sheet], font_config=fonts, pdf_tags=True)
    layout = time.process_time() - began
    laid.write_pdf(file, pdf_variant="pdf/a-2a", pdf_tags=True)
    return {"layout": layout, "all": time.process_time() - began}


def ours(source: Path, file: Path) -> dict[str, float]:
    """Set the page by the press."""
    from kolofon.write.paper.pdf import typeset  # noqa: PLC0415  `stock` must not import the press
    from kolofon.write.paper.weasyprint.modules import HTML  # noqa: PLC0415  as above
    from tests.publishing import IMPRINT  # noqa: PLC0415  as above

    taken = [0.0]
    render = HTML.render

    def timed(*given: object, **named: object) -> object:
        began = time.process_time()
        laid = render(*given, **named)
        taken[0] += time.process_time() - began
        return laid

    HTML.render = timed
    began = time.process_time()
    content, findings = typeset(source.read_bytes(), IMPRINT, {})
    file.write_bytes(content)
    assert content, findings
    return {"layout": taken[0], "all": time.process_time() - began}


_TYPST = """
import sys, time, typst
began = time.process_time()
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
print('{"all": %s}' % (time.process_time() - began))
"""


def typst(file: Path) -> dict[str, float]:
    """Set the text by Typst; nothing where it is not there."""
    source = file.with_suffix(".typ")
    text = "\n\n".join(re.sub(r"([#*_$<>@~`\\/])", r"\\\1", each) for each in _TEXT)
    source.write_text(
        f"#set page(width: 148mm, height: 210mm, margin: (x: {(419.53 - MEASURE) / 2}pt, y: 20mm))\n#set text(font: "
        f'"EB Garamond", size: {SIZE}pt, lang: "en", hyphenate: true)\n#set smartquote(enabled: false)\n#set par('
        f'justify: true, linebreaks: "optimized", leading: {LINE - SIZE * 0.65}pt, spacing: {LINE - SIZE * 0.65}pt, '
        f"first-line-indent: {INDENT}em)\n\n{text}\n",
        encoding="utf-8",
    )
    python = os.environ.get("TYPST_PYTHON", sys.executable)
    folder = str(files("fontpkg_eb_garamond") / "files")
    done = subprocess.run([python, "-c", _TYPST, source, file, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(f"Typst is left out: {done.stderr.strip().splitlines()[-1]}\n")
        return {}
    return dict(json.loads(done.stdout))


def lines_of(content: bytes, folder: Path) -> list[Line]:
    """The lines of a PDF, from above to below on each page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for leaf in pdf.pages:
            leaf.contents_coalesce()
            leaf.Contents = pdf.make_stream(_TOLD.sub(b"", leaf.Contents.read_bytes()))
        pdf.save(folder / "drawn.pdf")
    told = run("pdftotext", "-bbox", folder / "drawn.pdf", "-")
    root = ET.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", told))  # noqa: S314  it is our own
    found: list[Line] = []
    for number, sheet in enumerate(root.iter("{http://www.w3.org/1999/xhtml}page"), 1):
        words = [
            (round(float(word.get("yMax", 0))), float(word.get("xMin", 0)), float(word.get("xMax", 0)), word.text or "")
            for word in sheet
        ]
        for _, row in groupby(sorted(words), key=lambda word: word[0]):
            found.append(_line(number, list(row)))
    return found


def _line(number: int, row: Sequence[tuple[int, float, float, str]]) -> Line:
    gaps = [(before[2], behind[1]) for before, behind in pairwise(row)]
    return Line(
        number,
        row[-1][2],
        tuple((left + right) / 2 for left, right in gaps),
        tuple(right - left for left, right in gaps),
        row[-1][3].endswith(("-", "\u2010", "\u00ad")),
    )


def measured(lines: Sequence[Line], size: float = SIZE) -> Measured:
    """What is in some lines, whose type is of a size, in points.  A line is full if it ends where most do."""
    edge = sorted(line.right for line in lines)[len(lines) // 2]
    full = [line for line in lines if -_SHORT < line.right - edge < _HANGS and line.spaces]
    spaces = [mean(line.spaces) / size for line in full]
    share = 100 / max(len(full), 1)
    runs = [len(list(run_)) for hyphen, run_ in groupby(line.hyphen for line in lines) if hyphen]
    ends = [behind is None or behind.page != line.page for line, behind in zip(lines, [*lines[1:], None], strict=True)]
    every = [space / size for line in full for space in line.spaces]
    return Measured(
        len(full),
        sum(space > 0.40 for space in spaces) * share,
        sum(space > 0.50 for space in spaces) * share,
        max(spaces, default=0.0),
        sum(line.hyphen for line in full) * share,
        max(runs, default=0),
        sum(line.hyphen for line, last in zip(lines, ends, strict=True) if last),
        pstdev(every, USUAL) if every else 0.0,
        sum(1 for _ in rivers(lines, size)) * 100 / max(len(lines), 1),
    )


def rivers(lines: Sequence[Line], size: float) -> Iterator[int]:
    """How many lines each river goes through: spaces whose middles are less than a third of an em apart."""
    open_: dict[float, int] = {}
    page_ = 0
    for line in lines:
        if line.page != page_:
            yield from (many for many in open_.values() if many >= _RIVER)
            open_, page_ = {}, line.page
        now: dict[float, int] = {}
        middles = [middle for middle, space in zip(line.middles, line.spaces, strict=True) if space > _WIDE * size]
        for middle in middles:
            above = [many for at, many in open_.items() if abs(at - middle) < size / 3]
            now[middle] = max(above, default=0) + 1
        ended = (many for at, many in open_.items() if all(abs(at - middle) >= size / 3 for middle in middles))
        yield from (many for many in ended if many >= _RIVER)
        open_ = now
    yield from (many for many in open_.values() if many >= _RIVER)


def _by(which: str, source: Path, file: Path, rounds: int) -> dict[str, float]:
    """The least seconds of some rounds, each in a process of its own."""
    found: list[dict[str, float]] = []
    for _ in range(rounds):
        told = run(sys.executable, "-m", "tests.bench.pages", "--set", which, source, file)
        found.append(json.loads(told.splitlines()[-1]))
    return {name: min(each[name] for each in found) for name in found[0]}


def main() -> None:
    """Set the text by each, and print what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--set", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.set:
        which, source, file = asked.set
        taken = {"stock": stock, "ours": ours}[which](Path(source), Path(file))
        sys.stdout.write(f"{json.dumps(taken)}\n")
        return
    use("pdftotext")
    _TEXT.extend(paragraphs(asked.words, asked.seed))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "page.xhtml"
        source.write_text(page(), encoding="utf-8")
        found: dict[str, Measured] = {}
        for which, title in (("stock", "WeasyPrint"), ("ours", "the press"), ("typst", "Typst")):
            file = folder / f"{which}.pdf"
            taken = typst(file) if which == "typst" else _by(which, source, file, asked.rounds)
            if taken:
                found[title] = measured(lines_of(file.read_bytes(), folder))
                found[title].seconds = taken
    _print(found)


def _print(found: Mapping[str, Measured]) -> None:
    sys.stdout.write(f"| | {' | '.join(_HEAD)} | layout, s | all, s |\n|---|{'---|' * (len(_HEAD) + 2)}\n")
    for title, one in found.items():
        shown = (
            f"{one.lines}",
            f"{one.over_40:.1f} %",
            f"{one.over_50:.1f} %",
            f"{one.widest:.2f}",
            f"{one.hyphens:.1f} %",
            f"{one.run}",
            f"{one.at_page_ends}",
            f"{one.deviation:.3f}",
            f"{one.rivers:.1f}",
            *(f"{one.seconds[name]:.2f}" if name in one.seconds else "" for name in ("layout", "all")),
        )
        sys.stdout.write(f"| {title} | {' | '.join(shown)} |\n")
    stock_, press = found["WeasyPrint"].seconds, found["the press"].seconds
    ratios = ", ".join(f"{name} {press[name] / stock_[name]:.2f}" for name in ("layout", "all"))
    sys.stdout.write(f"the press beside WeasyPrint: {ratios} of its seconds\n")


if __name__ == "__main__":
    main()
