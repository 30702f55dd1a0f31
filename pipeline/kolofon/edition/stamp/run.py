"""A run of the press, and its stamp: written when the run ends, found by the same run later.

A stamp is a file in `output/.kolofon/stamps/`: the SHA-256 of the rest on a line, JSON on a line, and what was printed.
Its own inode number is in it, so that one that was copied from elsewhere, in an archive or a repository, is not valid.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kolofon.edition.stamp.date import Date, date_before, date_now, same_date
from kolofon.edition.stamp.facts import (
    Facts,
    LeadsOutError,
    bare_facts,
    compared,
    digest,
    facts_of,
    names_in,
    scan,
    settled,
)
from kolofon.edition.stamp.machine import as_was, used
from kolofon.edition.store.atomic import OWN, links_out, put

__all__ = ["FOLDER", "INPUTS", "Begun", "Run", "Said", "begin", "find", "finish"]

FOLDER = f"{OWN}/stamps"
"""Where the stamps of an edition are."""
INPUTS = ("source", "locale", "theme")
"""As in `kolofon.model.edition`."""

_MANIFEST = f"{OWN}/made.sha256"
_HEAD = len(hashlib.sha256().hexdigest()) + 1
_MOST = 64
"""How many stamps an edition keeps, the newest."""
_ROOM = 256 * 1024 * 1024
"""How many bytes they may have together; what a run printed can be long."""
_NAMES = frozenset(
    {"COLUMNS", "HOME", "LANG", "LANGUAGE", "LINES", "LINGUAS", "NO_COLOR", "PATH", "SOURCE_DATE_EPOCH", "TZ"}
)
_BEGINNINGS = ("FC_", "FONTCONFIG_", "GIT_", "G_", "HB_", "ICU_", "KOLOFON_", "LC_", "LD_", "PANGO", "PYTHON", "XDG_")

Said = Sequence[tuple[str, bytes | memoryview]]
"""What was printed, in its order: the stream, `out` or `err`, and its bytes."""


class Run(NamedTuple):
    """A run of the press on an edition: its folder, the command line, the environment, and facts about the streams."""

    root: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    streams: Sequence[object]

    @property
    def key(self) -> list[object]:
        """What has to be the same in two runs, besides files, for them to do and print the same; values of JSON."""
        counts = sorted(
            [name, value] for name, value in self.environment.items() if name in _NAMES or name.startswith(_BEGINNINGS)
        )
        return [os.getcwd(), list(self.arguments), counts, list(self.streams)]


class Begun(NamedTuple):
    """The state before a run read anything: the time, the facts of all files, the digests of the newest ones."""

    taken: int
    inputs: dict[str, Facts]
    digests: dict[str, str]
    date: Date | None


def begin(run: Run, *, dated: bool) -> Begun | None:
    """The state before a run; None if no stamp can be made.  `dated` says that what the run makes shows a date."""
    dated = dated and not run.environment.get("SOURCE_DATE_EPOCH")
    taken = time.time_ns()
    try:
        inputs = scan(run.root, INPUTS)
        new = [path for path, facts in inputs.items() if not settled(facts, taken)]
        date = date_before(run.root, INPUTS, run.environment) if dated else None
        return Begun(taken, inputs, _digests(run.root, new), date)
    except (OSError, LeadsOutError):
        return None


def finish(run: Run, begun: Begun, said: Said, code: int, made: Mapping[str, str]) -> bool:
    """Write the stamp of a run that has ended; returns whether one was written.

    `made` has the SHA-256 of the files that the run made, by paths from `output/`.  No stamp is written if a file that
    the run may have read has changed meanwhile, or if somebody else has changed a file that it made.
    """
    if links_out(run.root, FOLDER):
        return False
    try:
        digests = _digests(run.root, (path for path, facts in begun.inputs.items() if facts[0] == "file"))
        if scan(run.root, INPUTS) != begun.inputs or not begun.digests.items() <= digests.items():
            return False
        date = date_now(run.root, INPUTS, run.environment) if begun.date else None
        if begun.date and date and date[: len(begun.date)] != begun.date:
            return False
        taken = time.time_ns()
        outputs = _outputs(run.root, made)
        if _digests(f"{run.root}/output", made) != made or _listed(run.root, made) != _lines(made):
            return False
    except (OSError, LeadsOutError):
        return False
    stamp = {
        "key": run.key,
        "inputs": [begun.taken, begun.inputs, digests],
        "outputs": [taken, outputs, dict(made), facts_of(f"{run.root}/{_MANIFEST}")],
        "date": date,
        "machine": used(),
        "said": said,
        "code": code,
    }
    return _kept(run, stamp)


def find(run: Run) -> tuple[Said, int] | None:
    """What the same run printed and its exit code, if nothing has changed since; else None."""
    try:
        stamp = _read(run)
        if stamp is None or stamp["key"] != run.key:
            return None
        holds = _holds(run, stamp)
    except (OSError, LeadsOutError, ValueError, LookupError, TypeError):  # the stamp is damaged, or of another release
        return None
    if holds is None and not links_out(run.root, FOLDER):
        _kept(run, stamp)
    return None if holds is False else (stamp["said"], stamp["code"])


def _holds(run: Run, stamp: dict[str, Any]) -> bool | None:
    """Whether nothing has changed; None if that is so and the stamp should be written again, with today's facts."""
    (taken, inputs, digests), (made_at, outputs, made, manifest) = stamp["inputs"], stamp["outputs"]
    date = stamp["date"]
    now = time.time_ns()
    found = scan(run.root, INPUTS)
    same = compared(run.root, inputs, digests, found, taken)
    if same is False or (date and date[-1] is None and any(inputs[path][3:4] != found[path][3:4] for path in found)):
        return False
    there = _outputs(run.root, made)
    as_made = compared(f"{run.root}/output", outputs, made, there, made_at)
    listed = facts_of(f"{run.root}/{_MANIFEST}") if made else None
    if as_made is False or (listed != manifest and _listed(run.root, made) != _lines(made)):
        return False
    if not as_was(stamp["machine"]) or (date and not same_date(run.root, INPUTS, run.environment, date)):
        return False
    stamp["inputs"], stamp["outputs"] = [now, found, digests], [now, there, made, listed]
    return True if same and as_made and listed == manifest else None


