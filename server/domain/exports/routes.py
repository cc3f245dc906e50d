"""How a part's list leaves as a workbook, and who took what."""

import asyncio
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Stream

from server.domain.exports.queries import list_exports, note_export
from server.domain.exports.schemas import ExportsOut
from server.kit.identity import Actor
from server.kit.problems import rights_missing
from server.kit.sheets import WORKBOOK, Book, attached, read_out, write_book
from server.replication import Replication

_TWO_AT_A_TIME = asyncio.Semaphore(2)
"""Each export holds one of the database's readers while it is written."""


async def send_book(replication: Replication, actor: Actor, book: Book) -> Stream:
    """A list as a file: all its rows as of one instant, noted before the first byte goes out.

    The route says `opt={"uncompressed": True}` (a workbook is packed already) and has checked that the person may see what is asked for.
    """
    async with _TWO_AT_A_TIME, replication.database.read():
        written = await write_book(book, replication.clock(), replication.settings.zone)
    await note_export(replication, actor, book.name, book.chosen, written.rows)
    return Stream(read_out(written), media_type=WORKBOOK, headers=attached(f"{book.name}.xlsx", written.size))


@get("/api/exports", summary="What left as a file, and who took it")
async def show_exports(request: Request[Actor, Any, Any], replication: NamedDependency[Replication]) -> ExportsOut:
    """The latest ones, for office and administrator."""
    if not request.user.has("office", "administrator"):
        raise rights_missing()
    return await list_exports(replication)


ROUTES = (show_exports,)
