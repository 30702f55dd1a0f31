"""XHTML, from the source text to the page."""

from pipeline.model.edition import SourceFormat
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


def check(content: bytes) -> None:
    """As `reads` has it."""
    reads(XHTML, content)
