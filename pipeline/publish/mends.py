"""What WeasyPrint does amiss, put right.  This module does not import it: what is to be mended is handed over.

Each mend is for the one version that it was written against and has a test that fails without it, so that an upgrade
is a decision: look whether a mend is still owed, then change `WRITTEN_FOR`.
"""

import functools
import math
from collections.abc import Iterable, Mapping
from types import ModuleType

from pipeline.model.error import MachineError

__all__ = ["WRITTEN_FOR", "assert_version", "fit_without_last_space", "name_table_headers"]

WRITTEN_FOR = "70.0"

_LEAST_WIDTH = 0.2
"""No text is narrower than this many ems a character; what is longer by that measure need not be tried."""


def assert_version(version: str) -> None:
    """Raise MachineError if another version of WeasyPrint is installed than these mends are for."""
    if version != WRITTEN_FOR:
        raise MachineError(
            f"WeasyPrint {version} is installed, and this press is made for {WRITTEN_FOR}",
            hint="install what the lock says",
        )


def fit_without_last_space(lines: ModuleType) -> None:
    """Let text that stands before an inline element fill its line to the end.  `lines` is `weasyprint.layout.inline`.

    Such text ends in a space.  Where it fits into the line but for that space, WeasyPrint takes it for too long and
    breaks its first word by a hyphen, however short the line then is.  The space hangs (CSS Text 3, 4.1.2).
    """
    split = lines.split_first_line
    if hasattr(split, "__wrapped__"):
        return

    @functools.wraps(split)
    def mended(
        text: str, style: Mapping[str, object], context: object, room: float | None, *more: object, **named: object
    ) -> object:
        words = text.rstrip(" ")
        hangs = words != text and style["white_space"] in {"normal", "pre-line"}
        if words and hangs and room is not None and len(words) * _LEAST_WIDTH * float(str(style["font_size"])) < room:
            resume_at = split(words, style, context, room, *more, **named)[2]
            if resume_at is None:
                return split(text, style, context, math.inf, *more, **named)
        return split(text, style, context, room, *more, **named)

    vars(lines)[split.__name__] = mended


def name_table_headers(objects: Iterable[object]) -> None:
    """Name the header cells of tables by their order (`h1`, `h2`…) among all the objects of a PDF.

    WeasyPrint names them by their address in memory, which is another in each process, so that no two files are alike
    (ISO 32000-1, 14.8.5.7: `Headers` holds the `ID`s of the cells that head this one).
    """
    cells = [thing for thing in objects if isinstance(thing, dict) and thing.get("S") in {"/TH", "/TD"}]
    heads = [cell for cell in cells if "ID" in cell]
    names = {head["ID"].string: type(head["ID"])(f"h{number}") for number, head in enumerate(heads, 1)}
    for head in heads:
        head["ID"] = names[head["ID"].string]
    for cell in cells:
        if "Headers" in cell.get("A", ()):
            headers = cell["A"]["Headers"]
            headers[:] = [names[name.string] for name in headers]
