"""Results of contests from a sheet: its columns, what each row says, and what has to be written: nothing, if all is known."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.facts import branch_on
from server.domain.organisation import ListColumn, ListPage, ListRow, RowProblem, list_template, name_text, read_list
from server.domain.training.rules.teaching import RANKS, result_id

_NAMESPACE = uuid.UUID("2f6d8c3b-90a7-5e42-8b1d-7c5e4f3a2109")
TITLE = "技能比武"
COLUMNS: Mapping[str, ListColumn] = {
    "title": ListColumn(("比武名称", "名称", "竞赛名称"), "2026年矿技能比武", True, width=30),
    "held_on": ListColumn(("日期", "比武日期"), "2026-09-10", True, width=12),
    "trade": ListColumn(("工种", "专业", "项目"), "综采维修电工", True, 60),
    "number": ListColumn(("工号", "职工号"), "J100001", width=12),
    "name": ListColumn(("姓名", "选手"), "张三", True, width=12),
    "branch": ListColumn(("党支部", "所在党支部"), "没有工号时写，用来认人", width=22),
    "rank": ListColumn(("名次", "成绩名次"), "、".join(RANKS.values()), True, width=10),
}
Row = Mapping[str, Any]


class Draft(msgspec.Struct, frozen=True):
    """One row that can be read."""

    row: ListRow
    told: dict[str, str]


class Roster(msgspec.Struct, frozen=True):
    """Who there is: members (id, employee_no, name), memberships by member, ids of branches by name."""

    members: Sequence[Row]
    memberships: Mapping[str, Sequence[Row]]
    branches: Mapping[str, str]


class Plan(msgspec.Struct):
    """What to write (contest id -> columns, result id -> columns) and what to tell."""

    contests: dict[str, dict[str, Any]] = {}
    results: dict[str, dict[str, Any]] = {}
    known: int = 0
    problems: list[RowProblem] = []


def template() -> bytes:
    """An empty sheet of results."""
    return list_template(TITLE, COLUMNS, ("不是党员的选手不用写；写了会提示认不出，其余行照常导入。",))


def read_page(content: bytes) -> ListPage:
    """The sheet of a workbook that holds results. Raises Problem organisation.workbook, organisation.no_list."""
    return read_list(content, TITLE, COLUMNS)


def read_rows(page: ListPage) -> tuple[list[Draft], list[RowProblem]]:
    """Each row, or what is wrong with it."""
    drafts: list[Draft] = []
    problems: list[RowProblem] = []
    for row in page.rows():
        told = {field: row.text(field) for field in ("title", "trade")} | {"held_on": row.day("held_on"), "rank": row.choice("rank", RANKS)}
        told |= {"number": row.name("number").upper(), "name": row.name("name"), "branch": row.name("branch")}
        problems += row.problems
        if not row.problems:
            drafts.append(Draft(row, told))
    return drafts, problems


def contest_id(title: str, held_on: str) -> str:
    """The one id of a contest that a sheet tells of."""
    return str(uuid.uuid5(_NAMESPACE, f"{title}/{held_on}"))


def plan(drafts: Iterable[Draft], roster: Roster, known: Mapping[str, str], today: str, by: str | None) -> Plan:
    """What a sheet adds; `known` are ranks by result id, `by` the member who hands it in: nobody enters an own rank."""
    planned, numbered = Plan(), {row["employee_no"]: row for row in roster.members}
    for draft in drafts:
        member = _person(draft, roster, numbered)
        if member and member["id"] == by:
            draft.row.refuse("name", "这一行说的是您本人，请由党群工作部的其他同志导入")
        if draft.told["held_on"] > today:
            draft.row.refuse("held_on", "日期还没有到")
        branch = branch_on(draft.told["held_on"], roster.memberships.get(member["id"], ())) if member else None
        if member and branch is None:
            draft.row.refuse("held_on", "按花名册，这名党员当天不在任何党支部")
        if member and branch and not draft.row.problems:
            _add(planned, draft, member, branch, known)
        planned.problems += draft.row.problems
    return planned


def _add(planned: Plan, draft: Draft, member: Row, branch: str, known: Mapping[str, str]) -> None:
    told = draft.told
    contest = contest_id(told["title"], told["held_on"])
    row_id = result_id(contest, told["trade"], member["id"])
    before = planned.results.get(row_id, {}).get("rank") or known.get(row_id)
    if before == told["rank"]:
        planned.known += 1
        return
    if before:
        draft.row.refuse("rank", f"系统里已是{RANKS[before]}，名次不同；要改请先在系统里删去原来的")
        return
    about = {"title": told["title"], "held_on": told["held_on"]}
    trades = planned.contests.setdefault(contest, about | {"trades": []})["trades"]
    if told["trade"] not in trades:
        trades.append(told["trade"])
    who = {"member": member["id"], "name": member["name"], "branch": branch, "rank": told["rank"]}
    planned.results[row_id] = {"contest": contest, "trade": told["trade"], **about, **who}


def _person(draft: Draft, roster: Roster, numbered: Mapping[str, Row]) -> Row | None:
    told = draft.told
    if told["number"]:
        found = [numbered[told["number"]]] if told["number"] in numbered else []
    else:
        home = roster.branches.get(told["branch"])
        found = [row for row in roster.members if name_text(row["name"]) == told["name"] and (home is None or home == _home(row, draft, roster))]
    if len(found) == 1 and name_text(found[0]["name"]) == told["name"]:
        return found[0]
    draft.row.refuse(
        "name",
        f"有 {len(found)} 个“{told['name']}”，请写工号" if len(found) > 1 else "花名册里认不出这个人，请核对工号和姓名；不是党员的请删去这一行",
    )
    return None


def _home(member: Row, draft: Draft, roster: Roster) -> str | None:
    return branch_on(draft.told["held_on"], roster.memberships.get(member["id"], ()))
