"""How an order goes from step to step, how it stands at an instant, whom it is meant for, and what may be asked of it."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.dispatch import rules
from server.domain.dispatch.policy import SHIPPED_CHOICES, SHIPPED_TEMPLATES
from server.domain.dispatch.rules import Moments, Order, Place, Said, Step
from server.domain.obligations import Calendar
from server.kit.identity import Actor, Grant
from tests.mine import ZONE, TestClock

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "orders.json").read_text())
CALENDAR = Calendar(ZONE, {"2026-12-07": False})
"""Monday, 7 December, is a holiday here."""
HOUR_MS = 3_600_000


def at(text: str) -> int:
    return TestClock(text).now_ms


def order(every: str = "", due_on: str = "2026-12-11", issued: str = "2026-11-16 08:00", warn_on: str = "2026-12-08") -> Order:
    due_at = CALENDAR.end_of(CALENDAR.day_of(at(f"{due_on} 12:00")))
    return Order("o", every, at(issued), due_on, at(f"{warn_on} 00:00"), due_at)  # pyright: ignore[reportArgumentType]


def steps(*told: tuple[Any, ...]) -> list[Step]:
    """(act, when it reached the server, the day it speaks of, where that is another)."""
    return [Step(number, act, at(when), (on or [when[:10]])[0]) for number, (act, when, *on) in enumerate(told)]


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_how_an_order_stands_at_an_instant(case: dict[str, Any]) -> None:
    assert rules.standing(msgspec.convert(case["moments"], Moments), case["now_ms"]) == case["standing"]


STORIES = [
    # steps, now, state, standing
    ([], "2026-12-07 09:00", "issued", "upcoming"),
    ([("received", "2026-11-17 08:00")], "2026-12-08 00:00", "received", "warning"),
    ([("progress", "2026-11-17 08:00")], "2026-12-12 00:00", "in_progress", "overdue_provisional"),
    ([("progress", "2026-11-17 08:00"), ("received", "2026-11-18 08:00")], "2026-11-19 08:00", "in_progress", "upcoming"),
    ([("reported", "2026-12-11 23:00")], "2026-12-20 08:00", "reported", "done"),
    # Done on the last day, told underground, and brought up within three working days: in time. A day more: not.
    ([("reported", "2026-12-16 23:00", "2026-12-11")], "2026-12-20 08:00", "reported", "done"),
    ([("reported", "2026-12-17 00:30", "2026-12-11")], "2026-12-20 08:00", "reported", "late"),
    ([("reported", "2026-12-12 09:00")], "2026-12-20 08:00", "reported", "late"),
    ([("reported", "2026-12-10 09:00"), ("closed", "2026-12-25 09:00")], "2026-12-26 08:00", "closed", "done"),
    ([("closed", "2026-12-14 09:00")], "2026-12-26 08:00", "closed", "late"),
    ([("reported", "2026-12-10 09:00"), ("reported", "2026-12-15 09:00")], "2026-12-26 08:00", "reported", "done"),
    ([("withdrawn", "2026-12-14 09:00")], "2026-12-26 08:00", "withdrawn", "withdrawn"),
    ([("withdrawn", "2026-11-20 09:00"), ("reported", "2026-12-25 09:00")], "2026-12-26 08:00", "withdrawn", "withdrawn"),
    # Returned on a Friday: five working days, the holiday not counted, is the next Friday but one; never before the deadline.
    ([("reported", "2026-12-01 09:00"), ("returned", "2026-12-04 09:00")], "2026-12-14 23:00", "returned", "returned"),
    ([("reported", "2026-12-01 09:00"), ("returned", "2026-12-04 09:00")], "2026-12-15 00:00", "returned", "not_mended"),
    ([("reported", "2026-11-17 09:00"), ("returned", "2026-11-18 09:00")], "2026-12-11 23:00", "returned", "returned"),
    (
        [("reported", "2026-12-01 09:00"), ("returned", "2026-12-04 09:00"), ("progress", "2026-12-14 09:00")],
        "2026-12-15 08:00",
        "returned",
        "not_mended",
    ),
    (
        [("reported", "2026-12-10 09:00"), ("returned", "2026-12-10 15:00"), ("reported", "2026-12-17 09:00")],
        "2026-12-18 08:00",
        "reported",
        "done",
    ),
    (
        [("reported", "2026-12-10 09:00"), ("returned", "2026-12-10 15:00"), ("reported", "2026-12-18 09:00")],
        "2026-12-18 10:00",
        "reported",
        "late",
    ),
    (
        [("reported", "2026-12-15 09:00"), ("returned", "2026-12-15 15:00"), ("reported", "2026-12-16 09:00")],
        "2026-12-18 10:00",
        "reported",
        "late",
    ),
]


@pytest.mark.parametrize(("told", "now", "state", "standing"), STORIES)
def test_what_a_story_comes_to(told: list[tuple[Any, ...]], now: str, state: str, standing: str) -> None:
    found, concluded = rules.conclude(order(), steps(*told), at(now), CALENDAR)
    assert (found, concluded.standing, concluded.colour) == (state, standing, rules.COLOURS[concluded.standing])


PROGRESS = [
    # how often, last told of, when it is asked for next: from the first moment of a day to the last of another
    ("", "2026-11-16", None),
    ("day", "2026-11-16", ("2026-11-17", "2026-11-17")),
    ("day", "2026-11-20", ("2026-11-23", "2026-11-23")),
    ("day", "2026-12-04", ("2026-12-08", "2026-12-08")),
    ("week", "2026-11-16", ("2026-11-27", "2026-11-29")),
    ("week", "2026-11-22", ("2026-11-27", "2026-11-29")),
    ("month", "2026-10-16", ("2026-11-23", "2026-11-30")),
    # The deadline's own report is the result.
    ("day", "2026-12-10", None),
    ("week", "2026-11-30", None),
    ("month", "2026-11-16", None),
]


@pytest.mark.parametrize(("every", "last", "span"), PROGRESS)
def test_when_progress_is_asked_for_next(every: Any, last: str, span: tuple[str, str] | None) -> None:
    expected = span and (at(f"{span[0]} 00:00"), at(f"{span[1]} 23:59") + 59_999)
    assert rules.next_progress(every, last, "2026-12-11", CALENDAR) == expected


def test_missing_progress_turns_yellow_then_red_and_a_report_of_progress_turns_it_back() -> None:
    weekly = order("week")
    seen = [rules.conclude(weekly, steps(), at(f"{day} 09:00"), CALENDAR)[1].standing for day in ("2026-11-26", "2026-11-27", "2026-11-30")]
    assert seen == ["upcoming", "progress_due", "progress_missed"]
    told = steps(("progress", "2026-11-30 08:00", "2026-11-29"))
    assert rules.conclude(weekly, told, at("2026-11-30 09:00"), CALENDAR)[1].standing == "upcoming", "told of underground on the last day of the week"


@st.composite
def courses(draw: st.DrawFn) -> tuple[Order, list[Step], int]:
    """An order, steps in the order of their arrival, and an instant after them."""
    every = draw(st.sampled_from(["", "day", "week", "month"]))
    due = CALENDAR.day_of(at("2026-11-16 12:00") + draw(st.integers(0, 90)) * 24 * HOUR_MS)
    one = Order("o", every, at("2026-11-16 08:00"), due.isoformat(), at("2026-11-20 00:00"), CALENDAR.end_of(due))
    now, told = one.issued_at, list[Step]()
    for number in range(draw(st.integers(0, 6))):
        now += draw(st.integers(1, 20 * 24)) * HOUR_MS
        act = draw(st.sampled_from(["received", "progress", "reported", "closed", "returned", "withdrawn"]))
        back = draw(st.integers(0, 4)) * 24 * HOUR_MS
        told.append(Step(number, act, now, CALENDAR.day_of(max(now - back, one.issued_at)).isoformat()))
    return one, told, now + draw(st.integers(0, 60 * 24)) * HOUR_MS


@given(courses(), st.integers(0, 120 * 24))
def test_until_the_next_change_nothing_changes_and_then_it_does(course: tuple[Order, list[Step], int], hours: int) -> None:
    """So a row that holds what was concluded is right until then, on the server and on a phone that has no network."""
    one, told, now = course
    state, concluded = rules.conclude(one, told, now, CALENDAR)
    moments = msgspec.convert({**msgspec.structs.asdict(one), **msgspec.structs.asdict(concluded), "state": state}, Moments)
    later = now + hours * HOUR_MS
    assert rules.standing(moments, later) == rules.conclude(one, told, later, CALENDAR)[1].standing, "time alone needs no steps"
    if concluded.next_change_at is None or later < concluded.next_change_at:
        assert rules.standing(moments, later) == concluded.standing
    else:
        assert rules.standing(moments, concluded.next_change_at) != concluded.standing


@given(courses(), st.randoms())
def test_what_a_story_comes_to_does_not_depend_on_how_it_is_read(course: tuple[Order, list[Step], int], random: Any) -> None:
    one, told, now = course
    shuffled = sorted(told, key=lambda _: random.random())
    assert rules.conclude(one, told, now, CALENDAR) == rules.conclude(one, shuffled, now, CALENDAR)


@given(courses())
def test_green_and_late_are_earned_by_a_report_and_nothing_that_ended_goes_on(course: tuple[Order, list[Step], int]) -> None:
    one, told, now = course
    state, concluded = rules.conclude(one, told, now, CALENDAR)
    assert (concluded.standing in ("done", "late")) == (state in ("reported", "closed"))
    ended = next((number for number, _ in enumerate(told) if rules.conclude(one, told[: number + 1], now, CALENDAR)[0] in rules.ENDED), None)
    if ended is not None:
        assert rules.conclude(one, told[: ended + 1], now, CALENDAR) == (state, concluded)
        assert concluded.next_change_at is None


# --- Whom it is meant for, and what may be asked

MINE, GENERAL, NORTH, SOUTH, EAST = (Place(*told) for told in [
    ("mine", "committee", "矿党委"), ("general", "general_branch", "选煤中心党总支", "mine"), ("north", "branch", "综采一区", "mine"),
    ("south", "branch", "选煤一", "general"), ("east", "branch", "选煤二", "general"),
])  # fmt: skip
PLACES = (MINE, GENERAL, NORTH, SOUTH, EAST)


@pytest.mark.parametrize(
    ("chosen", "branches", "unknown"),
    [
        (["north"], ["north"], []),
        (["general"], ["south", "east"], []),
        (["general", "south"], ["south", "east"], []),
        (["mine"], ["north", "south", "east"], []),
        (["north", "nowhere"], ["north"], ["nowhere"]),
        ([], [], []),
    ],
)
def test_a_general_branch_means_each_of_its_branches_once(chosen: list[str], branches: list[str], unknown: list[str]) -> None:
    found, strange = rules.targets(PLACES, chosen)
    assert ([one.id for one in found], strange) == (branches, unknown)


@pytest.mark.parametrize(
    ("content", "due_on", "branches", "field"),
    [
        ("整改", "2026-11-16", 1, None),
        (" ", "2026-11-16", 1, "content"),
        ("整改", "2026-11-15", 1, "due_on"),
        ("整改", "月底", 1, "due_on"),
        ("整改", "2029-01-01", 1, "due_on"),
        ("整改", "2026-11-16", 0, "orgs"),
        ("整改", "2026-11-16", 5001, "orgs"),
    ],
)
def test_what_an_order_needs_to_be_issued(content: str, due_on: str, branches: int, field: str | None) -> None:
    fault = rules.issue_fault(content, due_on, "2026-11-16", branches)
    assert (fault and fault.field) == field
    assert fault is None or (fault.detail and fault.remedy)


@pytest.mark.parametrize(
    ("state", "act", "on", "text", "code"),
    [
        ("issued", "received", "2026-11-20", "", None),
        ("issued", "progress", "2026-11-18", "已动工", None),
        ("returned", "reported", "2026-11-20", "已补充", None),
        ("issued", "progress", "2026-11-20", "  ", "dispatch.text"),
        ("issued", "progress", "2026-11-21", "明天", "dispatch.on"),
        ("issued", "progress", "2026-11-15", "下达以前", "dispatch.on"),
        ("issued", "received", "昨天", "", "dispatch.on"),
        ("closed", "reported", "2026-11-20", "已完成", "dispatch.ended"),
        ("withdrawn", "received", "2026-11-20", "", "dispatch.ended"),
    ],
)
def test_which_step_a_branch_may_take(state: str, act: Any, on: str, text: str, code: str | None) -> None:
    fault = rules.step_fault({"state": state}, act, Said("o", on, text), "2026-11-20", "2026-11-16")
    assert (fault and fault.code) == code


OFFICE = Actor("office", None, "党群工作部", (Grant("office", "mine", None, True),))
PARTY = Actor("both", "m", "书记", (Grant("secretary", "north", "north"), Grant("office", "mine", None, True)))


@pytest.mark.parametrize(
    ("state", "act", "reason", "actor", "code"),
    [
        ("reported", "closed", "", OFFICE, None),
        ("reported", "returned", "请补充", OFFICE, None),
        ("received", "closed", "电话核实已完成", OFFICE, None),
        ("received", "closed", " ", OFFICE, "dispatch.reason"),
        ("reported", "returned", "", OFFICE, "dispatch.reason"),
        ("issued", "withdrawn", "", OFFICE, "dispatch.reason"),
        ("issued", "returned", "请补充", OFFICE, "dispatch.state"),
        ("closed", "withdrawn", "不用了", OFFICE, "dispatch.state"),
        ("reported", "closed", "", PARTY, "rights.own_case"),
    ],
)
def test_what_the_office_may_decide(state: str, act: Any, reason: str, actor: Actor, code: str | None) -> None:
    fault = rules.decision_fault({"state": state, "branch": "north"}, act, reason, actor)
    assert (fault and fault.code) == code


def test_kinds_and_cadences_ship_as_two_dictionaries_that_nobody_has_confirmed() -> None:
    told = {(row["field"], row["key"]): row for row in SHIPPED_CHOICES.values()}
    assert [key for field, key in told if field == "kind"] == ["key", "special", "routine"]
    assert {key: told[field, key]["every"] for field, key in told if field == "cadence"} == {
        "once": "",
        "daily": "day",
        "weekly": "week",
        "monthly": "month",
    }
    assert not any(row["is_confirmed"] for row in told.values())
    assert all(("kind", row["kind"]) in told and ("cadence", row["cadence"]) in told for row in SHIPPED_TEMPLATES.values())


MINE = [
    Place("c", "committee", "济二矿党委"),
    Place("g", "general_branch", "采掘党总支", "c"),
    Place("a", "branch", "综采一区党支部", "g"),
    Place("b", "branch", "综采二区党支部", "g"),
    Place("d", "branch", "机电党支部", "c"),
    Place("e", "branch", "机电工区党支部", "c"),
]


@pytest.mark.parametrize(
    ("words", "homes", "meant"),
    [
        ("综采一区补开主题党日", (), ["a"]),
        ("综采一区党支部、综采二区各报一份", (), ["a", "b"]),
        ("采掘党总支牵头检查", (), ["a", "b"]),
        ("机电工区整改", (), ["e"]),
        ("补开主题党日 王建国", ("d",), ["d"]),
        ("各支部补开主题党日", (), ["a", "b", "d", "e"]),
        ("补开主题党日 各书记", (), ["a", "b", "d", "e"]),
        ("全矿开展警示教育", (), ["a", "b", "d", "e"]),
        ("机电设备要检修", (), []),
        ("建好党员档案 组织科", (), []),
        ("补开主题党日 李四", ("gone",), []),
    ],
)
def test_a_decision_is_about_the_branches_it_names_or_about_all_where_it_says_so(words: str, homes: tuple[str, ...], meant: list[str]) -> None:
    assert sorted(rules.meant_by(MINE, words, homes)) == meant
