"""What a part tells of an organisation or a member on their pages of the ledger, as the parts declare it; who shows it is decided elsewhere. Pure."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

import msgspec

from server.kit.identity import Actor
from server.replication.finding import audience

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]


class LedgerSubject(msgspec.Struct, frozen=True):
    """Whose page it is: an organisation with all below it, or (`kind` is `member`) a member of `branch`.

    `orgs` are the ids of the organisation and of all below it; None for the committee: everything of the mine.
    """

    kind: str
    id: str
    branch: str | None
    orgs: tuple[str, ...] | None = ()


class LedgerSpan(msgspec.Struct, frozen=True):
    """The quarter or year of the page: its first and last day (ISO text) and instant (epoch ms), when it is asked for, and how many lines it has
    room for."""

    period: str
    first_on: str
    last_on: str
    since: int
    until: int
    now_ms: int
    lines: int


class LedgerCount(msgspec.Struct, frozen=True):
    """How many of something; the part's words (`sections` in its `office.tsx`) say of what."""

    what: str
    number: int


class LedgerLine(msgspec.Struct, frozen=True):
    """One record: its title, the address of its page in the office (after `office/`) and, where there is one, on the phone.

    `on` is its day (ISO text), `standing` a key of the part's words, `colour` one of the three or grey, which rests on data up to `data_up_to`
    (epoch ms); `note` is what else is to be read in it. Each may be empty. `org_name` is whose it is.
    """

    ref: str
    title: str
    route: str
    org: str = ""
    org_name: str = ""
    on: str = ""
    standing: str = ""
    colour: str = ""
    note: str = ""
    phone: str = ""
    data_up_to: int | None = None


class LedgerEntry(msgspec.Struct, frozen=True):
    """What a section says: its figures of the period, and its newest or most urgent lines. One that says nothing is not shown."""

    counts: tuple[LedgerCount, ...] = ()
    lines: tuple[LedgerLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines) or any(one.number for one in self.counts)


class LedgerSection(msgspec.Struct, frozen=True):
    """One declaration of a part: a section of that `name` on the pages of organisations (`place`) or members, read by `read` within one snapshot.

    `seen_by` says, in the words of `audience`, who sees it of those who may open the page.
    """

    name: str
    of: Literal["place", "member"]
    seen_by: Callable[[LedgerSubject], frozenset[str]]
    read: Callable[[Fetch, LedgerSubject, LedgerSpan], Awaitable[LedgerEntry]]

    def shows(self, actor: Actor, subject: LedgerSubject) -> bool:
        """Whether it stands on this page for this person."""
        return (self.of == "member") == (subject.kind == "member") and not audience(actor).isdisjoint(self.seen_by(subject))
