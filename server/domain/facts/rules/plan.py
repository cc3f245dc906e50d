"""Compares a sheet of facts with the roster and with what is known already, and says what has to be written: nothing, if all is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

import msgspec

from server.domain.facts.rules.entering import Entered, branch_on, content_fault, latest_day, same_fact
from server.domain.facts.rules.kinds import Kind, quarter_of
from server.domain.facts.rules.sheet import Draft, Page
from server.domain.facts.schemas import BranchCount, Outsider, SheetProblem
from server.domain.organisation import name_text

Row = Mapping[str, Any]
Key = tuple[str, ...]


class Roster(msgspec.Struct):
    """Who there is: members (id, employee_no, name), their memberships by member, names of branches by id."""

    members: Sequence[Row]
    memberships: Mapping[str, Sequence[Row]]
    branches: Mapping[str, str]


class FactPlan(msgspec.Struct):
    """What to write (fact id -> columns) and what to tell."""

    facts: dict[str, dict[str, Any]]
    known: int
    outsiders: list[Outsider]
    problems: list[SheetProblem]
    branches: list[BranchCount]


class People:
    """Finds the one member whom a row means, and never guesses."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._by_number = {row["employee_no"]: row for row in roster.members}
        self._by_name: defaultdict[str, list[Row]] = defaultdict(list)
        for row in roster.members:
            self._by_name[row["name"]].append(row)
        self._branch_ids = {name_text(name): key for key, name in roster.branches.items()}

    def find(self, draft: Draft, kind: Kind) -> Row | tuple[str, str, str] | None:
        """The member; or field, reason and remedy of what is wrong; or None for someone who is no member."""
        if draft.number:
            return self._numbered(draft, kind)
        if not draft.branch:
            return "number", "没有工号也没有党支部，认不出是谁", "请补上工号。"
        same = [row for row in self._by_name[draft.name] if self.branch_of(row["id"], draft.on) == self._branch_ids.get(draft.branch)]
        if len(same) == 1 and draft.branch in self._branch_ids:
            return same[0]
        if len(same) > 1:
            return "name", f"这个党支部有 {len(same)} 个“{draft.name}”", "请补上工号。"
        return self._stranger(draft, kind, "name", "花名册里这个党支部没有这个人")

    def _numbered(self, draft: Draft, kind: Kind) -> Row | tuple[str, str, str] | None:
        found = self._by_number.get(draft.number)
        if found is None:
            return self._stranger(draft, kind, "number", "花名册里没有这个工号")
        if draft.name and found["name"] != draft.name:
            return "name", f"花名册里这个工号是{found['name']}", "请核对工号和姓名。"
        return found

    def _stranger(self, draft: Draft, kind: Kind, field: str, reason: str) -> tuple[str, str, str] | None:
        if kind.of_everyone and not self._by_name[draft.name]:
            return None
        also = f"，但有 {len(self._by_name[draft.name])} 个同名党员" if self._by_name[draft.name] else ""
        return field, reason + also, "请核对后改正；不是党员的请删去这一行。"

    def branch_of(self, member: str, day: str) -> str | None:
        """The branch of a member on a day."""
        return branch_on(day, self._roster.memberships.get(member, ()))


def members_named(roster: Roster, drafts: Iterable[Draft], kind: Kind) -> list[str]:
    """The members whom the rows mean: whose facts must be looked at before the plan."""
    people = People(roster)
    return sorted({found["id"] for draft in drafts if isinstance(found := people.find(draft, kind), Mapping)})


def plan_facts(
    page: Page,
    drafts: Sequence[Draft],
    kind: Kind,
    roster: Roster,
    known: Iterable[Row],
    import_id: str,
    now_ms: int,
    quarter: str | None = None,
    by: str | None = None,
) -> FactPlan:
    """The facts that a sheet adds. `known` are all facts of the members named, withdrawn ones too. With `quarter`, days outside of it are refused.

    `by` is the member who hands the sheet in: a row about them that is not known yet is for someone else to hand in.
    """
    planner = _Planner(page, kind, roster, known, import_id, latest_day(now_ms), quarter, by)
    for draft in drafts:
        planner.take(draft)
    return planner.plan()


