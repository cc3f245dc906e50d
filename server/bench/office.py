"""The office's pages over five years of records: ledger, search, board and queue, as a curve over the size of the mine, on either database.

In SQLite files, or in databases of their own beside LINGHANG_DATABASE_URL if that is set. Mines of 33 and 300 branches; BRANCHES=1000 adds one of
33,000 members, BRANCHES=3000 the largest besides (a hundred thousand members, a million records, 700,000 duties), which takes some twenty minutes
to write. Each answer is written as JSON, as a page gets it. After the last mine, each page's p95 there over its p95 in the smallest.
"""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

import msgspec

from server.bench import show
from server.bench._empty_mine import empty_mine
from server.bench._large_mine import AT_MS, COMMITTEE, MEETINGS, LargeMine, member_id
from server.bench._large_mine import branch_id as branch_of
from server.domain import ledger
from server.domain.ledger.queries import lists, members, organisations
from server.domain.obligations.queries.board import load_board
from server.domain.obligations.queries.wall import load_wall
from server.domain.organisation.rules import initials, person_seen_by, pinyin
from server.domain.review.queries.reviews import load_queue
from server.domain.search import rules
from server.domain.search.queries import Asked, search
from server.kit.identity import Actor, Grant
from server.replication import Document, Replication, audience
from server.replication.store import insert_rows

BRANCHES = int(os.environ.get("BRANCHES", "300"))
SIZES = ((33, 1_468), (300, 10_000), (1_000, 33_000), (3_000, 100_000))
A_YEAR = 68
YEARS = 5
MEMBERS_A_BRANCH = 100 / 3
YEAR_MS = 365 * 24 * 3_600_000
TIMES = 60
AT_ONCE = 2_000
PERIOD = "2026-Q4"
OFFICE = Actor("bench", None, "党群工作部", (Grant("office", COMMITTEE, of_mine=True),))
# Words of two characters as minutes have them, the first ones common and the last ones rare, as words are.
SYLLABLES = "安全生产学习会议党员支部顶板管理检修皮带运输通风瓦斯防治采掘接续责任区隐患整改落实汇报讨论通过决定部署纪律作风服务群众创新技能比武师徒"
RARE = "淋水帘"
TYPED = {"common": "安全", "phrase": "安全生产", "usual": "责任", "rare": RARE, "absent": "飞机", "two_words": "顶板 隐患"}
# Names as a roster has them: the first surnames common, RARE_NAME that of one in 5,000.
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "建国强伟军勇杰涛明超磊洋艳娟霞秀英华玉兰红丽敏静波斌鹏辉宇浩然志海峰云龙"
RARE_NAME = "逄"
NAMED = {"character": "王", "character_rare": RARE_NAME, "character_absent": "镍", "initials": "wjg", "pinyin": "wangjianguo", "name": "王建国"}
PENDING_A_BRANCH = 2
_REVIEW = insert_rows("review", ["id", "meeting", "branch", "state", "submitted_at", "submitted_by", "decided_at", "decided_by"])
_LATEST = """select "id", "branch", "held_start" from "meeting" where "title" = {}"""
_MEETING = insert_rows("meeting", ["id", "branch", "org", "kind", "title", "held_start", "discussion", "status", "filed_at"])
_DOCUMENT = insert_rows("search_document", ["id", "about", "kind", "sort", "place", "title", "text", "also", "route", "org", "at", "digest"])
_WORDS = {
    "sqlite": insert_rows("search_words", ["rowid", "words"]),
    "postgres": """insert into "search_words" ("rowid", "words") values ({}, array_to_tsvector(string_to_array({}, ' ')))""",
}


def run(json: bool) -> None:
    """Fills mines one after the other and asks each of them for every page."""
    sizes = [size for size in SIZES if size[0] <= max(BRANCHES, 300)]
    curve = [asyncio.run(_measure(json, *size)) for size in sizes]
    times_larger = sizes[-1][0] / sizes[0][0]
    for name, p95_ms in curve[-1].items():
        show(json, f"office.{name}.growth", p95_ms / curve[0][name], f"times the p95 of a mine {times_larger:.0f} times smaller")


