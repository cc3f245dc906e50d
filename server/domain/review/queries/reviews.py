"""Reads the queue and the record under review; writes a decision in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from server.domain import files, meetings
from server.domain.meetings import rules as meeting_rules
from server.domain.review import rules
from server.domain.review.queries.remarks import load_remarks
from server.domain.review.schemas import Difference, GradeOut, QueueItem, QueueOut, ReviewOut
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, own_case, row_not_found
from server.replication import Replication, Unit
from server.replication.store import few, joined, to_json
from sync.mutation import Row
from sync.plan import Need

PAGE = 50
WEIGHED_AT_MOST = 500
"""How many are weighed for one page, the oldest; what waits beyond is no part of what may be approved together until it is among them."""
Order = Literal["age", "risk", "plain"]
"""Oldest first; what needs an eye most first; or only what may be approved together, oldest first."""
_QUEUE = """select r."id" as "review", r."meeting", r."branch", r."state", r."attempt", r."submitted_at", r."digest",
    r."submitted_by", m."chair", m."recorder",
    b."name" as "branch_name", o."name" as "org_name", m."kind", m."title", m."held_start", m."held_end", m."purpose",
    coalesce(p."name", a."login", '') as "submitted_by_name",
    (select count(*) from "attendance" t where t."meeting" = r."meeting" and t."may_vote" and t."status" <> 'excluded'
        and not t."deleted") as "expected",
    (select count(*) from "attendance" t where t."meeting" = r."meeting" and t."may_vote" and t."status" = 'present'
        and not t."deleted") as "present"
    from "review" r join "meeting" m on m."id" = r."meeting" join "organisation" b on b."id" = r."branch"
    left join "organisation" o on o."id" = m."org"
    left join "account" a on a."id" = r."submitted_by" left join "member" p on p."id" = a."member"
    where """
_OLDEST = f"""{_QUEUE} r."state" = {{}} and (r."submitted_at", r."id") > ({{}}, {{}}) order by r."submitted_at", r."id" limit {{}}"""
_THESE = joined(_QUEUE, few('r."id"'))
_WAITING = """select r."id", r."meeting", r."submitted_at", r."submitted_by", m."chair", m."recorder"
    from "review" r join "meeting" m on m."id" = r."meeting" where r."state" = 'pending' order by r."submitted_at", r."id" limit {}"""
_COUNT = 'select count(*) as "n" from "review" where "state" = {}'
_LAST_SNAPSHOT = """select s."content", r."reasons" from "review" r join "review_snapshot" s on s."review" = r."id"
    where r."meeting" = {} and r."state" = 'returned' order by r."attempt" desc limit 1"""
_KEEP_SNAPSHOT = """insert into "review_snapshot" ("review", "content") values ({}, {})
    on conflict ("review") do update set "content" = excluded."content" """


async def load_queue(replication: Replication, actor: Actor, state: str, cursor: str | None, order: Order = "age") -> QueueOut:
    """A page of submissions in `state`, oldest first; `cursor` is the last item seen. What waits can be had otherwise too: see `Order`."""
    async with replication.database.read():
        if order != "age" and state == "pending":
            return await _load_weighed(replication, actor, order, cursor)
        (total,) = await replication.database.fetch(_COUNT, state)
        records = await replication.database.fetch(_OLDEST, state, *page_start(cursor), PAGE + 1)
        told = (state, cursor) == ("pending", None) and total["n"] <= WEIGHED_AT_MOST
        weighed = await _weigh(replication, actor) if told else []
        asked = [] if told else [record["meeting"] for record in records[:PAGE]]
        remarks = await load_remarks(replication, asked) if asked else {one.meeting: one.remarks or [] for one in weighed}
    items = [_queue_item(actor, record, remarks.get(record["meeting"], [])) for record in records[:PAGE]]
    after = f"{items[-1].submitted_at}/{items[-1].review}" if len(records) > PAGE else None
    return QueueOut(items, after, total["n"], sum(one.is_plain for one in weighed) if told else None)


async def _load_weighed(replication: Replication, actor: Actor, order: Order, cursor: str | None) -> QueueOut:
    """A page of what waits, weighed as a whole: how well a time is witnessed is no sum that a database could sort by.

    What is not weighed stands behind, since it is younger than all that is, and is read where a page comes to it; its remarks are told there.
    """
    weighed, start = await _weigh(replication, actor), _weighed_start(cursor)
    plain = [one for one in weighed if one.is_plain]
    wanted = plain if order == "plain" else sorted(weighed, key=Weighed.place)
    left = [one for one in wanted if one.place() > start]
    records = {one["review"]: one for one in await replication.database.fetch(_THESE, to_json([one.review for one in left[:PAGE]]))}
    shown = [(records[one.review], one.remarks, one.risk) for one in left[:PAGE]]
    if order == "risk" and len(left) <= PAGE and len(weighed) == WEIGHED_AT_MOST:
        shown += await _younger(replication, max(start[1:], weighed[-1].place()[1:]), PAGE + 1 - len(left))
    items = [_queue_item(actor, record, remarks) for record, remarks, _ in shown[:PAGE]]
    goes_on = len(left) > PAGE or len(shown) > PAGE
    after = f"{shown[PAGE - 1][2]}/{items[-1].submitted_at}/{items[-1].review}" if goes_on else None
    return QueueOut(items, after, await _count(replication) if order == "risk" else len(plain), len(plain))


async def _younger(replication: Replication, after: tuple[int, str], limit: int) -> list[tuple[dict[str, Any], list[str], int]]:
    """What waits behind what was weighed, with its remarks; its place is that of no risk, whatever these say."""
    records = await replication.database.fetch(_OLDEST, "pending", *after, limit)
    remarks = await load_remarks(replication, [record["meeting"] for record in records]) if records else {}
    return [(record, remarks.get(record["meeting"], []), 0) for record in records]


async def _count(replication: Replication) -> int:
    (total,) = await replication.database.fetch(_COUNT, "pending")
    return total["n"]


class Weighed(NamedTuple):
    """What waits for review, with what is remarkable of it; `own`: it is the reviewer's own record."""

    review: str
    meeting: str
    submitted_at: int
    remarks: list[str]
    own: bool

    @property
    def risk(self) -> int:
        """How early it should be looked at."""
        return rules.risk(self.remarks)

    @property
    def is_plain(self) -> bool:
        """Whether it may be approved together with others."""
        return not self.remarks and not self.own

    def place(self) -> tuple[int, int, str]:
        """What needs an eye most comes first, among equals the oldest."""
        return -self.risk, self.submitted_at, self.review


