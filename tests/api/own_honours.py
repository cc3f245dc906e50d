"""Nobody decides about the own honours, nor about a story that tells of them: asked as a party and as another by test_own_case.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.domain.honours.rules import consent_id
from tests.honours import honour_sheet
from tests.small_mine import MEMBERS, NORTH, named, rows

if TYPE_CHECKING:
    from tests.api.test_own_case import Case

PARTY, OTHER = list(MEMBERS)[:2]
STORY = named("写到自己的稿子")
CONSENT = consent_id(STORY, PARTY, 1)


async def about_honours(case: Case) -> None:
    """Nobody enters the own honour, nor moves a story about themselves, nor answers for themselves on paper."""
    mine, told = case.mine, {"member": PARTY, "year": 2024, "level": "mine", "title": "优秀共产党员"}
    await case.refused("post /api/honours", "", told, case.office)
    (honour,) = [one["id"] for one in (await rows(mine, "honour")).values()]
    await case.refused("put /api/honours/{honour}", honour, {"level": "group"}, case.office)
    sheet = honour_sheet([(2025, "矿级", "先进个人", "E0"), (2025, "矿级", "先进个人", "E1")])
    own = (await case.party.post("/api/honours/import", content=sheet)).json()
    assert (own["added"], [one["reason"] for one in own["problems"]]) == (1, ["这是您本人的荣誉，不能由您登记或更改。"])
    case.asked["post /api/honours/import"] = own["problems"][0]["remedy"]
    assert (await case.office.post("/api/honours/import", content=sheet)).json()["added"] == 1
    await case.refused("post /api/honours/{honour}/remove", honour, {"reason": "登记错了"}, case.office)
    async with mine.replication.write(None, "story") as unit:
        person = {"name": "党员0", "member": PARTY}
        text = {"title": "标题", "people": [person], "blocks": [{"kind": "paragraph", "text": "正文", "picture": ""}]}
        unit.put("story", STORY, {"kind": "person", "org": NORTH, "state": "draft", "edited_by": case.account, "edited_at": 1, **text})
        asked = {"story": STORY, "member": PARTY, "name": "党员0", "asked_at": 1, "state": "given"}
        unit.put("story_consent", CONSENT, asked)
    async with mine.replication.write(None, "asked") as unit:
        unit.put("story_consent", named("另一位的同意"), {"story": STORY, "member": OTHER, "name": "党员1", "asked_at": 1, "state": "asked"})
    others = await case.party.post(f"/api/stories/{STORY}/consents/{named('另一位的同意')}", json={"answer": "declined"})
    assert (others.status_code, others.json()["code"]) == (403, "rights.own_case"), "nor records what another of the same story answered"
    await case.refused("post /api/stories/{story}/consents/{consent}", STORY, {"answer": "withdrawn"}, case.office)
    (story,) = (await rows(mine, "story")).values()
    await case.refused("post /api/stories/{story}/moves", STORY, {"rev": story["rev"], "name": "review"}, case.office)
