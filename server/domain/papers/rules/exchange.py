"""What the superior's platform is handed, version 1: approved records with the organisations and people they name (docs/exchange.md).

Ids stay the same for ever and `revision` rises with each change: whoever takes a package in again changes what is known and adds nothing twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

FORMAT, VERSION = "linghang.exchange", 1


class ExchangeOrganisation(msgspec.Struct, frozen=True):
    """A committee, general_branch, branch or group; `parent` is the organisation above. Closed ones have the day."""

    id: str
    kind: str
    name: str
    parent: str | None
    closed_on: str | None


class ExchangePost(msgspec.Struct, frozen=True):
    """A post held on the day of the package, and at which organisation."""

    post: str
    organisation: str


class ExchangeMember(msgspec.Struct, frozen=True):
    """A member: full or probationary, in a branch and perhaps a group."""

    id: str
    employee_no: str
    name: str
    kind: str
    branch: str
    group: str | None
    posts: list[ExchangePost]


class ExchangeMark(msgspec.Struct, frozen=True):
    """One member at a meeting: present, leave, absent, made_up or excluded. Reasons are not handed over."""

    member: str
    status: str


class ExchangeResolution(msgspec.Struct, frozen=True):
    """What was resolved, who is to do it until when (as people wrote it)."""

    text: str
    owner: str = ""
    due_on: str = ""


class ExchangeVote(msgspec.Struct, frozen=True):
    """A vote by tally."""

    subject: str
    purpose: str = "ordinary"
    yes: int = 0
    no: int = 0
    abstain: int = 0
    written: int = 0


class ExchangeMeeting(msgspec.Struct, frozen=True):
    """An approved record. Instants are ISO 8601 with offset; chair and recorder are ids of members."""

    id: str
    revision: int
    branch: str
    organisation: str
    kind: str
    purpose: str
    title: str
    held_start: str
    held_end: str | None
    place: str
    chair: str
    recorder: str
    observers: str
    agenda: str
    discussion: str
    resolutions: list[ExchangeResolution]
    votes: list[ExchangeVote]
    attendance: list[ExchangeMark]
    filed_at: str | None
    approved_at: str | None


class ExchangeManifest(msgspec.Struct, frozen=True):
    """The first file of a package: its format and version, the period (a month, quarter or year) and how many records each file has."""

    format: str
    version: int
    as_of: str
    period: str
    organisations: int
    members: int
    meetings: int


FILES: Mapping[str, type[msgspec.Struct]] = {
    "manifest.json": ExchangeManifest,
    "organisations.jsonl": ExchangeOrganisation,
    "members.jsonl": ExchangeMember,
    "meetings.jsonl": ExchangeMeeting,
}
"""The files of a package and the shape of their records."""


def json_schema() -> bytes:
    """The JSON Schema of a package, a definition for each kind of record."""
    schemas, components = msgspec.json.schema_components(FILES.values(), ref_template="#/$defs/{name}")
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {VERSION}",
        "files": dict(zip(FILES, schemas, strict=True)),
    }
    return msgspec.json.format(msgspec.json.encode({**told, "$defs": components})) + b"\n"


def exchanged(meeting: str, revision: int, values: Mapping[str, Any], marks: Iterable[Mapping[str, Any]], zone: ZoneInfo) -> ExchangeMeeting:
    """An approved record as it is handed over."""
    texts = ("branch", "kind", "purpose", "title", "place", "chair", "recorder", "observers", "agenda", "discussion")
    told = {name: values[name] or "" for name in texts} | {name: _moment(values[name], zone) for name in ("held_start", "held_end", "filed_at")}
    marked = sorted((ExchangeMark(mark["member"], mark["status"]) for mark in marks if mark["status"]), key=lambda mark: mark.member)
    lists = {"resolutions": values["resolutions"], "votes": values["votes"], "attendance": msgspec.to_builtins(marked)}
    named = {"id": meeting, "revision": revision, "organisation": values["org"], "approved_at": _moment(values["decided_at"], zone)}
    return msgspec.convert({**told, **lists, **named}, ExchangeMeeting)


def _moment(at_ms: int | None, zone: ZoneInfo) -> str | None:
    return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, zone).isoformat(timespec="seconds")
