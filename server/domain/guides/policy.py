"""How visits merge, who holds them on a phone, who is told of them, and the functions, ways and cadence that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.guides.rules import RULE_ID, choice_id
from server.domain.organisation import owners_touched
from server.replication import Addressee, News, Steps, Told
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")
_own = Field(Policy.QUIET)
"""One person writes a visit: of two phones of theirs the later one stands, and the history keeps the other."""

ASSIGNMENT: Mapping[str, Field] = {
    **dict.fromkeys(("person", "person_name", "team", "org", "org_name", "branch", "from_on", "to_on", "reason", "end_reason"), _text),
    **dict.fromkeys(("created_by", "created_by_name"), _text),
    "branches": _json,
    "created_at": _number,
}
VISIT: Mapping[str, Field] = {
    **dict.fromkeys(("on", "function", "way", "text"), _own),
    **dict.fromkeys(("assignment", "org", "org_name", "branch", "team", "guide", "guide_name", "state", "reviewed_by_name"), _text),
    **dict.fromkeys(("branches", "shown_to"), _json),
    **dict.fromkeys(("created_at", "reviewed_at"), _number),
}
PROBLEM: Mapping[str, Field] = {
    "text": _own,
    **dict.fromkeys(("visit", "org", "branch", "guide", "state", "order", "order_number", "found_on", "solved_on"), _text),
    **dict.fromkeys(("branches", "shown_to"), _json),
}
STEP: Mapping[str, Field] = {
    **dict.fromkeys(("visit", "problem", "org_name", "guide", "act", "on", "by", "by_name", "text"), _text),
    **dict.fromkeys(("place", "at"), _number),
    **dict.fromkeys(("branches", "shown_to"), _json),
}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("field", "key", "title"), _text),
    "place": _number,
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}
RULE: Mapping[str, Field] = {**dict.fromkeys(("visits", "warn_days"), _number), "is_confirmed": _flag}

OWNERS = "guide_owners"
TOUCHES = (owners_touched(OWNERS),)
STEPS = Steps("visit_step", "visit", ("branches", "shown_to", "guide", "org_name"))


def assignment_scopes(values: Values) -> frozenset[str]:
    """Who guides an organisation is known to that person and to those who hold a post in its branches."""
    return frozenset({f"person:{values['person']}", *(f"branch:{branch}" for branch in values["branches"])})


def visit_scopes(values: Values) -> frozenset[str]:
    """A visit is seen by its guide, by whoever else was assigned there, and by those who hold a post in the branches visited."""
    people = (values["guide"], *values["shown_to"])
    return frozenset((*(f"person:{one}" for one in people), *(f"branch:{branch}" for branch in values["branches"])))


def site_scopes(_: Values) -> frozenset[str]:
    """What functions and ways are called, and how often a visit is due, is for everyone to read."""
    return frozenset({"site"})


# --- What people are told of


def _leads(branches: list[str]) -> tuple[Addressee, ...]:
    return tuple(Addressee("leads", branch, branch) for branch in branches)


def _tell_assigned(assignment: Values, _: str) -> Iterator[Told]:
    words = {"title": f"{assignment['org_name']} · {assignment['person_name']}", "state": assignment["team"], "due_on": assignment["from_on"]}
    yield Told((Addressee("member", assignment["person"]), *_leads(assignment["branches"])), "visits", words)


def _tell_filed(step: Values, _: str) -> Iterator[Told]:
    yield Told(_leads(step["branches"]), f"visit/{step['visit']}", {"title": step["org_name"], "state": step["act"], "due_on": step["on"]})


def _tell_decided(step: Values, _: str) -> Iterator[Told]:
    words = {"title": step["org_name"], "state": step["act"], "due_on": step["on"]}
    yield Told((Addressee("member", step["guide"]),), f"visit/{step['visit']}", words)


def _tell_due(assignment: Values, last_on: str) -> Iterator[Told]:
    """Before the last day of a month (ISO text) there was no visit yet: once a month for each assignment."""
    words = {"title": assignment["org_name"], "due_on": last_on}
    yield Told((Addressee("member", assignment["person"]),), "visits", words, last_on)


def _taken(*acts: str) -> Any:
    return lambda before, after: before is None and after is not None and after["act"] in acts


VISIT_DUE = News("visit_due", "guide_assignment", _tell_due)
NEWS = (
    News("guide_assigned", "guide_assignment", _tell_assigned, frozenset({"from_on"}), lambda was, now: was is None and now is not None),
    News("visit_recorded", "visit_step", _tell_filed, frozenset({"act"}), _taken("file")),
    News("visit_decided", "visit_step", _tell_decided, frozenset({"act"}), _taken("reopen", "order", "open_again")),
    VISIT_DUE,
)

# --- What ships

_NUMERALS = "一二三四五六"


def _choices(field: str, word: str, many: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for place in range(many):
        told = {"field": field, "key": f"{field}_{place + 1}", "title": f"{word}{_NUMERALS[place]}", "place": place}
        yield choice_id(field, f"{field}_{place + 1}"), told | {"is_confirmed": False, "is_off": False}


SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = dict([*_choices("function", "职能", 5), *_choices("way", "方式", 6)])
"""The source says that there are five functions and six ways, and names none of them: numbers stand in until the office says their names."""
SHIPPED_RULE: Mapping[str, Mapping[str, Any]] = {RULE_ID: {"visits": 1, "warn_days": 7, "is_confirmed": False}}
"""At least one visit a month with a record (domain.md 4: 鲁班山北矿)."""
