"""The press, Python and the libraries that a run used: if they are the same, so is the result.

All files of the press count, and so do those of the modules that were imported and of the libraries that were loaded,
the versions of the packages that are installed, and the folders in which dictionaries for spelling are.
"""

import os
import sys

from kolofon.edition.stamp.facts import facts_of, names_in

__all__ = ["Machine", "as_was", "used"]

Machine = dict[str, object]
"""The facts of files by their paths, and the names and facts in some folders."""

_PRESS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_MAPS = "/proc/self/maps"
_LIBRARIES = "/etc/ld.so.cache"
"""What the loader of libraries looks them up in (ld.so(8))."""
_DICTIONARIES = ("/usr/share/hunspell", "/usr/share/myspell/dicts")
"""As in `kolofon.edition.locale.dictionaries`."""
_INSTALLED = (".dist-info", ".egg-info", ".pth", ".egg-link")


def used() -> Machine:
    """What this process has used so far, and what decides which libraries and packages it would find."""
    files = sorted(path for path in {*_imported(), *_loaded(), _LIBRARIES, sys.executable} if os.path.isabs(path))
    return {"python": _python(), "files": {path: facts_of(path) for path in files}, "folders": _folders()}


def as_was(machine: Machine) -> bool:
    """Whether nothing of it has changed."""
    files = machine["files"]
    return (
        isinstance(files, dict)
        and machine["python"] == _python()
        and machine["folders"] == _folders()
        and all(facts_of(path) == facts for path, facts in files.items())
    )


def _python() -> list[str]:
    return [sys.version, sys.executable, sys.prefix, *sys.warnoptions, str(sys.flags), *sys.path]


def _folders() -> dict[str, list[list[object]]]:
    """The press's files, what is installed where Python looks for modules, and the dictionaries of the machine."""
    found: dict[str, list[list[object]]] = {}
    _press(_PRESS, found)
    for folder in sys.path:
        found[folder] = sorted(
            [entry.name, *(facts_of(entry.path) or ())]
            for entry in names_in(folder or ".")
            if entry.name.endswith(_INSTALLED)
        )
    for folder in _DICTIONARIES:
        found[folder] = sorted([entry.name, *(facts_of(entry.path) or ())] for entry in names_in(folder))
    return found


def _press(folder: str, found: dict[str, list[list[object]]]) -> None:
    here: list[list[object]] = []
    for entry in names_in(folder):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            _press(entry.path, found)
        else:
            here.append([entry.name, *(facts_of(entry.path) or ())])
    found[folder] = sorted(here)


def _imported() -> set[str]:
    """The files of the modules that this process has imported."""
    return {getattr(module, "__dict__", {}).get("__file__") or "" for module in list(sys.modules.values())}


def _loaded() -> set[str]:
    """The shared libraries that this process has loaded (proc(5)); none where the system does not list them."""
    try:
        with open(_MAPS, encoding="utf-8", errors="surrogateescape") as file:
            return {path for line in file if "/" in line and ".so" in (path := line.split(None, 5)[-1].strip())}
    except OSError:
        return set()
