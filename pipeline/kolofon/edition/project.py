"""One edition on disk: its texts, catalogues, pictures and theme, and where they are.

source/edition.toml     source/<work>.txt, or many files
locale/<work>.pot       locale/<lang>/LC_MESSAGES/<work>.po      locale/<lang>/LC_MESSAGES/furniture.po
or, with a catalogue for each file of the source,
locale/<work>/<chapter>.pot      locale/<lang>/LC_MESSAGES/<work>/<chapter>.po
source/…/<picture>.png           locale/<lang>/images/…/<picture>.png
output/<lang>/…
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kolofon.catalogue.merge.domains import domain_of
from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.stanzas import Stanzas
from kolofon.edition import files, output
from kolofon.edition.configuration import read_edition
from kolofon.edition.configuration.rules import language_mistake
from kolofon.edition.languages import edition_language, translation_language
from kolofon.edition.locale.catalogues import parsed, translation_of
from kolofon.edition.locale.furniture import furniture_in
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.texts.reading import TextReader, WorkText
from kolofon.language.names import gettext_name, language_tag
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Document, Place
from kolofon.model.edition import EDITION, INPUTS, Artefact, Edition, SourceFormat, Work
from kolofon.model.error import CatalogueError, EditionError, PipelineError, SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, Message

if TYPE_CHECKING:
    from kolofon.write.pictures import Pictures
    from kolofon.write.themes.theme import Theme

__all__ = [
    "EDITION",
    "IMAGES",
    "INPUTS",
    "Project",
    "ReadOnce",
    "Source",
    "open_project",
    "wiki_names",
]

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"})


@dataclass(frozen=True)
class Source:
    """A work and its text."""

    work: Work
    text: WorkText

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in hexadecimal, as in `WorkText.digest`."""
        return self.text.digest

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in reading it."""
        return self.text.findings

    @property
    def document(self) -> Document:
        """Its segmented tree."""
        return self.text.document

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of the work, in any language."""
        return self.text.messages


