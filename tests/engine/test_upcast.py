"""Old mutation versions: each step in turn, nothing of the phone's own numbering changed, no chain that ends nowhere."""

import msgspec
import pytest

from sync.mutation import Mutation
from sync.upcast import Upcast, chained, upcast


def rename(old: str, new: str) -> Upcast:
    def change(mutation: Mutation) -> Mutation:
        return msgspec.structs.replace(mutation, mid=99, args={**mutation.args, new: True})

    return Upcast(old, new, change)


def test_a_mutation_is_brought_up_step_by_step_under_its_own_number() -> None:
    steps = chained([rename("a.v1", "a.v2"), rename("a.v2", "a.v3")], ["a.v3"])
    assert upcast(Mutation(7, "a.v1", "r"), steps) == Mutation(7, "a.v3", "r", args={"a.v2": True, "a.v3": True})
    assert upcast(Mutation(7, "a.v2", "r"), steps).args == {"a.v3": True}
    assert upcast(Mutation(7, "b.v1", "r"), steps) == Mutation(7, "b.v1", "r")


@pytest.mark.parametrize(
    "steps",
    [
        [rename("a.v1", "a.v2")],
        [rename("a.v1", "a.v2"), rename("a.v2", "a.v1")],
        [rename("a.v1", "now"), rename("a.v1", "now")],
        [rename("now", "now")],
    ],
    ids=["ends nowhere", "a circle", "two from one", "from today's own"],
)
def test_a_chain_that_does_not_end_today_is_refused_at_the_start(steps: list[Upcast]) -> None:
    with pytest.raises(ValueError):
        chained(steps, ["now"])
