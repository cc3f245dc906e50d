"""The worked vectors of plan_push and plan_pull, and laws over whole batches: what must hold whatever arrives in whatever order."""

import itertools
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.mutation import Clash, Mark, Mutation, Row
from sync.plan import Intent, Need, Plan, Turn, World, plan_pull, plan_push
from sync.policy import Field, Policy, TableRules
from tests.engine import test_plan

FOLDER = Path(__file__).parents[1] / "vectors"
PUSHES = json.loads((FOLDER / "plan_push.json").read_text())
PULLS = json.loads((FOLDER / "plan_pull.json").read_text())
FIELDS = {
    "text": Field(Policy.REGISTER),
    "title": Field(Policy.REGISTER),
    "start": Field(Policy.REGISTER, "span"),
    "end": Field(Policy.REGISTER, "span"),
    "state": Field(Policy.SERVER),
}
NOTE = TableRules("note", FIELDS, lambda _: frozenset({"site"}), lambda values: values.get("state") == "approved")


def delete_note(turn: Turn[Any]) -> None:
    turn.delete("note", turn.mutation.row, turn.mutation.base)


INTENTS = {**test_plan.INTENTS, "delete": Intent("delete", test_plan.needs, delete_note)}


def world_of(rows: list[Row], floor: int = 1) -> World:
    world = World({"note": NOTE}, floor)
    world.add(Need("note", tuple(row.id for row in rows)), rows)
    return world


def push(world: World, log: str, mutations: list[Mutation], kept: list[Clash]) -> Plan:
    return plan_push(world, INTENTS, mutations, log, log, None, 1, lambda _, clash: kept.append(clash))


@pytest.mark.parametrize("vector", PUSHES, ids=[vector["name"] for vector in PUSHES])
def test_a_worked_push_comes_out_as_written(vector: dict[str, Any]) -> None:
    rows = [
        Row("note", one["id"], one["values"], one["rev"], {f: Mark(*m) for f, m in one["marks"].items()}, one.get("deleted", False))
        for one in vector["rows"]
    ]
    kept: list[Clash] = []
    world = world_of(rows, vector.get("floor", 1))
    plan = push(world, vector["log"], msgspec.convert(vector["mutations"], list[Mutation]), kept)

    assert [msgspec.to_builtins(outcome) for outcome in plan.outcomes] == vector["outcomes"]
    after = [world.get("note", one["id"]) for one in vector["after"]]
    assert [{"id": row.id, "rev": row.rev, "values": row.values, "deleted": row.deleted} for row in after if row] == vector["after"]
    clashes = [{"row": c.row, "unit": c.unit, "kept": dict(c.kept), "other": dict(c.other)} for c in kept]
    assert clashes == vector["kept"]


@pytest.mark.parametrize("vector", PULLS, ids=[vector["name"] for vector in PULLS])
def test_a_worked_pull_comes_out_as_written(vector: dict[str, Any]) -> None:
    page = plan_pull(vector["cursor"], vector["head"], vector["floor"], vector["last"])
    assert msgspec.to_builtins(page) == vector["page"]


def test_the_worked_merges_of_the_research_are_all_here() -> None:
    """V11 needs a roster: tests/api/test_mark_all.py plays it."""
    names = [vector["name"].split()[0] for vector in PUSHES + json.loads((FOLDER / "merge.json").read_text())]
    assert {f"V{number}" for number in range(1, 13)} <= set(names)


def edit(mid: int, base: int, **wanted: Any) -> Mutation:
    return Mutation(mid, "set", "n", base, {field: (None, value) for field, value in wanted.items()})


def note() -> Row:
    return Row("note", "n", {"text": "A", "title": "T", "start": 1, "end": 2}, 1)


@given(
    st.lists(st.sampled_from(["text", "title"]), min_size=1, max_size=4).flatmap(
        lambda fields: st.tuples(st.just(fields), st.permutations(range(len(fields))))
    )
)
def test_whatever_the_order_in_which_logs_arrive_the_same_values_stand_or_wait(case: tuple[list[str], list[int]]) -> None:
    """Which of two clashing values stands is a matter of arrival; that both are there is not."""
    fields, order = case
    found: list[dict[str, set[Any]]] = []
    for arrivals in (range(len(fields)), order):
        world, kept = world_of([note()]), list[Clash]()
        for number in arrivals:
            push(world, f"log{number}", [edit(1, 1, **{fields[number]: f"value{number}"})], kept)
        row = world.get("note", "n")
        assert row is not None
        found.append({name: {row.values[name], *(clash.other[name] for clash in kept if name in clash.other)} - {"A", "T"} for name in set(fields)})
    assert found[0] == found[1]
    assert found[0] == {name: {f"value{n}" for n, field in enumerate(fields) if field == name} for name in set(fields)}


@given(st.lists(st.tuples(st.sampled_from("XYZ"), st.integers(0, 3), st.sampled_from(["both", "start", "end"])), max_size=8))
def test_a_group_is_never_mixed(steps: list[tuple[str, int, str]]) -> None:
    """The pair that stands was on one person's screen as a pair: typed at once, or one half on top of the other half that was seen."""
    world, screens = world_of([note()]), {(1, 2)}
    numbers = itertools.count(10)
    seen = {1: (1, 2)}
    for mid, (log, behind, part) in enumerate(steps, start=1):
        row = world.get("note", "n")
        assert row is not None
        base = max(1, row.rev - behind)
        start, end = seen[base] if base in seen else (row.values["start"], row.values["end"])
        wanted = {"start": next(numbers), "end": next(numbers)} if part == "both" else {part: next(numbers)}
        if log not in {mark.log for mark in row.marks.values()}:
            screens.add((wanted.get("start", start), wanted.get("end", end)))
        else:
            screens.add((wanted.get("start", row.values["start"]), wanted.get("end", row.values["end"])))
        push(world, log, [edit(mid, base, **wanted)], [])
        row = world.get("note", "n")
        assert row is not None
        seen[row.rev] = (row.values["start"], row.values["end"])
        assert seen[row.rev] in screens | {seen.get(base, (1, 2))}


@given(st.lists(st.tuples(st.sampled_from(["text", "title"]), st.sampled_from("abc")), min_size=1, max_size=6), st.integers(1, 6))
def test_how_a_log_is_cut_into_requests_does_not_matter(edits: list[tuple[str, str]], cut: int) -> None:
    mutations = [edit(mid, 1, **{field: value}) for mid, (field, value) in enumerate(edits, start=1)]
    ends: list[Any] = []
    for batches in ([mutations], [mutations[:cut], mutations[cut:]]):
        world, kept = world_of([Row("note", "n", {"text": "X", "title": "Y"}, 3, {"text": Mark(3, "other", 1, "o", 0)})]), list[Clash]()
        outcomes = [outcome for batch in batches for outcome in push(world, "L", batch, kept).outcomes]
        row = world.get("note", "n")
        ends.append((row and (row.values, row.rev), outcomes, [(clash.unit, dict(clash.other)) for clash in kept]))
    assert ends[0] == ends[1]


@given(st.sampled_from(["text", "title"]), st.integers(0, 3))
def test_what_stands_already_is_written_by_nobody_and_clashes_with_nobody(field: str, base: int) -> None:
    row = Row("note", "n", {"text": "B", "title": "B"}, 3, {field: Mark(3, "other", 1, "o", 0)})
    world, kept = world_of([row]), list[Clash]()
    plan = push(world, "L", [edit(1, base, **{field: "B"})], kept)
    assert not kept and not world.written()
    assert plan.outcomes[0].result in ("applied", "merged")
