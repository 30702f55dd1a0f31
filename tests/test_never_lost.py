"""A sentence that was translated once is never lost, whatever is toggled.

`python -m tests.bench.never_lost 100000` takes as many steps.
"""

import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.laws import examples
from tests.never_lost import EDITS, WORDS, Edit, Years, walk

pytestmark = pytest.mark.slow

edits = st.builds(
    Edit,
    what=st.sampled_from(EDITS),
    number=st.integers(0, 11),
    other=st.integers(0, 11),
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
)
numbers = st.integers(0, 11)


class Decades(RuleBasedStateMachine):
    """Years of work that Hypothesis thinks up, and makes short where something is lost."""

    @initialize()
    def begin(self) -> None:
        self.years = Years()
        self.years.update()

    @rule(edit=edits)
    def edit(self, edit: Edit) -> None:
        self.years.edit(edit)

    @rule(number=numbers, parts=st.integers(1, 3), fuzzy=st.booleans(), comment=st.booleans())
    def translate(self, number: int, parts: int, *, fuzzy: bool, comment: bool) -> None:
        self.years.translate(number, parts, fuzzy=fuzzy, comment=comment)

    @rule(number=numbers)
    def take_back(self, number: int) -> None:
        self.years.take_back(number)

    @rule(number=numbers)
    def confirm(self, number: int) -> None:
        self.years.confirm(number)

    @rule(number=numbers)
    def doubt(self, number: int) -> None:
        self.years.doubt(number)

    @rule()
    def turn_segmentation(self) -> None:
        self.years.turn_segmentation()

    @rule()
    def turn_layout(self) -> None:
        self.years.turn_layout()

    @rule(trivial=st.booleans())
    def update(self, *, trivial: bool) -> None:
        self.years.update(trivial=trivial)

    @rule(done=st.lists(edits, min_size=1, max_size=3))
    def there_and_back(self, done: list[Edit]) -> None:
        self.years.there_and_back(done)

    @rule(number=st.integers(0, 3))
    def killed(self, number: int) -> None:
        self.years.killed(number)

    def teardown(self) -> None:
        if hasattr(self, "years"):
            self.years.update()


TestDecades = Decades.TestCase
TestDecades.settings = settings(max_examples=examples(60), stateful_step_count=40)


def test_a_random_walk_loses_nothing() -> None:
    years = Years()
    walk(years, random.Random(1944), 1000)  # noqa: S311  no secret depends on it
    assert len(years.typed) > 50
    assert len(years.sure) > 20