async def _weigh(replication: Replication, actor: Actor) -> list[Weighed]:
    """The oldest of what waits, oldest first, however many wait."""
    waiting = await replication.database.fetch(_WAITING, WEIGHED_AT_MOST)
    remarks = await load_remarks(replication, [one["meeting"] for one in waiting])
    return [
        Weighed(one["id"], one["meeting"], one["submitted_at"], remarks.get(one["meeting"], []), rules.is_own_record(actor, one)) for one in waiting
    ]


def _weighed_start(cursor: str | None) -> tuple[int, int, str]:
    """Behind which place a page of weighed submissions begins."""
    risk, at, review = [*(cursor or "").split("/", 2), "", "", ""][:3]
    return -number_in(risk, 10**9), number_in(at, 0), review


def page_start(cursor: str | None) -> tuple[int, str]:
    """Where a page of the review queue begins: after this time (epoch ms) and id."""
    at, _, last = (cursor or "0/").partition("/")
    return number_in(at, 0), last


def made_start(cursor: str | None) -> tuple[int, str, int]:
    """Where a page of mutations begins: after this time of arrival (epoch ms), log and number in it.

    What one push brought has one time; only its numbers tell in which order to decide on it.
    """
    at, log, mid = [*(cursor or "").split("/"), "", "", ""][:3]
    return number_in(at, 0), log, number_in(mid, 0)


def _queue_item(actor: Actor, record: dict[str, Any], remarks: list[str]) -> QueueItem:
    rule = meeting_rules.purpose_of(record["kind"], record["purpose"])
    is_quorate = meeting_rules.is_quorate(rule, record["expected"], record["present"])
    raised = rules.flags(record, record["submitted_at"], is_quorate, record["attempt"])
    told = {**record, "flags": raised, "remarks": remarks, "risk": rules.risk(remarks), "own": rules.is_own_record(actor, record)}
    return QueueItem(**{name: told[name] for name in QueueItem.__struct_fields__})


async def load_review(replication: Replication, actor: Actor, meeting_id: str) -> ReviewOut:
    """The record as it stands now, its digest, and its differences from what was returned last. 404 if there is none."""
    found = await meetings.load_meeting(replication, meeting_id)
    if found is None or found[0].values["filed_at"] is None:
        raise row_not_found()
    meeting, marks = found
    content = await content_of(replication, meeting, marks)
    record = await meetings.describe(replication, meeting, marks)
    review = await _latest(replication, meeting_id)
    previous = await replication.database.fetch(_LAST_SNAPSHOT, meeting_id)
    attempt = review.values["attempt"] if review else 0
    submitted_at = meeting.values["submitted_at"] or 0
    return ReviewOut(
        record,
        review.id if review else None,
        review.values["state"] if review else "none",
        meeting_rules.digest(content),
        attempt,
        rules.flags(meeting.values, submitted_at, record.quorum.ok, attempt),
        await _differences(replication, previous, content),
        msgspec.json.decode(previous[0]["reasons"]) if previous else [],
        await _grade(replication, meeting, marks),
        rules.is_own_record(actor, meeting.values),
    )


async def content_of(replication: Replication, meeting: Row, marks: Sequence[Row]) -> dict[str, Any]:
    """What is judged of a record as it stands."""
    return meeting_rules.content(meeting.values, (mark.values for mark in marks), await files.load_files(replication, meeting.id))


