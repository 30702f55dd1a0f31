"""The files of the books in the formats wanted: the loop over both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kolofon.commands.build.guard import CODE, guarded, held_against
from kolofon.commands.build.piece import Piece
from kolofon.edition.pool import Pool
from kolofon.edition.project import Project
from kolofon.edition.store.folder import Store
from kolofon.edition.store.key import digest_of, press
from kolofon.model.document import Place
from kolofon.model.edition import Artefact
from kolofon.model.finding import Finding, Severity
from kolofon.write.book import Book, Made
from kolofon.write.means import ALONE, Means, Memory
from kolofon.write.table import Need, Writer, load, writers
from kolofon.write.themes.blame import blaming

if TYPE_CHECKING:
    from kolofon.edition.cluster.workers import Cluster

__all__ = ["made_of", "make", "pieces_of"]

_PDF = "application/pdf"
_ON_THE_SHELF = 2
"""How many steps the path of a book has on a site: `sq/work.html`."""
_OF_CHARACTERS = frozenset({"missing-glyph", "missing-symbol"})
"""The findings about characters that no font has."""


def make(  # noqa: PLR0913, PLR0917  each is another thing
    project: Project,
    asked: Sequence[Writer],
    published: Sequence[Book],
    begun: Sequence[Book],
    pool: "Pool | Cluster",
    memory: Memory | None = None,
) -> tuple[list[Artefact], list[Finding]]:
    """The finished files and the findings; of books that are held back, only a proof.

    `memory` has values of the books that were made last in this process.
    """
    chains, pieces, proofs = pieces_of(asked, published, begun)
    means = ALONE
    if isinstance(pool, Pool):
        # A process that works on a piece may have several of its own, where there are more cores than pieces.
        inner = Pool(max(1, pool.jobs // max(1, len(pieces) + len(proofs))), pool.tell)
        means = Means(_Quires(project.store), inner.map, memory)
        pieces, proofs = ([_given(piece, means) for piece in some] for some in (pieces, proofs))
        load(writers(name for piece in (*pieces, *proofs) for name in piece.formats))
    made = pool.map(made_of, [*pieces, *proofs], lambda piece: piece.name)

    findings: list[Finding] = []
    artefacts: list[Artefact] = []
    shelf: list[tuple[Book, list[Artefact]]] = []
    for number, book in enumerate(published):
        own = [one for found in made[number * len(chains) : (number + 1) * len(chains)] for one in found]
        findings += (_in_catalogue(project, book, finding) for one in own for finding in one.findings)
        good, whole = _good(own)
        artefacts += good
        shelf += [(book, good)] if whole else []
    if shelf and any(Need.SHELF in writer.needs for writer in asked):
        pool.tell("building the site")
        kept = [(replace(book, means=means), good) for book, good in shelf]
        pages, found = _site(kept, project.edition.site.address)
        artefacts += pages
        findings += found
    for one in (one for found in made[len(pieces) :] for one in found):
        findings += one.findings
        # Whatever is wrong with the text is shown in it: only another bibliography than the source's stops it.
        artefacts += [] if any(finding.code == CODE for finding in one.findings) else [one.artefact]
    return artefacts, findings


def _in_catalogue(project: Project, book: Book, finding: Finding) -> Finding:
    """A finding about a character, at the entry of the catalogue that has it; any other, and any else, as it is."""
    if finding.code not in _OF_CHARACTERS or book.imprint.language == book.imprint.source_language:
        return finding
    work = next(work for work in project.edition.works if work.name == book.imprint.work)
    held, _ = project.translations_held(work, book.imprint.language)
    for catalogue in held.values():
        for entry in catalogue.entries:
            if not (entry.obsolete or entry.fuzzy) and any(finding.subject in msgstr for msgstr in entry.msgstrs):
                return replace(finding, place=Place(catalogue.path, entry.line))
    return finding


class _Quires:
    """The quires of books in the store of an edition, which may be set by another release of the press tomorrow."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, /) -> bytes | None:
        return self._store.get(digest_of("quire", press(), key))

    def __setitem__(self, key: str, content: bytes, /) -> None:
        self._store.put(digest_of("quire", press(), key), content)


