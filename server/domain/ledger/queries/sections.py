"""Reads what the parts tell of an organisation or a member, one after the other; no part is known here by name."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.ledger.rules import bounds_of
from server.domain.ledger.schemas import SectionOut
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.replication import LedgerSpan, LedgerSubject, Replication
from server.replication.store import few, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_BELOW = """select b."id" from "organisation" b left join "organisation" p on p."id" = b."parent" where b."kind" = 'branch'
    and not b."deleted" and (p."parent" = {} or b."parent" = {})"""
_WITHIN = joined('select "id" from "organisation" where not "deleted" and', few('"branch"'))


async def branches_below(fetch: Fetch, org: str) -> list[str]:
    """The branches at most two steps below an organisation."""
    return [row["id"] for row in await fetch(_BELOW, org, org)]


async def place_subject(fetch: Fetch, place: Mapping[str, Any]) -> LedgerSubject:
    """An organisation as its sections are asked for it: with all that lies below it."""
    org, kind = place["id"], place["kind"]
    if kind == "committee":
        return LedgerSubject(kind, org, None, None)
    branches: Sequence[str] = [] if kind == "group" else [org] if kind == "branch" else await branches_below(fetch, org)
    within = await fetch(_WITHIN, to_json(branches)) if branches else []
    return LedgerSubject(kind, org, place["branch"], tuple(sorted({org, *(row["id"] for row in within)})))


def member_subject(member: str, branch: str) -> LedgerSubject:
    """A member as sections are asked for the own page."""
    return LedgerSubject("member", member, branch)


async def load_sections(replication: Replication, actor: Actor, subject: LedgerSubject, period: str, lines: int) -> list[SectionOut]:
    """What there is to tell and for this person to see, in the order of the parts. Inside a snapshot."""
    zone = replication.settings.zone
    since, until = bounds_of(period, zone)
    span = LedgerSpan(period, local_day(since, zone.key), local_day(until, zone.key), since, until, replication.clock(), lines)
    entries = [
        (section.name, await section.read(replication.database.fetch, subject, span))
        for section in replication.sections
        if section.shows(actor, subject)
    ]
    return [msgspec.convert({"name": name, **msgspec.to_builtins(entry)}, SectionOut) for name, entry in entries if entry]
