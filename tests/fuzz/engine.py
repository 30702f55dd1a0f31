"""atheris, which makes the inputs: `python -m tests.fuzz.engine TARGET SECONDS` fuzzes one target, in its own process.

The press and the parsers that are written in Python are instrumented, so that what leads to a new line of theirs is
kept in `.cache/fuzz/<target>/` and varied further, also in the next run.
"""

import sys

import atheris

from tests.fuzz.targets import CORPUS, FOUND, ROOT, Recorder, target

__all__ = ["LEARNT", "fuzz"]

LEARNT = ROOT / ".cache" / "fuzz"
"""What earlier runs learnt: a folder of inputs for each target."""

_INSTRUMENTED = [
    "kolofon",
    "markdown_it",
    "mdit_py_plugins",
    "mwparserfromhell",
    "csv",
    "html",
    "tomllib",
    "yaml",
]
_SLOW, _HANGS = 10, 120
"""Seconds after which the engine keeps an input as slow, and after which it ends the process."""
_MEMORY = 2048
"""MiB at which it ends the process."""
_LONGEST = 4096
"""Bytes of an input."""


def fuzz(name: str, seconds: int) -> None:
    """Fuzz a target; does not return.  The exit code is 0 unless the process itself came to grief."""
    with atheris.instrument_imports(include=_INSTRUMENTED):
        tokens = target(name).TOKENS
    learnt, found = LEARNT / name, FOUND / name
    for folder in (learnt, found):
        folder.mkdir(parents=True, exist_ok=True)
    dictionary = LEARNT / f"{name}.dict"
    dictionary.write_text("".join(f'"{_escaped(token)}"\n' for token in tokens))
    options = {
        "max_total_time": seconds,
        "max_len": _LONGEST,
        "len_control": 20,  # long inputs early, for a run is short
        "timeout": _HANGS,
        "report_slow_units": _SLOW,
        "rss_limit_mb": _MEMORY,
        "dict": dictionary,
        "artifact_prefix": f"{found}/",
        "print_final_stats": 1,
    }
    command = ["fuzz", *(f"-{option}={value}" for option, value in options.items()), str(learnt), str(CORPUS / name)]
    atheris.Setup(command, Recorder(name))
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    """A token as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02X}" for byte in token)


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]))
