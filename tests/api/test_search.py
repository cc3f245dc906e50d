"""What is found and by whom: the same words as the pure rules find, nothing that a person may not open, and the index as a rebuild makes it."""

import random
from typing import Any

import httpx
import pytest

from server.app import ALL_MODULES
from server.domain import accounts, search
from server.domain.meetings.rules import resolution_id
from server.domain.search import queries, routes, rules
from server.domain.search.piccolo_migrations.search_2026_11_28t12_50_00 import NAMES
from server.domain.search.queries import Asked
from server.domain.search.queries import search as ask
from server.replication import KINDS
from tests.api.phone import HttpPhone
from tests.api.test_cycles import activated, staff
from tests.mine import Mine
from tests.small_mine import (
    COMMITTEE,
    GENERAL,
    MEMBERS,
    NORTH,
    NORTH_1,
    SOUTH,
    change,
    instant,
    know,
    mark,
    named,
    record,
    remove,
    rows,
    settle,
    submit,
    withdraw,
)
from tests.workbooks import take

LETTERS = "安全生产学习"
SECRETARY, LEADER, PLAIN, OTHER, SOUTHERN = list(MEMBERS)[:5]
EVERY_WORD = ("综采", "选煤", "矿党", "党员", "乌金")
"""Together they are in every document of `walked`."""


async def found(mine: Mine, typed: str, who: frozenset[str] = frozenset({"office"}), **more: Any) -> dict[str, list[str]]:
    """Ids by kind, all pages."""
    ids: dict[str, list[str]] = {}
    for kind in more.pop("kinds", KINDS):
        below: int | None = None
        while True:
            told = await ask(mine.replication, Asked(typed, who, (kind,), below=below, **more), 3)
            for group in told.groups:
                ids.setdefault(kind, []).extend(hit.id.partition(":")[2] for hit in group.hits)
            if not told.groups or told.groups[0].next is None:
                break
            below = int(told.groups[0].next)
    return ids


async def test_random_texts_are_found_by_the_words_that_they_hold(mine: Mine) -> None:
    """Also after changes, and by both databases the newest first; the rest of the index is what a rebuild makes of the same rows."""
    await settle(mine)
    chance = random.Random(7)
    texts = {f"会{number}": "".join(chance.choices(LETTERS + " ，", k=chance.randint(0, 12))) for number in range(40)}
    days = {name: f"{chance.choice([2021, 2025, 2026, 2027])}-{chance.randint(1, 12):02}-10 08:{number:02}" for number, name in enumerate(texts)}
    for name, text in texts.items():
        await record(mine, name, "theme_day", NORTH, days[name], title="", agenda=text[:6], discussion=text[6:])
    for name in chance.sample(sorted(texts), 10):
        await change(mine, named(name), agenda="", discussion="".join(chance.choices(LETTERS, k=8)))
    for name in chance.sample(sorted(texts), 5):
        await remove(mine, named(name))
    await mine.drain()
    stored = await rows(mine, "meeting")
    said = {one: rules.folded(f"{row['agenda']} {row['discussion']}") for one, row in stored.items()}
    for word in ["学习 全", *("".join(chance.choices(LETTERS, k=length)) for length in (2, 3) * 8)]:
        holding = [one for one, text in said.items() if rules.holds(rules.words_of(word), text)]
        holding.sort(key=lambda one: stored[one]["held_start"], reverse=True)
        assert (word, (await found(mine, word)).get("meeting", [])) == (word, holding)
    before = await index_of(mine)
    assert await search.rebuild(mine.replication) == len(before)
    assert await index_of(mine) == before


async def index_of(mine: Mine) -> dict[str, Any]:
    """Documents with their tokens."""
    tokens = {
        row["rowid"]: str(row["words"]) for row in await mine.database.fetch('select rowid, cast("words" as text) as "words" from "search_words"')
    }
    documents = await mine.database.fetch('select * from "search_document"')
    assert len(tokens) == len(documents)
    return {row["id"]: {**row, "words": tokens[row["place"]]} for row in documents}


