"""What an upgrade finds as an earlier version wrote it, and makes what this one would have written."""

from collections import defaultdict

from server.replication.unit import Replication


async def show_conflicts(replication: Replication) -> int:
    """Gives open conflicts from before conflicts had branches those of their rows: all that own a row see it. Gives how many."""
    async with replication.write(None, "show conflicts") as unit:
        bare = defaultdict[str, dict[str, str]](dict)
        for key, one in (await unit.where("conflict", "state", ["open"])).items():
            if not one["branches"]:
                bare[one["tbl"]][key] = one["row"]
        shown = 0
        for table, conflicts in bare.items():
            rows = await unit.load(table, set(conflicts.values()))
            for key, row in conflicts.items():
                if branches := rows.get(row, {}).get("branches"):
                    unit.put("conflict", key, {"branches": branches})
                    shown += 1
    return shown
