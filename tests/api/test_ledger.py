"""The pages of the ledger: figures are what the rows say, each person sees what is theirs to see, and long lists come page by page."""

import random
from collections import defaultdict
from typing import Any

import httpx

from server.domain import cycles, ledger
from server.domain.ledger import routes
from server.domain.ledger.queries import lists, organisations
from server.domain.meetings.rules import KINDS
from server.kit.clock import local_day
from tests.api.test_search import LEADER, OTHER, PLAIN, SECRETARY, Walked
from tests.mine import Mine
from tests.small_mine import (
    BRANCH_OF,
    COMMITTEE,
    GENERAL,
    MEMBERS,
    NORTH,
    NORTH_1,
    NORTH_2,
    SOUTH,
    SOUTH_1,
    change,
    mark,
    named,
    record,
    remove,
    rows,
    settle,
    submit,
)
from tests.workbooks import take

ABOVE = {NORTH: (NORTH, COMMITTEE), SOUTH: (SOUTH, GENERAL, COMMITTEE)}
MARKS = ("present", "leave", "absent", "made_up")
AWARDED_IN = "2026-Q3"


async def stored(mine: Mine) -> dict[str, Any]:
    return {row["id"]: row for row in await mine.database.fetch('select * from "ledger_figure"')}


async def counted(mine: Mine) -> dict[str, tuple[int, ...]]:
    """All figures, from whole tables the simple way."""
    found = defaultdict[str, list[int]](lambda: [0] * 5)
    meetings, marks = await rows(mine, "meeting"), (await rows(mine, "attendance")).values()
    for key, row in meetings.items():
        if row["status"] in ("submitted", "approved") and row["held_start"] is not None:
            quarter = f"{local_day(row['held_start'])[:4]}-Q{(int(local_day(row['held_start'])[5:7]) + 2) // 3}"
            for org in {row["org"], *ABOVE[row["branch"]]}:
                own = found[f"{org}:{quarter}:{row['kind']}"]
                own[0] += 1
                for at, status in enumerate(MARKS, 1):
                    own[at] += sum(one["meeting"] == key and one["status"] == status for one in marks)
    for one in (await rows(mine, "member")).values():
        for org in filter(None, {one["group"], *ABOVE[one["branch"]]}):
            found[f"{org}:members:members"][0] += one["status"] == "active"
    for one in (await rows(mine, "award")).values():
        if one["star"] is not None and one["state"] in cycles.SHOWN and not one["replaced"]:
            for org in ABOVE[one["branch"]]:
                found[f"{org}:{one['quarter']}:star:{one['star']}"][0] += 1
    return {key: tuple(numbers) for key, numbers in found.items() if any(numbers)}


async def award(mine: Mine, star: int, state: str, *members: str) -> None:
    async with mine.replication.write(None, "award") as unit:
        for member in members:
            about = {"cycle": named("评星"), "member": member, "branch": BRANCH_OF[MEMBERS[member]], "quarter": AWARDED_IN, "version": 1}
            line = {"dimension": "political_life", "rule": "r", "points_tenths": 25, "maximum_tenths": 100, "text": "缺席一次", "about": ""}
            evidence = [{"table": "meeting", "id": named("会0"), "title": "会", "on": "2026-11-10", "by": "", "at": None}]
            drawn = {
                "profile": "frontline",
                "scheme": "s",
                "inputs_hash": "0",
                "computed_at": 0,
                "lines": [line | {"evidence": evidence}],
                "spread": [],
            }
            unit.put("award", named(f"星{member}"), {**about, **drawn, "star": star, "state": state, "total_tenths": 850})


async def test_figures_are_what_the_rows_say_however_they_came_to_be(mine: Mine) -> None:
    await settle(mine)
    chance = random.Random(3)
    for step in range(60):
        kind, org = chance.choice([("theme_day", NORTH), ("group_meeting", NORTH_1), ("general_meeting", SOUTH), ("group_meeting", SOUTH_1)])
        meeting = await record(mine, f"会{step}", kind, org, f"2026-{chance.randint(8, 12):02}-10 08:00")
        await mark(mine, meeting, {member: chance.choice([*MARKS, "excluded"]) for member in chance.sample(list(MEMBERS), 3)})
        older = named(f"会{chance.randint(0, step)}")
        if older in await rows(mine, "meeting"):
            await chance.choice([submit, submit, submit, remove])(mine, older)
    await change(mine, next(iter(await rows(mine, "meeting"))), held_start=None)
    await award(mine, 4, "published", *MEMBERS)
    await award(mine, 3, "computed", PLAIN)
    async with mine.replication.write(None, "move") as unit:
        unit.put("member", OTHER, {"branch": SOUTH, "group": SOUTH_1})
        unit.put("member", LEADER, {"status": "left"})
    await mine.drain()
    figures = await stored(mine)
    assert {key: tuple(row[name] for name in ("number", *MARKS)) for key, row in figures.items()} == await counted(mine)
    await ledger.rebuild(mine.replication)
    assert await stored(mine) == figures


