"""A small Markdown work of several files, and catalogues of the same text as three other tools write them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kolofon.catalogue.po import read_po
from kolofon.model.message import CatalogueEntry
from tests.press import Press, edition_toml, put

__all__ = ["MDBOOK", "PO4A", "PO4A_XML", "SPHINX_START", "SPHINX_USE", "WORKS", "Manual", "entry", "header", "line"]

WORKS = """\
name = "manual"
title = "The manual"
format = "markdown"
chapters = ["start.md", "use.md"]
"""

START = """\
# Getting *started*

Install the program with `pip install prog`. Then run it! Does it work?

See [the *second* chapter](use.md) and [the web](https://example.org/). A note[^why] stands here.

* First item with **bold words**
* Second item

[^why]: The note says something. It says more.
"""

USE = """\
# Using it

The program "writes" files — and reads them.
It is fast.

The words of this paragraph were changed since last year, but only a little.

A word from [the web](https://example.org/). Begin with [Getting started](start.md) again.
"""


def header(**fields: str) -> str:
    """The first entry of a catalogue."""
    lines = {"Language": "sq", "Content-Type": "text/plain; charset=UTF-8"} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items()) + "\n"


def entry(msgid: str, msgstr: str, *above: str) -> str:
    """An entry of a catalogue, with the lines `above` it."""
    quoted = "".join(f'{name} "{text}"\n' for name, text in (("msgid", escaped(msgid)), ("msgstr", escaped(msgstr))))
    return "".join(f"{line}\n" for line in above) + quoted + "\n"


def line(catalogue: str, msgid: str) -> int:
    """The line on which the entry of a message begins."""
    before = re.split(rf'(?m)^(?:#~ )?msgid "{re.escape(escaped(msgid))}"$', catalogue)[0]
    return before[: before.rindex("\n\n")].count("\n") + 3


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


MDBOOK = (
    header(
        Project_Id_Version="The manual",
        POT_Creation_Date="2024-01-02T10:00:00+01:00",
        PO_Revision_Date="2024-02-03 10:00+0100",
        Last_Translator="Ana Hoxha <ana@example.org>",
        Language_Team="Albanian <sq@example.org>",
    )
    + entry("Getting *started*", "Si të *fillosh*", "#: src/SUMMARY.md:3 src/start.md:1")
    + entry(
        "Install the program with `pip install prog`. Then run it! Does it work?",
        "Instaloje programin me `pip install prog`. Pastaj nise! A punon?",
        "#: src/start.md:3",
    )
    + entry(
        "See [the *second* chapter](use.md) and [the web](https://example.org/). A note[^why] stands here.",
        "Shih [rrjetin](https://example.org/) dhe [kapitullin e *dytë*](use.md). Këtu ka një shënim[^why].",
        "# A remark of hers",
        "#: src/start.md:5",
    )
    + entry("First item with **bold words**", "Zëri i parë me fjalë të trasha", "#: src/start.md:7")
    + entry("Second item", "Zëri i dytë", "#: src/start.md:8", "#, fuzzy", '#| msgid "The second item"')
    + entry("The note says something. It says more.", "Shënimi thotë diçka, dhe më shumë.", "#: src/start.md:10")
    + entry(
        "The program “writes” files -- and reads them. It is fast.",
        "Programi «shkruan» skedarë – dhe i lexon. Është i shpejtë.",
        "#: src/use.md:3",
    )
    + entry(
        "The words of this paragraph have been changed since last year, but only a bit.",
        "Fjalët e këtij paragrafi kanë ndryshuar që vjet, por vetëm pak.",
        "#: src/use.md:6",
    )
    + entry("This chapter has gone from the text.", "Ky kapitull ka dalë nga teksti.", "#: src/gone.md:1")
    + '#~ msgid "Using it"\n#~ msgstr "Përdorimi"\n'
)

SPHINX_START = (
    header(
        Project_Id_Version="manual 1.0",
        POT_Creation_Date="2024-01-02 10:00+0100",
        PO_Revision_Date="2024-02-03 10:00+0100",
        Last_Translator="Ana Hoxha <ana@example.org>",
        Language_Team="sq",
        Generated_By="Babel 2.14.0",
    )
    + entry("Getting *started*", "Si të *fillosh*", "#: ../../start.rst:2")
    + entry(
        "Install the program with ``pip install prog``. Then run it! Does it work?",
        "Instaloje programin me ``pip install prog``. Pastaj nise! A punon?",
        "#: ../../start.rst:4",
    )
    + entry(
        "See :ref:`the second chapter <use>` and `the web <https://example.org/>`_. A note [#why]_ stands here.",
        "Shih `rrjetin <https://example.org/>`_ dhe :ref:`kapitullin e dytë <use>`. Këtu ka një shënim\\ [#why]_.",
        "#: ../../start.rst:6",
    )
    + entry("First item with **bold words**", "Zëri i parë me **fjalë të trasha**", "#: ../../start.rst:8")
    + entry("Second item", "", "#: ../../start.rst:9")
)

SPHINX_USE = (
    header(
        Project_Id_Version="manual 1.0",
        PO_Revision_Date="2023-02-03 10:00+0100",
        Last_Translator="Besa Kola <besa@example.org>",
        Generated_By="Babel 2.14.0",
    )
    + entry("Using it", "Përdorimi", "#: ../../use.rst:2")
    + entry(
        'The program "writes" files -- and reads them. It is fast.',
        "Programi “shkruan” skedarë -- dhe i lexon. Është i shpejtë.",
        "#: ../../use.rst:4",
    )
    + entry(
        "A word from `the web`_. Begin with :doc:`start` again.",
        "Një fjalë nga `the web`_. Fillo sërish me :doc:`start`.",
        "#: ../../use.rst:9",
    )
)

PO4A = (
    header(Project_Id_Version="PACKAGE VERSION", Last_Translator="Ana Hoxha <ana@example.org>")
    + entry("Getting *started*", "Si të *fillosh*", "#. type: Title #", "#: start.md:1", "#, no-wrap")
    + entry(
        "See [the *second* chapter][use] and [the web]. A note[^why] stands here.",
        "Shih [rrjetin][the web] dhe [kapitullin e *dytë*][use]. Këtu ka një shënim[^why].",
        "#. type: Plain text",
        "#: start.md:5",
    )
    + entry("Second item", "Zëri i dytë", "#. type: Bullet: '* '", "#: start.md:8")
    + entry(
        "[^why]: The note says something.  It says more.",
        "[^why]: Shënimi thotë diçka.  Thotë më shumë.",
        "#. type: Plain text",
        "#: start.md:10",
    )
)

PO4A_XML = (
    header(Project_Id_Version="manual")
    + entry(
        "Install the program with <command>pip install prog</command>. Then run it! Does it work?",
        "Instaloje programin me <command>pip install prog</command>. Pastaj nise! A punon?",
        "#. type: Content of: <book><chapter><para>",
        "#: manual.xml:12",
    )
    + entry(
        "See <link linkend='use'>the <emphasis>second</emphasis> chapter</link>\nand\n"
        '<ulink url="https://example.org/">the web</ulink>. A note<placeholder type="footnote" id="0"/> stands here.',
        "Shih <ulink url=\"https://example.org/\">rrjetin</ulink> dhe\n<link linkend='use'>kapitullin e "
        '<emphasis>dytë</emphasis></link>. Këtu ka një shënim<placeholder type="footnote" id="0"/>.',
        "#. type: Content of: <book><chapter><para>",
        "#: manual.xml:14",
    )
    + entry(
        'First item with <emphasis role="bold">bold words</emphasis>',
        'Zëri i parë me <emphasis role="bold">fjalë të trasha</emphasis>',
        "#. type: Content of: <book><chapter><itemizedlist><listitem><para>",
        "#: manual.xml:18",
    )
)


@dataclass(frozen=True, slots=True)
class Manual(Press):
    """The work as an edition in a folder, and `kolofon` to run on it."""

    @classmethod
    def set_up(
        cls, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: str = ""
    ) -> "Manual":
        """The edition in a folder, with a fixed clock; `more` goes into edition.toml."""
        files = {"edition.toml": edition_toml(WORKS, more), "start.md": START, "use.md": USE}
        return cls.of(files, root, capsys, monkeypatch)

    def file(self, name: str, text: str) -> str:
        """A file beside the edition with some text: its path."""
        put(self.root.parent, {name: text})
        return str(self.root.parent / name)

    def po(self, domain: str = "manual") -> str:
        """The Albanian catalogue, as it is on disk."""
        return (self.root / f"locale/sq/LC_MESSAGES/{domain}.po").read_text(encoding="utf-8")

    def entries(self, domain: str = "manual") -> dict[str, CatalogueEntry]:
        """Its entries by their msgids."""
        catalogue, _ = read_po(self.po(domain).encode(), domain)
        return {entry.msgid: entry for entry in catalogue.entries}

    def sure(self) -> dict[str, str]:
        """What is translated for certain."""
        return {msgid: entry.msgstr for msgid, entry in self.entries().items() if entry.translated}

    def fuzzy(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """What is fuzzy, with its comments."""
        found = self.entries().items()
        return {msgid: (entry.msgstr, entry.comments) for msgid, entry in found if entry.fuzzy}
