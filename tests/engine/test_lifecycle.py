"""Lifecycles: which moves are open to whom, why one is refused, and what a declaration may not say."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kit.identity import Actor, Grant
from server.kit.lifecycle import LEADER, OFFICE, OWNER, Lifecycle, Move, is_blank, who
from server.kit.problems import refused_by_rule

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "lifecycle.json").read_text())
WORDS = {
    "draft": "草稿", "submitted": "待审", "running": "推进中", "closed": "办结",
    "submit": "报送", "approve": "立项", "return": "退回", "tell": "报进展", "close": "结项", "goal": "目标", "text": "说明",
}  # fmt: skip
STORY = msgspec.convert(VECTORS["lifecycle"] | {"words": WORDS}, Lifecycle)
WHO = st.sets(st.sampled_from([OWNER, OFFICE, LEADER]))


@pytest.mark.parametrize("case", VECTORS["open"], ids=[f"{case['state']} for {'+'.join(case['who']) or 'nobody'}" for case in VECTORS["open"]])
def test_which_moves_are_open(case: dict[str, Any]) -> None:
    assert [move.name for move in STORY.open_to(case["state"], case["who"])] == case["moves"]


@given(st.sampled_from(STORY.states), WHO, st.sampled_from(STORY.moves))
def test_a_move_is_open_exactly_where_nothing_but_a_field_can_be_at_fault(state: str, person: set[str], move: Move) -> None:
    fault = STORY.fault(move.name, state, person, {"goal": "三化融合", "text": "已会审"})
    assert (fault is None) == (move in STORY.open_to(state, person))


REFUSED = [
    # move, state, who, given, code, field
    ("vanish", "draft", {OWNER}, {}, "lifecycle.state", None),
    ("submit", "running", {OWNER}, {"goal": "三化融合"}, "lifecycle.state", None),
    ("submit", "draft", {OFFICE}, {"goal": "三化融合"}, "rights.missing", None),
    ("submit", "draft", {OWNER}, {"goal": "  "}, "lifecycle.missing", "goal"),
    ("submit", "draft", {OWNER}, {}, "lifecycle.missing", "goal"),
    ("approve", "submitted", {OWNER, LEADER}, {}, "rights.own_case", None),
    ("close", "running", {OWNER}, {}, "rights.missing", None),
]


@pytest.mark.parametrize(("name", "state", "person", "told", "code", "field"), REFUSED)
def test_why_a_move_is_refused(name: str, state: str, person: set[str], told: dict[str, str], code: str, field: str | None) -> None:
    fault = STORY.fault(name, state, person, told)
    assert fault and (fault.code, fault.field) == (code, field)
    assert fault.detail and fault.remedy
    assert refused_by_rule(fault).status == {"lifecycle.state": 409, "lifecycle.missing": 400}.get(code, 403)


def test_a_refusal_speaks_of_states_and_moves_in_words() -> None:
    fault = STORY.fault("submit", "running", {OWNER}, {})
    assert fault and fault.detail == "现在是“推进中”，不能报送。"
    fault = STORY.fault("approve", "submitted", set(), {})
    assert fault and fault.detail == "立项由党群工作部、党委领导办理。"


def test_a_move_without_an_end_leaves_the_state() -> None:
    assert STORY.after("tell", "running") == "running"
    assert STORY.after("submit", "draft") == "submitted"
    with pytest.raises(KeyError):
        STORY.after("vanish", "draft")


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ((Move("go", frozenset({"a"}), "nowhere", frozenset({OWNER})),), {"a": "甲", "go": "去"}),
        ((Move("go", frozenset({"a"}), "a", frozenset({OWNER})), Move("go", frozenset({"a"}), "a", frozenset({OFFICE}))), {"a": "甲", "go": "去"}),
        ((Move("go", frozenset({"a"}), "a", frozenset({OWNER}), ("why",)),), {"a": "甲", "go": "去"}),
    ],
    ids=["an unknown state", "a name given twice", "a field without a word"],
)
def test_what_a_declaration_may_not_say(moves: tuple[Move, ...], words: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Lifecycle(("a",), moves, words)


@pytest.mark.parametrize(
    ("value", "blank"), [(None, True), ("", True), (" \n", True), ([], True), (0, False), (False, False), ("一", False), (["一"], False)]
)
def test_what_counts_as_blank(value: object, blank: bool) -> None:
    assert is_blank(value) is blank


def actor(*grants: Grant) -> Actor:
    return Actor("a", "m", "某人", grants)


def test_what_a_person_is_to_a_matter() -> None:
    owners = {"general", "branch"}
    assert who(actor(Grant("secretary", "branch", "branch")), owners) == {OWNER}
    assert who(actor(Grant("secretary", "general")), owners) == {OWNER}
    assert who(actor(Grant("secretary", "other", "other")), owners) == frozenset()
    assert who(actor(Grant("group_leader", "group", "branch")), owners) == frozenset(), "a group leader does not speak for the branch"
    assert who(actor(Grant("assessor", "branch", "branch")), owners) == frozenset()
    assert who(actor(Grant("office", "mine", None, True), Grant("secretary", "branch", "branch")), owners) == {OFFICE, OWNER}
    assert who(actor(Grant("committee_leader", "mine", None, True)), owners) == {LEADER}
