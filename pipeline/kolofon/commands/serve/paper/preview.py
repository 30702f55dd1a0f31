"""The PDF of each book whose pages are open in a browser, as `build --format pdf` makes it, made again on request.

While one is made, the last one is shown.  It is made from the files as they are when its turn comes, so a book waits in
the queue once, however often it is requested.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from kolofon.commands.serve.jobs.order_thread import OrderThread, Producer, attempt
from kolofon.commands.serve.jobs.process import Order, Product, WorkerProcess
from kolofon.commands.serve.paper.pages import Pages
from kolofon.commands.serve.workspace.workspace import Workspace

__all__ = ["Preview", "PreviewPdf", "Previews"]

_PDFS = 2
"""How many PDFs of a book are kept: a page that is being loaded when a new one comes is still there."""
_BOOKS = 8
"""How many books are kept."""
_BITS = 52
"""A revision is a number that a script can hold exactly."""


@dataclass(frozen=True, slots=True)
class PreviewPdf:
    """A PDF, its pages, and its revision: the beginning of its SHA-256, so equal PDFs have the same revision.

    `held` says that errors would hold the edition back, so that these are the pages of a draft.
    """

    revision: int
    pages: Pages
    held: bool
    findings: tuple[Mapping[str, object], ...]


@dataclass(slots=True)
class Preview:
    """The preview of a book; `pdfs` are its PDFs, the newest last."""

    language: str
    work: str
    state: Literal["none", "making", "ready", "failed"] = "none"
    step: str = ""
    error: Mapping[str, object] | None = None
    pdfs: list[PreviewPdf] = field(default_factory=list)
    of: int = -1

    def data(self) -> dict[str, object]:
        """The state for the browser; `of` is the revision of the edition that the pages are of, or a newer one."""
        last = self.pdfs[-1] if self.pdfs else None
        return {
            "state": self.state,
            "revision": last.revision if last else 0,
            "pages": len(last.pages.sizes) if last else 0,
            "sizes": [list(size) for size in last.pages.sizes] if last else [],
            "step": self.step,
            "error": self.error,
            "draft": bool(last and last.held),
            "findings": list(last.findings) if last else [],
            "of": self.of,
        }


class Previews:
    """The previews of an edition."""

    def __init__(self, workspace: Workspace, producer: Producer | None = None) -> None:
        self._workspace = workspace
        self._producer = producer or WorkerProcess()
        self._thread = OrderThread("kolofon-paper", self._producer, self._take)
        self._changed = self._thread.changed
        self._books: OrderedDict[tuple[str, str], Preview] = OrderedDict()
        self._waiting: OrderedDict[tuple[str, str], None] = OrderedDict()

    def begin(self, language: str, work: str) -> Preview:
        """Queue the PDF of a book to be made; a book that waits already is not queued again."""
        with self._changed:
            preview = self.of(language, work)
            self._waiting[language, work] = None
            preview.state, preview.step, preview.error = "making", "", None
            self._publish(preview)
            self._thread.wake()
            return preview

    def of(self, language: str, work: str) -> Preview:
        """The preview of a book."""
        with self._changed:
            key = (language, work)
            if key not in self._books:
                self._books[key] = Preview(language, work)
                idle = [name for name, one in self._books.items() if one.state != "making" and name != key]
                for name in idle[: max(0, len(self._books) - _BOOKS)]:
                    del self._books[name]
            self._books.move_to_end(key)
            return self._books[key]

    def pdf(self, language: str, work: str, revision: int | None) -> PreviewPdf | None:
        """The PDF of a revision, or the last one; None if it is no longer kept."""
        with self._changed:
            held = self.of(language, work).pdfs
            if revision is None:
                return held[-1] if held else None
            return next((one for one in held if one.revision == revision), None)

    def close(self) -> None:
        """End the order that runs, and take no more."""
        self._thread.close()

    def _take(self) -> Callable[[], None] | None:
        if not self._waiting:
            return None
        (language, work), _ = self._waiting.popitem(last=False)
        return partial(self._carry_out, self.of(language, work))

    def _carry_out(self, preview: Preview) -> None:
        workspace = self._workspace
        of = workspace.revision  # before anything is read, so that it is never too new
        environment = dict(workspace.environment)
        order = Order(workspace.root, environment, preview.language, preview.work, ("pdf",), preview=True)
        attempt(partial(self._make, preview, order, of), partial(self._failed, preview))

    def _make(self, preview: Preview, order: Order, of: int) -> None:
        self._done(preview, self._producer.make(order, partial(self._step, preview)), of)

    def _done(self, preview: Preview, product: Product, of: int) -> None:
        revision = int(hashlib.sha256(product.content).hexdigest(), 16) >> (256 - _BITS)
        last = preview.pdfs[-1] if preview.pdfs else None
        same = last is not None and last.revision == revision
        pages = last.pages if last is not None and same else Pages(product.content)
        with self._changed:
            made = PreviewPdf(revision, pages, product.held, product.findings)
            preview.pdfs = [*(preview.pdfs[:-1] if same else preview.pdfs[1 - _PDFS :]), made]
            preview.of = of
            preview.step = ""
            preview.state = "making" if (preview.language, preview.work) in self._waiting else "ready"
            self._publish(preview)

    def _failed(self, preview: Preview, fault: Mapping[str, object]) -> None:
        with self._changed:
            waits = (preview.language, preview.work) in self._waiting
            preview.state, preview.step, preview.error = "making" if waits else "failed", "", fault
            self._publish(preview)

    def _step(self, preview: Preview, step: str) -> None:
        with self._changed:
            preview.step = step
            self._publish(preview)

    def _publish(self, preview: Preview) -> None:
        data = preview.data() | {"language": preview.language, "work": preview.work}
        # Pages request sizes and findings; every step is sent to every open page.
        self._workspace.events.publish(
            "paper", {name: data[name] for name in data if name not in {"sizes", "findings"}}
        )
