"""`kolofon init`: texts → a new edition, a folder that is ready for `make pdf`.

| modules        | hold                                                                  |
|----------------|-----------------------------------------------------------------------|
| `texts`        | files, folders or a book of mdBook → a manuscript                     |
| `sphinx`       | a Sphinx project → a manuscript                                       |
| `chapter_list` | a book of Quarto, MyST or Jupyter Book → a manuscript                 |
| `outline`      | the list of chapters of such a book, in YAML                          |
| `epub`         | an EPUB → a manuscript                                                |
| `plain_text`   | plain texts: which format they have, and their title and authors      |
| `manuscript`   | a manuscript: a work, its files, and what the book says of itself     |
| `source`       | the text of the new edition, read once, with all errors that stop it  |
| `includes`     | the files that a text includes, and those that nothing includes       |
| `survey`       | what the edition lacks: pictures, included texts, faces               |
| `scaffold`     | the files that the press writes: edition.toml, Makefile, README.md    |
| `templates`    | these, with @names@ to be filled in, and the sample text              |
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

    `passed` counts the files of the named folders that were not copied, and `endings` lists their endings.
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
    manuscript = manuscript_of(wanted.texts, name, _title(folder)) if wanted.texts else sample_manuscript(name)
    manuscript = replace(manuscript, work=replace(manuscript.work, name=_allowed(manuscript.work.name)))
    facts = _facts(wanted, manuscript)
    with files.new_folder(wanted.folder) as aside:
        for path, content in manuscript.files.items():
            _write(aside, wanted.folder, PurePosixPath("source", path), content)
        (aside / "locale").mkdir()
        source = _read(aside, wanted.folder, facts, manuscript)
        while more := included_files(manuscript, source.text.missing):
            for path, file in more.items():
                _write(aside, wanted.folder, PurePosixPath("source", path), included_content(file, manuscript.around))
            manuscript = replace(manuscript, origins={**manuscript.origins, **more})
            source = _read(aside, wanted.folder, facts, manuscript)
        if not facts.work.title and any(finding.code == "missing-title" for finding in source.findings):
            titled = replace(facts.work, title=_title(Path(manuscript.work.source).stem))
            facts = replace(facts, work=titled, guessed=True)
            source = _read(aside, wanted.folder, facts, manuscript)
        readme = own_files(replace(facts, title=plain(source.document.title.inlines)))["README.md"]
        _write(aside, wanted.folder, PurePosixPath("README.md"), readme.encode())
        pictures = {path for path in manuscript.files if PurePosixPath(path).suffix.lower() in IMAGES}
        known = set(pictures)
        if facts.work.format is SourceFormat.WIKITEXT:
            known = known.union(*map(wiki_names, pictures))
        shown = {part.source for part in walk(source.document) if isinstance(part, Image)}
        taken = set(map(absolute, manuscript.origins.values()))
        for path in sorted(shown - known):
            if (picture := _picture(manuscript, path)) is not None:
                _write(aside, wanted.folder, PurePosixPath("source", path), picture)
                pictures.add(path)
                taken.add(absolute(manuscript.origin(path)))
        project = open_project(aside)
        findings: tuple[Finding, ...] = ()
        if wanted.languages:
            _, findings = update_catalogues(project, UpdateOptions(facts.languages), environment, tell)
        found = _survey(project, source, facts, findings, wanted.folder)
    passed = tuple(path for path in manuscript.passed if absolute(path) not in taken)
    texts = len(manuscript.files.keys() - pictures)
    found = replace(
        found, findings=(*manuscript.findings, *unlisted_findings(manuscript, source, project.edition), *found.findings)
    )
    return NewEdition(facts.work.name, texts, len(pictures), len(passed), endings(passed), found)


def _survey(project: Project, source: Source, facts: Facts, findings: tuple[Finding, ...], folder: Path) -> "Survey":
    """The survey of a new edition, with the places of findings as paths from the working directory."""
    from kolofon.commands.init.survey import survey  # noqa: PLC0415  it imports fonts

    found = survey(project, source, facts.languages)
    every = dict.fromkeys((*found.findings, *findings))
    return replace(found, findings=tuple(replace(one, place=_from_here(one.place, folder)) for one in every))


def _from_here(place: Place, folder: Path) -> Place:
    return replace(place, path=str(folder / place.path)) if place.path else place


def _facts(wanted: Wanted, manuscript: Manuscript) -> Facts:
    """The facts of a new edition; UsageError where they contradict each other."""
    tag = language_tag(wanted.source_language or manuscript.book.language)
    source_language = tag if tag and not language_mistake(tag) else SAMPLE_LANGUAGE
    languages = tuple(dict.fromkeys(map(language_tag, wanted.languages)))
    if not wanted.texts and source_language != SAMPLE_LANGUAGE:
        raise UsageError("the sample text is in English", hint="name a text of your own: --from FILE")
    if source_language in languages:
        raise UsageError(f"{source_language} is the language of the text", hint="name those to translate into")
    return Facts(
        manuscript.work,
        str(uuid.uuid4()),
        source_language,
        languages,
        manuscript.book.authors,
        own=bool(wanted.texts),
        guessed=bool(wanted.texts and not manuscript.book.title),
        metadata=manuscript.book.metadata,
    )


def _read(aside: Path, folder: Path, facts: Facts, manuscript: Manuscript) -> Source:
    """Write the press's own files, and read the text with them; errors as in `read_text`."""
    for path, content in own_files(facts).items():
        _write(aside, folder, PurePosixPath(path), content.encode())
    return read_text(open_project(aside), manuscript)


def _write(aside: Path, folder: Path, path: PurePosixPath, content: bytes) -> None:
    files.write_bytes(aside / path, content, str(folder / path))


def _picture(manuscript: Manuscript, path: str) -> bytes | None:
    """A picture that a text shows and that is not in the manuscript; None if there is no such file."""
    if not path:  # the address of a picture may be empty; there is a finding for that
        return None
    whole = PurePosixPath(path)
    file = manuscript.origin(path)
    if manuscript.work.format is SourceFormat.WIKITEXT and not file.is_file():
        names = [name for each in sorted(wiki_names(file.name)) for name in (each, each.replace(" ", "_"))]
        file = next((named for name in names if (named := file.with_name(name)).is_file()), file)
    if whole.is_absolute() or ".." in whole.parts or whole.suffix.lower() not in IMAGES or not file.is_file():
        return None
    bounds = files.Bounds((manuscript.base,), files.PICTURE)
    return files.read_bytes(file, str(file), SourceError, "see to its permissions", bounds)


def _allowed(name: str) -> str:
    """A name for a work: `furniture` is the press's own."""
    return name if name not in ("", "furniture") else "book"


def _title(name: str) -> str:
    """The name of a file or folder as a title: `two_words` is “Two words”."""
    seen = "".join(letter if letter.isprintable() else " " for letter in name)
    words = " ".join(seen.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Book"
