"""The errors for requests that are refused, whatever the files of the edition are."""

from kolofon.model.error import UsageError

__all__ = ["BadRequest", "NotFound", "ReadOnly"]


class BadRequest(UsageError):  # noqa: N818  by its name in RFC 9110, section 15.5.1
    """The request has a mistake: status 400."""


class NotFound(UsageError):  # noqa: N818  RFC 9110, section 15.5.5
    """There is nothing at the address: status 404."""


class ReadOnly(UsageError):  # noqa: N818  as those
    """Something was to be written on a server that only shows: status 403."""

    def __init__(self) -> None:
        super().__init__("this server only shows the edition", hint="start it without --read-only to write")
