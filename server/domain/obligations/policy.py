"""What of obligations reaches phones, the templates that ship with the product, and which changed rows touch which obligations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal
from uuid import UUID, uuid5

import chinese_calendar
from msgspec import Struct
from msgspec.structs import asdict

from server.domain.obligations.rules import Period, Template
from server.replication import Addressee, News, Told, Touch, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

TEMPLATE: Mapping[str, Field] = {
    "kind": _text,
    "title": _text,
    "period": _text,
    "applies_to": _text,
    "condition": _text,
    "warn_days": _number,
    "grace_workdays": _number,
    "weight_tenths": _number,
    "version": _number,
    "from_on": _text,
    "to_on": _text,
}

OBLIGATION: Mapping[str, Field] = {
    "template": _text,
    "kind": _text,
    "org": _text,
    "branch": _text,
    "period": _text,
    "warn_at": _number,
    "due_at": _number,
    "grace_at": _number,
    "excused_until_at": _number,
    "excused_reason": _text,
    "state": _text,
    "colour": _text,
    "meeting": _text,
    "held_at": _number,
    "filed_at": _number,
    "next_change_at": _number,
    "computed_at": _number,
}


_EXCUSAL_SAYS = ("obligation", "branch", "org", "kind", "period", "code", "words", "until_on", "state")
_EXCUSAL_WHO = ("asked_by", "asked_by_name", "decided_by", "decided_by_name", "answer")
EXCUSED: Mapping[str, Field] = {**dict.fromkeys((*_EXCUSAL_SAYS, *_EXCUSAL_WHO), _text), **dict.fromkeys(("asked_at", "decided_at"), _number)}
"""The columns of `excusal`: nothing of it is a phone's to set. It is asked for, taken back and decided."""


def template_scopes(_: Values) -> frozenset[str]:
    """The rules of the house are for everyone to read."""
    return frozenset({"site"})


def obligation_scopes(values: Values) -> frozenset[str]:
    """What a branch or its groups owe, and what is asked about it, is seen by those who hold a post in the branch."""
    return frozenset({f"branch:{values['branch']}"})


# --- Which conclusions a changed row touches

MEETING_FACTS = ("kind", "org", "held_start", "status", "filed_at", "decided_at")
ORGANISATION_FACTS = ("kind", "branch", "has_committee", "committee_confirmed", "closed_on")


EXCUSAL = ("excused_until_at", "excused_reason")
HORIZON_MS = 4_102_444_800_000
"""The year 2100: a start beyond it, or before 1970, is an error of the phone that typed it and lies in no period."""
EVERYWHERE = ("obligations_everywhere", "all")