async def _measure(json: bool, branches: int, people: int) -> dict[str, float]:
    """The p95 of each page in milliseconds."""
    async with empty_mine(f"office_{branches}") as replication:
        began = time.perf_counter()
        await _fill(replication, branches, people)
        show(json, f"office.fill.{branches}", time.perf_counter() - began, "s to write the mine")
        show(json, f"office.records.{branches}", branches * A_YEAR * YEARS, "records of five years")
        asks = _asks(replication, branches, people)
        return {name: await _time(json, f"office.{name}.{branches}", ask) for name, ask in asks}


# --- Filling


async def _fill(replication: Replication, branches: int, people: int) -> None:
    """People, duties and marks as the large mine has them, the latest records in the queue; before them five years, and everything in the index."""
    mine = LargeMine(replication, people, branches)
    await mine.organise()
    await mine.owe_for_years()
    await _name(replication, branches, people)
    for number in range(branches * A_YEAR * YEARS // AT_ONCE + 1):
        await _records(replication, branches, range(number * AT_ONCE, min((number + 1) * AT_ONCE, branches * A_YEAR * YEARS)))
    await mine.hold(MEETINGS)
    await _submit(replication)
    await ledger.rebuild(replication)
    await mine.settle("search_document", "search_words", "ledger_figure", "review")


async def _submit(replication: Replication) -> None:
    """The latest records of every branch wait for the office, and were judged by nobody yet."""
    for number in range(PENDING_A_BRANCH):
        found = await replication.database.fetch(_LATEST, f"会议{number}")
        rows = [[str(uuid5(UUID(row["id"]), "review")), row["id"], row["branch"], "pending", row["held_start"], "", None, None] for row in found]
        async with replication.database.write():
            await replication.database.write_rows(_REVIEW, rows)


async def _name(replication: Replication, branches: int, people: int) -> None:
    """Everyone in the index by a name: those without a day lie so near each other that two may want one place."""
    named = [_person(number, branches, people) for number in range(people)]
    told = list(zip(rules.free_places([rules.place_of(one) for one in named], ()), named, strict=True))
    for first in range(0, people, AT_ONCE):
        async with replication.database.write():
            await _find(replication, told[first : first + AT_ONCE])


async def _records(replication: Replication, branches: int, numbers: Sequence[int]) -> None:
    chance = random.Random(numbers.start if isinstance(numbers, range) else 0)
    documents = [_document(chance, number, branches) for number in numbers]
    async with replication.database.write():
        await replication.database.write_rows(_MEETING, [_meeting(one) for one in documents])
        await replication.database.write_rows(_REVIEW, [_judged(one) for one in documents])
        await _find(replication, list(zip(rules.free_places([rules.place_of(one) for one in documents], ()), documents, strict=True)))


async def _find(replication: Replication, told: Sequence[tuple[int, Document]]) -> None:
    """Puts documents into the index, each at its place."""
    await replication.database.write_rows(_DOCUMENT, [_stored(place, one) for place, one in told])
    await replication.database.write_rows(_WORDS[replication.database.kind], [[place, " ".join(rules.tokens_of(one))] for place, one in told])


def _person(number: int, branches: int, people: int) -> Document:
    """A member by name."""
    chance, member, branch = random.Random(number), member_id(number), branch_of(number * branches // people)
    surname = RARE_NAME if number % 5_000 == 17 else SURNAMES[min(int(chance.expovariate(0.15)), len(SURNAMES) - 1)]
    name = surname + "".join(chance.choices(GIVEN, k=2))
    seen_by = frozenset(person_seen_by(member, branch))
    also = f"{initials(name)} {pinyin(name)}"
    return Document(member, "member", name, f"E{number} 综采维修电工", f"ledger/member/{member}", branch, branch, seen_by, also=also)


def _document(chance: random.Random, number: int, branches: int) -> Document:
    """A record of some day of the five years, with a hundred and fifty characters of minutes; one in five thousand has the rare word."""
    branch, at_ms = branch_of(number % branches), AT_MS - round(number / (branches * A_YEAR) * YEAR_MS) - 90 * 24 * 3_600_000
    words = [SYLLABLES[at : at + 2] for at in (2 * min(int(chance.expovariate(0.12)), len(SYLLABLES) // 2 - 1) for _ in range(75))]
    text = "".join([*words, RARE if number % 5_000 == 0 else ""])
    expected = [f"person:{member_id(number % branches * 33 + other)}" for other in range(30)]
    seen_by = frozenset({f"branch:{branch}", f"assess:{branch}", "office", "committee_leader", *expected})
    key = f"{number:08x}-0000-4000-8099-000000000000"
    return Document(key, "meeting", "主题党日", text, f"record/{key}", branch, branch, seen_by, "theme_day", at_ms)


def _meeting(one: Document) -> list[Any]:
    return [one.id, one.branch, one.org, one.sort, one.title, one.at_ms, one.text, "approved", one.at_ms]


def _judged(one: Document) -> list[Any]:
    return [str(uuid5(UUID(one.id), "review")), one.id, one.branch, "approved", one.at_ms, "", one.at_ms, ""]


def _stored(place: int, one: Document) -> list[Any]:
    key = f"{one.kind}:{one.id}"
    return [key, key, one.kind, one.sort, place, one.title, one.text, one.also, one.route, one.org, one.at_ms, ""]


# --- Asking


Ask = Callable[[random.Random], Awaitable[Any]]


def _asks(replication: Replication, branches: int, people: int) -> Iterator[tuple[str, Ask]]:
    """Each page with another branch or member every time."""
    secretary = Actor("s", "m", "书记", (Grant("secretary", branch_of(1), branch_of(1)),))

    def at_some_branch(load: Callable[..., Awaitable[Any]], *more: str) -> Ask:
        return lambda chance: load(replication, OFFICE, branch_of(chance.randrange(branches)), *more)

    yield "ledger_committee", lambda _: organisations.load_ledger(replication, OFFICE, COMMITTEE, PERIOD)
    yield "ledger_below", lambda _: organisations.load_children(replication, OFFICE, COMMITTEE, PERIOD, "")
    yield "ledger_branch", at_some_branch(organisations.load_ledger, PERIOD)
    yield "ledger_branch_year", at_some_branch(organisations.load_ledger, "2026")
    yield "ledger_records", at_some_branch(lists.load_records, "2026", "", "")
    yield "ledger_all_records", lambda _: lists.load_records(replication, OFFICE, COMMITTEE, "2026", "", "")
    yield "ledger_member", lambda chance: members.load_ledger(replication, OFFICE, member_id(chance.randrange(people)), PERIOD)
    for name, typed in {**TYPED, **NAMED}.items():
        yield f"search_{name}", lambda _, typed=typed: search(replication, Asked(typed, audience(OFFICE)), 5)
    yield "search_year", lambda _: search(replication, Asked("安全", audience(OFFICE), until_ms=AT_MS - 2 * YEAR_MS), 5)
    yield "search_secretary", lambda _: search(replication, Asked("安全", audience(secretary)), 5)
    yield "search_secretary_character", lambda _: search(replication, Asked("王", audience(secretary)), 5)
    yield "board", lambda _: load_board(replication, PERIOD, [COMMITTEE])
    yield "wall", lambda _: load_wall(replication, [COMMITTEE])
    yield "queue", lambda _: load_queue(replication, OFFICE, "pending", None)
    yield "queue_risk", lambda _: load_queue(replication, OFFICE, "pending", None, "risk")
    yield "queue_plain", lambda _: load_queue(replication, OFFICE, "pending", None, "plain")


async def _time(json: bool, name: str, ask: Ask) -> float:
    """Shows p50 and p95, and gives the latter in milliseconds."""
    chance, took = random.Random(1), list[float]()
    for _ in range(TIMES):
        began = time.perf_counter()
        msgspec.json.encode(await ask(chance))
        took.append((time.perf_counter() - began) * 1000)
    counted = sorted(took[3:])
    show(json, f"{name}.p50", statistics.median(counted), "ms")
    p95_ms = counted[int(len(counted) * 0.95) - 1]
    show(json, f"{name}.p95", p95_ms, "ms")
    return p95_ms
