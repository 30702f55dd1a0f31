"""`python -m kolofon.text.furniture`: write furniture.pot anew.  For those who change a message."""

import json
from collections.abc import Iterator
from pathlib import Path

from kolofon.model.message import Message
from kolofon.text.furniture import MESSAGES

FOLDER = Path(__file__).parent
HEADER = """\
# The words of the book itself, for every work and every edition.
# Above each message is where it is printed. Those at the end, in the context "proof", are for reviewers and in no book.
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


def template() -> str:
    """furniture.pot as `msgcat --no-wrap` prints it."""
    return "\n".join([HEADER, *("\n".join(_entry(message)) for message in MESSAGES)])


def _entry(message: Message) -> Iterator[str]:
    yield from (f"#. {line}" for comment in message.comments for line in comment.split("\n"))
    if "%(" in message.msgid:
        yield "#, python-format"
    yield f"msgctxt {json.dumps(message.context)}"
    yield f"msgid {json.dumps(message.msgid, ensure_ascii=False)}"
    yield from ('msgstr ""', "")


if __name__ == "__main__":
    (FOLDER / "furniture.pot").write_text(template(), encoding="utf-8", newline="\n")