def _given(piece: Piece, means: Means) -> Piece:
    return piece._replace(book=replace(piece.book, means=means))


def pieces_of(
    asked: Sequence[Writer], published: Sequence[Book], begun: Sequence[Book]
) -> tuple[list[tuple[Writer, ...]], list[Piece], list[Piece]]:
    """The writers that work together; the pieces, one of each book for each of these in turn; and those of proofs."""
    chains = _together(writer for writer in asked if not writer.needs & {Need.REVIEW, Need.SHELF})
    reviews = [writer for writer in asked if Need.REVIEW in writer.needs]
    pieces = [Piece(book, chain) for book in published for chain in chains]
    return chains, pieces, [Piece(book, (writer,)) for writer in reviews for book in begun]


def _together(some: Iterable[Writer]) -> list[tuple[Writer, ...]]:
    """The writers that know where the pages of a PDF begin, or how many it has, with its own; each other alone."""
    chains: dict[object, tuple[Writer, ...]] = {}
    for writer in some:
        chain = next((need for need in (Need.PAGES, Need.SPINE) if need in writer.needs), writer.format)
        chains[chain] = (*chains.get(chain, ()), writer)
    return list(chains.values())


def made_of(piece: Piece) -> list[Made]:
    """The files of a piece; those for screens are compared with the source's bibliography, but for a proof's."""
    with blaming(piece.book.theme, lambda: vars(piece.book).get("xhtml", b"")):  # if one was made
        made = [one for writer in piece.writers for one in _files(writer, piece.book)]
        return guarded(piece.book.original.document, made)


def _files(writer: Writer, book: Book) -> Iterable[Made]:
    """The files of one format; those that are made from pages are compared with the source's bibliography."""
    if Need.TRANSLATION in writer.needs and book.imprint.language == book.imprint.source_language:
        return
    for one in writer.make(book, writer.suffix):
        amiss = held_against(book.original.document, one.pages, f"output/{one.artefact.path}") if one.pages else ()
        if one.artefact.path == book.path(".pdf") and _stopped([*one.findings, *amiss]):
            book.starts = ()  # an EPUB does not point at the pages of what is not there
        yield one._replace(findings=(*one.findings, *amiss))


def _site(shelf: Sequence[tuple[Book, list[Artefact]]], address: str) -> tuple[list[Artefact], list[Finding]]:
    """The site of the books, with their files to download; no file of it, where a bibliography is not the source's."""
    from kolofon.write.screen.edition import reading  # noqa: PLC0415  only a site needs it
    from kolofon.write.screen.site import site  # noqa: PLC0415  as above

    pages, missing = site([reading(book, good) for book, good in shelf], address)
    amiss = _amiss([book for book, _ in shelf], {page.path: page.content for page in pages})
    kept = [] if amiss else [replace(page, path=PurePosixPath("site") / page.path) for page in pages]
    return kept, [*missing, *amiss]


def _good(made: Sequence[Made]) -> tuple[list[Artefact], bool]:
    """The files that no error holds back, and whether those for screens are among them.

    Of the others, output/ keeps what it has.  An error in a PDF (no font has a letter) holds back that PDF alone: a
    browser has fonts of its own.  Files for screens hold the same text, so they are published together or not at all.
    """
    whole = not any(_stopped(one.findings) for one in made if one.artefact.media_type != _PDF)
    return [
        one.artefact for one in made if (not _stopped(one.findings) if one.artefact.media_type == _PDF else whole)
    ], whole


def _amiss(books: Iterable[Book], pages: Mapping[PurePosixPath, bytes]) -> list[Finding]:
    """What the guard of the bibliography finds in the pages of a site; those of its chapters are below a book's own."""
    own: dict[PurePosixPath, list[bytes]] = {}
    for path, content in pages.items():
        if path.suffix == ".html":
            own.setdefault(path.with_suffix("") if len(path.parts) == _ON_THE_SHELF else path.parent, []).append(
                content
            )
    return [
        finding
        for book in books
        if book.stem in own
        for finding in held_against(book.original.document, own[book.stem], f"output/site/{book.path('.html')}")
    ]


def _stopped(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
