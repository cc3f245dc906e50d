"""Reads achievements and studios as the office sees them: lists, one history, a studio with its year, a quarter's report."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.facts import quarter_days
from server.domain.organisation import today_of
from server.domain.studios import rules
from server.domain.studios.schemas import (
    AchievementOut,
    AchievementsOut,
    AchievementStepOut,
    AchievementStoryOut,
    GoalOut,
    GoalRecordOut,
    ShareOut,
    StudioChoiceOut,
    StudioDetailOut,
    StudioOrgOut,
    StudioOut,
    StudioPersonOut,
    StudioReportOut,
    StudiosOut,
    StudioYearOut,
)
from server.kit.identity import Actor
from server.kit.problems import Problem, row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PAGE, BATCH = 50, 500

_ACHIEVEMENTS = """select a.*, a."id" as "achievement", b."name" as "branch_name" from "achievement" a
    join "organisation" b on b."id" = a."branch" where not a."deleted" and """
_FILTERS = """a."state" <> 'draft' and (cast({} as text) = '' or a."state" = {}) and (cast({} as text) = '' or a."kind" = {})
    and (cast({} as text) = '' or a."branch" = {} or b."parent" = {}) and (cast({} as text) = '' or a."studio" = {})
    and (cast({} as text) = '' or substr(a."done_on", 1, 4) = {})"""
_LIST = f"""{_ACHIEVEMENTS}{_FILTERS} and (a."done_on", a."id") < ({{}}, {{}}) order by a."done_on" desc, a."id" desc limit {{}}"""
_WAITING = """select count(*) as "n" from "achievement" where "state" = 'submitted' and not "deleted" """
_ONE = f'{_ACHIEVEMENTS}a."id" = {{}}'
_STEPS = 'select *, "id" as "step" from "achievement_step" where not "deleted" and "achievement" = {} order by "place"'
_OF_STUDIO = f"""{_ACHIEVEMENTS}a."studio" = {{}} and a."state" <> 'draft' and a."done_on" >= {{}} and a."done_on" <= {{}}
    order by a."done_on" desc, a."id" desc"""
_UNDER_WAY = f"""{_ACHIEVEMENTS}a."studio" = {{}} and a."state" in ('submitted', 'returned') order by a."done_on" desc, a."id" desc"""
_STUDIOS = """select s.*, s."id" as "key", o."name" as "org_name" from "studio" s join "organisation" o on o."id" = s."org" where not s."deleted" """
_ALL_STUDIOS = f'{_STUDIOS} order by s."closed_on" <> \'\', s."name", s."id"'
_A_STUDIO = f'{_STUDIOS} and s."id" = {{}}'
_YEARS = joined('select * from "studio_year" where not "deleted" and "year" = {} and', in_list("studio"))
_CHOICES = 'select * from "studio_choice" where not "deleted" order by "place", "key"'
_ORGS = """select "id", "kind", "name" from "organisation" where "kind" <> 'group' and not "deleted" and "closed_on" is null
    order by case "kind" when 'committee' then 0 when 'general_branch' then 1 else 2 end, "name", "id" """
_NUMBERS = joined('select "id", "employee_no" from "member" where', in_list("id"))


class Filter(msgspec.Struct, frozen=True):
    """By what a list of achievements is narrowed; '' for all. `org` is a branch or a general branch, `year` that of completion."""

    state: str = ""
    kind: str = ""
    org: str = ""
    studio: str = ""
    year: str = ""

    def args(self) -> tuple[str, ...]:
        """The parameters of a statement with `_FILTERS`."""
        return (*(self.state,) * 2, *(self.kind,) * 2, *(self.org,) * 3, *(self.studio,) * 2, *(self.year,) * 2)


async def load_choices(fetch: Fetch) -> list[StudioChoiceOut]:
    """What counts towards a studio's year, in its order; what is switched off too."""
    return [msgspec.convert(row | {name: bool(row[name]) for name in ("is_confirmed", "is_off")}, StudioChoiceOut) for row in await fetch(_CHOICES)]


async def load_achievements(replication: Replication, wanted: Filter, cursor: str | None) -> AchievementsOut:
    """A page of filed achievements, the newest first."""
    fetch = replication.database.fetch
    async with replication.database.read():
        rows = await fetch(_LIST, *wanted.args(), *_start(cursor), PAGE + 1)
        items = await shown(fetch, rows[:PAGE])
        (waiting,) = await fetch(_WAITING)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return AchievementsOut(replication.clock(), waiting["n"], items, f"{last['done_on']}/{last['id']}" if last else None)


def _start(cursor: str | None) -> tuple[str, str]:
    on, _, row = (cursor or "").partition("/")
    return (on, row) if row else ("9999", "")


async def achievement_rows(replication: Replication, wanted: Filter) -> AsyncIterator[list[dict[str, Any]]]:
    """All achievements of such a list in batches, with the people's employee numbers. Inside a snapshot."""
    fetch, start = replication.database.fetch, ("9999", "")
    while rows := await fetch(_LIST, *wanted.args(), *start, BATCH):
        numbers = await _numbers(fetch, rows)
        yield [row | {"people": [one | {"number": numbers.get(one["id"], "")} for one in _people(row)]} for row in rows]
        start = (rows[-1]["done_on"], rows[-1]["id"])


async def shown(fetch: Fetch, rows: Sequence[Mapping[str, Any]]) -> list[AchievementOut]:
    """Stored achievements with everything a page shows of them."""
    kinds = {one.key: one.title for one in await load_choices(fetch)}
    numbers = await _numbers(fetch, rows)
    return [_shown(row, kinds, numbers) for row in rows]