def _digests(root: str, paths: Iterable[str]) -> dict[str, str]:
    return {path: digest(os.path.join(root, path.removesuffix("/"))) for path in paths}


def _outputs(root: str, made: Iterable[str]) -> dict[str, Facts]:
    """The facts of finished files, and of the folders that they are in, none of which is a link."""
    found: dict[str, Facts] = {}
    for path in made:
        folder = os.path.dirname(path)
        while folder not in found:
            found[folder] = bare_facts(f"{root}/output/{folder}")
            folder = os.path.dirname(folder)
        found[path] = bare_facts(f"{root}/output/{path}")
    if any(facts[0] == "other" for facts in found.values()):
        raise LeadsOutError(root)
    return found


def _listed(root: str, made: Iterable[str]) -> list[str]:
    """The lines of the manifest for all files in the folders that are written as one (`kolofon.edition.output`)."""
    wholes = {"/".join(path.split("/")[: 1 if path.startswith("site/") else 2]) for path in made}
    if not wholes:
        return []
    with open(f"{root}/{_MANIFEST}", encoding="utf-8", errors="surrogateescape") as file:
        lines = file.read().split("\n")
    return sorted(line for line in lines if any(part in wholes for part in _parts(line.partition("  ")[2])))


def _parts(path: str) -> tuple[str, ...]:
    steps = path.split("/")
    return steps[0], "/".join(steps[:2])


def _lines(made: Mapping[str, str]) -> list[str]:
    return sorted(f"{digest}  {path}" for path, digest in made.items())


def _name(run: Run) -> str:
    return hashlib.sha256(json.dumps(run.key).encode()).hexdigest()[:32]


def _read(run: Run) -> dict[str, Any] | None:
    """The stamp of a run; None if there is none that this machine wrote."""
    with open(f"{run.root}/{FOLDER}/{_name(run)}", "rb") as file:
        inode = os.fstat(file.fileno()).st_ino
        content = file.read()
    view = memoryview(content)  # what was printed can be long, and is not copied
    if hashlib.sha256(view[_HEAD:]).hexdigest().encode() + b"\n" != view[:_HEAD]:
        return None
    end = content.index(b"\n", _HEAD)
    stamp: dict[str, Any] = json.loads(content[_HEAD:end])
    said: list[tuple[str, memoryview]] = []
    for stream, length in stamp["said"]:
        said.append((stream, view[end + 1 : end + 1 + length]))
        end += length
    return stamp | {"said": said} if stamp["inode"] == inode else None


def _kept(run: Run, stamp: dict[str, Any]) -> bool:
    """Write the stamp, and remove the oldest where there are many; whether it was written."""
    folder = f"{run.root}/{FOLDER}"

    def content(inode: int) -> bytes:
        lengths = [(stream, len(printed)) for stream, printed in stamp["said"]]
        head = json.dumps(stamp | {"inode": inode, "said": lengths}).encode()
        body = b"".join([head, b"\n", *(printed for _, printed in stamp["said"])])
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    if not put(folder, _name(run), content):
        return False
    with contextlib.suppress(OSError):  # another process is as far
        stamps = sorted(((entry.stat(), entry.path) for entry in names_in(folder)), key=_age)
        room = _ROOM
        for number, (facts, path) in enumerate(stamps):
            room -= facts.st_size
            if number >= _MOST or (number and room < 0):
                os.unlink(path)
    return True


def _age(stamp: tuple[os.stat_result, str]) -> int:
    return -stamp[0].st_mtime_ns
