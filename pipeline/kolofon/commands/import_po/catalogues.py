"""Files and folders → the catalogues in them, and the tool that made each."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.mo import read_mo
from kolofon.commands.import_po.tools import Kind, kind_by_markup, kind_of
from kolofon.edition import files
from kolofon.language.tags import base_of
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError, UsageError
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from kolofon.text.escape import escaped

__all__ = ["ForeignCatalogue", "open_catalogues"]

_COMPILED = ".mo"


@dataclass(frozen=True, slots=True)
class ForeignCatalogue:
    """A catalogue, the tool that made it, and its name: below the folder that was named, or of the file alone."""

    catalogue: Catalogue
    kind: Kind
    name: str


def open_catalogues(
    paths: Sequence[Path], language: str, kind: Kind | None
) -> tuple[tuple[ForeignCatalogue, ...], tuple[Finding, ...]]:
    """The catalogues in some files and below some folders, each once, and findings for what was corrected in them.

    `kind` overrules the tool that they show.  Raises CatalogueError for one that cannot be read or whose tool is
    unknown, UsageError for one in another language and for a folder without any.
    """
    read: list[tuple[Catalogue, str]] = []
    findings: list[Finding] = []
    for path, name in dict(_named(paths)).items():
        shown = os.fspath(path)
        content = files.read_bytes(path, shown, CatalogueError, "name a .po file, or a folder")
        catalogue, found = (read_mo(content, shown), ()) if path.suffix == _COMPILED else read_po(content, shown)
        findings += found
        other = catalogue.field("Language") and catalogue.language
        if other and base_of(other) != base_of(language):
            raise UsageError(
                f"this catalogue is in {other}, as its header says, and not in {language}",
                place=Place(shown, 1),
                hint="name the language that it is in, or mend Language in its header",
            )
        if catalogue.entries:
            read.append((catalogue, escaped(name)))
    kinds = [kind or kind_of(catalogue) for catalogue, _ in read]
    known = Counter(filter(None, kinds))
    # A catalogue that does not show its kind has that of the others, or else that of all their messages together.
    common = max(known, key=known.__getitem__, default=None) or kind_by_markup(catalogue for catalogue, _ in read)
    return tuple(_opened(*one, known_kind or common) for one, known_kind in zip(read, kinds, strict=True)), tuple(
        findings
    )


def _opened(catalogue: Catalogue, name: str, kind: Kind | None) -> ForeignCatalogue:
    if kind is None:
        place, hint = Place(catalogue.path, 1), f"say it: --kind {' | '.join(Kind)}"
        raise CatalogueError("nothing here tells which tool made it", place=place, hint=hint)
    return ForeignCatalogue(catalogue, kind, name)


def _named(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        every = list(files.below(path, path, CatalogueError))
        # A compiled catalogue has less in it than its source, which may be elsewhere.
        found = [file for file in every if file.suffix == ".po"] or [file for file in every if file.suffix == _COMPILED]
        if not found:
            raise UsageError(f"there is no .po file below {path}", hint="name the folder that has some")
        yield from ((file, files.relative(file, path)) for file in found)
