"""The messages of everything on the page but the open message."""

__all__ = ["DESK"]

DESK: dict[str, dict[str, str]] = {
    "live": {
        "The server gave an answer that cannot be read.": "An error, shown where something could not be fetched.",
        "The server does not answer.": "An error: the program that serves the page has ended, or the network is down.",
        "Is `kolofon serve` still running?": """\
A hint behind “The server does not answer.” Leave what is between the backquotes as it is: it is a command.""",
        "The server refused this (%(status)s).": "An error. A number follows, as 403.",
    },
}
"""The English messages of each context with a comment."""
