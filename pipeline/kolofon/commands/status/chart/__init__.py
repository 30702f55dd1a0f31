"""How far the translations are, as a page and as a picture for a README.

Neither has a script or needs another file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import jinja2

from kolofon.language import language
from kolofon.language.cldr import ENGLISH
from kolofon.model.edition import Progress
from kolofon.model.work_progress import WorkProgress

__all__ = ["status_html", "status_svg"]

PARTS = ("reviewed", "translated", "fuzzy", "untranslated")
"""The parts of a bar, from its beginning; `translated` is what is not reviewed."""


@dataclass(frozen=True, slots=True)
class _Language:
    """A language with its names and its standings, those of all its works added up in `words`."""

    tag: str
    name: str
    own_name: str
    direction: str
    rows: tuple[WorkProgress, ...]

    @property
    def words(self) -> Progress:
        counts = [row.words for row in self.rows]
        return Progress(
            total=sum(each.total for each in counts),
            translated=sum(each.translated for each in counts),
            fuzzy=sum(each.fuzzy for each in counts),
            reviewed=sum(each.reviewed for each in counts),
        )


def status_html(rows: Sequence[WorkProgress], publisher: str) -> bytes:
    """The standings as an HTML page: a table with a bar in each row, for screens light and dark and for paper."""
    template = _environment().get_template("status.html.jinja")
    return template.render(languages=_languages(rows), publisher=publisher, parts=PARTS).encode()


def status_svg(rows: Sequence[WorkProgress]) -> bytes:
    """The standings as an SVG picture: a bar of words for each language.

    It has a background of its own, light or dark as the reader's browser prefers, since GitHub shows it on either.
    Its text is text, in a generic face, and its `title` and `desc` say the same to a screen reader.
    """
    template = _environment().get_template("status.svg.jinja")
    return template.render(languages=_languages(rows), parts=PARTS).encode()


def _languages(rows: Sequence[WorkProgress]) -> Sequence[_Language]:
    tags = dict.fromkeys(row.language for row in rows)
    return [_language(tag, tuple(row for row in rows if row.language == tag)) for tag in tags]


def _language(tag: str, rows: tuple[WorkProgress, ...]) -> _Language:
    here = language(tag)
    if here.locale is None:
        return _Language(tag, tag, "", "auto", rows)
    names = [here.locale.get_display_name(shown) or "" for shown in (ENGLISH, here.locale)]
    return _Language(tag, names[0] or tag, names[1], here.direction, rows)


def _shares(words: Progress) -> dict[str, int]:
    """How many words are in each part of a bar."""
    new = words.translated - words.reviewed
    return dict(zip(PARTS, (words.reviewed, new, words.fuzzy, words.untranslated), strict=True))


def _spans(words: Progress, width: float) -> list[tuple[str, float, float]]:
    """The parts of a bar of some width that are not empty, each with its beginning and its width."""
    shares = _shares(words)
    ends = list(accumulate(shares.values(), initial=0))
    scale = width / words.total if words.total else 0
    return [
        (part, round(start * scale, 2), round(share * scale, 2))
        for (part, share), start in zip(shares.items(), ends, strict=False)
        if share
    ]


def _percent(count: int, total: int) -> int:
    """Rounded down, so that 100 is all of it."""
    return 100 * count // total if total else 100


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kolofon.commands.status.chart"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(spans=_spans, shares=_shares, percent=_percent)
    environment.filters["grouped"] = lambda number: f"{number:,}"
    return environment
