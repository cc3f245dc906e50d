"""What a branch's quarter comes to: the deductions and the formula of domain.md 3.2 and 3.3, and what must hold for any quarter."""

from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.assessments.policy import SHIPPED_SCHEME, TOUCHES
from server.domain.assessments.rules import (
    AssessmentContent,
    Entry,
    Facts,
    Form,
    Kept,
    Marked,
    Scheme,
    Standing,
    assess,
    assess_year,
    charges,
    deduction_id,
    faults_of,
    form_fault,
    form_id,
    lapse,
    mark_fault,
    periods_within,
    scheme_for,
    score_id,
    state_of,
)
from server.domain.meetings import Resolved
from server.domain.obligations import Calendar
from server.domain.review import Returned
from server.kit.spoken import spoken_day, spoken_period
from server.kit.tenths import spoken_points
from server.replication import Touches
from tests.mine import TestClock

CONTENT = msgspec.convert(SHIPPED_SCHEME["content"], AssessmentContent)
CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"), {})
STATES = ["upcoming", "warning", "held_unfiled", "done", "overdue_provisional", "overdue", "late", "excused"]
BRANCH, OTHER = str(uuid4()), str(uuid4())


def instant(text: str) -> int:
    return TestClock(text).now_ms


NOW = instant("2026-12-20 08:00")


def standing(state: str, number: int = 1, weight_tenths: int = 10) -> Standing:
    return Standing(f"o{number:03}", "committee_meeting", "支部委员会", "综采二队党支部", "2026-11", state, number, None, weight_tenths)


def charged(facts: Facts, quarter: str = "2026-Q4", now_ms: int = NOW) -> list[tuple[str, int, str]]:
    return [(one.rule, one.points_tenths, one.source) for one in charges(CONTENT.deductions, facts, quarter, CALENDAR, now_ms)]


def kept(facts: Facts) -> list[Kept]:
    """The deductions that facts make, with nothing said about them."""
    found = charges(CONTENT.deductions, facts, "2026-Q4", CALENDAR, NOW)
    return [Kept(one.source, one.rule, one.points_tenths, one.at, one.text, "standing") for one in found]


def form(share: float, comment: str = "很好", by: str = "考核员") -> Form:
    return Form(by, {item.key: Marked(round(item.maximum_tenths * share), comment) for item in CONTENT.items})


def entry(points_tenths: int, number: int = 1, kind: str = "bonus") -> Entry:
    return Entry(f"e{number}", kind, "false_records" if kind == "veto" else "", points_tenths, "被集团公司表彰", number)


# --- What facts cost

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
    found = charged(Facts([standing(state, weight_tenths=weight_tenths)]))
    assert found == ([(state, points_tenths, "o001")] if points_tenths else [])


def resolved(due_on: str, done_on: str | None = None) -> Facts:
    return Facts(resolutions=[Resolved("r", "m", BRANCH, "检修皮带机", "王强", due_on, done_on)])


RESOLUTIONS = [
    # due, done, now, what it costs
    ("2026-12-11", None, "2026-12-16 23:59", 0),  # a Friday: three working days of grace for telling so from underground
    ("2026-12-11", None, "2026-12-17 00:00", -10),
    ("2026-12-11", "2026-12-11", "2026-12-30 08:00", 0),
    ("2026-12-11", "2026-12-12", "2026-12-30 08:00", -10),
    ("2026-09-30", None, "2026-12-30 08:00", 0),  # counts in the quarter in which it was due
]


@pytest.mark.parametrize(("due_on", "done_on", "now", "points_tenths"), RESOLUTIONS)
def test_what_an_overdue_resolution_costs(due_on: str, done_on: str | None, now: str, points_tenths: int) -> None:
    found = charged(resolved(due_on, done_on), now_ms=instant(now))
    assert found == ([("resolution_overdue", points_tenths, "r")] if points_tenths else [])


