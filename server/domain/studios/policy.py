"""How the columns of studios and achievements merge, who holds them on a phone, what they touch, who is told of them, and what ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.organisation import owners_touched
from server.domain.studios.rules import COUNTING, LABELS, WRITABLE, Content, choice_id
from server.replication import Addressee, News, Steps, Told, Touch, Typed, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")
_said = Field(Policy.REGISTER)

STUDIO: Mapping[str, Field] = {
    **dict.fromkeys(("org", "name", "place", "field", "motto", "founded_on", "closed_on", "edited_by"), _text),
    **dict.fromkeys(("branches", "people"), _json),
    "edited_at": _number,
}
STUDIO_YEAR: Mapping[str, Field] = {
    "studio": _text,
    **dict.fromkeys(("branches", "targets", "done"), _json),
    **dict.fromkeys(("year", "yuan", "computed_at", "data_up_to"), _number),
}
_EFFECT, _YUAN = "effect", "gain"
ACHIEVEMENT: Mapping[str, Field] = {
    "branch": Field(Policy.IMMUTABLE),
    **dict.fromkeys(("studio", "title", "kind", "level", "done_on"), _said),
    "story": Field(Policy.TEXT),
    **dict.fromkeys(("measure", "before", "after", "unit"), Field(Policy.REGISTER, _EFFECT)),
    "yuan": Field(Policy.REGISTER, _YUAN, "int"),
    **dict.fromkeys(("benefit", "yuan_basis"), Field(Policy.REGISTER, _YUAN)),
    "people": Field(Policy.REGISTER, kind="json"),
    **dict.fromkeys(("studio_name", "state", "created_by", "created_by_name", "decided_by", "decided_by_name", "recognised_on"), _text),
    **dict.fromkeys(("created_at", "submitted_at", "decided_at"), _number),
}
"""Shares merge as one list: two that sum to 100 percent each need not do so together."""
TYPED = Typed("studios", Content, LABELS, as_written=frozenset({"people", "studio"}), route="office/studios/achievements")
STEP: Mapping[str, Field] = {
    **dict.fromkeys(("achievement", "branch", "act", "on", "by", "by_name", "text"), _text),
    **dict.fromkeys(("place", "at"), _number),
}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("field", "key", "title"), _text),
    **dict.fromkeys(("target", "place"), _number),
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}


def studio_scopes(values: Values) -> frozenset[str]:
    """A studio and its years are seen by those who hold a post in a branch of its organisation."""
    return frozenset(f"branch:{branch}" for branch in values["branches"])


def achievement_scopes(values: Values) -> frozenset[str]:
    """An achievement is seen by the branch's posts; once it is filed also by each who took part."""
    people = () if values["state"] == "draft" else (f"person:{one['id']}" for one in values["people"])
    return frozenset({f"branch:{values['branch']}", *people})


def is_closed(values: Values) -> bool:
    """What is filed or decided is changed by nobody: it must come back first."""
    return values["state"] not in WRITABLE


def step_scopes(values: Values) -> frozenset[str]:
    """The history is the branch's."""
    return frozenset({f"branch:{values['branch']}"})


def choice_scopes(_: Values) -> frozenset[str]:
    """What counts is for everyone to read."""
    return frozenset({"site"})


# --- Which conclusions a changed row touches

STEPS = Steps("achievement_step", "achievement", ("branch",))
FACTS, YEAR, YEARS_OF, YEARS, OWNERS = "achievement_facts", "studio_year", "studio_years_of", "studio_years", "studio_owners"


def _touched_by_achievement(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """What it counts for: its people, and the year of its studio. Until it is approved, nothing."""
    counted = [row for row in (before, after) if row and row["state"] == COUNTING]
    years = {(YEAR, f"{row['studio']}:{row['done_on'][:4]}") for row in counted if row["studio"]}
    return years | {(FACTS, row["id"]) for row in counted}


def _touched_by_rank(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """The year of the studios to which the contestant belonged."""
    return {(YEARS_OF, f"{row['member']}:{row['on'][:4]}") for row in (before, after) if row and row["kind"] == "contest"}


def _touched_by_studio(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [(YEARS, after["id"])] if after else []


def _touched_by_targets(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Once they are set; a year that is drawn for the first time is drawn already."""
    return [(YEAR, f"{after['studio']}:{after['year']}")] if before and after else []


def _touched_by_choice(_: Values | None, __: Values | None) -> list[tuple[str, str]]:
    return [(YEARS, "")]


TOUCHES = (
    owners_touched(OWNERS),
    Touch("achievement", frozenset({"state"}), _touched_by_achievement),
    Touch("fact", frozenset({"withdrawn_at", "grade", "on"}), _touched_by_rank),
    Touch("studio", frozenset({"people", "branches", "closed_on"}), _touched_by_studio),
    Touch("studio_year", frozenset({"targets"}), _touched_by_targets),
    Touch("studio_choice", frozenset({"target", "is_off", "place"}), _touched_by_choice),
)

# --- What people are told of


_DECIDED = ("returned", "approved", "withdrawn")


def _tell_office(row: Values, _: str) -> Iterator[Told]:
    if row["state"] == "submitted":
        yield Told((Addressee("role", "office"),), f"office/studios/achievements/{row['id']}", {"title": row["title"]}, str(row["submitted_at"]))


def _tell_decided(row: Values, _: str) -> Iterator[Told]:
    """Whoever filed it, and once it is recognised, or was and is no longer, everyone who took part."""
    if row["state"] not in _DECIDED:
        return
    if row["state"] == "withdrawn" and not row["recognised_on"]:  # the branch took it back itself
        return
    words, mark = {"title": row["title"], "state": row["state"]}, f"{row['state']}:{row['decided_at']}"
    people = tuple(Addressee("member", one["id"]) for one in row["people"]) if row["state"] != "returned" else ()
    yield Told((Addressee("leads", row["branch"], row["branch"]), *people), f"achievement/{row['id']}", words, mark)


NEWS = (
    News("achievement_waiting", "achievement", _tell_office, frozenset({"state"}), lambda was, now: turned(was, now, "state", "submitted")),
    News("achievement_decided", "achievement", _tell_decided, frozenset({"state"}), lambda was, now: turned(was, now, "state", *_DECIDED)),
)

# --- What ships

_SHIPPED = (
    ("kind", "theory", "理论实践成果", 1),
    ("kind", "technical", "技术创新成果", 4),
    ("contest", "contestant", "比武前三名选手", 1),
    ("kind", "proposal", "合理化建议", 0),
)
SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = {
    choice_id(field, key): {"field": field, "key": key, "title": title, "target": target, "place": place, "is_confirmed": False, "is_off": False}
    for place, (field, key, title, target) in enumerate(_SHIPPED)
}
"""What a studio sets itself for a year: one theory or practice result, four technical innovations, one contestant among the first three of the
mine's contest. The source tells it of the studio of 运转工区 alone; as the usual target of every studio it is unconfirmed (domain.md 4)."""
