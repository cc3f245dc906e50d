"""What a party to an achievement is refused, and others are not."""

from typing import Any

from tests.engine.fact_sheets import book
from tests.small_mine import MEMBERS, SOUTH, named

_PARTY, _OTHER = list(MEMBERS)[:2]


async def about_achievements(case: Any) -> None:
    """Who has a share in it decides nothing about it, nor takes it in by a sheet."""
    people = [{"id": _PARTY, "name": "党员0", "share": 50}, {"id": _OTHER, "name": "党员1", "share": 50}]
    told = {"branch": SOUTH, "title": "改进", "kind": "technical", "level": "mine", "done_on": "2026-11-01", "story": "做法", "people": people}
    async with case.mine.replication.write(None, "filed") as unit:
        for name, state in (("approve", "submitted"), ("return", "submitted"), ("revoke", "approved")):
            unit.put("achievement", named(name), {**told, "state": state, "submitted_at": unit.now_ms})
    for verb in ("approve", "return", "revoke"):
        seen = (await case.office.get(f"/api/achievements/{named(verb)}")).json()
        assert (seen["own"], (await case.party.get(f"/api/achievements/{named(verb)}")).json()["own"]) == (False, True)
        body = {"seen": seen["achievement"]["rev"], "text": "请补充"}
        await case.refused(f"post /api/achievements/{{achievement}}/{verb}", named(verb), body, case.office)
    row = {"成果名称": "改进", "成果类型": "技术创新成果", "认定级别": "矿级", "完成日期": "2026-11-01", "党支部": "综采一区党支部"}
    row |= {"做法和成效": "做法"}
    of_own_branch = book([row | {"成果名称": "本支部的", "完成人": "E1"}])
    sheet = book([row | {"完成人": "E0"}])
    headers = {"Content-Type": "application/octet-stream"}
    answers = [await one.post("/api/achievements/import", content=sheet, headers=headers) for one in (case.party, case.office)]
    own, others = (answer.json() for answer in answers)
    assert (own["added"], others["added"]) == (0, 1)
    assert "不能由您自己认定" in " ".join(one["reason"] for one in own["problems"])
    tried = (await case.party.post("/api/achievements/import", content=of_own_branch, headers=headers)).json()
    assert (tried["added"], "任职" in tried["problems"][0]["reason"]) == (0, True), "nor what the own branch has achieved"
    case.asked["post /api/achievements/import"] = own["problems"][0]["reason"]
