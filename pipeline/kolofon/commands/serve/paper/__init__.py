"""The pages of the PDF as pictures, with the places of their sentences.

| module     | holds                                                                       |
|------------|-----------------------------------------------------------------------------|
| `routes`   | the addresses of pages, their pictures and their text                       |
| `preview`  | the PDF of each book that somebody looks at, made anew when it has changed  |
| `pages`    | a PDF → pictures, sizes, and its glyphs with their places, by pdfium        |
| `pdfium`   | pdfium: a page → its structure tree and its glyphs                          |
| `reading`  | a page → its glyphs in the order in which it is read, by its structure tree |
| `matching` | glyphs and sentences → which glyphs are of which sentence                   |
| `places`   | glyphs of a sentence → rectangles                                           |
| `pictures` | pictures that were made, up to a bound                                      |
"""