async def _grade(replication: Replication, meeting: Row, marks: Sequence[Row]) -> GradeOut:
    """Judged by the mutations that marked who was there, or by the one that made the record where nobody was marked."""
    found = list((await replication.beacons.evidence(rules.written_by(meeting, marks))).values())
    letter = rules.grade(meeting.values["held_start"], meeting.values["held_end"], found)
    return GradeOut(letter, rules.GRADES[letter])


async def _differences(replication: Replication, previous: Sequence[dict[str, Any]], content: dict[str, Any]) -> list[Difference]:
    return await named_differences(replication, msgspec.json.decode(previous[0]["content"]), content) if previous else []


async def named_differences(replication: Replication, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Differences between two contents, with people's names instead of ids."""
    return await with_names(replication, meeting_rules.differences(before, msgspec.to_builtins(after)))


async def with_names(replication: Replication, found: Sequence[dict[str, Any]]) -> list[Difference]:
    """Differences by field, with people's names instead of ids."""
    ids = [one["field"].partition(".")[2] for one in found if one["field"].startswith("attendance.")]
    ids += [side for one in found if one["field"] in ("chair", "recorder") for side in (one["before"], one["after"])]
    names = await meetings.names_of(replication, "member", [member for member in ids if member])
    return [_named(one, names) for one in found]


def _named(one: dict[str, Any], names: dict[str, str]) -> Difference:
    if one["field"] in ("chair", "recorder"):
        one |= {side: names.get(one[side], one[side]) for side in ("before", "after")}
    if one["field"].startswith("attendance."):
        one["label"] += "：" + names.get(one["field"].partition(".")[2], "")
    return Difference(**one)


async def _latest(replication: Replication, meeting_id: str) -> Row | None:
    reviews = await replication.store.load(Need("review", (meeting_id,), "meeting"))
    return max(reviews, default=None, key=lambda review: review.values["attempt"])


async def decide(replication: Replication, actor: Actor, meeting_id: str, digest: str, state: str, reasons: list[dict[str, str]]) -> None:
    """Approves or returns exactly the content with `digest`; Problem 409 `review.changed` if it is another by now, 403 for one's own."""
    branch = await _branch_of(replication, meeting_id)
    async with replication.write(actor.account, f"review {state}", lock=[f"branch:{branch}"]) as unit:
        meeting = (await unit.load("meeting", [meeting_id])).get(meeting_id)
        marks = list((await unit.where("attendance", "meeting", [meeting_id])).values())
        attached = await unit.where("file_asset", "meeting", [meeting_id])
        content = meeting_rules.content(meeting or {}, marks, attached.values())
        review = _pending(await unit.where("review", "meeting", [meeting_id]))
        if meeting is None or review is None or meeting_rules.digest(content) != digest:
            raise Problem("review.changed", "记录已有变化", "您看过之后记录又改动或已处理", "请重新打开，看过新内容再决定", 409)
        refuse_own(actor, meeting)
        if state == "approved":
            await _refuse_conflicts(unit, meeting_id, marks)
        elif fault := rules.reasons_fault(reasons, {mark["member"] for mark in marks}):
            raise invalid([Reason("reasons", fault)])
        await unit.fetch(_KEEP_SNAPSHOT, review, msgspec.json.encode(content).decode())
        _write_decision(unit, meeting_id, review, state, reasons)


def refuse_own(actor: Actor, meeting: Mapping[str, Any]) -> None:
    """Nobody judges a record of their own."""
    if rules.is_own_record(actor, meeting):
        raise own_case("这份记录由您提交、主持或记录，不能由您自己审核。", "请由党群工作部的其他同志审核。")


async def _refuse_conflicts(unit: Unit, meeting_id: str, marks: Iterable[dict[str, Any]]) -> None:
    """What is approved stands for good: a value that still has another beside it cannot be."""
    found = await unit.where("conflict", "row", [meeting_id, *(mark["id"] for mark in marks)])
    if count := sum(one["state"] == "open" for one in found.values()):
        detail = f"支部还有 {count} 处冲突没有决定，现在的内容可能还会变"
        raise Problem("review.conflicts", "有冲突待处理", detail, "请等支部选定后再通过，或退回并说明", 409)


def _write_decision(unit: Unit, meeting_id: str, review: str, state: str, reasons: list[dict[str, str]]) -> None:
    decided = {"decided_at": unit.now_ms}
    unit.put("review", review, {"state": state, "decided_by": unit.actor, "reasons": reasons, **decided})
    unit.put("meeting", meeting_id, {"status": state, "returned_reasons": reasons, **decided})


def _pending(reviews: dict[str, dict[str, Any]]) -> str | None:
    return next((review for review, values in reviews.items() if values["state"] == "pending"), None)


async def _branch_of(replication: Replication, meeting_id: str) -> str:
    rows = await replication.store.load(Need("meeting", (meeting_id,)))
    if not rows:
        raise row_not_found()
    return rows[0].values["branch"]
