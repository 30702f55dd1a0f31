"""`kolofon status`: how far each translation is, as a table, as JSON, as a page and as a picture.

| module  | holds                              |
|---------|------------------------------------|
| `chart` | the page and the picture, as bytes |
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import PurePosixPath

from kolofon.catalogue.progress import REVIEWED_BY, file_review, progress, reviewers, revision_date
from kolofon.catalogue.words import words
from kolofon.edition.locale.catalogues import translation_of
from kolofon.edition.locale.findings import merge_findings, outdated_findings
from kolofon.edition.output import Written
from kolofon.edition.project import Project, Source
from kolofon.edition.store.recall import recall
from kolofon.model.document import Document, Place, Sentence
from kolofon.model.edition import Artefact, Page, Progress
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue
from kolofon.model.work_progress import WorkProgress
from kolofon.text.notation import is_translatable, plain
from kolofon.text.parts import Kind, runs, segments
from kolofon.write.typography.geometry import geometry

__all__ = ["Standing", "as_json", "as_table", "draw", "progress_in", "standings"]

_PER_EM = 66 / 27.6
"""Letters to an em of the book's face, as the measure of its page has it (`kolofon.write.typography.geometry`)."""
_HEADING = 3
"""Lines that a heading takes with the space around it."""
_COLUMNS = (
    *("language", "work", "messages", "translated", "fuzzy", "untranslated", "reviewed"),
    *("words", "done", "pages left", "last change"),
)


def standings(project: Project, tell: Callable[[str], None]) -> tuple[tuple[WorkProgress, ...], tuple[Finding, ...]]:
    """The progress of every work in every language, and the findings in the catalogues, such as lapsed reviews."""
    rows: list[WorkProgress] = []
    findings: list[Finding] = []
    for work in project.edition.works:
        tell(f"reading {work.name}")
        source = project.source(work)
        text = (work, project.edition, source.digest)
        measured = cache(partial(recall, project.store, _Measured, text, partial(_measured, project, source)))
        for language in project.languages_of(work, project.languages):
            contents = project.translation_files(work, language)
            digests = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items())
            make = partial(_record, project, source, language, contents, measured)
            stood = recall(project.store, _Record, (*text, language, digests), make)
            findings += stood.findings
            rows.append(
                WorkProgress(
                    language=language,
                    work=work.name,
                    progress=stood.progress,
                    words=stood.words,
                    pages=stood.pages,
                    changed=datetime.fromisoformat(stood.changed) if stood.changed else None,
                    reviewers=stood.reviewers,
                )
            )
    return tuple(rows), tuple(findings)


@dataclass(frozen=True, slots=True)
class _Record:
    """What the store keeps of a work in a language: the fields of `Standing`, and the findings in its catalogues."""

    progress: Progress
    words: Progress
    pages: float
    changed: str
    reviewers: tuple[str, ...]
    findings: tuple[Finding, ...]


def _record(
    project: Project, source: Source, language: str, contents: Mapping[str, bytes], measured: Callable[[], "_Measured"]
) -> _Record:
    held, read = project.translations_in(contents, language)
    catalogue, clashes = translation_of(language, held)
    current, last = _current(source, catalogue), revision_date(catalogue)
    found = [*read, *clashes, *outdated_findings(project, source, language, held), *_lapsed(catalogue)]
    return _Record(
        progress=replace(progress(current), total=len(source.messages)),
        words=_in_words(measured(), current),
        pages=measured().pages,
        changed=last.isoformat() if last else "",
        reviewers=reviewers(current),
        findings=(*found, *(finding for one in held.values() for finding in merge_findings(one))),
    )


def progress_in(source: Source, catalogue: Catalogue) -> Progress:
    """How many messages of a text are translated in a catalogue.

    Counted against the text and not the file: an editor may have changed the one since the other was last updated.
    """
    return replace(progress(_current(source, catalogue)), total=len(source.messages))


def _current(source: Source, catalogue: Catalogue) -> Catalogue:
    asked = {message.key for message in source.messages}
    return replace(catalogue, entries=tuple(entry for entry in catalogue.entries if entry.key in asked))


