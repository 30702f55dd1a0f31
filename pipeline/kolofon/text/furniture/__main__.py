"""`python -m kolofon.text.furniture`: write furniture.pot anew.  For those who change a message."""

from pathlib import Path

from kolofon.text import domain
from kolofon.text.furniture import MESSAGES

FOLDER = Path(__file__).parent
ABOUT = (
    "The words of the book itself, for every work and every edition.",
    (
        "Above each message is where it is printed. "
        'Those at the end, in the context "proof", are for reviewers and in no book.'
    ),
)


def template() -> str:
    """furniture.pot as `msgcat --no-wrap` prints it."""
    return domain.template(ABOUT, MESSAGES)


if __name__ == "__main__":
    (FOLDER / "furniture.pot").write_text(template(), encoding="utf-8", newline="\n")
