"""The office describes studios, sets targets and what counts, and decides about achievements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.audit import Dictionary, keep_choice
from server.domain.organisation import branches_by_org
from server.domain.studios import rules
from server.domain.studios.policy import STEPS
from server.domain.studios.schemas import DecideAchievementIn, StudioChoiceIn, StudioChoiceOut, StudioIn
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal
from sync.plan import Need

_DICTIONARY = Dictionary("studio_choice", {"kind": "成果类型", "contest": "比武选手"}, rules.choice_id)


async def keep_studio(replication: Replication, actor: Actor, studio: str, asked: StudioIn) -> None:
    """Describes a studio, over the revision that was seen. Problem 400 names the field, 409 `studios.changed` if another changed it since."""
    async with replication.write(actor.account, "studio", lock=["site"]) as unit:
        known = (await unit.load("studio", [studio])).get(studio)
        if (known["rev"] if known else 0) != asked.rev:
            raise _changed("工作室")
        people = await _people(unit, asked)
        refuse(rules.studio_fault(asked.name, people, asked.founded_on, asked.closed_on))
        told: dict[str, Any] = {name: getattr(asked, name).strip() for name in ("name", "place", "field", "motto")}
        told |= {"org": asked.org, "founded_on": asked.founded_on, "closed_on": asked.closed_on, "people": people}
        branches = await _branches(unit, asked.org)
        unit.put("studio", studio, told | {"branches": branches, "edited_by": actor.account, "edited_at": unit.now_ms})


async def _people(unit: Unit, asked: StudioIn) -> list[dict[str, Any]]:
    members = await unit.load("member", sorted({one.member for one in asked.people}))
    if any(one.member not in members for one in asked.people):
        raise Problem("studios.people", "花名册里没有这个人", "成员里有人不在花名册。", "请重新选择成员。", 400, "people")
    stays = sorted(asked.people, key=lambda one: (one.from_on, one.member))
    return [msgspec.to_builtins(one) | {"name": members[one.member]["name"]} for one in stays]


async def _branches(unit: Unit, org: str) -> list[str]:
    """The branches whose posts see it: the organisation itself, or all below."""
    found = (await unit.load("organisation", [org])).get(org)
    if found is None or found["kind"] == "group":
        raise Problem("studios.org", "没有这个组织", "工作室要属于党支部、党总支或党委。", "请重新选择组织。", 400, "org")
    return (await branches_by_org(unit.fetch)).get(org, [])


async def keep_targets(replication: Replication, actor: Actor, studio: str, year: int, targets: Mapping[str, int]) -> None:
    """Notes what a studio set itself for a year. Problem 404; 400 for a year or a key that is none."""
    key = rules.year_id(studio, year)
    async with replication.write(actor.account, "studio targets", lock=["site"]) as unit:
        known = (await unit.load("studio", [studio])).get(studio)
        if known is None:
            raise row_not_found("没有这个工作室。")
        keys = {row["key"] for row in (await unit.where("studio_choice", "field", ["kind", "contest"])).values()}
        if not 2000 <= year <= 2100 or targets.keys() - keys:
            raise Problem("studios.targets", "目标不对", "年份或目标不在字典里。", "请刷新后重新填写。", 400, "targets")
        unit.put("studio_year", key, {"studio": studio, "year": year, "branches": known["branches"], "targets": dict(targets)})
        unit.mark("studio_year", f"{studio}:{year}")


async def define_choice(replication: Replication, account: str, field: str, key: str, asked: StudioChoiceIn) -> StudioChoiceOut:
    """Defines what counts towards a studio's year. Problem as `keep_choice` has it."""
    kept = await keep_choice(replication, account, _DICTIONARY, field, key, asked, target=asked.target)
    return msgspec.convert(kept, StudioChoiceOut)


# --- Deciding about achievements


async def decide(replication: Replication, actor: Actor, achievement: str, move: str, asked: DecideAchievementIn) -> str:
    """Approves, returns or revokes over exactly the revision that was seen; gives the state.

    Problem 404, 403 for an own case, 409 for another state or if it changed since, 400 for what a move needs.
    """
    found = await replication.store.load(Need("achievement", (achievement,)))
    if not found or found[0].deleted:
        raise row_not_found("没有这项成果。")
    async with replication.write(actor.account, f"achievement {move}", lock=[f"branch:{found[0].values['branch']}"]) as unit:
        row = (await unit.load("achievement", [achievement]))[achievement]
        refuse(rules.own_fault(actor, row["people"]))
        refuse(rules.LIFECYCLE.fault(move, row["state"], rules.parties(actor, row["branch"]), {"text": asked.text}))
        if row["rev"] != asked.seen:
            raise _changed("成果")
        if asked.level and asked.level not in rules.LEVELS:
            raise Problem("studios.level", "级别不对", "没有这一级别。", "请重新选择级别。", 400, "level")
        return await _move(unit, actor, row, move, asked)


async def _move(unit: Unit, actor: Actor, row: Mapping[str, Any], move: str, asked: DecideAchievementIn) -> str:
    steps = await unit.where(STEPS.table, STEPS.of, [row["id"]])
    on = local_day(unit.now_ms, unit.settings.timezone)
    step = rules.decision_id(row["id"], row["rev"], move)
    STEPS.put(unit, row, len(steps) + 1, step, {"act": move, "text": asked.text.strip()}, actor)
    state = rules.LIFECYCLE.after(move, row["state"])
    told = {"state": state, "decided_by": actor.account, "decided_by_name": actor.name, "decided_at": unit.now_ms}
    recognised = {"recognised_on": on, "level": asked.level or row["level"]} if move == "approve" else {}
    unit.put("achievement", row["id"], told | recognised)
    return state


def _changed(what: str) -> Problem:
    return Problem("studios.changed", "内容已有变化", f"您打开以后，这个{what}又有了变化。", "请刷新后按最新的内容办理。", 409)


def refuse(fault: Refusal | None) -> None:
    """Raises what is wrong, if anything is."""
    if fault:
        raise refused_by_rule(fault)
