"""Member stars: the scheme of domain.md 2.2 and its vectors as data, and what must hold for any quarter of attendance."""

import itertools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ratings.policy import RATING_LINE, TOUCHES, line_scopes, scheme_scopes
from server.domain.ratings.policy.shipped import CONTENT, SHIPPED_SCHEME
from server.domain.ratings.rules import (
    PROFILES,
    Attended,
    Content,
    Covered,
    Fact,
    Inputs,
    MassReview,
    Scheme,
    Step,
    line_id,
    next_star,
    quarter_before,
    quarter_bounds,
    quarter_days,
    quarter_of,
    rate,
    rating_id,
    scheme_for,
    star_for,
)
from server.replication import Touches

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "vectors" / "stars.json").read_text())
"""What the shipped scheme makes of a quarter: points by dimension in tenths, null while it waits; those left out are not looked at."""
QUARTER = "2026-Q4"
DIMENSIONS = {  # domain.md 2.2; the office's weights are a proposal
    "political_life": (150, 150),
    "theory_study": (80, 120),
    "duty": (70, 100),
    "discipline": (100, 110),
    "safety": (150, 60),
    "performance": (100, 120),
    "innovation": (100, 80),
    "skills": (80, 60),
    "service": (70, 100),
    "mass_review": (100, 100),
}


def inputs_of(
    attended: Iterable[tuple[str, str]], facts: Iterable[Mapping[str, Any]] = (), covered: Iterable[str] = (), mean: int | None = None
) -> Inputs:
    """A quarter with (kind, mark) of meetings, facts, kinds stated complete, and the mean of the mass review."""
    meetings = (Attended(f"m{n:03}", kind, f"会{n}", f"2026-11-{n % 28 + 1:02}", mark) for n, (kind, mark) in enumerate(attended))
    known = (Fact(f"f{n:03}", one["kind"], "事实", one["on"], one["grade"], one["amount"], one["until"]) for n, one in enumerate(facts))
    stated = (Covered(f"c-{kind}", kind, "报齐", "2026-12-31") for kind in covered)
    return Inputs(QUARTER, tuple(meetings), tuple(known), tuple(stated), None if mean is None else MassReview("r", mean, 12))


def points_of(content: Content, inputs: Inputs, profile: str = "frontline") -> dict[str, int | None]:
    """Points by dimension, None while it waits."""
    found: dict[str, int | None] = {}
    for line in rate(content, inputs, profile).lines:
        before = found.get(line.dimension, 0)
        found[line.dimension] = None if before is None or line.points_tenths is None else before + line.points_tenths
    return found


@pytest.mark.parametrize("at", [0, 1], ids=PROFILES)
def test_the_shipped_scheme_has_ten_dimensions_that_sum_to_a_hundred_points(at: int) -> None:
    assert {d.key: d.maximum_tenths[PROFILES[at]] for d in CONTENT.dimensions} == {key: both[at] for key, both in DIMENSIONS.items()}
    assert sum(both[at] for both in DIMENSIONS.values()) == 1000


def test_the_shipped_scheme_survives_the_way_through_the_database() -> None:
    assert msgspec.convert(json.loads(json.dumps(SHIPPED_SCHEME["content"])), Content) == CONTENT


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vectors(vector: dict[str, Any]) -> None:
    inputs = inputs_of(map(tuple, vector["attended"]), vector["facts"], vector["covered"], vector["mass_review"])
    points = {"bonus": 0} | points_of(CONTENT, inputs, vector["profile"])
    assert {key: points[key] for key in vector["dimensions"]} == vector["dimensions"]
    if "total_tenths" in vector:
        rated = rate(CONTENT, inputs, vector["profile"])
        assert (rated.total_tenths, rated.earned_star) == (vector["total_tenths"], vector["earned_star"])


def test_every_rule_of_the_shipped_scheme_has_a_vector() -> None:
    told = " ".join(vector["name"] for vector in VECTORS)
    rules = [rule.id for part in (*CONTENT.dimensions, CONTENT.bonus) for rule in part.rules]
    assert not [rule for rule in rules if rule not in told]


def lines_about(dimension: str, inputs: Inputs) -> list[tuple[str, int | None, list[str]]]:
    lines = (line for line in rate(CONTENT, inputs, "frontline").lines if line.dimension == dimension)
    return [(line.rule, line.points_tenths, [one.id for one in line.evidence]) for line in lines]


