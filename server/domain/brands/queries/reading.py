"""Reads brands as they stand now: the office's list with its counts, and one brand's story."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from server.domain.brands import rules
from server.domain.brands.schemas import BrandCount, BrandOut, BrandOwnerOut, BrandsOut, BrandStepOut, BrandStoryOut
from server.domain.organisation import owners_of
from server.domain.papers import Format, write_report
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PAGE = 100
BATCH = 500

_BRANDS = """select b.*, b."id" as "brand", o."name" as "owner_name" from "brand" b join "organisation" o on o."id" = b."owner"
    where not b."deleted" and """
_LISTED = joined(
    _BRANDS,
    in_list("state", "b."),
    """and (cast({} as text) = '' or b."colour" = {}) and (cast({} as text) = '' or b."owner" = {} or o."parent" = {})
    and (b."name", b."id") > ({}, {}) order by b."name", b."id" limit {}""",
)
_COUNTS = 'select "state", "colour", count(*) as "brands" from "brand" where not "deleted" group by "state", "colour"'
_DATA_UP_TO = 'select max("at") as "at" from "brand_step"'
_ONE = f'{_BRANDS}b."id" = {{}}'
_PICTURE = 'select "content" from "file_asset" where "id" = {} and not "deleted" and "content" <> \'\''
_STEPS = 'select *, "id" as "step" from "brand_step" where not "deleted" and "brand" = {} order by "place", "id"'


async def load_brands(replication: Replication, wanted: str, colour: str, org: str, cursor: str | None) -> BrandsOut:
    """A page of brands of a list of `rules.LISTS`, by name, narrowed by colour and owner or what stands above it ('' for all)."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        records = await _page(fetch, wanted, colour, org, _start(cursor), PAGE + 1)
        counts = msgspec.convert(await fetch(_COUNTS), list[BrandCount])
        (newest,) = await fetch(_DATA_UP_TO)
    last = records[PAGE - 1] if len(records) > PAGE else None
    items = [_shown(record, now_ms) for record in records[:PAGE]]
    return BrandsOut(now_ms, newest["at"], counts, items, f"{last['id']}/{last['name']}" if last else None)


async def brand_rows(replication: Replication, wanted: str, colour: str, org: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All brands of such a list in batches, as rows of a sheet. Inside a snapshot."""
    now_ms, fetch, start = replication.clock(), replication.database.fetch, ("", "")
    while records := await _page(fetch, wanted, colour, org, start, BATCH):
        yield [rules.brand_row(_shown(record, now_ms)) for record in records]
        start = (records[-1]["name"], records[-1]["id"])


async def _page(fetch: Fetch, wanted: str, colour: str, org: str, start: tuple[str, str], limit: int) -> list[dict[str, Any]]:
    return await fetch(_LISTED, to_json(list(rules.LISTS[wanted])), colour, colour, org, org, org, *start, limit)


def _start(cursor: str | None) -> tuple[str, str]:
    brand, _, name = (cursor or "").partition("/")
    return name, brand


def _shown(record: Mapping[str, Any], now_ms: int) -> BrandOut:
    """A stored brand as it stands at an instant."""
    standing = rules.standing(msgspec.convert(record, rules.Moments), now_ms)
    told = {"standing": standing, "colour": rules.COLOURS[standing], "branches": msgspec.json.decode(record["branches"])}
    return msgspec.convert({**record, **told}, BrandOut)


async def load_story(replication: Replication, brand: str) -> BrandStoryOut:
    """One brand with its history. Problem 404."""
    now_ms = replication.clock()
    async with replication.database.read():
        record = await find_brand(replication.database.fetch, brand)
        steps = msgspec.convert(await replication.database.fetch(_STEPS, brand), list[BrandStepOut])
    return BrandStoryOut(now_ms, _shown(record, now_ms), record["created_by_name"], steps)


async def find_brand(fetch: Fetch, brand: str) -> dict[str, Any]:
    """A stored brand with the name of its owner. Problem 404."""
    found = await fetch(_ONE, brand)
    if not found:
        raise row_not_found("没有这个品牌。")
    return found[0]


def may_see(actor: Actor, record: Mapping[str, Any]) -> bool:
    """Everyone sees what was named; before that its owners, office and committee leaders."""
    if record["state"] in rules.NAMED or actor.has("office", "committee_leader"):
        return True
    return not actor.branches.isdisjoint(msgspec.json.decode(record["branches"]))


async def write_paper(replication: Replication, actor: Actor, brand: str, form: Format) -> tuple[str, bytes]:
    """The name and the bytes of a brand's page on paper. Problem 404 for one that is not there, or not for this person."""
    async with replication.database.read():
        record = await find_brand(replication.database.fetch, brand)
    if not may_see(actor, record):
        raise row_not_found("没有这个品牌。")
    as_of = datetime.fromtimestamp(replication.clock() / 1000, replication.settings.zone).strftime("%Y年%-m月%-d日")
    return f"支部品牌 {record['name']}", await write_report(replication, rules.paper_of(record, record["owner_name"], as_of), form)


async def load_owners(replication: Replication) -> list[BrandOwnerOut]:
    """The organisations that may have a brand."""
    async with replication.database.read():
        return [BrandOwnerOut(one["id"], one["name"]) for one in await owners_of(replication.database.fetch)]


async def picture_of(replication: Replication, actor: Actor, brand: str) -> str:
    """The sha256 under which a brand's picture lies. Problem 404 where there is none, or not for this person."""
    async with replication.database.read():
        record = await find_brand(replication.database.fetch, brand)
        stored = await replication.database.fetch(_PICTURE, record["picture"]) if record["picture"] and may_see(actor, record) else []
    if not stored:
        raise row_not_found("没有这张图片。")
    return stored[0]["content"]
