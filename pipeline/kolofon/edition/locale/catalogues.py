"""The bytes of PO files → catalogues, and several files of a work in a language → one catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kolofon.catalogue.merge.domains import join
from kolofon.catalogue.po import read_po
from kolofon.edition.store.folder import Store
from kolofon.edition.store.recall import recall
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue

__all__ = ["parsed", "translation_of"]


@dataclass(frozen=True, slots=True)
class _Read:
    """A PO file that was read."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]


@lru_cache(maxsize=512)
def parsed(store: Store, content: bytes, path: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue of a PO file and its findings; cached, since a build uses it for every format."""
    read = recall(store, _Read, (content, path), lambda: _Read(*read_po(content, path)))
    return read.catalogue, read.findings


def translation_of(language: str, held: Mapping[str, Catalogue]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogues of a work in a language as one, empty where there is none, and findings."""
    if not held:
        return Catalogue(language, (), ()), ()
    catalogue, clashes = join(tuple(held.values()))
    # The folder says which language it is: a wrong header must not make the book one of another language.
    return replace(catalogue, language=language), clashes
