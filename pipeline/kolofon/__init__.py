"""Kolofon: one canonical text, any number of languages, print and screen.

    import kolofon

    edition = kolofon.open("book")
    content = edition.translated("sq").pdf()

`docs/python.md` describes this interface.  All of it is in `__all__`; the packages below are internal and may change.

| package     | what goes in, what comes out                                                              |
|-------------|-------------------------------------------------------------------------------------------|
| `cli`       | arguments → findings and an exit code; the only code that prints                          |
| `commands`  | the commands, a module of its name for each: `init`, `update`, `check`, `build`, …        |
| `edition`   | an edition on disk: `edition.toml`, texts, `locale/`, pictures; files, locks, the clock   |
| `read`      | a source text → `Document`                                                                |
| `segment`   | `Document` → `Document`, its text in sentences                                            |
| `catalogue` | `Document` → messages; messages + an old catalogue → the new one; PO files                |
| `check`     | `Document` + catalogue → findings                                                         |
| `translate` | `Document` + catalogue → `Document`; its dates, numbers and order for the language        |
| `write`     | set document → XHTML, PDF, EPUB, site, plain text, Markdown                               |
| `set`       | `Document` → set document: numbers, ids, notes, index, for all formats                    |
| `text`      | what several of these share: the parts of a document, the notation, glossaries            |
| `language`  | a language's script, letters, quotation marks, numbers, months                            |
| `model`     | the values that all of these pass on, built on the standard library alone                 |

A package imports only what is below it in this list, and those from `read` to `write` do not import each other.
A build reads, segments, translates, sets and writes; an update reads, segments and updates the catalogues.
"""

TYPE_CHECKING = False  # that of `typing`, whose import is slow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike
    from pathlib import Path, PurePosixPath

    from kolofon.commands.build import Begun
    from kolofon.edition.project import Project
    from kolofon.model.document import Document
    from kolofon.model.edition import Format, Progress, Work
    from kolofon.model.error import PipelineError
    from kolofon.model.finding import Finding, Severity
    from kolofon.model.message import Message
else:

    def __getattr__(name: str) -> object:
        """`PipelineError`, `Finding` and `Severity`, which are imported at their first use.

        Until then nothing is imported, so that `kolofon.cli` is loaded at once and Ctrl+C ends the program quietly.
        """
        from kolofon.model import error, finding

        homes = {"PipelineError": error, "Finding": finding, "Severity": finding}
        if name not in homes:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(homes[name], name)

    def __dir__() -> list[str]:
        """The names of the interface, also those that are imported at their first use."""
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


__all__ = ["Edition", "Finding", "PipelineError", "Severity", "Translated", "__version__", "open"]

__version__ = "0.1.0"


def open(folder: "str | PathLike[str]") -> "Edition":  # noqa: A001  read as `kolofon.open`
    """The edition in a folder, the one that holds `source/edition.toml`.

    Raises PipelineError if there is none, or its `edition.toml` cannot be used.
    """
    from pathlib import Path

    from kolofon.edition.project import open_project

    return Edition(open_project(Path(folder)))


