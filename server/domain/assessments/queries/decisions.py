"""Keeps what the office decides: on contested deductions, entries, forms, schemes and the publication of bands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.queries.facts import load_schemes
from server.domain.assessments.rules import AssessmentContent, score_id
from server.domain.assessments.schemas import AssessedOut, AssessmentEntryIn, BandsOut
from server.domain.audit import note_change
from server.domain.obligations import period_at, period_days, quarter_of
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, own_case, row_not_found
from server.kit.tenths import spoken_points
from server.replication import Replication, Unit

_BRANCH = 'select "id" from "organisation" where "id" = {} and "kind" = \'branch\' and not "deleted"'
_RESULTS = """select b."id", b."name", s."band", s."total_tenths", s."computed_at", s."data_up_to" from "organisation" b
    left join "branch_score" s on s."branch" = b."id" and s."period" = {} and not s."deleted"
    where b."kind" = 'branch' and not b."deleted" and b."closed_on" is null order by b."name", b."id" """
_CONTESTED = 'select count(*) as "count" from "deduction" where not "deleted" and "state" = \'contested\' and "period" in ({}, {}, {}, {})'
_NEXT = 'select coalesce(max("version"), 0) + 1 as "version" from "assessment_scheme" where not "deleted" and "state" = \'published\''

NAMESPACE = UUID("2f4d8c31-5a0b-4e8d-9a6e-7c1f0b2d3e45")
DRAFT_ID = str(uuid5(NAMESPACE, "draft"))
_EVERYONE = ("site",)
"""The scope in which schemes and bands are seen; holding it, one person at a time writes them."""


async def decide(replication: Replication, actor: Actor, deduction: str, verdict: str, reason: str) -> AssessedOut:
    """Upholds or reverses a contested deduction. Problem 409 `assessments.decided` if it is not contested (any more)."""
    async with _deciding(replication, actor, f"deduction {verdict}", "deduction", deduction) as (unit, row):
        if row["state"] != "contested":
            raise Problem("assessments.decided", "不用再处理", "这项扣分没有待处理的异议，或已有人处理。", "请刷新列表。", 409)
        decided = {"verdict": verdict, "decided_by": actor.account, "decided_at": unit.now_ms, "decided_reason": reason}
        unit.put("deduction", deduction, {**decided, "state": rules.state_of({**row, **decided})})
    return AssessedOut(deduction, verdict)


@asynccontextmanager
async def _deciding(replication: Replication, actor: Actor, cause: str, table: str, row_id: str) -> AsyncIterator[tuple[Unit, dict[str, Any]]]:
    """A write transaction about a row of a branch, and the row as it stands in it: of two who decide, the second sees what the first decided.

    Raises Problem 404, or 403 for who speaks for the branch.
    """
    async with replication.database.read():
        found = await replication.database.fetch(f'select "branch" from "{table}" where "id" = {{}} and not "deleted"', row_id)
    if not found:
        raise row_not_found()
    _refuse_own_branch(actor, found[0]["branch"])
    async with replication.write(actor.account, cause, lock=_scopes_of(found[0]["branch"])) as unit:
        yield unit, await _load(unit, table, row_id)


def _refuse_own_branch(actor: Actor, branch: str) -> None:
    """Who speaks for a branch is a party in its assessment, and decides nothing in it."""
    if actor.speaks_for(branch):
        raise own_case("您是这个支部的委员，不能办理本支部的考核事项。", "请由党群工作部的其他同志办理。")


def _scopes_of(branch: str) -> list[str]:
    """Both scopes in which a branch's assessment is seen; a phone's push holds them too."""
    return [f"assess:{branch}", f"branch:{branch}"]


async def _load(unit: Unit, table: str, row_id: str) -> dict[str, Any]:
    found = (await unit.load(table, [row_id])).get(row_id)
    if found is None:
        raise row_not_found()
    return found


async def enter(replication: Replication, actor: Actor, branch: str, period: str, asked: AssessmentEntryIn) -> AssessedOut:
    """Enters a bonus or a veto with its reason and evidence. Problem 403 for who speaks for the branch."""
    _refuse_own_branch(actor, branch)
    scheme = rules.scheme_for(quarter_of(period), await load_schemes(replication.database.fetch))
    if scheme is None or not await replication.database.fetch(_BRANCH, branch):
        raise row_not_found()
    if fault := _entry_fault(scheme.content, asked):
        raise invalid([fault])
    entry = str(uuid4())
    async with replication.write(actor.account, f"assessment {asked.kind}", lock=_scopes_of(branch)) as unit:
        entered = {"branch": branch, "period": period, "entered_by": actor.account, "entered_at": unit.now_ms}
        unit.put("assessment_entry", entry, {**msgspec.structs.asdict(asked), **entered})
    return AssessedOut(entry, asked.kind)


def _entry_fault(content: AssessmentContent, asked: AssessmentEntryIn) -> Reason | None:
    if asked.kind == "veto" and asked.key not in {veto.key for veto in content.vetoes}:
        return Reason("key", "请选择考核办法里的否决项")
    if asked.kind == "bonus" and not 0 < asked.points_tenths <= content.bonus_cap_tenths:
        return Reason("points_tenths", f"加分应大于0，不超过{spoken_points(content.bonus_cap_tenths)}分")
    return None


async def withdraw(replication: Replication, actor: Actor, entry: str, reason: str) -> AssessedOut:
    """Withdraws an entry; it stays on record with the reason. Withdrawing it again changes nothing."""
    async with _deciding(replication, actor, "assessment entry withdrawn", "assessment_entry", entry) as (unit, row):
        if row["withdrawn_at"] is None:
            unit.put("assessment_entry", entry, {"withdrawn_by": actor.account, "withdrawn_at": unit.now_ms, "withdrawn_reason": reason})
    return AssessedOut(entry, "withdrawn")


async def reopen(replication: Replication, actor: Actor, form: str, reason: str) -> AssessedOut:
    """Opens a submitted form again for its assessor. Problem 409 once the period is published, or if it is not submitted."""
    async with _deciding(replication, actor, "form reopened", "assessment_form", form) as (unit, row):
        if row["state"] != "submitted" or await unit.load("branch_band", [score_id(row["branch"], row["period"])]):
            raise Problem("assessments.reopen", "不能重新打开", "考核表没有提交，或这一期的结果已经公布。", "请刷新后再看。", 409)
        unit.put("assessment_form", form, rules.reopened(actor.account, unit.now_ms, reason))
    return AssessedOut(form, "draft")


async def publish(replication: Replication, account: str, period: str) -> BandsOut:
    """Publishes the band of every branch that has a result. Problem 409 while a contest waits for an answer, or nobody has a result."""
    quarters = rules.quarters_of(period) if "-" not in period else [period] * 4
    async with replication.write(account, "bands published", lock=_EVERYONE) as unit:
        if count := (await unit.fetch(_CONTESTED, *quarters))[0]["count"]:
            raise _contests_open(count)
        results = await unit.fetch(_RESULTS, period)
        reached = [row for row in results if row["total_tenths"] is not None]
        if not reached:
            raise Problem("assessments.no_results", "还没有结果", "这一期没有一个支部有考核员评分。", "请等考核员提交考核表后再公布。", 409)
        for row in reached:
            told = {"branch": row["id"], "period": period, **{name: row[name] for name in ("band", "computed_at", "data_up_to")}}
            unit.put("branch_band", score_id(row["id"], period), {**told, "published_by": account, "published_at": unit.now_ms})
    return BandsOut(period, len(reached), [row["name"] for row in results if row["total_tenths"] is None])


def _contests_open(count: int) -> Problem:
    told = f"这一期有 {count} 项扣分的异议待处理。"
    return Problem("assessments.contests_open", "还有异议没有答复", told, "请先答复异议，再公布等次。", 409)


# --- Schemes


def earliest_day(replication: Replication) -> str:
    """The first day of the running quarter: what lies before it keeps the scheme it was judged by."""
    today = date.fromisoformat(today_of(replication))
    return period_days(period_at("quarter", today))[0].isoformat()


async def save_draft(replication: Replication, account: str, content: AssessmentContent) -> AssessedOut:
    """Keeps the draft as it is, faults and all: it rules nothing."""
    async with replication.write(account, "assessment scheme edited", lock=_EVERYONE) as unit:
        version = (await unit.fetch(_NEXT))[0]["version"]
        edited = {"version": version, "state": "draft", "edited_by": account, "edited_at": unit.now_ms}
        unit.put("assessment_scheme", DRAFT_ID, {**edited, "from_on": "", "content": msgspec.to_builtins(content)})
    return AssessedOut(DRAFT_ID, "draft")


async def publish_scheme(replication: Replication, account: str, from_on: str, reason: str) -> AssessedOut:
    """Puts the draft in force from the first day of a quarter, as the next version; it becomes the start of the next draft."""
    if fault := _day_fault(from_on, earliest_day(replication)):
        raise invalid([Reason("from_on", fault)])
    async with replication.write(account, "assessment scheme published", lock=_EVERYONE) as unit:
        draft = await _load(unit, "assessment_scheme", DRAFT_ID)
        content = msgspec.convert(draft["content"], AssessmentContent)
        if faults := rules.faults_of(content):
            raise invalid([Reason("", fault) for fault in faults])
        version = (await unit.fetch(_NEXT))[0]["version"]
        scheme = str(uuid5(NAMESPACE, f"scheme:{version}"))
        published = {"version": version, "state": "published", "from_on": from_on, "content": msgspec.to_builtins(content)}
        unit.put("assessment_scheme", scheme, {**published, "published_by": account, "published_at": unit.now_ms})
        unit.put("assessment_scheme", DRAFT_ID, {"version": version + 1, "edited_by": account, "edited_at": unit.now_ms})
        told = {"version": (None, version), "from_on": (None, from_on)}
        await note_change(replication, account, "scheme", scheme, "支部考核办法", told, reason)
    return AssessedOut(scheme, "published")


def _day_fault(text: str, earliest: str) -> str | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "请选择生效日期"
    if period_days(period_at("quarter", day))[0] != day:
        return "应从一个季度的第一天起生效"
    return f"不能早于{earliest}：以前的季度按原办法计算" if text < earliest else None
