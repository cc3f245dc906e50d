"""Who sees what of a branch's assessment, which changed rows touch it, and the scheme that ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from server.domain.meetings import rules as meetings
from server.domain.obligations import period_at, period_days, quarter_of
from server.replication import Addressee, News, Told, Touch, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")

SCHEME: Mapping[str, Field] = {
    "version": _number,
    "state": _text,
    "from_on": _text,
    "content": _json,
    "edited_by": _text,
    "edited_at": _number,
    "published_by": _text,
    "published_at": _number,
}
DEDUCTION: Mapping[str, Field] = {
    "branch": _text,
    "period": _text,
    "source_table": _text,
    "source": _text,
    "meeting": _text,
    "rule": _text,
    "points_tenths": _number,
    "at": _number,
    "text": _text,
    "lapsed": _flag,
    "state": _text,
    "contested_by": _text,
    "contested_at": _number,
    "contest_reason": _text,
    "verdict": _text,
    "decided_by": _text,
    "decided_at": _number,
    "decided_reason": _text,
    "computed_at": _number,
}
FORM: Mapping[str, Field] = {
    "branch": _text,
    "period": _text,
    "assessor": _text,
    "assessor_name": _text,
    "state": _text,
    "submitted_at": _number,
    "reopened_by": _text,
    "reopened_at": _number,
    "reopened_reason": _text,
}
MARK: Mapping[str, Field] = {
    "form": _text,
    "branch": _text,
    "period": _text,
    "item": _text,
    # Only the form's own assessor writes here: with two tablets the later word stands, and the history has both.
    "points_tenths": Field(Policy.QUIET, "mark", "int"),
    "comment": Field(Policy.QUIET, "mark"),
}
ENTRY: Mapping[str, Field] = {
    "branch": _text,
    "period": _text,
    "kind": _text,
    "key": _text,
    "points_tenths": _number,
    "reason": _text,
    "evidence": _text,
    "entered_by": _text,
    "entered_at": _number,
    "withdrawn_by": _text,
    "withdrawn_at": _number,
    "withdrawn_reason": _text,
}
BRANCH_SCORE: Mapping[str, Field] = {
    "branch": _text,
    "period": _text,
    "scheme": _text,
    "auto_tenths": _number,
    "assessor_tenths": _number,
    "bonus_tenths": _number,
    "total_tenths": _number,
    "band": _text,
    "vetoed": _flag,
    "lines": _json,
    "evidence": _json,
    "computed_at": _number,
    "data_up_to": _number,
}
BRANCH_BAND: Mapping[str, Field] = {
    "branch": _text,
    "period": _text,
    "band": _text,
    "computed_at": _number,
    "data_up_to": _number,
    "published_by": _text,
    "published_at": _number,
}


def scheme_scopes(values: Values) -> frozenset[str]:
    """The rules by which branches are judged are for everyone to read; a draft is the office's."""
    return frozenset({"site"} if values["state"] == "published" else ())


def score_scopes(values: Values) -> frozenset[str]:
    """A branch's score is seen by those who hold a post in it and, as evidence beside the form, by its assessors."""
    return frozenset({f"branch:{values['branch']}", f"assess:{values['branch']}"})


def form_scopes(values: Values) -> frozenset[str]:
    """A form is seen by the branch's assessors; the branch sees what became of it as lines of its score, once it is submitted."""
    return frozenset({f"assess:{values['branch']}"})


def band_scopes(_: Values) -> frozenset[str]:
    """A published band is for everyone."""
    return frozenset({"site"})


# --- Which conclusions a changed row touches

EVERYWHERE = ("branch_scores_everywhere", "all")
FILED = ("submitted", "approved")
ORDER_COUNTS = ("overdue", "late", "not_mended")
Keys = list[tuple[str, str]]


