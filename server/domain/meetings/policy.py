"""How each field of a meeting and of an attendance mark merges, and who sees the rows."""

from collections.abc import Iterator

from server.domain.meetings.rules import LABELS, Content, MarkContent, resolution_id
from server.replication import Addressee, News, Told, Typed, Watched, turned
from sync.policy import Field, Policy, Values

MEETING = {
    "branch": Field(Policy.IMMUTABLE),
    "org": Field(Policy.IMMUTABLE),
    "kind": Field(Policy.REGISTER),
    "purpose": Field(Policy.REGISTER),
    "title": Field(Policy.REGISTER),
    "held_start": Field(Policy.REGISTER, "held", "int"),
    "held_end": Field(Policy.REGISTER, "held", "int"),
    "place": Field(Policy.REGISTER),
    "chair": Field(Policy.REGISTER),
    "recorder": Field(Policy.FIRST),
    "observers": Field(Policy.QUIET),
    "agenda": Field(Policy.TEXT),
    "discussion": Field(Policy.TEXT),
    "resolutions": Field(Policy.REGISTER, kind="json"),
    "votes": Field(Policy.HUMAN, kind="json"),
    "sessions": Field(Policy.KEYED, kind="json"),
    "status": Field(Policy.SERVER),
    "filed_at": Field(Policy.SERVER, kind="int"),
    "submitted_at": Field(Policy.SERVER, kind="int"),
    "submitted_by": Field(Policy.SERVER),
    "decided_at": Field(Policy.SERVER, kind="int"),
    "returned_reasons": Field(Policy.SERVER, kind="json"),
    "created_at": Field(Policy.SERVER, kind="int"),
    "created_by": Field(Policy.SERVER),
}

ATTENDANCE = {
    "meeting": Field(Policy.IMMUTABLE),
    "member": Field(Policy.IMMUTABLE),
    "branch": Field(Policy.IMMUTABLE),
    "status": Field(Policy.HUMAN, "mark"),
    "reason": Field(Policy.HUMAN, "mark"),
    "may_vote": Field(Policy.SERVER, kind="bool"),
    "meeting_kind": Field(Policy.SERVER),
    "meeting_title": Field(Policy.SERVER),
    "held_start": Field(Policy.SERVER, kind="int"),
}

MEETING_TYPED = Typed("meeting", Content, LABELS, route="office/record")
MARK_TYPED = Typed("attendance", MarkContent, LABELS)

ISSUE = {
    "kind": Field(Policy.SERVER),
    "branch": Field(Policy.SERVER),
    "meeting": Field(Policy.SERVER),
    "other": Field(Policy.SERVER),
    "state": Field(Policy.SERVER),
    "found_at": Field(Policy.SERVER, kind="int"),
    "kept": Field(Policy.SERVER),
    "decided_by": Field(Policy.SERVER),
    "decided_at": Field(Policy.SERVER, kind="int"),
}

RESOLUTION_DONE = {
    "meeting": Field(Policy.SERVER),
    "branch": Field(Policy.SERVER),
    "text": Field(Policy.SERVER),
    "due_on": Field(Policy.SERVER),
    "done_on": Field(Policy.SERVER),
    "done_by": Field(Policy.SERVER),
    "done_at": Field(Policy.SERVER, kind="int"),
    "note": Field(Policy.SERVER),
    "verdict": Field(Policy.SERVER),
    "decided_by": Field(Policy.SERVER),
    "decided_at": Field(Policy.SERVER, kind="int"),
    "decided_reason": Field(Policy.SERVER),
}


def meeting_scopes(values: Values) -> frozenset[str]:
    """A record, and what is odd about it, is seen by those who hold a post in its branch."""
    return frozenset({f"branch:{values['branch']}"})


def attendance_scopes(values: Values) -> frozenset[str]:
    """A mark is seen by the branch's posts and by the member marked."""
    return frozenset({f"branch:{values['branch']}", f"person:{values['member']}"})


def is_approved(values: Values) -> bool:
    """After approval a record changes only by amendment."""
    return values.get("status") == "approved"


# --- What people are told of


def _tell_due(meeting: Values, resolution: str) -> Iterator[Told]:
    """A resolution's owner is a name as it was typed: the member of the branch who is called so, and who leads the organisation that met."""
    for one in meeting["resolutions"]:
        if resolution == resolution_id(meeting["id"], one["text"]):
            to = (Addressee("named", one["owner"], meeting["branch"]), Addressee("leads", meeting["org"], meeting["branch"]))
            words = {"kind": meeting["kind"], "held_start": meeting["held_start"], "due_on": one["due_on"]}
            yield Told(to, f"record/{meeting['id']}", words, f"{resolution}:{one['due_on']}")


def _tell_done_returned(done: Values, _: str) -> Iterator[Told]:
    yield Told((Addressee("account", done["done_by"]),), "resolutions", {"due_on": done["due_on"]}, str(done["decided_at"]))


RESOLUTION_DUE = News("resolution_due", "meeting", _tell_due)
NEWS = (
    RESOLUTION_DUE,
    News(
        "resolution_returned",
        "resolution_done",
        _tell_done_returned,
        frozenset({"verdict"}),
        lambda was, now: turned(was, now, "verdict", "returned"),
    ),
)

# --- What is found by searching


SOUGHT = (
    Watched(
        "meeting",
        frozenset({"kind", "title", "held_start", "place", "observers", "agenda", "discussion", "resolutions", "votes", "status"}),
    ),
    Watched("attendance", row="meeting"),
)
"""A record is found by its words; who may find it changes with its state, and with whom it expects."""
