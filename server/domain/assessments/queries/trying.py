"""What the draft of the scheme would have made of all branches in the last quarters: judged beside the scheme that rules, nothing written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.queries import facts
from server.domain.assessments.queries.decisions import DRAFT_ID
from server.domain.assessments.rules import AssessmentContent, Case, Compared
from server.domain.assessments.schemas.trying import MovingBranchOut, TriedAssessmentOut, TriedAssessmentsOut
from server.domain.obligations import load_calendar, period_at
from server.domain.organisation import today_of
from server.kit.problems import Reason, invalid, row_not_found
from server.replication import Replication, Unit

QUARTERS = 2
MOVERS = 100
BRANCHES_AT_ONCE = 50
"""Of each there is a snapshot of its own: others read and write meanwhile."""
_DRAFT = """select "content" from "assessment_scheme" where "id" = {} and not "deleted" """
_QUARTERS = """select distinct "period" from "branch_score" where not "deleted" and "period" like '%-Q%' and "period" <= {}
    order by "period" desc limit {}"""
_BRANCHES = """select s."branch", b."name" from "branch_score" s join "organisation" b on b."id" = s."branch"
    where not s."deleted" and s."period" = {} and s."branch" > {} order by s."branch" limit {}"""


class _Found(NamedTuple):
    """A branch with what its quarter is under both schemes."""

    branch: str
    name: str
    compared: Compared


async def dry_run(replication: Replication) -> TriedAssessmentsOut:
    """Which branches would move, and why. Problem 404 without a draft, 400 with everything that is wrong with it."""
    draft = await _draft(replication)
    schemes = await facts.load_schemes(replication.database.fetch)
    running = period_at("quarter", date.fromisoformat(today_of(replication)))
    found = await replication.database.fetch(_QUARTERS, running, QUARTERS)
    ruled = [(record["period"], scheme) for record in found if (scheme := rules.scheme_for(record["period"], schemes))]
    return TriedAssessmentsOut(replication.clock(), [await _quarter(replication, quarter, scheme, draft) for quarter, scheme in ruled])


async def _draft(replication: Replication) -> AssessmentContent:
    found = await replication.database.fetch(_DRAFT, DRAFT_ID)
    if not found:
        raise row_not_found("还没有考核办法的草稿。")
    content = msgspec.json.decode(found[0]["content"], type=AssessmentContent)
    if faults := rules.faults_of(content):
        raise invalid([Reason("", fault) for fault in faults])
    return content


async def _quarter(replication: Replication, quarter: str, scheme: rules.Scheme, draft: AssessmentContent) -> TriedAssessmentOut:
    contents, found, after = (scheme.content, draft), list[_Found](), ""
    while records := await replication.database.fetch(_BRANCHES, quarter, after, BRANCHES_AT_ONCE):
        async with replication.rehearse("try assessment scheme") as unit:
            found += await _compare(unit, quarter, contents, records)
        after = records[-1]["branch"]
        await asyncio.sleep(0)  # to judge takes a while: others are served between
    changing = sorted((one for one in found if one.compared.changes), key=_weight)
    bands = rules.count_bands(contents, [one.compared for one in found])
    moving = sum(one.compared.moves for one in changing)
    return TriedAssessmentOut(quarter, scheme.version, len(found), moving, len(changing), bands, [_told(one) for one in changing[:MOVERS]])


async def _compare(
    unit: Unit, quarter: str, contents: tuple[AssessmentContent, AssessmentContent], records: Iterable[Mapping[str, Any]]
) -> list[_Found]:
    names = {record["branch"]: record["name"] for record in records}
    keys = [(branch, quarter) for branch in names]
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    quarters, known = await facts.load_quarters(unit.fetch, keys, calendar), await facts.load_deductions(unit, names)
    said = await facts.load_said(unit, keys)
    cases = [Case(*key, quarters[key].facts, known.get(key, {}), *said[key]) for key in keys]
    return [_Found(one.branch, names[one.branch], rules.compare(*contents, one, calendar, unit.now_ms)) for one in cases]


def _weight(one: _Found) -> tuple[bool, int, str, str]:
    """Those who move to another band first, then by how much the points move."""
    return (not one.compared.moves, -abs(one.compared.step_tenths), one.name, one.branch)


def _told(one: _Found) -> MovingBranchOut:
    before, after = one.compared.before, one.compared.after
    sides = (before.band, after.band, before.total_tenths, after.total_tenths, before.auto_tenths, after.auto_tenths)
    return MovingBranchOut(one.branch, one.name, *sides, one.compared.unscored, one.compared.differences())