RETURNS = [
    # returned, submitted again, now, what it costs
    ("2026-12-04 10:00", None, "2026-12-11 23:59", 0),  # five working days from a Friday
    ("2026-12-04 10:00", None, "2026-12-12 00:00", -5),
    ("2026-12-04 10:00", "2026-12-11 23:00", "2026-12-20 08:00", 0),
    ("2026-12-04 10:00", "2026-12-12 00:01", "2026-12-20 08:00", -5),  # corrected too late, it stays
    ("2026-12-29 10:00", None, "2027-01-20 08:00", 0),  # the five days end in the next quarter
]


@pytest.mark.parametrize(("returned", "again", "now", "points_tenths"), RETURNS)
def test_what_a_returned_record_costs(returned: str, again: str | None, now: str, points_tenths: int) -> None:
    one = Returned("v", "m", BRANCH, "党课", instant(returned), instant(again) if again else None)
    found = charged(Facts(returns=[one]), now_ms=instant(now))
    assert found == ([("return_not_corrected", points_tenths, "v")] if points_tenths else [])


def test_each_deduction_names_its_rule_its_record_and_its_reason() -> None:
    found = charges(CONTENT.deductions, Facts([standing("late", 2), standing("done", 3), standing("overdue", 1)]), "2026-Q4", CALENDAR, NOW)
    assert [(one.rule, one.source_table, one.source) for one in found] == [("overdue", "obligation", "o001"), ("late", "obligation", "o002")]
    assert [one.text for one in found] == [
        "综采二队党支部2026年11月支部委员会逾期未完成，已过宽限期，扣2分",
        "综采二队党支部2026年11月支部委员会逾期后补，或记录报送超过宽限期，扣1分",
    ]


def test_missed_and_then_done_late_it_is_the_same_deduction_at_half_the_points() -> None:
    """Domain.md 3.3: filed in the end, the -2 becomes -1."""
    [missed], [late] = (charges(CONTENT.deductions, Facts([standing(state)]), "2026-Q4", CALENDAR, NOW) for state in ("overdue", "late"))
    assert deduction_id(BRANCH, "2026-Q4", missed) == deduction_id(BRANCH, "2026-Q4", late)
    assert (missed.points_tenths, late.points_tenths) == (-20, -10)


def test_a_source_without_facts_costs_nothing() -> None:
    assert any(rule.source == "dispatch" for rule in CONTENT.deductions)
    assert charged(Facts()) == []


SAID = [
    # what is on the row, how it stands
    ({}, "standing"),
    ({"contested_at": 1}, "contested"),
    ({"contested_at": 1, "verdict": "upheld"}, "upheld"),
    ({"contested_at": 1, "verdict": "reversed"}, "reversed"),
    ({"contested_at": 1, "lapsed": True}, "reversed"),
    ({"contested_at": 1, "verdict": "upheld", "lapsed": True}, "reversed"),  # excused afterwards: the duty itself is gone
]


@pytest.mark.parametrize(("row", "state"), SAID)
def test_how_a_deduction_stands(row: dict, state: str) -> None:
    assert state_of(row) == state
    assert lapse(row) == {"lapsed": True, "state": "reversed"}


# --- What they come to


def test_a_rule_takes_no_more_than_its_floor_and_says_so() -> None:
    result = assess(CONTENT, kept(Facts([standing("late", number) for number in range(1, 24)])), [], [])
    assert result.auto_tenths == 1000 - 200
    assert [line.points_tenths for line in result.lines] == [-10] * 20 + [0] * 3
    assert result.lines[-1].text.endswith("（已到扣分上限，实扣0分）")


RESULTS = [
    # overdue obligations, share of the form, bonus, vetoed; auto, assessor, total, band
    (0, 1.0, 0, False, 1000, 1000, 1000, "A"),
    (0, 1.0, 50, False, 1000, 1000, 1000, "A"),  # 105 is 100
    (5, 0.8, 0, False, 900, 800, 860, "B"),
    (5, 0.9, 0, False, 900, 900, 900, "A"),
    (5, 0.9, 0, True, 900, 900, 900, "C"),
    (5, 0.9, 80, False, 900, 900, 950, "A"),  # the bonus has a cap of 5
    (20, 0.0, 0, False, 600, 0, 360, "C"),
    (30, 0.6, 20, False, 600, 600, 620, "C"),  # the floor keeps the rest
]


