"""Member stars: the scheme of domain.md 2.2 and its vectors as data, and what must hold for any quarter of attendance."""

import itertools
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ratings.policy import RATING_LINE, SHIPPED_SCHEME, TOUCHES, line_scopes
from server.domain.ratings.rules import (
    Attended,
    Content,
    Dimension,
    Rule,
    Scheme,
    line_id,
    quarter_bounds,
    quarter_of,
    rate,
    rating_id,
    scheme_for,
    star_for,
)
from server.replication import Touches

CONTENT = msgspec.convert(SHIPPED_SCHEME["content"], Content)
ATTENDANCE_ONLY = Content(tuple(d for d in CONTENT.dimensions if d.source), CONTENT.stars)
"""The shipped scheme as far as records feed it today; complete as soon as one meeting was filed."""

DIMENSIONS = {  # domain.md 2.2
    "political_life": 150,
    "theory_study": 80,
    "duty": 70,
    "discipline": 100,
    "safety": 150,
    "performance": 100,
    "innovation": 100,
    "skills": 80,
    "service": 70,
    "mass_review": 100,
}


def attended(*statuses: str, kind: str = "theme_day") -> list[Attended]:
    return [Attended(f"m{number:03}", kind, f"会{number}", f"2026-11-{number % 28 + 1:02}", status) for number, status in enumerate(statuses)]


def political_life(*statuses: str) -> int | None:
    """Points (tenths) of 政治生活 for a quarter with these marks, None while it waits for data."""
    points = [line.points_tenths for line in rate(CONTENT, attended(*statuses)).lines if line.dimension == "political_life"]
    return None if None in points else sum(point or 0 for point in points)


def test_the_shipped_scheme_has_ten_dimensions_that_sum_to_a_hundred_points() -> None:
    assert {d.key: d.maximum_tenths for d in CONTENT.dimensions} == DIMENSIONS
    assert sum(DIMENSIONS.values()) == 1000


MARKS = [
    # marks at the filed meetings of a quarter, points in tenths
    ([], None),
    (["", "excluded"], None),
    (["present"], 150),
    (["present", "present", "present"], 150),
    (["absent"], 130),
    (["leave", "leave", "made_up"], 150),
    (["present", "absent", "leave", "absent"], 110),
    (["absent"] * 7, 10),
    (["absent"] * 8, 0),
    (["absent"] * 12, 0),
]


@pytest.mark.parametrize(("marks", "points"), MARKS)
def test_political_life(marks: list[str], points: int | None) -> None:
    assert political_life(*marks) == points


def test_every_point_leads_to_its_record() -> None:
    lines = [line for line in rate(CONTENT, attended("present", "absent", "leave")).lines if line.dimension == "political_life"]
    assert [(line.rule, line.points_tenths, [e.id for e in line.evidence]) for line in lines] == [
        ("political_life.base", 150, ["m000", "m001", "m002"]),
        ("political_life.absent", -20, ["m001"]),
        ("political_life.leave", 0, ["m002"]),
    ]
    evidence = lines[1].evidence[0]
    assert (evidence.table, evidence.title, evidence.on) == ("meeting", "会1", "2026-11-02")
    assert all(line.text and line.maximum_tenths == 150 for line in lines)


def test_the_last_deduction_says_that_no_more_was_left() -> None:
    lines = rate(ATTENDANCE_ONLY, attended(*["absent"] * 9)).lines
    assert [line.points_tenths for line in lines] == [150, *[-20] * 7, -10, 0]
    assert [line.text.endswith("（本维度已扣完）") for line in lines] == [False] * 8 + [True, True]


def test_a_record_without_a_title_is_named_by_its_kind() -> None:
    untitled = [Attended("m", "party_lecture", "", "2026-11-02", "absent")]
    assert rate(ATTENDANCE_ONLY, untitled).lines[1].evidence[0].title == "党课"


def test_missing_data_waits_and_blocks_the_star() -> None:
    """Domain.md 7.2: with a dimension 待录入, such as a mass review that was withheld, nothing can be finalised."""
    rated = rate(CONTENT, attended("present"))
    waiting = {line.dimension: line for line in rated.lines if line.points_tenths is None}
    assert waiting.keys() == DIMENSIONS.keys() - {"political_life"}
    assert all(line.text.startswith("待录入") and not line.evidence for line in waiting.values())
    assert (rated.total_tenths, rated.star) == (None, None)


STARS = [(1000, 5), (950, 5), (949, 4), (900, 4), (899, 3), (800, 3), (799, 2), (700, 2), (699, 1), (600, 1), (599, 0), (0, 0)]


@pytest.mark.parametrize(("total_tenths", "star"), STARS)
def test_stars(total_tenths: int, star: int) -> None:
    assert star_for(CONTENT.stars, total_tenths) == star


# --- What holds for any quarter

marks = st.lists(st.sampled_from(["present", "absent", "leave", "made_up", "excluded", ""]), max_size=20)


def complete(points: dict[str, int]) -> Content:
    """The shipped scheme with the other dimensions fed too, each from its own base."""
    fed = [
        d if d.source else Dimension(d.key, d.title, d.maximum_tenths, d.pending, "attendance", Rule(f"{d.key}.base", "", points[d.key]), (), KINDS)
        for d in CONTENT.dimensions
    ]
    return Content(tuple(fed), CONTENT.stars)


KINDS = CONTENT.dimensions[0].kinds
any_points = st.fixed_dictionaries({key: st.integers(0, maximum) for key, maximum in DIMENSIONS.items()})


