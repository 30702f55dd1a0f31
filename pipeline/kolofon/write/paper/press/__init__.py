"""The printer's file, and colours.

| module        | holds                                                       |
|---------------|-------------------------------------------------------------|
| `imposition`  | `impose`: a page of XHTML as PDF/X-4                        |
| `colour`      | colours as inks; pictures for the archive and for the press |
| `separations` | pictures in inks, every pixel as it was                     |
"""