@pytest.mark.parametrize(("missed", "share", "bonus", "vetoed", "auto", "assessor", "total", "band"), RESULTS)
def test_the_formula(missed: int, share: float, bonus: int, vetoed: bool, auto: int, assessor: int, total: int, band: str) -> None:
    """Domain.md 3.2: clamp(0.6 auto + 0.4 assessor + bonus, 0, 100); a veto caps the band, never the points."""
    deductions = kept(Facts([standing("overdue", number) for number in range(missed)]))
    entries = ([entry(bonus)] if bonus else []) + ([entry(0, 9, "veto")] if vetoed else [])
    result = assess(CONTENT, deductions, [form(share)], entries)
    assert (result.auto_tenths, result.assessor_tenths, result.total_tenths, result.band) == (auto, assessor, total, band)


def test_without_an_assessor_there_is_no_total_and_no_band() -> None:
    result = assess(CONTENT, [], [], [])
    assert (result.auto_tenths, result.assessor_tenths, result.total_tenths, result.band) == (1000, None, None, "")


def test_two_assessors_count_alike_and_both_are_heard() -> None:
    result = assess(CONTENT, [], [form(0.8, "记录偏薄", "甲"), form(1.0, "样板", "乙")], [])
    assert result.assessor_tenths == 900
    assert [line.text for line in result.lines if line.rule == "leadership"] == ["班子建设9/10分（甲：记录偏薄；乙：样板）"]


def test_a_year_is_the_mean_of_its_quarters_and_what_the_yearly_review_added() -> None:
    year = assess_year(CONTENT, {"2026-Q3": 905, "2026-Q4": 880}, [entry(20)])
    assert (year.total_tenths, year.band) == (893 + 20, "A")
    assert [line.text for line in year.lines if line.part == "quarter"] == ["2026年第三季度90.5分", "2026年第四季度88分"]
    assert assess_year(CONTENT, {}, []).total_tenths is None


marks = st.lists(st.integers(0, 100), min_size=len(CONTENT.items), max_size=len(CONTENT.items))
facts = st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 50)), max_size=60)
entries = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["bonus", "veto"])), max_size=5)


