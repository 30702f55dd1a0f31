"""Front matter: the YAML at the head of a Markdown file, between `---` and `---` or `...`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from kolofon.model.document import Place, Sentence, Text
from kolofon.model.error import SourceError
from kolofon.read.reading import Reading, printable
from kolofon.read.text import Line

__all__ = ["FrontMatter", "read_front_matter"]

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file, and its number of lines."""

    title: Sentence | None = None
    description: Sentence | None = None
    language: str = ""
    lines: int = 0


def read_front_matter(lines: Sequence[Line], reading: Reading) -> FrontMatter:
    """The front matter of a file: `title`, `description` and `lang`; each other key is in a finding.

    Lines whose first is no key are no front matter: `---` is also a rule.  Raises `SourceError` for broken YAML.  Front
    matter that is not closed is text, with a finding (`unclosed-front-matter`).
    """
    end = next((number for number, line in enumerate(lines[1:], 1) if _CLOSING.fullmatch(line.text)), 0)
    if not end and _OPENING.fullmatch(lines[0].text) and _KEY.match("".join(line.text for line in lines[1:2])):
        message = "this front matter is not closed, so it is printed as text"
        reading.warn("unclosed-front-matter", Place(reading.path, 1), message, "write --- below its last line")
    first = next((line for line in lines[1:end] if not line.blank and not line.text.startswith("#")), None)
    if not _OPENING.fullmatch(lines[0].text) or not first or not _KEY.match(first.text):
        return FrontMatter()
    text = "\n".join(line.text for line in lines[1:end])
    found: dict[str, Sentence] = {}
    for key, value, place in _pairs(text, reading.path):
        if key in ("title", "description", "lang") and key not in found and value.strip():
            found[key] = Sentence((Text(printable(" ".join(value.split()))),), place)
        else:
            reading.unread("unread-metadata", place, f"{key}: {value}")
    language = ""
    if told := found.get("lang"):
        language = reading.marks({"lang": _characters(told)}, told.place).language
    return FrontMatter(found.get("title"), found.get("description"), language, end + 1)


def _characters(sentence: Sentence) -> str:
    return "".join(inline.text for inline in sentence.inlines if isinstance(inline, Text))


def _pairs(text: str, path: str) -> Iterator[tuple[str, str, Place]]:
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
        yield written, str(raw), place
