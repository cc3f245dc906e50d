"""How proposals merge, who holds projects on a phone, what they touch, who is told of them, and the grades and levels that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.organisation import owners_touched
from server.domain.projects.rules import EDITABLE, LIFECYCLE, WORDS, WORKING, Content, choice_id
from server.replication import Addressee, Moving, News, Steps, Told, Touch, Turning, Typed, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")
_typed = Field(Policy.TEXT)

PROJECT: Mapping[str, Field] = {
    "title": Field(Policy.REGISTER),
    **dict.fromkeys(("problems", "goal", "measures"), _typed),
    "leader": Field(Policy.REGISTER),
    **dict.fromkeys(("starts_on", "ends_on"), Field(Policy.REGISTER, group="span")),
    "milestones": Field(Policy.KEYED, kind="json"),
    **dict.fromkeys(("branches", "shown_to", "milestones_done"), _json),
    **dict.fromkeys(("owner", "branch", "state", "grade", "level", "document", "standing", "colour", "due_on", "due_text", "done_on"), _text),
    **dict.fromkeys(("created_by", "created_by_name"), _text),
    **dict.fromkeys(("year", "number", "warn_at", "due_at", "grace_at", "next_change_at", "computed_at", "data_up_to", "created_at"), _number),
    "is_late": _flag,
}
TYPED = Typed("projects", Content, WORDS, owner="owner", route="office/projects")
STEP: Mapping[str, Field] = {
    **dict.fromkeys(("project", "title", "act", "on", "by", "by_name", "text", "milestone", "promotion"), _text),
    **dict.fromkeys(("place", "at"), _number),
    "branches": _json,
}
PROMOTION: Mapping[str, Field] = {
    **dict.fromkeys(("project", "org", "branch", "state", "adopted_on", "feedback"), _text),
    "branches": _json,
    "offered_at": _number,
}
BUYBACK: Mapping[str, Field] = {**dict.fromkeys(("project", "decided_by"), _text), **dict.fromkeys(("amount", "decided_at"), _number)}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("field", "key", "title"), _text),
    "place": _number,
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}


def project_scopes(values: Values) -> frozenset[str]:
    """A project is seen by those who hold a post in a branch of its owner, and in one that it was promoted to."""
    return frozenset(f"branch:{branch}" for branch in (*values["branches"], *values["shown_to"]))


def is_filed(values: Values) -> bool:
    """What was proposed is changed by nobody, nor by deciding a conflict: it must come back first."""
    return values["state"] not in EDITABLE


def part_scopes(values: Values) -> frozenset[str]:
    """Steps and promotions say by themselves which branches see them."""
    return frozenset(f"branch:{branch}" for branch in values["branches"])


def office_scopes(_: Values) -> frozenset[str]:
    """Money is on no phone."""
    return frozenset()


def choice_scopes(_: Values) -> frozenset[str]:
    """What grades and levels are called is for everyone to read."""
    return frozenset({"site"})


# --- Which conclusions a changed row touches

KIND, OWNERS = "project", "project_owners"
TURNING = Turning(KIND, "project", """"state" in ('approved', 'running')""")
MOVING = Moving("projects", "project", LIFECYCLE, Steps("project_step", "project", ("title", "branches")), "没有这个项目。")


def _touched_by_step(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [(KIND, after["project"])] if after else []


TOUCHES = (Touch("project_step", frozenset({"act"}), _touched_by_step), owners_touched(OWNERS))

# --- What people are told of

_DECIDED = ("return", "approve", "check", "put_off", "send_back", "assess", "buy_back", "promote", "close", "terminate")
_ASKS = ("submit", "ask_acceptance")
_DUE = ("warning", "overdue_provisional", "overdue")


def _leads(branches: list[str]) -> tuple[Addressee, ...]:
    return tuple(Addressee("leads", branch, branch) for branch in branches)


def _tell_decided(step: Values, _: str) -> Iterator[Told]:
    """Each step of the office, to its owners."""
    yield Told(_leads(step["branches"]), f"project/{step['project']}", {"title": step["title"], "state": step["act"]})


def _tell_waits(step: Values, _: str) -> Iterator[Told]:
    yield Told((Addressee("role", "office"),), f"office/projects/{step['project']}", {"title": step["title"], "state": step["act"]})


def _taken(*acts: str) -> Any:
    return lambda before, after: before is None and after is not None and after["act"] in acts


def _tell_due(project: Values, _: str) -> Iterator[Told]:
    if project["standing"] in _DUE and project["state"] in WORKING:
        words = {"title": project["title"], "state": project["standing"], "due_on": project["due_on"]}
        yield Told(_leads(project["branches"]), f"project/{project['id']}", words, f"{project['standing']}:{project['due_on']}")


def _tell_offered(promotion: Values, _: str) -> Iterator[Told]:
    yield Told(_leads(promotion["branches"]), f"project/{promotion['project']}")


NEWS = (
    News("project_decided", "project_step", _tell_decided, frozenset({"act"}), _taken(*_DECIDED)),
    News("project_waits", "project_step", _tell_waits, frozenset({"act"}), _taken(*_ASKS)),
    News("project_due", "project", _tell_due, frozenset({"standing"}), lambda was, now: was is not None and turned(was, now, "standing", *_DUE)),
    News("project_offered", "project_promotion", _tell_offered, frozenset({"state"}), lambda was, now: was is None and now is not None),
)

# --- What ships

_GRADES = (("excellent", "优秀"), ("good", "良好"), ("qualified", "合格"), ("unqualified", "不合格"))
_LEVELS = (("first", "一等"), ("second", "二等"), ("third", "三等"))


def _choice(field: str, key: str, title: str, place: int) -> tuple[str, dict[str, Any]]:
    return choice_id(field, key), {"field": field, "key": key, "title": title, "place": place, "is_confirmed": False, "is_off": False}


SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = dict(
    [
        *(_choice("grade", key, title, place) for place, (key, title) in enumerate(_GRADES)),
        *(_choice("level", key, title, place) for place, (key, title) in enumerate(_LEVELS)),
    ]
)
"""The source names 立项 and 回购, no grades, no levels (domain.md 4 and 10): what ships is unconfirmed until the office says what there is."""
