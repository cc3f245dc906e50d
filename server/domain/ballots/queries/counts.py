"""The count of a closed poll, once; and what two people enter from paper."""

from collections.abc import Sequence
from typing import Any

import msgspec

from server.domain.audit import note_reading
from server.domain.ballots import rules
from server.domain.ballots.queries.points import load_points
from server.domain.ballots.queries.polls import hold_poll, load_poll, poll_out
from server.domain.ballots.rules.count import Tally
from server.domain.ballots.schemas import EntryOut, PollDetailOut, ReconciliationIn, ResultOut, TalliesIn
from server.kit.identity import Actor
from server.kit.problems import own_case
from server.replication import Replication, Unit
from server.replication.store import in_list, joined, to_json

_BALLOTS = 'select "sealed" from "ballot_code" where "poll" = {} and "sealed" is not null'
_EMPTY_BOX = 'delete from "ballot_code" where "poll" = {}'
_COUNTED = """update "poll" set "state" = 'counted', "used" = {}, "spoiled" = {}, "spread" = {}, "counted_by" = {}, "counted_at" = {}
    where "id" = {}"""
_ENTER = """insert into "poll_entry" ("id", "poll", "kind", "content", "entered_by", "entered_at") values ({}, {}, {}, {}, {}, {})
    on conflict ("id") do update set "content" = excluded."content", "entered_at" = excluded."entered_at" """
_ENTRIES = """select e."kind", e."content", e."entered_by", e."entered_at", coalesce(m."name", a."name", '') as "entered_by_name"
    from "poll_entry" e left join "account" a on a."id" = e."entered_by" left join "member" m on m."id" = a."member"
    where e."poll" = {} order by e."kind", e."entered_at" """
_FORGET = """delete from "poll_entry" where "poll" = {} and "kind" = 'tallies' """
_RESULTS = joined(
    """select r."id", r."state", r."ballots", r."mean_tenths", r."spread", r."computed_at", r."data_up_to", m."id" as "member", m."name",
    b."name" as "branch_name" from "mass_review" r join "member" m on m."id" = r."member" join "organisation" b on b."id" = r."branch" where""",
    in_list("id", "r."),
    'order by m."employee_no" ',
)


async def count_poll(replication: Replication, account: str, poll: str, keys: Sequence[str]) -> None:
    """Opens the box with both keys, counts, publishes what may be published, and destroys the ballots with their codes: all or nothing.

    Problems: 400 `ballots.keys`, 409 `ballots.not_now`. The keys are forgotten with the request.
    """
    async with replication.write(account, "poll counted") as unit:
        found = await hold_poll(unit, poll, "closed")
        key = rules.key_from([rules.normal_code(key) for key in keys], poll)
        if found["by_paper"] or rules.base64url(rules.public_bytes(key)) != found["public_key"]:
            raise rules.keys_wrong()
        members = msgspec.json.decode(found["members"], type=list[str])
        ballots = [row["sealed"] for row in await unit.fetch(_BALLOTS, poll)]
        tallies, spoiled = rules.count_sheets((rules.opened(key, poll, sealed) for sealed in ballots), len(members))
        await _publish(unit, found, tallies, len(ballots), spoiled)


async def _publish(unit: Unit, poll: dict[str, Any], tallies: Sequence[Tally], used: int, spoiled: int) -> None:
    """Writes what may be known; the rest ends here."""
    told = rules.publish(tallies)
    points = await load_points(unit.fetch, poll["quarter"])
    members = msgspec.json.decode(poll["members"], type=list[str])
    when = {"computed_at": unit.now_ms, "data_up_to": poll["closed_at"]}
    for member, tally, spread in zip(members, told.tallies, told.spreads, strict=True):
        nothing = {"state": "withheld", "ballots": None, "mean_tenths": None, "spread": None}
        figures = {"state": "published", "ballots": tally.ballots, "mean_tenths": tally.mean_tenths(points), "spread": spread} if tally else nothing
        unit.put("mass_review", rules.review_id(member, poll["quarter"]), figures | when | {"spread": list(spread) if spread else None})
    await unit.fetch(_EMPTY_BOX, poll["id"])
    await unit.fetch(_FORGET, poll["id"])
    unit_spread = to_json(list(told.unit)) if told.unit else None
    await unit.fetch(_COUNTED, used, spoiled, unit_spread, unit.actor, unit.now_ms, poll["id"])


