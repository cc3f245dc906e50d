"""The office lists, enters, puts right and removes honours, and keeps the levels."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import msgspec

from server.domain.audit import Dictionary, keep_choice
from server.domain.honours import rules
from server.domain.honours.rules import Given
from server.domain.honours.schemas import (
    HonourChangeIn,
    HonourIn,
    HonourOptionsOut,
    HonourOut,
    HonourPlaceOut,
    HonoursOut,
    LevelIn,
    LevelOut,
)
from server.domain.organisation import today_of
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, refused_by_rule, row_not_found
from server.kit.seeking import holding
from server.replication import Replication, Unit
from sync.mutation import Refusal

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PAGE, BATCH = 50, 500
_END = 9999
_LIST = """select h."id" as "honour", h."year", h."level", coalesce(c."title", h."level") as "level_title", h."title", h."giver", h."member",
    h."name", coalesce(m."employee_no", '') as "employee_no", h."org", coalesce(o."name", b."name", '') as "org_name", h."text", h."entered_by_name",
    h."entered_at" from "honour" h left join "honour_choice" c on c."field" = 'level' and c."key" = h."level"
    left join "member" m on m."id" = h."member" left join "organisation" o on o."id" = h."org" left join "organisation" b on b."id" = h."branch"
    where not h."deleted" and (cast({} as text) = '' or h."level" = {}) and (cast({} as text) = '' or h."org" = {} or h."branch" = {})
    and (cast({} as text) = '' or lower(h."title") like {} escape '!' or lower(h."name") like {} escape '!')
    and (h."year" < {} or (h."year" = {} and h."id" > {}))
    order by h."year" desc, h."id" limit {}"""
_LEVELS = """select "field", "key", "title", "place", "is_confirmed", "is_off" from "honour_choice" where not "deleted" order by "place", "key" """
_ORGS = """select "id" as "org", "kind", "name" from "organisation" where not "deleted" and "closed_on" is null and "kind" <> 'group'
    order by "kind" <> 'committee', "kind" <> 'general_branch', "name", "id" """
_DICTIONARY = Dictionary("honour_choice", {"level": "级别"}, rules.choice_id)
_ORG_NAME = 'select "name" from "organisation" where "id" = {}'


class Wanted(msgspec.Struct, frozen=True):
    """By what honours are narrowed: a level, an organisation, words of the title or the name; '' for all."""

    level: str = ""
    org: str = ""
    words: str = ""

    def arguments(self) -> tuple[str, ...]:
        """As the statement takes them."""
        like = holding(self.words)
        return self.level, self.level, self.org, self.org, self.org, self.words, like, like


async def load_honours(replication: Replication, wanted: Wanted, cursor: str | None) -> HonoursOut:
    """A page of honours, the newest year first."""
    year, _, after = (cursor or "").partition("/")
    at = min(number_in(year, _END), _END)
    async with replication.database.read():
        found = await replication.database.fetch(_LIST, *wanted.arguments(), at, at, after, PAGE + 1)
    items = [msgspec.convert(row, HonourOut) for row in found[:PAGE]]
    return HonoursOut(items, f"{items[-1].year}/{items[-1].honour}" if len(found) > PAGE else None)


async def honour_rows(replication: Replication, wanted: Wanted) -> AsyncIterator[list[HonourOut]]:
    """All of them in batches. Inside a snapshot."""
    at, after = _END, ""
    while found := await replication.database.fetch(_LIST, *wanted.arguments(), at, at, after, BATCH):
        yield [msgspec.convert(row, HonourOut) for row in found]
        at, after = found[-1]["year"], found[-1]["honour"]


async def words_of(replication: Replication, wanted: Wanted) -> dict[str, str]:
    """By what a list was narrowed, in words."""
    levels = {one.key: one.title for one in await load_levels(replication.database.fetch)}
    orgs = await replication.database.fetch(_ORG_NAME, wanted.org) if wanted.org else []
    return {"级别": levels.get(wanted.level, wanted.level), "党组织": orgs[0]["name"] if orgs else "", "含有": wanted.words}


async def load_levels(fetch: Fetch) -> list[LevelOut]:
    """The dictionary, the highest level first."""
    return [_level(row) for row in await fetch(_LEVELS)]


def _level(row: Mapping[str, Any]) -> LevelOut:
    return msgspec.convert({**row, **{name: bool(row[name]) for name in ("is_confirmed", "is_off")}}, LevelOut)


async def load_options(replication: Replication) -> HonourOptionsOut:
    """Levels, and who may be honoured besides members."""
    async with replication.database.read():
        levels = await load_levels(replication.database.fetch)
        orgs = msgspec.convert(await replication.database.fetch(_ORGS), list[HonourPlaceOut])
    return HonourOptionsOut(year_of(replication), levels, orgs)


def year_of(replication: Replication) -> int:
    """The running year of the mine."""
    return int(today_of(replication)[:4])


# --- Entering


async def enter(replication: Replication, actor: Actor, asked: HonourIn) -> str:
    """Enters an honour; gives its id. Problem honours.*, rights.own_case, 409 for one that is known."""
    given = Given(**msgspec.structs.asdict(asked))
    levels = {one.key for one in await load_levels(replication.database.fetch) if not one.is_off}
    refuse(rules.given_fault(given, year_of(replication), levels))
    async with replication.write(actor.account, "honour entered", lock=["site"]) as unit:
        whose = await _whose(unit, given)
        refuse(rules.own_fault(given.member, whose["branch"], actor))
        key = rules.honour_id(given.member or given.org, given.year, given.title.strip())
        if key in await unit.load("honour", [key]):
            raise Problem("honours.known", "已经登记过", "同一年的同名荣誉已经登记过。", "要改的，请在列表里改那一条。", 409)
        unit.put("honour", key, _texts(given) | whose | entered_by(unit, actor) | {"source": "entry"})
        unit.restore("honour", key)
    return key


def _texts(given: Given) -> dict[str, Any]:
    values = msgspec.structs.asdict(given)
    return values | {name: values[name].strip() for name in ("title", "giver", "text")}


def entered_by(unit: Unit, actor: Actor) -> dict[str, Any]:
    """Who writes an honour, and when."""
    return {"entered_by": actor.account, "entered_by_name": actor.name, "entered_at": unit.now_ms}


async def _whose(unit: Unit, given: Given) -> dict[str, Any]:
    """Branch and name of whoever is honoured. Problem row.not_found."""
    table, key = ("member", given.member) if given.member else ("organisation", given.org)
    found = (await unit.load(table, [key])).get(key)
    if found is None:
        raise row_not_found("没有这名党员或这个党组织。")
    return {"branch": found["branch"], "name": found["name"]}


async def change(replication: Replication, actor: Actor, honour: str, asked: HonourChangeIn) -> None:
    """Puts level, giver and words right. Problem 404, rights.own_case, honours.level."""
    levels = {one.key for one in await load_levels(replication.database.fetch) if not one.is_off}
    async with replication.write(actor.account, "honour changed", lock=["site"]) as unit:
        known = await _own_free(unit, actor, honour)
        if asked.level not in levels | {known["level"]}:
            raise Problem("honours.level", "没有这个级别", "级别不在字典里，或已经停用。", "请从列表里选。", 400, "level")
        unit.put("honour", honour, {"level": asked.level, "giver": asked.giver.strip(), "text": asked.text.strip()})


async def remove(replication: Replication, actor: Actor, honour: str, reason: str) -> None:
    """Takes away what was never an honour; the reason stays in the history. Problem 404, rights.own_case, 400 without a reason."""
    if not reason.strip():
        raise invalid([Reason("reason", "请写明为什么删去")])
    async with replication.write(actor.account, f"honour removed: {reason.strip()}"[:200], lock=["site"]) as unit:
        await _own_free(unit, actor, honour)
        unit.put("honour", honour, {"text": reason.strip()})
        unit.delete("honour", honour)


async def _own_free(unit: Unit, actor: Actor, honour: str) -> dict[str, Any]:
    known = (await unit.load("honour", [honour])).get(honour)
    if known is None:
        raise row_not_found("没有这项荣誉。")
    refuse(rules.own_fault(known["member"], known["branch"], actor))
    return known


async def define_level(replication: Replication, account: str, field: str, key: str, asked: LevelIn) -> LevelOut:
    """Defines a level, or changes it. Problem as `keep_choice` has it."""
    place = {} if asked.place is None else {"place": asked.place}
    return msgspec.convert(await keep_choice(replication, account, _DICTIONARY, field, key, asked, **place), LevelOut)


def refuse(fault: Refusal | None) -> None:
    """Raises what is wrong, if anything is."""
    if fault:
        raise refused_by_rule(fault)
