"""The catalogues of a work and a language as one, and that one as files again.

Whether a work has one catalogue or one for each file of its source, `update`, `translate` and the counts see one
catalogue: `join` makes it of whatever files there are, in either layout, and `share` deals it out to the files that
there shall be.  So a message that moves to another chapter, or all of them to another layout, is as easy as one that
moves to another paragraph.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from kolofon.catalogue.duplicates import one_of
from kolofon.catalogue.header import carried
from kolofon.catalogue.progress import REVIEWED_BY, file_review, revised
from kolofon.catalogue.translators import named
from kolofon.model.document import Place
from kolofon.model.edition import Splitting
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Key

__all__ = ["domain", "join", "share", "way_back"]

_BASEPATH = "X-Poedit-Basepath"
_LAST = ("PO-Revision-Date", "Last-Translator", "X-Generator")
"""What the file that was saved last says for all."""

Fields = tuple[tuple[str, str], ...]


def domain(work: str, path: str, splitting: Splitting) -> str:
    """The gettext domain of what stands in a source file, whose path is from the root.

    The work's name, or `<work>/<chapter>`: the path below `source/` without its suffix and the work's own folder.
    """
    if splitting is Splitting.WORK:
        return work
    steps = [*PurePosixPath(path).parent.parts, PurePosixPath(path).stem]
    for folder in ("source", work):
        steps = steps[1:] if steps[0] == folder and len(steps) > 1 else steps
    return "/".join([work, *steps])


def way_back(domain: str) -> str:
    """From the folder of a domain's PO file to that of the edition, where its references start; Poedit needs it."""
    return "/".join([".."] * (domain.count("/") + 3))


def join(files: Sequence[Catalogue]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """One catalogue of several, at least one: their entries in order, their headers joined.

    Where files differ over a translation, the better one is kept and the other goes into its comment, as in
    `kolofon.catalogue.duplicates`.  If both are in use and neither is fuzzy, the message becomes fuzzy, with a finding.
    A review of a whole file that does not hold for all becomes one of its messages.
    """
    first, *others = files
    if not others:
        return first, ()
    findings: list[Finding] = []
    entries: dict[Key, CatalogueEntry] = {}
    for file in _reviews_told(files):
        for entry in file.entries:
            known = entries.get(entry.key)
            entries[entry.key] = _one(known, entry, Place(file.path, entry.line), findings) if known else entry
    joined = replace(
        first,
        header=_header(files),
        header_comments=_comments(files),
        entries=tuple(entries.values()),
        header_fuzzy=False,
    )
    return named(joined, files), tuple(findings)


def share(
    whole: Catalogue, homes: Mapping[Key, str], files: Mapping[str, Catalogue], templates: Mapping[str, Catalogue]
) -> dict[str, Catalogue]:
    """A catalogue dealt out to the domains of `templates`, in that order.

    `homes` has the domain of each message; what has none, being obsolete, stays in the file of its domain where it was,
    and else goes to the first.  `files` are those that there were, by domain, whose headers stay with them; a new file
    has that of the whole, and the first has the comments and the translators of those that go.
    """
    first = next(iter(templates))
    was = {entry.key: name for name, file in files.items() for entry in file.entries if name in templates}
    dealt: dict[str, list[CatalogueEntry]] = {name: [] for name in templates}
    for entry in whole.entries:
        dealt[homes.get(entry.key) or was.get(entry.key) or first].append(entry)
    shared = {}
    for name, template in templates.items():
        own = files.get(name) or replace(whole, header=_moved(whole.header, name))
        header = carried(own.header, template.header)
        shared[name] = replace(own, header=header, entries=tuple(dealt[name]))
    gone = [file for name, file in files.items() if name not in templates]
    shared[first] = named(_remarked(shared[first], gone), gone)
    return shared


def _remarked(file: Catalogue, gone: Sequence[Catalogue]) -> Catalogue:
    """A file with what stood above the headers of those that go."""
    known = {*_paragraphs(file.header_comments)}
    lost = dict.fromkeys(part for other in gone for part in _paragraphs(other.header_comments) if part not in known)
    lines = [line for paragraph in lost for line in ("", *paragraph)]
    comments = (*file.header_comments, *lines)
    return replace(file, header_comments=comments if file.header_comments else comments[1:]) if lost else file


def _one(first: CatalogueEntry, other: CatalogueEntry, place: Place, findings: list[Finding]) -> CatalogueEntry:
    """An entry that stands in two files, as one."""
    one, clash = one_of(first, other)
    if clash:
        told = f"the message {first.msgid[:60]!r} has another translation in another file"
        hint = "it is fuzzy, and the other is in its comment: keep one, or make a better one"
        findings.append(Finding("catalogue-clash", Severity.WARNING, place, told, hint))
    return one


def _reviews_told(files: Sequence[Catalogue]) -> Iterable[Catalogue]:
    if _reviewed_alike(files):
        return files
    return [_review_told(file) for file in files]


def _reviewed_alike(files: Sequence[Catalogue]) -> bool:
    return len({(file.field(REVIEWED_BY), revised(file) if file.field(REVIEWED_BY) else None) for file in files}) == 1


def _review_told(file: Catalogue) -> Catalogue:
    review = file_review(file)
    if not review or not review.holds:
        return file
    line = f"reviewed: {review.name}, {review.day}"
    return replace(
        file,
        entries=tuple(
            replace(entry, comments=tuple(dict.fromkeys([*entry.comments, line]))) if entry.translated else entry
            for entry in file.entries
        ),
    )


def _header(files: Sequence[Catalogue]) -> Fields:
    """The fields of the first file, then what only others have; of the last change, what the file saved last says."""
    last = max(files, key=lambda file: date.isoformat() if (date := revised(file)) else "")
    fields = [(name, (last.field(name) if name in _LAST else "") or value) for name, value in files[0].header]
    for file in files[1:]:
        known = {name.lower() for name, _ in fields}
        fields += [(name, value) for name, value in file.header if name.lower() not in known]
    return tuple(field for field in fields if field[0] != REVIEWED_BY or _reviewed_alike(files))


def _moved(header: Fields, name: str) -> Fields:
    root = way_back(name)
    return tuple((key, root if key == _BASEPATH and set(value) <= set("./") else value) for key, value in header)


def _comments(files: Sequence[Catalogue]) -> tuple[str, ...]:
    """The paragraphs of all comments above the headers, each once."""
    if len({file.header_comments for file in files}) == 1:
        return files[0].header_comments
    found = dict.fromkeys(paragraph for file in files for paragraph in _paragraphs(file.header_comments))
    return tuple(line for paragraph in found for line in (*paragraph, ""))[:-1]


def _paragraphs(lines: Iterable[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(group) for filled, group in groupby(lines, lambda line: bool(line.strip())) if filled)
