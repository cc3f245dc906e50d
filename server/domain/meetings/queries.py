"""Reads meetings with everything a record shows."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import product
from typing import Any

import msgspec

from server.domain.meetings import rules
from server.domain.meetings.schemas import (
    AttendanceOut,
    DecidedResolutionOut,
    DecideResolutionIn,
    MeetingOut,
    OverdueResolutionOut,
    OverdueResolutionsOut,
    QuorumOut,
    RecordOut,
    ResolutionOut,
    ResolutionsOut,
    VoteOut,
)
from server.domain.organisation import COMMITTEE_POSTS, derived_id, load_called, may_vote, members_meant, today_of
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, own_case, row_not_found
from server.replication import Document, Replication, Unit
from server.replication.store import in_list, joined, to_json
from sync.mutation import CREATED, Mark, Row
from sync.plan import Need

_NEAR = """select "id", "org", "kind", "held_start", "marks" from "meeting" where "branch" = {} and "org" = {} and "kind" = {}
    and "held_start" >= {} and "held_start" <= {} and not "deleted" order by "id" """
_RESOLVED = {
    "sqlite": """select m."id", m."branch", m."title", m."kind", m."held_start", m."resolutions" from json_each({}) w cross join "meeting" m
        where m."branch" = w.value and m."held_start" >= {} and m."resolutions" <> '[]' and m."status" in ('submitted', 'approved')
        and not m."deleted" """,
    "postgres": """select m."id", m."branch", m."title", m."kind", m."held_start", m."resolutions" from "meeting" m
        where m."branch" = any(array(select jsonb_array_elements_text({}::jsonb))) and m."held_start" >= {} and m."resolutions" <> '[]'
        and m."status" in ('submitted', 'approved') and not m."deleted" """,
}
_DONE_AT = joined(
    """select "id", "done_on", "verdict", "decided_by", "decided_at" from "resolution_done" where not "deleted" and "done_on" is not null
    and "verdict" <> 'returned' and""",
    in_list("meeting"),
)
_TOLD = """select d."id" as "resolution", d."rev", d."branch", b."name" as "branch_name", d."meeting", m."title" as "meeting_title",
    m."kind" as "meeting_kind", m."resolutions", d."text", d."due_on", d."done_on", coalesce(p."name", a."name", '') as "done_by_name", d."done_at",
    d."note", d."verdict", d."decided_at", d."decided_reason"
    from "resolution_done" d join "meeting" m on m."id" = d."meeting" join "organisation" b on b."id" = d."branch"
    left join "account" a on a."id" = d."done_by" left join "member" p on p."id" = a."member"
    where not d."deleted" and d."done_on" is not null and d."verdict" = {} and not m."deleted" and m."status" in ('submitted', 'approved')
    order by d."done_at", d."id" limit {}"""
_EVERY_BRANCH = """select "id" from "organisation" where "kind" = 'branch' and not "deleted" """
_MEETINGS = joined('select "id", "title", "kind" from "meeting" where', in_list("id"))
_RETURNED = joined("""select "id", "decided_reason" from "resolution_done" where not "deleted" and "verdict" = 'returned' and""", in_list("id"))
_WAITING = """select count(*) as "waiting" from "resolution_done" d join "meeting" m on m."id" = d."meeting" where not d."deleted"
    and d."done_on" is not null and d."verdict" = '' and not m."deleted" and m."status" in ('submitted', 'approved') """
SHOWN = 200
_SOUGHT = joined(
    """select "id", "branch", "org", "kind", "title", "held_start", "created_at", "place", "observers", "agenda", "discussion", "resolutions",
    "votes", "status" from "meeting" where not "deleted" and""",
    in_list("id"),
)
_EXPECTED = joined('select "meeting", "member" from "attendance" where not "deleted" and', in_list("meeting"))
LOOK_BACK_MS = 400 * 24 * 3_600_000
"""How long ago a resolution may have been taken that is still looked at."""
Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
HOUR_MS = 3_600_000
_decode_marks = msgspec.json.Decoder(dict[str, Mark]).decode


async def records_near(unit: Unit, branch: str, org: str, kind: str, start: int) -> list[dict[str, Any]]:
    """Records of one organisation and kind around `start` (epoch ms), with the log that made each."""
    reach = rules.TWICE_WITHIN_MS
    records = await unit.fetch(_NEAR, branch, org, kind, start - reach, start + reach)
    made = [_decode_marks(record["marks"]).get(CREATED) for record in records]
    return [{**record, "log": mark.log if mark else ""} for record, mark in zip(records, made, strict=True)]


class Resolved(msgspec.Struct, frozen=True):
    """A resolution of a filed record that names who is to do it until which day, and the day on which it was done, if it was.

    What the office returned was not done; `verdict` is `confirmed` once it has said that it was (who by the account, when in epoch ms).
    """

    id: str
    meeting: str
    branch: str
    text: str
    owner: str
    due_on: str
    done_on: str | None
    verdict: str = ""
    decided_by: str | None = None
    decided_at: int | None = None


async def load_resolutions(fetch: Fetch, branches: Iterable[str], since_ms: int) -> list[Resolved]:
    """The resolutions of these branches' filed records since an instant (epoch ms) that have an owner and a day."""
    records = await fetch(_RESOLVED, to_json(sorted(set(branches))), since_ms)
    found = [(record, one) for record in records for one in msgspec.json.decode(record["resolutions"], type=list[rules.Decision])]
    done = {row["id"]: row for row in await fetch(_DONE_AT, to_json([record["id"] for record in records]))} if found else {}
    return [_resolved(record, one, done) for record, one in found if one.owner and rules.day_of(one.due_on)]


