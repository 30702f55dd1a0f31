"""Markdown, from the source text to the page."""

from kolofon.model.edition import SourceFormat
from tests.fuzz.laws import reads
from tests.reading import Reader

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"*",
        b"**",
        b"_",
        b"`",
        b"```",
        b"~",
        b"[",
        b"](",
        b"[^a]",
        b"[^a]: ",
        b"^[",
        b"![",
        b"<",
        b">",
        b"|",
        b"{",
        b"}",
        b"\\",
        b"&",
        b"&amp;",
        b"# ",
        b"## ",
    ),
    *(
        b"\n",
        b"\n\n",
        b"  \n",
        b"\n    ",
        b"\n> ",
        b"\n- ",
        b"\n1. ",
        b"\n---\n",
        b"\n|--|--|\n",
        b"\n: ",
        b"\n```\n",
        b"[r]: /u '",
        b"](https://x.org)",
    ),
    *(
        b"<em>",
        b"</em>",
        b"<div>",
        b"</div>",
        b"<!-- ",
        b" -->",
        b"<br>",
        b"<script>",
        b"<table>",
        b"<td>",
        b"<li>",
        b"<pre>",
        b"<?",
        b"<!",
        b"</",
    ),
    *(
        b"{lang=sq}",
        b"{translate=no}",
        b"{.c}",
        b"{#id}",
        b"{%",
        b"\n!!! tip ",
        b"\n??? x ",
        b"\n=== ",
        b"\n::: ",
        b"{index=",
        b"---\ntitle: ",
        b"{{#include ",
    ),
)
MARKDOWN = Reader(SourceFormat.MARKDOWN)


def check(content: bytes) -> None:
    """As `reads` has it."""
    reads(MARKDOWN, content)
