"""A translation that exists, laid beside its source: which of its sentences translates which message.

The structure comes first: the title goes with the title, each field of the infobox with the field of that name,
headings only with headings.  Within that, sentences are aligned by their length (Gale and Church, 1993), with numbers,
names and words of one origin as anchors, and with the beginnings of paragraphs; then what has moved is looked for.

Where it is known which paragraph translates which, as in a catalogue that others made of the same text, `lookup` finds
the paragraph by its characters, `remark` gives its translation our markup, and `share` its sentences.

| module      | holds                                                              |
|-------------|--------------------------------------------------------------------|
| `unit`      | what is aligned: sentences, and where each of them stands          |
| `features`  | what survives translation: numbers, names, words of one origin     |
| `evidence`  | how likely it is that some sentences translate some others         |
| `lattice`   | all the ways to align two sequences at once                        |
| `corridor`  | where to look, so that the work grows little faster than the texts |
| `lane`      | two sequences of units aligned, and what has moved                 |
| `pairing`   | links between sentences → one translation for each message         |
| `fit`       | the words of a translation → the line that stands in a catalogue   |
| `alignment` | what comes of it                                                   |
| `trace`     | a text by its characters alone, and what is marked in it           |
| `lookup`    | where the very words of a message stand                            |
| `remark`    | the markup of others in our terms                                  |
| `share`     | one translated paragraph shared out among its sentences            |
"""

from kolofon.catalogue.align.alignment import Alignment, Pair, Unplaced
from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.lane import align_lane
from kolofon.catalogue.align.pairing import Offer, decide, groups, offers
from kolofon.catalogue.align.unit import lanes, units, verbatim
from kolofon.model.document import Document
from kolofon.text.notation import write

__all__ = ["Alignment", "Pair", "Unplaced", "align"]


def align(source: Document, target: Document) -> Alignment:
    """The translations of a segmented document's messages in another, the same text as a person translated it.

    Where the translation joins sentences of a paragraph, the first of their messages has the whole of its words and the
    others have `<merged/>`, so that the page prints what the translator wrote; a fact, for which `<merged/>` has no
    meaning, is `missing` instead.  Where it splits a sentence, the message has both parts.  A message that stands in
    several places has one translation: the likelier one, where two were found, and the others are `unplaced`.  What is
    likelier wrong than right is not paired.

    The law: each sentence of the translation is once in `pairs`, `unplaced` or `settled`; each message of the source is
    once in `pairs` or `missing`.
    """
    here, there = units(source), units(target)
    settled = set(verbatim(source, there))
    free = [unit for unit in there if unit.number not in settled]
    evidence = Evidence.of(here, free)
    links = [link for name, one, other in lanes(here, free) for link in align_lane(name, one, other, evidence)]
    made: list[Offer] = []
    for group in groups(links):
        given = tuple(offers(group, here, there))
        made += given
        if not given:
            settled |= {link.target for link in group}
    pairs, rivals = decide(made)
    placed = settled.union(*(offer.units for offer in made)) - rivals.keys()
    asked = dict.fromkeys(unit.segment.key for unit in here if unit.segment.key)
    return Alignment(
        pairs=tuple(pairs[key] for key in asked if key in pairs),
        unplaced=tuple(
            Unplaced(write(sentence.inlines), sentence, rivals.get(unit.number))
            for unit in there
            for sentence in (unit.segment.sentence,)
            if unit.number not in placed
        ),
        missing=tuple(key for key in asked if key not in pairs),
        settled=tuple(there[number].segment.sentence for number in sorted(settled)),
    )
