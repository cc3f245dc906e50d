"""What is unremarkable is approved together, exactly as shown; what is not says why; the office's phrases; what records cost."""

import uuid
from typing import Any

import httpx
import pytest

from server.domain.review.queries import reviews
from tests.api.phone import HttpPhone
from tests.api.test_board import sign_in_with
from tests.api.test_review import office_of, submitted
from tests.api.test_sync import phone_of
from tests.mine import Mine
from tests.workbooks import take

HELD = 1_794_700_000_000
"""A day before the mine's clock stands: 2026-11-15."""


async def queue_of(office: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    """The queue by meeting."""
    return {item["meeting"]: item for item in (await office.get("/api/review")).json()["items"]}


async def together(office: httpx.AsyncClient, *items: dict[str, Any]) -> list[tuple[str, str]]:
    """Approves what was shown; gives state and code of each."""
    answer = await office.post("/api/review/approve", json={"records": [{"meeting": one["meeting"], "digest": one["digest"]} for one in items]})
    assert answer.status_code == 200, answer.text
    assert all(one["detail"] and one["remedy"] for one in answer.json()["results"] if one["state"] == "refused")
    return [(one["state"], one["code"]) for one in answer.json()["results"]]


async def paged(office: httpx.AsyncClient, order: str) -> list[tuple[str, int, int]]:
    """The queue in an order, a page of one after the other: the meeting, and how many there are of all and to be approved together."""
    found, cursor = list[tuple[str, int, int]](), ""
    while cursor is not None:
        page = (await office.get("/api/review", params={"order": order} | ({"cursor": cursor} if cursor else {}))).json()
        (item,) = page["items"]
        found, cursor = [*found, (item["meeting"], page["total"], page["plain"])], page["next"]
    return found


async def the_whole_queue_is_ordered_and_counted(office: httpx.AsyncClient, by_risk: list[str]) -> None:
    """Page by page: what needs an eye first, or only what may be approved together; each page tells how many there are of all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reviews, "PAGE", 1)
        for order, wanted in (("risk", by_risk), ("plain", by_risk[2:])):
            assert await paged(office, order) == [(one, len(wanted), 2) for one in wanted]
        assert {(await office.get("/api/review")).json()[name] for name in ("total", "plain")} == {4, 2}
        patch.setattr(reviews, "WEIGHED_AT_MOST", 3)
        assert (await office.get("/api/review")).json()["plain"] is None, "a long queue is not weighed as a whole for each look at its first page"
        patch.setattr(reviews, "WEIGHED_AT_MOST", 2)
        one_by_one = await paged(office, "risk")
        patch.setattr(reviews, "PAGE", 50)
        risky, plain = [(await office.get("/api/review", params={"order": order})).json() for order in ("risk", "plain")]
        oldest = [one["meeting"] for one in (await office.get("/api/review")).json()["items"]]
        weighed, late = [[one for one in by_risk if one in part] for part in (oldest[:2], oldest[2:])]
        assert [one["meeting"] for one in risky["items"]] == weighed + [one for one in oldest if one in late], "the rest follows unweighed"
        assert [(one["meeting"], risky["total"], risky["plain"]) for one in risky["items"]] == one_by_one, "on pages of any size"
        assert {one["meeting"]: one["risk"] for one in risky["items"]}[by_risk[0]] == 4, "and says of itself what is remarkable"
        assert [one["meeting"] for one in plain["items"]] == [one for one in oldest[:2] if one in by_risk[2:]]
    assert (await office.get("/api/review", params={"order": "luck"})).status_code == 400


async def test_what_is_unremarkable_is_approved_as_shown_and_each_refusal_is_told_by_itself(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    plain = await submitted(phone, held_start=HELD)
    weighty = await submitted(phone, kind="general_meeting", purpose="admission", held_start=HELD - 86_400_000)
    demo_mine.clock.advance(seconds=1)
    changed = await submitted(phone, kind="party_lecture", held_start=HELD - 2 * 86_400_000)
    ahead = await submitted(phone, kind="committee_meeting", held_start=demo_mine.clock.now_ms + 3_600_000)
    shown = await queue_of(office)
    assert {meeting: item["remarks"] for meeting, item in shown.items()} == {
        plain: [],
        weighty: ["weighty"],
        changed: [],
        ahead: ["future"],
    }
    assert [shown[one]["risk"] for one in (plain, weighty, ahead)] == [0, 3, 4]
    await the_whole_queue_is_ordered_and_counted(office, [ahead, weighty, plain, changed])
    phone.set(changed, place="区队会议室")
    await phone.sync()
    assert await together(office, *(shown[one] for one in (plain, weighty, changed))) == [
        ("approved", ""),
        ("refused", "review.remarkable"),
        ("refused", "review.changed"),
    ]
    left = await queue_of(office)
    assert plain not in left and {weighty, ahead} <= left.keys()
    assert await together(office, shown[plain]) == [("refused", "review.changed")]
    member = await demo_mine.sign_in_as("member")
    assert (await member.post("/api/review/approve", json={"records": [{"meeting": plain, "digest": ""}]})).status_code == 403


async def test_a_conflict_a_held_step_a_double_and_a_missing_photo_are_told_before_anyone_opens_the_record(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone, held_start=HELD)
    await demo_mine.drain()  # the job that looks for doubles finds none, and would close the one made here
    branch = phone.branch()
    async with demo_mine.replication.write(None, "odd") as unit:
        clash = {
            "tbl": "meeting",
            "row": meeting,
            "field": "place",
            "branch": branch,
            "base": {},
            "kept": {},
            "other": {},
            "kept_at": 1,
            "other_at": 2,
        }
        unit.put("conflict", str(uuid.uuid4()), clash | {"state": "open"})
        unit.put(
            "issue",
            str(uuid.uuid4()),
            {"branch": branch, "meeting": meeting, "other": "x", "state": "open", "found_at": 1, "kind": "possible_duplicate"},
        )
        mutation = {"mid": 1, "name": "meeting.set.v1", "row": meeting, "base": 0, "set": {}, "args": {}}
        held = {"log": "l", "mid": 1, "name": mutation["name"], "row": meeting, "scope": f"branch:{branch}", "mutation": mutation}
        unit.put("held", str(uuid.uuid4()), held | {"asked_by": "a", "asked_at": 1, "state": "open"})
        photo = {"meeting": meeting, "branch": branch, "kind": "photo", "name": "会场", "sha256": "0" * 64, "mime": "image/jpeg", "size": 1}
        unit.put("file_asset", str(uuid.uuid4()), photo | {"state": "pending"})
    assert (await queue_of(office))[meeting]["remarks"] == ["conflict", "held", "duplicate", "files_missing"]
    board = (await office.get("/api/board", params={"period": "2026-11"})).json()
    row = next(row for row in board["rows"] if row["branch"] == branch)
    assert (row["unsent"], row["heard_at"]) == (1, demo_mine.clock.now_ms), "the board tells what lies on phones still, and when they were in touch"


async def test_the_office_writes_its_own_phrases_and_has_those_that_ship_back(mine: Mine) -> None:
    office = await sign_in_with(mine, "office")
    wanted = {"phrases": ["请写明班次", " 请写明班次 ", "  ", "地点写到硐室"], "reason": "审核会定的"}
    answer = await office.put("/api/review/phrases/place", json=wanted)
    assert (answer.status_code, answer.json()["phrases"]) == (200, {"place": ["请写明班次", "地点写到硐室"]})
    assert (answer.json()["changed_by_name"], answer.json()["changed_at"]) == ("张三", mine.clock.now_ms)
    assert (await office.put("/api/review/phrases/salary", json=wanted)).json()["errors"][0]["field"] == "field"
    back = await office.put("/api/review/phrases/place", json={"phrases": [], "reason": "改回自带的"})
    assert back.json() == {"phrases": {}, "changed_by_name": "", "changed_at": None}
    told = (await office.get("/api/audit", params={"matter": "phrase"})).json()["entries"]
    assert sorted((one["title"], one["reason"]) for one in told) == [("地点", "审核会定的"), ("地点", "改回自带的")]


def opened(phone: HttpPhone, at_ms: int, minutes: int) -> str:
    """A record whose form was opened at an instant and saved after so many minutes by the phone's clock."""
    made = phone.start_meeting(kind="heart_talk", held_start=HELD)
    row = f"{at_ms:012x}"
    named = f"{row[:8]}-{row[8:]}-7000-8000-{minutes:012d}"
    mutation = next(one for one in phone.mutations if one["row"] == made)
    mutation |= {"row": named, "at": {"wall": at_ms + minutes * 60_000, "mono": 1, "boot": "b"}}
    phone.mark_all(named)
    phone.record("meeting.submit.v1", named)
    return named


async def test_records_cost_fields_returns_and_minutes_by_kind_and_month_and_few_tell_no_minutes(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    for minutes in (2, 3, 4, 6, 30):
        opened(phone, HELD + minutes, minutes)
    await phone.sync()
    meeting = await submitted(phone, held_start=HELD, discussion="逐项讨论")
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    reasons = [{"field": field, "reason": "请写明"} for field in ("agenda", "place")]
    assert (await office.post(f"/api/review/{meeting}/return", json={"digest": digest, "reasons": reasons})).status_code == 200
    told = (await office.get("/api/burden")).json()
    assert (told["month"], told["required"]) == ("2026-11", 6)
    assert told["kinds"] == [
        {"kind": "theme_day", "records": 1, "fields": 7.0, "returned": 1, "reasons": 2, "minutes": None},
        {"kind": "heart_talk", "records": 5, "fields": 6.0, "returned": 0, "reasons": 0, "minutes": 4.0},
    ]
    book = await take(office, "/api/burden/export", month="2026-11")
    assert [(row["系统编号"], row["报送"], row["每份用时（分钟，中位数）"]) for row in book.page("填报负担")] == [
        ("theme_day", 1, None),
        ("heart_talk", 5, "4"),
    ]
    assert (await office.get("/api/burden", params={"month": "2026-10"})).json()["kinds"] == []
    assert (await office.get("/api/burden", params={"month": "2026-13"})).status_code == 400
