"""Reviews and amendments are written by the server alone and seen by the branch they concern."""

from collections.abc import Iterator

from server.replication import Addressee, News, Told, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

REVIEW = {
    "meeting": _text,
    "branch": _text,
    "attempt": _number,
    "state": _text,
    "digest": _text,
    "submitted_at": _number,
    "submitted_by": _text,
    "decided_at": _number,
    "decided_by": _text,
    "reasons": Field(Policy.SERVER, kind="json"),
}

AMENDMENT = {
    "meeting": _text,
    "branch": _text,
    "log": _text,
    "mid": _number,
    "asked_by": _text,
    "asked_at": _number,
    "edits": Field(Policy.SERVER, kind="json"),
    "state": _text,
    "decided_by": _text,
    "decided_at": _number,
    "reason": _text,
    "digest": _text,
}


def review_scopes(values: Values) -> frozenset[str]:
    """The branch sees what became of its records and of the changes it asked for."""
    return frozenset({f"branch:{values['branch']}"})


# --- What people are told of


def _tell_returned(meeting: Values, _: str) -> Iterator[Told]:
    """Whoever filed it, and who leads the organisation that met."""
    filed_by = [Addressee("account", meeting["submitted_by"])] if meeting["submitted_by"] else []
    to = (*filed_by, Addressee("leads", meeting["org"], meeting["branch"]))
    words = {"kind": meeting["kind"], "held_start": meeting["held_start"], "fields": len(meeting["returned_reasons"])}
    yield Told(to, f"record/{meeting['id']}", words, str(meeting["decided_at"]))


def _tell_amendment(amendment: Values, _: str) -> Iterator[Told]:
    yield Told((Addressee("account", amendment["asked_by"]),), f"record/{amendment['meeting']}", {"state": amendment["state"]})


def _tell_asked(amendment: Values, _: str) -> Iterator[Told]:
    if amendment["state"] == "open":
        yield Told((Addressee("role", "office"),), f"office/review/amendments/{amendment['id']}")


def _tell_left(held: Values, _: str) -> Iterator[Told]:
    if held["state"] == "open":
        yield Told((Addressee("role", "office"),), f"office/review/held/{held['id']}")


HELD_WAITING = News("held_waiting", "held", _tell_left)
"""What was held and nobody has decided for two days; a job notes it."""
NEWS = (
    HELD_WAITING,
    News("amendment_waiting", "amendment", _tell_asked, frozenset({"state"}), lambda was, now: turned(was, now, "state", "open")),
    News("record_returned", "meeting", _tell_returned, frozenset({"status"}), lambda was, now: turned(was, now, "status", "returned")),
    News("amendment_decided", "amendment", _tell_amendment, frozenset({"state"}), lambda was, now: turned(was, now, "state", "accepted", "rejected")),
)