def _shown(row: Mapping[str, Any], kinds: Mapping[str, str], numbers: Mapping[str, str]) -> AchievementOut:
    people = [ShareOut(one["id"], one["name"], one["share"], numbers.get(one["id"], "")) for one in _people(row)]
    told = {"people": people, "effect": rules.spoken_effect(row), "kind_title": kinds.get(row["kind"], row["kind"])}
    return msgspec.convert({**row, **told}, AchievementOut)


def _people(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    people = row["people"]
    return msgspec.json.decode(people) if isinstance(people, str) else people


async def _numbers(fetch: Fetch, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    members = sorted({one["id"] for row in rows for one in _people(row)})
    return {row["id"]: row["employee_no"] for row in (await fetch(_NUMBERS, to_json(members)) if members else ())}


async def find_filed(fetch: Fetch, achievement: str) -> list[dict[str, Any]]:
    """The stored achievement. Problem 404; a draft is the branch's alone."""
    rows = await fetch(_ONE, achievement)
    if not rows or rows[0]["state"] == "draft":
        raise row_not_found("没有这项成果。")
    return rows


async def load_story(replication: Replication, actor: Actor, achievement: str) -> AchievementStoryOut:
    """One achievement with its history. Problem 404; a draft is the branch's alone."""
    fetch = replication.database.fetch
    async with replication.database.read():
        rows = await find_filed(fetch, achievement)
        steps = [msgspec.convert(row, AchievementStepOut) for row in await fetch(_STEPS, achievement)]
        (told,) = await shown(fetch, rows)
    own = rules.own_fault(actor, _people(rows[0])) is not None
    moves = rules.LIFECYCLE.open_to(told.state, rules.parties(actor, told.branch))
    return AchievementStoryOut(told, steps, [] if own else [move.name for move in moves], own)


# --- Studios


async def load_studios(replication: Replication, year: int) -> StudiosOut:
    """All studios with how far they are in a year; those that were closed come last."""
    fetch = replication.database.fetch
    async with replication.database.read():
        choices = await load_choices(fetch)
        studios = await _studios(fetch, await fetch(_ALL_STUDIOS), year, choices)
        orgs = msgspec.convert(await fetch(_ORGS), list[StudioOrgOut])
    return StudiosOut(replication.clock(), year, studios, choices, orgs)


async def load_studio(replication: Replication, studio: str, year: int) -> StudioDetailOut:
    """One studio with the achievements of its year. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        told = await _studio(fetch, studio, year)
        achievements = await shown(fetch, await fetch(_OF_STUDIO, studio, *rules.year_days(year)))
    return StudioDetailOut(replication.clock(), told, achievements)


async def load_report(replication: Replication, studio: str, quarter: str) -> StudioReportOut:
    """A studio's quarter. Problem 404, 400 for a quarter that is none."""
    if len(quarter) != 7 or quarter[4:6] != "-Q" or quarter[6] not in "1234" or not quarter[:4].isdecimal():
        raise Problem("studios.quarter", "季度不对", "季度要写成 2026-Q4。", "请重新选择季度。", 400, "quarter")
    fetch = replication.database.fetch
    async with replication.database.read():
        told = await _studio(fetch, studio, int(quarter[:4]))
        done = await shown(fetch, await fetch(_OF_STUDIO, studio, *quarter_days(quarter)))
        under_way = await shown(fetch, await fetch(_UNDER_WAY, studio))
    approved = [one for one in done if one.state == rules.COUNTING]
    return StudioReportOut(replication.clock(), quarter, told, approved, under_way, sum(one.yuan or 0 for one in approved))


async def _studio(fetch: Fetch, studio: str, year: int) -> StudioOut:
    rows = await fetch(_A_STUDIO, studio)
    if not rows:
        raise row_not_found("没有这个工作室。")
    return (await _studios(fetch, rows, year, await load_choices(fetch)))[0]


async def _studios(fetch: Fetch, rows: Sequence[Mapping[str, Any]], year: int, choices: Sequence[StudioChoiceOut]) -> list[StudioOut]:
    years = {row["studio"]: row for row in await fetch(_YEARS, year, to_json([row["id"] for row in rows]))}
    return [_told(row, years.get(row["id"]), year, choices) for row in rows]


def _told(row: Mapping[str, Any], year_row: Mapping[str, Any] | None, year: int, choices: Sequence[StudioChoiceOut]) -> StudioOut:
    people = sorted(_people(row), key=lambda one: (one["to_on"] != "", not one["leads"], one["from_on"], one["name"]))
    told = {"studio": row["id"], "people": msgspec.convert(people, list[StudioPersonOut]), "year": _year(year_row, year, choices)}
    return msgspec.convert({**row, **told}, StudioOut)


def _year(row: Mapping[str, Any] | None, year: int, choices: Sequence[StudioChoiceOut]) -> StudioYearOut:
    """A year that was never drawn has reached nothing that is known, and says so by `computed_at` 0."""
    targets: dict[str, int] = msgspec.json.decode(row["targets"]) if row else {}
    done: list[dict[str, Any]] = msgspec.json.decode(row["done"]) if row else []
    records = {one["key"]: msgspec.convert(one["records"], list[GoalRecordOut]) for one in done}
    goals = [
        GoalOut(one.key, one.title, targets.get(one.key, one.target), one.key not in targets, records.get(one.key, []))
        for one in choices
        if not one.is_off or records.get(one.key)
    ]
    return StudioYearOut(year, goals, row["yuan"] if row else 0, row["computed_at"] if row else 0, row["data_up_to"] if row else None)


def this_year(replication: Replication) -> int:
    """The mine's year now."""
    return int(today_of(replication)[:4])
