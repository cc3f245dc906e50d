"""Bytes in by tus 1.0, resumed by the byte after a cut; bytes out to those who may see the meeting or the request."""

from io import FileIO
from typing import Any
from urllib.parse import quote

from litestar import HttpMethod, Request, Response, get, head, patch, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from server.domain.files import queries, rules
from server.domain.files.schemas import FileOut
from server.domain.meetings import rules as meetings
from server.kit.identity import Actor
from server.kit.problems import Problem, rights_missing, row_not_found
from server.replication import Replication

VERSION = "1.0.0"
CHUNK_TYPE = "application/offset+octet-stream"
TUS = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
WHAT_TUS_CAN = {
    **TUS,
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,checksum",
    "Tus-Checksum-Algorithm": "sha256",
    "Tus-Max-Size": str(rules.SIZE_AT_MOST),
}
# A stored file is looked at and nothing else: it runs nothing, loads nothing and belongs to no page of ours.
NOTHING_RUNS = "default-src 'none'; sandbox"
FOR_EVER = "private, max-age=31536000, immutable"
PATH = "/api/files/{file:str}"
TusRequest = Request[Actor, Any, Any]


def speaks_tus(request: Request[Any, Any, Any]) -> Response[None] | None:
    """Refuses another version of the protocol before anything is read."""
    if request.headers.get("tus-resumable") == VERSION:
        return None
    return Response(None, status_code=412, headers=WHAT_TUS_CAN)


@route([PATH, "/api/files"], http_method=[HttpMethod.OPTIONS], status_code=204, include_in_schema=False)
async def tell_protocol() -> Response[None]:
    """What this server can of tus."""
    return Response(None, status_code=204, headers=WHAT_TUS_CAN)


@post(PATH, status_code=201, before_request=speaks_tus, summary="Begin or resume the upload of an attached file")
async def begin(file: FromPath[str], request: TusRequest, replication: NamedDependency[Replication]) -> Response[None]:
    """201 for a new upload, 200 for one under way or a file that is there already: `Upload-Offset` says from where to send."""
    asset = await _own(replication, request.user, file)
    length = rules.number_in(request.headers.get("upload-length"), "Upload-Length")
    if length != asset.size:
        raise Problem("files.length", "大小不一致", "要上传的大小与登记的不同。", "请重新选择文件。", 400)
    if asset.state == "stored" or await queries.reuse(replication, asset):
        return _told(200, asset, asset.size)
    await queries.check_quota(replication, request.user.account, asset.size - await _offset(replication, file))
    new = await queries.begin_upload(replication, file, request.user.account)
    return _told(201 if new else 200, asset, await _offset_settled(replication, asset))


@head(PATH, before_request=speaks_tus, summary="How far an upload is")
async def tell_offset(file: FromPath[str], request: TusRequest, replication: NamedDependency[Replication]) -> Response[None]:
    """`Upload-Offset` bytes are safely on the server."""
    asset = await _own(replication, request.user, file)
    return _told(200, asset, asset.size if asset.state == "stored" else await _offset(replication, file))


@patch(PATH, status_code=204, before_request=speaks_tus, request_max_body_size=rules.SIZE_AT_MOST + 1, summary="Send the next bytes of an upload")
async def take_chunk(file: FromPath[str], request: TusRequest, replication: NamedDependency[Replication]) -> Response[None]:
    """Appends at `Upload-Offset`; 409 if that is not where the upload is, 460 if the chunk or the whole has another sha256."""
    if request.headers.get("content-type") != CHUNK_TYPE:
        raise Problem("files.chunk_type", "请求格式不对", f"内容类型应为 {CHUNK_TYPE}。", "请更新应用后重试。", 415)
    offset = rules.number_in(request.headers.get("upload-offset"), "Upload-Offset")
    asset = await _own(replication, request.user, file)
    if asset.state == "stored":
        return _told(204, asset, _same(offset, asset.size))
    return _told(204, asset, await _append(replication, asset, request, offset))


async def _append(replication: Replication, asset: queries.Asset, request: TusRequest, offset: int) -> int:
    """Takes the chunk into the part file; gives the new offset."""
    file, checksum = asset.row.id, rules.checksum_of(request.headers.get("upload-checksum"))
    part = queries.Part(replication.settings, file)
    if await queries.find_upload(replication, file) is None:
        raise row_not_found("这个文件还没有开始上传。")
    with part.opened() as opened:
        _same(offset, await _offset(replication, file))
        room = asset.size - offset
        await queries.check_quota(replication, request.user.account, min(room, request.content_length or 0))
        arrival = queries.Arrival(opened, offset)
        try:
            await arrival.take(request.stream(), room, checksum)
        finally:
            await queries.note_received(replication, file, offset + arrival.kept, arrival.came)
        if arrival.kept == room:
            await _settle(replication, asset, part, opened)
    return offset + arrival.kept


