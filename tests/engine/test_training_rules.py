"""Contests, sessions and mentor pairs: what is refused at which field, and in which quarters a pair counts."""

from typing import Any

import pytest

from server.domain.training import rules
from server.kit.identity import Actor

TODAY = "2026-11-16"
PAIR: dict[str, Any] = {
    "mentor": "a",
    "apprentice": "",
    "apprentice_name": "小李",
    "goal": "一年出师",
    "from_on": "2026-02-10",
    "to_on": "2027-02-09",
    "result": "",
    "ended_on": "",
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"mentor": ""}, "mentor"),
        ({"apprentice_name": " "}, "mentor"),
        ({"apprentice": "a"}, "apprentice"),
        ({"goal": ""}, "goal"),
        ({"to_on": "2026-02-10"}, "to_on"),
        ({"to_on": "2032-02-09"}, "to_on"),
        ({"from_on": "2026-02-30"}, "to_on"),
        ({"result": "passed"}, "ended_on"),
        ({"ended_on": "2026-10-01"}, "ended_on"),
        ({"result": "passed", "ended_on": "2026-02-01"}, "ended_on"),
        ({"result": "passed", "ended_on": "2026-11-17"}, "ended_on"),
        ({"result": "failed", "ended_on": TODAY}, None),
    ],
)
def test_what_is_wrong_with_a_pair_is_told_at_its_field(changes: dict[str, Any], field: str | None) -> None:
    found = rules.pair_fault(PAIR | changes, TODAY)
    assert (found and found.field) == field


def counted(**changes: Any) -> list[tuple[str, str, str]]:
    """(quarter, grade, day) of all that a pair counts for."""
    pair = PAIR | changes
    found = ((quarter, rules.pair_fact(pair, quarter)) for quarter in rules.quarters_of(pair))
    return [(quarter, one.grade, one.on) for quarter, one in found if one]


def test_a_pair_counts_in_each_quarter_in_which_it_runs_and_once_more_when_the_apprentice_passed() -> None:
    running = [("2026-Q1", "running", "2026-02-10"), ("2026-Q2", "running", "2026-04-01"), ("2026-Q3", "running", "2026-07-01")]
    assert counted()[:3] == running
    assert [quarter for quarter, _, _ in counted()] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]
    assert counted(result="passed", ended_on="2026-08-20") == [*running[:2], ("2026-Q3", "passed", "2026-08-20")]
    assert counted(result="failed", ended_on="2026-08-20") == running
    assert counted(result="failed", ended_on="2026-02-10") == running[:1]


def test_attendance_is_marked_of_what_took_place_and_absence_has_a_reason() -> None:
    def refused(status: str, reason: str = "", held_on: str = TODAY) -> str | None:
        fault = rules.marks_fault({"a": (None, status, reason)}, held_on, TODAY)
        return fault and fault.field

    assert [refused(status) for status in ("present", "made_up", "leave", "absent", "asleep")] == [None, None, "marks", "marks", "marks"]
    assert [refused("leave", "当班"), refused("present", held_on="2026-11-17")] == [None, "held_on"]
    assert {rules.ATTENDED.get(status) for status in ("present", "made_up")} == {"attended"}
    assert rules.ATTENDED.get("leave") is None


def test_nobody_enters_what_counts_for_themselves() -> None:
    assert rules.own_fault(Actor("x", "a", "甲", ()), {"a", "b"}) is not None
    assert rules.own_fault(Actor("x", "c", "丙", ()), {"a", "b"}) is None
    assert rules.own_fault(Actor("x", None, "党群工作部", ()), {""}) is None


@pytest.mark.parametrize(("title", "held_on", "trades", "field"), [
    ("比武", TODAY, ["电工"], None), (" ", TODAY, ["电工"], "title"), ("比武", "2026-11-17", ["电工"], "held_on"),
    ("比武", TODAY, [], "trades"), ("比武", TODAY, ["电工", "电工"], "trades"),
])  # fmt: skip
def test_a_contest_has_a_name_a_day_that_is_past_and_different_trades(title: str, held_on: str, trades: list[str], field: str | None) -> None:
    found = rules.contest_fault(title, held_on, trades, TODAY)
    assert (found and found.field) == field
