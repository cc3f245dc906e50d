"""plan_push and plan_pull: every mutation is answered, one bad one stops nobody, and pages lose nothing."""

from collections.abc import Iterable
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.digest import START, canonical, extend
from sync.mutation import Clash, Held, Mark, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Plan, Turn, World, cursor_is_lost, plan_pull, plan_push
from sync.policy import Field, Policy, TableRules

NOTE = TableRules(
    "note",
    {"text": Field(Policy.REGISTER), "state": Field(Policy.SERVER)},
    lambda values: frozenset({"site"}),
    lambda values: values.get("state") == "approved",
)
KEPT = TableRules("kept", {"other": Field(Policy.SERVER)}, lambda _: frozenset({"site"}))


def needs(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("note", (mutation.row,))


def set_note(turn: Turn[Any]) -> None:
    turn.row("note", turn.mutation.row)
    turn.edit("note", turn.mutation.row, turn.mutation.base, turn.mutation.set)


def create_note(turn: Turn[Any]) -> None:
    turn.edit("note", turn.mutation.row, 0, turn.mutation.set, {"state": "draft"})


def fail(turn: Turn[Any]) -> None:
    turn.edit("note", turn.mutation.row, turn.mutation.base, {"text": (None, "half")})
    raise ZeroDivisionError


def refuse(turn: Turn[Any]) -> None:
    turn.edit("note", turn.mutation.row, turn.mutation.base, {"text": (None, "half")})
    raise Rejected(Refusal("note.no", "不行", "就是不行"))


def forbid(turn: Turn[Any]) -> None:
    raise Held("rights")


def delete_note(turn: Turn[Any]) -> None:
    turn.delete("note", turn.mutation.row)


INTENTS = {
    name: Intent(name, needs, effect)
    for name, effect in {
        "set": set_note,
        "create": create_note,
        "fail": fail,
        "refuse": refuse,
        "forbid": forbid,
        "delete": delete_note,
    }.items()
}


def keep(turn: Turn[Any], clash: Clash) -> None:
    turn.put("kept", f"{clash.row}/{clash.unit}", {"other": dict(clash.other)})


def world_with(*rows: Row) -> World:
    world = World({"note": NOTE, "kept": KEPT})
    world.add(Need("note", tuple(row.id for row in rows)), rows)
    return world


def push(world: World, *mutations: Mutation, log: str = "L") -> Plan:
    return plan_push(world, INTENTS, mutations, log, "account", None, 1, keep)


def wait(turn: Turn[Any], held: Held) -> str:
    turn.put("kept", f"{turn.author.log}/{turn.author.mid}", {"other": held.wanted})
    return f"{turn.author.log}/{turn.author.mid}"


def change(mid: int, name: str, text: str = "x", row: str = "n", base: int = 1) -> Mutation:
    return Mutation(mid, name, row, base, {"text": (None, text)})


def test_a_failing_mutation_is_quarantined_and_leaves_nothing_half_written() -> None:
    world = world_with(Row("note", "n", {"text": "a"}, 1))
    plan = push(world, change(1, "fail"), change(2, "set", "b"))
    assert [outcome.result for outcome in plan.outcomes] == ["quarantined", "applied"]
    assert [type(failure) for _, failure in plan.failures] == [ZeroDivisionError]
    assert world.get("note", "n").values["text"] == "b"  # type: ignore[union-attr]
    assert [change.mid for change in plan.changes] == [2]


def test_a_rejected_mutation_says_why_and_leaves_nothing_half_written() -> None:
    world = world_with(Row("note", "n", {"text": "a"}, 1))
    plan = push(world, change(1, "refuse"))
    assert plan.outcomes[0].problem == Refusal("note.no", "不行", "就是不行")
    assert world.written() == {}


class Said(msgspec.Struct):
    text: str


def test_arguments_that_do_not_fit_are_rejected_in_words_with_the_field_and_a_remedy() -> None:
    intents = {"say": Intent("say", lambda *_: (), set_note, Said)}
    asked = [Mutation(1, "say", "n", args={"text": 1}), Mutation(2, "say", "n")]
    plan = plan_push(world_with(), intents, asked, "phone", "me", None, 1, lambda *_: None)
    said = [(one.reason, one.problem and one.problem.field, one.problem and one.problem.detail) for one in plan.outcomes]
    assert said == [("mutation.arguments", "text", "text：应为文字。"), ("mutation.arguments", "text", "text：必须填写。")]
    assert all(one.problem and one.problem.remedy for one in plan.outcomes)


def test_an_unknown_name_is_quarantined_and_the_next_one_flows() -> None:
    world = world_with(Row("note", "n", {"text": "a"}, 1))
    plan = push(world, change(1, "note.from_the_future.v9"), change(2, "set"))
    assert [outcome.result for outcome in plan.outcomes] == ["quarantined", "applied"]


def test_without_the_right_a_mutation_is_held() -> None:
    plan = push(world_with(Row("note", "n", {}, 1)), change(1, "forbid"))
    assert (plan.outcomes[0].result, plan.outcomes[0].reason) == ("held", "rights")


def test_what_is_held_is_kept_in_the_same_turn_and_nothing_else_of_it() -> None:
    def forbid_late(turn: Turn[Any]) -> None:
        turn.edit("note", "n", 1, {"text": (None, "half")})
        raise Held("rights", "site", {"text": "half"})

    world = world_with(Row("note", "n", {"text": "a"}, 1))
    intents = {"late": Intent("late", needs, forbid_late)}
    plan = plan_push(world, intents, [Mutation(1, "late", "n")], "L", "account", None, 1, keep, wait)
    assert plan.outcomes[0].ref == "L/1"
    assert [(change.after.table, change.after.values) for change in plan.changes] == [("kept", {"other": {"text": "half"}})]


def test_a_keeper_that_fails_stops_nobody() -> None:
    def lose(turn: Turn[Any], held: Held) -> str:
        raise ZeroDivisionError

    world = world_with(Row("note", "n", {"text": "a"}, 1))
    mutations = [change(1, "forbid"), change(2, "set", "b")]
    plan = plan_push(world, INTENTS, mutations, "L", "account", None, 1, keep, lose)
    assert [outcome.result for outcome in plan.outcomes] == ["quarantined", "applied"]


def test_a_row_made_without_looking_is_looked_for_and_planned_again() -> None:
    """Otherwise a second clash would begin the conflict's revisions anew, and no phone would believe it."""
    server = Row("note", "n", {"text": "theirs"}, 2, {"text": Mark(2, "X", 1, "x", 1)})
    world = world_with(server)
    push(world, change(1, "set", "mine"))
    assert world.unseen() == [Need("kept", ("n/text",))]
    world = world.again()
    assert world.written() == {}
    world.add(Need("kept", ("n/text",)), [Row("kept", "n/text", {"other": None}, 7)])
    push(world, change(1, "set", "mine"))
    assert world.unseen() == []
    assert world.get("kept", "n/text").rev == 8  # type: ignore[union-attr]


def test_an_edit_of_a_row_that_never_came_to_be_is_held_for_it() -> None:
    plan = push(world_with(), change(1, "refuse"), change(2, "set"))
    assert (plan.outcomes[1].result, plan.outcomes[1].reason) == ("held", "depends")


def test_an_approved_row_is_locked() -> None:
    world = world_with(Row("note", "n", {"text": "a", "state": "approved"}, 3))
    plan = push(world, change(1, "set"))
    assert (plan.outcomes[0].result, plan.outcomes[0].reason) == ("held", "locked")
    assert world.written() == {}


def test_a_row_made_twice_by_two_phones_becomes_one_with_a_conflict() -> None:
    world = world_with()
    push(world, change(1, "create", "mine", base=0), log="L")
    plan = push(world, change(1, "create", "theirs", base=0), log="M")
    assert plan.outcomes[0].result == "conflict"
    assert world.get("kept", "n/text").values["other"] == {"text": "mine"}  # type: ignore[union-attr]


def test_an_edit_of_a_deleted_row_keeps_its_data_and_offers_to_restore_it() -> None:
    world = world_with(Row("note", "n", {"text": "a"}, 1))
    push(world, Mutation(1, "delete", "n", 1), log="X")
    plan = push(world, change(1, "set", "late"), log="L")
    row = world.get("note", "n")
    assert row is not None and row.deleted and row.values["text"] == "late"
    assert plan.outcomes[0].result == "conflict"
    assert world.get("kept", "n/deleted").values["other"] == {"text": "late"}  # type: ignore[union-attr]


def test_each_change_raises_the_revision_by_one() -> None:
    world = world_with(Row("note", "n", {"text": "a"}, 4))
    push(world, change(1, "set", "b", base=4), change(2, "set", "c", base=4))
    assert world.get("note", "n").rev == 6  # type: ignore[union-attr]


@given(st.lists(st.sampled_from(sorted(INTENTS)), max_size=12))
def test_every_mutation_gets_exactly_one_outcome_in_order(names: list[str]) -> None:
    plan = push(world_with(), *[change(mid, name) for mid, name in enumerate(names, start=1)])
    assert [outcome.mid for outcome in plan.outcomes] == list(range(1, len(names) + 1))


@given(st.integers(0, 40), st.integers(1, 7), st.integers(0, 40))
def test_paging_gives_every_entry_once_and_ends_at_the_head(head: int, limit: int, cursor: int) -> None:
    start = 0 if cursor_is_lost(cursor, head, 0) else cursor
    given_out: list[int] = []
    while True:
        ahead = range(start + 1, head + 1)
        page = plan_pull(start, head, 0, ahead[limit - 1] if len(ahead) >= limit else None)
        given_out += range(start + 1, page.to + 1)
        start = page.to
        if not page.more:
            break
    assert given_out == list(range(0 if cursor > head else cursor, head + 1))[1:]
    assert start == head


def test_below_the_tombstone_horizon_and_above_the_head_a_phone_starts_anew() -> None:
    assert cursor_is_lost(3, head=9, floor=5)
    assert cursor_is_lost(12, head=9, floor=0)
    assert not cursor_is_lost(0, head=9, floor=5)
    assert not cursor_is_lost(5, head=9, floor=5)


def test_the_digest_chain_does_not_depend_on_how_a_log_is_cut_into_requests() -> None:
    mutations: list[Any] = [{"mid": 1, "name": "会议"}, {"name": "b", "mid": 2}]
    assert extend(extend(START, mutations[:1]), mutations[1:]) == extend(START, mutations)
    assert canonical({"b": 1, "a": "会"}) == '{"a":"会","b":1}'.encode()
    assert extend(START, mutations) != extend(START, mutations[::-1])
