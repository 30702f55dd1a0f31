"""The texts of an edition, read and segmented; what did not change since the last run is taken from the store.

| module         | holds                                                                                |
|----------------|--------------------------------------------------------------------------------------|
| `reading`      | a work → its document, its findings and its messages                                 |
| `records`      | what the store keeps of each file of a work: findings, messages, links, headings     |
| `placeholders` | small sentences in place of unchanged chapters, while the document is put together   |
"""
