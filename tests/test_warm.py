"""What is kept changes nothing: warm and cold give the same bytes, the same findings and the same exit codes."""

from pathlib import Path

import pytest

from tests.warm import steps

pytestmark = [pytest.mark.slow, pytest.mark.pdf]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_gives_the_same_as_nothing_kept(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steps(tmp_path, seed, 10, monkeypatch) > 5