async def _settle(replication: Replication, asset: queries.Asset, part: queries.Part, opened: FileIO) -> None:
    if upload := await queries.find_upload(replication, asset.row.id):
        await queries.settle(replication, asset, part, opened, upload)


async def _offset_settled(replication: Replication, asset: queries.Asset) -> int:
    """The offset; a complete upload whose end was lost, because the server fell just then, is settled first."""
    offset = await _offset(replication, asset.row.id)
    if offset == asset.size:
        part = queries.Part(replication.settings, asset.row.id)
        with part.opened() as opened:
            await _settle(replication, asset, part, opened)
    return offset


async def _offset(replication: Replication, file: str) -> int:
    """What is acknowledged and still there: bytes that came to a machine that is gone come again."""
    upload = await queries.find_upload(replication, file)
    return min(upload.received, queries.Part(replication.settings, file).size) if upload else 0


def _same(offset: int, expected: int) -> int:
    if offset != expected:
        detail = f"服务器已收到 {expected} 字节。"
        raise Problem("files.offset", "位置不一致", detail, "手机会自动从断开处接着传。", 409, extra={"expected": expected})
    return expected


async def _own(replication: Replication, actor: Actor, file: str) -> queries.Asset:
    """A file that the person may send bytes for. Raises Problem 404, 403, or 410 once it is refused."""
    asset = await _seen(replication, actor, file)
    meeting, proof = asset.meeting, asset.row.values
    if not (meetings.may_record(actor, meeting.values["branch"], meeting.values["org"]) if meeting else rules.may_send_proof(actor, proof)):
        raise rights_missing()
    if asset.state == "refused":
        raise Problem("files.refused", "文件未被接受", asset.row.values["refused_reason"], "请移除后重新添加。", 410)
    return asset


async def _seen(replication: Replication, actor: Actor, file: str) -> queries.Asset:
    """A file that the person may see. Raises Problem 404."""
    asset = await queries.find_asset(replication, file)
    meeting, proof = asset.meeting, asset.row.values
    if not (meetings.may_see(actor, meeting.values, asset.members) if meeting else rules.may_see_proof(actor, proof)):
        raise row_not_found("没有找到这个文件。")
    return asset


def _told(status: int, asset: queries.Asset, offset: int) -> Response[None]:
    headers = {**TUS, "Upload-Offset": str(offset), "Upload-Length": str(asset.size)}
    if status == 201:
        headers["Location"] = f"/api/files/{asset.row.id}"
    return Response(None, status_code=status, headers=headers)


@get("/api/files", summary="The files of a meeting")
async def list_files(meeting: FromQuery[str], request: TusRequest, replication: NamedDependency[Replication]) -> list[FileOut]:
    """For those who may see the meeting's record: the office, which holds no branch's rows, finds a record's photos here."""
    row, members, files = await queries.list_files(replication, meeting)
    if not meetings.may_see(request.user, row.values, members):
        raise row_not_found()
    return files


@get(PATH, opt={"uncompressed": True}, summary="A stored file's bytes")
async def show_file(file: FromPath[str], request: TusRequest, replication: NamedDependency[Replication]) -> Stream:
    """The photo or scan, for those who may see its meeting's record or its request; 404 for everyone else and until the bytes are stored."""
    asset = await _seen(replication, request.user, file)
    if asset.state != "stored":
        raise Problem("files.not_stored", "文件还没有传到", "文件还在手机上，没有传完或未被接受。", "请稍后再看。", 404)
    size, pieces = await queries.open_content(replication, asset)
    return Stream(pieces, media_type=asset.row.values["mime"], headers=_shown(asset, size))


def _shown(asset: queries.Asset, size: int) -> dict[str, str]:
    values = asset.row.values
    shown = "inline" if values["mime"] in rules.IMAGES else "attachment"
    return {
        "Content-Length": str(size),
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(values['name'] or asset.row.id, safe='')}",
        "Content-Security-Policy": NOTHING_RUNS,
        "Cache-Control": FOR_EVER,
        "ETag": f'"{values["content"]}"',
    }


ROUTES = (tell_protocol, begin, tell_offset, take_chunk, list_files, show_file)
