"""Who sees a rating and a scheme, and which changed rows touch a rating."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.ratings.rules import quarter_of
from server.replication import Touch
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

SCHEME: Mapping[str, Field] = {
    "kind": _text,
    "version": _number,
    "state": _text,
    "content": _json,
    "from_on": _text,
    "changed_by": _text,
    "changed_at": _number,
}

RATING: Mapping[str, Field] = {
    "member": _text,
    "branch": _text,
    "quarter": _text,
    "scheme": _text,
    "profile": _text,
    "probationary": Field(Policy.SERVER, kind="bool"),
    "total_tenths": _number,
    "bonus_tenths": _number,
    "missing": _number,
    "earned_star": _number,
    "outlook": _json,
    "computed_at": _number,
    "data_up_to": _number,
}

RATING_LINE: Mapping[str, Field] = {
    "rating": _text,
    "member": _text,
    "dimension": _text,
    "rule": _text,
    "points_tenths": _number,
    "maximum_tenths": _number,
    "text": _text,
    "evidence": _json,
}


def scheme_scopes(values: Values) -> frozenset[str]:
    """The rules by which people are rated are for everyone to read (个人信息保护法 article 24); a draft is no rule yet."""
    return frozenset({"site"} if values["state"] == "published" else ())


def rating_scopes(values: Values) -> frozenset[str]:
    """A rating reaches the phone of the member it is about and no other: members are never compared on a phone."""
    return frozenset({f"person:{values['member']}"})


def line_scopes(values: Values) -> frozenset[str]:
    """A line is seen with its rating; one that counts no longer by nobody."""
    return rating_scopes(values) if values.get("rating") else frozenset()


# --- Which conclusions a changed row touches

HORIZON_MS = 4_102_444_800_000
"""The year 2100: a start beyond it, or before 1970, is an error of the phone that typed it and lies in no quarter."""
FILED = ("submitted", "approved")
"""States of a record whose attendance counts: a returned one proves nothing until it is corrected."""


def _at_start(kind: str, column: str, *rows: Values | None) -> list[tuple[str, str]]:
    return [(kind, f"{row[column]}:{row['held_start']}") for row in rows if row and 0 <= (row.get("held_start") or -1) < HORIZON_MS]


def _filed(row: Values | None) -> Values | None:
    return row if row and row.get("status") in FILED else None


def _touched_by_mark(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Its member, at the start of its meeting."""
    return _at_start("rating_at", "member", before, after)


def _touched_by_meeting(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Those whom a filed record expected."""
    return _at_start("ratings_of_meeting", "id", _filed(before), _filed(after))


def _touched_by_member(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [("rating_now", after["id"])] if after else []


def _touched_by_name(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """The reasons that name a person as the one who filed a record."""
    return [("ratings_naming", after["id"])] if before and after else []


def _touched_by_scheme(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Everyone from the quarter in which it begins to rule; a draft rules nobody."""
    return [("ratings_from", quarter_of(row["from_on"])) for row in (before, after) if row and row["state"] == "published"]


def _touched_by_fact(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Its member, in the quarter of its day; of a month reached (`until`) also in all later quarters, until a further month is known."""
    rows = [row for row in (before, after) if row]
    return {("ratings_since" if row["until"] else "rating", f"{row['member']}:{quarter_of(row['on'])}") for row in rows}


def _touched_by_coverage(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """Everyone rated in the branch's quarter."""
    return {("ratings_of_branch", f"{row['branch']}:{row['quarter']}") for row in (before, after) if row}


def _touched_by_mass_review(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """The member's quarter that it is the result of."""
    return {("rating", f"{row['member']}:{row['quarter']}") for row in (before, after) if row}


TOUCHES = (
    Touch("attendance", frozenset({"status", "meeting", "member", "held_start"}), _touched_by_mark),
    Touch("meeting", frozenset({"status", "filed_at", "held_start", "kind", "title", "submitted_by"}), _touched_by_meeting),
    Touch("member", frozenset({"status", "post_profile", "branch", "kind"}), _touched_by_member),
    Touch("member", frozenset({"name"}), _touched_by_name),
    Touch("fact", frozenset({"withdrawn_at", "grade", "on", "text"}), _touched_by_fact),
    Touch("coverage", frozenset({"withdrawn_at", "stated_at", "stated_by"}), _touched_by_coverage),
    Touch("mass_review", frozenset({"mean_tenths", "ballots"}), _touched_by_mass_review),
    Touch("scheme", frozenset({"state", "content", "from_on", "version"}), _touched_by_scheme),
)
