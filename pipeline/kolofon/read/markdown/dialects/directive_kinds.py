"""The names of directives of Pandoc, Quarto, MyST, Docusaurus, VitePress and Obsidian, with what each becomes."""

from collections.abc import Iterable
from enum import Enum, auto

__all__ = ["CELLS", "Shape", "aside_kind", "shape_of"]


class Shape(Enum):
    """The kinds of blocks that a directive becomes in a book."""

    ASIDE = auto()
    QUOTATION = auto()
    TABS = auto()
    """Alternatives, of which a web page shows one; here they follow each other, and their headings open no section."""
    PLAIN = auto()
    """Its text is printed, and its attributes are in a finding."""
    VERSE = auto()
    FIGURE = auto()
    PICTURE = auto()
    TABLE = auto()
    ROWS = auto()
    """A table whose rows are lists, or lines with commas."""
    LISTING = auto()
    FORMULA = auto()
    GLOSSARY = auto()
    INDEX = auto()
    WORKS = auto()
    """The place of the list of the works that are cited."""
    INCLUDE = auto()
    CHAPTERS = auto()
    """A list of the chapters below this one."""
    UNKNOWN = auto()


_ASIDES = {
    **{name: name for name in ("note", "tip", "hint", "important", "info", "warning", "caution", "attention")},
    **{name: name for name in ("danger", "error", "example", "question", "summary", "seealso", "aside")},
    **dict.fromkeys(("todo", "nota", "remark", "prf:remark", "information", "readingnote"), "note"),
    **dict.fromkeys(("success", "check", "done", "best-practice"), "tip"),
    **dict.fromkeys(("failure", "fail", "missing", "bug"), "error"),
    **dict.fromkeys(("alert", "warn"), "warning"),
    **dict.fromkeys(("help", "faq", "exercise", "exr"), "question"),
    **dict.fromkeys(("abstract", "tldr", "objectives", "keypoints"), "summary"),
    **dict.fromkeys(("prf:example", "exm"), "example"),
    **dict.fromkeys(("see-also",), "seealso"),
    **dict.fromkeys(("admonition", "callout", "dropdown", "details", "spoiler", "topic", "sidebar", "margin"), "aside"),
    **dict.fromkeys(("column-margin", "solution", "theorem", "lemma", "proof", "definition", "corollary"), "aside"),
    **dict.fromkeys(("prf:theorem", "prf:lemma", "prf:proof", "prf:definition", "prf:corollary"), "aside"),
    **dict.fromkeys(("prf:proposition", "prf:algorithm", "prf:axiom", "prf:property", "prf:conjecture"), "aside"),
    **dict.fromkeys(("versionadded", "versionchanged", "deprecated", "proposition", "conjecture"), "aside"),
}
"""Names of directives that are asides, with the kind of aside."""

_SHAPES = {
    **dict.fromkeys(
        ("quote", "cite", "epigraph", "pull-quote", "highlights", "blockquote", "pullquote"), Shape.QUOTATION
    ),
    **dict.fromkeys(("panel-tabset", "tab-set", "tab-item", "tabs", "tab", "code-group", "tabbed"), Shape.TABS),
    **dict.fromkeys(("line-block", "verse", "poem"), Shape.VERSE),
    **dict.fromkeys(("figure",), Shape.FIGURE),
    **dict.fromkeys(("image",), Shape.PICTURE),
    **dict.fromkeys(("table", "figure-md"), Shape.TABLE),
    **dict.fromkeys(("list-table", "csv-table"), Shape.ROWS),
    **dict.fromkeys(
        ("code-block", "code", "sourcecode", "code-cell", "literalinclude", "parsed-literal"), Shape.LISTING
    ),
    **dict.fromkeys(("doctest", "testcode", "testsetup", "testoutput", "raw", "eval-rst", "mermaid"), Shape.LISTING),
    **dict.fromkeys(
        ("graphviz", "digraph", "uml", "plantuml", "myst", "prompt", "ipython", "jupyter-execute"), Shape.LISTING
    ),
    **dict.fromkeys(("math", "math:numbered"), Shape.FORMULA),
    **dict.fromkeys(("glossary",), Shape.GLOSSARY),
    **dict.fromkeys(("index",), Shape.INDEX),
    **dict.fromkeys(("refs", "bibliography", "footbibliography", "references"), Shape.WORKS),
    **dict.fromkeys(("include", "embed"), Shape.INCLUDE),
    **dict.fromkeys(("toctree", "tableofcontents", "contents", "toc"), Shape.CHAPTERS),
    **dict.fromkeys(("columns", "column", "grid", "grid-item", "grid-item-card", "card", "cards", "div"), Shape.PLAIN),
    **dict.fromkeys(
        ("only", "container", "content-visible", "content-hidden", "hidden", "center", "rubric", "html"), Shape.PLAIN
    ),
}

CELLS = frozenset(
    (
        *("python", "python3", "ipython", "ipython3", "py", "r", "rscript", "julia", "js", "javascript", "ojs", "bash"),
        *("sh", "zsh", "shell", "sql", "dot", "ruby", "perl", "stan", "rust", "scala", "go", "node", "cpp", "c", "css"),
        *(
            "html",
            "java",
            "haskell",
            "octave",
            "matlab",
            "fortran",
            "lua",
            "typescript",
            "ts",
            "webr",
            "pyodide",
        ),
        *("webr-r", "pyodide-python", "shinylive-python", "shinylive-r", "rcpp", "sas", "stata", "asis", "verbatim"),
        *("tikz", "awk", "sed", "powershell", "toml", "yaml", "json", "xml", "latex", "kotlin", "swift", "csharp"),
    )
)
"""Languages of the cells of Quarto, knitr and Jupyter (`{python}`), which are not names of directives."""

_PREFIX = "callout-"


def aside_kind(names: Iterable[str]) -> str:
    """The kind of aside of the first name that has one; empty where none has."""
    return next((_ASIDES[_bare(name)] for name in names if _bare(name) in _ASIDES), "")


def shape_of(names: Iterable[str]) -> Shape:
    """The shape of a directive, from its name and then its classes."""
    for name in map(_bare, names):
        if name in _SHAPES:
            return _SHAPES[name]
        if name in _ASIDES:
            return Shape.ASIDE
        if name.startswith("column-"):
            return Shape.PLAIN
    return Shape.UNKNOWN


def _bare(name: str) -> str:
    return name.lower().removeprefix(_PREFIX)
