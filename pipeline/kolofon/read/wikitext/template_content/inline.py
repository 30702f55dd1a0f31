"""From templates in a line, inline content, by the rules for their names."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from mwparserfromhell.nodes import Tag, Template

from kolofon.language.mediawiki import wiki_words
from kolofon.model.document import Date, Foreign, Inline, Link, NoteRef, Text
from kolofon.model.inline import preorder
from kolofon.read.html.blocks import collapsed
from kolofon.read.links import link
from kolofon.read.reading import Reading
from kolofon.read.sections.missing_words import missing_words
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Note, Parameter, Source, tag_name
from kolofon.read.wikitext.template_content.citation import cite
from kolofon.read.wikitext.templates.arguments import Arguments, TemplateCall, Value, template_call
from kolofon.read.wikitext.templates.dates import date_of
from kolofon.read.wikitext.templates.makers import Setting, made
from kolofon.read.wikitext.templates.rules import Kind, Rule, known
from kolofon.read.wikitext.templates.table import OWN, Table, table
from kolofon.text.notation import plain

__all__ = ["Host", "TemplateReader", "lookup_key", "table_of"]

_LOOKS = frozenset({"df", "mf", "abbr", "adj", "lk", "sp", "disp", "style", "class", "align", "width", "nocat", "cat"})
"""Parameters of any template that only set its look."""

_OF_LISTS = frozenset({"refs", "group", "colwidth", "liststyle", "style", "columns", "close", "responsive"})
"""Parameters of lists of references that have no words of the text, or are read elsewhere."""
_WHOLE = frozenset({Kind.CHEMICAL, Kind.QUANTITY, Kind.COORDINATES})
"""Kinds that print all of the parameters that they use, but maybe in other words: words need not be compared."""


class Host(Protocol):
    """The reader of inline content, which reads the content of parameters and keeps the notes."""

    def inlines(self, nodes: Iterable[At]) -> tuple[Inline, ...]:
        """Some nodes as inline content."""

    def call(self, name: str, at: At, contents: Note | None) -> NoteRef:
        """The call of a note, which has its contents here or elsewhere."""

    def define(self, at: At, node: Tag) -> None:
        """Keep the content of a `<ref>` in a list of references."""


class TemplateReader:
    """Reads the templates of one file."""

    def __init__(self, reading: Reading, source: Source, host: Host) -> None:
        self._reading = reading
        self._source = source
        self._host = host
        self._table = table_of(reading)

    def _setting(self, at: At) -> Setting:
        """The setting of a template in this file."""
        reading, place = self._reading, self._source.place(at.offset)

        def foreign(content: Value, tag: str) -> Value:
            return (Foreign(content, tag),) if reading.language(tag, place) else content

        return Setting(
            reading.edition.source_language,
            self._table.words,
            reading.base.rpartition("/")[2].rpartition(".")[0].replace("_", " "),
            lambda content, address: link(content, reading.target(address, place)),
            foreign,
        )

    @property
    def table(self) -> Table:
        """The rules for all names."""
        return self._table

    def rule(self, at: At) -> Rule | None:
        """The rule for a template; None for an unknown one, and for any other node."""
        return self._table.rule(*lookup_key(template_call(at))) if isinstance(at.node, Template) else None

    def kind(self, at: At) -> Kind | None:
        """The kind of a template; None for an unknown one, and for any other node."""
        rule = self.rule(at)
        return rule.kind if rule else None

    def arguments(self, call: TemplateCall, rule: Rule) -> Arguments:
        """The parameters of a template, each read at its first use."""
        return Arguments(call.parameters, self._value, rule.fields)

    def date(self, nodes: Sequence[At]) -> Date | None:
        """The date, if some nodes are a template of a date and nothing else."""
        solid = [at for at in nodes if str(at.node).strip()]
        rule = self.rule(solid[0]) if len(solid) == 1 else None
        if rule is None or rule.kind is not Kind.DATE or rule.text:
            return None
        # Only the characters: findings about the parameters are made where they are read.
        arguments = Arguments(template_call(solid[0]).parameters, _characters, rule.fields)
        return date_of(arguments, self._reading.edition.source_language)

    def inlines(self, at: At) -> tuple[Inline, ...]:
        """The inline content of a template in a line; what of it is not printed is in a finding."""
        call = template_call(at)
        rule = self._table.rule(*lookup_key(call))
        for comment in call.comments:
            self._note("comment", comment, f"a comment is not printed: {comment.node}", str(comment.node))
        if rule is None and call.name.partition(":")[0] not in wiki_words(self._reading.edition.source_language).silent:
            self.report_unknown(at, "")
            return ()
        if rule is None:  # a function that is a setting of the wiki
            self._note("unprinted-template", at, f"not printed: {at.node}", str(at.node))
            return ()
        match rule.kind:
            case Kind.NOTHING:
                self._note("unprinted-template", at, f"not printed: {at.node}", str(at.node))
                return ()
            case Kind.TOLD:
                self.report_unknown(at, rule.why)
                return ()
            case Kind.REFERENCES:
                self._list(at, call.parameters)
                return ()
            case Kind.NOTE:
                return self._note_template(at, call, rule)
            case Kind.CALLS:
                return self._calls(at, call.parameters)
            case Kind.CITATION:
                return self._citation(at, call, rule)
            case _:
                return self._made(at, call, rule)

    def report_unknown(self, at: At, why: str) -> None:
        """Report a template that is not printed, and why, if that is known."""
        hint = f"write what it stands for in its place, or say it once for all in source/{OWN}"
        message = f"not printed{f', since {why}' if why else ''}: {at.node}"
        place = self._source.place(at.offset)
        self._reading.warn("unknown-template", place, " ".join(message.split()), hint, subject=str(at.node))

    def report_unread(self, at: At, arguments: Arguments, rule: Rule, shown: tuple[Inline, ...]) -> None:
        """Report parameters, links and words of a template that are not in `shown`, its inline content."""
        self.report_unprinted(at, [f"{name}={parameter.text}" for name, parameter in self._left(arguments, rule)])
        led = {inline.target for inline in preorder(shown) if isinstance(inline, Link)}
        self.report_unprinted(at, sorted(f"link to {address}" for address in set(arguments.addresses()) - led))
        if rule.kind not in _WHOLE and (words := missing_words(arguments.flat(), shown, ())):
            self.report_unprinted(at, words)

    def _left(self, arguments: Arguments, rule: Rule) -> list[tuple[str, Parameter]]:
        """The parameters that were not used, without those that only set the look."""
        looks = _LOOKS | rule.looks
        left = ((name, parameter) for name, parameter in arguments.unread() if name not in looks)
        # `type:city_region:AL` is for maps.
        maps = rule.kind is Kind.COORDINATES
        return [
            (name, parameter) for name, parameter in left if not (maps and name.isdigit() and ":" in parameter.text)
        ]

    def report_parameter(self, parameter: Parameter) -> None:
        """Report a parameter that is not printed, at its own place."""
        written = f"{parameter.name} = {parameter.text}"
        place = self._source.place(begin(parameter.value))
        self._reading.note("unread-parameter", place, f"not printed: {written}", " ".join(written.split()))

    def report_unprinted(self, at: At, words: Sequence[str]) -> None:
        """Report words of a template that are not printed."""
        if words:
            unread = ", ".join(" ".join(word.split()) for word in words)
            self._note("unread-parameter", at, f"not printed of {{{{{template_call(at).name}}}}}: {unread}", unread)

    # --- kinds --------------------------------------------------------------------------------------------------------

    def _made(self, at: At, call: TemplateCall, rule: Rule) -> tuple[Inline, ...]:
        arguments = self.arguments(call, rule)
        if rule.kind is Kind.COORDINATES and arguments.switch("display") in ("title", "t"):
            self._note("unprinted-template", at, f"not printed: {at.node}", str(at.node))
            return ()
        found = made(call.name, rule, arguments, self._setting(at))
        if found is None:
            self.report_unknown(at, "it depends on more than its words")
            return ()
        if rule.kind is Kind.SHORT_NOTE:
            text = plain(found)
            shown: tuple[Inline, ...] = found
            found = (self._host.call(text, at, Note((), text, found)),)
        else:
            shown = found
        if not shown and not call.parameters:  # its text needs a parameter, and there is none
            self._note("unprinted-template", at, f"not printed: {at.node}", str(at.node))
        self.report_unread(at, arguments, rule, shown)
        return (*found, *arguments.besides)

    def _citation(self, at: At, call: TemplateCall, rule: Rule) -> tuple[Inline, ...]:
        fields: dict[str, Value] = {}
        repeated: list[str] = []
        written: dict[str, str] = {}
        for parameter in call.parameters:
            name = known(parameter.name, rule.fields)
            if not parameter.text.strip():
                continue
            if name in fields:
                repeated.append(f"{name}={parameter.text}")
            else:
                written[name.lower()] = parameter.text
                fields[name] = self._value(parameter)
        printed = {name: value for name, value in fields.items() if name not in rule.looks}
        citation = cite(printed, self._table.words, self._reading.edition.source_language)
        if unread := [*(f"{name}={written[name]}" for name in citation.unread), *repeated]:
            words = ", ".join(unread)
            self._note("unread-parameter", at, f"not printed of this citation: {words}", words)
        return citation.inlines

    def _value(self, parameter: Parameter) -> tuple[Inline, ...]:
        """The value of a parameter; if that has a name, without white space around it, as in the wiki."""
        value = self._host.inlines(parameter.value)
        return value if parameter.name.isdigit() else collapsed(value)

    def _list(self, at: At, given: Sequence[Parameter]) -> None:
        """Read a list of references, which may define some."""
        for parameter in given:
            for inner in parameter.value:
                if isinstance(inner.node, Tag) and tag_name(inner) == "ref":
                    self._host.define(inner, inner.node)
                elif parameter.name == "refs" and (words := plain(self._host.inlines([inner])).strip()):
                    self._note("stray-text", inner, f"not printed among the references: {words}", words)
            if parameter.name not in _OF_LISTS and any(character.isalpha() for character in parameter.text):
                self._unread(at, f"{parameter.name} = {parameter.text}")

    def _note_template(self, at: At, call: TemplateCall, rule: Rule) -> tuple[Inline, ...]:
        named: dict[str, Parameter] = {}
        for parameter in call.parameters:
            key = known(parameter.name, rule.fields)
            if key in named and named[key].text.strip():  # the last counts
                self._unread(at, f"{key}={named[key].text}")
            named[key] = parameter
        name = named["name"].text.strip() if "name" in named else ""
        words = named.get("1", named.get("text"))
        for key, parameter in named.items():
            if parameter is not words and key not in ("name", "group"):
                self._unread(at, f"{parameter.name}={parameter.text}")
        return (self._host.call(name, at, Note(words.value) if words else None),)

    def _calls(self, at: At, given: Sequence[Parameter]) -> tuple[Inline, ...]:
        """The calls of notes whose words are elsewhere."""
        for parameter in given:
            if not parameter.name.isdigit():
                self._unread(at, f"{parameter.name}={parameter.text}")
        filled = [parameter for parameter in given if parameter.name.isdigit() and parameter.text.strip()]
        return tuple(self._host.call(parameter.text, at, None) for parameter in filled)

    def _unread(self, at: At, words: str) -> None:
        self._note("unread-parameter", at, f"not printed: {words}", words)

    def _note(self, code: str, at: At, message: str, subject: str) -> None:
        self._reading.note(code, self._source.place(at.offset), message, subject)


def lookup_key(call: TemplateCall) -> tuple[str, tuple[str, ...]]:
    """The arguments of `Table.rule` for a template: its name, and the names of its parameters."""
    return call.name, tuple(parameter.name for parameter in call.parameters)


def table_of(reading: Reading) -> Table:
    """The table of templates for a file, with that of its edition.  Raises `SourceError` for a mistake in that."""
    own = reading.beside.content(OWN)
    return table(reading.edition.source_language, own, f"source/{OWN}")


def _characters(parameter: Parameter) -> Value:
    return (Text(parameter.text.strip()),)
