"""merge(): the worked vectors, and laws that hold for every history."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge import join_elements, join_paragraphs, merge
from sync.mutation import Author, Mark, Rejected, Row
from sync.policy import Field, Policy, TableRules

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "merge.json").read_text())
FIELDS = {
    "place": Field(Policy.REGISTER),
    "title": Field(Policy.REGISTER),
    "held_start": Field(Policy.REGISTER, "held", "int"),
    "held_end": Field(Policy.REGISTER, "held", "int"),
    "status": Field(Policy.HUMAN, "mark"),
    "reason": Field(Policy.HUMAN, "mark"),
    "recorder": Field(Policy.FIRST),
    "observers": Field(Policy.QUIET),
    "highest": Field(Policy.MAX, kind="int"),
    "lowest": Field(Policy.MIN, kind="int"),
    "discussion": Field(Policy.TEXT),
    "sessions": Field(Policy.KEYED, kind="json"),
    "branch": Field(Policy.IMMUTABLE),
    "approved": Field(Policy.SERVER),
}
RULES = TableRules("meeting", FIELDS, lambda _: frozenset({"branch:1"}))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_a_worked_merge_comes_out_as_written(vector: dict[str, Any]) -> None:
    marks = {field: Mark(*mark) for field, mark in vector["row"]["marks"].items()}
    row = Row("meeting", "m", vector["row"]["values"], vector["row"]["rev"], marks)
    asked = vector["mutation"]
    edits = {field: tuple(pair) for field, pair in asked["set"].items()}

    merged = merge(RULES, row, asked["base"], edits, Author("l", 1, asked["log"], asked["mid"]))

    assert {**row.values, **merged.writes} == vector["values"]
    clashes = [{"unit": c.unit, "kept": dict(c.kept), "other": dict(c.other)} for c in merged.clashes]
    assert clashes == vector["clashes"]
    assert merged.beside_others == vector["beside_others"]


@pytest.mark.parametrize("field", ["branch", "approved"])
def test_a_phone_cannot_set_what_the_server_or_the_beginning_decides(field: str) -> None:
    row = Row("meeting", "m", {field: "1"}, 1)
    with pytest.raises(Rejected) as refused:
        merge(RULES, row, 1, {field: ("1", "2")}, Author("l", 1, "L", 1))
    assert refused.value.refusal.code == "field.protected"
    assert refused.value.refusal.field == field


def test_a_field_nobody_declared_is_refused_by_name() -> None:
    with pytest.raises(Rejected) as refused:
        merge(RULES, Row("meeting", "m", {}, 1), 1, {"mood": (None, "good")}, Author("l", 1, "L", 1))
    assert refused.value.refusal.field == "mood"


texts = st.sampled_from(["", "a", "b", "c", "d"])
people = st.sampled_from(["X", "Y", "Z"])
open_fields = st.sampled_from(["place", "title", "recorder", "observers", "discussion"])


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, int, str, str]]:
    """(log, how many revisions behind, field, wanted value) in order of arrival."""
    step = st.tuples(people, st.integers(0, 4), open_fields, texts)
    return draw(st.lists(step, min_size=1, max_size=14))


def play(history: list[tuple[str, int, str, str]]) -> tuple[Row, list[Any]]:
    """Applies a history; gives the row and, per step, (field, wanted, value before, merged)."""
    row = Row("meeting", "m", {}, 1)
    steps: list[Any] = []
    for mid, (log, behind, field, wanted) in enumerate(history, start=1):
        before = row.values.get(field)
        base = max(0, row.rev - behind)
        merged = merge(RULES, row, base, {field: (before, wanted)}, Author(log, mid, log, mid))
        if merged.writes:
            row.rev += 1
            row.values.update(merged.writes)
            row.marks.update({name: Mark(row.rev, log, mid, log, mid) for name in merged.writes})
        steps.append((field, wanted, before, merged))
    return row, steps


@given(histories())
def test_no_value_is_lost_silently(history: list[tuple[str, int, str, str]]) -> None:
    """What a person typed stands, or waits in a clash, or stood until someone who had seen it (or a quiet field) replaced it."""
    _, steps = play(history)
    for field, wanted, before, merged in steps:
        stands = merged.writes.get(field, before)
        waits = [clash.other.get(field) for clash in merged.clashes]
        joined = field == "discussion" and wanted in (stands or "")
        assert stands == wanted or wanted in waits or joined


@given(histories())
def test_nothing_concurrent_is_overwritten_without_a_clash(history: list[tuple[str, int, str, str]]) -> None:
    """An independent reading of the rule: whoever last wrote the field, seen or own, may be overwritten; nobody else."""
    written: dict[str, tuple[int, str]] = {}
    row = Row("meeting", "m", {}, 1)
    for mid, (log, behind, field, wanted) in enumerate(history, start=1):
        base, before = max(0, row.rev - behind), row.values.get(field)
        merged = merge(RULES, row, base, {field: (before, wanted)}, Author(log, mid, log, mid))
        last = written.get(field)
        overtakes = field in merged.writes and last is not None and last[0] > base and last[1] != log
        if overtakes and field in ("place", "title"):
            assert [clash.other[field] for clash in merged.clashes] == [before]
        if merged.writes:
            row.rev += 1
            row.values.update(merged.writes)
            row.marks.update({name: Mark(row.rev, log, mid, log, mid) for name in merged.writes})
            written.update(dict.fromkeys(merged.writes, (row.rev, log)))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6).flatmap(lambda v: st.tuples(st.just(v), st.permutations(v))))
def test_max_and_min_do_not_depend_on_the_order(orders: tuple[list[int], list[int]]) -> None:
    ends: list[dict[str, Any]] = []
    for order in orders:
        row = Row("meeting", "m", {}, 1)
        for mid, value in enumerate(order, start=1):
            edits = {"highest": (None, value), "lowest": (None, value)}
            row.values.update(merge(RULES, row, 0, edits, Author("l", 1, f"log{mid}", 1)).writes)
        ends.append(row.values)
    assert ends[0] == ends[1] == {"highest": max(orders[0]), "lowest": min(orders[0])}


lines = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=5).map("\n".join)


@given(lines, lines, lines)
def test_joining_texts_is_the_same_from_both_sides(seen: str, one: str, other: str) -> None:
    assert join_paragraphs(seen, one, other) == join_paragraphs(seen, other, one)


@given(lines, lines)
def test_joining_with_the_untouched_text_gives_the_other(seen: str, one: str) -> None:
    assert join_paragraphs(seen, seen, one) == one
    assert join_paragraphs(seen, one, seen) == one


elements = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4).map(lambda some: [{"id": key, "n": n} for key, n in some.items()])


@given(elements, elements, elements)
def test_joining_lists_is_the_same_from_both_sides_but_for_the_order(seen: list[Any], one: list[Any], other: list[Any]) -> None:
    """And what both ways agree on holds no element twice, and none that neither side wanted."""
    there, back = join_elements(seen, one, other), join_elements(seen, other, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert sorted(there, key=str) == sorted(back, key=str)
        assert len({element["id"] for element in there}) == len(there)
        assert all(element in one or element in other for element in there)


@given(elements, elements)
def test_joining_with_the_untouched_list_gives_the_other(seen: list[Any], one: list[Any]) -> None:
    assert sorted(join_elements(seen, seen, one) or [], key=str) == sorted(one, key=str)
    assert join_elements(seen, one, seen) == one


@pytest.mark.parametrize("garbage", [5, "a", {"id": "a"}, [5], [{"id": 5}], [{"id": ["a"]}], [{}], [{"id": "a"}, {"id": "a"}]])
def test_what_is_no_list_of_elements_is_a_question_and_no_failure(garbage: Any) -> None:
    assert join_elements(garbage, [], [{"id": "b"}]) is None
    assert join_elements([], garbage, [{"id": "b"}]) is None
    assert join_paragraphs(5, "a", "b") is None
