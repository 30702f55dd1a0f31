"""From the lines of an infobox, with keys and values, an infobox.

An infobox of a military conflict is recognized by its fields (Wikipedia, "Template:Infobox military conflict"): the
fields of each side are side by side, and lists that were flattened are lists again.  In any other infobox each key is
a label and each value one cell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from kolofon.model.document import Infobox, InfoboxGroup, InfoboxRow, Inline, Place, Sentence, Term, Text
from kolofon.model.finding import Finding
from kolofon.read.elements.values import inlines
from kolofon.read.sections.sentences import BREAK, sentence, warning

__all__ = ["LABELS", "LOOKS", "InfoboxLine", "conflicting", "read_infobox"]

_WHOLE = {
    "partof": "Part of",
    "date": "Date",
    "place": "Location",
    "location": "Location",
    "result": "Result",
    "territory": "Territorial changes",
}
_SIDED = {
    "combatant": "Belligerents",
    "commander": "Commanders and leaders",
    "units": "Units involved",
    "strength": "Strength",
    "casualties": "Casualties and losses",
}
LABELS = tuple(dict.fromkeys((*_WHOLE.values(), *_SIDED.values())))
"""The labels that the press translates itself, in their order in an infobox."""

LOOKS = re.compile(
    r"(?:image|img|photo|picture|logo|map|flag|seal|shield|emblem|crest|coat|cover|poster|signature|skyline|blank)"
    r".*(?:size|upright|width|height|px)\d*|bildbreite|.*taille image|largeur image|tamaño.*imagen|画像サイズ|画像幅|"
    r"upright\d*|width\d+|map_.*|pushpin_.*|campaignbox|child|embed|italic.*|"
    r"(?:above|header|label|data|title|sub|caption)?(?:style|class)\d*|autoheaders|decat|name ?list ?style|bodyclass|"
    r"farbe.*|hintergrund.*|zoom.*|mapframe.*|text_?color|bgcolou?r|fetchwikidata|onlysourced|nocat|debug"
)
"""The names of parameters for the look of a box, and for its place in the wiki."""

_TITLE = "conflict"

_SIDED_NAME = re.compile(f"({'|'.join(_SIDED)})([123])")
_KEY = re.compile(r"([^:：]*[^:：\s])\s*[:：](?!//)")
# The comma of "15,000" has no space after it.
_COMMA = re.compile(r",(?:\s+|$|(?=,))")
_LOST = re.compile(r"(?:\s*,)+\s*")
_LABELLING = re.compile(r"(.+?)[\s_]*(type|title|name|rang)((?:[\s_]*sec)?[0-9]*)", re.IGNORECASE)
"""The name of a parameter whose value is the label of another: the stem, the ending and the number of the name."""
_LABELLED = {"type": ("name", ""), "title": ("name", "date", ""), "name": ("info",), "rang": ("name", "wissname")}
_BRACKETS = {")": "(", "]": "["}

_Cell = tuple[InfoboxGroup, ...]


@dataclass(frozen=True, slots=True)
class InfoboxLine:
    """The text after one bullet, its place, and whether it is nested below the line before.

    `inlines` is the same text with its links, notes and so on, if it has any.  A `heading` is one for the fields after
    it.  `label`, with its own inlines, is printed in the place of the field's key, if it is not empty.
    """

    text: str
    place: Place
    nested: bool = False
    inlines: tuple[Inline, ...] = ()
    heading: bool = False
    label: str = ""
    label_inlines: tuple[Inline, ...] = ()

    def part(self, start: int, end: int | None = None) -> "InfoboxLine":
        """The text from `start` to `end` without the white space around it, with its own place."""
        text = self.text[start:end]
        begin = start + len(text) - len(text.lstrip())
        return replace(self, text=text.strip(), place=replace(self.place, column=self.place.column + begin))


@dataclass(slots=True)
class _Field:
    """A key and its values: the one after its colon (None: there is no colon), and those nested below it."""

    key: InfoboxLine
    value: InfoboxLine | None
    nested: list[InfoboxLine] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The key for comparison: `Part_of`, `Part of` and `Partof` are the same; empty for a heading."""
        if self.key.heading:
            return ""
        return re.sub(r"[\s_]", "", self.key.text).casefold()

    @property
    def filled(self) -> bool:
        """Whether there is a value."""
        return bool(self.nested or (self.value and self.value.text)) and not self.key.heading

    @property
    def single(self) -> bool:
        """Whether there is one value of one line, which can be a label."""
        values = [line for line in (self.value, *self.nested) if line is not None and line.text]
        return len(values) == 1 and not values[0].text.endswith(":") and not BREAK.search(values[0].text)

    @property
    def sided(self) -> re.Match[str] | None:
        """The name and the number of a field that is there once for each side."""
        return _SIDED_NAME.fullmatch(self.name)


