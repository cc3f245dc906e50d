"""For which branches an organisation stands that owns something, and for which owners a person speaks. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from server.kit.identity import Actor
from sync.plan import World


def branches_in(world: World, owner: str) -> list[str]:
    """The branch itself, or those directly below a general branch; none for anything else.

    One that was dissolved is not below it any more. The rows must have been asked for by id and parent.
    """
    org = world.get("organisation", owner)
    if org is None or org.deleted or org.values["kind"] not in ("branch", "general_branch"):
        return []
    if org.values["kind"] == "branch":
        return [owner]
    below = world.where("organisation", "parent", owner)
    return [one.id for one in below if one.values["kind"] == "branch" and one.values["closed_on"] is None]


def spoken_for(actor: Actor, places: Collection[Mapping[str, Any]]) -> set[str]:
    """Those of the owners (id, parent) whose case is the person's own: nobody decides about what they own, by a sheet neither."""
    own = {place["id"] for place in places if actor.speaks_for(place["id"])}
    return own | {place["parent"] for place in places if place["id"] in own and place["parent"]}
