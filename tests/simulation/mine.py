"""The mine of a simulation: the product's own tables, rules and intents, with three branches of three members each."""

from typing import Any

import msgspec

from server import replication
from server.domain import files, meetings, organisation, review
from server.domain.organisation.rules import derived_id
from server.kit.identity import Actor, Grant
from sync.mutation import Mutation
from sync.plan import Intent, KeepHeld, Turn
from sync.policy import TableRules
from sync.upcast import Upcast, chained

MODULES = (replication.module, organisation.module, meetings.module, files.module, review.module)
RULES: dict[str, TableRules] = {synced.name: synced.rules() for module in MODULES for synced in module.synced}
BRANCHES = ("b1", "b2", "b3")
PEOPLE = 4
MEMBERS: dict[str, str] = {derived_id("member", f"{branch}-{n}"): branch for branch in BRANCHES for n in range(3)}
"""Member -> the branch where they begin."""


def actor_of(account: str, branches: frozenset[str]) -> Actor:
    """A person who writes for some branches; each account belongs to one member."""
    member = sorted(MEMBERS)[int(account.removeprefix("person"))]
    return Actor(account, member, account, tuple(Grant("secretary", branch, branch) for branch in sorted(branches)))


def people() -> list[tuple[str, str, dict[str, Any]]]:
    """(table, row, values) of every organisation and member."""
    organisations = [("organisation", b, {"kind": "branch", "name": b, "branch": b, "has_committee": False}) for b in BRANCHES]
    numbers = {derived_id("member", f"{branch}-{n}"): f"{branch}-{n}" for branch in BRANCHES for n in range(3)}
    return organisations + [
        ("member", member, {"employee_no": numbers[member], "kind": "full", "status": "active", "branch": branch})
        for member, branch in MEMBERS.items()
    ]


def _fail_half_way(turn: Turn[Actor]) -> None:
    turn.put("meeting", turn.mutation.row, {"place": "half written"})
    raise ZeroDivisionError


def _rename(mutation: Mutation) -> Mutation:
    """The app of two years ago called a place a spot."""
    names = {"spot": "place"}
    return msgspec.structs.replace(mutation, set={names.get(name, name): edit for name, edit in mutation.set.items()})


INTENTS: dict[str, Intent] = {intent.name: intent for module in MODULES for intent in module.intents}
INTENTS["meeting.fail.v1"] = Intent("meeting.fail.v1", meetings.needs_meeting, _fail_half_way)
UPCASTS = chained([Upcast("meeting.set.v0", "meeting.set.v1", _rename)], INTENTS)
KEEP_HELD: dict[str, KeepHeld] = {reason: keep for module in MODULES for reason, keep in module.keep_held.items()}
