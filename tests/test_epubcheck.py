"""EPUBCheck in one process, by which the tests ask it of one EPUB after another."""

import io
from functools import cache
from pathlib import Path

import pytest

from tests import epubcheck
from tests.epubcheck import Checker, report
from tests.epubs import bound
from tests.publishing import everything

_BROKEN = b"application/epub-zip"


def told(path: Path, content: bytes) -> list[tuple[str, str]]:
    path.write_bytes(content)
    return [(message["severity"], message["message"]) for message in report(path)["messages"]]


@pytest.mark.browser
def test_a_broken_epub_is_seen_between_others_and_shows_in_none_of_them(tmp_path: Path) -> None:
    book = bound(everything())
    before = told(tmp_path / "before.epub", book)
    broken = told(tmp_path / "broken.epub", book.replace(b"application/epub+zip", _BROKEN))
    process = epubcheck._checker().process  # noqa: SLF001  it is the same for all
    after = told(tmp_path / "after.epub", book)
    wrong = 'Mimetype file should only contain the string "application/epub+zip" and should not be compressed.'
    assert broken == [*before, ("ERROR", wrong)]
    assert after == before
    assert epubcheck._checker().process is process  # noqa: SLF001  as above


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Checker]:
    """The processes that a test begins."""
    found: list[Checker] = []

    def begin() -> Checker:
        found.append(Checker())
        return found[-1]

    monkeypatch.setattr(epubcheck, "_checker", cache(begin))
    return found


@pytest.mark.browser
def test_a_process_that_ends_is_an_error_that_says_so_and_the_next_epub_has_another(
    tmp_path: Path, begun: list[Checker]
) -> None:
    for number in (1, 2):
        epubcheck._checker().process.kill()  # noqa: SLF001  that of this test
        with pytest.raises(AssertionError, match=r"the process of EPUBCheck ended with -9 .*book\.epub"):
            report(tmp_path / "book.epub")
        assert len(begun) == number


class _Late(io.BytesIO):
    """An answer for which a test does not wait."""

    def readline(self, _: int | None = -1, /) -> bytes:
        raise KeyboardInterrupt


@pytest.mark.browser
def test_after_an_answer_that_nobody_waited_for_the_next_epub_has_another_process(
    tmp_path: Path, begun: list[Checker]
) -> None:
    for number in (1, 2):
        process = epubcheck._checker().process  # noqa: SLF001  that of this test
        assert process.stdout
        process.stdout.close()
        process.stdout = _Late()
        with pytest.raises(KeyboardInterrupt):
            report(tmp_path / "book.epub")
        assert process.returncode == -9
        assert len(begun) == number
