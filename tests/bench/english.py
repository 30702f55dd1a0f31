"""A text in English of any length, by chance: the words of a novel, as often and as long as they are in one.

Half of the words of any English text are a hundred that join the others; the others are rarer and longer (Zipf 1935).
"""

import random
import re
from collections.abc import Iterator
from itertools import accumulate

__all__ = ["paragraphs"]

_JOINING = """
the 62 and 34 of 31 to 28 a 24 in 19 he 17 that 14 was 14 it 12 his 12 I 11 had 10 with 9 her 9 you 9 as 9 for 8 she 8
on 7 at 7 not 6 but 6 is 6 be 5 him 5 they 5 said 5 all 5 my 4 which 4 from 4 have 4 this 4 so 4 there 4 were 4 by 4
or 3 what 3 we 3 one 3 me 3 out 3 would 3 no 3 up 3 their 3 if 3 when 3 an 3 them 3 been 3 who 3 then 2 into 2 could 2
now 2 more 2 are 2 your 2 some 2 do 2 very 2 down 2 about 2 how 2 over 2 will 2 before 2 again 2 than 2 only 2 like 2
little 2 any 2 did 2 other 2 after 1 never 1 upon 1 too 1 such 1 through 1 away 1 here 1 where 1 should 1 without 1
against 1 though 1 between 1 because 1 another 1 nothing 1 something 1 always 1 almost 1 perhaps 1 while 1 still 1
under 1 once 1
"""

_THINGS = """
time man hand eye day way face house door night room head life moment place voice father woman thing morning mother
work light word world side people window friend heart water evening child mind table street end fire horse letter boy
paper year road arm garden foot wind question silence answer corner brother river tree floor wall ground country chair
thought name town book money story shoulder winter summer kitchen village stranger captain doctor mountain darkness
afternoon neighbour carriage conversation gentleman expression company daughter moonlight staircase difference
circumstance impression attention companion imagination satisfaction neighbourhood opportunity acquaintance handkerchief
understanding information appearance consequence astonishment performance government disappointment responsibility
"""
_DEEDS = """
looked came went seemed turned knew thought asked stood made took told saw felt sat began found heard left called gave
held spoke answered opened walked cried waited wanted passed brought kept followed stopped laughed remembered reached
remained carried listened appeared returned understood whispered continued considered discovered recognised hesitated
disappeared interrupted approached accompanied determined acknowledged congratulated straightened
"""
_KINDS = """
old great good long young small white dark own last first black cold strange poor whole quiet deep warm heavy narrow
bright pale empty silent green broken gentle sudden curious ordinary pleasant terrible familiar beautiful wonderful
comfortable extraordinary considerable particular impossible respectable unfortunate mysterious uncomfortable
"""
_MANNERS = """
slowly quickly suddenly quietly carefully certainly immediately presently gradually probably scarcely evidently
thoughtfully occasionally unexpectedly instinctively
"""
_NAMES = "Anna Thomas Margaret Edward Henry Eleanor Mr. Mrs. London Harrison Caroline Frederick"

_FORMS = (
    "the {kind} {thing} {joining} {joining} {deed} {joining} the {thing}",
    "{joining} {deed} {joining} {joining} {thing}",
    "{name} {deed} {joining} {joining} {kind} {thing} {joining} {thing}",
    "{joining} {joining} {joining} {thing} {deed} {manner}",
    "{joining} {thing} of the {thing} {joining} {joining} {deed} {joining} {joining}",
    "{joining} {joining} {joining} {deed} {joining} {joining} {joining} {kind} {thing}",
    "{joining} {deed}, {joining} {joining} {joining} {thing} {joining} {kind} {joining}",
    "{joining} {thing} {joining} {deed} {joining}",
)
_BETWEEN = (", and ", ", but ", "; ", ", ", " and ", " because ", "—", " while ", ", which ", " that ")
_SLOT = re.compile(r"\{(\w+)\}")
_MORE = 30
"""The rank of a word is counted from this, as the first few words of a list are not that much more frequent."""


class _Speaker:
    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  no secret depends on it
        lists = {"thing": _THINGS, "deed": _DEEDS, "kind": _KINDS, "manner": _MANNERS, "name": _NAMES}
        self._words = {
            slot: (words.split(), list(accumulate(1 / (rank + _MORE) for rank in range(len(words.split())))))
            for slot, words in lists.items()
        }
        joining = _JOINING.split()
        self._words["joining"] = joining[::2], list(accumulate(map(int, joining[1::2])))

    def paragraph(self) -> str:
        dice = self._dice
        spoken = dice.random() < 0.35
        many = dice.choice((1, 1, 2, 2, 3)) if spoken else dice.choice((2, 3, 4, 5, 6, 7, 9))
        text = " ".join(self._sentence() for _ in range(many))
        if spoken:
            first, _, rest = text.partition(" ")
            return (
                f"\u201c{first} {rest}\u201d"
                if dice.random() < 0.5
                else f"\u201c{text}\u201d said {self._word('name')}."
            )
        return text

    def _sentence(self) -> str:
        dice = self._dice
        clauses = [_SLOT.sub(self._filled, dice.choice(_FORMS)) for _ in range(dice.choice((1, 1, 2, 2, 3)))]
        text = clauses[0]
        for clause in clauses[1:]:
            text += dice.choice(_BETWEEN) + clause
        return text[0].upper() + text[1:] + dice.choice("......?!")

    def _filled(self, slot: re.Match[str]) -> str:
        return self._word(slot[1])

    def _word(self, slot: str) -> str:
        words, shares = self._words[slot]
        return self._dice.choices(words, cum_weights=shares)[0]


def paragraphs(words: int, seed: int = 1) -> Iterator[str]:
    """Paragraphs with so many words in all, at least; the same seed gives the same text."""
    speaker = _Speaker(seed)
    while words > 0:
        text = speaker.paragraph()
        words -= len(text.split())
        yield text
