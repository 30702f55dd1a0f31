"""The pages of the PDF as pictures, with the rectangles of their sentences.

| module             | holds                                                                                      |
|--------------------|--------------------------------------------------------------------------------------------|
| `routes`           | the addresses of pages, their pictures and their text                                      |
| `preview`          | the PDF of each book that is open on a page of the browser, made again when it has changed |
| `pages`            | a PDF → pictures, sizes, and its glyphs with their boxes, by pdfium                        |
| `pdfium`           | pdfium: a page → its structure tree and its glyphs                                         |
| `reading_order`    | a page → its glyphs in reading order, by its structure tree                                |
| `sentence_matcher` | glyphs and sentences → which glyphs are of which sentence                                  |
| `rectangles`       | the glyphs of each sentence → its rectangles on a page                                     |
| `picture_cache`    | pictures that were made, up to a bound                                                     |
"""
