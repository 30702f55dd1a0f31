"""The gettext domains of the press itself: their templates, and the file that has the words of a language.

`kolofon.text.furniture` is one (the words of a book), and `kolofon.commands.serve.words` another (those of a page in a
browser).
"""

import json
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from kolofon.language.names import gettext_name
from kolofon.model.message import Message

__all__ = ["po_in", "template"]

_HEADER = """\
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: kolofon\\n"
"Language-Team: \\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def template(about: Sequence[str], messages: Sequence[Message]) -> str:
    """The template of a domain as `msgcat --no-wrap` prints it, below lines that say what it is."""
    head = "".join(f"# {line}\n" for line in about)
    return "\n".join([head + _HEADER, *("\n".join(_entry(message)) for message in messages)])


def _entry(message: Message) -> Iterator[str]:
    yield from (f"#. {line}" for comment in message.comments for line in comment.split("\n"))
    if "%(" in message.msgid:
        yield "#, python-format"
    yield f"msgctxt {json.dumps(message.context)}"
    yield f"msgid {json.dumps(message.msgid, ensure_ascii=False)}"
    yield from ('msgstr ""', "")


def po_in(folder: Traversable, tag: str) -> Traversable | None:
    """The PO file of a language (a BCP 47 tag) in a folder, or of the nearest more general one in the same script.

    `sq-AL` has that of `sq`, `zh-TW` that of `zh-Hant`, and `sr-Latn-RS` that of `sr-Latn`, never that of `sr`.
    """
    paths = (folder.joinpath(f"{gettext_name(name)}.po") for name in _near(tag))
    return next((path for path in paths if path.is_file()), None)


def _near(tag: str) -> Iterator[str]:
    """The tags whose words are right for a tag, the nearest first."""
    from kolofon.language.cldr import preferred_tag, script  # noqa: PLC0415  it loads Babel, which not every command needs

    tag = preferred_tag(tag)
    wanted, parts = script(tag), tag.split("-")
    above = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    for name in (*above, f"{parts[0]}-{wanted}"):
        if script(name) == wanted:
            yield name
