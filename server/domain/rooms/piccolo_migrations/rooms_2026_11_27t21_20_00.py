"""Tables and indexes of rooms as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T21:20:00"

TABLES: Tables = {
    ("Room", "room"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "name": Varchar(length=40),
        "place": Integer(),
        "capacity": Integer(),
        "equipment": Varchar(length=300),
        "note": Varchar(length=300),
        "state": Varchar(length=10, default="open", index=True),
        "is_confirmed": Boolean(),
    },
    ("RoomRule", "room_rule"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "opens": Integer(),
        "closes": Integer(),
        "ahead_days": Integer(),
        "cancel_hours": Integer(),
        "is_confirmed": Boolean(),
    },
    ("RoomClosure", "room_closure"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "room": Varchar(length=64),
        "starts_at": BigInt(),
        "ends_at": BigInt(),
        "reason": Varchar(length=300),
        "state": Varchar(length=10, default="standing", index=True),
    },
    ("Booking", "booking"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "room": Varchar(length=64),
        "room_name": Varchar(length=40),
        "branch": Varchar(length=64),
        "series": Varchar(length=64, index=True),
        "on": Varchar(length=10),
        "start": Integer(),
        "end": Integer(),
        "starts_at": BigInt(),
        "ends_at": BigInt(),
        "purpose": Varchar(length=100),
        "people": Integer(),
        "state": Varchar(length=10),
        "cause": Varchar(length=10),
        "offers": Text(default="[]"),
        "reason": Varchar(length=300),
        "by_office": Boolean(),
        "is_past": Boolean(),
        "asked_at": BigInt(),
    },
    ("BookingStep", "booking_step"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "booking": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "place": Integer(),
        "act": Varchar(length=10),
        "at": BigInt(),
        "by": Varchar(length=64),
        "by_name": Varchar(length=100),
        "text": Text(),
    },
    ("RoomSlot", "room_slot"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "room": Varchar(length=64),
        "on": Varchar(length=10, index=True),
        "slot": Integer(),
        "booking": Varchar(length=64, index=True),
    },
    ("RoomFeed", "room_feed"): {
        "id": Varchar(length=64, primary_key=True),
        "hash": Varchar(length=64),
        "made_at": BigInt(),
        "made_by": Varchar(length=100),
    },
}
INDEXES = (
    'create unique index "room_slot_once" on "room_slot" ("room", "slot") where not "deleted"',
    'create index "booking_day" on "booking" ("on", "start", "id")',
    'create index "booking_of_branch" on "booking" ("branch", "starts_at")',
    'create index "booking_newest" on "booking" ("asked_at")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "rooms", TABLES, INDEXES)
