"""The office's side: opening a poll, new slips, the close, and what is shown of polls."""

from typing import Any
from uuid import uuid4

import msgspec

from server.domain.ballots import rules
from server.domain.ballots.queries.slips import make_slips, random_key
from server.domain.ballots.schemas import FreeBranchOut, OpenIn, PollOut, PollsOut, SlipsOut
from server.domain.organisation import today_of
from server.kit.database import UniqueViolation
from server.kit.problems import row_not_found
from server.replication import Replication, Unit
from server.replication.store import in_list, insert, joined, to_json

_PEOPLE = joined(
    # Who moved in the quarter is rated once: with the branch whose poll came first.
    """select m."id", m."branch" from "member" m where not m."deleted" and m."status" = 'active' and not exists (select 1 from "mass_review" r
    where r."member" = m."id" and r."quarter" = {} and r."state" <> 'withdrawn' and not r."deleted") and""",
    in_list("branch"),
    'order by m."employee_no" ',
)
_BRANCHES = joined("""select "id", "name" from "organisation" where not "deleted" and "kind" = 'branch' and""", in_list("id"), 'order by "name" ')
_COLUMNS = {
    **dict.fromkeys(("id", "quarter", "name", "branches", "members"), "text"),
    **{"by_paper": "boolean", "public_key": "text", "state": "text", "printed": "integer", "voided": "integer", "closes_on": "text"},
    **{"opened_by": "text", "opened_at": "bigint", "closed_by": "text", "counted_by": "text"},
}
_SAVE = insert("poll", list(_COLUMNS), list(_COLUMNS.values()))
_SAVE_BRANCHES = insert("poll_branch", ["id", "poll"], ["text"] * 2)
_HOLD = {"sqlite": 'select * from "poll" where "id" = {}', "postgres": 'select * from "poll" where "id" = {} for update'}
_UNUSED = 'delete from "ballot_code" where "poll" = {} and "sealed" is null returning "id"'
_IN_BOX = 'select 1 from "ballot_code" where "poll" = {} limit 1'
_REPRINTED = 'update "poll" set "printed" = "printed" + {}, "voided" = "voided" + {} where "id" = {}'
_WITHDRAWN = 'delete from "poll" where "id" = {}'
_BRANCHES_FREED = 'delete from "poll_branch" where "poll" = {}'
_CLOSE = 'update "poll" set "state" = \'closed\', "closed_by" = {}, "closed_at" = {} where "id" = {}'
_DUE = """select "id" from "poll" where "state" = 'open' and "closes_on" < {}"""
POLLS = """select p.*, coalesce(om."name", oa."name", '') as "opened_by_name", coalesce(cm."name", ca."name", '') as "counted_by_name",
    (select count(*) from "poll_entry" e join "poll_entry" f on f."poll" = e."poll" and f."kind" = e."kind" and f."content" = e."content"
        and f."id" <> e."id" where e."poll" = p."id" and e."kind" = 'reconciliation') as "agreed",
    (select count(*) from "ballot_code" c where c."poll" = p."id" and c."sealed" is not null) as "in_box"
    from "poll" p left join "account" oa on oa."id" = p."opened_by" left join "member" om on om."id" = oa."member"
    left join "account" ca on ca."id" = p."counted_by" left join "member" cm on cm."id" = ca."member" """
_OF_QUARTER = f'{POLLS} where p."quarter" = {{}} order by p."name" '
# Everyone active is rated; whoever has no vote (留党察看, rights suspended) draws no slip, and who is here by a temporary relation is asked at home.
_FREE = """select o."id", o."name", count(m."id") as "members", count(m."id") - count(m."no_vote") as "voters" from "organisation" o
    join "member" m on m."branch" = o."id" and m."status" = 'active' and not m."deleted" where o."kind" = 'branch' and not o."deleted"
    group by o."id", o."name" order by o."name" """
_TAKEN = 'select "branches" from "poll" where "quarter" = {}'


async def open_poll(replication: Replication, account: str, asked: OpenIn, address: str) -> SlipsOut:
    """Opens a poll and makes its codes and opening keys, which are told here and never again.

    Problems: `ballots.too_few`, `ballots.taken` and others of rules.check_poll; 404 for a branch that is not there.
    """
    try:
        async with replication.write(account, "poll opened") as unit:
            return await _open(unit, account, asked, address, today_of(replication))
    except UniqueViolation as error:
        raise rules.taken_already("所选的支部") from error


