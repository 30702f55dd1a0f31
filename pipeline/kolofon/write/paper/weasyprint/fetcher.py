"""What WeasyPrint may fetch: the faces of the press and the pictures of the edition, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from kolofon.write.fonts import Face, Family, families
from kolofon.write.paper.weasyprint.messages import BASE, NOT_THERE, REFUSED
from kolofon.write.paper.weasyprint.modules import URLFetcher, URLFetcherResponse
from kolofon.write.pictures import Pictures, pictures_of
from kolofon.write.pictures.vector.clean import held_picture

if TYPE_CHECKING:
    from kolofon.model.finding import Finding

__all__ = ["Fetcher", "fetcher", "font_faces"]


def fetcher(
    images: Mapping[str, bytes],
    picture: Callable[[bytes], bytes] = bytes,
    chosen: Sequence[Family] = (),
) -> "Fetcher":
    """Everything that WeasyPrint may fetch, by its address; any other address is refused (ValueError).

    No address leads to a file: the fetcher has what it may return, and looks for nothing else.  `picture` makes a
    picture ready when it is fetched, and its findings are then in `found`; so with a picture in a `data:` address.
    `chosen` are the families of fonts, those of a text in Latin letters if none are named.
    """
    faces = {
        f"{BASE}fonts/{quote(face.name)}": face.content for family in chosen or families() for face in family.faces()
    }
    return Fetcher(faces, pictures_of(images), picture)


class Fetcher(URLFetcher):  # type: ignore[misc, no-any-unimported]  # WeasyPrint has no types
    """The fetcher; `found` has the findings about the pictures that were fetched."""

    def __init__(self, faces: Mapping[str, bytes], images: Pictures, picture: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._pictures = {f"{BASE}source/{quote(path)}": path for path in images}
        self._faces, self._images, self._picture = faces, images, picture
        self.found: list[Finding] = []

    def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002  it may be passed
        """WeasyPrint's response for an address; ValueError for one that it does not have."""
        if url in self._pictures:
            picture = self._images.find(self._pictures[url])
            self.found += picture.findings
            if picture.content is None:
                raise ValueError(REFUSED)
            return URLFetcherResponse(url, self._picture(picture.content))
        if held := held_picture(url):
            return URLFetcherResponse(url, self._picture(held))
        if url not in self._faces:
            raise ValueError(f"{url} {NOT_THERE}")
        return URLFetcherResponse(url, self._faces[url])


def font_faces(chosen: Sequence[Family]) -> str:
    """The rules of CSS for the faces of some families."""
    return "".join(_font_face(family, face) for family in chosen for face in family.faces())


def _font_face(family: Family, face: Face) -> str:
    # A variable font has no font-weight: WeasyPrint refuses a range, and a single weight spoils the bold outlines.
    address = f"{BASE}fonts/{quote(face.name)}"
    weight = f" font-weight: {face.weight};" if face.weight else ""
    return f'@font-face {{ font-family: "{family.name}"; font-style: {face.style};{weight} src: url("{address}"); }}\n'
