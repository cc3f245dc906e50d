"""Who holds orders on a phone, what they touch, who is told of them, and the kinds, cadences and templates that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain import meetings
from server.domain.dispatch.rules import Task, choice_id, task_of_order, template_id
from server.replication import Addressee, News, Steps, Told, Touch, Turning, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")

_ORDERED = ("branch", "general_branch", "kind", "cadence", "every", "content", "due_on", "source", "source_ref", "source_text", "owner")
_STANDS = ("issued_by", "issued_by_name", "state", "standing", "colour", "progress_on", "done_on")
_NUMBERS = ("year", "number", "warn_at", "due_at", "issued_at", "grace_at", "progress_warn_at", "progress_at", "reported_at", "mend_at")
ORDER: Mapping[str, Field] = {
    **dict.fromkeys((*_ORDERED, *_STANDS), _text),
    **dict.fromkeys((*_NUMBERS, "next_change_at", "computed_at", "data_up_to"), _number),
    "is_late": _flag,
}
STEP: Mapping[str, Field] = {**dict.fromkeys(("order", "branch", "act", "on", "by", "by_name", "text"), _text), "place": _number, "at": _number}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("field", "key", "title", "every"), _text),
    **dict.fromkeys(("warn_days", "place"), _number),
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}
TEMPLATE: Mapping[str, Field] = {**dict.fromkeys(("title", "kind", "cadence", "content"), _text), "due_days": _number}
WORK_MEETING: Mapping[str, Field] = {
    **dict.fromkeys(("month", "held_on", "place", "chair", "attended", "notes", "edited_by"), _text),
    "decisions": Field(Policy.SERVER, kind="json"),
    "edited_at": _number,
}


def order_scopes(values: Values) -> frozenset[str]:
    """An order and its steps are seen by those who hold a post in the branch."""
    return frozenset({f"branch:{values['branch']}"})


def choice_scopes(_: Values) -> frozenset[str]:
    """What the words mean is for everyone to read."""
    return frozenset({"site"})


def office_scopes(_: Values) -> frozenset[str]:
    """The office's own papers are on no phone."""
    return frozenset()


# --- Which conclusions a changed row touches

KIND, TASK, TASKS_OF_BRANCH, TASKS_OF_DECISION = "dispatch_order", "task_facts", "tasks_of_branch", "tasks_of_decision"
TURNING = Turning(KIND, "dispatch_order", """"state" in ('issued', 'received', 'in_progress', 'reported', 'returned')""")
STEPS = Steps("dispatch_step", "order", ("branch",))
_FILED = ("submitted", "approved")


