"""What is kept changes nothing: warm and cold give the same bytes, the same findings and the same exit codes."""

from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

import pytest

from kolofon.write.fonts import text_family
from tests import warm
from tests.warm import steps

pytestmark = pytest.mark.pdf


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_gives_the_same_as_nothing_kept(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steps(tmp_path, seed, 10, monkeypatch) > 5


@pytest.mark.parametrize("fails", [False, True])
def test_the_font_is_afterwards_the_one_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    def font() -> str:
        return sha256(b"".join(face.content for face in text_family().faces())).hexdigest()

    installed, seen = font(), list[str]()

    def run(*_: object) -> int:
        seen.append(font())
        return len(seen) if fails and seen[-1] != installed else 0

    monkeypatch.setattr(warm, "_run", run)
    monkeypatch.setattr(warm._Edits, "one", warm._Edits._font)  # noqa: SLF001  another release, and a word before the last build
    with pytest.raises(AssertionError, match="step 1") if fails else nullcontext():
        assert steps(tmp_path, 1, 3, monkeypatch) == 2
    assert seen[0] == installed != seen[-1]
    assert font() == installed
