"""What a party to a rank, a mark or a mentor pair is refused, and others are not."""

from typing import Any

from tests.api.phone import HttpPhone
from tests.engine.fact_sheets import book
from tests.small_mine import MEMBERS, NORTH, named

_PARTY, _OTHER = list(MEMBERS)[:2]
_DAY = "2026-11-10"
_PAIR = {"apprentice_name": "小李", "goal": "一年出师", "from_on": "2026-01-01", "to_on": "2026-12-31"}


async def about_training(case: Any) -> None:
    """Nobody enters what counts for the own skills."""
    await _about_ranks(case)
    await _about_marks(case)
    asked = {"rev": 0, "mentor": _PARTY, **_PAIR}
    await case.refused("put /api/mentor-pairs/{pair}", named("pair"), asked, case.office)
    await case.refused("post /api/mentor-pairs/{pair}/remove", named("pair"), None, case.office)


async def _about_ranks(case: Any) -> None:
    async with case.mine.replication.write(None, "held") as unit:
        unit.put("contest", named("contest"), {"title": "比武", "held_on": _DAY, "trades": ["电工", "钳工"], "note": ""})
    asked = {"member": _PARTY, "trade": "电工", "rank": "first"}
    await case.refused("post /api/contests/{contest}/results", named("contest"), asked, case.office)
    (contest,) = (await case.office.get("/api/contests")).json()["contests"]
    (result,) = contest["results"]
    moved = {"rev": contest["rev"], "title": "比武", "held_on": "2026-11-09", "trades": contest["trades"]}
    await case.refused("put /api/contests/{contest}", named("contest"), moved, case.office)
    await case.refused("post /api/contest-results/{result}/remove", result["result"], None, case.office)
    sheet = book([{"比武名称": "大比武", "日期": _DAY, "工种": "电工", "工号": "E0", "姓名": "党员零", "名次": "第一名"}])
    headers = {"Content-Type": "application/octet-stream"}
    own, others = [(await one.post("/api/contests/import", content=sheet, headers=headers)).json() for one in (case.party, case.office)]
    assert (own["added"], others["added"]) == (0, 1)
    assert "说的是您本人" in own["problems"][0]["reason"]
    case.asked["post /api/contests/import"] = own["problems"][0]["reason"]


async def _about_marks(case: Any) -> None:
    about = {"title": "安全规程", "layer": "mine", "reach": "mine", "branches": [NORTH]}
    async with case.mine.replication.write(None, "arranged") as unit:
        unit.put("course", named("course"), {**about, "org": NORTH})
        unit.put("training_session", named("session"), {**about, "course": named("course"), "held_on": _DAY})
    party, deputy = HttpPhone(case.party), HttpPhone(case.deputy)
    mids = [phone.record("training.mark.v1", named("session"), branch=NORTH, marks={_PARTY: [None, "present", ""]}) for phone in (party, deputy)]
    for phone in (party, deputy):
        await phone.sync()
    assert (party.result(mids[0]), party.outcomes[mids[0]]["reason"], deputy.result(mids[1])) == ("rejected", "rights.own_case", "applied")
    case.asked["training.mark.v1"] = party.outcomes[mids[0]]["problem"]["remedy"]
    async with case.mine.replication.write(None, "held by the branch") as unit:
        unit.put("training_session", named("own session"), {**about, "reach": "branch", "course": "", "held_on": _DAY})
        unit.put("training_mark", named("own mark"), {"session": named("own session"), "member": _PARTY, "branch": NORTH, "status": "absent"})
    mids = [phone.record("training_session.cancel.v1", named("own session"), branch=NORTH, reason="重复") for phone in (party, deputy)]
    for phone in (party, deputy):
        await phone.sync()
    assert (party.outcomes[mids[0]]["reason"], deputy.result(mids[1])) == ("rights.own_case", "applied")
    case.asked["training_session.cancel.v1"] = party.outcomes[mids[0]]["problem"]["remedy"]
    path = f"/api/courses/{named('course')}/sessions/{named('session')}"
    moved = [await one.put(path, json={"held_on": "2026-11-11"}) for one in (case.party, case.office)]
    assert [(one.status_code, one.json().get("code")) for one in moved] == [(403, "rights.own_case"), (200, None)]
    case.asked["put /api/courses/{course}/sessions/{session}"] = moved[0].json()["remedy"]