@dataclass(frozen=True, slots=True)
class Project:
    """An edition and its folder."""

    root: Path
    edition: Edition
    store: Store = field(default_factory=Nothing, repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of translations: those of edition.toml, and those that have a folder in locale/.

        Raises `CatalogueError` for a folder whose name is not as gettext names a language: it would be ignored.
        """
        folders = files.folders(self.root / "locale", self.root, CatalogueError)
        named = (self.language_of(folder.name) for folder in folders if files.present(folder / "LC_MESSAGES"))
        return tuple(dict.fromkeys([*self.edition.languages, *named]))

    def languages_of(self, work: Work, among: Iterable[str]) -> tuple[str, ...]:
        """Those of some languages that a work is made in: its own, that of the source, and any that has its catalogue.

        A pseudo-language is for every work.
        """
        if not work.languages:
            return tuple(among)
        own = {self.edition.source_language, *work.languages, *pseudo_tags()}
        return tuple(tag for tag in among if tag in own or self.domains(work, tag))

    def language_of(self, folder: str) -> str:
        """The tag of the language of a folder of locale/.

        Raises `CatalogueError` if its name is not as gettext names a language.
        """
        tag, place = language_tag(folder), Place(f"locale/{folder}")
        if mistake := language_mistake(tag):
            raise CatalogueError(mistake.message, place=place, hint=f"rename the folder, or remove it; {mistake.hint}")
        if gettext_name(tag) != folder:
            raise CatalogueError(
                "this folder is not named as gettext names a language",
                place=place,
                hint=f"rename it to {gettext_name(tag)}",
            )
        return tag

    def chosen(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The languages of these names, as `kolofon.edition.languages` finds them, or all, with that of the source.

        Raises `UsageError` for one that the edition does not have.
        """
        here = (self.edition.source_language, *self.languages)
        return tuple(dict.fromkeys(edition_language(name, here) for name in asked)) or here

    def translations(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The languages of these names, or all, without that of the source; they may be new to the edition.

        Raises `UsageError` for one that is no language, or is that of the source.
        """
        here = (self.edition.source_language, *self.languages)
        tags = tuple(dict.fromkeys(translation_language(name, here) for name in asked))
        return tags or self.languages

    def source(self, work: Work) -> Source:
        """The text of a work, read and segmented.

        Raises `SourceError` if it cannot be read.
        """
        source = Source(work, self.text(work))
        _ = source.findings  # reads the text, so that an error is raised here
        return source

    def text(self, work: Work) -> WorkText:
        """The text of a work, not yet read; SourceError if a file is not there."""
        readings = TextReader(self.store, work, self.edition)
        if work.source:
            shown = f"source/{work.source}"
            content = self.read(shown, SourceError, f"put it there, or mend `source` of {work.name} in {EDITION}")
            return readings.text(content, shown, self.texts)
        return readings.chapters(self.texts())

    def read(self, path: str, error: type[PipelineError], hint: str) -> bytes:
        """The bytes of a text of the edition by its path from the root; an `error` with the hint if that fails."""
        return files.read_bytes(self.root / path, path, error, hint, self.bounds(path))

    def bounds(self, path: str, size: int = files.TEXT) -> files.Bounds:
        """The bounds of a file: links may not leave `source/`, `locale/` or `theme/`, in whichever it is."""
        return _bounds(self.root, path, size)

    def texts(self) -> files.Folder:
        """The files below `source/`."""
        return files.Folder(self.root / "source", self.root, SourceError, self.bounds("source"))

    def domain(self, work: Work, path: str) -> str:
        """The domain of the messages of a source file of a work; its path is from the root."""
        return domain_of(work.name, path or f"source/{work.source or work.name}", self.edition.catalogue)

    def home(self, work: Work, message: Message) -> str:
        """The domain of a message: that of its first place, whichever chapters have its words."""
        return self.domain(work, message.places[0].path if message.places else "")

    def domains(self, work: Work, language: str | None = None) -> tuple[str, ...]:
        """The domains of a work that have a catalogue in a language on disk; if that is None, a template.

        They may be those of the other layout, or of both, if edition.toml has changed since.
        """
        path = self.template_path(work.name) if language is None else self.catalogue_path(work.name, language)
        folder = self.root / path.parent
        chapters = files.below(folder / work.name, self.root, CatalogueError)
        found = [folder / path.name, *(file for file in chapters if file.suffix == path.suffix)]
        return tuple(file.relative_to(folder).with_suffix("").as_posix() for file in found if files.present(file))

    def template_path(self, domain: str) -> PurePosixPath:
        """The path of the template of a domain, from the root."""
        return PurePosixPath("locale", f"{domain}.pot")

    def catalogue_path(self, domain: str, language: str) -> PurePosixPath:
        """The path of the catalogue of a domain in a language, from the root."""
        return PurePosixPath("locale", gettext_name(language), "LC_MESSAGES", f"{domain}.po")

    def catalogue(
        self, path: PurePosixPath, stanzas: Stanzas | None = None
    ) -> tuple[Catalogue, tuple[Finding, ...]] | None:
        """A PO or POT file, or None if there is none; `stanzas` gets the texts of entries, as in `read_po`.

        Raises `CatalogueError` if it cannot be read.
        """
        content = self._content(path)
        return None if content is None else self._catalogue(path, content, stanzas)

    def _content(self, path: PurePosixPath) -> bytes | None:
        """The bytes of a PO or POT file, or None if there is none."""
        if not files.present(self.root / path):
            return None
        return self.read(str(path), CatalogueError, "see to its permissions")

    def _catalogue(
        self, path: PurePosixPath, content: bytes, stanzas: Stanzas | None
    ) -> tuple[Catalogue, tuple[Finding, ...]]:
        # With `stanzas`, the file is parsed for an update: the store has no texts of entries.
        return parsed(self.store, content, str(path)) if stanzas is None else read_po(content, str(path), stanzas)

    def translation(self, work: Work, language: str) -> tuple[Catalogue, tuple[Finding, ...]]:
        """The catalogue of a work in a language, of all its files, empty where none was begun, and findings."""
        held, findings = self.translations_held(work, language)
        catalogue, clashes = translation_of(language, held)
        return catalogue, (*findings, *clashes)

    def translations_held(
        self, work: Work, language: str, stanzas: Stanzas | None = None
    ) -> tuple[dict[str, Catalogue], tuple[Finding, ...]]:
        """The catalogues of a work in a language by their domains, as on disk, in either layout.

        `stanzas` gets the texts of entries, as in `read_po`.
        """
        return self.translations_in(self.translation_files(work, language), language, stanzas)

    def translation_files(self, work: Work, language: str) -> dict[str, bytes]:
        """The bytes of the catalogues of a work in a language by their domains, as on disk, in either layout."""
        contents = {name: self._content(self.catalogue_path(name, language)) for name in self.domains(work, language)}
        return {name: content for name, content in contents.items() if content is not None}

    def translations_in(
        self, contents: Mapping[str, bytes], language: str, stanzas: Stanzas | None = None
    ) -> tuple[dict[str, Catalogue], tuple[Finding, ...]]:
        """The catalogues in a language in some files, as `translation_files` returns them."""
        held: dict[str, Catalogue] = {}
        findings: list[Finding] = []
        for domain, content in contents.items():
            held[domain], found = self._catalogue(self.catalogue_path(domain, language), content, stanzas)
            findings += found
        return held, tuple(findings)

    def images(self, language: str) -> "Pictures":
        """The pictures of an edition by their paths below `source/`.

        A language has its own picture where `locale/<lang>/images/` has a file with that path.  A wiki names a file `a
        b.png` and saves it as `a_b.png`; in an edition of its articles a picture has both names.
        """
        from kolofon.write.pictures import Pictures  # noqa: PLC0415  what only counts messages does not wait for it

        folders = dict(self._pictures(language))
        places = {
            path: name
            for name, folder in folders.items()
            for path in folder
            if _is_picture(path) and files.is_utf8(path)
        }
        found = {path: folders[name][path] for path, name in places.items()}
        where = {path: f"{name}/{path}" for path, name in places.items()}
        if any(work.format is SourceFormat.WIKITEXT for work in self.edition.works):
            found = {name: content for path, content in found.items() for name in wiki_names(path)} | found
            where = {name: place for path, place in where.items() for name in wiki_names(path)} | where
        return Pictures(found, where)

    def unnameable(self, language: str) -> tuple[Finding, ...]:
        """The pictures that `images` leaves out, because their names are not UTF-8 and no text can have them."""
        return tuple(
            Finding(
                "name-not-utf8",
                Severity.WARNING,
                Place(f"{name}/{path}"),
                "the name of this picture is not UTF-8, so no text can show it",
                "rename it, or take it away",
            )
            for name, folder in self._pictures(language)
            for path in folder
            if _is_picture(path) and not files.is_utf8(path)
        )

    def _pictures(self, language: str) -> Iterator[tuple[str, files.Folder]]:
        for name in ("source", f"locale/{gettext_name(language)}/images"):
            yield name, files.Folder(self.root / name, self.root, SourceError, self.bounds(name, files.PICTURE))

    def theme(self) -> "Theme":
        """The theme of the edition, as `kolofon.edition.themes.read_theme` reads it."""
        from kolofon.edition.themes import read_theme  # noqa: PLC0415  as in `images`

        folder = files.Folder(self.root / "theme", self.root, EditionError, self.bounds("theme"))
        return read_theme(self.root, self.edition, folder, self.languages)

    def furniture(self, language: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
        """The furniture in a language by its msgids, and findings, as `furniture_in` returns them."""
        path = self.catalogue_path("furniture", language)
        return furniture_in(language, self.catalogue(path), path)

    def write(self, artefacts: Iterable[Artefact]) -> output.Written:
        """Write finished files below `output/`, as `kolofon.edition.output.write` does."""
        return output.write(self.root, artefacts)


@dataclass(frozen=True, slots=True)
class ReadOnce(Project):
    """An edition whose texts are read once, for a command that needs them several times."""

    _sources: dict[Work, Source] = field(default_factory=dict, init=False, repr=False, compare=False)

    def source(self, work: Work) -> Source:
        """The text of a work as it was at the first call.

        Raises `SourceError` if it cannot be read.
        """
        if work not in self._sources:
            self._sources[work] = Project.source(self, work)
        return self._sources[work]


def open_project(start: Path | None = None) -> Project:
    """The edition in the folder `start`, or without one, in the nearest folder upward from the working directory.

    Raises `EditionError` if there is none, or its edition.toml cannot be used.
    """
    root = output.edition_folder(start)
    hint = f"name the folder that holds {EDITION}"
    if root.is_file():
        raise EditionError("this is a file, and an edition is a folder", place=Place(str(root)), hint=hint)
    hint = f"an edition is a folder that holds {EDITION}"
    shown = files.relative(root / EDITION, Path.cwd())
    content = files.read_bytes(root / EDITION, shown, EditionError, hint, _bounds(root, str(EDITION)))
    return Project(root, read_edition(content, str(EDITION)))


def _bounds(root: Path, path: str, size: int = files.TEXT) -> files.Bounds:
    return files.Bounds((root / PurePosixPath(path).parts[0], root), size)


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in IMAGES


def wiki_names(path: str) -> frozenset[str]:
    """The paths by which wikitext may name a file: `a_b/Two_words.png` is `a_b/Two words.png` and `a_b/two words.png`.

    A wiki takes a space for an underscore, and the first letter of a name in either case.
    """
    file = PurePosixPath(path)
    spaced = file.name.replace("_", " ")
    return frozenset(
        str(file.with_name(first + spaced[1:])) for first in (spaced[:1], spaced[:1].upper(), spaced[:1].lower())
    )
