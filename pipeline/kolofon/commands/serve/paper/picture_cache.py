"""A cache of pictures up to a size; the least recently used goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

__all__ = ["PictureCache"]


class PictureCache:
    """Pictures by their keys, up to a number of bytes in all; for several threads at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The bytes for a key, which are made if they are not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        content = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = content
                self._size += len(content)
            while self._size > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone)
        return content
