"""What an import founds, moves, ends and leaves alone, beside what is known."""

from typing import Any

from server.domain.organisation.rules import plan_import, read_roster, read_workbook
from tests.engine.roster_sheets import (
    EMPTY,
    HEADER,
    LATER,
    SHIPPED,
    TODAY,
    after,
    import_all,
    named,
    people,
    person,
    plan,
    reasons,
    sheet_of,
    written,
)


def test_a_new_branch_needs_three_full_members():
    probationary = person("J003", 人员类别="预备党员")
    assert plan(sheet_of([*people(2), probationary])).report.counts.branches == 0
    assert plan(sheet_of([*people(3), probationary])).report.counts.branches == 1


def test_members_with_a_mistake_in_their_row_still_count_for_their_branch():
    made = plan(sheet_of([*people(2), person("J003", 入党日期="2031-13-45")]))
    assert reasons(made) == [(5, "入党日期", "2031-13-45")]
    assert made.report.counts.members == 2


def test_nothing_is_founded_for_rows_that_are_refused():
    made = plan(sheet_of([*people(3), person("J009", branch="不存在的党支部", 所在党总支="不存在的党总支")]))
    assert made.report.counts.general_branches == 0
    assert {row["name"] for row in made.organisations.values()} == {"济二煤矿党委", "综采一区党支部", "第一党小组"}


def test_a_person_may_join_a_branch_that_exists_already():
    known = import_all(sheet_of(people(3)))
    made = plan(sheet_of([person("J009")]), known)
    assert (made.report.added, made.report.left, made.report.problems) == (1, 3, [])


def test_a_blank_general_branch_means_the_one_that_others_of_the_branch_name():
    rows = [person("J001", 所在党总支="选煤中心党总支"), person("J002"), person("J003")]
    assert plan(sheet_of(rows)).report.counts.branches == 1
    twice = [person(f"J{n}", 所在党总支=general) for n, general in enumerate(["甲党总支"] * 3 + ["乙党总支"] * 3)]
    made = plan(sheet_of([*twice, person("J9")]))
    assert made.report.counts.branches == 2
    assert [column for _, column, _ in reasons(made)] == ["所在党总支"]


def test_a_branch_that_gets_a_general_branch_stays_the_same_branch():
    known = import_all(sheet_of(people(3)))
    made = plan(sheet_of(people(3, 所在党总支="选煤中心党总支")), known)
    branch = named(known, "J001")["branch"]
    assert set(made.organisations[branch]) == {"parent"}
    assert (made.report.unchanged, made.report.moved) == (3, 0)


def test_a_committee_needs_seven_full_members_and_named_commissioners():
    def branch(rows: list[dict[str, Any]]) -> tuple[bool, bool]:
        row = next(row for row in plan(sheet_of(rows)).organisations.values() if row["kind"] == "branch")
        return row["has_committee"], row["committee_confirmed"]

    commissioner = person("J009", 党内职务="组织委员")
    assert branch([*people(6), commissioner]) == (True, True)
    assert branch([*people(5), commissioner]) == (False, True)
    assert branch(people(8)) == (False, False)


def test_the_committees_name_comes_from_the_title_and_no_sheet_changes_it():
    def committee(title: str) -> str:
        rows = [[title], *sheet_of(people(3))[1:]]
        return next(row["name"] for row in plan(rows).organisations.values() if row["kind"] == "committee")

    assert committee("2026年中共济二煤矿党员名册") == "济二煤矿党委"
    assert committee("济二煤矿党委党员花名册") == "济二煤矿党委"
    assert committee("综采一区党支部党员花名册") == "党委"
    known = import_all(sheet_of(people(3)))
    assert written(plan([["别的矿党员花名册"], *sheet_of(people(3))[1:]], known)) == 0


def test_importing_the_same_sheet_again_writes_nothing():
    _, sheet = read_workbook(SHIPPED.read_bytes())
    known = after(EMPTY, plan_import(sheet, read_roster(sheet, TODAY), EMPTY, TODAY, False, False))
    again = plan_import(sheet, read_roster(sheet, LATER), known, LATER, False, False)
    assert written(again) == 0
    assert (again.report.unchanged, again.report.added, again.report.left) == (1468, 0, 0)


def test_a_move_ends_the_old_membership_and_post_with_a_date_and_begins_the_new():
    first = [*people(4), *[person(f"K{n}", branch="运转工区党支部") for n in range(3)]]
    known = import_all(sheet_of([{**first[0], "党内职务": "书记"}, *first[1:]]))
    made = plan(sheet_of([{**first[0], "所在党支部": "运转工区党支部", "党内职务": "副书记"}, *first[1:]]), known, LATER)
    assert (made.report.moved, made.report.changed, made.report.unchanged) == (1, 0, 6)
    intervals = sorted((row["from_on"], row["to_on"] or "") for row in made.memberships.values())
    assert intervals == [("2025-01-01", LATER), (LATER, "")]
    ended, begun = sorted(made.posts.values(), key=len)
    assert ended == {"to_on": LATER}
    assert (begun["post"], begun["from_on"], begun["to_on"]) == ("deputy_secretary", LATER, None)
    assert set(made.members[named(known, "J001")["id"]]) == {"branch", "group"}