_NOT_DONE: Mapping[str, Any] = {"done_on": None, "verdict": "", "decided_by": None, "decided_at": None}


def _resolved(record: Mapping[str, Any], one: rules.Decision, done: Mapping[str, Mapping[str, Any]]) -> Resolved:
    resolution = rules.resolution_id(record["id"], one.text)
    told = done.get(resolution, _NOT_DONE)
    about = (resolution, record["id"], record["branch"], one.text, one.owner, one.due_on)
    return Resolved(*about, told["done_on"], told["verdict"], told["decided_by"], told["decided_at"])


async def load_told(replication: Replication, verdict: str, at_most: int = SHOWN) -> ResolutionsOut:
    """Resolutions that branches tell are carried out, by what the office said to them ('' for those that wait)."""
    records = await replication.database.fetch(_TOLD, verdict, at_most)
    return ResolutionsOut([msgspec.convert({**row, "owner": _owner_of(row)}, ResolutionOut) for row in records])


async def load_overdue(replication: Replication) -> OverdueResolutionsOut:
    """Resolutions of all branches whose day has passed without a word that they are carried out, or with one that the office returned."""
    today, fetch = today_of(replication), replication.database.fetch
    async with replication.database.read():
        branches = [row["id"] for row in await fetch(_EVERY_BRANCH)]
        known = await load_resolutions(fetch, branches, replication.clock() - LOOK_BACK_MS)
        overdue = sorted((one for one in known if one.done_on is None and one.due_on < today), key=lambda one: (one.due_on, one.branch, one.id))
        meetings = {row["id"]: row for row in await fetch(_MEETINGS, to_json(sorted({one.meeting for one in overdue})))}
        returned = {row["id"]: row["decided_reason"] for row in await fetch(_RETURNED, to_json([one.id for one in overdue]))}
        (waiting,) = await fetch(_WAITING)
    names = await names_of(replication, "organisation", (one.branch for one in overdue))
    items = [_overdue(one, names, meetings[one.meeting], returned.get(one.id, "")) for one in overdue]
    return OverdueResolutionsOut(today, items, waiting["waiting"])


def _overdue(one: Resolved, names: Mapping[str, str], meeting: Mapping[str, Any], reason: str) -> OverdueResolutionOut:
    where = (one.branch, names.get(one.branch, ""), one.meeting, meeting["title"], meeting["kind"])
    return OverdueResolutionOut(one.id, *where, one.text, one.owner, one.due_on, reason)


def _owner_of(record: Mapping[str, Any]) -> str:
    decisions = msgspec.json.decode(record["resolutions"], type=list[rules.Decision])
    return next((one.owner for one in decisions if one.text == record["text"]), "")


