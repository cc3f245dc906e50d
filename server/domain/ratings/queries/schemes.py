"""Reads, edits and publishes versions of the scheme, for the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import msgspec

from server.domain import facts
from server.domain.audit import note_change
from server.domain.organisation import today_of
from server.domain.ratings import rules
from server.domain.ratings.policy.shipped import KIND, MEETING_TITLES
from server.domain.ratings.queries.loading import Fetch, load_schemes
from server.domain.ratings.rules import Scheme
from server.domain.ratings.schemas import Content, Countable, Grade, Mending, PublishIn, RemovedOut, SchemeIn, SchemeListed, SchemeOut, SchemesOut
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, row_not_found
from server.replication import Replication, Unit
from sync.plan import Need

_LISTED = 'select * from "scheme" where not "deleted" and "kind" = {} order by "version" desc'
_RECORDED = """select 'fact' as "source", "kind", count(*) as "records" from "fact"
    where "on" >= {} and "on" <= {} and "withdrawn_at" is null and not "deleted" group by "kind"
    union all select 'attendance', "kind", count(*) from "meeting" where "held_start" >= {} and "held_start" <= {}
    and "status" in ('submitted', 'approved') and "filed_at" is not null and not "deleted" group by "kind"
    union all select 'mass_review', '', count(*) from "mass_review" where "quarter" = {} and "state" = 'published' and not "deleted" """
QUARTERS_AHEAD = 3
_MARKS = [Grade(key, title) for key, title in zip(rules.EXPECTED, ("到会", "请假", "缺席", "已补课"), strict=True)]


def countable() -> list[Countable]:
    """What rules may count: meetings by marks of attendance, facts by grades, the amount or the month they tell, and the mass review."""
    found = [Countable("attendance", kind, title, _MARKS) for kind, title in MEETING_TITLES.items()]
    for kind in facts.KINDS.values():
        source = "fact_amount" if kind.most else "fact_until" if kind.takes_until else "fact"
        found.append(Countable(source, kind.key, kind.title, [Grade(key, title) for key, title in kind.grades.items()]))
    return [*found, Countable("mass_review", "", "群众测评", [])]


def changed_meanwhile() -> Problem:
    """Another person saved or published the draft after it was read."""
    return Problem("ratings.changed", "已被改动", "这份草稿刚刚被别人改过。", "请重新打开，看过最新内容再改。", 409)


def published_already() -> Problem:
    """A published version never changes."""
    return Problem("ratings.published", "已经发布", "发布过的评星办法不能再改。", "请起草新版本，从以后的季度起施行。", 409)


def unknown_scheme() -> Problem:
    """No such version."""
    return row_not_found("没有这一版评星办法。")


async def list_schemes(replication: Replication) -> SchemesOut:
    """All versions, newest first, and the quarters from which a draft may rule."""
    records = await replication.database.fetch(_LISTED, KIND)
    running = rules.quarter_of(today_of(replication))
    quarters = [rules.quarter_before(running, -ahead) for ahead in range(QUARTERS_AHEAD)]
    return SchemesOut([msgspec.convert(_readable(record), SchemeListed) for record in records], quarters)


async def show_scheme(replication: Replication, scheme: str) -> SchemeOut:
    """One version with its content, and what keeps it from being published."""
    rows = await replication.store.load(Need("scheme", (scheme,)))
    found = [{"id": row.id, "rev": row.rev, **row.values} for row in rows if not row.deleted and row.values["kind"] == KIND]
    if not found:
        raise unknown_scheme()
    return await _out(replication, found[0])


async def draft_scheme(replication: Replication, actor: Actor) -> SchemeOut:
    """The draft; if there is none, a new one that says what the latest version says. At most one draft at a time."""
    async with replication.write(actor.account, "draft scheme", ["site"]) as unit:
        records = await unit.fetch(_LISTED, KIND)
        draft = next((record["id"] for record in records if record["state"] == "draft"), None)
        if draft is None:
            draft, latest = str(uuid4()), records[0]
            values = {"kind": KIND, "version": latest["version"] + 1, "state": "draft", "content": msgspec.json.decode(latest["content"])}
            unit.put("scheme", draft, values | {"from_on": latest["from_on"], "changed_by": actor.name, "changed_at": unit.now_ms})
    return await show_scheme(replication, draft)


async def save_scheme(replication: Replication, actor: Actor, scheme: str, data: SchemeIn) -> SchemeOut:
    """Keeps a draft as it was edited, also one that may not be published yet; tells what is to be mended."""
    async with replication.write(actor.account, "edit scheme", ["site"]) as unit:
        _check_draft(await _load(unit, scheme), data.rev)
        content = msgspec.json.decode(msgspec.json.encode(data.content))
        unit.put("scheme", scheme, {"content": content, "changed_by": actor.name, "changed_at": unit.now_ms})
    return await show_scheme(replication, scheme)


async def drop_scheme(replication: Replication, actor: Actor, scheme: str) -> None:
    """Deletes a draft."""
    async with replication.write(actor.account, "drop scheme", ["site"]) as unit:
        row = await _load(unit, scheme)
        _check_draft(row, row["rev"])
        unit.delete("scheme", scheme)


async def publish_scheme(replication: Replication, actor: Actor, scheme: str, data: PublishIn) -> SchemeOut:
    """Lets a draft without faults rule the quarters that begin on a day or later; the ratings of these are drawn again."""
    today = today_of(replication)
    async with replication.write(actor.account, "publish scheme", ["site"]) as unit:
        row = await _load(unit, scheme)
        _check_draft(row, data.rev)
        published, running = await _published(unit.fetch), rules.quarter_of(today)
        content = _content(row)
        gone = await _removed(replication, unit.fetch, content, published) if rules.quarter_of(data.from_on) == running else []
        faults = [*mending(content, published), *rules.publishing_mending(data.from_on, today, published), *rules.removing_mending(gone)]
        if faults:
            raise invalid(Reason(one.field, one.reason) for one in faults)
        unit.put("scheme", scheme, {"state": "published", "from_on": data.from_on, "changed_by": actor.name, "changed_at": unit.now_ms})
        told = {"version": (None, row["version"]), "from_on": (None, data.from_on)}
        await note_change(replication, actor.account, "scheme", scheme, "评星办法", told, data.reason)
    return await show_scheme(replication, scheme)


def mending(content: Content, published: Sequence[Scheme]) -> list[Mending]:
    """What keeps this content from being published beside these versions."""
    return [*rules.content_mending(content, facts.KINDS), *rules.identity_mending(content, [one.content for one in published])]


async def _published(fetch: Fetch) -> list[Scheme]:
    """All published versions, the latest last."""
    return sorted((one for one in await load_schemes(fetch) if one.state == "published"), key=lambda one: one.version)


async def _removed(replication: Replication, fetch: Fetch, content: Content, published: Sequence[Scheme]) -> list[RemovedOut]:
    """What of the latest version the content has not. The running quarter is looked through only if there is such a thing."""
    before = published[-1].content
    if not rules.removed(content, before, []):
        return []
    quarter = rules.quarter_of(today_of(replication))
    places = (*rules.quarter_days(quarter), *rules.quarter_bounds(quarter, replication.settings.zone), quarter)
    return rules.removed(content, before, [msgspec.convert(row, rules.Recorded) for row in await fetch(_RECORDED, *places)])


async def content_of(replication: Replication, scheme: str) -> Content:
    """What a version says."""
    return (await show_scheme(replication, scheme)).content


def _check_draft(row: dict[str, Any], seen: int) -> None:
    if row["state"] != "draft":
        raise published_already()
    if row["rev"] != seen:
        raise changed_meanwhile()


async def _load(unit: Unit, scheme: str) -> dict[str, Any]:
    row = (await unit.load("scheme", [scheme])).get(scheme)
    if row is None or row["kind"] != KIND:
        raise unknown_scheme()
    return row


def _content(row: dict[str, Any]) -> Content:
    return msgspec.convert(row["content"], Content)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"changed_by": row["changed_by"] or ""}


async def _out(replication: Replication, row: dict[str, Any]) -> SchemeOut:
    content, fetch = _content(row), replication.database.fetch
    if row["state"] == "draft":
        published = await _published(fetch)
        told = {"mending": mending(content, published), "removed": await _removed(replication, fetch, content, published)}
    else:
        told = {"mending": [], "removed": []}
    return msgspec.convert(_readable(row) | {"content": content, "countable": countable()} | told, SchemeOut)
