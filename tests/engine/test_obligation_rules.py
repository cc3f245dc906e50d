"""Obligations as pure functions: the vectors of domain.md 7.2 and 3.3 as data, and what must hold for any facts."""

import itertools
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.obligations.policy import SHIPPED_TEMPLATES, TOUCHES
from server.domain.obligations.rules import (
    NOT_APPLICABLE,
    Calendar,
    Facts,
    Held,
    Obligation,
    Organisation,
    Place,
    Template,
    applies,
    facts_of,
    generate,
    match,
    next_change,
    obligation_id,
    period_at,
    period_days,
    periods_over,
    periods_shown,
    quarter_of,
    state,
    visible_branches,
    window,
)
from server.replication import Touches

ZONE = ZoneInfo("Asia/Shanghai")
PLAIN = Calendar(ZONE)
BRANCH, GROUP, OTHER = str(uuid4()), str(uuid4()), str(uuid4())
TEMPLATES = [shipped.template for shipped in SHIPPED_TEMPLATES]


def at(text: str) -> int:
    """Epoch ms of '2026-07-31 23:30' in Asia/Shanghai."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * 1000


def owed(kind: str, org: Organisation, day: str, calendar: Calendar = PLAIN) -> list[Obligation]:
    """This and the next period's obligations of one kind, as the shipped templates give them on a day."""
    return [o for o in generate(TEMPLATES, [org], date.fromisoformat(day), calendar) if o.kind == kind]


def branch(**values: object) -> Organisation:
    return Organisation(**{"id": BRANCH, "kind": "branch", "branch": BRANCH} | values)  # type: ignore[arg-type]


JULY = owed("committee_meeting", branch(has_committee=True, committee_confirmed=True), "2026-07-10")[0]
"""Due on Friday, 31 July 2026; yellow from the 24th; grace until Wednesday, 5 August."""


def record(status: str, held: str, filed: str | None = None, decided: str | None = None, **values: object) -> Held:
    facts = {"id": "m", "kind": JULY.kind, "org": JULY.org, "status": status, "held_start": at(held)}
    return Held(**facts | {"filed_at": filed and at(filed), "decided_at": decided and at(decided)} | values)  # type: ignore[arg-type]


def judged(now: str, *meetings: Held, until: str | None = None, reason: str | None = None, calendar: Calendar = PLAIN) -> str:
    """State and colour of July's committee meeting at an instant, as 'state colour'."""
    end = None if until is None else calendar.end_of(date.fromisoformat(until))
    obligation = Obligation(**{f: getattr(JULY, f) for f in JULY.__struct_fields__} | {"excused_until_at": end, "excused_reason": reason})
    verdict = state(facts_of(obligation, 3, match(obligation, meetings, calendar), calendar), at(now), calendar)
    return f"{verdict.state} {verdict.colour}"


# --- Who owes what

WHO_OWES = [
    # organisation, kind, owed?
    ("branch with 6 full members: no committee", branch(has_committee=False, committee_confirmed=False), "committee_meeting", False),
    ("branch with 7 full members, not confirmed by the office", branch(has_committee=True), "committee_meeting", False),
    ("the same after the office confirmed", branch(has_committee=True, committee_confirmed=True), "committee_meeting", True),
    ("confirmed once, dissolved since", branch(committee_confirmed=True), "committee_meeting", False),
    ("a branch without groups", branch(), "group_meeting", False),
    ("a group", Organisation(GROUP, "group", BRANCH), "group_meeting", True),
    ("a group", Organisation(GROUP, "group", BRANCH), "theme_day", False),
    ("any branch", branch(), "general_meeting", True),
    ("any branch", branch(), "heart_talk", True),
    ("a general branch", Organisation(OTHER, "general_branch"), "general_meeting", False),
    ("the committee of the mine", Organisation(OTHER, "committee"), "committee_meeting", False),
    ("a branch closed before the period ends", branch(closed_on="2026-07-30"), "theme_day", False),
    ("a branch closed after the two periods", branch(closed_on="2026-09-01"), "theme_day", True),
]


