"""What phones may ask: a room for the branch, on one day or on many, and to give a booking back. Decided here, in the order of arrival."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from server.domain.rooms import rules
from server.domain.rooms.rules import Asked, By, Given
from server.kit.clock import is_day, local_day
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Rejected, Row
from sync.plan import Intent, Need, Turn, World

_CENTRE = (Need("room", ("open",), "state"), Need("room_rule", (rules.RULE_ID,)), Need("room_closure", ("standing",), "state"))


def _asked(mutation: Mutation) -> Asked | None:
    """What it says, if that can be read; what cannot is refused by the effect."""
    try:
        asked = msgspec.convert(mutation.args, Asked)
    except msgspec.ValidationError:
        return None
    return asked if is_day(asked.on) and (not asked.until or is_day(asked.until)) else None


def _needs_of_ask(mutation: Mutation, _: World) -> Iterable[Need]:
    yield from _CENTRE
    if asked := _asked(mutation):
        yield Need("room_slot", tuple(rules.days_of(asked)), "on")
        made = [rules.occurrence_id(mutation.row, asked.on, day) for day in asked.days()]
        yield Need("booking", (*made, *filter(None, [asked.instead])))


def _ask(turn: Turn[Actor]) -> None:
    """Each day is decided on its own: accepted, or refused with what is free instead; either way it is a row that the branch sees."""
    asked: Asked = turn.asked
    world, first = turn.world, turn.mutation.row
    if asked.branch not in turn.actor.branches:
        raise Held("rights", f"branch:{asked.branch}")
    if world.get("booking", first):  # sent again in another log: it was decided then
        return
    rooms = {row.id: {"id": row.id, **row.values} for row in world.where("room", "state", "open")}
    rule = msgspec.convert(turn.row("room_rule", rules.RULE_ID).values, rules.Rule)
    if fault := rules.ask_fault(asked, rooms.get(asked.room), rule, local_day(turn.now_ms)):
        raise Rejected(fault)
    closures = [row.values for row in world.where("room_closure", "state", "standing")]
    taken = [(row.values["room"], row.values["slot"]) for day in rules.days_of(asked) for row in world.where("room_slot", "on", day)]
    centre = rules.Centre(rooms, rule, closures, taken, turn.now_ms)
    by = By(turn.actor.account, turn.actor.name, turn.now_ms)
    for table, row, values in list(rules.bookings(asked, first, rooms[asked.room], centre, by)):
        turn.put(table, row, values)
    _replace(turn, asked)


def _replace(turn: Turn[Actor], asked: Asked) -> None:
    """What was refused before is answered by this one, if this one was accepted."""
    refused, made = turn.world.get("booking", asked.instead), turn.world.get("booking", turn.mutation.row)
    if refused and made and made.values["state"] == "accepted" and refused.values["state"] == "refused" and refused.values["branch"] == asked.branch:
        turn.put("booking", refused.id, {"state": "replaced"})


def _needs_of_cancel(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("room_rule", (rules.RULE_ID,))
    yield Need("booking", (mutation.row,))
    booking = world.get("booking", mutation.row)
    series = booking.values["series"] if booking else ""
    if series:
        yield Need("booking", (series,), "series")
    meant = [mutation.row, *(row.id for row in world.where("booking", "series", series) if series)]
    yield Need("room_slot", tuple(meant), "booking")
    yield Need("booking_step", tuple(meant), "booking")


def _cancel(turn: Turn[Actor]) -> None:
    """Gives back one booking, or it and the later ones of its series that can still be given back."""
    given: Given = turn.asked
    booking = turn.row("booking", turn.mutation.row)
    branch = booking.values["branch"]
    if branch not in turn.actor.branches:
        raise Held("rights", f"branch:{branch}")
    rule = msgspec.convert(turn.row("room_rule", rules.RULE_ID).values, rules.Rule)
    if booking.values["state"] == "cancelled" and not given.later:  # another of the branch has done so already
        return
    meant = [booking, *_later(turn, booking)] if given.later else [booking]
    faults = {one.id: rules.cancel_fault(one.values, rule, turn.now_ms) for one in meant}
    if (fault := faults[booking.id]) and all(faults.values()):
        raise Rejected(fault)
    by = By(turn.actor.account, turn.actor.name, turn.now_ms)
    for one in meant:
        if faults[one.id] is None:
            _give_back(turn, one.id, branch, given.reason.strip(), by)


def _later(turn: Turn[Actor], booking: Row) -> list[Row]:
    """The accepted ones of its series after it."""
    series, starts_at = booking.values["series"], booking.values["starts_at"]
    same = turn.world.where("booking", "series", series) if series else []
    return [one for one in same if one.values["state"] == "accepted" and one.values["starts_at"] > starts_at]


def _give_back(turn: Turn[Actor], booking: str, branch: str, reason: str, by: By) -> None:
    turn.put("booking", booking, {"state": "cancelled"})
    for slot in turn.world.where("room_slot", "booking", booking):
        turn.delete("room_slot", slot.id)
    turn.put(*rules.step(booking, branch, 1 + len(turn.world.where("booking_step", "booking", booking)), "cancelled", by, reason))


INTENTS = (
    Intent("booking.ask.v1", _needs_of_ask, _ask, Asked, needs_by_rows=False, locks=frozenset({"site"})),
    Intent("booking.cancel.v1", _needs_of_cancel, _cancel, Given, locks=frozenset({"site"})),
)
"""Whose a room is, is decided by who is first at the scope `site`: it is locked before anything is read."""
