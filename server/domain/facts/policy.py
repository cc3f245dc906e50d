"""The kinds of facts as data, how the columns merge, and who sees the rows."""

from server.domain.facts.rules import Kind
from server.domain.organisation import COMMITTEE_POSTS
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

_OFFICE = frozenset({"office"})
_BRANCH = _OFFICE | COMMITTEE_POSTS

_KINDS = (
    Kind("violation", "三违", _OFFICE, {"minor": "轻微", "general": "一般", "serious": "严重"}, of_everyone=True),
    Kind("hazard_found", "排查隐患", _OFFICE, of_everyone=True),
    Kind("dues", "党费交至", _OFFICE, takes_until=True, needs_text=False),
    Kind("discipline", "纪律情况", _OFFICE, {"reminder": "提醒谈话", "warning": "警告", "serious": "严重警告及以上"}),
    Kind("performance", "岗位业绩", _BRANCH, most=1000, needs_text=False, text_below=600, text_above=950, once=True, branch_sees=True),
    Kind(
        "pledge",
        "承诺评议",
        _BRANCH,
        {"good": "好", "fair": "一般", "poor": "差"},
        needs_text=False,
        text_for=frozenset({"fair", "poor"}),
        once=True,
        branch_sees=True,
    ),
    Kind("task_done", "承担任务", _BRANCH, branch_sees=True),
    Kind("achievement", "创新成果", _OFFICE, {"mine": "矿级", "company": "公司级", "province": "省级及以上"}),
    Kind("training", "培训", _OFFICE, {"attended": "参加", "absent": "未参加"}, of_everyone=True),
    Kind("contest", "技能比武", _OFFICE, {"first": "第一名", "second": "第二名", "third": "第三名", "other": "参加"}, of_everyone=True),
    Kind("mentor", "师带徒", _OFFICE, {"passed": "出师", "running": "在带"}),
    Kind("service", "服务群众", _BRANCH, {"small": "小事", "usual": "一般", "outstanding": "突出"}, branch_sees=True),
    Kind("excused_period", "本季度免评", _BRANCH, once=True, branch_sees=True),
)
KINDS = {kind.key: kind for kind in _KINDS}
"""Every kind of fact. What the branch enters it also sees; what the office enters reaches only the member it is about."""

FACT = {
    "member": _text,
    "branch": _text,
    "kind": _text,
    "on": _text,
    "grade": _text,
    "amount": _number,
    "until": _text,
    "text": _text,
    "source": _text,
    "entered_by": _text,
    "entered_by_name": _text,
    "entered_at": _number,
    "withdrawn_by": _text,
    "withdrawn_by_name": _text,
    "withdrawn_at": _number,
    "withdrawn_reason": _text,
}

COVERAGE = {
    "kind": _text,
    "quarter": _text,
    "branch": _text,
    "stated_by": _text,
    "stated_by_name": _text,
    "stated_at": _number,
    "withdrawn_at": _number,
}


def fact_scopes(values: Values) -> frozenset[str]:
    """A fact is seen by the member it is about; by the branch only if its kind is one that the branch enters."""
    seen = {f"person:{values['member']}"}
    return frozenset(seen | {f"branch:{values['branch']}"} if KINDS[values["kind"]].branch_sees else seen)


def coverage_scopes(values: Values) -> frozenset[str]:
    """What a branch states it sees; what the office states of a branch is the office's."""
    return frozenset({f"branch:{values['branch']}"} if KINDS[values["kind"]].branch_sees else ())
