"""The demo mine's last quarter: an assessor's forms, a bonus, a veto, and published bands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid5

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.policy import SHIPPED_SCHEME
from server.domain.assessments.queries.decisions import NAMESPACE
from server.domain.assessments.rules import AssessmentContent, Entry, Form, Marked
from server.domain.obligations import period_at, period_days
from server.domain.organisation import derived_id, today_of
from server.replication import Replication, Unit

ASSESSOR, OFFICE = (derived_id("account", "login", login) for login in ("assessor", "office"))
CONTENT = msgspec.convert(SHIPPED_SCHEME["content"], AssessmentContent)
_NAME = "党建考核组"
_BRANCHES = 'select "id" from "organisation" where "kind" = \'branch\' and not "deleted" order by "id"'
_WORDS = ("两份记录讨论情况偏简", "党员责任区有照片有台账，全季无三违", "结对帮扶到人，职工反映好")
_SHARES = ((80, 85, 90, 90, 95, 95, 100), (30, 45, 55, 60, 65, 70, 80), (55, 70, 80, 85, 90, 95, 100))
"""Percent of an item, for strong, weak and usual branches."""
_ADDED: dict[int, dict[str, Any]] = {
    3: {"kind": "bonus", "key": "", "points_tenths": 20, "reason": "获集团公司先进党支部", "evidence": "集团公司表彰文件"},
    5: {"kind": "veto", "key": "false_records", "points_tenths": 0, "reason": "两次会议记录系事后编造", "evidence": "党群工作部核查记录"},
}


async def load_demo(replication: Replication) -> None:
    """Assesses all branches but two in the last quarter, in which the demo mine owed nothing yet, and publishes their bands. Safe to call twice."""
    first, _ = period_days(period_at("quarter", date.fromisoformat(today_of(replication))))
    period = period_at("quarter", first - timedelta(days=1))
    branches = [row["id"] for row in await replication.database.fetch(_BRANCHES)]
    async with replication.write(None, "demo assessment") as unit:
        if await unit.load("branch_band", [rules.score_id(branch, period) for branch in branches]):
            return
        for at, branch in enumerate(branches[:-2]):
            marks = _fill(unit, branch, period, at)
            added = _enter(unit, branch, period, _ADDED[at]) if at in _ADDED else []
            result = rules.assess(CONTENT, [], [Form(_NAME, marks)], added)
            at_ms = dict.fromkeys(("computed_at", "data_up_to", "published_at"), unit.now_ms)
            told = {"branch": branch, "period": period, "band": result.band, "published_by": OFFICE, **at_ms}
            unit.put("branch_band", rules.score_id(branch, period), told)


def _fill(unit: Unit, branch: str, period: str, at: int) -> dict[str, Marked]:
    form = rules.form_id(branch, period, ASSESSOR)
    about = {"branch": branch, "period": period}
    unit.put("assessment_form", form, {**about, "assessor": ASSESSOR, "assessor_name": _NAME, "state": "submitted", "submitted_at": unit.now_ms})
    marks: dict[str, Marked] = {}
    for number, item in enumerate(CONTENT.items):
        percent = _SHARES[at % 3][(at * 3 + number * (1 + at % 4)) % 7]
        comment = _WORDS[(at + number) % 3] if percent < 60 or percent > 95 else ""
        marks[item.key] = Marked(item.maximum_tenths * percent // 500 * 5, comment)
        unit.put(
            "assessment_mark", rules.mark_id(form, item.key), {**about, "form": form, "item": item.key, **msgspec.structs.asdict(marks[item.key])}
        )
    return marks


def _enter(unit: Unit, branch: str, period: str, told: dict[str, Any]) -> list[Entry]:
    entry = str(uuid5(NAMESPACE, f"{branch}/{period}"))
    unit.put("assessment_entry", entry, {"branch": branch, "period": period, **told, "entered_by": OFFICE, "entered_at": unit.now_ms})
    return [Entry(entry, told["kind"], told["key"], told["points_tenths"], told["reason"], unit.now_ms)]
