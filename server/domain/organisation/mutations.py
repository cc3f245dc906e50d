"""What parts whose rows organisations own, such as projects, ask about a row that a phone makes: whose it is."""

from collections.abc import Iterable
from typing import Any

from server.domain.organisation.rules import branches_in
from server.kit.identity import Actor
from server.replication import check_owner
from sync.mutation import Mutation, Refusal, Rejected
from sync.plan import Need, Turn, World


def needs_owner(mutation: Mutation, _: World) -> Iterable[Need]:
    """The organisation that the `args` name as owner, and what is directly below it."""
    owner = str(mutation.args.get("owner"))
    yield Need("organisation", (owner,))
    yield Need("organisation", (owner,), "parent")


def owned_by(turn: Turn[Actor], owner: str, unknown: Refusal) -> dict[str, Any]:
    """What a new row says of its owner, a branch or a general branch, and of whoever makes it.

    Rejected as `unknown` for any other owner; Held(rights) for whoever holds no post there.
    """
    branches = branches_in(turn.world, owner)
    if not branches:
        raise Rejected(unknown)
    check_owner(turn.actor, owner, branches)
    own = next((one for one in branches if one in turn.actor.branches), branches[0])
    by = {"created_by": turn.actor.account, "created_by_name": turn.actor.name, "created_at": turn.now_ms, "data_up_to": turn.now_ms}
    return {"owner": owner, "branches": branches, "branch": own, **by}
