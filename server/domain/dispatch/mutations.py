"""What phones may ask: a branch receives an order, tells of its progress, and reports the result. With or without a network."""

from collections.abc import Iterable

from server.domain.dispatch import rules
from server.domain.dispatch.policy import STEPS
from server.domain.dispatch.rules import Act, Received, Said
from server.kit.clock import local_day
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Row, reject
from sync.plan import Intent, Need, Turn, World


def _needs(mutation: Mutation, _: World) -> Iterable[Need]:
    order = str(mutation.args.get("order"))
    yield Need("dispatch_order", (order,))
    yield from STEPS.needs(order, mutation.row)


def _needs_receipt(mutation: Mutation, world: World) -> Iterable[Need]:
    yield from _needs(mutation, world)
    owner = str(mutation.args.get("owner"))
    yield Need("member", (owner,))
    yield Need("membership", (owner,), "member")


def _take(turn: Turn[Actor], act: Act, owner: str = "") -> None:
    """Adds a step to the history and moves the order on; the row is the step's own. `owner` is the member whom it names, if it does."""
    said: Said = turn.asked
    order = turn.row("dispatch_order", said.order)
    branch = order.values["branch"]
    if not turn.actor.speaks_for(branch):
        raise Held("rights", f"branch:{branch}")
    if STEPS.has(turn):
        return
    reject(rules.step_fault(order.values, act, said, local_day(turn.now_ms), local_day(order.values["issued_at"])))
    named = _named(turn, order, owner) if owner not in ("", order.values["owner"]) else ""
    state = rules.NEXT[act][order.values["state"]]
    if act == "received" and state == order.values["state"] and not named:  # another of the committee has done so already
        return
    STEPS.add(turn, order, {"act": act, "on": said.on, "text": "，".join(filter(None, (said.text.strip(), named)))})
    turn.put("dispatch_order", order.id, {"state": state} | ({"owner": owner} if named else {}))


def _named(turn: Turn[Actor], order: Row, owner: str) -> str:
    """Whom the order is given to, in the words of its history."""
    reject(rules.owner_fault(order.values, [row.values for row in turn.world.where("membership", "member", owner)], turn.asked.on))
    return f"责任人：{turn.row('member', owner).values['name']}"


def _receive(turn: Turn[Actor]) -> None:
    _take(turn, "received", turn.asked.owner)


def _progress(turn: Turn[Actor]) -> None:
    _take(turn, "progress")


def _report(turn: Turn[Actor]) -> None:
    _take(turn, "reported")


INTENTS = (
    Intent("order.receive.v1", _needs_receipt, _receive, Received, needs_by_rows=False),
    Intent("order.progress.v1", _needs, _progress, Said, needs_by_rows=False),
    Intent("order.report.v1", _needs, _report, Said, needs_by_rows=False),
)
