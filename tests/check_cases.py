"""The cases of the checks: `tests/checks/<code>.toml`, with translations that pass and translations that fail."""

import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Literal

import msgspec

import kolofon.check.families
from kolofon.check import FAMILIES, Check, Family, check
from kolofon.check.families.glossary import glossary_family
from kolofon.check.families.names import names_family
from kolofon.check.families.spelling import spelling_family
from kolofon.model.document import Bibliography, Document, Entry, Paragraph, Place, Section, Sentence, Text
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.glossary.terms import Glossary, Term
from tests.machine import ROOT

CASES = ROOT / "tests" / "checks"


class Message(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One entry of a catalogue.  `comment` and `flags` are the translator's."""

    source: str
    translation: str
    context: str | None = None
    plural: str | None = None
    forms: list[str] = []
    flags: list[str] = []
    comment: str = ""

    def entry(self, line: int = 0) -> CatalogueEntry:
        return CatalogueEntry(
            context=self.context,
            msgid=self.source,
            plural=self.plural,
            msgstrs=(self.translation, *self.forms),
            flags=tuple(self.flags),
            comments=(self.comment,) if self.comment else (),
            line=line,
        )


class Case(Message, forbid_unknown_fields=True, kw_only=True):
    """A message and its surroundings.

    `beside` are other messages of the catalogue, `bibliography` the entries of the source text, `heading` says that the
    message is the heading of a section, `terms` are those of the glossary, `dictionary` is all that a spelling
    dictionary has.  Of one that fails, `marked` are the pieces that are shown (in the msgstr, or where there are none
    in the msgid), and `mend` is a translation that passes.
    """

    language: str
    beside: list[Message] = []
    bibliography: list[str] = []
    heading: bool = False
    terms: list[Term] = []
    dictionary: list[str] | None = None
    marked: list[str] | None = None
    mend: str | None = None

    def findings(self, code: str, translation: str | None = None) -> tuple[Finding, ...]:
        """What the check finds in the message, or would in another translation of it."""
        mended = (
            self.entry(1) if translation is None else msgspec.structs.replace(self, translation=translation).entry(1)
        )
        others = [message.entry(line) for line, message in enumerate(self.beside, 2)]
        catalogue = Catalogue(self.language, (), (mended, *others), path="sample.po")
        found = check(self.document(), catalogue, families=self.families())
        return tuple(finding for finding in found if finding.code == code)

    def document(self) -> Document | None:
        if not (self.bibliography or self.heading):
            return None
        here = Place("source/sample.txt", 1)
        heading = Sentence((Text(self.source if self.heading else "Literature"),), here)
        entries = tuple(Entry(text, here) for text in self.bibliography)
        section = Section(heading, (Bibliography(entries, "sq"),))
        return Document("en", Sentence((Text("A title"),), here), (Paragraph(()),), (section,))

    def families(self) -> tuple[Family, ...]:
        glossary = Glossary("en", self.language, tuple(self.terms))
        families = (*FAMILIES, glossary_family(glossary), names_family(glossary))
        known = self.dictionary
        if known is None:
            return families
        return (*families, spelling_family(lambda word: word.lower() in known, glossary))


class Cases(msgspec.Struct, forbid_unknown_fields=True):
    """A case file."""

    fails: list[Case]
    passes: list[Case]
    concerns: Literal["every language", "some languages"] = "every language"


@cache
def cases(code: str) -> Cases:
    return msgspec.convert(tomllib.loads((CASES / f"{code}.toml").read_text("utf-8")), Cases)


def modules() -> Iterator[ModuleType]:
    """The modules that declare checks, by name: the families, and `ignore`."""
    families = [
        f"kolofon.check.families.{module.name}" for module in pkgutil.iter_modules(kolofon.check.families.__path__)
    ]
    for name in sorted([*families, "kolofon.check.ignore"], key=lambda name: name.rpartition(".")[2]):
        yield import_module(name)


def checks() -> dict[str, list[Check]]:
    """Every check that a module declares, by the module's docstring: also those of families that need a glossary."""
    found = {module.__doc__ or "": _declared(module) for module in modules()}
    return {told: declared for told, declared in found.items() if declared}


def _declared(module: ModuleType) -> list[Check]:
    values = [value for value in vars(module).values() if isinstance(value, Check)]
    values += [
        item for value in vars(module).values() if isinstance(value, tuple) for item in value if isinstance(item, Check)
    ]
    return list({item.code: item for item in values}.values())
