"""Old mutation versions: a released name.vN never changes its meaning, so it is turned into its successor, step by step."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from sync.mutation import Mutation


class Upcast(msgspec.Struct, frozen=True):
    """One step: `change` turns the content of a mutation `name` into that of its successor `to`. Pure."""

    name: str
    to: str
    change: Callable[[Mutation], Mutation]


def chained(upcasts: Iterable[Upcast], current: Iterable[str]) -> dict[str, Upcast]:
    """The steps by the name they start from. Raises ValueError where a chain does not end at a name that has an intent."""
    steps: dict[str, Upcast] = {}
    for step in upcasts:
        if step.name in steps:
            raise ValueError(f"two steps start from {step.name}")
        steps[step.name] = step
    known = set(current)
    for name in steps:
        if name in known:
            raise ValueError(f"{name} has an intent and needs no step")
        _require_end(name, steps, known)
    return steps


def _require_end(name: str, steps: Mapping[str, Upcast], known: set[str]) -> None:
    passed: set[str] = set()
    while name in steps and name not in passed:
        passed.add(name)
        name = steps[name].to
    if name not in known:
        raise ValueError(f"the steps from {sorted(passed)} end nowhere")


def upcast(mutation: Mutation, steps: Mapping[str, Upcast]) -> Mutation:
    """The mutation as its newest version says it; number, row and base stay what the phone gave."""
    while step := steps.get(mutation.name):
        changed = step.change(mutation)
        mutation = msgspec.structs.replace(changed, name=step.to, mid=mutation.mid)
    return mutation