def _touched_by_meeting(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """What its kind and organisation owed at its old and its new start."""
    held = [row for row in (before, after) if row and row.get("kind") and 0 <= (row.get("held_start") or -1) < HORIZON_MS]
    return [("obligations_held", f"{row['org']}:{row['kind']}:{row['held_start']}") for row in held]


def _touched_by_excusal(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [("obligation", after["id"])] if before and after else []


def _touched_by_organisation(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [("obligations_of", after["id"])] if after else []


TOUCHES = (
    Touch("meeting", frozenset(MEETING_FACTS), _touched_by_meeting),
    Touch("obligation", frozenset(EXCUSAL), _touched_by_excusal),
    Touch("organisation", frozenset(ORGANISATION_FACTS), _touched_by_organisation),
    Touch("template", frozenset(TEMPLATE), lambda _, __: [EVERYWHERE]),
)


# --- What those who must act are told of


def _worse(before: Values | None, after: Values | None) -> bool:
    """Time has run on; what is late already when it is first written down is nobody's news."""
    return before is not None and turned(before, after, "colour", "yellow", "red")


def _tell_colour(obligation: Values, _: str) -> Iterator[Told]:
    if obligation["colour"] not in ("yellow", "red"):
        return
    due_at = obligation["excused_until_at"] or obligation["due_at"]
    route = f"record/{obligation['meeting']}" if obligation["meeting"] else f"write/new?obligation={obligation['id']}"
    words = {name: obligation[name] for name in ("kind", "period", "state")} | {"due_at": due_at}
    yield Told((Addressee("leads", obligation["org"], obligation["branch"]),), route, words, f"{obligation['colour']}:{due_at}")


def _tell_reminded(obligation: Values, day: str) -> Iterator[Told]:
    """The office reminds those who lead; the same day it is told once, and what is done or excused meanwhile is not told."""
    if obligation["state"] in ("done", "late", "excused"):
        return
    words = {name: obligation[name] for name in ("kind", "period", "state")} | {"due_at": obligation["due_at"]}
    yield Told((Addressee("leads", obligation["org"], obligation["branch"]),), f"write/new?obligation={obligation['id']}", words, day)


def _tell_excusal(excusal: Values, _: str) -> Iterator[Told]:
    """Whoever asked, and who leads the organisation; the reason stands at the duty."""
    asked_by = [Addressee("account", excusal["asked_by"])] if excusal["asked_by"] else []
    words = {name: excusal[name] for name in ("kind", "period", "state", "until_on")}
    yield Told((*asked_by, Addressee("leads", excusal["org"], excusal["branch"])), f"excuse/{excusal['obligation']}", words, excusal["state"])


_DECISIONS = ("granted", "declined", "lifted")
REMINDED = News("duty_reminded", "obligation", _tell_reminded)
NEWS = (
    News("obligation_due", "obligation", _tell_colour, frozenset({"colour"}), _worse),
    News("excusal_decided", "excusal", _tell_excusal, frozenset({"state"}), lambda was, now: turned(was, now, "state", *_DECISIONS)),
    REMINDED,
)


# --- The templates that ship

_NAMESPACE = UUID("5b0e4c1e-6f7e-4d5c-9c38-3f6a0d0b7e52")
_IN_FORCE_ON = "2018-10-28"
"""The day on which 中国共产党支部工作条例（试行） came into force."""


class ShippedTemplate(Struct, frozen=True):
    """A default the office may change later: the rule, its title, its weight in tenths of the usual deduction, and its source."""

    template: Template
    title: str
    source: str
    weight_tenths: int = 10
    version: int = 1

    def row(self) -> dict[str, Any]:
        """The columns of table `template`, without the id."""
        values = asdict(self.template) | {"title": self.title, "weight_tenths": self.weight_tenths, "version": self.version}
        return {column: values[column] for column in TEMPLATE}


_WARN_DAYS: Mapping[Period, int] = {"month": 7, "quarter": 15, "year": 30}
_GRACE_WORKDAYS = 3


def _ship(
    kind: str,
    title: str,
    period: Period,
    source: str,
    applies_to: Literal["branch", "group"] = "branch",
    condition: Literal["always", "committee"] = "always",
) -> ShippedTemplate:
    template_id = str(uuid5(_NAMESPACE, f"{kind}:1"))
    warn_days = _WARN_DAYS[period]
    return ShippedTemplate(Template(template_id, kind, period, applies_to, condition, warn_days, _GRACE_WORKDAYS, _IN_FORCE_ON), title, source)


SHIPPED_TEMPLATES: tuple[ShippedTemplate, ...] = (
    _ship("general_meeting", "支部党员大会", "quarter", "支部工作条例（试行）第十一条：一般每季度召开1次"),
    _ship("committee_meeting", "支部委员会", "month", "支部工作条例（试行）第十二条：一般每月召开1次；有支部委员会的支部", condition="committee"),
    _ship("group_meeting", "党小组会", "month", "支部工作条例（试行）第十三条：一般每月召开1次；划分党小组的支部", applies_to="group"),
    _ship("party_lecture", "党课", "quarter", "支部工作条例（试行）第十六条：党员应当按期参加党课；条例未定次数，按各地通行做法每季度1次"),
    _ship("theme_day", "主题党日", "month", "支部工作条例（试行）第十六条：每月相对固定1天开展主题党日"),
    _ship("org_life_meeting", "组织生活会", "year", "支部工作条例（试行）第十七条：每年至少召开1次，一般安排在第四季度"),
    _ship("democratic_review", "民主评议党员", "year", "支部工作条例（试行）第十八条：一般每年开展1次"),
    _ship("heart_talk", "谈心谈话", "year", "支部工作条例（试行）第十九条：支部委员之间、委员和党员之间每年谈心谈话一般不少于1次"),
)
"""One duty a kind of meeting (domain.md 1.1). All the rules say 一般, so the office may excuse or extend each obligation with a reason."""


# --- The working days that ship

SHIPPED_WORKDAYS: Mapping[str, bool] = {
    **{day.isoformat(): False for day in chinese_calendar.holidays if day.weekday() < 5},
    **{day.isoformat(): True for day in chinese_calendar.workdays if day.weekday() >= 5},
}
"""Days that differ from Monday to Friday (ISO day -> whether people work), by the yearly notices of the State Council's office
(国务院办公厅关于部分节假日安排的通知), as far as they are out. A year without a notice counts Monday to Friday."""