def test_every_point_leads_to_its_record() -> None:
    inputs = inputs_of([("theme_day", "present"), ("theme_day", "absent"), ("theme_day", "leave")])
    assert lines_about("political_life", inputs) == [
        ("political_life.start", 150, ["m000", "m001", "m002"]),
        ("political_life.absent", -20, ["m001"]),
        ("political_life.leave", 0, ["m002"]),
    ]


def test_bounds_and_caps_are_lines_of_their_own() -> None:
    found = [fact("hazard_found")] * 4 + [fact("violation", "serious")]
    assert lines_about("safety", inputs_of([], found, ["violation"])) == [
        ("safety.start", 150, ["c-violation"]),
        *(("safety.hazard_found", 10, [f"f{n:03}"]) for n in range(4)),
        ("safety.hazard_found.cap", -10, []),
        ("safety.limit", -30, []),
        ("safety.serious", -150, ["f004"]),
    ]


def fact(kind: str, grade: str = "", amount: int | None = None, until: str = "") -> dict[str, Any]:
    return {"kind": kind, "grade": grade, "amount": amount, "until": until, "on": "2026-11-10"}


def test_missing_data_waits_and_blocks_the_star() -> None:
    """Domain.md 7.2: with a dimension 待录入, such as a mass review that was withheld, nothing can be finalised."""
    rated = rate(CONTENT, inputs_of([("theme_day", "present")]), "frontline")
    waiting = {line.dimension: line for line in rated.lines if line.points_tenths is None}
    assert waiting.keys() == DIMENSIONS.keys() - {"political_life"}
    assert all(line.text.startswith("待录入") and not line.evidence for line in waiting.values())
    assert (rated.total_tenths, rated.earned_star, rated.missing) == (None, None, 9)


STARS = [(1000, 5), (950, 5), (949, 4), (900, 4), (899, 3), (800, 3), (799, 2), (700, 2), (699, 1), (600, 1), (599, 0), (0, 0)]


@pytest.mark.parametrize(("total_tenths", "star"), STARS)
def test_stars(total_tenths: int, star: int) -> None:
    assert star_for(CONTENT.stars, total_tenths) == star


# --- What holds for any quarter

COVERED = sorted({need.kind for dimension in CONTENT.dimensions for need in dimension.needs if need.source == "coverage"})
_RULES = [rule for dimension in CONTENT.dimensions for rule in dimension.rules]
_MEETINGS = sorted({kind for rule in _RULES if rule.source == "attendance" for kind in rule.kinds})
_FACTS = [(kind, grade) for rule in _RULES if rule.source.startswith("fact") for kind in rule.kinds for grade in rule.grades or ("",)]
meetings = st.lists(st.tuples(st.sampled_from(_MEETINGS), st.sampled_from(["present", "absent", "leave", "made_up", "excluded", ""])), max_size=14)
facts = st.lists(
    st.builds(
        lambda kind_and_grade, amount, until: fact(*kind_and_grade, amount, until if kind_and_grade[0] == "dues" else ""),
        st.sampled_from(_FACTS),
        st.integers(0, 1000),
        st.sampled_from(["2026-07", "2026-10", "2026-12", "2027-03"]),
    ),
    max_size=14,
)
quarters = st.builds(inputs_of, meetings, facts, st.just(COVERED) | st.lists(st.sampled_from(COVERED), unique=True), st.none() | st.integers(0, 1000))
profiles = st.sampled_from(PROFILES)


@given(quarters, profiles)
def test_lines_sum_to_the_total_and_the_total_gives_the_star(inputs: Inputs, profile: str) -> None:
    rated = rate(CONTENT, inputs, profile)
    known = [line.points_tenths for line in rated.lines]
    assert rated.missing == known.count(None)
    if None in known:
        assert (rated.total_tenths, rated.earned_star) == (None, None)
    else:
        assert rated.total_tenths == sum(point or 0 for point in known)
        assert 0 <= rated.total_tenths <= 1000
        assert rated.earned_star == star_for(CONTENT.stars, rated.total_tenths)
    assert rated.bonus_tenths == sum(line.points_tenths or 0 for line in rated.lines if line.dimension == "bonus")
    assert 0 <= rated.bonus_tenths <= 100


