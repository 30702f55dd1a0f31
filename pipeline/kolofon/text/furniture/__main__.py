"""`python -m kolofon.text.furniture`: write furniture.pot anew.  For those who change a template."""

import json
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from kolofon.text.furniture import LABELS

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER.parents[1] / "write" / "templates"
HEADER = """\
# The words of the book itself, for every work and every edition.
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
    """furniture.pot as `msgcat --no-wrap` prints it: labels of infoboxes, then what the page templates say."""
    found = {label: ["#. label of an infobox", "#: pipeline/kolofon/text/furniture/__init__.py"] for label in LABELS}
    for file, msgid, comments in _in_templates():
        lines = found.setdefault(msgid, [])
        lines[:0] = [f"#. {comment}" for comment in comments]
        if f"#: {file}" not in lines:
            lines.append(f"#: {file}")
    return "\n".join([HEADER, *("\n".join([*lines, *_entry(msgid)]) for msgid, lines in found.items())])


def _in_templates() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        name = path.relative_to(FOLDER.parents[3]).as_posix()
        with path.open("rb") as file:
            for _, _, message, comments in babel_extract(file, ("_", "gettext"), ("i18n:",), {"silent": "false"}):
                msgid = message[0] if isinstance(message, tuple) else message
                yield name, str(msgid), [comment.removeprefix("i18n:").strip() for comment in comments]


def _entry(msgid: str) -> list[str]:
    flags = ["#, python-format"] if "%(" in msgid else []
    return [*flags, f"msgid {json.dumps(msgid, ensure_ascii=False)}", 'msgstr ""', ""]


if __name__ == "__main__":
    (FOLDER / "furniture.pot").write_text(template(), encoding="utf-8", newline="\n")
