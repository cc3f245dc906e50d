"""Reading a roster: cells, columns, and the rows that are refused."""

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.organisation.rules import derived_id, find_header, initials, mark_problems, plan_import, read_roster, read_workbook
from server.domain.organisation.rules.cells import iso_date, name_text, plain_text
from server.domain.organisation.rules.roster import HEADERS
from server.kit.problems import Problem
from tests.engine.roster_sheets import EMPTY, HEADER, SHIPPED, TODAY, people, person, plan, reasons, sheet_of, workbook


def test_full_width_digits_letters_and_spaces_become_plain_ones():
    assert plan(sheet_of([person(" ｊ ２００３９９\u3000"), *people(3)])).members[derived_id("member", "J200399")]["employee_no"] == "J200399"
    assert name_text("\u3000王　岩 \n") == "王岩"
    assert plain_text("Ａ区\u200b  中班\n") == "A区 中班"


def test_a_number_that_excel_keeps_as_a_number_is_read_as_it_was_typed():
    assert plain_text(200399.0) == "200399"
    assert plain_text(15297648692.0) == "15297648692"
    assert plain_text(None) == ""


@pytest.mark.parametrize(
    "cell",
    [
        "2013-09-04", "2013/9/4", "2013.09.04", "20130904", 20130904.0, "2013年9月4日", "2013 年 9 月 4 日", "２０１３．９．４",
        date(2013, 9, 4), datetime(2013, 9, 4, 8, 30),  # noqa: DTZ001 - Excel knows no time zones
        41521.0, 41521.35, "41521", "2013-09-04 00:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_shape_an_office_writes_it(cell):
    assert iso_date(cell) == "2013-09-04"


@pytest.mark.parametrize("cell", ["2013.10", "2013-10", "2013/10", "201310", "2013年10月", 2013.1])
def test_a_month_without_a_day_is_its_first_day(cell):
    assert iso_date(cell) == "2013-10-01"


@pytest.mark.parametrize("cell", ["2031-13-45", "2013-02-29", "20131345", "三月", "2013", "13-09-04", "0000-00-00", float("inf"), 1e300, -5.0])
def test_what_is_no_day_of_the_calendar_is_no_date(cell):
    with pytest.raises(ValueError):
        iso_date(cell)


def test_an_empty_cell_is_no_date_and_no_error():
    assert iso_date("") is None
    assert iso_date("\u3000") is None
    assert iso_date(None) is None


SHAPES: list[Callable[[date], Any]] = [
    date.isoformat,
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}{d.month:02}{d.day:02}",
    lambda d: float(f"{d.year}{d.month:02}{d.day:02}"),
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f" {d.year}-{d.month}-{d.day}\n",
    lambda d: d,
    lambda d: float((d - date(1899, 12, 30)).days),
]


@given(st.dates(date(1921, 7, 23), date(2099, 12, 31)), st.sampled_from(SHAPES))
def test_every_day_survives_every_shape(day, shape):
    assert iso_date(shape(day)) == day.isoformat()


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes()))
def test_no_cell_breaks_the_reading_of_dates(cell):
    with contextlib.suppress(ValueError):
        assert iso_date(cell) is None or date.fromisoformat(iso_date(cell))


def test_initials_find_people_by_what_is_typed():
    assert initials("曹明") == "cm"
    assert initials("单玉厚") == "syh"
    assert initials("欧阳娜娜") == "oynn"
    assert initials("阿不都·买买提") == "abdmmt"


def test_the_roster_as_the_office_sent_it_gives_the_mine():
    _, sheet = read_workbook(SHIPPED.read_bytes())
    made = plan_import(sheet, read_roster(sheet, TODAY), EMPTY, TODAY, False, True)
    counts = made.report.counts
    assert (counts.committees, counts.general_branches, counts.branches, counts.groups, counts.members) == (1, 1, 33, 112, 1468)
    rows = made.organisations.values()
    general = next(i for i, row in made.organisations.items() if row["kind"] == "general_branch")
    assert [row["name"] for row in rows if row["parent"] == general] == ["洗选车间党支部", "储运车间党支部", "选煤机关党支部"]
    assert [row["name"] for row in rows if row["kind"] == "committee"] == ["济二煤矿党委"]
    assert all(row["has_committee"] and row["committee_confirmed"] for row in rows if row["kind"] == "branch")
    posts = Counter(row["post"] for row in made.posts.values())
    commissioners = dict.fromkeys(("org_commissioner", "publicity_commissioner", "discipline_commissioner"), 33)
    assert posts == {"secretary": 33, "deputy_secretary": 33, "group_leader": 112, **commissioners}


def test_exactly_the_three_bad_rows_are_refused_with_row_column_and_reason():
    _, sheet = read_workbook(SHIPPED.read_bytes())
    problems = plan_import(sheet, read_roster(sheet, TODAY), EMPTY, TODAY, False, True).report.problems
    assert [(p.row, p.column, p.value) for p in problems] == [
        (1473, "工号", "J200006"),
        (1474, "所在党支部", "不存在的党支部"),
        (1475, "入党日期", "2031-13-45"),
    ]
    assert "与第 9 行重复" in problems[0].reason
    assert "1 名正式党员" in problems[1].reason and "3 人以上" in problems[1].reason
    assert problems[2].reason == "不是日历上的日期"