class Walked:
    """The small mine with something of every kind to find in both branches, and who looks for it."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine
        self.people: dict[str, httpx.AsyncClient] = {}

    async def gather(self) -> "Walked":
        mine = self.mine
        await settle(mine)
        for branch, member in ((NORTH, PLAIN), (SOUTH, SOUTHERN)):
            for state in ("草稿", "已报"):
                name = f"{branch}{state}"
                one = {"text": f"乌金{state}", "owner": "", "due_on": ""}
                await record(mine, name, "theme_day", branch, "2026-11-10 08:00", title="乌金", resolutions=[one])
                await mark(mine, named(name), {member: "present"})
            await submit(mine, named(f"{branch}已报"))
            for kind in ("violation", "service"):
                await know(mine, member, kind, "2026-11-10", text="乌金", grade="usual" if kind == "service" else "minor")
        async with mine.replication.write(None, "order") as unit:
            order = {"branch": NORTH, "year": 2026, "number": 7, "kind": "key", "cadence": "weekly", "content": "乌金", "due_on": "2026-12-01"}
            times = dict.fromkeys(("warn_at", "due_at", "issued_at"), instant("2026-11-10 08:00"))
            unit.put("dispatch_order", named("督办单"), {**order, **times, "issued_by": ""})
        gone = await know(mine, PLAIN, "service", "2026-11-10", text="乌金")
        await withdraw(mine, gone)
        async with mine.replication.write(None, "posts") as unit:
            for member, org, post in ((SECRETARY, NORTH, "secretary"), (LEADER, NORTH_1, "group_leader")):
                unit.put("post", named(post), {"member": member, "org": org, "branch": NORTH, "post": post, "from_on": "2026-01-01", "to_on": None})
        for role in ("office", "committee_leader", "administrator"):
            self.people[role] = await staff(mine, role, role)
        code = await accounts.open_account(mine.replication, None, "assessor", "assessor", "assessor", SOUTH)
        self.people["assessor"] = await activated(mine, code.login, code.code)
        members = {"secretary": SECRETARY, "group_leader": LEADER, "member": PLAIN, "nobody": OTHER}
        codes = (await self.people["office"].post("/api/accounts/activation", json={"members": list(members.values())})).json()["codes"]
        for (name, _), code in zip(members.items(), codes, strict=True):
            self.people[name] = await activated(mine, code["login"], code["code"])
        await mine.drain()
        return self

    async def finds(self, client: httpx.AsyncClient) -> set[str]:
        ids: set[str] = set()
        for word in EVERY_WORD:
            for kind in [group["kind"] for group in (await client.get("/api/search", params={"q": word})).json()["groups"]]:
                cursor: str | None = ""
                while cursor is not None:
                    groups = (await client.get("/api/search", params={"q": word, "kind": kind, "cursor": cursor})).json()["groups"]
                    ids |= {hit["id"] for group in groups for hit in group["hits"]}
                    cursor = groups[0]["next"] if groups else None
        return ids

    async def opens(self, client: httpx.AsyncClient) -> set[str]:
        """What the person may open of all that there is, asked one by one of the routes that open it."""
        ids: set[str] = set()
        order = named("督办单")
        held = HttpPhone(client)
        await held.sync()
        if order in held.rows.get("dispatch_order", {}) or (await client.get(f"/api/orders/{order}")).status_code == 200:
            ids.add(f"order:{order}")
        shipped = await client.get("/api/rooms")
        if shipped.status_code == 200:
            ids |= {f"room:{room['room']}" for room in shipped.json()["rooms"] if any(word in room["name"] for word in EVERY_WORD)}
        for meeting in (named(f"{branch}{state}") for branch in (NORTH, SOUTH) for state in ("草稿", "已报")):
            answer = await client.get(f"/api/meetings/{meeting}")
            if answer.status_code == 200:
                said = answer.json()["meeting"]["resolutions"]
                ids |= {f"meeting:{meeting}", *(f"resolution:{resolution_id(meeting, one['text'])}" for one in said)}
        for org in await rows(self.mine, "organisation"):
            ids |= {f"organisation:{org}"} if (await client.get(f"/api/ledger/{org}")).status_code == 200 else set()
        for member in MEMBERS:
            answer = await client.get(f"/api/ledger/members/{member}")
            if answer.status_code == 200:
                ids |= {f"member:{member}", *(f"fact:{fact['id']}" for fact in answer.json()["facts"])}
        return ids


UNCHANGING = {"attendance", "dispatch_order"}
"""A mark counts by being there; an order's words and branch are given once."""


def test_what_is_found_is_read_again_when_its_words_change() -> None:
    for one in (one for module in ALL_MODULES for one in module.findable):
        for watched in one.watched:
            assert watched.fields or watched.table in UNCHANGING, f"{one.name} would be found by the words of its first day: {watched.table}"


async def test_everyone_finds_exactly_what_they_may_open(mine: Mine) -> None:
    walked = await Walked(mine).gather()
    counts = {}
    for name, client in walked.people.items():
        finds, opens = await walked.finds(client), await walked.opens(client)
        assert (name, finds) == (name, opens)
        counts[name] = len(finds)
    assert (counts["office"], counts["administrator"]) == (27, 0), "4 records, 4 resolutions, 7 organisations, 6 members, 4 facts, an order, a room"
    assert counts["office"] > counts["committee_leader"] > counts["secretary"] > counts["group_leader"] > counts["member"] > counts["nobody"] > 0
    await who_moves_finds_no_longer(walked)
    await what_narrows_a_question(walked)


async def who_moves_finds_no_longer(walked: Walked) -> None:
    """Today's rights hold for the person, and the index follows the row."""
    mine, secretary = walked.mine, walked.people["secretary"]
    async with mine.replication.write(None, "move") as unit:
        unit.put("member", OTHER, {"branch": SOUTH, "group": None})
    await mine.drain()
    assert f"member:{OTHER}" not in await walked.finds(secretary)
    async with mine.replication.write(None, "end") as unit:
        unit.put("post", named("secretary"), {"to_on": "2026-11-01"})
    assert await walked.finds(secretary) == await walked.opens(secretary)
    assert not any(one.startswith("organisation:") for one in await walked.finds(secretary))


