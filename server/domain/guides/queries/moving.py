"""What the office does about visits and the problems they found: review, follow-up, an order to the branch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from server.domain.dispatch import IssueIn, issue_within, spoken_number
from server.domain.guides import rules
from server.domain.guides.policy import STEPS, visit_scopes
from server.domain.guides.schemas import VisitMovedOut, VisitMoveIn
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, decision_id
from server.kit.problems import refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal
from sync.plan import Need

Values = Mapping[str, Any]
_OFFICE = frozenset({OFFICE})
_KIND, _CADENCE = "routine", "once"
"""What an order that comes of a problem is by default; the office sees it issued, and may withdraw it."""


async def move(replication: Replication, actor: Actor, visit_id: str, asked: VisitMoveIn) -> VisitMovedOut:
    """Takes a step of the office over the story that was seen. Problem 404; 403 for what is not theirs, own cases too; 409 if it went on."""
    found = await replication.store.load(Need("visit", (visit_id,)))
    today = today_of(replication)
    async with replication.write(actor.account, f"visit {asked.move}", lock={"site", *(visit_scopes(found[0].values) if found else ())}) as unit:
        visit = (await unit.load("visit", [visit_id])).get(visit_id)
        if visit is None:
            raise row_not_found("没有这次走访。")
        _refuse(rules.own_fault(visit["guide"], visit["branches"], actor))
        place = await STEPS.place_after(unit, visit_id, asked.seen, "guides")
        told = _Taking(unit, actor, visit, asked, place)
        return await _of_problem(told, today) if asked.problem else _of_visit(told)


class _Taking(NamedTuple):
    """One step of the office: who takes it, about which visit, and its number in the history."""

    unit: Unit
    actor: Actor
    visit: Values
    asked: VisitMoveIn
    place: int

    def put_step(self, text: str) -> None:
        """Writes it into the history."""
        step = decision_id(self.asked.seen or self.visit["id"], self.asked.move)
        said = {"act": self.asked.move, "text": text, "problem": self.asked.problem}
        STEPS.put(self.unit, self.visit, self.place, step, said, self.actor)


def _of_visit(taking: _Taking) -> VisitMovedOut:
    visit, asked = taking.visit, taking.asked
    _refuse(rules.VISIT.fault(asked.move, visit["state"], _OFFICE, msgspec.structs.asdict(asked)))
    state = rules.VISIT.after(asked.move, visit["state"])
    reviewed = {"reviewed_by_name": taking.actor.name, "reviewed_at": taking.unit.now_ms}
    taking.put_step(asked.text.strip())
    taking.unit.put("visit", visit["id"], {"state": state, **(reviewed if state == "reviewed" else {"reviewed_by_name": "", "reviewed_at": None})})
    return VisitMovedOut(visit["id"], state, "")


async def _of_problem(taking: _Taking, today: str) -> VisitMovedOut:
    unit, asked = taking.unit, taking.asked
    problem = (await unit.load("visit_problem", [asked.problem])).get(asked.problem)
    if problem is None or problem["visit"] != taking.visit["id"]:
        raise row_not_found("没有这个问题。")
    _refuse(rules.PROBLEM.fault(asked.move, problem["state"], _OFFICE, msgspec.structs.asdict(asked)))
    state = rules.PROBLEM.after(asked.move, problem["state"])
    ordered = await _order(taking, problem, today) if asked.move == "order" else {}
    taking.put_step("；".join(filter(None, (ordered.get("order_number", ""), asked.text.strip()))))
    unit.put("visit_problem", problem["id"], {"state": state, "solved_on": today if state == "solved" else "", **ordered})
    return VisitMovedOut(taking.visit["id"], state, ordered.get("order", ""))


async def _order(taking: _Taking, problem: Values, today: str) -> dict[str, str]:
    """Issues the problem as an order to the branches visited, in the same transaction: there is never one without the other."""
    visit, asked = taking.visit, taking.asked
    source = {"source": "visit", "source_ref": problem["id"], "source_text": f"{visit['on']} {visit['guide_name']}走访{visit['org_name']}"[:200]}
    what = {"batch": rules.batch_id(problem["id"], asked.seen), "kind": _KIND, "cadence": _CADENCE, "content": asked.text.strip()}
    issued = await issue_within(
        taking.unit, taking.actor, msgspec.convert({**what, **source, "due_on": asked.due_on, "orgs": list(visit["branches"])}, IssueIn), today
    )
    return {"order": issued.orders[0], "order_number": spoken_number({"year": issued.year, "number": issued.number})}


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault)
