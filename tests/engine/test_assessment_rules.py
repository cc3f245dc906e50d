"""The automatic score of a branch: the deductions of domain.md 3.2 and 3.3 as data, and what must hold for any quarter."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.assessments.policy import SCHEME, TOUCHES
from server.domain.assessments.rules import Deduction, Scheme, Standing, branch_score_id, periods_within, score, spoken_period, spoken_points
from server.replication import Touches

STATES = ["upcoming", "warning", "held_unfiled", "done", "overdue_provisional", "overdue", "late", "excused"]


def standing(state: str, number: int = 1, weight_tenths: int = 10) -> Standing:
    return Standing(f"o{number}", "支部委员会", "综采一队党支部", "2026-11", state, number, weight_tenths)


COSTS = [
    # state of one obligation, weight in tenths, points in tenths
    ("upcoming", 10, 0),
    ("warning", 10, 0),
    ("held_unfiled", 10, 0),
    ("done", 10, 0),
    ("excused", 10, 0),
    ("overdue_provisional", 10, 0),  # the server cannot know what sits on a phone without network
    ("overdue", 10, -20),
    ("late", 10, -10),
    ("overdue", 5, -10),
    ("late", 20, -20),
    ("late", 0, 0),
]


@pytest.mark.parametrize(("state", "weight_tenths", "points_tenths"), COSTS)
def test_what_an_obligation_costs(state: str, weight_tenths: int, points_tenths: int) -> None:
    drawn = score(SCHEME, [standing(state, weight_tenths=weight_tenths)])
    assert drawn.auto_tenths == 1000 + points_tenths
    assert sum(line.points_tenths for line in drawn.lines) == points_tenths


def test_each_deduction_names_its_rule_its_obligation_and_its_reason() -> None:
    drawn = score(SCHEME, [standing("late", 2), standing("done", 3), standing("overdue", 1)])
    assert drawn.auto_tenths == 970
    assert [(line.rule, line.points_tenths, line.obligation) for line in drawn.lines] == [("overdue", -20, "o1"), ("late", -10, "o2")]
    assert [line.text for line in drawn.lines] == [
        "综采一队党支部2026年11月支部委员会逾期未完成，已过宽限期，扣2分",
        "综采一队党支部2026年11月支部委员会逾期后补，或记录报送超过宽限期，扣1分",
    ]


def test_done_late_gives_half_of_the_deduction_back() -> None:
    """Domain.md 3.3: filed in the end, the -2 becomes -1."""
    missed, late = score(SCHEME, [standing("overdue")]), score(SCHEME, [standing("late")])
    assert (1000 - missed.auto_tenths, 1000 - late.auto_tenths) == (20, 10)


def test_a_rule_takes_no_more_than_its_floor_and_says_so() -> None:
    drawn = score(SCHEME, [standing("late", number) for number in range(1, 24)])
    assert drawn.auto_tenths == 1000 - 200
    assert [line.points_tenths for line in drawn.lines] == [-10] * 20 + [0] * 3
    assert drawn.lines[-1].text.endswith("扣0分（已到扣分上限）")


def test_nothing_falls_below_zero() -> None:
    harsh = Scheme("harsh", 50, {"overdue": Deduction("overdue", -20, -1000, "逾期未完成")})
    drawn = score(harsh, [standing("overdue", number) for number in range(5)])
    assert drawn.auto_tenths == 0
    assert [line.points_tenths for line in drawn.lines] == [-20, -20, -10, 0, 0]


@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 50)), max_size=120), st.randoms())
def test_full_points_and_lines_sum_to_the_score_in_any_order(facts: list[tuple[str, int]], random) -> None:
    standings = [standing(state, number, weight) for number, (state, weight) in enumerate(facts)]
    drawn = score(SCHEME, standings)
    assert drawn.auto_tenths == 1000 + sum(line.points_tenths for line in drawn.lines)
    assert 0 <= drawn.auto_tenths <= 1000
    assert all(line.points_tenths <= 0 for line in drawn.lines)
    random.shuffle(standings)
    assert score(SCHEME, standings) == drawn


PERIODS = [
    ("2026-Q1", ["2026-01", "2026-02", "2026-03", "2026-Q1"]),
    ("2026-Q3", ["2026-07", "2026-08", "2026-09", "2026-Q3"]),
    ("2026-Q4", ["2026-10", "2026-11", "2026-12", "2026-Q4", "2026"]),
]


@pytest.mark.parametrize(("quarter", "periods"), PERIODS)
def test_which_periods_count_in_a_quarter(quarter: str, periods: list[str]) -> None:
    assert periods_within(quarter) == periods


def test_words() -> None:
    assert [spoken_period(period) for period in ("2026-09", "2026-Q2", "2026")] == ["2026年9月", "2026年第二季度", "2026年"]
    assert [spoken_points(tenths) for tenths in (20, 5, 0)] == ["2", "0.5", "0"]


BRANCH, OTHER = str(uuid4()), str(uuid4())
ROW = {"id": "o", "branch": BRANCH, "period": "2026-11", "state": "warning", "template": "t", "computed_at": 1}

TOUCHED = [
    # table, before, after, conclusions touched
    ("obligation", None, ROW, {("branch_score", f"{BRANCH}:2026-Q4")}),
    ("obligation", ROW, ROW | {"state": "overdue"}, {("branch_score", f"{BRANCH}:2026-Q4")}),
    ("obligation", ROW, ROW | {"branch": OTHER}, {("branch_score", f"{BRANCH}:2026-Q4"), ("branch_score", f"{OTHER}:2026-Q4")}),
    ("obligation", ROW, ROW | {"computed_at": 2}, set()),
    ("obligation", None, ROW | {"period": "2026"}, {("branch_score", f"{BRANCH}:2026-Q4")}),
    ("organisation", {"id": "g", "branch": BRANCH, "name": "一组"}, {"id": "g", "branch": BRANCH, "name": "1组"}, {("branch_scores_of", BRANCH)}),
    ("organisation", {"id": "g", "branch": BRANCH, "name": "一组"}, {"id": "g", "branch": BRANCH, "name": "一组", "closed_on": "x"}, set()),
    ("organisation", None, {"id": "g", "branch": BRANCH, "name": "一组"}, set()),
    ("meeting", None, ROW, set()),
]


@pytest.mark.parametrize(("table", "before", "after", "expected"), TOUCHED)
def test_a_changed_row_touches_exactly_the_quarter_in_which_it_counts(table, before, after, expected) -> None:
    assert Touches(TOUCHES).keys(table, (after or before)["id"], before, after) == expected


def test_a_quarter_has_one_id() -> None:
    assert branch_score_id(BRANCH, "2026-Q4") == branch_score_id(BRANCH, "2026-Q4") != branch_score_id(OTHER, "2026-Q4")
