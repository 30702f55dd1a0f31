"""A theme as a whole: every mistake in it that can be seen before a page is made."""

from collections.abc import Container, Iterator
from urllib.parse import unquote

from kolofon.model.document import Place
from kolofon.model.error import EditionError
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import safe_picture
from kolofon.write.themes.sheets import SHEET, check_sheets
from kolofon.write.themes.templates import PRESS, addresses_in, named_in, pictures_in, press_files, read
from kolofon.write.themes.theme import FOLDER, OWN, TEMPLATE, Theme

__all__ = ["survey"]

_OF_SCREENS = ("epub/", "site/")
"""The beginnings of the names of templates whose pictures are not those below `source/`."""

_FONTS = "fonts/"
"""Where the fonts of an edition are."""


def survey(theme: Theme, pictures: Container[str]) -> tuple[Finding, ...]:
    """The findings about a theme; `pictures` are the paths of those below `source/`.

    EditionError, with the line, for a template that Jinja cannot read, a style sheet that is not CSS or loads what is
    not in the edition, and a file that is not in UTF-8.
    """
    check_sheets(theme, pictures)
    for name, _ in theme.files:
        if not name.endswith(SHEET):
            read(name, theme)
            if not name.startswith(_OF_SCREENS):
                _check_pictures(name, theme, pictures)
    return tuple(_unused(theme))


def _check_pictures(name: str, theme: Theme, pictures: Container[str]) -> None:
    for address, place in addresses_in(name, theme):
        path = safe_picture(unquote(address))
        wrong = "is where this picture is in some formats alone" if path else "is no picture of the edition"
        hint = f"write src=\"{{{{ picture('{unquote(address) if path else 'its/path.png'}') }}}}\""
        raise EditionError(f"`{address}` {wrong}", place=place, hint=hint)
    for path, place in pictures_in(name, theme):
        if path not in pictures and safe_picture(path):
            hint = "put it there, or write the path of another one"
            raise EditionError(f"there is no picture source/{path}", place=place, hint=hint)


def _unused(theme: Theme) -> Iterator[Finding]:
    """A finding for each file of a theme that nothing uses, such as one whose name is mistyped."""
    for link in theme.links:
        hint = "put the folder itself in place of the link"
        message = "this is a link to a folder, which the press does not follow"
        yield Finding("unused-theme-file", Severity.WARNING, Place(f"{FOLDER}/{link}"), message, hint)
    templates = [name for name, _ in theme.files if name.endswith(TEMPLATE)]
    named = [named_in(name, theme) for name in templates]
    if any(None in names for names in named):
        return  # a template makes up the names of the templates that it uses
    used = {OWN, *press_files("templates"), *press_files("styles")}.union(*named)
    for name in (*(name for name, _ in theme.files), *theme.others):
        if name in used and not name.startswith(f"{PRESS}/"):
            continue
        kind = "a template or a style sheet" if name.endswith((TEMPLATE, SHEET)) else "no template and no style sheet"
        message = f"this is {kind} that nothing uses"
        hint = "name it as the press's own that it is to replace (docs/themes.md lists them), or take it out"
        if name.startswith(_FONTS):
            message = "this is a font that nothing uses"
            hint = (
                f'name it below [fonts] in source/edition.toml, as Latn = {{ regular = "{name.removeprefix(_FONTS)}" }}'
            )
        yield Finding("unused-theme-file", Severity.WARNING, Place(f"{FOLDER}/{name}"), message, hint)
