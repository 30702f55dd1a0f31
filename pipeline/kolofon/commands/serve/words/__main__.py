"""`python -m kolofon.commands.serve.words`: write interface.pot anew.  For those who change a message."""

from pathlib import Path

from kolofon.commands.serve.words.messages import MESSAGES
from kolofon.text import domain

FOLDER = Path(__file__).parent
ABOUT = (
    "The words of the page on which an edition is translated: `kolofon serve`.",
    "Above each message is where it is shown. What is in %( )s is filled in: leave it as it is.",
)


def template() -> str:
    """interface.pot as `msgcat --no-wrap` prints it."""
    return domain.template(ABOUT, MESSAGES)


if __name__ == "__main__":
    (FOLDER / "interface.pot").write_text(template(), encoding="utf-8", newline="\n")