@dataclass(frozen=True, slots=True)
class _Measured:
    """About how many pages a text fills, and the words of each of its messages, by context and msgid."""

    pages: float
    words: tuple[tuple[str | None, str, int], ...]


def _measured(project: Project, source: Source) -> _Measured:
    weights = {item.key: words(plain(item.sentence.inlines)) for item in segments(source.document) if item.key}
    pages = round(_pages(source.document, project.edition.page), 1)
    return _Measured(pages, tuple((key.context, key.msgid, weight) for key, weight in weights.items()))


def _in_words(measured: _Measured, current: Catalogue) -> Progress:
    """The progress in words of the source, those of each message once; `current` has only messages of the document."""
    weights = {(context, msgid): weight for context, msgid, weight in measured.words}
    counted = progress(current, lambda entry: weights[entry.context, entry.msgid])
    return replace(counted, total=sum(weights.values()))


def _pages(document: Document, page: Page) -> float:
    """About how many pages the text that is translated fills, in the source language.

    A run of text takes as many lines as its letters fill of the page's measure, and half a line for its end; a heading
    takes more.  Words per page are then the words of this text by its pages, its headings and lists among them.
    """
    shape = geometry(page)
    measure = shape.measure / shape.size
    lines = 0.0
    for sentences, part in runs(document):
        if any(is_translatable(sentence.inlines) for sentence in sentences):
            lines += _ems(sentences) / measure + (_HEADING if part.kind is Kind.TITLE else 0.5)
    return lines / shape.lines


def _ems(sentences: Sequence[Sentence]) -> float:
    text = "".join(plain(sentence.inlines) + sentence.after for sentence in sentences)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide + (len(text) - wide) / _PER_EM


def _lapsed(catalogue: Catalogue) -> Sequence[Finding]:
    review = file_review(catalogue)
    if not review or review.holds:
        return ()
    return (
        Finding(
            "review-lapsed",
            Severity.NOTE,
            Place(catalogue.path),
            f"the review of {review.day} ({review.name}) does not count: the file has been saved since",
            f"look at what changed and write the day of that into {REVIEWED_BY}",
        ),
    )


def as_table(rows: Sequence[WorkProgress]) -> str:
    """The standings as columns of text, a line for each."""
    table: list[tuple[str, ...]] = [_COLUMNS]
    for row in rows:
        far = row.progress
        counts = (far.total, far.translated, far.fuzzy, far.untranslated, far.reviewed, row.words.total)
        last = row.changed.date().isoformat() if row.changed else "never"
        table.append((row.language, row.work, *map(str, counts), f"{row.percent}%", f"{row.pages_left:.1f}", last))
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in table
    )


def as_json(rows: Sequence[WorkProgress]) -> str:
    """The standings as a JSON array, an object for each; messages and words apart, dates in ISO 8601."""
    return json.dumps(
        [
            {
                "language": row.language,
                "work": row.work,
                "messages": _counts(row.progress),
                "words": _counts(row.words),
                "percent": row.percent,
                "pages": round(row.pages, 1),
                "pages_left": round(row.pages_left, 1),
                "changed": row.changed.isoformat() if row.changed else None,
                "reviewers": list(row.reviewers),
            }
            for row in rows
        ],
        ensure_ascii=False,
        indent=2,
    )


def _counts(counted: Progress) -> Mapping[str, int]:
    return {**asdict(counted), "untranslated": counted.untranslated}


def draw(project: Project, rows: Sequence[WorkProgress]) -> Written:
    """Write `output/status.html` and `output/status.svg`."""
    from kolofon.commands.status.chart import (  # noqa: PLC0415  a table needs no templates
        status_html,
        status_svg,
    )

    return project.write(
        (
            Artefact(PurePosixPath("status.html"), "text/html", status_html(rows, project.edition.publisher)),
            Artefact(PurePosixPath("status.svg"), "image/svg+xml", status_svg(rows)),
        )
    )
