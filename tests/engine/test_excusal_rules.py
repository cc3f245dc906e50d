"""What may be asked and granted of a duty, what a grant does to it, and what a wall tells of months."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.domain.obligations.rules import Calendar, excusals, wall
from server.domain.obligations.schemas import Wanted
from server.kit.identity import Actor, Grant

CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"))
DUE = CALENDAR.end_of(date(2026, 11, 30))


def owed(**values: Any) -> dict[str, Any]:
    """A duty of November that is open."""
    return {"branch": "b", "org": "b", "due_at": DUE, "state": "upcoming", "excused_until_at": None, "excused_reason": None} | values


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (Wanted("emergency"), None),
        (Wanted("other"), "obligations.words"),
        (Wanted("other", " "), "obligations.words"),
        (Wanted("other", "全员培训"), None),
        (Wanted("stoppage", until_on="2026-12-01"), None),
        (Wanted("stoppage", until_on="2026-11-30"), "obligations.until_on"),
        (Wanted("stoppage", until_on="2027-12-02"), "obligations.until_on"),
        (Wanted("stoppage", until_on="2026-12-32"), "obligations.until_on"),
    ],
)
def test_a_reason_is_told_and_a_new_day_lies_after_the_one_that_counts(wanted: Wanted, fault: str | None):
    found = excusals.wanted_fault(wanted, excusals.due_on(owed()))
    assert (found and found.code) == fault


def test_a_duty_that_was_put_off_can_be_put_off_further_and_not_back():
    later = owed(state="excused", excused_reason="停产", excused_until_at=CALENDAR.end_of(date(2026, 12, 10)))
    assert excusals.due_on(later) == date(2026, 12, 10)
    assert excusals.wanted_fault(Wanted("stoppage", until_on="2026-12-05"), excusals.due_on(later)) is not None
    assert not excusals.is_over(later)


@pytest.mark.parametrize(
    ("values", "over"), [({"state": "done"}, True), ({"excused_reason": "抢险"}, True), ({"state": "overdue"}, False), ({"state": "late"}, False)]
)
def test_what_is_done_in_time_or_exempt_needs_no_excusal(values: dict[str, Any], over: bool):
    assert excusals.is_over(owed(**values)) is over


def test_a_grant_writes_the_reason_in_words_and_the_end_of_the_day():
    until = CALENDAR.end_of(date(2026, 12, 10))
    assert excusals.effect_of(Wanted("maintenance", "主井检修", "2026-12-10"), CALENDAR) == {
        "excused_reason": "检修：主井检修",
        "excused_until_at": until,
    }
    assert excusals.effect_of(Wanted("emergency"), CALENDAR) == {"excused_reason": "抢险", "excused_until_at": None}
    assert excusals.told_reason("other", "全员培训") == "全员培训"


def test_the_branch_asks_for_itself_a_group_leader_for_the_own_group_and_neither_decides():
    secretary = Actor("a", "m", "书记", (Grant("secretary", "b", "b"), Grant("office", "c", None, of_mine=True)))
    leader = Actor("l", "n", "组长", (Grant("group_leader", "g1", "b"),))
    office = Actor("o", None, "干事", (Grant("office", "c", None, of_mine=True),))
    assert [excusals.may_ask(who, owed()) for who in (secretary, leader, office)] == [True, False, False]
    assert [excusals.may_ask(leader, owed(org=org)) for org in ("g1", "g2")] == [True, False]
    assert [excusals.is_party(who, "b", None) for who in (secretary, leader, office)] == [True, True, False]
    assert excusals.is_party(office, "b", "o")


def test_a_wall_tells_the_last_months_with_the_quarters_and_years_that_end_in_them():
    months = wall.last_months(date(2027, 1, 5), CALENDAR, 3)
    assert [(month.month, month.periods) for month in months] == [
        ("2026-11", ("2026-11",)),
        ("2026-12", ("2026-12", "2026-Q4", "2026")),
        ("2027-01", ("2027-01",)),
    ]
    assert months[0].until_at + 1 == months[1].since_at
    standing = [
        {"period": "2026-Q4", "state": "done", "count": 3},
        {"period": "2026-12", "state": "overdue", "count": 1},
        {"period": "2026-12", "state": "upcoming", "count": 2},
    ]
    told = wall.trends(months, standing, [{"month": "2026-12", "count": 4}])
    assert [(one.owed, one.done, one.red, one.turned_red) for one in told] == [(0, 0, 0, 0), (6, 3, 1, 4), (0, 0, 0, 0)]
