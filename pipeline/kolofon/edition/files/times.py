"""The present, and the time of a build."""

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from kolofon.edition.files.git import git
from kolofon.edition.files.read import present
from kolofon.model.error import UsageError

__all__ = ["clock", "committed", "now"]


def now(environment: Mapping[str, str]) -> datetime:
    """The present, in UTC; or `SOURCE_DATE_EPOCH` (reproducible-builds.org), a count of seconds, if it is set."""
    return _stated(environment) or datetime.now(UTC)


def clock(root: Path, inputs: Iterable[str], environment: Mapping[str, str]) -> datetime:
    """The time of a build, in UTC: the only clock that a result may show.

    It is `SOURCE_DATE_EPOCH` if that is set; else the date of the last commit that changed the `inputs`, folders below
    `root`; outside git, the date of the newest file in them.
    """
    stated = _stated(environment)
    if stated:
        return stated
    folders = tuple(inputs)
    commit = committed(root, folders)
    if commit:
        return commit
    times = [0.0]
    for folder in folders:
        for where, _, names in os.walk(root / folder):
            for name in names:
                with contextlib.suppress(OSError):
                    times.append(Path(where, name).stat().st_mtime)
    return datetime.fromtimestamp(int(max(times)), UTC)


def committed(root: Path, inputs: Iterable[str]) -> datetime | None:
    """The date of the last commit that changed the `inputs`, folders below `root`; None outside of git."""
    there = [folder for folder in inputs if present(root / folder)]
    seconds = (git(root, "log", "-1", "--format=%ct", "--", *there) or b"").strip()
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def _stated(environment: Mapping[str, str]) -> datetime | None:
    stated = environment.get("SOURCE_DATE_EPOCH")
    if not stated:
        return None
    try:
        # int() would take signs, spaces and the digits of every script.
        return datetime.fromtimestamp(int(stated if re.fullmatch("[0-9]+", stated) else ""), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {stated!r}", hint="it is a count of seconds since 1970, in digits"
        ) from None
