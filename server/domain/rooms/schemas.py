"""What the office sends and receives about rooms, their bookings, their use and the feed."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.domain.audit import Why

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Words = Annotated[str, Meta(max_length=300)]
Minute = Annotated[int, Meta(ge=0, le=24 * 60)]


class RoomOut(Struct, frozen=True):
    """A room; see Room."""

    room: str
    name: str
    place: int
    capacity: int
    equipment: str
    note: str
    state: str
    is_confirmed: bool


class RoomIn(Struct, forbid_unknown_fields=True):
    """A room as the office says it is, and why."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    reason: Why
    place: Annotated[int, Meta(ge=0, le=999)] = 0
    capacity: Annotated[int, Meta(ge=0, le=9999)] = 0
    equipment: Words = ""
    note: Words = ""
    state: Literal["open", "off"] = "open"
    is_confirmed: bool = True


class RoomRuleIn(Struct, forbid_unknown_fields=True):
    """The rules for all rooms, and why; minutes since midnight, at half hours."""

    opens: Minute
    closes: Minute
    ahead_days: Annotated[int, Meta(ge=1, le=366)]
    cancel_hours: Annotated[int, Meta(ge=0, le=168)]
    reason: Why


class RoomRuleOut(Struct, frozen=True):
    """The same, and whether the mine has confirmed them."""

    opens: int
    closes: int
    ahead_days: int
    cancel_hours: int
    is_confirmed: bool


class ClosureOut(Struct, frozen=True):
    """When a room cannot be used (epoch ms), and why."""

    closure: str
    room: str
    starts_at: int
    ends_at: int
    reason: str


class ClosureIn(Struct, forbid_unknown_fields=True):
    """Closes a room from a time of a day until another. With `cancel`, what was booked then is cancelled with the reason; without, it is told."""

    from_on: Day
    from_minute: Minute
    until_on: Day
    until_minute: Minute
    reason: Words
    cancel: bool = False


class ClosedOut(Struct, frozen=True):
    """The closure, and the bookings that were cancelled by it."""

    closure: str
    cancelled: list[str]


class OrgOut(Struct, frozen=True):
    """An organisation in whose name the office books."""

    org: str
    name: str


class RoomsOut(Struct, frozen=True):
    """All rooms with the rules and what stands closed; `today` is the mine's day; `feed_made_at` (epoch ms) tells that there is a feed."""

    today: str
    rooms: list[RoomOut]
    rule: RoomRuleOut
    closures: list[ClosureOut]
    orgs: list[OrgOut]
    feed_made_at: int | None


class OfferOut(Struct, frozen=True):
    """A time that is free instead; minutes since midnight."""

    room: str
    on: str
    start: int
    end: int


class BookingOut(Struct, frozen=True, kw_only=True):
    """One booking; see Booking. `by_name` is who asked for it."""

    booking: str
    room: str
    room_name: str
    branch: str
    branch_name: str
    series: str
    on: str
    start: int
    end: int
    starts_at: int
    ends_at: int
    purpose: str
    people: int
    state: str
    cause: str
    offers: list[OfferOut]
    reason: str
    by_office: bool
    asked_at: int
    by_name: str


class BookingsOut(Struct, frozen=True):
    """The bookings of some days, by day and time, as of an instant (epoch ms)."""

    as_of: int
    items: list[BookingOut]


class BookingIn(Struct, forbid_unknown_fields=True):
    """A room for an organisation, by the office. `booking` is made by the browser: sent twice, it is made once. See rules.Asked."""

    booking: Id
    branch: Id
    room: Id
    on: Day
    start: Minute
    end: Minute
    purpose: Annotated[str, Meta(max_length=100)]
    people: Annotated[int, Meta(ge=0, le=9999)] = 0
    repeat: Literal["", "weekly", "monthly"] = ""
    until: Day = ""


class CancelIn(Struct, forbid_unknown_fields=True):
    """Cancels a booking with a reason; `later`: those of its series after it too."""

    reason: Words
    later: bool = False


class CancelledOut(Struct, frozen=True):
    """The bookings that were cancelled."""

    cancelled: list[str]


class UseOut(Struct, frozen=True):
    """What something took of the rooms: bookings, minutes, share of the possible (0 to 1; null where that means nothing)."""

    key: str
    name: str
    bookings: int
    minutes: int
    share: float | None


class UsedOut(Struct, frozen=True):
    """How much rooms were used between two days (ISO), by room, by hour of the day, by branch."""

    first: str
    last: str
    rooms: list[UseOut]
    hours: list[UseOut]
    branches: list[UseOut]


class FeedOut(Struct, frozen=True):
    """The feed's new address, shown this once; the old one is void."""

    path: str
    made_at: int


class BookingProblem(Struct, frozen=True):
    """One reason why one row of a sheet is refused. `row` counts as Excel does, from 1; `column` is the header as the sheet has it."""

    row: int
    column: str
    value: str
    reason: str
    remedy: str


class BookingReport(Struct, frozen=True):
    """What an import did, or would do: bookings added, known before, and rows refused."""

    dry_run: bool
    sheet: str
    added: int
    known: int
    problems: list[BookingProblem]
