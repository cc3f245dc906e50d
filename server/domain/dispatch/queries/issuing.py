"""Issues orders to branches, decides what becomes of them, and keeps what they are made from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from server.domain.audit import Dictionary, keep_choice, note_change
from server.domain.dispatch import rules
from server.domain.dispatch.policy import STEPS
from server.domain.dispatch.queries import tasks
from server.domain.dispatch.rules import Act, Place
from server.domain.dispatch.schemas import (
    ChoiceOut,
    DecideOrderIn,
    IssuedOut,
    IssueIn,
    OptionsOut,
    OrderChoiceIn,
    TargetOut,
    TemplateIn,
    TemplateOut,
)
from server.domain.obligations import Calendar, load_calendar
from server.domain.organisation import today_of
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import decision_id
from server.kit.problems import Problem, Reason, invalid, own_case, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal
from sync.plan import Need

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PLACES = """select "id", "kind", "name", "parent" from "organisation" where not "deleted" and "closed_on" is null and "kind" <> 'group'
    order by "name", "id" """
_CHOICES = 'select * from "dispatch_choice" where not "deleted" order by "field", "place", "key"'
_TEMPLATES = 'select *, "id" as "template" from "dispatch_template" where not "deleted" order by "title"'
_LAST_NUMBER = 'select max("number") as "number" from "dispatch_order" where "year" = {}'
_DICTIONARY = Dictionary("dispatch_choice", {"kind": "督办种类", "cadence": "报告频次"}, rules.choice_id)
_ISSUED = 'select "id" from "dispatch_order" where not "deleted" and "year" = {} and "number" = {}'
_SAID = ("kind", "cadence", "due_on", "source", "source_ref", "source_text")
"""What an issue tells each order as it was asked for, beside the content."""


async def load_options(replication: Replication) -> OptionsOut:
    """Kinds, cadences, templates and the tree of those who may be ordered."""
    fetch = replication.database.fetch
    async with replication.database.read():
        choices = [_choice(record) for record in await fetch(_CHOICES)]
        templates = [msgspec.convert(record, TemplateOut) for record in await fetch(_TEMPLATES)]
        targets = [TargetOut(record["id"], record["kind"], record["name"], record["parent"]) for record in await fetch(PLACES)]
    return OptionsOut(today_of(replication), choices, templates, targets)


async def load_titles(fetch: Fetch, in_use: bool = False) -> dict[tuple[str, str], str]:
    """What kinds and cadences are called, by field and key, in the order of the dictionary; `in_use`: without those that were switched off."""
    return {(one["field"], one["key"]): one["title"] for one in await fetch(_CHOICES) if not (in_use and one["is_off"])}


def _choice(record: Mapping[str, Any]) -> ChoiceOut:
    flags = {name: bool(record[name]) for name in ("is_confirmed", "is_off")}
    return msgspec.convert({**record, **flags}, ChoiceOut)


# --- Issuing


async def issue(replication: Replication, actor: Actor, asked: IssueIn) -> IssuedOut:
    """Issues one order to each branch meant, all under the next number of the year. Sent again with the same batch, it answers the same.

    Problem 400 names the field: dispatch.content, dispatch.due_on, dispatch.orgs, dispatch.kind. Problem 409 `dispatch.issued` if the batch was
    issued before with other words or to other branches: what was issued stands.
    """
    today = today_of(replication)
    async with replication.write(actor.account, "orders issued", lock=["site"]) as unit:
        return await issue_within(unit, actor, asked, today)


async def issue_within(unit: Unit, actor: Actor, asked: IssueIn, today: str, before: int = 0) -> IssuedOut:
    """The same within a transaction that holds the site, after `before` other issues of it; `today` is the mine's day."""
    places = msgspec.convert(await unit.fetch(PLACES), list[Place])
    branches, unknown = rules.targets(places, asked.orgs)
    _refuse(rules.issue_fault(asked.content, asked.due_on, today, 0 if unknown else len(branches)))
    ids = {rules.order_id(asked.batch, branch.id): branch for branch in branches}
    if known := await unit.load("dispatch_order", ids):
        return await _issued_before(unit, asked, list(ids), next(iter(known.values())))
    common = await _common(unit, actor, asked, int(today[:4]), before)
    generals = {place.id for place in places if place.kind == "general_branch"}
    for key, branch in ids.items():
        put_order(unit, key, common | {"branch": branch.id, "general_branch": branch.parent if branch.parent in generals else None})
    return IssuedOut(common["year"], common["number"], list(ids))


async def _issued_before(unit: Unit, asked: IssueIn, ids: list[str], known: Mapping[str, Any]) -> IssuedOut:
    """What a batch became when it first arrived; `known` is one of its orders. Problem 409 if it now says something else, or to others."""
    said = {name: getattr(asked, name) for name in _SAID} | {"content": asked.content.strip()}
    ordered = {row["id"] for row in await unit.fetch(_ISSUED, known["year"], known["number"])}
    if ordered != set(ids) or any(known[name] != value for name, value in said.items()):
        detail = f"上一次其实已经送到，下达为{rules.spoken_number(known)}；现在的内容或单位与那次不同，没有再下达。"
        raise Problem("dispatch.issued", "这批督办已经下达", detail, "请先核对那一号；改过的内容确需下达的，再点一次下达，另编一号。", 409)
    return IssuedOut(known["year"], known["number"], ids)


