"""A branch's task table of a month, and a month's work meeting: both fill themselves from duties, orders and resolutions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from server.domain import meetings
from server.domain.dispatch import rules
from server.domain.dispatch.queries.reading import orders_from, orders_where, shown, with_owners
from server.domain.dispatch.schemas import (
    AgendaOut,
    AheadOut,
    DecisionIn,
    DecisionOut,
    MonthTableOut,
    OrderOut,
    RedOut,
    TargetOut,
    TaskOut,
    WorkMeetingIn,
)
from server.domain.obligations import Calendar, load_calendar, period_at, period_days
from server.kit.problems import Problem, row_not_found
from server.replication import Replication
from server.replication.store import few, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
LOOK_BACK = timedelta(days=400)
"""How long ago a resolution may have been taken that a branch's table still shows."""
RED_LOOK_BACK = timedelta(days=100)
"""How long ago something may have fallen due that a work meeting still names."""
REDS_AT_MOST = 200
ISSUED_AT_MOST = 200

_BRANCH = """select "id", "kind", "name", "parent" from "organisation" where not "deleted" and "kind" = 'branch' and "id" = {}"""
_BRANCHES = """select "id", "kind", "name", "parent" from "organisation" where not "deleted" and "kind" = 'branch' order by "name", "id" """
_DUTY = """select o."id" as "ref", o."kind", o."period", o."due_at", o."state" as "standing", o."colour", o."meeting", o."filed_at", o."branch",
    g."name" as "owner", b."name" as "branch_name", coalesce(t."title", o."kind") as "title"
    from "obligation" o join "organisation" g on g."id" = o."org" join "organisation" b on b."id" = o."branch"
    left join "template" t on t."id" = o."template" where not o."deleted" and """
_DUTIES_OF = f"""{_DUTY} o."branch" = {{}} and o."due_at" <= {{}}
    and (o."due_at" >= {{}} or (o."due_at" >= {{}} and o."state" in ('overdue', 'overdue_provisional')))"""
_ORDERS_OF = orders_where(
    """o."branch" = {} and o."state" <> 'withdrawn' and o."issued_at" <= {} and (o."due_at" between {} and {}
    or (o."due_at" > {} and o."every" <> '' and o."state" not in ('reported', 'closed'))
    or (o."due_at" >= {} and o."due_at" < {} and o."state" in ('issued', 'received', 'in_progress', 'returned')))"""
)
"""What falls due in the month; what asks for progress in each month until then; and what earlier months left."""
_RED_DUTIES = joined(
    f"{_DUTY} o.\"state\" in ('overdue', 'overdue_provisional') and",
    few('o."period"'),
    f'order by o."due_at", o."id" limit {REDS_AT_MOST}',
)
_RED_DUTIES_TOTAL = joined(
    """select count(*) as "n" from "obligation" o where not o."deleted" and o."state" in ('overdue', 'overdue_provisional') and""",
    few('o."period"'),
)
_OPEN = """o."state" in ('issued', 'received', 'in_progress', 'returned')"""
_RED_ORDERS = orders_where(f"{_OPEN} and o.\"colour\" = 'red'", f'order by o."due_at", o."id" limit {REDS_AT_MOST}')
_RED_ORDERS_TOTAL = f"""select count(*) as "n" from "dispatch_order" o where not o."deleted" and {_OPEN} and o."colour" = 'red' """
_AHEAD_DUTIES = joined(
    """select coalesce(t."title", o."kind") as "title", o."period", max(o."due_at") as "due_at", count(*) as "count" from "obligation" o
    left join "template" t on t."id" = o."template" where not o."deleted" and o."state" in ('upcoming', 'warning', 'held_unfiled')
    and o."due_at" > {} and o."due_at" <= {} and""",
    few('o."period"'),
    "group by 1, 2 order by 3, 1",
)
_AHEAD_ORDERS = orders_where(f'{_OPEN} and o."due_at" > {{}} and o."due_at" <= {{}}', f'order by o."due_at", o."id" limit {ISSUED_AT_MOST}')
_ISSUED = orders_where('o."issued_at" >= {} and o."issued_at" <= {}', f'order by o."issued_at" desc, o."id" limit {ISSUED_AT_MOST}')
_ISSUED_TOTAL = 'select count(*) as "n" from "dispatch_order" where not "deleted" and "issued_at" >= {} and "issued_at" <= {}'
_MEETING = 'select * from "work_meeting" where not "deleted" and "month" = {}'
_read_decisions = msgspec.json.Decoder(list[DecisionIn]).decode


class Span(NamedTuple):
    """A month's first and last instant (epoch ms); `carried_from` is since when what is still not done is shown in it too."""

    month: str
    start: int
    end: int
    carried_from: int


def span_of(month: str, calendar: Calendar, now_ms: int) -> Span:
    """Only the running month carries on what earlier ones left. Problem 400 for a text that names no month."""
    try:
        first, last = period_days(month if len(month) == len("2026-11") and "Q" not in month else "")
    except ValueError as error:
        raise Problem("dispatch.month", "月份不对", f"没有“{month[:20]}”这个月。", "请写成 2026-11。", field="month") from error
    start, end = calendar.start_of(first), calendar.end_of(last)
    return Span(month, start, end, calendar.start_of(first - LOOK_BACK) if start <= now_ms <= end else start)


