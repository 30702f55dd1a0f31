"""`kolofon serve` at work on a copy of the first book or on another edition, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.later import Page
from tests.press import first_work, put

__all__ = ["PO", "served_edition", "with_each_dialog"]

PO = Path("locale/sq/LC_MESSAGES/liberation-of-tirana.po")


@contextmanager
def served_edition(root: Path, *options: str, files: Mapping[str, str | bytes] | None = None) -> Iterator[str]:
    """The address that opens the page, with its token, for as long as the context lasts.

    `files` are those of another edition than the first book in Albanian.
    """
    put(root, first_work() if files is None else files)
    command = [str(Path(sys.executable).parent / "kolofon"), "serve", "sq", "--no-open", *options]
    # Nobody translates here by the configuration of git, so a name is asked for.
    nobody = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    with subprocess.Popen(
        command, cwd=root, env=nobody, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def with_each_dialog(page: Page) -> Iterator[None]:
    """The page of `kolofon serve` as it is, then with each dialog that its buttons open, one after another."""
    yield
    doors = page.locator(".doors button").all()
    assert len(doors) == 4
    for button in doors:
        button.click()
        page.locator("dialog table, dialog .downloads, dialog .settings, dialog .keys").first.wait_for()
        yield
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
