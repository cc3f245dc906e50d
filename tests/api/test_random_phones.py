"""Three phones of one branch do random things to the real server over a network that loses and doubles: all is answered, all agree."""

import random
import re
from typing import Any

import pytest

from server.replication.store import Store
from sync.plan import Need
from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine

STEPS = 60
WORD = re.compile(r"词\d+。")
FIELDS = ("place", "agenda", "discussion", "observers", "title")


class Play:
    """One random history from a seed."""

    def __init__(self, seed: int, phones: list[HttpPhone]):
        self.rng = random.Random(seed)
        self.phones = phones
        self.typed: list[str] = []

    async def step(self) -> None:
        actions = (self.edit, self.mark, self.mark_all, self.make, self.delete, self.file, self.decide, self.exchange)
        action = self.rng.choices(actions, (8, 5, 2, 2, 1, 1, 3, 9))[0]
        await action(self.rng.choice(self.phones))

    async def make(self, phone: HttpPhone) -> None:
        phone.start_meeting(place=self.word())

    async def edit(self, phone: HttpPhone) -> None:
        if meetings := sorted(phone.rows.get("meeting", {})):
            fields = self.rng.sample(FIELDS, self.rng.randint(1, 3))
            phone.set(self.rng.choice(meetings), **{field: self.word() for field in fields})

    async def mark(self, phone: HttpPhone) -> None:
        if meetings := sorted(phone.rows.get("meeting", {})):
            some = self.rng.sample(sorted(phone.rows["member"]), 3)
            marks = {member: [None, self.rng.choice(["present", "leave", "absent"]), self.word()] for member in some}
            phone.record("attendance.mark.v1", self.rng.choice(meetings), marks=marks)

    async def mark_all(self, phone: HttpPhone) -> None:
        if meetings := sorted(phone.rows.get("meeting", {})):
            excepted = {self.rng.choice(sorted(phone.rows["member"])): ["leave", self.word()]}
            seen = phone.cursors[f"branch:{phone.branch()}"]
            args: dict[str, Any] = {"status": "present", "seen": seen, "except": excepted}
            phone.record("attendance.mark_all.v1", self.rng.choice(meetings), **args)

    async def delete(self, phone: HttpPhone) -> None:
        if meetings := sorted(phone.rows.get("meeting", {})):
            row = self.rng.choice(meetings)
            revs = {mark["member"]: mark["rev"] for mark in phone.rows.get("attendance", {}).values() if mark["meeting"] == row}
            phone.record("meeting.delete.v1", row, phone.rows["meeting"][row]["rev"], revs=revs)

    async def file(self, phone: HttpPhone) -> None:
        if meetings := sorted(phone.rows.get("meeting", {})):
            phone.record(self.rng.choice(["meeting.submit.v1", "meeting.withdraw.v1"]), self.rng.choice(meetings))

    async def decide(self, phone: HttpPhone) -> None:
        """A card decided; another phone may decide the same one."""
        cards = sorted(row for row, card in phone.rows.get("conflict", {}).items() if card["state"] == "open")
        if cards:
            card = phone.rows["conflict"][self.rng.choice(cards)]
            phone.record("conflict.resolve.v1", card["id"], card["rev"], choose=self.rng.choice(["kept", "other"]))

    async def exchange(self, phone: HttpPhone) -> None:
        """A request that may be doubled, and whose answer may be lost."""
        fate = self.rng.choice(["fine", "fine", "answer lost", "doubled"])
        request = {**phone.request(), "limit": self.rng.choice([3, 20, 500])}
        answer = await phone.post(request)
        assert answer.status_code == 200, answer.text
        if fate == "doubled":
            answer = await phone.post(request)
        if fate != "answer lost":
            phone.receive(answer.json())

    def word(self) -> str:
        """A text nobody typed before."""
        self.typed.append(f"词{len(self.typed)}。")
        return self.typed[-1]


async def stored(store: Store, phone: HttpPhone) -> dict[str, dict[str, Any]]:
    """A fresh look at the meetings, marks and conflicts of the phone's branch."""
    rows: dict[str, dict[str, Any]] = {}
    for table in ("meeting", "attendance", "conflict"):
        found = await store.load(Need(table, (phone.branch(),), "branch"))
        rows[table] = {row.id: {"id": row.id, "rev": row.rev, **row.values} for row in found if not row.deleted}
    return rows


async def lost_words(mine: Mine, phones: list[HttpPhone]) -> set[str]:
    """Words of mutations that were taken and are neither in a row's history nor beside another's in a conflict; of others: not in the inbox."""
    told = "".join(str(record["changes"]) for record in await mine.database.fetch('select "changes" from "history"'))
    told += "".join(f"{record['kept']}{record['other']}" for record in await mine.database.fetch('select "kept", "other" from "conflict"'))
    inbox = "".join(record["body"] for record in await mine.database.fetch('select "body" from "sync_inbox"'))
    taken = ("applied", "merged", "conflict")
    entries = [(phone.result(mutation["mid"]), str(mutation)) for phone in phones for mutation in phone.mutations]
    return {word for result, text in entries for word in WORD.findall(text) if word not in (told if result in taken else inbox)}


@pytest.mark.parametrize("seed", range(4))
async def test_after_quiet_all_is_answered_nothing_typed_is_lost_and_all_phones_agree(demo_mine: Mine, seed: int) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    three = HttpPhone(one.client)  # the same person's tablet: another log
    await three.sync()
    play = Play(seed, [one, two, three])
    for _ in range(STEPS):
        await play.step()
    for phone in play.phones * 2:
        await phone.sync()

    store = demo_mine.replication.store
    truth = await stored(store, one)
    for phone in play.phones:
        assert {table: phone.rows.get(table, {}) for table in truth} == truth
        assert sorted(phone.outcomes) == list(range(1, len(phone.mutations) + 1))
    assert not (await lost_words(demo_mine, play.phones))
    assert not await demo_mine.database.fetch("""select "mid" from "sync_inbox" where "result" = 'quarantined'""")
    await heads_are_dense(demo_mine)
