"""What a branch may ask from a phone, with or without a network: that a duty be excused or put off, and to take the request back."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.obligations.rules import excusals
from server.domain.obligations.rules.excusals import Asked
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Rejected
from sync.plan import Intent, Need, Turn, World


def _needs_ask(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("excusal", (mutation.row,))
    yield Need("obligation", (str(mutation.args.get("obligation")),))
    yield Need("excusal", (str(mutation.args.get("obligation")),), "obligation")


def _ask(turn: Turn[Actor]) -> None:
    asked: Asked = turn.asked
    obligation = turn.row("obligation", asked.obligation)
    if not excusals.may_ask(turn.actor, obligation.values):
        raise Held("rights", f"branch:{obligation.values['branch']}")
    if turn.world.get("excusal", turn.mutation.row):  # sent again in another log: it was taken then
        return
    if any(one.values["state"] == "open" for one in turn.world.where("excusal", "obligation", obligation.id)):
        raise Rejected(excusals.twice_fault())
    fault = excusals.over_fault() if excusals.is_over(obligation.values) else excusals.wanted_fault(asked, excusals.due_on(obligation.values))
    if fault:
        raise Rejected(fault)
    told = {"obligation": obligation.id, **{name: obligation.values[name] for name in excusals.COPIED}}
    told |= {"code": asked.code, "words": asked.words.strip(), "until_on": asked.until_on, "state": "open"}
    turn.put("excusal", turn.mutation.row, {**told, "asked_by": turn.actor.account, "asked_by_name": turn.actor.name, "asked_at": turn.now_ms})


def _needs_withdraw(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("excusal", (mutation.row,))


def _withdraw(turn: Turn[Actor]) -> None:
    """Whoever may ask for the organisation may take the request back."""
    excusal = turn.row("excusal", turn.mutation.row)
    if not excusals.may_ask(turn.actor, excusal.values):
        raise Held("rights", f"branch:{excusal.values['branch']}")
    if excusal.values["state"] == "withdrawn":
        return
    if fault := excusals.decided_fault(excusal.values["state"]):
        raise Rejected(fault)
    turn.put("excusal", excusal.id, {"state": "withdrawn"})


INTENTS = (
    Intent("excusal.ask.v1", _needs_ask, _ask, Asked, needs_by_rows=False),
    Intent("excusal.withdraw.v1", _needs_withdraw, _withdraw, needs_by_rows=False),
)