class Edition:
    """An edition on disk, as `open` returns it.  Each call reads the files as they are at that moment."""

    __slots__ = ("_project",)

    def __init__(self, project: "Project") -> None:
        self._project = project

    def __repr__(self) -> str:
        return f"<kolofon.Edition {str(self.folder)!r}>"

    @property
    def folder(self) -> "Path":
        """The folder that holds it."""
        return self._project.root

    @property
    def works(self) -> tuple[str, ...]:
        """The names of its works, in the order of `edition.toml`."""
        return tuple(work.name for work in self._project.edition.works)

    @property
    def source_language(self) -> str:
        """The BCP 47 tag of the language that its texts are written in."""
        return self._project.edition.source_language

    @property
    def languages(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages that it is translated into, finished or not."""
        return self._project.languages

    def messages(self, work: str | None = None) -> "tuple[Message, ...]":
        """What the translators of a work translate, in the order of its text.

        `work` is its name, which may be left out where the edition has one work.  Raises PipelineError for a text that
        cannot be read.
        """
        return self._project.source(self._work(work)).messages

    def findings(self, language: str) -> "tuple[Finding, ...]":
        """The findings of the proofreader in all works in a language, as `kolofon check` prints them.

        Raises PipelineError for a language that the edition does not have, and for what cannot be read.
        """
        from kolofon.commands.check import proofread

        return proofread(self._project, [language], _quiet)

    def translated(self, language: str, work: str | None = None, *, draft: bool = False) -> "Translated":
        """A work translated into a language; text without a finished translation is in the language of the source.

        `language` is a tag as BCP 47 or gettext writes it, also that of the source.  `work` is the name of the work,
        which may be left out where the edition has one work.  With `draft`, files can be made although the translation
        has errors, and say on every page that they are drafts.  Their date is that of `kolofon build`:
        SOURCE_DATE_EPOCH, or else that of the last commit.

        Raises PipelineError for a language or work that the edition does not have, and for what cannot be read.
        """
        import os

        from kolofon.commands.build import Wanted, begin

        name = self._work(work).name
        begun = begin(self._project, Wanted((language,), (), draft=draft, works=(name,)), os.environ, _quiet)
        return Translated(self._project, begun)

    def _work(self, name: str | None) -> "Work":
        from kolofon.model.error import UsageError

        works = self._project.edition.works
        found = [work for work in works if name in (None, work.name)]
        if len(found) == 1:
            return found[0]
        there = f"there are {', '.join(self.works)}"
        raise UsageError(f"there is no work {name!r} in this edition" if name else "which work is meant?", hint=there)


class Translated:
    """A work in a language, as `Edition.translated` returns it.  It is read and translated once.

    Each call of `pdf`, `xhtml` or `epub` makes the file anew, with the bytes that `kolofon build` writes.
    """

    __slots__ = ("_begun", "_found", "_project")

    def __init__(self, project: "Project", begun: "Begun") -> None:
        self._project = project
        self._begun = begun
        self._found = begun.findings

    def __repr__(self) -> str:
        return f"<kolofon.Translated {self.work!r} in {self.language!r}>"

    @property
    def work(self) -> str:
        """The name of the work."""
        return self._begun.all[0].imprint.work

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language."""
        return self._begun.all[0].imprint.language

    @property
    def document(self) -> "Document":
        """Its text as a tree; the types of its nodes are those of `kolofon.model.document` and `.inline`."""
        return self._begun.all[0].side.document

    @property
    def progress(self) -> "Progress | None":
        """The numbers of its messages: all, translated, fuzzy, reviewed; None in the language of the source."""
        return self._begun.all[0].imprint.progress

    @property
    def contributors(self) -> "tuple[tuple[str, str], ...]":
        """The names of its contributors, translators too, each with a role (a MARC relator: `aut`, `trl`, …)."""
        return tuple((one.name, one.code) for one in self._begun.all[0].imprint.everybody)

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """The findings from reading and translating it, and from all files that have been made of it so far."""
        return self._found

    def pdf(self) -> bytes:
        """The PDF to read and to deposit, PDF/A-2a and PDF/UA-1: `kolofon build --format pdf`.

        Raises PipelineError, as `xhtml` and `epub` do, if an error of `findings` holds it back.
        """
        from kolofon.model.edition import Format

        return self._made([Format.PDF], ".pdf")

    def xhtml(self) -> bytes:
        """The whole text on one page, complete in itself: `kolofon build --format html`."""
        from kolofon.model.edition import Format

        return self._made([Format.HTML], ".xhtml")

    def epub(self, *, pages: bool = False) -> bytes:
        """The EPUB: `kolofon build --format epub`.

        With `pages` it has the page numbers of the PDF, as from `--format pdf,epub`; the PDF is typeset for that.
        """
        from kolofon.model.edition import Format

        return self._made([Format.PDF, Format.EPUB] if pages else [Format.EPUB], ".epub")

    def _made(self, formats: "Sequence[Format]", suffix: str) -> bytes:
        from pathlib import PurePosixPath

        from kolofon.commands.build import finish
        from kolofon.edition.pool import Pool

        artefacts, found = finish(self._project, self._begun, formats, Pool())
        self._found = tuple(dict.fromkeys([*self._found, *found]))
        path = PurePosixPath(self.language, f"{self.work}{suffix}")
        for artefact in artefacts:
            if artefact.path == path:
                return artefact.content
        raise self._why_not(path, found)

    def _why_not(self, path: "PurePosixPath", found: "Sequence[Finding]") -> "PipelineError":
        from kolofon.model.document import Place
        from kolofon.model.error import OutputError
        from kolofon.model.finding import Severity

        findings = [*self._begun.findings, *found]
        errors = [finding for finding in findings if finding.severity is Severity.ERROR and finding.code != "held-back"]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        said = f"not made: {errors[0].place}: {errors[0].message}{more}"
        hint = errors[0].hint if self._begun.published else "mend that, or make a draft: translated(…, draft=True)"
        return OutputError(said, place=Place(f"output/{path}"), hint=hint)


def _quiet(_: str) -> None:
    """Ignore the description of a long step that begins."""
