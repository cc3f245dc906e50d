"""What a sheet of facts comes to: whom its rows mean, what they add, what is known already, and which rows are refused with which words."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import Roster
from server.kit.problems import Problem
from tests.engine.fact_sheets import BRANCHES, MEMBERS, book, member_since, plan, plan_of, said, stored, violation
from tests.engine.roster_sheets import workbook


def only(rows: list[dict[str, Any]], kind: str = "violation") -> dict[str, Any]:
    made = plan(rows, kind)
    assert made.problems == [] and len(made.facts) == 1
    return next(iter(made.facts.values()))


def test_a_row_becomes_a_fact_of_the_branch_of_that_day():
    fact = only([violation()])
    assert fact == {
        "branch": "b1",
        "member": "m1",
        "kind": "violation",
        "on": "2026-11-10",
        "grade": "general",
        "amount": None,
        "until": "",
        "text": "未系安全带登高",
    }
    moved = Roster(MEMBERS, {"m1": [member_since("b2", to="2026-11-11"), member_since("b1", "2026-11-11")]}, BRANCHES)
    assert next(iter(plan([violation()], roster=moved).facts.values()))["branch"] == "b2"


def test_columns_are_found_by_their_names_in_any_order_and_spelling():
    rows = [{"违章内容": "未系安全带", "违章等级": "严重三违", "违章日期": "2026年11月3日", "违章人": "曹 明", "职工编号": "ｊ００１"}]
    fact = only(rows)
    assert (fact["member"], fact["grade"], fact["on"]) == ("m1", "serious", "2026-11-03")


def test_every_kind_has_a_template_that_can_be_filled_in_and_imported():
    for key, kind in KINDS.items():
        sheet: Any = openpyxl.load_workbook(BytesIO(rules.template(kind)))
        page = sheet[kind.title]
        values = {"工号": "J001", "姓名": "曹明", "日期": "2026-11-10", "分数": "92.5", "交至年月": "2026-12", "说明": "情况属实"}
        values["等级"] = next(iter(kind.grades.values()), "")
        page.append([values.get(cell.value, "") for cell in page[1]])
        out = BytesIO()
        sheet.save(out)
        made = plan_of(out.getvalue(), key)
        assert (len(made.facts), made.problems) == (1, []), key


def test_dues_are_read_as_a_month_and_a_rating_as_tenths():
    assert only([{"工号": "J001", "姓名": "曹明", "交至年月": "2026年12月"}], "dues")["until"] == "2026-12"
    assert only([{"工号": "J001", "姓名": "曹明", "交至": 2026.1}], "dues")["until"] == "2026-10"
    assert only([{"工号": "J001", "姓名": "曹明", "日期": "2026-11-10", "得分": "92.5分"}], "performance")["amount"] == 925
    assert only([{"工号": "J001", "姓名": "曹明", "日期": "2026-11-10", "得分": 88}], "performance")["amount"] == 880


@pytest.mark.parametrize("written", ["NaN", "sNaN", "Infinity", "-Infinity", "九十", "100.1", "88.85", ""])
def test_what_is_no_rating_is_refused_in_its_row_and_the_others_come_in(written: str):
    scores = (("J001", "曹明", written), ("J005", "陈敏", "90"))
    rows = [{"工号": number, "姓名": name, "日期": "2026-11-10", "得分": score} for number, name, score in scores]
    made = plan(rows, "performance")
    assert ([fact["amount"] for fact in made.facts.values()], said(made)) == ([900], [(3, "得分", written)])


def test_people_of_one_name_are_told_apart_by_number_or_branch_and_never_guessed():
    def found(number: str, branch: str) -> list[str]:
        made = plan([violation(number, "王岩", 党支部=branch)])
        return [fact["member"] for fact in made.facts.values()] or [column for _, column, _ in said(made)]

    assert found("J003", "") == ["m3"]
    assert found("", "综采一区党支部") == ["m2"]
    assert found("", "运转工区党支部") == ["姓名"]
    assert found("", "") == ["工号"]
    assert found("J001", "") == ["姓名"]
    assert found("J999", "") == ["工号"]
    assert found("J004", "综采一区党支部") == ["m4"]


def test_workers_who_are_no_members_are_told_and_left_out_of_sheets_about_everyone():
    made = plan([violation("H777", "李四"), violation()])
    assert ([(one.row, one.name) for one in made.outsiders], len(made.facts), made.problems) == ([(3, "李四")], 1, [])
    assert said(plan([{"工号": "H777", "姓名": "李四", "交至": "2026-12"}], "dues")) == [(3, "工号", "H777")]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"日期": "2026-02-30"}, "日期"),
        ({"日期": "2026-11"}, "日期"),
        ({"日期": ""}, "日期"),
        ({"日期": "2027-01-01"}, "日期"),
        ({"日期": "2024-12-31"}, "日期"),
        ({"等级": "特别严重"}, "等级"),
        ({"等级": ""}, "等级"),
        ({"说明": ""}, "说明"),
        ({"说明": "长" * 501}, "说明"),
    ],
)
def test_a_row_that_is_wrong_is_told_at_its_column_and_the_others_are_taken(wrong: dict[str, str], column: str):
    made = plan([violation(**wrong), violation("J005", "陈敏")])
    assert [(row, at) for row, at, _ in said(made)] == [(3, column)]
    assert [fact["member"] for fact in made.facts.values()] == ["m5"]


def test_a_day_outside_the_quarter_is_refused_where_the_quarter_is_to_be_stated_complete():
    rows = [violation(日期="2026-09-30"), violation()]
    assert said(plan(rows, quarter="2026-Q4")) == [(3, "日期", "2026-09-30")]
    assert said(plan(rows)) == []


def test_the_same_sheet_again_adds_nothing():
    rows = [violation(), violation("J005", "陈敏"), violation(等级="轻微")]
    first = plan(rows)
    again = plan(rows, known=stored(first))
    assert (len(first.facts), len(again.facts), again.known, again.problems) == (3, 0, 3, [])


def test_a_row_twice_in_one_sheet_is_for_a_person_to_decide():
    assert said(plan([violation(), violation(说明="又一次")])) == [(4, "姓名", "曹明")]
    assert said(plan([violation(), violation(日期="2026-11-11"), violation(等级="轻微")])) == []


def test_a_row_that_says_otherwise_than_what_is_known_is_refused():
    known = stored(plan([violation()]))
    assert said(plan([violation(说明="在井下吸烟")], known=known)) == [(3, "姓名", "曹明")]


def test_what_was_withdrawn_does_not_come_back_by_the_same_sheet():
    gone = stored(plan([violation()]), withdrawn_at=5, withdrawn_reason="不是本人")
    made = plan([violation()], known=gone)
    assert said(made) == [(3, "姓名", "曹明")] and "不是本人" in made.problems[0].reason
    assert len(plan([violation(说明="查实为另一处")], known=gone).facts) == 1


def test_of_a_rating_by_the_area_a_quarter_has_one():
    row = {"工号": "J001", "姓名": "曹明", "日期": "2026-11-10", "分数": "90"}
    known = stored(plan([row], "performance"))
    assert said(plan([row | {"日期": "2026-10-05", "分数": "80"}], "performance", known)) == [(3, "姓名", "曹明")]
    assert plan([row | {"日期": "2026-09-05"}], "performance", known).problems == []


def test_totals_and_blank_rows_are_nobody():
    made = plan([violation(), {}, {"姓名": "合计", "说明": "1 起"}, {"姓名": "姓名", "说明": "说明"}])
    assert (len(made.facts), made.problems, made.outsiders) == (1, [], [])


def test_a_book_without_such_a_sheet_or_with_two_is_refused_in_words():
    rows = [["姓名", "工号", "日期", "等级", "说明"], ["曹明", "J001", "2026-11-10", "一般", "未系安全带"]]
    for content, code in (
        (b"no book", "organisation.workbook"),
        (workbook(表=[["姓名", "日期"], ["曹明", "2026-11-10"]]), "facts.no_sheet"),
        (workbook(表=[["姓名", "日期", "等级", "说明"], ["曹明", "2026-11-10", "一般", "x"]]), "facts.no_sheet"),
        (workbook(一=rows, 二=rows), "facts.two_sheets"),
    ):
        with pytest.raises(Problem) as raised:
            rules.read_page(content, KINDS["violation"])
        assert raised.value.code == code and raised.value.remedy


_people = st.sampled_from([("J001", "曹明"), ("J002", "王岩"), ("J003", "王岩"), ("J005", "陈敏"), ("H1", "李四"), ("", "王岩"), ("J001", "王岩")])
_rows = st.lists(
    st.builds(
        lambda person, day, grade, text: violation(*person, 日期=day, 等级=grade, 说明=text),
        _people,
        st.sampled_from(["2026-11-10", "2026-11-11", "2026-10-01", "2027-05-05", "昨天", ""]),
        st.sampled_from(["轻微", "一般", "严重", "？"]),
        st.sampled_from(["未系安全带", "井下吸烟", ""]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(_rows, _rows)
def test_of_any_sheet_each_row_has_one_fate_and_once_written_it_adds_nothing_more(first: list[dict[str, Any]], second: list[dict[str, Any]]):
    header = ["工号", "姓名", "日期", "等级", "说明"]
    made = plan_of(book(first, header))
    refused = {problem.row for problem in made.problems}
    assert len(made.facts) + made.known + len(made.outsiders) + len(refused) == len(first)
    known = stored(made)
    assert all(fact["member"] in {row["id"] for row in MEMBERS} and fact["branch"] in BRANCHES for fact in known)
    again = plan_of(book(first, header), known=known)
    assert (again.facts, again.known) == ({}, len(made.facts))
    then = plan_of(book(second, header), known=known)
    everything = [*known, *stored(then)]
    keys = [(fact["member"], fact["on"], fact["grade"]) for fact in everything]
    assert len(keys) == len(set(keys)), "no fact is there twice"


@settings(max_examples=30, deadline=None)
@given(_rows, st.randoms())
def test_the_order_of_rows_changes_only_which_of_two_alike_is_taken(rows: list[dict[str, Any]], chance: Any):
    header = ["工号", "姓名", "日期", "等级", "说明"]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one, other = plan_of(book(rows, header)), plan_of(book(shuffled, header))
    keys = [{(fact["member"], fact["on"], fact["grade"]) for fact in made.facts.values()} for made in (one, other)]
    assert keys[0] == keys[1]
    assert len(one.outsiders) == len(other.outsiders) and len(one.problems) == len(other.problems)
