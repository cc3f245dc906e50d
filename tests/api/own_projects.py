"""Who speaks for the owner of a project or a brand decides nothing of it, by a sheet neither: what test_own_case asks about both."""

from typing import Any

from tests.engine import test_brand_rules as brands
from tests.engine import test_project_rules as projects
from tests.small_mine import NORTH, named

_OWNED = {"owner": NORTH, "branch": NORTH, "branches": [NORTH]}
NAME = "综采一区党支部"


async def about_projects_and_brands(case: Any) -> None:
    """`case` is that of test_own_case: the party is the secretary of the north branch, and works in the office as well."""
    async with case.mine.replication.write(None, "proposed") as unit:
        unit.put("project", named("project"), projects.PROPOSAL | _OWNED | {"shown_to": [], "state": "submitted", "milestones_done": []})
        unit.put("brand", named("brand"), _OWNED | {"name": "煤海尖兵", "state": "declared"})
    await case.refused("post /api/projects/{project}/move", named("project"), {"move": "approve", "seen": ""}, case.office)
    await case.refused("post /api/brands/{brand}/move", named("brand"), {"move": "accept", "seen": ""}, case.office)
    await hand_in(case, "/api/projects/import", projects.sheet([NAME, "另一个项目", *projects.ROW[2:]]))
    await hand_in(case, "/api/brands/import", brands.sheet([NAME, *brands.ROW[1:]]))


async def hand_in(case: Any, path: str, content: bytes) -> None:
    """The party's own row is refused, and taken from another person of the office."""
    own, others = [(await one.post(path, content=content)).json() for one in (case.party, case.office)]
    assert (own["added"], others["added"]) == (0, 1)
    case.asked[f"post {path}"] = own["problems"][0]["reason"]
