"""What the office does about projects: review, checks, acceptance, grades, buy-back, promotion, the end; and what grades and levels there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.domain.audit import ChoiceIn, Dictionary, keep_choice
from server.domain.organisation import branches_of
from server.domain.projects import rules
from server.domain.projects.policy import MOVING
from server.domain.projects.queries.reading import choice_out
from server.domain.projects.schemas import ProjectChoiceOut, ProjectMoveIn
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule
from server.replication import Replication, Unit

_LAST_NUMBER = 'select max("number") as "number" from "project" where "year" = {}'
_OWNERS = """select "id" from "organisation" where "id" = {} and "kind" in ('general_branch', 'branch') and not "deleted" and "closed_on" is null"""
_DICTIONARY = Dictionary("project_choice", {"grade": "等级", "level": "回购级别"}, rules.choice_id)


async def move(replication: Replication, actor: Actor, project: str, asked: ProjectMoveIn) -> str:
    """Takes a step of the office; gives the state. Problem as `Moving.decide` has it, and what the step itself refuses."""

    async def decided(unit: Unit, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        return await _words(unit, asked), await _made(unit, row, asked, actor)

    return await MOVING.decide(replication, actor, project, asked, decided)


async def _words(unit: Unit, asked: ProjectMoveIn) -> str:
    """What the history says of a step: what was decided, then what was written. Money is not in it: branches read it."""
    decided: list[str] = []
    if asked.move == "assess":
        decided.append((await _choice(unit, "grade", asked.grade))["title"])
    if asked.move == "buy_back":
        decided += [(await _choice(unit, "level", asked.level))["title"], asked.document.strip()]
    if asked.move == "put_off":
        decided.append(f"延到 {asked.ends_on}")
    return "；".join(filter(None, (*decided, asked.text.strip())))


async def _choice(unit: Unit, field: str, key: str) -> dict[str, Any]:
    """Problem 400 for one that is not in the dictionary, or switched off."""
    choice = rules.choice_id(field, key)
    known = (await unit.load("project_choice", [choice])).get(choice)
    if known is None or known["is_off"]:
        raise Problem(f"projects.{field}", "没有这一种", "选的等级或级别已经停用。", "请刷新后重新选择。", 400, field)
    return known


async def _made(unit: Unit, project: Mapping[str, Any], asked: ProjectMoveIn, actor: Actor) -> dict[str, Any]:
    """What else of a project changes with a step."""
    if asked.move == "approve" and not project["number"]:
        return await next_number(unit)
    if asked.move == "assess":
        return {"grade": asked.grade}
    if asked.move == "buy_back":
        paid = {"project": project["id"], "amount": asked.amount, "decided_by": actor.account, "decided_at": unit.now_ms}
        unit.put("project_buyback", rules.buyback_id(project["id"]), paid)
        return {"level": asked.level, "document": asked.document.strip()}
    if asked.move == "put_off":
        if fault := rules.put_off_fault(project, asked.ends_on):
            raise refused_by_rule(fault)
        return {"ends_on": asked.ends_on}
    return {"shown_to": await _offer(unit, project, asked.orgs)} if asked.move == "promote" else {}


async def next_number(unit: Unit) -> dict[str, int]:
    """Year and number of a project that is approved now; the site is locked."""
    year = int(local_day(unit.now_ms, unit.settings.timezone)[:4])
    (last,) = await unit.fetch(_LAST_NUMBER, year)
    return {"year": year, "number": (last["number"] or 0) + 1}


async def _offer(unit: Unit, project: Mapping[str, Any], orgs: list[str]) -> list[str]:
    """Offers a project to organisations, each once; gives the branches that see it from now on."""
    shown_to = set(project["shown_to"])
    for org in dict.fromkeys(orgs):
        if not await unit.fetch(_OWNERS, org) or org == project["owner"]:
            raise Problem("projects.orgs", "组织不对", "推广到的应是另一个党总支或党支部。", "请刷新后重新选择。", 400, "orgs")
        branches = await branches_of(unit.fetch, org)
        shown_to.update(branches)
        promotion = rules.promotion_id(project["id"], org)
        if branches and not await unit.load("project_promotion", [promotion]):
            to = {"project": project["id"], "org": org, "branch": branches[0], "branches": branches}
            unit.put("project_promotion", promotion, {**to, "state": "offered", "offered_at": unit.now_ms})
    return sorted(shown_to - set(project["branches"]))


async def define_choice(replication: Replication, account: str, field: str, key: str, asked: ChoiceIn) -> ProjectChoiceOut:
    """Defines a grade or a level, or changes it. Problem as `keep_choice` has it."""
    return choice_out(await keep_choice(replication, account, _DICTIONARY, field, key, asked))