async def decide_resolution(replication: Replication, actor: Actor, resolution: str, asked: DecideResolutionIn) -> DecidedResolutionOut:
    """Confirms or returns what the branch told.

    Problem 404 for an unknown one, 409 `meetings.resolution_changed` if it changed since, 403 for what the person told or was to do oneself.
    """
    found = await replication.store.load(Need("resolution_done", (resolution,)))
    if not found or found[0].deleted:
        raise row_not_found()
    async with replication.write(actor.account, f"resolution {asked.verdict}", lock=[f"branch:{found[0].values['branch']}"]) as unit:
        row = (await unit.load("resolution_done", [resolution]))[resolution]
        if row["done_by"] == actor.account or await _is_owner(unit, actor, row):
            raise own_case("这条决议由您负责，或由您登记为已落实，不能由您自己确认。", "请由党群工作部的其他同志确认。")
        if row["rev"] != asked.rev or row["done_on"] is None:
            raise Problem("meetings.resolution_changed", "内容已有变化", "支部重新登记过，或已有人处理。", "请刷新后按最新的内容处理。", 409)
        decided = {"verdict": asked.verdict, "decided_reason": asked.reason.strip()}
        unit.put("resolution_done", resolution, {**decided, "decided_by": actor.account, "decided_at": unit.now_ms})
    return DecidedResolutionOut(resolution, asked.verdict)


async def _is_owner(unit: Unit, actor: Actor, done: Mapping[str, Any]) -> bool:
    """Whether the person was to carry it out: then it counts for the own stars."""
    found = (await unit.load("meeting", [done["meeting"]])).get(done["meeting"])
    told = next((one.get("owner") or "" for one in found["resolutions"] if one.get("text") == done["text"]), "") if found else ""
    called = (await load_called(unit.fetch, [done["branch"]]))[done["branch"]] if told else []
    return actor.member in members_meant(told, called, local_day(unit.now_ms, unit.settings.timezone))


async def load_meeting(replication: Replication, meeting: str) -> tuple[Row, list[Row]] | None:
    """A meeting and its marks as they stand, or None if there is no such meeting."""
    return next(iter(await load_meetings(replication, [meeting])), None)


async def load_meetings(replication: Replication, meetings: Iterable[str]) -> list[tuple[Row, list[Row]]]:
    """Those of these meetings that there are, in this order, each with its marks as they stand."""
    ids = tuple(meetings)
    found = {row.id: row for row in await replication.store.load(Need("meeting", ids)) if not row.deleted}
    marks: dict[str, list[Row]] = defaultdict(list)
    for mark in await replication.store.load(Need("attendance", tuple(found), "meeting")) if found else ():
        if not mark.deleted:
            marks[mark.values["meeting"]].append(mark)
    return [(found[one], marks[one]) for one in ids if one in found]


async def names_of(replication: Replication, table: str, ids: Iterable[str]) -> dict[str, str]:
    """Names of members or organisations by id."""
    rows = await replication.store.load(Need(table, tuple(dict.fromkeys(ids))))
    return {row.id: row.values["name"] for row in rows}


async def describe(replication: Replication, meeting: Row, marks: list[Row]) -> RecordOut:
    """A record with names, quorum and results."""
    return (await describe_all(replication, [(meeting, marks)]))[0]


async def describe_all(replication: Replication, records: Sequence[tuple[Row, list[Row]]]) -> list[RecordOut]:
    """Several records at once, in their order."""
    people = [one for row, marks in records for one in (row.values["chair"], row.values["recorder"], *(mark.values["member"] for mark in marks))]
    members = await names_of(replication, "member", people)
    orgs = await names_of(replication, "organisation", [org for row, _ in records for org in (row.values["branch"], row.values["org"])])
    return [_record_of(row, marks, members, orgs) for row, marks in records]


def _record_of(meeting: Row, marks: list[Row], members: Mapping[str, str], orgs: Mapping[str, str]) -> RecordOut:
    values, counted = meeting.values, rules.count(mark.values for mark in marks)
    return RecordOut(
        _meeting(meeting, members, orgs),
        [rules.resolution_id(meeting.id, one.get("text") or "") for one in values["resolutions"]],
        sorted(_attendance(marks, members), key=lambda one: (one.status, one.name, one.member)),
        _quorum(values, counted),
        [_vote(vote, values["kind"], counted) for vote in values["votes"]],
    )


def _meeting(meeting: Row, members: Mapping[str, str], orgs: Mapping[str, str]) -> MeetingOut:
    values: dict[str, Any] = dict(meeting.values)
    values |= {"id": meeting.id, "rev": meeting.rev}
    values |= {"branch_name": orgs.get(values["branch"], ""), "org_name": orgs.get(values["org"], "")}
    for role in ("chair", "recorder"):
        values[f"{role}_name"] = members.get(values[role], values[role])
    return msgspec.convert({name: values[name] for name in MeetingOut.__struct_fields__}, MeetingOut)