@pytest.mark.parametrize(("who", "org", "kind", "expected"), WHO_OWES)
def test_who_owes_what(who: str, org: Organisation, kind: str, expected: bool) -> None:
    assert bool(owed(kind, org, "2026-07-10")) is expected, who


PERIODS = [
    # kind, today, periods generated, yellow from, due on (of the first)
    ("theme_day", "2026-12-31", ["2026-12", "2027-01"], "2026-12-24", "2026-12-31"),
    ("general_meeting", "2026-11-22", ["2026-Q4", "2027-Q1"], "2026-12-16", "2026-12-31"),
    ("party_lecture", "2026-06-30", ["2026-Q2", "2026-Q3"], "2026-06-15", "2026-06-30"),
    ("org_life_meeting", "2026-01-01", ["2026", "2027"], "2026-12-01", "2026-12-31"),
    ("theme_day", "2028-02-10", ["2028-02", "2028-03"], "2028-02-22", "2028-02-29"),
]


@pytest.mark.parametrize(("kind", "today", "periods", "warn", "due"), PERIODS)
def test_this_and_the_next_period_are_generated(kind: str, today: str, periods: list[str], warn: str, due: str) -> None:
    found = owed(kind, branch(), today)
    assert [o.period for o in found] == periods
    assert found[0].warn_at == at(f"{warn} 00:00")
    assert found[0].due_at == at(f"{due} 23:59") + 59_999
    assert found[0].id == obligation_id(kind, BRANCH, periods[0])


def test_ids_are_derived_from_kind_organisation_and_period_alone() -> None:
    first = generate(TEMPLATES, [branch()], date(2026, 7, 1), PLAIN)
    again = generate(reversed(TEMPLATES), [branch(has_committee=True)], date(2026, 7, 31), PLAIN)
    assert sorted(o.id for o in first) == sorted({o.id for o in again})


def test_a_template_rules_the_periods_that_begin_while_it_is_in_force() -> None:
    old = Template("a", "theme_day", "month", "branch", "always", 7, 3, "2020-01-01", "2026-07-16")
    new = Template("b", "theme_day", "month", "branch", "always", 10, 3, "2026-07-16")
    found = generate([old, new], [branch()], date(2026, 7, 20), PLAIN)
    assert [(o.template, o.period) for o in found] == [("a", "2026-07"), ("b", "2026-08")]


def test_every_shipped_template_names_its_source_and_its_kind_once() -> None:
    assert len({t.kind for t in TEMPLATES}) == len(TEMPLATES) == 8
    assert {t.period: t.warn_days for t in TEMPLATES} == {"month": 7, "quarter": 15, "year": 30}
    assert all(t.grace_workdays == 3 for t in TEMPLATES)
    assert all("条例" in shipped.source or "规定" in shipped.source for shipped in SHIPPED_TEMPLATES)


# --- Colours

