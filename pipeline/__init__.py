"""Kolofon: one canonical text, any number of languages, print and screen.

A build is one sentence, which `pipeline.build` speaks:

1. **read** a source text into a `Document`                     `pipeline.read`
2. **segment** its runs of text into sentences                  `pipeline.segment`
3. **extract** what a translator is asked                       `pipeline.extract`
4. **merge** that into each language's catalogue                `pipeline.merge`
5. **translate** the document with a catalogue                  `pipeline.translate`
6. **localize** its dates, numbers and spaces                   `pipeline.localize`
7. **publish** it as XHTML, PDF and EPUB                        `pipeline.publish`

Between the rooms stand `pipeline.parts` (which words are translated, and which part they play), `pipeline.notation`
(how they look to a translator) and `pipeline.model` (the values that all of them pass on).
"""