async def _open(unit: Unit, account: str, asked: OpenIn, address: str, today: str) -> SlipsOut:
    branches = await unit.fetch(_BRANCHES, to_json(asked.branches))
    if len(branches) != len(set(asked.branches)):
        raise row_not_found("没有找到所选的支部。")
    people = await unit.fetch(_PEOPLE, asked.quarter, to_json(asked.branches))
    rules.check_poll(asked.quarter, asked.closes_on, today, asked.voters, len(people))
    poll, keys = str(uuid4()), [] if asked.by_paper else [random_key(), random_key()]
    point = rules.base64url(rules.public_bytes(rules.key_from(keys, poll))) if keys else ""
    name = rules.unit_name([branch["name"] for branch in branches])
    ids = to_json([branch["id"] for branch in branches]), to_json([person["id"] for person in people])
    begun = [asked.by_paper, point, "open", asked.voters, 0, asked.closes_on, account, unit.now_ms, "", ""]
    await unit.fetch(_SAVE, to_json([[poll, asked.quarter, name, *ids, *begun]]))
    await unit.fetch(_SAVE_BRANCHES, to_json([[rules.derived_id("poll", asked.quarter, branch["id"]), poll] for branch in branches]))
    for person in people:
        row = {"member": person["id"], "branch": person["branch"], "quarter": asked.quarter}
        nothing_yet = {"state": "open", **dict.fromkeys(("ballots", "mean_tenths", "spread", "computed_at", "data_up_to"))}
        unit.put("mass_review", rules.review_id(person["id"], asked.quarter), row | nothing_yet)
    return SlipsOut(poll, name, [] if asked.by_paper else await make_slips(unit, poll, address, asked.voters), keys)


async def hold_poll(unit: Unit, poll: str, *states: str) -> dict[str, Any]:
    """The poll's row, held to the end of the transaction. Problems: 404 `row.not_found`, 409 `ballots.not_now` in any other state."""
    found = await unit.fetch(_HOLD, poll)
    if not found:
        raise row_not_found("没有找到这次测评。")
    if found[0]["state"] not in states:
        raise rules.not_now(found[0]["state"])
    return found[0]


async def reprint(replication: Replication, account: str, poll: str, slips: int, address: str) -> SlipsOut:
    """New slips in place of all that were not used: those are void from now on, wherever they are."""
    async with replication.write(account, "slips reprinted") as unit:
        found = await hold_poll(unit, poll, "open")
        voided = 0 if found["by_paper"] else len(await unit.fetch(_UNUSED, poll))
        made = [] if found["by_paper"] else await make_slips(unit, poll, address, slips)
        await unit.fetch(_REPRINTED, slips, voided, poll)
        return SlipsOut(poll, found["name"], made)


async def withdraw_poll(replication: Replication, account: str, poll: str) -> None:
    """Undoes the opening while nobody has voted: slips and keys that were never printed would bind the unit for the whole quarter.

    Problem 409 `ballots.begun` once a ballot is in the box.
    """
    async with replication.write(account, "poll withdrawn") as unit:
        found = await hold_poll(unit, poll, "open")
        await unit.fetch(_UNUSED, poll)
        if await unit.fetch(_IN_BOX, poll):
            raise rules.begun()
        await unit.fetch(_BRANCHES_FREED, poll)
        await unit.fetch(_WITHDRAWN, poll)
        for member in msgspec.json.decode(found["members"]):
            unit.put("mass_review", rules.review_id(member, found["quarter"]), {"state": "withdrawn"})  # a deleted row could not be opened anew


async def close_poll(replication: Replication, account: str, poll: str) -> None:
    """From now on no ballot is taken."""
    async with replication.write(account, "poll closed") as unit:
        await hold_poll(unit, poll, "open")
        await unit.fetch(_CLOSE, account, unit.now_ms, poll)


async def close_due(replication: Replication) -> int:
    """Closes the polls whose last day is over; gives how many."""
    closed = 0
    for poll in await replication.database.fetch(_DUE, today_of(replication)):
        async with replication.write(None, "poll closed") as unit:
            held = await unit.fetch(_HOLD, poll["id"])  # it may have been closed by hand meanwhile, or withdrawn
            if held and held[0]["state"] == "open":
                await unit.fetch(_CLOSE, "", unit.now_ms, poll["id"])
                closed += 1
    return closed


async def load_polls(replication: Replication, quarter: str) -> PollsOut:
    """The polls of a quarter by the names of their units, and the branches that have none."""
    async with replication.database.read():
        records = await replication.database.fetch(_OF_QUARTER, quarter)
        branches = await replication.database.fetch(_FREE)
        taken = await replication.database.fetch(_TAKEN, quarter)
    reviewed = {branch for row in taken for branch in msgspec.json.decode(row["branches"])}
    free = [FreeBranchOut(row["id"], row["name"], row["members"], row["voters"]) for row in branches if row["id"] not in reviewed]
    return PollsOut(quarter, today_of(replication), [poll_out(record) for record in records], free)


async def load_poll(replication: Replication, poll: str) -> dict[str, Any]:
    """One poll's row with names. Problem 404 `row.not_found`."""
    found = await replication.database.fetch(f'{POLLS} where p."id" = {{}}', poll)
    if not found:
        raise row_not_found("没有找到这次测评。")
    return found[0]


def poll_out(record: dict[str, Any]) -> PollOut:
    """A poll as the office sees it: of an open one nothing that came in."""
    told = {name: record[name] for name in PollOut.__struct_fields__ if name in record}
    used = {"open": None, "closed": None if record["by_paper"] else record["in_box"]}.get(record["state"], record["used"])
    told |= {"branches": msgspec.json.decode(record["branches"]), "people": len(msgspec.json.decode(record["members"])), "used": used}
    told |= {"by_paper": bool(record["by_paper"]), "reconciled": record["agreed"] > 0}
    return PollOut(**told, unit_spread=msgspec.json.decode(record["spread"] or "null"))
