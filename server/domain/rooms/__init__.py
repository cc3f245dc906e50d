"""Rooms: the service centre's rooms, who has booked them, on which days they are closed, and how much they are used."""

from server.domain.organisation import results_seen_by
from server.domain.rooms import jobs, mutations, policy, routes, tables
from server.domain.rooms.jobs import seed
from server.domain.rooms.queries.demo import load_demo
from server.domain.rooms.queries.finding import bookings_sought, rooms_sought
from server.domain.rooms.queries.telling import bookings_told
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="rooms",
    tables=(tables.Room, tables.RoomRule, tables.RoomClosure, tables.Booking, tables.BookingStep, tables.RoomSlot, tables.RoomFeed),
    synced=(
        SyncedTable(tables.Room, policy.ROOM, policy.everyones),
        SyncedTable(tables.RoomRule, policy.RULE, policy.everyones),
        SyncedTable(tables.RoomClosure, policy.CLOSURE, policy.closure_scopes),
        SyncedTable(tables.Booking, policy.BOOKING, policy.booking_scopes),
        SyncedTable(tables.BookingStep, policy.STEP, policy.step_scopes),
        SyncedTable(tables.RoomSlot, policy.SLOT, policy.of_the_server),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    news=policy.NEWS,
    findable=(
        Findable("room", 'select "id" from "room" where not "deleted"', rooms_sought, (Watched("room", frozenset({"name", "equipment", "note"})),)),
        Findable("booking", 'select "id" from "booking" where not "deleted"', bookings_sought, (Watched("booking", frozenset({"state"})),)),
    ),
    ledger=(LedgerSection("rooms", "place", lambda subject: results_seen_by(subject.branch), bookings_told),),
)

__all__ = ["load_demo", "module", "seed"]
