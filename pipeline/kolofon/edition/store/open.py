"""The store of an edition: in a folder, at an address, or none."""

from collections.abc import Mapping
from pathlib import Path

from kolofon.edition.store.folder import Folder, Nothing, Store
from kolofon.edition.store.location import CACHE, store_address, store_folder
from kolofon.edition.store.remote import Remote

__all__ = ["open_store"]


def open_store(root: Path, environment: Mapping[str, str]) -> Store:
    """The store of the edition in a folder, as KOLOFON_CACHE has it; errors as in `Remote`."""
    if address := store_address(environment):
        return Remote(address)
    place = store_folder(root, environment)
    return Nothing() if place is None else Folder(place, shared=CACHE in environment)
