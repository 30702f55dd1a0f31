"""From the head of a Markdown file, its front matter: title, description, language, settings of citations.

---                     YAML, up to `---` or `...`: Jekyll, Quarto, MyST, Obsidian
+++                     TOML, up to `+++`: Hugo
% Title                 the title, the authors and the date, each behind a percent sign: Pandoc
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from kolofon.model.document import Place, Sentence, Text
from kolofon.model.error import SourceError
from kolofon.read.markdown.citations import Sources
from kolofon.read.reading import Reading, printable
from kolofon.read.text import Line

__all__ = ["FrontMatter", "read_front_matter"]

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")
_TOML = re.compile(r"\+\+\+[ \t]*")
_TOML_KEY = re.compile(r"""[ \t]*(?:[\w"'.-]+[ \t]*=|\[)""")
_TITLE_BLOCK = re.compile(r"%[ \t]+(?P<words>\S.*)")
_TITLE_LINES = ("title", "author", "date")
_TOML_FAULT = re.compile(r"\(at line (\d+), column (\d+)\)")
_READ = ("title", "description", "lang")
_CITING = ("bibliography", "csl", "citation-style", "nocite")
_SUBSTITUTIONS = ("substitutions", "myst_substitutions")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file, and its number of lines."""

    title: Sentence | None = None
    description: Sentence | None = None
    language: str = ""
    lines: int = 0
    sources: Sources = field(default_factory=Sources)
    substitutions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Value:
    """A key and its value: as written, its place, the texts in it, and, for a mapping, these texts by their names."""

    key: str
    written: str
    place: Place
    texts: tuple[str, ...]
    named: Mapping[str, str] = field(default_factory=dict)


def read_front_matter(lines: Sequence[Line], reading: Reading) -> FrontMatter:
    """The front matter of a file: title, description, language, citations; each other key is in a finding.

    Lines that do not begin with a key are no front matter, since `---` is also a rule.  Raises `SourceError` for broken
    YAML or TOML.  Front matter that is not closed is text, with a finding (`unclosed-front-matter`).
    """
    if _TOML.fullmatch(lines[0].text):
        return _toml(lines, reading)
    if _TITLE_BLOCK.fullmatch(lines[0].text):
        return _title_block(lines, reading)
    end = next((number for number, line in enumerate(lines[1:], 1) if _CLOSING.fullmatch(line.text)), 0)
    if not end and _OPENING.fullmatch(lines[0].text) and _KEY.match("".join(line.text for line in lines[1:2])):
        message = "this front matter is not closed, so it is printed as text"
        reading.warn("unclosed-front-matter", Place(reading.path, 1), message, "write --- below its last line")
    first = next((line for line in lines[1:end] if not line.blank and not line.text.startswith("#")), None)
    if not _OPENING.fullmatch(lines[0].text) or not first or not _KEY.match(first.text):
        return FrontMatter()
    text = "\n".join(line.text for line in lines[1:end])
    return _made(_pairs(text, reading.path), end + 1, reading)


def _made(values: Iterator[_Value], lines: int, reading: Reading) -> FrontMatter:
    found: dict[str, Sentence] = {}
    citing: dict[str, _Value] = {}
    substitutions: dict[str, str] = {}
    for value in values:
        key = value.key
        if key in _READ and key not in found and value.written.strip():
            found[key] = Sentence((Text(printable(" ".join(value.written.split()))),), value.place)
        elif key in _CITING and key not in citing and value.texts:
            citing[key] = value
        elif key in _SUBSTITUTIONS and value.named:
            substitutions |= value.named
        else:
            reading.unread("unread-metadata", value.place, f"{key}: {value.written}")
    language = ""
    if tag := found.get("lang"):
        language = reading.marks({"lang": _characters(tag)}, tag.place).language
    title, description = found.get("title"), found.get("description")
    return FrontMatter(title, description, language, lines, _sources(citing), substitutions)


def _sources(found: Mapping[str, _Value]) -> Sources:
    files = found.get("bibliography")
    style = found.get("csl", found.get("citation-style"))
    uncited = found.get("nocite")
    return Sources(
        tuple((text, files.place) for text in files.texts) if files else (),
        (style.texts[0], style.place) if style else None,
        (" ".join(uncited.texts), uncited.place) if uncited else None,
    )


def _toml(lines: Sequence[Line], reading: Reading) -> FrontMatter:
    end = next((number for number, line in enumerate(lines[1:], 1) if _TOML.fullmatch(line.text)), 0)
    first = next((line for line in lines[1:end] if not line.blank and not line.text.startswith("#")), None)
    if not first or not _TOML_KEY.match(first.text):
        return FrontMatter()
    try:
        found = tomllib.loads("\n".join(line.text for line in lines[1:end]))
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        at = _TOML_FAULT.search(str(broken))
        place = Place(reading.path, int(at[1]) + 1, int(at[2])) if at else Place(reading.path, end)
        message = f"the front matter is not TOML: {broken}"
        raise SourceError(message, place=place, hint='a line is key = "value"') from broken

    def values() -> Iterator[_Value]:
        for key, value in found.items():
            begins = (line for line in lines[1:end] if re.match(rf"""[ \t]*\[*["']?{re.escape(key)}\b""", line.text))
            line = next(begins, lines[1])
            texts = tuple(str(each) for each in (value if isinstance(value, list) else [value]))
            yield _Value(key, value if isinstance(value, str) else str(value), line.place(), texts)

    return _made(values(), end + 1, reading)


def _title_block(lines: Sequence[Line], reading: Reading) -> FrontMatter:
    """The title block of Pandoc; a line that begins with white space continues the one above it."""
    found: list[tuple[str, Place]] = []
    count = 0
    for line in lines:
        if line.text.startswith("%") and len(found) < len(_TITLE_LINES):
            found.append((line.text[1:].strip(), line.place(1)))
        elif found and line.text.startswith((" ", "\t")) and not line.blank:
            words, place = found[-1]
            found[-1] = (f"{words} {line.text.strip()}", place)
        else:
            break
        count += 1
    if count < len(lines) and not lines[count].blank:
        return FrontMatter()  # it is a paragraph
    values = (
        _Value(key, words, place, (words,)) for key, (words, place) in zip(_TITLE_LINES, found, strict=False) if words
    )
    return _made(values, count, reading)


def _characters(sentence: Sentence) -> str:
    return "".join(inline.text for inline in sentence.inlines if isinstance(inline, Text))


def _pairs(text: str, path: str) -> Iterator[_Value]:
    """The keys of the outermost mapping with their values, as text, and the places of the values."""
    try:
        # Composed, not constructed: the values of YAML's many types are never made, and an alias is not followed.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as broken:
        mark = broken.problem_mark if isinstance(broken, yaml.MarkedYAMLError) else None
        place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 2)
        what = broken.problem if isinstance(broken, yaml.MarkedYAMLError) else "it is nested too deeply"
        hint = "a line is key: value; put a value with a colon into quotation marks"
        raise SourceError(f"the front matter is not YAML: {what}", place=place, hint=hint) from broken
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        begin = value.start_mark
        place = Place(path, begin.line + 2, begin.column + 1)
        written = text[key.start_mark.index : key.end_mark.index].strip("\"'")
        raw = value.value if isinstance(value, yaml.ScalarNode) else text[begin.index : value.end_mark.index]
        yield _Value(written, str(raw), place, tuple(_texts(value)), dict(_named(value)))


def _texts(node: yaml.Node) -> Iterator[str]:
    """The text of a value, or those of a list."""
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from (str(each.value) for each in node.value if isinstance(each, yaml.ScalarNode))


def _named(node: yaml.Node) -> Iterator[tuple[str, str]]:
    """The texts of a mapping by their keys."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                yield str(key.value), str(value.value)
