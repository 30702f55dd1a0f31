"""The messages of a book, as data for the page in the browser."""

import hashlib

from kolofon.model.message import Key

__all__ = ["message_id"]

_BETWEEN = "\x04"
"""What gettext puts between a context and a msgid in a compiled catalogue."""


def message_id(key: Key) -> str:
    """The name of a message in addresses: 16 hexadecimal digits of the SHA-256 of its context and its msgid."""
    text = key.msgid if key.context is None else f"{key.context}{_BETWEEN}{key.msgid}"
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
