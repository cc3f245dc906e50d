"""Rooms at the office: what there is, whose they are, how much they are used, closing, booking and cancelling, sheets in and out, and the feed."""

from typing import Annotated, Any

from litestar import Request, Response, Router, delete, get, post, put
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import note_export, send_book
from server.domain.organisation import TakesWorkbook
from server.domain.rooms import rules
from server.domain.rooms.queries import imports, reading, writing
from server.domain.rooms.schemas import (
    BookingIn,
    BookingReport,
    BookingsOut,
    CancelIn,
    CancelledOut,
    ClosedOut,
    ClosureIn,
    FeedOut,
    RoomIn,
    RoomRuleIn,
    RoomsOut,
    UsedOut,
)
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, attached
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
BYTES_AT_MOST = 5_000_000
PACKED = {"uncompressed": True}
READERS = ("office", "committee_leader")
Day = Annotated[str, QueryParameter(max_length=10)]
Short = Annotated[str, QueryParameter(max_length=64)]


def _for_readers(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, *READERS)


def _for_the_office(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    require(connection.user, "office")


@get("/api/rooms", summary="Rooms of the service centre")
async def list_rooms(replication: Mine) -> RoomsOut:
    """With the rules, what stands closed, and in whose names may be booked."""
    return await reading.load_rooms(replication)


@get("/api/bookings", summary="Bookings of some days")
async def list_bookings(replication: Mine, first: Day, last: Day) -> BookingsOut:
    """All of them, refused and cancelled ones too, by day and time."""
    return await reading.load_bookings(replication, first, last)


@get("/api/bookings/use", summary="How much rooms are used")
async def show_use(replication: Mine, first: Day, last: Day) -> UsedOut:
    """By room, by hour of the day, by branch, between two days."""
    return await reading.load_use(replication, first, last)


@get("/api/bookings/export", media_type=WORKBOOK, opt=PACKED, summary="Bookings and the use of rooms as a workbook")
async def export_bookings(request: HttpRequest, replication: Mine, first: Day, last: Day) -> Stream:
    """Between two days."""
    return await send_book(replication, request.user, await reading.bookings_book(replication, first, last))


@get("/api/rooms/{room:str}/door-sheet", media_type=PDF, opt=PACKED, summary="A room's door sheet")
async def take_door_sheet(room: FromPath[str], request: HttpRequest, replication: Mine, first: Day, days: FromQuery[int] = 1) -> Response[bytes]:
    """For a day or a week, as PDF."""
    name, content = await reading.write_door_sheet(replication, room, first, days)
    await note_export(replication, request.user, f"门口的表 {name}.pdf", {"天数": str(days)}, 1)
    return Response(content, media_type=PDF, headers=attached(f"{name}.pdf"))


@put("/api/rooms/{room:str}", status_code=200, summary="Change a room, or add one")
async def put_room(room: FromPath[str], data: JSONBody[RoomIn], request: HttpRequest, replication: Mine) -> RoomsOut:
    """Under an id that the browser made. A room that is off cannot be booked; what is booked stands."""
    await writing.keep_room(replication, request.user.account, room, data)
    return await reading.load_rooms(replication)


@put("/api/room-rule", status_code=200, summary="Change the rules of all rooms")
async def put_rule(data: JSONBody[RoomRuleIn], request: HttpRequest, replication: Mine) -> RoomsOut:
    """Opening hours, how far ahead, and until when a branch gives back by itself."""
    await writing.keep_rule(replication, request.user.account, data)
    return await reading.load_rooms(replication)


@post("/api/rooms/{room:str}/closures", status_code=200, summary="Close a room for a time")
async def close_room(room: FromPath[str], data: JSONBody[ClosureIn], request: HttpRequest, replication: Mine) -> ClosedOut:
    """What is booked then is told first, and cancelled only if asked to."""
    return await writing.close_room(replication, request.user, room, data)


@delete("/api/room-closures/{closure:str}", status_code=204, summary="Lift a closure")
async def lift_closure(closure: FromPath[str], request: HttpRequest, replication: Mine) -> Response[None]:
    """What it cancelled stays cancelled."""
    await writing.reopen_room(replication, request.user.account, closure)
    return Response(None, status_code=204)


@post("/api/bookings", status_code=200, summary="Book a room for an organisation")
async def book_room(data: JSONBody[BookingIn], request: HttpRequest, replication: Mine) -> BookingsOut:
    """Each day decided on its own; the answer shows what became of each, with free times where it was refused."""
    made = await writing.book(replication, request.user, data)
    return await reading.load_made(replication, made)


@post("/api/bookings/{booking:str}/cancel", status_code=200, summary="Cancel a booking with a reason")
async def cancel_booking(booking: FromPath[str], data: JSONBody[CancelIn], request: HttpRequest, replication: Mine) -> CancelledOut:
    """Until it is over. The branch is told with the reason."""
    return CancelledOut(await writing.cancel(replication, request.user, booking, data))


@get("/api/bookings/template", media_type=WORKBOOK, summary="An empty sheet of bookings")
async def show_template() -> Response[bytes]:
    """A workbook with the columns, and how to fill them in."""
    return Response(rules.template(), media_type=WORKBOOK, headers=attached("预约模板.xlsx"))


@post(
    "/api/bookings/import",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Import bookings, or say what that would do",
)
async def import_bookings(body: RawBody, request: HttpRequest, replication: Mine, dry_run: FromQuery[bool] = False) -> BookingReport:
    """The body is an Excel workbook. Rows that cannot be taken are refused one by one; the others are written in one transaction."""
    return await imports.import_sheet(replication, request.user, body, dry_run)


@post(
    "/api/bookings/import/problems",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    media_type=WORKBOOK,
    summary="The sheet of bookings with its problems",
)
async def mark_bookings(body: RawBody, request: HttpRequest, replication: Mine) -> Response[bytes]:
    """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
    marked = await imports.mark_sheet(replication, request.user, body)
    return Response(marked, media_type=WORKBOOK, headers=attached("导入（问题）.xlsx"))


@post("/api/room-feed", status_code=200, summary="Make the feed's address anew")
async def rotate_feed(request: HttpRequest, replication: Mine) -> FeedOut:
    """The address is shown this once; an old one is void."""
    return await writing.rotate_feed(replication, request.user)


@delete("/api/room-feed", status_code=204, summary="Have no feed")
async def drop_feed(replication: Mine) -> Response[None]:
    """Calendars that fetched it get nothing from then on."""
    await writing.drop_feed(replication)
    return Response(None, status_code=204)


@get("/api/room-feeds/{secret:str}", media_type="text/calendar", opt={"public": True, "unlogged": True}, summary="Bookings as a calendar")
async def show_feed(secret: FromPath[str], replication: Mine, room: Short = "") -> Response[bytes]:
    """Whoever has the address reads rooms, branches and purposes; no person is named. The address stands in no log of this program."""
    content = await reading.write_feed(replication, secret, room)
    return Response(content, media_type=rules.ICS, headers={"Cache-Control": "private, no-store"})


ROUTES = (
    Router("/", guards=[_for_readers], route_handlers=(list_rooms, list_bookings, show_use, export_bookings, take_door_sheet)),
    Router(
        "/",
        guards=[_for_the_office],
        route_handlers=(
            put_room,
            put_rule,
            close_room,
            lift_closure,
            book_room,
            cancel_booking,
            show_template,
            import_bookings,
            mark_bookings,
            rotate_feed,
            drop_feed,
        ),
    ),
    show_feed,
)
