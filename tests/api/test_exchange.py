"""The package for the superior's platform keeps the shape that is documented, and holds approved records alone."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server.domain.papers import rules
from server.domain.papers.rules.exchange import FILES
from tests.api.test_board import sign_in_with
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, SOUTH_1, change, mark, record, settle, submit

DOCUMENTED = Path(__file__).parents[2] / "docs" / "exchange-v1.schema.json"
Records = dict[str, list[dict[str, Any]]]


def test_the_documented_schema_is_that_of_the_code() -> None:
    """A change here is a new version, unless it only adds a field."""
    assert DOCUMENTED.read_bytes() == rules.json_schema()


async def take(office: httpx.AsyncClient, period: str) -> tuple[dict[str, Any], Records]:
    answer = await office.get("/api/papers/exchange", params={"period": period})
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as package:
        assert sorted(package.namelist()) == sorted(FILES)
        for name, shape in FILES.items():
            for line in package.read(name).splitlines():
                msgspec.json.decode(line, type=shape, strict=True)
        records = {name: [json.loads(line) for line in package.read(name).splitlines()] for name in FILES if name.endswith(".jsonl")}
        return json.loads(package.read("manifest.json")), records


async def test_a_package_holds_what_was_approved_and_comes_again_with_a_higher_revision(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    told = {"chair": next(iter(MEMBERS)), "resolutions": [{"text": "整改", "owner": "党员1", "due_on": "2026-12-20"}], "discussion": "一\n二"}
    approved = await record(mine, "已通过的", "theme_day", NORTH, "2026-11-10 23:30", **told)
    await mark(mine, approved, dict.fromkeys(list(MEMBERS)[:3], "present") | {list(MEMBERS)[3]: "leave"})
    await submit(mine, approved)
    await change(mine, approved, status="approved", decided_at=mine.clock.now_ms)
    await submit(mine, await record(mine, "待审的", "group_meeting", SOUTH_1, "2026-11-11 09:00"))
    manifest, records = await take(office, "2026-11")
    (one,) = records["meetings.jsonl"]
    assert (one["id"], one["organisation"], one["held_start"], one["title"]) == (approved, NORTH, "2026-11-10T23:30:00+08:00", "已通过的")
    assert (one["discussion"], one["resolutions"]) == ("一\n二", told["resolutions"])
    assert {mark["member"]: mark["status"] for mark in one["attendance"]}[list(MEMBERS)[3]] == "leave"
    assert "reason" not in json.dumps(one)
    assert {member["id"] for member in records["members.jsonl"]} == set(MEMBERS)
    assert (manifest["version"], manifest["meetings"], manifest["members"], manifest["organisations"]) == (1, 1, 6, 7)
    await change(mine, approved, place="井口会议室")
    (again,) = (await take(office, "2026-Q4"))[1]["meetings.jsonl"]
    assert (again["id"], again["place"]) == (approved, "井口会议室")
    assert again["revision"] > one["revision"]
    assert (await take(office, "2025"))[0]["meetings"] == 0
