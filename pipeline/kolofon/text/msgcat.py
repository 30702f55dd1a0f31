"""The marks that msgcat sets between the translations of several files when it joins them in one msgstr."""

import re

__all__ = ["CODE", "MARK"]

CODE = "msgcat-marks"
"""The code of the findings about them."""

MARK = re.compile(r"(?:#-){4}#[^\n]*?(?:(?:#-){4}#|(?=\n|\Z))")
"""A mark, with the file name in it (gettext-tools, read-catalog and msgl-cat.c)."""
