"""What the office does about projects: review, checks, acceptance, grades, buy-back, promotion, the end; and what grades and levels there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.audit import note_change
from server.domain.organisation import branches_of
from server.domain.projects import rules
from server.domain.projects.queries.reading import choice_out
from server.domain.projects.schemas import ProjectChoiceIn, ProjectChoiceOut, ProjectMoveIn
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import who
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.plan import Need

_LAST_NUMBER = 'select max("number") as "number" from "project" where "year" = {}'
_OWNERS = """select "id" from "organisation" where "id" = {} and "kind" in ('general_branch', 'branch') and not "deleted" and "closed_on" is null"""
_PLACES = 'select count(*) as "n" from "project_choice" where "field" = {}'


async def move(replication: Replication, actor: Actor, project_id: str, asked: ProjectMoveIn) -> str:
    """Takes a step of the office over the story that was seen; gives the state.

    Problem 404; 403 for what is not theirs, own cases too; 409 if it went on; 400 naming the field that a move needs.
    """
    found = await replication.store.load(Need("project", (project_id,)))
    if not found or found[0].deleted:
        raise row_not_found("没有这个项目。")
    owners = (found[0].values["owner"], *found[0].values["branches"])
    async with replication.write(actor.account, f"project {asked.move}", lock=["site"]) as unit:
        project = (await unit.load("project", [project_id]))[project_id]
        fault = rules.LIFECYCLE.fault(asked.move, project["state"], who(actor, owners), msgspec.structs.asdict(asked))
        if fault:
            raise refused_by_rule(fault)
        steps = await unit.where("project_step", "project", [project_id])
        if (max(steps.values(), key=lambda one: one["place"])["id"] if steps else "") != asked.seen:
            raise Problem("projects.changed", "情况已有变化", "您看过之后，又有了新的情况。", "请刷新后按最新的情况办理。", 409)
        state = rules.LIFECYCLE.after(asked.move, project["state"])
        words = await _words(unit, asked)
        _put_step(unit, project, len(steps) + 1, rules.decision_id(asked.seen or project_id, asked.move), {"act": asked.move, "text": words}, actor)
        unit.put("project", project_id, {"state": state} | await _made(unit, project, asked, actor))
    return state


def _put_step(unit: Unit, project: Mapping[str, Any], place: int, step: str, said: Mapping[str, Any], actor: Actor) -> None:
    by = {"at": unit.now_ms, "by": actor.account, "by_name": actor.name, "on": local_day(unit.now_ms, unit.settings.timezone)}
    unit.put(
        "project_step", step, {"project": project["id"], "title": project["title"], "branches": project["branches"], "place": place, **said, **by}
    )


async def _words(unit: Unit, asked: ProjectMoveIn) -> str:
    """What the history says of a step: what was decided, then what was written. Money is not in it: branches read it."""
    decided: list[str] = []
    if asked.move == "assess":
        decided.append((await _choice(unit, "grade", asked.grade))["title"])
    if asked.move == "buy_back":
        decided += [(await _choice(unit, "level", asked.level))["title"], asked.document.strip()]
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


async def keep_choice(replication: Replication, account: str, field: str, key: str, asked: ProjectChoiceIn) -> ProjectChoiceOut:
    """Defines a grade or a level, or changes it."""
    choice = rules.choice_id(field, key)
    async with replication.write(account, "project choice", lock=["site"]) as unit:
        known = (await unit.load("project_choice", [choice])).get(choice)
        place = known["place"] if known else (await unit.fetch(_PLACES, field))[0]["n"]
        said: dict[str, Any] = {"title": asked.title.strip(), "is_confirmed": asked.is_confirmed, "is_off": asked.is_off}
        values = {"field": field, "key": key, "place": place, **said}
        unit.put("project_choice", choice, values)
        changes = {name: ((known or {}).get(name), value) for name, value in said.items()}
        await note_change(replication, account, "choice", choice, said["title"], changes, asked.reason)
    return choice_out(values)