async def open_page(client: httpx.AsyncClient, path: str, **asked: str) -> Any:
    answer = await client.get(f"/api/ledger/{path}", params=asked)
    return answer.json() if answer.status_code == 200 else answer.status_code


async def test_a_page_shows_each_person_what_is_theirs_to_see(mine: Mine) -> None:
    walked = await Walked(mine).gather()
    people = walked.people
    await award(mine, 4, "frozen", *MEMBERS)
    await mine.drain()
    office = await open_page(people["office"], NORTH)
    assert (office["members"], office["place"]["name"], [one["name"] for one in office["above"]]) == (4, "综采一区党支部", ["矿党委"])
    assert office["figures"] == [{"what": "theme_day", "number": 1, "present": 1, "leave": 0, "absent": 0, "made_up": 0}]
    assert [(one["post"], one["name"]) for one in office["posts"]] == [("secretary", "党员0")]
    assert all(one["org"] in (NORTH, NORTH_1, NORTH_2) for one in office["coming"] + office["missed"])
    assert office["coming"]
    assert [one["name"] for one in office["sections"]] == ["orders"]
    assert office["sections"][0]["counts"] == [{"what": "open", "number": 1}, {"what": "red", "number": 0}]
    (order,) = office["sections"][0]["lines"]
    assert (order["title"].endswith(" 乌金"), order["org"], order["route"], order["phone"]) == (
        True, NORTH, f"orders/{order['ref']}", f"order/{order['ref']}",
    )  # fmt: skip
    for higher, told in ((COMMITTEE, ["orders"]), (SOUTH, []), (NORTH_1, [])):
        assert [one["name"] for one in (await open_page(people["office"], higher))["sections"]] == told
    await stars_in_groups_of_five(people)
    await assessors_see_nobody(people["assessor"])
    await members_have_a_page(mine, people)
    await where_it_begins(people)


async def stars_in_groups_of_five(people: dict[str, httpx.AsyncClient]) -> None:
    of_branch = await open_page(people["office"], NORTH, period="2026")
    of_mine = await open_page(people["committee_leader"], COMMITTEE, period="2026")
    assert (of_branch["quarter"], of_branch["stars"]) == (AWARDED_IN, []), "four people would be known by it"
    assert of_mine["stars"] == [{"lowest": 4, "highest": 5, "people": 6}, {"lowest": 0, "highest": 3, "people": 0}]
    assert of_mine["members"] == 6
    below = (await open_page(people["office"], f"{COMMITTEE}/below"))["items"]
    assert [(one["name"], one["members"], one["count"], one["expected"]) for one in below] == [
        ("综采一区党支部", 4, 1, 1),
        ("选煤中心党总支", 2, 1, 1),
    ]


async def assessors_see_nobody(assessor: httpx.AsyncClient) -> None:
    page = await open_page(assessor, SOUTH)
    assert (page["posts"], page["stars"], page["sections"]) == (None, None, [])
    assert (await open_page(assessor, f"{SOUTH}/people"), await open_page(assessor, NORTH), await open_page(assessor, COMMITTEE)) == (404, 404, 404)
    assert [one["status"] for one in (await open_page(assessor, f"{SOUTH}/records"))["items"]] == ["submitted", "draft"]
    assert await open_page(assessor, f"members/{list(MEMBERS)[4]}") == 404


async def members_have_a_page(mine: Mine, people: dict[str, httpx.AsyncClient]) -> None:
    """The office and the member read the reasons; the branch reads points by dimension. Whoever else looked is kept, once a day."""
    path = f"members/{PLAIN}"
    pages = {name: await open_page(people[name], path) for name in ("office", "member", "secretary", "committee_leader")}
    assert all((one["results"][0]["star"], one["results"][0]["points"]) == (4, {"political_life": 25}) for one in pages.values())
    assert {name: one["results"][0]["lines"] is None for name, one in pages.items() if name != "committee_leader"} == {
        "office": False, "member": False, "secretary": True,
    }  # fmt: skip
    assert pages["office"]["results"][0]["lines"][0]["records"] == [{"table": "meeting", "id": named("会0")}]
    assert {name: sorted(fact["kind"] for fact in one["facts"]) for name, one in pages.items()} == {
        "office": ["service", "violation"], "member": ["service", "violation"], "secretary": ["service"], "committee_leader": [],
    }  # fmt: skip
    assert pages["secretary"]["marks"] == {"present": 1}
    assert [(one["status"], one["title"]) for one in (await open_page(people["secretary"], f"{path}/attendance"))["items"]] == [("present", "乌金")]
    assert [await open_page(people[name], path) for name in ("nobody", "group_leader", "administrator")] == [404, 404, 404]
    await open_page(people["office"], path)
    assert len(await mine.database.fetch("""select 1 from "reading" where "matter" = 'member' and "about" = {}""", PLAIN)) == 3, (
        "not the member's own"
    )