@given(facts, st.lists(marks, max_size=3), entries, st.randoms())
def test_lines_sum_to_the_total_in_any_order(states, sheets, added, random) -> None:
    deductions = kept(Facts([standing(state, number, weight) for number, (state, weight) in enumerate(states)]))
    forms = [Form("", {i.key: Marked(i.maximum_tenths * p // 100) for i, p in zip(CONTENT.items, sheet, strict=True)}) for sheet in sheets]
    extra = [entry(points, number, kind) for number, (points, kind) in enumerate(added)]
    result = assess(CONTENT, deductions, forms, extra)
    of = {part: sum(line.points_tenths for line in result.lines if line.part == part) for part in ("auto", "assessor", "bonus", "total")}
    assert result.auto_tenths == 1000 + of["auto"]
    assert result.bonus_tenths == of["bonus"] <= CONTENT.bonus_cap_tenths
    assert (result.assessor_tenths is None) == (not sheets)
    if sheets:
        assert (result.assessor_tenths, result.total_tenths) == (of["assessor"], of["total"])
        assert 0 <= of["total"] <= 1000
        exact = 0.6 * result.auto_tenths + 0.4 * of["assessor"] + of["bonus"]
        assert abs(of["total"] - min(max(exact, 0), 1000)) <= 0.5
    random.shuffle(deductions)
    random.shuffle(extra)
    assert assess(CONTENT, deductions, forms, extra) == result


@given(facts, st.data())
def test_a_reversed_deduction_gives_exactly_its_points_back(states, data) -> None:
    deductions = kept(Facts([standing(state, number, weight) for number, (state, weight) in enumerate(states)]))
    if not deductions:
        return
    gone = data.draw(st.sampled_from(deductions))
    without = [one for one in deductions if one is not gone]
    reversed_ = [msgspec.structs.replace(one, state="reversed") if one is gone else one for one in deductions]
    assert assess(CONTENT, reversed_, [form(0.8)], []) == assess(CONTENT, without, [form(0.8)], [])


# --- The form


def test_a_comment_is_asked_where_points_are_extreme() -> None:
    item = CONTENT.items[0]
    sheet = dict(form(0.8, "").marks)
    assert form_fault(CONTENT, sheet) is None
    for points, needed in ((59, True), (60, False), (95, False), (96, True)):
        fault = form_fault(CONTENT, sheet | {item.key: Marked(points)})
        assert (fault is not None) == needed, points
        assert form_fault(CONTENT, sheet | {item.key: Marked(points, "理由")}) is None
    assert form_fault(CONTENT, sheet | {item.key: Marked(59, "  ")}) == (item.key, "“班子建设”低于60%或高于95%，请写明理由")


def test_every_item_is_to_be_scored() -> None:
    sheet = dict(form(0.8).marks)
    del sheet["service"]
    assert form_fault(CONTENT, sheet) == ("service", "“服务群众”还没有评分")
    assert form_fault(CONTENT, sheet | {"service": Marked(None)}) == ("service", "“服务群众”还没有评分")


@pytest.mark.parametrize(("item", "points", "fits"), [("safety", 150, True), ("safety", 151, False), ("safety", -1, False), ("no", 1, False)])
def test_points_lie_within_the_item(item: str, points: int, fits: bool) -> None:
    assert (mark_fault(CONTENT, item, points) is None) == fits


def test_each_assessor_has_an_own_form() -> None:
    assert form_id(BRANCH, "2026-Q4", "a") == form_id(BRANCH, "2026-Q4", "a") != form_id(BRANCH, "2026-Q4", "b")


# --- The scheme


def test_the_shipped_scheme_is_sound_and_is_that_of_the_domain() -> None:
    assert faults_of(CONTENT) == []
    assert (CONTENT.weights.auto, CONTENT.weights.assessor, CONTENT.bonus_cap_tenths, CONTENT.veto_band) == (60, 40, 50, "C")
    assert {rule.id: rule.points_tenths for rule in CONTENT.deductions} == {
        "overdue": -20,
        "late": -10,
        "resolution_overdue": -10,
        "return_not_corrected": -5,
        "dispatch_overdue": -10,
        "dispatch_late": -5,
        "dispatch_not_mended": -5,
    }


def changed(**values) -> AssessmentContent:
    return msgspec.structs.replace(CONTENT, **values)


FAULTY = [
    (changed(weights=msgspec.structs.replace(CONTENT.weights, auto=50)), "两项之和应为100%"),
    (changed(items=CONTENT.items[1:]), "满分之和是90分，应为100分"),
    (changed(items=(*CONTENT.items, CONTENT.items[0])), "考核表项目“leadership”写了不止一次"),
    (changed(bands=CONTENT.bands[:2]), "最低一等从0分起"),
    (changed(bands=CONTENT.bands[::-1]), "等次应从高到低排列"),
    (changed(veto_band="D"), "不在等次表里"),
    (changed(deductions=(msgspec.structs.replace(CONTENT.deductions[0], points_tenths=20),)), "每次应扣分"),
    (changed(deductions=(msgspec.structs.replace(CONTENT.deductions[0], states=()),)), "没有写明任务处于哪种状态"),
    (changed(low_percent=95), "下限应低于上限"),
]


@pytest.mark.parametrize(("content", "words"), FAULTY)
def test_what_is_wrong_with_a_scheme_is_said_in_words(content: AssessmentContent, words: str) -> None:
    assert any(words in fault for fault in faults_of(content))


def test_a_quarter_keeps_the_scheme_of_its_first_day() -> None:
    schemes = [Scheme("one", 1, "2019-07-01", CONTENT), Scheme("two", 2, "2026-10-01", CONTENT), Scheme("three", 3, "2026-10-01", CONTENT)]
    found = {quarter: scheme_for(quarter, schemes) for quarter in ("2019-Q2", "2026-Q3", "2026-Q4")}
    assert {quarter: scheme and scheme.id for quarter, scheme in found.items()} == {"2019-Q2": None, "2026-Q3": "one", "2026-Q4": "three"}


# --- Periods, words, and what a changed row touches

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
    assert spoken_day("2026-11-05") == "2026年11月5日"
    assert [spoken_points(tenths) for tenths in (20, 5, 0, -15)] == ["2", "0.5", "0", "-1.5"]


ROW = {"id": "o", "branch": BRANCH, "period": "2026-11", "state": "warning", "template": "t", "meeting": None, "computed_at": 1}
Q4, Q4_OTHER = ("branch_score", f"{BRANCH}:2026-Q4"), ("branch_score", f"{OTHER}:2026-Q4")
DRAFT = {"id": "m", "branch": BRANCH, "status": "draft", "resolutions": [{"text": "x", "owner": "y", "due_on": "2026-12-01"}]}
SAID_ROW = {"id": "d", "branch": BRANCH, "period": "2026-Q4", "verdict": "", "contested_at": None}
TOUCHED = [
    # table, before, after, conclusions touched
    ("obligation", None, ROW, {Q4}),
    ("obligation", ROW, ROW | {"state": "overdue"}, {Q4}),
    ("obligation", ROW, ROW | {"branch": OTHER}, {Q4, Q4_OTHER}),
    ("obligation", ROW, ROW | {"computed_at": 2}, set()),
    ("obligation", None, ROW | {"period": "2026"}, {Q4}),
    ("organisation", {"id": "g", "branch": BRANCH, "name": "一组"}, {"id": "g", "branch": BRANCH, "name": "1组"}, {("branch_scores_of", BRANCH)}),
    ("organisation", {"id": "g", "branch": BRANCH, "name": "一组"}, {"id": "g", "branch": BRANCH, "name": "一组", "closed_on": "x"}, set()),
    ("organisation", None, {"id": "g", "branch": BRANCH, "name": "一组"}, set()),
    ("meeting", None, DRAFT, set()),
    ("meeting", DRAFT, DRAFT | {"status": "submitted"}, {Q4}),
    ("meeting", None, DRAFT | {"status": "submitted", "resolutions": [{"due_on": "月底"}, {"due_on": ""}, {}]}, set()),
    ("resolution_done", None, {"id": "r", "branch": BRANCH, "due_on": "2026-12-01", "done_on": "2026-11-30"}, {Q4}),
    ("review", None, {"id": "v", "branch": BRANCH, "state": "pending", "attempt": 1}, set()),
    ("review", None, {"id": "v", "branch": BRANCH, "state": "pending", "attempt": 2}, {("branch_scores_of", BRANCH)}),
    ("deduction", None, SAID_ROW, set()),
    ("deduction", SAID_ROW, SAID_ROW | {"contested_at": 5}, {Q4}),
    ("assessment_entry", None, {"id": "e", "branch": BRANCH, "period": "2026", "withdrawn_at": None}, {("branch_score", f"{BRANCH}:2026")}),
    ("assessment_scheme", None, {"id": "s", "state": "draft", "content": {}, "from_on": ""}, set()),
    ("branch_score", None, {"id": "s", "branch": BRANCH, "period": "2026-Q4", "total_tenths": 1}, {("branch_score", f"{BRANCH}:2026")}),
    ("branch_score", None, {"id": "s", "branch": BRANCH, "period": "2026", "total_tenths": 1}, set()),
]


@pytest.mark.parametrize(("table", "before", "after", "expected"), TOUCHED)
def test_a_changed_row_touches_exactly_the_period_in_which_it_counts(table, before, after, expected) -> None:
    assert Touches(TOUCHES).keys(table, (after or before)["id"], before, after) == expected


def test_a_period_has_one_id() -> None:
    assert score_id(BRANCH, "2026-Q4") == score_id(BRANCH, "2026-Q4") != score_id(OTHER, "2026-Q4")
