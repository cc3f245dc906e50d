"""Everything of one mine as an archive that can be read without this program: tables, workbooks, photos, and what each of it means."""

from __future__ import annotations

import inspect
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from server.domain import exports, organisation, papers
from server.domain.files.queries.assets import open_stored
from server.kit.identity import Actor, Grant
from server.kit.migrations import Schema
from server.kit.sheets import Book, read_out, write_book
from server.replication import Replication

FORMAT, VERSION = "linghang.archive", 1
ROWS_AT_ONCE = 2000
LEFT_OUT: Mapping[str, str] = {
    "session": "登录凭据",
    "phone_store": "本机库的钥匙",
    "rescue_key": "密封文件的钥匙",
    "push_key": "推送的签名钥匙",
    "push_subscription": "浏览器的推送地址",
    "push_delivery": "推送的过程",
    "notice_told": "推送的过程",
    "notice_digest": "推送的过程",
    "notice_read": "谁看过哪条通知，不作记录",
    "notice_bot": "群机器人的地址和密钥",
    "bot_digest": "推送的过程",
    "ballot_code": "密封的测评票",
    "api_token": "接口令牌",
    "room_feed": "预约日历的秘密地址",
    "site_state": "本次安装的标识",
    "sync_log": "手机传输的过程",
    "sync_inbox": "手机传输的过程；结果都在各表和 history 里",
    "row_scope": "手机同步的位置",
    "scope_head": "手机同步的位置",
    "scope_age": "手机同步的位置",
    "recompute_request": "等待计算的事项",
    "recompute_tray": "等待计算的事项",
    "search_document": "检索用的索引，由各表得出",
    "file_upload": "没有传完的上传",
}
"""Tables that are no record of the mine, or that open something, with the reason."""
MASKED: Mapping[str, frozenset[str]] = {
    "account": frozenset({"password_hash", "activation_hash", "activation_until_at", "failures", "locked_until_at"}),
    "opinion": frozenset({"person", "marks", "rev"}),
    "history": frozenset({"log", "mid"}),
    "held": frozenset({"log", "mid"}),
}
KEPT: Mapping[str, str] = {
    "history": """"tbl" not in ('opinion', 'notice_read')
        and not ("tbl" = 'held' and "row" in (select "id" from "held" where "name" like 'opinion.%'))""",
    "held": """"name" not like 'opinion.%'""",
    "notice": """"kind" not like 'opinion_%'""",
}
"""By the table, which of its rows are archived: those left out would tell who said something without a name. What was said stands in `opinion`."""
_CONTENTS = (
    """select "content", min("mime") as "mime" from "file_asset" where "content" <> '' and not "deleted" group by "content" order by "content" """
)
_SPAN = """select min("held_start") as "first", max("held_start") as "last" from "meeting"
    where not "deleted" and "status" in ('submitted', 'approved')"""
_READER = Actor("", None, "linghang export", (Grant("office", "", None, True),))
_README = """领航 数据归档（{as_of}）

tables/   每个文件是一张表，每行一条记录（JSON Lines，UTF-8）；时刻是 1970 年以来的毫秒数
xlsx/     党员花名册和各年的会议台账（Excel）
files/    照片和扫描件，文件名是内容的 sha256，与 tables/file_asset.jsonl 的 content 一列对应
schema.json  每张表和每一列的含义、行数，以及没有归档的表和原因

没有归档的只有登录凭据、密封的测评票、传输的过程，以及意见箱里的话是谁写的（署名的写在 by_name 一列）。
"""


class Archived(msgspec.Struct, frozen=True):
    """What an archive holds."""

    tables: int
    rows: int
    files: int
    bytes: int


