"""Many years of an editor and a translator, by dice: how many steps, and how many of them lost something.

    python -m tests.bench.never_lost STEPS [SEED]

What a step is, and what must be true after each, `tests/never_lost.py` says.  Each walk has a seed of its own, which is
printed where it loses something: `never_lost 1 SEED` begins with the same walk.
"""

import random
import sys
import time

from tests.never_lost import Years, walk

WALK = 100
"""Steps after which a new book is begun."""


def main(steps: int, seed: int) -> int:
    """Print the steps and the losses; how many losses there were."""
    done = losses = 0
    begin = time.monotonic()
    while done < steps:
        years = Years()
        try:
            walk(years, random.Random(seed), WALK)  # noqa: S311  no secret depends on it
        except AssertionError as lost:
            losses += 1
            sys.stdout.write(f"walk {seed}: {lost}\n")
        done += WALK
        seed += 1
        if done % (100 * WALK) == 0:
            sys.stdout.write(f"{done} steps, {losses} losses, {time.monotonic() - begin:.0f} s\n")
            sys.stdout.flush()
    sys.stdout.write(f"{done} steps in {done // WALK} walks: {losses} losses\n")
    return losses


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(min(1, main(numbers[0] if numbers else 10_000, numbers[1] if len(numbers) > 1 else 0)))
