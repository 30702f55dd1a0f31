"""Modules that take long to import, imported when a test first uses them: collecting the tests imports none of them.

`from tests.later import pikepdf` gives what `import pikepdf` would, to call, to ask for its attributes and to set them.
An annotation that asks for an attribute is in quotes: `"pikepdf.Pdf"`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tests.marks import use

__all__ = [
    "Axe",
    "Browser",
    "CiteProcJSON",
    "Draft3Validator",
    "Page",
    "Starlette",
    "access",
    "application",
    "choppa",
    "citeproc",
    "clusters",
    "codes",
    "compiling",
    "drawing",
    "extract_text",
    "fetcher",
    "impose",
    "job_cache",
    "jobs",
    "least_inner_margin",
    "making",
    "pango",
    "paper",
    "parse_bibtex",
    "pdf",
    "pikepdf",
    "playa",
    "previews",
    "printed_cover",
    "pypdf",
    "quick",
    "quire_book",
    "quire_fonts",
    "quire_job",
    "quire_keys",
    "reading",
    "serve_api",
    "serve_application",
    "serve_client",
    "serve_languages",
    "serve_search",
    "serve_suggestions",
    "serve_workspace",
    "server_module",
    "sheets",
    "sync_playwright",
    "typeset",
    "typesetter",
    "validate_pdf",
    "weasyprint",
    "workers",
]

if TYPE_CHECKING:
    import choppa
    import citeproc
    import pikepdf
    import playa
    import pypdf
    import weasyprint
    from axe_playwright_python.sync_playwright import Axe
    from citeproc.source.json import CiteProcJSON
    from jsonschema import Draft3Validator
    from page import validate_pdf
    from pdfminer.high_level import extract_text
    from playwright.sync_api import Browser, Page, sync_playwright
    from pybtex.database import parse_string as parse_bibtex
    from starlette.applications import Starlette
    from weasyprint.text.ffi import pango

    from kolofon.commands.serve.api import edition as serve_api
    from kolofon.commands.serve.api import languages as serve_languages
    from kolofon.commands.serve.api import search as serve_search
    from kolofon.commands.serve.api import suggestions as serve_suggestions
    from kolofon.commands.serve.jobs import cache as job_cache
    from kolofon.commands.serve.jobs import queue as jobs
    from kolofon.commands.serve.jobs import worker as workers
    from kolofon.commands.serve.paper import pages as sheets
    from kolofon.commands.serve.paper import preview as previews
    from kolofon.commands.serve.paper import routes as paper
    from kolofon.commands.serve.server import access, application
    from kolofon.commands.serve.server import application as serve_application
    from kolofon.commands.serve.server import lifecycle as server_module
    from kolofon.commands.serve.workspace import workspace as serve_workspace
    from kolofon.write.paper import pdf
    from kolofon.write.paper.cover import pdf as making
    from kolofon.write.paper.cover.pdf import printed_cover
    from kolofon.write.paper.extraction import clusters, codes, drawing
    from kolofon.write.paper.extraction import order as reading
    from kolofon.write.paper.pdf import typeset
    from kolofon.write.paper.press.imposition import impose, least_inner_margin
    from kolofon.write.paper.quire import book as quire_book
    from kolofon.write.paper.quire import compiler as compiling
    from kolofon.write.paper.quire import fonts as quire_fonts
    from kolofon.write.paper.quire import job as quire_job
    from kolofon.write.paper.quire import keys as quire_keys
    from kolofon.write.paper.weasyprint import caches as quick
    from kolofon.write.paper.weasyprint import modules as typesetter
    from kolofon.write.paper.weasyprint.fetcher import fetcher
    from tests import serve_client
else:

    class _Later:
        """A module, or one name in it, that is imported when it is first used."""

        __slots__ = ("_home", "_name")

        def __init__(self, home: str, name: str = "") -> None:
            object.__setattr__(self, "_home", home)
            object.__setattr__(self, "_name", name)

        def _there(self) -> object:
            use(self._home.partition(".")[0])
            home = import_module(self._home)
            return getattr(home, self._name) if self._name else home

        def __getattr__(self, name: str) -> object:
            if name.startswith("__") or name == "_mock_name":  # typing and pytest look for these, and no test does
                raise AttributeError(name)
            return getattr(self._there(), name)

        def __setattr__(self, name: str, value: object) -> None:
            setattr(self._there(), name, value)

        def __call__(self, *arguments: object, **named: object) -> object:
            return self._there()(*arguments, **named)

    choppa = _Later("choppa")
    citeproc = _Later("citeproc")
    extract_text = _Later("pdfminer.high_level", "extract_text")
    pikepdf = _Later("pikepdf")
    playa = _Later("playa")
    pypdf = _Later("pypdf")
    weasyprint = _Later("weasyprint")
    Axe = _Later("axe_playwright_python.sync_playwright", "Axe")
    CiteProcJSON = _Later("citeproc.source.json", "CiteProcJSON")
    Draft3Validator = _Later("jsonschema", "Draft3Validator")
    validate_pdf = _Later("page", "validate_pdf")
    Browser = _Later("playwright.sync_api", "Browser")
    Starlette = _Later("starlette.applications", "Starlette")
    Page = _Later("playwright.sync_api", "Page")
    sync_playwright = _Later("playwright.sync_api", "sync_playwright")
    parse_bibtex = _Later("pybtex.database", "parse_string")
    pango = _Later("weasyprint.text.ffi", "pango")
    pdf = _Later("kolofon.write.paper.pdf")
    typeset = _Later("kolofon.write.paper.pdf", "typeset")
    making = _Later("kolofon.write.paper.cover.pdf")
    printed_cover = _Later("kolofon.write.paper.cover.pdf", "printed_cover")
    impose = _Later("kolofon.write.paper.press.imposition", "impose")
    least_inner_margin = _Later("kolofon.write.paper.press.imposition", "least_inner_margin")
    quire_book = _Later("kolofon.write.paper.quire.book")
    quire_fonts = _Later("kolofon.write.paper.quire.fonts")
    quire_keys = _Later("kolofon.write.paper.quire.keys")
    clusters = _Later("kolofon.write.paper.extraction.clusters")
    codes = _Later("kolofon.write.paper.extraction.codes")
    drawing = _Later("kolofon.write.paper.extraction.drawing")
    reading = _Later("kolofon.write.paper.extraction.order")
    fetcher = _Later("kolofon.write.paper.weasyprint.fetcher", "fetcher")
    quire_job = _Later("kolofon.write.paper.quire.job")
    access = _Later("kolofon.commands.serve.server.access")
    application = _Later("kolofon.commands.serve.server.application")
    server_module = _Later("kolofon.commands.serve.server.lifecycle")
    compiling = _Later("kolofon.write.paper.quire.compiler")
    quick = _Later("kolofon.write.paper.weasyprint.caches")
    typesetter = _Later("kolofon.write.paper.weasyprint.modules")
    serve_client = _Later("tests.serve_client")
    job_cache = _Later("kolofon.commands.serve.jobs.cache")
    jobs = _Later("kolofon.commands.serve.jobs.queue")
    paper = _Later("kolofon.commands.serve.paper.routes")
    workers = _Later("kolofon.commands.serve.jobs.worker")
    previews = _Later("kolofon.commands.serve.paper.preview")
    sheets = _Later("kolofon.commands.serve.paper.pages")
    serve_api = _Later("kolofon.commands.serve.api.edition")
    serve_application = _Later("kolofon.commands.serve.server.application")
    serve_workspace = _Later("kolofon.commands.serve.workspace.workspace")
    serve_search = _Later("kolofon.commands.serve.api.search")
    serve_suggestions = _Later("kolofon.commands.serve.api.suggestions")
    serve_languages = _Later("kolofon.commands.serve.api.languages")