async def where_it_begins(people: dict[str, httpx.AsyncClient]) -> None:
    begin = {name: await client.get("/api/ledger") for name, client in people.items()}
    names = {name: [one["name"] for one in answer.json().get("items", [])] for name, answer in begin.items()}
    assert (names["office"], names["secretary"], names["group_leader"], names["assessor"]) == (
        ["矿党委"],
        ["综采一区党支部"],
        ["综采一组"],
        ["选煤一党支部"],
    )
    assert [begin[name].status_code for name in ("member", "nobody", "administrator")] == [403] * 3


async def test_long_lists_come_page_by_page_and_lose_nothing(mine: Mine, monkeypatch: Any) -> None:
    monkeypatch.setattr(lists, "PAGE", 3)
    monkeypatch.setattr(organisations, "CHILDREN", 1)
    walked = await Walked(mine).gather()
    office = walked.people["office"]
    for number in range(7):
        meeting = await record(mine, f"会{number}", "theme_day" if number % 2 else "party_lecture", NORTH, f"2026-11-{10 + number // 2} 08:00")
        await mark(mine, meeting, {PLAIN: "leave"})
        await submit(mine, meeting)
    async with mine.replication.write(None, "move") as unit:
        before = {"member": PLAIN, "branch": SOUTH, "group": None, "from_on": "2024-01-01", "to_on": "2025-01-01"}
        unit.put("membership", named("以前"), before)
    records = await pages_of(office, f"{NORTH}/records")
    assert len({one["meeting"] for one in records}) == len(records) == 9
    assert records == sorted(records, key=lambda one: (one["held_start"], one["meeting"]), reverse=True)
    assert {one["kind"] for one in await pages_of(office, f"{COMMITTEE}/records", kind="party_lecture")} == {"party_lecture"} < {*KINDS}
    assert len(await pages_of(office, f"members/{PLAIN}/attendance")) == 8
    assert len(await pages_of(office, f"{NORTH}/people")) == 4
    assert [(one["name"], one["to_on"]) for one in await pages_of(office, f"{SOUTH}/people")][-1] == ("党员2", "2025-01-01")
    assert [one["name"] for one in await pages_of(office, f"{NORTH}/below")] == ["综采一组", "综采二组"]
    assert (await open_page(walked.people["member"], f"members/{PLAIN}"))["moves"][-1]["branch_name"] == "选煤一党支部"
    monkeypatch.setattr(routes, "AT_ONCE", 2)
    await lists_leave_as_their_pages_show_them(walked.people)
    assert SECRETARY in {one["member"] for one in await pages_of(walked.people["secretary"], f"{NORTH}/people")}


async def lists_leave_as_their_pages_show_them(people: dict[str, httpx.AsyncClient]) -> None:
    """All of each list, read in several statements; nobody takes what they may not open."""
    office = people["office"]
    for path, title, key, asked in (
        (f"{NORTH}/records", "会议记录", "meeting", {"period": "2026-Q4", "kind": "party_lecture"}),
        (f"{NORTH}/people", "在册情况", "member", {}),
        (f"{COMMITTEE}/below", "下级组织", "id", {"period": "2026-Q4"}),
        (f"members/{PLAIN}/attendance", "到会情况", "meeting", {"period": "2026-Q4"}),
    ):
        shown = await pages_of(office, path, **asked)
        taken = await take(office, f"/api/ledger/{path}/export", **asked)
        assert taken.ids(title) == [one[key] for one in shown] != []
        refused = [await people[name].get(f"/api/ledger/{path}/export") for name in ("nobody", "administrator")]
        assert [answer.status_code for answer in refused] == [404, 404]
    below = (await take(office, f"/api/ledger/{COMMITTEE}/below/export")).page("下级组织")
    assert [(row["组织"], row["类别"], row["党员"]) for row in below] == [("综采一区党支部", "党支部", 4), ("选煤中心党总支", "党总支", 2)]
    assert (await people["assessor"].get(f"/api/ledger/{SOUTH}/people/export")).status_code == 404, "assessors see nobody of a branch"


async def pages_of(client: httpx.AsyncClient, path: str, **asked: str) -> list[dict[str, Any]]:
    items, cursor = [], ""
    while cursor is not None:
        page = await open_page(client, path, cursor=cursor, **asked)
        items += page["items"]
        cursor = page["next"]
    return items
