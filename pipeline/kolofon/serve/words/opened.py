"""The messages of the open message: its field, its help, what is done with it."""

__all__ = ["OPENED"]

OPENED: dict[str, dict[str, str]] = {
    "message": {},
    "field": {},
    "help": {},
}
"""The English messages of each context with a comment."""
