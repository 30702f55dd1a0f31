"""The page that the press has WeasyPrint set, and WeasyPrint alone setting it: same markup, styles, fonts and variant.

python -m tests.bench.bare page EDITION LANGUAGE FOLDER     write the page, its style sheet, fonts and pictures
python -m tests.bench.bare set FOLDER FILE                  set it, with nothing of the press
"""

import contextlib
import os
import sys
from pathlib import Path
from urllib.parse import unquote

__all__: list[str] = []


class _Taken(BaseException):
    """The page was taken, and need not be set."""


def page(edition: Path, language: str, folder: Path) -> None:
    """Write what the press gives to WeasyPrint for the PDF of the first work of an edition, as files."""
    import kolofon  # noqa: PLC0415  `set` must not import the press
    from kolofon.write.paper import pdf  # noqa: PLC0415  as above
    from kolofon.write.paper.quire import job as shop  # noqa: PLC0415  as above
    from kolofon.write.paper.quire.book import Portions  # noqa: PLC0415  as above
    from kolofon.write.paper.weasyprint.messages import BASE  # noqa: PLC0415  as above

    folder.mkdir(parents=True, exist_ok=True)
    home = f"{folder.resolve().as_uri()}/"
    names = vars(shop)
    style = names["CSS"]

    def sheet(*, string: str, url_fetcher: object, **options: object) -> object:
        for address, content in vars(url_fetcher)["_faces"].items():
            path = folder / unquote(address.removeprefix(BASE))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "style.css").write_text(string.replace(BASE, home), encoding="utf-8")
        return style(string=string, url_fetcher=url_fetcher, **options)

    def take(*, string: str, **_: object) -> object:
        (folder / "page.xhtml").write_text(string.replace(BASE, home), encoding="utf-8")
        raise _Taken

    names |= {"CSS": sheet, "HTML": take}
    vars(pdf)["portions"] = lambda *_: Portions((), None, "it is to be set as a whole")
    opened = kolofon.open(edition)
    with contextlib.suppress(_Taken):
        opened.translated(language, opened.works[0], draft=True).pdf()
    if not (folder / "source").exists():
        (folder / "source").symlink_to((edition / "source").resolve())


def set_page(folder: Path, file: Path) -> None:
    """Set the page."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  as above

    fonts = FontConfiguration()
    sheet = CSS(filename=folder / "style.css", font_config=fonts)
    HTML(filename=folder / "page.xhtml", base_url=f"{folder.resolve().as_uri()}/source/").write_pdf(
        file, stylesheets=[sheet], font_config=fonts, presentational_hints=True, pdf_variant="pdf/a-2a", pdf_tags=True
    )


if __name__ == "__main__":
    if sys.argv[1] == "page":
        page(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        os.environ["FONTCONFIG_FILE"] = str(
            Path(__file__).parents[2] / "pipeline/kolofon/write/paper/weasyprint/fontconfig.xml"
        )
        set_page(Path(sys.argv[2]), Path(sys.argv[3]))