def conflicting(name: str) -> bool:
    """Whether only an infobox of a military conflict has a field of this name."""
    key = re.sub(r"[\s_]", "", name).casefold()
    return key == _TITLE or _SIDED_NAME.fullmatch(key) is not None


def read_infobox(lines: Sequence[InfoboxLine]) -> tuple[Infobox, tuple[Finding, ...]]:
    """An infobox from its lines, and the findings about it.

    Findings: `missing-key`, `repeated-key`, `lost-value` (an empty value, or an empty item of a list).
    """
    fields = tuple(_fields(lines))
    findings = list(_key_findings(fields))
    if any(entry.name == _TITLE or entry.sided for entry in fields):
        return _conflict(fields, findings), tuple(findings)
    return Infobox(None, tuple(_labelled(fields, findings))), tuple(findings)


def _fields(lines: Iterable[InfoboxLine]) -> Iterator[_Field]:
    last: _Field | None = None
    for line in lines:
        if line.nested and last:
            last.nested.append(line)
            continue
        if last:
            yield last
        found = None if line.heading else _KEY.match(line.text)
        last = _Field(line.part(0, found.end(1)), line.part(found.end())) if found else _Field(line, None)
    if last:
        yield last


def _key_findings(fields: Iterable[_Field]) -> Iterator[Finding]:
    seen: dict[str, _Field] = {}
    for entry in fields:
        place = entry.key.place
        if entry.key.heading:
            continue
        first = seen.setdefault(entry.name, entry)
        if entry.value is None:
            yield warning("missing-key", place, f"“{entry.key.text}” has no key", "write it as “- Key: value”")
        elif first is not entry:
            message = f"{entry.key.text} was there already, at line {first.key.place.line}"
            yield warning("repeated-key", place, message, "keep one of them, with the values of both")


def _conflict(fields: Iterable[_Field], findings: list[Finding]) -> Infobox:
    title: Sentence | None = None
    rows: dict[str, dict[int, _Cell]] = {label: {} for label in LABELS}
    others: list[_Field] = []
    for entry in fields:
        if sided := entry.sided:
            row, side = rows[_SIDED[sided[1]]], int(sided[2])
            row[side] = row.get(side, ()) + _cell(entry, findings, counts=True)
        elif label := _WHOLE.get(entry.name):
            row = rows[label]
            row[0] = row.get(0, ()) + _cell(entry, findings, counts=False)
        elif entry.name == _TITLE and title is None and entry.value and entry.value.text and not entry.nested:
            title = sentence(entry.value.text, entry.value.place)
        else:
            others.append(entry)
    sides = max((side for row in rows.values() for side in row), default=0)
    sides = max(sides, 2)
    known = (
        InfoboxRow(Term(label), (row[0],) if 0 in row else tuple(row.get(side, ()) for side in range(1, sides + 1)))
        for label, row in rows.items()
        if any(row.values())
    )
    return Infobox(title, (*known, *_labelled(others, findings)), sides)


def _labelled(fields: Iterable[_Field], findings: list[Finding]) -> Iterator[InfoboxRow]:
    fields = tuple(fields)
    labels = _own_labels(fields)
    printed = {id(label) for label in labels.values()}
    for entry in fields:
        key = entry.key
        if id(entry) in printed:
            continue
        if key.heading:
            yield InfoboxRow(Sentence(key.inlines or (Text(key.text),), key.place), ())
            continue
        label = Sentence(key.label_inlines or (Text(key.label or key.text.replace("_", " ").strip()),), key.place)
        if own := labels.get(entry.name):
            ((group,),) = (_cell(own, findings, counts=False),)
            label = group.items[0]
        yield InfoboxRow(label, (_cell(entry, findings, counts=False),))