def _attendance(marks: Iterable[Row], members: Mapping[str, str]) -> list[AttendanceOut]:
    return [AttendanceOut(m.values["member"], members.get(m.values["member"], ""), m.values["status"], m.values["reason"]) for m in marks]


def _quorum(values: Mapping[str, Any], counted: rules.Count) -> QuorumOut:
    rule = rules.purpose_of(values["kind"], values["purpose"])
    ok = rules.is_quorate(rule, counted.expected_vote, counted.present_vote)
    return QuorumOut(**msgspec.structs.asdict(counted), ok=ok, rule=rule)


def _vote(vote: Mapping[str, Any], kind: str, counted: rules.Count) -> VoteOut:
    tally = msgspec.convert(vote, rules.Vote)
    rule = rules.purpose_of(kind, tally.purpose)
    passed = rules.is_passed(rule, counted.expected_vote, counted.present_vote, tally.written, tally.yes)
    return VoteOut(**msgspec.structs.asdict(tally), passed=passed)


# --- What is found by searching


async def records_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Records by all their words, and each of their resolutions by its own, for those who may open the record."""
    asked = to_json(list(ids))
    expected: dict[str, list[str]] = defaultdict(list)
    for mark in await fetch(_EXPECTED, asked):
        expected[mark["meeting"]].append(mark["member"])
    return [(row["id"], found) for row in await fetch(_SOUGHT, asked) for found in _sought(row, expected[row["id"]])]


def _sought(row: Mapping[str, Any], members: Iterable[str]) -> Iterator[Document]:
    resolutions = msgspec.json.decode(row["resolutions"], type=list[rules.Decision])
    subjects = [vote.subject for vote in msgspec.json.decode(row["votes"], type=list[rules.Vote])]
    said = [row["agenda"], row["discussion"], *map(_resolution_words, resolutions), *subjects, row["place"], row["observers"]]
    place = (f"record/{row['id']}", row["org"], row["branch"], rules.seen_by(row, members), row["kind"])
    at_ms = row["created_at"] if row["held_start"] is None else row["held_start"]
    yield Document(row["id"], "meeting", row["title"], "\n".join(filter(None, said)), *place, at_ms)
    for one in resolutions:
        if one.text:
            yield Document(rules.resolution_id(row["id"], one.text), "resolution", row["title"], _resolution_words(one), *place, at_ms)


def _resolution_words(one: rules.Decision) -> str:
    return " ".join(filter(None, (one.text, one.owner, one.due_on)))


# --- The demo mine


_PEOPLE = """select m."id", m."branch", m."kind" from "member" m where not m."deleted" and m."status" = 'active' order by m."branch", m."id" """
_HOLDING = """select "branch", "member" from "post" where "post" = 'secretary' and "to_on" is null and not "deleted" order by "branch" """
DAY_MS = 24 * HOUR_MS


class Held(msgspec.Struct, frozen=True):
    """A meeting of every branch of the demo mine, and what it resolved, if anything; `start_ms` in epoch ms."""

    kind: str
    title: str
    start_ms: int
    agenda: str
    discussion: str
    resolved: rules.Decision | None = None


async def load_demo(replication: Replication, held: Iterable[Held], models: Collection[str], is_over: bool) -> None:
    """Approved records of meetings that every branch held on the same days; `models` missed none. Invented, the same each time; safe to call twice.

    Of a quarter that is over all resolutions were carried out; of the running one some wait for the office, came back, or are overdue.
    """
    people: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await replication.database.fetch(_PEOPLE):
        people[row["branch"]].append(row)
    secretaries = {row["branch"]: row["member"] for row in await replication.database.fetch(_HOLDING)}
    today = today_of(replication)
    async with replication.write(None, "demo meetings") as unit:
        for at, (branch, members) in enumerate(people.items()):
            for one in held:
                meeting = _record(unit, branch, members, secretaries.get(branch, ""), one, models)
                if one.resolved and one.resolved.due_on < today:
                    _carry_out(unit, branch, meeting, one.resolved, "confirmed" if is_over else _FATES.get(at % 8, "confirmed"))


def _record(unit: Unit, branch: str, members: Iterable[Mapping[str, Any]], secretary: str, one: Held, models: Collection[str]) -> str:
    meeting, start = derived_id("demo meeting", branch, one.kind, str(one.start_ms)), one.start_ms
    about = {"branch": branch, "org": branch, "kind": one.kind, "title": one.title, "held_start": start, "held_end": start + HOUR_MS}
    told = {"place": "支部活动室", "chair": secretary, "recorder": secretary, "agenda": one.agenda, "discussion": one.discussion}
    filed = {"created_at": start, "submitted_at": start + 2 * HOUR_MS, "filed_at": start + 2 * HOUR_MS, "decided_at": start + 24 * HOUR_MS}
    resolved = [msgspec.to_builtins(one.resolved)] if one.resolved else []
    by = {"status": "approved", "created_by": secretary, "submitted_by": secretary, "resolutions": resolved}
    unit.put("meeting", meeting, {**about, **told, **filed, **by})
    for member in members:
        luck = sha256(f"{meeting}/{member['id']}".encode()).digest()[0]
        status, reason = ("present", "") if member["id"] in models else next(mark[1:] for mark in _MARKS if luck < mark[0])
        mark = rules.new_mark(meeting, about, member["id"], may_vote(member))
        unit.put("attendance", rules.attendance_id(meeting, member["id"]), {**mark, "status": status, "reason": reason})
    return meeting


_FATES = {1: "overdue", 3: "", 4: "returned"}
"""What became of the running quarter's resolutions in some of eight branches: nobody told, the office has yet to say, it came back."""