class _Planner:
    def __init__(
        self, page: Page, kind: Kind, roster: Roster, known: Iterable[Row], import_id: str, latest: str, quarter: str | None, by: str | None
    ) -> None:
        self._page, self._kind, self._people, self._roster = page, kind, People(roster), roster
        self._import, self._latest, self._quarter, self._by = import_id, latest, quarter, by
        self._known: defaultdict[Key, list[Row]] = defaultdict(list)
        for fact in known:
            if fact["kind"] == kind.key:
                self._known[self._key(fact)].append(fact)
        self._rows: dict[Key, int] = {}
        self._plan = FactPlan({}, 0, [], [], [])

    def _key(self, fact: Row) -> Key:
        """What makes two facts of a kind the same thing told twice."""
        if self._kind.takes_until:
            return fact["member"], fact["until"]
        return (fact["member"], quarter_of(fact["on"])) if self._kind.once else (fact["member"], fact["on"], fact["grade"])

    def take(self, draft: Draft) -> None:
        """Notes what one row comes to."""
        found = self._people.find(draft, self._kind)
        if found is None:
            self._plan.outsiders.append(Outsider(draft.row, draft.name, draft.number))
        elif isinstance(found, tuple):
            self._refuse(draft, *found)
        elif fact := self._fact(draft, found["id"]):
            self._add(draft, fact)

    def _fact(self, draft: Draft, member: str) -> dict[str, Any] | None:
        branch = self._people.branch_of(member, draft.on)
        if draft.on > self._latest:
            return self._refuse(draft, "on", "日期还没有到", "请核对日期。")
        if branch is None:
            return self._refuse(draft, "on", "按花名册，这名党员当天不在任何党支部", "请核对日期，或先更新花名册。")
        if self._quarter and not self._kind.takes_until and quarter_of(draft.on) != self._quarter:
            return self._refuse(draft, "on", "日期不在要报齐的季度里", "请改正日期，或另选季度导入。")
        content = {name: getattr(draft, name) for name in ("on", "grade", "amount", "until", "text")}
        asked = Entered(branch=branch, member=member, kind=self._kind.key, **content)
        if fault := content_fault(self._kind, asked):
            return self._refuse(draft, fault.field or "text", fault.detail, fault.remedy)
        return msgspec.structs.asdict(asked)

    def _add(self, draft: Draft, fact: dict[str, Any]) -> None:
        key = self._key(fact)
        first = self._rows.setdefault(key, draft.row)
        if first != draft.row:
            return self._refuse(draft, "name", f"与第 {first} 行是同一件事", "重复的请删去；确是两件事的，第二件请在“录入”页补录。")
        if standing := [one for one in self._known[key] if one["withdrawn_at"] is None]:
            return self._meet(draft, fact, standing)
        if gone := next((one for one in self._known[key] if same_fact(one, fact)), None):
            return self._refuse(draft, "name", f"这一条已被撤销：{gone['withdrawn_reason']}", "如要恢复，请在“录入”页补录并写明原因。")
        if fact["member"] == self._by:
            return self._refuse(draft, "name", "这一行说的是您本人，不能由您自己录入", "其余各行照常导入；这一行请由党群工作部的其他同志导入。")
        self._plan.facts[str(uuid5(UUID(self._import), str(draft.row)))] = fact
        return None

    def _meet(self, draft: Draft, fact: Row, standing: Sequence[Row]) -> None:
        """A row about what is known: the same again is fine, anything else is for a person to decide."""
        told = ("grade", "amount", "until", "text")
        if any(all(one[name] == fact[name] for name in told) for one in standing):
            self._plan.known += 1
        else:
            self._refuse(draft, "name", "系统里已有这件事，内容不同", "以系统为准的请删去这一行；要改的请先撤销原来的一条。")

    def _refuse(self, draft: Draft, field: str, reason: str, remedy: str) -> None:
        self._plan.problems.append(self._page.problem(draft.row, field, reason, remedy))

    def plan(self) -> FactPlan:
        """Everything noted, with the rows of each branch counted."""
        counts = Counter(self._roster.branches.get(fact["branch"], "") for fact in self._plan.facts.values())
        self._plan.branches = [BranchCount(name, rows) for name, rows in sorted(counts.items())]
        return self._plan
