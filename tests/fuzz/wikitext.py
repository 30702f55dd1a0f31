"""Wikitext, from the source text to the page."""

from kolofon.model.edition import SourceFormat
from tests.fuzz.laws import reads
from tests.reading import Reader

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"'''",
        b"''",
        b"[[",
        b"]]",
        b"[",
        b"]",
        b"{{",
        b"}}",
        b"|",
        b"=",
        b"{{{",
        b"}}}",
        b"\n*",
        b"\n#",
        b"\n:",
        b"\n;",
        b"\n** ",
        b"\n== ",
        b" ==\n",
        b"----",
    ),
    *(
        b"\n{|\n",
        b"\n|-\n",
        b"\n| ",
        b"\n! ",
        b" || ",
        b"\n|+ ",
        b"\n|}\n",
        b"<table>",
        b"<tr>",
        b"<td>",
        b"</table>",
        b"&nbsp;",
        b"http://x.org/",
    ),
    *(
        b"<ref>",
        b"</ref>",
        b"<ref name=a>",
        b"<ref name=a />",
        b"<references>",
        b"{{reflist}}",
        b"{{efn|",
        b"<nowiki>",
        b"</nowiki>",
        b"<poem>",
    ),
    *(
        b"</poem>",
        b"<pre>",
        b"</pre>",
        b"<!--",
        b"-->",
        b"<gallery>",
        b"</gallery>",
        b"<blockquote>",
        b"__TOC__",
        b"[[File:",
        b"|thumb|",
    ),
    *(
        b"[[Category:",
        b"{{lang|sq|",
        b"{{Infobox military conflict\n|conflict=",
        b"\n|combatant1=",
        b"\n|image=",
        b"{{cite book|title=",
    ),
    *(
        b"|last=",
        b"{{plainlist|",
        b"{{unknown|",
        b"{{sfn|",
        b"{{quote|",
        b"{{convert|",
        b"{{date|",
        b"<math>",
        b"</math>",
        b"<includeonly>",
        b"</includeonly>",
        b"<noinclude>",
        b"</noinclude>",
    ),
    *(
        b"#REDIRECT [[",
        b"{{!}}",
        b"|link=http://",
        b"|alt=",
        b"[[fr:",
        b"[[:commons:",
        b"<gallery caption=",
        b"<imagemap>",
        b"<ref follow=a>",
        b"<score>",
        b"-{",
        b"}-",
    ),
)
WIKITEXT = Reader(SourceFormat.WIKITEXT)


def check(content: bytes) -> None:
    """As `reads` has it."""
    reads(WIKITEXT, content)
