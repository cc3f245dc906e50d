"""For which branches an organisation stands that owns something, as the rows of a push show it. Pure."""

from sync.plan import World


def branches_in(world: World, owner: str) -> list[str]:
    """The branch itself, or those directly below a general branch; none for anything else. The rows must have been asked for by id and parent."""
    org = world.get("organisation", owner)
    if org is None or org.deleted or org.values["kind"] not in ("branch", "general_branch"):
        return []
    if org.values["kind"] == "branch":
        return [owner]
    return [one.id for one in world.where("organisation", "parent", owner) if one.values["kind"] == "branch"]
