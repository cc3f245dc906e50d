"""Who holds a request for correction on a phone. Nothing of it is a phone's to set: it is asked for, taken back and decided."""

from collections.abc import Iterator

from server.domain.corrections.rules import DECIDED
from server.replication import Addressee, News, Told, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

_SAID = ("about", "source", "field", "seen", "wanted", "reason", "proof", "answer")
_WHO = ("member", "branch", "state", "asked_by", "decided_by", "decided_by_name")
_WHEN = ("asked_at", "passed_on_at", "decided_at")
CORRECTION_REQUEST: dict[str, Field] = {**dict.fromkeys((*_SAID, *_WHO), _text), **dict.fromkeys(_WHEN, _number)}


def correction_scopes(values: Values) -> frozenset[str]:
    """The member sees every own request. The branch sees those about its own roll alone; what the office corrects is between member and office."""
    own = {f"person:{values['member']}"}
    return frozenset(own | {f"branch:{values['branch']}"} if values["about"] == "attendance" else own)


def _tell_decided(row: Values, _: str) -> Iterator[Told]:
    """The member is told that there is an answer; its words stand with the request."""
    if row["state"] in DECIDED:
        yield Told((Addressee("member", row["member"]),), "corrections", {"state": row["state"]}, row["state"])


def _tell_office(row: Values, _: str) -> Iterator[Told]:
    """The office is told that one waits for it; whose it is and about what stands on its page."""
    if row["state"] == "at_office":
        yield Told((Addressee("role", "office"),), "office/corrections")


NEWS = (
    News("correction_waiting", "correction_request", _tell_office, frozenset({"state"}), lambda was, now: turned(was, now, "state", "at_office")),
    News(
        "correction_decided", "correction_request", _tell_decided, frozenset({"state"}), lambda was, now: turned(was, now, "state", *sorted(DECIDED))
    ),
)
