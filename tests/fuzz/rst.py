"""reStructuredText, from the source text to the page."""

from kolofon.model.edition import SourceFormat
from tests.fuzz.laws import reads
from tests.reading import Reader

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"*",
        b"**",
        b"`",
        b"``",
        b"`_",
        b"__",
        b"_`",
        b"|",
        b"|a|",
        b"[1]_",
        b"[#]_",
        b"[*]_",
        b"[#a]_",
        b"[C]_",
        b"\\",
        b"\\ ",
        b"::",
        b"<a>`_",
        b"a_",
        b"https://x.org",
    ),
    *(
        b"\n",
        b"\n\n",
        b"\n   ",
        b"\n\n   ",
        b"\n- ",
        b"\n#. ",
        b"\n(a) ",
        b"\n:a: ",
        b"\n-a  ",
        b"\n| ",
        b"\n>>> ",
        b"\n-- ",
        b"\nA\n=\n",
        b"\nA\n-\n",
        b"\n=\nA\n=\n",
        b"\n----\n",
        b"\n+--+--+\n",
        b"\n== ==\n",
        b"\n\x09",
    ),
    *(
        b".. ",
        b".. [#] ",
        b".. [1] ",
        b".. [C] ",
        b".. _a: ",
        b".. |a| replace:: ",
        b".. note:: ",
        b".. figure:: a.png\n",
        b".. image:: a.png\n",
        b".. code-block:: c\n",
        b".. list-table::\n",
        b".. csv-table::\n",
        b".. table::\n",
        b".. math::\n",
        b".. raw:: html\n",
        b".. include:: x.rst\n",
        b".. role:: a(code)\n",
        b".. default-role:: a\n",
        b".. class:: a\n",
        b".. index:: a; b\n",
        b".. glossary::\n",
        b".. function:: f(x)\n",
        b".. toctree::\n",
        b".. only:: html\n",
        b".. versionadded:: 1 ",
        b".. productionlist::\n",
        b".. contents::\n",
        b".. topic:: A\n",
        b".. epigraph::\n",
        b".. unicode:: 0xA9\n",
        b".. x:: a\n   :b: c\n",
    ),
    *(b":ref:`", b":func:`", b":math:`", b":sub:`", b":index:`", b":term:`", b":doc:`", b":a:`", b":caption: "),
)
RST = Reader(SourceFormat.RST)


def check(content: bytes) -> None:
    """As `reads` has it."""
    reads(RST, content)
