"""Reads projects as they stand now: the office's list with its counts, one project's story, and its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from server.domain.organisation import owners_of, today_of
from server.domain.papers import Format, write_report
from server.domain.projects import rules
from server.domain.projects.schemas import (
    MilestoneOut,
    OwnerOut,
    ProjectChoiceOut,
    ProjectCount,
    ProjectOptionsOut,
    ProjectOut,
    ProjectsOut,
    ProjectStepOut,
    ProjectStoryOut,
    PromotionOut,
)
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PAGE = 100
BATCH = 500

_PROJECTS = """select p.*, p."id" as "project", o."name" as "owner_name" from "project" p join "organisation" o on o."id" = p."owner"
    where not p."deleted" and """
_FILTERS = """ and (cast({} as text) = '' or p."colour" = {}) and (cast({} as text) = '' or p."owner" = {} or o."parent" = {})
    and (p."ends_on", p."id") > ({}, {}) order by p."ends_on", p."id" limit {}"""
_NO_DRAFTS = """p."state" not in ('draft', 'returned')"""
_EVERY = f"{_PROJECTS}{_NO_DRAFTS}{_FILTERS}"
_OF_STATES = joined(_PROJECTS, in_list("state", "p."), _FILTERS)
_COUNTS = 'select "state", "colour", count(*) as "projects" from "project" where not "deleted" group by "state", "colour" '
_DATA_UP_TO = 'select max("at") as "at" from "project_step"'
_ONE = f'{_PROJECTS}p."id" = {{}}'
_STEPS = """select s.*, s."id" as "step", o."name" as "org_name" from "project_step" s left join "project_promotion" r on r."id" = s."promotion"
    left join "organisation" o on o."id" = r."org" where not s."deleted" and s."project" = {} order by s."place", s."id" """
_PROMOTIONS = """select r.*, o."name" as "org_name" from "project_promotion" r join "organisation" o on o."id" = r."org"
    where not r."deleted" and r."project" = {} order by o."name", r."id" """
_ADOPTIONS = joined('select "project", "state" from "project_promotion" where not "deleted" and', in_list("project"))
_AMOUNT = 'select "amount" from "project_buyback" where not "deleted" and "project" = {}'
_CHOICES = 'select * from "project_choice" where not "deleted" order by "field", "place", "key"'
_ORG = 'select "name" from "organisation" where "id" = {}'


async def load_projects(replication: Replication, wanted: str, colour: str, org: str, cursor: str | None) -> ProjectsOut:
    """A page of projects of a list of `rules.LISTS`, by the day they end, narrowed by colour and owner or what stands above it ('' for all)."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        records = await _page(fetch, wanted, colour, org, _start(cursor), PAGE + 1)
        items = await _shown(fetch, records[:PAGE], now_ms)
        counts = msgspec.convert(await fetch(_COUNTS), list[ProjectCount])
        (newest,) = await fetch(_DATA_UP_TO)
    last = records[PAGE - 1] if len(records) > PAGE else None
    return ProjectsOut(now_ms, newest["at"], counts, items, f"{last['ends_on']}/{last['id']}" if last else None)


