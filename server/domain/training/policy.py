"""Who holds contests, courses and pairs on a phone, what they touch, who is told of them, and the layers that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.organisation import owners_touched
from server.domain.training.rules import choice_id, quarters_of
from server.replication import Addressee, News, Told, Touch
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")
_flag = Field(Policy.SERVER, kind="bool")

_EDITED = {"edited_by": _text, "edited_at": _number}
CONTEST: Mapping[str, Field] = {**dict.fromkeys(("title", "held_on", "note", "edited_by_name"), _text), "trades": _json, **_EDITED}
RESULT: Mapping[str, Field] = {
    **dict.fromkeys(("contest", "title", "held_on", "trade", "member", "name", "branch", "rank", "entered_by", "entered_by_name"), _text),
    "entered_at": _number,
}
COURSE: Mapping[str, Field] = {**dict.fromkeys(("layer", "reach", "org", "title", "subject", "closed_on"), _text), "branches": _json, **_EDITED}
SESSION: Mapping[str, Field] = {
    **dict.fromkeys(("course", "title", "layer", "reach", "held_on", "place", "lecturer", "cancel_reason"), _text),
    "branches": _json,
    **_EDITED,
}
MARK: Mapping[str, Field] = {
    **dict.fromkeys(("session", "title", "held_on", "member", "branch", "by", "by_name"), _text),
    **dict.fromkeys(("status", "reason"), Field(Policy.QUIET, "mark")),
    "at": _number,
}
"""Of two marks of one member the later stands, the other stays in the history: whoever holds a post sees it and may mark again."""
PAIR: Mapping[str, Field] = {
    **dict.fromkeys(("branch", "mentor", "mentor_name", "apprentice", "apprentice_name", "trade", "goal"), _text),
    **dict.fromkeys(("from_on", "to_on", "result", "ended_on", "note", "edited_by_name"), _text),
    **_EDITED,
}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("key", "title", "reach"), _text),
    "place": _number,
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}


def site_scopes(_: Values) -> frozenset[str]:
    """Contests and layers are for everyone to read."""
    return frozenset({"site"})


def branches_scopes(values: Values) -> frozenset[str]:
    """A course of the whole mine with its sessions is for everyone to read, another one for those who hold a post in a branch that it is for."""
    if values["reach"] == "mine":
        return frozenset({"site"})
    return frozenset(f"branch:{branch}" for branch in values["branches"])


def own_scopes(values: Values) -> frozenset[str]:
    """A rank or a mark is seen by the member and by the branch's posts."""
    return frozenset({f"branch:{values['branch']}", f"person:{values['member']}"})


def pair_scopes(values: Values) -> frozenset[str]:
    """A pair is seen by the mentor's branch and by both."""
    apprentice = {f"person:{values['apprentice']}"} if values["apprentice"] else set[str]()
    return frozenset({f"branch:{values['branch']}", f"person:{values['mentor']}"} | apprentice)


# --- Which conclusions a changed row touches

FACTS, OWNERS = "training_facts", "training_owners"


def _touched(table: str) -> Any:
    """The fact that follows from the row; of one that was deleted too."""
    return lambda before, after: [(FACTS, f"{table}:{row['id']}:") for row in [after or before] if row]


def _touched_by_pair(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """A fact for each quarter in which it runs, or ran before it was put right."""
    rows = [row for row in (before, after) if row]
    return [(FACTS, f"mentor_pair:{rows[0]['id']}:{quarter}") for quarter in sorted({one for row in rows for one in quarters_of(row)})]


TOUCHES = (
    owners_touched(OWNERS),
    Touch("contest_result", frozenset({"rank", "held_on", "title", "trade", "entered_at"}), _touched("contest_result")),
    Touch("training_mark", frozenset({"status", "held_on", "title", "at"}), _touched("training_mark")),
    Touch("mentor_pair", frozenset({"mentor", "from_on", "to_on", "result", "ended_on", "apprentice_name", "trade", "edited_at"}), _touched_by_pair),
)

# --- What people are told of


def _tell_session(row: Values, _: str) -> Iterator[Told]:
    """Who leads a branch that it is for: they tell their people, and mark who was there."""
    words = {"title": row["title"], "due_on": row["held_on"]}
    leads = tuple(Addressee("leads", branch, branch) for branch in row["branches"])
    yield Told(leads, f"training/session/{row['id']}", words, f"{row['held_on']}:{row['place']}")


def _tell_rank(row: Values, _: str) -> Iterator[Told]:
    words = {"title": row["title"], "state": row["rank"]}
    yield Told((Addressee("member", row["member"]),), f"training/result/{row['id']}", words, row["rank"])


def _tell_pair(row: Values, _: str) -> Iterator[Told]:
    """Mentor and apprentice, once it is written down and once it ended."""
    both = tuple(Addressee("member", one) for one in (row["mentor"], row["apprentice"]) if one)
    words = {"title": f"{row['mentor_name']} → {row['apprentice_name']}", "state": row["result"]}
    yield Told(both, f"training/pair/{row['id']}", words, row["result"])


def _is_called(before: Values | None, after: Values | None) -> bool:
    """Whether the office called a session, or moved one; what a branch holds of its own it knows."""
    if after is None or not after["course"]:
        return False
    return before is None or any(before[name] != after[name] for name in ("held_on", "place"))


def _is_there(field: str) -> Any:
    """Whether a row was made, or holds something else in a field than before."""
    return lambda before, after: after is not None and (before is None or before[field] != after[field])


NEWS = (
    News("training_called", "training_session", _tell_session, frozenset({"held_on", "place"}), _is_called),
    News("rank_given", "contest_result", _tell_rank, frozenset({"rank"}), _is_there("rank")),
    News("pair_kept", "mentor_pair", _tell_pair, frozenset({"result"}), _is_there("result")),
)

# --- What ships

_LAYERS = (("mine", "矿级培训", "mine"), ("general_branch", "党总支培训", "general_branch"), ("branch", "支部培训", "branch"))
SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = {
    choice_id(key): {"key": key, "title": title, "reach": reach, "place": place, "is_confirmed": False, "is_off": False}
    for place, (key, title, reach) in enumerate(_LAYERS)
}
"""分层分类组织职工培训, says the source of 选煤中心, and no more: the three layers of the organisation are a default, unconfirmed."""
