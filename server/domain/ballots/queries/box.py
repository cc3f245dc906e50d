"""The ballot box: what a code opens, and the one ballot that comes with it. Nothing here knows who asks, or when."""

from typing import Any

import msgspec

from server.domain.ballots import rules
from server.domain.ballots.schemas import PaperOut, PersonOut
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

_CODE = """select c."id", c."sealed", p."id" as "poll", p."state", p."name", p."quarter", p."closes_on", p."public_key", p."members",
    p."printed" - p."voided" as "voters" from "ballot_code" c join "poll" p on p."id" = c."poll" where c."id" = {} or c."typed" = {}"""
_PEOPLE = joined(
    'select m."id", m."name", coalesce(g."name", \'\') as "group_name" from "member" m left join "organisation" g on g."id" = m."group" where',
    in_list("id", "m."),
)
# The poll is held until the ballot is in: the close waits for it, and nothing comes in afterwards. SQLite writes one after another anyway.
_HOLD = {"sqlite": 'select "state" from "poll" where "id" = {}', "postgres": 'select "state" from "poll" where "id" = {} for share'}
_TAKE = 'update "ballot_code" set "sealed" = {} where "id" = {} and "sealed" is null returning "id"'


async def show_paper(replication: Replication, code: str) -> PaperOut:
    """The ballot that a code stands for, to be filled in. Problem 404 `ballots.code_unknown`."""
    async with replication.database.read():
        found = await _find(replication, code)
        members = msgspec.json.decode(found["members"], type=list[str])
        known = {row["id"]: row for row in await replication.database.fetch(_PEOPLE, to_json(members))}
    people = [PersonOut(known[member]["name"], known[member]["group_name"]) for member in members]
    told = {name: found[name] for name in ("poll", "name", "quarter", "closes_on", "voters")}
    return PaperOut(**told, key=found["public_key"], people=people, open=found["state"] == "open", used=found["sealed"] is not None)


async def take_ballot(replication: Replication, code: str, sealed: str) -> None:
    """Puts a ballot into the box. Of all ballots with one code the first to arrive counts; the same one again is answered alike.

    Problems: 404 `ballots.code_unknown`, 409 `ballots.code_used`, 409 `ballots.not_now`, 400 `ballots.malformed`.
    """
    async with replication.database.write():
        found = await _find(replication, code)
        members = msgspec.json.decode(found["members"], type=list[str])
        if len(sealed) != rules.sealed_length(len(members)):
            raise rules.malformed()
        state = await _hold(replication, found["poll"])
        if state == "open" and await replication.database.fetch(_TAKE, sealed, found["id"]):
            return
        _require_same(sealed, state, await _find(replication, code))


async def _hold(replication: Replication, poll: str) -> str:
    """The state of the poll from now on; one that was withdrawn meanwhile has no codes any more."""
    held = await replication.database.fetch(_HOLD, poll)
    if not held:
        raise rules.code_unknown()
    return held[0]["state"]


def _require_same(sealed: str, state: str, found: dict[str, Any]) -> None:
    if found["sealed"] is None:
        raise rules.not_now(state)
    if found["sealed"] != sealed:
        raise rules.code_used()


async def _find(replication: Replication, code: str) -> dict[str, Any]:
    """The code's row with its poll; a void or counted one is not there any more."""
    named = rules.code_id(rules.normal_code(code))
    found = await replication.database.fetch(_CODE, named, named)
    if not found:
        raise rules.code_unknown()
    return found[0]