async def what_narrows_a_question(walked: Walked) -> None:
    office = walked.people["office"]

    async def hits(**asked: str) -> list[dict[str, Any]]:
        answer = await office.get("/api/search", params={"q": "乌金", **asked})
        assert answer.status_code == 200, answer.text
        return [hit for group in answer.json()["groups"] for hit in group["hits"]]

    everything = await hits()
    assert {hit["kind"] for hit in everything} == {"meeting", "resolution", "fact", "order"}
    assert {hit["org"] for hit in await hits(org=GENERAL)} == {SOUTH}
    assert len(await hits(org=COMMITTEE)) == len(everything)
    assert await hits(since="2026-11-11") == await hits(until="2026-11-09") == await hits(org="gibt-es-nicht") == []
    assert len(await hits(since="2026-11-10", until="2026-11-10")) == len(everything)
    for asked in ({}, {"kind": "fact", "org": NORTH}, {"since": "2026-11-11"}):
        book = await take(office, "/api/search/export", q="乌金", **asked)
        assert book.ids("检索结果") == [hit["id"] for hit in await hits(**asked)]
    [fact, *_] = await hits(kind="fact", org=NORTH)
    assert fact["excerpt"] == [{"text": "乌金", "hit": True}]
    assert fact["route"].startswith("ledger/member/")
    for wrong in ({"kind": "alles"}, {"since": "gestern"}, {"until": "9999-12-31"}):
        assert (await office.get("/api/search", params={"q": "乌金", **wrong})).status_code == 400
    assert (await office.get("/api/search", params={"q": "金"})).json() == {"words": ["金"], "groups": []}, "of names alone"
    assert (await office.get("/api/search", params={"q": '乌" OR "', "cursor": "9" * 20})).status_code == 200


async def test_one_character_finds_names_the_nearest_initials_come_first_and_pages_go_on(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    """On both databases, also in an index of the release before, which had no single characters; what a person may not open is not found either."""
    with pytest.MonkeyPatch.context() as before:
        before.setattr(rules, "characters", lambda _: frozenset[str]())
        await settle(mine)
        names = {PLAIN: ("曹明", "cm"), OTHER: ("吴春梅", "wcm"), SECRETARY: ("曹春梅", "ccm"), LEADER: ("张春梅", "zcm")}
        async with mine.replication.write(None, "name") as unit:
            for member, (name, initials) in names.items():
                unit.put("member", member, {"name": name, "initials": initials})
        await record(mine, "会", "theme_day", NORTH, "2026-11-10 08:00", title="曹明谈话")
        await mine.drain()
        assert await found(mine, "曹") == {}
    async with mine.database.write():
        for statement in NAMES[mine.database.kind]:
            await mine.database.fetch(statement)
    assert (await found(mine, "曹"))["member"] == [PLAIN, SECRETARY] and set(await found(mine, "曹")) == {"member"}, "a record is no name"
    await search.rebuild(mine.replication)
    assert (await found(mine, "曹"))["member"] == [PLAIN, SECRETARY] and set(await found(mine, "曹")) == {"member"}, "nor in one drawn now"
    assert (await found(mine, "梅 曹"))["member"] == [SECRETARY]
    assert await found(mine, "曹", frozenset({f"person:{SECRETARY}"})) == {"member": [SECRETARY]}, "the own page alone"
    assert set(await found(mine, "采")) == {"organisation"}
    shown = await ask(mine.replication, Asked("cm", frozenset({"office"}), ("member",)), 5)
    titles = [[piece.text for piece in hit.title if piece.hit] for hit in shown.groups[0].hits]
    assert titles == [["曹明"], ["春梅"], ["春梅"], ["春梅"]]
    office = await staff(mine, "office", "office")
    for most in (queries.RANKED_AT_MOST, 2):
        monkeypatch.setattr(queries, "RANKED_AT_MOST", most)
        monkeypatch.setattr(routes, "PAGE", 1)
        seen, cursor = list[str](), ""
        while cursor is not None:
            (group,) = (await office.get("/api/search", params={"q": "cm", "kind": "member", "cursor": cursor})).json()["groups"]
            seen, cursor = [*seen, *(hit["id"] for hit in group["hits"])], group["next"]
        assert (len(seen), set(seen)) == (4, {f"member:{member}" for member in names})


@pytest.mark.parametrize("typed", ["cm", "caoming", "曹明", "E0815", "caom"])
async def test_a_member_is_found_by_name_pinyin_initials_and_number(mine: Mine, typed: str) -> None:
    await settle(mine)
    async with mine.replication.write(None, "name") as unit:
        unit.put("member", PLAIN, {"name": "曹明", "initials": "cm", "employee_no": "E0815"})
    await mine.drain()
    assert await found(mine, typed) == {"member": [PLAIN]}