def test_moving_there_and_back_within_a_day_ends_where_it_began():
    first = [*people(4), *[person(f"K{n}", branch="运转工区党支部") for n in range(3)]]
    there = [{**first[0], "所在党支部": "运转工区党支部"}, *first[1:]]
    known = import_all(sheet_of(first))
    for rows in (there, first, there, first):
        known = import_all(sheet_of(rows), known, LATER)
    member = named(known, "J001")
    assert known.memberships[member["id"]]["branch"] == member["branch"] == named(known, "J002")["branch"]
    assert written(plan(sheet_of(first), known, LATER)) == 0


def test_a_probationary_member_who_became_full_is_changed_and_not_moved():
    rows = people(4)
    known = import_all(sheet_of([{**rows[0], "人员类别": "预备党员"}, *rows[1:]]))
    made = plan(sheet_of([{**rows[0], "转正日期": "2027.02"}, *rows[1:]]), known, LATER)
    assert (made.report.changed, made.report.moved) == (1, 0)
    assert list(made.members.values()) == [{"kind": "full"}]
    assert next(iter(made.details.values()))["full_on"] == "2027-02-01"


def test_people_missing_from_the_sheet_are_reported_and_stay():
    known = import_all(sheet_of(people(5)))
    made = plan(sheet_of(people(4)), known)
    assert [(p.employee_no, p.branch_name) for p in made.report.left_people] == [("J005", "综采一区党支部")]
    assert (written(made), made.report.left, made.report.removed) == (0, 1, False)


def test_people_missing_from_the_sheet_are_removed_if_the_office_says_so():
    rows = people(5)
    known = import_all(sheet_of([*rows[:4], {**rows[4], "党内职务": "党小组长"}]))
    made = plan(sheet_of(rows[:4]), known, LATER, remove_left=True)
    assert list(made.members.values()) == [{"status": "left"}]
    assert [row["to_on"] for row in (*made.memberships.values(), *made.posts.values())] == [LATER, LATER]
    gone = after(known, made)
    assert plan(sheet_of(rows[:4]), gone).report.left == 0
    back = plan(sheet_of(rows), gone, "2027-04-01")
    assert list(back.members.values()) == [{"status": "active"}]
    assert [row["from_on"] for row in back.memberships.values()] == ["2027-04-01"]


def test_a_person_whose_row_is_refused_has_not_left():
    known = import_all(sheet_of(people(4)))
    made = plan(sheet_of([*people(3), person("J004", 入党日期="2031-13-45")]), known, remove_left=True)
    assert (made.report.left, written(made)) == (0, 0)


def test_a_new_secretary_replaces_one_who_is_not_in_the_sheet():
    rows = people(5)
    known = import_all(sheet_of([{**rows[0], "党内职务": "书记"}, *rows[1:]]))
    made = plan(sheet_of([rows[1], {**rows[2], "党内职务": "书记"}]), known, LATER)
    assert sorted(len(row) for row in made.posts.values()) == [1, 6]
    assert len(after(known, made).posts) == 1


def test_a_column_that_is_not_in_the_sheet_takes_nothing_away():
    rows = [person("J001", 班次="夜班", 党内职务="书记", **{"井下/地面": "井下"}, 工作岗位="会计", 入党日期="2013.09"), *people(3)[1:]]
    known = import_all(sheet_of(rows))
    short = ["姓名", "人员类别", "所在党支部", "工号"]
    assert written(plan(sheet_of(rows, short), known, LATER)) == 0


def test_ids_follow_from_the_roster_alone():
    rows = sheet_of([*people(3, 党内职务="党员"), person("J009", 党内职务="书记")])
    first, second = plan(rows), plan(rows)
    assert (first.members.keys(), first.posts.keys(), first.organisations.keys()) == (
        second.members.keys(),
        second.posts.keys(),
        second.organisations.keys(),
    )


def test_the_first_roster_holds_for_meetings_that_were_held_before_it():
    made = plan(sheet_of([*people(3), person("J009", 人员类别="预备党员", 入党日期="2026-08-20")]))
    assert sorted(row["from_on"] for row in made.memberships.values()) == ["2025-01-01"] * 3 + ["2026-08-20"]


def test_a_later_newcomer_belongs_since_the_import_and_a_newly_admitted_one_since_the_admission():
    known = import_all(sheet_of(people(3)))
    rows = [*people(3), person("J008"), person("J009", 人员类别="预备党员", 入党日期="2027-02-10")]
    made = plan(sheet_of(rows), known, LATER)
    assert sorted(row["from_on"] for row in made.memberships.values()) == ["2027-02-10", LATER]


def test_a_column_of_its_own_says_who_has_no_vote_and_a_sheet_without_it_takes_nothing_away():
    header = [*HEADER, "党籍状态"]
    told = {"J1": "留党察看一年", "J2": "正常", "J3": "", "J4": "临时组织关系", "J5": "警告", "J6": "停职"}
    made = plan(sheet_of([person(number, **{"党籍状态": state}) for number, state in told.items()], header))
    found = {row["employee_no"]: row["no_vote"] for row in made.members.values()}
    assert found == {"J1": "party_probation", "J2": None, "J3": None, "J4": "temporary", "J5": None}
    assert [(problem.row, problem.reason) for problem in made.report.problems] == [(8, "看不出有没有表决权")]
    again = plan(sheet_of([person("J1")]), after(EMPTY, made))
    assert not again.members