COLOURS = [
    # now, records, expected; N = 7, due Friday the 31st, grace until Wednesday the 5th
    ("2026-07-23 23:59", [], "upcoming grey"),
    ("2026-07-24 00:00", [], "warning yellow"),
    ("2026-07-31 23:59", [], "warning yellow"),
    ("2026-08-01 00:00", [], "overdue_provisional red"),
    ("2026-08-05 23:59", [], "overdue_provisional red"),
    ("2026-08-06 00:00", [], "overdue red"),
    # held on the 31st from 23:30 to 00:20: counts for the period of its start; filed on Wednesday or on Thursday
    ("2026-08-03 09:00", [record("draft", "2026-07-31 23:30")], "held_unfiled yellow"),
    ("2026-08-06 09:00", [record("draft", "2026-07-31 23:30")], "overdue red"),
    ("2026-08-07 09:00", [record("submitted", "2026-07-31 23:30", "2026-08-05 23:59")], "done green"),
    ("2026-08-07 09:00", [record("approved", "2026-07-31 23:30", "2026-08-05 23:59")], "done green"),
    ("2026-08-07 09:00", [record("submitted", "2026-07-31 23:30", "2026-08-06 00:00")], "late red"),
    ("2026-08-07 09:00", [record("submitted", "2026-08-01 00:00", "2026-08-01 08:00")], "overdue red"),
    # held early: the record may arrive until the due day, in the grace after it only if that is within three days of the meeting
    ("2026-07-20 09:00", [record("draft", "2026-07-06 08:00")], "held_unfiled yellow"),
    ("2026-08-01 09:00", [record("draft", "2026-07-06 08:00")], "overdue_provisional red"),
    ("2026-08-04 09:00", [record("submitted", "2026-07-06 08:00", "2026-07-31 20:00")], "done green"),
    ("2026-08-04 09:00", [record("submitted", "2026-07-06 08:00", "2026-08-03 20:00")], "late red"),
    # a draft of a meeting that is yet to come says nothing before it begins
    ("2026-07-20 09:00", [record("draft", "2026-07-30 08:00")], "upcoming grey"),
    ("2026-07-30 08:00", [record("draft", "2026-07-30 08:00")], "held_unfiled yellow"),
    # returned on Monday the 20th: the first filing counts for five working days, then no longer; corrected, it counts again
    ("2026-07-27 23:59", [record("returned", "2026-07-14 08:00", "2026-07-15 08:00", "2026-07-20 10:00")], "done green"),
    ("2026-07-28 00:00", [record("returned", "2026-07-14 08:00", "2026-07-15 08:00", "2026-07-20 10:00")], "held_unfiled yellow"),
    ("2026-08-06 00:00", [record("returned", "2026-07-14 08:00", "2026-07-15 08:00", "2026-07-20 10:00")], "overdue red"),
    ("2026-08-10 00:00", [record("submitted", "2026-07-14 08:00", "2026-07-15 08:00", "2026-07-20 10:00")], "done green"),
    # withdrawn after filing
    ("2026-07-20 09:00", [record("draft", "2026-07-14 08:00", "2026-07-15 08:00")], "held_unfiled yellow"),
    # another kind, another organisation, another month
    ("2026-07-20 09:00", [record("approved", "2026-07-14 08:00", "2026-07-15 08:00", kind="theme_day")], "upcoming grey"),
    ("2026-07-20 09:00", [record("approved", "2026-07-14 08:00", "2026-07-15 08:00", org=OTHER)], "upcoming grey"),
    ("2026-07-20 09:00", [record("approved", "2026-06-30 23:59", "2026-07-01 08:00")], "upcoming grey"),
]


@pytest.mark.parametrize(("now", "meetings", "expected"), COLOURS)
def test_colours(now: str, meetings: list[Held], expected: str) -> None:
    assert judged(now, *meetings) == expected


def test_recorded_underground_surfacing_after_the_month_is_red_and_then_green() -> None:
    """Story 5 of domain.md 7.1; with the whole of it, the calendar is an input."""
    held = record("submitted", "2026-07-30 22:00", "2026-08-02 08:00")
    assert judged("2026-08-01 06:00") == "overdue_provisional red"
    assert judged("2026-08-02 08:00", held) == "done green"


EXCUSALS = [
    # now, extended until, reason, records, expected
    ("2026-08-11 09:00", "2026-08-10", "抢险", [record("submitted", "2026-08-09 08:00", "2026-08-09 18:00")], "done green"),
    ("2026-08-04 09:00", "2026-08-10", "抢险", [], "excused grey"),
    ("2026-07-28 09:00", "2026-08-10", "抢险", [], "excused grey"),
    ("2026-08-11 09:00", "2026-08-10", "抢险", [], "overdue_provisional red"),
    ("2026-08-14 09:00", "2026-08-10", "抢险", [], "overdue red"),
    ("2026-08-09 09:00", "2026-08-10", "抢险", [record("draft", "2026-08-09 08:00")], "held_unfiled yellow"),
    ("2026-09-30 09:00", None, "停产检修", [], "excused grey"),
    ("2026-09-30 09:00", None, "停产检修", [record("approved", "2026-07-20 08:00", "2026-09-01 08:00")], "excused grey"),
    ("2026-09-30 09:00", None, "停产检修", [record("approved", "2026-07-20 08:00", "2026-07-21 08:00")], "done green"),
    ("2026-09-30 09:00", None, NOT_APPLICABLE, [], "excused grey"),
]