@given(quarters, profiles, st.randoms())
def test_no_dimension_leaves_its_bounds_and_order_does_not_matter(inputs: Inputs, profile: str, random: Any) -> None:
    rated = rate(CONTENT, inputs, profile)
    maxima = {dimension.key: dimension.maximum_tenths[profile] for dimension in CONTENT.dimensions} | {"bonus": 100}
    assert all(0 <= (points or 0) <= maxima[key] for key, points in points_of(CONTENT, inputs, profile).items())
    mixed = {name: tuple(random.sample(getattr(inputs, name), len(getattr(inputs, name)))) for name in ("attended", "facts", "covered")}
    assert rate(CONTENT, msgspec.structs.replace(inputs, **mixed), profile) == rated
    rating = rating_id(str(uuid4()), QUARTER)
    ids = [line_id(rating, line) for line in rated.lines]
    assert len(ids) == len(set(ids))


@given(quarters, profiles, st.data())
def test_to_attend_never_costs(inputs: Inputs, profile: str, data: st.DataObject) -> None:
    """Whoever was there, instead of away, has no fewer points in any dimension."""
    away = [at for at, one in enumerate(inputs.attended) if one.status in ("absent", "leave", "made_up")]
    if not away:
        return
    at = data.draw(st.sampled_from(away))
    marks = list(inputs.attended)
    marks[at] = msgspec.structs.replace(marks[at], status="present")
    before, after = (points_of(CONTENT, one, profile) for one in (inputs, msgspec.structs.replace(inputs, attended=tuple(marks))))
    assert all((after[key] or 0) >= (points or 0) for key, points in before.items())


@given(quarters, profiles)
def test_missing_data_is_neither_nothing_nor_full(inputs: Inputs, profile: str) -> None:
    points = points_of(CONTENT, inputs, profile)
    for dimension in CONTENT.dimensions:
        needed = {need.kind for need in dimension.needs if need.source == "coverage"}
        if needed - {one.kind for one in inputs.covered}:
            assert points[dimension.key] is None
    if inputs.mass_review is None:
        assert points["mass_review"] is None


# --- What would bring the next star


def after(inputs: Inputs, step: Step) -> Inputs:
    """The quarter after a step was done, as often as it says."""
    rule = next(rule for dimension in CONTENT.dimensions for rule in dimension.rules if rule.id == step.rule)
    if rule.source == "attendance":
        left, marks = step.times, list[Attended]()
        for one in sorted(inputs.attended, key=lambda one: (one.on, one.meeting)):
            mends = left > 0 and one.kind in rule.kinds and one.status == "absent"
            left -= mends
            marks.append(msgspec.structs.replace(one, status="made_up") if mends else one)
        assert left == 0
        return msgspec.structs.replace(inputs, attended=tuple(marks))
    grade, until = next(iter(rule.grades), ""), "2026-12" if rule.source == "fact_until" else ""
    done = (Fact(f"{rule.id}{n}", rule.kinds[0], "", "2026-12-30", grade, None, until) for n in range(step.times))
    return msgspec.structs.replace(inputs, facts=(*inputs.facts, *done))


@given(quarters, profiles)
def test_every_way_to_the_next_star_keeps_its_word(inputs: Inputs, profile: str) -> None:
    outlook = next_star(CONTENT, inputs, profile)
    for way in outlook.ways:
        done = inputs
        for step in way.steps:
            done = after(done, step)
        reached = next_star(CONTENT, done, profile)
        assert reached.least_tenths - outlook.least_tenths + way.open_tenths >= outlook.short_tenths
        room = sum(dimension.maximum_tenths[profile] for dimension in CONTENT.dimensions if dimension.title in outlook.open)
        assert 0 <= way.open_tenths <= room
        assert all(step.gain_tenths > 0 and step.text for step in way.steps)


@given(quarters, profiles)
def test_the_quarter_ends_between_the_bounds_that_are_told(inputs: Inputs, profile: str) -> None:
    outlook, rated = next_star(CONTENT, inputs, profile), rate(CONTENT, inputs, profile)
    assert 0 <= outlook.least_tenths <= outlook.most_tenths <= 1000
    if rated.total_tenths is not None:
        assert (outlook.least_tenths, outlook.open) == (rated.total_tenths, [])
        assert outlook.star is None or outlook.star > (rated.earned_star or 0)


def test_an_absence_made_up_for_is_offered_when_it_is_enough() -> None:
    known = [fact("dues", until="2026-12"), fact("performance", amount=850), fact("training", "attended"), fact("service", "usual")]
    inputs = inputs_of([("theme_day", "absent"), ("party_lecture", "present")], known, COVERED, 980)
    outlook = next_star(CONTENT, inputs, "frontline")
    assert (outlook.least_tenths, outlook.star, outlook.short_tenths, outlook.open) == (783, 3, 17, [])
    assert [(step.text, step.times, step.gain_tenths, step.until) for way in outlook.ways for step in way.steps] == [
        ("补课", 1, 20, ""),
        ("参加培训", 1, 30, "2026-12-31"),
        ("为群众办实事", 1, 30, "2026-12-31"),
    ]


