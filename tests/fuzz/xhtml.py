"""XHTML, from the source text to the page."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from kolofon.model.document import Place
from kolofon.model.edition import SourceFormat
from kolofon.read.html.tree import Characters, Element, Node, Remark, parse_html
from tests.fuzz.laws import reads
from tests.reading import Reader

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"<html>",
        b"<body>",
        b"<main>",
        b"<p>",
        b"</p>",
        b"<h1>",
        b"</h1>",
        b"<h2 id=",
        b"<div>",
        b"</div>",
        b"<section ",
        b"<ul>",
        b"<ol start=",
        b"<li>",
    ),
    *(
        b"<table>",
        b"<tr>",
        b"<th>",
        b"<td colspan=",
        b"</td>",
        b"<dl>",
        b"<dt>",
        b"<dd>",
        b"<blockquote>",
        b"<pre>",
        b"<code>",
        b"<figure>",
        b"<img src=",
    ),
    *(
        b"<figcaption>",
        b"<a href=",
        b"</a>",
        b"<time datetime=",
        b"<data value=",
        b"<span lang=",
        b'translate="no"',
        b'role="doc-noteref"',
        b"<br/>",
    ),
    *(
        b'class="notes"',
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE html>",
        b"<?xml ",
        b"&nbsp;",
        b"&#x0;",
        b"&#",
        b"<script>",
        b"<style>",
        b"<svg>",
    ),
)
XHTML = Reader(SourceFormat.XHTML)

_NAME = re.compile("[a-z][a-z0-9-]*")


def check(content: bytes) -> None:
    """As `reads` has it; and with the tags put right, for few inputs are well-formed, and all others are refused."""
    reads(XHTML, content)
    soup = parse_html(content.decode("utf-8", "replace"), Place(XHTML.path))
    reads(XHTML, f"<html><body>{''.join(_well_formed(soup))}</body></html>".encode())


def _well_formed(nodes: Iterable[Node]) -> Iterator[str]:
    """Nodes as XML, without what has no name there."""
    for node in nodes:
        match node:
            case Characters(text):
                yield escape(text)
            case Element(name, attributes) if _NAME.fullmatch(name):
                given = (f" {key}={quoteattr(value)}" for key, value in attributes.items() if _NAME.fullmatch(key))
                yield f"<{name}{''.join(given)}>{''.join(_well_formed(node.children))}</{name}>"
            case Element():
                yield from _well_formed(node.children)
            case Remark(written) if written.startswith("<!--") and "--" not in written[4:-3]:
                yield written
            case Remark():
                pass
            case _:
                assert_never(node)