# --- The task table of a branch


async def load_branches(replication: Replication) -> list[TargetOut]:
    """The branches that have a table."""
    async with replication.database.read():
        found = await replication.database.fetch(_BRANCHES)
    return [TargetOut(row["id"], row["kind"], row["name"], row["parent"]) for row in found]


async def load_table(replication: Replication, branch: str, month: str) -> MonthTableOut:
    """What a branch has to do in a month. Problem 404 for an unknown branch, 400 for a month that is none."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        calendar = await load_calendar(fetch, replication.settings.zone)
        span = span_of(month, calendar, now_ms)
        if not (found := await fetch(_BRANCH, branch)):
            raise row_not_found("没有这个支部。")
        duties = await fetch(_DUTIES_OF, branch, span.end, span.start, span.carried_from)
        tasks = [_duty(row, calendar) for row in duties]
        times = (span.end, span.start, span.end, span.end, span.carried_from, span.start)
        orders = await with_owners(fetch, [shown(row, now_ms) for row in await fetch(_ORDERS_OF, branch, *times)])
        resolutions = await meetings.load_resolutions(fetch, [branch], calendar.start_of(calendar.day_of(span.start) - LOOK_BACK))
        resolved_by = {one.id: one.owner for one in resolutions}
        tasks += [_order(one, resolved_by.get(one.source_ref, "")) for one in orders]
        tasks += [task for one in resolutions if (task := _resolution(one, span, calendar, now_ms))]
    tasks.sort(key=lambda task: (task.due_on, task.what, task.title, task.ref))
    arrived = [*(row["filed_at"] for row in duties if row["filed_at"]), *(order.data_up_to for order in orders)]
    return MonthTableOut(now_ms, max(arrived, default=None), month, branch, found[0]["name"], tasks)


def _duty(row: Mapping[str, Any], calendar: Calendar) -> TaskOut:
    return msgspec.convert({**row, "what": "obligation", "due_on": calendar.day_of(row["due_at"]).isoformat()}, TaskOut)


def _order(one: OrderOut, resolved_by: str) -> TaskOut:
    """`resolved_by`: whom the branch's own resolution named, if the order came of one."""
    title = f"{rules.spoken_number({'year': one.year, 'number': one.number})} {one.content}"
    owner = one.owner_name or resolved_by
    return TaskOut(what="order", ref=one.order, title=title, owner=owner, due_on=one.due_on, standing=one.standing, colour=one.colour)


def _resolution(one: meetings.Resolved, span: Span, calendar: Calendar, now_ms: int) -> TaskOut | None:
    due = date.fromisoformat(one.due_on)
    standing = _standing_of(one, calendar.day_of(now_ms).isoformat())
    since = span.carried_from if one.done_on is None else span.start
    if not since <= calendar.start_of(due) <= span.end:
        return None
    colour = rules.COLOURS[standing]
    return TaskOut(
        what="resolution", ref=one.id, title=one.text, owner=one.owner, due_on=one.due_on, standing=standing, colour=colour, meeting=one.meeting
    )


def _standing_of(one: meetings.Resolved, today: str) -> rules.Standing:
    if one.done_on is not None:
        return "done" if one.done_on <= one.due_on else "late"
    return "overdue" if one.due_on < today else "upcoming"


# --- The work meeting


async def load_agenda(replication: Replication, month: str) -> AgendaOut:
    """A month's work meeting, prepared from what is on record now. Problem 400 for a month that is none."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        calendar = await load_calendar(fetch, replication.settings.zone)
        span = span_of(month, calendar, now_ms)
        reds, reds_total = await _load_reds(fetch, calendar, now_ms)
        ahead = await _load_ahead(fetch, calendar, now_ms, span)
        last_month = period_at("month", calendar.day_of(span.start) - timedelta(days=1))
        meeting, before = await _load_meeting(fetch, month), await _load_meeting(fetch, last_month)
        orders = await orders_from(fetch, (one.id for held in (meeting, before) for one in held["decisions"]), now_ms)
        since = calendar.start_of(period_days(last_month)[0])
        issued = [shown(row, now_ms) for row in await fetch(_ISSUED, since, span.end)]
        (total,) = await fetch(_ISSUED_TOTAL, since, span.end)
    told = {name: meeting[name] for name in ("rev", "held_on", "place", "chair", "attended", "notes")}
    return AgendaOut(
        as_of=now_ms,
        month=month,
        decisions=_decided(meeting["decisions"], orders),
        reds=reds,
        reds_total=reds_total,
        ahead=ahead,
        last_month=last_month,
        last_decisions=_decided(before["decisions"], orders),
        issued=issued,
        issued_total=total["n"],
        **told,
    )


async def _load_meeting(fetch: Fetch, month: str) -> dict[str, Any]:
    blank = {"rev": 0, "held_on": "", "place": "", "chair": "", "attended": "", "notes": "", "decisions": "[]"}
    found = await fetch(_MEETING, month)
    held = {**blank, **(found[0] if found else {})}
    return held | {"decisions": _read_decisions(held["decisions"])}


async def load_decisions(fetch: Fetch, month: str) -> list[DecisionIn]:
    """What was decided at a month's work meeting; nothing before it."""
    return (await _load_meeting(fetch, month))["decisions"]


