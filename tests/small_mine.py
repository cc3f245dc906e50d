"""A mine small enough to know by heart: two branches, three groups, six members; and ways to record meetings in it."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from server.domain import assessments, brands, dispatch, facts, obligations, projects, ratings
from server.domain.ballots.rules import review_id
from server.domain.meetings import rules as meeting_rules
from tests.mine import Mine, TestClock

_NAMES = UUID("3e1a2f60-6a52-4b0e-9a57-0b8a5f1f3c11")


def named(name: str) -> str:
    """The id of something in the small mine."""
    return str(uuid5(_NAMES, name))


COMMITTEE, GENERAL = named("矿党委"), named("选煤中心党总支")
NORTH, SOUTH = named("综采一区党支部"), named("选煤一党支部")
NORTH_1, NORTH_2, SOUTH_1 = named("综采一组"), named("综采二组"), named("选煤一组")
CONCLUSIONS = ("obligation", "deduction", "branch_score", "fact", "rating", "rating_line")
BRANCH_OF = {NORTH: NORTH, NORTH_1: NORTH, NORTH_2: NORTH, SOUTH: SOUTH, SOUTH_1: SOUTH}

_ORGANISATIONS: dict[str, dict[str, Any]] = {
    COMMITTEE: {"kind": "committee", "name": "矿党委", "parent": None, "branch": None},
    GENERAL: {"kind": "general_branch", "name": "选煤中心党总支", "parent": COMMITTEE, "branch": None},
    NORTH: {"kind": "branch", "name": "综采一区党支部", "parent": COMMITTEE, "branch": NORTH, "has_committee": True},
    SOUTH: {"kind": "branch", "name": "选煤一党支部", "parent": GENERAL, "branch": SOUTH},
    NORTH_1: {"kind": "group", "name": "综采一组", "parent": NORTH, "branch": NORTH},
    NORTH_2: {"kind": "group", "name": "综采二组", "parent": NORTH, "branch": NORTH},
    SOUTH_1: {"kind": "group", "name": "选煤一组", "parent": SOUTH, "branch": SOUTH},
}
MEMBERS = {named(f"党员{number}"): group for number, group in enumerate([NORTH_1, NORTH_1, NORTH_2, NORTH_2, SOUTH_1, SOUTH_1])}


async def settle(mine: Mine) -> None:
    """Founds the small mine and lets everything follow from that."""
    async with mine.replication.write(None, "found") as unit:
        for key, values in _ORGANISATIONS.items():
            unit.put("organisation", key, {"has_committee": False, "committee_confirmed": False, "closed_on": None} | values)
        for number, (key, group) in enumerate(MEMBERS.items()):
            person = {"employee_no": f"E{number}", "name": f"党员{number}", "initials": "dy", "sex": None, "kind": "full", "status": "active"}
            place = {"branch": BRANCH_OF[group], "group": group, "post_profile": "frontline", "job": None, "shift": None, "underground": True}
            unit.put("member", key, person | place)
            since = {"member": key, "branch": BRANCH_OF[group], "group": group, "from_on": "2025-01-01", "to_on": None}
            unit.put("membership", key, since)
    await obligations.generate(mine.replication)
    await ratings.open_quarter(mine.replication)
    await mine.drain()


def instant(text: str) -> int:
    """Epoch ms of a local time of the mine, such as `2026-11-20 23:30`."""
    return TestClock(text).now_ms


async def record(mine: Mine, name: str, kind: str, org: str, held: str, **values: Any) -> str:
    """Writes a draft of a meeting that began at a local time; `name` gives its id."""
    held_start = instant(held)
    draft = {"branch": BRANCH_OF[org], "org": org, "kind": kind, "title": name, "held_start": held_start, "held_end": held_start + 3_600_000}
    draft |= {"purpose": "ordinary", "status": "draft", "filed_at": None, "decided_at": None}
    draft |= {"resolutions": [], "votes": [], "sessions": [], "returned_reasons": []}
    async with mine.replication.write(None, "record") as unit:
        unit.put("meeting", named(name), draft | values)
    return named(name)


async def change(mine: Mine, meeting: str, **values: Any) -> None:
    """Changes fields of a meeting and, as the server does, their copies on its marks."""
    async with mine.replication.write(None, "change") as unit:
        unit.put("meeting", meeting, values)
        if "held_start" in values:
            for mark in await unit.where("attendance", "meeting", [meeting]):
                unit.put("attendance", mark, {"held_start": values["held_start"]})


async def submit(mine: Mine, meeting: str) -> None:
    """Files a meeting now; one that was filed before keeps its first filing."""
    async with mine.replication.write(None, "submit") as unit:
        known = (await unit.load("meeting", [meeting]))[meeting]
        unit.put("meeting", meeting, {"status": "submitted", "filed_at": known["filed_at"] or unit.now_ms, "decided_at": None})


async def mark(mine: Mine, meeting: str, marks: dict[str, str]) -> None:
    """Marks members at a meeting: member -> status."""
    async with mine.replication.write(None, "mark") as unit:
        values = (await unit.load("meeting", [meeting]))[meeting]
        copies = {"meeting_kind": values["kind"], "meeting_title": values["title"], "held_start": values["held_start"]}
        for member, status in marks.items():
            one = {"meeting": meeting, "member": member, "branch": values["branch"], "status": status, "reason": "", "may_vote": True}
            unit.put("attendance", meeting_rules.attendance_id(meeting, member), one | copies)


async def know(mine: Mine, member: str, kind: str, on: str, **values: Any) -> str:
    """Enters a fact about a member of a day; gives its id."""
    fact = str(uuid4())
    by = {"source": "entry", "entered_by": named("干事"), "entered_by_name": "党群干事", "entered_at": mine.clock.now_ms}
    told = {"member": member, "branch": BRANCH_OF[MEMBERS[member]], "kind": kind, "on": on, "grade": "", "amount": None, "until": "", "text": ""}
    async with mine.replication.write(None, "know") as unit:
        unit.put("fact", fact, told | by | {"withdrawn_at": None} | values)
    return fact


async def withdraw(mine: Mine, fact: str) -> None:
    """Withdraws a fact."""
    async with mine.replication.write(None, "withdraw") as unit:
        unit.put("fact", fact, {"withdrawn_at": mine.clock.now_ms, "withdrawn_reason": "录错了"})


async def cover(mine: Mine, kind: str, quarter: str, branch: str, stands: bool = True) -> None:
    """States that everything of a kind is entered for a branch and quarter, or withdraws that."""
    by = {"stated_by": named("干事"), "stated_by_name": "党群干事", "stated_at": mine.clock.now_ms}
    told = {"kind": kind, "quarter": quarter, "branch": branch, "withdrawn_at": None if stands else mine.clock.now_ms}
    async with mine.replication.write(None, "cover") as unit:
        unit.put("coverage", facts.coverage_id(kind, quarter, branch), told | by)


async def review(mine: Mine, member: str, quarter: str, mean_tenths: int | None, spread: list[int] | None = None) -> None:
    """The result of a mass review of twelve ballots, None for one that is withheld; `spread`: how many made each choice, where that may be told."""
    result = {"state": "published" if mean_tenths is not None else "withheld", "mean_tenths": mean_tenths}
    result |= {"ballots": 12 if mean_tenths is not None else None, "spread": spread if mean_tenths is not None else None}
    async with mine.replication.write(None, "review") as unit:
        place = {"member": member, "branch": BRANCH_OF[MEMBERS[member]], "quarter": quarter}
        unit.put("mass_review", review_id(member, quarter), place | result)


async def remove(mine: Mine, meeting: str) -> None:
    """Deletes a meeting with its marks."""
    async with mine.replication.write(None, "delete") as unit:
        for one in await unit.where("attendance", "meeting", [meeting]):
            unit.delete("attendance", one)
        unit.delete("meeting", meeting)


async def rows(mine: Mine, table: str) -> dict[str, dict[str, Any]]:
    """All rows of a table by id, as they are stored."""
    return {row["id"]: row for row in await mine.database.fetch(f'select * from "{table}" where not "deleted"')}


async def revisions(mine: Mine, *tables: str) -> dict[tuple[str, str], int]:
    """The revision of each row of these tables, or of all conclusions: equal before and after means that nothing was written."""
    return {(table, key): row["rev"] for table in tables or CONCLUSIONS for key, row in (await rows(mine, table)).items()}


async def draw_all_again(mine: Mine) -> int:
    """A full recompute, as `linghang recompute` does it; gives how many conclusions were drawn."""
    return sum([await part.rebuild(mine.replication) for part in (obligations, dispatch, projects, brands, assessments, ratings)])
