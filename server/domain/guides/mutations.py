"""What phones may ask: a visit is recorded, what it found is noted and followed up; with or without a network."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.guides import rules
from server.domain.guides.policy import STEPS
from server.domain.guides.rules import Followed, Found, Visiting
from server.domain.organisation import branches_in
from server.kit.clock import local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from sync.mutation import Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World


def _needs_set(mutation: Mutation, _: World) -> Iterable[Need]:
    org = str(mutation.args.get("org"))
    yield Need("visit", (mutation.row,))
    yield Need("guide_assignment", (str(mutation.args.get("assignment")),))
    yield Need("guide_assignment", (org,), "org")
    yield Need("organisation", (org,))
    yield Need("organisation", (org,), "parent")
    yield Need("guide_choice", tuple(rules.FIELDS), "field")
    yield from STEPS.needs(mutation.row, mutation.row)


def _set(turn: Turn[Actor]) -> None:
    """Records a visit, or amends one that was not reviewed; the row is the visit's own. Problems keep the day on which they were found."""
    asked: Visiting = turn.asked
    assignment = turn.row("guide_assignment", asked.assignment).values
    known = turn.world.get("visit", turn.mutation.row)
    reject(_owned(known, turn.actor) if known else None)
    reject(rules.author_fault(assignment, known.values if known else None, asked, turn.actor.person))
    reject(edit_fault("guides", turn.mutation.set, rules.Content, rules.WORDS))
    wanted = {field: value for field, (_, value) in turn.mutation.set.items()}
    would_be = {**dict.fromkeys(("on", "function", "way", "text"), ""), **(known.values if known else {}), **wanted}
    choices = {field: [one.values for one in turn.world.where("guide_choice", "field", field)] for field in rules.FIELDS}
    reject(rules.visit_fault(would_be, assignment, choices, local_day(turn.now_ms)))
    visit = turn.edit("visit", turn.mutation.row, turn.mutation.base, turn.mutation.set, _new(turn, asked, assignment, str(would_be["on"])))
    if known is None:
        STEPS.add(turn, visit, {"act": "file", "on": visit.values["on"], "text": "", "problem": ""})


def _new(turn: Turn[Actor], asked: Visiting, assignment: Mapping[str, Any], on: str) -> dict[str, Any]:
    """What the server adds to a new visit: where it was, who made it, who else was assigned there on that day."""
    org = turn.row("organisation", asked.org)
    others = [*turn.world.where("guide_assignment", "org", asked.org)]
    shown_to = {one.values["person"] for one in others if rules.span_of(one.values).holds(on)} - {turn.actor.person}
    place = {"org": org.id, "org_name": org.values["name"], "branches": branches_in(turn.world, org.id), "shown_to": sorted(shown_to)}
    by = {"guide": turn.actor.person, "guide_name": turn.actor.name, "team": assignment["team"], "created_at": turn.now_ms}
    return {"assignment": asked.assignment, "state": "filed", "branch": (place["branches"] or [""])[0], **place, **by}


