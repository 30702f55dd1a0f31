"""What is made for those who read a translation beside its source: a proof, and both side by side."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from pipeline.localize import localize
from pipeline.model.document import Document
from pipeline.model.edition import Artefact, Imprint
from pipeline.model.finding import Finding
from pipeline.project import Project, Source
from pipeline.proofreading import proofread_work
from pipeline.publish.bilingual import render_bilingual
from pipeline.publish.proof import Review, drafted, render_proof
from pipeline.translate import translate

__all__ = ["bilingual", "proof"]

Made = tuple[Artefact, tuple[Finding, ...]]
"""A finished file, and what there is to say about it."""


def proof(project: Project, source: Source, imprint: Imprint, furniture: Mapping[str, str]) -> Made:
    """The proof of a translation.  Whatever is wrong with the text stands in it, so nothing there stops it."""
    catalogue, _ = project.translation(source.work, imprint.language)
    shown = localize(translate(source.document, drafted(catalogue)))
    found = proofread_work(project, source, imprint.language)
    xhtml = render_proof(Review(source.document, shown, catalogue, found), imprint, furniture, project.theme())
    return _typeset(project, imprint, xhtml, "proof")


def bilingual(project: Project, source: Document, translation: Document, imprint: Imprint) -> tuple[bytes, Made]:
    """The source and its translation, both as they are published, side by side: as XHTML, and that as PDF."""
    furniture = project.furniture(imprint.source_language)[0], project.furniture(imprint.language)[0]
    xhtml = render_bilingual((source, translation), imprint, furniture, project.edition.page, project.theme())
    return xhtml, _typeset(project, imprint, xhtml, "bilingual")


def _typeset(project: Project, imprint: Imprint, xhtml: bytes, kind: str) -> Made:
    from pipeline.publish.paper.pdf import typeset  # noqa: PLC0415  WeasyPrint costs half a second, and only a PDF needs it

    content, findings = typeset(xhtml, imprint, project.images(imprint.language))
    path = PurePosixPath(imprint.language, f"{imprint.work}-{kind}.pdf")
    return Artefact(path, "application/pdf", content), findings
