"""PO files (GNU gettext manual, "The Format of PO Files"): bytes ⇄ `Catalogue`.

| module     | holds                                                                    |
|------------|--------------------------------------------------------------------------|
| `reader`   | bytes of a PO file → `Catalogue`: `read_po`                              |
| `encoding` | bytes of a PO file → its text                                            |
| `stanzas`  | the text of a PO file by its entries, which is kept where it is the same |
| `lexer`    | lines of a PO file → tokens                                              |
| `grammar`  | tokens → the comments and strings of each message                        |
| `writer`   | `Catalogue` → bytes of a PO file: `write_po`                             |
| `mo`       | bytes of a compiled catalogue (MO file) → `Catalogue`                    |
"""

from kolofon.catalogue.po.reader import read_po
from kolofon.catalogue.po.writer import write_po

__all__ = ["read_po", "write_po"]