async def project_rows(replication: Replication, wanted: str, colour: str, org: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All projects of such a list in batches, as rows of a sheet. Inside a snapshot."""
    now_ms, fetch, start = replication.clock(), replication.database.fetch, ("", "")
    titles = rules.titles_of(await fetch(_CHOICES))
    while records := await _page(fetch, wanted, colour, org, start, BATCH):
        yield [rules.project_row(one, titles) for one in await _shown(fetch, records, now_ms)]
        start = (records[-1]["ends_on"], records[-1]["id"])


async def name_of(replication: Replication, org: str) -> str:
    """What an organisation is called, '' if there is none."""
    found = await replication.database.fetch(_ORG, org) if org else []
    return found[0]["name"] if found else ""


async def _page(fetch: Fetch, wanted: str, colour: str, org: str, start: tuple[str, str], limit: int) -> list[dict[str, Any]]:
    narrowed = (colour, colour, org, org, org, *start, limit)
    states = rules.LISTS[wanted]
    return await fetch(_OF_STATES, to_json(list(states)), *narrowed) if states else await fetch(_EVERY, *narrowed)


def _start(cursor: str | None) -> tuple[str, str]:
    on, _, project = (cursor or "").partition("/")
    return on, project


async def _shown(fetch: Fetch, records: Iterable[Mapping[str, Any]], now_ms: int) -> list[ProjectOut]:
    records = list(records)
    asked = await fetch(_ADOPTIONS, to_json([one["id"] for one in records])) if records else []
    offered = Counter(one["project"] for one in asked)
    adopted = Counter(one["project"] for one in asked if one["state"] in ("adopted", "told"))
    return [_one(record, now_ms, offered[record["id"]], adopted[record["id"]]) for record in records]


def _one(record: Mapping[str, Any], now_ms: int, offered: int, adopted: int) -> ProjectOut:
    """A stored project as it stands at an instant."""
    standing = rules.standing(msgspec.convert({**record, "is_late": bool(record["is_late"])}, rules.Moments), now_ms)
    done = set(msgspec.json.decode(record["milestones_done"]))
    milestones = [MilestoneOut(one["id"], one["text"], one["due_on"], one["id"] in done) for one in msgspec.json.decode(record["milestones"])]
    told = {"standing": standing, "colour": rules.COLOURS[standing], "milestones": milestones, "branches": msgspec.json.decode(record["branches"])}
    return msgspec.convert({**record, **told, "offered": offered, "adopted": adopted}, ProjectOut)


async def load_story(replication: Replication, project: str) -> ProjectStoryOut:
    """One project with its history. Problem 404."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        record = await _find(fetch, project)
        (shown,) = await _shown(fetch, [record], now_ms)
        steps = msgspec.convert(await fetch(_STEPS, project), list[ProjectStepOut])
        promotions = msgspec.convert(await fetch(_PROMOTIONS, project), list[PromotionOut])
        paid = await fetch(_AMOUNT, project)
    texts = (record["problems"], record["measures"], record["document"], record["created_by_name"])
    return ProjectStoryOut(now_ms, shown, *texts, steps, promotions, paid[0]["amount"] if paid else None)


async def _find(fetch: Fetch, project: str) -> dict[str, Any]:
    found = await fetch(_ONE, project)
    if not found:
        raise row_not_found("没有这个项目。")
    return found[0]


async def write_proposal(replication: Replication, actor: Actor, project: str, form: Format) -> tuple[str, bytes]:
    """The name and the bytes of a project's report. Problem 404 for one that is not there, or not for this person."""
    async with replication.database.read():
        record = await _find(replication.database.fetch, project)
    if not actor.has("office", "committee_leader") and actor.branches.isdisjoint(msgspec.json.decode(record["branches"])):
        raise row_not_found("没有这个项目。")
    as_of = datetime.fromtimestamp(replication.clock() / 1000, replication.settings.zone).strftime("%Y年%-m月%-d日")
    told = {**record, "milestones": msgspec.json.decode(record["milestones"])}
    return f"立项报告 {record['title']}", await write_report(replication, rules.report_of(told, record["owner_name"], as_of), form)


async def load_options(replication: Replication) -> ProjectOptionsOut:
    """Grades, levels, and the organisations that may own a project."""
    fetch = replication.database.fetch
    async with replication.database.read():
        choices = [choice_out(record) for record in await fetch(_CHOICES)]
        owners = [OwnerOut(one["id"], one["kind"], one["name"], one["parent"]) for one in await owners_of(fetch)]
    return ProjectOptionsOut(today_of(replication), choices, owners)


def choice_out(record: Mapping[str, Any]) -> ProjectChoiceOut:
    """A stored choice."""
    return msgspec.convert({**record, **{name: bool(record[name]) for name in ("is_confirmed", "is_off")}}, ProjectChoiceOut)
