"""The line that a translator sees: a msgid and a msgstr, with a line end between them."""

from kolofon.model.document import Emphasis, Foreign, Image, Inline, Link, NoteRef, Text
from kolofon.model.walk import walk
from kolofon.text.notation import is_translatable, normal, parse, plain, tags, write

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(b"<em>", b"</em>", b"<strong>", b"</strong>", b"<sup>", b"</sup>", b"<sub>", b"</sub>", b"<code>", b"</code>"),
    *(b'<a id="1">', b'<a id="2">', b"</a>", b'<note id="1"/>', b'<note id="2"/>', b'<img id="1"/>', b"<br/>"),
    *(
        b'<foreign lang="la">',
        b"</foreign>",
        b'<keep id="1">',
        b"</keep>",
        b"<merged/>",
        b"&lt;",
        b"&amp;",
        b" /",
        b"\n",
    ),
)

SOURCE: tuple[Inline, ...] = (
    Link((Text("the road"), NoteRef("n1")), "https://example.org/road"),
    Link((Emphasis((Text("the bridge"),)),), "#s2"),
    NoteRef("n2"),
    Image("map.png", "A map"),
    Foreign((Text("vox populi"),), "la", kept=True),
    Foreign((Text("Shqipëri"),), "sq", kept=True),
)
"""What a line may name."""
TARGETS = {"https://example.org/road", "#s2"}


def check(content: bytes) -> None:
    """Any line is parsed, what is written parses back, and no line has an address that its source has not."""
    first, _, second = content.decode("utf-8", "replace").partition("\n")
    source = parse(first, SOURCE)
    told = parse(second, source)
    for inlines in (source, told):
        assert normal(inlines) == inlines
        assert parse(write(inlines), inlines) == inlines
        assert {node.target for node in walk(inlines) if isinstance(node, Link)} <= TARGETS
        plain(inlines)
        is_translatable(inlines)
    tags(second)
