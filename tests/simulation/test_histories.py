"""Random histories of a whole mine: nothing is lost, nothing diverges, and the checker notices when a rule is switched off."""

import os

import pytest

from .histories import History
from .shell import Broken

SEEDS = int(os.environ.get("SEEDS", "10000"))
FROM = int(os.environ.get("FROM", "20261122"))


def failures(seeds: range, broken: Broken = Broken()) -> dict[int, list[str]]:
    """Seed -> what went wrong, for the seeds where anything did."""
    return {seed: faults for seed in seeds if (faults := History(seed, broken).run())}


@pytest.mark.parametrize("part", range(10))
def test_in_every_history_all_is_answered_nothing_is_lost_and_phones_agree(part: int) -> None:
    first = FROM + part * (SEEDS // 10)
    failed = failures(range(first, first + SEEDS // 10))
    seeds = " ".join(str(seed) for seed in failed)
    assert not failed, f"replay with: make simulate SEEDS=10 FROM=<seed>; failing seeds: {seeds}\n{failed}"


def test_the_same_seed_gives_the_same_trace() -> None:
    for seed in range(50):
        first, second = History(seed), History(seed)
        assert first.run() == second.run()
        assert first.digest() == second.digest()


RULES = ["idempotency", "own_past", "field_revision", "cursor_check", "gone", "rev_floor"]


@pytest.mark.parametrize(("rule", "first"), [*((rule, 0) for rule in RULES), ("row_revision", 3400)])
def test_switching_a_rule_off_is_noticed(rule: str, first: int) -> None:
    broken = Broken(**{rule: True})
    assert failures(range(first, first + 600), broken), f"without {rule} nothing went wrong: the checker is blind"


def test_histories_reach_every_kind_of_outcome() -> None:
    reached: set[str] = set()
    for seed in range(200):
        history = History(seed)
        history.run()
        reached |= set(history.oracle.answered.values())
    assert reached == {"applied", "merged", "conflict", "held", "quarantined"}