def _touched_by_obligation(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """The quarter in which it counts."""
    return {("branch_score", f"{row['branch']}:{quarter_of(row['period'])}") for row in (before, after) if row}


def _touched_by_name(before: Values | None, after: Values | None) -> Keys:
    """The words of a branch's lines, which name the organisations in it."""
    return [("branch_scores_of", after["branch"])] if before and after and after.get("branch") else []


def _touched_by_period(*rows: Values | None) -> Keys:
    """The quarter or year that a row is about."""
    return [("branch_score", f"{row['branch']}:{row['period']}") for row in rows if row]


def _touched_by_word(before: Values | None, after: Values | None) -> Keys:
    """What the branch or the office said about a deduction; one that the system itself has just made is counted already."""
    return _touched_by_period(after) if before and after else []


def _touched_by_score(before: Values | None, after: Values | None) -> Keys:
    """The year that a quarter belongs to."""
    return [("branch_score", f"{row['branch']}:{row['period'][:4]}") for row in (before, after) if row and "-" in row["period"]]


def _touched_by_resolutions(*rows: Values | None) -> Keys:
    """The quarters in which the resolutions of a filed record are due."""
    days = {(row["branch"], one.get("due_on")) for row in rows if row and row.get("status") in FILED for one in row.get("resolutions") or ()}
    return _in_quarters(days)


def _touched_by_done(*rows: Values | None) -> Keys:
    return _in_quarters({(row["branch"], row["due_on"]) for row in rows if row})


def _in_quarters(days: Iterable[tuple[str, Any]]) -> Keys:
    known = {(branch, day) for branch, text in days if text and (day := meetings.day_of(str(text)))}
    return [("branch_score", f"{branch}:{period_at('quarter', day)}") for branch, day in sorted(known)]


def _touched_by_review(_: Values | None, after: Values | None) -> Keys:
    """The branch whose record was returned, or submitted again after that: the quarter follows from the calendar."""
    return [("branch_scores_of", after["branch"])] if after and (after["state"] == "returned" or after["attempt"] > 1) else []


def _touched_by_order(*rows: Values | None) -> Keys:
    """The branch whose order begins or ceases to count: the quarter follows from the calendar."""
    return [("branch_scores_of", branch) for branch in {row["branch"] for row in rows if row and row["standing"] in ORDER_COUNTS}]


def _touched_by_scheme(before: Values | None, after: Values | None) -> Keys:
    return [EVERYWHERE] if any(row and row["state"] == "published" for row in (before, after)) else []


TOUCHES = (
    Touch("obligation", frozenset({"state", "branch", "template", "meeting"}), _touched_by_obligation),
    Touch("organisation", frozenset({"name"}), _touched_by_name),
    Touch("meeting", frozenset({"resolutions", "status", "branch"}), _touched_by_resolutions),
    Touch("resolution_done", frozenset({"done_on", "due_on", "verdict"}), _touched_by_done),
    Touch("review", frozenset({"state", "attempt"}), _touched_by_review),
    Touch("dispatch_order", frozenset({"standing", "mend_at", "due_at"}), _touched_by_order),
    Touch("deduction", frozenset({"verdict", "contested_at"}), _touched_by_word),
    Touch("assessment_form", frozenset({"state", "assessor_name"}), _touched_by_period),
    Touch("assessment_mark", frozenset({"points_tenths", "comment"}), _touched_by_period),
    Touch("assessment_entry", frozenset({"withdrawn_at"}), _touched_by_period),
    Touch("assessment_scheme", frozenset({"state", "content", "from_on"}), _touched_by_scheme),
    Touch("branch_score", frozenset({"total_tenths"}), _touched_by_score),
)

# --- What people are told of


def _tell_contest(deduction: Values, _: str) -> Iterator[Told]:
    """Whoever contested it, and who leads the branch."""
    by = [Addressee("account", deduction["contested_by"])] if deduction["contested_by"] else []
    words = {"period": deduction["period"], "state": deduction["verdict"]}
    yield Told((*by, Addressee("leads", deduction["branch"], deduction["branch"])), "score", words, str(deduction["decided_at"]))


NEWS = (
    News("contest_decided", "deduction", _tell_contest, frozenset({"verdict"}), lambda was, now: turned(was, now, "verdict", "upheld", "reversed")),
)

# --- The scheme that ships

_MEETINGS = ("general_meeting", "committee_meeting", "group_meeting")


def _item(key: str, title: str, maximum: int, guide: str, *kinds: str) -> dict[str, Any]:
    return {"key": key, "title": title, "maximum_tenths": maximum * 10, "guide": guide, "kinds": list(kinds)}


def _rule(rule_id: str, source: str, points_tenths: int, floor_tenths: int, text: str, **more: Any) -> dict[str, Any]:
    return {"id": rule_id, "source": source, "points_tenths": points_tenths, "floor_tenths": floor_tenths, "text": text, **more}


SHIPPED_SCHEME_ID = str(uuid5(UUID("7b1f5b3a-9d0c-4f0e-8a55-2c6a1d3e4f80"), "branch_assessment:1"))
SHIPPED_SCHEME: Mapping[str, Any] = {
    "version": 1,
    "state": "published",
    "from_on": period_days("2019-Q3")[0].isoformat(),
    "content": {
        "weights": {"auto": 60, "assessor": 40},
        "deductions": [
            _rule("overdue", "obligation", -20, -400, "逾期未完成，已过宽限期", states=["overdue"]),
            _rule("late", "obligation", -10, -200, "逾期后补，或记录报送超过宽限期", states=["late"]),
            _rule("resolution_overdue", "resolution", -10, -100, "逾期未落实", grace_workdays=3),
            _rule("return_not_corrected", "review", -5, -50, "退回后5个工作日内没有改正", grace_workdays=5),
            _rule("dispatch_overdue", "dispatch", -10, -100, "逾期未报结果", states=["overdue"]),
            _rule("dispatch_late", "dispatch", -5, -50, "逾期后才报结果", states=["late"]),
            _rule("dispatch_not_mended", "dispatch", -5, -50, "退回后5个工作日内没有改正", states=["not_mended"]),
        ],
        "bonus_cap_tenths": 50,
        "vetoes": [
            {"key": "false_records", "title": "记录弄虚作假"},
            {"key": "serious_accident", "title": "发生较大以上安全事故且负有领导责任"},
        ],
        "veto_band": "C",
        "items": [
            _item("leadership", "班子建设", 10, "班子健全、分工明确、按期换届，书记履行抓党建第一责任"),
            _item("meetings", "组织生活", 15, "三会一课、组织生活会有议题、有讨论、有决议，记录真实", *_MEETINGS),
            _item("education", "党员教育", 10, "党课和培训联系实际，缺席党员及时补课", "party_lecture"),
            _item("theme_day", "主题党日", 10, "事先定题、党员参与、事后有落实", "theme_day"),
            _item("management", "党员管理", 10, "发展党员、党费、组织关系、民主评议和谈心谈话规范", "democratic_review", "heart_talk"),
            _item("safety", "安全生产", 15, "党员身边无三违、无事故，党员责任区作用明显"),
            _item("production", "围绕中心", 10, "突破项目、创新创效与生产经营任务结合"),
            _item("service", "服务群众", 10, "联系职工、解决难题、帮扶到位"),
            _item("integrity", "党风廉政", 5, "廉洁教育和监督落实，没有违纪"),
            _item("publicity", "宣传和品牌", 5, "支部品牌、典型选树和舆论引导", "org_life_meeting"),
        ],
        "bands": [
            {"band": "A", "at_least_tenths": 900},
            {"band": "B", "at_least_tenths": 750},
            {"band": "C", "at_least_tenths": 0},
        ],
        "low_percent": 60,
        "high_percent": 95,
    },
}
"""The default of domain.md 3.2, a proposal without an official source; the mine's own form has ten items whose names are not known (3.1).

The floors keep one kind of neglect from taking everything. The mine's own platform goes back to the second half of 2019, so no earlier
quarter is assessed.
"""