def _decided(decisions: Iterable[DecisionIn], orders: Mapping[str, list[OrderOut]]) -> list[DecisionOut]:
    return [DecisionOut(one.id, one.text, one.owner, one.due_on, orders.get(one.id, [])) for one in decisions]


async def _load_reds(fetch: Fetch, calendar: Calendar, now_ms: int) -> tuple[list[RedOut], int]:
    """What is red of all branches, the longest overdue first, and how many there are."""
    today = calendar.day_of(now_ms)
    periods = to_json(_periods_between(today - RED_LOOK_BACK, today))
    found = [_red("obligation", row, calendar) for row in await fetch(_RED_DUTIES, periods)]
    found += [_red_order(shown(row, now_ms), calendar) for row in await fetch(_RED_ORDERS)]
    branches = {row["id"]: row["name"] for row in await fetch(_BRANCHES)}
    resolutions = await meetings.load_resolutions(fetch, branches, calendar.start_of(today - RED_LOOK_BACK))
    overdue = [one for one in resolutions if one.done_on is None and one.due_on < today.isoformat()]
    found += [RedOut("resolution", one.branch, branches[one.branch], one.id, one.text, "", one.due_on, "overdue", one.meeting) for one in overdue]
    (duties,), (orders,) = await fetch(_RED_DUTIES_TOTAL, periods), await fetch(_RED_ORDERS_TOTAL)
    found.sort(key=lambda one: (one.due_on, one.branch_name, one.ref))
    return found[:REDS_AT_MOST], duties["n"] + orders["n"] + len(overdue)


def _periods_between(first: date, last: date) -> list[str]:
    days = [first + timedelta(days=at) for at in range(0, (last - first).days, 28)]
    return sorted({period_at(period, day) for day in (*days, last) for period in ("month", "quarter", "year")})


def _red(what: str, row: Mapping[str, Any], calendar: Calendar) -> RedOut:
    return msgspec.convert({**row, "what": what, "due_on": calendar.day_of(row["due_at"]).isoformat()}, RedOut)


def _red_order(one: OrderOut, calendar: Calendar) -> RedOut:
    missed_at = {"progress_missed": one.progress_at, "not_mended": one.mend_at}.get(one.standing)
    due_on, ends_on = (calendar.day_of(missed_at).isoformat(), one.due_on) if missed_at else (one.due_on, "")
    return RedOut("order", one.branch, one.branch_name, one.order, one.content, "", due_on, one.standing, ends_on=ends_on)


async def _load_ahead(fetch: Fetch, calendar: Calendar, now_ms: int, span: Span) -> list[AheadOut]:
    """What falls due until the end of the month after this one, the nearest first."""
    until = calendar.end_of(period_days(period_at("month", calendar.day_of(span.end) + timedelta(days=1)))[1])
    since = max(now_ms, span.start)
    periods = to_json(_periods_between(calendar.day_of(since), calendar.day_of(until)))
    duties = [(row, calendar.day_of(row["due_at"]).isoformat()) for row in await fetch(_AHEAD_DUTIES, since, until, periods)]
    found = [AheadOut("obligation", row["title"], due_on, row["count"], period=row["period"]) for row, due_on in duties]
    found += [_ahead_order(shown(row, now_ms)) for row in await fetch(_AHEAD_ORDERS, since, until)]
    return sorted(found, key=lambda one: (one.due_on, one.what, one.title))


def _ahead_order(one: OrderOut) -> AheadOut:
    return AheadOut("order", f"{one.branch_name}：{one.content}", one.due_on, 1, ref=one.order)


async def keep_meeting(replication: Replication, account: str, month: str, asked: WorkMeetingIn) -> None:
    """Notes a month's work meeting over the revision that was seen. Problem 409 `dispatch.meeting_changed` if another noted something since."""
    async with replication.write(account, "work meeting", lock=["site"]) as unit:
        span_of(month, Calendar(unit.settings.zone), unit.now_ms)
        key = rules.work_meeting_id(month)
        known = (await unit.load("work_meeting", [key])).get(key)
        if (known["rev"] if known else 0) != asked.rev:
            raise Problem("dispatch.meeting_changed", "例会内容已有变化", "您打开以后，别的同志改过。", "请刷新后再改。", 409)
        told: dict[str, Any] = {name: getattr(asked, name).strip() for name in ("held_on", "place", "chair", "attended", "notes")}
        decisions = msgspec.to_builtins(_kept(asked.decisions))
        unit.put("work_meeting", key, told | {"month": month, "decisions": decisions, "edited_by": account, "edited_at": unit.now_ms})


def _kept(decisions: Sequence[DecisionIn]) -> list[DecisionIn]:
    return [one for one in decisions if one.text.strip()]
