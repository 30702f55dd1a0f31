"""Walks over a set document.

| module          | holds                                                          |
|-----------------|----------------------------------------------------------------|
| `traverse`      | every value in it: its ids, its code, its characters           |
| `characters`    | the characters of a set line                                   |
| `reading_order` | the set sentences of a block; the bibliographies of a document |
| `digest`        | the digest of a part of it                                     |
"""
