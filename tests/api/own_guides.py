"""A guide of the office decides nothing about the own visits and assignments, a secretary nothing about the own profile: what test_own_case asks."""

from typing import Any

from server.domain.guides.rules import assignment_id
from tests.api.own_projects import hand_in
from tests.engine import test_secretary_rules as notes
from tests.engine.test_guide_rules import VISIT, sheet
from tests.small_mine import MEMBERS, NORTH, SOUTH, named

PARTY = next(iter(MEMBERS))
FROM = "2026-01-01"


async def about_guides(case: Any) -> None:
    """`case` is that of test_own_case: the party is the secretary of the north branch, works in the office as well, and guides the south branch."""
    asked = {"member": PARTY, "team": "guide", "org": SOUTH, "from_on": FROM, "reason": "矿党委统一安排"}
    await case.refused("post /api/guides/assignments", "", asked, case.office)
    own = {"org": SOUTH, "branch": SOUTH, "branches": [SOUTH], "shown_to": [], "guide": PARTY, "team": "guide"}
    async with case.mine.replication.write(None, "visited") as unit:
        unit.put("visit", named("visit"), VISIT | own)
    await case.refused("post /api/visits/{visit}/move", named("visit"), {"move": "review", "seen": ""}, case.office)
    ended = {"to_on": "2027-01-01", "reason": "任务完成"}
    assignment = assignment_id(SOUTH, PARTY, "guide", FROM)
    await case.refused("post /api/guides/assignments/{assignment}/end", assignment, ended, case.office)
    await hand_in(case, "/api/guides/import", sheet(["选煤一党支部", "E0", "", "联络员", FROM, "", ""]))


async def about_secretaries(case: Any) -> None:
    """The party leads the north branch: about themselves somebody else of the office writes, and answers what they want to learn."""
    note = {"year": 2026, "item": "speak", "level": "able", "example": "班前会讲清一条规程"}
    await case.refused("put /api/secretaries/{member}/note", PARTY, note, case.office)
    async with case.mine.replication.write(None, "asked") as unit:
        about = {"member": PARTY, "branch": NORTH, "year": 2026, "item": "write", "text": "想学写材料", "state": "asked"}
        unit.put("secretary_need", named("need"), about)
    await case.refused("post /api/secretary-needs/{need}/move", named("need"), {"move": "plan", "seen": "", "text": "三季度培训班"}, case.office)
    await hand_in(case, "/api/secretaries/import", notes.sheet(["综采一区党支部", "E0", "2026", "坐下来会写", "能做到", "经验材料上了矿报"]))