async def write_archive(replication: Replication, schemas: Sequence[Schema], path: Path) -> Archived:
    """Writes everything as of one instant to a zip, row by row; memory does not grow with the mine."""
    now_ms, zone = replication.clock(), replication.settings.zone
    as_of = datetime.fromtimestamp(now_ms / 1000, zone).isoformat(timespec="seconds")
    told: dict[str, Any] = {}
    async with replication.database.read():
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", _README.format(as_of=as_of))
            for schema in schemas:
                for table in schema.tables:
                    if (name := _name(table)) not in LEFT_OUT:
                        told[name] = await _write_table(replication, archive, schema.app, table)
            for name, book in await _books(replication):
                await _copy(archive, f"xlsx/{name}.xlsx", read_out(await write_book(book, now_ms, zone)))
            count = await _write_files(replication, archive)
            description = {"format": FORMAT, "version": VERSION, "as_of": as_of, "tables": told, "left_out": LEFT_OUT, "kept": KEPT}
            archive.writestr("schema.json", msgspec.json.format(msgspec.json.encode(description)))
    rows = sum(table["rows"] for table in told.values())
    await exports.note_export(replication, _READER, "数据归档", {}, rows)
    return Archived(len(told), rows, count, path.stat().st_size)


async def _write_table(replication: Replication, archive: zipfile.ZipFile, part: str, table: Any) -> dict[str, Any]:
    """Writes the rows of a table in the order of their key; gives what they mean."""
    name, columns = _name(table), _columns(table)
    rows = 0
    with archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as out:
        async for records in _pages(replication, name, table._meta.primary_key._meta.name):
            rows += len(records)
            out.write(b"".join(_line(record, columns) for record in records))
    return {"part": part, "meaning": inspect.getdoc(table), "rows": rows, "columns": {key: kind.__name__ for key, kind in columns.items()}}


async def _pages(replication: Replication, table: str, key: str) -> AsyncIterator[list[dict[str, Any]]]:
    page = f'order by "{key}" limit {ROWS_AT_ONCE}'
    kept = KEPT.get(table, "1 = 1")
    found = await replication.database.fetch(f'select * from "{table}" where {kept} {page}')
    while found:
        yield found
        found = await replication.database.fetch(f'select * from "{table}" where {kept} and "{key}" > {{}} {page}', found[-1][key])


def _line(record: Mapping[str, Any], columns: Mapping[str, type]) -> bytes:
    """A record as a line; a truth value is one whatever the database keeps it as."""
    told = {name: bool(record[name]) if kind is bool and record[name] is not None else record[name] for name, kind in columns.items()}
    return msgspec.json.encode(told) + b"\n"


def _columns(table: Any) -> dict[str, type]:
    masked = MASKED.get(_name(table), frozenset())
    return {column._meta.name: column.value_type for column in table._meta.columns if column._meta.name not in masked}


def _name(table: Any) -> str:
    return table._meta.tablename


async def _books(replication: Replication) -> list[tuple[str, Book]]:
    """The roster, and the ledger of each year in which meetings were held."""
    (span,) = await replication.database.fetch(_SPAN)
    books = [("党员花名册", await organisation.people_book(replication, "", ""))]
    if span["first"] is not None:
        first, last = (datetime.fromtimestamp(span[end] / 1000, replication.settings.zone).year for end in ("first", "last"))
        for year in range(first, last + 1):
            books.append((f"会议台账 {year}", await papers.ledger_book(replication, _READER, papers.Wanted(str(year)))))
    return books


async def _write_files(replication: Replication, archive: zipfile.ZipFile) -> int:
    contents = await replication.database.fetch(_CONTENTS)
    for record in contents:
        ending = record["mime"].rpartition("/")[2].replace("jpeg", "jpg")
        _, pieces = await open_stored(replication, record["content"])
        await _copy(archive, f"files/{record['content']}.{ending}", pieces)
    return len(contents)


async def _copy(archive: zipfile.ZipFile, name: str, pieces: AsyncIterator[bytes]) -> None:
    """What is packed already goes in as it is."""
    entry = zipfile.ZipInfo(name, datetime.now().timetuple()[:6])  # noqa: DTZ005  # a zip knows local time only
    with archive.open(entry, "w", force_zip64=True) as out:
        async for piece in pieces:
            out.write(piece)