def test_what_others_must_still_tell_is_named_and_never_offered_as_something_to_do() -> None:
    inputs = inputs_of([("theme_day", "present"), ("party_lecture", "present")], [fact("dues", until="2026-12")], COVERED)
    outlook = next_star(CONTENT, inputs, "frontline")
    assert (outlook.least_tenths, outlook.most_tenths, outlook.star, outlook.open) == (550, 750, 1, ["岗位业绩", "群众测评"])
    assert [(way.steps, way.open_tenths) for way in outlook.ways] == [([], 50)]


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


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2024-Q1"])
def test_days_and_bounds_of_a_quarter_agree(quarter: str) -> None:
    first, last = quarter_days(quarter)
    assert (quarter_of(first), quarter_of(last)) == (quarter, quarter)
    assert quarter_before(quarter_of(last), 4) == f"{int(quarter[:4]) - 1}{quarter[4:]}"
    assert quarter_before("2026-Q1") == "2025-Q4"


def test_a_draft_rules_nobody_and_is_seen_by_no_phone() -> None:
    draft = Scheme("four", 4, "2026-01-01", CONTENT, "draft")
    assert scheme_for("2026-Q4", [*VERSIONS, draft]) == VERSIONS[1]
    assert (scheme_scopes({"state": "draft"}), scheme_scopes({"state": "published"})) == (frozenset(), {"site"})


def test_without_a_scheme_nobody_is_rated() -> None:
    assert scheme_for("2026-Q4", []) is None


# --- What a changed row touches

MARK = {"id": "a", "meeting": "m", "member": "p", "status": "present", "reason": "", "held_start": 1000}
MEETING = {"id": "m", "kind": "theme_day", "title": "会", "status": "submitted", "filed_at": 5, "held_start": 1000, "place": "a"}
FACT = {"id": "f", "member": "p", "kind": "violation", "on": "2026-11-10", "until": "", "withdrawn_at": None}
COVERAGE = {"id": "c", "branch": "b", "quarter": "2026-Q4", "kind": "violation", "withdrawn_at": None, "stated_at": 1}
SCHEME = {"id": "s", "state": "draft", "from_on": "2026-07-01", "content": {}, "version": 2}
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
    ("member", {"id": "p", "status": "active", "name": "甲"}, {"id": "p", "status": "active", "name": "乙"}, {("ratings_naming", "p")}),
    ("member", {"id": "p", "branch": "a", "name": "甲"}, {"id": "p", "branch": "b", "name": "甲"}, {("rating_now", "p")}),
    ("scheme", None, SCHEME, set()),
    ("scheme", SCHEME, SCHEME | {"state": "published"}, {("ratings_from", "2026-Q3")}),
    ("fact", None, FACT, {("rating", "p:2026-Q4")}),
    ("fact", FACT, FACT | {"withdrawn_at": 7}, {("rating", "p:2026-Q4")}),
    ("fact", None, FACT | {"kind": "dues", "until": "2026-12"}, {("ratings_since", "p:2026-Q4")}),
    ("coverage", None, COVERAGE, {("ratings_of_branch", "b:2026-Q4")}),
    ("coverage", COVERAGE, COVERAGE | {"withdrawn_at": 7}, {("ratings_of_branch", "b:2026-Q4")}),
    ("mass_review", None, {"id": "r", "member": "p", "quarter": "2026-Q4", "mean_tenths": 900, "ballots": 9}, {("rating", "p:2026-Q4")}),
    ("obligation", None, {"id": "o"}, set()),
]


@pytest.mark.parametrize(("table", "before", "after", "expected"), TOUCHED)
def test_a_changed_row_touches_exactly_the_ratings_that_rest_on_it(table, before, after, expected) -> None:
    assert Touches(TOUCHES).keys(table, (after or before)["id"], before, after) == expected


def test_a_line_that_counts_no_longer_is_seen_by_nobody() -> None:
    line = dict.fromkeys(RATING_LINE) | {"member": "p", "rating": "r"}
    assert line_scopes(line) == {"person:p"}
    assert line_scopes(line | {"rating": None}) == frozenset()
