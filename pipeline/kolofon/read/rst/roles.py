"""The roles of docutils and Sphinx: what each prints, and where it leads.

| kind       | printed                                        | roles                                         |
|------------|------------------------------------------------|-----------------------------------------------|
| styles     | the words                                      | `emphasis`, `strong`, `sub`, `guilabel`, …    |
| code       | the words as code                              | `code`, `kbd`, `file`, `samp`, `option`, …    |
| objects    | a name as code, which leads to its description | `func`, `class`, `c:type`, …                  |
| headed     | the words, or the heading of the target        | `ref`, `doc`, `numref`, `any`                 |
| documents  | a number, which leads to it on the web         | `pep`, `rfc`, `cve`, `cwe`                    |
"""

import re

from kolofon.model.document import Emphasis, Strong, Subscript, Superscript
from kolofon.model.inline import Styled

__all__ = [
    "CALLED",
    "CODE",
    "DOCUMENTS",
    "HEADED",
    "LEADING_CODE",
    "OBJECTS",
    "STYLES",
    "is_known",
    "labelled",
    "object_words",
    "plain_role",
    "samp",
]

STYLES: dict[str, type[Styled]] = {
    **dict.fromkeys(
        ("emphasis", "dfn", "title-reference", "title", "t", "manpage", "mailheader", "newsgroup"), Emphasis
    ),
    **dict.fromkeys(("strong", "command", "program", "guilabel", "menuselection"), Strong),
    **dict.fromkeys(("superscript", "sup"), Superscript),
    **dict.fromkeys(("subscript", "sub"), Subscript),
}
"""The roles that say how words are set."""

CODE = frozenset({"literal", "code", "kbd", "file", "samp", "mimetype", "makevar", "regexp", "magic", "expr", "texpr"})
"""The roles of code that lead nowhere."""

LEADING_CODE = frozenset(
    {"option", "envvar", "token", "keyword", "confval", "setting", "pdbcmd", "opcode", "monitoring-event"}
)
"""The roles of code that lead to a description."""

OBJECTS = frozenset(
    {
        *("func", "meth", "class", "attr", "exc", "data", "mod", "obj", "const", "type", "macro", "member", "var"),
        *(
            "enum",
            "enumerator",
            "struct",
            "union",
            "concept",
            "cdata",
            "cfunc",
            "ctype",
            "cmacro",
            "deco",
            "term-object",
        ),
        *("function", "method", "attribute", "module", "exception", "property", "dir", "role", "directive"),
    }
)
"""The roles of objects: the name of one, with its modules, of which `~` shows the last only."""

CALLED = frozenset({"func", "meth", "function", "method", "cfunc"})
"""The roles behind whose names Sphinx prints brackets."""

HEADED = frozenset({"ref", "doc", "numref", "any", "eq", "term", "download"})
"""The roles that lead to something and have words of their own only as `words <target>`."""

DOCUMENTS = {
    "pep": ("PEP {}", "https://peps.python.org/pep-{:0>4}/"),
    "pep-reference": ("PEP {}", "https://peps.python.org/pep-{:0>4}/"),
    "rfc": ("RFC {}", "https://datatracker.ietf.org/doc/html/rfc{}.html"),
    "rfc-reference": ("RFC {}", "https://datatracker.ietf.org/doc/html/rfc{}.html"),
    "cve": ("CVE-{}", "https://www.cve.org/CVERecord?id=CVE-{}"),
    "cwe": ("CWE-{}", "https://cwe.mitre.org/data/definitions/{}.html"),
}
"""The roles of numbered documents: what is printed, and the address."""

_OTHERS = frozenset({"math", "abbr", "abbreviation", "acronym", "ac", "index", "raw"})
_DOMAINS = frozenset({"c", "cpp", "js", "math", "py", "rst", "std"})
_ACCELERATOR = re.compile(r"&(?=\S)")
_STEP = re.compile(r"\s*-->\s*")
_VARIABLE = re.compile(r"(?<!\\)\{([^{}]*)(?<!\\)\}")


def plain_role(name: str) -> str:
    """The name of a role without its domain: `py:func` is `func`, `math:numref` is `eq`."""
    name = name.lower()
    if name == "math:numref":
        return "eq"
    domain, _, rest = name.partition(":")
    return rest.rpartition(":")[2] if rest and domain in _DOMAINS else name


def is_known(role: str) -> bool:
    """Whether a role, without its domain, is one of docutils' or Sphinx's."""
    known = (STYLES, CODE, LEADING_CODE, OBJECTS, HEADED, DOCUMENTS, _OTHERS)
    return any(role in names for names in known)


def object_words(role: str, written: str) -> tuple[str, str]:
    """The words that are printed for an object, and the name that they lead to; behind a `!` that is empty."""
    name = written.lstrip("!~.")
    marks = written[: len(written) - len(name)]
    words = re.split(r"[.:/]", name)[-1] if "~" in marks and name else name
    if role in CALLED and words and not words.endswith(")"):
        words += "()"
    return words, "" if "!" in marks else name.removesuffix("()")


def labelled(role: str, text: str) -> str:
    """The words of a style: a menu has arrows between its steps, and no `&` before the letter of a key."""
    if role == "menuselection":
        text = _STEP.sub(" ‣ ", text)
    return _ACCELERATOR.sub("", text) if role in ("menuselection", "guilabel") else text


def samp(raw: str) -> str:
    """The characters of `samp` and `file`, without the braces around what a reader replaces."""
    return _VARIABLE.sub(r"\1", raw).replace("\\{", "{").replace("\\}", "}").replace("\\\\", "\\")