def _carry_out(unit: Unit, branch: str, meeting: str, one: rules.Decision, fate: str) -> None:
    """The branch told on the last day; the office said what it said a day later."""
    if fate == "overdue":
        return
    told = {"meeting": meeting, "branch": branch, "text": one.text, "due_on": one.due_on, "done_on": one.due_on}
    said = {"note": "已按要求完成", "done_by": "demo", "done_at": unit.now_ms - 2 * DAY_MS, **rules.UNDECIDED}
    if fate:
        reason = "请写明整改了哪几处，附复查记录" if fate == "returned" else ""
        said |= {"verdict": fate, "decided_at": unit.now_ms - DAY_MS, "decided_reason": reason}
    unit.put("resolution_done", rules.resolution_id(meeting, one.text), {**told, **said})


_COMMITTEES = joined(
    """select distinct p."branch", p."member", m."kind" from "post" p join "member" m on m."id" = p."member" where p."to_on" is null
    and not p."deleted" and m."status" = 'active' and""",
    in_list("post", "p."),
    'order by p."branch", p."member" ',
)
_BEFORE_LATE, _BEFORE_MISSED = 205, 235
"""Of 256: branches whose committee met and filed in time, and those that filed a month late."""


async def load_demo_committees(replication: Replication, months: Mapping[str, bool], steady: Collection[str]) -> None:
    """Records of committee meetings in months that are over: of every branch where the month's value is true, and always of `steady` ones.

    Everybody who sits on a committee came. Invented, the same each time; safe to call twice.
    """
    found = await replication.database.fetch(_COMMITTEES, to_json(sorted(COMMITTEE_POSTS)))
    secretaries = {row["branch"]: row["member"] for row in await replication.database.fetch(_HOLDING)}
    everyone = frozenset(row["member"] for row in found)
    committees: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        committees[row["branch"]].append({"id": row["member"], **row})
    async with replication.write(None, "demo committee meetings") as unit:
        for (branch, members), (month, all_met) in product(committees.items(), months.items()):
            luck = sha256(f"{branch}/{month}".encode()).digest()[0]
            if all_met or branch in steady or luck < _BEFORE_MISSED:
                sat = _sat(replication, month, luck)
                meeting = _record(unit, branch, members, secretaries.get(branch, ""), sat, everyone)
                if not all_met and branch not in steady and luck >= _BEFORE_LATE:
                    unit.put("meeting", meeting, {"filed_at": min(sat.start_ms + 30 * DAY_MS, unit.now_ms - DAY_MS)})


def _sat(replication: Replication, month: str, luck: int) -> Held:
    start = datetime.fromisoformat(f"{month}-{8 + luck % 15:02}").replace(hour=16, tzinfo=replication.settings.zone)
    agenda, said = "研究本月支部重点工作", "通报上月工作完成情况，研究本月安全生产和党员教育安排，明确分工。"
    return Held("committee_meeting", "支部委员会", round(start.timestamp() * 1000), agenda, said)


_MARKS = ((228, "present", ""), (242, "leave", "值班"), (250, "made_up", "已补课"), (256, "absent", "无故"))