async def enter_tallies(replication: Replication, actor: Actor, poll: str, entered: TalliesIn) -> None:
    """One person's count of paper ballots. When a second has counted the same, it is the count; until then nobody sees a figure.

    Problems: 409 `ballots.not_now`, also where ballots were sealed and not cast on paper; 403 for who is on the ballot; those of rules.check_paper.
    """
    async with replication.write(actor.account, "paper ballots counted") as unit:
        found = await hold_poll(unit, poll, "closed")
        if not found["by_paper"]:
            raise rules.not_now("closed")  # the box is opened with its keys, or not at all
        members = _rated(found, actor)
        rules.check_paper(entered.tallies, members, entered.ballots, found["printed"])
        others = await _enter(unit, actor.account, poll, "tallies", msgspec.to_builtins(entered))
        if rules.check_agreed(msgspec.to_builtins(entered), others):
            tallies = [Tally(*entered.tallies[member]) for member in members]
            await _publish(unit, found, tallies, entered.ballots, 0)


async def enter_reconciliation(replication: Replication, actor: Actor, poll: str, entered: ReconciliationIn) -> None:
    """One person's reconciliation after the count; it stands when a second has entered the same. Problem 403 for who is on the ballot."""
    async with replication.write(actor.account, "poll reconciled") as unit:
        found = await hold_poll(unit, poll, "counted")
        _rated(found, actor)
        rules.check_entry(found["printed"], found["voided"], found["used"], entered.destroyed, entered.explanation)
        await _enter(unit, actor.account, poll, "reconciliation", msgspec.to_builtins(entered))


def _rated(poll: dict[str, Any], actor: Actor) -> list[str]:
    """Who is on the ballot, in its order. Who is rated neither counts nor reconciles (as 监票人 are no candidates, 选举条例 22)."""
    members = msgspec.json.decode(poll["members"], type=list[str])
    if actor.member in members:
        raise own_case("您在这张测评票上，不能由您计票或对账。", "请由不在这张票上的两位同志办理。")
    return members


async def _enter(unit: Unit, account: str, poll: str, kind: str, content: dict[str, Any]) -> list[Any]:
    """Keeps a person's entry in place of an earlier one; gives what others have entered."""
    row_id = rules.derived_id(poll, kind, account)
    text = msgspec.json.encode(content, order="deterministic").decode()
    await unit.fetch(_ENTER, row_id, poll, kind, text, account, unit.now_ms)
    entries = await unit.fetch(_ENTRIES, poll)
    return [msgspec.json.decode(one["content"]) for one in entries if one["kind"] == kind and one["entered_by"] != account]


async def show_poll(replication: Replication, actor: Actor, poll: str) -> PollDetailOut:
    """One poll with its results and entries as the person may see them: where others differ, not what they entered. Who looked at results is kept."""
    async with replication.database.read():
        record = await load_poll(replication, poll)
        members = msgspec.json.decode(record["members"], type=list[str])
        ids = [rules.review_id(member, record["quarter"]) for member in members]
        results = await replication.database.fetch(_RESULTS, to_json(ids))
        entries = await replication.database.fetch(_ENTRIES, poll)
    shown = [ResultOut(**{**_figures(row), "spread": msgspec.json.decode(row["spread"] or "null")}) for row in results]
    await note_reading(replication, actor.account, "poll", [poll] if any(one.mean_tenths is not None for one in shown) else [])
    out = poll_out(record)
    agreed = next((one["content"] for one in entries if one["kind"] == "reconciliation" and _agreed(one, entries)), "")
    found = [_entry(one, entries, actor.account) for one in entries]
    reconciled = msgspec.json.decode(agreed, type=ReconciliationIn) if agreed else None
    return PollDetailOut(out, shown, found, reconciled, actor.member in members)


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ResultOut.__struct_fields__}


def _others(one: dict[str, Any], entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [other for other in entries if other["kind"] == one["kind"] and other["entered_by"] != one["entered_by"]]


def _agreed(one: dict[str, Any], entries: Sequence[dict[str, Any]]) -> bool:
    return any(other["content"] == one["content"] for other in _others(one, entries))


def _entry(one: dict[str, Any], entries: Sequence[dict[str, Any]], account: str) -> EntryOut:
    content = msgspec.json.decode(one["content"])
    others = [msgspec.json.decode(other["content"]) for other in _others(one, entries)]
    differs = sorted({name for other in others for name in rules.entries_differ(content, other)})
    agreed = _agreed(one, entries)
    mine = one["entered_by"] == account
    return EntryOut(one["kind"], one["entered_by_name"], one["entered_at"], mine, agreed, [] if agreed else differs)
