"""Laws of the reader of reStructuredText, for texts that nobody would write."""

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.parsers.rst import directives, roles, states
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.text import decode
from tests.fuzz.targets import tried
from tests.reading import Reader, identical, missing

RST = Reader(SourceFormat.RST)
LONGEST = 40
NUMBERED = re.compile("word[0-9]+end")

INLINE = (
    "{}",
    "*{}*",
    "**{}**",
    "``{}``",
    "`{}`",
    "`{} <https://x.org>`_",
    ":sub:`{}`",
    ":func:`{}`",
    ":ref:`{} <none>`",
    ":term:`{}`",
    ":samp:`{}`",
    ":strange:`{}`",
    ":index:`{}`",
    ":kbd:`{}` *{}",
    "|{}|",
    "[{}]_",
    "{}_",
    "\\*{}",
)
BLOCKS = (
    "{}",
    "- {}\n- {}",
    "2. {}\n3. {}",
    "a) {}",
    "{}\n  {}",
    ":{}: {}",
    "-a  {}",
    "| {}\n| {}",
    ">>> {}",
    "{}::\n\n  {}",
    "x\n\n  {}\n\n  -- {}",
    ".. note:: {}\n   {}",
    ".. admonition:: {}\n\n   {}",
    ".. topic:: {}\n\n   {}",
    ".. sidebar:: {}\n   :subtitle: {}\n\n   {}",
    ".. figure:: a.png\n   :alt: {}\n\n   {}\n\n   {}",
    ".. image:: {}.png\n   :alt: {}",
    ".. code-block:: {}\n   :caption: {}\n\n   {}",
    ".. math:: {}",
    ".. list-table:: {}\n   :header-rows: 1\n\n   * - {}\n   * - {}",
    ".. csv-table:: {}\n   :header: {}\n\n   {}",
    "== ==\n{} {}\n== ==",
    "+--------------+\n| {} |\n+--------------+",
    ".. versionchanged:: {} {}\n   {}",
    ".. function:: {}(x)\n\n   {}\n\n   :param a {}: {}",
    ".. confval:: {}\n   :default: {}\n\n   {}",
    ".. glossary::\n\n   {}\n     {}",
    ".. productionlist:: {}\n   {}: `{}`",
    ".. index:: {}; {}\n\n{}",
    ".. only:: html\n\n   {}",
    ".. only:: latex\n\n   {}",
    ".. raw:: html\n\n   {}",
    ".. strange:: {}\n   :{}: {}\n\n   {}",
    ".. contents:: {}",
    ".. header:: {}",
    ".. toctree::\n   :caption: {}\n\n   {}",
    ".. include:: {}.rst",
    ".. literalinclude:: {}.py",
    ".. epigraph::\n\n   {}\n\n   -- {}",
    ".. parsed-literal::\n\n   {} *{}*",
    ".. hlist::\n\n   * {}",
    ".. tab-set::\n\n   .. tab-item:: {}\n\n      {}",
    ".. centered:: {}",
    ".. rubric:: {}",
    ".. container:: x\n\n   {}",
    ".. [#] {}",
    ".. [{}] {}",
    ".. _{}: https://x.org",
    ".. |{}| replace:: {}",
    ".. {}",
    ".. meta::\n   :description: {}",
    "{}\n=====================",
    "{}\n---------------------",
)
PIECES = st.lists(
    st.tuples(st.sampled_from(BLOCKS), st.lists(st.sampled_from(INLINE), min_size=4, max_size=4), st.integers(0, 3)),
    min_size=1,
    max_size=6,
)


def written(pieces: list[tuple[str, list[str], int]]) -> str:
    """A text of some blocks, each with words of its own in its places, and within the one above by its depth."""
    told: list[str] = []
    number = 0
    above = 0
    for block, marks, depth in pieces:
        words: list[str] = []
        for place in range(block.count("{}")):
            inner = marks[place] if block.startswith(("{}", "- ", "2. ", ".. note")) else "{}"
            names = [f"word{number + step}end" for step in range(inner.count("{}"))]
            number += len(names)
            words.append(inner.format(*names))
        above = min(depth, above + 1) if told and told[-1].lstrip().startswith(("- ", "2. ", ".. note")) else 0
        text = block.format(*words)
        told.append("\n".join(f"{'   ' * above}{line}" if line else "" for line in text.split("\n")))
    return "\n\n".join(told) + "\n"


@given(PIECES)
def test_no_word_is_lost_and_identity_holds(pieces: list[tuple[str, list[str], int]]) -> None:
    text = written(pieces)
    document, findings = RST(text)
    assert not missing(NUMBERED.findall(text), document, findings), text
    lines = text.count("\n") + 1
    assert all(1 <= finding.place.line <= lines for finding in findings if finding.code != "missing-title"), findings
    one, other = identical(document)
    assert one == other


@given(st.text(max_size=LONGEST))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        decode(text.encode("utf-8", "replace"), "x", SourceError)
    except SourceError:
        return
    fault = tried("rst", text.encode("utf-8", "replace"))
    assert fault is None, fault.told


def test_what_docutils_knows_of_names_is_as_it_was() -> None:
    before = vars(directives)["_directives"], dict(vars(directives)["_directives"]), dict(vars(roles)["_roles"])
    RST(".. role:: red(code)\n\n.. strange:: x\n\n.. note::\n\n   :red:`a`\n")
    with pytest.raises(SourceError):
        RST("".join(f"{'  ' * depth}- a\n\n" for depth in range(500)))
    assert vars(directives)["_directives"] is before[0]
    assert (dict(vars(directives)["_directives"]), dict(vars(roles)["_roles"])) == before[1:]


@pytest.mark.slow
def test_a_long_paragraph_is_parsed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pieces that docutils sees at once have a bound, whatever the length of the text."""
    seen: list[int] = []
    stock = states.Inliner.parse

    def parse(self: states.Inliner, text: str, line: int, memo: SimpleNamespace, parent: nodes.Element) -> object:
        seen.append(len(text))
        return stock(self, text, line, memo, parent)

    monkeypatch.setattr(states.Inliner, "parse", parse)
    document, findings = RST("*a b " * 2_000)
    assert max(seen) <= 4_000
    assert sum(seen) >= 10_000 - 1
    assert {finding.code for finding in findings} == {"unclosed-markup"}
    assert repr(document).count("*a") >= 1_900
