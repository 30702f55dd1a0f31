"""The catalogues of a work in a language → one catalogue, and that one → files again.

A work has one catalogue, or one for each file of its source.  `update`, `translate` and the counts always get one:
`join` makes it of the files on disk, in either layout, and `divide` makes the files to be written of it.  So moving a
message to another chapter, or all messages to the other layout, is the same as moving it to another paragraph.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kolofon.catalogue.header import Fields, paragraphs, updated_header
from kolofon.catalogue.merge.duplicates import joined_entry
from kolofon.catalogue.merge.translators import with_credits
from kolofon.catalogue.progress import REVIEWED_BY, file_review, revision_date
from kolofon.model.document import Place
from kolofon.model.edition import Splitting
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Key

__all__ = ["divide", "domain_of", "join", "path_to_root"]

_BASEPATH = "X-Poedit-Basepath"
_LAST = ("PO-Revision-Date", "Last-Translator", "X-Generator")
"""The fields that are taken from the file that was saved last."""


def domain_of(work: str, path: str, splitting: Splitting) -> str:
    """The gettext domain of the messages of a source file, whose path is from the root.

    It is the name of the work, or `<work>/<chapter>`: the path below `source/` without its suffix and the folder of the
    work.
    """
    if splitting is Splitting.WORK:
        return work
    steps = [*PurePosixPath(path).parent.parts, PurePosixPath(path).stem]
    for folder in ("source", work):
        steps = steps[1:] if steps[0] == folder and len(steps) > 1 else steps
    return "/".join([work, *steps])


def path_to_root(domain: str) -> str:
    """The path from the folder of a domain's PO file to the root of the edition, where references start; for Poedit."""
    return "/".join([".."] * (domain.count("/") + 3))


def join(files: Sequence[Catalogue]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """One catalogue of several, at least one: their entries in order, their headers joined.

    Where files differ over a translation, the better one is kept and the other goes into its comment, as in
    `kolofon.catalogue.merge.duplicates`.  If both are in use and neither is fuzzy, the message becomes fuzzy, with a
    finding.  A review of a whole file that is not one of all files becomes a review of each of its messages.
    """
    first, *others = files
    if not others:
        return first, ()
    findings: list[Finding] = []
    entries: dict[Key, CatalogueEntry] = {}
    for file in _with_reviews_of_messages(files):
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
    return with_credits(joined, files), tuple(findings)


def divide(
    whole: Catalogue, homes: Mapping[Key, str], files: Mapping[str, Catalogue], templates: Mapping[str, Catalogue]
) -> dict[str, Catalogue]:
    """A catalogue divided into the domains of `templates`, in that order.

    `homes` has the domain of each message.  An obsolete message has none: it remains in the file where it was, or else
    goes into the first.  `files` are the files before, by domain; each keeps its header.  A new file has the header of
    the whole, and the first has the comments and the translators of the files that are no more.
    """
    first = next(iter(templates))
    dealt: dict[str, list[CatalogueEntry]] = {name: [] for name in templates}
    if len(templates) == 1:
        dealt[first] = [*whole.entries]
    else:
        was = {entry.key: name for name, file in files.items() for entry in file.entries if name in templates}
        for entry in whole.entries:
            dealt[homes.get(entry.key) or was.get(entry.key) or first].append(entry)
    shared = {}
    for name, template in templates.items():
        own = files.get(name) or replace(whole, header=_moved(whole.header, name))
        header = updated_header(own.header, template.header)
        shared[name] = replace(own, header=header, entries=tuple(dealt[name]))
    gone = [file for name, file in files.items() if name not in templates]
    shared[first] = with_credits(_with_comments_of(shared[first], gone), gone)
    return shared


def _with_comments_of(file: Catalogue, gone: Sequence[Catalogue]) -> Catalogue:
    """A file with the comments above the headers of the files that are no more."""
    known = {*paragraphs(file.header_comments)}
    lost = dict.fromkeys(part for other in gone for part in paragraphs(other.header_comments) if part not in known)
    lines = [line for paragraph in lost for line in ("", *paragraph)]
    comments = (*file.header_comments, *lines)
    return replace(file, header_comments=comments if file.header_comments else comments[1:]) if lost else file


def _one(first: CatalogueEntry, other: CatalogueEntry, place: Place, findings: list[Finding]) -> CatalogueEntry:
    """Two entries of one message in two files as one."""
    one, clash = joined_entry(first, other)
    if clash:
        message = f"the message {first.msgid[:60]!r} has another translation in another file"
        hint = "it is fuzzy, and the other is in its comment: keep one, or make a better one"
        findings.append(Finding("catalogue-clash", Severity.WARNING, place, message, hint))
    return one


def _with_reviews_of_messages(files: Sequence[Catalogue]) -> Iterable[Catalogue]:
    if _reviewed_alike(files):
        return files
    return [_with_reviews_of_its_messages(file) for file in files]


def _reviewed_alike(files: Sequence[Catalogue]) -> bool:
    return (
        len({(file.field(REVIEWED_BY), revision_date(file) if file.field(REVIEWED_BY) else None) for file in files})
        == 1
    )


def _with_reviews_of_its_messages(file: Catalogue) -> Catalogue:
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
    """The fields of the first file, then those that only others have.

    The fields of the last change are those of the file that was saved last.
    """
    last = max(files, key=lambda file: date.isoformat() if (date := revision_date(file)) else "")
    fields = [(name, (last.field(name) if name in _LAST else "") or value) for name, value in files[0].header]
    for file in files[1:]:
        known = {name.lower() for name, _ in fields}
        fields += [(name, value) for name, value in file.header if name.lower() not in known]
    return tuple(field for field in fields if field[0] != REVIEWED_BY or _reviewed_alike(files))


def _moved(header: Fields, name: str) -> Fields:
    root = path_to_root(name)
    return tuple((key, root if key == _BASEPATH and set(value) <= set("./") else value) for key, value in header)


def _comments(files: Sequence[Catalogue]) -> tuple[str, ...]:
    """The paragraphs of all comments above the headers, each once."""
    if len({file.header_comments for file in files}) == 1:
        return files[0].header_comments
    found = dict.fromkeys(paragraph for file in files for paragraph in paragraphs(file.header_comments))
    return tuple(line for paragraph in found for line in (*paragraph, ""))[:-1]