@given(marks, any_points)
def test_lines_sum_to_the_total_and_the_total_gives_the_star(statuses: list[str], points: dict[str, int]) -> None:
    rated = rate(complete(points), attended(*statuses))
    known = [line.points_tenths for line in rated.lines]
    if None in known:
        assert (rated.total_tenths, rated.star) == (None, None)
        assert not set(statuses) & {"present", "absent", "leave", "made_up"}
    else:
        assert rated.total_tenths == sum(point or 0 for point in known)
        assert 0 <= (rated.total_tenths or 0) <= 1000
        assert rated.star == star_for(CONTENT.stars, rated.total_tenths or 0)


@given(marks, st.randoms())
def test_no_dimension_leaves_its_bounds_and_order_does_not_matter(statuses: list[str], random: Any) -> None:
    records = attended(*statuses)
    rated = rate(CONTENT, records)
    assert 0 <= (political_life(*statuses) or 0) <= 150
    random.shuffle(records)
    assert rate(CONTENT, records) == rated
    rating = rating_id(str(uuid4()), "2026-Q4")
    ids = [line_id(rating, line) for line in rated.lines]
    assert len(ids) == len(set(ids))


# --- Quarters and schemes


@pytest.mark.parametrize(
    ("day", "quarter"), [("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2026-11-22", "2026-Q4"), ("2026-07-01", "2026-Q3")]
)
def test_quarter_of_a_day(day: str, quarter: str) -> None:
    assert quarter_of(day) == quarter


def test_quarters_follow_each_other_without_a_gap() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    bounds = [quarter_bounds(f"{year}-Q{number}", zone) for year in (2026, 2027) for number in (1, 2, 3, 4)]
    assert bounds[0][0] == 1_767_196_800_000  # 2026-01-01 00:00 +08:00
    assert all(end + 1 == following for (_, end), (following, _) in itertools.pairwise(bounds))


VERSIONS = [Scheme("one", 1, "2019-07-01", CONTENT), Scheme("two", 2, "2026-07-01", CONTENT), Scheme("three", 3, "2026-11-01", CONTENT)]


@pytest.mark.parametrize(
    ("quarter", "scheme"), [("2026-Q2", "one"), ("2026-Q3", "two"), ("2026-Q4", "two"), ("2027-Q1", "three"), ("2018-Q1", "one")]
)
def test_a_quarter_keeps_the_scheme_in_force_when_it_began(quarter: str, scheme: str) -> None:
    found = scheme_for(quarter, reversed(VERSIONS))
    assert found is not None
    assert found.id == scheme


def test_without_a_scheme_nobody_is_rated() -> None:
    assert scheme_for("2026-Q4", []) is None


# --- What a changed row touches

MARK = {"id": "a", "meeting": "m", "member": "p", "status": "present", "reason": "", "held_start": 1000}
MEETING = {"id": "m", "kind": "theme_day", "title": "会", "status": "submitted", "filed_at": 5, "held_start": 1000, "place": "a"}
TOUCHED = [
    # table, before, after, conclusions touched
    ("attendance", None, MARK, {("rating_at", "p:1000")}),
    ("attendance", MARK, MARK | {"status": "absent"}, {("rating_at", "p:1000")}),
    ("attendance", MARK, MARK | {"reason": "探亲"}, set()),
    ("attendance", MARK, MARK | {"held_start": 2000}, {("rating_at", "p:1000"), ("rating_at", "p:2000")}),
    ("attendance", MARK, None, {("rating_at", "p:1000")}),
    ("attendance", None, MARK | {"held_start": None}, set()),
    ("attendance", None, MARK | {"held_start": 10**18}, set()),
    ("meeting", None, MEETING | {"held_start": 10**18}, set()),
    ("meeting", MEETING | {"status": "draft"}, MEETING, {("ratings_of_meeting", "m:1000")}),
    ("meeting", MEETING, MEETING | {"status": "returned"}, {("ratings_of_meeting", "m:1000")}),
    ("meeting", MEETING, MEETING | {"held_start": 2000}, {("ratings_of_meeting", "m:1000"), ("ratings_of_meeting", "m:2000")}),
    ("meeting", MEETING, MEETING | {"place": "b"}, set()),
    ("meeting", None, MEETING | {"status": "draft", "filed_at": None}, set()),
    ("meeting", MEETING | {"status": "draft"}, MEETING | {"status": "draft", "title": "新"}, set()),
    ("member", None, {"id": "p", "status": "active", "post_profile": "frontline"}, {("rating_now", "p")}),
    ("member", {"id": "p", "status": "active", "name": "甲"}, {"id": "p", "status": "active", "name": "乙"}, set()),
    ("scheme", None, {"id": "s"}, {("ratings_of_everyone", "all")}),
    ("obligation", None, {"id": "o"}, set()),
]


@pytest.mark.parametrize(("table", "before", "after", "expected"), TOUCHED)
def test_a_changed_row_touches_exactly_the_ratings_that_rest_on_it(table, before, after, expected) -> None:
    assert Touches(TOUCHES).keys(table, (after or before)["id"], before, after) == expected


def test_a_line_that_counts_no_longer_is_seen_by_nobody() -> None:
    line = dict.fromkeys(RATING_LINE) | {"member": "p", "rating": "r"}
    assert line_scopes(line) == {"person:p"}
    assert line_scopes(line | {"rating": None}) == frozenset()
