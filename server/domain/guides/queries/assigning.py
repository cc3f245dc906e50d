"""Who is assigned where, and what visits are described by: each change of the office with its reason."""

from __future__ import annotations

from typing import Any

import msgspec

from server.domain.audit import ChoiceIn, Dictionary, keep_choice, note_change
from server.domain.guides import rules
from server.domain.guides.queries.reading import choices_out, rule_out
from server.domain.guides.schemas import GuideAssignIn, GuideAssignmentOut, GuideChoiceOut, GuideEndIn, VisitRuleIn, VisitRuleOut
from server.domain.organisation import branches_of, posts_in_force, today_of
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal

_PLACE = """select "id", "name" from "organisation" where "id" = {} and "kind" in ('general_branch', 'branch') and not "deleted"
    and "closed_on" is null"""
_DICTIONARY = Dictionary("guide_choice", rules.FIELDS, rules.choice_id)


async def assign(replication: Replication, actor: Actor, asked: GuideAssignIn) -> GuideAssignmentOut:
    """Assigns a member to an organisation. Asked for twice, it is once. Problem 403 for oneself and the own branch, 400 naming the field."""
    today = today_of(replication)
    async with replication.write(actor.account, "guide assigned", lock=["site"]) as unit:
        place, branches = await _place(unit, asked.org)
        _refuse(rules.own_fault(asked.member, branches, actor))
        member = (await unit.load("member", [asked.member])).get(asked.member)
        if member is None or member["status"] == "left":
            raise Problem("guides.member", "没有这位党员", "花名册里没有这位党员，或已经转出。", "请重新查找。", 400, "member")
        key = rules.assignment_id(asked.org, asked.member, asked.team, asked.from_on)
        told = {"person": asked.member, "person_name": member["name"], "team": asked.team, "org": asked.org, "org_name": place["name"]}
        by = {"created_by": actor.account, "created_by_name": actor.name, "created_at": unit.now_ms}
        span = {"from_on": asked.from_on, "to_on": None, "reason": asked.reason.strip(), "end_reason": ""}
        values = {**told, **by, **span, "branch": branches[0], "branches": branches}
        known = await unit.where("guide_assignment", "org", [asked.org])
        posts = {post["branch"] for post in await posts_in_force(unit.fetch, [asked.member], today)}
        _refuse(rules.assign_fault(values, known.values(), posts))
        if key not in known:
            unit.put("guide_assignment", key, values)
        stored = known.get(key, values)
    return msgspec.convert({**stored, "assignment": key, "runs": rules.span_of(stored).holds(today)}, GuideAssignmentOut)


async def _place(unit: Unit, org: str) -> tuple[dict[str, Any], list[str]]:
    found, branches = await unit.fetch(_PLACE, org), await branches_of(unit.fetch, org)
    if not found or not branches:
        raise Problem("guides.org", "没有这个组织", "指导员、联络员派到党总支或党支部。", "请刷新后重新选择。", 400, "org")
    return found[0], branches


async def end(replication: Replication, actor: Actor, assignment: str, asked: GuideEndIn) -> GuideAssignmentOut:
    """Ends an assignment on a day; what was visited until then stays. Problem 404, 403 for the own one, 400 naming the field."""
    today = today_of(replication)
    async with replication.write(actor.account, "guide assignment ended", lock=["site"]) as unit:
        known = (await unit.load("guide_assignment", [assignment])).get(assignment)
        if known is None:
            raise row_not_found("没有这项安排。")
        _refuse(rules.own_fault(known["person"], known["branches"], actor))
        _refuse(rules.end_fault(known, asked.to_on))
        ended = {"to_on": asked.to_on, "end_reason": asked.reason.strip()}
        unit.put("guide_assignment", assignment, ended)
    stored = {**known, **ended}
    return msgspec.convert({**stored, "assignment": assignment, "runs": rules.span_of(stored).holds(today)}, GuideAssignmentOut)


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault)


async def define(replication: Replication, account: str, field: str, key: str, asked: ChoiceIn) -> GuideChoiceOut:
    """Defines a function or a way, or changes it. Problem as `keep_choice` has it."""
    return choices_out([await keep_choice(replication, account, _DICTIONARY, field, key, asked)])[0]


async def keep_rule(replication: Replication, account: str, asked: VisitRuleIn) -> VisitRuleOut:
    """Says how often visits are due from now on; months that are over are judged by it too."""
    async with replication.write(account, "visit rule", lock=["site"]) as unit:
        known = (await unit.load("visit_rule", [rules.RULE_ID])).get(rules.RULE_ID)
        said = {"visits": asked.visits, "warn_days": asked.warn_days, "is_confirmed": True}
        unit.put("visit_rule", rules.RULE_ID, said)
        changes = {name: ((known or {}).get(name), value) for name, value in said.items()}
        await note_change(replication, account, "choice", rules.RULE_ID, "走访次数", changes, asked.reason)
    return rule_out([said])
