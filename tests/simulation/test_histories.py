"""Random histories of a whole mine: nothing is lost, nothing diverges, and the checker notices when a rule is switched off.

`make simulate SEEDS=1000000 FROM=1` plays a million; a failing seed is played again with `make simulate SEEDS=1 FROM=<seed>`.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.simulation.histories import History, failures
from tests.simulation.server import Broken

SEEDS = int(os.environ.get("SEEDS", "10000"))
FROM = int(os.environ.get("FROM", "20261122"))
PART = 250
ENOUGH = range(0, 12000)


def test_in_every_history_all_is_answered_nothing_is_lost_and_phones_agree() -> None:
    parts = [range(first, min(first + PART, FROM + SEEDS)) for first in range(FROM, FROM + SEEDS, PART)]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as processes:
        failed = {seed: faults for found in processes.map(failures, parts) for seed, faults in found.items()}
    assert not failed, f"replay one with: make simulate SEEDS=1 FROM=<seed>\n{failed}"


def test_the_same_seed_gives_the_same_trace() -> None:
    for seed in range(100):
        first, second = History(seed), History(seed)
        assert first.run() == second.run()
        assert first.digest() == second.digest()


@pytest.mark.parametrize("skew_ms", [-1_800_000_000_000, 86_400_000, 2**41])
def test_no_clock_of_a_phone_decides_anything(skew_ms: int) -> None:
    """1970, a day ahead, far in the future: every outcome is the same."""
    for seed in range(50):
        right, wrong = History(seed), History(seed, skew_ms=skew_ms)
        assert right.run() == wrong.run() == []
        assert right.digest() == wrong.digest()


@pytest.mark.parametrize("rule", Broken.__dataclass_fields__)
def test_switching_a_rule_off_is_noticed(rule: str) -> None:
    broken = Broken(**{rule: True})
    assert any(History(seed, broken).run() for seed in ENOUGH), f"without {rule} nothing went wrong: the checker is blind"


def test_histories_come_into_every_corner() -> None:
    reached: set[str] = set()
    for seed in range(300):
        history = History(seed)
        history.run()
        reached |= history.reached
    answers = {"answer", "gap", "fork", "login"}
    outcomes = {"applied None", "merged None", "conflict None", "quarantined None", "held rights", "held locked", "held depends"}
    assert reached == answers | outcomes | {"more", "reset", "gone", "drop"}
