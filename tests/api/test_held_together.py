"""Two who decide about one held mutation at once, and what a held mutation touches beside the branch it was held for; on both databases."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx
import pytest

from server.domain.assessments.rules import mark_id
from tests.api.amid import LONG_ENOUGH_S, amid
from tests.api.phone import HttpPhone
from tests.api.test_assessments import LATE, branch_of, tablet_of
from tests.api.test_held import held_by, revoked
from tests.api.test_quarantine import failed_on, run_again
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine


async def post(client: httpx.AsyncClient, address: str, **data: Any) -> httpx.Response:
    return await client.post(address, json=data)


async def post_after(event: asyncio.Event, client: httpx.AsyncClient, address: str) -> httpx.Response:
    await event.wait()
    return await client.post(address)


async def waited(future: asyncio.Future[Any]) -> Any:
    return await future


async def one_after_the_other(first: Coroutine[Any, Any, Any], second: Coroutine[Any, Any, Any]) -> tuple[Any, Any]:
    """The second begins once the first has done all it can."""
    ahead = asyncio.create_task(first)
    await asyncio.sleep(LONG_ENOUGH_S / 2)
    return await asyncio.gather(ahead, asyncio.create_task(second))


async def give_up(phone: HttpPhone, item: dict[str, Any]) -> None:
    """The author lets go of a held mutation, on the phone that made it or on another one."""
    phone.record("mutation.discard.v1", item["row"], log=item["log"], mid=item["mid"], reason="地点没有变")
    await phone.sync()


@pytest.mark.parametrize("rival", ["author", "author on another phone", "office"])
async def test_what_is_being_carried_out_is_neither_given_up_nor_discarded_meanwhile(demo_mine: Mine, rival: str) -> None:
    phone, office, meeting, item = await held_by(demo_mine)
    held = f"/api/held/{item['held']}"
    giving_up = give_up(phone if rival == "author" else HttpPhone(phone.client), item) if rival != "office" else None
    both = one_after_the_other(post(office, f"{held}/apply"), giving_up or post(office, f"{held}/discard", reason="重复"))
    person = next(scope for scope in phone.cursors if scope.startswith("person:"))
    async with amid(demo_mine.replication.write(None, "busy", lock=[person]), both) as (_, decided):
        pass
    carried_out, _ = await decided
    assert carried_out.status_code == 200, carried_out.text
    await phone.sync()
    row = phone.rows["held"][item["held"]]
    assert (row["state"], row["reason"]) == ("applied", ""), "its author must not read that it was given up: it was done"
    assert (await office.get(f"/api/meetings/{meeting}")).json()["meeting"]["place"] == "换了地方"


async def test_what_the_server_failed_on_is_run_again_once_however_many_ask(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    _, mid = await failed_on(demo_mine, phone, place="换了地方")
    both = asyncio.gather(run_again(office, phone, mid), run_again(office, phone, mid))
    async with amid(demo_mine.replication.write(None, "busy", lock=[f"branch:{phone.branch()}"]), waited(both)) as (_, decided):
        pass
    first, second = sorted(await decided, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code, second.json().get("code")) == (200, 409, "sync.decided")


async def test_a_contest_that_is_carried_out_never_stands_in_the_way_of_the_branchs_assessors(demo_mine: Mine) -> None:
    """What a branch and its assessors both see is written in both scopes: whoever held one and then asked for the other would wait for ever."""
    phone, branch = await branch_of(demo_mine, LATE)
    row = min(phone.rows["deduction"].values(), key=lambda one: one["text"])
    late = phone.record("deduction.contest.v1", row["id"], row["rev"], None, reason="当班抢险，记录次日补报")
    await revoked(demo_mine, phone)
    await phone.sync()
    office = await office_of(demo_mine)
    midst = asyncio.Event()
    carried_out = asyncio.create_task(post_after(midst, office, f"/api/held/{phone.outcomes[late]['ref']}/apply"))
    async with demo_mine.replication.write(None, "busy", lock=[f"assess:{branch}"]) as unit:
        midst.set()
        await asyncio.sleep(LONG_ENOUGH_S)
        await unit.lock([f"branch:{branch}"])
    answer = await carried_out
    assert (answer.status_code, answer.json().get("result")) == (200, "applied"), answer.text


async def test_an_assessors_late_mark_that_the_office_carries_out_stands_in_the_form(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    tablet, office = await tablet_of(demo_mine, "assessor-1", branch), await office_of(demo_mine)
    await tablet.sync()
    late = tablet.score("safety", 120, "全季无三违")
    await demo_mine.database.fetch("""update "role_grant" set "to_on" = "from_on" where "role" = 'assessor' """)
    await tablet.sync()
    assert (tablet.outcomes[late]["reason"], tablet.result(late)) == ("rights", "held")
    answer = await office.post(f"/api/held/{tablet.outcomes[late]['ref']}/apply")
    assert (answer.status_code, answer.json()["result"]) == (200, "applied"), answer.text
    [mark] = await demo_mine.database.fetch('select "points_tenths" from "assessment_mark" where "id" = {}', mark_id(tablet.form, "safety"))
    [form] = await demo_mine.database.fetch('select "assessor_name" from "assessment_form" where "id" = {}', tablet.form)
    assert (mark["points_tenths"], form["assessor_name"]) == (120, "assessor-1")