@pytest.mark.parametrize(("now", "until", "reason", "meetings", "expected"), EXCUSALS)
def test_excusals(now: str, until: str | None, reason: str, meetings: list[Held], expected: str) -> None:
    assert judged(now, *meetings, until=until, reason=reason) == expected


def test_grace_skips_holidays_and_counts_working_weekends() -> None:
    """National day of 2026: no work from 1 to 7 October, work on Saturday the 10th."""
    days = {f"2026-10-{day:02}": False for day in range(1, 8)} | {"2026-10-10": True}
    calendar = Calendar(ZONE, days)
    assert calendar.grace_end(at("2026-09-30 23:59"), 3) == at("2026-10-10 23:59") + 59_999
    assert PLAIN.grace_end(at("2026-09-30 23:59"), 3) == at("2026-10-05 23:59") + 59_999


# --- Several meetings


def test_duplicates_satisfy_once_and_the_earliest_filing_stands() -> None:
    late = record("approved", "2026-07-03 08:00", "2026-08-20 08:00", id="late")
    early = record("submitted", "2026-07-28 08:00", "2026-07-29 08:00", id="early")
    returned = record("returned", "2026-07-02 08:00", "2026-07-02 18:00", "2026-07-03 10:00", id="returned")
    draft = record("draft", "2026-07-01 08:00", id="draft")
    everything = [late, early, returned, draft]
    for order in itertools.permutations(everything):
        assert match(JULY, order, PLAIN) == early
    assert match(JULY, [late, returned, draft], PLAIN) == late
    assert match(JULY, [returned, draft], PLAIN) == returned
    assert match(JULY, [Held("x", JULY.kind, JULY.org, "draft", None)], PLAIN) is None


# --- What holds for any facts

DAY_MS = 86_400_000
instants = st.integers(at("2026-06-01 00:00"), at("2026-10-31 00:00"))
maybe = st.none() | instants


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    held = draw(maybe)
    filed = draw(maybe) if held is not None else None
    return Facts(
        warn_at=JULY.warn_at,
        due_at=JULY.due_at,
        grace_at=JULY.grace_at,
        grace_workdays=3,
        exempt=draw(st.booleans()),
        excused_until_at=draw(st.none() | st.integers(JULY.due_at, JULY.due_at + 40 * DAY_MS)),
        held_at=held,
        filed_at=filed,
        filed_until_at=draw(maybe) if filed is not None else None,
    )


@given(any_facts(), instants, st.floats(0, 1))
def test_between_now_and_the_next_change_nothing_changes(facts: Facts, now: int, part: float) -> None:
    then = next_change(facts, now, PLAIN)
    before = state(facts, now, PLAIN).state
    end = then if then is not None else at("2027-06-01 00:00")
    assert end > now
    assert state(facts, now + int((end - 1 - now) * part), PLAIN).state == before
    assert state(facts, end - 1, PLAIN).state == before
    if then is not None:
        assert state(facts, then, PLAIN).state != before


@given(any_facts(), instants)
def test_following_the_changes_comes_to_rest(facts: Facts, now: int) -> None:
    moment: int | None = now
    for _ in range(8):
        moment = next_change(facts, moment, PLAIN) if moment is not None else None
    assert moment is None


@given(any_facts(), instants)
def test_an_exempt_obligation_is_never_red(facts: Facts, now: int) -> None:
    verdict = state(facts, now, PLAIN)
    if facts.exempt:
        assert verdict.colour != "red"
    assert verdict.cause


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_lies_in_its_periods(day: date) -> None:
    month, quarter, year = periods_over(day)
    for key in (month, quarter, year):
        first, last = period_days(key)
        assert first <= day <= last
        assert last <= period_days(quarter_of(key))[1]
    assert quarter_of(month) == quarter
    assert quarter_of(year) == period_at("quarter", date(day.year, 12, 1))


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-1", "2026-11-01", "0000", "２０２６", "2026-11\n"])
def test_other_texts_are_no_periods(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        period_days(text)


@given(st.sampled_from(TEMPLATES), st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, DAY_MS - 1))
def test_each_instant_of_a_period_lies_in_its_window_and_no_other(template: Template, day: date, offset: int) -> None:
    org = branch(has_committee=True, committee_confirmed=True) if template.applies_to == "branch" else Organisation(GROUP, "group", BRANCH)
    if not applies(template, org, date(2030, 1, 1)):
        return
    this, following = generate([template], [org], day, PLAIN)
    instant = PLAIN.start_of(day) + offset
    since, until = window(this, PLAIN)
    assert since <= instant <= until
    assert until + 1 == window(following, PLAIN)[0]
    assert PLAIN.day_of(this.due_at) == period_days(this.period)[1]


