"""Beginning an edition: texts in, a folder that is ready for `make pdf` out.

| modules     | hold                                                                  |
|-------------|-----------------------------------------------------------------------|
| `texts`     | the texts for it: files, folders, a book of mdBook's                  |
| `sphinx`    | a Sphinx project, and what its texts include                          |
| `listed`    | a book of Quarto, MyST or Jupyter Book                                |
| `outline`   | its list of chapters, in YAML                                         |
| `plain`     | plain texts: which format they have, and what they say of themselves  |
| `brought`   | the content of these                                                  |
| `epub`      | the same of an EPUB, in a package                                     |
| `reading`   | the text, read once: all errors that stop it                          |
| `included_files`  | the files that it includes                                            |
| `survey`    | what it lacks: pictures, included texts, faces                        |
| `writing`   | the files that the press writes: edition.toml, Makefile, README.md    |
| `templates` | these, with @names@ to be filled in, and the sample text              |
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kolofon.commands.init.includes import included_content, included_files, unlisted_findings
from kolofon.commands.init.manuscript import Manuscript, absolute
from kolofon.commands.init.scaffold import SAMPLE_LANGUAGE, Facts, own_files, sample_manuscript
from kolofon.commands.init.source import read_text
from kolofon.commands.init.texts import endings, manuscript_of, slug
from kolofon.commands.update import UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.edition.configuration.rules import language_mistake
from kolofon.edition.project import IMAGES, Project, Source, open_project, wiki_names
from kolofon.language.names import language_tag
from kolofon.model.document import Image, Place
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError, UsageError
from kolofon.model.finding import Finding
from kolofon.model.walk import walk
from kolofon.text.notation import plain

if TYPE_CHECKING:
    from kolofon.commands.init.survey import Survey

__all__ = ["NewEdition", "Wanted", "begin"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of a new edition: its folder, its texts (a sample, if there are none), languages as tags.

    The language of the texts is English if neither this nor the texts themselves name another.
    """

    folder: Path
    texts: tuple[Path, ...] = ()
    languages: tuple[str, ...] = ()
    source_language: str = ""


@dataclass(frozen=True, slots=True)
class NewEdition:
    """A new edition: the name of its work, how many texts and pictures were copied, and what was found in them.

    `passed` counts the files of the named folders that were passed over, and `endings` says which they are.
    """

    work: str
    texts: int
    pictures: int
    passed: int
    endings: str
    survey: "Survey"


def begin(wanted: Wanted, environment: Mapping[str, str], tell: Callable[[str], None]) -> NewEdition:
    """Make a new edition in a folder that does not exist or is empty: whole, or not at all.

    Its texts are read once, so that an error that would stop a build stops here.  UsageError for wrong arguments,
    SourceError for a text that cannot be read, SourcesError for several, OutputError if the folder cannot be made.
    """
    for tag in (*wanted.languages, *filter(None, [wanted.source_language])):
        if mistake := language_mistake(language_tag(tag)):
            raise UsageError(mistake.message, hint=mistake.hint)
    folder = absolute(wanted.folder).name
    name = _allowed(slug(folder))
    tell("reading the texts")
    brought = manuscript_of(wanted.texts, name, _title(folder)) if wanted.texts else sample_manuscript(name)
    brought = replace(brought, work=replace(brought.work, name=_allowed(brought.work.name)))
    facts = _facts(wanted, brought)
    with files.new_folder(wanted.folder) as aside:
        for path, content in brought.files.items():
            _write(aside, wanted.folder, PurePosixPath("source", path), content)
        (aside / "locale").mkdir()
        source = _read(aside, wanted.folder, facts, brought)
        while more := included_files(brought, source.text.missing):
            for path, file in more.items():
                _write(aside, wanted.folder, PurePosixPath("source", path), included_content(file, brought.around))
            brought = replace(brought, origins={**brought.origins, **more})
            source = _read(aside, wanted.folder, facts, brought)
        if not facts.work.title and any(finding.code == "missing-title" for finding in source.findings):
            titled = replace(facts.work, title=_title(Path(brought.work.source).stem))
            facts = replace(facts, work=titled, guessed=True)
            source = _read(aside, wanted.folder, facts, brought)
        readme = own_files(replace(facts, title=plain(source.document.title.inlines)))["README.md"]
        _write(aside, wanted.folder, PurePosixPath("README.md"), readme.encode())
        pictures = {path for path in brought.files if PurePosixPath(path).suffix.lower() in IMAGES}
        known = set(pictures)
        if facts.work.format is SourceFormat.WIKITEXT:
            known = known.union(*map(wiki_names, pictures))
        shown = {part.source for part in walk(source.document) if isinstance(part, Image)}
        taken = set(map(absolute, brought.origins.values()))
        for path in sorted(shown - known):
            if (picture := _picture(brought, path)) is not None:
                _write(aside, wanted.folder, PurePosixPath("source", path), picture)
                pictures.add(path)
                taken.add(absolute(brought.origin(path)))
        project = open_project(aside)
        findings: tuple[Finding, ...] = ()
        if wanted.languages:
            _, findings = update_catalogues(project, UpdateOptions(facts.languages), environment, tell)
        told = _survey(project, source, facts, findings, wanted.folder)
    passed = tuple(path for path in brought.passed if absolute(path) not in taken)
    texts = len(brought.files.keys() - pictures)
    told = replace(
        told, findings=(*brought.findings, *unlisted_findings(brought, source, project.edition), *told.findings)
    )
    return NewEdition(facts.work.name, texts, len(pictures), len(passed), endings(passed), told)


