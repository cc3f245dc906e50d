"""Reads the facts of branches' quarters: how their obligations stand, their resolutions, what was returned, and the schemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec

from server.domain import dispatch, meetings, review
from server.domain.assessments import rules
from server.domain.assessments.rules import AssessmentContent, Entry, Facts, Form, Marked, Scheme, Standing
from server.domain.obligations import Calendar, period_days, quarter_of
from server.replication import Unit
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Key = tuple[str, str]
"""Branch and quarter."""
Rows = dict[str, dict[str, Any]]
"""Rows of a table by id."""

LOOK_BACK = timedelta(days=400)
"""How long before a quarter a resolution may have been taken, or a record returned, that still counts in it."""

_COLUMNS = """w.value->>0 as "quarter", o."id", o."branch", o."kind", o."period", o."state", o."due_at", o."computed_at", o."meeting",
    coalesce(t."title", o."kind") as "title", coalesce(t."weight_tenths", 10) as "weight_tenths", coalesce(g."name", '') as "org_name" """
_TITLED = 'left join "template" t on t."id" = o."template" left join "organisation" g on g."id" = o."org" where not o."deleted"'
# The order of this join is fixed for SQLite: few branches first, then their obligations by index.
_STANDINGS = {
    "sqlite": f"""select {_COLUMNS} from json_each({{}}) w cross join "obligation" o {_TITLED}
        and o."branch" = w.value->>1 and o."period" = w.value->>2""",
    "postgres": f"""select {_COLUMNS} from jsonb_array_elements({{}}::jsonb) w
        join "obligation" o on o."branch" = w.value->>1 and o."period" = w.value->>2 {_TITLED}""",
}
_PERIODS = joined('select distinct "branch", "period" from "obligation" where not "deleted" and', in_list("branch"))
_SCORED = joined('select "branch", "period" from "branch_score" where not "deleted" and', in_list("branch"))
_SCHEMES = """select "id", "version", "from_on", "content" from "assessment_scheme" where "state" = 'published' and not "deleted" """
_read_content = msgspec.json.Decoder(AssessmentContent).decode


class Quarter(NamedTuple):
    """What a branch's quarter rests on; `data_up_to` is when the newest of its obligations was concluded (epoch ms, 0 without any)."""

    facts: Facts
    data_up_to: int


class Said(NamedTuple):
    """What people added to a branch's period: submitted forms, and entries that stand."""

    forms: list[Form]
    entries: list[Entry]


async def load_schemes(fetch: Fetch) -> list[Scheme]:
    """All published versions."""
    return [Scheme(row["id"], row["version"], row["from_on"], _read_content(row["content"])) for row in await fetch(_SCHEMES)]


async def load_quarters(fetch: Fetch, keys: Iterable[Key], calendar: Calendar) -> dict[Key, Quarter]:
    """The facts of each branch's quarter."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    standings = await _load_standings(fetch, wanted)
    since_ms = calendar.start_of(min(period_days(quarter)[0] for _, quarter in wanted) - LOOK_BACK)
    branches = {branch for branch, _ in wanted}
    resolutions = _by_branch(await meetings.load_resolutions(fetch, branches, since_ms))
    returns = _by_branch(await review.load_returns(fetch, branches, since_ms))
    orders = _by_branch(await dispatch.load_counted(fetch, branches, since_ms))
    return {key: _quarter(standings.get(key, []), Facts((), resolutions[key[0]], returns[key[0]], orders[key[0]])) for key in wanted}


def _by_branch(found: Iterable[Any]) -> dict[str, list[Any]]:
    by_branch: dict[str, list[Any]] = defaultdict(list)
    for one in found:
        by_branch[one.branch].append(one)
    return by_branch


def _quarter(records: Sequence[Mapping[str, Any]], others: Facts) -> Quarter:
    standings = msgspec.convert(list(records), list[Standing])
    return Quarter(msgspec.structs.replace(others, standings=standings), max((record["computed_at"] for record in records), default=0))


async def _load_standings(fetch: Fetch, keys: Iterable[Key]) -> Mapping[Key, list[dict[str, Any]]]:
    wanted = [[quarter, branch, period] for branch, quarter in keys for period in rules.periods_within(quarter)]
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for record in await fetch(_STANDINGS, to_json(wanted)):
        found[record["branch"], record["quarter"]].append(record)
    return found


async def periods_of(fetch: Fetch, branches: Iterable[str]) -> list[Key]:
    """Every quarter in which obligations of these branches count, and every quarter and year that has a score."""
    among = to_json(list(branches))
    counting = {(record["branch"], quarter_of(record["period"])) for record in await fetch(_PERIODS, among)}
    return sorted(counting | {(record["branch"], record["period"]) for record in await fetch(_SCORED, among)})


async def load_deductions(unit: Unit, branches: Iterable[str]) -> Mapping[Key, Rows]:
    """All deductions of these branches, by branch and quarter."""
    known: dict[Key, Rows] = defaultdict(dict)
    for key, row in (await unit.where("deduction", "branch", sorted(set(branches)))).items():
        known[row["branch"], row["period"]][key] = row
    return known


async def load_said(unit: Unit, keys: Iterable[Key]) -> Mapping[Key, Said]:
    """What people added to the periods of these branches."""
    branches = sorted({branch for branch, _ in keys})
    said: dict[Key, Said] = defaultdict(lambda: Said([], []))
    forms = {key: row for key, row in (await unit.where("assessment_form", "branch", branches)).items() if row["state"] == "submitted"}
    marks = _by_form((await unit.where("assessment_mark", "form", sorted(forms))).values())
    for key, row in sorted(forms.items()):
        said[row["branch"], row["period"]].forms.append(Form(row["assessor_name"], marks[key]))
    for key, row in sorted((await unit.where("assessment_entry", "branch", branches)).items()):
        if row["withdrawn_at"] is None:
            entry = Entry(key, row["kind"], row["key"], row["points_tenths"], row["reason"], row["entered_at"])
            said[row["branch"], row["period"]].entries.append(entry)
    return said


def _by_form(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, dict[str, Marked]]:
    marks: dict[str, dict[str, Marked]] = defaultdict(dict)
    for row in rows:
        marks[row["form"]][row["item"]] = Marked(row["points_tenths"], row["comment"])
    return marks