# --- What a changed row touches

MEETING = {"id": "m", "org": GROUP, "kind": "group_meeting", "held_start": 1000, "place": "a"}
MEETING |= {"status": "draft", "filed_at": None, "decided_at": None}
ORG = {"id": BRANCH, "kind": "branch", "branch": BRANCH, "has_committee": True, "committee_confirmed": False, "closed_on": None, "name": "a"}
AT_1000, AT_2000 = ("obligations_held", f"{GROUP}:group_meeting:1000"), ("obligations_held", f"{GROUP}:group_meeting:2000")
TOUCHED = [
    # table, before, after, conclusions touched
    ("meeting", None, MEETING, {AT_1000}),
    ("meeting", MEETING, None, {AT_1000}),
    ("meeting", MEETING, MEETING | {"status": "submitted", "filed_at": 5}, {AT_1000}),
    ("meeting", MEETING, MEETING | {"held_start": 2000}, {AT_1000, AT_2000}),
    ("meeting", MEETING, MEETING | {"kind": "theme_day"}, {AT_1000, ("obligations_held", f"{GROUP}:theme_day:1000")}),
    ("meeting", MEETING, MEETING | {"place": "b"}, set()),
    ("meeting", None, {"id": "m", "org": GROUP}, set()),
    ("meeting", None, MEETING | {"held_start": 10**18}, set()),
    ("meeting", MEETING, MEETING | {"held_start": -1}, {AT_1000}),
    ("organisation", None, ORG, {("obligations_of", BRANCH)}),
    ("organisation", ORG, ORG | {"committee_confirmed": True}, {("obligations_of", BRANCH)}),
    ("organisation", ORG, ORG | {"name": "b"}, set()),
    ("template", None, {"id": "t"}, {("obligations_everywhere", "all")}),
    ("obligation", {"id": "o", "excused_reason": None}, {"id": "o", "excused_reason": "抢险"}, {("obligation", "o")}),
    ("obligation", {"id": "o", "state": "upcoming"}, {"id": "o", "state": "warning"}, set()),
    ("obligation", None, {"id": "o", "excused_reason": None}, set()),
    ("attendance", None, {"id": "x"}, set()),
]


@pytest.mark.parametrize(("table", "before", "after", "expected"), TOUCHED)
def test_a_changed_row_touches_exactly_what_rests_on_it(table, before, after, expected) -> None:
    assert Touches(TOUCHES).keys(table, (after or before)["id"], before, after) == expected


# --- The board

TREE = [
    Place("c", "committee", "矿党委"),
    Place("g", "general_branch", "选煤中心党总支", "c"),
    Place("b1", "branch", "选煤一支部", "g"),
    Place("b2", "branch", "运转工区党支部", "c"),
]


@pytest.mark.parametrize(("orgs", "expected"), [(["c"], ["b1", "b2"]), (["g"], ["b1"]), (["b2"], ["b2"]), (["b2", "g"], ["b1", "b2"]), (["x"], [])])
def test_who_sees_which_branches(orgs: list[str], expected: list[str]) -> None:
    assert [place.id for place in visible_branches(TREE, orgs)] == expected


SHOWN = [
    ("2026-11", ["2026", "2026-11", "2026-Q4"]),
    ("2026-Q1", ["2026", "2026-01", "2026-02", "2026-03", "2026-Q1"]),
    ("2026", ["2026", *(f"2026-{month:02}" for month in range(1, 13)), *(f"2026-Q{quarter}" for quarter in range(1, 5))]),
]


@pytest.mark.parametrize(("period", "expected"), SHOWN)
def test_a_period_is_shown_with_all_that_overlap_it(period: str, expected: list[str]) -> None:
    assert periods_shown(period) == expected
