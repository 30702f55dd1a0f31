"""A document and its translation → the translation of each message.

Structure comes first.  The title is aligned with the title, each field of the infobox with the field of that name, and
headings with headings only.  Within these, sentences are aligned by their lengths (Gale and Church, 1993), with
numbers, names and cognates as anchors, and with the beginnings of paragraphs.  Last, sentences that have moved are
searched for.

Where it is known which paragraph translates which, as in a catalogue that others found of the same text, `lookup` finds
the paragraph by its characters, `markup` puts our markup into its translation, and `share` divides the translation
among our sentences.

| module       | holds                                                                     |
|--------------|---------------------------------------------------------------------------|
| `unit`       | the sentences of a document, with their places in its structure           |
| `features`   | what survives translation: numbers, names, cognates                       |
| `evidence`   | the odds that some sentences translate some others                        |
| `posterior`  | the probability of each link, by the forward–backward algorithm           |
| `band`       | the cells of the alignment that are computed, so that it is nearly linear |
| `sequence`   | two sequences of units → links, in order and then moved                   |
| `offers`     | links between sentences → one translation for each message                |
| `msgstr`     | the sentences of a translation → the msgstr of a message                  |
| `alignment`  | the result: pairs, and what is in no pair                                 |
| `characters` | inline content → its characters without typography, and its markup        |
| `lookup`     | the places in a document where the words of a message are                 |
| `markup`     | the markup of another edition → our markup                                |
| `share`      | the translation of one paragraph → the translations of its messages       |
"""

from kolofon.catalogue.align.alignment import Alignment, Pair, Unplaced
from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.offers import Offer, decide, groups, offers
from kolofon.catalogue.align.sequence import align_region
from kolofon.catalogue.align.unit import regions, units, verbatim
from kolofon.model.document import Document
from kolofon.text.notation import write

__all__ = ["Alignment", "Pair", "Unplaced", "align"]


def align(source: Document, target: Document) -> Alignment:
    """The translations of the messages of a document, found in another document that is a translation of it.

    Both documents are segmented.  Where the translation joins sentences of a paragraph, the first of their messages has
    all the words and the others have `<merged/>`, so that the page prints what the translator wrote.  `<merged/>` has
    no meaning for a fact, which is `missing` instead.  Where the translation splits a sentence, the message has both
    parts.  A message that is in several places has one translation: of two that were found it is the likelier one, and
    the others are `unplaced`.  Sentences whose link is likelier wrong than right are not paired.

    Laws: each sentence of the translation is once in `pairs`, `unplaced` or `settled`; each message of the source is
    once in `pairs` or `missing`.
    """
    here, there = units(source), units(target)
    settled = set(verbatim(source, there))
    free = [unit for unit in there if unit.number not in settled]
    evidence = Evidence.of(here, free)
    links = [link for name, one, other in regions(here, free) for link in align_region(name, one, other, evidence)]
    found: list[Offer] = []
    for group in groups(links):
        group_offers = tuple(offers(group, here, there))
        found += group_offers
        if not group_offers:
            settled |= {link.target for link in group}
    pairs, rivals = decide(found)
    placed = settled.union(*(offer.units for offer in found)) - rivals.keys()
    keys = dict.fromkeys(unit.segment.key for unit in here if unit.segment.key)
    return Alignment(
        pairs=tuple(pairs[key] for key in keys if key in pairs),
        unplaced=tuple(
            Unplaced(write(sentence.inlines), sentence, rivals.get(unit.number))
            for unit in there
            for sentence in (unit.segment.sentence,)
            if unit.number not in placed
        ),
        missing=tuple(key for key in keys if key not in pairs),
        settled=tuple(there[number].segment.sentence for number in sorted(settled)),
    )
