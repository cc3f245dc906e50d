"""How a part's list leaves as a workbook, and who took what."""

import asyncio
from collections.abc import Mapping
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Stream

from server.domain.exports.queries import list_exports, note_export
from server.domain.exports.schemas import ExportsOut
from server.kit.identity import Actor
from server.kit.problems import rights_missing
from server.kit.sheets import WORKBOOK, Book, Column, Page, attached, batch, read_out, write_book
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


_COLUMNS = (Column("时间", "moment", 18), Column("谁", width=14), Column("取走了什么", width=30), Column("范围", width=50), Column("行数", "number"))


@get("/api/exports/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_exports(request: Request[Actor, Any, Any], replication: NamedDependency[Replication]) -> Stream:
    """The latest ones."""
    if not request.user.has("office", "administrator"):
        raise rights_missing()
    found = await list_exports(replication)
    rows = batch([one.at, one.account_name, one.name, _said(one.chosen), one.rows, one.id] for one in found.exports)
    return await send_book(replication, request.user, Book("导出记录", {}, [Page("导出记录", _COLUMNS, rows)]))


def _said(chosen: Mapping[str, str]) -> str:
    return "；".join(f"{label}：{words}" for label, words in chosen.items() if words)


ROUTES = (show_exports, export_exports)
