"""What is made for those who read a translation beside its source: a proof, and both side by side."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kolofon.commands.build.guard import CODE, Made, held_against
from kolofon.commands.check import proofread_work
from kolofon.edition.project import Project, Source
from kolofon.model.document import Document, Place
from kolofon.model.edition import Artefact, Imprint
from kolofon.model.finding import Finding
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.bilingual import render_bilingual
from kolofon.write.pictures import Pictures
from kolofon.write.proof import Review, drafted, render_proof

__all__ = ["bilingual", "proof"]


def proof(
    project: Project, source: Source, imprint: Imprint, furniture: Mapping[str, str], images: Pictures
) -> tuple[Artefact, tuple[Finding, ...], tuple[Finding, ...]]:
    """The proof of a translation, what there is to say about it, and what of that stops it.

    Whatever is wrong with the text is shown in it, so only a bibliography that is not that of the source does.
    `images` are the pictures by their paths below `source/`.
    """
    catalogue, _ = project.translation(source.work, imprint.language)
    shown = localize(translate(source.document, drafted(catalogue)))
    found = proofread_work(project, source, imprint.language)
    xhtml = render_proof(Review(source.document, shown, catalogue, found), imprint, furniture, project.theme())
    artefact, told = _typeset(images, source.document, imprint, xhtml, "proof")
    amiss = tuple(finding for finding in told if finding.code == CODE)
    return artefact, tuple(finding for finding in told if finding not in amiss), amiss


def bilingual(
    project: Project, source: Document, translation: Document, imprint: Imprint, images: Pictures
) -> tuple[bytes, Made]:
    """The source and its translation, both as they are published, side by side: as XHTML, and that as PDF."""
    furniture = project.furniture(imprint.source_language)[0], project.furniture(imprint.language)[0]
    xhtml = render_bilingual((source, translation), imprint, furniture, project.edition.page, project.theme())
    return xhtml, _typeset(images, source, imprint, xhtml, "bilingual")


def _typeset(images: Pictures, source: Document, imprint: Imprint, xhtml: bytes, kind: str) -> Made:
    from kolofon.write.paper.pdf import typeset  # noqa: PLC0415  WeasyPrint costs half a second, and only a PDF needs it

    content, findings = typeset(xhtml, imprint, images)
    path = PurePosixPath(imprint.language, f"{imprint.work}-{kind}.pdf")
    book = f"{imprint.language}/{imprint.work}.pdf"
    findings = tuple(replace(told, place=Place(str(path))) if told.place.path == book else told for told in findings)
    return Artefact(path, "application/pdf", content), (*findings, *held_against(source, [xhtml], f"output/{path}"))