async def _common(unit: Unit, actor: Actor, asked: IssueIn, year: int, before: int) -> dict[str, Any]:
    """What all orders of one issue share; how they stand while nobody has done anything too."""
    kind, cadence = await _chosen(unit, asked)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    (last,) = await unit.fetch(_LAST_NUMBER, year)
    said = {name: getattr(asked, name) for name in _SAID}
    by = {"issued_by": actor.account, "issued_by_name": actor.name, "issued_at": unit.now_ms}
    told = said | by | {"content": asked.content.strip(), "every": cadence["every"], "year": year, "number": (last["number"] or 0) + 1 + before}
    return told | stands(told, kind["warn_days"], calendar)


async def _chosen(unit: Unit, asked: IssueIn | TemplateIn) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of kind and cadence. Problem 400 for one that is not in the dictionary, or switched off."""
    wanted = {"kind": rules.choice_id("kind", asked.kind), "cadence": rules.choice_id("cadence", asked.cadence)}
    known = await unit.load("dispatch_choice", wanted.values())
    for field, key in wanted.items():
        if key not in known or known[key]["is_off"]:
            raise Problem(f"dispatch.{field}", "没有这一种", "选的督办种类或频次已经停用。", "请刷新后重新选择。", 400, field)
    return known[wanted["kind"]], known[wanted["cadence"]]


def stands(told: Mapping[str, Any], warn_days: int, calendar: Calendar) -> dict[str, Any]:
    """Deadlines and conclusions of an order on which nobody has acted yet, at the instant of its issue."""
    due = date.fromisoformat(told["due_on"])
    times = {"due_at": calendar.end_of(due), "warn_at": max(calendar.start_of(due - timedelta(days=warn_days)), told["issued_at"])}
    order = msgspec.convert({"id": "", **told, **times}, rules.Order)
    state, concluded = rules.conclude(order, (), told["issued_at"], calendar)
    return times | {"state": state, "computed_at": told["issued_at"]} | msgspec.structs.asdict(concluded)


def put_order(unit: Unit, key: str, values: Mapping[str, Any]) -> None:
    """Writes an order with its first step."""
    unit.put("dispatch_order", key, {"data_up_to": values["issued_at"], **values})
    by = {"at": values["issued_at"], "by": values["issued_by"], "by_name": values["issued_by_name"], "text": values["content"]}
    on = {"order": key, "branch": values["branch"], "place": 1, "act": "issued", "on": local_day(values["issued_at"], unit.settings.timezone)}
    unit.put("dispatch_step", rules.first_step_id(key), on | by)


# --- Deciding


async def decide(replication: Replication, actor: Actor, order_id: str, act: Act, asked: DecideOrderIn) -> str:
    """Closes, returns or withdraws an order over the story that was seen; gives its state. Problem 404, 403 for an own one, 409 if it went on."""
    found = await replication.store.load(Need("dispatch_order", (order_id,)))
    if not found or found[0].deleted:
        raise row_not_found("没有这件督办。")
    async with replication.write(actor.account, f"order {act}", lock=[f"branch:{found[0].values['branch']}"]) as unit:
        order = (await unit.load("dispatch_order", [order_id]))[order_id]
        _refuse(rules.decision_fault(order, act, asked.reason, actor))
        if act == "closed" and actor.member in await tasks.owners_of(unit, order):
            raise own_case("您是这件督办的责任人，办结会计入您的评星，不能由您办结。", "请由党群工作部的其他同志办理。")
        place = await STEPS.place_after(unit, order_id, asked.seen, "dispatch")
        STEPS.put(unit, order, place, decision_id(asked.seen, act), {"act": act, "text": asked.reason.strip()}, actor)
        state = rules.NEXT[act][order["state"]]
        unit.put("dispatch_order", order_id, {"state": state})
    return state


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault, 409 if fault.code == "dispatch.state" else 400)


# --- What orders are made from


async def define_choice(replication: Replication, account: str, field: str, key: str, asked: OrderChoiceIn) -> ChoiceOut:
    """Defines a kind or a cadence, or changes it; orders that were issued keep what it meant then. Problem as `keep_choice` has it."""
    if field == "kind" and asked.every:
        raise invalid([Reason("every", "多久报一次进展由报告频次规定")])
    kept = await keep_choice(replication, account, _DICTIONARY, field, key, asked, every=asked.every, warn_days=asked.warn_days)
    return msgspec.convert(kept, ChoiceOut)


async def keep_template(replication: Replication, account: str, asked: TemplateIn) -> TemplateOut:
    """Keeps an order to be issued again; one of the same title is replaced."""
    title = asked.title.strip()
    async with replication.write(account, "dispatch template", lock=["site"]) as unit:
        await _chosen(unit, asked)
        # One that was taken away stays so; the same title is then another template.
        template = next(iter(await unit.where("dispatch_template", "title", [title])), rules.template_id(f"{title}/{unit.now_ms}"))
        values = {name: value for name, value in msgspec.structs.asdict(asked).items() if name != "reason"} | {"title": title}
        before = (await unit.load("dispatch_template", [template])).get(template, {})
        unit.put("dispatch_template", template, values)
        changes = {name: (before.get(name), value) for name, value in values.items()}
        await note_change(replication, account, "order_template", template, title, changes, asked.reason)
    return msgspec.convert({"template": template, **values}, TemplateOut)


async def drop_template(replication: Replication, account: str, template: str, reason: str) -> None:
    """Takes a template away. Problem 404."""
    async with replication.write(account, "dispatch template dropped", lock=["site"]) as unit:
        if not (found := await unit.load("dispatch_template", [template])):
            raise row_not_found("没有这个模板。")
        unit.delete("dispatch_template", template)
        gone = found[template]["title"]
        await note_change(replication, account, "order_template", template, gone, {"title": (gone, None)}, reason)