def _own_labels(fields: Sequence[_Field]) -> Mapping[str, _Field]:
    """The fields that are labels of others, by the names of these others.

    `subdivision_type1 = County` is the label of `subdivision_name1`.
    """
    names = {entry.name: entry for entry in fields if entry.filled}
    found: dict[str, _Field] = {}
    for entry in fields:
        written = _LABELLING.fullmatch(entry.key.text.strip()) if entry.single else None
        if written is None:
            continue
        every = [
            re.sub(r"[\s_]", "", f"{written[1]}{ending}{written[3]}").casefold()
            for ending in _LABELLED[written[2].casefold()]
        ]
        there = [name for name in every if name in names and name not in found and names[name] is not entry]
        # The rank of a taxon is that of both its names.
        found |= dict.fromkeys(there if written[2].casefold() == "rang" else there[:1], entry)
    return found


def _cell(entry: _Field, findings: list[Finding], *, counts: bool) -> _Cell:
    """The values of a field in groups.  In a field that counts, with one value for each side, commas separate items."""
    items: list[InfoboxLine] = []
    for value in (*([entry.value] if entry.value else []), *entry.nested):
        # A line with its own bullet is one item, whatever commas are in it.
        for item in _items(value, commas=counts and not value.nested):
            if item.text:
                items.append(item)
            else:
                findings.append(_lost(item.place, f"{entry.key.text} has an empty item"))
    if not items and entry.value:
        findings.append(_lost(entry.value.place, f"{entry.key.text} has no value"))
    return tuple(_groups(items, counts=counts))


def _lost(place: Place, message: str) -> Finding:
    hint = "the extract lost a value here, often the template of a flag: write it in, or take the comma or the key out"
    return warning("lost-value", place, message, hint)


def _items(value: InfoboxLine, *, commas: bool) -> Iterator[InfoboxLine]:
    """The items of a flattened list, separated by break tags and commas; empty text between tags is no item."""
    for line in _pieces(value, BREAK.finditer(value.text)):
        if line.text and commas:
            bracketed = _bracketed(line.text)
            yield from _pieces(line, (at for at in _COMMA.finditer(line.text) if not bracketed[at.start()]))
        elif line.text:
            yield from [line] if value.nested else _without_commas(line)


def _without_commas(line: InfoboxLine) -> Iterator[InfoboxLine]:
    """A value without the commas at its ends, and an empty item for each end where they were: something was lost."""
    before, behind = _LOST.match(line.text), re.search(r"(?:\s*,)+$", line.text)
    if before:
        yield line.part(0, 0)
    if before is None or before.end() < len(line.text):
        yield line.part(before.end() if before else 0, behind.start() if behind else None)
        if behind:
            yield line.part(len(line.text))


def _pieces(line: InfoboxLine, separators: Iterable[re.Match[str]]) -> Iterator[InfoboxLine]:
    start = 0
    for separator in separators:
        yield line.part(start, separator.start())
        start = separator.end()
    yield line.part(start)


def _bracketed(text: str) -> Sequence[int]:
    """How many brackets each character is in; a bracket without a partner does not count."""
    opened: list[tuple[str, int]] = []
    steps = [0] * (len(text) + 1)
    for offset, character in enumerate(text):
        if character in _BRACKETS.values():
            opened.append((character, offset))
        elif opened and _BRACKETS.get(character) == opened[-1][0]:
            steps[opened.pop()[1]] += 1
            steps[offset] -= 1
    return tuple(accumulate(steps))


def _groups(items: Iterable[InfoboxLine], *, counts: bool) -> Iterator[InfoboxGroup]:
    """Items in groups: an item that ends in a colon is the heading of those after it."""
    heading: Sentence | None = None
    group: list[Sentence] = []
    for item in items:
        if item.text.endswith(":"):
            if heading or group:
                yield InfoboxGroup(heading, tuple(group))
            heading, group = Sentence(item.inlines or (Text(item.text),), item.place), []
        else:
            group.append(Sentence(item.inlines or inlines(item.text, counts=counts), item.place))
    if heading or group:
        yield InfoboxGroup(heading, tuple(group))
