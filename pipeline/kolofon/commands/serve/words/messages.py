"""The messages of the page of `kolofon serve`, with what a translator has to know of each.

`GROUPS` is in the order of the page, so interface.pot is too.  The name of a group is the msgctxt of its messages.  No
msgid is in two groups: the scripts ask for a message by its msgid.  In a message, `%(name)s` stands for what the
comment says; numbers are so placed that no word has to agree with them.
"""

from kolofon.commands.serve.words.open_message import OPEN_MESSAGE
from kolofon.commands.serve.words.page import PAGE
from kolofon.model.message import Message

__all__ = ["GROUPS", "MESSAGES"]

GROUPS = {**PAGE, **OPEN_MESSAGE}
"""The English messages of each context with a comment."""

MESSAGES = tuple(
    Message(context, msgid, (), (comment,)) for context, group in GROUPS.items() for msgid, comment in group.items()
)
"""All messages in order; their comments may have several lines."""
