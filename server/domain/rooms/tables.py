"""Rooms of the service centre, when each is closed, who has booked what, and the half hours that are taken: each of a room once."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create unique index "room_slot_once" on "room_slot" ("room", "slot") where not "deleted"',
    'create index "booking_day" on "booking" ("on", "start", "id")',
    'create index "booking_of_branch" on "booking" ("branch", "starts_at")',
    'create index "booking_newest" on "booking" ("asked_at")',
)
"""`room_slot_once` is what keeps a room from being booked twice, on either database, whatever else goes wrong (decision 0013)."""


class Room(SyncedColumns, Table, tablename="room"):
    """A room. `capacity` is 0 where nobody has said; `is_confirmed`: the mine has said that it is so, what ships has not been.

    `state` is open, or off for one that is not let any more.
    """

    id = Varchar(length=64, primary_key=True)
    name = Varchar(length=40)
    place = Integer(default=0)
    capacity = Integer(default=0)
    equipment = Varchar(length=300, default="")
    note = Varchar(length=300, default="")
    state = Varchar(length=10, default="open", index=True)
    is_confirmed = Boolean(default=False)


class RoomRule(SyncedColumns, Table, tablename="room_rule"):
    """The one row of rules for all rooms; minutes since midnight."""

    id = Varchar(length=64, primary_key=True)
    opens = Integer()
    closes = Integer()
    ahead_days = Integer()
    cancel_hours = Integer()
    is_confirmed = Boolean(default=False)


class RoomClosure(SyncedColumns, Table, tablename="room_closure"):
    """A room that cannot be used from one instant to another (epoch ms), and why. `state` is standing, or over once it has ended or was lifted."""

    id = Varchar(length=64, primary_key=True)
    room = Varchar(length=64)
    starts_at = BigInt()
    ends_at = BigInt()
    reason = Varchar(length=300)
    state = Varchar(length=10, default="standing", index=True)


class Booking(SyncedColumns, Table, tablename="booking"):
    """One day of what an organisation asked for, and what became of it: accepted, refused, cancelled, or replaced by another booking.

    `on` is an ISO day, `start` and `end` minutes since midnight, instants epoch ms. `series` is the first booking of those made together, or ''.
    `cause` says why it was refused, `offers` ({room, on, start, end}) what was free instead, `reason` why the office cancelled it. `is_past`: it
    leaves all phones but the branch's own.
    """

    id = Varchar(length=64, primary_key=True)
    room = Varchar(length=64)
    room_name = Varchar(length=40)
    branch = Varchar(length=64)
    series = Varchar(length=64, default="", index=True)
    on = Varchar(length=10)
    start = Integer()
    end = Integer()
    starts_at = BigInt()
    ends_at = BigInt()
    purpose = Varchar(length=100)
    people = Integer(default=0)
    state = Varchar(length=10)
    cause = Varchar(length=10, default="")
    offers = Text(default="[]")
    reason = Varchar(length=300, default="")
    by_office = Boolean(default=False)
    is_past = Boolean(default=False)
    asked_at = BigInt()


class BookingStep(SyncedColumns, Table, tablename="booking_step"):
    """What somebody did about a booking, for ever: who, when it reached the server (epoch ms), in which words. For branch and office alone."""

    id = Varchar(length=64, primary_key=True)
    booking = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    place = Integer()
    act = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")


class RoomSlot(SyncedColumns, Table, tablename="room_slot"):
    """A half hour of a room that a booking takes, counted from the first day of year 1; deleted once the booking is given back. On no phone."""

    id = Varchar(length=64, primary_key=True)
    room = Varchar(length=64)
    on = Varchar(length=10, index=True)
    slot = Integer()
    booking = Varchar(length=64, index=True)


class RoomFeed(Table, tablename="room_feed"):
    """The secret address at which calendars fetch bookings. `hash` is the SHA-256 of its secret; one row at most, instants in epoch ms."""

    id = Varchar(length=64, primary_key=True)
    hash = Varchar(length=64)
    made_at = BigInt()
    made_by = Varchar(length=100)
