"""What is in a PDF beside its pages.

| module        | holds                                                |
|---------------|------------------------------------------------------|
| `protocols`   | the types of pydyf's objects, which it lacks         |
| `metadata`    | what a PDF says of itself: XMP, with the Dublin Core |
| `attachments` | files within a PDF                                   |
"""