def _touched_by_step(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [(KIND, after["order"])] if after else []


def _touched_by_order(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Whoever was named for what is closed, or was."""
    closed = [row for row in (before, after) if row and row["state"] == "closed"]
    return {(TASK, task.key) for row in closed if (task := task_of_order(row))}


def _touched_by_done(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Whoever was named for a resolution that the office confirms, or confirmed."""
    return {(TASK, Task(row["branch"], row["id"]).key) for row in (before, after) if row and row["verdict"] == "confirmed"}


def _touched_by_record(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Those named for the resolutions that a filed record has, or had."""
    filed = [row for row in (before, after) if row and row["status"] in _FILED]
    named = [(row, one.get("text") or "") for row in filed for one in row["resolutions"]]
    return {(TASK, Task(row["branch"], meetings.rules.resolution_id(row["id"], text)).key) for row, text in named}


def _touched_by_name(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(TASKS_OF_BRANCH, row["branch"]) for row in (before, after) if row} if before and after else set()


def _touched_by_place(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Where somebody came or went, or holds a post or holds it no longer: a name or a post in a resolution may mean another."""
    return {(TASKS_OF_BRANCH, row["branch"]) for row in (before, after) if row and row["branch"]}


def _touched_by_work_meeting(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(TASKS_OF_DECISION, one["id"]) for row in (before, after) if row for one in row["decisions"]}


TOUCHES = (
    Touch("dispatch_step", frozenset({"act"}), _touched_by_step),
    Touch("dispatch_order", frozenset({"state", "done_on", "owner"}), _touched_by_order),
    Touch("resolution_done", frozenset({"verdict", "done_on", "decided_by", "decided_at"}), _touched_by_done),
    Touch("meeting", frozenset({"status", "resolutions"}), _touched_by_record),
    Touch("member", frozenset({"name"}), _touched_by_name),
    Touch("membership", frozenset({"member", "branch", "from_on", "to_on"}), _touched_by_place),
    Touch("post", frozenset({"member", "org", "post", "from_on", "to_on"}), _touched_by_place),
    Touch("work_meeting", frozenset({"decisions"}), _touched_by_work_meeting),
)

# --- What people are told of

_DUE = ("warning", "progress_due", "progress_missed", "overdue_provisional", "overdue", "not_mended")
_ESCALATED = ("overdue", "not_mended")
_DECIDED = ("returned", "closed", "withdrawn")


def _words(order: Values, **more: Any) -> dict[str, Any]:
    return {name: order[name] for name in ("year", "number", "due_on")} | more


def _leads(order: Values) -> tuple[Addressee, ...]:
    return (Addressee("leads", order["branch"], order["branch"]),)


def _tell_issued(order: Values, _: str) -> Iterator[Told]:
    yield Told(_leads(order), f"order/{order['id']}", _words(order))


def _tell_decided(order: Values, _: str) -> Iterator[Told]:
    if order["state"] in _DECIDED:
        yield Told(_leads(order), f"order/{order['id']}", _words(order, state=order["state"]), f"{order['state']}:{order['mend_at']}")


def _tell_due(order: Values, _: str) -> Iterator[Told]:
    if order["standing"] in _DUE:
        yield Told(_leads(order), f"order/{order['id']}", _words(order, state=order["standing"]), _mark(order))


def _tell_escalated(order: Values, _: str) -> Iterator[Told]:
    """Whoever issued it, the office, and who leads the general branch above: reminding has not helped."""
    if order["standing"] in _ESCALATED:
        told = (_words(order, state=order["standing"]), _mark(order))
        yield Told((Addressee("account", order["issued_by"]), Addressee("role", "office")), f"office/orders/{order['id']}", *told)
        if order["general_branch"]:
            yield Told((Addressee("leads", order["general_branch"]),), f"office/order/{order['id']}", *told)


def _mark(order: Values) -> str:
    """A day, week or month without progress is news each time; a deadline once."""
    about = order["progress_at"] if order["standing"].startswith("progress") else order["mend_at"]
    return f"{order['standing']}:{about}"


def _became(*standings: str) -> Any:
    return lambda before, after: before is not None and turned(before, after, "standing", *standings)


NEWS = (
    News("order_issued", "dispatch_order", _tell_issued, frozenset({"state"}), lambda before, after: before is None and after is not None),
    News(
        "order_decided",
        "dispatch_order",
        _tell_decided,
        frozenset({"state"}),
        lambda was, now: was is not None and turned(was, now, "state", *_DECIDED),
    ),
    News("order_due", "dispatch_order", _tell_due, frozenset({"standing"}), _became(*_DUE)),
    News("order_overdue", "dispatch_order", _tell_escalated, frozenset({"standing"}), _became(*_ESCALATED)),
)

# --- What ships

_KINDS = (("key", "重点调度", 7), ("special", "专项调度", 5), ("routine", "日常调度", 3))
_CADENCES = (("once", "一次办结", ""), ("daily", "每日报进展", "day"), ("weekly", "每周报进展", "week"), ("monthly", "每月报进展", "month"))


def _choice(field: str, key: str, title: str, place: int, **more: Any) -> tuple[str, dict[str, Any]]:
    values = {"field": field, "key": key, "title": title, "place": place, "every": "", "warn_days": 0, "is_confirmed": False, "is_off": False}
    return choice_id(field, key), values | more


SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = dict(
    [
        *(_choice("kind", key, title, place, warn_days=days) for place, (key, title, days) in enumerate(_KINDS)),
        *(_choice("cadence", key, title, place, every=every) for place, (key, title, every) in enumerate(_CADENCES)),
    ]
)
"""三调度: the source names three kinds of dispatch, no more. 重点, 专项, 日常 are those of 漳村煤矿, daily, weekly, monthly those of 兴峪煤矿
(domain.md 4): which the mine means is open, so both are here, each a dictionary of its own, unconfirmed until the office says what is meant."""

_TEMPLATES = (
    ("专题学习", "routine", "once", "组织全体党员专题学习，讨论本支部怎样落实，学习情况记入会议记录。", 14),
    ("隐患整改", "key", "daily", "党员责任区查出的隐患限期整改，整改后由支委复查，写明整改措施和复查结果。", 7),
    ("突破项目推进", "special", "weekly", "按立项报告推进党建突破项目，每周写明完成了什么、遇到什么困难、下周做什么。", 30),
    ("困难党员走访", "routine", "once", "走访慰问困难党员和老党员，写明走访人数、反映的困难和解决办法。", 20),
)
SHIPPED_TEMPLATES: Mapping[str, Mapping[str, Any]] = {
    template_id(title): {"title": title, "kind": kind, "cadence": cadence, "content": content, "due_days": days}
    for title, kind, cadence, content, days in _TEMPLATES
}