def _survey(project: Project, source: Source, facts: Facts, findings: tuple[Finding, ...], folder: Path) -> "Survey":
    """What was found, with places that lead from the working directory to the files of the new edition."""
    from kolofon.commands.init.survey import survey  # noqa: PLC0415  fonts are asked for what cannot be begun as well

    told = survey(project, source, facts.languages)
    every = dict.fromkeys((*told.findings, *findings))
    return replace(told, findings=tuple(replace(one, place=_from_here(one.place, folder)) for one in every))


def _from_here(place: Place, folder: Path) -> Place:
    return replace(place, path=str(folder / place.path)) if place.path else place


def _facts(wanted: Wanted, brought: Manuscript) -> Facts:
    """The facts of a new edition; UsageError where they contradict each other."""
    told = language_tag(wanted.source_language or brought.book.language)
    source_language = told if told and not language_mistake(told) else SAMPLE_LANGUAGE
    languages = tuple(dict.fromkeys(map(language_tag, wanted.languages)))
    if not wanted.texts and source_language != SAMPLE_LANGUAGE:
        raise UsageError("the sample text is in English", hint="name a text of your own: --from FILE")
    if source_language in languages:
        raise UsageError(f"{source_language} is the language of the text", hint="name those to translate into")
    return Facts(
        brought.work,
        str(uuid.uuid4()),
        source_language,
        languages,
        brought.book.authors,
        own=bool(wanted.texts),
        guessed=bool(wanted.texts and not brought.book.title),
        metadata=brought.book.metadata,
    )


def _read(aside: Path, folder: Path, facts: Facts, brought: Manuscript) -> Source:
    """Write the press's own files, and read the text with them; a SourceError names the file that a person named."""
    for path, content in own_files(facts).items():
        _write(aside, folder, PurePosixPath(path), content.encode())
    return read_text(open_project(aside), brought)


def _write(aside: Path, folder: Path, path: PurePosixPath, content: bytes) -> None:
    files.write_bytes(aside / path, content, str(folder / path))


def _picture(brought: Manuscript, path: str) -> bytes | None:
    """A picture that a text shows and that was not brought with it; None where it is not there."""
    if not path:  # the address of a picture may be empty, which is told
        return None
    whole = PurePosixPath(path)
    file = brought.origin(path)
    if brought.work.format is SourceFormat.WIKITEXT and not file.is_file():
        names = [name for each in sorted(wiki_names(file.name)) for name in (each, each.replace(" ", "_"))]
        file = next((named for name in names if (named := file.with_name(name)).is_file()), file)
    if whole.is_absolute() or ".." in whole.parts or whole.suffix.lower() not in IMAGES or not file.is_file():
        return None
    bounds = files.Bounds((brought.base,), files.PICTURE)
    return files.read_bytes(file, str(file), SourceError, "see to its permissions", bounds)


def _allowed(name: str) -> str:
    """A name for a work: `furniture` is the press's own."""
    return name if name not in ("", "furniture") else "book"


def _title(name: str) -> str:
    """The name of a file or folder as a title: `two_words` is “Two words”."""
    seen = "".join(letter if letter.isprintable() else " " for letter in name)
    words = " ".join(seen.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Book"
