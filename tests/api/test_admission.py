"""Many phones at once, on both databases: each is answered with 200 or with a time to come again, and in the end all is delivered once."""

import asyncio
from collections import Counter

import httpx
import pytest

from server.replication.admission import Admission
from tests.api.phone import HttpPhone
from tests.api.test_sync import heads_are_dense, phone_of
from tests.mine import Mine

PHONES = 40


async def flood(phones: list[HttpPhone]) -> list[httpx.Response]:
    answers = await asyncio.gather(*(phone.post(phone.request()) for phone in phones))
    for phone, answer in zip(phones, answers, strict=True):
        if answer.status_code == 200:
            phone.receive(answer.json())
    return list(answers)


async def test_a_flood_sees_only_200_and_503_and_is_delivered_once(demo_mine: Mine) -> None:
    demo_mine.replication.admission = Admission(at_once=2, waiting_at_most=5)
    first = await phone_of(demo_mine)
    phones: list[HttpPhone] = []
    for _ in range(PHONES):
        phone = HttpPhone(first.client)
        phone.rows, phone.cursors = first.rows, dict(first.cursors)
        phone.start_meeting()
        phones.append(phone)
    answers = await flood(phones)
    told = Counter(answer.status_code for answer in answers)
    assert set(told) == {200, 503} and told[200] >= 7
    refused = [answer for answer in answers if answer.status_code == 503]
    assert {answer.json()["code"] for answer in refused} == {"sync.busy"}
    waits = {int(answer.headers["retry-after"]) for answer in refused}
    assert len(waits) > 3 and min(waits) >= 1, "not all come again at once"
    for _ in range(PHONES):
        if not (left := [phone for phone in phones if not phone.acked]):
            break
        await flood(left)
    assert all(phone.result(1) == "applied" for phone in phones)
    made = await demo_mine.database.fetch('select count(*) as "n" from "meeting"')
    assert made[0]["n"] == PHONES
    await heads_are_dense(demo_mine)


async def test_pulls_pass_while_pushes_are_refused(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    demo_mine.replication.admission = Admission(at_once=1, waiting_at_most=0)
    async with demo_mine.replication.admission.push():
        assert (await phone.post(phone.request())).status_code == 200
        phone.start_meeting()
        assert (await phone.post(phone.request())).status_code == 503
    assert (await phone.post(phone.request())).status_code == 200


async def test_the_longer_the_queue_the_later_and_wider_phones_come_again() -> None:
    admission, leave = Admission(at_once=1, waiting_at_most=4), asyncio.Event()
    assert (admission.next().poll_s, admission.next().spread_s) == (300, 20)

    async def stay() -> None:
        async with admission.push():
            await leave.wait()

    inside = [asyncio.create_task(stay()) for _ in range(3)]
    await asyncio.sleep(0)
    assert (admission.next().poll_s, admission.next().spread_s) == (600, 40)
    leave.set()
    await asyncio.gather(*inside)
    assert admission.next().poll_s == 300


async def test_a_push_that_fails_gives_its_place_back() -> None:
    admission = Admission(at_once=1, waiting_at_most=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with admission.push():
                raise ZeroDivisionError