def test_the_copy_of_the_sheet_says_in_a_column_what_is_wrong():
    content = SHIPPED.read_bytes()
    name, sheet = read_workbook(content)
    problems = plan_import(sheet, read_roster(sheet, TODAY), EMPTY, TODAY, False, True).report.problems
    page = openpyxl.load_workbook(BytesIO(mark_problems(content, name, sheet, problems)))["党员花名册"]
    column = [page.cell(row, 20).value for row in range(1, page.max_row + 1)]
    assert column[2] == "问题"
    assert {row: text for row, text in enumerate(column, 1) if text and row > 3} == {p.row: f"{p.column}：{p.reason}" for p in problems}
    assert page.cell(1475, 8).value == "2031-13-45"


@given(st.permutations(HEADER))
def test_columns_are_found_in_any_order(header):
    rows = [person("J001", "曹明", 党内职务="书记", 入党日期="2013.09"), *people(3)[1:]]
    made, ordinary = plan(sheet_of(rows, header)), plan(sheet_of(rows))
    assert made == ordinary
    assert made.report.counts.members == 3


@given(st.data())
def test_columns_are_found_by_any_of_their_usual_names(data):
    names = {HEADERS[field][0]: data.draw(st.sampled_from(HEADERS[field])) for field in HEADERS}
    marks = st.sampled_from(["{}", "{}*", " {} ", "{}（必填）", "{}:"])
    header = [data.draw(marks).format(names.get(column, column)) for column in HEADER]
    rows = sheet_of(people(3, 党内职务="党员", 入党日期="2013.09"))
    renamed = [rows[0], header, *rows[2:]]
    assert plan(renamed) == plan(rows)


def test_title_rows_blank_rows_totals_footers_and_repeated_headers_are_no_people():
    rows = sheet_of(people(3))
    blank, total, footer = [""] * len(HEADER), ["合计", "3人"], ["填表人：张三", "", "审核：李四"]
    made = plan([["内部资料"], [], *rows[:3], blank, rows[1], *rows[3:], total, footer])
    assert made.report.counts.members == 3
    assert made.report.problems == []


def test_a_sheet_without_the_needed_columns_is_no_roster():
    assert find_header([["姓名", "工号"], ["王岩", "J001"]]) is None


def test_the_roster_is_found_among_other_sheets():
    leaders = [["姓名", "工号", "人员类别", "所在党支部"], ["王岩", "J001", "正式党员", "综采一区党支部"]]
    name, _ = read_workbook(workbook(说明=[["1. 日期可填 2003.07。"]], 书记名单=leaders, 花名册=sheet_of(people(3))))
    assert name == "花名册"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "organisation.workbook"),
        (b"PK\x03\x04 broken", "organisation.workbook"),
        (workbook(说明=[["没有表头"]]), "organisation.no_roster"),
        (workbook(一月=sheet_of(people(3)), 二月=sheet_of(people(3))), "organisation.two_rosters"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, code):
    with pytest.raises(Problem) as caught:
        read_workbook(content)
    assert caught.value.code == code


def test_a_small_file_that_would_unpack_to_a_huge_one_is_not_unpacked(monkeypatch):
    content = workbook(花名册=sheet_of(people(3)))
    assert read_workbook(content)[0] == "花名册"
    monkeypatch.setattr("server.domain.organisation.rules.workbook.UNPACKED_BYTES_AT_MOST", len(content))
    with pytest.raises(Problem):
        read_workbook(content)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"姓名": ""}, "姓名"),
        ({"工号": ""}, "工号"),
        ({"所在党支部": ""}, "所在党支部"),
        ({"人员类别": "群众"}, "人员类别"),
        ({"入党日期": "2013-02-30"}, "入党日期"),
        ({"入党日期": "1921-01-01"}, "入党日期"),
        ({"入党日期": "2026-12-01"}, "入党日期"),
        ({"入党日期": "2013-09-01", "转正日期": "2012-09-01"}, "转正日期"),
        ({"党内职务": "总经理"}, "党内职务"),
        ({"党内职务": "党小组长", "所在党小组": ""}, "所在党小组"),
    ],
)
def test_a_row_that_cannot_be_is_refused_alone(cells, column):
    made = plan(sheet_of([*people(4)[:3], {**person("J004"), **cells}]))
    assert [(row, col) for row, col, _ in reasons(made)] == [(6, column)]
    assert made.report.counts.members == 3


def test_a_month_of_admission_and_a_day_of_the_same_month_do_not_contradict():
    assert plan(sheet_of(people(3, 入党日期="2013-09-15", 转正日期="2013.09"))).report.problems == []


def test_a_probationary_member_may_carry_the_day_the_probation_ends():
    made = plan(sheet_of([*people(3), person("J009", 人员类别="预备党员", 入党日期="2026-08-01", 转正日期="2027-08-01")]))
    assert made.report.problems == []


def test_the_sheet_itself_says_until_when_its_dates_can_be():
    rows = sheet_of(people(3, 入党日期="2026-11-20"))
    assert len(plan(rows, today="2026-11-16").report.problems) == 3
    assert plan([["填报日期：2026年11月"], *rows], today="2026-11-16").report.problems == []


def test_every_cell_of_a_row_that_is_wrong_is_named_at_once():
    made = plan(sheet_of([*people(3), person("J004", 入党日期="x", 人员类别="?")]))
    assert sorted(column for _, column, _ in reasons(made)) == ["人员类别", "入党日期"]


def test_a_branch_has_one_secretary_and_a_group_one_leader():
    rows = [*people(2, 党内职务="书记"), person("J003"), person("J004", 党内职务="党小组长"), person("J005", 党内职务="党小组长")]
    assert reasons(plan(sheet_of(rows))) == [(4, "党内职务", "书记"), (7, "党内职务", "党小组长")]
