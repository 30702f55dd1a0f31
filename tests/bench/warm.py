"""Random edits of an edition, which is made with what is kept and with nothing kept.

    python -m tests.bench.warm [STEPS] [SEED]

Ends with an error at the first step at which one is not the other, and says how it is repeated.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from tests.warm import steps


def main(many: int = 300, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        changed = steps(Path(folder), seed, many, patch)
    sys.stdout.write(f"{many} steps, {changed} edits (seed {seed}): what is kept gave the same as nothing kept\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
