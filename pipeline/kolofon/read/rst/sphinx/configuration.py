"""The settings of a Sphinx project from its `conf.py`, which is read and never run."""

import ast
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch

__all__ = ["Configuration", "configuration"]

_MOST = 1_000_000
"""Characters of a file beyond which it is no configuration."""

_PLAIN = ("ja", "zh_CN", "zh_TW")
"""The languages whose marks Sphinx leaves as they are."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a project that a text depends on, with Sphinx's defaults.

    `folder`, below `source/`, is that of `conf.py`; the names of documents are relative to it.  `path` is that of
    `conf.py`, and empty where there is none.  `others` are the names of the projects that references may lead to.
    `prolog` and `epilog` are put around every file.  `links` has the roles that lead to an address, each with the
    address and the words, in which `%s` is replaced.  `excluded` are patterns of files that are no chapters.
    `role` is that of text without a role, and `highlighted` the language of listings that name none.  `smart` are
    docutils' letters for the quotation marks, dashes and dots to replace (`smartquotes_action`), and empty for none;
    texts in `plain_languages` keep theirs.
    """

    path: str = ""
    folder: str = ""
    project: str = ""
    author: str = ""
    version: str = ""
    release: str = ""
    language: str = ""
    prolog: str = ""
    epilog: str = ""
    root: str = "index"
    role: str = ""
    highlighted: str = ""
    extensions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".rst",)
    others: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    smart: str = "qDe"
    plain_languages: tuple[str, ...] = _PLAIN

    def excludes(self, path: str) -> bool:
        """Whether a file, by its path from the folder, is no chapter."""
        return any(fnmatch(path, pattern) or path.startswith(f"{pattern.rstrip('/')}/") for pattern in self.excluded)


def configuration(content: bytes | None, path: str) -> Configuration:
    """The settings in a `conf.py`; the defaults where there is none, or where it is not Python.

    Assignments of strings, lists and tables are read, also those made with `+` or in an f-string of names that were
    assigned before.  Any other statement is passed over.
    """
    settings: dict[str, object] = {}
    try:
        text = (content or b"").decode("utf-8-sig")
        module = ast.parse(text if len(text) <= _MOST else "")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        module = ast.Module([], [])
    for statement in module.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found = _value(value, settings)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found = _value(value, settings)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                found = _added(settings.get(name), _value(value, settings))
            case _:
                continue
        if found is not None:
            settings[name] = found
    return _configuration(settings, path if content is not None else "", posixpath.dirname(path))


def _configuration(settings: Mapping[str, object], path: str, folder: str) -> Configuration:
    release = _text(settings.get("release")) or _text(settings.get("version"))
    suffix = settings.get("source_suffix", ".rst")
    excluded = settings.get("smartquotes_excludes")
    return Configuration(
        path,
        folder,
        _text(settings.get("project")),
        _text(settings.get("author")),
        _text(settings.get("version")) or release,
        release,
        _text(settings.get("language")),
        _text(settings.get("rst_prolog")),
        _text(settings.get("rst_epilog")),
        _text(settings.get("root_doc")) or _text(settings.get("master_doc")) or "index",
        _text(settings.get("default_role")),
        _text(settings.get("highlight_language")),
        _texts(settings.get("extensions")),
        _texts(settings.get("exclude_patterns")),
        (suffix,) if isinstance(suffix, str) else _texts(suffix) or (".rst",),
        _texts(settings.get("intersphinx_mapping")),
        dict(_links(settings.get("extlinks"))),
        (_text(settings.get("smartquotes_action")) or "qDe") if settings.get("smartquotes", True) else "",
        _texts(excluded.get("languages", _PLAIN)) if isinstance(excluded, dict) else _PLAIN,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple | dict) else ()


def _links(value: object) -> "list[tuple[str, tuple[str, str]]]":
    found: list[tuple[str, tuple[str, str]]] = []
    for name, pair in value.items() if isinstance(value, dict) else ():
        match pair:
            case [str(address), str() | None as words] if isinstance(name, str):
                found.append((name, (address, words or "")))
            case _:
                pass
    return found


def _added(one: object, other: object) -> object:
    if isinstance(one, str) and isinstance(other, str) and len(one) + len(other) <= _MOST:
        return one + other
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return [*one, *other]
    return None


def _value(node: ast.expr, settings: Mapping[str, object]) -> object:
    """The value of an expression; None for one that would have to be run."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return settings.get(name)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_value(item, settings) for item in items]
        case ast.Dict(keys=keys, values=items):
            pairs = zip(keys, items, strict=True)
            found = [(_value(key, settings), _value(item, settings)) for key, item in pairs if key is not None]
            return {key: item for key, item in found if isinstance(key, str)}
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _added(_value(left, settings), _value(right, settings))
        case ast.JoinedStr(values=pieces):
            parts = [_piece(piece, settings) for piece in pieces]
            return "".join(part for part in parts if part is not None) if None not in parts else None
        case _:
            return None


def _piece(node: ast.expr, settings: Mapping[str, object]) -> str | None:
    value = _value(node.value if isinstance(node, ast.FormattedValue) else node, settings)
    return str(value) if isinstance(value, str | int) else None