def _needs_delete(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("visit", (mutation.row,))
    yield Need("visit_problem", (mutation.row,), "visit")


def _delete(turn: Turn[Actor]) -> None:
    """Takes away a visit that was recorded by mistake, with what it found; the history keeps both."""
    visit = turn.row("visit", turn.mutation.row)
    reject(_owned(visit, turn.actor) or rules.reviewed_fault(visit.values))
    problems = turn.world.where("visit_problem", "visit", visit.id)
    for one in problems:
        reject(_acted_on(one))
    for one in problems:
        turn.delete("visit_problem", one.id)
    turn.delete("visit", visit.id, turn.mutation.base)


def _needs_found(mutation: Mutation, _: World) -> Iterable[Need]:
    visit = str(mutation.args.get("visit"))
    yield Need("visit", (visit,))
    yield Need("visit_problem", (mutation.row,))
    yield Need("visit_problem", (visit,), "visit")


def _found(turn: Turn[Actor]) -> None:
    """Notes a problem that a visit found, or says it otherwise while nobody has reviewed the visit; the row is the problem's own."""
    asked: Found = turn.asked
    visit = turn.row("visit", asked.visit)
    reject(_owned(visit, turn.actor) or rules.reviewed_fault(visit.values))
    reject(edit_fault("guides", turn.mutation.set, rules.FoundContent, rules.WORDS))
    known = turn.world.get("visit_problem", turn.mutation.row)
    reject((_owned(known, turn.actor) or _acted_on(known)) if known else None)
    text = turn.mutation.set.get("text", ("", ""))[1]
    if not str(text).strip():
        raise Rejected(Refusal("guides.problem", "没有写问题", "发现的问题要写明是什么。", "请写明，或删去这一条。", "text"))
    if known is None and len(turn.world.where("visit_problem", "visit", visit.id)) >= rules.PROBLEMS_AT_MOST:
        told = f"一次走访最多记 {rules.PROBLEMS_AT_MOST} 个问题。"
        raise Rejected(Refusal("guides.problems", "问题太多", told, "请合并同类问题后再记。", "text"))
    place = {name: visit.values[name] for name in ("org", "branch", "branches", "shown_to", "guide")}
    new = {"visit": visit.id, **place, "state": "open", "found_on": visit.values["on"]}
    turn.edit("visit_problem", turn.mutation.row, turn.mutation.base, turn.mutation.set, new)


def _needs_drop(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("visit_problem", (mutation.row,))
    if known := world.get("visit_problem", mutation.row):
        yield Need("visit", (known.values["visit"],))


def _drop(turn: Turn[Actor]) -> None:
    """Takes away a problem that was noted by mistake."""
    problem = turn.row("visit_problem", turn.mutation.row)
    reject(_owned(problem, turn.actor) or rules.reviewed_fault(turn.row("visit", problem.values["visit"]).values) or _acted_on(problem))
    turn.delete("visit_problem", problem.id, turn.mutation.base)


def _needs_follow(mutation: Mutation, world: World) -> Iterable[Need]:
    problem = str(mutation.args.get("problem"))
    yield Need("visit_problem", (problem,))
    if known := world.get("visit_problem", problem):
        yield Need("visit", (known.values["visit"],))
        yield from STEPS.needs(known.values["visit"], mutation.row)


def _follow(turn: Turn[Actor]) -> None:
    """What became of a problem, on later days too, and after the visit was reviewed; the row is the step's own."""
    asked: Followed = turn.asked
    problem = turn.row("visit_problem", asked.problem)
    visit = turn.row("visit", problem.values["visit"])
    reject(_owned(problem, turn.actor))
    if STEPS.has(turn):
        return
    reject(rules.follow_fault(problem.values, asked, rules.whose(problem.values, turn.actor.person), local_day(turn.now_ms)))
    STEPS.add(turn, visit, {"act": asked.move, "on": asked.on, "text": asked.text.strip(), "problem": problem.id})
    state = rules.PROBLEM.after(asked.move, problem.values["state"])
    turn.put("visit_problem", problem.id, {"state": state, "solved_on": asked.on if state == "solved" else ""})


def _owned(row: Row, actor: Actor) -> Refusal | None:
    """Why a visit, or a problem it found, is not this person's to write, or None."""
    if row.deleted:
        return Refusal("guides.deleted", "已经删去", "这次走访或这个问题已经删去。", "如有需要，请重新记录一次走访。")
    if row.values["guide"] == actor.person:
        return None
    return Refusal("guides.theirs", "不是您的走访", "走访由去的指导员、联络员本人记录和跟进。", "如有补充，请联系这位同志或党群工作部。")


def _acted_on(problem: Row) -> Refusal | None:
    """Why a problem is not taken away, or said otherwise, any more: an order rests on it."""
    if problem.values["state"] != "ordered":
        return None
    return Refusal("guides.ordered", "已转督办", "这个问题已经转成督办，不能再改或删去。", "有新情况请写跟进，或联系党群工作部。")


INTENTS = (
    Intent("visit.set.v1", _needs_set, _set, Visiting, needs_by_rows=False),
    Intent("visit.delete.v1", _needs_delete, _delete, needs_by_rows=False),
    Intent("visit.found.v1", _needs_found, _found, Found, needs_by_rows=False),
    Intent("visit.drop.v1", _needs_drop, _drop),
    Intent("visit.follow.v1", _needs_follow, _follow, Followed),
)
