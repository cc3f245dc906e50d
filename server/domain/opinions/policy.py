"""Who holds an opinion on a phone, and who is told of it. Nothing of it is a phone's to set: it is sent, answered and closed."""

from collections.abc import Iterator

from server.replication import Addressee, News, Told, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

_SAID = ("person", "by_name", "kind", "text", "about", "route", "state")
_BECAME = ("answer", "answered_by_name", "outcome")
OPINION: dict[str, Field] = {
    **dict.fromkeys((*_SAID, *_BECAME), _text),
    "is_named": Field(Policy.SERVER, kind="bool"),
    **dict.fromkeys(("sent_at", "answered_at", "closed_at"), _number),
}
READERS = ("office", "committee_leader")
"""Who reads the box and answers: a complaint about the office is read by others than the office."""
ANSWERED = "opinion_answered"


def opinion_scopes(values: Values) -> frozenset[str]:
    """The own phone alone: neither the branch nor anybody who leads it holds what a person said."""
    return frozenset({f"person:{values['person']}"})


def _tell_answered(row: Values, _: str) -> Iterator[Told]:
    """The person is told that there is an answer, or an end; its words stand with the opinion. Whoever is no member is an account."""
    if row["state"] in ("answered", "closed"):
        yield Told((Addressee("member", row["person"]), Addressee("account", row["person"])), "opinions", {"state": row["state"]}, row["state"])


def _tell_waiting(row: Values, _: str) -> Iterator[Told]:
    """Who reads the box is told of what somebody said under the own name. The moment of a notice would tell whose phone just delivered: what is said
    without a name waits in the list."""
    if row["state"] == "waiting" and row["is_named"]:
        yield Told(tuple(Addressee("role", role) for role in READERS), f"office/opinions/{row['id']}", {"state": row["kind"]})


NEWS = (
    News("opinion_waiting", "opinion", _tell_waiting, frozenset({"state"}), lambda was, now: turned(was, now, "state", "waiting")),
    News(ANSWERED, "opinion", _tell_answered, frozenset({"state"}), lambda was, now: turned(was, now, "state", "answered", "closed")),
)
